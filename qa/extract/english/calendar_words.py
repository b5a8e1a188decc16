"""The words that dates are made of: months, weekdays, days, years, quarters, relative words."""

from __future__ import annotations

import functools
from typing import Final, Literal

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import calendar, context, counters, numerals
from qa.extract.english.number_words import joined
from qa.extract.english.numerals import cardinal

Part = Literal["early", "mid", "late"]

_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_LAST_DAY: Final = 31


@functools.cache
def _months() -> dict[str, tuple[int, bool]]:
    full = {s: (int(v), False) for s, v in calendar("month").items()}
    return full | {s: (int(v), True) for s, v in calendar("month-short").items()}


def month(line: Line, index: int) -> tuple[int, int, bool] | None:
    """The month at token `index`, the index after it (and after the dot of "Jan."), and whether
    the word can be nothing else where it stands.
    """
    token = line.at(index)
    found = _months().get(token.low)
    if found is None or token.kind != "word":
        return None
    number, short = found
    end = index + 1
    if not token.raw[:1].isupper():
        after = line.at(end)
        plain = not short and token.low not in ("may", "march", "august")
        dated = after.kind == "ordinal" or (after.kind == "number" and len(after.low) in (1, 2, 4))
        dated = dated and (token.low not in ("may", "march") or after.kind == "ordinal")
        stepped = short and token.low != "mar" and line.low(index - 1) in ("last", "next")
        if not plain and not dated and (not stepped or after.kind == "word"):
            return None
    dot = line.at(end)
    if short and dot.low == "." and dot.glued:
        end += 1
        return (
            number,
            end,
            line.at(end).kind == "number" or token.low not in ("mar", "jan", "dec", "sept", "sep"),
        )
    if short:
        after = line.at(end)
        ranged = after.low == "-" and _months().get(line.low(end + 1)) is not None
        before = line.low(index - 1) == "-" and _months().get(line.low(index - 2)) is not None
        if (
            after.kind not in ("number", "ordinal")
            and not ranged
            and not before
            and line.at(index - 1).kind not in ("number", "ordinal")
            and (
                line.low(index - 1)
                not in (
                    "in",
                    "last",
                    "next",
                    "this",
                    "of",
                    "since",
                    "by",
                    "until",
                    "early",
                    "late",
                    "mid",
                    "to",
                )
            )
        ):
            return None
        return number, end, ranged or before or token.low not in ("mar", "jan", "dec")
    return number, end, token.low not in ("may", "march", "april", "june", "august")


def weekday(line: Line, index: int) -> tuple[int, int] | None:
    """Monday is 0; short forms need a capital and a dot, comma or date behind them."""
    token = line.at(index)
    if token.kind != "word":
        return None
    full = calendar("weekday").get(token.low)
    if full is None and token.low.endswith("s"):
        full = calendar("weekday").get(token.low[:-1]) if line.low(index - 1) in ("on",) else None
    if full is not None:
        return int(full), index + 1
    short = calendar("weekday-short").get(token.low)
    if short is None or not token.raw[:1].isupper():
        return None
    end = index + 1
    if line.low(end) == "." and line.at(end).glued:
        end += 1
    after = end + (line.low(end) == ",")
    if _months().get(line.low(after)) is not None or (
        line.at(after).kind == "number" and _months().get(line.low(after + 1))
    ):
        return int(short), end
    return None


def day_number(line: Line, index: int) -> tuple[int, int] | None:
    """A day of the month in digits (22, 22nd), when nothing makes it another number."""
    token = line.at(index)
    if token.kind == "ordinal":
        value = int(token.low[:-2])
        return (value, index + 1) if 1 <= value <= _LAST_DAY else None
    if token.kind != "number" or not token.low.isdigit() or len(token.low) > 2 or "," in token.raw:
        return None
    value = int(token.low)
    if not 1 <= value <= _LAST_DAY:
        return None
    after = line.at(index + 1)
    if after.glued and (after.kind == "word" or after.low in ("%", "/", "°", "$")):
        return None
    if after.low in context("not-after-day") or (after.kind == "word" and after.low in numerals().scales):
        return None
    return value, index + 1


