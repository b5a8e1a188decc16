"""The Korean that would be right for a date or a time of an English original, as newspapers write it.

The year of publication is left out, the years beside it are 지난해 and 내년, and a day of the month of
publication is its number alone, unless what stands there now is written otherwise.
"""

from __future__ import annotations

import datetime
import re

from qa.compare.date_profile import unit_of
from qa.extract import calendar
from qa.model import DateSpan, Fact, Grain, PartialDate

_YEARS = {-2: "재작년", -1: "지난해", 0: "올해", 1: "내년", 2: "내후년"}
_MONTHS = {-1: "지난달", 0: "이달", 1: "다음 달"}
_WEEKS = {-2: "지지난주", -1: "지난주", 0: "이번 주", 1: "다음 주", 2: "다다음 주"}
_QUARTERS = {-1: "지난 분기", 0: "이번 분기", 1: "다음 분기"}
_DAYS = {-2: "그제", -1: "어제", 0: "오늘", 1: "내일", 2: "모레"}
_CONTEXT: dict[Grain, dict[int, str]] = {
    Grain.DAY: {-1: "전날", 0: "이날", 1: "다음 날"},
    Grain.MONTH: {-1: "전달", 0: "그달", 1: "다음 달"},
    Grain.YEAR: {-1: "전년", 0: "그해", 1: "이듬해"},
}
_WEEKDAYS = "월화수목금토일"
_NATIVE_DAYS = ("", "하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레", "아흐레", "열흘")
_USUAL_DAYS = 4
"""Days up to which newspapers rather count natively (사흘 전)."""
_NTH = ("", "첫째", "둘째", "셋째", "넷째", "다섯째")
_UNITS = {
    Grain.DAY: "일", Grain.WEEKDAY: "일", Grain.WEEK: "주", Grain.MONTH: "개월", Grain.QUARTER: "분기",
    Grain.YEAR: "년", Grain.DECADE: "0년", Grain.CENTURY: "세기",
}  # fmt: skip
_COUNTED = {"day": "일", "week": "주", "month": "개월", "year": "년", "quarter": "분기", "hour": "시간",
            "minute": "분", "century": "세기", "second": "초"}  # fmt: skip
_PARTS = {
    Grain.MONTH: {"early": " 초", "mid": " 중순", "late": " 말"},
    Grain.DECADE: {"early": " 초반", "mid": " 중반", "late": " 후반"},
}
_OTHER_PARTS = {"early": " 초", "mid": " 중반", "late": " 말"}
_DAYPARTS = {"morning": "오전", "afternoon": "오후", "evening": "저녁", "night": "밤", "dawn": "새벽"}
_BARE = 7
"""Days from publication up to which a day of the month is its number alone."""
_NOON, _DAWN = 12, 6
_LEADS = re.compile(r"^(?:지난|오는|이달|다음 달|지난달|올해|지난해|내년|작년)\s")


def phrase_date(original: Fact, like: Fact | None, published: datetime.date | None) -> str:
    """The Korean for a date, such as `지난해 4월`, `4월 12일`, `3분기`.

    Args:
        original: the English date, resolved where it could be.
        like: the Korean date that stands there now: whether it gives a year, a relative word or a
            space is kept from it.
        published: of the article.

    Returns:
        The words; empty where the date has nothing that could be said without the calendar.
    """
    date = original.date
    if date is None:
        return ""
    span = original.spans[0] if original.spans else None
    if original.amount is not None and date.shifts:
        words = _counted(original, date)
    elif date.until is not None:
        words = _range(date, span, published)
    elif unit_of(date) is Grain.DAY:
        words = _day(date, span, like, published)
    else:
        words = _unit(date, unit_of(date), span, like, published)
        if words and date.part is not None:
            words += _PARTS.get(unit_of(date), _OTHER_PARTS)[date.part]
    tight = like is not None and re.search(r"\d[년월]\d", like.text)
    return re.sub(r"(?<=\d[년월]) (?=\d)", "", words) if tight else words


def _counted(original: Fact, date: PartialDate) -> str:
    amount = original.amount
    assert amount is not None
    unit = original.unit or date.shifts[0].unit.value
    behind = "전" if sum(s.count for s in date.shifts) < 0 else "뒤"
    if unit == "day" and amount.denominator == 1 and 0 < amount <= _USUAL_DAYS:
        return f"{_NATIVE_DAYS[int(amount)]} {behind}"
    if unit == "decade":
        return f"{float(amount * 10):g}년 {behind}"
    if unit == "year" and amount.denominator == 2:
        years = int(amount)
        return f"{f'{years}년' if years else ''}6개월 {behind}"
    return f"{float(amount):g}{_COUNTED[unit]} {behind}" if unit in _COUNTED else ""


