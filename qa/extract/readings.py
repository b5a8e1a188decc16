"""One partial date → the days it can mean, seen from a base day.

A date that names its year, or steps from the base (지난달 28일), lies in one container (that year,
that month) and its finer fields are looked up there.  A date that leaves the coarse fields out is
looked up in the years, months or weeks around the base, and the plausible ones are kept.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.extract import calendar
from qa.extract.occurrences import RANK, around, finest, inside, named_months, within
from qa.model import DateSpan, Grain, PartialDate

# How far from publication a date that leaves its year (its month) out may lie, in days.  Wider
# back than forward: news looks back.  The nearest and this year's are always allowed.
_YEAR_LEFT_OUT_PAST = 300
_YEAR_LEFT_OUT_FUTURE = 240
_MONTH_LEFT_OUT = 20
_WEEKDAY_REACH = 6
# A bare day that follows a named one this closely belongs to the same month (12월 3일 … 4일 새벽).
_SEQUEL_DAYS = 7
# Without a publication date, two-digit decades up to this year are of this century.
_NO_DATELINE_YEAR = 2029


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a date is seen from.

    `day` is the day that relative words count from; `near` a day that the text has just named,
    `year` a year that the same sentence has just named; `late_year` one named a little earlier;
    `next_week` that the words are 다음 or "next": of two Sundays ahead, the later is likelier.
    """

    day: datetime.date | None
    near: datetime.date | None = None
    year: int | None = None
    late_year: int | None = None
    next_week: bool = False


def readings(date: PartialDate, base: Base, *, korean: bool, whole: bool = False) -> tuple[DateSpan, ...]:
    """Every span that `date` can mean, likeliest first; empty where nothing fixes it.

    Args:
        date: the date as the text gives it.
        base: what it is seen from.
        korean: the words are Korean (지난 4월 is the latest April; "last April" may also be
            last year's).
        whole: a holiday takes the days off around it too.
    """
    if date.until is not None:
        found = list(_ranges(date, base, korean=korean))
    else:
        found = _whole(date, base, korean=korean, whole=whole)
        part, unit = date.part, finest(date)
        if part is not None:
            found = [s for span in found for s in calendar.parts_of(span, unit, part)]
    return tuple(dict.fromkeys(found))


def _whole(date: PartialDate, base: Base, *, korean: bool, whole: bool) -> list[DateSpan]:
    if not date.fields() and not date.holiday:
        at = _stepped(date, base.day)
        span = calendar.containing(at, finest(date)) if at and date.shifts else None
        return [span] if span else []
    if date.century is not None and date.decade is None and date.year is None:
        span = calendar.century_span(date.century)
        return [span] if span else []
    if date.decade is not None and date.year is None:
        return _decade(date.decade, base)
    container = _container(date, base)
    if container is not None:
        return list(_matching_weekday(date, list(within(date, container, whole=whole))))
    if date.shifts:  # a step with nothing to count from
        return []
    return _open(date, base, korean=korean, whole=whole)


def _decade(decade: int, base: Base) -> list[DateSpan]:
    if decade >= 100:
        span = calendar.years_span(calendar.decade_first(decade), 10)
        return [span] if span else []
    # 90년대, "the '90s": the latest that has begun
    limit = base.day.year if base.day else _NO_DATELINE_YEAR
    first = decade // 10 * 10
    span = calendar.years_span(first + (1900 if first + 2000 > limit else 2000), 10)
    return [span] if span else []


def _stepped(date: PartialDate, at: datetime.date | None) -> datetime.date | None:
    for step in sorted(date.shifts, key=lambda s: -RANK[s.unit]):
        at = calendar.shifted(at, step.unit, step.count) if at else None
    return at


def _container(date: PartialDate, base: Base) -> DateSpan | None:
    """The unit that the coarse fields pin down, if they do."""
    if date.year is not None:
        return calendar.years_span(date.year)
    at = _stepped(date, base.day)
    if not date.shifts or at is None:
        return None
    unit = min((s.unit for s in date.shifts), key=RANK.__getitem__)
    return calendar.containing(at, unit)


def _matching_weekday(date: PartialDate, spans: list[DateSpan]) -> list[DateSpan]:
    """Those on the weekday that the date names, or all where none is (a contradiction)."""
    if date.day is None or date.weekday is None:
        return spans
    return [s for s in spans if s.first.weekday() == date.weekday] or spans


# --- dates that leave the coarse fields out ------------------------------------------------------


def _open(date: PartialDate, base: Base, *, korean: bool, whole: bool) -> list[DateSpan]:
    found: list[DateSpan] = []
    if base.day is not None:
        candidates = list(around(date, base.day, whole=whole))
        found = _plausible(date, _by_weekday(date, candidates, base.day), base.day, korean=korean)
        if base.next_week and date.lean == "future" and finest(date) is Grain.WEEKDAY:
            found.reverse()
    if date.lean is None:
        first, last = _from_context(date, base, whole=whole)
        found = first + found + last
    return found


def _by_weekday(date: PartialDate, spans: list[DateSpan], day: datetime.date) -> list[DateSpan]:
    """Of a bare day, the occurrences whose weekday is the one named, if any of the nearest has it."""
    if date.day is None or date.weekday is None or date.month is not None:
        return spans
    nearest = sorted(spans, key=lambda s: _gap(s, day))[:3]
    return [s for s in nearest if s.first.weekday() == date.weekday] or spans


def _gap(span: DateSpan, day: datetime.date) -> int:
    if span.first <= day <= span.last:
        return 0
    return min(abs((span.first - day).days), abs((span.last - day).days))


