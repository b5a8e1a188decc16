"""The English that would be right for an amount, in the style that the article uses."""

from __future__ import annotations

import re
from fractions import Fraction

from qa.compare import units
from qa.compare.money import in_main_unit
from qa.compare.precision import amounts
from qa.model import Bound, Fact
from qa.values import ordinal_text, plural, unit_name

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SIGNS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "AUD": "A$",
    "HKD": "HK$",
    "TWD": "NT$",
    "CAD": "C$",
    "SGD": "S$",
}
_NAMES = {
    "KRW": "won",
    "CNY": "yuan",
    "RUB": "rubles",
    "INR": "rupees",
    "VND": "dong",
    "THB": "baht",
    "CHF": "Swiss francs",
}
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_FRACTIONS = {
    2: "half",
    3: "third",
    4: "quarter",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
}
_BOUNDS = {
    Bound.ABOUT: "about ",
    Bound.NEARLY: "nearly ",
    Bound.OVER: "more than ",
    Bound.AT_LEAST: "at least ",
    Bound.UNDER: "less than ",
    Bound.AT_MOST: "up to ",
    Bound.WITHIN: "within ",
}


def decimal_text(value: Fraction, places: int = 4) -> str:
    """A decimal with separators and no needless zeros: 2650.45 gives `2,650.45`."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{float(value):,.{places}f}".rstrip("0").rstrip(".")


def scaled(value: Fraction, *, words: bool = False) -> str:
    """`3.5 trillion`, `80 million`, `35,000`, and with `words` `seven` for small whole numbers."""
    if words and value.denominator == 1 and 0 <= value < 10:
        return _SMALL[int(value)]
    for size, name in _SCALES:
        if abs(value) >= size:
            short = value / size
            if (short * 1000).denominator == 1:
                return f"{decimal_text(short)} {name}"
            break
    return decimal_text(value)


def phrase_en(ko: Fact, like: Fact | None = None) -> str:
    """What the English would say for a Korean amount.

    `like` is the English fact that stands there now: its percent sign, its hyphen and its use of
    words or digits are kept.
    """
    values = amounts(ko)
    if not values:
        return ""
    bound = _BOUNDS.get(ko.bound, "")
    if ko.vague and len(values) == 2:
        return _vague(values[0])
    words = bool(like and re.match(r"[A-Za-z]", like.text))
    if ko.form == "fraction" and len(values) == 1 and values[0].denominator in _FRACTIONS and values[0] < 1:
        return bound + _fraction(values[0])
    if ko.family == "money":
        return bound + _coins_or_money(ko, values, like)
    if ko.family == "ordinal":
        return _ordinal(int(values[0]))
    if ko.family == "age":
        return _age(ko, values, like)
    number = " to ".join(scaled(v, words=words) for v in values)
    if ko.unit in ("percent", "percentage-point"):
        sign = "%" if like and "%" in like.text else " percent"
        return bound + number + (sign if ko.unit == "percent" else " percentage points")
    if ko.unit == "times":
        return bound + (
            {2: "twofold", 3: "threefold"}.get(int(values[0]), f"{number} times")
            if len(values) == 1 and values[0].denominator == 1
            else f"{number} times"
        )
    if ko.unit == "month" and len(values) == 1 and values[0] > 12 and values[0].denominator == 1:
        return bound + _years_and_months(int(values[0]))
    if ko.unit:
        name = unit_name(ko.unit)
        singular = len(values) == 1 and values[0] == 1
        if like and re.search(r"\w-[a-z]+", like.text):
            return bound + f"{number}-{name}".replace(" ", "-")
        return bound + f"{number} {name if singular else plural(name)}"
    return bound + number


def _coins_or_money(ko: Fact, values: tuple[Fraction, ...], like: Fact | None) -> str:
    """50센트 is "50 cents", or "$0.50" where the English writes the sum with a sign, and the reverse."""
    whole = in_main_unit(ko, values)
    coin = ko.unit if whole != values else None
    if like is not None and like.family == "money" and like.currency == ko.currency and like.unit != "pound":
        coin = like.unit if max(whole) < 1 or coin else None
    if coin:
        parts = tuple(units.from_base(v, coin) for v in whole)
        said = coin if parts == (Fraction(1),) else plural(coin)
        return f"{' to '.join(decimal_text(v) for v in parts)} {said}"
    return _money(whole, ko.currency)


def _money(values: tuple[Fraction, ...], currency: str | None) -> str:
    if currency in _SIGNS:
        return " to ".join(_SIGNS[currency] + _with_hundredths(v) for v in values)
    name = _NAMES.get(currency or "", currency or "")
    return f"{' to '.join(scaled(v) for v in values)} {name}".strip()


def _with_hundredths(value: Fraction) -> str:
    """$0.50, not $0.5."""
    small = value.denominator != 1 and (value * 100).denominator == 1 and abs(value) < _SCALES[-1][0]
    return f"{float(value):,.2f}" if small else scaled(value)


def _age(ko: Fact, values: tuple[Fraction, ...], like: Fact | None) -> str:
    if len(values) == 2 and values[1] - values[0] == 9:
        return f"{int(values[0])}s"
    number = " to ".join(decimal_text(v) for v in values)
    return f"{number}-year-old" if like and "year-old" in like.text else number


def _ordinal(n: int) -> str:
    if 0 < n < 10:
        return _ORDINALS[n]
    return ordinal_text(Fraction(n))


def _fraction(value: Fraction) -> str:
    if value == Fraction(1, 2):
        return "half"
    name = _FRACTIONS[value.denominator]
    count = value.numerator
    return f"one-{name}" if count == 1 else f"{_SMALL[count] if count < 10 else count}-{name}s"


def _years_and_months(months: int) -> str:
    """4년7개월 is read as 55 months and said as "4 years and 7 months"."""
    years, rest = divmod(months, 12)
    said = f"{years} year{'s' if years > 1 else ''}"
    return said + (f" and {rest} month{'s' if rest > 1 else ''}" if rest else "")


def _vague(low: Fraction) -> str:
    names = {
        10: "dozens",
        100: "hundreds",
        1000: "thousands",
        10**4: "tens of thousands",
        10**5: "hundreds of thousands",
        10**6: "millions",
        10**7: "tens of millions",
        10**8: "hundreds of millions",
        10**9: "billions",
        10**10: "tens of billions",
        10**11: "hundreds of billions",
        10**12: "trillions",
    }
    size = 10 ** (len(str(int(low))) - 1)  # 수십만 is read from 200,000 up
    return names.get(size, scaled(low))
