"""Dates in English text as partial dates: only the fields that the words name."""

from __future__ import annotations

from qa.extract.english.date_expressions import expression
from qa.extract.english.date_ranges import days_of_month, of_a_year, ranged, slashed_range
from qa.extract.english.lexer import Line
from qa.extract.english.match import Match, bound_before, span, words
from qa.extract.english.relative_dates import relative_daypart
from qa.extract.english.rest_of import gone, rest
from qa.extract.english.weeks import the_weekend
from qa.model import Bound, Fact, Grain


def date(line: Line, index: int, floor: int) -> Match | None:
    """The date, or range of dates, that begins at token `index`."""
    if line.low(index) in ("earlier", "later"):
        return gone(line, index)
    part = rest(line, index) or relative_daypart(line, index)
    if part is not None:
        return part
    longer = slashed_range(line, index)
    bare = the_weekend(line, index)  # soft: Korean names a weekend only by its week
    found = longer or bare or expression(line, index)
    if found is None:
        return days_of_month(line, index, floor)
    first, end = found
    if longer is None and first.until is None:
        longer = ranged(line, index, first, end)
        if longer is not None:
            first, end = of_a_year(line, *longer)
    bound = bound_before(line, index, floor, "date") or Bound.EXACT
    weeks = first.until is not None and first.grain is Grain.WEEK
    if (longer is not None or weeks) and line.low(index - 1) in ("from", "between"):
        bound = Bound.EXACT
    fact = Fact(
        family="date",
        text=words(line, index, end),
        span=span(line, index, end),
        date=first,
        bound=bound,
        form="word",
        soft=bare is not None,
    )
    return Match((fact,), end)
