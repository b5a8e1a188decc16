"""What English may leave unsaid or say without a number: 4월 한 달, 25~26일 이틀간, 4강, 2차 세계대전."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.model import Fact, Grain, PartialDate

_BESIDE = re.compile(r" ?(?:까지 ?)?")
_ROUND = re.compile(r"강(?=전|행|[ ,.에을이의]|$)")
_ROUNDS = frozenset({4, 8, 16, 32, 64})
"""Quarter-finals and the like by the number of teams left."""
_CALL = re.compile(r" ?(?:에 )?(?:구급|구조|소방|상황|신고|특수|안전|대원|치안|종합)")
_CALLS = frozenset({112, 119})
"""Korea's emergency numbers, which English calls the police, the fire service."""
_WAR = re.compile(r" ?세계 ?대전")
_LONGEST = {Grain.MONTH: "month", Grain.YEAR: "year"}


def unsaid(text: str, found: Sequence[Fact]) -> list[Fact]:
    """The facts with `soft` set on those that English may well leave out.

    Args:
        text: the plain text.
        found: its facts, sorted, not overlapping.
    """
    out: list[Fact] = []
    for fact in found:
        before = out[-1] if out else None
        if before is not None and _one_age(text, before, fact):
            # English gives the age by birthday alone
            out[-1], fact = (
                replace(before, soft=not _full(text, before)),
                replace(fact, soft=not _full(text, fact)),
            )
        out.append(replace(fact, soft=True) if _may_go(text, before, fact) else fact)
    return out


_IN_BRACKETS = re.compile(r" ?\( ?(?:만 ?|(?:우리|한국|세는|한국식) ?나이(?:로는|로|는)? ?)?")
_FULL = re.compile("(?:^|[^가-힣])만 ?$")


def _full(text: str, age: Fact) -> bool:
    return _FULL.search(text[max(0, age.span.start - 3) : age.span.start]) is not None


def _one_age(text: str, first: Fact, second: Fact) -> bool:
    """Whether two ages are one person's, by birthday and by Korean counting: 41세(만 40세)."""
    return (
        first.family == second.family == "age"
        and first.amount is not None
        and second.amount is not None
        and abs(first.amount - second.amount) in (1, 2)
        and _full(text, first) != _full(text, second)
        and _IN_BRACKETS.fullmatch(text, first.span.end, second.span.start) is not None
    )


def _may_go(text: str, before: Fact | None, fact: Fact) -> bool:
    if fact.family == "duration":
        return (
            before is not None
            and before.date is not None
            and _BESIDE.fullmatch(text, before.span.end, fact.span.start) is not None
            and _restates(before.date, fact)
        )
    if fact.family == "number":
        return bool(
            (fact.amount in _ROUNDS and _ROUND.match(text, fact.span.end))
            or (fact.amount in _CALLS and _CALL.match(text, fact.span.end))
        )
    # Elizabeth II, WWII: Roman figures
    return fact.family == "ordinal" and (fact.text.endswith("세") or bool(_WAR.match(text, fact.span.end)))


def _restates(date: PartialDate, length: Fact) -> bool:
    """Whether the length only says again how long the dates before it are."""
    if date.until is None:
        return length.amount == 1 and length.unit == _LONGEST.get(date.grain)
    if length.unit != "day":
        return False
    first, last = date.day, date.until.day
    one_month = date.until.month in (None, date.month)
    return not (first and last and one_month) or length.amount == last - first + 1
