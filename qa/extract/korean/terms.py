"""The terms of a Korean numeral: values with 십백천 and 만억조, each smaller than the one before."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from fractions import Fraction

from qa.data import table
from qa.extract.korean.morphology import Morphology
from qa.model import Span

MAX_DIGITS = 40
"""A longer run of digits is no number that a newspaper prints."""

_MAX_GAP = 3

# 1,234,567.8 | 1 234 567 | 12345.6: possessive, so that a megabyte of digits is read once.
DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3}){1,12}+(?![\d])(?:\.\d{1,30}+)?"
    r"|\d{1,3}(?: \d{3}){2,4}+(?![\d,])(?:\.\d{1,9}+)?"
    r"|\d{1,3} 000(?![\d,.:])"
    r"|\d{1,3} \d{3}(?= ?[명원달개건곳만억조%톤k㎞대주])"
    r"|\d++(?:\.\d++)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A numeral at `start` to `end`.  A pair (두세) and a vague one (수십) have `low` and `high`.

    `scale` is the multiplier of a numeral of one term (5만: 10000; 1.5억: 10**8), 1 for bare
    digits, None for a compound one.  `over` is set by 여 (20여: somewhat more than 20).
    """

    start: int
    end: int
    amount: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    form: str = "digits"
    vague: bool = False
    over: bool = False
    scale: int | None = 1

    def negated(self, start: int) -> Numeral:
        """The same numeral with a minus sign before it."""
        return replace(self, start=start, amount=-self.amount if self.amount is not None else None)


@dataclass(frozen=True, slots=True)
class _Words:
    digit: dict[str, int]
    small: dict[str, int]
    big: dict[str, int]
    native: re.Pattern[str]
    values: dict[str, int]
    pairs: dict[str, tuple[int, int]]
    pair: re.Pattern[str]


@functools.cache
def words() -> _Words:
    """The numeral words of `data/ko/numerals.tsv`, by system."""
    by: dict[str, dict[str, tuple[int, int]]] = {}
    for row in table("ko/numerals", ("surface", "system", "low", "high", "source")):
        by.setdefault(row["system"], {})[row["surface"]] = (int(row["low"]), int(row["high"]))

    def single(system: str) -> dict[str, int]:
        return {k: v[0] for k, v in by[system].items()}

    def either(system: str) -> str:
        return "|".join(sorted(by[system], key=len, reverse=True))

    tens, ones = either("ten"), either("one")
    return _Words(
        digit=single("digit"),
        small=single("small"),
        big=single("big"),
        native=re.compile(f"(?P<ten>{tens})(?: ?(?P<one>{ones}))?|(?P<only>{ones})"),
        values=single("ten") | single("one"),
        pairs=by["pair"],
        pair=re.compile(either("pair")),
    )


def number(digits: str) -> Fraction | int | None:
    """The value of digits with separators; None where there are too many of them."""
    digits = digits.replace(",", "").replace(" ", "")
    if len(digits) > MAX_DIGITS or (digits[0] == "0" and digits[1:2].isdigit()):
        return None  # 0800, 007: no amount
    return Fraction(digits) if "." in digits else int(digits)


def terms(
    text: str, start: int, morphology: Morphology, *, hangul: bool, stop: int | None = None
) -> Numeral | None:
    """[value] [십백천] [만억조] over and over, each multiplier smaller than the one before.

    One space may stand between two terms.  With `hangul` the values are 일 … 구 too.
    """
    known = words()
    digital = text[start].isdigit()  # a Hangul numeral takes no digits: 만 3년 is no 10,003
    total: Fraction | int = 0
    section: Fraction | int = 0
    last_big = last_small = 10**24
    place = end = start
    count, scale = 0, 1
    while True:
        at = place
        if stop is not None and at >= stop:
            break
        gap = _gap(text, at) if count else 0
        at += gap
        if not digital and at < len(text) and text[at].isdigit():
            break
        value, after_value = _value(text, at, hangul=hangul or count > 0, morphology=morphology)
        if after_value is None:
            return None
        at = after_value
        factor, after = _multiplier(text, at, known.small, morphology, spaced=value is not None and digital)
        if factor is not None and (factor >= last_small or (value is not None and value >= 100)):
            factor, after = None, at
        if factor is not None:
            part = (1 if value is None else value) * factor
        elif value is not None:
            part = value
        else:
            part = None
        big, after_big = _multiplier(text, after, known.big, morphology, spaced=part is not None)
        if big is not None and big < last_big and (part is not None or section or not gap):
            whole = section + (part or 0)
            total += (whole if part is not None or section else 1) * big
            section, last_big, last_small = 0, big, 10**24
            place = end = after_big
            scale = big * (factor or 1)
        elif factor is not None and big is None:
            assert part is not None
            if part >= last_big:
                break
            section += part
            last_small = factor
            place = end = after
            scale = factor
        elif value is not None and big is None:
            # the last, unmultiplied part: 1만2000 and 1만 2000, but not "30만 5명"
            if count and (value >= min(last_small, last_big) or (gap and value < 10 and not hangul)):
                break
            section += value
            end = at
            count += 1
            break
        else:
            break
        count += 1
    if not count:
        return None
    return Numeral(
        start=start,
        end=end,
        amount=Fraction(total + section),
        form="sino" if hangul else "digits",
        scale=scale if count == 1 else None,
    )


def _gap(text: str, at: int) -> int:
    """How many spaces stand at `at`, if they may stand inside a numeral: 이천  이백."""
    rest = text[at : at + _MAX_GAP]
    return len(rest) - len(rest.lstrip(" "))


def _value(
    text: str, at: int, *, hangul: bool, morphology: Morphology
) -> tuple[Fraction | int | None, int | None]:
    """A value at `at` and its end; (None, None) where the digits are too many to be a number."""
    if at < len(text) and text[at].isdigit():
        m = DIGITS.match(text, at)
        if m is None:
            return None, None
        value = number(m.group())
        return (value, m.end()) if value is not None else (None, None)
    if hangul and at < len(text) and text[at] in words().digit:
        token = next(iter(morphology.over(Span(at, at + 1))), None)
        if token is not None and token.tag in ("NR", "SN", "MM"):
            return words().digit[text[at]], at + 1
    return None, at


def _multiplier(
    text: str, at: int, table_: dict[str, int], morphology: Morphology, *, spaced: bool
) -> tuple[int | None, int]:
    place = at
    if spaced and place + 1 < len(text) and text[place] == " " and text[place + 1] in table_:
        token = morphology.at(place + 1)
        if token is None or token.tag != "NR":
            return None, at
        place += 1
    if (
        place < len(text)
        and text[place] in table_
        and morphology.multiplies(place)
        and not article(text, place)
    ):
        return table_[text[place]], place + 1
    return None, at


_LAW = re.compile(r"(?:제|법|령|헌법|조례|규칙|협약|조약|헌장|정관|규정)[가-힣]{0,4} ?\d{1,4}$")
_CLAUSE = re.compile(r"조(?:의 ?\d| ?제? ?\d{1,2} ?항|에 (?:따|의|근거|규정|명시)|는 )")


def article(text: str, place: int) -> bool:
    """Whether the 조 at `place` is an article of a law or treaty: 제3조, 헌법 8조, 3조 2항."""
    if text[place] != "조":
        return False
    return bool(_LAW.search(text[max(0, place - 12) : place]) or _CLAUSE.match(text, place))
