"""The English that would be right for a Korean date, in AP style and in the style at hand."""

from __future__ import annotations

import datetime
import re
from fractions import Fraction

from qa.compare.date_profile import ORDINALS, unit_of
from qa.extract import calendar
from qa.model import DateSpan, Fact, Grain, PartialDate
from qa.values import MONTHS, WEEKDAYS, ordinal_text

# AP: March to July are never shortened, the others are before a day.
_AP = ("", "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
# AP names the weekday for a date within a week of publication.
_WEEKDAY_REACH = 7
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_THIS = {-1: "last", 0: "this", 1: "next"}
_DAYS = {
    -2: "the day before yesterday",
    -1: "yesterday",
    0: "today",
    1: "tomorrow",
    2: "the day after tomorrow",
}
_CONTEXT_DAYS = {-1: "the previous day", 0: "that day", 1: "the next day"}
_FULL_MONTH = re.compile(r"\b(?:January|February|August|September|October|November|December)\b")
_DAY_FIRST = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2}")
_ORDINAL_DAY = re.compile(r"(the )?\d{1,2}(?:st|nd|rd|th)")


def phrase_en(ko: Fact, like: Fact | None, published: datetime.date | None) -> str:
    """The English for a Korean date.

    Args:
        ko: the Korean date, resolved where it could be.
        like: the English date that stands there now: long or short month names, day before
            month, a year or none are kept from it.
        published: of the article: its own year is left out.

    Returns:
        e.g. `Jan. 20`, `April 2024`, `the third quarter of this year`; empty where the date has
        nothing that English could say without knowing the calendar.
    """
    date = ko.date
    if date is None:
        return ""
    span = ko.spans[0] if ko.spans else None
    like_date = like.date if like is not None else None
    if ko.amount is not None and date.shifts:
        return _counted(ko, date)
    if date.until is not None:
        weeks = [s.count for s in date.shifts if s.unit is Grain.WEEK]
        if like is not None and "weekend" in like.text and weeks and weeks[0] in _THIS:
            return f"{_THIS[weeks[0]]} weekend"
        return _range(date, span, published)
    unit = unit_of(date)
    if unit is Grain.DAY:
        return _day(date, span, like, published)
    phrase = _unit(date, unit, span, like, like_date, published)
    return _with_part(phrase, date)


def _with_part(phrase: str, date: PartialDate) -> str:
    if not phrase or date.part is None:
        return phrase
    lead = {"early": "early ", "mid": "mid-", "late": "late "}[date.part]
    if phrase.endswith((" before last", " after next")):
        return f"{lead.rstrip(' -')} in {phrase}"
    if phrase.startswith("the "):
        return f"the {lead}{phrase[4:]}"
    if date.part == "mid" and phrase.startswith(("last ", "this ", "next ")):
        return f"the middle of {phrase}"
    return lead + phrase


def _counted(ko: Fact, date: PartialDate) -> str:
    amount = ko.amount
    assert amount is not None
    whole = amount.denominator == 1
    number = _SMALL[int(amount)] if whole and 0 <= amount < 10 else f"{float(amount):g}"
    unit = (ko.unit or date.shifts[0].unit.value) + ("" if amount == 1 else "s")
    back = sum(s.count for s in date.shifts) < 0
    if date.anchor == "context":
        return f"{number} {unit} {'earlier' if back else 'later'}"
    return f"{number} {unit} {'ago' if back else 'from now'}"


def _range(date: PartialDate, span: DateSpan | None, published: datetime.date | None) -> str:
    assert date.until is not None
    first_unit, last_unit = unit_of(date), unit_of(date.until)
    if span is None:
        return ""
    a, b = span.first, span.last
    year = "" if published is None or b.year == published.year else f", {b.year}"
    if first_unit is last_unit is Grain.DAY:
        if (a.year, a.month) == (b.year, b.month):
            return f"{_AP[a.month]} {a.day}-{b.day}{year}"
        opens = "" if a.year == b.year else f", {a.year},"
        return f"{_AP[a.month]} {a.day}{opens} to {_AP[b.month]} {b.day}{year}"
    if first_unit is last_unit is Grain.MONTH:
        year = year.replace(",", "")
        opens = "" if a.year == b.year else f" {a.year}"
        return f"{MONTHS[a.month]}{opens} to {MONTHS[b.month]}{year or (f' {b.year}' if opens else '')}"
    if first_unit is last_unit is Grain.YEAR:
        return f"{a.year} to {b.year}"
    return ""


def _day(date: PartialDate, span: DateSpan | None, like: Fact | None, published: datetime.date | None) -> str:
    if date.holiday is not None:
        return calendar.holiday_name(date.holiday)
    like_date = like.date if like is not None else None
    day_style = like_date is not None and (like_date.day is not None or like_date.month is not None)
    if date.day is None and not (day_style and span):
        return _nameless_day(date)
    if date.lunar and span is None:
        return ""
    at = span.first if span is not None else None
    weekday_style = like_date is not None and like_date.weekday is not None and like_date.day is None
    if at and weekday_style and published and abs((at - published).days) <= _WEEKDAY_REACH:
        return WEEKDAYS[at.weekday()]
    number = at.day if at else date.day
    month = at.month if at else date.month
    if number is None:
        return ""
    text = like.text if like is not None else ""
    bare = _ORDINAL_DAY.fullmatch(text) if like_date and like_date.month is None else None
    if bare or month is None or not 1 <= month <= 12:
        # the words that stand there begin after "the"
        return ("" if bare and not bare[1] else "the ") + ordinal_text(Fraction(number))
    year = _year_of_day(date, at, like_date, published)
    full = bool(_FULL_MONTH.search(text))
    if _DAY_FIRST.search(text):
        return f"{number} {MONTHS[month] if full else _AP[month].rstrip('.')}{year.replace(',', '')}"
    return f"{MONTHS[month] if full else _AP[month]} {number}{year}"


