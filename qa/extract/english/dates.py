"""Dates in English text as partial dates: only the fields that the words name."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from qa.extract.english.calendar_words import (
    Part,
    day_number,
    decade,
    month,
    numbered_part,
    ordinal_word,
    relative,
    weekday,
    written_year,
    year,
)
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import calendar, calendar_phrases, context, counters, holidays
from qa.extract.english.match import Match, bound_before, span, words
from qa.extract.english.number_words import joined
from qa.model import Bound, ClockTime, Fact, Grain, PartialDate, Shift

_ONE: Final = Fraction(1)
Found = tuple[PartialDate, int]
"""A date and the index of the token after it."""


def date(line: Line, index: int, floor: int) -> Match | None:
    """The date, or range of dates, that begins at token `index`."""
    token = line.at(index)
    if token.low in ("earlier", "later"):
        return _earlier(line, index, floor)
    daypart = _relative_daypart(line, index)
    if daypart is not None:
        return daypart
    first = expression(line, index)
    if first is None:
        return _days_of_month(line, index, floor)
    found, end = first
    ranged = _until(line, index, found, end)
    if ranged is not None:
        found, end = ranged
    bound = bound_before(line, index, floor, "date") or Bound.EXACT
    if ranged is not None and line.low(index - 1) in ("from", "between"):
        bound = Bound.EXACT
    fact = Fact(
        family="date",
        text=words(line, index, end),
        span=span(line, index, end),
        date=found,
        bound=bound,
        form="word",
    )
    return Match((fact,), end)


def expression(line: Line, index: int) -> Found | None:
    """One date without its range: "Monday, Jan. 20, 2025", "late last year", "the third quarter of 2024"."""
    token = line.at(index)
    if token.kind == "date":
        return _numeric(token.raw, index)
    if token.kind == "clock":
        return None
    part = _part(line, index)
    if part is not None:
        named, at = part
        inner = _core(line, at, led=True)
        if inner is None or (inner[0].grain in (Grain.DAY, Grain.WEEKDAY) and inner[0].holiday is None):
            return None
        return replace(inner[0], part=named), inner[1]
    return _core(line, index, led=False)


def _part(line: Line, index: int) -> tuple[Part, int] | None:
    """As in "early", "mid-", "late in", "the end of"."""
    low = line.low(index)
    named = calendar("part").get(low)
    if named is not None:
        at = joined(line, index + 1)
        if line.low(at) in ("in", "of") and line.low(index) != "mid":
            at += 1
        if line.low(at) in ("the", "to") and low != "mid":
            if line.low(at) == "to" and line.low(joined(line, at + 1)) not in ("mid",):
                return None
            at = (
                at + 1
                if line.low(at) == "the"
                else joined(line, at + 1) + 1 + (line.low(joined(line, at + 1) + 1) == "-")
            )
        elif line.low(at) == "the":
            at += 1
        return named, at  # type: ignore[return-value]
    named = calendar("part-of").get(low)
    if named is None:
        return None
    at = index + 1
    if line.low(at) != "of":
        return None
    at += 1
    if line.low(at) == "the":
        at += 1
    return named, at  # type: ignore[return-value]


def _core(line: Line, index: int, *, led: bool) -> Found | None:
    """A date that begins with its own word; `led` where "late" or "the end of" stands before."""
    token = line.at(index)
    if token.kind == "word":
        return (
            _publication_day(line, index)
            or _holiday(line, index)
            or _week_of_month(line, index)
            or _relative(line, index, led=led)
            or _weekday_first(line, index)
            or _month_first(line, index, led=led)
            or _quarter_or_half(line, index)
            or _century(line, index)
            or _decade(line, index)
            or _fiscal(line, index)
            or _word_day(line, index)
            or _word_year(line, index)
        )
    if token.kind in ("number", "ordinal"):
        return (
            _decade(line, index)
            or _day_first(line, index)
            or _quarter_or_half(line, index)
            or _century(line, index)
            or _the_day(line, index)
            or _slashed(line, index)
            or _year_alone(line, index, led=led)
        )
    if token.low == "'":
        return _decade(line, index)
    return None


# --- qualifiers ---------------------------------------------------------------------------------


def _with_year(line: Line, found: PartialDate, end: int) -> Found:
    """Take in the year that follows: ", 2025", "of 2025", "last year", "of this year"."""
    at = end
    if line.low(at) == "," or line.low(at) in ("of", "in"):
        at += 1
    number = year(line, at)
    if number is not None and not (
        line.low(end) == "in"
        and found.day is None
        and found.quarter is None
        and found.half is None
        and not found.month
    ):
        return replace(found, year=number), at + 1
    step = relative(line, at)
    if step is not None and step[1] is Grain.YEAR and line.low(end) != ",":
        shift, _, stop, anchor = step
        return replace(found, shifts=(Shift(unit=Grain.YEAR, count=shift),), anchor=anchor), stop
    return found, end


def _with_weekday(line: Line, found: PartialDate, end: int) -> Found:
    """As in "Jan. 20 (Monday)"."""
    if line.low(end) == "(" and found.day is not None and found.weekday is None:
        named = weekday(line, end + 1)
        if named is not None and line.low(named[1]) == ")":
            return replace(found, weekday=named[0]), named[1] + 1
    return found, end


# --- days ---------------------------------------------------------------------------------------


def _publication_day(line: Line, index: int) -> Found | None:
    for kind in ("day-publication", "day-context"):
        match = calendar_phrases(kind).match(line, index)
        if match is None:
            continue
        value, end = match
        anchor: str = "publication" if kind == "day-publication" else "context"
        if line.low(index) in ("next", "same", "previous") and (
            line.low(index - 1) != "the" or line.low(end) == "-"
        ):
            return None
        if line.low(index) in ("day",) and line.low(index - 1) in ("a", "one", "per", "each"):
            return None
        if line.low(end) == "-" and line.at(end).glued and line.at(end + 1).glued:
            return None
        shift = Shift(unit=Grain.DAY, count=int(value))
        return PartialDate(
            grain=Grain.DAY, shifts=(shift,), anchor="context" if anchor == "context" else "publication"
        ), end
    return None


def _holiday(line: Line, index: int) -> Found | None:
    match = holidays().match(line, index)
    if match is None or not (line.at(index).raw[:1].isupper()):
        return None
    key, end = match
    return _with_year(line, PartialDate(grain=Grain.DAY, holiday=key), end)


def _weekday_first(line: Line, index: int) -> Found | None:
    named = weekday(line, index)
    if named is None:
        return None
    number, end = named
    at = end
    if line.low(at) in (",", "(", "-") or line.low(at) == "the":
        bracket = line.low(at) == "("
        at += 1
        if line.low(at) == "the":
            at += 1
        dated = (
            _month_first(line, at, led=False)
            or _day_first(line, at)
            or (_day_of(line, at) if line.low(at - 1) == "the" else None)
        )
        if dated is not None and dated[0].day is not None and (not bracket or line.low(dated[1]) == ")"):
            return replace(dated[0], weekday=number), dated[1] + bracket
    dated = _month_first(line, end, led=False) or _day_first(line, end)
    if dated is not None and dated[0].day is not None:
        return replace(dated[0], weekday=number), dated[1]
    found = PartialDate(grain=Grain.WEEKDAY, weekday=number)
    at = end + 1 if line.low(end) in ("of", "in") else end
    step = relative(line, at)
    if step is not None and step[1] is Grain.WEEK:
        return replace(found, shifts=(Shift(unit=Grain.WEEK, count=step[0]),), anchor=step[3]), step[2]
    return found, end


def _month_first(line: Line, index: int, *, led: bool) -> Found | None:
    named = month(line, index)
    if named is None:
        return None
    number, end, sure = named
    day = day_number(line, end)
    if day is not None:
        value, stop = day
        found, stop = _with_year(line, PartialDate(grain=Grain.DAY, month=number, day=value), stop)
        return _with_weekday(line, found, stop)
    word = ordinal_word(line, end + (line.low(end) == "the"))
    if word is not None and 1 <= word[0] <= _LONGEST_MONTH and (word[0] > 12 or line.low(end) == "the"):
        return _with_year(line, PartialDate(grain=Grain.DAY, month=number, day=word[0]), word[1])
    found, stop = _with_year(line, PartialDate(grain=Grain.MONTH, month=number), end)
    if stop == end and not (sure or led or _month_alone(line, index)):
        return None
    return found, stop


_LONGEST_MONTH: Final = 31
_LONGEST_SPAN: Final = 20
"""Years of a span written "2025-26"."""


def _month_alone(line: Line, index: int) -> bool:
    """Whether "May", "March" or "August" without a day or year is the month."""
    token = line.at(index)
    if token.low in ("may", "march"):
        return line.low(index - 1) in context("before-month") - {"to", "for", "-", "("} and line.low(
            index + 1
        ) not in context("after-a-name") - {"and", "is", "was"}
    return (
        token.low not in ("april", "june", "august", "mar", "jun", "apr", "aug", "jan", "dec")
        or line.low(index + 1) not in context("after-a-name")
        or (line.low(index - 1) in context("before-month"))
    )


def _day_first(line: Line, index: int) -> Found | None:
    """As in "22 January 2025", "22nd of January"."""
    day = day_number(line, index)
    if day is None:
        return None
    value, at = day
    if line.low(at) == "of" or line.low(at) == ".":
        at += 1
    named = month(line, at)
    if named is None:
        step = relative(line, at) if line.low(at - 1) == "of" else None
        if step is not None and step[1] is Grain.MONTH:
            shift = Shift(unit=Grain.MONTH, count=step[0])
            return PartialDate(grain=Grain.DAY, day=value, shifts=(shift,), anchor=step[3]), step[2]
        return None
    if line.at(at).low in ("may", "march", "mar", "sat", "sun") and not line.at(at).raw[:1].isupper():
        return None
    number, end, _ = named
    return _with_weekday(line, *_with_year(line, PartialDate(grain=Grain.DAY, month=number, day=value), end))


def _word_day(line: Line, index: int) -> Found | None:
    """As in "the twenty-second of June"."""
    word = ordinal_word(line, index)
    if word is None or not 1 <= word[0] <= _LONGEST_MONTH or line.low(word[1]) != "of":
        return None
    named = month(line, word[1] + 1)
    if named is None or not line.at(word[1] + 1).raw[:1].isupper():
        return None
    return _with_year(line, PartialDate(grain=Grain.DAY, month=named[0], day=word[0]), named[1])


def _the_day(line: Line, index: int) -> Found | None:
    """As in "on the 22nd"."""
    if (
        line.at(index).kind != "ordinal"
        or line.low(index - 1) != "the"
        or line.low(index - 2) not in context("on")
    ):
        return None
    return _day_of(line, index)


def _closes(line: Line, at: int) -> bool:
    """Whether no noun follows ("on the 22nd floor")."""
    return line.at(at).kind != "word" or line.low(at) in context("function")


def _day_of(line: Line, index: int) -> Found | None:
    day = day_number(line, index)
    if day is None or line.at(index).kind != "ordinal" or not _closes(line, day[1]):
        return None
    return PartialDate(grain=Grain.DAY, day=day[0]), day[1]


def _numeric(raw: str, index: int) -> Found | None:
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
    if not (1 <= number <= 12 and 1 <= value <= _LONGEST_MONTH):
        return None
    return PartialDate(grain=Grain.DAY, year=full, month=number, day=value), index + 1


def _slashed(line: Line, index: int) -> Found | None:
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
    if not (1 <= a <= _LONGEST_MONTH and 1 <= b <= _LONGEST_MONTH):
        return None
    if a > 12 and b <= 12 and a > b:
        return PartialDate(grain=Grain.DAY, month=b, day=a), index + 3
    if (
        b > 12
        and a <= 12
        and line.low(index - 1) in ("on", "by", "until", "since", "from", "before", "after")
    ):
        return PartialDate(grain=Grain.DAY, month=a, day=b), index + 3
    return None


# --- parts of the year --------------------------------------------------------------------------


def _quarter_or_half(line: Line, index: int) -> Found | None:
    """As in "third quarter of this year", "Q3 2024", "1Q25", "H1", "first half of 2025"."""
    found = numbered_part(line, index)
    if found is None:
        return None
    named, end = found
    return _with_year(line, named, end)


def _week_of_month(line: Line, index: int) -> Found | None:
    """As in "the second week of March", "the last week of July"."""
    word = ordinal_word(line, index)
    low = line.low(index)
    if word is None and low != "last":
        return None
    number, end = word if word is not None else (-1, index + 1)
    if (
        line.low(end) != "week"
        or line.low(end + 1) not in ("of", "in")
        or not (number == -1 or 1 <= number <= 5)
    ):
        return None
    at = end + 2
    named = month(line, at)
    if named is not None and number > 0:
        found, stop = _with_year(line, PartialDate(grain=Grain.MONTH, month=named[0]), named[1])
        return replace(found, grain=Grain.WEEK, week=number), stop
    if named is not None:
        found, stop = _with_year(line, PartialDate(grain=Grain.MONTH, month=named[0]), named[1])
        return replace(found, part="late"), stop
    step = relative(line, at)
    if step is not None and step[1] is Grain.MONTH and number > 0:
        shift = Shift(unit=Grain.MONTH, count=step[0])
        return PartialDate(grain=Grain.WEEK, week=number, shifts=(shift,), anchor=step[3]), step[2]
    return None


def _fiscal(line: Line, index: int) -> Found | None:
    """As in "fiscal 2024", "fiscal year 2024", "FY2024", "FY24"."""
    low = line.low(index)
    at = index + 1
    if low == "fiscal":
        if line.low(at) == "year":
            at += 1
    elif low != "fy":
        return None
    number = year(line, at)
    if number is not None:
        return PartialDate(grain=Grain.YEAR, year=number), at + 1
    token = line.at(at)
    if low == "fy" and token.kind == "number" and token.low.isdigit() and len(token.low) == 2:
        return PartialDate(grain=Grain.YEAR, year=2000 + int(token.low)), at + 1
    return None


# --- years and longer ---------------------------------------------------------------------------


def _decade(line: Line, index: int) -> Found | None:
    """As in "1980s", "'90s", "the 90s"."""
    found = decade(line, index)
    return (PartialDate(grain=Grain.DECADE, decade=found[0]), found[1]) if found else None


def _century(line: Line, index: int) -> Found | None:
    """As in "19th century", "nineteenth century", "turn of the 20th century"."""
    if line.low(index) == "turn" and line.low(index + 1) == "of" and line.low(index + 2) == "the":
        if line.low(index + 3) == "century":
            shift = Shift(unit=Grain.CENTURY, count=0)
            return PartialDate(grain=Grain.CENTURY, part="early", shifts=(shift,)), index + 4
        inner = _century(line, index + 3)
        return (replace(inner[0], part="early"), inner[1]) if inner else None
    word = ordinal_word(line, index)
    if word is None or not 1 <= word[0] <= 30:
        return None
    at = joined(line, word[1])
    if line.low(at) in ("and", "or", "to", "-") and _one_of_centuries(line, at + 1):
        return PartialDate(grain=Grain.CENTURY, century=word[0]), word[1]
    if line.low(at) not in ("century", "centuries"):
        return None
    end = at + 1
    era = calendar("era").get(line.low(end))
    return PartialDate(grain=Grain.CENTURY, century=int(word[0]) * (int(era) if era else 1)), end + (
        era is not None
    )


def _one_of_centuries(line: Line, at: int) -> bool:
    """The rest of "19th or early 20th centuries"."""
    if line.low(at) in ("early", "mid", "late", "the"):
        at = joined(line, at + 1)
    word = ordinal_word(line, at)
    return word is not None and line.low(joined(line, word[1])) in ("century", "centuries")


def _year_alone(line: Line, index: int, *, led: bool) -> Found | None:
    """As in "2015", "in 1683", "5000 BC", "2025-26"."""
    token = line.at(index)
    era = calendar("era").get(line.low(index + 1))
    if era is not None and token.low.isdigit() and len(token.low) <= 4 and line.at(index + 1).raw.isupper():
        return PartialDate(grain=Grain.YEAR, year=int(token.low) * int(era)), index + 2
    number = year(line, index)
    if number is None:
        return None
    before = line.low(index - 1)
    if led or (before in ("in", "since", "year") and line.at(index + 1).kind != "word"):
        return PartialDate(grain=Grain.YEAR, year=number), index + 1
    if _counts(line, index + 1):
        return None
    if not 1900 <= number <= 2099 and before not in context("before-year") - {
        "to",
        "of",
        "than",
        "for",
        ",",
        "or",
        "and",
        "as",
        "around",
        "-",
    }:
        return None
    if before in ("$", "£", "€", "¥", "₩", "#", "+") or (
        before == "-"
        and line.at(index).glued
        and line.at(index - 2).kind == "word"
        and line.at(index - 1).glued
        and line.low(index - 2) not in context("before-year")
    ):
        return None
    return PartialDate(grain=Grain.YEAR, year=number), index + 1


def _counts(line: Line, at: int) -> bool:
    """Whether a plural that can be counted follows: "2000 people"."""
    at = joined(line, at)
    return any(
        line.at(n).kind == "word"
        and (
            (
                line.low(n) in counters()
                and line.low(n) not in ("games", "members", "deaths")
                and line.low(n).endswith(("s", "people", "men", "women"))
            )
            or line.low(n) in ("won", "yen", "dollars", "times")
        )
        for n in (at,)
    )


def _word_year(line: Line, index: int) -> Found | None:
    """As in "twenty twenty-five", "two thousand and eighteen" after "in"."""
    found = written_year(line, index)
    return (PartialDate(grain=Grain.YEAR, year=found[0]), found[1]) if found else None


# --- relative -----------------------------------------------------------------------------------


def _relative(line: Line, index: int, *, led: bool) -> Found | None:
    """As in "last week", "next Tuesday", "this April", "the following year", "last Christmas"."""
    step = relative(line, index)
    if step is not None:
        shift, grain, end, anchor = step
        if (
            not led
            and line.low(index) in ("past", "last", "previous")
            and line.low(index - 1) == "the"
            and _span_of_time(line, index)
        ):
            return None
        found = PartialDate(grain=grain, shifts=(Shift(unit=grain, count=shift),), anchor=anchor)
        if line.low(end) == "'" and line.low(end + 1) == "s":
            return _possessed(line, found, end)
        if grain is Grain.WEEK:
            at = end + 1 if line.low(end) == "on" else end
            named = weekday(line, at)
            if named is not None and line.at(at).raw[:1].isupper():
                return replace(found, grain=Grain.WEEKDAY, weekday=named[0]), named[1]
        return found, end
    value = calendar("relative").get(line.low(index))
    if value is None:
        return None
    at = index + 1
    if line.low(at) in ("coming", "past"):
        value = calendar("relative")[line.low(at)]
        at += 1
    lean = "past" if int(value) < 0 else "future" if int(value) > 0 else None
    named = weekday(line, at)
    if named is not None:
        found = PartialDate(grain=Grain.WEEKDAY, weekday=named[0], lean=lean)  # type: ignore[arg-type]
        if lean is None:
            found = replace(found, shifts=(Shift(unit=Grain.WEEK, count=0),))
        return found, named[1]
    of_year = month(line, at)
    if of_year is not None and line.at(at).raw[:1].isupper():
        found = PartialDate(grain=Grain.MONTH, month=of_year[0], lean=lean)  # type: ignore[arg-type]
        if lean is None:
            found = replace(found, shifts=(Shift(unit=Grain.YEAR, count=0),))
        day = day_number(line, of_year[1])
        return (replace(found, grain=Grain.DAY, day=day[0]), day[1]) if day else (found, of_year[1])
    holiday = holidays().match(line, at)
    if holiday is not None:
        return PartialDate(grain=Grain.DAY, holiday=holiday[0], lean=lean), holiday[1]  # type: ignore[arg-type]
    numbered = numbered_part(line, at)
    if numbered is not None:
        return replace(numbered[0], lean=lean), numbered[1]  # type: ignore[arg-type]
    return None


def _possessed(line: Line, found: PartialDate, end: int) -> Found:
    """As in "last year's third quarter", "last week's Friday"; else the 's is left out."""
    at = end + 2
    numbered = numbered_part(line, at)
    if numbered is not None and found.grain is Grain.YEAR:
        return replace(numbered[0], shifts=found.shifts, anchor=found.anchor), numbered[1]
    return found, end


