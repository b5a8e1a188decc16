"""Numerals in Korean text: digits, 만/억/조, Sino-Korean and native words, and mixtures of these.

A numeral here has a value and a place, nothing else; what it counts is read in `quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from qa.extract.korean.morphology import Morphology
from qa.extract.korean.terms import DIGITS, Numeral, terms, words
from qa.model import Span

_SUPPLE = re.compile(r" ?여 ?")


def scan(text: str, morphology: Morphology, taken: Callable[[int], bool]) -> Iterator[Numeral]:
    """The numerals of a plain text, in order, not overlapping, that do not begin where words are `taken`."""
    starts = [m.start() for m in re.finditer(r"(?<!\d)\d", text)]
    starts += [
        t.span.start for t in morphology.tokens if t.tag in ("NR", "MM", "XPN") or t.form[:1] in "수몇여"
    ]
    reached = 0
    for start in sorted(set(starts)):
        if start < reached or taken(start):
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
    if text[start] in "수몇" or text.startswith("여러", start):
        return _vague(text, start, morphology)
    return _pair(text, start, morphology) or sino(text, start, morphology) or _native(text, start, morphology)


def _mixed(text: str, start: int, morphology: Morphology) -> Numeral | None:
    """Digits with multipliers: 3조5000억, 3조 5,000억, 1만2000, 2백만, 29만 천 890."""
    found = terms(text, start, morphology, hangul=False)
    return _supple(text, found, morphology) if found else None


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


def _is_big(text: str, morphology: Morphology, place: int) -> bool:
    """Whether 만, 억 or 조 stands at `place` as a numeral."""
    token = morphology.at(place)
    return text[place : place + 1] in words().big and token is not None and token.tag == "NR"


# 몇 시간, 수개월, 여러 해; 수주 "orders", 수분 "moisture", 수해 "flood" only where time is meant
_SOME = re.compile(
    r"(?:(?P<some>몇|여러) ?(?:년(?!도|생)|해|개월|달|주일|주|일(?![가-힣]*인지)|날|시간|분|초|세기)"
    r"|수 ?(?:년(?!도)|개월|주일|시간|세기)"
    r"|수 ?(?:주|일|분|초)(?= ?(?:간(?![가-힣])|동안|만에|전|뒤|후|내|안에|째|에 걸쳐)))"
)


def _some(text: str, start: int, m: re.Match[str], morphology: Morphology) -> Numeral | None:
    """몇 시간, 수년: between two and nine of them."""
    token = morphology.at(start)
    if token is None or morphology.cuts(m.end()) or (start and "가" <= text[start - 1] <= "힣"):
        return None
    if any(
        t.tag in ("EC", "EF") and t.form in _ASKED
        for t in morphology.over(Span(m.end(), m.end() + _ASK_REACH))
    ):
        return None  # 몇 분 뛸지
    if m.group().endswith("분") and m["some"] and not _MINUTES.match(text, m.end()):
        return None  # 몇 분: persons
    end = start + len(m["some"] or "수")
    return Numeral(start=start, end=end, low=Fraction(2), high=Fraction(9), vague=True, form="word")


_ASKED = frozenset(
    {"ᆯ지", "을지", "는지", "은지", "ᆫ지", "ᆯ까", "을까", "ᆯ는지", "을는지", "었는지", "냐", "느냐"}
)
_ASK_REACH = 12
_MINUTES = re.compile(r" ?(?:간(?![가-힣])|동안|만에|전|뒤|후|내|안에|째|씩|이면|도 안|거리)")


def _vague(text: str, start: int, morphology: Morphology) -> Numeral | None:
    """수십, 수백만, 수천억, 몇십: from two of them to less than ten."""
    if lasting := _SOME.match(text, start):
        return _some(text, start, lasting, morphology)
    known = words()
    factor, end = 1, start + 1
    if text[end : end + 1] == " " and morphology.at(end + 1) is not None:
        end += 1  # 수 백만, 몇 십
    first = end
    while (
        end < len(text) and end - first < 4 and (m := known.small.get(text[end]) or known.big.get(text[end]))
    ):
        factor *= m
        end += 1
        if text[end : end + 1] == " " and _is_big(text, morphology, end + 1):
            end += 1  # 수백 만, 수천 조
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


def sino(text: str, start: int, morphology: Morphology) -> Numeral | None:
    """이십삼, 삼천, 이십일조 삼백, 오 점 오; and 백스물다섯, where native words follow."""
    known = words()
    if text[start] not in known.digit and text[start] not in known.small and text[start] not in known.big:
        return None
    found = terms(text, start, morphology, hangul=True)
    if found is None:
        return None
    while not morphology.numeral(Span(start, found.end)):
        shorter = _cut(text, start, found.end, morphology)
        if shorter is None:
            return None
        found = shorter
    amount = found.amount
    assert amount is not None
    if (m := _DECIMAL.match(text, found.end)) and morphology.numeral(Span(m.start(1), m.start(1) + 1)):
        places = "".join(str(known.digit[c]) for c in m.group(1) if c != " ")
        amount += Fraction(int(places), 10 ** len(places))
        return replace(found, amount=amount, end=m.start(1) + len(m.group(1).rstrip()), scale=None)
    rest = _native(text, found.end, morphology)
    if rest is not None and rest.amount is not None and amount % 100 == 0:
        return replace(found, amount=amount + rest.amount, end=rest.end, scale=None)
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
    found = terms(text, start, morphology, hangul=True, stop=last)
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
        amount, end = words().values[ten], start + len(ten)
    else:
        amount = sum(words().values[m.group(g)] for g in ("ten", "one", "only") if m.group(g))
        end = m.end()
    return _supple(text, Numeral(start=start, end=end, amount=Fraction(amount), form="native"), morphology)
