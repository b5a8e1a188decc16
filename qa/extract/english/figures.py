"""Numbers in figures: thousands in every grouping, decimals, exponents, powers."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

LONGEST: Final = 24
"""Digits; whatever is longer is no number of a newspaper."""
GREATEST_EXPONENT: Final = 300
"""A power beyond this is no number of a newspaper, and hostile text would take hours to compute."""
_LONGEST_BASE: Final = 8

PATTERN: Final = r"""
    (?<![0-9.,:/-])[1-9][0-9]{0,2}(?:[ ][0-9]{3}){1,4}(?![^\W_]|[,./:-][0-9])
  | (?<![0-9.,])[1-9][0-9]?(?:,[0-9]{2}){1,4},[0-9]{3}(?![0-9]|,[0-9])(?:\.[0-9]{1,30})?
  | (?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,6},[0-9]{1,2}(?![0-9]|[.,][0-9])
  | (?<![0-9.,])[0-9]{1,12}(?:\.[0-9]{1,12}(?-i:[eE])[+-]?|(?-i:[eE])[+-])[0-9]{1,12}(?!\w|\.\w)
  | (?<![0-9.,])[0-9]{1,12}(?:\.[0-9]{1,12})?[ ]?(?-i:[x×*])[ ]?
    10(?:\^[+-]?[0-9]{1,12}|[⁺⁻]?[⁰¹²³⁴-⁹]{1,3})(?!\w|\.\w)
  | (?<![0-9.,])10(?:⁻[⁰¹²³⁴-⁹]|[³⁴-⁹]|[¹²][⁰¹²³⁴-⁹])(?!\w|\.\w)
  | (?<![0-9.,])[0-9]{1,6}(?:\.[0-9]{1,6})?\^[+-]?[0-9]{1,12}(?!\w|\.\w)
  | [0-9]{1,3}(?:,[0-9]{3}){1,12}(?![0-9])(?:\.[0-9]{1,30})?
  | [0-9]+(?:\.[0-9]{1,30})?
  | (?<![\w.])\.[0-9]{1,30}
"""
"""12 300; 12,34,567; 1.234,50; 1.3e6; 1.3x10^6; 10⁶; 1.1^23; 1,234.5; 12.5; .5 (verbose syntax)."""

_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")


def normalised(raw: str) -> str:
    """Figures without what only groups them: `1234.50`, `1.3e+006`, `1.1^+023`.

    Args:
        raw: the figures as `PATTERN` finds them.
    """
    if "," in raw and raw.rfind(",") > raw.rfind(".") > 0:  # 1.234,50
        return raw.replace(".", "").replace(",", ".")
    low = raw.replace(",", "").replace(" ", "").lower()
    base, times, power = low.replace("×", "x").replace("*", "x").partition("x")
    if times:
        return _power(base, "e", power[2:].lstrip("^"))
    if low[-1:] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return _power("1", "e", low[2:])
    for mark in "e^":
        base, found, exponent = low.partition(mark)
        if found:
            return _power(base, mark, exponent)
    return low


def _power(base: str, mark: str, exponent: str) -> str:
    """Three digits of exponent: no reader takes `1e+020` for a year."""
    return f"{base}{mark}{int(exponent.translate(_RAISED)):+04d}"


def value(low: str) -> Fraction | None:
    """The exact value of normalised figures; None of those that no newspaper would print.

    Args:
        low: what `normalised` made.
    """
    if len(low) > LONGEST:
        return None
    base, power, exponent = low.partition("^")
    if power:
        if abs(int(exponent)) > GREATEST_EXPONENT or len(base) > _LONGEST_BASE:
            return None
        return Fraction(base) ** int(exponent) if Fraction(base) or int(exponent) > 0 else None
    _, power, exponent = low.partition("e")
    if power and abs(int(exponent)) > GREATEST_EXPONENT:
        return None
    return Fraction("0" + low if low[0] == "." else low)
