"""Comparing identifiers: GPT-4, Boeing 737, G7, 5G.

They are compared as identifiers, not as amounts: case, hyphens and spaces do not matter, the letters
may stand on one side only (보잉 737 for B737), and there is no rounding.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from fractions import Fraction

from qa.compare.outcome import AGREE, Outcome
from qa.data import table
from qa.model import Fact, Severity

_PART = re.compile(r"[A-Za-z]{1,40}|\d{1,40}(?:\.\d{1,40})?")
_DIGITS = re.compile(r"\d{1,40}(?:\.\d{1,40})?")
_SHORT = 4
"""Letters of a code ("KF", "KE"); longer ones are a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """`letters` before the first digit, and what follows as runs of digits and of letters, upper case."""

    letters: str
    core: tuple[str, ...]


def parse(label: str) -> Parsed:
    """The parts of a label: `F-35A` is F and 35, A."""
    parts = [p.upper() for p in _PART.findall(label)]
    letters = parts.pop(0) if parts and parts[0].isalpha() else ""
    return Parsed(letters=letters, core=tuple(parts))


def figures(fact: Fact) -> tuple[str, ...]:
    """The runs of digits of an identifier."""
    return tuple(_DIGITS.findall(fact.label))


def compare_identifiers(ko: Fact, en: Fact) -> Outcome | None:
    """Whether two facts, one of them an identifier at least, name the same; None if not of one kind."""
    if ko.family != en.family:
        return _with_other(*((ko, en) if ko.family == "identifier" else (en, ko)))
    a, b = parse(ko.label), parse(en.label)
    same_letters = not (a.letters and b.letters) or a.letters == b.letters
    if a.core == b.core and same_letters:
        return AGREE
    if not related(ko, en):
        return None
    short = min(len(a.core), len(b.core))
    if same_letters and short and a.core[:short] == b.core[:short]:
        if len(b.core) <= len(a.core):
            return AGREE  # F-35 for F-35A: the model without its variant
        return _differ("suffix", "a variant that the original does not name", Severity.MINOR, 0.8)
    if a.core == b.core:
        return _differ("letters", f"{a.letters} became {b.letters}", Severity.MAJOR, 0.85)
    return _differ("digits", "another number in the name", Severity.MAJOR, 0.9)


def _differ(slip: str, detail: str, severity: Severity, confidence: float) -> Outcome:
    return Outcome(verdict="differ", slip=slip, detail=detail, severity=severity, confidence=confidence)


def _with_other(named: Fact, other: Fact) -> Outcome | None:
    """3호 for "Nuri-3", "fifth generation" for 5G: the same figure counted, ranked or dated."""
    if other.family == "date":
        fields = other.date.fields() if other.date is not None else {}
        return AGREE if [str(v) for v in fields.values()] == list(figures(named)) else None
    if other.family not in ("number", "ordinal", "unit", "age") or other.currency or other.amount is None:
        return None
    if other.family == "unit" and other.unit != "generation":
        return None
    return AGREE if any(Fraction(f) == other.amount for f in figures(named)[:1]) else None


def _names(fact: Fact) -> set[str]:
    return {n.upper() for n in (parse(fact.label).letters, fact.counter or "") if n}


def related(ko: Fact, en: Fact) -> bool:
    """Whether two identifiers that are not the same look like one that was changed.

    They have a name in common, or letters behind the digits (5G, 4G), or they differ by their letters
    alone and these are much alike (KF-21, FK-21).
    """
    a, b = parse(ko.label), parse(en.label)
    if _names(ko) & _names(en):
        return True
    if a.letters and b.letters:
        alike = sorted(a.letters) == sorted(b.letters) or _one_off(a.letters, b.letters)
        return a.core == b.core and alike and max(len(a.letters), len(b.letters)) <= _SHORT
    behind_a, behind_b = a.core[1:], b.core[1:]
    if a.letters or b.letters or not behind_a or not behind_b:
        return False
    return behind_a == behind_b or a.core[0] == b.core[0]


def _one_off(a: str, b: str) -> bool:
    """Whether one letter differs."""
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


_RELATED = 0.9
_UNKNOWN = 0.3
_COUNTED = 0.5


def closeness(ko: Fact, en: Fact) -> float:
    """How likely two that do not agree are one that was changed, 0 to 1."""
    if ko.family != en.family:
        named, other = (ko, en) if ko.family == "identifier" else (en, ko)
        # 3번 출구 for "Exit 4", 은하 3호 for "Unha-2"
        letters = named.label[: len(parse(named.label).letters)]
        bare = (not letters or not letters.isupper()) and len(figures(named)) == 1
        return _COUNTED if bare and other.family == "ordinal" and not other.soft else 0.0
    if related(ko, en):
        return _RELATED
    a, b = parse(ko.label), parse(en.label)
    unknown = not (a.letters and b.letters) and not (ko.counter and en.counter)
    return _UNKNOWN if unknown and len(a.core) == len(b.core) else 0.0


@functools.cache
def _unsaid() -> frozenset[str]:
    """Names, or whole labels, that either language gladly puts into words."""
    return frozenset(row["unsaid"].upper() for row in table("identifiers", ("unsaid", "source")))


def telling(fact: Fact) -> bool:
    """Whether an identifier that the other side lacks is worth a word.

    Not for those that both languages gladly put into words: of the table (CO2), with one letter before
    the digits (A4, F1), with letters behind them alone (3D, 5G).
    """
    parsed = parse(fact.label)
    if not _unsaid().isdisjoint({*_names(fact), parsed.letters + "".join(parsed.core)}):
        return False
    return len(parsed.letters) > 1 or (not parsed.letters and len(parsed.core) == 1)


def phrase_identifier(ko: Fact, like: Fact | None) -> str:
    """The English identifier with the figures of the Korean one, or its letters and digits as they are.

    `like` is the English fact that stands there now: its name, case and hyphen are kept.
    """
    letters = parse(ko.label).letters
    if like is None or (like.label and letters and parse(like.label).letters not in ("", letters)):
        return ko.label if letters else ""
    wanted = figures(ko)
    runs = list(_DIGITS.finditer(like.text))
    if len(runs) != len(wanted):
        return ko.label if letters else ""
    text = like.text
    for run, figure in zip(reversed(runs), reversed(wanted), strict=True):
        text = text[: run.start()] + figure + text[run.end() :]
    return text