def _span_of_time(line: Line, index: int) -> bool:
    """As in "over the past year" is a duration, "the last quarter" may be a date."""
    return line.low(index) == "past" or line.low(index - 2) in ("over", "in", "during", "within", "for")


def span_of_time(line: Line, index: int) -> Match | None:
    """As in "over the past year", "in the past decade": a duration of one unit, up to now."""
    step = relative(line, index)
    if (
        step is None
        or line.low(index) not in ("past", "last", "previous")
        or line.low(index - 1) != "the"
        or not _span_of_time(line, index)
    ):
        return None
    grain, end = step[1], step[2]
    if grain in (Grain.DAY, Grain.WEEKDAY, Grain.HALF) or line.low(end) == "'":
        return None
    text, place = words(line, index, end), span(line, index, end)
    return Match(
        (
            Fact(
                family="duration",
                text=text,
                span=place,
                amount=_ONE,
                unit=grain.value,
                form="word",
                bound=Bound.WITHIN,
            ),
        ),
        end,
    )


def _earlier(line: Line, index: int, floor: int) -> Match | None:
    """As in "earlier this month", "later in the year"."""
    at = index + 1
    if line.low(at) in ("in",) and line.low(at + 1) == "the":
        grain = {"year": Grain.YEAR, "month": Grain.MONTH, "week": Grain.WEEK}.get(line.low(at + 2))
        if grain is None:
            return None
        found, end = PartialDate(grain=grain, shifts=(Shift(unit=grain, count=0),)), at + 3
    else:
        inner = _relative(line, at, led=True) or _publication_day(line, at)
        if inner is None or (inner[0].shifts and inner[0].shifts[0].count):
            return None
        found, end = inner
    text, place = words(line, index, end), span(line, index, end)
    return Match((Fact(family="date", text=text, span=place, date=found, form="word"),), end)


