"""Facts as normalised values: readable text and the JSON of `qa facts`."""

from __future__ import annotations

import datetime
import time
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.model import Bound, ClockTime, DateSpan, Fact, Grain, PartialDate, Shift, Span
from qa.values import amount_text, fact_json, grouped, ordinal_text, value_text


def span(first: str, last: str = "") -> tuple[DateSpan, ...]:
    start = datetime.date.fromisoformat(first)
    return (DateSpan(first=start, last=datetime.date.fromisoformat(last) if last else start),)


def fact(family: str, **values: object) -> Fact:
    return Fact(family=family, text="…", span=Span(3, 4), **values)  # type: ignore[arg-type]


DAY = PartialDate(grain=Grain.DAY, month=1, day=20)


@pytest.mark.parametrize(
    ("amount", "form", "text"),
    [
        (Fraction(8_000_000_000), "digits", "8000000000"),
        (Fraction(177, 10), "digits", "17.7"),
        (Fraction(-1, 8), "digits", "-0.125"),
        (Fraction(1, 10), "fraction", "1/10"),
        (Fraction(4, 2), "fraction", "2"),
        (Fraction(1, 3), "digits", "1/3"),
        (Fraction(0), "digits", "0"),
        (Fraction(3, 100_000), "digits", "0.00003"),
        (Fraction(10**5000), "digits", "1e+5000"),
    ],
)
def test_amounts(amount: Fraction, form: str, text: str) -> None:
    assert amount_text(amount, form) == text


@given(st.integers(-(10**12), 10**12), st.integers(0, 8))
def test_decimals_read_back_as_the_same_value(digits: int, places: int) -> None:
    amount = Fraction(digits, 10**places)
    assert Fraction(amount_text(amount)) == amount


@given(st.fractions())
def test_every_amount_reads_back(amount: Fraction) -> None:
    assert Fraction(amount_text(amount, "fraction")) == amount


