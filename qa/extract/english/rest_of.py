"""What is left or gone of a unit of time: "the rest of the year", "later this month"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qa.extract.english.calendar_words import year
from qa.extract.english.day_dates import publication_day
from qa.extract.english.lexer import Line
from qa.extract.english.match import Match, span, words
from qa.extract.english.relative_dates import relative_date
from qa.model import Fact, Grain, PartialDate, Shift

_UNITS: Final = {"year": Grain.YEAR, "quarter": Grain.QUARTER, "month": Grain.MONTH, "week": Grain.WEEK}
_TODAY: Final = PartialDate(grain=Grain.DAY, shifts=(Shift(unit=Grain.DAY, count=0),))


def rest(line: Line, index: int) -> Match | None:
    """As in "the rest of the year", "the remainder of 2025": from the day of publication to its end.

    Soft, for Korean may leave the unit unsaid (남은 기간).
    """
    if line.low(index) not in ("rest", "remainder") or line.low(index + 1) != "of":
        return None
    at = index + 2
    full = year(line, at)
    if full is not None:
        whole, end = PartialDate(grain=Grain.YEAR, year=full), at + 1
    else:
        at += line.low(at) in ("the", "this", "current")
        at += line.low(at) == "current"
        grain = _UNITS.get(line.low(at))
        if grain is None:
            return None
        whole, end = PartialDate(grain=grain, shifts=(Shift(unit=grain, count=0),)), at + 1
    if line.low(end) == "'":
        return None
    return _match(line, index, end, replace(_TODAY, until=whole), soft=True)


def gone(line: Line, index: int) -> Match | None:
    """As in "earlier this month", "later in the year": up to the day of publication, or from it on."""
    at = index + 1
    if line.low(at) == "in" and line.low(at + 1) == "the":
        grain = _UNITS.get(line.low(at + 2))
        if grain is None:
            return None
        whole, end = PartialDate(grain=grain, shifts=(Shift(unit=grain, count=0),)), at + 3
    else:
        inner = _this(line, at)
        if inner is None:
            return None
        whole, end = inner
    if whole.grain is Grain.DAY or whole.anchor == "context" or whole.until is not None or whole.fields():
        return _match(line, index, end, whole)
    if line.low(index) == "earlier":
        return _match(line, index, end, replace(whole, until=_TODAY))
    return _match(line, index, end, replace(_TODAY, until=whole))


def _this(line: Line, at: int) -> tuple[PartialDate, int] | None:
    """A date that steps by nothing: "this month", "today"; not "next month"."""
    found = relative_date(line, at, led=True) or publication_day(line, at)
    if found is None or (found[0].shifts and found[0].shifts[0].count):
        return None
    return found


def _match(line: Line, index: int, end: int, date: PartialDate, *, soft: bool = False) -> Match:
    fact = Fact(
        family="date",
        text=words(line, index, end),
        span=span(line, index, end),
        date=date,
        form="word",
        soft=soft,
    )
    return Match((fact,), end)
