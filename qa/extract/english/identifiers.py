"""Digits and number words that count nothing: GPT-4, Boeing 737, KOSPI 200, "no one", "third-party"."""

from __future__ import annotations

from typing import Final

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import calendar, currencies_before, identifier_words, numerals, units

_OPEN_BEFORE: Final = frozenset(("q", "h", "fy", "no", "w", "nu", "rs"))
_SHORT: Final = 2


def idiom(line: Line, index: int) -> int | None:
    """The end of a fixed phrase that begins at token `index`."""
    match = identifier_words("idiom").match(line, index)
    if match is None:
        return None
    surface, end = match
    # "one way" is no idiom in "one ways"; the table's words match whole tokens, so this holds
    return end if surface else None


def named(line: Line, index: int) -> int | None:
    """The end of a name with its number ("Boeing 737", "KOSPI 200") that begins at token `index`."""
    match = identifier_words("before-number").match(line, index)
    if match is None or line.at(index).raw.islower():
        return None
    end = match[1]
    token = line.at(end)
    if token.low == "-" and token.glued:
        end += 1
        token = line.at(end)
    if token.raw[:1].isupper() and token.low in numerals().units:
        return end + 1  # Route One
    after = line.low(end + 1)
    if (
        token.kind != "number"
        or "," in token.raw
        or after in ("%", "percent", "points", "pct")
        or after in numerals().scales
    ):
        return None
    if line.low(end + 1) == "-" and line.at(end + 2).kind in ("number", "word") and line.at(end + 2).glued:
        return end + 3
    return end + 1 + (line.at(end + 1).kind == "word" and line.at(end + 1).glued)


def chain(line: Line, index: int) -> int | None:
    """The end of three or more digits in a row ("4-3-3", "1/2/3/4"): no amount, score or date."""
    if line.at(index).kind != "number" or line.low(index + 1) not in ("-", "/"):
        return None
    mark, end = line.low(index + 1), index + 1
    while (
        line.low(end) == mark
        and line.at(end).glued
        and line.at(end + 1).glued
        and line.at(end + 1).kind == "number"
    ):
        end += 2
    return end if end >= index + _CHAIN else None


_CHAIN: Final = 5
"""Tokens of three numbers and the two signs between them."""


def part_of_a_name(line: Line, index: int) -> int | None:
    """The end of a token of digits that hangs on a word ("G7", "GPT-4", "COVID-19", "F-35A")."""
    token, before = line.at(index), line.at(index - 1)
    if token.kind not in ("number", "ordinal") or not token.glued:
        return None
    if before.kind == "word":
        if _runs_on(line, index) or (before.raw.isupper() and _chip(before.low, token.raw)):
            return _tail(line, index)
        if (
            ((before.low in _OPEN_BEFORE and before.raw.isupper()) or before.low == "no")
            or _is_currency(line, index - 1, index)
            or _is_unit(before.low)
        ):
            return None
        return _tail(line, index)
    if before.low in ("-", "/") and before.glued and line.at(index - 2).kind == "word":
        word = line.at(index - 2)
        if before.low == "-" and (
            word.low in identifier_words("open-prefix").first_words or word.low in calendar("month")
        ):
            return None
        if (
            word.low in calendar("month-short")
            or word.low in calendar("weekday")
            or _is_currency(line, index - 2, index - 1)
        ):
            return None
        if word.raw[:1].isupper() or len(word.low) <= _SHORT:
            return _tail(line, index)
    if (
        before.low in ("_", "#", "@", "+", "\\")
        and before.glued
        and before.low != "#"
        and line.at(index - 2).kind in ("word", "number")
    ):
        return _tail(line, index)
    return None


def _chip(letter: str, digits: str) -> bool:
    """Whether Q or H with a figure is no part of a year: Q400, H100."""
    return letter in ("q", "h") and digits.isdecimal() and digits not in ("1", "2", "3", "4")


def _runs_on(line: Line, index: int) -> bool:
    """Whether capitals and digits go on behind the first digits, as in "H1N1": no half of a year."""
    after = line.at(index + 1)
    return after.kind == "word" and after.glued and after.raw.isupper() and line.at(index + 2).glued


def opens_a_name(line: Line, index: int) -> bool:
    """Whether a word that could begin a fact begins a name: the H of "H1N1"."""
    figure = line.at(index + 1)
    if line.low(index) not in _OPEN_BEFORE or not figure.glued or figure.kind != "number":
        return False
    return _runs_on(line, index + 1) or (line.at(index).raw.isupper() and _chip(line.low(index), figure.raw))


def _tail(line: Line, index: int) -> int:
    """Behind the digits, and what hangs on them in turn ("F-35A", "A350-1000")."""
    end = index + 1
    while line.at(end).glued and (
        line.at(end).kind in ("word", "number")
        or (line.low(end) in "-." and line.at(end + 1).glued and line.at(end + 1).kind == "number")
    ):
        end += 1
    return end


def _is_currency(line: Line, index: int, end: int) -> bool:
    """Whether the tokens up to `end` are a currency that stands before its amount (W3.5tn, KRW3tn)."""
    match = currencies_before().match(line, index)
    return match is not None and match[1] == end and line.at(index).raw.isupper()


def _is_unit(word: str) -> bool:
    """5ft8in: the digits hang on a unit, not on a name."""
    return word in ("ft", "feet", "lb", "hr", "h", "min") and word in units().first_words | {"h"}
