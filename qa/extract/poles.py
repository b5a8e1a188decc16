"""A word that names one of two opposite ends: 상승 and "fall" are the two ends of one scale."""

from __future__ import annotations

from dataclasses import dataclass

from qa.data import table
from qa.model import Lang, Span

COLUMNS = ("scale", "kind", "lang", "pos", "plus", "minus", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One sense of a word: which scale it is on, and at which end.

    `kind` says how that scale turns: `plain` (오르다, 내리다), `closed` (왼쪽, 오른쪽: hardly another word
    says it), `order` (전, 후: what comes first may be told from either side), `converse` (사다, 팔다: who
    sells, sells to who buys) or `loose` (a word that may say that end, and is no sign of the other).
    `opposite` is the word of the other end in the same form; empty in Korean.  `rank` is the place of
    the word in its row, 0 for the first: how central it is to the scale.
    """

    scale: str
    plus: bool
    kind: str = "plain"
    opposite: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pole:
    """A word at one end of one or more scales, at `span` of the body text.

    `negated` is set where a negation stands by it, so that which end is meant stays open.
    """

    span: Span
    readings: tuple[Reading, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table: some words of each end, in one language and part of speech."""

    scale: str
    kind: str
    pos: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]


def rows(lang: Lang) -> tuple[Row, ...]:
    """The table of opposites of one language."""
    return tuple(
        Row(
            scale=row["scale"],
            kind=row["kind"],
            pos=row["pos"],
            plus=tuple(row["plus"].split("|")),
            minus=tuple(row["minus"].split("|")),
        )
        for row in table("opposites", COLUMNS)
        if row["lang"] == lang
    )
