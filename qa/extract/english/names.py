"""Names that hold a number word, a weekday or a Roman numeral: "Four Corners", "Elizabeth II"."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import Final

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import calendar, numerals
from qa.extract.english.match import Match, span, words
from qa.model import Fact

_ROMAN: Final = {
    "ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12, "xiii": 13,
    "xiv": 14, "xv": 15, "xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20, "xxi": 21,
    "wwi": 1, "wwii": 2,
}  # fmt: skip
"""Not I, V and X alone, which are a pronoun and letters."""

_TEENS: Final = frozenset(("teen", "teens", "teenage", "teenaged", "teenager", "teenagers"))


@functools.cache
def triggers() -> frozenset[str]:
    """The words that begin what this module reads."""
    return frozenset(_ROMAN) | _TEENS


def named_weekday(line: Line, index: int) -> int | None:
    """Behind a weekday that is part of a name: "the Sunday Times"; not "on Sunday Kim said"."""
    token, after = line.at(index), line.at(index + 1)
    if token.low not in calendar("weekday") or line.low(index - 1) != "the":
        return None
    known = (calendar("month"), calendar("month-short"), calendar("daypart"))
    if after.kind != "word" or not after.raw[:1].isupper() or any(after.low in k for k in known):
        return None
    return index + 1


def capitalised(line: Line, index: int) -> bool:
    """Whether a number word is part of a name: a capital inside a sentence, before another one."""
    token, before, after = line.at(index), line.at(index - 1), line.at(index + 1)
    if token.kind != "word" or not token.raw[:1].isupper() or token.raw.isupper():
        return False
    if after.kind != "word" or not after.raw[:1].isupper():
        return False
    table = numerals()
    if token.low not in table.units and token.low not in table.tens:
        return False
    return (before.kind in ("word", "number") or before.low == ",") and after.low not in table.scales


def roman(line: Line, index: int) -> Match | None:
    """As in "Elizabeth II", "WWII": a soft ordinal, for Korean counts it (2세, 2차)."""
    token, before = line.at(index), line.at(index - 1)
    value = _ROMAN.get(token.low)
    if value is None or not token.raw.isupper():
        return None
    war = token.low.startswith("ww")
    if not war and not (before.kind == "word" and before.raw[:1].isupper()):
        return None
    return Match((_fact(line, index, Fraction(value)),), index + 1)


def teenagers(line: Line, index: int) -> Match | None:
    """Teenagers are 10대: ages 10 to 19, which Korean counts from 10."""
    if line.low(index) not in _TEENS:
        return None
    fact = Fact(
        family="age",
        text=words(line, index, index + 1),
        span=span(line, index, index + 1),
        low=Fraction(10),
        high=Fraction(19),
        unit="year",
        form="word",
        soft=True,
    )
    return Match((fact,), index + 1)


def _fact(line: Line, index: int, value: Fraction) -> Fact:
    return Fact(
        family="ordinal",
        text=words(line, index, index + 1),
        span=span(line, index, index + 1),
        amount=value,
        form="roman",
        soft=True,
    )
