"""What a numeral counts: money, percent, units, durations, ages, ordinals, things."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from qa.extract.korean.bounds import amount_bound
from qa.extract.korean.dates import shifted
from qa.extract.korean.lexicon import Entry, lookup
from qa.extract.korean.morphology import Morphology
from qa.extract.korean.numerals import Numeral
from qa.model import Bound, Fact, Family, Span

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
_SHARES = frozenset({"percent", "percentage-point", "basis-point", "per-mille"})
_FINER = {
    "year": ("month", 12),
    "week": ("day", 7),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}
_HALF = re.compile(r" ?반(?![가-힣]*(?:대|기|발|응|면|드|도체|장|값|토|복|환|영|려|전|경|박))")
_SIGN = re.compile(r"(?P<sign>US\$|HK\$|NT\$|A\$|C\$|S\$|\$|€|£|¥|₩|(?<![A-Za-z])W|USD|KRW|EUR) ?$")
_SIGNS = {"US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "$": "USD", "€": "EUR",
          "£": "GBP", "¥": "JPY", "₩": "KRW", "W": "KRW", "USD": "USD", "KRW": "KRW", "EUR": "EUR"}  # fmt: skip
_SPEED = re.compile(r"(?P<per>시속|초속) ?(?:약 ?|최대 ?|최고 ?|무려 ?)?$")
_DEGREES = re.compile(r"(?P<scale>섭씨|화씨)?(?: ?(?P<sign>영하|영상))?(?: ?(?:약|최고|최저) ?)? ?$")
_ORDINAL_LEAD = re.compile(r"제 ?$")
_HEADS = re.compile(
    r" ?(?:대 )?(?:미국 |한국 |일본 |중국 )?(?:국회|대통령|총리|총통|회장|사장|총장|원장|청장|장관|의원|교황|국왕|황제|왕|임금|총재|주석|시장|지사|도지사|대표|감독|위원장|총선|대선|이사장|의장|법원장|당대표|당 대표|행장|손$|손[ ,.])"
)
_DECADE_AFTER = re.compile(
    r" ?(?:초반|중반|후반|초·|중·|여성|남성|남녀|청년|청춘|젊은|직장인|이상|이하|미만|이후|부부|주부|환자|노인|학생|여학생|응답|유권자|취업|고용|인구|에서|에게|가 |는 |은 |의 |와 |과 |를 |도 |로 |들|엄마|아빠|가장|사이|층|자녀|운전|피의자|용의자|한국|미혼|기혼|딸|아들|친구|싱글|나이|연령|때|부터|까지|에 |로서|였|인 |[,·)~]|$)"
)
_MACHINE = re.compile(
    r"(?:차|차량|버스|트럭|자동차|승용차|택시|열차|전동차|전투기|헬기|드론|항공기|비행기|여객기|카메라|컴퓨터|서버|기기|단말기|스마트폰|휴대전화|로봇|장비|소방차|경찰차|구급차|오토바이|자전거|세탁기|냉장고|에어컨|TV|PC|충전기|발전기|굴착기|크레인|장갑차|전차|탱크|자주포|발사대|엔진|기관차|피아노|키오스크|CCTV|[가-힣]*기|판매량|생산량|물량|생산|판매|출고)(?:[을를이가은는도의만에]|은 총|는 총)? ?(?:총|모두|약|최대|무려|각각|월|연|하루)? ?$"
)
_MACHINE_AFTER = re.compile(
    r" ?(?:[을를이가은는] )?(?:판매|생산|팔|출고|도입|보급|배치|투입|구매|수출|주문|설치|동원|규모로|가량|정도|의 차|의 버|의 자동|의 트럭|의 헬|의 전|의 드)"
)
_REGNAL = re.compile(r"[가-힣]{2,} $")
_SCORED = re.compile(r"대")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A numeral with what it counts; `end` is where the words end."""

    numeral: Numeral
    start: int
    end: int
    entry: Entry | None


def attach(text: str, numeral: Numeral, morphology: Morphology) -> Reading:
    """Finds the unit, currency or counter that follows a numeral."""
    found = lookup(text, numeral.end, morphology)
    if found is None and text.startswith("여", numeral.end - 1):
        found = lookup(text, numeral.end, morphology)
    entry, end = found if found else (None, numeral.end)
    return Reading(numeral=numeral, start=numeral.start, end=end, entry=entry)


