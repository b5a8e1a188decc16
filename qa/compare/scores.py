"""Scores of two sides ("3-1", 3대 1), whose two figures belong to those who are named around them.

Who lost may stand first, and then so may the lower figure: 1-3으로 졌다 is "lost 3-1".  So an order is
wrong only where the names stand directly before and behind it, or where the English lets somebody win
by the lower figure.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from qa.compare.belonging import NAME, Shared
from qa.compare.passage import Pair, Passage
from qa.model import Fact, Span

_JOINT = re.compile(r"\s?(?:[-–—:&]|대|to)\s?")
_WON_EN = re.compile(r"\b(?:beat|beats|won|wins?|winning|victor(?:y|ies)|triumph|edged|routed)\b", re.I)
_LOST_EN = re.compile(
    r"\b(?:lost|lose|loses|losing|loss(?:es)?|defeat(?:s|ed)?|beaten|fell|trail(?:s|ed|ing)?|down)\b", re.I
)
_LOST_KO = re.compile(r"졌|진 |지고|패했|패한|패배|패하|무릎|내줬|석패|완패|역전패|뒤진|뒤졌|밀렸")


Score = tuple[Fact, Fact]


def scores(side: Passage, facts: Sequence[Fact]) -> list[Score]:
    """Two numbers next to each other that nothing but the joint of a score parts."""
    numbers = sorted((f for f in facts if f.family == "number"), key=lambda f: f.span.start)
    found = []
    for one, other in itertools.pairwise(numbers):
        first, second = side.inside(one), side.inside(other)
        joint = side.text[first.end : max(first.end, second.start)]
        rising = joint.strip() == "to" and side.text[: first.start].endswith("from ")
        if _JOINT.fullmatch(joint) and not rising:
            found.append((one, other))
    return found


def turned(
    pairs: Sequence[Pair], scores_ko: Sequence[Score], scores_en: Sequence[Score]
) -> Iterator[tuple[Pair, Pair]]:
    """The first and the second figure of every Korean score that stands the other way round in English."""
    by_facts = {(p.ko.span, p.en.span): p for p in pairs}
    for one_ko, other_ko in scores_ko:
        for one_en, other_en in scores_en:
            first = by_facts.get((one_ko.span, other_en.span))
            second = by_facts.get((other_ko.span, one_en.span))
            if first is not None and second is not None:
                yield first, second


def wrongly_turned(one: Pair, other: Pair, shared: Sequence[Shared], ko: Passage, en: Passage) -> bool:
    """Whether a score that stands the other way round is a mistake.

    Args:
        one: the first figure of the Korean score with the second of the English one.
        other: the second of the Korean with the first of the English.
        shared: what both sides name.
        ko: the Korean text.
        en: the English text.
    """
    places = set()
    for thing in shared:
        if thing.set == NAME:
            ours = {_beside(word, ko.inside(one.ko), ko.inside(other.ko)) for word in thing.ko}
            theirs = {_beside(word, en.inside(other.en), en.inside(one.en)) for word in thing.en}
            if len(ours) == 1 == len(theirs):
                places.add((ours.pop(), theirs.pop()))
    return {(0, 0), (1, 1)} <= places or _won_by_less(one, other, ko.text, en.text)


def _won_by_less(one: Pair, other: Pair, ko: str, en: str) -> bool:
    """Whether the Korean score begins with the higher figure and the English has a win by the lower."""
    if one.ko.amount is None or other.ko.amount is None or one.ko.amount <= other.ko.amount:
        return False
    return bool(_WON_EN.search(en)) and not _LOST_EN.search(en) and not _LOST_KO.search(ko)


def _beside(word: Span, first: Span, second: Span) -> int | None:
    """Which figure of a score a name belongs to that stands directly before or behind it."""
    if 0 <= first.start - word.end <= 2:
        return 0
    return 1 if 0 <= word.start - second.end <= 2 else None
