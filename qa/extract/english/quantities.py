"""Numbers, money, percentages, units, durations and ranges of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qa.extract.english.ages import age_after, age_before
from qa.extract.english.amounts import Amount, amount
from qa.extract.english.compounds import compound
from qa.extract.english.counts import one_alone, times_of
from qa.extract.english.durations import AGO, GRAINS, LATER, counted_date
from qa.extract.english.leans import lasting_bound, lean_of
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    context,
)
from qa.extract.english.making import bare_fact, counted, fact_of, family_of
from qa.extract.english.match import Match, bound_after, bound_before, span, words
from qa.extract.english.number_words import joined
from qa.extract.english.ranges import pair
from qa.extract.english.ratios import ratio
from qa.extract.english.unit_words import DURATIONS, unit_after
from qa.model import Bound, Fact, Family, PartialDate, Shift


def quantity(line: Line, index: int, floor: int) -> Match | None:
    """The amount, range or score that begins at token `index`.

    `floor` is the index of the token after the fact before: bounds never reach back past it.
    """
    first = amount(line, index)
    if first is None:
        return None
    share = ratio(line, first, floor)
    if share is not None:
        return share
    if first.bare and first.form == "word" and first.value in (1, 2) and not first.scaled:
        found = one_alone(line, first)
        if found is not None:
            return found
    first = compound(line, first)
    both = pair(line, first, index)
    if both is None:
        return _single(line, first, floor)
    if both.score:
        counter = None if line.low(both.first.end + 1) == "to" else "score"  # a 6-to-1 ratio
        facts = (
            bare_fact(line, both.first, counter=counter),
            bare_fact(line, both.second, counter=counter),
        )
        return Match(facts, both.second.end)
    return _range(line, both.first, compound(line, both.second), floor)


def _single(line: Line, item: Amount, floor: int) -> Match | None:
    end = item.end
    bound = bound_before(line, item.start, floor, "before")
    if bound is Bound.ABOUT and line.low(item.start - 1) == "some" and item.value < _MANY:
        bound = None
    family = family_of(item)
    lean = None
    if family == "duration":
        age = age_after(line, item)
        if age is not None:
            return Match((fact_of("age", line, item, age, bound),), age)
        dated = counted_date(line, item, bound)
        if dated is not None:
            return dated
        lean = lean_of(line, item.start, item.end, item.unit)
        bound = lasting_bound(line, item.start, bound)
    elif family == "number":
        special = times_of(line, item, bound) or age_before(line, item, bound)
        if special is not None:
            return special
        if not item.article and _is_identifier(line, item):
            return Match((), end)
    after = bound_after(line, end) if line.low(end) in _BOUND_WORDS or line.at(end).glued else None
    if after is not None:
        bound, end = after[0] if bound is None else bound, after[1]
        if (
            family == "number"
            and (unit := unit_after(line, joined(line, end), digits=False))
            and unit[0] in DURATIONS
        ):
            item, end, family = replace(item, unit=unit[0]), unit[1], "duration"  # "20-odd years"
    return Match((replace(fact_of(family, line, item, end, bound), lean=lean),), end)


_MANY: Final = 5


_BOUND_WORDS: Final = frozenset(("or", "plus", "+", "and", "at", "-", "give", "odd", "to"))


def _is_identifier(line: Line, item: Amount) -> bool:
    """5G, 3D, 737MAX: digits that run on into letters which are no unit; 4x4."""
    after = line.at(item.end)
    if not after.glued or line.at(item.end - 1).kind != "number":
        return False
    return after.kind == "word" and after.low not in ("s", "x", "st", "th", "plus", "odd")


def _range(line: Line, first: Amount, second: Amount, floor: int) -> Match:
    end = second.end
    family = family_of(second)
    unit = second.unit
    bound = None
    if line.low(first.start - 1) not in ("from", "between"):
        bound = bound_before(line, first.start, floor, "before")
    if family == "duration":
        age = age_after(line, second)
        if age is not None:
            family, end = "age", age
        elif line.low(end) in AGO or line.low(end) in LATER:
            grain = GRAINS.get(second.unit or "")
            sign = AGO.get(line.low(end)) or LATER[line.low(end)]
            if grain and first.value.denominator == second.value.denominator == 1 and second.value < 10**6:
                near = PartialDate(grain=grain, shifts=(Shift(unit=grain, count=sign * int(first.value)),))
                fact = _ranged("date", line, first, second, end + 1, bound, unit)
                return Match((replace(fact, date=near),), end + 1)
    elif family == "number":
        before = line.low(first.start - 1)
        if before in ("aged", "ages", "age") or (
            before == "between" and line.low(first.start - 2) in ("aged", "ages")
        ):
            family, unit = "age", "year"
        elif line.low(joined(line, end)) == "times":
            end = joined(line, end) + 1
            unit = "times" if line.low(end) in context("compared") else None
            family = "range"
        else:
            family = "range"
    return Match((_ranged(family, line, first, second, end, bound, unit),), end)


def _ranged(
    family: Family, line: Line, first: Amount, second: Amount, end: int, bound: Bound | None, unit: str | None
) -> Fact:
    return Fact(
        family=family,
        text=words(line, first.start, end),
        span=span(line, first.start, end),
        low=first.value,
        high=second.value,
        bound=bound or Bound.EXACT,
        unit=unit,
        currency=second.currency,
        form=second.form,
        counter=counted(line, end) if family == "range" else None,
    )
