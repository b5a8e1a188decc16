"""Ordinals and ranks: "34th", "third-largest", "No. 3", "sixth to seventh", "debut"."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from qa.extract.english.calendar_words import ordinal_word
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import numerals
from qa.extract.english.match import Match, span, words
from qa.extract.english.numerals import digits
from qa.model import Fact

_DEBUT: Final = frozenset(("debut", "debuts", "debuted", "maiden", "inaugural"))


def ordinal(line: Line, index: int) -> Match | None:
    """The ordinal, or range of ordinals, that begins at token `index`."""
    low = line.low(index)
    if low in _DEBUT:
        return Match((_fact(line, index, index + 1, Fraction(1), soft=True),), index + 1)
    numbered = _numbered(line, index)
    if numbered is not None:
        return numbered
    found = ordinal_word(line, index)
    if found is None:
        return None
    value, end = found
    if line.at(index).kind == "word" and _is_time_unit(line, index, end):
        return None
    at = end
    hyphen = line.low(at) == "-" and line.at(at).glued and line.at(at + 1).glued
    if hyphen or line.low(at) in ("to", "or"):
        second = ordinal_word(line, at + 1)
        if second is not None and second[0] > value and (line.low(at) != "or" or second[0] - value <= 2):
            fact = Fact(
                family="ordinal",
                text=words(line, index, second[1]),
                span=span(line, index, second[1]),
                low=Fraction(value),
                high=Fraction(second[0]),
                form="word",
            )
            return Match((fact,), second[1])
    return Match((_fact(line, index, end, Fraction(value), soft=value == 1),), end)


def _numbered(line: Line, index: int) -> Match | None:
    """As in "No. 3", "Nos. 1", "number one", "#3", "ranked 3"."""
    low = line.low(index)
    if low in ("no", "nos", "№", "#") or (
        low == "number" and line.low(index - 1) not in ("the", "a", "phone", "total", "this", "that")
    ):
        at = index + 1
        if line.low(at) == "." and line.at(at).glued:
            at += 1
        elif low in ("no", "nos") and (not line.at(index).raw[:1].isupper() or line.at(at).kind != "number"):
            return None
        value = digits(line.at(at))
        if value is None and low == "number" and line.at(at).kind == "word":
            unit = numerals().units.get(line.low(at))
            value = Fraction(unit) if unit and line.low(at + 1) not in ("of", "hundred", "thousand") else None
        if (
            value is None
            or value.denominator != 1
            or (line.at(at + 1).kind == "word" and line.at(at + 1).glued)
        ):
            return None
        return Match((_fact(line, index, at + 1, value, soft=False),), at + 1)
    if low in ("ranked", "ranking", "ranks"):
        value = digits(line.at(index + 1))
        if (
            value is not None
            and value.denominator == 1
            and value < 1000
            and line.at(index + 2).kind != "word"
        ):
            return Match((_fact(line, index + 1, index + 2, value, soft=False),), index + 2)
    return None


def _is_time_unit(line: Line, index: int, end: int) -> bool:
    """As in "a second later", "per second": the unit of time."""
    if line.low(index) != "second" or end != index + 1:
        return False
    return line.low(index - 1) in ("per", "split") or (
        line.low(index - 1) in ("a", "one") and line.low(end) in ("later", "before", "after", "ago")
    )


def _fact(line: Line, start: int, end: int, value: Fraction, *, soft: bool) -> Fact:
    form = "digits" if line.at(end - 1).kind in ("number", "ordinal") else "word"
    return Fact(
        family="ordinal",
        text=words(line, start, end),
        span=span(line, start, end),
        amount=value,
        form=form,
        soft=soft,
    )
