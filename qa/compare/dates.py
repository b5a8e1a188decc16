"""A Korean date against an English one.

Quiet by design: the two agree if any reading of one is a reading of the other, or if they differ
only in what one language may leave out (the year that the dateline makes plain, 지난 and 오는, the
weekday beside or instead of the day, 초 and "early").  Without readings they are compared by the
fields and steps that both name.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from qa.compare.counted import compare_counted, is_counted, sign
from qa.compare.date_profile import (
    DAYLIKE,
    Profile,
    describe,
    gap,
    named,
    nearest_pair,
    of_reading,
    unit_of,
    year_said,
)
from qa.compare.date_rest import whole_unit, without_end
from qa.compare.date_slips import leans_oppose, name_slip, weekend_and_week
from qa.compare.date_terms import by_words, steps_of
from qa.compare.date_wording import phrase_en
from qa.compare.outcome import AGREE, Outcome
from qa.extract.calendar import containing
from qa.model import Bound, DateSpan, Fact, Grain, PartialDate, Severity
from qa.values import MONTHS, WEEKDAYS

__all__ = ["closeness", "compare_dates", "phrase_en", "weekday_conflict"]

_FROM = (Bound.SINCE, Bound.AFTER)
_TO = (Bound.UNTIL, Bound.BEFORE)
# How far, in days, a year, month or week that counts from the text may come out wrong because the
# day counted from was not the one meant; a day may come out anywhere.
_ANCHOR_ERROR = {Grain.YEAR: 731, Grain.QUARTER: 184, Grain.MONTH: 62, Grain.WEEK: 14}
_KOREAN_TIME = ("한국시간", "한국 시간", "KST", "Korea time", "Korean time")


def compare_dates(ko: Fact, en: Fact, published: datetime.date | None) -> Outcome:
    """Whether two dates are the same.

    Args:
        ko: the Korean date, resolved if it could be (`spans`).
        en: the English date, likewise.
        published: of the article; None where it is not known.

    Returns:
        `unknown` where the two may be the same but nothing decides it: a weekday against a day
        without a publication date, 전날 against a day when what it counts from is not certain.
        Slips: `day month year weekday week quarter half decade century`, `date` (several of
        them), `day-month-swap`, `relative-year` (this and last year mixed up), `direction` (past
        for future), `part` (early for late), `bound` (since for until), `range-end`, `holiday`,
        `grain` (the date is less precise), `unit`.
    """
    assert ko.date is not None
    assert en.date is not None
    if is_counted(ko) and is_counted(en):
        return compare_counted(ko, en)
    ko, en = _plain(ko, en), _plain(en, ko)
    found = _compare(ko, en)
    if found.verdict != "differ" and _bounds_oppose(ko, en):
        return Outcome(verdict="differ", slip="bound", confidence=0.8,
                       detail=f"Korean: {ko.bound.value}; English: {en.bound.value}")  # fmt: skip
    return found


def _plain(fact: Fact, other: Fact) -> Fact:
    return whole_unit(without_end(fact, other), other)


def _compare(ko: Fact, en: Fact) -> Outcome:
    if ko.spans and en.spans:
        return _by_days(ko, en)
    return by_words(ko, en)


def _bounds_oppose(ko: Fact, en: Fact) -> bool:
    if any(f.amount is not None or (f.date and f.date.until) for f in (ko, en)):
        return False  # 전 and "after" are the step itself there
    return (ko.bound in _FROM and en.bound in _TO) or (ko.bound in _TO and en.bound in _FROM)


# --- by days -------------------------------------------------------------------------------------


def _by_days(ko: Fact, en: Fact) -> Outcome:
    a, b = ko.date, en.date
    assert a is not None
    assert b is not None
    if ko.spans[0] == en.spans[0]:
        return AGREE
    if set(ko.spans) & set(en.spans):
        return replace(AGREE, confidence=0.85)
    if _same_but_unsaid(a, b) or _event_with_year(ko, en):
        return replace(AGREE, confidence=0.8)
    if weekend_and_week(a, b):
        return replace(AGREE, confidence=0.8)
    if _one_of_two(ko, en) or _one_of_two(en, ko):
        return replace(AGREE, confidence=0.6)
    if any(_refines(ko, k, en, e) or _refines(en, e, ko, k) for k in ko.spans for e in en.spans):
        return replace(AGREE, confidence=0.75)
    k, e = nearest_pair(ko, en)
    if (ko.approximate or en.approximate) and unit_of(a) is unit_of(b) and gap(k, e) <= 1:
        return replace(AGREE, confidence=0.6)
    slip, severity = name_slip(ko, k, en, e)
    detail = f"Korean: {describe(ko, k)}; English: {describe(en, e)}"
    if _uncertain(ko, en):
        return Outcome(verdict="unknown", slip=None, detail=detail, severity=Severity.NEUTRAL, confidence=0.5)
    return Outcome(verdict="differ", slip=slip, detail=detail, severity=severity,
                   confidence=_confidence(ko, en, slip))  # fmt: skip


def _same_but_unsaid(a: PartialDate, b: PartialDate) -> bool:
    """The same words but for 지난/오는 and what relative words count from."""
    if a.until or b.until:
        return False
    if a.shifts == b.shifts and _bare(a) == _bare(b):
        return not leans_oppose(a, b)
    said = year_said(a) or year_said(b)
    if said or None not in (a.lean, b.lean):
        return False
    p, q = named(a), named(b)
    return p.unit is q.unit and a.part == b.part and bool(p.fields) and p.fields == q.fields


def _event_with_year(ko: Fact, en: Fact) -> bool:
    """A day that names an event (6·25, 12·3) against the same day with its year."""
    for event, other in ((ko, en), (en, ko)):
        a, b = event.date, other.date
        assert a is not None
        assert b is not None
        if event.soft and a.day is not None and a.month is not None and not year_said(a):
            return (a.month, a.day) == (b.month, b.day) and b.until is None
    return False


def _bare(date: PartialDate) -> PartialDate:
    return replace(date, anchor="publication", lean=None, shifts=(), grain=Grain.DAY)


def _refines(fine: Fact, inner: DateSpan, coarse: Fact, outer: DateSpan) -> bool:
    """Whether `inner` says more closely what `outer` says, as one language may and the other not."""
    if not (outer.first <= inner.first and inner.last <= outer.last):
        return False
    a, b = fine.date, coarse.date
    assert a is not None
    assert b is not None
    if a.until is not None or b.until is not None:
        return False
    if a.holiday is not None and a.holiday == b.holiday:
        return True
    if b.holiday is not None:  # 설 연휴, and a day of it
        return unit_of(a) is Grain.DAY
    if a.part is not None and b.part is None:  # 7월 말 and "July"
        return unit_of(a) is unit_of(b)
    if b.part is not None:  # 지난해 말 and "December"
        return unit_of(a) not in DAYLIKE or unit_of(b) is Grain.WEEK
    return coarse.amount is not None and unit_of(a) not in DAYLIKE  # 3년 전 and "March 2022"


def _one_of_two(ranged: Fact, single: Fact) -> bool:
    """2021~2022년 against one of "2021 and 2022": a range of two is a list of two."""
    a, b = ranged.date, single.date
    assert a is not None
    assert b is not None
    if (
        a.until is None
        or b.until is not None
        or unit_of(a) is not unit_of(b)
        or unit_of(a) is not unit_of(a.until)
    ):
        return False
    for span in ranged.spans:
        first, last = containing(span.first, unit_of(a)), containing(span.last, unit_of(a))
        if first and last and gap(first, last) == 1 and {first, last} & set(single.spans):
            return True
    return False


def _uncertain(ko: Fact, en: Fact) -> bool:
    """Whether what the dates count from is too unsure to call them different."""
    a, b = ko.date, en.date
    assert a is not None
    assert b is not None
    contexts = [d.anchor == "context" for d in (a, b)]
    if all(contexts) or (any(contexts) and a.shifts and b.shifts and not a.fields() and not b.fields()):
        return not _steps_differ(a, b)
    k, e = nearest_pair(ko, en)
    if any(contexts):
        return unit_of(a) is unit_of(b) and gap(k, e) <= _ANCHOR_ERROR.get(unit_of(a), gap(k, e))
    # a day named in Korean time on one side alone may be the day after the local one
    zoned = [any(z in f.text for z in _KOREAN_TIME) for f in (ko, en)]
    return zoned[0] != zoned[1] and unit_of(a) is unit_of(b) is Grain.DAY and gap(k, e) == 1


def _steps_differ(a: PartialDate, b: PartialDate) -> bool:
    steps, others = steps_of(a), steps_of(b)
    return any(others.get(unit, count) != count for unit, count in steps.items())


def _confidence(ko: Fact, en: Fact, slip: str) -> float:
    assert ko.date is not None
    assert en.date is not None
    if slip == "year" and not (year_said(ko.date) and year_said(en.date)):
        return 0.65
    return 0.75 if len(ko.spans) > 1 or len(en.spans) > 1 else 0.95


# --- likeness, and a date against itself ---------------------------------------------------------


def closeness(ko: Fact, en: Fact) -> float:
    """How alike two dates are, 0 to 1: 1 where they agree, near 0.8 where one field is another.

    It decides whether two unmatched dates are one changed date, or one missing and one added.
    """
    assert ko.date is not None
    assert en.date is not None
    if is_counted(ko) and is_counted(en):
        outcome = compare_counted(ko, en)
        return (
            1.0
            if outcome.verdict == "agree"
            else 0.7
            if ko.unit == en.unit and sign(ko) == sign(en)
            else 0.45
        )
    outcome = compare_dates(ko, en, None)
    if outcome.verdict != "differ":
        return 1.0 if outcome.verdict == "agree" else 0.5
    ko, en = _plain(ko, en), _plain(en, ko)
    a, b = ko.date, en.date
    assert a is not None
    assert b is not None
    if outcome.slip in ("bound", "part", "range-end"):
        return 0.85
    if outcome.slip == "holiday":
        return 0.5
    if ko.spans and en.spans:
        k, e = nearest_pair(ko, en)
        return _likeness(a, b, of_reading(a, k), of_reading(b, e), gap(k, e))
    return _likeness(a, b, named(a), named(b), None)


def _likeness(a: PartialDate, b: PartialDate, p: Profile, q: Profile, days: int | None) -> float:
    if p.unit is not q.unit:
        wrong = [n for n in p.differing(q) if n not in ("century", "decade", "weekday")]
        if not p.shared(q):
            return 0.1
        return 0.3 if wrong else 0.7
    if p.unit is Grain.DAY:
        return _day_likeness(a, b, p, q, days)
    if p.unit is Grain.YEAR and "year" in p.fields and "year" in q.fields:
        return _year_likeness(p.fields["year"], q.fields["year"])
    key = p.unit.value
    if key in p.fields and key in q.fields:
        same_key = p.fields[key] == q.fields[key]
        same_year = p.fields.get("year") == q.fields.get("year")
        return 0.8 if same_key else 0.7 if same_year or p.unit in (Grain.DECADE, Grain.CENTURY) else 0.4
    return 0.6 if {s.unit for s in a.shifts} & {s.unit for s in b.shifts} else 0.3


def _day_likeness(a: PartialDate, b: PartialDate, p: Profile, q: Profile, days: int | None) -> float:
    if a.day is None and b.day is None:  # weekdays and steps: 월요일, 어제
        return 0.7 if None not in (a.weekday, b.weekday) or (a.shifts and b.shifts) else 0.5
    if not {"day", "month"} & set(p.shared(q)):  # a day of the month against a weekday, a step
        return 0.6 if days is not None and days <= 7 else 0.3
    # what one side leaves out counts as the same
    wrong = p.differing(q)
    same = {n: n not in wrong for n in ("year", "month", "day")}
    if (
        {"month", "day"} <= set(wrong)
        and p.fields["month"] == q.fields["day"]
        and p.fields["day"] == q.fields["month"]
    ):
        return 0.75
    if same["month"] and (same["year"] or same["day"]):
        return 0.8
    if same["year"] and same["day"]:
        return 0.7
    if days is not None and days <= 7:
        return 0.6
    if same["day"] or same["month"]:
        return 0.5
    return 0.3 if same["year"] else 0.0


def _year_likeness(a: int, b: int) -> float:
    """By digits: 1969 and 1996, 2015 and 2016 are one year changed."""
    x, y = f"{abs(a):04d}", f"{abs(b):04d}"
    if sorted(x) == sorted(y) or sum(c != d for c, d in zip(x, y, strict=False)) == 1:
        return 0.75
    return 0.65 if abs(a - b) <= 5 else 0.45 if a // 100 == b // 100 else 0.25


def weekday_conflict(fact: Fact) -> str | None:
    """A weekday that contradicts its own date, in words; None where there is none to see."""
    date = fact.date
    if date is None or not fact.spans:
        return None
    firsts, lasts = [s.first for s in fact.spans], [s.last for s in fact.spans]
    if date.day is not None and date.weekday is not None and not date.lunar:
        return _contradicts(firsts, date.weekday)
    if date.until is not None and date.until.day is not None and date.until.weekday is not None:
        return _contradicts(lasts, date.until.weekday)
    return None


def _contradicts(days: list[datetime.date], weekday: int) -> str | None:
    if any(d.weekday() == weekday for d in days) or not 0 <= weekday < len(WEEKDAYS):
        return None
    day = days[0]
    return (
        f"{day.day} {MONTHS[day.month]} {day.year} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}"
    )
