"""Dates compared by their words: what both name must be the same.

Used where one side has no readings: no publication date, or a day that the calendar lacks.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from qa.compare.date_profile import Profile, named, unit_of
from qa.compare.date_slips import leans_oppose, soft_severity, weekend_and_week
from qa.compare.outcome import AGREE, Outcome
from qa.model import Fact, Grain, PartialDate, Severity

# in months
_QUARTER, _HALF = 3, 6


def by_words(ko: Fact, en: Fact) -> Outcome:
    """Without readings on both sides: what both name must be the same."""
    assert ko.date is not None
    assert en.date is not None
    a, b = _as_unit(ko.date), _as_unit(en.date)
    said = f"Korean: {ko.text}; English: {en.text}"
    if weekend_and_week(a, b):
        return replace(AGREE, confidence=0.8)
    slip = _word_slip(a, b)
    if slip is not None:
        severity = soft_severity(a, b) if slip in ("grain", "part") else Severity.MAJOR
        return Outcome(verdict="differ", slip=slip, detail=said, severity=severity, confidence=0.9)
    if _something_shared(a, b):
        return replace(AGREE, confidence=0.9)
    if unit_of(a) is unit_of(b):
        detail = f"{said}: not comparable without a publication date"
        return Outcome(verdict="unknown", detail=detail, severity=Severity.NEUTRAL, confidence=0.5)
    return Outcome(verdict="differ", slip="grain", detail=said, severity=Severity.MAJOR, confidence=0.6)


def _as_unit(date: PartialDate) -> PartialDate:
    """January to March as the first quarter, January to June as the first half."""
    until = date.until
    if (
        until is None
        or date.month is None
        or until.month is None
        or date.day is not None
        or until.day is not None
    ):
        return date
    months = until.month - date.month + 1
    if months == _QUARTER and date.month % _QUARTER == 1:
        return replace(date, until=None, month=None, quarter=until.month // _QUARTER, grain=Grain.QUARTER)
    if months == _HALF and date.month % _HALF == 1:
        return replace(date, until=None, month=None, half=until.month // _HALF, grain=Grain.HALF)
    return date


def _word_slip(a: PartialDate, b: PartialDate) -> str | None:
    if a.holiday and b.holiday and a.holiday != b.holiday:
        return "holiday"
    p, q = named(a), named(b)
    wrong = p.differing(q)
    if wrong:
        return _named_slip(p, q, wrong)
    if leans_oppose(a, b):
        return "direction"
    steps, others = steps_of(a), steps_of(b)
    for unit, count in steps.items():
        if others.get(unit, count) != count:
            return "relative-year" if unit is Grain.YEAR else unit.value
    if bool(a.until) != bool(b.until):
        return "range-end"
    if a.until and b.until and _word_slip(a.until, b.until) not in (None, "grain"):
        return "range-end"
    if unit_of(a) is not unit_of(b) and _something_shared(a, b):
        return "grain"
    if a.part and b.part and a.part != b.part and unit_of(a) is unit_of(b):
        return "part"
    return None


def steps_of(date: PartialDate) -> Counter[Grain]:
    """How far each unit is stepped."""
    steps: Counter[Grain] = Counter()
    for step in date.shifts:
        steps[step.unit] += step.count
    return steps


def _named_slip(p: Profile, q: Profile, wrong: tuple[str, ...]) -> str:
    day_month = [(r.fields.get("month"), r.fields.get("day")) for r in (p, q)]
    if {"month", "day"} <= set(wrong) and day_month[0] == day_month[1][::-1]:
        return "day-month-swap"
    main = [n for n in wrong if n in ("year", "month", "day")]
    if len(main) > 1:
        return "date"
    if main:
        return main[0]
    finest_wrong = [n for n in wrong if n != "weekday"] or list(wrong)
    return finest_wrong[-1]


def _something_shared(a: PartialDate, b: PartialDate) -> bool:
    if a.holiday is not None and a.holiday == b.holiday:
        return True
    shared = named(a).shared(named(b))
    own = set(a.fields()) | set(b.fields()) | ({"month", "day"} if a.holiday or b.holiday else set())
    steps = {s.unit for s in a.shifts} & {s.unit for s in b.shifts}
    return bool(steps) or any(n in own for n in shared)