def test_endless_digits_end() -> None:
    started = time.perf_counter()
    text = value_text(fact("money", amount=Fraction(10**200_000 - 1), currency="KRW"), group=True)
    assert text == "1e+200000 KRW"
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("amount", "text"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd"), (113, "113th")]
)
def test_ordinals(amount: int, text: str) -> None:
    assert ordinal_text(Fraction(amount)) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("1400000", "1,400,000"), ("-1234.5", "-1,234.5"), ("1/10", "1/10"), ("999", "999")],
)
def test_grouping(text: str, wanted: str) -> None:
    assert grouped(text) == wanted


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (fact("money", amount=Fraction(8_000_000_000), currency="USD"), "8000000000 USD"),
        (fact("money", amount=Fraction(50), currency="USD", unit="cent"), "50 cents"),
        (fact("money", amount=Fraction(1), currency="EUR", unit="cent"), "1 euro cent"),
        (fact("money", amount=Fraction(470), currency="GBP", unit="penny"), "470 pence"),
        (fact("percent", amount=Fraction(177, 10), unit="percent"), "17.7 percent"),
        (fact("percent", amount=Fraction(2), unit="percentage-point"), "2 percentage point"),
        (fact("number", amount=Fraction(1, 10), form="fraction"), "1/10"),
        (fact("number", amount=Fraction(700), bound=Bound.NEARLY), "nearly 700"),
        (fact("number", amount=Fraction(700), bound=Bound.AT_LEAST), "at least 700"),
        (fact("range", low=Fraction(6), high=Fraction(7)), "6 to 7"),
        (fact("range", low=Fraction(20), high=Fraction(99), vague=True), "roughly 20 to 99"),
        (fact("ordinal", amount=Fraction(3)), "3rd"),
        (fact("date", date=DAY, spans=span("2025-01-20")), "2025-01-20"),
        (fact("date", date=DAY), "20 January"),
        (
            fact("date", date=PartialDate(grain=Grain.YEAR, shifts=(Shift(unit=Grain.YEAR, count=-1),))),
            "last year",
        ),
        (
            fact(
                "date",
                bound=Bound.SINCE,
                date=PartialDate(grain=Grain.MONTH, month=4, shifts=(Shift(unit=Grain.YEAR, count=-3),)),
            ),
            "since April 3 years back",
        ),
        (fact("time", time=ClockTime(hour=10, minute=30, zone="KST")), "10:30 KST"),
        (fact("time", time=ClockTime(hour=3, explicit=False)), "03:00 or 15:00"),
        (fact("time", time=ClockTime(daypart="dawn")), "dawn"),
        (fact("name"), "…"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_readable_values(value: Fact, text: str) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize(
    ("grain", "first", "last", "text"),
    [
        (Grain.MONTH, "2024-04-01", "2024-04-30", "2024-04"),
        (Grain.MONTH, "2024-04-01", "2024-04-10", "2024-04-01 to 2024-04-10"),
        (Grain.QUARTER, "2025-07-01", "2025-09-30", "2025-Q3"),
        (Grain.QUARTER, "2025-08-01", "2025-10-31", "2025-08-01 to 2025-10-31"),
        (Grain.HALF, "2025-07-01", "2025-12-31", "2025-H2"),
        (Grain.YEAR, "2029-01-01", "2029-12-31", "2029"),
        (Grain.DECADE, "1980-01-01", "1989-12-31", "1980s"),
        (Grain.WEEK, "2025-09-15", "2025-09-21", "2025-09-15 to 2025-09-21"),
        (Grain.CENTURY, "1801-01-01", "1900-12-31", "1801-01-01 to 1900-12-31"),
    ],
)
def test_calendar_units_have_short_names(grain: Grain, first: str, last: str, text: str) -> None:
    assert value_text(fact("date", date=PartialDate(grain=grain), spans=span(first, last))) == text


BASE = {"family": "number", "text": "…", "start": 3, "end": 4, "approximate": False}


@pytest.mark.parametrize(
    ("value", "out"),
    [
        (fact("number", amount=Fraction(7)), {"amount": "7"}),
        (
            fact("money", amount=Fraction(8_000_000_000), currency="USD", bound=Bound.ABOUT),
            {
                "family": "money",
                "approximate": True,
                "amount": "8000000000",
                "currency": "USD",
                "bound": "about",
            },
        ),
        (
            fact("range", low=Fraction(20), high=Fraction(99), vague=True),
            {"family": "range", "approximate": True, "low": "20", "high": "99", "vague": True},
        ),
        (
            fact("date", date=DAY, spans=span("2025-01-20")),
            {
                "family": "date",
                "from": "2025-01-20",
                "to": "2025-01-20",
                "grain": "day",
                "fields": {"month": 1, "day": 20},
                "resolved": True,
            },
        ),
        (
            fact("date", date=DAY),
            {"family": "date", "grain": "day", "fields": {"month": 1, "day": 20}, "resolved": False},
        ),
        (fact("time", time=ClockTime(hour=10)), {"family": "time", "time": "10:00"}),
        (fact("time", time=ClockTime(daypart="evening")), {"family": "time", "time": "evening"}),
    ],
)
def test_fact_json(value: Fact, out: dict[str, Any]) -> None:
    assert fact_json(value) == BASE | out
    assert list(fact_json(value))[:5] == list(BASE)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (fact("duration", amount=Fraction(22, 3), unit="year"), "7 years 4 months"),
        (fact("duration", amount=Fraction(1), unit="year"), "1 year"),
        (fact("duration", amount=Fraction(13, 12), unit="year"), "1 year 1 month"),
        (fact("unit", amount=Fraction(12_000_000), unit="kilometre"), "12,000,000 kilometers"),
        (fact("unit", amount=Fraction(3), unit="square-foot"), "3 square feet"),
        (fact("unit", amount=Fraction(90), unit="kilometre-per-hour"), "90 kilometers per hour"),
        (fact("percent", amount=Fraction(2), unit="percentage-point"), "2 percentage points"),
        (fact("percent", amount=Fraction(2), unit="percent"), "2 percent"),
    ],
)
def test_values_as_people_read_them(value: Fact, text: str) -> None:
    assert value_text(value, group=True) == text
