"""Numerals in Korean text: digits, 만/억/조, Sino-Korean and native words, and mixtures of these.

A numeral here has a value and a place, nothing else; what it counts is read in `quantities`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from qa.data import table
from qa.extract.korean.morphology import Morphology
from qa.model import Span

MAX_DIGITS = 40
"""A longer run of digits is no number that a newspaper prints."""

# 1,234,567.8 | 1 234 567 | 12345.6: possessive, so that a megabyte of digits is read once.
DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3}){1,12}+(?![\d])(?:\.\d{1,30}+)?"
    r"|\d{1,3}(?: \d{3}){2,4}+(?![\d,])(?:\.\d{1,9}+)?"
    r"|\d{1,3} \d{3}(?= ?[명원달개건곳만억조%톤k㎞대주])"
    r"|\d++(?:\.\d++)?"
)
_SUPPLE = re.compile(r" ?여 ?")


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
        native=re.compile(f"(?P<ten>{tens})? ?(?P<one>{ones})|(?P<only>{tens})"),
        values=single("ten") | single("one"),
        pairs=by["pair"],
        pair=re.compile(either("pair")),
    )


def number(digits: str) -> Fraction | None:
    """The value of digits with separators; None where there are too many of them."""
    digits = digits.replace(",", "").replace(" ", "")
    if len(digits) > MAX_DIGITS or (digits[0] == "0" and digits[1:2].isdigit()):
        return None  # 0800, 007: no amount
    return Fraction(digits)


def scan(text: str, morphology: Morphology) -> Iterator[Numeral]:
    """The numerals of a plain text, in order, not overlapping."""
    starts = [m.start() for m in re.finditer(r"(?<!\d)\d", text)]
    starts += [
        t.span.start for t in morphology.tokens if t.tag in ("NR", "MM", "XPN") or t.form[:1] in "수몇"
    ]
    reached = 0
    for start in sorted(set(starts)):
        if start < reached:
            continue
        found = _at(text, start, morphology)
        if found is None:
            if text[start].isdigit() and (m := DIGITS.match(text, start)):
                reached = m.end()
            continue
        found = _signed(text, found)
        reached = found.end
        yield found


def _signed(text: str, found: Numeral) -> Numeral:
    before = text[max(0, found.start - 5) : found.start]
    if before.endswith("-") and not before[:-1].strip(" ")[-1:].isdigit() and before[-2:-1] in " (:,'\"":
        return found.negated(found.start - 1)
    for sign in ("마이너스 ", "마이너스"):
        if before.endswith(sign):
            return found.negated(found.start - len(sign))
    return found


def _at(text: str, start: int, morphology: Morphology) -> Numeral | None:
    if text[start].isdigit():
        return _mixed(text, start, morphology)
    if text[start] in "수몇":
        return _vague(text, start, morphology)
    return (
        _pair(text, start, morphology) or _sino(text, start, morphology) or _native(text, start, morphology)
    )


def _mixed(text: str, start: int, morphology: Morphology) -> Numeral | None:
    """Digits with multipliers: 3조5000억, 3조 5,000억, 1만2000, 2백만, 29만 천 890."""
    found = _terms(text, start, morphology, hangul=False)
    return _supple(text, found, morphology) if found else None


def _terms(
    text: str, start: int, morphology: Morphology, *, hangul: bool, stop: int | None = None
) -> Numeral | None:
    """[value] [십백천] [만억조] over and over, each multiplier smaller than the one before.

    One space may stand between two terms.  With `hangul` the values are 일 … 구 too.
    """
    known = words()
    digital = text[start].isdigit()  # a Hangul numeral takes no digits: 만 3년 is no 10,003
    total = section = Fraction(0)
    last_big = last_small = 10**24
    place = end = start
    terms, scale = 0, 1
    while True:
        at = place
        if stop is not None and at >= stop:
            break
        gap = terms > 0 and at < len(text) and text[at] == " "
        at += gap
        if not digital and at < len(text) and text[at].isdigit():
            break
        value, at = _value(text, at, hangul=hangul or terms > 0, morphology=morphology)
        if value is None and at is None:
            return None
        assert at is not None
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
            section, last_big, last_small = Fraction(0), big, 10**24
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
            if terms and (value >= min(last_small, last_big) or (gap and value < 10 and not hangul)):
                break
            section += value
            end = at
            terms += 1
            break
        else:
            break
        terms += 1
    if not terms:
        return None
    return Numeral(start=start, end=end, amount=total + section, form="sino" if hangul else "digits",
                   scale=scale if terms == 1 else None)  # fmt: skip


def _value(text: str, at: int, *, hangul: bool, morphology: Morphology) -> tuple[Fraction | None, int | None]:
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
            return Fraction(words().digit[text[at]]), at + 1
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
        and not _article(text, place)
    ):
        return table_[text[place]], place + 1
    return None, at


_LAW = re.compile(r"(?:제|법|령|헌법|조례|규칙|협약|조약|헌장|정관|규정)[가-힣]{0,4} ?\d{1,4}$")
_CLAUSE = re.compile(r"조(?:의 ?\d| ?제? ?\d{1,2} ?항|에 (?:따|의|근거|규정|명시)|는 )")


def _article(text: str, place: int) -> bool:
    """Whether the 조 at `place` is an article of a law or treaty: 제3조, 헌법 8조, 3조 2항."""
    if text[place] != "조":
        return False
    return bool(_LAW.search(text[max(0, place - 12) : place]) or _CLAUSE.match(text, place))


def _supple(text: str, found: Numeral, morphology: Morphology) -> Numeral:
    """여 and a multiplier after it: 10여만 명, 2만여 가구, 30여 년."""
    m = _SUPPLE.match(text, found.end)
    if m is None or (m.group()[0] == " " and m.group()[-1] != " ") or found.amount is None:
        return found
    if m.group() == " 여 ":
        return found
    place = found.end + m.group().index("여")
    token = next(iter(morphology.over(Span(place, place + 1))), None)
    if token is not None and token.tag not in ("XSN", "NNB", "NR", "SN", "XPN") and token.form != "여":
        return found
    after = place + 1
    big = words().big
    if after < len(text) and text[after] in big and morphology.multiplies(after):
        return replace(found, amount=found.amount * big[text[after]], end=after + 1, over=True)
    return replace(found, end=after, over=True)


def _vague(text: str, start: int, morphology: Morphology) -> Numeral | None:
    """수십, 수백만, 수천억, 몇십: from two of them to less than ten."""
    known = words()
    factor, end = 1, start + 1
    if text[end : end + 1] == " " and text[start] == "수" and morphology.at(end + 1) is not None:
        end += 1  # 수 백만, 수 십
    first = end
    while (
        end < len(text) and end - first < 4 and (m := known.small.get(text[end]) or known.big.get(text[end]))
    ):
        factor *= m
        end += 1
    if factor == 1 or not (
        morphology.numeral(Span(start, end)) or (first > start + 1 and morphology.numeral(Span(first, end)))
    ):
        return None
    found = Numeral(start=start, end=end, low=Fraction(2 * factor), high=Fraction(10 * factor), vague=True,
                    form="word", scale=factor)  # fmt: skip
    return replace(found, end=end + 1) if text[end : end + 1] == "여" else found


_SPACED_PAIR = re.compile("한 두|두 세|서 너")


def _pair(text: str, start: int, morphology: Morphology) -> Numeral | None:
    """두세, 서너, 대여섯, 삼사: one or the other."""
    m = words().pair.match(text, start)
    if m is None or not morphology.numeral(Span(start, m.end())):
        # a space inside: "한 두 명", "서 너 명"
        spaced = _SPACED_PAIR.match(text, start)
        if spaced is None or not morphology.numeral(Span(spaced.end() - 1, spaced.end())):
            return None
        low, high = words().pairs[spaced.group().replace(" ", "")]
        return Numeral(start=start, end=spaced.end(), low=Fraction(low), high=Fraction(high), form="native")
    nxt = text[m.end() : m.end() + 1]
    low, high = words().pairs[m.group()]
    if nxt in words().small and morphology.numeral(Span(start, m.end() + 1)):  # 오륙십
        factor = words().small[nxt]
        return Numeral(start=start, end=m.end() + 1, low=Fraction(low * factor), high=Fraction(high * factor),
                       form="sino", scale=None)  # fmt: skip
    if nxt in words().small or nxt in words().big:
        return None
    return Numeral(start=start, end=m.end(), low=Fraction(low), high=Fraction(high), form="native")


_DECIMAL = re.compile(r" ?점 ?((?:[영공일이삼사오육칠팔구] ?){1,8})")


def _sino(text: str, start: int, morphology: Morphology) -> Numeral | None:
    """이십삼, 삼천, 이십일조 삼백, 오 점 오; and 백스물다섯, where native words follow."""
    known = words()
    if text[start] not in known.digit and text[start] not in known.small and text[start] not in known.big:
        return None
    found = _terms(text, start, morphology, hangul=True)
    if found is None:
        return None
    while found.end > start and not morphology.numeral(Span(start, found.end)):
        shorter = _cut(text, start, found.end, morphology)
        if shorter is None:
            return None
        found = shorter
    assert found.amount is not None
    digits = "".join(str(known.digit[c]) for c in text[start : found.end] if c in known.digit)
    if len(digits) == found.end - start > 1:  # read digit by digit: 이공이오
        found = replace(found, amount=Fraction(digits))
    if (m := _DECIMAL.match(text, found.end)) and morphology.numeral(Span(m.start(1), m.start(1) + 1)):
        places = "".join(str(known.digit[c]) for c in m.group(1) if c != " ")
        amount = found.amount + Fraction(int(places), 10 ** len(places))
        return replace(found, amount=amount, end=m.start(1) + len(m.group(1).rstrip()), scale=None)
    rest = _native(text, found.end, morphology)
    if rest is not None and rest.amount is not None and found.amount % 100 == 0:
        return replace(found, amount=found.amount + rest.amount, end=rest.end, scale=None)
    return _supple(text, found, morphology)


def _cut(text: str, start: int, end: int, morphology: Morphology) -> Numeral | None:
    """The longest numeral from `start` that ends where its morphemes do, before `end`."""
    inside = [
        t for t in morphology.over(Span(start, end)) if t.tag in ("NR", "SN", "MM") and t.span.end < end
    ]
    last = start
    for token in inside:
        if token.span.start not in (last, last + 1):
            break
        last = token.span.end
    if last <= start:
        return None
    found = _terms(text, start, morphology, hangul=True, stop=last)
    return found if found is not None and found.end < end else None


def _native(text: str, start: int, morphology: Morphology) -> Numeral | None:
    """스물세, 열두, 다섯; the whole of it numeral morphemes."""
    m = words().native.match(text, start)
    if m is None:
        return None
    if not morphology.numeral(Span(start, m.end())):
        # the pattern may reach into the next word: "열 한국" keeps 열
        ten = m.group("ten")
        if not ten or not morphology.numeral(Span(start, start + len(ten))):
            return None
        return _supple(text, Numeral(start=start, end=start + len(ten), amount=Fraction(words().values[ten]), form="native"), morphology)  # fmt: skip
    amount = sum(words().values[m.group(g)] for g in ("ten", "one", "only") if m.group(g))
    return _supple(
        text, Numeral(start=start, end=m.end(), amount=Fraction(amount), form="native"), morphology
    )
