"""Numbers, money, percentages, units, durations, ages and what a duration makes a date."""

from __future__ import annotations

import functools
from dataclasses import replace
from fractions import Fraction
from typing import Final

from qa.extract.english.amounts import DURATIONS, SHARES, Amount, amount, unit_after
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import calendar, context, counters, dimensions, numerals
from qa.extract.english.match import Match, bound_after, bound_before, span, words
from qa.extract.english.number_words import digits, joined
from qa.extract.english.ranges import pair
from qa.model import Bound, Fact, Family, Grain, PartialDate, Shift

_OLDEST: Final = 120
_YOUNGEST: Final = 10


def quantity(line: Line, index: int, floor: int) -> Match | None:
    """The amount, range or score that begins at token `index`.

    `floor` is the index of the token after the fact before: bounds never reach back past it.
    """
    first = amount(line, index)
    if first is None:
        return None
    if first.bare and first.form == "word" and first.value in (1, 2) and not first.scaled:
        found = _one_or_two(line, first)
        if found is not None:
            return found
    first = _compound(line, first)
    both = pair(line, first, index)
    if both is None:
        return _single(line, first, floor)
    if both.score:
        counter = None if line.low(both.first.end + 1) == "to" else "score"  # a 6-to-1 ratio
        facts = (
            _bare_fact(line, both.first, counter=counter),
            _bare_fact(line, both.second, counter=counter),
        )
        return Match(facts, both.second.end)
    return _range(line, both.first, _compound(line, both.second), floor)


def family_of(item: Amount) -> Family:
    """The family that the unit or currency of an amount makes it."""
    if item.currency is not None:
        return "money"
    if item.unit in SHARES:
        return "percent"
    if item.unit in DURATIONS:
        return "duration"
    return "unit" if item.unit is not None else "number"


def _bare_fact(line: Line, item: Amount, *, counter: str | None) -> Fact:
    return Fact(
        family="number",
        text=words(line, item.start, item.end),
        span=span(line, item.start, item.end),
        amount=item.value,
        form=item.form,
        counter=counter,
    )


# --- one amount ---------------------------------------------------------------------------------


def _single(line: Line, item: Amount, floor: int) -> Match | None:
    end = item.end
    bound = bound_before(line, item.start, floor, "before")
    if bound is Bound.ABOUT and line.low(item.start - 1) == "some" and item.value < _MANY:
        bound = None
    family = family_of(item)
    if family == "duration":
        age = _age_after(line, item)
        if age is not None:
            return Match((_made("age", line, item, age, bound),), age)
        dated = _counted_date(line, item, bound)
        if dated is not None:
            return dated
        if bound is None and line.low(item.start - 1) in _RECENT:
            bound = Bound.WITHIN
    elif family == "number":
        special = _times(line, item, bound) or _age_before(line, item, bound)
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
    return Match((_made(family, line, item, end, bound),), end)


_MANY: Final = 5
_RECENT: Final = frozenset(
    (
        "past",
        "last",
        "previous",
        "recent",
        "next",
        "coming",
        "following",
        "preceding",
        "first",
        "final",
        "initial",
    )
) - {"first", "final", "initial"}
_BOUND_WORDS: Final = frozenset(("or", "plus", "+", "and", "at", "-", "give", "odd", "to"))


def _made(family: Family, line: Line, item: Amount, end: int, bound: Bound | None) -> Fact:
    """The fact of one amount, with the class of thing counted where a noun says it."""
    fact = Fact(
        family=family,
        text=words(line, item.start, end),
        span=span(line, item.start, end),
        amount=item.value if item.high is None else None,
        low=item.value if item.high is not None else None,
        high=item.high,
        vague=item.high is not None,
        bound=bound or Bound.EXACT,
        unit=item.unit,
        currency=item.currency,
        form=item.form,
        soft=item.article and item.value == 1 and item.unit is not None,
    )
    if family == "number":
        counter = counted(line, end)
        if item.high is not None:
            fact = replace(fact, family="range")
        if counter or (line.low(item.start - 1) == "the" and item.form == "word" and item.value == 2):
            fact = replace(
                fact,
                counter=counter,
                soft=line.low(item.start - 1) == "the" and item.value == 2 and item.form == "word",
            )
    return fact


