"""Two numerals that belong together: fractions, scores, ranges, lists."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from qa.extract.korean.bounds import amount_bound
from qa.extract.korean.contexts import pattern
from qa.extract.korean.making import Reading
from qa.extract.korean.morphology import Morphology
from qa.extract.korean.quantities import attach, fact
from qa.extract.korean.terms import Numeral
from qa.model import Bound, Fact, Span

_FRACTION = re.compile(r" ?분의 ?")
_SLASH = re.compile(r"/")
_VERSUS = re.compile(" ?[대:-] ?")
_AGAINST = re.compile(r" ?대 ?")
_COLON = re.compile(r" ?: ?")
_TILDE = re.compile(r" ?[~-] ?")
_FROM = re.compile(r"(?:에서|부터|내지| 내지| 또는) ?")
_CHANGED = re.compile(r" ?으?로 ?(?!부)")


def fraction(text: str, a: Numeral, b: Numeral) -> Fact | None:
    """3분의 1, 삼분의 이, 2/3."""
    between = text[a.end : b.start]
    if a.amount is None or b.amount is None or not a.amount:
        return None
    if _FRACTION.fullmatch(between):
        value = b.amount / a.amount
    elif _SLASH.fullmatch(between) and a.form == b.form == "digits" and 0 < abs(a.amount) < b.amount <= 100:
        if text[b.end : b.end + 1] in ("/", ".") or text[a.start - 1 : a.start] in ("/", "."):
            return None
        value = a.amount / b.amount
    else:
        return None
    n = Numeral(start=a.start, end=b.end, amount=value, form="fraction")
    return plain_fact(text, n)


_TENTHS = re.compile(r"(?<![\d.,])(\d)할(?! ?(?:인|머|당|증|애|수|일|지))(?: ?(\d)푼(?: ?(\d)리)?)?")


def tenths(text: str) -> list[Fact]:
    """3할2푼5리, 승률 6할: shares in tenths, hundredths, thousandths."""
    out = []
    for m in _TENTHS.finditer(text):
        amount = sum(Fraction(int(d), 10**i) for i, d in enumerate(m.groups(), 1) if d)
        out.append(
            plain_fact(text, Numeral(start=m.start(), end=m.end(), amount=Fraction(amount), form="fraction"))
        )
    return out


def mixed_fraction(text: str, whole: Numeral, a: Numeral, b: Numeral) -> Fact | None:
    """220 2/3, 5와 4분의 1: a whole number and a fraction of one."""
    mark = {" ": _SLASH, "과 ": _FRACTION, "와 ": _FRACTION}.get(text[whole.end : a.start])
    if mark is None or whole.form != "digits" or whole.amount is None or whole.scale != 1:
        return None
    rest = fraction(text, a, b) if mark.fullmatch(text[a.end : b.start]) else None
    if rest is None or rest.amount is None or whole.amount.denominator != 1:
        return None
    amount = whole.amount + (rest.amount if whole.amount >= 0 else -rest.amount)
    n = Numeral(start=whole.start, end=b.end, amount=amount, form="fraction")
    return plain_fact(text, n)


def plain_fact(text: str, n: Numeral, counter: str | None = None) -> Fact:
    """A number that counts nothing named."""
    return Fact(
        family="number",
        text=text[n.start : n.end],
        span=Span(n.start, n.end),
        amount=n.amount,
        form=n.form,
        counter=counter,
        bound=amount_bound(text, n.start, n.end, over=n.over),
    )


def score(text: str, a: Numeral, b: Numeral, morphology: Morphology) -> tuple[Fact, Fact] | None:
    """2대1, 177대 103, 3-1로 이겼다: two numbers of one score or vote."""
    if a.amount is None or b.amount is None or a.scale != 1 or b.scale != 1 or a.form != b.form:
        return None
    between = text[a.end : b.start]
    if not _VERSUS.fullmatch(between):
        return None
    if attach(text, b, morphology).entry is not None and not (
        text[b.end : b.end + 1] == "의" or text.startswith("로", b.end)
    ):
        return None
    digits = a.form == "digits"
    by_dash = between in ("-", " - ") and digits and max(a.amount, b.amount) < 200 and _scored(text, a, b)
    if not (_AGAINST.fullmatch(between) or (_COLON.fullmatch(between) and digits) or by_dash):
        return None
    first = replace(plain_fact(text, a, "score"), bound=Bound.EXACT)
    return first, plain_fact(text, b, "score")


def _scored(text: str, a: Numeral, b: Numeral) -> bool:
    """Whether "3-1" is a score: the higher number first, or words of winning after it."""
    assert a.amount is not None
    assert b.amount is not None
    if text[b.end : b.end + 1] in ("-", ".") or text[a.start - 1 : a.start] in ("-", "."):
        return False
    return a.amount >= b.amount or bool(pattern("", "winning").match(text, b.end))


def ranged(text: str, left: Reading, b: Numeral, morphology: Morphology) -> tuple[Fact, ...] | None:
    """6~7위, 20만~30만 원, 2~3만 명, 8명에서 100명까지: one fact with both ends."""
    a = left.numeral
    if a.amount is None or b.amount is None:
        return None
    between = text[left.end : b.start]
    if not (_TILDE.fullmatch(between) or _FROM.fullmatch(between)):
        return None
    right = attach(text, b, morphology)
    if left.entry is not None and (right.entry is None or right.entry.id != left.entry.id):
        return None
    low, high = a.amount, b.amount
    if _TILDE.fullmatch(between) and text[b.start] != "-":
        if a.scale == 1 and b.scale is not None and low * b.scale < high:  # 2~3만
            low *= b.scale
    elif not (_FROM.fullmatch(between) and _spans(text, left, b, right.end, between.strip())):
        return None
    if low >= high or text[right.end : right.end + 1] == "-":
        return None
    n = Numeral(start=a.start, end=b.end, low=low, high=high, form=b.form, over=b.over, scale=None)
    made = fact(text, Reading(numeral=n, start=a.start, end=right.end, entry=right.entry), morphology)
    if made is None:
        return None
    if made.family == "number" and made.unit is None:
        made = replace(made, family="range")
    if made.bound is Bound.AT_MOST and text.startswith("까지", made.span.end):
        made = replace(made, bound=Bound.EXACT)
    return (made,)


_CLAUSE = re.compile(r"[^.!?,]{0,20}?(?:구성|이뤄|이루어|나뉘|나눠|제한|예상|추정|전망|보인|정해|다양)")
_RAIN = re.compile("의 (?:강한 |많은 )?(?:비|눈|우박|소나기|폭우|폭설|장대비|눈비|비구름|빗물)(?![가-힣]{3})")
_ENDS = re.compile(r" ?(?:까지|사이|에 이르|정도|가량|등)")


def _spans(text: str, left: Reading, b: Numeral, end: int, word: str) -> bool:
    """Whether a word joins two numerals to a range: 8명에서 100명까지, 3 또는 4개; but 3%에서 5%로
    is a change.
    """
    if word in ("또는", "내지"):
        a = left.numeral
        return left.entry is None and a.scale == b.scale == 1 and a.amount != b.amount
    if _RAIN.match(text, end):  # 10에서 40㎜의 비가 내렸다
        return True
    if text[end : end + 1] == "의":  # 5%에서 10%의 관세
        return not pattern("[^.!?]{0,12}?", "change").match(text, end)
    if to := _CHANGED.match(text, end):
        return left.entry is not None and _stays(text, to.end())
    return left.entry is None or bool(_ENDS.match(text, end))


def _stays(text: str, place: int) -> bool:
    """Whether what follows "4명에서 6명으로" speaks of no change: 모임을 구성한다."""
    return bool(_CLAUSE.match(text, place)) and not pattern("[^.!?]{0,24}?", "change").match(text, place)


def decades(text: str, a: Reading, b: Numeral, morphology: Morphology) -> tuple[Fact, ...] | None:
    """20~30대, 40·50대: ages from the first decade to the end of the last."""
    n = a.numeral
    if n.amount is None or b.amount is None or b.scale != 1 or not text.startswith("대", b.end):
        return None
    if not re.compile(r" ?[~·-] ?|, ").fullmatch(text[a.end : b.start]):
        return None
    if not (n.amount % 10 == 0 == b.amount % 10 and 10 <= n.amount < b.amount <= 90):
        return None
    end = b.end + 1
    return (
        Fact(
            family="age",
            text=text[n.start : end],
            span=Span(n.start, end),
            low=n.amount,
            high=b.amount + 9,
            unit="year",
            form="decade",
        ),
    )


def listed(text: str, a: Reading, b: Numeral, morphology: Morphology) -> Fact | None:
    """The 1 of "1·2차", which takes the counter of the 2."""
    n = a.numeral
    if text[n.end : b.start] != "·" or n.amount is None or b.amount is None or a.entry is not None:
        return None
    right = attach(text, b, morphology)
    if right.entry is None:
        return None
    made = fact(text, replace(right, numeral=replace(b, amount=n.amount)), morphology)
    if made is None or made.family == "date":
        return None
    return replace(made, text=text[n.start : n.end], span=Span(n.start, n.end), bound=Bound.EXACT)


def half(text: str, morphology: Morphology, place: int) -> Fact | None:
    """반 by itself: 반으로 줄었다, 반 이상; not 우리 반, not the 반 of 한 달 반."""
    token = morphology.at(place)
    if token is None or token.form != "반" or token.tag not in ("NNG", "NR"):
        return None
    if not re.compile(r"(?:으로|을|은|이나|이 ?넘|도|만|에| ?이상| ?가량| ?정도| ?넘)").match(
        text, place + 1
    ):
        return None
    before = text[max(0, place - 6) : place]
    if re.compile(r"(?:우리|학년|옆|같은|학급|이|그|어느|전체|\d|[가-힣]) ?$").search(
        before
    ) and not re.compile(r"(?:[의은는을를이가중]|한|당|지금|지난해|년) $|^$").search(before):
        return None
    return Fact(
        family="number", text="반", span=Span(place, place + 1), amount=Fraction(1, 2), form="fraction"
    )
