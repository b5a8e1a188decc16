"""Partial dates → days: the step that needs the publication date and the text before."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.extract.readings import Base, finest, readings
from qa.model import DateSpan, Fact, Grain, PartialDate, Sentence

# 이날 and "the next day" count from a day named at most this many sentences before.
_ANCHOR_REACH = 3
_FIRST_HANGUL, _LAST_HANGUL = "가", "힣"


@dataclass(frozen=True, slots=True)
class _Named:
    """The day, and the year, that the text named last, each with its sentence."""

    day: datetime.date | None = None
    day_sentence: int = 0
    year: int | None = None
    year_sentence: int = 0


def resolve(
    facts: Sequence[Fact], sentences: Sequence[Sentence], published: datetime.date | None
) -> tuple[Fact, ...]:
    """The same facts, dates with their `spans` filled: every reading allowed, likeliest first.

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
            out.append(fact)
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
    korean = any(_FIRST_HANGUL <= c <= _LAST_HANGUL for c in fact.text)
    whole = "연휴" in fact.text or "holiday" in fact.text.lower()
    near = named.day if sentence - named.day_sentence <= _ANCHOR_REACH else None
    days = [published]
    if date.anchor == "context" and near is not None:
        # the day just named first; 전날 may still be the day before publication
        days = [near, published]
    found: list[DateSpan] = []
    for day in days:
        base = Base(
            day=day,
            near=near,
            year=named.year if sentence == named.year_sentence else None,
            late_year=named.year if 0 < sentence - named.year_sentence <= _ANCHOR_REACH else None,
        )
        found += readings(date, base, korean=korean, whole=whole)
    return tuple(dict.fromkeys(found))


def _after(date: PartialDate, span: DateSpan, named: _Named, sentence: int) -> _Named:
    """What the text has named once `date` is read."""
    if date.year is not None or any(s.unit is Grain.YEAR for s in date.shifts):
        named = replace(named, year=span.first.year, year_sentence=sentence)
    last = date.until or date
    if finest(last) in (Grain.DAY, Grain.WEEKDAY) and not date.holiday:
        named = replace(named, day=span.last, day_sentence=sentence)
    return named
