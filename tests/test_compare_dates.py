"""Dates compared: what agrees, what is left unsaid, and how each slip is named."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from date_facts import PUBLISHED, ago, fact, pd, seen
from hypothesis import given
from hypothesis import strategies as st
from test_resolve import partial_dates

from qa.compare.dates import closeness, compare_dates, phrase_en, weekday_conflict
from qa.model import Bound, Fact, PartialDate, Severity

LAST_YEAR = {"year": -1}
THIS_YEAR = {"year": 0}


def pair(
    ko: tuple[str, PartialDate], en: tuple[str, PartialDate], published: datetime.date | None = PUBLISHED
) -> tuple[Fact, Fact]:
    return seen(fact(*ko), published), seen(fact(*en), published)


KO_20 = ("지난 20일", pd("day", day=20, lean="past"))
KO_BARE_20 = ("20일(현지시간)", pd("day", day=20))
KO_15 = ("오는 15일", pd("day", day=15, lean="future"))
KO_APRIL = ("지난해 4월", pd("month", month=4, steps=LAST_YEAR))
KO_DEC_3 = ("12월 3일", pd("day", month=12, day=3))
KO_Q3 = ("올해 3분기", pd("quarter", quarter=3, steps=THIS_YEAR))
KO_EARLY_MONTH = ("이달 초", pd("month", part="early", steps={"month": 0}))
KO_LATE_JULY = ("7월 말", pd("month", month=7, part="late"))
KO_DAY_BEFORE = ("전날", pd("day", steps={"day": -1}, anchor="context"))
KO_FEB_1_3 = ("2월 1~3일", pd("day", month=2, day=1, until=pd("day", month=2, day=3)))
KO_WEEKEND = (
    "지난 주말",
    pd("weekday", weekday=5, steps={"week": -1}, until=pd("weekday", weekday=6, steps={"week": -1})),
)
KO_SEOL = ("설 연휴", pd("day", holiday="lunar-new-year"))
KO_LIBERATION = ("광복절", pd("day", holiday="liberation-day"))
JAN_20 = ("Jan. 20", pd("day", month=1, day=20))

AGREE = [
    (KO_20, JAN_20),
    (KO_20, ("Jan. 20, 2025", pd("day", year=2025, month=1, day=20))),
    (KO_20, ("Monday", pd("weekday", weekday=0))),
    (KO_20, ("Monday, Jan. 20", pd("day", month=1, day=20, weekday=0))),
    (KO_20, ("the 20th", pd("day", day=20))),
    (KO_BARE_20, JAN_20),
    (KO_15, ("Feb. 15", pd("day", month=2, day=15))),
    (KO_15, ("the 15th", pd("day", day=15))),
    (KO_APRIL, ("April 2024", pd("month", year=2024, month=4))),
    (KO_APRIL, ("last April", pd("month", month=4, lean="past"))),
    (KO_APRIL, ("April last year", pd("month", month=4, steps=LAST_YEAR))),
    (KO_APRIL, ("April", pd("month", month=4))),
    (KO_DEC_3, ("Dec. 3", pd("day", month=12, day=3))),
    (KO_DEC_3, ("Dec. 3, 2024", pd("day", year=2024, month=12, day=3))),
    (KO_DEC_3, ("Dec. 3 last year", pd("day", month=12, day=3, steps=LAST_YEAR))),
    (("지난 3월 5일", pd("day", month=3, day=5, lean="past")), ("March 5", pd("day", month=3, day=5))),
    (("지난해", pd("year", steps=LAST_YEAR)), ("2024", pd("year", year=2024))),
    (("지난해", pd("year", steps=LAST_YEAR)), ("last year", pd("year", steps=LAST_YEAR))),
    (KO_Q3, ("the third quarter", pd("quarter", quarter=3))),
    (KO_Q3, ("July to September", pd("month", month=7, until=pd("month", month=9)))),
    (("상반기", pd("half", half=1, year=2024)),
     ("January-June 2024", pd("month", month=1, year=2024, until=pd("month", month=6, year=2024)))),
    (KO_EARLY_MONTH, ("early this month", pd("month", part="early", steps={"month": 0}))),
    (KO_EARLY_MONTH, ("earlier this month", pd("month", steps={"month": 0}))),
    (KO_LATE_JULY, ("late July", pd("month", month=7, part="late"))),
    (KO_LATE_JULY, ("July", pd("month", month=7))),
    (("지난해 말", pd("year", part="late", steps=LAST_YEAR)), ("December", pd("month", month=12))),
    (("어제", pd("day", steps={"day": -1})), ("Thursday", pd("weekday", weekday=3))),
    (KO_DAY_BEFORE, ("yesterday", pd("day", steps={"day": -1}))),
    (KO_DAY_BEFORE, ("the previous day", pd("day", steps={"day": -1}, anchor="context"))),
    (("지난주 금요일", pd("weekday", weekday=4, steps={"week": -1})),
     ("last Friday", pd("weekday", weekday=4, lean="past"))),
    (("다음 주 화요일", pd("weekday", weekday=1, steps={"week": 1})),
     ("next Tuesday", pd("weekday", weekday=1, lean="future"))),
    (KO_WEEKEND, ("last weekend", pd("week", steps={"week": -1}))),
    (("1980년대 초반", pd("decade", decade=1980, part="early")),
     ("the early 1980s", pd("decade", decade=1980, part="early"))),
    (KO_SEOL, ("Lunar New Year", pd("day", holiday="lunar-new-year"))),
    (KO_SEOL, ("Jan. 29", pd("day", month=1, day=29))),
    (("3·1절", pd("day", holiday="independence-movement-day")), ("March 1", pd("day", month=3, day=1))),
    (KO_FEB_1_3, ("Feb. 1-3", pd("day", month=2, day=1, until=pd("day", day=3)))),
    (("2월 30일", pd("day", month=2, day=30)), ("Feb. 30", pd("day", month=2, day=30))),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "en"), AGREE, ids=[f"{k[0]}={e[0]}" for k, e in AGREE])
def test_agree(ko: tuple[str, PartialDate], en: tuple[str, PartialDate]) -> None:
    found = compare_dates(*pair(ko, en), PUBLISHED)
    assert (found.verdict, found.slip, found.severity) == ("agree", None, Severity.NEUTRAL)
    assert closeness(*pair(ko, en)) == 1.0


DIFFER = [
    (KO_20, ("Jan. 22", pd("day", month=1, day=22)), "day"),
    (KO_20, ("Tuesday", pd("weekday", weekday=1)), "weekday"),
    (KO_20, ("Feb. 20", pd("day", month=2, day=20)), "month"),
    (KO_15, ("Jan. 15", pd("day", month=1, day=15)), "month"),
    (KO_APRIL, ("April 2023", pd("month", year=2023, month=4)), "relative-year"),
    (KO_APRIL, ("May 2024", pd("month", year=2024, month=5)), "month"),
    (KO_APRIL, ("this April", pd("month", month=4, steps=THIS_YEAR)), "relative-year"),
    (KO_APRIL, ("next April", pd("month", month=4, lean="future")), "direction"),
    (KO_DEC_3, ("Dec. 3, 2023", pd("day", year=2023, month=12, day=3)), "year"),
    (("2023년 5월 7일", pd("day", year=2023, month=5, day=7)),
     ("July 5, 2023", pd("day", year=2023, month=7, day=5)), "day-month-swap"),
    (("2023년 5월 7일", pd("day", year=2023, month=5, day=7)),
     ("May 7, 2024", pd("day", year=2024, month=5, day=7)), "year"),
    (("2023년 5월 7일", pd("day", year=2023, month=5, day=7)),
     ("June 9, 2024", pd("day", year=2024, month=6, day=9)), "date"),
    (("지난해", pd("year", steps=LAST_YEAR)), ("this year", pd("year", steps=THIS_YEAR)), "relative-year"),
    (("1969년", pd("year", year=1969)), ("1996", pd("year", year=1996)), "year"),
    (KO_Q3, ("the second quarter", pd("quarter", quarter=2)), "quarter"),
    (("내년 상반기", pd("half", half=1, steps={"year": 1})),
     ("the second half of 2026", pd("half", half=2, year=2026)), "half"),
    (("1980년대", pd("decade", decade=1980)), ("the 1990s", pd("decade", decade=1990)), "decade"),
    (("18세기", pd("century", century=18)), ("the 16th century", pd("century", century=16)), "century"),
    (("월요일", pd("weekday", weekday=0)), ("Sunday", pd("weekday", weekday=6)), "weekday"),
    (("지난주 금요일", pd("weekday", weekday=4, steps={"week": -1})),
     ("next Friday", pd("weekday", weekday=4, lean="future")), "direction"),
    (("지난주", pd("week", steps={"week": -1})), ("this week", pd("week", steps={"week": 0})), "week"),
    (("이달", pd("month", steps={"month": 0})), ("last month", pd("month", steps={"month": -1})), "month"),
    (KO_LATE_JULY, ("early July", pd("month", month=7, part="early")), "part"),
    (KO_FEB_1_3, ("Feb. 1-4", pd("day", month=2, day=1, until=pd("day", day=4))), "range-end"),
    (("추석", pd("day", holiday="chuseok")),
     ("Lunar New Year", pd("day", holiday="lunar-new-year")), "holiday"),
    (KO_APRIL, ("2024", pd("year", year=2024)), "grain"),
    (KO_20, ("this month", pd("month", steps={"month": 0})), "grain"),
    (KO_DAY_BEFORE, ("the next day", pd("day", steps={"day": 1}, anchor="context")), "direction"),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "en", "slip"), DIFFER, ids=[f"{k[0]}!={e[0]}" for k, e, _ in DIFFER])
def test_differ(ko: tuple[str, PartialDate], en: tuple[str, PartialDate], slip: str) -> None:
    found = compare_dates(*pair(ko, en), PUBLISHED)
    assert (found.verdict, found.slip) == ("differ", slip)
    assert found.severity is (Severity.MINOR if slip == "grain" else Severity.MAJOR)
    assert 0.5 < found.confidence <= 1.0
    assert 0.2 < closeness(*pair(ko, en)) < 1.0 or slip == "date"


def test_the_difference_is_said_in_plain_words() -> None:
    found = compare_dates(*pair(KO_20, ("Jan. 22", pd("day", month=1, day=22))), PUBLISHED)
    assert found.detail == "Korean: 20 January 2025; English: 22 January 2025"
    found = compare_dates(*pair(KO_LATE_JULY, ("early July", pd("month", month=7, part="early"))), PUBLISHED)
    assert found.detail == "Korean: late July 2025; English: early July 2025"


def test_a_range_of_two_is_a_list_of_two() -> None:
    ko = seen(fact("2021~2022년", pd("year", year=2021, until=pd("year", year=2022))))
    for year, verdict in ((2021, "agree"), (2022, "agree"), (2023, "differ")):
        en = seen(fact(str(year), pd("year", year=year)))
        assert compare_dates(ko, en, PUBLISHED).verdict == verdict
    longer = seen(fact("2021~2023년", pd("year", year=2021, until=pd("year", year=2023))))
    found = compare_dates(longer, seen(fact("2023", pd("year", year=2023))), PUBLISHED)
    assert found.slip == "range-end"
    assert found.detail == "Korean: 2021 to 2023; English: 2023"


def test_an_event_named_by_its_day_may_take_its_year() -> None:
    ko = replace(seen(fact("6·25", pd("day", month=6, day=25, lean="past"))), soft=True)
    right = seen(fact("June 25, 1950", pd("day", year=1950, month=6, day=25)))
    wrong = seen(fact("June 26, 1950", pd("day", year=1950, month=6, day=26)))
    assert compare_dates(ko, right, PUBLISHED).verdict == "agree"
    assert compare_dates(ko, wrong, PUBLISHED).verdict == "differ"


def test_a_middle_for_a_late_is_only_minor() -> None:
    found = compare_dates(*pair(KO_LATE_JULY, ("mid-July", pd("month", month=7, part="mid"))), PUBLISHED)
    assert (found.slip, found.severity) == ("part", Severity.MINOR)


def test_a_day_that_counts_from_the_text_is_not_held_against_a_day_of_the_calendar() -> None:
    found = compare_dates(*pair(KO_DAY_BEFORE, ("Jan. 21", pd("day", month=1, day=21))), PUBLISHED)
    assert found.verdict == "unknown"


def test_korean_time_may_be_a_day_ahead_of_the_local_day() -> None:
    en = ("Jan. 20", pd("day", month=1, day=20))
    ahead = ("한국시간 21일", pd("day", day=21, lean="past"))
    assert compare_dates(*pair(ahead, en), PUBLISHED).verdict == "unknown"
    two_days = ("한국시간 22일", pd("day", day=22, lean="past"))
    assert compare_dates(*pair(two_days, en), PUBLISHED).verdict == "differ"


@pytest.mark.parametrize(
    ("ko", "en", "slip"),
    [
        (Bound.UNTIL, Bound.SINCE, "bound"),
        (Bound.SINCE, Bound.BEFORE, "bound"),
        (Bound.UNTIL, Bound.BEFORE, None),
        (Bound.AFTER, Bound.SINCE, None),
        (Bound.UNTIL, Bound.EXACT, None),
    ],
)
def test_bounds_are_part_of_a_date(ko: Bound, en: Bound, slip: str | None) -> None:
    year = pd("year", year=2020)
    found = compare_dates(fact("2020년", year, bound=ko), fact("2020", year, bound=en), None)
    assert found.slip == slip


@pytest.mark.parametrize(
    ("ko", "en", "verdict", "slip"),
    [
        (ago("3년 전", 3, "year", -3), ago("three years ago", 3, "year", -3), "agree", None),
        (ago("3년 전", 3, "year", -3), ago("two years ago", 2, "year", -2), "differ", "year"),
        (ago("3년 전", 3, "year", -3), ago("three months ago", 3, "month", -3), "differ", "unit"),
        (ago("3년 전", 3, "year", -3), ago("three years later", 3, "year", 3), "differ", "direction"),
        (ago("12개월 전", 12, "month", -12), ago("a year ago", 1, "year", -1), "agree", None),
        (ago("14일 전", 14, "day", -14), ago("two weeks ago", 2, "week", -2), "agree", None),
        (ago("30일 전", 30, "day", -30), ago("a month ago", 1, "month", -1), "agree", None),
        (ago("10일 전", 10, "day", -10), ago("a month ago", 1, "month", -1), "differ", "unit"),
        (ago("약 10년 전", 10, "year", -10, bound=Bound.ABOUT),
         ago("11 years ago", 11, "year", -11), "agree", None),
        (ago("10년 전", 10, "year", -10), ago("11 years ago", 11, "year", -11), "differ", "year"),
    ],
)  # fmt: skip
def test_counted_dates(ko: Fact, en: Fact, verdict: str, slip: str | None) -> None:
    found = compare_dates(ko, en, None)
    assert (found.verdict, found.slip) == (verdict, slip)


def test_a_count_and_its_year_are_the_same_date() -> None:
    ko = seen(ago("3년 전", 3, "year", -3))
    assert compare_dates(ko, seen(fact("2022", pd("year", year=2022))), PUBLISHED).verdict == "agree"
    assert (
        compare_dates(ko, seen(fact("March 2022", pd("month", year=2022, month=3))), PUBLISHED).verdict
        == "agree"
    )
    assert compare_dates(ko, seen(fact("2020", pd("year", year=2020))), PUBLISHED).verdict == "differ"


# Without a publication date: fields and steps only.
UNPUBLISHED = [
    (KO_BARE_20, JAN_20, "agree", None),
    (KO_20, ("Jan. 22", pd("day", month=1, day=22)), "differ", "day"),
    (KO_20, ("Monday", pd("weekday", weekday=0)), "unknown", None),
    (KO_APRIL, ("April 2024", pd("month", year=2024, month=4)), "agree", None),
    (KO_APRIL, ("last June", pd("month", month=6, lean="past")), "differ", "month"),
    (KO_APRIL, ("this April", pd("month", month=4, steps=THIS_YEAR)), "differ", "relative-year"),
    (KO_Q3, ("July to September", pd("month", month=7, until=pd("month", month=9))), "agree", None),
    (KO_LATE_JULY, ("early July", pd("month", month=7, part="early")), "differ", "part"),
    (("지난해", pd("year", steps=LAST_YEAR)), ("2024", pd("year", year=2024)), "unknown", None),
    (("2016년", pd("year", year=2016)), ("Monday", pd("weekday", weekday=0)), "differ", "grain"),
    (("토요일", pd("weekday", weekday=5)), ("Sunday", pd("weekday", weekday=6)), "differ", "weekday"),
    (KO_DAY_BEFORE, ("a day earlier", pd("day", steps={"day": -1}, anchor="context")), "agree", None),
    (("오는 금요일", pd("weekday", weekday=4, lean="future")),
     ("last Friday", pd("weekday", weekday=4, lean="past")), "differ", "direction"),
    (("추석", pd("day", holiday="chuseok")), ("Sept. 17", pd("day", month=9, day=17)), "unknown", None),
    (KO_LIBERATION, ("Aug. 15", pd("day", month=8, day=15)), "agree", None),
    (KO_LIBERATION, ("Aug. 16", pd("day", month=8, day=16)), "differ", "day"),
    (KO_FEB_1_3,
     ("Feb. 1-4", pd("day", month=2, day=1, until=pd("day", month=2, day=4))), "differ", "range-end"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ko", "en", "verdict", "slip"), UNPUBLISHED, ids=[f"{u[0][0]}~{u[1][0]}" for u in UNPUBLISHED]
)
def test_without_a_publication_date(
    ko: tuple[str, PartialDate], en: tuple[str, PartialDate], verdict: str, slip: str | None
) -> None:
    found = compare_dates(*pair(ko, en, None), None)
    assert (found.verdict, found.slip) == (verdict, slip)


def test_one_changed_field_is_closer_than_another_date() -> None:
    day = closeness(*pair(KO_20, ("Jan. 22", pd("day", month=1, day=22))))
    month = closeness(*pair(KO_20, ("Feb. 20", pd("day", month=2, day=20))))
    other = closeness(*pair(KO_20, ("June 5, 2019", pd("day", year=2019, month=6, day=5))))
    year = closeness(*pair(("1969년", pd("year", year=1969)), ("1996", pd("year", year=1996))))
    assert day > month > 0.5 > 0.2 > other
    assert year > 0.5
    assert closeness(*pair(KO_20, ("2016", pd("year", year=2016)))) < 0.45


# --- the English that would be right -------------------------------------------------------------

PHRASES = [
    (KO_20, None, "Jan. 20"),
    (KO_20, ("Jan. 22", pd("day", month=1, day=22)), "Jan. 20"),
    (KO_20, ("January 22, 2025", pd("day", year=2025, month=1, day=22)), "January 20, 2025"),
    (KO_20, ("22 January", pd("day", month=1, day=22)), "20 January"),
    (KO_20, ("the 22nd", pd("day", day=22)), "the 20th"),
    (KO_20, ("Tuesday", pd("weekday", weekday=1)), "Monday"),
    (KO_APRIL, ("April 2023", pd("month", year=2023, month=4)), "April 2024"),
    (KO_APRIL, ("April this year", pd("month", month=4, steps=THIS_YEAR)), "April last year"),
    (KO_DEC_3, None, "Dec. 3, 2024"),
    (KO_DEC_3, ("Dec. 2 last year", pd("day", month=12, day=2, steps=LAST_YEAR)), "Dec. 3 last year"),
    (KO_Q3, None, "the third quarter of this year"),
    (KO_Q3, ("Q2 2025", pd("quarter", quarter=2, year=2025)), "Q3 2025"),
    (("지난해", pd("year", steps=LAST_YEAR)), ("this year", pd("year", steps=THIS_YEAR)), "last year"),
    (("지난해", pd("year", steps=LAST_YEAR)), ("2023", pd("year", year=2023)), "2024"),
    (KO_LATE_JULY, ("early July", pd("month", month=7, part="early")), "late July"),
    (KO_EARLY_MONTH, None, "early this month"),
    (("1980년대 초반", pd("decade", decade=1980, part="early")), None, "the early 1980s"),
    (("19세기", pd("century", century=19)), None, "the 19th century"),
    (KO_FEB_1_3, None, "Feb. 1-3"),
    (("2023년 11월부터 3월까지",
      pd("month", year=2023, month=11, until=pd("month", year=2024, month=3))), None,
     "November 2023 to March 2024"),
    (("추석", pd("day", holiday="chuseok")), None, "Chuseok"),
    (KO_DAY_BEFORE, None, "the previous day"),
    (("어제", pd("day", steps={"day": -1})), None, "yesterday"),
    (("다음 주 화요일", pd("weekday", weekday=1, steps={"week": 1})), None, "Tuesday next week"),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "like", "phrase"), PHRASES, ids=[p[2] + "<" + p[0][0] for p in PHRASES])
def test_the_english_that_would_be_right(
    ko: tuple[str, PartialDate], like: tuple[str, PartialDate] | None, phrase: str
) -> None:
    english = seen(fact(*like)) if like else None
    assert phrase_en(seen(fact(*ko)), english, PUBLISHED) == phrase


def test_counts_are_worded_by_their_direction() -> None:
    assert phrase_en(ago("3년 전", 3, "year", -3), None, PUBLISHED) == "three years ago"
    later = ago("2주 뒤", 2, "week", 2)
    assert later.date is not None
    context = replace(later, date=replace(later.date, anchor="context"))
    assert phrase_en(context, None, PUBLISHED) == "two weeks later"


# --- a date against its own weekday --------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "conflict"),
    [
        (pd("day", month=1, day=20, weekday=0), None),
        (pd("day", month=1, day=20, weekday=1), "20 January 2025 is a Monday, not a Tuesday"),
        (pd("day", day=20, weekday=0), None),
        (pd("day", day=20, weekday=4), None),  # 20 December was a Friday
        (pd("day", day=20, weekday=1), "20 January 2025 is a Monday, not a Tuesday"),
        (pd("day", year=2024, month=12, day=3, weekday=1), None),
        (pd("day", month=12, day=3, weekday=1), None),
        (pd("weekday", weekday=1), None),
        (pd("day", day=18, weekday=5, until=pd("day", day=20, weekday=0)), None),
        (pd("day", day=18, until=pd("day", day=20, weekday=2)),
         "20 January 2025 is a Monday, not a Wednesday"),
    ],
)  # fmt: skip
def test_a_weekday_against_its_date(date: PartialDate, conflict: str | None) -> None:
    assert weekday_conflict(seen(fact("words", date))) == conflict


def test_a_weekday_cannot_be_checked_without_the_year() -> None:
    assert weekday_conflict(seen(fact("1월 20일(화)", pd("day", month=1, day=20, weekday=1)), None)) is None


# --- properties ----------------------------------------------------------------------------------

_PUBLISHED = st.none() | st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 1, 1))


@given(partial_dates(), _PUBLISHED)
def test_a_date_agrees_with_itself(date: PartialDate, published: datetime.date | None) -> None:
    one = seen(fact("words", date), published)
    assert compare_dates(one, one, published).verdict in ("agree", "unknown")


@given(partial_dates(), partial_dates(), _PUBLISHED)
def test_the_verdict_does_not_depend_on_the_side(
    a: PartialDate, b: PartialDate, published: datetime.date | None
) -> None:
    x, y = seen(fact("words", a), published), seen(fact("words", b), published)
    one, other = compare_dates(x, y, published), compare_dates(y, x, published)
    assert (one.verdict, one.severity) == (other.verdict, other.severity)
    assert closeness(x, y) == pytest.approx(closeness(y, x))
    assert 0.0 <= closeness(x, y) <= 1.0
    assert isinstance(phrase_en(x, y, published), str)
    weekday_conflict(x)
