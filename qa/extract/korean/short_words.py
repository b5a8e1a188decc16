"""Relative words that are other words too: 올, 전주 (the city), 전달 (to hand over), 오늘(날)."""

from __future__ import annotations

import re

from qa.extract.korean.morphology import Morphology

UNCLEAR = frozenset({"올", "후년", "전주", "전달", "오늘", "이 주", "이 달"})


def clear(text: str, place: int, end: int, surface: str, morphology: Morphology) -> bool:
    """Whether a short word that has other meanings is a date here."""
    token = morphology.at(place)
    if surface == "올":
        return bool(
            re.compile(r" ?(?:\d|상반기|하반기|연|초|말|여름|겨울|가을|봄|들어|시즌|한 ?해)").match(text, end)
        )
    if surface == "전주":  # the city, or the week before
        return bool(re.compile(r"(?: ?대비|보다| 같은| ?(?:[월화수목금토일]요일)|에 비)").match(text, end))
    if surface == "전달":  # to hand over, or the month before
        return bool(re.compile(r"(?: ?대비|보다| \d|에 비|의 |에 이어)").match(text, end)) and (
            token is None or token.tag == "NNG"
        )
    if surface == "오늘":
        return token is None or token.form.startswith("오늘")
    if surface in ("이 주", "이 달"):
        return bool(re.compile(r"(?:의? |에 |[ ,.]|$|\d)").match(text, end))
    return token is None or token.tag in ("NNG", "MAG")
