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
ADDRESS = "address"
"""The `counter` of telephone numbers and of addresses on the net."""
_SHORT = 4
"""Letters of a code ("KF", "KE"); longer ones are a word."""
_LONG_NUMBER = 3
_VARIANT = re.compile(r"[A-Z]{1,3}-\d{1,3}[A-Z]|.{0,40}\d-\d{1,4}")
"""Types whose variant is gladly left out: F-35A, 737-800; not GPT-4o, HBM3E."""


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
    if ADDRESS in (ko.counter, en.counter):
        return _compare_addresses(ko, en) if ko.counter == en.counter else None
    a, b = parse(ko.label), parse(en.label)
    same_letters = not (a.letters and b.letters) or a.letters == b.letters
    if a.core == b.core and same_letters:
        return AGREE
    if not related(ko, en):
        return None
    short = min(len(a.core), len(b.core))
    if same_letters and short and a.core[:short] == b.core[:short]:
        if len(b.core) < len(a.core):
            left_out = _differ("suffix", "a variant of what the original names", Severity.MINOR, 0.8)
            word = len(a.core[short]) > 1 and a.core[short].isalpha()  # KBS 2TV
            return AGREE if word or _VARIANT.fullmatch(ko.label) else left_out
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
    if any(Fraction(f) == other.amount for f in figures(named)[:1]):
        return AGREE
    return (
        _differ("digits", "another number in the name", Severity.MAJOR, 0.9)
        if _renumbered(named, other)
        else None
    )


def _renumbered(named: Fact, other: Fact) -> bool:
    """Whether a figure may be that of the name, changed: 3번 출구 for "Exit 4", 801편 for "Flight 810"."""
    letters = named.label[: len(parse(named.label).letters)]
    if letters.isupper() or len(figures(named)) != 1 or other.soft or other.counter == "person":
        return False
    if other.family == "ordinal":
        return True
    alike = len(figures(named)[0]) == len(str(other.amount)) >= _LONG_NUMBER - 1
    return other.family == "number" and other.unit is None and other.currency is None and alike


def _bare(label: str) -> str:
    """An address without what may be left out: scheme, www, country code, brackets, spaces."""
    if any(c.isalpha() for c in label):
        return _OUTER.sub("", label.lower()).rstrip("/")
    digits = re.sub(r"\D", "", label) if label.count(".") != _DOTS else label
    return re.sub(r"^82", "0", digits) if label.lstrip("(").startswith("+82") else digits


_OUTER = re.compile(r"^(?:https?://)?(?:www\.)?")
_DOTS = 3
"""Dots of an IP address."""


def _compare_addresses(ko: Fact, en: Fact) -> Outcome | None:
    """Addresses and telephone numbers: compared only where they differ by digits alone."""
    a, b = _bare(ko.label), _bare(en.label)
    if a == b:
        return AGREE
    if re.sub(r"\d", "0", a) != re.sub(r"\d", "0", b):
        return None
    return _differ("digits", "another digit in the address", Severity.MAJOR, 0.9)


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
        alike = alike or len("".join(a.core)) >= _LONG_NUMBER  # KE801, OZ801
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
        return _COUNTED if _renumbered(named, other) else 0.0
    if ADDRESS in (ko.counter, en.counter):
        return _RELATED if ko.counter == en.counter and _compare_addresses(ko, en) else 0.0
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
    if fact.counter == ADDRESS:
        return False
    if not _unsaid().isdisjoint({*_names(fact), parsed.letters + "".join(parsed.core)}):
        return False
    return len(parsed.letters) > 1 or (not parsed.letters and len(parsed.core) == 1)


def renumbered(ko: Fact, like: Fact) -> str:
    """The English name with the figure that the Korean counts or ranks: "Exit 3" for 3번 출구."""
    return _DIGITS.sub(str(ko.amount), like.text, count=1)


def phrase_identifier(ko: Fact, like: Fact | None) -> str:
    """The English identifier with the figures of the Korean one, or its letters and digits as they are.

    `like` is the English fact that stands there now: its name, case and hyphen are kept.
    """
    if ko.counter == ADDRESS:
        return ko.label
    letters = parse(ko.label).letters
    if like is None or (like.label and letters and parse(like.label).letters not in ("", letters)):
        return ko.label if letters else ""
    wanted = figures(ko)
    runs = list(_DIGITS.finditer(like.text))
    if len(runs) != len(wanted) or (like.label and len(parse(like.label).core) != len(parse(ko.label).core)):
        return ko.label if letters else ""
    text = like.text
    for run, figure in zip(reversed(runs), reversed(wanted), strict=True):
        text = text[: run.start()] + figure + text[run.end() :]
    return text
