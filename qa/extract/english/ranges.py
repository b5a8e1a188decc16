"""Two amounts that belong together: ranges ("6-7", "$2 to 3 billion") and scores ("177-103")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from qa.extract.english.amounts import Amount, amount
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import context
from qa.extract.english.unit_words import dimension


@dataclass(frozen=True, slots=True)
class Pair:
    """Two amounts and how they stand to each other."""

    first: Amount
    second: Amount
    score: bool = False


_NEAR: Final = 12


def pair(line: Line, first: Amount, start: int) -> Pair | None:
    """The second amount of a range or score whose first amount has been read, if there is one."""
    if first.high is not None:
        return None
    at = first.end
    low = line.low(at)
    if low in ("-", "~"):
        if low == "-" and line.at(at).glued != line.at(at + 1).glued:
            return None
        if (
            low == "-" and line.low(at + 1) in ("to", "or") and line.low(at + 2) == "-"
        ):  # 6-to-1, six-to-seven
            return _together(line, first, amount(line, at + 3), start, word=line.low(at + 1))
        second = amount(line, at + 1)
        if (
            second is not None
            and low == "-"
            and line.low(second.end) == "-"
            and line.at(second.end + 1).kind == "number"
        ):
            return None  # 4-3-3
        return _together(line, first, second, start, word=low)
    if low == "to" or (low == "and" and line.low(start - 1) == "between"):
        return _together(line, first, amount(line, at + 1), start, word=low)
    if low == "or" and first.value > 0:
        return _together(line, first, amount(line, at + 1), start, word=low)
    return None


def _together(line: Line, first: Amount, second: Amount | None, start: int, *, word: str) -> Pair | None:
    if second is None or second.high is not None:
        return None
    if first.currency and second.currency and first.currency != second.currency:
        return None
    joined = _share(first, second, word=word)
    if joined is None:
        return None
    first, second = joined
    if first.value >= second.value:
        plain = first.bare and second.bare
        return (
            Pair(first, second, score=True)
            if plain and word in ("-", "to") and line.low(start - 1) != "from"
            else None
        )
    if word == "or" and not _neighbours(first, second):
        return None
    if word == "to" and is_change(line, start):
        return None
    if word == "-" and first.bare and second.bare and not second.scaled and _contest(line, start, second.end):
        return Pair(first, second, score=True)
    return Pair(first, second)


def _share(first: Amount, second: Amount, *, word: str) -> tuple[Amount, Amount] | None:
    """Give the first amount the scale, unit and currency that only the second names."""
    if second.scaled and not first.scaled and not first.grouped and second.base and second.form != "fraction":
        scale = second.value / second.base
        if first.value * scale < second.value:
            first = replace(first, value=first.value * scale)
    if first.unit is None and first.currency is None:
        first = replace(first, unit=second.unit, currency=second.currency)
        if second.currency and second.value != 0 and second.unit is None and not second.scaled:
            factor = second.value / second.base if second.base else 1
            first = replace(first, value=first.value * factor)
        return first, second
    if second.bare:
        if first.prefixed and (second.scaled or word in ("-", "~")):
            return first, replace(second, currency=first.currency)
        return None
    if first.unit == second.unit and first.currency == second.currency:
        return first, second
    if (
        dimension(first.unit)
        and dimension(first.unit) == dimension(second.unit)
        and first.value
        and word != "or"
    ):
        return None
    return None


def _neighbours(first: Amount, second: Amount) -> bool:
    """As in "three or four", "twenty or thirty", "a year or two"; not "10 or 3 percent"."""
    if first.unit is None and second.unit is None and first.scaled != second.scaled:
        return False
    gap = second.value - first.value
    return gap <= 2 or (first.value >= 10 and second.value <= 3 * first.value)


_VERB_REACH: Final = 8


def is_change(line: Line, start: int) -> bool:
    """Whether "(from) A to B" is a move from one value to another: "rose from 3% to 5%"."""
    if line.low(start - 1) != "from":
        return False  # "will rise 4 to 9 percent" is by how much
    for n in range(start - 2, max(-1, start - 2 - _VERB_REACH), -1):
        if line.low(n) in (".", ";", "\x00"):
            return False
        if line.low(n) in context("changes") and line.low(n) != "by":
            return True
    return False


def _contest(line: Line, start: int, end: int) -> bool:
    """Whether the words around are of a match or a vote."""
    if line.low(end) in context("contest") or line.low(end + 1) in context("contest"):
        return True
    return any(line.low(n) in context("contest") for n in range(max(0, start - _NEAR), start))
