"""Rates: "$350 a day", "2 inches per hour", "5 million cars a year", "40 tons annually".

The period is no fact of its own then: the amount carries it as its counter (`per-day` …).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import context, counters, rates
from qa.extract.english.match import Match

_RATED: Final = frozenset(("money", "number", "unit", "range", "percent", "duration"))
_ARTICLES: Final = frozenset(("a", "an", "per", "each", "every"))
_NO_RATE_BEFORE: Final = frozenset(("ago", "later", "earlier", "before", "after", "old", "-", "from"))
_NOUNS: Final = 2


def rate(line: Line, found: Match) -> Match:
    """The match with the period behind its last amount taken in, if one follows."""
    last = found.facts[-1]
    if last.family not in _RATED or (last.unit == "times" and last.text.lower() not in ("once", "twice")):
        return found
    period = _period(line, found.end)
    if period is None and last.family in ("number", "range"):
        behind = _behind_noun(line, found.end)
        period = _period(line, behind) if behind is not None else None
    if period is None:
        return found
    counter, end = period
    return Match((*found.facts[:-1], replace(last, counter=counter)), end)


def _period(line: Line, at: int) -> tuple[str, int] | None:
    """The period that begins at token `at`: "a day", "per capita", "annually", "each"."""
    low = line.low(at)
    phrase = rates("whole").match(line, at)
    if phrase is not None:
        return phrase
    if low not in _ARTICLES:
        return None
    named = rates("period").match(line, at + 1)
    if named is not None:
        counter, end = named
        and_more = line.low(end) in ("and", "or") and line.low(end + 1) in ("a", "two", "so", "more")
        counts_on = low != "per" and (line.low(end) in _NO_RATE_BEFORE or and_more)
        return None if counts_on else (counter, end)
    # "$5 each"; not "$5 each time"
    return ("per-person", at + 1) if low == "each" and line.at(at + 1).kind != "word" else None


def _behind_noun(line: Line, at: int) -> int | None:
    """Behind the thing counted ("5 million cars", "three short visits") where "a year" may follow."""
    for n in range(at, at + _NOUNS):
        token = line.at(n)
        if token.kind != "word" or token.low in context("no-noun") or token.low in context("function"):
            return None
        if line.low(n + 1) in _ARTICLES and (token.low in counters() or token.low.endswith("s")):
            return n + 1
    return None
