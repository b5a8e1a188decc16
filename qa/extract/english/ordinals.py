"""Ordinals and ranks: "34th", "third-largest", "No. 3", "sixth to seventh", "debut"."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from qa.extract.english.calendar_words import ordinal_word
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import identifier_words, numerals
from qa.extract.english.match import Match, span, words
from qa.extract.english.number_words import Numeral, digits, from_words, joined
from qa.extract.english.ranges import is_change
from qa.model import Fact

_DEBUT: Final = frozenset(("debut", "debuts", "debuted", "maiden", "inaugural"))


def ordinal(line: Line, index: int) -> Match | None:
    """The ordinal, or range of ordinals, that begins at token `index`."""
    low = line.low(index)
    top = identifier_words("top").match(line, index)
    if top is not None:  # "the top spot", "took the lead"
        return Match((_fact(line, index, top[1], Fraction(1), soft=True),), top[1])
    if low in _DEBUT:
        return Match((_fact(line, index, index + 1, Fraction(1), soft=True),), index + 1)
    numbered = _numbered(line, index)
    if numbered is not None:
        return numbered
    found = ordinal_word(line, index) or _large(line, index)
    if found is None:
        return None
    value, end = found
    if line.at(index).kind == "word" and _is_time_unit(line, index, end):
        return None
    at = end
    hyphen = line.low(at) == "-" and line.at(at).glued and line.at(at + 1).glued
    between = line.low(at) == "and" and _led_by_between(line, index)
    if (hyphen or between or line.low(at) in ("to", "or")) and not is_change(line, index):
        step = at + 1 + (line.low(at + 1) == "the")
        second = ordinal_word(line, step)
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


def _led_by_between(line: Line, index: int) -> bool:
    """Whether the ordinal is the first of "between (the) sixth and seventh"."""
    before = index - 1 - (line.low(index - 1) == "the")
    return line.low(before) == "between"


def _large(line: Line, index: int) -> tuple[int, int] | None:
    """As in "one hundred twenty-fifth", "two hundredth", "ten millionth", "10-millionth"."""
    value = digits(line.at(index))
    whole = Numeral(value, index + 1) if value is not None else None
    if line.at(index).kind == "word":
        whole = from_words(line, index)
    if whole is None or whole.form == "year":
        return None
    at = joined(line, whole.end)
    scale = numerals().ordinals.get(line.low(at), 0)
    few = scale == _HUNDRED and whole.value < _TEN and value is None
    part = whole.article and line.low(at + 1) == "of"  # "a hundred thousandth of a second"
    if (scale >= _THOUSAND or few) and not part and 1 < whole.value < scale and whole.value.denominator == 1:
        return int(whole.value) * scale, at + 1
    if whole.article or value is not None:
        return None
    at = joined(line, whole.end)
    if line.low(at) == "and" and whole.value >= _HUNDRED:
        at += 1
    last = ordinal_word(line, at)
    if last is None or line.at(at).kind != "word":
        return None
    if last[0] < _HUNDRED <= whole.value and whole.value % _HUNDRED == 0:
        return int(whole.value) + last[0], last[1]
    tens = whole.value >= _HUNDRED and whole.value % 100 in range(20, 100, 10)
    if tens and last[0] < 10:
        return int(whole.value) + last[0], last[1]
    return None


_TEN: Final = 10
_HUNDRED: Final = 100
_THOUSAND: Final = 1000


def _numbered(line: Line, index: int) -> Match | None:
    """As in "No. 3", "Nos. 1", "number one", "#3", "ranked 3"."""
    low = line.low(index)
    ranked = line.low(index + 1) in _PLACES and line.low(index - 1) in ("the", "a")
    if low in ("no", "nos", "№", "#") or (
        low == "number" and (ranked or line.low(index - 1) not in _BEFORE_NUMBER)
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
        return Match((_fact(line, index, at + 1, value, soft=value == 1 and low != "nos"),), at + 1)
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


_PLACES: Final = frozenset(("one", "two", "three"))
_BEFORE_NUMBER: Final = frozenset(("the", "a", "phone", "total", "this", "that"))


_ROMAN: Final = {"i": 1, "ii": 2, "one": 1, "two": 2, "1": 1, "2": 2, "iii": 3, "three": 3}


def world_war(line: Line, index: int) -> Match | None:
    """World War II is the second, however it is numbered."""
    if line.low(index) != "world" or line.low(index + 1) != "war" or line.low(index + 2) not in _ROMAN:
        return None
    fact = _fact(line, index, index + 3, Fraction(_ROMAN[line.low(index + 2)]), soft=True)
    return Match((fact,), index + 3)


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
