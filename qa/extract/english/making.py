"""Facts made of amounts."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qa.extract.english.amounts import Amount
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    context,
    counters,
)
from qa.extract.english.match import span, words
from qa.extract.english.number_words import joined
from qa.extract.english.unit_words import DURATIONS, SHARES
from qa.model import Bound, Fact, Family


def fact_of(family: Family, line: Line, item: Amount, end: int, bound: Bound | None) -> Fact:
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
        soft=item.article and item.value == 1 and not item.bare,
    )
    if family == "number":
        counter = counted(line, end)
        if item.high is not None:
            fact = replace(fact, family="range")
        points = line.low(end) in ("point", "points") and item.form == "word" and item.value <= _FEW
        if points:  # "he made two points"
            fact = replace(fact, soft=True)
        elif counter or (line.low(item.start - 1) == "the" and item.form == "word" and item.value == 2):
            fact = replace(
                fact,
                counter=counter,
                soft=line.low(item.start - 1) == "the" and item.value == 2 and item.form == "word",
            )
    return fact


def bare_fact(
    line: Line, item: Amount, *, counter: str | None, soft: bool = False, bound: Bound = Bound.EXACT
) -> Fact:
    """A number by itself, as a score or a share holds two of."""
    return Fact(
        family="number",
        text=words(line, item.start, item.end),
        span=span(line, item.start, item.end),
        amount=item.value,
        form=item.form,
        counter=counter,
        soft=soft,
        bound=bound,
    )


_FEW: Final = 3
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


def family_of(item: Amount) -> Family:
    """The family that the unit or currency of an amount makes it."""
    if item.currency is not None:
        return "money"
    if item.unit in SHARES:
        return "percent"
    if item.unit in DURATIONS:
        return "duration"
    return "unit" if item.unit is not None else "number"
