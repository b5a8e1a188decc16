"""Calendar arithmetic: units of every grain, their parts, holidays and lunar days.

Weeks begin on Monday (ISO 8601, and Korean usage).  Every function answers None where the
calendar has no such day (30 February, the year 0, a lunar date out of range): a date that cannot
be is a fault in the article, never an exception.
"""

from __future__ import annotations

import calendar
import datetime
import functools
from collections.abc import Mapping
from typing import Literal

from qa.data import table
from qa.model import DateSpan, Grain

Part = Literal["early", "mid", "late"]

_MONTHS_OF = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6}
_YEARS_OF = {Grain.YEAR: 1, Grain.DECADE: 10, Grain.CENTURY: 100}
_MONTHS_IN_YEAR = 12
# A century is cut in rough thirds, as newspapers do; a decade as 0-3, 4-6, 7-9.
_YEAR_PARTS = {Grain.DECADE: (0, 4, 7, 10), Grain.CENTURY: (0, 33, 66, 100)}
# First month and number of months of the three parts, the widest reading first: "early 2025" may
# reach to June and 연초 ends with March, "the middle of the year" is May to August, "late 2025" may
# begin in July and 연말 with October.
_MONTH_PARTS = {
    Grain.YEAR: (((0, 6), (0, 3)), ((4, 4),), ((6, 6), (9, 3))),
    Grain.HALF: (((0, 2),), ((2, 2),), ((4, 2),)),
    Grain.QUARTER: (((0, 1),), ((1, 1),), ((2, 1),)),
}
# Early and late March are its halves or, as 초순, 중순 and 하순, ten days each.  None: the last day.
_DAY_PARTS: tuple[tuple[tuple[int, int | None], ...], ...] = (
    ((1, 15), (1, 10)),
    ((11, 20),),
    ((16, None), (21, None)),
)
# Early in the week is Monday to Wednesday, its middle Tuesday to Friday, its end from Thursday on.
_WEEK_PARTS = ((0, 2), (1, 4), (3, 6))

_HOLIDAY_COLUMNS = ("key", "calendar", "month", "day", "before", "after", "en", "ko", "source")


def day(year: int, month: int, number: int) -> datetime.date | None:
    """The day of that number, or None where the calendar has none."""
    try:
        return datetime.date(year, month, number)
    except (ValueError, OverflowError):
        return None


def plus(start: datetime.date, days: int) -> datetime.date | None:
    """`days` further on, or None outside the years 1 to 9999."""
    try:
        return start + datetime.timedelta(days=days)
    except OverflowError:
        return None


def month_span(year: int, month: int, months: int = 1) -> DateSpan | None:
    """From the first of a month to the end of the `months`-th month from it."""
    first = day(year, month, 1)
    last_index = year * _MONTHS_IN_YEAR + month - 1 + months - 1
    last_year, last_month = divmod(last_index, _MONTHS_IN_YEAR)
    if first is None or not 1 <= last_year <= datetime.MAXYEAR:
        return None
    length = calendar.monthrange(last_year, last_month + 1)[1]
    return DateSpan(first=first, last=datetime.date(last_year, last_month + 1, length))


def years_span(first: int, years: int = 1) -> DateSpan | None:
    """Whole calendar years."""
    start, end = day(first, 1, 1), day(first + years - 1, 12, 31)
    return DateSpan(first=start, last=end) if start and end else None


def decade_first(decade: int) -> int:
    """The first year of a decade written in full (1980) or as its first digits (198)."""
    return decade if decade >= 1000 else decade * 10


def century_span(century: int) -> DateSpan | None:
    """The 19th century is 1800 to 1899, "the 1800s", as newspapers count."""
    return years_span(max(1, (century - 1) * 100), 100 if century > 1 else 99)


