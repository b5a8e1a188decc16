"""Dates down to the day or month: "Jan. 22, 2025", "22 January", "Monday, Jan. 20", "on the 22nd"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qa.extract.english.calendar_words import day_number, month, ordinal_word, weekday, written_year, year
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    calendar_phrases,
    context,
    holidays,
)
from qa.extract.english.relative_words import relative
from qa.model import Grain, PartialDate, Shift

Found = tuple[PartialDate, int]
"""A date and the index of the token after it."""


def with_year(line: Line, found: PartialDate, end: int) -> Found:
    """Take in the year that follows: ", 2025", "of 2025", "last year", "of this year"."""
    at = end
    if line.low(at) == "," or line.low(at) in ("of", "in"):
        at += 1
    number = year(line, at)
    if number is not None and not (
        line.low(end) == "in"
        and found.day is None
        and found.quarter is None
        and found.half is None
        and not found.month
    ):
        return replace(found, year=number), at + 1
    written = written_year(line, at, led=True) if line.low(end) != "," else None
    if written is not None and found.month is not None:
        return replace(found, year=written[0]), written[1]
    step = relative(line, at)
    if step is not None and step[1] is Grain.YEAR and line.low(end) != ",":
        shift, _, stop, anchor = step
        return replace(found, shifts=(Shift(unit=Grain.YEAR, count=shift),), anchor=anchor), stop
    return found, end


def _with_weekday(line: Line, found: PartialDate, end: int) -> Found:
    """As in "Jan. 20 (Monday)"."""
    if line.low(end) == "(" and found.day is not None and found.weekday is None:
        named = weekday(line, end + 1)
        if named is not None and line.low(named[1]) == ")":
            return replace(found, weekday=named[0]), named[1] + 1
    return found, end


def publication_day(line: Line, index: int) -> Found | None:
    """As in "yesterday", "the day after tomorrow", "the previous day"."""
    for kind in ("day-publication", "day-context"):
        match = calendar_phrases(kind).match(line, index)
        if match is None:
            continue
        value, end = match
        anchor: str = "publication" if kind == "day-publication" else "context"
        if line.low(index) in ("same", "previous") and (line.low(index - 1) != "the" or line.low(end) == "-"):
            return None
        if line.low(index) == "next" and not _is_next_day(line, index, end):
            return None
        if line.low(index) in ("day",) and line.low(index - 1) in ("a", "one", "per", "each"):
            return None
        if line.low(end) == "-" and line.at(end).glued and line.at(end + 1).glued:
            return None
        shift = Shift(unit=Grain.DAY, count=int(value))
        return PartialDate(
            grain=Grain.DAY, shifts=(shift,), anchor="context" if anchor == "context" else "publication"
        ), end
    return None


def _is_next_day(line: Line, index: int, end: int) -> bool:
    """Whether "next day" is a day: "came back next day", "the very next day"; not "next day delivery"."""
    if line.low(index - 1) == "the":
        return line.low(end) != "-"
    return line.low(index - 1) not in ("each", "every", "a") and closes(line, end) and line.low(end) != "-"


def holiday_name(line: Line, index: int) -> Found | None:
    """A holiday, with its year if one follows."""
    match = holidays().match(line, index)
    if match is None or not (line.at(index).raw[:1].isupper()):
        return None
    key, end = match
    return with_year(line, PartialDate(grain=Grain.DAY, holiday=key), end)


def weekday_first(line: Line, index: int) -> Found | None:
    """As in "Monday", "Monday, Jan. 20", "Saturday (September 29)", "Friday next week"."""
    named = weekday(line, index)
    if named is None:
        return None
    number, end = named
    at = end
    if line.low(at) in (",", "(", "-") or line.low(at) == "the":
        bracket = line.low(at) == "("
        at += 1
        if line.low(at) == "the":
            at += 1
        dated = (
            month_first(line, at, led=False)
            or day_first(line, at)
            or (_day_of(line, at) if line.low(at - 1) == "the" else None)
        )
        if dated is not None and dated[0].day is not None and (not bracket or line.low(dated[1]) == ")"):
            return replace(dated[0], weekday=number), dated[1] + bracket
    dated = month_first(line, end, led=False) or day_first(line, end)
    if dated is not None and dated[0].day is not None:
        return replace(dated[0], weekday=number), dated[1]
    found = PartialDate(grain=Grain.WEEKDAY, weekday=number)
    at = end + 1 if line.low(end) in ("of", "in") else end
    step = relative(line, at)
    if step is not None and step[1] is Grain.WEEK:
        return replace(found, shifts=(Shift(unit=Grain.WEEK, count=step[0]),), anchor=step[3]), step[2]
    return found, end


def month_first(line: Line, index: int, *, led: bool) -> Found | None:
    """As in "Jan. 22, 2025", "April last year", "March"."""
    named = month(line, index)
    if named is None:
        return None
    number, end, sure = named
    day = day_number(line, end)
    if day is not None:
        value, stop = day
        found, stop = with_year(line, PartialDate(grain=Grain.DAY, month=number, day=value), stop)
        return _with_weekday(line, found, stop)
    word = ordinal_word(line, end + (line.low(end) == "the"))
    if word is not None and 1 <= word[0] <= _LONGEST_MONTH and (word[0] > 12 or line.low(end) == "the"):
        return with_year(line, PartialDate(grain=Grain.DAY, month=number, day=word[0]), word[1])
    found, stop = with_year(line, PartialDate(grain=Grain.MONTH, month=number), end)
    if stop == end and not (sure or led or _month_alone(line, index)):
        return None
    return found, stop


_LONGEST_MONTH: Final = 31


def _month_alone(line: Line, index: int) -> bool:
    """Whether "May", "March" or "August" without a day or year is the month."""
    token = line.at(index)
    if token.low in ("may", "march"):
        return line.low(index - 1) in context("before-month") - {"to", "for", "-", "("} and line.low(
            index + 1
        ) not in context("after-a-name") - {"and", "is", "was"}
    return (
        token.low not in ("april", "june", "august", "mar", "jun", "apr", "aug", "jan", "dec")
        or line.low(index + 1) not in context("after-a-name")
        or (line.low(index - 1) in context("before-month"))
    )


def day_first(line: Line, index: int) -> Found | None:
    """As in "22 January 2025", "22nd of January"."""
    day = day_number(line, index)
    if day is None:
        return None
    value, at = day
    if line.low(at) == "of" or line.low(at) == ".":
        at += 1
    named = month(line, at)
    if named is None:
        step = relative(line, at) if line.low(at - 1) == "of" else None
        if step is not None and step[1] is Grain.MONTH:
            shift = Shift(unit=Grain.MONTH, count=step[0])
            return PartialDate(grain=Grain.DAY, day=value, shifts=(shift,), anchor=step[3]), step[2]
        return None
    if line.at(at).low in ("may", "march", "mar", "sat", "sun") and not line.at(at).raw[:1].isupper():
        return None
    number, end, _ = named
    return _with_weekday(line, *with_year(line, PartialDate(grain=Grain.DAY, month=number, day=value), end))


def word_day(line: Line, index: int) -> Found | None:
    """As in "the twenty-second of June"."""
    word = ordinal_word(line, index)
    if word is None or not 1 <= word[0] <= _LONGEST_MONTH or line.low(word[1]) != "of":
        return None
    named = month(line, word[1] + 1)
    if named is None or not line.at(word[1] + 1).raw[:1].isupper():
        return None
    return with_year(line, PartialDate(grain=Grain.DAY, month=named[0], day=word[0]), named[1])


def the_day(line: Line, index: int) -> Found | None:
    """As in "on the 22nd"."""
    if (
        line.at(index).kind != "ordinal"
        or line.low(index - 1) != "the"
        or line.low(index - 2) not in context("on")
    ):
        return None
    return _day_of(line, index)


def closes(line: Line, at: int) -> bool:
    """Whether no noun follows ("on the 22nd floor")."""
    return line.at(at).kind != "word" or line.low(at) in context("function")


def _day_of(line: Line, index: int) -> Found | None:
    day = day_number(line, index)
    if day is None or line.at(index).kind != "ordinal" or not closes(line, day[1]):
        return None
    return PartialDate(grain=Grain.DAY, day=day[0]), day[1]
