"""Words before or after a value that limit it: 약, 최대, 이상, 넘는, 까지."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from qa.data import table
from qa.extract.korean.contexts import pattern
from qa.model import Bound

_REACH = 8


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], Mapping[str, Bound], Mapping[str, Bound]]:
    sides: dict[str, dict[str, Bound]] = {"left": {}, "right": {}}
    for row in table("ko/bounds", ("surface", "side", "bound", "source")):
        sides[row["side"]][row["surface"]] = Bound(row["bound"])

    def either(side: str) -> str:
        return "|".join(map(re.escape, sorted(sides[side], key=len, reverse=True)))

    left = re.compile(rf"(?:^|[^가-힣])({either('left')}) ?(?:만 |[A-Z]{{0,3}}[$₩€£¥])?$")
    right = re.compile(rf" ?(?:[이가을를에의은는도] ?)?({either('right')})")
    return left, right, sides["left"], sides["right"]


_POUNDS = re.compile(r"(?:\d|[한두세석네넉반]|섯|곱|덟|홉|열) ?$")  # 한 근 400 g: the weight, not "nearly"


def _left(text: str, start: int) -> Bound | None:
    left, _, known, _ = _patterns()
    before = text[max(0, start - _REACH) : start]
    m = left.search(before)
    if m is None or (m[1] == "근" and _POUNDS.search(before, 0, m.start(1))):
        return None
    return known[m[1]]


def _right(text: str, end: int) -> Bound | None:
    _, right, _, known = _patterns()
    m = right.match(text, end)
    if m is None:
        return None
    # a one-syllable bound is a word of its own: 초과 yes, 경찰 no
    if (
        m[1] in ("경", "께", "쯤")
        and re.compile(r"[가-힣]").match(text, m.end())
        and text[m.end()] not in "에부까이의"
    ):
        return None
    if m[1] == "이상" and text.startswith(("하게", "하다", "하고", "한 "), m.end()):
        return None
    if m[1] == "까지" and m.group() != "까지":
        return None
    return known[m[1]]


_DATE = {Bound.ABOUT, Bound.SINCE, Bound.UNTIL, Bound.BEFORE, Bound.AFTER, Bound.WITHIN}


def date_bound(text: str, start: int, end: int) -> Bound:
    """What limits the date at `start` to `end`."""
    right = _right(text, end)
    if right in _DATE:
        return right
    if re.compile(r" (?:전(?:까지|에)|[뒤후](?=[ ,.에]|부터|$))").match(text, end):
        return Bound.BEFORE if text[end + 1] == "전" else Bound.AFTER
    return Bound.UNTIL if _left(text, start) is Bound.UNTIL else Bound.EXACT


def amount_bound(text: str, start: int, end: int, *, over: bool) -> Bound:
    """What limits the amount at `start` to `end`; `over` is set by 여 in the numeral."""
    right = _right(text, end)
    left = _left(text, start)
    if right is Bound.UNTIL:  # 100명까지 받는다 is a limit, 100명까지 늘었다 is not
        right = Bound.AT_MOST if pattern("까지[^.!?,]{0,14}?", "limit").match(text, end) else None
    elif right is Bound.SINCE:
        right = Bound.AT_LEAST
    elif right in (Bound.BEFORE, Bound.AFTER):
        right = None
    # 약 10명 이상: the limit says more than the 약
    for bound in (right, left):
        if bound not in (None, Bound.ABOUT, Bound.UNTIL):
            return bound
    if over:
        return Bound.OVER
    return Bound.ABOUT if Bound.ABOUT in (left, right) else Bound.EXACT
