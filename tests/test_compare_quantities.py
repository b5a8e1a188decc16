"""Amounts by value: what agrees, what differs, and what kind of slip it is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from amount_facts import fact
from hypothesis import given
from hypothesis import strategies as st

from qa.compare import units
from qa.compare.precision import last_place, rounds_to, significant
from qa.compare.quantities import closeness, comparable, compare_quantities
from qa.compare.wording import phrase_en
from qa.data import table
from qa.model import Bound, Fact, Severity

AGREEING = {
    "equal": (fact("number", "35000"), fact("number", "35000")),
    "rounded": (fact("number", "123400"), fact("number", "123000")),
    "cut": (fact("money", "9183400000000", currency="KRW"), fact("money", "9180000000000", currency="KRW")),
    "half-for-50-percent": (fact("number", "1/2", form="fraction"), fact("percent", "50", unit="percent")),
    "third-for-33-percent": (fact("number", "1/3", form="fraction"), fact("percent", "33", unit="percent")),
    "pyeong": (fact("unit", "10", unit="pyeong"), fact("unit", "33", unit="square-metre")),
    "miles": (fact("unit", "8", unit="kilometre"), fact("unit", "5", unit="mile")),
    "fahrenheit": (fact("unit", "35", unit="celsius"), fact("unit", "95", unit="fahrenheit")),
    "two-weeks": (fact("duration", "14", unit="day"), fact("duration", "2", unit="week")),
    "a-year": (fact("duration", "12", unit="month"), fact("duration", "1", unit="year")),
    "four-weeks-a-month": (fact("duration", "4", unit="week"), fact("duration", "1", unit="month")),
    "basis-points": (
        fact("percent", "1/4", unit="percentage-point"),
        fact("percent", "25", unit="basis-point"),
    ),
    "range": (fact("range", ("6", "7")), fact("range", ("6", "7"))),
    "vague-both": (
        fact("range", ("200000", "1000000"), vague=True),
        fact("range", ("100000", "1000000"), vague=True),
    ),
    "vague-and-exact": (fact("range", ("20", "100"), vague=True), fact("number", "40")),
    "cents-for-part-of-a-dollar": (
        fact("money", "50", currency="USD", unit="cent"),
        fact("money", "1/2", currency="USD"),
    ),
    "pence-for-pounds": (
        fact("money", "11/2", currency="GBP", unit="pound"),
        fact("money", "550", currency="GBP", unit="penny"),
    ),
    "cents-of-the-euro": (
        fact("money", "20", currency="EUR", unit="cent", text="20유로센트"),
        fact("money", "20", currency="USD", unit="cent", text="20 cents"),
    ),
    "american-penny": (
        fact("money", "1", currency="USD", unit="cent", text="1센트"),
        fact("money", "1", currency="GBP", unit="penny", text="a penny"),
    ),
    "cents-that-lost-their-name": (
        fact("money", "50", currency="USD", unit="cent"),
        fact("number", "50"),
    ),
    "dollar-of-the-story": (
        fact("money", "45000000", currency="USD", text="4500만 달러"),
        fact("money", "45000000", currency="AUD", text="A$45 million"),
    ),
}

DIFFERING = {
    "power-of-ten": (fact("number", "42000"), fact("number", "4200"), "power-of-ten", Severity.CRITICAL),
    "digits": (fact("number", "1538"), fact("number", "1358"), "digits", Severity.MAJOR),
    "digit": (fact("age", "48"), fact("age", "38"), "digit", Severity.MAJOR),
    "value": (fact("number", "12"), fact("number", "31"), "value", Severity.MAJOR),
    "currency": (
        fact("money", "3", currency="EUR", text="3유로"),
        fact("money", "3", currency="USD", text="$3"),
        "currency",
        Severity.CRITICAL,
    ),
    "cents-for-dollars": (
        fact("money", "50", currency="USD", unit="cent", text="50센트"),
        fact("money", "50", currency="USD", text="$50"),
        "power-of-ten",
        Severity.CRITICAL,
    ),
    "cents-for-pence": (
        fact("money", "50", currency="USD", unit="cent", text="50센트"),
        fact("money", "50", currency="GBP", unit="penny", text="50 pence"),
        "currency",
        Severity.CRITICAL,
    ),
    "american-dollars": (
        fact("money", "3", currency="USD", text="미국 달러"),
        fact("money", "3", currency="AUD", text="A$3"),
        "currency",
        Severity.CRITICAL,
    ),
    "percent-points": (
        fact("percent", "3", unit="percentage-point"),
        fact("percent", "3", unit="percent"),
        "percent-points",
        Severity.MAJOR,
    ),
    "wrong-conversion": (
        fact("unit", "10", unit="pyeong"),
        fact("unit", "330", unit="square-metre"),
        None,
        None,
    ),
    "range-end": (fact("range", ("5", "8")), fact("range", ("5", "18")), "range-end", Severity.MAJOR),
    "end-lost": (fact("range", ("5", "8")), fact("number", "8"), "range-end", Severity.MAJOR),
    "opposite-limits": (
        fact("number", "500", bound=Bound.AT_LEAST),
        fact("number", "500", bound=Bound.UNDER),
        "bound",
        Severity.MAJOR,
    ),
    "nearly-for-over": (
        fact("number", "700", bound=Bound.NEARLY),
        fact("number", "700", bound=Bound.OVER),
        "bound",
        Severity.MINOR,
    ),
    "per-day-per-week": (
        fact("money", "350", currency="USD", counter="per-day"),
        fact("money", "350", currency="USD", counter="per-week"),
        "rate",
        Severity.MAJOR,
    ),
}


@pytest.mark.parametrize("name", AGREEING)
def test_agree(name: str) -> None:
    ko, en = AGREEING[name]
    assert comparable(ko, en)
    assert compare_quantities(ko, en).verdict == "agree"
    assert compare_quantities(en, ko).verdict == "agree"


@pytest.mark.parametrize("name", DIFFERING)
def test_differ(name: str) -> None:
    ko, en, slip, severity = DIFFERING[name]
    outcome = compare_quantities(ko, en)
    assert outcome.verdict == "differ"
    if slip is not None:
        assert (outcome.slip, outcome.severity) == (slip, severity)
    assert 0 < closeness(ko, en) < 1


AMOUNTS = st.fractions(min_value=0, max_value=10**15, max_denominator=1000)


@given(AMOUNTS)
def test_an_amount_agrees_with_itself(value: Fraction) -> None:
    one = fact("number", str(value))
    assert compare_quantities(one, one).verdict == "agree"


@given(st.integers(1, 10**15), st.integers(1, 6))
def test_a_power_of_ten_never_agrees(value: int, power: int) -> None:
    outcome = compare_quantities(fact("number", str(value)), fact("number", str(value * 10**power)))
    assert (outcome.verdict, outcome.slip) == ("differ", "power-of-ten")


@given(st.integers(1, 10**15))
def test_last_place_and_digits(value: int) -> None:
    place = last_place(Fraction(value))
    assert Fraction(value) % place == 0
    assert significant(Fraction(value)) == len(str(value).rstrip("0"))
    assert not rounds_to(Fraction(value), Fraction(value))


@given(
    st.sampled_from([r["unit"] for r in table("units", ("unit", "dimension", "factor", "source"))]), AMOUNTS
)
def test_units_convert_back(unit: str, value: Fraction) -> None:
    assert units.from_base(units.in_base(value, unit), unit) == value


WORDING = [
    (fact("money", "3500000000000", currency="KRW"), None, "3.5 trillion won"),
    (fact("money", "8000000000", currency="USD"), None, "$8 billion"),
    (fact("money", "50", currency="USD", unit="cent"), None, "50 cents"),
    (fact("money", "1", currency="GBP", unit="penny"), None, "1 penny"),
    (fact("money", ("50", "60"), currency="USD", unit="cent"), None, "50 to 60 cents"),
    (
        fact("money", "50", currency="USD", unit="cent"),
        fact("money", "5", currency="USD", text="$5"),
        "$0.50",
    ),
    (fact("money", "1/4", currency="USD"), fact("money", "5", currency="USD", unit="cent"), "25 cents"),
    (fact("number", "42000"), None, "42,000"),
    (fact("number", "7"), fact("number", "9", text="nine"), "seven"),
    (fact("percent", "177/10", unit="percent"), None, "17.7 percent"),
    (fact("percent", "3", unit="percentage-point"), None, "3 percentage points"),
    (fact("percent", "5", unit="percent"), fact("percent", "6", unit="percent", text="6%"), "5%"),
    (fact("ordinal", "12"), None, "12th"),
    (fact("ordinal", "3"), None, "third"),
    (fact("number", "1/10", form="fraction"), None, "one-tenth"),
    (fact("age", "67"), fact("age", "76", text="76-year-old"), "67-year-old"),
    (fact("age", ("40", "49")), None, "40s"),
    (fact("duration", "6", unit="month"), fact("duration", "6", unit="week", text="six weeks"), "six months"),
    (fact("unit", "30", unit="metre"), None, "30 meters"),
    (fact("duration", "55", unit="month"), None, "4 years and 7 months"),
    (fact("duration", "24", unit="month"), None, "2 years"),
    (fact("number", "700", bound=Bound.NEARLY), None, "nearly 700"),
    (fact("range", ("200000", "1000000"), vague=True), None, "hundreds of thousands"),
]


@pytest.mark.parametrize(("ko", "like", "words"), WORDING, ids=[w[2] for w in WORDING])
def test_wording(ko: Fact, like: Fact | None, words: str) -> None:
    assert phrase_en(ko, like) == words
