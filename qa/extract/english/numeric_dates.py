"""Dates in digits: "2025-01-22", "22/1/2025", "08/12,2015", "2016/11", "2019-Aug-1"."""

from __future__ import annotations

import re
from typing import Final

from qa.extract.english.calendar_words import year
from qa.extract.english.day_dates import Found, closes
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import calendar
from qa.model import Grain, PartialDate

_LAST_DAY: Final = 31


def numeric(raw: str, index: int) -> Found | None:
    """2025-01-22, 22/1/2025, 1/22/2025, 13.5.2015."""
    pieces = raw.replace("/", "-").replace(".", "-").replace(" ", "").split("-")
    numbers = [int(p) for p in pieces]
    if len(pieces[0]) == 4:
        full, number, value = numbers
    else:
        first, second, full = numbers
        if len(pieces[2]) == 2:
            full += 2000 if full < 70 else 1900
        # the one that cannot be a month is the day; both can: American order
        number, value = (second, first) if first > 12 else (first, second)
    if not (1 <= number <= 12 and 1 <= value <= _LAST_DAY):
        return None
    return PartialDate(grain=Grain.DAY, year=full, month=number, day=value), index + 1


def slashed(line: Line, index: int) -> Found | None:
    """22/1 and 1/22, where it cannot be a fraction."""
    first, slash, second = line.at(index), line.at(index + 1), line.at(index + 2)
    if (
        slash.low != "/"
        or not (slash.glued and second.glued)
        or not (first.low.isdigit() and second.low.isdigit())
    ):
        return None
    if (
        line.at(index + 3).low == "/"
        or len(first.low) > 2
        or len(second.low) > 2
        or line.at(index - 1).low == "/"
    ):
        return None
    a, b = int(first.low), int(second.low)
    dated = _with_year_behind(line, index, a, b) if 1 <= b <= _LAST_DAY else None
    if dated is not None:
        return dated
    if not (1 <= a <= _LAST_DAY and 1 <= b <= _LAST_DAY):
        return None
    if a > 12 and b <= 12 and a > b:
        return PartialDate(grain=Grain.DAY, month=b, day=a), index + 3
    if (
        b > 12
        and a <= 12
        and (
            line.low(index - 1) in ("on", "by", "until", "since", "from", "before", "after")
            or (line.at(index - 1).kind == line.at(index + 3).kind == "end")
        )
    ):
        return PartialDate(grain=Grain.DAY, month=a, day=b), index + 3
    return None


def _with_year_behind(line: Line, index: int, first: int, second: int) -> Found | None:
    """As in "08/12,2015", "08/12,15": the year glued on behind a comma."""
    comma, token = line.at(index + 3), line.at(index + 4)
    if comma.low != "," or not (comma.glued and token.glued) or first > 12:
        return None
    full = year(line, index + 4)
    if full is None and len(token.raw) == 2 and token.raw.isdecimal() and line.at(index).raw[0] == "0":
        full = 2000 + int(token.raw)
    if full is None:
        return None
    return PartialDate(grain=Grain.DAY, year=full, month=first, day=second), index + 5


_DATED: Final = frozenset(
    ("in", "on", "since", "from", "until", "by", "out", "before", "after", "through", "between")
)
"""What stands before a month and a year in digits."""
_POINT = re.compile(r"([0-9]{4})\.([0-9]{1,2})")


def year_and_month(line: Line, index: int) -> Found | None:
    """As in "2016/11", "2015-3", "11-2016", "in 2015.3": only behind a word of time, or alone.

    "2015-16" and "2015/16" are two years, as "2001-5" may be.
    """
    alone = line.at(index - 1).kind == "end"
    if not alone and line.low(index - 1) not in _DATED:
        return None
    token = line.at(index)
    pointed = _POINT.fullmatch(token.raw)
    if pointed is not None:
        fits = line.low(index - 1) in ("in", "on", "since", "out") and 1000 <= int(pointed[1]) < 2200
        end = index + 1
        number, named = int(pointed[1]), pointed[2]
    else:
        fits = line.low(index + 1) in ("-", "/") and line.at(index + 2).kind == "number"
        end = index + 3
        left, right = year(line, index), year(line, index + 2)
        named = line.at(index + 2).raw if left is not None else token.raw
        number = left or right or 0
        if left is not None and named.isdigit() and _two_years(left, named, line.low(index + 1)):
            return None
        if left is None and line.low(index + 1) == "/" and not alone:
            return None  # 11/2016 may be a fraction
    if not fits or not number or not named.isdigit() or len(named) > 2 or not 1 <= int(named) <= 12:
        return None
    after = line.at(end)
    if not closes(line, end) or (after.glued and after.low in ("-", "/", "%", "$")):
        return None
    if alone and after.kind != "end":
        return None
    return PartialDate(grain=Grain.MONTH, year=number, month=int(named)), end


def _two_years(left: int, named: str, sign: str) -> bool:
    """Whether "2015-16", "2015/16" are two years; "2001-5" may be."""
    place = 10 if len(named) == 1 else 100
    return int(named) > left % place if sign == "-" else int(named) == (left + 1) % place


def hyphened_day(line: Line, index: int) -> Found | None:
    """As in "2019-Aug-1", "23-Dec-2019": glued hyphens and a month in letters between."""
    hyphens = (line.at(index + 1), line.at(index + 3))
    glued = all(line.at(n).glued for n in range(index + 1, index + 5))
    if not glued or any(h.low != "-" for h in hyphens):
        return None
    low = line.low(index + 2)
    month = calendar("month").get(low) or calendar("month-short").get(low)
    left, right = line.at(index).raw, line.at(index + 4).raw
    if month is None or not (left.isdigit() and right.isdigit()):
        return None
    day, full = (right, year(line, index)) if len(left) == 4 else (left, year(line, index + 4))
    if full is None or len(day) > 2 or not 1 <= int(day) <= _LAST_DAY:
        return None
    return PartialDate(grain=Grain.DAY, year=full, month=int(month), day=int(day)), index + 5
