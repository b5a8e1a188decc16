"""A length and the day it starts on: "two weeks starting May 20", "a week beginning tomorrow"."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Final

from qa.extract import calendar
from qa.extract.english.lexer import Line
from qa.model import Bound, Fact, Grain, PartialDate, Shift

_UNITS: Final = {"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR}
_STARTS: Final = ("starting", "beginning", "commencing")
_LONGEST: Final = 1000
_LONGEST_LINK: Final = 3
_COMMON_YEAR: Final = 2023


def started(line: Line, new: tuple[Fact, ...], last: Fact | None, index: int, floor: int) -> tuple[Fact, ...]:
    """Give a date that a length starts on its last day; the length stays a fact of its own.

    `form` is then `lasting`: Korean says the first day alone (20일부터 2주간).
    """
    if last is None or last.family != "duration" or len(new) != 1 or new[0].date is None:
        return new
    between = [line.low(n) for n in range(floor, min(index, floor + _LONGEST_LINK + 1))]
    if (
        not 1 <= len(between) <= _LONGEST_LINK
        or between[0] not in _STARTS
        or set(between[1:]) - {"on", "from", "the"}
    ):
        return new
    date, count = new[0].date, last.amount
    if date.until is not None or count is None or count.denominator != 1 or not 0 < count < _LONGEST:
        return new
    grain = _UNITS.get(last.unit or "")
    end = _end(date, grain, int(count)) if grain is not None else None
    return (
        new
        if end is None
        else (replace(new[0], date=replace(date, until=end), bound=Bound.EXACT, form="lasting"),)
    )


def _end(date: PartialDate, grain: Grain, count: int) -> PartialDate | None:
    """The last day of `count` units from `date` on, in the fields that it names, if they can."""
    days = count * {Grain.DAY: 1, Grain.WEEK: 7}.get(grain, 0) - 1
    if date.grain is Grain.DAY and date.day is None and date.shifts and not date.holiday:
        own = date.shifts[0].count
        if days >= 0:
            return replace(date, shifts=(Shift(unit=Grain.DAY, count=own + days),))
        return replace(date, shifts=(Shift(unit=grain, count=count), Shift(unit=Grain.DAY, count=own - 1)))
    if date.grain is Grain.WEEKDAY and date.weekday is not None and date.week is None and 0 < days < 7:
        return PartialDate(grain=Grain.WEEKDAY, weekday=(date.weekday + days) % 7)
    if date.day is None or date.month is None or date.shifts:
        return None
    first = calendar.day(date.year or _COMMON_YEAR, date.month, date.day)
    last = calendar.shifted(first, grain, count) if first else None
    last = calendar.plus(last, -1) if last else None
    if first is None or last is None or (date.year is None and _unsure(first, last)):
        return None
    year = last.year if date.year is not None else None
    return PartialDate(grain=Grain.DAY, year=year, month=last.month, day=last.day)


def _unsure(first: datetime.date, last: datetime.date) -> bool:
    """Whether a leap day may lie between, or more than a year."""
    leap = datetime.date(first.year + (first.month > 2), 3, 1)
    return first < leap <= last or last.month == 2 or (last - first).days > 300
