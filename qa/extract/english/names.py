"""Names that hold a number word, a weekday or a Roman numeral: "Four Corners", "Elizabeth II"."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import Final

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import calendar, context, identifier_words, numerals
from qa.extract.english.match import Match, span, words
from qa.extract.english.number_words import digits
from qa.model import Fact

_ROMAN: Final = {
    "ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12, "xiii": 13,
    "xiv": 14, "xv": 15, "xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20, "xxi": 21,
    "wwi": 1, "wwii": 2,
}  # fmt: skip
"""Not I, V and X alone, which are a pronoun and letters."""

_LETTERS: Final = {"i": 1, "v": 5, "x": 10}
"""Numerals only where the words before say so ("Phase I", "King George V")."""


@functools.cache
def triggers() -> frozenset[str]:
    """The words that begin what this module reads."""
    named = identifier_words("group").first_words
    return frozenset(_ROMAN) | frozenset(_LETTERS) | frozenset(numerals().cohorts) | frozenset(named)


def named_weekday(line: Line, index: int) -> int | None:
    """Behind a weekday that is part of a name: "the Sunday Times"; not "on Sunday Kim said"."""
    token, after = line.at(index), line.at(index + 1)
    if token.low not in calendar("weekday"):
        return None
    if token.raw[:1].isupper() and after.raw[:1].isupper():
        if after.low in context("named-by-weekday"):
            return index + 2
        if after.low == "night" and line.at(index + 2).raw[:1].isupper() and not _headline(line, index):
            return index + 2  # Monday Night Football
    if line.low(index - 1) != "the":
        return None
    known = (calendar("month"), calendar("month-short"), calendar("daypart"))
    if after.kind != "word" or not after.raw[:1].isupper() or any(after.low in k for k in known):
        return None
    return index + 1


def _headline(line: Line, index: int) -> bool:
    """Whether every longer word around token `index` has a capital, as in a title."""
    near = [line.at(n) for n in range(max(0, index - _AROUND), index + _AROUND)]
    return not any(t.kind == "word" and len(t.raw) >= _LONGER and t.raw.islower() for t in near)


_AROUND: Final = 8
_LONGER: Final = 4


def capitalised(line: Line, index: int) -> bool:
    """Whether a number word is part of a name: a capital inside a sentence, before another one."""
    token, before, after = line.at(index), line.at(index - 1), line.at(index + 1)
    if token.kind != "word" or not token.raw[:1].isupper() or token.raw.isupper():
        return False
    if after.kind != "word" or not after.raw[:1].isupper():
        return False
    table = numerals()
    if not any(token.low in words for words in (table.units, table.tens, table.ordinals)):
        return False
    if before.low in ("a", "an"):  # a headline in capitals: "Why He Won a Second Term"
        return False
    return (before.kind in ("word", "number") or before.low == ",") and after.low not in table.scales


def group(line: Line, index: int) -> Match | None:
    """The number of "the Big Four", "the Group of Seven": part of a name."""
    found = identifier_words("group").match(line, index)
    if found is None or not line.at(index).raw[:1].isupper():
        return None
    end = found[1]
    token = line.at(end)
    value = numerals().units.get(token.low) or numerals().tens.get(token.low) or digits(token)
    # digits only behind "Group of": "the Final 10 minutes" is no name
    inside = token.raw[:1].isupper() if token.kind == "word" else line.low(end - 1) == "of"
    if not value or not inside or line.low(end + 1) in numerals().scales or value > _LARGEST:
        return None
    if line.low(index) == "group" and line.low(end - 1) == "of":  # the Group of Seven is the G7
        text, here = words(line, index, end + 1), span(line, index, end + 1)
        seven = Fact(family="identifier", text=text, span=here, counter="g", label=f"G{value}")
        return Match((seven,), end + 1)
    fact = Fact(
        family="number",
        text=words(line, end, end + 1),
        span=span(line, end, end + 1),
        amount=Fraction(value),
        form="word" if token.kind == "word" else "digits",
        soft=True,
    )
    return Match((fact,), end + 1)


_LARGEST: Final = 100


def roman(line: Line, index: int) -> Match | None:
    """As in "Elizabeth II", "WWII": a soft ordinal, for Korean counts it (2세, 2차)."""
    token, before = line.at(index), line.at(index - 1)
    value = _ROMAN.get(token.low) or (_LETTERS.get(token.low) if _numbers(line, index) else None)
    if value is None or not token.raw.isupper():
        return None
    war = token.low.startswith("ww")
    if not war and not (before.kind == "word" and before.raw[:1].isupper()):
        return None
    if token.low == "xi" and before.raw.isupper():  # PRESIDENT XI
        return None
    return Match((_fact(line, index, Fraction(value)),), index + 1)


def _numbers(line: Line, index: int) -> bool:
    """Whether the words before a letter make it a numeral: "Phase I", "Pope Pius X"."""
    if identifier_words("numbered").match(line, index - 1) is not None:
        return line.at(index - 1).raw[:1].isupper()
    titled = identifier_words("monarch").match(line, index - 2) is not None
    return titled and line.at(index - 2).raw[:1].isupper() and line.at(index - 1).raw[:1].isupper()


def cohort(line: Line, index: int) -> Match | None:
    """Teenagers are 10대, an octogenarian is of 80대: ages of one ten, which Korean counts by."""
    value = numerals().cohorts.get(line.low(index))
    if value is None:
        return None
    fact = Fact(
        family="age",
        text=words(line, index, index + 1),
        span=span(line, index, index + 1),
        low=Fraction(value),
        high=Fraction(value + 9),
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
