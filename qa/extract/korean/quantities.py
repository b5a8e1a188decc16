"""What a numeral counts: money, percent, units, durations, ages, ordinals, things."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from qa.extract.korean.contexts import pattern
from qa.extract.korean.counting import ORDINAL_LEAD, counted
from qa.extract.korean.durations import DURATIONS, duration
from qa.extract.korean.lexicon import Entry, lookup
from qa.extract.korean.making import Reading, and_half, make
from qa.extract.korean.morphology import Morphology
from qa.extract.korean.terms import Numeral
from qa.extract.korean.things import things
from qa.model import Bound, Fact, Family, Span

_SHARES = frozenset({"percent", "percentage-point", "basis-point", "per-mille"})
_SIGN = re.compile(r"(?P<sign>US\$|HK\$|NT\$|A\$|C\$|S\$|\$|€|£|¥|₩|(?<![A-Za-z])W|USD|KRW|EUR) ?$")
_SIGNS = {
    "US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "$": "USD", "€": "EUR",
    "£": "GBP", "¥": "JPY", "₩": "KRW", "W": "KRW", "USD": "USD", "KRW": "KRW", "EUR": "EUR",
}  # fmt: skip
_SPEED = re.compile(r"(?P<per>시속|초속|시간당|초당) ?(?:약 ?|최대 ?|최고 ?|무려 ?)?$")
_DEGREES = re.compile(r"(?P<scale>섭씨|화씨)?(?: ?(?P<sign>영하|영상))?(?: ?(?:약|최고|최저) ?)? ?$")


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
        return make(text, "money", n, start, end, currency=_SIGNS[sign["sign"]])
    if entry is not None and text[n.start : n.end] == "이" and entry.id not in ("percent", "month"):
        return None  # this, not two: 이 일, 이 점, 이곳
    if entry is not None and text[n.start : n.end] in _LONE and entry.id in ("degree", "celsius", "building"):
        return None  # 조도 "brightness", 만도, 천가
    if entry is None:
        return _bare(text, reading, morphology, before)
    if entry.kind == "money":
        if entry.id == "VND" and n.form != "digits":
            return _bare(text, reading, morphology, before)
        if cents := _CENTS.match(text, reading.end):
            n = replace(
                n,
                amount=n.amount + Fraction(int(next(filter(None, cents.groups()))), 100)
                if n.amount is not None
                else None,
            )
            reading = replace(reading, end=cents.end())
        made = make(text, "money", n, n.start, reading.end, currency=entry.id, unit=entry.part)
        return replace(made, unit="pound") if text.endswith("파운드", 0, reading.end) else _banded(text, made)
    if entry.kind == "unit":
        return _unit(text, reading, entry, morphology, before)
    return counted(text, reading, entry, morphology, before)


_LONE = frozenset("십백천만억조경")
_CENTS = re.compile(
    r"(?:(?<=달러)|(?<=유로)) ?(\d{1,2}) ?센트|(?<=파운드) ?(\d{1,2}) ?(?:펜스|페니)"
    # 8원 50전, as rates of exchange are told; 전 is "before" too, but not right behind won and a figure
    r"|(?<=원) ?(\d{1,2})전(?=[^가-힣]|$|에|을|이|으로|까지|보다|대|씩|의|은|도)"
)
_NAMED_AGE = re.compile(r"[가-힣]\($")


_BAND = re.compile(r" ?대(?=[ ,.에의로를가는은다인였까]|$)")


def _banded(text: str, made: Fact) -> Fact:
    """2천억 원대, 40%대: in the range of."""
    if _BAND.match(text, made.span.end) and made.bound is Bound.EXACT:
        return replace(made, bound=Bound.ABOUT)
    return made


_NEARLY = re.compile("(?:거의|사실상) $")
_ZERO = re.compile(r"(?:으로|에 (?:가깝|수렴)|이다|이 ?되|인 )")
_WORDLIKE = frozenset({"일이", "이일", "만일", "구만"})


def _bare(text: str, reading: Reading, morphology: Morphology, before: str) -> Fact | None:
    """A numeral that no known word follows."""
    n = reading.numeral
    if n.form == "digits":
        if text[n.end : n.end + 1].isascii() and text[n.end : n.end + 1].isalpha():
            return None
        if _NAMED_AGE.search(before) and text[n.end : n.end + 1] == ")" and n.amount in range(1, 110):
            return make(text, "age", n, n.start, n.end, unit="year")
        family: Family = "ordinal" if ORDINAL_LEAD.search(before) else "number"
        return _banded(text, make(text, family, n, n.start, n.end))
    if made := things(text, n, morphology):
        return made
    span = Span(n.start, n.end)
    if n.vague or (n.form == "native" and n.amount is not None and n.amount > 10):
        return make(text, "number", n, n.start, n.end)
    if n.form != "sino" or n.amount is None:
        return None
    surface = text[n.start : n.end]
    if surface.startswith("마이너스") and not surface.endswith(" 이"):
        return make(text, "number", n, n.start, n.end)
    if surface == "영" and morphology.numeral(span) and _NEARLY.search(before) and _ZERO.match(text, n.end):
        return make(text, "number", n, n.start, n.end)
    if surface == "천만":  # 천만 관객, but 천만의 말씀, 천만다행
        if pattern(" ?", "crowd").match(text, n.end):
            return make(text, "number", n, n.start, n.end)
    elif len(surface) >= 2 and n.amount >= 10 and surface not in _WORDLIKE and morphology.numeral(span):
        return make(text, "number", n, n.start, n.end)
    return None


def _unit(text: str, reading: Reading, entry: Entry, morphology: Morphology, before: str) -> Fact | None:
    n, unit, start, end = reading.numeral, entry.id, reading.numeral.start, reading.end
    surface = text[n.end : end].strip()
    if unit == "generation" and n.amount is not None and n.scale == 1 and n.amount in _COHORTS:
        low = n.amount // 100
        both = replace(n, amount=None, low=Fraction(low), high=n.amount % 100 + 9)
        return make(text, "age", both, start, end, unit="year", form="decade")
    if unit in DURATIONS:
        return duration(text, reading, unit, morphology)
    if surface in ("프로", "p", "P", "m", "M") and n.form != "digits":
        return None
    if unit == "times":
        if n.form != "digits" and (morphology.at(end - len(surface)) is None or n.amount == 1):
            return None  # 한 배를 탔다
        n, end = and_half(text, n, end)
        return make(text, "number", n, start, end, unit="times", form="multiple")
    if unit in _SHARES:
        return _banded(text, make(text, "percent", n, start, end, unit=unit))
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
    n, end = _and_finer(text, n, end, unit, morphology)
    return _banded(text, make(text, "unit", n, start, end, unit=unit))


_FINER = {
    "foot": ("inch", 12), "metre": ("centimetre", 100), "kilogram": ("gram", 1000), "pound": ("ounce", 16),
    "kilometre": ("metre", 1000),
}  # fmt: skip
_FINER_NUMBER = re.compile(r" ?(\d{1,3}(?:\.\d{1,2})?)(?![\d.,])")


def _and_finer(text: str, n: Numeral, end: int, unit: str, morphology: Morphology) -> tuple[Numeral, int]:
    """6피트 6인치, 1m 75㎝: one measure, in the coarser unit."""
    m = _FINER_NUMBER.match(text, end)
    if m is None or unit not in _FINER or n.amount is None or n.form != "digits":
        return n, end
    finer, factor = _FINER[unit]
    found = lookup(text, m.end(), morphology)
    part = Fraction(m[1])
    if found is None or found[0].id != finer or part >= factor:
        return n, end
    return replace(n, amount=n.amount + part / factor), found[1]


_COHORTS = frozenset(100 * d + d + 10 for d in range(10, 80, 10))  # 2030세대: people in their 20s and 30s


def _speed(unit: str, per: str) -> str:
    known = {("kilometre", "시속"): "kilometre-per-hour", ("kilogram", "시속"): "kilometre-per-hour",
             ("mile", "시속"): "mile-per-hour", ("metre", "초속"): "metre-per-second"}  # fmt: skip
    return known.get((unit, {"시간당": "시속", "초당": "초속"}.get(per, per)), unit)


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
    return make(text, "unit", n, start, end, unit=unit)
