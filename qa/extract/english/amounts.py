"""One amount with what belongs to it: sign of a currency, numeral, unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from qa.extract.english.currency_words import currency_after, currency_before, is_mass
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    Currency,
    context,
    currencies_after,
    numerals,
)
from qa.extract.english.number_words import Numeral, joined
from qa.extract.english.numerals import numeral
from qa.extract.english.unit_words import DURATIONS, SHARES, unit_after

_DEGREES: Final = frozenset(("degree", "celsius", "fahrenheit"))


_SIGNED: Final = _DEGREES | SHARES | {"point"}
"""What may lie below zero."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Tokens `start` to `end`; `base` is the numeral before its scale words."""

    start: int
    end: int
    value: Fraction
    high: Fraction | None
    form: str
    scaled: bool
    grouped: bool
    article: bool
    currency: str | None = None
    prefixed: bool = False
    unit: str | None = None
    base: Fraction = Fraction(0)

    @property
    def bare(self) -> bool:
        """Neither unit nor currency."""
        return self.unit is None and self.currency is None


def in_words(start: int, end: int, value: Fraction, unit: str | None, *, article: bool = False) -> Amount:
    """An amount that words other than a numeral give ("a week", "a couple of days")."""
    return Amount(start, end, value, None, "word", scaled=False, grouped=False, article=article, unit=unit)


def amount(line: Line, index: int) -> Amount | None:
    """The amount that begins at token `index`, with its unit where one follows."""
    prefix = currency_before(line, index)
    if prefix is not None:
        currency, at = prefix
        found = numeral(line, at, money=True)
        if found is None or line.at(at).kind not in ("number", "vulgar"):
            return None
        return _close(index, found, currency=currency, line=line)
    if line.low(index) == "negative":
        return _negative(line, index)
    negative = False
    at = index
    margin = line.low(index) == "minus" and line.low(index - 1) == "or" and line.low(index - 2) == "plus"
    if margin:
        return None  # "plus or minus 3 points": the amount itself follows, and is no negative one
    if line.low(index) == "minus" or _is_minus(line, index):
        negative, at = True, index + 1
        if line.at(at).kind != "number" and line.low(index) != "minus":
            return None
    found = numeral(line, at)
    if found is None and at == index:
        return _one_coin(line, index)
    if found is None or found.form == "year":
        return None
    if negative:
        found = replace(found, value=-found.value)
    return _with_unit(line, index, found)


_COINS: Final = frozenset(("cent", "penny", "dollar", "euro"))
_BEHIND_A_COIN: Final = frozenset(
    (
        "a",
        "an",
        "per",
        "each",
        "in",
        "on",
        "from",
        "to",
        "more",
        "less",
        "and",
        "for",
        "at",
        "by",
        "after",
        "when",
    )
)


def _one_coin(line: Line, index: int) -> Amount | None:
    """As in "fell a cent", "a dollar a day"; not "a dollar store", "a euro-area ministry"."""
    if line.low(index) not in ("a", "an") or line.low(index + 1) not in _COINS:
        return None
    after = line.at(index + 2)
    if after.low == "-" or (after.kind == "word" and after.low not in _BEHIND_A_COIN):
        return None
    found = currencies_after().match(line, index + 1)
    if found is None or found[1] != index + 2:
        return None
    coin = in_words(index, index + 2, Fraction(1), found[0].unit, article=True)
    return replace(coin, currency=found[0].code, base=Fraction(1))


_TESTED: Final = frozenset(("test", "tests", "tested", "testing", "hiv", "results", "rh"))
_SAID_OF_A_VALUE: Final = frozenset(("and", "or", "is", "are", "was", "were", "to", "in", "for", "by"))


