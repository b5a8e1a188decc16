"""The pieces that a Korean date is made of: 2025년, 지난해, 3분기, 이달, 20일, 월요일, 초."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from qa.data import table
from qa.extract.korean import eras
from qa.extract.korean.contexts import either
from qa.extract.korean.morphology import Morphology
from qa.extract.korean.short_words import UNCLEAR, clear
from qa.extract.korean.terms import words
from qa.model import Grain, PartialDate, Shift, Span

Kind = Literal[
    "century",
    "decade",
    "year",
    "half",
    "quarter",
    "month",
    "week",
    "nthday",
    "day",
    "weekday",
    "weekend",
    "holiday",
    "within",
]
Part = Literal["early", "mid", "late"]

RANK: Mapping[str, int] = {
    "century": 0, "decade": 1, "year": 2, "within": 3, "half": 3, "quarter": 4, "month": 5, "week": 6,
    "weekend": 7,
    "holiday": 7, "nthday": 8, "day": 8, "weekday": 9,
}  # fmt: skip
"""Coarse to fine: a date names its pieces in this order."""

WEEKDAYS = "월화수목금토일"


@functools.cache
def named(kind: str) -> Mapping[str, str]:
    """The words of `data/ko/calendar.tsv` of one kind, with their values, longest first."""
    rows = [r for r in table("ko/calendar", ("surface", "kind", "value", "source")) if r["kind"] == kind]
    return {r["surface"]: r["value"] for r in sorted(rows, key=lambda r: len(r["surface"]), reverse=True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of a date.  `bare` marks a number without its unit (the 18 of 18~20일)."""

    kind: Kind
    start: int
    end: int
    date: PartialDate
    soft: bool = False
    bare: bool = False


@functools.cache
def _relative() -> tuple[re.Pattern[str], dict[str, Mapping[str, str]]]:
    rows = table("ko/relative_dates", ("surface", "kind", "unit", "count", "anchor", "soft", "source"))
    known = {row["surface"]: row for row in rows}
    return re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True)))), known


@functools.cache
def _holidays() -> tuple[re.Pattern[str], dict[str, str]]:
    known = {row["surface"]: row["holiday"] for row in table("ko/holidays", ("surface", "holiday", "source"))}
    return re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True)))), known


# The second year of 2024~2025시즌, 2014-2018: only then does a bare number name a year.
_YEARS = r"\ ?[~-]\ ?(?:[12]\d{3}|\d\d)(?:년|\ ?시즌|\ ?회계)"
_TWO_YEARS = r"(?<=\(\d{4})(?=[~-][12]\d{3}\))|(?<=19\d\d|20\d\d)(?=[~-](?:19|20)\d\d(?:[입이의에,)]|\ |$))"
# CES 2025, but not KOSPI 2000, KRW 2000
_AFTER_LATIN = (
    r"(?<=[A-Za-z][A-Za-z]\ (?:19|20)\d\d)(?<!OSPI\ \d{4})(?<!SDAQ\ \d{4})(?<!KRW\ \d{4})(?<!USD\ \d{4})"
    r"(?!\ ?(?:명|원|개|건|대|회|위|점|곳|척|만|천|억|조|여|포인트|달러)|선|[,.:]\d|[%~\d-])"
)
_M, _D = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"


