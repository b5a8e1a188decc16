"""Things counted, ordinals, ages, and the many readings of 대."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from fractions import Fraction

from qa.extract.korean.contexts import either, pattern
from qa.extract.korean.lexicon import Entry
from qa.extract.korean.making import Reading, make
from qa.extract.korean.morphology import Morphology
from qa.extract.korean.terms import Numeral, article
from qa.model import Bound, Fact

ORDINAL_LEAD = re.compile(r"제 ?$")


_LEFT_OUT = re.compile("번 ?홀|루|쿼터|심")
"""English has bases and courts with names of their own: 2루 is second, 2심 "the appeals court"."""
_GLUED = frozenset({"호", "회"})
_SINO_ONLY = frozenset({"호", "위", "항", "조", "호선", "학년", "학기", "급", "관", "면"})
"""Ordinal counters that Sino-Korean numerals alone take."""


def counted(text: str, reading: Reading, entry: Entry, morphology: Morphology, before: str) -> Fact | None:
    """The fact of a numeral with a counter: an amount, an ordinal or an age."""
    n, start, end = reading.numeral, reading.numeral.start, reading.end
    surface = text[n.end : end].strip()
    single = n.amount == 1 and n.form != "digits"
    led = ORDINAL_LEAD.search(before)
    if surface in ("살", "세") and entry.id == "age":
        return _age(text, n, start, end, before)
    if surface == "대":
        return _dae(text, n, start, end, before, morphology)
    if surface == "조" and article(text, end - 1):
        return make(text, "ordinal", n, start, end)
    if surface == "등" and n.form == "digits" and text[n.end] == " ":
        return make(text, "number", n, start, n.end)  # 등 "and the like"
    if surface in _GLUED and n.form == "sino" and n.end - n.start == 1 and text[n.end] != " " and not led:
        return None  # 천호진, 육회, 일회용: news writes these counts in digits
    if entry.id == "ordinal":
        if n.form == "native" and surface in _SINO_ONLY:
            return None  # 석호 "lagoon"
        if (
            n.form != "digits"
            and surface in ("차", "등", "조", "면", "반", "관", "기", "항", "급", "호")
            and morphology.at(end - len(surface)) is None
        ):
            return None
        if surface in ("조", "관", "반", "면", "급") and not led and surface not in ("조", "급"):
            return make(text, "number", n, start, end)
        return make(text, "ordinal", n, start, end, soft=single or bool(_LEFT_OUT.fullmatch(surface)))
    if led or (surface in ("회", "기", "대") and text[max(0, n.start - 1) : n.start] == "제"):
        return make(text, "ordinal", n, start, end)
    if surface == "번" and pattern(" ?", "numbered").match(text, end):
        return make(text, "ordinal", n, start, end, soft=bool(pattern(" ?", "sport").match(text, end)))
    soft = (
        n.form != "digits"
        and n.amount is not None
        and n.amount <= 2
        and entry.id in ("person", "country", "team")
    )
    soft = soft or n.amount == 1  # 보기 1개: a bogey
    if surface == "자릿수" or (surface in ("자리", "자리수") and text.startswith("수", end - 1)):
        soft = True
    return make(text, "number", n, start, end, counter=entry.id, soft=soft)


_LATIN_NAME = re.compile(r"[A-Z][a-z]{2,20} $")  # Tamasese 3세; an age stands in brackets


def _age(text: str, n: Numeral, start: int, end: int, before: str) -> Fact:
    """An age; or the ordinal of a monarch or of a generation abroad: 엘리자베스 2세, 재미교포 2세."""
    regnal = (
        n.amount is not None
        and n.amount < 30
        and n.form == "digits"
        and re.compile(r"[가-힣a-z]{2,} $").search(before)
    )
    if regnal and (
        pattern("", "reigning", " $").search(before)
        or pattern(" ", "throne").match(text, end)
        or _LATIN_NAME.search(before)
    ):
        return make(text, "ordinal", n, start, end)
    made = make(text, "age", n, start, end, unit="year")
    return replace(made, bound=Bound.ABOUT) if _KOREAN_AGE.search(before) else made


_KOREAN_AGE = re.compile("(?:우리|한국|세는|한국식) ?나이(?:로는|로|론|는)? ?$")
"""Counted from 1 and by calendar years: a year or two more than English says."""

_GUEST = re.compile(r" 손(?=[ ,.]|$)")


@functools.cache
def _machine() -> re.Pattern[str]:
    """Machines before a number: 버스 30대, 전투기는 총 20대, F-35A 20대."""
    between = "(?:[을를이가은는도의만에]|은 총|는 총)? ?(?:총|모두|약|최대|무려|각각|월|연|하루)? ?$"
    return re.compile(
        rf"(?:{either('machine')}|[가-힣]기|(?<![A-Za-z])[A-Z]{{1,4}}-\d{{1,4}}[A-Z]{{0,2}}){between}"
    )


@functools.cache
def _people() -> re.Pattern[str]:
    """What follows an age by decade: 20대 여성, 30대가."""
    return re.compile(rf" ?(?:{either('decade')}|[가는은의와과를도로에인] |[,·()~]|$)")


def _dae(text: str, n: Numeral, start: int, end: int, before: str, morphology: Morphology) -> Fact | None:
    """The many readings of 대: 20대 여성 (age), 20대 국회 (ordinal), 차량 20대 (machines), 3대 과제."""
    if (
        pattern(" ?(?:대 )?", "office").match(text, end)
        or _GUEST.match(text, end)
        or ORDINAL_LEAD.search(before)
    ):
        return make(text, "ordinal", n, start, end)
    if pattern(" ", "leading").match(text, end) and n.amount is not None and not n.over:
        return make(text, "number", n, start, end, counter="item")
    machine = _machine().search(before) or pattern(" ?(?:[을를이가은는] )?", "machine-after").match(text, end)
    value = n.amount
    if value is None or n.over:
        return make(text, "number", n, start, end, counter="machine")
    if text[n.start : n.end] in ("억", "조", "천만", "백만"):  # 억대 연봉
        return replace(make(text, "number", n, start, end), bound=Bound.ABOUT)
    if n.form == "native" and not text.startswith(" 과제", end):
        return make(text, "number", n, start, end, counter="machine", soft=value == 1)
    if n.form == "sino" and value in range(10, 100, 10) and not machine:  # 십대, 이십대
        return _decade(text, n, start, end, value)
    if value in range(10, 100, 10) and n.scale == 1 and not machine and text[n.end : end] == "대":
        spaced = n.form == "digits" and value >= 20 and text.startswith(" ", end)
        if spaced or _people().match(text, end) or _HEADS.match(text, end):
            return _decade(text, n, start, end, value)
        return make(text, "number", n, start, end, counter="item")
    if machine or value >= 100:
        return make(text, "number", n, start, end, counter="machine")
    return make(text, "number", n, start, end, counter="item")


_HEADS = re.compile(r" (?:[한두세네]|다섯|여섯|\d{1,4}) ?명")  # 10대 세 명
_PART_OF_DECADE = re.compile(r" ?(초반|초|중반|중·후반|후반|말)")


def _decade(text: str, n: Numeral, start: int, end: int, value: Fraction) -> Fact:
    low, high = value, value + 9
    if m := _PART_OF_DECADE.match(text, end):
        word = m[1]
        end = m.end()
        if word.startswith("초"):
            high = value + 3
        elif word == "중반":
            low, high = value + 4, value + 6
        elif word == "중·후반":
            low = value + 4
        else:
            low = value + 7
    ranged = replace(n, amount=None, low=low, high=high)
    return make(text, "age", ranged, start, end, unit="year", form="decade")
