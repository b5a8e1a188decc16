"""What two dates can be compared by: the fields that each names or that its reading gives."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from fractions import Fraction

from qa.extract import calendar
from qa.extract.occurrences import finest
from qa.model import DateSpan, Fact, Grain, PartialDate
from qa.values import MONTHS, ordinal_text

ORDINALS = ("", "first", "second", "third", "fourth", "fifth")
DAYLIKE = (Grain.DAY, Grain.WEEKDAY)
_COARSE_FIRST = ("century", "decade", "year", "half", "quarter", "month", "week", "day", "weekday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """`unit` is the grain, day for a weekday; `fields` the calendar fields that are known."""

    unit: Grain
    fields: dict[str, int]

    def differing(self, other: Profile) -> tuple[str, ...]:
        """The fields that both know and that are not the same, coarsest first."""
        return tuple(
            n
            for n in _COARSE_FIRST
            if n in self.fields and n in other.fields and self.fields[n] != other.fields[n]
        )

    def shared(self, other: Profile) -> tuple[str, ...]:
        """The fields that both know, coarsest first."""
        return tuple(n for n in _COARSE_FIRST if n in self.fields and n in other.fields)


def unit_of(date: PartialDate) -> Grain:
    """The grain of a date, with weekdays and holidays counted as days."""
    grain = finest(date)
    return Grain.DAY if grain is Grain.WEEKDAY else grain


def named(date: PartialDate) -> Profile:
    """The profile of the words alone, coarser fields that follow from them included."""
    fields = date.fields()
    if date.holiday and (fixed := calendar.fixed_day(date.holiday)):
        fields.setdefault("month", fixed[0])
        fields.setdefault("day", fixed[1])
    if date.lunar:  # its month and day are of another calendar
        fields = {n: v for n, v in fields.items() if n == "year"}
    _derive(fields)
    return Profile(unit=unit_of(date), fields=fields)


def _derive(fields: dict[str, int]) -> None:
    if "month" in fields:
        fields.setdefault("quarter", (fields["month"] - 1) // 3 + 1)
    if "quarter" in fields:
        fields.setdefault("half", (fields["quarter"] - 1) // 2 + 1)
    if "year" in fields:
        fields.setdefault("decade", fields["year"] // 10 * 10)
    if "decade" in fields:
        # 90년대 and "the 1990s": compare what both can say
        fields["decade"] = calendar.decade_first(fields["decade"]) % 100
    if "year" in fields:
        fields.setdefault("century", fields["year"] // 100 + 1)


def of_reading(date: PartialDate, span: DateSpan) -> Profile:
    """The profile of one reading: what the words name, and the coarser fields that it gives."""
    unit = unit_of(date)
    first = span.first
    fields: dict[str, int] = {}
    if unit is Grain.CENTURY:
        fields["century"] = first.year // 100 + 1
    elif unit is Grain.DECADE:
        fields["decade"] = first.year // 10 * 10
        fields["century"] = first.year // 100 + 1
    else:
        fields["year"] = first.year
        if unit is Grain.HALF:
            fields["half"] = (first.month - 1) // 6 + 1
        elif unit is Grain.QUARTER:
            fields["quarter"] = (first.month - 1) // 3 + 1
        elif unit is Grain.MONTH:
            fields["month"] = first.month
        elif unit is Grain.WEEK:
            # a week is known by its Monday; it has no month of its own
            fields["week"] = (first - datetime.timedelta(days=first.weekday())).toordinal() // 7
        elif unit is Grain.DAY:
            fields |= {"month": first.month, "day": first.day, "weekday": first.weekday()}
    _derive(fields)
    return Profile(unit=unit, fields=fields)


def year_said(date: PartialDate) -> bool:
    """Whether the words fix the year: by its number, or by a step such as 지난해 or 지난달."""
    return bool(date.shifts) or any(v is not None for v in (date.year, date.decade, date.century))


def gap(a: DateSpan, b: DateSpan) -> int:
    """Days between two spans; 0 where they overlap."""
    return max(0, (b.first - a.last).days, (a.first - b.last).days)


def nearest_pair(a: Fact, b: Fact) -> tuple[DateSpan, DateSpan]:
    """The two readings that lie closest, the likelier ones where several do."""
    pairs = [(gap(x, y), i + j, x, y) for i, x in enumerate(a.spans) for j, y in enumerate(b.spans)]
    best = min(pairs, key=lambda p: (p[0], p[1]))
    return best[2], best[3]


def describe(fact: Fact, span: DateSpan | None) -> str:
    """A date in plain words for a message: `20 January 2025`, `late July 2024`."""
    assert fact.date is not None
    if span is None:
        return fact.text
    date, unit, first = fact.date, unit_of(fact.date), span.first
    if date.until is not None and unit_of(date.until) is unit and unit in (Grain.MONTH, Grain.YEAR):
        single = replace(fact, date=replace(date, until=None, part=None))
        return " to ".join(describe(single, DateSpan(first=d, last=d)) for d in (span.first, span.last))
    if date.until is not None or (unit is Grain.DAY and span.first != span.last):
        return f"{_day(span.first)} to {_day(span.last)}"
    whole = {
        Grain.MONTH: f"{MONTHS[first.month]} {first.year}",
        Grain.QUARTER: f"the {ORDINALS[(first.month - 1) // 3 + 1]} quarter of {first.year}",
        Grain.HALF: f"the {'first' if first.month <= 6 else 'second'} half of {first.year}",
        Grain.YEAR: f"{first.year}",
        Grain.DECADE: f"the {first.year // 10 * 10}s",
        Grain.CENTURY: f"the {ordinal_text(Fraction(first.year // 100 + 1))} century",
        Grain.WEEK: f"the week of {_day(first)}",
        Grain.DAY: _day(first),
    }[unit]
    return f"{date.part} {whole}" if date.part and unit is not Grain.DAY else whole


def _day(at: datetime.date) -> str:
    return f"{at.day} {MONTHS[at.month]} {at.year}"