_LOOKAHEAD: Final = 3


def counted(line: Line, at: int) -> str | None:
    """`person` or `item` where one of the next words is a noun of the table."""
    at = joined(line, at)
    for n in range(at, at + _LOOKAHEAD):
        token = line.at(n)
        if token.kind != "word" or token.low in context("no-noun"):
            return None
        if token.low in counters():
            return counters()[token.low]
    return None


def _is_identifier(line: Line, item: Amount) -> bool:
    """5G, 3D, 737MAX: digits that run on into letters which are no unit; 4x4."""
    after = line.at(item.end)
    if not after.glued or line.at(item.end - 1).kind != "number":
        return False
    return after.kind == "word" and after.low not in ("s", "x", "st", "th", "plus", "odd")


def _one_or_two(line: Line, item: Amount) -> Match | None:
    """The pronoun "one" and a bare "one expert" or "the two": what Korean may leave unsaid."""
    before, after = line.low(item.start - 1), line.at(item.end)
    if item.value == 2:
        return None
    if pair(line, item, item.start) is not None or line.low(item.end) in ("or", "point"):
        return None
    if before in _PRONOUN_BEFORE or (
        after.kind != "word" and before in ("the", "this", "that", "which", "a", "new", "big", "good")
    ):
        return Match((), item.end)
    if after.low in context("verbs") or (after.low == "'" and after.glued):
        return Match((), item.end)
    if after.low in ("in", "out") and _ratio(line, item.end):
        return None
    if after.low == "-" and after.glued:
        return None
    if item.end - item.start == 1 and (
        _times_word(line, item.end) or line.low(item.start - 1) in ("age", "aged")
    ):
        return None
    fact = Fact(
        family="number",
        text=words(line, item.start, item.end),
        span=span(line, item.start, item.end),
        amount=item.value,
        form="word",
        counter=counted(line, item.end),
        soft=True,
        bound=bound_before(line, item.start, 0, "before") or Bound.EXACT,
    )
    return Match((fact,), item.end)


_PRONOUN_BEFORE: Final = frozenset(
    ("no", "every", "any", "some", "each", "another", "this", "that", "which", "only's")
)


def _ratio(line: Line, at: int) -> bool:
    """As in "in seven", "out of 10", "in every five"."""
    step = at + 1
    if line.low(at) == "out":
        if line.low(step) != "of":
            return False
        step += 1
    if line.low(step) == "every":
        step += 1
    token = line.at(step)
    table = numerals()
    if token.kind == "number":
        return len(token.low) <= 4 and not (len(token.low) == 4 and token.low[:2] in ("19", "20"))
    return token.kind == "word" and (token.low in table.units or token.low in table.tens)


def _times_word(line: Line, at: int) -> bool:
    return line.low(joined(line, at)) in ("times", "time", "fold")


def _times(line: Line, item: Amount, bound: Bound | None) -> Match | None:
    """As in "3.5 times", "five-fold", "three times a month", "three-time champion"."""
    at = joined(line, item.end)
    low = line.low(at)
    if low == "fold" or (
        low == "x" and line.at(at).glued and line.at(at + 1).kind != "number" and not line.at(at + 1).glued
    ):
        fact = replace(
            _made("number", line, item, at + 1, bound), unit="times", form="multiple", counter=None
        )
        return Match((fact,), at + 1)
    if low != "times":
        return None
    whole = item.value.denominator == 1 and item.high is None
    multiple = not whole or line.low(at + 1) in context("compared") or at != item.end
    made = _made("number", line, item, at + 1, bound)
    made = (
        replace(made, unit="times", form="multiple", counter=None)
        if multiple
        else replace(made, counter="item")
    )
    return Match((made,), at + 1)