@functools.cache
def _absolute_pattern() -> re.Pattern[str]:
    nth = "|".join(named("nth")).replace(" ", r"\ ")
    months = "|".join(named("month"))
    occasion = rf"(?<=19\d\d|20\d\d)(?=\ (?:{either('after-year')}))"
    return re.compile(
        rf"""
{eras.PATTERN}
        | (?P<iso>(?P<iy>[12]\d{{3}})(?P<sep>[-./])(?P<im>{_M})(?P=sep)(?P<id>{_D})(?!\d)\.?)
        | (?P<dotted>(?P<dy>[12]\d{{3}})\.\ (?P<dm>{_M})\.\ (?P<dd>{_D})(?!\d)\.?)
        | (?P<dmy>(?P<ud>{_D})(?P<usep>[-./])(?P<um>{_M})(?P=usep)(?P<uy>[12]\d{{3}})(?!\d))
        | (?P<mdy>(?P<vm>{_M})/(?P<vd>{_D})(?:/|,\ ?)(?P<vy>(?:19|20)\d\d)(?!\d))
        | (?P<ymd>(?<!/)(?P<wy>\d\d)/(?P<wm>0[1-9]|1[0-2])/(?P<wd>0[1-9]|[12]\d|3[01])(?![\d/]))
        | (?P<dashed>(?<!-)(?P<xm>{_M})-(?P<xd>1[3-9]|2\d|3[01])-(?P<xy>\d\d)(?=에(?!서)|로|부터|까지|자\ ))
        | (?P<decade>(?P<ey>[12]\d\d0|[1-9]0)년대)
        | (?P<century>(?P<c>\d{{1,2}})세기)
        | '(?P<shortyear>\d{{2}})년
        | (?P<fiscal>[12]\d{{3}})\ ?회계연도
        | (?P<year>[1-9]\d{{3}})
            (?:\ ?년(?:도(?!약|달|망|래|심))?|(?={_YEARS})|{_TWO_YEARS}|{occasion}|(?P<event>{_AFTER_LATIN}))
        | (?P<oldyear>[1-9]\d[1-9])년(?=에\ )(?!에\ (?:{either("after-length")}))
        | (?P<yearmonth>\d{{2}})년(?=\ ?(?:1[0-2]|[1-9])월)
        | (?P<half>[상하전후]반기)
        | (?:제?(?P<q>[1-4])(?:[·/]4)?\ ?사?분기|(?P<hq>[일이삼사])사?분기|(?P<qr>[1-4])(?=[~-][1-4]분기))
        | (?P<month>1[0-2]|0?[1-9])(?:\ ?월(?![급드트세남간])|(?=\ ?[~·-]\ ?(?:1[0-2]|[1-9])월(?![급드])))
        | (?P<hmonth>{months})
        | (?P<nth>{nth})\ ?주(?!\ ?(?:[년주자말요민택제식]|일(?!요일)))
        | (?P<nthday>{nth})\ ?(?P<ofday>[월화수목금토일])요일
        | (?P<nweek>[1-5])주차
        | (?P<day>0{{0,2}}(?:3[01]|[12]\d|[1-9]))(?:\ ?일|(?=\ ?[~·,-]\ ?{_D}일))
        | (?P<hday>[이삼]?십[일이삼사오육칠팔구]?일|[일이삼사오육칠팔구]일)
        | (?P<weekday>[월화수목금토일])요일
        """,
        re.VERBOSE,
    )


def piece(text: str, place: int, morphology: Morphology) -> Piece | None:
    """The piece of a date that begins at `place`."""
    found = _absolute(text, place, morphology)
    if found is not None:
        return found
    return _word(text, place, morphology)


def _absolute(text: str, place: int, morphology: Morphology) -> Piece | None:
    m = _absolute_pattern().match(text, place)
    if m is None:
        return None
    end = m.end()

    def made(kind: Kind, grain: Grain, *, bare: bool = False, **fields: int) -> Piece:
        return Piece(kind=kind, start=place, end=end, bare=bare, date=PartialDate(grain=grain, **fields))  # type: ignore[arg-type]

    if m["bc"] or m["ad"] or m["adcent"]:
        kind, date = eras.era(m)
        return Piece(kind=kind, start=place, end=end, bare=text[end - 1].isdigit(), date=date)
    for sort in "iduvwx":
        if m[f"{sort}y"]:
            year, month, day = (int(m[f"{sort}{field}"]) for field in "ymd")
            return made("day", Grain.DAY, year=_in_full(year), month=month, day=day)
    if m["decade"]:
        year = int(m["ey"])
        return made(
            "decade", Grain.DECADE, decade=year if year > 99 else year + (2000 if year < 30 else 1900)
        )
    if m["century"]:
        return made("century", Grain.CENTURY, century=int(m["c"]))
    short = m["shortyear"] or m["yearmonth"]
    if short:
        return made("year", Grain.YEAR, year=_in_full(int(short)))
    if m["fiscal"] or m["year"]:
        bare = bool(m["year"]) and not m.group().endswith(("년", "도")) and text[end : end + 1] in "~-"
        found = made("year", Grain.YEAR, year=int(m["fiscal"] or m["year"]), bare=bare)
        return found if m["event"] is None else replace(found, soft=True)
    if m["oldyear"]:
        return made("year", Grain.YEAR, year=int(m["oldyear"]))
    if m["half"]:
        return made("half", Grain.HALF, half=1 if m["half"][0] in "상전" else 2)
    if q := m["q"] or m["hq"] or m["qr"]:
        if morphology.cuts(end):
            return None
        if m["hq"] and not morphology.numeral(Span(place, place + 1)):
            return None
        return made(
            "quarter", Grain.QUARTER, quarter=int(q) if q.isdigit() else words().digit[q], bare=bool(m["qr"])
        )
    if m["month"]:
        return made("month", Grain.MONTH, month=int(m["month"]), bare=not m.group().endswith("월"))
    if m["hmonth"]:
        over = morphology.over(Span(place, end))
        if (
            not over
            or over[0].span.start != place
            or morphology.cuts(end)
            or over[0].tag not in ("NNG", "NR")
        ):
            return None
        return made("month", Grain.MONTH, month=int(named("month")[m["hmonth"]]))
    if m["nthday"]:  # 7월 첫 번째 금요일: the week field counts the weekdays of the month
        date = PartialDate(
            grain=Grain.WEEKDAY, week=int(named("nth")[m["nthday"]]), weekday=WEEKDAYS.index(m["ofday"])
        )
        return Piece(kind="nthday", start=place, end=end, date=date)
    if m["nth"] or m["nweek"]:
        nth = m["nth"]
        return made("week", Grain.WEEK, week=int(named("nth")[nth]) if nth else int(m["nweek"]))
    if m["day"]:
        return made("day", Grain.DAY, day=int(m["day"]), bare=not m.group().endswith("일"))
    if m["hday"]:
        token = morphology.at(end - 1)
        before = next(iter(morphology.over(Span(place - 1, place))), None) if place else None
        if (
            not morphology.numeral(Span(place, end - 1))
            or morphology.cuts(end)
            or token is None
            or token.tag != "NNB"
        ):
            return None
        if before is not None and before.tag == "NR":
            return None
        return made("day", Grain.DAY, day=_sino_day(m["hday"][:-1]))
    return made("weekday", Grain.WEEKDAY, weekday=WEEKDAYS.index(m["weekday"]))