def fact(text: str, reading: Reading, morphology: Morphology) -> Fact | None:
    """The fact that a reading states; None where the numeral counts nothing and is not digits."""
    n, entry = reading.numeral, reading.entry
    before = text[max(0, n.start - 24) : n.start]
    if (sign := _SIGN.search(before)) and (entry is None or entry.kind != "unit"):
        start = n.start - len(sign.group())
        end = reading.end if entry is not None and entry.kind == "money" else n.end
        return _make(text, "money", n, start, end, currency=_SIGNS[sign["sign"]])
    if entry is not None and text[n.start : reading.end].startswith("이 "):
        return None  # this, not two: 이 일, 이 점
    if entry is None:
        return _bare(text, reading, morphology, before)
    if entry.kind == "money":
        if entry.id == "VND" and n.form != "digits":
            return _bare(text, reading, morphology, before)
        made = _make(text, "money", _scaled(n, entry.factor), n.start, reading.end, currency=entry.id)
        return replace(made, unit="pound") if text[: reading.end].endswith("파운드") else _banded(text, made)
    if entry.kind == "unit":
        return _unit(text, reading, entry, morphology, before)
    return _counted(text, reading, entry, morphology, before)


def _scaled(n: Numeral, factor: Fraction) -> Numeral:
    if factor == 1:
        return n

    def times(v: Fraction | None) -> Fraction | None:
        return v * factor if v is not None else None

    return replace(n, amount=times(n.amount), low=times(n.low), high=times(n.high))


def _make(
    text: str,
    family: Family,
    n: Numeral,
    start: int,
    end: int,
    *,
    unit: str | None = None,
    currency: str | None = None,
    counter: str | None = None,
    soft: bool = False,
    form: str | None = None,
) -> Fact:
    return Fact(
        family=family, text=text[start:end], span=Span(start, end), amount=n.amount, low=n.low, high=n.high,
        vague=n.vague, unit=unit, currency=currency, counter=counter, soft=soft, form=form or n.form,
        bound=amount_bound(text, start, end, over=n.over),
    )  # fmt: skip


_BAND = re.compile(r" ?대(?=[ ,.에의로를가는은]|$)")


def _banded(text: str, made: Fact) -> Fact:
    """2천억 원대, 40%대: in the range of."""
    if _BAND.match(text, made.span.end) and made.bound is Bound.EXACT:
        return replace(made, bound=Bound.ABOUT)
    return made


def _bare(text: str, reading: Reading, morphology: Morphology, before: str) -> Fact | None:
    """A numeral that no known word follows."""
    n = reading.numeral
    if n.form == "digits":
        if text[n.end : n.end + 1].isascii() and text[n.end : n.end + 1].isalpha():
            return None
        family: Family = "ordinal" if _ORDINAL_LEAD.search(before) else "number"
        return _banded(text, _make(text, family, n, n.start, n.end))
    span = Span(n.start, n.end)
    if n.vague:
        return _make(text, "number", n, n.start, n.end)
    if n.form == "sino" and len(span_text := text[n.start : n.end]) >= 2 and morphology.numeral(span):
        if (
            n.amount is not None
            and n.amount >= 10
            and span_text not in ("일이", "이일", "만일", "천만", "백만장자", "구만")
            or span_text in ("천만",)
            and re.compile(r" ?(?:관객|시대|영화|대군|시민|명|서울|인구|유튜버|배우)").match(text, n.end)
        ):
            return _make(text, "number", n, n.start, n.end)
    if span_end_multiplier(text, n) and _BAND.match(text, n.end):
        return replace(_make(text, "number", n, n.start, n.end), bound=Bound.ABOUT)
    return None


def span_end_multiplier(text: str, n: Numeral) -> bool:
    """억대, 조대: a multiplier alone in the sense of "in the hundred millions"."""
    return n.form == "sino" and text[n.start : n.end] in ("억", "조", "천만", "백만", "수억")