def _plausible(
    date: PartialDate, spans: list[DateSpan], day: datetime.date, *, korean: bool
) -> list[DateSpan]:
    if date.lean == "past":
        return _leaning(date, spans, day, past=True, korean=korean)
    if date.lean == "future":
        return _leaning(date, spans, day, past=False, korean=korean)
    # nearest first; of two as near, the one behind us
    ranked = sorted(spans, key=lambda s: (_gap(s, day), s.first))
    if finest(date) is Grain.WEEKDAY and date.week is None:
        near = [s for s in ranked if _gap(s, day) <= _WEEKDAY_REACH]
        return sorted(near, key=lambda s: (s.first > day, _gap(s, day)))
    if date.day is not None and date.month is None:
        return [s for i, s in enumerate(ranked) if i == 0 or _gap(s, day) <= _MONTH_LEFT_OUT]
    return [s for i, s in enumerate(ranked) if i == 0 or _year_plain(s, day)]


def _year_plain(span: DateSpan, day: datetime.date) -> bool:
    if span.first.year == day.year:
        return True
    return _gap(span, day) <= (_YEAR_LEFT_OUT_PAST if span.first < day else _YEAR_LEFT_OUT_FUTURE)


def _leaning(
    date: PartialDate, spans: list[DateSpan], day: datetime.date, *, past: bool, korean: bool
) -> list[DateSpan]:
    """지난 and "last", 오는 and "next": the nearest one on that side of the base.

    A day may be the base itself (지난 20일 on the 20th); a weekday or a month may not ("last
    Friday" on a Friday), unless there is nothing else.
    """
    sign = -1 if past else 1
    unit = finest(date)
    strict = unit is not Grain.DAY
    side = [s for s in spans if _beyond(s, day, past=past, strict=strict)]
    side = side or [s for s in spans if _beyond(s, day, past=past, strict=False)]
    side.sort(key=lambda s: sign * s.first.toordinal())
    keep = side[:1]
    if unit is Grain.WEEKDAY and keep and date.week is None:
        same_week = calendar.containing(day, Grain.WEEK)
        if same_week and inside(keep[0], same_week) and not (korean and not past):
            keep = side[:2]
    elif named_months(date) and date.day is None and not korean:
        keep += [s for s in side[1:2] if s.first.year == day.year + sign]
    return keep


def _beyond(span: DateSpan, day: datetime.date, *, past: bool, strict: bool) -> bool:
    if past:
        return span.last < day if strict else span.first <= day
    return span.first > day if strict else span.last >= day


def _from_context(date: PartialDate, base: Base, *, whole: bool) -> tuple[list[DateSpan], list[DateSpan]]:
    """Readings by what the text has just named: those that go first, those that go last."""
    if (named_months(date) or date.holiday) and date.year is None:
        near, late = (
            list(within(date, span, whole=whole)) if year and (span := calendar.years_span(year)) else []
            for year in (base.year, base.late_year)
        )
        return near, late
    if base.near is None:
        return [], []
    if date.day is not None:
        found = [
            DateSpan(first=at, last=at)
            for step in (0, 1)
            if (month := calendar.shifted(base.near, Grain.MONTH, step))
            and (at := calendar.day(month.year, month.month, date.day))
        ]
        sequel = [s for s in found if 0 < (s.first - base.near).days <= _SEQUEL_DAYS]
        return sequel, found[:1]
    if date.weekday is not None:
        following = calendar.plus(base.near, (date.weekday - base.near.weekday()) % 7)
        return [], [DateSpan(first=following, last=following)] if following else []
    return [], []


# --- ranges --------------------------------------------------------------------------------------


def _ranges(date: PartialDate, base: Base, *, korean: bool) -> Iterator[DateSpan]:
    """First day of the first date to the last day of the last, fields shared both ways."""
    until = date.until
    assert until is not None
    start = replace(date, until=None)
    inherits = start.year is None and not start.shifts and start.weekday is None
    if inherits and until.year is not None:  # Feb. to April 2024
        start = _with_year(start, until)
    if start.month is None and _bare_day(start) and until.month is not None:  # the 18th to Jan. 20
        start = replace(start, month=until.month)
        if start.day is not None and until.day is not None and start.day > until.day:
            start = replace(start, month=(until.month - 2) % 12 + 1)
    for span in readings(start, base, korean=korean):
        end = _range_end(until, span.first, base, korean=korean)
        if end is not None:
            yield DateSpan(first=span.first, last=end)


def _bare_day(date: PartialDate) -> bool:
    return date.day is not None and date.month is None and date.year is None and not date.shifts


def _with_year(start: PartialDate, until: PartialDate) -> PartialDate:
    """The year of the end, or the one before where the start is later in the year (Nov-Feb)."""
    assert until.year is not None
    a, b = named_months(start), named_months(until)
    before = a is not None and b is not None and (a[0], start.day or 0) > (b[0], until.day or 31)
    return replace(start, year=until.year - before)


def _range_end(until: PartialDate, first: datetime.date, base: Base, *, korean: bool) -> datetime.date | None:
    """The end of a range that begins on `first`: the soonest that is not before it."""
    if until.shifts or until.year is not None or until.decade is not None or until.century is not None:
        found = list(readings(until, base, korean=korean))
    else:
        found = sorted(around(until, first, whole=False), key=lambda s: s.last)
        part, unit = until.part, finest(until)
        if part is not None:
            found = [s for span in found for s in calendar.parts_of(span, unit, part)]
    return next((s.last for s in found if s.last >= first), None)
