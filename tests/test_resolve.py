"""Partial dates resolved to days: table cases, near misses, and what must never happen."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Literal

import pytest
from date_facts import PUBLISHED, ago, fact, pd, seen, sentences, spans
from hypothesis import given
from hypothesis import strategies as st

from qa.extract import calendar
from qa.extract.resolve import resolve
from qa.model import Bound, Fact, Grain, PartialDate, Shift, Span

# text, date, readings seen from Friday, 24 January 2025
CASES: list[tuple[str, PartialDate, list[str]]] = [
    # named in full
    ("2023년 7월 14일", pd("day", year=2023, month=7, day=14), ["2023-07-14"]),
    ("February 2024", pd("month", year=2024, month=2), ["2024-02-01/2024-02-29"]),
    ("2024년 2분기", pd("quarter", year=2024, quarter=2), ["2024-04-01/2024-06-30"]),
    ("2026년 하반기", pd("half", year=2026, half=2), ["2026-07-01/2026-12-31"]),
    ("2019", pd("year", year=2019), ["2019-01-01/2019-12-31"]),
    ("1970년대", pd("decade", decade=1970), ["1970-01-01/1979-12-31"]),
    ("the '90s", pd("decade", decade=90), ["1990-01-01/1999-12-31"]),
    ("19세기", pd("century", century=19), ["1800-01-01/1899-12-31"]),
    # steps
    ("지난해", pd("year", steps={"year": -1}), ["2024-01-01/2024-12-31"]),
    ("지난달", pd("month", steps={"month": -1}), ["2024-12-01/2024-12-31"]),
    ("next week", pd("week", steps={"week": 1}), ["2025-01-27/2025-02-02"]),
    ("지난 분기", pd("quarter", steps={"quarter": -1}), ["2024-10-01/2024-12-31"]),
    ("어제", pd("day", steps={"day": -1}), ["2025-01-23"]),
    ("모레", pd("day", steps={"day": 2}), ["2025-01-26"]),
    ("지난해 4월", pd("month", month=4, steps={"year": -1}), ["2024-04-01/2024-04-30"]),
    ("올해 3분기", pd("quarter", quarter=3, steps={"year": 0}), ["2025-07-01/2025-09-30"]),
    ("내년 상반기", pd("half", half=1, steps={"year": 1}), ["2026-01-01/2026-06-30"]),
    ("지난달 28일", pd("day", day=28, steps={"month": -1}), ["2024-12-28"]),
    ("다음 달 3일", pd("day", day=3, steps={"month": 1}), ["2025-02-03"]),
    ("다음 주 화요일", pd("weekday", weekday=1, steps={"week": 1}), ["2025-01-28"]),
    ("Dec. 3 last year", pd("day", month=12, day=3, steps={"year": -1}), ["2024-12-03"]),
    ("지난해 추석", pd("day", holiday="chuseok", steps={"year": -1}), ["2024-09-17"]),
    # a bare day: the nearest, and the others only if they are about as near
    ("22일", pd("day", day=22), ["2025-01-22"]),
    ("9일", pd("day", day=9), ["2025-01-09", "2025-02-09"]),
    ("31일", pd("day", day=31), ["2025-01-31"]),
    ("지난 20일", pd("day", day=20, lean="past"), ["2025-01-20"]),
    ("지난 24일", pd("day", day=24, lean="past"), ["2025-01-24"]),
    ("지난 29일", pd("day", day=29, lean="past"), ["2024-12-29"]),
    ("지난 31일", pd("day", day=31, lean="past"), ["2024-12-31"]),
    ("오는 15일", pd("day", day=15, lean="future"), ["2025-02-15"]),
    ("오는 30일", pd("day", day=30, lean="future"), ["2025-01-30"]),
    ("20일(월)", pd("day", day=20, weekday=0), ["2025-01-20"]),
    ("20일(금)", pd("day", day=20, weekday=4), ["2024-12-20"]),
    # a day or month without its year
    ("1월 20일", pd("day", month=1, day=20), ["2025-01-20"]),
    ("12월 3일", pd("day", month=12, day=3), ["2024-12-03", "2025-12-03"]),
    ("2월 29일", pd("day", month=2, day=29), ["2024-02-29"]),
    ("April", pd("month", month=4), ["2025-04-01/2025-04-30", "2024-04-01/2024-04-30"]),
    ("last April", pd("month", month=4, lean="past"), ["2024-04-01/2024-04-30"]),
    ("지난 11월", pd("month", month=11, lean="past"), ["2024-11-01/2024-11-30"]),
    ("오는 3월", pd("month", month=3, lean="future"), ["2025-03-01/2025-03-31"]),
    # weekdays
    ("Monday", pd("weekday", weekday=0), ["2025-01-20", "2025-01-27"]),
    ("금요일", pd("weekday", weekday=4), ["2025-01-24"]),
    ("last Friday", pd("weekday", weekday=4, lean="past"), ["2025-01-17"]),
    ("last Monday", pd("weekday", weekday=0, lean="past"), ["2025-01-20", "2025-01-13"]),
    ("오는 일요일", pd("weekday", weekday=6, lean="future"), ["2025-01-26"]),
    ("다음 일요일", pd("weekday", weekday=6, lean="future"), ["2025-02-02", "2025-01-26"]),
    ("next Sunday", pd("weekday", weekday=6, lean="future"), ["2025-02-02", "2025-01-26"]),
    # weeks of a month, nth weekdays
    ("4월 첫째 주", pd("week", month=4, week=1, year=2025),
     ["2025-03-31/2025-04-06", "2025-04-01/2025-04-07"]),
    ("the second Tuesday of March", pd("weekday", month=3, week=2, weekday=1, year=2025), ["2025-03-11"]),
    ("다음 달 첫 금요일", pd("weekday", week=1, weekday=4, steps={"month": 1}), ["2025-02-07"]),
    # parts
    (
        "이달 초", pd("month", part="early", steps={"month": 0}),
        ["2025-01-01/2025-01-15", "2025-01-01/2025-01-10"],
    ),
    ("mid-February", pd("month", month=2, part="mid", year=2025), ["2025-02-11/2025-02-20"]),
    (
        "지난달 말", pd("month", part="late", steps={"month": -1}),
        ["2024-12-16/2024-12-31", "2024-12-21/2024-12-31"],
    ),
    (
        "내년 초",
        pd("year", part="early", steps={"year": 1}),
        ["2026-01-01/2026-06-30", "2026-01-01/2026-03-31"],
    ),
    ("mid-2025", pd("year", year=2025, part="mid"), ["2025-05-01/2025-08-31"]),
    (
        "재작년 말", pd("year", part="late", steps={"year": -2}),
        ["2023-07-01/2023-12-31", "2023-10-01/2023-12-31"],
    ),
    ("the early 1990s", pd("decade", decade=1990, part="early"), ["1990-01-01/1993-12-31"]),
    ("the late 19th century", pd("century", century=19, part="late"), ["1866-01-01/1899-12-31"]),
    ("late Sunday", pd("weekday", weekday=6, part="late", lean="past"), ["2025-01-19"]),
    # holidays
    ("설", pd("day", holiday="lunar-new-year", steps={"year": 0}), ["2025-01-29"]),
    ("설 연휴", pd("day", holiday="lunar-new-year", steps={"year": 0}), ["2025-01-28/2025-01-30"]),
    ("성탄절", pd("day", holiday="christmas"), ["2024-12-25", "2025-12-25"]),
    ("Easter 2025", pd("day", holiday="easter", year=2025), ["2025-04-20"]),
    ("Thanksgiving 2024", pd("day", holiday="thanksgiving", year=2024), ["2024-11-28"]),
    ("Black Friday 2024", pd("day", holiday="black-friday", year=2024), ["2024-11-29"]),
    ("음력 2025년 1월 15일", pd("day", year=2025, month=1, day=15, lunar=True), ["2025-02-12"]),
    # ranges
    ("지난 18~20일", pd("day", day=18, lean="past", until=pd("day", day=20)), ["2025-01-18/2025-01-20"]),
    ("30일~2일", pd("day", day=30, lean="future", until=pd("day", day=2)), ["2025-01-30/2025-02-02"]),
    ("2월 1~3일", pd("day", month=2, day=1, until=pd("day", month=2, day=3)), ["2025-02-01/2025-02-03"]),
    (
        "24 August to 5 September 2023",
        pd("day", month=8, day=24, until=pd("day", month=9, day=5, year=2023)),
        ["2023-08-24/2023-09-05"],
    ),
    (
        "from the 18th to Jan. 20",
        pd("day", day=18, until=pd("day", month=1, day=20)),
        ["2025-01-18/2025-01-20"],
    ),
    (
        "Nov. to Feb. 2024",
        pd("month", month=11, until=pd("month", month=2, year=2024)),
        ["2023-11-01/2024-02-29"],
    ),
    ("next Friday to Oct. 1, 2026",
     pd("weekday", weekday=4, lean="future", until=pd("day", month=10, day=1, year=2026)),
     ["2025-01-31/2026-10-01"]),
    ("2023-24", pd("year", year=2023, until=pd("year", year=2024)), ["2023-01-01/2024-12-31"]),
    ("월요일부터 수요일", pd("weekday", weekday=0, lean="past", until=pd("weekday", weekday=2)),
     ["2025-01-20/2025-01-22", "2025-01-13/2025-01-15"]),
    (
        "지난해 12월부터 올해 2월",
        pd("month", month=12, steps={"year": -1}, until=pd("month", month=2, steps={"year": 0})),
        ["2024-12-01/2025-02-28"],
    ),
    # what the calendar does not have
    ("2월 30일", pd("day", month=2, day=30), []),
    ("13월 1일", pd("day", month=13, day=1), []),
    ("2023년 2월 29일", pd("day", year=2023, month=2, day=29), []),
    ("0일", pd("day", day=0), []),
    ("year 0", pd("year", year=0), []),
    ("9999년", pd("year", year=9999), ["9999-01-01/9999-12-31"]),
    ("음력 1850년 1월 1일", pd("day", year=1850, month=1, day=1, lunar=True), []),
    ("an unknown feast", pd("day", holiday="no-such-day"), []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date", "expected"), CASES, ids=[c[0] for c in CASES])
def test_readings(text: str, date: PartialDate, expected: list[str]) -> None:
    assert spans(seen(fact(text, date))) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("last April", datetime.date(2025, 6, 10), ["2025-04-01/2025-04-30", "2024-04-01/2024-04-30"]),
        ("지난 4월", datetime.date(2025, 6, 10), ["2025-04-01/2025-04-30"]),
    ],
)
def test_last_april_may_be_two_but_the_korean_is_one(
    text: str, published: datetime.date, expected: list[str]
) -> None:
    assert spans(seen(fact(text, pd("month", month=4, lean="past")), published)) == expected


@pytest.mark.parametrize(
    ("unit", "count", "expected"),
    [
        ("year", -3, "2022-01-01/2022-12-31"),
        ("month", -2, "2024-11-01/2024-11-30"),
        ("week", 2, "2025-02-03/2025-02-09"),
        ("day", -10, "2025-01-14"),
        ("decade", -1, "2010-01-01/2019-12-31"),
    ],
)
def test_a_count_back_or_forward_is_the_calendar_unit_there(unit: str, count: int, expected: str) -> None:
    found = spans(seen(ago("words", abs(count), unit, count)))
    assert found[-1] == expected
    # so many weeks on is that weekday, or loosely its week
    assert len(found) == (2 if unit == "week" else 1)


@pytest.mark.parametrize(
    ("lean", "count", "unit", "bound", "expected"),
    [
        ("past", 3, "week", Bound.EXACT, ["2025-01-03/2025-01-23"]),
        ("future", 3, "day", Bound.EXACT, ["2025-01-25/2025-01-27"]),
        ("future", 2, "year", Bound.WITHIN, ["2025-01-24/2027-01-24"]),
        ("past", 9999, "year", Bound.EXACT, []),
        (None, 3, "week", Bound.EXACT, []),
    ],
)
def test_a_length_that_looks_back_or_ahead_takes_up_days(
    lean: Literal["past", "future"] | None, count: int, unit: str, bound: Bound, expected: list[str]
) -> None:
    length = Fact(
        family="duration", text="words", span=Span(0, 5), amount=Fraction(count), unit=unit,
        bound=bound, lean=lean,
    )  # fmt: skip
    assert spans(seen(length)) == expected
    assert spans(seen(length, None)) == []


@pytest.mark.parametrize(
    "date",
    [pd("day", day=22), pd("month", month=4), pd("weekday", weekday=0), pd("year", steps={"year": -1}),
     pd("day", steps={"day": -1}, anchor="context"), pd("day", holiday="chuseok")],
)  # fmt: skip
def test_nothing_is_invented_without_a_publication_date(date: PartialDate) -> None:
    assert seen(fact("words", date), None).spans == ()


# --- what the text named before ------------------------------------------------------------------


def _resolved(*facts: Fact, lengths: tuple[int, ...] = (100,)) -> list[list[str]]:
    return [spans(f) for f in resolve(facts, sentences(*lengths), PUBLISHED)]


def test_the_same_and_the_next_day_count_from_the_day_just_named() -> None:
    found = _resolved(
        fact("12월 3일", pd("day", month=12, day=3, steps={"year": -1})),
        fact("이날", pd("day", steps={"day": 0}, anchor="context"), at=20),
        fact("이튿날", pd("day", steps={"day": 1}, anchor="context"), at=40),
        fact("two days later", pd("day", steps={"day": 2}, anchor="context"), at=60),
    )
    assert [f[0] for f in found] == ["2024-12-03", "2024-12-03", "2024-12-04", "2024-12-06"]


def test_the_day_before_counts_from_publication_where_no_day_is_named() -> None:
    assert _resolved(fact("전날", pd("day", steps={"day": -1}, anchor="context"))) == [["2025-01-23"]]


def test_a_day_named_far_above_is_no_anchor() -> None:
    found = _resolved(
        fact("2019년 5월 7일", pd("day", year=2019, month=5, day=7)),
        fact("이날", pd("day", steps={"day": 0}, anchor="context"), at=950),
        lengths=(100,) * 10,
    )
    assert found[1] == ["2025-01-24"]


def test_that_year_and_the_year_after_count_from_the_year_just_named() -> None:
    found = _resolved(
        fact("2016년", pd("year", year=2016)),
        fact("그해 5월", pd("month", month=5, steps={"year": 0}, anchor="context"), at=20),
        fact("이듬해", pd("year", steps={"year": 1}, anchor="context"), at=40),
    )
    assert found[1][0] == "2016-05-01/2016-05-31"
    assert found[2][0] == "2017-01-01/2017-12-31"


def test_a_month_takes_the_year_of_its_sentence_first() -> None:
    found = _resolved(
        fact("2016년 3월", pd("month", year=2016, month=3)), fact("7월", pd("month", month=7), at=20)
    )
    assert found[1][0] == "2016-07-01/2016-07-31"


def test_a_bare_day_soon_after_a_named_one_is_of_the_same_month() -> None:
    found = _resolved(
        fact("지난해 12월 3일", pd("day", month=12, day=3, steps={"year": -1})),
        fact("4일", pd("day", day=4), at=20),
        fact("22일", pd("day", day=22), at=40),
    )
    assert found[1][0] == "2024-12-04"
    assert found[2][0] == "2025-01-22", "18 days on it is this month again"


def test_other_facts_pass_through_untouched() -> None:
    number = Fact(family="number", text="22", span=fact("22", pd("day", day=1)).span)
    assert resolve([number], [], PUBLISHED) == (number,)


# --- the calendar itself -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "days"),
    [
        # Korea Astronomy and Space Science Institute, yearly almanacs
        ("lunar-new-year", ["1997-02-08", "2017-01-28", "2020-01-25"]),
        ("lunar-new-year", ["2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17"]),
        ("chuseok", ["2017-10-04", "2020-10-01", "2023-09-29", "2024-09-17", "2025-10-06"]),
        ("buddhas-birthday", ["2017-05-03", "2023-05-27", "2024-05-15", "2025-05-05"]),
        ("easter", ["1961-04-02", "2000-04-23", "2024-03-31", "2038-04-25"]),
    ],
)  # fmt: skip
def test_moving_holidays(key: str, days: list[str]) -> None:
    for text in days:
        span = calendar.holiday_span(key, int(text[:4]))
        assert span is not None
        assert str(span.first) == text


@given(st.integers(1990, 2050))
def test_every_holiday_has_a_day_in_every_year(year: int) -> None:
    for key in calendar.holidays():
        span = calendar.holiday_span(key, year, whole=True)
        assert span is not None
        assert span.first.year == year


# --- properties ----------------------------------------------------------------------------------

_ANY = st.none() | st.integers(-5, 10_050)
_SMALL = st.none() | st.integers(-1, 40)


@st.composite
def partial_dates(draw: st.DrawFn, depth: int = 1) -> PartialDate:
    """Any partial date at all, sense or nonsense."""
    shifts = draw(
        st.lists(
            st.builds(Shift, unit=st.sampled_from(Grain), count=st.integers(-12_000, 12_000)), max_size=2
        )
    )
    return PartialDate(
        grain=draw(st.sampled_from(Grain)),
        century=draw(_SMALL), decade=draw(_ANY), year=draw(_ANY), half=draw(_SMALL), quarter=draw(_SMALL),
        month=draw(_SMALL), week=draw(_SMALL), day=draw(_SMALL), weekday=draw(st.none() | st.integers(0, 6)),
        part=draw(st.sampled_from([None, "early", "mid", "late"])),
        shifts=tuple(shifts),
        anchor=draw(st.sampled_from(["publication", "context"])),
        lean=draw(st.sampled_from([None, "past", "future"])),
        holiday=draw(st.none() | st.sampled_from(sorted(calendar.holidays()))),
        lunar=draw(st.booleans()),
        until=draw(st.none() | partial_dates(depth - 1)) if depth else None,
    )  # fmt: skip


@given(st.lists(partial_dates(), min_size=1, max_size=3), st.none() | st.dates())
def test_nothing_raises_and_every_reading_runs_forward(
    dates: list[PartialDate], published: datetime.date | None
) -> None:
    found = resolve([fact("말", d, at=i) for i, d in enumerate(dates)], sentences(10), published)
    for one in found:
        assert all(s.first <= s.last for s in one.spans)
        assert len(set(one.spans)) == len(one.spans)


@given(st.dates(), st.none() | st.dates())
def test_a_full_date_is_itself_whenever_it_is_read(
    day: datetime.date, published: datetime.date | None
) -> None:
    date = pd("day", year=day.year, month=day.month, day=day.day)
    assert spans(seen(fact("words", date), published)) == [str(day)]


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)), st.integers(1, 28))
def test_leaning_days_lie_on_their_side(published: datetime.date, number: int) -> None:
    past = seen(fact("지난", pd("day", day=number, lean="past")), published).spans
    future = seen(fact("오는", pd("day", day=number, lean="future")), published).spans
    assert len(past) == len(future) == 1
    assert past[0].first <= published <= future[0].first
    assert (published - past[0].first).days <= 31
    assert (future[0].first - published).days <= 31
