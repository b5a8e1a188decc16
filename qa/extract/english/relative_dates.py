"""Dates that count from the day of publication or from another: "last week", "the following year"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from qa.extract.english.calendar_words import day_number, month, weekday
from qa.extract.english.day_dates import Found
from qa.extract.english.leans import Lean
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    calendar,
    holidays,
)
from qa.extract.english.match import Match, span, words
from qa.extract.english.relative_words import Anchor, relative
from qa.extract.english.weeks import week_of_month, weekend
from qa.extract.english.year_parts import numbered_part
from qa.model import Bound, ClockTime, Fact, Grain, PartialDate, Shift

_ONE: Final = Fraction(1)


def relative_date(line: Line, index: int, *, led: bool) -> Found | None:
    """As in "last week", "next Tuesday", "this April", "the following year", "last Christmas"."""
    step = relative(line, index)
    if step is not None:
        shift, grain, end, anchor = step
        if (
            not led
            and line.low(index) in ("past", "last", "previous")
            and line.low(index - 1) == "the"
            and _span_of_time(line, index)
        ):
            return None
        found = PartialDate(grain=grain, shifts=(Shift(unit=grain, count=shift),), anchor=anchor)
        if line.low(end - 1) == "weekend":
            return weekend(found), end
        if line.low(end) == "'" and line.low(end + 1) == "s":
            return _possessed(line, found, end)
        if grain is Grain.MONTH and line.low(end - 2) == "same":
            return _same_month(line, found, end)
        if grain is Grain.WEEK:
            at = end + 1 if line.low(end) == "on" else end
            named = weekday(line, at)
            if named is not None and line.at(at).raw[:1].isupper():
                return replace(found, grain=Grain.WEEKDAY, weekday=named[0]), named[1]
        return found, end
    value = calendar("relative").get(line.low(index))
    if value is None:
        return None
    at = index + 1
    if line.low(at) in ("coming", "past"):
        value = calendar("relative")[line.low(at)]
        at += 1
    lean = "past" if int(value) < 0 else "future" if int(value) > 0 else None
    named = weekday(line, at)
    if named is not None:
        found = PartialDate(grain=Grain.WEEKDAY, weekday=named[0], lean=lean)  # type: ignore[arg-type]
        if lean is None:
            found = replace(found, shifts=(Shift(unit=Grain.WEEK, count=0),))
        return found, named[1]
    of_year = month(line, at)
    if of_year is not None and (line.at(at).raw[:1].isupper() or line.low(at) not in ("may", "march")):
        found = PartialDate(grain=Grain.MONTH, month=of_year[0], lean=lean)  # type: ignore[arg-type]
        if lean is None:
            found = replace(found, shifts=(Shift(unit=Grain.YEAR, count=0),))
        day = day_number(line, of_year[1])
        return (replace(found, grain=Grain.DAY, day=day[0]), day[1]) if day else (found, of_year[1])
    holiday = holidays().match(line, at)
    if holiday is not None:
        return PartialDate(grain=Grain.DAY, holiday=holiday[0], lean=lean), holiday[1]  # type: ignore[arg-type]
    numbered = numbered_part(line, at)
    if numbered is not None:
        return replace(numbered[0], lean=lean), numbered[1]  # type: ignore[arg-type]
    return None


def _same_month(line: Line, found: PartialDate, end: int) -> Found:
    """As in "the same month last year", "the same month a year earlier": this month, a year before."""
    at = end + (line.low(end) in ("of", "in"))
    if (
        line.low(at) == "a"
        and line.low(at + 1) == "year"
        and line.low(at + 2) in ("earlier", "before", "ago")
    ):
        anchor: Anchor = "publication" if line.low(at + 2) == "ago" else "context"
        step: tuple[int, Grain, int, Anchor] | None = (-1, Grain.YEAR, at + 3, anchor)
    else:
        step = relative(line, at)
    if step is None or step[1] is not Grain.YEAR:
        return found, end
    shifts = (Shift(unit=Grain.YEAR, count=step[0]), *found.shifts)
    return replace(found, shifts=shifts, anchor=step[3]), step[2]


def _possessed(line: Line, found: PartialDate, end: int) -> Found:
    """As in "last year's third quarter", "last week's Friday"; else the 's is left out."""
    at = end + 2
    numbered = numbered_part(line, at)
    if numbered is not None and found.grain is Grain.YEAR:
        return replace(numbered[0], shifts=found.shifts, anchor=found.anchor), numbered[1]
    return found, end


def _span_of_time(line: Line, index: int) -> bool:
    """As in "over the past year" is a duration, "the last quarter" may be a date."""
    return line.low(index) == "past" or line.low(index - 2) in ("over", "in", "during", "within", "for")


def span_of_time(line: Line, index: int) -> Match | None:
    """As in "over the past year", "in the past decade": a duration of one unit, up to now."""
    step = relative(line, index)
    if (
        step is None
        or line.low(index) not in ("past", "last", "previous", "next", "coming")
        or line.low(index - 1) != "the"
        or not _span_of_time(line, index)
    ):
        return None
    grain, end = step[1], step[2]
    lean: Lean = "future" if line.low(index) in ("next", "coming") else "past"
    led = line.low(index - 2)
    if lean == "future" and led not in ("over", "within") and not (led == "in" and grain is Grain.DECADE):
        return None  # "in the next year" may be the calendar's
    if week_of_month(line, index) is not None:  # "in the last week of July"
        return None
    if grain in (Grain.DAY, Grain.WEEKDAY, Grain.HALF) or line.low(end) == "'":
        return None
    text, place = words(line, index, end), span(line, index, end)
    return Match(
        (
            Fact(
                family="duration",
                text=text,
                span=place,
                amount=_ONE,
                unit=grain.value,
                form="word",
                bound=Bound.WITHIN if lean == "past" or led == "within" else Bound.EXACT,
                lean=None if line.low(index) == "previous" or line.low(end) == "of" else lean,
            ),
        ),
        end,
    )


def relative_daypart(line: Line, index: int) -> Match | None:
    """As in "this morning", "last night", "tonight": a day and its part in one."""
    low = line.low(index)
    if low == "tonight":
        count, part, end = 0, "night", index + 1
    elif low in ("this", "last", "that") and line.low(index + 1) in (
        "morning",
        "afternoon",
        "evening",
        "night",
    ):
        count, part, end = (-1 if low == "last" else 0), line.low(index + 1), index + 2
    else:
        return None
    day = PartialDate(
        grain=Grain.DAY,
        shifts=(Shift(unit=Grain.DAY, count=count),),
        anchor="context" if low == "that" else "publication",
    )
    text, place = words(line, index, end), span(line, index, end)
    return Match(
        (Fact(family="date", text=text, span=place, date=day, time=ClockTime(daypart=part), form="word"),),
        end,
    )
