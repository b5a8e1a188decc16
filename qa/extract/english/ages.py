"""Ages: "48-year-old", "aged 64", "Smith, 37,", "in her mid-20s"."""

from __future__ import annotations

import functools
from dataclasses import replace
from fractions import Fraction
from typing import Final

from qa.extract.english.amounts import Amount
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    calendar,
    context,
    numerals,
)
from qa.extract.english.making import fact_of
from qa.extract.english.match import Match, span, words
from qa.extract.english.number_words import joined
from qa.model import Bound, Fact

_OLDEST: Final = 120


_YOUNGEST: Final = 10


def age_after(line: Line, item: Amount) -> int | None:
    """The end of "48-year-old", "48 years old", "48 years of age"."""
    at = joined(line, item.end)
    low = line.low(at)
    if low in ("old", "olds"):
        return at + 1
    if low == "of" and line.low(at + 1) == "age":
        return at + 2
    return None


def age_before(line: Line, item: Amount, bound: Bound | None) -> Match | None:
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
            # "Smith, 37." or, between two commas, "the actor, 31, said"
            and (name.raw[:1].isupper() or (stop.low == "," and value >= _YOUNGEST))
            and name.low not in _calendar_names()
            and not (stop.low == "," and line.at(item.end + 1).kind == "number")
        )
    if not counted_age:
        return None
    return Match((fact_of("age", line, replace(item, unit="year"), item.end, bound),), item.end)


@functools.cache
def _calendar_names() -> frozenset[str]:
    """Capitalised words that are no names of people."""
    return (
        frozenset(calendar("month"))
        | frozenset(calendar("month-short"))
        | frozenset(calendar("weekday"))
        | {"no", "nos"}
    )


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
        and not (before in ("and", ",") and line.low(start - 2) == ")")  # 50s (24 percent) and 40s
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
