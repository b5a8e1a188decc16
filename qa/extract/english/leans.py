"""Which way a length of time lies, seen from publication: "the past three weeks", "within 10 months"."""

from __future__ import annotations

from typing import Final, Literal

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import context
from qa.model import Bound

Lean = Literal["past", "future"]

_LEANS: Final[dict[str, Lean]] = {
    "past": "past",
    "last": "past",
    "recent": "past",
    "next": "future",
    "coming": "future",
    "upcoming": "future",
}
_UNITS: Final = frozenset(("day", "week", "month", "quarter", "year", "decade", "century"))
_OWNERS: Final = frozenset(("his", "her", "its", "their", "my", "our", "your", "s"))
_REACH: Final = 8


def lean_of(line: Line, start: int, end: int, unit: str | None) -> Lean | None:
    """Where the length at tokens `start` to `end` lies, if the words say it.

    Not "his last two years", "the last two days of March", "within three days of the vote": these
    count from something else than publication.
    """
    at = start - 1
    if unit not in _UNITS or line.low(end) in ("of", "'"):
        return None
    low = line.low(at)
    if low in _LEANS:
        return None if line.low(at - 1) in _OWNERS else _LEANS[low]
    if low != "within" or line.low(end) in ("after", "following"):
        return None
    if line.low(end) == "from" and line.low(end + 1) not in ("now", "today"):
        return None
    return "future" if ahead(line, at - 1) else None


def lasting_bound(line: Line, start: int, bound: Bound | None) -> Bound | None:
    """The bound of "the past three years" is within; "the next three years" are all of them."""
    if bound is not None:
        return bound
    low = line.low(start - 1)
    if low in _LEANS and _LEANS[low] == "future":
        led = line.low(start - 2) == "within" or (
            line.low(start - 2) == "the" and line.low(start - 3) == "within"
        )
        return Bound.WITHIN if led else None
    return Bound.WITHIN if low in _LEANS or low in ("previous", "preceding", "following") else None


def ahead(line: Line, at: int) -> bool:
    """Whether the words up to token `at` tell of what will be: "will open", "is due"; "is" itself."""
    if line.low(at) in ("is", "are"):
        return True
    for n in range(at, max(-1, at - _REACH), -1):
        low = line.low(n)
        if low in (".", ";", "time", "times", "first", "most", "only", "worst") or low.endswith("est"):
            return False  # "the first time in two years", "the lowest in …"
        if low in context("ahead"):
            return True
    return False
