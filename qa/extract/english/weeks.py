"""Weeks, weekends and weekdays of a month or a year: "the last week of July", "the week of Sept. 16"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qa.extract.english.calendar_words import month, ordinal_word, weekday, year
from qa.extract.english.day_dates import Found, closes, day_first, month_first, with_year
from qa.extract.english.lexer import Line
from qa.extract.english.relative_words import relative
from qa.model import Grain, PartialDate, Shift

_WEEKS: Final = 5
_WEEKS_OF_YEAR: Final = 53
_SEASON: Final = 26
"""Numbered weeks up to here may be those of a season, a course or a pregnancy."""
_SATURDAY, _SUNDAY = 5, 6


def week_of_month(line: Line, index: int) -> Found | None:
    """As in "the second week of March", "the last week of July", "the third week of 2027"."""
    counted = _counted(line, index)
    if counted is None or line.low(counted[1]) != "week":
        return None
    number, at = counted[0], counted[1] + 1
    if line.low(at) not in ("of", "in"):
        step = relative(line, at)  # "the third week next year"
        if step is None or step[1] not in (Grain.MONTH, Grain.YEAR) or number < 0:
            return None
        return _stepped(Grain.WEEK, step, week=number)
    at += 1
    full = year(line, at)
    if full is not None:
        return PartialDate(grain=Grain.WEEK, year=full, week=number), at + 1
    whole = _month_named(line, at)
    if whole is not None and -1 <= number <= _WEEKS:
        return replace(whole[0], grain=Grain.WEEK, week=number), whole[1]
    step = relative(line, at)
    if step is not None and step[1] is Grain.YEAR and number > 0:
        return _stepped(Grain.WEEK, step, week=number)
    return None


def _stepped(grain: Grain, step: tuple[int, Grain, int, str], *, week: int) -> Found:
    shift = Shift(unit=step[1], count=step[0])
    found = PartialDate(grain=grain, week=week, shifts=(shift,))
    return (replace(found, anchor="context") if step[3] == "context" else found), step[2]


def weekday_of_month(line: Line, index: int) -> Found | None:
    """As in "the first Friday of July", "the last Monday in May": the nth weekday of a month."""
    counted = _counted(line, index)
    if counted is None or not -1 <= counted[0] <= _WEEKS:
        return None
    named = weekday(line, counted[1])
    if named is None or line.low(named[1]) not in ("of", "in"):
        return None
    whole = _month_named(line, named[1] + 1)
    if whole is None:
        return None
    return replace(whole[0], grain=Grain.WEEKDAY, week=counted[0], weekday=named[0]), whole[1]


def week_of_day(line: Line, index: int) -> Found | None:
    """As in "the week of Sept. 16", "the week beginning Feb. 4", "w/c 4 February": the week around a day."""
    if line.low(index) == "week" and line.low(index + 1) in ("of", *_BEGINNING):
        at = index + 2
    elif [line.low(n) for n in range(index, index + 3)] in (["w", "/", "c"], ["w", "/", "b"]):
        at = index + 3
    else:
        return None
    if line.low(at) == "on":
        at += 1
    found = month_first(line, at, led=False) or day_first(line, at)
    if found is None or found[0].day is None or (found[0].month is None and not found[0].shifts):
        return None
    return replace(found[0], grain=Grain.WEEK), found[1]


_BEGINNING: Final = ("beginning", "starting", "commencing")


def week_of_year(line: Line, index: int) -> Found | None:
    """As in "week 31 of 2025"; a range where "from" or "between" leads: "from Week 31 to Week 35"."""
    first = _numbered(line, index)
    if first is None:
        return None
    number, at = first
    if line.low(at) == "of" and (full := year(line, at + 1)) is not None:
        return PartialDate(grain=Grain.WEEK, year=full, week=number), at + 2
    before = line.low(index - 1)
    if line.low(at) not in {"from": ("to", "through", "until"), "between": ("and",)}.get(before, ()):
        return None
    at += 1
    second = _numbered(line, at) or (_week_number(line, at) if line.low(index) == "weeks" else None)
    if second is None or not number < second[0] or second[0] <= _SEASON:
        return None
    until = PartialDate(grain=Grain.WEEK, week=second[0], shifts=(Shift(unit=Grain.YEAR, count=0),))
    return replace(until, week=number, until=until), second[1]


def _numbered(line: Line, index: int) -> tuple[int, int] | None:
    """The number of "Week 31" and the index after it."""
    return _week_number(line, index + 1) if line.low(index) in ("week", "weeks") else None


def _week_number(line: Line, index: int) -> tuple[int, int] | None:
    token = line.at(index)
    if token.kind != "number" or not token.raw.isdecimal() or not 1 <= int(token.raw[:4]) <= _WEEKS_OF_YEAR:
        return None
    return int(token.raw[:4]), index + 1


def weekend(found: PartialDate) -> PartialDate:
    """Saturday and Sunday of a week: "this weekend"."""
    sunday = replace(found, grain=Grain.WEEKDAY, weekday=_SUNDAY)
    return replace(found, grain=Grain.WEEKDAY, weekday=_SATURDAY, until=sunday)


def the_weekend(line: Line, index: int) -> Found | None:
    """As in "over the weekend": the last or the next; not "the weekend edition", "the weekend of March 8"."""
    if line.low(index) != "weekend" or line.low(index - 1) != "the" or line.low(index - 2) == "of":
        return None
    if not closes(line, index + 1) or line.low(index + 1) in ("of", "-", "'", "after", "before"):
        return None
    return weekend(PartialDate(grain=Grain.WEEKDAY)), index + 1


def _counted(line: Line, index: int) -> tuple[int, int] | None:
    """An ordinal, or "last" as -1, and the index after it."""
    if line.low(index - 1) in ("every", "each"):
        return None
    if line.low(index) == "last":
        return -1, index + 1
    word = ordinal_word(line, index)
    return word if word is not None and 1 <= word[0] <= _WEEKS_OF_YEAR else None


def _month_named(line: Line, at: int) -> Found | None:
    """A month by its name, with its year if one follows, or "this month", "the following month"."""
    named = month(line, at)
    if named is not None:
        return with_year(line, PartialDate(grain=Grain.MONTH, month=named[0]), named[1])
    if line.low(at) == "the" and line.low(at + 1) == "month":
        return PartialDate(grain=Grain.MONTH, shifts=(Shift(unit=Grain.MONTH, count=0),)), at + 2
    step = relative(line, at)
    if step is None or step[1] is not Grain.MONTH:
        return None
    shift = Shift(unit=Grain.MONTH, count=step[0])
    return PartialDate(grain=Grain.MONTH, shifts=(shift,), anchor=step[3]), step[2]
