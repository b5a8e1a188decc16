"""Partial dates → days: the step that needs the publication date and the text before."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.extract.calendar import shifted
from qa.extract.occurrences import finest
from qa.extract.readings import Base, readings
from qa.model import Bound, DateSpan, Fact, Grain, PartialDate, Sentence

# 이날 and "the next day" count from a day named at most this many sentences before.
_ANCHOR_REACH = 3
_FIRST_HANGUL, _LAST_HANGUL = "가", "힣"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What the text named last, each with its sentence: a day, a month, a year, as their first
    (of a range: last) day; and a year that the words fixed.
    """

    day: tuple[datetime.date, int] | None = None
    month: tuple[datetime.date, int] | None = None
    year: tuple[datetime.date, int] | None = None
    said_year: tuple[int, int] | None = None

    def within_reach(self, unit: Grain, sentence: int) -> datetime.date | None:
        """What a step of `unit` counts from, if it was named lately: 이날 a day, 그해 a year."""
        last = {Grain.YEAR: self.year, Grain.MONTH: self.month}.get(unit, self.day)
        return last[0] if last and sentence - last[1] <= _ANCHOR_REACH else None


def resolve(
    facts: Sequence[Fact], sentences: Sequence[Sentence], published: datetime.date | None
) -> tuple[Fact, ...]:
    """The same facts, dates with their `spans` filled: every reading allowed, likeliest first;
    and durations that lean, with the days that they take up.

    Dates that name their year resolve without `published`; the rest stays unresolved then
    (`spans` empty), and so does a day that the calendar does not have.

    Args:
        facts: of one text, in its order.
        sentences: of the same text; words like 이날 look back over a few of them.
        published: what 지난해, 오는 15일 and "Monday" are seen from.
    """
    starts = [s.span.start for s in sentences]
    named = _Named()
    out: list[Fact] = []
    for fact in facts:
        if fact.date is None:
            out.append(replace(fact, spans=_stretch(fact, published)) if fact.lean else fact)
            continue
        sentence = max(0, bisect.bisect_right(starts, fact.span.start) - 1)
        spans = _spans(fact, fact.date, named, sentence, published)
        out.append(replace(fact, spans=spans))
        if spans:
            named = _after(fact.date, spans[0], named, sentence)
    return tuple(out)


def _spans(
    fact: Fact, date: PartialDate, named: _Named, sentence: int, published: datetime.date | None
) -> tuple[DateSpan, ...]:
    # 다음 금요일 may, like "next Friday", be next week's; 오는 and 지난 are the nearest
    next_week = fact.text.startswith("다음") or fact.text.lower().startswith(("next ", "the next "))
    korean = any(_FIRST_HANGUL <= c <= _LAST_HANGUL for c in fact.text) and not next_week
    whole = "연휴" in fact.text or "holiday" in fact.text.lower()
    near = named.within_reach(Grain.DAY, sentence)
    days = [published]
    if date.anchor == "context" and date.shifts:
        unit = max((s.unit for s in date.shifts), key=list(Grain).index)
        counted_from = named.within_reach(unit, sentence)
        # what was just named first; 전날 may still be the day before publication
        days = [counted_from, published] if counted_from else days
    said, where = named.said_year or (None, sentence)
    found: list[DateSpan] = []
    for day in days:
        base = Base(
            day=day,
            near=near,
            year=said if sentence == where else None,
            late_year=said if 0 < sentence - where <= _ANCHOR_REACH else None,
            next_week=next_week,
        )
        if fact.amount is not None and fact.unit == "week" and day and len(date.shifts) == 1:
            # 3주 후 is that weekday, or loosely its week
            at = shifted(day, Grain.WEEK, date.shifts[0].count)
            found += [DateSpan(first=at, last=at)] if at else []
        found += readings(date, base, korean=korean, whole=whole)
    return tuple(dict.fromkeys(found))


def _stretch(fact: Fact, published: datetime.date | None) -> tuple[DateSpan, ...]:
    """The days of 지난 3주 (to yesterday) or of 앞으로 석 달 (from tomorrow; from today if "within")."""
    units = [g for g in Grain if g.value == fact.unit]
    if published is None or fact.amount is None or fact.amount.denominator != 1 or not units:
        return ()
    past = fact.lean == "past"
    count = int(fact.amount)
    end = shifted(published, units[0], -count if past else count)
    if end is None or not count:
        return ()
    if past:
        return (DateSpan(first=end, last=published - datetime.timedelta(days=1)),)
    if fact.bound is Bound.WITHIN:
        return (DateSpan(first=published, last=end),)
    return (DateSpan(first=published + datetime.timedelta(days=1), last=end),)


def _after(date: PartialDate, span: DateSpan, named: _Named, sentence: int) -> _Named:
    """What the text has named once `date` is read."""
    if date.until is not None and not date.until.fields():
        return named  # "earlier this month" ends today, which it does not name
    last = date.until or date
    unit = finest(last)
    if date.holiday or unit in (Grain.DECADE, Grain.CENTURY, Grain.WEEK):
        return named
    if date.year is not None or any(s.unit is Grain.YEAR for s in date.shifts):
        named = replace(named, said_year=(span.last.year, sentence))
    here = (span.last if date.until else span.first, sentence)
    named = replace(named, year=here)
    if unit in (Grain.DAY, Grain.WEEKDAY):
        return replace(named, day=here, month=here)
    return replace(named, month=here) if unit is Grain.MONTH else named
