"""Amounts per day, hour, person …: 하루에 350달러, 한 시간에 2~3인치, 1인당 25만 원, 350달러/일."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa.data import table
from qa.model import Fact

_REACH = 24
_RATED = frozenset({"money", "number", "unit", "percent", "duration", "range"})
_SPOKEN = re.compile("(시간|초|분)당 ")


@functools.cache
def _before() -> tuple[re.Pattern[str], Mapping[str, Mapping[str, str]]]:
    """What may stand before the amount: a period or person, its particle, then 평균, 최대, 약."""
    rows = {r["surface"]: r for r in table("ko/rates", ("surface", "counter", "particle", "source"))}
    either = "|".join(re.escape(s) for s in sorted(rows, key=len, reverse=True))
    return re.compile(
        rf"(?:^|[^가-힣\d])(?P<period>{either})(?P<particle>에|당|마다|에만|에는)? ?(?P<degree>{_DEGREE})*$"
    ), rows


_DEGREE = r"(?:평균|최대|최소|최고|많게는|적게는|약|대략|무려|고작|겨우|적어도|총|US|[$₩€£¥]|씩) ?"
_AFTER = re.compile(r"/(?P<unit>일|시간|초|분|월|년|주|인|명|h|s|d)(?!요일|[A-Za-z\d])")  # 350달러/일
_SLASHED = {
    "일": "per-day", "d": "per-day", "시간": "per-hour", "h": "per-hour", "초": "per-second",
    "s": "per-second", "분": "per-minute", "월": "per-month", "년": "per-year", "주": "per-week",
    "인": "per-person", "명": "per-person",
}  # fmt: skip
_SHORT = frozenset({"per-hour", "per-minute", "per-second"})
_LONG = frozenset({"per-month", "per-year", "per-week"})
_DATED = re.compile("[월달해년주] ?$")
_RESTATED = re.compile(r" ?\((?:약 )?")
# what has just ended, or lasted, is no rate: 지난 하루 3만 명, 하루 만에
_LASTED = re.compile(r"(?:지난|최근|최초|첫|올|단|만|불과|꼬박|앞으로|향후) ?$")


def rate(text: str, found: Sequence[Fact]) -> list[Fact]:
    """The facts with `counter` set on amounts that are rates, without the periods these take in.

    Args:
        text: the plain text.
        found: its facts, sorted, not overlapping.
    """
    out: list[Fact] = []
    for fact in found:
        counter, start = _counter(text, fact)
        if counter is None and out and _restates(text, out[-1], fact):
            counter = out[-1].counter
        if counter is None:
            out.append(fact)
            continue
        while out and out[-1].span.start >= start:  # the 하루 of 하루에 350달러
            out.pop()
        out.append(replace(fact, counter=counter))
    return out


def _restates(text: str, first: Fact, second: Fact) -> bool:
    """Whether the second is the first rate again: 1초에 12.8㎞(8마일)."""
    return (
        (first.counter or "").startswith("per-")
        and first.family == second.family
        and _RESTATED.fullmatch(text, first.span.end, second.span.start) is not None
    )


def _counter(text: str, fact: Fact) -> tuple[str | None, int]:
    """The class of the rate that the amount is, and where its period begins."""
    start = fact.span.start
    if fact.family not in _RATED or "-per-" in (fact.unit or ""):
        return None, start
    if m := _AFTER.match(text, fact.span.end):
        return _SLASHED[m["unit"]], start
    if m := _SPOKEN.match(fact.text):  # 시간당 50㎜
        return _SLASHED[m[1]], start
    near = max(0, start - _REACH)
    pattern, rows = _before()
    found = pattern.search(text[near:start])
    if found is None:
        return None, start
    row = rows[found["period"]]
    particle, begins = found["particle"], near + found.start("period")
    if row["particle"] == "needed" and not particle and not found["degree"]:
        return None, start
    if row["particle"] == "당" and particle != "당":
        return None, start
    if particle != "당" and row["counter"] in _LONG and _DATED.search(text[max(0, begins - 3) : begins]):
        return None, start  # 4월 한 달에만
    if particle != "당" and _LASTED.search(text[max(0, begins - 5) : begins]):
        return None, start
    if found["period"] in ("주", "1주") and particle == "당" and fact.family == "money":
        return None, start  # 주당 500원: per share
    if fact.family == "duration" and row["counter"] in _SHORT:
        return None, start
    return row["counter"], begins
