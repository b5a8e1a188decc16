"""What is left or gone of a year or month, seen from publication, as the whole of it."""

from __future__ import annotations

import datetime
from dataclasses import replace

from qa.extract.calendar import containing
from qa.model import DateSpan, Fact, Grain, PartialDate


def whole_unit(fact: Fact, other: Fact) -> Fact:
    """As in "later this month", "the rest of the year": read from publication on, as 이달 and 올해 are not.

    Any other date stays as it is, and so does one that lies clear of `other` (earlier this month
    against 이달 말).  Languages differ in what they say of the unit (이달 말, 올 들어,
    남은 한 해), so that the unit alone is compared.
    """
    date = fact.date
    if date is None or date.until is None:
        return fact
    first, last = replace(date, until=None), date.until
    if _is_today(first) == _is_today(last) or _clear_of(fact, other):
        return fact
    whole = last if _is_today(first) else first
    if whole.part or whole.until or not (whole.grain is Grain.YEAR or _is_this(whole)):
        return fact
    spans = tuple(s for span in fact.spans if (s := _around(span, whole, start=whole is first)) is not None)
    return replace(fact, date=whole, spans=spans)


def without_end(fact: Fact, other: Fact) -> Fact:
    """As in "two weeks starting May 20" against 20일부터 2주간: the first day alone.

    The length is compared apart.  Only where `other` is no range itself.
    """
    date = fact.date
    if fact.form != "lasting" or date is None or other.date is None or other.date.until is not None:
        return fact
    spans = tuple(dict.fromkeys(DateSpan(first=s.first, last=s.first) for s in fact.spans))
    return replace(fact, date=replace(date, until=None), spans=spans)


def _clear_of(fact: Fact, other: Fact) -> bool:
    """Whether no reading of one comes within a day of a reading of the other."""
    day = datetime.timedelta(days=1)
    apart = [a.last + day < b.first or b.last + day < a.first for a in fact.spans for b in other.spans]
    return bool(apart) and all(apart)


def _is_today(date: PartialDate) -> bool:
    return not date.fields() and [(s.unit, s.count) for s in date.shifts] == [(Grain.DAY, 0)]


def _is_this(date: PartialDate) -> bool:
    return not date.fields() and not date.holiday and [s.count for s in date.shifts] == [0]


def _around(span: DateSpan, whole: PartialDate, *, start: bool) -> DateSpan | None:
    return containing(span.first if start else span.last, whole.grain)