def _relative_daypart(line: Line, index: int) -> Match | None:
    """As in "this morning", "last night", "tonight": a day and its part in one."""
    low = line.low(index)
    if low == "tonight":
        count, part, end = 0, "night", index + 1
    elif low in ("this", "last", "that") and line.low(index + 1) in (
        "morning",
        "afternoon",
        "evening",
        "night",
    ):
        count, part, end = (-1 if low == "last" else 0), line.low(index + 1), index + 2
    else:
        return None
    day = PartialDate(
        grain=Grain.DAY,
        shifts=(Shift(unit=Grain.DAY, count=count),),
        anchor="context" if low == "that" else "publication",
    )
    text, place = words(line, index, end), span(line, index, end)
    return Match(
        (Fact(family="date", text=text, span=place, date=day, time=ClockTime(daypart=part), form="word"),),
        end,
    )


# --- ranges -------------------------------------------------------------------------------------


def _until(line: Line, index: int, first: PartialDate, end: int) -> Found | None:
    """The range that the date opens: "Jan. 18-20", "24 August to 5 September", "2025-26", "Nov-Feb"."""
    low = line.low(end)
    hyphen = low in ("-", "~") and (line.at(end).glued == line.at(end + 1).glued)
    between = low == "and" and line.low(index - 1) == "between"
    if not (hyphen or between or low in ("to", "through", "until", "till", "/")) or (
        first.part and low in ("until", "till")
    ):
        return None
    at = end + 1
    if low == "/" and first.grain is not Grain.YEAR:
        return None
    if first.grain is Grain.YEAR and first.year is not None and (hyphen or low == "/"):
        token = line.at(at)
        if token.kind == "number" and len(token.low) == 2 and token.low.isdigit() and token.glued:
            second = first.year // 100 * 100 + int(token.low)
            if 0 < second - first.year < _LONGEST_SPAN and not _runs_on(line, at + 1):
                return replace(first, until=PartialDate(grain=Grain.YEAR, year=second)), at + 1
    if low in ("to", "through") and first.grain is Grain.YEAR and first.year is None:
        return None
    day = day_number(line, at)
    if first.grain is Grain.DAY and first.day is not None and first.month is not None:
        same_month = day is not None and month(line, day[1]) is None and line.low(day[1]) not in ("of",)
        if same_month and day is not None and day[0] > first.day and not (first.year and not hyphen):
            until, stop = _with_year(
                line, PartialDate(grain=Grain.DAY, month=first.month, day=day[0]), day[1]
            )
            return replace(
                first, year=first.year or until.year, shifts=first.shifts or until.shifts, until=until
            ), stop
    if line.low(at) == "the":
        at += 1
    second_found = expression(line, at)
    if second_found is None:
        return None
    until, stop = second_found
    days = {first.grain, until.grain} <= {Grain.DAY, Grain.WEEKDAY}
    if (until.grain is not first.grain and not days) or until.holiday or first.holiday:
        return None
    if (
        first.grain is Grain.YEAR
        and first.year is not None
        and until.year is not None
        and until.year <= first.year
    ):
        return None
    if {first.grain, until.grain} == {Grain.DAY} and not (first.day and until.day):
        return None
    if (
        first.year is None
        and until.year is not None
        and first.grain in (Grain.DAY, Grain.MONTH)
        and not first.shifts
    ):
        first = replace(
            first, year=until.year if (until.month or 0) >= (first.month or 0) else until.year - 1
        )
    elif not first.shifts and until.shifts and first.grain in (Grain.DAY, Grain.MONTH) and first.year is None:
        first = replace(first, shifts=until.shifts)
    return replace(first, until=until), stop


