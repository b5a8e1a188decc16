"""One amount with what belongs to it: sign of a currency, numeral, unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    Currency,
    UnitForm,
    context,
    currencies_after,
    currencies_before,
    dimensions,
    numerals,
    units,
)
from qa.extract.english.number_words import Numeral, joined
from qa.extract.english.numerals import numeral

DURATIONS: Final = frozenset(
    ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century", "millennium")
)
_DEGREES: Final = frozenset(("degree", "celsius", "fahrenheit"))
SHARES: Final = frozenset(("percent", "percentage-point", "basis-point", "per-mille"))


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


# Words that may stand between a numeral and its unit of time.


def in_words(start: int, end: int, value: Fraction, unit: str | None, *, article: bool = False) -> Amount:
    """An amount that words other than a numeral give ("a week", "a couple of days")."""
    return Amount(start, end, value, None, "word", scaled=False, grouped=False, article=article, unit=unit)


def amount(line: Line, index: int) -> Amount | None:
    """The amount that begins at token `index`, with its unit where one follows."""
    prefix = _currency_before(line, index)
    if prefix is not None:
        currency, at = prefix
        found = numeral(line, at, money=True)
        if found is None or line.at(at).kind not in ("number", "vulgar"):
            return None
        return _close(index, found, currency=currency, line=line)
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
    if found is None or found.form == "year":
        return None
    if negative:
        found = replace(found, value=-found.value)
    return _with_unit(line, index, found)


def _is_minus(line: Line, index: int) -> bool:
    token, after = line.at(index), line.at(index + 1)
    return token.low == "-" and not token.glued and after.glued and after.kind == "number"


def _currency_before(line: Line, index: int) -> tuple[Currency, int] | None:
    found = currencies_before().match(line, index)
    if found is None:
        return None
    currency, end = found
    token = line.at(index)
    if not all(line.at(n).glued for n in range(index + 1, end)):  # "a $300 million deal" is no A$
        return None
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


def _close(start: int, found: Numeral, *, currency: Currency, line: Line) -> Amount:
    """Money whose currency stands before it; a code or name behind it is taken in ("$5 USD")."""
    end = found.end
    at = joined(line, end)
    after = currencies_after().match(line, at)
    if after and after[0].code == currency.code and after[0].factor == 1 and after[0].position == "after":
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
    money = _currency_after(line, at, found)
    if money is not None:
        currency, end = money
        high = found.high * currency.factor if found.high is not None else None
        unit = None
        if currency.code == "GBP" and line.low(end - 1) in ("pound", "pounds"):
            if _is_mass(line, start, end, found, hyphened=hyphened):
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
        money = _currency_after(line, at + 1, found)
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


_SMALL: Final = 100


def _currency_after(line: Line, at: int, found: Numeral) -> tuple[Currency, int] | None:
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
    if (
        low == "won"
        and found.value < _SMALL
        and not found.scaled
        and line.low(end) in context("objects-of-winning")
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


def _is_mass(line: Line, start: int, end: int, found: Numeral, *, hyphened: bool) -> bool:
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


def unit_after(line: Line, at: int, *, digits: bool) -> tuple[str, int] | None:
    """The unit whose surface begins at token `at`; `digits` says that digits stand before it."""
    match = units().match(line, at)
    if match is None:
        return None
    form, end = match
    return (form.unit, end) if _holds(line, at, end, form, digits=digits) else None


def _holds(line: Line, at: int, end: int, form: UnitForm, *, digits: bool) -> bool:
    token = line.at(at)
    if form.context == "":
        if form.unit == "second" and form.surface == "second":
            return (
                digits
                or line.low(at - 1) in ("one", "-", "a", "per", "split")
                or line.low(at - 1) in numerals().units
            )
        return not (
            form.unit == "degree" and line.low(end) in ("of", "in") and line.low(at - 1) in ("a", "an")
        )
    if form.context == "pound":
        return False
    if form.context == "quarter":
        return line.low(at - 1) in context("between") or (
            form.surface == "quarters" and line.low(end) in ("in", "of", "ago", "later", "running", ".", ",")
        )
    if form.context == "index":
        return _indexed(line, at, end)
    if not digits:
        return False
    if form.context == "glued" and not token.glued:
        return False
    if form.context == "cased" and token.raw != form.surface:
        return False
    if len(form.surface) == 1 and token.raw != form.surface:
        return False
    if (
        form.surface in ("m", "g", "l", "t", "mi", "mo", "min", "ha", "cal", "ms")
        and not token.glued
        and line.at(end).kind == "number"
    ):
        return False
    if form.surface in ("ms", "bp", "cal", "mo") and not token.raw.islower():
        return False
    # 5ft8in, 24703m212: a unit that runs on into more letters or digits is none, feet apart
    after = line.at(end)
    if after.glued and after.kind == "number" and form.unit != "foot":
        return form.surface[-1] in "23"
    return True


_AROUND: Final = 12
_VERB: Final = 4


def _indexed(line: Line, at: int, end: int) -> bool:
    """Whether "points" measure here: of an index, a rating or a poll; not of a game or an argument."""
    around = [line.low(n) for n in range(max(0, at - _AROUND), min(len(line), end + _AROUND))]
    if any(word in context("points-of-play") for word in around):
        return False
    if any(word in context("indexed") for word in around):
        return True
    before = (line.low(n) for n in range(max(0, at - _VERB), at))
    return any(word in context("changes") or word in ("up", "down") for word in before)


def dimension(unit: str | None) -> str | None:
    """What a unit measures; durations of every length are `time`."""
    if unit is None:
        return None
    name = dimensions().get(unit, ("", Fraction(1)))[0]
    return name or None
