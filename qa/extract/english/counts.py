"""Counts in words: "one of them", "both", "twice", "3.5 times", "a couple of"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from qa.extract.english.amounts import Amount, in_words
from qa.extract.english.durations import counted_date
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    context,
    numerals,
)
from qa.extract.english.making import counted, fact_of
from qa.extract.english.match import Match, bound_before, span, words
from qa.extract.english.number_words import joined
from qa.extract.english.ranges import pair
from qa.extract.english.unit_words import DURATIONS, unit_after
from qa.model import Bound, Fact


def one_alone(line: Line, item: Amount) -> Match | None:
    """The pronoun "one" and a bare "one expert" or "the two": what Korean may leave unsaid."""
    before, after = line.low(item.start - 1), line.at(item.end)
    if item.value == 2:
        return None
    if pair(line, item, item.start) is not None or line.low(item.end) in ("or", "point"):
        return None
    hyphened = after.low == "-" and after.glued and line.at(item.end + 1).glued
    if before in _PRONOUN_BEFORE or (
        after.kind != "word"
        and not hyphened
        and before in ("the", "this", "that", "which", "a", "new", "big", "good")
    ):
        return Match((), item.end)
    if after.low in context("verbs") or (after.low == "'" and after.glued):
        return Match((), item.end)
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


def _times_word(line: Line, at: int) -> bool:
    return line.low(joined(line, at)) in ("times", "time", "fold")


def times_of(line: Line, item: Amount, bound: Bound | None) -> Match | None:
    """As in "3.5 times", "five-fold", "three times a month", "three-time champion"."""
    at = joined(line, item.end)
    low = line.low(at)
    if low == "fold" or (
        low == "x" and line.at(at).glued and line.at(at + 1).kind != "number" and not line.at(at + 1).glued
    ):
        fact = replace(
            fact_of("number", line, item, at + 1, bound), unit="times", form="multiple", counter=None
        )
        return Match((fact,), at + 1)
    if low != "times":
        return None
    whole = item.value.denominator == 1 and item.high is None
    multiple = not whole or line.low(at + 1) in context("compared") or at != item.end
    made = fact_of("number", line, item, at + 1, bound)
    made = (
        replace(made, unit="times", form="multiple", counter=None)
        if multiple
        else replace(made, counter="item")
    )
    return Match((made,), at + 1)


_NOUNS: Final = frozenset(("doubles", "triples", "halves"))
_BOTH: Final = {"both": 2}


def multiple(line: Line, index: int, floor: int) -> Match | None:
    """As in "doubled", "twice", "tenfold", "halved"."""
    token = line.at(index)
    value = numerals().multiples.get(token.low)
    if value is None or token.kind != "word":
        return None
    before = line.at(index - 1)
    if token.low in _NOUNS and (before.kind == "number" or before.low in numerals().units | _BOTH):
        return Match((), index + 1)  # "two doubles", "both halves": the things, counted
    if line.low(index + 1) == "as" and line.low(index + 2) in ("a", "an"):  # "doubles as a gym"
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


_OF_PEOPLE: Final = ("couple", "duo", "trio")
_SOFT_WORDS: Final = {"both": 2, "once": 1, "each": 1, "couple": 2, "duo": 2, "pair": 2, "trio": 3}


def soft_word(line: Line, index: int) -> Match | None:
    """As in "both", "once", "a couple of", "a single": counts that Korean may not say."""
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
            item = in_words(start, unit[1], Fraction(2), unit[0])
            dated = counted_date(line, item, Bound.ABOUT)
            return dated or Match((fact_of("duration", line, item, item.end, Bound.ABOUT),), item.end)
        end += 1
    fact = Fact(
        family="number",
        text=words(line, start, end),
        span=span(line, start, end),
        amount=Fraction(value),
        form="word",
        soft=True,
        counter="person" if low in _OF_PEOPLE and line.low(end - 1) != "of" else counted(line, end),
    )
    return Match((fact,), end)
