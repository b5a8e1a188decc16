"""Words that step from the day of publication or another: "last year", "the following month"."""

from __future__ import annotations

from typing import Literal

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import calendar
from qa.model import Grain

Anchor = Literal["publication", "context"]


def relative(line: Line, index: int) -> tuple[int, Grain, int, Anchor] | None:
    """As in "last year", "the previous month", "this quarter", "that week", "the year before last".

    Returns:
        the step, its unit, the index after it, and what it counts from.
    """
    at = index + 1 if line.low(index) == "the" else index
    low = line.low(at)
    if at > index and low == "year" and line.low(at + 1) == "before" and line.low(at + 2) == "last":
        return -2, Grain.YEAR, at + 3, "publication"
    if low == "year" and line.low(at + 1) == "before" and line.low(at + 2) == "last":
        return -2, Grain.YEAR, at + 3, "publication"
    if low in ("year", "month") and line.low(at + 1) == "after":
        end = at + 2 + (line.low(at + 2) == "the")
        if line.low(end) == "next":
            return 2, Grain(low), end + 1, "publication"
    step = calendar("relative").get(low)
    context = low in ("previous", "following", "preceding", "prior")
    if low in ("that", "same") and (low == "that" or line.low(at - 1) in ("the", "that")):
        step, context = "0", True
        if line.low(at + 1) == "same":
            at += 1
    if step is None or (at > index and low in ("this",)):
        return None
    end = at + 1
    if line.low(end) in ("fiscal", "calendar", "academic", "whole"):
        end += 1
    if low == "this" and line.low(end) in ("coming", "past"):
        end += 1
    word = line.low(end)
    if word == "weekend" and step is not None:
        return int(step), Grain.WEEK, end + 1, "context" if context else "publication"
    name = calendar("grain").get(word)
    if name is None or name in ("day", "weekday") or not _is_time(line, low, name, end):
        return None
    if line.low(end + 1) in ("old", "olds") or (
        line.low(end + 1) == "-" and line.low(end + 2) in ("old", "long", "end")
    ):
        return None
    if low == "this" and name == "century":
        return 0, Grain.CENTURY, end + 1, "publication"
    count = int(step) * (-1 if low == "past" and int(step) > 0 else 1)
    return count, Grain(name), end + 1, "context" if context else "publication"


def _is_time(line: Line, low: str, name: str, end: int) -> bool:
    """Not "last half", "that half", "the past day"."""
    if name in ("half", "quarter") and low in ("that", "same", "past"):
        return False
    return name != "half" or low in ("this", "next", "coming", "last", "previous")
