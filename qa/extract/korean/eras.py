"""Years and centuries counted from the era: 기원전 300~200년, 기원전 5세기, 서기 79년."""

from __future__ import annotations

import re
from typing import Literal

from qa.model import Grain, PartialDate

PATTERN = r"""
          (?P<bc>기원전|(?<![A-Za-z])B\.?C\.?)\ ?(?:약\ ?)?(?P<bn>\d{1,5})
            (?:\ ?(?P<bman>[만천])?\ ?년(?P<bdec>대)?|\ ?(?P<bcent>세기)
             |(?=\ ?[~-]\ ?\d{1,5}\ ?[만천]?\ ?(?:년|(?P<bothcent>세기))))
        | (?:서기|기원후|(?<![A-Za-z])A\.?D\.?)\ ?(?:(?P<ad>\d{1,4})\ ?년|(?P<adcent>\d{1,2})세기)
"""
"""An alternative of the dates' verbose pattern."""

_TIMES = {"만": 10_000, "천": 1_000}
_END = re.compile(r" ?[~-] ?(?P<n>\d{1,5}) ?(?P<man>[만천])? ?(?P<what>년|세기)")


def era(m: re.Match[str]) -> tuple[Literal["century", "decade", "year"], PartialDate]:
    """The date of a match of `PATTERN`; years before the era are negative."""
    if m["adcent"]:
        return "century", PartialDate(grain=Grain.CENTURY, century=int(m["adcent"]))
    if m["ad"]:
        return "year", PartialDate(grain=Grain.YEAR, year=int(m["ad"]))
    value = -int(m["bn"]) * _TIMES.get(m["bman"] or "", 1)
    if m["bcent"] or m["bothcent"]:
        return "century", PartialDate(grain=Grain.CENTURY, century=value)
    if m["bdec"]:
        return "decade", PartialDate(grain=Grain.DECADE, decade=value)
    return "year", PartialDate(grain=Grain.YEAR, year=value)


def range_end(text: str, place: int, first: PartialDate) -> tuple[PartialDate, int] | None:
    """The 200년 of 기원전 300~200년, which is before the era too, and its end."""
    if min(first.year or 0, first.century or 0) >= 0 or (m := _END.match(text, place)) is None:
        return None
    value = -int(m["n"]) * _TIMES.get(m["man"] or "", 1)
    if m["what"] == "년":
        return PartialDate(grain=Grain.YEAR, year=value), m.end()
    return PartialDate(grain=Grain.CENTURY, century=value), m.end()