def year(line: Line, index: int) -> int | None:
    """A year in four digits, when no unit or scale makes it a number."""
    token = line.at(index)
    if token.kind != "number" or len(token.raw) != 4 or not token.raw.isdecimal():
        return None
    value = int(token.low)
    if not _FIRST_YEAR <= value <= _LAST_YEAR:
        return None
    after = line.at(index + 1)
    if after.glued and (after.kind in ("word", "vulgar") or after.low in ("%", "°", "$", "€")):
        return None
    if after.kind == "word" and (after.low in numerals().scales or after.low in context("not-after-year")):
        return None
    if (
        after.low == "-"
        and after.glued
        and line.at(index + 2).glued
        and line.low(index + 2) in context("not-after-year")
    ):
        return None
    return value


def decade(line: Line, index: int) -> tuple[int, int] | None:
    """The first year of "1980s", "the '90s", "the 1960's"."""
    at = (
        index + 1
        if line.low(index) == "'" and not (line.at(index).glued and line.at(index - 1).kind == "word")
        else index
    )
    token = line.at(at)
    thousand = _thousand_and(line, at)
    if thousand is not None:
        return thousand
    named = numerals().decades.get(token.low)
    if named is not None and token.kind == "word" and line.low(index - 1) == "the":
        return named + (2000 if named < 30 else 1900), at + 1
    if token.kind != "number" or not token.raw.isdecimal() or token.raw[-1] != "0":
        return None
    end = at + 1
    if line.low(end) == "'" and line.at(end).glued and at == index:
        end += 1
    if line.low(end) != "s" or not line.at(end).glued:
        return None
    value = int(token.raw)
    if len(token.raw) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR:
        return value, end + 1
    said = line.low(index - 1) == "the" or _led_by_the(line, index)
    if line.low(at + 1) == "'" and line.low(index - 1) in ("in", "since"):  # in 70's, no "in 70s"
        said = True
    if len(token.raw) == 2 and (at > index or said):
        return value + (2000 if value < 30 else 1900), end + 1
    return None


def _thousand_and(line: Line, at: int) -> tuple[int, int] | None:
    """As in "the two thousand and tens", "the two thousand twenties"."""
    if line.low(at) != "two" or line.low(at + 1) != "thousand" or line.low(at - 1) != "the":
        return None
    at += 2 + (line.low(at + 2) == "and")
    named = {"tens": 10, **numerals().decades}.get(line.low(at))
    return None if named is None else (2000 + named, at + 1)


def _led_by_the(line: Line, index: int) -> bool:
    at = index - 1
    if line.low(at) == "-":
        at -= 1
    return line.low(at) in ("early", "mid", "late") and line.low(at - 1) == "the"


def ordinal_word(line: Line, index: int) -> tuple[int, int] | None:
    """34th, third, twenty-first."""
    token = line.at(index)
    if token.kind == "ordinal":
        return int(token.low[:-2]), index + 1
    if token.kind != "word":
        return None
    table = numerals()
    value = table.ordinals.get(token.low)
    if value is not None:
        return value, index + 1
    ten = table.tens.get(token.low)
    if ten is not None:
        at = joined(line, index + 1)
        unit = table.ordinals.get(line.low(at), 99)
        if unit < 10 and line.at(at).kind == "word":
            return ten + unit, at + 1
    return None


def written_year(line: Line, index: int, *, led: bool = False) -> tuple[int, int] | None:
    """As in "twenty twenty-five"; "two thousand and eighteen" behind "in", or `led` by a month."""
    token = line.at(index)
    table = numerals()
    value = table.units.get(token.low) or table.tens.get(token.low)
    if value is None or token.kind != "word":
        return None
    if 10 <= value <= 20 and (found := cardinal(line, index)) is not None and found.form == "year":
        return int(found.value), found.end
    if line.low(index + 1) != "thousand" or value not in (1, 2):
        return None
    before = line.at(index - 2)
    if not led and (
        line.low(index - 1) not in ("in", "since", "by", "until")
        or before.kind == "number"
        or before.low in table.units  # one in one thousand
    ):
        return None
    found = cardinal(line, index)
    if found is None or not _FIRST_YEAR < found.value < _LAST_YEAR or found.value % 100 == 0:
        return None
    return None if may_count(line, found.end) else (int(found.value), found.end)


def may_count(line: Line, at: int) -> bool:
    """Whether what follows a numeral in words may be counted by it: "two thousand and ten villages"."""
    at = joined(line, at)
    token = line.at(at)
    if token.low in ("%", "-", "/"):
        return True
    if token.kind != "word" or token.low in context("function"):
        return False
    ahead = range(at, at + _NOUN_PHRASE)
    return any(
        line.low(n).endswith("s") or line.low(n) in counters() for n in ahead if line.at(n).kind == "word"
    )


_NOUN_PHRASE: Final = 3