def _unit(text: str, reading: Reading, entry: Entry, morphology: Morphology, before: str) -> Fact | None:
    n, unit, start, end = reading.numeral, entry.id, reading.numeral.start, reading.end
    surface = text[n.end : end].strip()
    if unit in DURATIONS:
        return _duration(text, reading, unit, morphology)
    if surface in ("프로", "p", "P", "m", "M") and n.form != "digits":
        return None
    if unit == "times":
        if n.form != "digits" and morphology.at(end - len(surface)) is None:
            return None
        n, end = _and_half(text, n, end)
        return _make(text, "number", n, start, end, unit="times", form="multiple")
    if unit in _SHARES:
        return _banded(text, _make(text, "percent", n, start, end, unit=unit))
    if unit in ("celsius", "fahrenheit", "degree"):
        return _temperature(text, n, start, end, unit, before)
    if speed := _SPEED.search(before):
        unit = _speed(unit, speed["per"])
        start -= len(before) - speed.start()
    if unit == "point" and surface in ("p", "P", "pt") and " " in text[n.end : end]:
        return None
    if unit in ("ri", "don", "geun", "mal", "doe", "ja", "nyang", "gwan") and morphology.tokens:
        token = morphology.at(end - len(surface))
        if token is None or token.tag not in ("NNB", "NNG", "NR"):
            return None
    return _banded(text, _make(text, "unit", n, start, end, unit=unit))


def _speed(unit: str, per: str) -> str:
    known = {("kilometre", "시속"): "kilometre-per-hour", ("kilogram", "시속"): "kilometre-per-hour",
             ("mile", "시속"): "mile-per-hour", ("metre", "초속"): "metre-per-second"}  # fmt: skip
    return known.get((unit, per), unit)


def _temperature(text: str, n: Numeral, start: int, end: int, unit: str, before: str) -> Fact:
    m = _DEGREES.search(before)
    assert m is not None
    if m["scale"]:
        unit = "celsius" if m["scale"] == "섭씨" else "fahrenheit"
    if m["sign"]:
        unit = "celsius" if unit == "degree" else unit
    if m["scale"] or m["sign"]:
        start -= len(before) - m.start(2 if not m["scale"] else 1)
    if m["sign"] == "영하" and n.amount is not None:
        n = replace(n, amount=-n.amount)
    return _make(text, "unit", n, start, end, unit=unit)


def _and_half(text: str, n: Numeral, end: int) -> tuple[Numeral, int]:
    """한 달 반, 세 배 반."""
    m = _HALF.match(text, end)
    if m is None or n.amount is None:
        return n, end
    return replace(n, amount=n.amount + Fraction(1, 2)), m.end()


_AGO = re.compile(r" ?(?:전(?!국|날|투|쟁|체|담|후|반|력|기|망|용|문)|뒤|후(?!보|반|원|속|임|배|계))")
_LASTING = re.compile(r"(?:지난|최근|앞으로|향후|다가오는) ?$")


def _duration(text: str, reading: Reading, unit: str, morphology: Morphology) -> Fact | None:
    n, start, end = reading.numeral, reading.numeral.start, reading.end
    surface = text[n.end : end].strip()
    if surface == "분" and (n.form == "native" or re.compile(r"의|기(?!준)").match(text, end)):
        return _make(text, "number", n, start, end, counter="person") if n.form == "native" else None
    if surface in ("날", "돌", "주", "해", "달") and n.form == "digits" and surface != "주":
        return _make(text, "number", n, start, end) if surface != "달" else _finish(text, n, start, end, unit)
    if surface == "주" and (n.amount or 0) > 200:
        return _make(text, "number", n, start, end, counter="share")
    if (
        surface == "주"
        and re.compile(r"(?:당|를 |식|의 주식|씩| 가격|가량을)").match(text, end)
        and "주식" in text[max(0, start - 30) : end + 20]
    ):
        return _make(text, "number", n, start, end, counter="share")
    if surface == "박":
        return _make(text, "number", n, start, end, counter="night")
    if surface == "돌":
        return _make(text, "ordinal", n, start, end)
    if surface == "초" and re.compile(r"반").match(text, end):
        return _make(text, "number", n, start, n.end)
    return _compound(text, n, start, end, unit, morphology)


def _compound(text: str, n: Numeral, start: int, end: int, unit: str, morphology: Morphology) -> Fact:
    """1시간 30분, 2년 6개월, 3년 반: one duration, in the finer unit."""
    halved, after = _and_half(text, n, end)
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


