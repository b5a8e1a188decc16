"""Lengths of time, and the dates that they lead to: 1시간 30분, 한 달 반, 3년 전, 이틀 뒤."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from qa.extract.korean.contexts import pattern
from qa.extract.korean.dates import shifted
from qa.extract.korean.lexicon import lookup
from qa.extract.korean.making import Reading, and_half, make
from qa.extract.korean.morphology import Morphology
from qa.extract.korean.terms import Numeral
from qa.model import Bound, Fact, Span

DURATIONS = frozenset(
    {
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "second",
        "century",
        "quarter",
        "half-year",
        "millisecond",
    }
)
_FINER = {
    "year": ("month", 12),
    "week": ("day", 7),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}

_PER_SHARE = re.compile(
    r"당 ?(?:약 ?|최대 ?)?[\d,.]{1,12} ?[만천백]?(?: ?\d{1,4})? ?(?:원|달러|센트|엔|유로|위안|펜스|파운드)"
)

_AGO = re.compile(r" ?(?:전(?!국|날|투|쟁|체|담|후|반|력|기|망|용|문)|뒤|후(?!보|반|원|속|임|배|계))")
_CALENDAR = frozenset({"year", "month", "week", "day", "century", "quarter"})
_LEADING = re.compile(
    r"(?:^|[^가-힣])(?:(?P<past>지난|최근)|앞으로|향후|다가오는|다가올) ?(?:(?:약|최대|최소|거의|꼬박) ?)?$"
)
_LEAD_REACH = 10
_GOES_ON = re.compile("[년월달주] ?$|(?<!오늘로)(?<!오늘)(?<!지금)부터 (?:약 )?$")
# 앞으로 3년 더, 최근 3년 만의: a length told of, not the days that it takes up
_SPAN_MENTIONED = re.compile(" ?(?:만에|만의|만이|마다|치(?![가-힣])|짜리|차)")


def duration(text: str, reading: Reading, unit: str, morphology: Morphology) -> Fact | None:
    """The fact of a numeral with a unit of time, or of 주, 박, 분 in another sense."""
    n, start, end = reading.numeral, reading.numeral.start, reading.end
    surface = text[n.end : end].strip()
    if surface == "분" and (n.form == "native" or re.compile(r"기(?!준)").match(text, end)):
        return make(text, "number", n, start, end, counter="person") if n.form == "native" else None
    if surface in ("날", "돌", "주", "해", "달") and n.form == "digits" and surface != "주":
        return make(text, "number", n, start, end) if surface != "달" else _finish(text, n, start, end, unit)
    if unit in _INFANT_UNITS and _of_infant(text, start, end):
        return make(text, "age", n, start, end, unit=unit)
    if surface == "주" and (n.amount or 0) > 200:
        return make(text, "number", n, start, end, counter="share")
    if (
        surface == "주"
        and re.compile(r"(?:당|를 |식|의 주식|씩| 가격|가량을)").match(text, end)
        and "주식" in text[max(0, start - 30) : end + 20]
    ):
        return make(text, "number", n, start, end, counter="share")
    if surface == "주" and _PER_SHARE.match(text, end):
        return make(text, "number", n, start, end, counter="share", soft=True)
    if surface == "박":
        return make(text, "number", n, start, end, counter="night", soft=True)
    if surface == "돌":
        return make(text, "ordinal", n, start, end)
    if surface == "초" and re.compile(r"반").match(text, end):
        return make(text, "number", n, start, n.end)
    return _compound(text, n, start, end, unit, morphology)


_INFANT_UNITS = frozenset({"month", "week", "day"})
_SINCE_BIRTH = re.compile("생후 ?(?:약 |갓 |불과 )?$")


def _of_infant(text: str, start: int, end: int) -> bool:
    """Whether the length is an age: 생후 8개월, 석 달 된 아기, 18개월짜리 딸."""
    born = _SINCE_BIRTH.search(text[max(0, start - 8) : start]) is not None
    return born or pattern(" ?(?:된|난|짜리|배기|도 안 된) ", "infant").match(text, end) is not None


def _compound(text: str, n: Numeral, start: int, end: int, unit: str, morphology: Morphology) -> Fact:
    """1시간 30분, 2년 6개월, 3년 반: one duration, in the finer unit."""
    if unit in ("year", "month") and (days := _AND_DAYS.match(text, end)) and _whole(n):
        return _stepped(text, n, start, unit, days)
    if unit == "second" and (part := _HUNDREDTHS.match(text, end)) and n.amount is not None and _whole(n):
        n = replace(n, amount=n.amount + Fraction(int(part[1]), 10 ** len(part[1])))
        return _finish(text, n, start, part.end(), unit)
    halved, after = and_half(text, n, end)
    if after != end:
        return _finish(text, halved, start, after, unit)
    m = re.compile(r" ?(\d{1,4})(?=[년개달주일시분초])").match(text, end)
    if m and n.amount is not None and unit in _FINER and n.form == "digits":
        found = lookup(text, m.end(), morphology)
        finer, factor = _FINER[unit]
        if found and found[0].kind == "unit" and found[0].id == finer:
            whole = replace(n, amount=n.amount * factor + int(m[1]))
            rest = text[m.end() : found[1]]
            if not (finer == "minute" and rest.strip() == "분" and text.startswith("의", found[1])):
                return _compound(text, whole, start, found[1], finer, morphology)
    return _finish(text, n, start, end, unit)


# 9초97, 1분 23초 45: a record's hundredths, never a count of something (5초 30명)
_HUNDREDTHS = re.compile(r" ?(\d{2,3})(?=[의로에를을,)]|으로|\.?(?:\s|$))")
_AND_DAYS = re.compile(r" ?(?:하고 )?(?P<days>\d{1,3})일 ?(?P<word>전|뒤|후|지나서)(?=[ ,.에의부까이인야]|$)")


def _whole(n: Numeral) -> bool:
    return n.amount is not None and n.amount.denominator == 1


def _stepped(text: str, n: Numeral, start: int, unit: str, days: re.Match[str]) -> Fact:
    """2년 1개월 21일 전: a day, so many months and days away."""
    assert n.amount is not None
    sign = -1 if days["word"] == "전" else 1
    anchor: Literal["publication", "context"] = "publication" if sign < 0 else "context"
    coarse = shifted(unit, sign * int(n.amount), anchor)
    fine = shifted("day", sign * int(days["days"]), anchor)
    date = replace(fine, shifts=coarse.shifts + fine.shifts)
    stop = days.end()
    return Fact(family="date", text=text[start:stop], span=Span(start, stop), date=date)


_UNSAID = re.compile(r" ?(?:내내|더[ ,.])")


def _unsaid(text: str, n: Numeral, start: int, end: int, unit: str) -> bool:
    """Whether English may leave the length out: 일 년 내내, 한 해, 한 주 더, 최근 몇 달."""
    if n.vague:
        return bool(_LATELY.search(text[max(0, start - 8) : start]))
    if n.amount == 1 and n.form != "digits":
        return (
            text[end - 1] == "해"
            or bool(_UNSAID.match(text, end))
            or bool(pattern(" [가-힣]{0,6}", "per-period", "(?![가-힣]{4})").match(text, end))
        )
    return n.amount == 2 and text.startswith("마다", end)


_LATELY = re.compile(r"(?:지난|최근|앞으로|향후|다가오는|이후|그 ?후|그 ?뒤) ?$")


def _finish(text: str, n: Numeral, start: int, end: int, unit: str) -> Fact:
    """A duration, or the date that it leads to: 3년 전, 이틀 뒤; 최근 5년간 is a duration."""
    made = make(text, "duration", n, start, end, unit=unit, soft=_unsaid(text, n, start, end, unit))
    if m := _AGO.match(text, end):
        count = made.amount
        if count is None and m.group().strip() == "전":  # 며칠 전, 수십 년 전
            return replace(made, lean="past")
        if count is not None and count.denominator == 1 and unit in _CALENDAR:
            word = m.group().strip()
            steps = int(count) * (-1 if word == "전" else 1)
            ahead = re.compile(r"(?:앞으로|향후|지금부터|오늘부터) ?(?:약 ?)?$").search(
                text[max(0, start - 8) : start]
            )
            date = shifted(unit, steps, "publication" if word == "전" or ahead else "context")
            bound = Bound.SINCE if text.startswith("부터", m.end()) else made.bound
            stop = m.end()
            return replace(
                made, family="date", text=text[start:stop], span=Span(start, stop), date=date, bound=bound
            )
    return replace(made, lean=_lean(text, made))


def _lean(text: str, made: Fact) -> Literal["past", "future"] | None:
    """Where the length lies, seen from publication: 지난 3년, 최근 5년간; 앞으로 석 달, 3년 이내에."""
    start, end = made.span
    if made.unit not in _CALENDAR or _SPAN_MENTIONED.match(text, end):
        return None
    if m := _LEADING.search(text[max(0, start - _LEAD_REACH) : start]):
        return "past" if m["past"] else "future"
    if _GOES_ON.search(text[max(0, start - 8) : start]):  # the 12일 of 1개월 12일 이내, 내일부터 3일 안에
        return None
    if made.bound is Bound.WITHIN and pattern("[^.!?]{0,40}?", "looking-ahead").match(text, end):
        return "future"
    return None


def duration_word(text: str, n: Numeral, unit: str, *, soft: bool) -> Fact:
    """이틀, 열흘, 반년 …, with 전 or 뒤 where these follow."""
    n, end = and_half(text, n, n.end)
    made = _finish(text, n, n.start, end, unit)
    return replace(made, soft=soft or made.soft)
