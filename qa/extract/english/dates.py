"""Dates in English text as partial dates: only the fields that the words name."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qa.extract.english.calendar_words import Part, day_number, month
from qa.extract.english.day_dates import (
    Found,
    closes,
    day_first,
    holiday_name,
    month_first,
    numeric,
    publication_day,
    slashed,
    the_day,
    weekday_first,
    with_year,
    word_day,
)
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    calendar,
    context,
)
from qa.extract.english.match import Match, bound_before, span, words
from qa.extract.english.number_words import joined
from qa.extract.english.periods import (
    century_name,
    decade_name,
    fiscal,
    quarter_or_half,
    week_of_month,
    weekday_of_month,
    word_year,
    year_alone,
)
from qa.extract.english.relative_dates import earlier, relative_date, relative_daypart
from qa.extract.english.relative_words import relative
from qa.model import Bound, Fact, Grain, PartialDate, Shift


def date(line: Line, index: int, floor: int) -> Match | None:
    """The date, or range of dates, that begins at token `index`."""
    token = line.at(index)
    if token.low in ("earlier", "later"):
        return earlier(line, index, floor)
    daypart = relative_daypart(line, index)
    if daypart is not None:
        return daypart
    first = expression(line, index)
    if first is None:
        return _days_of_month(line, index, floor)
    found, end = first
    ranged = _until(line, index, found, end)
    if ranged is not None:
        found, end = _of_a_year(line, *ranged)
    bound = bound_before(line, index, floor, "date") or Bound.EXACT
    if ranged is not None and line.low(index - 1) in ("from", "between"):
        bound = Bound.EXACT
    fact = Fact(
        family="date",
        text=words(line, index, end),
        span=span(line, index, end),
        date=found,
        bound=bound,
        form="word",
    )
    return Match((fact,), end)


def _of_a_year(line: Line, found: PartialDate, end: int) -> Found:
    """The year of "the April-June quarter of 2018", "the January-March period last year"."""
    if found.grain is not Grain.MONTH or found.until is None or found.year is not None or found.shifts:
        return found, end
    at = end + (line.low(end) in ("quarter", "period"))
    until, stop = with_year(line, found.until, at)
    if stop == at:
        return found, end
    return replace(found, year=until.year, shifts=until.shifts, until=until), stop


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
    return _ended(line, *found) if found is not None else None


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
            or year_alone(line, index, led=led)
        )
    if token.low == "'":
        return decade_name(line, index)
    return None


def _until(line: Line, index: int, first: PartialDate, end: int) -> Found | None:
    """The range that the date opens: "Jan. 18-20", "24 August to 5 September", "2025-26", "Nov-Feb"."""
    low = line.low(end)
    hyphen = low in ("-", "~") and (line.at(end).glued == line.at(end + 1).glued)
    between = low == "and" and line.low(index - 1) == "between"
    if not (hyphen or between or low in ("to", "through", "until", "till", "/")) or (
        first.part and low in ("until", "till")
    ):
        return None
    at = end + 1
    if low == "/" and first.grain is not Grain.YEAR:
        return None
    if first.grain is Grain.YEAR and first.year is not None and (hyphen or low == "/"):
        token = line.at(at)
        if token.kind == "number" and len(token.low) == 2 and token.low.isdigit() and token.glued:
            second = first.year // 100 * 100 + int(token.low)
            if 0 < second - first.year < _LONGEST_SPAN and not _runs_on(line, at + 1):
                return replace(first, until=PartialDate(grain=Grain.YEAR, year=second)), at + 1
    if low in ("to", "through") and first.grain is Grain.YEAR and first.year is None:
        return None
    day = day_number(line, at)
    if first.grain is Grain.DAY and first.day is not None and first.month is not None:
        same_month = day is not None and month(line, day[1]) is None and line.low(day[1]) not in ("of",)
        if same_month and day is not None and day[0] > first.day and not (first.year and not hyphen):
            until, stop = with_year(line, PartialDate(grain=Grain.DAY, month=first.month, day=day[0]), day[1])
            return replace(
                first, year=first.year or until.year, shifts=first.shifts or until.shifts, until=until
            ), stop
    if line.low(at) == "the":
        at += 1
    second_found = expression(line, at)
    if second_found is None:
        return None
    until, stop = second_found
    days = {first.grain, until.grain} <= {Grain.DAY, Grain.WEEKDAY}
    if (until.grain is not first.grain and not days) or until.holiday or first.holiday:
        return None
    if (
        first.grain is Grain.YEAR
        and first.year is not None
        and until.year is not None
        and until.year <= first.year
    ):
        return None
    if {first.grain, until.grain} == {Grain.DAY} and not (first.day and until.day):
        return None
    if (
        first.year is None
        and until.year is not None
        and first.grain in (Grain.DAY, Grain.MONTH)
        and not first.shifts
    ):
        first = replace(
            first, year=until.year if (until.month or 0) >= (first.month or 0) else until.year - 1
        )
    elif not first.shifts and until.shifts and first.grain in (Grain.DAY, Grain.MONTH) and first.year is None:
        first = replace(first, shifts=until.shifts)
    return replace(first, until=until), stop


def _runs_on(line: Line, at: int) -> bool:
    """Whether letters or digits hang on what stands before token `at`."""
    token = line.at(at)
    return token.glued and (
        token.kind in ("word", "number") or (token.low in ("-", "/") and line.at(at + 1).glued)
    )


_LONGEST_SPAN: Final = 20
"""Years of a span written "2025-26"."""


def _days_of_month(line: Line, index: int, floor: int) -> Match | None:
    """As in "18-20 January", "18 to 20 January", "the 18th to the 20th"."""
    first = day_number(line, index)
    if first is None:
        return None
    low = line.low(first[1])
    if low not in ("-", "to", "and", "through", "~"):
        return None
    at = first[1] + 1
    if line.low(at) == "the":
        at += 1
    second = day_number(line, at)
    if (
        second is None
        or second[0] <= first[0]
        or (low == "and" and line.low(index - 1) != "between" and second[0] != first[0] + 1)
    ):
        return None
    end = second[1] + (line.low(second[1]) == "of")
    named = month(line, end)
    step = relative(line, end)
    if named is not None and line.at(end).raw[:1].isupper():
        until, stop = with_year(line, PartialDate(grain=Grain.DAY, month=named[0], day=second[0]), named[1])
        found = PartialDate(
            grain=Grain.DAY, year=until.year, month=named[0], day=first[0], shifts=until.shifts, until=until
        )
    elif step is not None and step[1] is Grain.MONTH:
        shifts = (Shift(unit=Grain.MONTH, count=step[0]),)
        until, stop = PartialDate(grain=Grain.DAY, day=second[0], shifts=shifts, anchor=step[3]), step[2]
        found = PartialDate(grain=Grain.DAY, day=first[0], shifts=shifts, anchor=step[3], until=until)
    elif (
        line.at(index).kind == line.at(at).kind == "ordinal"
        and line.low(index - 1) == "the"
        and closes(line, second[1])
    ):
        until, stop = PartialDate(grain=Grain.DAY, day=second[0]), second[1]
        found = PartialDate(grain=Grain.DAY, day=first[0], until=until)
    else:
        return None
    text, place = words(line, index, stop), span(line, index, stop)
    bound = (
        Bound.EXACT
        if line.low(index - 1) in ("from", "between")
        else bound_before(line, index, floor, "date") or Bound.EXACT
    )
    return Match((Fact(family="date", text=text, span=place, date=found, form="word", bound=bound),), stop)
