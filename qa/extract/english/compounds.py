"""Amounts in two units: "5 feet 8 inches", "2 hours and 15 minutes", "3 dollars and 50 cents"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from qa.extract.english.amounts import Amount, amount
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import dimensions, numerals
from qa.extract.english.number_words import digits, joined
from qa.extract.english.unit_words import SHARES


def compound(line: Line, item: Amount) -> Amount:
    """As in "5 feet 8 inches", "two hours and 15 minutes", "2 years 1 month 21 days": one amount."""
    if item.currency is not None and not item.prefixed and item.high is None:
        return _with_cents(line, item)
    if item.unit is None or item.unit in SHARES or item.high is not None or item.currency:
        return item
    for _ in range(3):
        at = item.end
        if line.low(at) in ("and", ","):
            at += 1
        second = _inches(line, item, at) or amount(line, at)
        if second is None or second.unit is None or second.high is not None or second.article:
            return item
        (kind, factor), (other, smaller) = dimensions()[item.unit or ""], dimensions()[second.unit]
        if (
            kind != other
            or smaller >= factor
            or second.value * smaller >= factor
            or kind in ("share", "temperature")
        ):
            return item
        item = replace(item, end=second.end, value=item.value + second.value * smaller / factor)
    return item


def _with_cents(line: Line, item: Amount) -> Amount:
    """As in "3 dollars and 50 cents"."""
    if item.unit not in (None, "pound"):  # the unit of "5 pounds" is either
        return item
    at = item.end + (line.low(item.end) == "and")
    cents = amount(line, at)
    if cents is not None and cents.bare and at == item.end:
        return _bare_cents(line, item, cents)
    if cents is None or cents.high is not None:
        return item
    if cents.currency != item.currency and not (cents.unit == "cent" and item.currency in _CENTS):
        return item
    kind, factor = dimensions().get(cents.unit or "", ("", Fraction(0)))
    if kind != "money" or not 1 <= cents.value < 1 / factor:
        return item
    fen = numerals().units.get(line.low(cents.end), 0) if cents.unit == "jiao" else 0
    if 0 < fen < _INCHES and line.at(cents.end + 1).kind != "word":  # five mao five
        cents = replace(cents, end=cents.end + 1, value=cents.value + Fraction(fen, 10))
    return replace(item, end=cents.end, value=item.value + cents.value * factor, unit=None)


def _bare_cents(line: Line, item: Amount, cents: Amount) -> Amount:
    """As in "15 dollars 50", "thirteen dollars forty-five": the cents without their name."""
    after = line.at(cents.end)
    tail = after.kind in ("sign", "end") or after.low in _BEHIND_A_PRICE
    two = line.at(item.end).kind == "word" or len(line.at(item.end).raw) == 2
    whole = item.value.denominator == cents.value.denominator == 1
    if item.currency not in _CENTS | {"GBP"} or item.scaled or not (tail and two and whole):
        return item
    if not _LEAST_CENTS <= cents.value < 100 or cents.high is not None or item.value >= 10**4:
        return item
    if cents.end < len(line) and after.low in "-/%+:":
        return item
    return replace(item, end=cents.end, value=item.value + cents.value / 100, unit=None)


_LEAST_CENTS: Final = 10
_BEHIND_A_PRICE: Final = frozenset(
    ("for", "a", "an", "per", "each", "more", "in", "at", "on", "and", "but", "to", "from", "when", "which")
)
_CENTS: Final = frozenset(("USD", "EUR", "AUD", "CAD", "NZD", "SGD", "HKD"))


def _inches(line: Line, item: Amount, at: int) -> Amount | None:
    """The inches of "5ft 8in" and "6-foot-2", whose unit is no unit elsewhere."""
    if item.unit != "foot":
        return None
    start = joined(line, at)
    value = digits(line.at(start))
    if value is None or value >= _INCHES:
        return None
    end = start + 1
    if line.low(end) == "in" and line.at(end).glued:
        end += 1
    elif start == at or (line.at(end).glued and line.at(end).kind != "sign"):
        return None
    plain = Amount(start, end, value, None, "digits", scaled=False, grouped=False, article=False)
    return replace(plain, unit="inch")


_INCHES: Final = 12
