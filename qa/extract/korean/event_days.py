"""Events named after their day: 12·3 비상계엄, 3·1절, 6·25."""

from __future__ import annotations

import functools
import re

from qa.data import table
from qa.extract.korean.contexts import pattern
from qa.model import Grain, PartialDate

_EVENT = re.compile(r"(?P<m>1[0-2]|[1-9])[·.](?P<d>3[01]|[12]\d|[1-9])(?![\d·.%])")


@functools.cache
def _event_days() -> frozenset[tuple[int, int]]:
    rows = table("ko/event_days", ("month", "day", "event", "source"))
    return frozenset((int(r["month"]), int(r["day"])) for r in rows)


def event_day(text: str, place: int) -> tuple[PartialDate, int, bool] | None:
    """12·3 비상계엄, 6·25, 5·18: the day, where the words end, and whether these may stay unsaid."""
    m = _EVENT.match(text, place)
    if m is None or (place and text[place - 1] in "·."):
        return None
    month, day = int(m["m"]), int(m["d"])
    noun = pattern(" ?", "event").match(text, m.end()) or re.compile("절(?![반망])").match(text, m.end())
    known = (
        (month, day) in _event_days()
        and "·" in m.group()
        and not pattern(" ?", "no-event").match(text, m.end())
    )
    if not noun and not known:
        return None
    date = PartialDate(grain=Grain.DAY, month=month, day=day)
    if (month, day) == (3, 1) and text.startswith("절", m.end()):
        date = PartialDate(grain=Grain.DAY, holiday="independence-movement-day")
        return date, m.end() + 1, False
    if (month, day) == (8, 15) and text.startswith("광복절", m.end() + 1):
        date = PartialDate(grain=Grain.DAY, holiday="liberation-day")
        return date, m.end() + 4, False
    return date, m.end(), True