def _range(date: PartialDate, span: DateSpan | None, published: datetime.date | None) -> str:
    assert date.until is not None
    units = {unit_of(date), unit_of(date.until)}
    if span is None or len(units) > 1:
        return ""
    a, b = span.first, span.last
    year = _year_before(a.year, published)
    if units == {Grain.DAY}:
        if (a.year, a.month) == (b.year, b.month):
            return f"{year}{a.month}월 {a.day}~{b.day}일"
        closes = "" if a.year == b.year else f"{b.year}년 "
        return f"{year}{a.month}월 {a.day}일~{closes}{b.month}월 {b.day}일"
    if units == {Grain.MONTH}:
        if a.year == b.year:
            return f"{year}{a.month}~{b.month}월"
        return f"{a.year}년 {a.month}월~{b.year}년 {b.month}월"
    return f"{a.year}~{b.year}년" if units == {Grain.YEAR} else ""


def _year_before(year: int, published: datetime.date | None) -> str:
    """`2024년 `, `지난해 `, or nothing for the year of publication."""
    if published is None:
        return f"{year}년 "
    if year == published.year:
        return ""
    step = year - published.year
    return f"{_YEARS[step]} " if step in (-1, 1) else f"{year}년 "


def _year_of(
    date: PartialDate, span: DateSpan | None, like: Fact | None, published: datetime.date | None
) -> str:
    """What stands before a month, a quarter or a half to say its year."""
    here = like.date if like is not None else None
    steps = {s.unit: s.count for s in date.shifts}
    year = span.first.year if span is not None else date.year
    if year is None:
        return f"{_YEARS[steps[Grain.YEAR]]} " if steps.get(Grain.YEAR) in _YEARS else ""
    if here is not None and here.year is not None:
        return f"{year}년 "  # the Korean gives years in figures
    stepped = here is not None and any(s.unit is Grain.YEAR for s in here.shifts)
    if published is not None and stepped and abs(year - published.year) <= 1:
        return f"{_YEARS[year - published.year]} "
    return _year_before(year, published)


def _day(date: PartialDate, span: DateSpan | None, like: Fact | None, published: datetime.date | None) -> str:
    if date.holiday is not None:
        return calendar.holiday_name_ko(date.holiday)
    here = like.date if like is not None else None
    text = like.text if like is not None else ""
    if (
        date.weekday is not None
        and date.day is None
        and (span is None or (here is not None and here.weekday is not None and here.day is None))
    ):
        return _weekday(date)
    if date.day is None and (span is None or (here is not None and here.day is None)):
        return _step(date)
    at = span.first if span is not None else None
    number, month = (at.day, at.month) if at else (date.day, date.month)
    if number is None or (date.lunar and at is None):
        return ""
    behind = f"({_WEEKDAYS[at.weekday()]})" if at and re.search(r"\([월화수목금토일]\)", text) else ""
    lead = match.group() if (match := _LEADS.match(text)) and here and here.month is None else ""
    near = (
        at is not None and published is not None and (at.year, at.month) == (published.year, published.month)
    )
    if near and lead.strip() in ("지난", "오는"):
        assert at is not None
        assert published is not None
        lead = "지난 " if at < published else "오는 "
        return f"{lead}{number}일{behind}"
    if lead and lead.strip() in _MONTHS.values() and at is not None and published is not None:
        ahead = (at.year - published.year) * 12 + at.month - published.month
        if ahead in _MONTHS:
            return f"{_MONTHS[ahead]} {number}일{behind}"
    if month is None:
        return f"{number}일{behind}"
    if near and (here is None or here.month is None):
        assert at is not None
        assert published is not None
        # further off, a bare number may be taken for a day of the month beside
        lead = (
            ""
            if like is not None or abs((at - published).days) <= _BARE
            else "지난 "
            if at < published
            else "오는 "
        )
        return f"{lead}{number}일{behind}"
    return f"{_year_of(date, span, like, published)}{month}월 {number}일{behind}"