def _runs_on(line: Line, at: int) -> bool:
    """Whether letters or digits hang on what stands before token `at`."""
    token = line.at(at)
    return token.glued and (
        token.kind in ("word", "number") or (token.low in ("-", "/") and line.at(at + 1).glued)
    )


def _days_of_month(line: Line, index: int, floor: int) -> Match | None:
    """As in "18-20 January", "18 to 20 January", "the 18th to the 20th"."""
    first = day_number(line, index)
    if first is None:
        return None
    low = line.low(first[1])
    if low not in ("-", "to", "and", "through", "~"):
        return None
    at = first[1] + 1
    if line.low(at) == "the":
        at += 1
    second = day_number(line, at)
    if (
        second is None
        or second[0] <= first[0]
        or (low == "and" and line.low(index - 1) != "between" and second[0] != first[0] + 1)
    ):
        return None
    end = second[1] + (line.low(second[1]) == "of")
    named = month(line, end)
    step = relative(line, end)
    if named is not None and line.at(end).raw[:1].isupper():
        until, stop = _with_year(line, PartialDate(grain=Grain.DAY, month=named[0], day=second[0]), named[1])
        found = PartialDate(
            grain=Grain.DAY, year=until.year, month=named[0], day=first[0], shifts=until.shifts, until=until
        )
    elif step is not None and step[1] is Grain.MONTH:
        shifts = (Shift(unit=Grain.MONTH, count=step[0]),)
        until, stop = PartialDate(grain=Grain.DAY, day=second[0], shifts=shifts, anchor=step[3]), step[2]
        found = PartialDate(grain=Grain.DAY, day=first[0], shifts=shifts, anchor=step[3], until=until)
    elif (
        line.at(index).kind == line.at(at).kind == "ordinal"
        and line.low(index - 1) == "the"
        and _closes(line, second[1])
    ):
        until, stop = PartialDate(grain=Grain.DAY, day=second[0]), second[1]
        found = PartialDate(grain=Grain.DAY, day=first[0], until=until)
    else:
        return None
    text, place = words(line, index, stop), span(line, index, stop)
    bound = (
        Bound.EXACT
        if line.low(index - 1) in ("from", "between")
        else bound_before(line, index, floor, "date") or Bound.EXACT
    )
    return Match((Fact(family="date", text=text, span=place, date=found, form="word", bound=bound),), stop)
