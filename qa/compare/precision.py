"""How precisely an amount is given, and when one amount is another one rounded."""

from __future__ import annotations

from fractions import Fraction

from qa.model import Fact


def amounts(fact: Fact) -> tuple[Fraction, ...]:
    """The one or two values that a fact names, low end first."""
    if fact.low is not None or fact.high is not None:
        return tuple(v for v in (fact.low, fact.high) if v is not None)
    return (fact.amount,) if fact.amount is not None else ()


def last_place(value: Fraction) -> Fraction:
    """The power of ten of the last digit that is not zero: 11,500 gives 100, 2.05 gives 1/100.

    A fraction without a finite decimal form (1/3) gives 0: it is exact.
    """
    if value == 0:
        return Fraction(1)
    denominator = value.denominator
    place = Fraction(1)
    while denominator % 10 == 0 or denominator % 2 == 0 or denominator % 5 == 0:
        denominator //= 10 if denominator % 10 == 0 else 2 if denominator % 2 == 0 else 5
        place /= 10
    if denominator != 1:
        return Fraction(0)
    scaled = abs(value / place)
    while scaled.denominator == 1 and scaled.numerator % 10 == 0:
        scaled /= 10
        place *= 10
    while scaled.denominator != 1:
        scaled *= 10
        place /= 10
    return place


def significant(value: Fraction) -> int:
    """How many digits a value is given with (11,500 has three)."""
    place = last_place(value)
    return len(str(abs(int(value / place)))) if place else 99


def rounds_to(fine: Fraction, coarse: Fraction) -> bool:
    """Whether `coarse` is `fine` rounded, up or down, to the last place that `coarse` shows."""
    place = last_place(coarse)
    if not place or place <= last_place(fine) or fine * coarse < 0:
        return False
    return abs(fine - coarse) < place and abs(fine - coarse) <= abs(fine) / 10