# --- ages ---------------------------------------------------------------------------------------


def _age_after(line: Line, item: Amount) -> int | None:
    """The end of "48-year-old", "48 years old", "48 years of age"."""
    at = joined(line, item.end)
    low = line.low(at)
    if low in ("old", "olds"):
        return at + 1
    if low == "of" and line.low(at + 1) == "age":
        return at + 2
    return None


def _age_before(line: Line, item: Amount, bound: Bound | None) -> Match | None:
    """As in "aged 64", "at the age of 64", "turned 30", "Smith, 37,"."""
    value = item.value
    if item.scaled or value.denominator != 1 or not 0 < value <= _OLDEST or item.high is not None:
        return None
    before, earlier = line.low(item.start - 1), line.low(item.start - 2)
    counted_age = before in ("aged", "age", "turns", "turned", "turning", "ages") or (
        before == "of" and earlier == "age"
    )
    if before in ("over", "under", "between", "about", "around") and line.low(item.start - 2) in (
        "aged",
        "age",
        "ages",
    ):
        counted_age = True
    if (
        not counted_age
        and before == ","
        and line.at(item.end).low in (",", ".", ";", ")", "")
        and item.form == "digits"
    ):
        name, stop = line.at(item.start - 2), line.at(item.end)
        counted_age = (
            name.kind == "word"
            and name.raw[:1].isupper()
            and name.low not in _calendar_names()
            and value >= 1
            and not (stop.low == "," and line.at(item.end + 1).kind == "number")
        )
    if not counted_age:
        return None
    return Match((_made("age", line, replace(item, unit="year"), item.end, bound),), item.end)


@functools.cache
def _calendar_names() -> frozenset[str]:
    """Capitalised words that are no names of people."""
    return (
        frozenset(calendar("month"))
        | frozenset(calendar("month-short"))
        | frozenset(calendar("weekday"))
        | {"no", "nos"}
    )


# --- durations that make dates ------------------------------------------------------------------

GRAINS: Final = {
    "day": Grain.DAY,
    "week": Grain.WEEK,
    "month": Grain.MONTH,
    "quarter": Grain.QUARTER,
    "year": Grain.YEAR,
    "decade": Grain.DECADE,
    "century": Grain.CENTURY,
}
_AGO: Final = {"ago": -1, "away": 1, "hence": 1}
_LATER: Final = {
    "later": 1,
    "earlier": -1,
    "previously": -1,
    "after": 1,
    "before": -1,
    "prior": -1,
    "afterwards": 1,
}


def _counted_date(line: Line, item: Amount, bound: Bound | None) -> Match | None:
    """As in "two weeks ago", "four years later", "30 years after", "five weeks away", "in three years' time"."""
    if item.unit not in GRAINS or item.high is not None:
        return None
    at = item.end
    low = line.low(at)
    if low == "'" and line.low(at + 1) == "time":
        return _dated(line, item, at + 2, 1, "publication", bound)
    if low in ("from", "and") and line.low(at + 1) in ("now", "counting"):
        return _dated(line, item, at + 2, 1, "publication", bound) if low == "from" else None
    if low in _AGO:
        return _dated(line, item, at + 1, _AGO[low], "publication", bound)
    if low in _LATER and not (
        low in ("after", "before") and item.article and item.value == 1 and item.unit == "day"
    ):
        return _dated(line, item, at + 1, _LATER[low], "context", bound)
    if low == "on" and line.low(at + 1) in (",", ".") and item.unit == "year":
        return _dated(line, item, at + 1, 1, "context", bound)
    return None


def _dated(line: Line, item: Amount, end: int, sign: int, anchor: str, bound: Bound | None) -> Match | None:
    assert item.unit is not None
    grain, count = GRAINS[item.unit], item.value
    if count.denominator != 1 and grain is Grain.YEAR and (count * 12).denominator == 1:
        grain, count = Grain.MONTH, count * 12
    if count.denominator != 1 or abs(count) > 10**6:
        return None
    date = PartialDate(
        grain=grain,
        shifts=(Shift(unit=grain, count=sign * int(count)),),
        anchor="context" if anchor == "context" else "publication",
    )
    return Match((replace(_made("date", line, item, end, bound), date=date, soft=False),), end)


