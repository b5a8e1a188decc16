"""Dates of quarters, halves, years, decades and centuries."""

from __future__ import annotations

from dataclasses import replace

from qa.extract.english.calendar_words import decade, month, ordinal_word, written_year, year
from qa.extract.english.day_dates import Found, closes, with_year
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import (
    calendar,
    context,
    counters,
)
from qa.extract.english.number_words import joined
from qa.extract.english.year_parts import numbered_part
from qa.model import Grain, PartialDate, Shift


def quarter_or_half(line: Line, index: int) -> Found | None:
    """As in "third quarter of this year", "Q3 2024", "1Q25", "H1", "first half of 2025"."""
    found = numbered_part(line, index)
    if found is None:
        return None
    named, end = found
    return with_year(line, named, end)


def fiscal(line: Line, index: int) -> Found | None:
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


def decade_name(line: Line, index: int) -> Found | None:
    """As in "1980s", "'90s", "the 90s"."""
    found = decade(line, index)
    return (PartialDate(grain=Grain.DECADE, decade=found[0]), found[1]) if found else None


def century_name(line: Line, index: int) -> Found | None:
    """As in "19th century", "nineteenth century", "turn of the 20th century"."""
    if line.low(index) == "turn" and line.low(index + 1) == "of" and line.low(index + 2) == "the":
        if line.low(index + 3) == "century":
            shift = Shift(unit=Grain.CENTURY, count=0)
            return PartialDate(grain=Grain.CENTURY, part="early", shifts=(shift,)), index + 4
        inner = century_name(line, index + 3)
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


def year_alone(line: Line, index: int, *, led: bool) -> Found | None:
    """As in "2015", "in 1683", "5000 BC", "2025-26"."""
    token = line.at(index)
    era = calendar("era").get(line.low(index + 1))
    if era is not None and token.low.isdigit() and len(token.low) <= 4 and line.at(index + 1).raw.isupper():
        return PartialDate(grain=Grain.YEAR, year=int(token.low) * int(era)), index + 2
    number = year(line, index)
    if number is None:
        return _early_year(line, index)
    named = _month_behind(line, index + 1)
    if named is not None:
        return PartialDate(grain=Grain.MONTH, year=number, month=named[0]), named[1]
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


def _early_year(line: Line, index: int) -> Found | None:
    """The year of "in the year 247"; not of "last year 247 people", "a year 100 times better"."""
    token = line.at(index)
    if token.kind != "number" or len(token.raw) != 3 or not token.raw.isdecimal() or token.raw[0] == "0":
        return None
    if line.low(index - 1) != "year" or line.low(index - 2) not in ("the", "in", "out", "since", "of", "by"):
        return None
    if not closes(line, index + 1) or line.low(index + 1) in ("%", "-", "/"):
        return None
    return PartialDate(grain=Grain.YEAR, year=int(token.raw)), index + 1


def _month_behind(line: Line, at: int) -> tuple[int, int] | None:
    """The month of "2016, Nov.": nothing but the end of the phrase after it."""
    if line.low(at) != ",":
        return None
    named = month(line, at + 1)
    short = calendar("month-short").get(line.low(at + 1))
    if named is None and short is not None and line.low(at + 1) not in ("mar", "jan", "dec"):
        named = int(short), at + 2, True  # 2016, nov
    if named is not None and line.low(at + 1) in ("may", "march") and not line.at(at + 1).raw[:1].isupper():
        return None
    if named is None or line.at(named[1]).kind not in ("end", "sign") or line.low(named[1]) == "'":
        return None
    return named[0], named[1]


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


def word_year(line: Line, index: int) -> Found | None:
    """As in "twenty twenty-five", "two thousand and eighteen" after "in"."""
    found = written_year(line, index)
    return (PartialDate(grain=Grain.YEAR, year=found[0]), found[1]) if found else None
