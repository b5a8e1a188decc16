"""Durations without a number: "a few days", "several months", "for weeks", "decades of war"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from qa.extract.english.leans import lean_of
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import context
from qa.extract.english.match import Match, bound_before, span, words
from qa.model import Bound, Fact

_PLURALS: Final = {
    "seconds": ("second", 1),
    "minutes": ("minute", 1),
    "hours": ("hour", 1),
    "days": ("day", 1),
    "weeks": ("week", 1),
    "months": ("month", 1),
    "years": ("year", 1),
    "decades": ("year", 10),
    "centuries": ("year", 100),
}
"""Plural of a unit of time → unit and how many of it; Korean counts decades in years (수십 년)."""
_LOW, _HIGH, _MANY = 2, 9, 99
_LED: Final = frozenset(
    ("a", "the", "past", "last", "next", "first", "recent", "coming", "previous", "every")
)
_BEHIND: Final = frozenset(("later", "ago", "earlier", "before", "after", "of", "prior"))
_LED_OUT: Final = frozenset(("how", "so", "too", "very"))

triggers: Final = frozenset(_PLURALS) | {"several", "few", "many", "a"}


def vague_duration(line: Line, index: int, floor: int) -> Match | None:
    """The vague duration that begins at token `index`: two to nine of its unit."""
    low = line.low(index)
    at, high, soft = index, _HIGH, False
    if low == "a" and line.low(index + 1) == "few":
        at = index + 2
    elif low == "several" or (low == "few" and line.low(index - 1) in _LED - {"a"}):
        at = index + 1
    elif low == "many" and line.low(index - 1) not in _LED_OUT:
        at, high, soft = index + 1, _MANY, True
    elif not _alone(line, index):
        return None
    else:
        soft = True
    if at > index and line.low(at) in context("between"):
        at += 1
    named = _PLURALS.get(line.low(at))
    if named is None or line.low(at + 1) in ("old", "'"):
        return None
    unit, factor = named
    bound = bound_before(line, index, floor, "before")
    fact = Fact(
        family="duration",
        text=words(line, index, at + 1),
        span=span(line, index, at + 1),
        low=Fraction(_LOW * factor),
        high=Fraction(high * factor),
        vague=True,
        bound=Bound.WITHIN if bound is Bound.WITHIN else Bound.EXACT,  # "over several hours" is during
        unit=unit,
        form="word",
    )
    ago = line.low(at + 1) == "ago"  # "a few days ago": no day, but behind us
    lean = "past" if ago else lean_of(line, index, at + 1, unit)
    return Match((replace(fact, soft=soft, lean=lean),), at + 1)


def _alone(line: Line, index: int) -> bool:
    """Whether the bare plural is a length of time: "for weeks", "years later"; not "office hours"."""
    if line.low(index) not in _PLURALS:
        return False
    before = line.at(index - 1)
    opens = before.kind in ("end", "sign") and before.low not in ("-", "'", "/")
    if line.low(index + 1) in _BEHIND:
        return opens or before.low in context("before-lasting") or before.low in context("function")
    return before.low in context("before-lasting")