def containing(at: datetime.date, grain: Grain) -> DateSpan | None:
    """The calendar unit of `grain` that `at` lies in."""
    if grain in (Grain.DAY, Grain.WEEKDAY):
        return DateSpan(first=at, last=at)
    if grain is Grain.WEEK:
        monday = plus(at, -at.weekday())
        sunday = plus(monday, 6) if monday else None
        return DateSpan(first=monday, last=sunday) if monday and sunday else None
    if grain in _MONTHS_OF:
        months = _MONTHS_OF[grain]
        return month_span(at.year, (at.month - 1) // months * months + 1, months)
    if grain is Grain.CENTURY:
        return century_span(at.year // 100 + 1)
    years = _YEARS_OF[grain]
    return years_span(at.year // years * years, years)


def shifted(at: datetime.date, unit: Grain, count: int) -> datetime.date | None:
    """`at` moved by whole units; a day that the month reached lacks becomes its last."""
    if abs(count) > datetime.MAXYEAR * 366:
        return None
    if unit in (Grain.DAY, Grain.WEEKDAY):
        return plus(at, count)
    if unit is Grain.WEEK:
        return plus(at, 7 * count)
    months = count * (_MONTHS_OF.get(unit) or _YEARS_OF[unit] * _MONTHS_IN_YEAR)
    year, month = divmod(at.year * _MONTHS_IN_YEAR + at.month - 1 + months, _MONTHS_IN_YEAR)
    if not 1 <= year <= datetime.MAXYEAR:
        return None
    return datetime.date(year, month + 1, min(at.day, calendar.monthrange(year, month + 1)[1]))


def parts_of(span: DateSpan, grain: Grain, part: Part) -> tuple[DateSpan, ...]:
    """What the early, middle or late part of a unit can be, the widest first; a day stays whole."""
    index = ("early", "mid", "late").index(part)
    found: list[DateSpan | None] = [span]
    if grain in _YEAR_PARTS:
        cuts = _YEAR_PARTS[grain]
        found = [years_span(span.first.year + cuts[index], cuts[index + 1] - cuts[index])]
    elif grain in _MONTH_PARTS:
        year, month = span.first.year, span.first.month
        found = [month_span(year, month + start, months) for start, months in _MONTH_PARTS[grain][index]]
    elif grain is Grain.MONTH:
        first, last = span.first, span.last
        found = [
            DateSpan(first=first.replace(day=a), last=first.replace(day=b) if b else last)
            for a, b in _DAY_PARTS[index]
        ]
    elif grain is Grain.WEEK:
        a, b = (plus(span.first, days) for days in _WEEK_PARTS[index])
        found = [DateSpan(first=a, last=b)] if a and b else []
    return tuple(s for s in found if s)


def week_of_month(span: DateSpan, number: int) -> tuple[DateSpan, ...]:
    """The nth week of a month (of a year), likeliest first; -1 is the last.

    First the ISO reading (week 1 holds the first Thursday: KS X ISO 8601), then the plain one
    (week 1 is the first seven days).
    """
    if number == 0:
        return ()
    thursdays = _weekdays(span, 3)
    index = number - 1 if number > 0 else number
    found: list[DateSpan] = []
    if -len(thursdays) <= index < len(thursdays):
        found += [s for s in (containing(thursdays[index], Grain.WEEK),) if s]
    plain = plus(span.first, 7 * (number - 1)) if number > 0 else plus(span.last, -6)
    end = plus(plain, 6) if plain else None
    if plain and end and span.first <= plain <= span.last:
        found.append(DateSpan(first=plain, last=min(end, span.last)))
    return tuple(dict.fromkeys(found))


def nth_weekday(span: DateSpan, number: int, weekday: int) -> datetime.date | None:
    """The nth Monday (0) to Sunday (6) in a span; -1 is the last."""
    days = _weekdays(span, weekday)
    index = number - 1 if number > 0 else number
    return days[index] if -len(days) <= index < len(days) else None


def _weekdays(span: DateSpan, weekday: int) -> list[datetime.date]:
    ordinals = range(
        span.first.toordinal() + (weekday - span.first.weekday()) % 7, span.last.toordinal() + 1, 7
    )
    return [datetime.date.fromordinal(o) for o in ordinals]


def easter(year: int) -> datetime.date | None:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, g = b // 4, b % 4, (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741 - the letters are the source's
    m = (a + 11 * h + 22 * l) // 451
    month, rest = divmod(h + l - 7 * m + 114, 31)
    return day(year, month, rest + 1)


@functools.lru_cache(maxsize=4096)
def lunar_day(year: int, month: int, number: int) -> datetime.date | None:
    """The solar day of a Korean lunar date, 1900 to 2100, or None outside.

    By korean-datetime, which computes new moons and solar terms (Meeus) in Korean time.
    """
    # imported here: only a lunar date pays for it
    from korean_datetime import lunar_to_solar

    try:
        found: datetime.date = lunar_to_solar(year, month, number)
    except (ValueError, OverflowError):
        return None
    return found


def lunar_month(year: int, month: int) -> DateSpan | None:
    """The days of a lunar month (29 or 30), or None outside 1900 to 2100."""
    first = lunar_day(year, month, 1)
    last = lunar_day(year, month, 30) or lunar_day(year, month, 29)
    return DateSpan(first=first, last=last) if first and last else None


@functools.cache
def holidays() -> Mapping[str, Mapping[str, str]]:
    """The rows of the holiday table by key."""
    return {row["key"]: row for row in table("holidays", _HOLIDAY_COLUMNS)}


def holiday_name(key: str) -> str:
    """The English name of a holiday, or its key in words where the table lacks it."""
    row = holidays().get(key)
    return row["en"] if row else key.replace("-", " ")


def holiday_name_ko(key: str) -> str:
    """The Korean name of a holiday; empty where the table lacks it."""
    row = holidays().get(key)
    return row["ko"] if row else ""


def fixed_day(key: str) -> tuple[int, int] | None:
    """Month and day of a holiday that keeps its date in the solar calendar."""
    row = holidays().get(key)
    return (int(row["month"]), int(row["day"])) if row and row["calendar"] == "solar" else None


def holiday_span(key: str, year: int, *, whole: bool = False) -> DateSpan | None:
    """The day of a holiday in a year; `whole` takes the days off around it too (설 연휴)."""
    row = holidays().get(key)
    if row is None:
        return None
    at = _holiday_day(row, year)
    if at is None or not whole:
        return DateSpan(first=at, last=at) if at else None
    first, last = plus(at, -int(row["before"])), plus(at, int(row["after"]))
    return DateSpan(first=first, last=last) if first and last else None


def _holiday_day(row: Mapping[str, str], year: int) -> datetime.date | None:
    kind = row["calendar"]
    if kind == "easter":
        return easter(year)
    if "+" in kind:  # so many days after another holiday
        other, _, days = kind.partition("+")
        start = _holiday_day(holidays()[other], year)
        return plus(start, int(days)) if start else None
    month, number = int(row["month"]), int(row["day"])
    if kind == "lunar":
        return lunar_day(year, month, number)
    if kind == "nth-thursday":
        span = month_span(year, month)
        return nth_weekday(span, number, 3) if span else None
    return day(year, month, number)
