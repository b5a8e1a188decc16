"""Reading English: the tables of `tests/extract/en_*.yaml`, spelling and reading back, hostile text."""

from __future__ import annotations

import datetime
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.extract.english import read
from qa.model import Bound, ClockTime, Fact, Grain, PartialDate

HERE = Path(__file__).parent / "extract"
CASES = [
    pytest.param(case["text"], case["facts"], id=f"{path.stem}:{number}")
    for path in sorted(HERE.glob("en_*.yaml"))
    for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1)
]


def describe(fact: Fact) -> str:
    """A fact on one line: family, value, unit, then what is out of the ordinary."""
    words: list[str] = [fact.family]
    if fact.amount is not None:
        words.append(str(fact.amount))
    if fact.low is not None or fact.high is not None:
        words.append(f"{fact.low}..{fact.high}")
    words += [w for w in (fact.unit, fact.currency, fact.counter and f"of {fact.counter}") if w]
    words += [fact.label] if fact.label else []
    if fact.date is not None:
        words += _date(fact.date)
    if fact.time is not None:
        words += _time(fact.time)
    if fact.bound is not Bound.EXACT:
        words.append(f"({fact.bound.value})")
    words += [f"lean-{fact.lean}"] if fact.lean else []
    words += [name for name in ("vague", "soft", "conversion") if getattr(fact, name)]
    return " ".join(words)


def _date(date: PartialDate) -> list[str]:
    words = [f"{name}={value}" for name, value in date.fields().items()]
    words += [f"{s.unit.value}{s.count:+d}" for s in date.shifts]
    words += [w for w in (date.part, date.holiday, date.lean) if w]
    if date.anchor == "context":
        words.append("from-context")
    words.append(f"[{date.grain.value}]")
    if date.until is not None:
        words += ["until", *_date(date.until)]
    return words


def _time(value: ClockTime) -> list[str]:
    words = []
    if value.hour is not None:
        words.append(f"{value.hour:02d}" if value.minute is None else f"{value.hour:02d}:{value.minute:02d}")
    words += [w for w in (value.daypart, value.zone, None if value.explicit else "either-half") if w]
    return words


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_table(text: str, expected: list[dict[str, str]]) -> None:
    found = read(text)
    assert [{f.text: describe(f)} for f in found] == expected
    _sound(text, found)


def _sound(text: str, facts: tuple[Fact, ...]) -> None:
    """Spans hold their words, in order, without overlap."""
    end = 0
    for fact in facts:
        assert text[fact.span.start : fact.span.end] == fact.text
        assert end <= fact.span.start < fact.span.end
        end = fact.span.end


# --- spell and read back ------------------------------------------------------------------------


def words_of(*lines: str) -> list[str]:
    return " ".join(lines).split()


ONES = words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    "sixteen seventeen eighteen nineteen",
)
TENS = words_of("_ _ twenty thirty forty fifty sixty seventy eighty ninety")
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
MONTHS = words_of(
    "January February March April May June July August September October November December",
)


def spell(value: int) -> str:
    """The number in American words."""
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")
    if value < 1000:
        rest = f" {spell(value % 100)}" if value % 100 else ""
        return f"{ONES[value // 100]} hundred{rest}"
    scale, name = next((s, n) for s, n in SCALES if value >= s)
    rest = f" {spell(value % scale)}" if value % scale else ""
    return f"{spell(value // scale)} {name}{rest}"


def only(text: str) -> Fact:
    facts = read(text)
    assert len(facts) == 1, facts
    return facts[0]


@given(st.integers(min_value=2, max_value=10**15 - 1))
def test_number_in_words_reads_back(value: int) -> None:
    assert only(f"They made {spell(value)} parts.").amount == value


@given(st.integers(min_value=2, max_value=10**15))
def test_number_with_commas_reads_back(value: int) -> None:
    assert only(f"They made {value:,} parts.").amount == value


