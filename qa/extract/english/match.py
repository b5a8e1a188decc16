"""What a reader hands back: facts over a stretch of tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import LONGEST_BOUND, bounds_after, bounds_before
from qa.model import Bound, Fact, Span


@dataclass(frozen=True, slots=True)
class Match:
    """Facts in order and the index of the token after them; no facts: words to pass over."""

    facts: tuple[Fact, ...]
    end: int


def span(line: Line, start: int, end: int) -> Span:
    """The code points of tokens `start` to `end` (exclusive)."""
    return Span(line[start].start, line[end - 1].end)


def words(line: Line, start: int, end: int) -> str:
    """The text of those tokens as it stands."""
    return line.text[line[start].start : line[end - 1].end]


_LONGEST_DATE: Final = 6


def _possessed(line: Line, start: int) -> bool:
    """Whether the value only qualifies a noun: "by Friday's quake" sets no bound on Friday."""
    for n in range(start + 1, start + _LONGEST_DATE):
        if line.low(n) == "'" and line.at(n).glued and line.low(n + 1) == "s":
            return True
        if line.low(n) not in (".", ",") and line.at(n).kind not in ("number", "ordinal"):
            return False
    return False


_ARTICLES: Final = frozenset(("a", "an", "the"))
_COUNTS_FROM: Final = 10
"""From here on "some 20" means about; "some two" does not occur."""


def bound_before(line: Line, start: int, floor: int, position: str) -> Bound | None:
    """The bound that the words just before token `start` set, never reaching back past `floor`."""
    end = start
    if position == "date" and _possessed(line, start):
        return None
    if end - 1 >= floor and line.low(end - 1) in _ARTICLES:
        end -= 1
    table = bounds_before(position)
    for stop in (start, end):
        for length in range(LONGEST_BOUND, 0, -1):
            first = stop - length
            if first < floor:
                continue
            found = table.get(tuple(line.low(n) for n in range(first, stop)))
            if found is not None:
                return found
        if end == start:
            break
    return None


def bound_after(line: Line, end: int) -> tuple[Bound, int] | None:
    """The bound that the words just after a value set, and the index after them."""
    at = end
    if line.low(at) == "-" and line.at(at).glued:
        at += 1
    return bounds_after().match(line, at)
