"""Runs of neighbouring names of one side that the other side seems not to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.model import Span
from qa.names.evidence import Evidence, Floats
from qa.names.foreign import foreignness
from qa.names.korean import NameStem
from qa.names.looks import written

MAYBE = 0.0
"""Log likelihood ratio from which a name is looked at as unsaid."""
BARELY = -1.0
"""The same of a Korean stem, where an English name looks for what it should stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Neighbouring names of one side that the other seems not to say.

    `first` and `last` number the stems or words, `odds` is the strongest evidence among them, `total`
    the sum of it, `listed` says that a name beside it in a list is on the other side, `place` is where
    the chunk stands between the side's first name (0) and its last (1).
    """

    first: int
    last: int
    span: Span
    odds: float
    total: float
    place: float
    listed: bool = False


def word_chunks(found: Evidence, odds: Floats) -> Iterator[Chunk]:
    """The runs of English words that the Korean seems not to say, of which one at least is a name by itself.

    Args:
        found: the names of a link.
        odds: by word, from `qa.names.judge.unsaid`.
    """
    words = found.words
    at = 0
    while at < len(words):
        if odds[at] < MAYBE:
            at += 1
            continue
        last = at
        while last + 1 < len(words) and words[last + 1].run == words[at].run and odds[last + 1] >= MAYBE:
            last += 1
        proper = [odds[n] for n in range(at, last + 1) if words[n].proper or _listed_name(found, n)]
        if proper:
            yield Chunk(
                first=at,
                last=last,
                span=Span(words[at].span.start, words[last].span.end),
                odds=float(max(proper)),
                total=float(odds[at : last + 1].sum()),
                place=(at + last) / 2 / max(1, len(words) - 1),
            )
        at = last + 1


def _listed_name(found: Evidence, n: int) -> bool:
    """Whether the tables know this word for a name, and it has a capital for that reason (Republicans)."""
    return bool(found.known_en[n] < 0) and not found.words[n].opens


def stem_chunks(text: str, stems: Sequence[NameStem], odds: Floats) -> Iterator[Chunk]:
    """The runs of Korean stems that the English seems not to say.

    Args:
        text: the Korean body.
        stems: what may be a name.
        odds: by stem, from `qa.names.judge.unsaid`.
    """
    at = 0
    while at < len(stems):
        if odds[at] < BARELY or _numbered(stems[at]):
            at += 1
            continue
        last = at
        while (
            last + 1 < len(stems)
            and odds[last + 1] >= MAYBE
            and odds[at] >= MAYBE
            and stems[at].tag == stems[last + 1].tag
            and text[stems[last].span.end : stems[last + 1].span.start] == " "
        ):
            last += 1
        yield Chunk(
            first=at,
            last=last,
            span=Span(stems[at].whole.start, stems[last].whole.end),
            odds=float(odds[at : last + 1].max()),
            total=float(odds[at : last + 1].sum()),
            place=(at + last) / 2 / max(1, len(stems) - 1),
            listed=_listed(text, stems, odds, at, last),
        )
        at = last + 1


def _numbered(stem: NameStem) -> bool:
    """Whether it has digits: identifiers are compared as facts (PS5, KF-21)."""
    return any(c.isdigit() for form in stem.forms[:1] for c in form)


def _listed(text: str, stems: Sequence[NameStem], odds: Floats, first: int, last: int) -> bool:
    """Whether the name before or after in a list is said: 동갈라, 시기, 부퉁."""
    beside = [(first - 1, stems[first - 1].span.end, stems[first].span.start)] if first else []
    if last + 1 < len(stems):
        beside.append((last + 1, stems[last].span.end, stems[last + 1].span.start))
    return any(odds[n] < MAYBE and text[a:b].strip() in _AND for n, a, b in beside if _may_be_name(stems[n]))


def _may_be_name(stem: NameStem) -> bool:
    """Whether a neighbour in a list may be a name too: 시기 beside 동갈라 is a town, though a noun."""
    return stem.tag != "noun" or foreignness(written(stem)) > -1


_AND = frozenset((",", "·", "ㆍ", "/", "와", "과", "및", "나", "이나"))
"""What stands between the names of a list."""
