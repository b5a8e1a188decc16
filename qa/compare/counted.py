"""Dates that count back or forward: 3년 전, "two weeks later"."""

from __future__ import annotations

from fractions import Fraction

from qa.compare.outcome import Outcome
from qa.model import Fact, Severity

# Months and days do not convert exactly; 30일 전 and "a month ago" are the same thing said twice.
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_DAYS_A_MONTH = Fraction(365, 12)
_ROUNDING = Fraction(1, 10)
"""How far two roundings of one distance may lie apart."""


def is_counted(fact: Fact) -> bool:
    """Whether the fact is a date that gives its distance as an amount."""
    return (
        fact.date is not None
        and bool(fact.date.shifts)
        and fact.unit in (_MONTHS | _DAYS)
        and bool(_amounts(fact))
    )


def _amounts(fact: Fact) -> tuple[Fraction, ...]:
    return tuple(v for v in (fact.amount, fact.low, fact.high) if v is not None)


def _size(fact: Fact) -> tuple[Fraction, Fraction, bool]:
    """Least and greatest distance in months (true) or days, without direction."""
    assert fact.unit is not None
    months = fact.unit in _MONTHS
    factor = _MONTHS[fact.unit] if months else _DAYS[fact.unit]
    values = [abs(v) * factor for v in _amounts(fact)]
    return min(values), max(values), months


def sign(fact: Fact) -> int:
    """-1 back, 1 forward, 0 neither."""
    assert fact.date is not None
    total = sum(s.count for s in fact.date.shifts)
    return (total > 0) - (total < 0)


def compare_counted(ko: Fact, en: Fact) -> Outcome:
    """By amount, unit and direction; the day counted from does not matter."""
    said = f"Korean: {ko.text}; English: {en.text}"
    if sign(ko) * sign(en) < 0:
        return Outcome(
            verdict="differ", slip="direction", detail=f"{said}: the other direction", confidence=0.9
        )
    low_ko, high_ko, months_ko = _size(ko)
    low_en, high_en, months_en = _size(en)
    if months_ko != months_en:
        low_ko, high_ko = _in_days(low_ko, high_ko, months_ko)
        low_en, high_en = _in_days(low_en, high_en, months_en)
    loose = ko.approximate or en.approximate or months_ko != months_en
    slack = _ROUNDING * max(high_ko, high_en) if loose else Fraction(0)
    if low_ko <= high_en + slack and low_en <= high_ko + slack:
        exact = (low_ko, high_ko) == (low_en, high_en)
        return Outcome(verdict="agree", severity=Severity.NEUTRAL, confidence=1.0 if exact else 0.8)
    slip = ko.unit if ko.unit == en.unit else "unit"
    severity = Severity.MINOR if ko.vague or en.vague else Severity.MAJOR
    return Outcome(verdict="differ", slip=slip, detail=said, severity=severity, confidence=0.95)


def _in_days(low: Fraction, high: Fraction, months: bool) -> tuple[Fraction, Fraction]:
    factor = _DAYS_A_MONTH if months else Fraction(1)
    return low * factor, high * factor
