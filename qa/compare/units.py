"""Conversion between units of one dimension, exactly.

Factors are the fractions of `data/units.tsv`; only temperatures need an offset.
"""

from __future__ import annotations

import functools
from fractions import Fraction

from qa.data import table

TEMPERATURE_OFFSET = {
    "celsius": Fraction(0),
    "fahrenheit": Fraction(-160, 9),
    "kelvin": Fraction(-27315, 100),
}
"""Degrees Celsius at zero of each scale."""

DAYS_A_MONTH = Fraction(3044, 100)
"""A month of the Gregorian calendar, in days, rounded to two places (365.25 / 12)."""


@functools.cache
def _units() -> dict[str, tuple[str, Fraction]]:
    rows = table("units", ("unit", "dimension", "factor", "source"))
    return {row["unit"]: (row["dimension"], Fraction(row["factor"])) for row in rows}


def dimension(unit: str | None) -> str | None:
    """What a unit measures (`length`, `time` …); None for no unit or an unknown one.

    Months and years count as `time`: a duration in weeks can restate one in months.
    """
    if unit is None or unit not in _units():
        return None
    name = _units()[unit][0]
    return "time" if name == "month" else name


def in_base(amount: Fraction, unit: str) -> Fraction:
    """The amount in the base unit of its dimension (seconds, metres, degrees Celsius …).

    Raises:
        KeyError: the unit is not in the table.
    """
    name, factor = _units()[unit]
    if unit in TEMPERATURE_OFFSET:
        return amount * factor + TEMPERATURE_OFFSET[unit]
    if name == "month":
        return amount * factor * DAYS_A_MONTH * 86400
    return amount * factor


def calendar(unit: str) -> bool:
    """Whether the unit has no fixed length (months, years): conversions are loose."""
    return _units()[unit][0] == "month"


def from_base(amount: Fraction, unit: str) -> Fraction:
    """The inverse of `in_base`."""
    name, factor = _units()[unit]
    if unit in TEMPERATURE_OFFSET:
        return (amount - TEMPERATURE_OFFSET[unit]) / factor
    if name == "month":
        return amount / (factor * DAYS_A_MONTH * 86400)
    return amount / factor