def _nameless_day(date: PartialDate) -> str:
    """A weekday or a step, as the Korean has it."""
    if date.weekday is not None:
        name = WEEKDAYS[date.weekday % 7]
        weeks = {s.unit: s.count for s in date.shifts}.get(Grain.WEEK)
        if weeks in _THIS:
            return f"{name} {_THIS[weeks]} week" if weeks else f"this {name}"
        return {"past": f"last {name}", "future": f"next {name}", None: name}[date.lean]
    steps = [s.count for s in date.shifts if s.unit in (Grain.DAY, Grain.WEEKDAY)]
    if not steps:
        return ""
    table = _CONTEXT_DAYS if date.anchor == "context" else _DAYS
    count = steps[0]
    number = _SMALL[abs(count)] if abs(count) < 10 else str(abs(count))
    return table.get(count) or f"{number} days {'earlier' if count < 0 else 'later'}"


def _year_of_day(
    date: PartialDate, at: datetime.date | None, like: PartialDate | None, published: datetime.date | None
) -> str:
    steps = {s.unit: s.count for s in like.shifts} if like else {}
    if at and published and Grain.YEAR in steps and at.year - published.year in _THIS:
        return f" {_THIS[at.year - published.year]} year"
    year = at.year if at else date.year
    said = date.year is not None or (like is not None and like.year is not None)
    away = at is not None and published is not None and at.year != published.year
    return f", {year}" if year is not None and (said or away) else ""


def _unit(
    date: PartialDate, unit: Grain, span: DateSpan | None,
    like: Fact | None, like_date: PartialDate | None, published: datetime.date | None,
) -> str:  # fmt: skip
    """A week or anything longer."""
    steps = {s.unit: s.count for s in date.shifts}
    if unit is Grain.CENTURY and date.century is not None:
        return f"the {ordinal_text(Fraction(date.century))} century"
    if unit is Grain.DECADE and date.decade is not None:
        first = span.first.year // 10 * 10 if span else calendar.decade_first(date.decade)
        return f"the {first}s"
    absolute = like_date is not None and (like_date.year is not None or like_date.month is not None)
    if unit in steps and not date.fields():
        if absolute and span is not None and unit is Grain.YEAR:
            return str(span.first.year)
        if absolute and span is not None and unit is Grain.MONTH:
            return MONTHS[span.first.month] + _of_year(date, span, like_date, published, of="")
        return _stepped(unit, steps[unit])
    if unit is Grain.YEAR:
        return str(date.year) if date.year is not None else ""
    if unit is Grain.MONTH and date.month is not None and 1 <= date.month <= 12:
        if date.lean and like_date is not None and like_date.lean == date.lean:
            return f"{'last' if date.lean == 'past' else 'next'} {MONTHS[date.month]}"
        return MONTHS[date.month] + _of_year(date, span, like_date, published, of="")
    if unit is Grain.QUARTER and date.quarter is not None and 1 <= date.quarter <= 4:
        if like is not None and re.search(r"\b[1-4]?Q[1-4]?\b", like.text):
            return f"Q{date.quarter}" + (
                f" {span.first.year}" if like_date and like_date.year and span else ""
            )
        if like is not None and like.text.endswith("-quarter"):
            return f"{ORDINALS[date.quarter]}-quarter"
        return f"the {ORDINALS[date.quarter]} quarter" + _of_year(date, span, like_date, published, of=" of")
    if unit is Grain.HALF and date.half in (1, 2):
        return f"the {ORDINALS[date.half]} half" + _of_year(date, span, like_date, published, of=" of")
    if unit is Grain.WEEK and date.week in range(1, len(ORDINALS)) and date.month in range(1, 13):
        assert date.week is not None
        assert date.month is not None
        return f"the {ORDINALS[date.week]} week of {MONTHS[date.month]}"
    return ""


def _stepped(unit: Grain, count: int) -> str:
    if count in _THIS:
        return f"{_THIS[count]} {unit.value}"
    if count == -2:
        return f"the {unit.value} before last"
    if count == 2:
        return f"the {unit.value} after next"
    number = _SMALL[abs(count)] if abs(count) < 10 else str(abs(count))
    return f"{number} {unit.value}s {'ago' if count < 0 else 'from now'}"


def _of_year(
    date: PartialDate,
    span: DateSpan | None,
    like: PartialDate | None,
    published: datetime.date | None,
    *,
    of: str,
) -> str:
    """` 2024`, ` of last year`, or nothing where the dateline makes the year plain."""
    steps = {s.unit: s.count for s in date.shifts}
    relative = steps.get(Grain.YEAR)
    like_year = like is not None and like.year is not None
    like_step = like is not None and any(s.unit is Grain.YEAR for s in like.shifts)
    if relative in _THIS and (span is None or (not like_year and (of or like_step))):
        return f"{of} {_THIS[relative]} year"
    if span is None:
        return f"{of} {date.year}" if date.year is not None else ""
    plain = published is not None and span.first.year == published.year and date.year is None
    return "" if plain and not like_year else f"{of} {span.first.year}"
