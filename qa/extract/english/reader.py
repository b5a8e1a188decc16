"""One pass over an English text: at each word that could begin a fact, the readers in turn."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Final

from qa.extract.english import identifiers, labels, names
from qa.extract.english.ages import decade_age
from qa.extract.english.counts import multiple, soft_word
from qa.extract.english.dates import date
from qa.extract.english.durations import article_unit, long_unit
from qa.extract.english.lasting import started
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    bounds_before,
    calendar,
    calendar_phrases,
    currencies_before,
    holidays,
    identifier_words,
    numerals,
)
from qa.extract.english.match import Match
from qa.extract.english.on_year import on_period
from qa.extract.english.ordinals import ordinal, world_war
from qa.extract.english.quantities import quantity
from qa.extract.english.rates import rate
from qa.extract.english.relative_dates import span_of_time
from qa.extract.english.times import daypart, time
from qa.extract.english.unit_words import dimension
from qa.extract.english.vague_durations import triggers as lasting_words
from qa.extract.english.vague_durations import vague_duration
from qa.extract.english.year_parts import half_of_play
from qa.model import Fact

_OLDEST: Final = 120
_ARTICLES: Final = frozenset(("a", "an", "per"))
_SIGNS: Final = frozenset(("'", "#", "№", "-"))


@functools.cache
def _triggers() -> frozenset[str]:
    """Every word or sign with which a fact, or a phrase to pass over, may begin."""
    table = numerals()
    words: set[str] = set()
    for role in (
        table.units,
        table.tens,
        table.scales,
        table.ordinals,
        table.vague,
        table.decades,
        table.multiples,
        table.one_part,
    ):
        words |= set(role)
    for kind in (
        "month",
        "month-short",
        "weekday",
        "weekday-short",
        "part",
        "part-of",
        "relative",
        "daypart",
    ):
        words |= set(calendar(kind))
    for phrases in (
        calendar_phrases("day-publication"),
        calendar_phrases("day-context"),
        holidays(),
        currencies_before(),
        identifier_words("before-number"),
        identifier_words("idiom"),
        identifier_words("top"),
        identifier_words("group"),
    ):
        words |= phrases.first_words
    words |= (
        {
            "noon",
            "midday",
            "noontime",
            "midnight",
            "half",
            "quarter",
            "several",
            "many",
            "both",
            "once",
            "each",
            "couple",
            "pair",
            "duo",
            "trio",
            "single",
            "debut",
            "debuts",
            "debuted",
            "maiden",
            "inaugural",
            "ranked",
            "ranking",
            "ranks",
            "number",
            "no",
            "nos",
            "q",
            "h",
            "fy",
            "fiscal",
            "turn",
            "earlier",
            "later",
            "fortnight",
            "minus",
            "negative",
            "that",
            "same",
            "on",
            "year",
            "month",
            "week",
            "tonight",
            "rest",
            "remainder",
            "weeks",
            "weekend",
            "the",
            "w",
            "world",
        }
        | {f"{u}long" for u in ("week", "year", "month", "day", "decade", "hour")}
        | {"week", "year", "month", "day", "decade", "hour"}
    )
    return frozenset(words | names.triggers() | lasting_words | _ARTICLES | _SIGNS)


def read(text: str) -> tuple[Fact, ...]:
    """Every fact of an English text, sorted by start and not overlapping.

    Spans are half-open code points in `text`, and `text[span] == fact.text`.  Dates are as the
    words give them; `qa.extract.resolve` places them in time.  Pure; never raises on any text.
    """
    line = Line(text)
    triggers, scales = _triggers(), numerals().scales
    facts: list[Fact] = []
    floor = 0
    dated = -1
    index = 0
    size = len(line)
    tokens = line.tokens
    while index < size:
        token = tokens[index]
        if token.kind in ("word", "sign") and token.low not in triggers:
            index += 1
            continue
        if token.low in scales and index and tokens[index - 1].low in scales:
            index += 1  # "million million": a numeral that was too long
            continue
        found = _at(line, index, floor, after_date=dated == index)
        if found is None:
            index += 1
            continue
        if found.facts:
            if names.capitalised(line, index):
                found = replace(found, facts=tuple(replace(f, soft=True) for f in found.facts))
            if found.facts[0].family != "identifier":
                found = rate(line, found)
            new = _ages(line, found.facts, facts[-1] if facts else None, index, floor)
            new = started(line, new, facts[-1] if facts else None, index, floor)
            new = _conversions(line, new, facts[-1] if facts else None, index, floor)
            if facts and new[0].conversion and new[0].counter and facts[-1].counter is None:
                facts[-1] = replace(facts[-1], counter=new[0].counter)  # "13 km or 8 miles per second"
            facts.extend(new)
            floor = found.end
            if new[-1].family == "date":
                dated = found.end
        index = max(found.end, index + 1)
    return tuple(facts)


def _at(line: Line, index: int, floor: int, *, after_date: bool) -> Match | None:
    """What begins at one token; the order of the readers is the order of their claims."""
    token = line.at(index)
    if token.kind == "skip":
        return labels.address(line, index)
    if (passed := identifiers.part_of_a_name(line, index)) is not None:
        return labels.compound(line, index, passed, floor)
    if identifiers.opens_a_name(line, index):
        return None
    if (passed := identifiers.chain(line, index)) is not None:
        return Match((), passed)
    if (passed := identifiers.named(line, index)) is not None:
        return labels.named(line, index, passed)
    if (compared := on_period(line, index)) is not None:
        return compared
    passed = identifiers.idiom(line, index) or names.named_weekday(line, index) or half_of_play(line, index)
    if passed is not None:
        return Match((), passed)
    if token.low in ("a", "an", "per"):
        return (
            (
                vague_duration(line, index, floor)
                or ordinal(line, index)
                or quantity(line, index, floor)
                or soft_word(line, index)
                or article_unit(line, index, floor)
                or date(line, index, floor)
                or time(line, index, floor)
            )
            if token.low != "per"
            else article_unit(line, index, floor)
        )
    if token.low == "the":
        return date_phrase(line, index, floor) or soft_word(line, index)
    if token.low in ("last", "past", "previous", "next", "coming"):
        lasting = span_of_time(line, index)
        if lasting is not None:
            return lasting
    if token.kind == "number" and line.low(index + 1) == "/" and line.at(index + 1).glued:
        slashed = date(line, index, floor) or quantity(line, index, floor)
        if slashed is not None and (slashed.end >= index + 3 or line.at(index + 2).kind != "number"):
            return slashed
        return Match((), index + 3)  # 10/1: a day and a month that nothing tells apart
    found = (
        names.roman(line, index)
        or names.group(line, index)
        or names.cohort(line, index)
        or decade_age(line, index)
        or time(line, index, floor)
        or date(line, index, floor)
        or daypart(line, index, after_date=after_date)
        or multiple(line, index, floor)
        or world_war(line, index)
        or soft_word(line, index)
        or long_unit(line, index)
        or vague_duration(line, index, floor)
        or _ordinal_or_quantity(line, index, floor)
    )
    if found is None or not found.facts:
        return labels.digits_first(line, index) or found
    return found


def date_phrase(line: Line, index: int, floor: int) -> Match | None:
    """A date whose own words begin with "the": "the previous day", "the day after tomorrow"."""
    if calendar_phrases("day-context").match(line, index) or calendar_phrases("day-publication").match(
        line, index
    ):
        return date(line, index, floor)
    if line.low(index + 1) == "year" and line.low(index + 2) == "before":
        return date(line, index, floor)
    return None


def _ordinal_or_quantity(line: Line, index: int, floor: int) -> Match | None:
    if line.at(index).kind == "ordinal":
        return ordinal(line, index)
    return ordinal(line, index) or quantity(line, index, floor)


def _conversions(
    line: Line, new: tuple[Fact, ...], last: Fact | None, index: int, floor: int
) -> tuple[Fact, ...]:
    """Mark an amount in brackets that restates the one just before it."""
    if last is None or len(new) != 1 or last.family != new[0].family or last.conversion:
        return new
    fact = new[0]
    at = index - 1
    while at >= floor and line.low(at) != "(" and line.low(at) in _bound_words():
        at -= 1
    bracketed = at == floor and line.low(at) == "("
    restated = line.low(at) == "or" and floor <= at <= floor + 1
    if not bracketed and not restated:
        return new
    if fact.family == "money":
        other = fact.currency != last.currency
    elif fact.family == "unit":
        other = fact.unit != last.unit and dimension(fact.unit) == dimension(last.unit)
    else:
        return new
    return (replace(fact, conversion=True),) if other else new


def _ages(line: Line, new: tuple[Fact, ...], last: Fact | None, index: int, floor: int) -> tuple[Fact, ...]:
    """The further ages of "aged 33, 34 and 39"."""
    if last is None or last.family != "age" or len(new) != 1 or new[0].family != "number":
        return new
    fact = new[0]
    between = [line.low(n) for n in range(floor, index)]
    plain = (
        fact.amount is not None
        and 0 < fact.amount < _OLDEST
        and fact.counter is None
        and fact.form == "digits"
    )
    if plain and between in ([","], ["and"], ["or"], [",", "and"]) and last.text.isdigit():
        return (replace(fact, family="age", unit="year"),)
    return new


@functools.cache
def _bound_words() -> frozenset[str]:
    return frozenset(word for key in bounds_before("before") for word in key) | {"or", "an", "a"} - {"or"}
