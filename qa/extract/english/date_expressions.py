"""One date without its range: "Monday, Jan. 20, 2025", "late last year", "the third quarter of 2024"."""

from __future__ import annotations

from dataclasses import replace

from qa.extract.english.calendar_words import Part
from qa.extract.english.day_dates import (
    Found,
    day_first,
    holiday_name,
    month_first,
    publication_day,
    the_day,
    weekday_first,
    word_day,
)
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import calendar, context
from qa.extract.english.number_words import joined
from qa.extract.english.numeric_dates import hyphened_day, numeric, slashed, year_and_month
from qa.extract.english.periods import (
    century_name,
    decade_name,
    fiscal,
    quarter_or_half,
    word_year,
    year_alone,
)
from qa.extract.english.relative_dates import relative_date
from qa.extract.english.weeks import week_of_day, week_of_month, week_of_year, weekday_of_month
from qa.model import Grain, PartialDate


def expression(line: Line, index: int) -> Found | None:
    """One date without its range: "Monday, Jan. 20, 2025", "late last year", "the third quarter of 2024"."""
    token = line.at(index)
    if token.kind == "date":
        return numeric(token.raw, index)
    if token.kind == "clock":
        return None
    part = _part(line, index)
    if part is not None:
        named, at = part
        inner = _core(line, at, led=True)
        if inner is None or (inner[0].grain in (Grain.DAY, Grain.WEEKDAY) and inner[0].holiday is None):
            return None
        return replace(inner[0], part=named), inner[1]
    found = _core(line, index, led=False)
    if found is None:
        return None
    return found if found[0].until is not None else _ended(line, *found)


def _ended(line: Line, found: PartialDate, end: int) -> Found:
    """Take in the end of "by November end"; not "November end users"."""
    closed = line.at(end + 1).kind != "word" or line.low(end + 1) in context("function")
    if line.low(end) == "end" and found.grain in (Grain.MONTH, Grain.YEAR) and closed:
        return replace(found, part="late"), end + 1
    return found, end


def _part(line: Line, index: int) -> tuple[Part, int] | None:
    """As in "early", "mid-", "late in", "the end of"."""
    low = line.low(index)
    named = calendar("part").get(low)
    if named is not None:
        at = joined(line, index + 1)
        if line.low(at) in (("of",) if low == "mid" else ("in", "of")):
            at += 1
        if line.low(at) in ("the", "to") and low != "mid":
            if line.low(at) == "to" and line.low(joined(line, at + 1)) not in ("mid",):
                return None
            at = (
                at + 1
                if line.low(at) == "the"
                else joined(line, at + 1) + 1 + (line.low(joined(line, at + 1) + 1) == "-")
            )
        elif line.low(at) == "the":
            at += 1
        return named, at  # type: ignore[return-value]
    named = calendar("part-of").get(low)
    if named is None:
        return None
    at = index + 1
    if line.low(at) != "of":
        return None
    at += 1
    if line.low(at) == "the":
        at += 1
    return named, at  # type: ignore[return-value]


def _core(line: Line, index: int, *, led: bool) -> Found | None:
    """A date that begins with its own word; `led` where "late" or "the end of" stands before."""
    token = line.at(index)
    if token.kind == "word":
        return (
            publication_day(line, index)
            or holiday_name(line, index)
            or week_of_month(line, index)
            or weekday_of_month(line, index)
            or week_of_day(line, index)
            or week_of_year(line, index)
            or relative_date(line, index, led=led)
            or weekday_first(line, index)
            or month_first(line, index, led=led)
            or quarter_or_half(line, index)
            or century_name(line, index)
            or decade_name(line, index)
            or fiscal(line, index)
            or word_day(line, index)
            or word_year(line, index)
        )
    if token.kind in ("number", "ordinal"):
        return (
            decade_name(line, index)
            or week_of_month(line, index)
            or weekday_of_month(line, index)
            or day_first(line, index)
            or quarter_or_half(line, index)
            or century_name(line, index)
            or the_day(line, index)
            or slashed(line, index)
            or hyphened_day(line, index)
            or year_and_month(line, index)
            or year_alone(line, index, led=led)
        )
    if token.low == "'":
        return decade_name(line, index)
    return None
