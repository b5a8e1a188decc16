"""Whether two names that are unsaid stand for each other, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from qa.names.evidence import Evidence
from qa.names.known import english_entities
from qa.names.korean import NameStem
from qa.names.looks import is_name, is_weak
from qa.names.runs import MAYBE, Chunk

AKIN = 1.0
"""What it adds that the tables take both for the same sort of thing: two planets, two parties."""
BESIDE = 1.0
"""What it adds that the names before or after both are the same: Rowan Williams, 로완 앳킨슨."""


def fit(found: Evidence, ko: Chunk, en: Chunk) -> tuple[float, float, float]:
    """How well the two may stand for each other, the evidence if they do, and how alike they sound."""
    alike = likeness(found, ko, en)
    weight = ko.odds + en.odds + BESIDE * stand_beside(found, ko, en) + AKIN * are_akin(found, ko, en)
    if all(is_weak(stem) and not kinds for stem, kinds in _with_kinds(found, ko)):
        weight -= WEAK
    return weight + alike - abs(ko.place - en.place), weight, alike


def _with_kinds(found: Evidence, ko: Chunk) -> Iterator[tuple[NameStem, frozenset[str]]]:
    at = slice(ko.first, ko.last + 1)
    return zip(found.stems[at], found.kinds_ko[at], strict=True)


WEAK = 1.5
"""What it takes from the evidence that the Korean name may be a word."""


def contradict(found: Evidence, ko: Chunk, en: Chunk) -> bool:
    """Whether the tables know both names for the same sort of thing, and find neither on the other side."""
    return bool((found.known_ko[ko.first : ko.last + 1] < 0).any()) and are_akin(found, ko, en)


def are_two(found: Evidence, ko: Chunk, en: Chunk) -> bool:
    """Whether the tables know either name, and that the other is not it: no odd spelling then.

    An English name that they know must have another Korean one: 캘리토니아 is a slip for California.
    """
    from rapidfuzz.distance import Levenshtein

    if contradict(found, ko, en) or (found.known_ko[ko.first : ko.last + 1] < 0).any():
        return True
    if not (found.known_en[en.first : en.last + 1] < 0).any():
        return False
    forms = [f for stem in found.stems[ko.first : ko.last + 1] for f in stem.forms]
    return not any(
        Levenshtein.normalized_similarity(form, other) >= SLIP
        for word in found.words[en.first : en.last + 1]
        for entity in english_entities([word.text], as_name=True)
        for other in entity.ko
        for form in forms
    )


SLIP = 0.6
"""Share of syllables from which two Korean forms are one with a slip."""
ENGLISH, KOREAN = 0.3, -0.5
"""Log likelihood ratios that each side of a changed name must have of its own."""


def tells_change(found: Evidence, ko: Chunk, en: Chunk) -> bool:
    """Whether each side of a pair is unsaid by itself; of Latin letters in the Korean less will do.

    What is no name by itself (a noun of the dictionary, a syllable, an English word that has its capital
    as a part of a name) must be of the same sort by the tables, or stand beside the same name.
    """
    stem = found.stems[ko.first]
    if not contradict(found, ko, en):
        alone = any(w.proper for w in found.words[en.first : en.last + 1])
        if not alone or not (is_name(stem) or stand_beside(found, ko, en) or are_akin(found, ko, en)):
            return False
        if _has_another(found, ko, en) or _other_sort(found, ko, en):
            return False
    return ko.odds >= KOREAN and en.odds >= (MAYBE if stem.tag == "latin" else ENGLISH)


def _has_another(found: Evidence, ko: Chunk, en: Chunk) -> bool:
    """Whether another English name that nothing answers to is spelt more like the Korean one."""
    rough = found.rough[ko.first : ko.last + 1].max(0)
    here = likeness(found, ko, en)
    heard = found.best.max(0, initial=0.0)
    return any(
        word.proper and heard[n] < CLAIMED and rough[n] >= max(ALMOST, here) and found.known_en[n] <= 0
        for n, word in enumerate(found.words)
        if not en.first <= n <= en.last
    )


def _other_sort(found: Evidence, ko: Chunk, en: Chunk) -> bool:
    """Whether one is a country and the other is not: all countries are known, so it is none exchanged."""
    ours = frozenset().union(*found.kinds_ko[ko.first : ko.last + 1])
    theirs = frozenset().union(*found.kinds_en[en.first : en.last + 1])
    unsaid_ko = bool((found.known_ko[ko.first : ko.last + 1] < 0).any())
    unsaid_en = bool((found.known_en[en.first : en.last + 1] < 0).any())
    return (unsaid_ko and "country" in ours and not theirs & PLACES) or (
        unsaid_en and "country" in theirs and not ours & PLACES
    )


PLACES = frozenset(("city", "country", "place", "region", "state"))
"""Kinds of names that may be exchanged with a country."""
CLAIMED = 0.3
"""Sound from which a stem answers to an English name."""
ALMOST = 0.6
"""Likeness of consonants from which an English name may be an odd spelling of a Korean one."""


def are_akin(found: Evidence, ko: Chunk, en: Chunk) -> bool:
    """Whether the tables may take both for the same sort of thing, and find neither on the other side."""
    ours = frozenset().union(*found.kinds_ko[ko.first : ko.last + 1])
    theirs = frozenset().union(*found.kinds_en[en.first : en.last + 1])
    return bool(ours & theirs) and bool((found.known_en[en.first : en.last + 1] < 0).any())


def stand_beside(found: Evidence, ko: Chunk, en: Chunk) -> bool:
    """Whether the name before or after both is said on both sides: Rowan Williams, 로완 앳킨슨."""
    best = found.best
    n, m = best.shape
    return any(
        0 <= ko.first + i < n
        and 0 <= en.first + j < m
        and found.words[en.first + j].run == found.words[en.first].run
        and best[ko.first + i, en.first + j] >= NEIGHBOURS
        for i, j in ((-1, -1), (ko.last - ko.first + 1, en.last - en.first + 1))
    )


NEIGHBOURS = 0.8
"""Sound from which two neighbours are the same name."""


def likeness(found: Evidence, ko: Chunk, en: Chunk) -> float:
    """How alike the consonants of the two are; of names of as many words, each word's on average."""
    rough = found.rough[ko.first : ko.last + 1, en.first : en.last + 1]
    if rough.shape[0] == rough.shape[1]:
        return float(max(np.diag(rough).mean(), np.diag(rough[:, ::-1]).mean()))
    return float(np.max(rough, initial=0.0))
