"""Where the fields of a partial date occur: in a year, a month, a week, or around a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from qa.extract import calendar
from qa.model import DateSpan, Grain, PartialDate

_FIELD_GRAINS = (
    ("day", Grain.DAY),
    ("weekday", Grain.WEEKDAY),
    ("week", Grain.WEEK),
    ("month", Grain.MONTH),
    ("quarter", Grain.QUARTER),
    ("half", Grain.HALF),
    ("year", Grain.YEAR),
    ("decade", Grain.DECADE),
    ("century", Grain.CENTURY),
)
RANK = {grain: rank for rank, grain in enumerate(Grain)}


def finest(date: PartialDate) -> Grain:
    """The calendar unit that the fields, or else the steps, of a date name."""
    if date.holiday:
        return Grain.DAY
    for name, grain in _FIELD_GRAINS:
        if getattr(date, name) is not None:
            return grain
    return min((s.unit for s in date.shifts), key=RANK.__getitem__, default=date.grain)


def named_months(date: PartialDate) -> tuple[int, int] | None:
    """First month and number of months of the month, quarter or half that is named."""
    if date.month is not None:
        return date.month, 1
    if date.quarter is not None:
        return 3 * date.quarter - 2, 3
    if date.half is not None:
        return 6 * date.half - 5, 6
    return None


def within(date: PartialDate, container: DateSpan, *, whole: bool = False) -> Iterator[DateSpan]:
    """The spans in `container` that have the fields of `date`."""
    years = range(container.first.year, container.last.year + 1)
    if date.holiday:
        yield from (s for y in years if (s := calendar.holiday_span(date.holiday, y, whole=whole)))
        return
    if date.lunar:
        yield from (s for y in years if (s := _lunar(date, y)))
        return
    months = named_months(date)
    if months:
        spans = [s for y in years if (s := calendar.month_span(y, *months)) and inside(s, container)]
    else:
        spans = [container]
    for span in spans:
        yield from _days_in(date, span)


def inside(span: DateSpan, container: DateSpan) -> bool:
    """Whether all of `span` lies in `container`."""
    return container.first <= span.first and span.last <= container.last


def _days_in(date: PartialDate, span: DateSpan) -> Iterator[DateSpan]:
    if date.day is not None:
        for at in _days_numbered(date.day, span):
            yield DateSpan(first=at, last=at)
    elif date.week is not None and date.weekday is not None:
        nth = calendar.nth_weekday(span, date.week, date.weekday)
        if nth is not None:
            yield DateSpan(first=nth, last=nth)
    elif date.week is not None:
        yield from calendar.week_of_month(span, date.week)
    elif date.weekday is not None and (span.last - span.first).days < 7:
        nth = calendar.nth_weekday(span, 1, date.weekday)
        if nth is not None:
            yield DateSpan(first=nth, last=nth)
    else:
        yield span


def _days_numbered(number: int, span: DateSpan) -> Iterator[datetime.date]:
    for index in range(span.first.year * 12 + span.first.month - 1, span.last.year * 12 + span.last.month):
        at = calendar.day(index // 12, index % 12 + 1, number)
        if at is not None and span.first <= at <= span.last:
            yield at


def _lunar(date: PartialDate, year: int) -> DateSpan | None:
    if date.month is None:
        return None
    if date.day is None:
        return calendar.lunar_month(year, date.month)
    at = calendar.lunar_day(year, date.month, date.day)
    return DateSpan(first=at, last=at) if at else None


def around(date: PartialDate, day: datetime.date, *, whole: bool) -> Iterator[DateSpan]:
    """Every occurrence in the years, months or weeks around a day."""
    if named_months(date) or date.holiday or date.week is not None:
        leap = date.month == 2 and date.day == 29
        reach = 8 if leap else 2
        for year in range(day.year - reach, day.year + reach + 1):
            container = calendar.years_span(year)
            if container is not None:
                yield from within(date, container, whole=whole)
    elif date.day is not None:
        for step in range(-2, 3):
            at = calendar.shifted(day, Grain.MONTH, step)
            month = calendar.containing(at, Grain.MONTH) if at else None
            if month is not None:
                yield from _days_in(date, month)
    elif date.weekday is not None:
        for step in range(-2, 3):
            at = calendar.plus(day, 7 * step)
            week = calendar.containing(at, Grain.WEEK) if at else None
            if week is not None:
                yield from _days_in(date, week)
