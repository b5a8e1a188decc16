"""Ranges of dates: "Jan. 18-20", "24 August to 5 September", "between May 2015 and 2018"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qa.extract.english.calendar_words import day_number, month
from qa.extract.english.date_expressions import expression
from qa.extract.english.day_dates import Found, closes, month_first, with_year
from qa.extract.english.lexer import Line
from qa.extract.english.match import Match, bound_before, span, words
from qa.extract.english.relative_words import relative
from qa.model import Bound, Fact, Grain, PartialDate, Shift


def of_a_year(line: Line, found: PartialDate, end: int) -> Found:
    """The year of "the April-June quarter of 2018", "the January-March period last year"."""
    if found.grain is not Grain.MONTH or found.until is None or found.year is not None or found.shifts:
        return found, end
    at = end + (line.low(end) in ("quarter", "period"))
    until, stop = with_year(line, found.until, at)
    if stop == at:
        return found, end
    return replace(found, year=until.year, shifts=until.shifts, until=until), stop


def ranged(line: Line, index: int, first: PartialDate, end: int) -> Found | None:
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
    mixed = until.grain is not first.grain and not days
    if until.until or until.holiday or first.holiday:
        return None
    if mixed and not (line.low(index - 1) in ("from", "between") and _mixes(first, until)):
        return None
    if (
        first.grain is Grain.YEAR
        and first.year is not None
        and until.year is not None
        and until.year <= first.year
    ):
        return None
    now = line.low(index - 1) == "from" and until.shifts and until.anchor == "publication"
    if {first.grain, until.grain} == {Grain.DAY} and not (first.day and (until.day or now)):
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
    elif (
        not first.shifts
        and until.shifts
        and all(s.unit in (Grain.MONTH, Grain.YEAR) for s in until.shifts)
        and first.grain in (Grain.DAY, Grain.MONTH)
        and first.year is None
    ):
        first = replace(first, shifts=until.shifts)
    return replace(first, until=until), stop


_COARSE: Final = (Grain.DECADE, Grain.CENTURY)


def _mixes(first: PartialDate, until: PartialDate) -> bool:
    """Whether dates of two grains make a range: "May 2015 and 2018", "Feb. 1 and March 2019"."""
    if first.grain in _COARSE or until.grain in _COARSE or until.anchor != first.anchor:
        return False
    if until.year is None:
        return bool(until.shifts) or first.grain is not Grain.YEAR
    if first.year is None:
        return bool(first.shifts) or until.grain is not Grain.YEAR
    return (first.year, first.month or 1) < (until.year, until.month or 12)


def slashed_range(line: Line, index: int) -> Found | None:
    """As in "from 10/1 to 11/7", American order; "from 1/4 to 3/4 of the seats" is of fractions."""
    between = {"from": ("to", "through", "until", "-"), "between": ("and",)}.get(line.low(index - 1))
    first = _slash(line, index) if between else None
    if first is None or between is None or line.low(index + 3) not in between:
        return None
    second = _slash(line, index + 4)
    if second is None or not closes(line, index + 7) or line.low(index + 7) in ("of", "/"):
        return None
    if not any(a >= b or b > _FINEST_PART for a, b in (first, second)):
        return None
    if max(first[0], second[0]) > 12:  # day first
        first, second = first[::-1], second[::-1]
    if max(first[0], second[0]) > 12:
        return None
    until = PartialDate(grain=Grain.DAY, month=second[0], day=second[1])
    return PartialDate(grain=Grain.DAY, month=first[0], day=first[1], until=until), index + 7


_FINEST_PART: Final = 16
"""No newspaper counts in fractions finer than sixteenths."""


def _slash(line: Line, index: int) -> tuple[int, int] | None:
    """The two numbers of "10/1", each fit for a day."""
    first, slash, second = line.at(index), line.at(index + 1), line.at(index + 2)
    if slash.low != "/" or not (slash.glued and second.glued):
        return None
    if not all(t.kind == "number" and t.low.isdigit() and len(t.low) <= 2 for t in (first, second)):
        return None
    a, b = int(first.low), int(second.low)
    return (a, b) if 1 <= a <= 31 and 1 <= b <= 31 else None


def _runs_on(line: Line, at: int) -> bool:
    """Whether letters or digits hang on what stands before token `at`."""
    token = line.at(at)
    return token.glued and (
        token.kind in ("word", "number") or (token.low in ("-", "/") and line.at(at + 1).glued)
    )


_LONGEST_SPAN: Final = 20
"""Years of a span written "2025-26"."""


def days_of_month(line: Line, index: int, floor: int) -> Match | None:
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
    dated = _to_a_day(line, index, first[0], at)
    if dated is not None:
        return dated
    if (
        second is None
        or second[0] <= first[0]
        or (low == "and" and line.low(index - 1) != "between" and second[0] != first[0] + 1)
    ):
        return None
    end = second[1] + (line.low(second[1]) == "of")
    named = month(line, end)
    step = relative(line, end + (line.low(end) == "in"))
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


def _to_a_day(line: Line, index: int, day: int, at: int) -> Match | None:
    """As in "from 2 to April 7": the day of the month that the end names."""
    if line.low(index - 1) not in ("from", "between"):
        return None
    found = month_first(line, at, led=True)
    if found is None or found[0].day is None or found[0].day <= day:
        return None
    until, stop = found
    first = replace(until, day=day, until=until)
    fact = Fact(
        family="date", text=words(line, index, stop), span=span(line, index, stop), date=first, form="word"
    )
    return Match((fact,), stop)
