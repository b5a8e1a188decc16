"""Quarters and halves of a year: "third quarter", "Q3", "H1"; not those of a match."""

from __future__ import annotations

from typing import Final

from qa.extract.english.calendar_words import ordinal_word, year
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import context
from qa.extract.english.number_words import joined
from qa.extract.english.relative_words import relative
from qa.model import Grain, PartialDate

_HALVES, _QUARTERS = 2, 4
_NEAR: Final = 15


def numbered_part(line: Line, index: int) -> tuple[PartialDate, int] | None:
    """As in "third quarter", "Q3", "3Q", "second half", "H1" without the year."""
    token = line.at(index)
    after = line.at(index + 1)
    if (
        token.low in ("q", "h")
        and after.glued
        and after.kind == "number"
        and token.raw.isupper()
        and len(after.low) == 1
    ):
        return _numbered(token.low, int(after.low), index + 2)
    if (
        token.kind == "number"
        and len(token.low) == 1
        and after.glued
        and after.low in ("q", "h")
        and after.raw.isupper()
    ):
        return _numbered(after.low, int(token.low), index + 2)
    return _in_words(line, index)


def half_of_play(line: Line, index: int) -> int | None:
    """The end of "second half", "first-half" of a match, which is no half of anything counted."""
    word = ordinal_word(line, index)
    if word is None or word[0] > _HALVES:
        return None
    at = joined(line, word[1])
    if line.low(at) != "half" or _of_a_year(line, at + 1) or not _is_sport(line, index, at):
        return None
    return at + 1


def _in_words(line: Line, index: int) -> tuple[PartialDate, int] | None:
    word = ordinal_word(line, index)
    if word is None:
        return None
    at = joined(line, word[1])
    low = line.low(at)
    if low == "fiscal":
        at, low = at + 1, line.low(at + 1)
    if low not in ("quarter", "half") or line.low(joined(line, at + 1)) in (
        "final",
        "finals",
        "time",
        "marathon",
    ):
        return None
    if line.low(index - 1) in ("a", "another", "straight", "consecutive") or line.low(index + 1) in (
        "straight",
        "consecutive",
    ):
        return None
    found = _numbered(low[0], word[0], at + 1)
    if found is None or (not _of_a_year(line, at + 1) and _is_sport(line, index, at)):
        return None
    return found


def _numbered(letter: str, number: int, end: int) -> tuple[PartialDate, int] | None:
    if letter == "q" and 1 <= number <= _QUARTERS:
        return PartialDate(grain=Grain.QUARTER, quarter=number), end
    if letter == "h" and 1 <= number <= _HALVES:
        return PartialDate(grain=Grain.HALF, half=number), end
    return None


def _of_a_year(line: Line, at: int) -> bool:
    if line.low(at) in ("of", "in"):
        at += 1
    return (
        year(line, at) is not None
        or relative(line, at) is not None
        or (line.low(at) == "the" and line.low(at + 1) in ("year", "fiscal"))
    )


def _is_sport(line: Line, start: int, end: int) -> bool:
    return any(
        line.low(n) in context("sport") for n in range(max(0, start - _NEAR), min(len(line), end + _NEAR))
    )
