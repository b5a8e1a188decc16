"""Times of day compared."""

from __future__ import annotations

import pytest
from date_facts import at_time
from hypothesis import given
from hypothesis import strategies as st

from qa.compare.times import closeness, compare_times, phrase_time
from qa.model import Bound, ClockTime, Fact, Severity

AM_10_30 = at_time("오전 10시 30분", hour=10, minute=30, daypart="morning")
PM_3 = at_time("오후 3시", hour=15, daypart="afternoon")
NOON = at_time("정오", hour=12)
MIDNIGHT = at_time("자정", hour=0)
DAWN_2 = at_time("새벽 2시", hour=2, daypart="dawn")
LOCAL_10 = at_time("오전 10시(현지시간)", hour=10, zone="local")

CASES = [
    (AM_10_30, at_time("10:30 a.m.", hour=10, minute=30), "agree", None),
    (AM_10_30, at_time("10:30", hour=10, minute=30, explicit=False), "agree", None),
    (AM_10_30, at_time("10:30 p.m.", hour=22, minute=30), "differ", "meridiem"),
    (AM_10_30, at_time("10:20 a.m.", hour=10, minute=20), "differ", "minute"),
    (AM_10_30, at_time("11:30 a.m.", hour=11, minute=30), "differ", "hour"),
    (AM_10_30, at_time("10 a.m.", hour=10), "differ", "minute"),
    (PM_3, at_time("3 p.m.", hour=15), "agree", None),
    (PM_3, at_time("3:00 p.m.", hour=15, minute=0), "agree", None),
    (PM_3, at_time("15:00", hour=15, minute=0), "agree", None),
    (PM_3, at_time("3 o'clock", hour=3, minute=0, explicit=False), "agree", None),
    (PM_3, at_time("3 in the morning", hour=3, explicit=False, daypart="morning"), "differ", "meridiem"),
    (PM_3, at_time("4 o'clock", hour=4, explicit=False), "differ", "hour"),
    (PM_3, at_time("afternoon", daypart="afternoon"), "agree", None),
    (PM_3, at_time("morning", daypart="morning"), "differ", "daypart"),
    (NOON, at_time("noon", hour=12, minute=0), "agree", None),
    (NOON, at_time("12 p.m.", hour=12), "agree", None),
    (NOON, at_time("12", hour=12, explicit=False), "agree", None),
    (NOON, at_time("midnight", hour=0, minute=0), "differ", "meridiem"),
    (MIDNIGHT, at_time("midnight", hour=0, minute=0), "agree", None),
    (MIDNIGHT, at_time("12", hour=12, explicit=False), "agree", None),
    (MIDNIGHT, at_time("24:00", hour=24, minute=0), "agree", None),
    (DAWN_2, at_time("2 a.m.", hour=2), "agree", None),
    (DAWN_2, at_time("night", daypart="night"), "agree", None),
    # parts of the day
    (at_time("오후", daypart="afternoon"), at_time("afternoon", daypart="afternoon"), "agree", None),
    (at_time("오후", daypart="afternoon"), at_time("evening", daypart="evening"), "agree", None),
    (at_time("오후", daypart="afternoon"), at_time("morning", daypart="morning"), "differ", "daypart"),
    (at_time("새벽", daypart="dawn"), at_time("morning", daypart="morning"), "agree", None),
    (at_time("밤", daypart="night"), at_time("evening", daypart="evening"), "agree", None),
    (at_time("밤", daypart="night"), at_time("morning", daypart="morning"), "differ", "daypart"),
    (at_time("한때"), at_time("morning", daypart="morning"), "unknown", None),
    # zones
    (LOCAL_10, at_time("10 a.m. ET", hour=10, zone="ET"), "agree", None),
    (LOCAL_10, at_time("11 a.m. ET", hour=11, zone="ET"), "differ", "hour"),
    (LOCAL_10, at_time("midnight KST", hour=0, minute=0, zone="KST"), "unknown", None),
    (at_time("한국시간 21일 0시", hour=0, zone="KST"),
     at_time("10 a.m. ET", hour=10, zone="ET"), "unknown", None),
    (at_time("한국시간 0시", hour=0, zone="KST"), at_time("1 a.m.", hour=1), "differ", "hour"),
    # bounds
    (at_time("오전 7시 전", Bound.BEFORE, hour=7),
     at_time("before 7 a.m.", Bound.BEFORE, hour=7), "agree", None),
    (at_time("오전 7시 전", Bound.BEFORE, hour=7),
     at_time("after 7 a.m.", Bound.AFTER, hour=7), "differ", "bound"),
    (at_time("오전 7시까지", Bound.UNTIL, hour=7),
     at_time("by 7 a.m.", Bound.UNTIL, hour=7), "agree", None),
    (at_time("오전 7시쯤", Bound.ABOUT, hour=7),
     at_time("7:05 a.m.", hour=7, minute=5), "agree", "rounding"),
    (at_time("오전 7시쯤", Bound.ABOUT, hour=7),
     at_time("7:40 a.m.", hour=7, minute=40), "differ", "minute"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ko", "en", "verdict", "slip"), CASES, ids=[f"{k.text}~{e.text}" for k, e, *_ in CASES]
)
def test_times(ko: Fact, en: Fact, verdict: str, slip: str | None) -> None:
    found = compare_times(ko, en)
    assert (found.verdict, found.slip) == (verdict, slip)
    if verdict == "differ":
        assert 0.4 < closeness(ko, en) < 1.0
        assert found.detail.startswith("Korean: ")


def test_a_part_of_the_day_is_vague_an_hour_is_not() -> None:
    parts = compare_times(at_time("오후", daypart="afternoon"), at_time("morning", daypart="morning"))
    assert parts.severity is Severity.MINOR
    assert compare_times(AM_10_30, at_time("10:30 p.m.", hour=22, minute=30)).severity is Severity.MAJOR


def test_the_difference_is_said_on_the_clock() -> None:
    found = compare_times(AM_10_30, at_time("10:30 p.m.", hour=22, minute=30))
    assert found.detail == "Korean: 10:30; English: 22:30"


def test_one_slip_is_closer_than_another_time() -> None:
    flip = closeness(AM_10_30, at_time("10:30 p.m.", hour=22, minute=30))
    minute = closeness(AM_10_30, at_time("10:20 a.m.", hour=10, minute=20))
    other = closeness(AM_10_30, at_time("6 p.m.", hour=18))
    assert flip > minute > other


@pytest.mark.parametrize(
    ("ko", "like", "phrase"),
    [
        (AM_10_30, None, "10:30 a.m."),
        (AM_10_30, "10:30 p.m.", "10:30 a.m."),
        (AM_10_30, "10:30pm", "10:30am"),
        (AM_10_30, "22:30", "10:30"),
        (PM_3, "3 am", "3 pm"),
        (PM_3, "03:00", "15:00"),
        (NOON, "midnight", "noon"),
        (MIDNIGHT, None, "midnight"),
        (at_time("새벽", daypart="dawn"), None, "early morning"),
    ],
)
def test_the_english_that_would_be_right(ko: Fact, like: str | None, phrase: str) -> None:
    assert phrase_time(ko, at_time(like) if like else None) == phrase


_CLOCKS = st.builds(
    ClockTime,
    hour=st.none() | st.integers(0, 24),
    minute=st.none() | st.integers(0, 59),
    daypart=st.sampled_from([None, "morning", "afternoon", "evening", "night", "dawn", "teatime"]),
    explicit=st.booleans(),
    zone=st.sampled_from([None, "KST", "ET", "local"]),
)


def _fact(time: ClockTime) -> Fact:
    return Fact(family="time", text="때", span=PM_3.span, time=time)


@given(_CLOCKS)
def test_a_time_agrees_with_itself(time: ClockTime) -> None:
    found = compare_times(_fact(time), _fact(time))
    assert found.verdict in ("agree", "unknown")
    assert found.verdict == "agree" or (time.hour is None and time.daypart is None)


@given(_CLOCKS, _CLOCKS)
def test_the_verdict_does_not_depend_on_the_side(a: ClockTime, b: ClockTime) -> None:
    one, other = compare_times(_fact(a), _fact(b)), compare_times(_fact(b), _fact(a))
    assert (one.verdict, one.slip, one.severity) == (other.verdict, other.slip, other.severity)
    assert closeness(_fact(a), _fact(b)) == closeness(_fact(b), _fact(a))
    assert isinstance(phrase_time(_fact(a), _fact(b)), str)