def _in_full(year: int) -> int:
    """The year that two digits stand for."""
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _sino_day(surface: str) -> int:
    digit = words().digit
    head, ten, tail = surface.rpartition("십")
    return (10 * digit.get(head, 1) if ten else 0) + (digit[tail] if tail else 0)


# What a relative word must not run into: 오늘날, 오늘의집, 내일채움공제, 전주시, 전년도분
_NOT_AFTER = re.compile(r"날|의집|채움|시(?:장|청|민|의회)|행|보(?=[ ,.])")


_SEOL = re.compile(r"을 (?:앞|쇠|쇤|맞)|이 (?:다가|지나)| 전후| 대목| 명절| 성수품| 선물| 민생| 특별")


def _word(text: str, place: int, morphology: Morphology) -> Piece | None:
    if place and "가" <= text[place - 1] <= "힣" and morphology.at(place) is None:
        return None
    holiday, holidays = _holidays()
    if m := holiday.match(text, place):
        return Piece(kind="holiday", start=place, end=m.end(),
                     date=PartialDate(grain=Grain.DAY, holiday=holidays[m.group()]))  # fmt: skip
    if text.startswith("설", place) and _SEOL.match(text, place + 1):  # not 설 "rumour"
        date = PartialDate(grain=Grain.DAY, holiday="lunar-new-year")
        return Piece(kind="holiday", start=place, end=place + 1, date=date)
    relative, rows = _relative()
    m = relative.match(text, place)
    if m is None or morphology.cuts(m.end()) or _NOT_AFTER.match(text, m.end()):
        return None
    surface = m.group()
    if place and "가" <= text[place - 1] <= "힣" and len(surface) < 2:
        return None
    if surface in UNCLEAR and not clear(text, place, m.end(), surface, morphology):
        return None
    row = rows[surface]
    kind, _, part = row["kind"].partition(":")
    count = int(row["count"])
    shift = Shift(unit=Grain(row["unit"]), count=count)
    soft = row["soft"] == "yes"
    anchor: Literal["publication", "context"] = "context" if row["anchor"] == "context" else "publication"
    if kind == "weekend":
        last = PartialDate(grain=Grain.WEEKDAY, weekday=6, shifts=(shift,), anchor=anchor)
        date = PartialDate(grain=Grain.WEEKDAY, weekday=5, shifts=(shift,), anchor=anchor, until=last)
        return Piece(kind="weekend", start=place, end=m.end(), date=date)
    named: Part | None = None
    if part == "early":
        named = "early"
    elif part == "late":
        named = "late"
    date = PartialDate(grain=Grain(row["unit"]), shifts=(shift,), anchor=anchor, part=named)
    kinds: dict[str, Kind] = {"yearpart": "year", "monthpart": "month"}
    return Piece(kind=kinds.get(kind, kind), start=place, end=m.end(), date=date, soft=soft)  # type: ignore[arg-type]


_PART_AFTER = re.compile(r"(?![가-힣])|(?=[에까부의이를은는과와로가]|이후|기준|쯤|께|경|만|도|인)")


def part_after(text: str, place: int, kind: Kind, morphology: Morphology) -> tuple[Part, int] | None:
    """초, 중반, 말 … right after a date, and where it ends."""
    if kind in ("day", "weekday", "weekend", "holiday", "within"):
        return None
    for start in (place, place + 1):
        if start > place and text[place : place + 1] != " ":
            return None
        m = re.compile("|".join(named("part"))).match(text, start)
        if m and _PART_AFTER.match(text, m.end()) and not morphology.cuts(m.end()):
            value = named("part")[m.group()]
            return "early" if value == "early" else "mid" if value == "mid" else "late", m.end()
    return None
