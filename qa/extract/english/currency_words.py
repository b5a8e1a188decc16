"""Currencies before and after an amount; pounds of money and pounds of weight."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    Currency,
    context,
    currencies_after,
    currencies_before,
    numerals,
)
from qa.extract.english.number_words import Numeral


def currency_before(line: Line, index: int) -> tuple[Currency, int] | None:
    """The currency that stands before an amount ("US$", "KRW"), and the index after it."""
    found = currencies_before().match(line, index)
    if found is None:
        return None
    currency, end = found
    token = line.at(index)
    glued = all(line.at(n).glued for n in range(index + 1, end))
    if not glued and (line.low(index) == "a" or line.at(index).raw.islower() or line.at(end).glued):
        return None  # "a $300 million deal" is no A$, but "C $ 100" is C$100
    if currency.position == "before-cased":
        if not token.raw[0].isupper() or (token.low == "w" and not line.at(end).glued):
            return None
    elif (
        token.kind == "word"
        and line.low(end - 1) not in "$¥"
        and not token.raw.isupper()
        and token.low not in ("rs", "usd")
    ):
        return None
    if token.kind == "sign" and token.glued and line.at(index - 1).kind == "word" and token.low == "$":
        # an unknown kind of dollar (T$): no currency that we could name
        return None
    return currency, end


_SMALL: Final = 100


_PRICED: Final = frozenset(("share", "day", "month", "year", "hour", "week", "head", "litre", "liter"))


def currency_after(line: Line, at: int, found: Numeral) -> tuple[Currency, int] | None:
    """The currency that stands after the numeral `found` ("won", "euros"), and the index after it."""
    match = currencies_after().match(line, at)
    if match is None:
        return None
    currency, end = match
    low = line.low(at)
    token = line.at(at)
    if currency.position == "after-glued" and not (
        token.glued and line.at(at - 1).kind == "number" and token.raw.islower()
    ):
        return None
    if currency.position == "code" and (not token.raw.isupper() or found.scaled):
        return None
    if currency.position == "after-lower" and not token.raw.islower():  # "10 Mao posters"
        return None
    if (
        low == "won"
        and found.value < _SMALL
        and not found.scaled
        and line.low(end) in context("objects-of-winning")
        and not (line.low(end) == "a" and line.low(end + 1) in _PRICED)  # "50 won a share"
    ):
        return None
    scale = numerals().scales.get(line.low(end))
    if scale and token.raw.isupper() and not found.scaled:  # "75 USD million"
        return replace(currency, factor=currency.factor * scale), end + 1
    if low == "$" and line.at(end).glued and line.at(end).kind == "number":
        return None
    if (
        token.kind == "word"
        and len(low) == 3
        and low.upper() == currency.code
        and not (token.raw.isupper() or token.glued)
    ):
        return None if low not in ("usd", "krw", "rmb") else match
    if line.at(end).kind == "sign" and line.low(end) in "$" and line.at(end).glued:
        return None  # "3 USD$50"
    return match


_NEAR: Final = 6


def is_mass(line: Line, start: int, end: int, found: Numeral, *, hyphened: bool) -> bool:
    """Whether "pounds" weigh here: the words around say so, or a conversion in brackets."""
    if line.low(end) == "(":
        for n in range(end + 1, min(end + 5, len(line))):
            if line.low(n) in (
                "kg",
                "kgs",
                "kilograms",
                "kilos",
                "kilogram",
                "kilogrammes",
                "lb",
                "lbs",
                "g",
                "grams",
                "tons",
                "tonnes",
            ):
                return True
    if found.scaled and found.value >= 10**6:
        return False
    if line.low(end - 1) == "pound" and (hyphened or found.value != 1):
        return True
    if line.low(end) == "of" and line.low(end + 1) not in (
        "the",
        "public",
        "taxpayers",
        "taxpayer",
        "debt",
        "investment",
        "aid",
        "funding",
        "cash",
    ):
        return True
    around = range(max(0, start - _NEAR), min(len(line), end + _NEAR))
    return any(line.low(n) in context("weighty") for n in around)
