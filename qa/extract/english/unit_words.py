"""What an amount is measured in: the surfaces of units, and where each of them holds."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    UnitForm,
    context,
    dimensions,
    numerals,
    units,
)

DURATIONS: Final = frozenset(
    ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century", "millennium")
)


SHARES: Final = frozenset(("percent", "percentage-point", "basis-point", "per-mille"))


def unit_after(line: Line, at: int, *, digits: bool) -> tuple[str, int] | None:
    """The unit whose surface begins at token `at`; `digits` says that digits stand before it."""
    match = units().match(line, at)
    if match is None:
        return None
    form, end = match
    return (form.unit, end) if _holds(line, at, end, form, digits=digits) else None


def _holds(line: Line, at: int, end: int, form: UnitForm, *, digits: bool) -> bool:
    token = line.at(at)
    if form.context == "":
        if form.unit == "second" and form.surface == "second":
            return (
                digits
                or line.low(at - 1) in ("one", "-", "a", "per", "split")
                or line.low(at - 1) in numerals().units
            )
        return not (
            form.unit == "degree" and line.low(end) in ("of", "in") and line.low(at - 1) in ("a", "an")
        )
    if form.context == "pound":
        return False
    if form.context == "quarter":
        return line.low(at - 1) in context("between") or (
            form.surface == "quarters" and line.low(end) in ("in", "of", "ago", "later", "running", ".", ",")
        )
    if form.context == "index":
        return _indexed(line, at, end)
    if not digits:
        return False
    if form.context == "glued" and not token.glued:
        return False
    if form.context == "cased" and token.raw != form.surface:
        return False
    if len(form.surface) == 1 and token.raw != form.surface:
        return False
    if (
        form.surface in ("m", "g", "l", "t", "mi", "mo", "min", "ha", "cal", "ms")
        and not token.glued
        and line.at(end).kind == "number"
    ):
        return False
    if form.surface in ("ms", "bp", "cal", "mo") and not token.raw.islower():
        return False
    # 5ft8in, 24703m212: a unit that runs on into more letters or digits is none, feet apart
    after = line.at(end)
    if after.glued and after.kind == "number" and form.unit != "foot":
        return form.surface[-1] in "23"
    return True


_AROUND: Final = 12


_VERB: Final = 4


def _indexed(line: Line, at: int, end: int) -> bool:
    """Whether "points" measure here: of an index, a rating or a poll; not of a game or an argument."""
    around = [line.low(n) for n in range(max(0, at - _AROUND), min(len(line), end + _AROUND))]
    if any(word in context("points-of-play") for word in around):
        return False
    if any(word in context("indexed") for word in around):
        return True
    before = (line.low(n) for n in range(max(0, at - _VERB), at))
    return any(word in context("changes") or word in ("up", "down") for word in before)


def dimension(unit: str | None) -> str | None:
    """What a unit measures; durations of every length are `time`."""
    if unit is None:
        return None
    name = dimensions().get(unit, ("", Fraction(1)))[0]
    return name or None