def _finish(text: str, n: Numeral, start: int, end: int, unit: str) -> Fact:
    """A duration, or the date that it leads to: 3년 전, 이틀 뒤; 최근 5년간 is a duration."""
    made = _make(text, "duration", n, start, end, unit=unit)
    if m := _AGO.match(text, end):
        count = made.amount
        if (
            count is not None
            and count.denominator == 1
            and unit in ("year", "month", "week", "day", "century", "quarter")
        ):
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
    if _LASTING.search(text[max(0, start - 6) : start]) and made.bound is Bound.EXACT:
        return replace(made, bound=Bound.WITHIN)
    return made


def duration_word(text: str, amount: Fraction, unit: str, start: int, end: int, *, soft: bool) -> Fact:
    """이틀, 열흘, 반년 …, with 전 or 뒤 where these follow."""
    n = Numeral(start=start, end=end, amount=amount, form="native")
    n, end = _and_half(text, n, end)
    return replace(_finish(text, n, start, end, unit), soft=soft)


def _counted(text: str, reading: Reading, entry: Entry, morphology: Morphology, before: str) -> Fact | None:
    n, start, end = reading.numeral, reading.numeral.start, reading.end
    surface = text[n.end : end].strip()
    single = n.amount == 1 and n.form != "digits"
    led = _ORDINAL_LEAD.search(before)
    if surface in ("살", "세") and entry.id == "age":
        return _age(text, n, start, end, before)
    if surface == "대":
        return _dae(text, n, start, end, before, morphology)
    if entry.id == "ordinal":
        if (
            n.form != "digits"
            and surface in ("차", "등", "조", "면", "반", "관", "기", "항", "급", "호")
            and morphology.at(end - len(surface)) is None
        ):
            return None
        if surface in ("조", "관", "반", "면", "급") and not led and surface not in ("조", "급"):
            return _make(text, "number", n, start, end)
        return _make(text, "ordinal", n, start, end, soft=single)
    if led or (surface in ("회", "기", "대") and text[max(0, n.start - 1) : n.start] == "제"):
        return _make(text, "ordinal", n, start, end)
    if surface == "번" and re.compile(
        r" ?(?:지구|선거구|타자|시드|홀|버스|출구|국도|고속도로|레인|코트|트랙|방|게이트|채널)"
    ).match(text, end):
        return _make(text, "ordinal", n, start, end)
    soft = n.form != "digits" and n.amount is not None and n.amount <= 2 and entry.id == "person"
    soft = soft or single or (surface in ("인", "명") and n.amount == 1 and text.startswith("당", end))
    if surface == "자릿수" or (surface in ("자리", "자리수") and text.startswith("수", end - 1)):
        soft = True
    return _make(text, "number", n, start, end, counter=entry.id, soft=soft)


def _age(text: str, n: Numeral, start: int, end: int, before: str) -> Fact:
    regnal = (
        n.amount is not None
        and n.amount < 30
        and n.form == "digits"
        and re.compile(r"[가-힣]{2,} $").search(before)
    )
    if regnal and re.compile(
        r"(?:스|드|리|베스|트|르|오|카|우스|로|제|교포|동포|재미|재일|재벌|이민|한인)(?: )?$"
    ).search(before.rstrip() + " "):
        return _make(text, "ordinal", n, start, end)
    return _make(text, "age", n, start, end, unit="year")


def _dae(text: str, n: Numeral, start: int, end: int, before: str, morphology: Morphology) -> Fact | None:
    """The many readings of 대: 20대 여성 (age), 20대 국회 (ordinal), 차량 20대 (machines), 3대 과제."""
    if _HEADS.match(text, end) or _ORDINAL_LEAD.search(before):
        return _make(text, "ordinal", n, start, end)
    machine = _MACHINE.search(before) or _MACHINE_AFTER.match(text, end)
    value = n.amount
    if value is None or n.over:
        return _make(text, "number", n, start, end, counter="machine")
    if n.form == "native" and not text.startswith(" 과제", end):
        return _make(text, "number", n, start, end, counter="machine", soft=value == 1)
    if value in range(10, 100, 10) and n.scale == 1 and not machine and text[n.end : end] == "대":
        if _DECADE_AFTER.match(text, end) or (
            n.form == "digits" and value >= 20 and text.startswith(" ", end)
        ):
            return _decade(text, n, start, end, value)
        return _make(text, "number", n, start, end, counter="item")
    if machine or value >= 100:
        return _make(text, "number", n, start, end, counter="machine")
    return _make(text, "number", n, start, end, counter="item")


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
    return _make(text, "age", ranged, start, end, unit="year", form="decade")
