"""What a rate of change is counted from: "year-on-year", "month over month", "up 2 percent on year"."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from qa.extract.english.lexer import Line
from qa.extract.english.match import Match, span, words
from qa.model import Fact, Grain, PartialDate, Shift

_UNITS: Final = ("year", "quarter", "month", "week")
_AFTER: Final = ("percent", "%", "pct", "point", "points")


def on_period(line: Line, index: int) -> Match | None:
    """The step back that a comparison names; soft, for English may say it in other words or not."""
    low = line.low(index)
    if low in _UNITS:
        at = _past(line, index + 1)
        if line.low(at) not in ("on", "over"):
            return None
        at = _past(line, at + 1)
        if line.low(at) != low:
            return None
        return _step(line, index, at + 1, low)
    if low == "on" and line.low(index - 1) in _AFTER:
        at = _past(line, index + 1)
        if line.low(at) in _UNITS and line.low(at + 1) not in ("on", "over", "-"):
            return _step(line, index, at + 1, line.low(at))
    return None


def _past(line: Line, at: int) -> int:
    return at + (line.low(at) == "-")


def _step(line: Line, start: int, end: int, unit: str) -> Match:
    date = PartialDate(grain=Grain(unit), shifts=(Shift(unit=Grain(unit), count=-1),), anchor="context")
    fact = Fact(
        family="date", text=words(line, start, end), span=span(line, start, end), amount=Fraction(1),
        unit=unit, form="word", soft=True, date=date,
    )  # fmt: skip
    return Match((fact,), end)
