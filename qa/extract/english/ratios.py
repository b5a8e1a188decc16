"""Shares in two numbers: "nine out of ten", "one in seven", "two-in-five"."""

from __future__ import annotations

from typing import Final

from qa.extract.english.amounts import Amount, amount
from qa.extract.english.lexer import Line
from qa.extract.english.making import bare_fact
from qa.extract.english.match import Match, bound_before
from qa.extract.english.number_words import joined
from qa.model import Bound

_LARGEST: Final = 100_000
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def ratio(line: Line, first: Amount, floor: int) -> Match | None:
    """The two numbers of a share, both with the counter `ratio`.

    A comparison may then take them as 7/10 or 70 percent, in either order (10명 중 7명).
    """
    link = _link(line, joined(line, first.end))
    if link is None or not _whole(first):
        return None
    word, at = link
    second = amount(line, at)
    if second is None or not _whole(second) or not first.value < second.value <= _LARGEST:
        return None
    year = second.form == "digits" and not second.grouped and _FIRST_YEAR <= second.value <= _LAST_YEAR
    if year and word != "out":
        return None
    soft = word == "of" and first.value == 1 and first.form == "word"  # "one of three suspects"
    bound = bound_before(line, first.start, floor, "before") or Bound.EXACT
    part = bare_fact(line, first, counter="ratio", soft=soft, bound=bound)
    return Match((part, bare_fact(line, second, counter="ratio")), second.end)


def _link(line: Line, at: int) -> tuple[str, int] | None:
    """The words between the two numbers, and the index after them."""
    word, end = line.low(at), at + 1
    if word == "out" and line.low(end) == "of":
        end += 1
    elif word not in ("in", "of"):
        return None
    if line.low(end) == "every":
        end += 1
    return word, joined(line, end)


def _whole(item: Amount) -> bool:
    return item.bare and item.high is None and item.value.denominator == 1 and item.value > 0