@given(
    st.integers(min_value=1, max_value=9999), st.sampled_from(["million", "billion", "trillion", "bn", "m"])
)
def test_money_with_a_scale_reads_back(tenths: int, scale: str) -> None:
    factor = {"million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12}[scale]
    gap = "" if scale in ("bn", "m") else " "
    fact = only(f"They raised ${tenths / 10:.1f}{gap}{scale}.")
    assert (fact.amount, fact.currency) == (Fraction(tenths, 10) * factor, "USD")


@given(
    st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)), st.integers(0, 4)
)
def test_date_reads_back(day: datetime.date, style: int) -> None:
    month = MONTHS[day.month - 1]
    spelt = (
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{month[:3]}. {day.day}, {day.year}" if len(month) > 5 else f"{month} {day.day}, {day.year}",
        day.isoformat(),
        f"the {day.day}th of {month} {day.year}",
    )[style]
    date = only(f"It opened on {spelt}.").date
    assert date is not None
    assert date.fields() == {"year": day.year, "month": day.month, "day": day.day}
    assert date.grain is Grain.DAY


@given(st.integers(0, 23), st.integers(0, 59))
def test_time_reads_back(hour: int, minute: int) -> None:
    half = "a.m." if hour < 12 else "p.m."
    value = only(f"It began at {hour % 12 or 12}:{minute:02d} {half}").time
    assert value == ClockTime(hour=hour, minute=minute)


# --- any text -----------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *words_of(
            "one two hundred million a an the of to and or - / . , ( ) $ £ % 12 3.5 2025 1,000 Jan. May",
            "Monday last next this early mid late year years week ago later first second third quarter half",
            "half-year 22nd 1980s 's a.m. noon 10:30 percent points won dollars km feet inches pounds more",
            "than at least between from until since twice couple dozen no one each aged old Christmas Q3 H1",
            "FY24 G7 GPT-4 ½ １２ km² K M bn '90s",
            "rest weekend within through starting tomorrow thousand 10/1 2016/11 2019-Aug-1 same month week",
        ),
        "\n",
        "\u00ad",
        "\u00a0",
        "\n\n",
    ]
)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    _sound(text, read(text))


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=25), st.sampled_from([" ", "", "-"]))
def test_no_mixture_of_words_raises(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    _sound(text, read(text))


HOSTILE: dict[str, Any] = {
    "identifiers": "F-35A " * 33_000,
    "letters and digits": "A1" * 100_000,
    "digits": "1" * 1_000_000,
    "million": "million " * 125_000,
    "commas": "1,000," * 30_000,
    "spaces": "1 000 " * 30_000,
    "chain": "1-" * 100_000,
    "slashes": "1/" * 100_000,
    "articles": "a " * 100_000,
    "twenties": "twenty " * 30_000,
    "hundreds": "hundreds of " * 20_000,
    "feet": "5 feet " * 20_000,
    "halves": "half a " * 30_000,
    "months": "Jan. " * 40_000,
    "dollars": "$" * 100_000,
    "ranges of dates": "from May 2015 to " * 15_000,
    "weeks": "from week 3 to week 31 of the week beginning " * 6_000,
    "rest": "the rest of later this " * 10_000,
    "years in words": "in one thousand two hundred and " * 8_000,
    "days in letters": "2019-Aug-1-" * 20_000,
    "within": "will within the next two weeks starting " * 6_000,
    "hyphens": "- " * 100_000,
    "powers": "9^300 1x10^9 10⁶ 1e+9" * 8_000,
    "groups": "12,34," * 30_000,
    "negatives": "negative one " * 15_000,
    "denominators": "one hundred and twenty-fifths " * 6_000,
    "bare cents": "15 dollars 50 " * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_soon(name: str) -> None:
    start = time.monotonic()
    _sound(HOSTILE[name], read(HOSTILE[name]))
    assert time.monotonic() - start < 20  # a generous ceiling: only a quadratic reader would reach it