# --- two amounts --------------------------------------------------------------------------------


def _compound(line: Line, item: Amount) -> Amount:
    """As in "5 feet 8 inches", "two hours and 15 minutes", "2 years 1 month 21 days": one amount."""
    if item.currency is not None and not item.prefixed and item.high is None:
        return _with_cents(line, item)
    if item.unit is None or item.unit in SHARES or item.high is not None or item.currency:
        return item
    for _ in range(3):
        at = item.end
        if line.low(at) in ("and", ","):
            at += 1
        second = _inches(line, item, at) or amount(line, at)
        if second is None or second.unit is None or second.high is not None or second.article:
            return item
        (kind, factor), (other, smaller) = dimensions()[item.unit or ""], dimensions()[second.unit]
        if (
            kind != other
            or smaller >= factor
            or second.value * smaller >= factor
            or kind in ("share", "temperature")
        ):
            return item
        item = replace(item, end=second.end, value=item.value + second.value * smaller / factor)
    return item


def _with_cents(line: Line, item: Amount) -> Amount:
    """As in "3 dollars and 50 cents"."""
    at = item.end + (line.low(item.end) == "and")
    cents = amount(line, at)
    if cents is None or cents.currency != item.currency or not 0 < cents.value < 1 or cents.base < 1:
        return item
    return replace(item, end=cents.end, value=item.value + cents.value)


def _inches(line: Line, item: Amount, at: int) -> Amount | None:
    """The inches of "5ft 8in" and "6-foot-2", whose unit is no unit elsewhere."""
    if item.unit != "foot":
        return None
    start = joined(line, at)
    value = digits(line.at(start))
    if value is None or value >= _INCHES:
        return None
    end = start + 1
    if line.low(end) == "in" and line.at(end).glued:
        end += 1
    elif start == at or (line.at(end).glued and line.at(end).kind != "sign"):
        return None
    plain = Amount(start, end, value, None, "digits", scaled=False, grouped=False, article=False)
    return replace(plain, unit="inch")


_INCHES: Final = 12


def _range(line: Line, first: Amount, second: Amount, floor: int) -> Match:
    end = second.end
    family = family_of(second)
    unit = second.unit
    bound = None
    if line.low(first.start - 1) not in ("from", "between"):
        bound = bound_before(line, first.start, floor, "before")
    if family == "duration":
        age = _age_after(line, second)
        if age is not None:
            family, end = "age", age
        elif line.low(end) in _AGO or line.low(end) in _LATER:
            grain = GRAINS.get(second.unit or "")
            sign = _AGO.get(line.low(end)) or _LATER[line.low(end)]
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


# --- words of quantity --------------------------------------------------------------------------


def multiple(line: Line, index: int, floor: int) -> Match | None:
    """As in "doubled", "twice", "tenfold", "halved"."""
    token = line.at(index)
    value = numerals().multiples.get(token.low)
    if value is None or token.kind != "word":
        return None
    if token.low == "halves" and line.low(index - 1) in ("both", "two"):
        return Match((), index + 1)
    fact = Fact(
        family="number",
        text=words(line, index, index + 1),
        span=span(line, index, index + 1),
        amount=Fraction(value),
        unit="times",
        form="multiple",
        bound=bound_before(line, index, floor, "before") or Bound.EXACT,
    )
    return Match((fact,), index + 1)


_SOFT_WORDS: Final = {"both": 2, "once": 1, "each": 1, "couple": 2, "duo": 2, "pair": 2, "trio": 3}


