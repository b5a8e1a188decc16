"""Durations of one unit, and durations that make a date: "a week", "two weeks ago"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final, Literal

from qa.extract.english.ages import age_after
from qa.extract.english.amounts import Amount, amount, in_words
from qa.extract.english.leans import ahead, lean_of
from qa.extract.english.lexer import Line
from qa.extract.english.making import fact_of
from qa.extract.english.match import Match, bound_before
from qa.extract.english.number_words import joined
from qa.extract.english.unit_words import DURATIONS, unit_after
from qa.model import Bound, Grain, PartialDate, Shift

_LONGEST: Final = 10**10
"""Units that a date may count back: the age of the universe in years fits."""
GRAINS: Final = {
    "day": Grain.DAY,
    "week": Grain.WEEK,
    "month": Grain.MONTH,
    "quarter": Grain.QUARTER,
    "year": Grain.YEAR,
    "decade": Grain.DECADE,
    "century": Grain.CENTURY,
}


AGO: Final = {"ago": -1, "away": 1, "hence": 1}


LATER: Final = {
    "later": 1,
    "earlier": -1,
    "previously": -1,
    "after": 1,
    "before": -1,
    "prior": -1,
    "afterwards": 1,
}


def counted_date(line: Line, item: Amount, bound: Bound | None) -> Match | None:
    """As in "two weeks ago", "four years later", "five weeks away", "in three years' time"."""
    if item.unit not in GRAINS or item.high is not None:
        return None
    stepped = _stepped(line, item, bound)
    if stepped is not None:
        return stepped
    at = item.end
    low = line.low(at)
    if low == "'" and line.low(at + 1) == "time":
        return _dated(line, item, at + 2, 1, "publication", bound)
    if low in ("from", "and") and line.low(at + 1) in ("now", "counting"):
        return _dated(line, item, at + 2, 1, "publication", bound) if low == "from" else None
    if low == "from" and line.low(at + 1) in ("today", "tomorrow"):
        return _from_a_day(line, item, bound)
    if low in AGO:
        return _dated(line, item, at + 1, AGO[low], "publication", bound)
    if low in LATER and not (
        low in ("after", "before") and item.article and item.value == 1 and item.unit == "day"
    ):
        return _dated(line, item, at + 1, LATER[low], "context", bound)
    if low == "on" and line.low(at + 1) in (",", ".") and item.unit == "year":
        return _dated(line, item, at + 1, 1, "context", bound)
    if line.low(item.start - 1) == "in" and low not in ("of", "a", "per") and ahead(line, item.start - 2):
        return _dated(line, item, at, 1, "publication", bound)
    return None


def _from_a_day(line: Line, item: Amount, bound: Bound | None) -> Match | None:
    """As in "two weeks from today", "three days from tomorrow"; "within two weeks from today" lasts."""
    assert item.unit is not None
    end = item.end + 2
    if bound in (Bound.WITHIN, Bound.UNDER, Bound.AT_MOST):
        fact = fact_of("duration", line, item, end, bound)
        return Match((replace(fact, lean="future", bound=Bound.WITHIN, soft=False),), end)
    if line.low(item.end + 1) == "today":
        return _dated(line, item, end, 1, "publication", bound)
    whole = _dated(line, item, end, 1, "publication", bound)
    if whole is None or whole.facts[0].date is None:
        return None
    step = whole.facts[0].date.shifts[0]
    if step.unit is Grain.DAY:
        shifts: tuple[Shift, ...] = (replace(step, count=step.count + 1),)
    else:
        shifts = (step, Shift(unit=Grain.DAY, count=1))
    date = PartialDate(grain=Grain.DAY, shifts=shifts)
    return Match((replace(whole.facts[0], amount=None, unit=None, date=date),), end)


def _stepped(line: Line, item: Amount, bound: Bound | None) -> Match | None:
    """As in "2 years, 1 month and 21 days ago": a day, so many months and days away."""
    if item.unit not in ("year", "month"):
        return None
    at = item.end
    while line.low(at) in (",", "and") and at < item.end + 2:
        at += 1
    rest = amount(line, at)
    if rest is None or rest.unit not in ("day", "week") or rest.value.denominator != 1 or rest.high:
        return None
    sign = AGO.get(line.low(rest.end)) or LATER.get(line.low(rest.end))
    whole = _dated(line, item, rest.end + 1, sign or 1, "context", bound)
    if sign is None or whole is None or abs(rest.value) > _LONGEST:
        return None
    coarse = whole.facts[0]
    assert coarse.date is not None
    grain = GRAINS[rest.unit]
    anchor: Literal["publication", "context"] = "publication" if line.low(rest.end) in AGO else "context"
    fine = Shift(unit=grain, count=sign * int(rest.value))
    date = PartialDate(grain=grain, shifts=(*coarse.date.shifts, fine), anchor=anchor)
    fact = replace(coarse, amount=None, unit=None, date=date)
    return Match((fact,), rest.end + 1)


def _dated(line: Line, item: Amount, end: int, sign: int, anchor: str, bound: Bound | None) -> Match | None:
    assert item.unit is not None
    grain, count = GRAINS[item.unit], item.value
    if count.denominator != 1 and grain is Grain.YEAR and (count * 12).denominator == 1:
        grain, count = Grain.MONTH, count * 12
    if count.denominator != 1 or abs(count) > _LONGEST:
        return None
    date = PartialDate(
        grain=grain,
        shifts=(Shift(unit=grain, count=sign * int(count)),),
        anchor="context" if anchor == "context" else "publication",
    )
    return Match((replace(fact_of("date", line, item, end, bound), date=date, soft=False),), end)


def article_unit(line: Line, index: int, floor: int) -> Match | None:
    """As in "a year", "an hour and a half", "per day": one unit, which Korean may not count."""
    low = line.low(index)
    unit = unit_after(line, index + 1, digits=False)
    if unit is None:
        return None
    name, end = unit
    if name not in DURATIONS and (low == "per" or name not in _ONE_OF):
        return None
    if name == "second" and not _is_moment(line, end, low):
        return None
    if low in ("a", "an") and line.low(end - 1) not in _SINGULAR and name in DURATIONS:
        return None
    if line.low(end) == "-" and line.low(end + 1) == "long":
        long = long_unit(line, index + 1)
        if long is not None:
            return long
    value = Fraction(1)
    if line.low(end) == "and" and line.low(end + 1) == "a" and line.low(end + 2) in ("half", "quarter"):
        value, end = value + (Fraction(1, 2) if line.low(end + 2) == "half" else Fraction(1, 4)), end + 3
    item = in_words(index, end, value, name, article=True)
    bound = bound_before(line, index, floor, "before")
    if name in DURATIONS:
        if low != "per":
            age = age_after(line, item)
            if age is not None:
                return Match((fact_of("age", line, item, age, bound),), age)
            dated = counted_date(line, item, bound)
            if dated is not None:
                return dated
        fact = replace(fact_of("duration", line, item, end, bound), lean=lean_of(line, index, end, name))
        said = bound is not None or line.low(index - 1) in ("for", "in", "within", "after", "of", "every")
        return Match((replace(fact, soft=value == 1 and not said),), end)
    return Match((fact_of("unit", line, item, end, bound),), end)


_SINGULAR: Final = frozenset(
    ("year", "month", "week", "day", "hour", "minute", "second", "decade", "century", "millennium")
)


_ONE_OF: Final = frozenset(
    ("mile", "kilometre", "gallon", "acre", "hectare", "barrel", "tonne", "litre", "kilogram")
)


def _is_moment(line: Line, end: int, article: str) -> bool:
    """Whether "a second" is the unit: nothing that could be second follows it."""
    after = line.at(end)
    if after.low == "-" and after.glued:  # second-rate
        return False
    return (
        article == "per"
        or after.kind != "word"
        or after.low in ("and", "or", "later", "before", "after", "to", "in", "at", "for", "with")
    )


def long_unit(line: Line, index: int) -> Match | None:
    """As in "week-long", "yearlong", "a fortnight"."""
    low = line.low(index)
    if low in ("fortnight", "fortnights"):
        start = index - 1 if line.low(index - 1) in ("a", "one") else index
        item = in_words(start, index + 1, Fraction(2), "week")
        bound = bound_before(line, start, 0, "before")
        return counted_date(line, item, bound) or Match(
            (fact_of("duration", line, item, item.end, bound),), item.end
        )
    for unit in ("decade", "year", "month", "week", "day", "hour", "century"):
        at = joined(line, index + 1)
        end = (
            at + 1
            if low == unit and at != index + 1 and line.low(at) == "long"
            else index + 1
            if low == unit + "long"
            else 0
        )
        if end:
            item = in_words(index, end, Fraction(1), unit)
            return Match((fact_of("duration", line, item, end, None),), end)
    return None