def _weekday(date: PartialDate) -> str:
    assert date.weekday is not None
    name = f"{_WEEKDAYS[date.weekday % 7]}요일"
    weeks = {s.unit: s.count for s in date.shifts}.get(Grain.WEEK)
    if weeks in _WEEKS:
        return f"{_WEEKS[weeks]} {name}"
    return {"past": f"지난 {name}", "future": f"오는 {name}", None: name}[date.lean]


def _step(date: PartialDate) -> str:
    """A day told from another one: 어제, 이날, 다음 날, 사흘 뒤."""
    steps = [s.count for s in date.shifts if s.unit in (Grain.DAY, Grain.WEEKDAY)]
    if not steps:
        return ""
    count = steps[0]
    named = (_CONTEXT[Grain.DAY] if date.anchor == "context" else _DAYS).get(count)
    if named is not None:
        return named
    far = abs(count)
    return f"{_NATIVE_DAYS[far] if far <= _USUAL_DAYS else f'{far}일'} {'전' if count < 0 else '뒤'}"


def _unit(
    date: PartialDate, unit: Grain, span: DateSpan | None, like: Fact | None, published: datetime.date | None
) -> str:
    """A week or anything longer."""
    steps = {s.unit: s.count for s in date.shifts}
    if unit is Grain.CENTURY and date.century is not None:
        return f"{date.century}세기"
    if unit is Grain.DECADE and date.decade is not None:
        return f"{span.first.year // 10 * 10 if span else calendar.decade_first(date.decade)}년대"
    if unit in steps and not date.fields():
        here = like.date if like is not None else None
        absolute = here is not None and (here.year is not None or here.month is not None)
        if (
            absolute
            and span is not None
            and unit is Grain.YEAR
            and here is not None
            and here.year is not None
        ):
            return f"{span.first.year}년"
        if absolute and span is not None and unit is Grain.MONTH:
            return f"{_year_of(date, span, like, published)}{span.first.month}월"
        return _stepped(unit, steps[unit], date)
    year = _year_of(date, span, like, published)
    if unit is Grain.YEAR and date.year is not None:
        return (
            year.strip() if like is not None and like.date and like.date.shifts and year else f"{date.year}년"
        )
    if unit is Grain.MONTH and date.month is not None and 1 <= date.month <= 12:
        return f"{year}{date.month}월"
    if unit is Grain.QUARTER and date.quarter is not None:
        return f"{year}{date.quarter}분기"
    if unit is Grain.HALF and date.half in (1, 2):
        return f"{year}{'상' if date.half == 1 else '하'}반기"
    if unit is Grain.WEEK and date.week in range(1, len(_NTH)) and date.month is not None:
        assert date.week is not None
        return f"{year}{date.month}월 {_NTH[date.week]} 주"
    return ""


def _stepped(unit: Grain, count: int, date: PartialDate) -> str:
    if date.anchor == "context" and (named := _CONTEXT.get(unit, {}).get(count)):
        return named
    words = {Grain.YEAR: _YEARS, Grain.MONTH: _MONTHS, Grain.WEEK: _WEEKS, Grain.QUARTER: _QUARTERS}.get(
        unit, {}
    )
    if count in words:
        return words[count]
    return f"{abs(count)}{_UNITS[unit]} {'전' if count < 0 else '뒤'}" if unit in _UNITS else ""


def phrase_time(original: Fact, like: Fact | None = None) -> str:
    """The Korean for a time: `오후 4시30분`, `정오`, in the style of what stands there."""
    time = original.time
    if time is None:
        return ""
    if time.hour is None:
        return _DAYPARTS.get(time.daypart or "", "")
    text = like.text if like is not None else ""
    hour, minute = time.hour % 24, time.minute or 0
    if re.search(r"\d:\d", text):
        return f"{hour:02d}:{minute:02d}"
    if minute == 0 and hour in (0, _NOON) and time.explicit:
        return "정오" if hour else "자정"
    between = " " if not minute or re.search(r"시 \d", text) or like is None else ""
    behind = f"{between}{minute}분" if minute else ""
    if not time.explicit or re.match(r"1[3-9]시|2[0-4]시", text):
        return f"{hour}시{behind}"
    half = "오전" if hour < _NOON else "오후"
    if "새벽" in text and hour < _DAWN:
        half = "새벽"
    elif (
        ("밤" in text and hour >= 20)
        or ("저녁" in text and 17 <= hour < 20)
        or ("낮" in text and hour == _NOON)
    ):
        half = next(word for word in ("밤", "저녁", "낮") if word in text)
    return f"{half} {hour % _NOON or _NOON}시{behind}"