def _negative(line: Line, index: int) -> Amount | None:
    """As in "negative 3.2 percent", "the answer is negative one"; not "tested negative two days later"."""
    found = numeral(line, index + 1)
    if found is None or found.form == "year" or line.low(index - 1) in _TESTED:
        return None
    if found.value == 1 and found.form == "word" and line.low(index - 1) in ("a", "the", "this", "no"):
        return None
    item = _with_unit(line, index, replace(found, value=-found.value))
    after = line.at(item.end)
    bare = item.bare and (after.kind != "word" or after.low in _SAID_OF_A_VALUE)
    return item if bare or item.unit in _SIGNED else None


def _is_minus(line: Line, index: int) -> bool:
    token, after = line.at(index), line.at(index + 1)
    return token.low == "-" and not token.glued and after.glued and after.kind == "number"


def _close(start: int, found: Numeral, *, currency: Currency, line: Line) -> Amount:
    """Money whose currency stands before it; a code or name behind it is taken in ("$5 USD")."""
    end = found.end
    at = joined(line, end)
    after = currencies_after().match(line, at)
    if after and after[0].code == currency.code and after[0].unit is None and after[0].position == "after":
        end = after[1]
    return Amount(
        start,
        end,
        found.value * currency.factor,
        found.high,
        found.form,
        found.scaled,
        found.grouped,
        found.article,
        currency.code,
        prefixed=True,
        base=found.value,
    )


def _with_unit(line: Line, start: int, found: Numeral) -> Amount:
    plain = Amount(
        start,
        found.end,
        found.value,
        found.high,
        found.form,
        found.scaled,
        found.grouped,
        found.article,
        base=found.value,
    )
    if found.scaled:
        plain = replace(plain, base=_base(line, start, found))
    at = joined(line, found.end)
    hyphened = at != found.end
    if found.form in ("fraction", "mixed"):
        if line.low(at) == "of" and line.low(at + 1) in ("a", "an", "one", "1"):
            at += 2
        elif line.low(at) in ("a", "an"):
            at += 1
        if line.low(at) == "point":  # a quarter point, half a point: of a rate or an index
            return replace(plain, end=at + 1, unit="point")
    money = currency_after(line, at, found)
    if money is not None:
        currency, end = money
        high = found.high * currency.factor if found.high is not None else None
        unit = currency.unit
        if currency.code == "GBP" and line.low(end - 1) in ("pound", "pounds"):
            if is_mass(line, start, end, found, hyphened=hyphened):
                return replace(plain, end=end, unit="pound")
            unit = None if found.scaled else "pound"
        return replace(
            plain, end=end, value=found.value * currency.factor, high=high, currency=currency.code, unit=unit
        )
    figures = any(line.at(n).kind in ("number", "vulgar") for n in range(start, found.end))
    unit_form = unit_after(line, at, digits=figures)
    if unit_form is not None:
        plain = replace(plain, end=unit_form[1], unit=unit_form[0])
        if plain.unit in _DEGREES and line.low(plain.end) == "below" and line.low(plain.end + 1) == "zero":
            plain = replace(plain, end=plain.end + 2, value=-plain.value)
        return plain
    # "three consecutive years", "hundreds of miles", "millions of won"
    steps = at
    if line.low(steps) in context("between"):
        steps += 1
        if line.low(steps) in context("between"):
            steps += 1
        unit_form = unit_after(line, steps, digits=False)
        if unit_form is not None and unit_form[0] in DURATIONS:
            return replace(plain, end=unit_form[1], unit=unit_form[0])
    if line.low(at) == "of" and (found.high is not None or found.scaled):
        money = currency_after(line, at + 1, found)
        if money is not None:
            return replace(plain, end=money[1], currency=money[0].code)
        unit_form = unit_after(line, at + 1, digits=False)
        if unit_form is not None:
            return replace(plain, end=unit_form[1], unit=unit_form[0])
    return plain


def _base(line: Line, start: int, found: Numeral) -> Fraction:
    """The value without the scale words at its end."""
    table = numerals()
    value, end = found.value, found.end
    while end - 1 > start and value:
        low = line.low(end - 1)
        scale = table.scales.get(low) or table.short.get(low)
        if scale is None:
            if low == "-":
                end -= 1
                continue
            break
        value, end = value / scale, end - 1
    return value