def soft_word(line: Line, index: int) -> Match | None:
    """As in "both", "once", "each", "a couple of", "a pair of", "a single": counts that Korean may not say."""
    low = line.low(index)
    start, at = index, index
    if low in ("a", "the") and (line.low(index + 1) in ("couple", "pair", "single", "duo", "trio")):
        at, low = index + 1, line.low(index + 1)
    if low == "single":
        if at == start and line.low(start - 1) not in ("every", "not", "one"):
            return None
        value = 1
    elif low in _SOFT_WORDS and (low not in ("pair", "couple") or at > start or line.low(at + 1) == "of"):
        value = _SOFT_WORDS[low]
    else:
        return None
    end = at + 1
    if line.low(end) == "of" and low in ("couple", "pair"):
        unit = unit_after(line, end + 1, digits=False)
        if low == "couple" and unit is not None and unit[0] in DURATIONS:
            item = Amount(
                start,
                unit[1],
                Fraction(2),
                None,
                "word",
                scaled=False,
                grouped=False,
                article=False,
                unit=unit[0],
            )
            found = _single(line, item, start)
            if found is not None:
                return Match(tuple(replace(f, bound=Bound.ABOUT) for f in found.facts), found.end)
        end += 1
    fact = Fact(
        family="number",
        text=words(line, start, end),
        span=span(line, start, end),
        amount=Fraction(value),
        form="word",
        soft=True,
        counter="person" if low in ("couple", "duo", "trio") else counted(line, end),
    )
    return Match((fact,), end)


def article_unit(line: Line, index: int, floor: int) -> Match | None:
    """As in "a year", "an hour and a half", "a week-long trip", "per day": one unit, which Korean may not count."""
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
    item = Amount(index, end, value, None, "word", scaled=False, grouped=False, article=True, unit=name)
    bound = bound_before(line, index, floor, "before")
    if name in DURATIONS:
        if low != "per":
            age = _age_after(line, item)
            if age is not None:
                return Match((_made("age", line, item, age, bound),), age)
            dated = _counted_date(line, item, bound)
            if dated is not None:
                return dated
        fact = _made("duration", line, item, end, bound)
        said = bound is not None or line.low(index - 1) in ("for", "in", "within", "after", "of", "every")
        return Match((replace(fact, soft=value == 1 and not said),), end)
    return Match((_made("unit", line, item, end, bound),), end)


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
        item = Amount(
            start,
            index + 1,
            Fraction(2),
            None,
            "word",
            scaled=False,
            grouped=False,
            article=False,
            unit="week",
        )
        return _single(line, item, start)
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
            item = Amount(
                index, end, Fraction(1), None, "word", scaled=False, grouped=False, article=False, unit=unit
            )
            return Match((_made("duration", line, item, end, None),), end)
    return None


def decade_age(line: Line, index: int) -> Match | None:
    """As in "in his 40s", "mid-20s", "early thirties": an age within ten years."""
    start, at = index, index
    part = line.low(index)
    if part in ("early", "mid", "late"):
        at = joined(line, index + 1)
    token = line.at(at)
    low = token.low
    decades = _decades()
    if (
        token.kind == "number"
        and low.isdigit()
        and len(low) == 2
        and low[1] == "0"
        and line.low(at + 1) == "s"
        and line.at(at + 1).glued
    ):
        value, end = int(low), at + 2
    elif token.kind == "word" and low in decades:
        value, end = decades[low], at + 1
    else:
        return None
    before = line.low(start - 1)
    if before == "the" or (before == "'" and token.kind == "number"):
        return None
    if (
        at == start
        and before not in context("before-age")
        and not (before == "and" and line.low(start - 2) == "s")
    ):
        return None
    steps = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part if at > start else "", (0, 9))
    fact = Fact(
        family="age",
        text=words(line, start, end),
        span=span(line, start, end),
        low=Fraction(value + steps[0]),
        high=Fraction(value + steps[1]),
        unit="year",
        form="digits" if token.kind == "number" else "word",
    )
    return Match((fact,), end)


def _decades() -> dict[str, int]:
    return numerals().decades
