"""One fact that the other side says in two: 6~7위, "between sixth and seventh"; 70%, "seven in 10"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from qa.compare.quantities import comparable
from qa.model import Fact

_APART = 40
"""Characters between the starts of the two halves, at most."""


def find(single: Sequence[Fact], several: Sequence[Fact]) -> list[tuple[Fact, Fact, Fact]]:
    """Triples of a fact of one side and the two of the other that say the same together.

    Each fact is in one triple at most; facts are in the order of the text.
    """
    out: list[tuple[Fact, Fact, Fact]] = []
    used: set[int] = set()
    for whole in single:
        for at in range(len(several) - 1):
            first, second = several[at], several[at + 1]
            if at in used or at + 1 in used or second.span.start - first.span.start > _APART:
                continue
            if _is_range(whole, first, second) or _is_share(whole, first, second):
                used |= {at, at + 1}
                out.append((whole, first, second))
                break
    return out


def _is_range(whole: Fact, first: Fact, second: Fact) -> bool:
    if whole.vague or whole.low is None or whole.high is None or whole.family == "date":
        return False
    if first.amount is None or second.amount is None:
        return False
    if not (comparable(whole, first) and comparable(whole, second)):
        return False
    # 20~30대 is one age group from 20 to 39
    ends = (first.amount, second.amount)
    return ends in ((whole.low, whole.high), (whole.high, whole.low))


def _is_share(whole: Fact, first: Fact, second: Fact) -> bool:
    """Seven in 10, 10명 중 7명: a percentage or a fraction as two numbers."""
    if whole.amount is None or not first.amount or not second.amount:
        return False
    if {first.family, second.family} - {"number"}:
        return False
    part, base = sorted((first.amount, second.amount))
    if part == base or base.denominator != 1 or part.denominator != 1:
        return False
    share = Fraction(part, base)
    if whole.unit == "percent":
        return whole.amount == share * 100
    return whole.form == "fraction" and whole.amount == share
