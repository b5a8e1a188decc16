"""The Korean that would be right for a value of an English original, as newspapers write it.

Amounts are grouped by ten thousands without commas (3조5000억 원, 4만2000명); what stands there now
gives the style: its spaces, its commas, its counter word.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping
from fractions import Fraction

from qa.compare import units
from qa.compare.date_wording_ko import phrase_date, phrase_time
from qa.compare.identifiers import phrase_identifier, renumbered
from qa.compare.money import in_main_unit
from qa.compare.precision import amounts
from qa.data import table
from qa.model import Bound, Fact
from qa.values import amount_text, grouped

_GROUPS = ((10**16, "경"), (10**12, "조"), (10**8, "억"), (10**4, "만"))
_LARGEST = 10**20
"""Amounts from which no newspaper has words: they are given in digits."""
_CURRENCIES = {
    "KRW": "원", "USD": "달러", "EUR": "유로", "GBP": "파운드", "JPY": "엔", "CNY": "위안", "RUB": "루블",
    "INR": "루피", "IDR": "루피아", "VND": "동", "THB": "밧", "CHF": "스위스프랑", "AUD": "호주달러",
    "CAD": "캐나다달러", "HKD": "홍콩달러", "TWD": "대만달러", "SGD": "싱가포르달러",
}  # fmt: skip
_COINS = {"cent": "센트", "penny": "펜스", "jiao": "자오"}
_SIGNED = {"kilometre-per-hour": ("시속 ", "㎞"), "mile-per-hour": ("시속 ", "마일"),
           "metre-per-second": ("초속 ", "m"), "celsius": ("섭씨 ", "도"),
           "fahrenheit": ("화씨 ", "도")}  # fmt: skip
"""Units that stand on both sides of their figure."""
_UNITS = {
    "percent": "%", "percentage-point": "%포인트", "teu": "TEU", "half-year": "반기",
    "kilometre": "㎞", "metre": "m", "centimetre": "㎝", "millimetre": "㎜", "kilogram": "㎏", "gram": "g",
    "square-metre": "㎡", "square-kilometre": "㎢",
}  # fmt: skip
"""How newspapers write units for which the table has another word first."""
_BEFORE = {Bound.ABOUT: "약 ", Bound.AT_MOST: "최대 "}
_BEHIND = {
    Bound.NEARLY: " 가까이",
    Bound.OVER: " 넘게",
    Bound.AT_LEAST: " 이상",
    Bound.UNDER: " 미만",
    Bound.WITHIN: " 이내",
}
_NATIVE = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_VAGUE = (
    "",
    "수십",
    "수백",
    "수천",
    "수만",
    "수십만",
    "수백만",
    "수천만",
    "수억",
    "수십억",
    "수백억",
    "수천억",
    "수조",
)
_NUMERAL = re.compile(r"\d[\d,.]{0,30}(?:[ ]?[조억만천백][ ]?(?:\d[\d,.]{0,30})?){0,6}(?<![ .,])")
_GROUPED = re.compile(r"\d,\d{3}")
_APART = re.compile(r"[조억만] \d")
_VAGUE_WORD = re.compile(r"수[십백천만억조]{1,3}")
_COUNTED_NATIVELY = re.compile(r"(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s")


def phrase_ko(original: Fact, like: Fact | None, published: datetime.date | None) -> str:
    """What the Korean should say for a value of the English original.

    Args:
        original: the English fact.
        like: the Korean fact that stands there now, if any: its style is kept.
        published: the day of publication.

    Returns:
        The words, such as `3조5000억 원` or `지난해 4월`; empty where none can be given.
    """
    if original.family == "date" and original.date is not None:
        return phrase_date(original, like, published)
    if original.family == "time":
        return phrase_time(original, like)
    if original.family == "identifier":
        return phrase_identifier(original, like)
    if like is not None and like.label and original.amount is not None:
        return renumbered(original, like)
    return _amount(original, like)


def _amount(fact: Fact, like: Fact | None) -> str:
    values = amounts(fact)
    if not values or any(abs(v) >= _LARGEST for v in values):
        return ""
    if fact.vague and len(values) == 2:
        words = _vague(values[0])
        if words and like is not None and like.vague and _VAGUE_WORD.search(like.text):
            return _VAGUE_WORD.sub(words, like.text, count=1)
        return words + ("명" if words and fact.counter == "person" else "")
    if fact.form == "fraction" and len(values) == 1 and 0 < values[0] < 1 and fact.unit is None:
        return _bounded(fact, _fraction(values[0]), like)
    if fact.family == "age" or (like is not None and like.family == "age" and fact.unit is None):
        return _bounded(fact, _age(values, like), like)
    if fact.family == "ordinal" and values[0].denominator == 1:
        return _ordinal(int(values[0]), like)
    refilled = _refilled(fact, values, like)
    if refilled:
        return refilled
    if fact.family == "money" or fact.currency:
        return _bounded(fact, _money(fact, values, like), like)
    if (
        fact.unit in ("year", "month")
        and len(values) == 1
        and (long := _years_and_months(fact.unit, values[0]))
    ):
        return _bounded(fact, long, like)
    number = "~".join(korean_number(v, like) for v in values)
    if fact.unit in _SIGNED:
        before, behind = _SIGNED[fact.unit]
        return _bounded(fact, f"{before}{number}{behind}", like)
    if fact.unit:
        return _bounded(fact, number + _unit(fact.unit), like)
    return _bounded(fact, number + ("명" if fact.counter == "person" else ""), like)


def _bounded(fact: Fact, words: str, like: Fact | None) -> str:
    if like is not None and like.bound is fact.bound:
        return words  # the words around it say so already
    return f"{_BEFORE.get(fact.bound, '')}{words}{_BEHIND.get(fact.bound, '')}"


def korean_number(value: Fraction, like: Fact | None = None) -> str:
    """`3조5000억`, `4만2000`, `18.5`; grouped as `42,000` or `4만 2000` where the style at hand is so."""
    text = like.text if like is not None else ""
    if value.denominator != 1 and (value * 10**6).denominator != 1:
        return f"{float(value):.2f}".rstrip("0").rstrip(".")
    if _GROUPED.search(text) and not re.search("[조억만]", text) and abs(value) < 10**8:
        return grouped(amount_text(value))
    between = " " if _APART.search(text) else ""
    left, parts = abs(value), []
    for size, name in _GROUPS:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count}{name}")
    if left or not parts:
        rest = amount_text(left)
        parts.append(grouped(rest) if _GROUPED.search(text) else rest)
    return ("-" if value < 0 else "") + between.join(parts)


def _refilled(fact: Fact, values: tuple[Fraction, ...], like: Fact | None) -> str:
    """The words that stand there with the right figures, where only those are wrong: 25만 명 of 3만 명."""
    if like is None or (like.unit, like.currency, like.bound) != (fact.unit, fact.currency, fact.bound):
        return ""
    if like.family != fact.family or like.vague or like.form == "fraction":
        return ""
    runs = list(_NUMERAL.finditer(like.text))
    if len(runs) != len(values) or (len(runs) == 2 and "만에" in like.text):
        return ""
    out = like.text
    shared = _shared_scale(runs, values)
    for run, value in zip(reversed(runs), reversed(values), strict=True):
        figure = korean_number(value / shared[1], like) if shared else korean_number(value, like)
        behind = out[run.end() :]
        if figure[-1:].isdigit() and not run.group()[-1:].isdigit():
            behind = behind.removeprefix(" ")  # 25만 명, but 2만5000명
        out = out[: run.start()] + figure + behind
    if shared:
        out = out[: runs[0].start()] + _joined_range(values, shared, like) + like.text[runs[-1].end() :]
    return out


def _shared_scale(runs: list[re.Match[str]], values: tuple[Fraction, ...]) -> tuple[str, int] | None:
    """Of a range such as 3~5만 the scale that is said once."""
    if len(runs) != 2 or runs[0].group()[-1] in "조억만":
        return None
    scale = next(((name, size) for size, name in _GROUPS if runs[1].group().endswith(name)), None)
    return scale if scale and all(v >= scale[1] and v % scale[1] == 0 for v in values) else None


def _joined_range(values: tuple[Fraction, ...], scale: tuple[str, int], like: Fact) -> str:
    sign = next((c for c in "~∼～-–" if c in like.text), "~")
    return sign.join(str(int(v / scale[1])) for v in values) + scale[0]


def _money(fact: Fact, values: tuple[Fraction, ...], like: Fact | None) -> str:
    whole = in_main_unit(fact, values)
    if whole != values and fact.unit in _COINS and max(whole) < 1:
        coins = "~".join(korean_number(units.from_base(v, fact.unit)) for v in whole)
        return f"{coins}{_COINS[fact.unit]}"
    name = _CURRENCIES.get(fact.currency or "", fact.currency or "")
    number = "~".join(korean_number(v, like) for v in whole)
    tight = like is not None and re.search(r"[\d조억만천][가-힣]{1,6}$", like.text) and " " not in like.text
    return f"{number}{'' if tight or number[-1:].isdigit() else ' '}{name}"


def _age(values: tuple[Fraction, ...], like: Fact | None) -> str:
    if len(values) == 2 and values[1] - values[0] == 9:
        return f"{int(values[0])}대"
    number = "~".join(korean_number(v) for v in values)
    text = like.text if like is not None else ""
    if (
        "살" in text
        and len(values) == 1
        and values[0].denominator == 1
        and not any(c.isdigit() for c in text)
    ):
        native = _native(int(values[0]))
        return f"{native} 살" if native else f"{number}살"
    return number + ("살" if "살" in text else "세")


_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")


def _native(number: int) -> str:
    """열네, 스무, 서른다섯; empty from a hundred on."""
    if not 0 < number < 100:
        return ""
    tens, ones = divmod(number, 10)
    return "스무" if number == 20 else _TENS[tens] + (_NATIVE[ones] if ones else "")


def _ordinal(number: int, like: Fact | None) -> str:
    """`네 번째`, `14번째`; 4위, 제4차 where the Korean counts so."""
    text = like.text if like is not None else ""
    if len(runs := re.findall(r"\d{1,9}", text)) == 1:
        return text.replace(runs[0], str(number), 1)
    if 0 < number <= 10:
        return f"{'첫' if number == 1 else _NATIVE[number]} 번째"
    if _COUNTED_NATIVELY.match(text) and (native := _native(number)):
        return f"{native} 번째"
    return f"{number}번째"


def _fraction(value: Fraction) -> str:
    return "절반" if value == Fraction(1, 2) else f"{value.denominator}분의 {value.numerator}"


def _vague(low: Fraction) -> str:
    """수십, 수만: how many of a power of ten is left open."""
    power = len(str(int(low))) - 1
    return _VAGUE[power] if 0 < power < len(_VAGUE) else ""


def _years_and_months(unit: str, value: Fraction) -> str:
    """4년7개월 of 55 months, 1년6개월 of a year and a half; empty where one unit is enough."""
    months = value * 12 if unit == "year" else value
    if months.denominator != 1 or months <= 0:
        return ""
    years, rest = divmod(int(months), 12)
    if not (years and rest):
        return ""
    return f"{years}년{rest}개월"


@functools.cache
def _unit_names() -> Mapping[str, str]:
    """The first name of each unit in the table of Korean units."""
    names: dict[str, str] = {}
    for row in table("ko/units", ("surface", "unit", "context", "source")):
        names.setdefault(row["unit"], row["surface"])
    return names | _UNITS


def _unit(unit: str) -> str:
    return _unit_names().get(unit, unit)
