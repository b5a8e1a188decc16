"""What kind of difference two dates have: day, month, last year for this year, early for late."""

from __future__ import annotations

from qa.compare.date_profile import Profile, of_reading, unit_of
from qa.extract.occurrences import finest
from qa.model import DateSpan, Fact, Grain, PartialDate, Severity


def leans_oppose(a: PartialDate, b: PartialDate) -> bool:
    """Whether one points back and the other forward: 지난 against "next"."""
    return {_direction(a), _direction(b)} == {-1, 1}


def _direction(date: PartialDate) -> int:
    if date.lean is not None:
        return -1 if date.lean == "past" else 1
    total = sum(s.count for s in date.shifts)
    return (total > 0) - (total < 0)


def name_slip(ko: Fact, k: DateSpan, en: Fact, e: DateSpan) -> tuple[str, Severity]:
    """The slip between one reading of each, and what it deserves."""
    a, b = ko.date, en.date
    assert a is not None
    assert b is not None
    if a.until or b.until:
        one_end = k.first == e.first or k.last == e.last
        return (
            "range-end" if one_end else _field_slip(a, b, of_reading(a, k), of_reading(b, e)),
            Severity.MAJOR,
        )
    if leans_oppose(a, b):
        return "direction", Severity.MAJOR
    if a.holiday and b.holiday:
        return "holiday", Severity.MAJOR
    slip = _field_slip(a, b, of_reading(a, k), of_reading(b, e))
    if slip in ("grain", "part"):
        return slip, soft_severity(a, b)
    return slip, Severity.MAJOR


def soft_severity(a: PartialDate, b: PartialDate) -> Severity:
    """Early for late is wrong; middle for late, or a coarser date, is only loose."""
    return Severity.MAJOR if {a.part, b.part} == {"early", "late"} else Severity.MINOR


def _weekday_alone(date: PartialDate) -> bool:
    return finest(date) is Grain.WEEKDAY


def _names_year(date: PartialDate) -> bool:
    return date.year is not None or any(s.unit is Grain.YEAR for s in date.shifts)


def _field_slip(a: PartialDate, b: PartialDate, p: Profile, q: Profile) -> str:
    """Name the difference by the fields that differ."""
    wrong = p.differing(q)
    fields = [n for n in wrong if n not in ("century", "decade") or n == p.unit.value == q.unit.value]
    if len(fields) > 1 and not (_names_year(a) or _names_year(b)):
        # December for this January: the year is only what follows
        fields = [n for n in fields if n != "year"]
    if p.unit is q.unit is Grain.DAY:
        if _weekday_alone(a) and _weekday_alone(b):
            return "weekday"
        main = [n for n in fields if n in ("year", "month", "day")]
        if (
            main
            and {p.fields["month"], p.fields["day"]} == {q.fields["month"], q.fields["day"]}
            and len(main) == 2
        ):
            return "day-month-swap" if "year" not in main else "date"
        if main and (_weekday_alone(a) or _weekday_alone(b)):
            return "weekday"
        if not main:
            return "weekday" if "weekday" in fields else "grain"
        if len(main) == 1:
            return _year_slip(a, b, p, q) if main == ["year"] else main[0]
        return "date"
    fields = [n for n in fields if n != "weekday"]
    if not fields:
        return "part" if p.unit is q.unit and (a.part or b.part) else "grain"
    if fields[0] == "year":
        rest = [n for n in fields if n == p.unit.value or n == q.unit.value]
        return "date" if rest and rest != ["year"] and p.unit is q.unit else _year_slip(a, b, p, q)
    return p.unit.value if p.unit.value in fields else fields[-1]


def _year_slip(a: PartialDate, b: PartialDate, p: Profile, q: Profile) -> str:
    relative = any(s.unit is Grain.YEAR for d in (a, b) for s in d.shifts)
    near = abs(p.fields["year"] - q.fields["year"]) <= 2
    return "relative-year" if relative and near else "year"


def _is_weekend(date: PartialDate) -> bool:
    saturday, sunday = 5, 6
    return date.weekday == saturday and date.until is not None and date.until.weekday == sunday


def weekend_and_week(a: PartialDate, b: PartialDate) -> bool:
    """지난 주말 as Saturday and Sunday on one side, as part of its week on the other."""
    for x, y in ((a, b), (b, a)):
        if _is_weekend(x) and y.until is None and unit_of(y) is Grain.WEEK:
            return x.shifts == y.shifts
    return False
