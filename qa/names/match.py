"""Which names of a link are not the same on both sides, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qa.coverage.lexicon import entries
from qa.model import Span
from qa.names.english import shouted
from qa.names.evidence import Evidence, Floats
from qa.names.foreign import foreignness
from qa.names.korean import PERSON, NameStem

MAYBE = 0.0
"""Log likelihood ratio from which a name is looked at as unsaid."""
BARELY = -1.0
"""The same of a Korean stem, where an English name looks for what it should stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Neighbouring names of one side that the other seems not to say.

    `first` and `last` number the stems or words, `odds` is the strongest evidence among them, `total`
    the sum of it, `listed` says that a name beside it in a list is on the other side, `place` is where
    the chunk stands between the side's first name (0) and its last (1).
    """

    first: int
    last: int
    span: Span
    odds: float
    total: float
    place: float
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """One name that is not in order.

    `likeness` is how alike the consonants of the two are, 0 to 1: a misspelling is near, another
    name is far.  `evidence` is the sum of what speaks for it, in log likelihood ratios.
    """

    kind: Literal["changed", "missing", "added"]
    ko: Chunk | None
    en: Chunk | None
    likeness: float = 0.0
    evidence: float = 0.0
    known: bool = False
    """Whether the tables know both names, and that they are two."""
    sure: bool = False
    """Whether each side alone makes the match worth telling of."""


def match_names(
    text_ko: str, found: Evidence, odds_ko: Floats, odds_en: Floats, *, stood_for: bool = False
) -> tuple[NameMatch, ...]:
    """Pair what the English does not say with what the Korean does not say.

    Args:
        text_ko: the Korean body.
        found: the sounds of the link's names.
        odds_ko: by stem, from `qa.names.judge.unsaid`.
        odds_en: by word.
        stood_for: whether the English has a pronoun, or a noun like "the company", for some name.
    """
    korean, english = list(_stem_chunks(text_ko, found.stems, odds_ko)), list(_word_chunks(found, odds_en))
    ranked = sorted(
        ((*_fit(found, a, b), i, j) for i, a in enumerate(korean) for j, b in enumerate(english)),
        reverse=True,
    )
    of_ko: set[int] = set()
    of_en: set[int] = set()
    out = []
    for _, weight, likeness, i, j in ranked:
        if i not in of_ko and j not in of_en:
            of_ko.add(i)
            of_en.add(j)
            out.append(
                NameMatch(
                    kind="changed",
                    ko=korean[i],
                    en=english[j],
                    likeness=likeness,
                    evidence=weight,
                    known=_contradict(found, korean[i], english[j]),
                    sure=_plain(found, korean[i], english[j]),
                )
            )
    out += [
        NameMatch(
            kind="missing",
            ko=a,
            en=None,
            evidence=_missing(text_ko, found, a, stood_for=stood_for),
            sure=_droppable(found, a),
        )
        for i, a in enumerate(korean)
        if i not in of_ko and a.odds >= MAYBE
    ]
    out += [
        NameMatch(kind="added", ko=None, en=b, evidence=b.odds)
        for j, b in enumerate(english)
        if j not in of_en
    ]
    return tuple(out)


LISTED = 1.5
"""What it adds to the evidence that a name is missing where its neighbours in a list are not."""
AKIN = 1.0
"""What it adds that the tables take both for the same sort of thing: two planets, two parties."""
BESIDE = 1.0
"""What it adds that the names before or after both are the same: Rowan Williams, 로완 앳킨슨."""


def _word_chunks(found: Evidence, odds: Floats) -> Iterator[Chunk]:
    words = found.words
    at = 0
    while at < len(words):
        if odds[at] < MAYBE:
            at += 1
            continue
        last = at
        while last + 1 < len(words) and words[last + 1].run == words[at].run and odds[last + 1] >= MAYBE:
            last += 1
        proper = [odds[n] for n in range(at, last + 1) if words[n].proper or _listed_name(found, n)]
        if proper:
            yield Chunk(
                first=at,
                last=last,
                span=Span(words[at].span.start, words[last].span.end),
                odds=float(max(proper)),
                total=float(odds[at : last + 1].sum()),
                place=(at + last) / 2 / max(1, len(words) - 1),
            )
        at = last + 1


def _listed_name(found: Evidence, n: int) -> bool:
    """Whether the tables know this word for a name, and it has a capital for that reason (Republicans)."""
    return bool(found.known_en[n] < 0) and not found.words[n].opens


def _stem_chunks(text: str, stems: Sequence[NameStem], odds: Floats) -> Iterator[Chunk]:
    at = 0
    while at < len(stems):
        if odds[at] < BARELY or _numbered(stems[at]):
            at += 1
            continue
        last = at
        while (
            last + 1 < len(stems)
            and odds[last + 1] >= MAYBE
            and odds[at] >= MAYBE
            and stems[at].tag == stems[last + 1].tag
            and text[stems[last].span.end : stems[last + 1].span.start] == " "
        ):
            last += 1
        yield Chunk(
            first=at,
            last=last,
            span=Span(stems[at].name.start, stems[last].name.end),
            odds=float(odds[at : last + 1].max()),
            total=float(odds[at : last + 1].sum()),
            place=(at + last) / 2 / max(1, len(stems) - 1),
            listed=_listed(text, stems, odds, at, last),
        )
        at = last + 1


def _numbered(stem: NameStem) -> bool:
    """Whether it has digits: identifiers are compared as facts (PS5, KF-21)."""
    return any(c.isdigit() for form in stem.forms[:1] for c in form)


def _listed(text: str, stems: Sequence[NameStem], odds: Floats, first: int, last: int) -> bool:
    """Whether the name before or after in a list is said: 동갈라, 시기, 부퉁."""
    beside = [(first - 1, stems[first - 1].span.end, stems[first].span.start)] if first else []
    if last + 1 < len(stems):
        beside.append((last + 1, stems[last].span.end, stems[last + 1].span.start))
    return any(odds[n] < MAYBE and text[a:b].strip() in _AND for n, a, b in beside if _may_be_name(stems[n]))


def _may_be_name(stem: NameStem) -> bool:
    """Whether a neighbour in a list may be a name too: 시기 beside 동갈라 is a town, though a noun."""
    return stem.tag != "noun" or foreignness(_form(stem)) > -1


_AND = frozenset((",", "·", "ㆍ", "/", "와", "과", "및", "나", "이나"))
"""What stands between the names of a list."""


def _contradict(found: Evidence, ko: Chunk, en: Chunk) -> bool:
    """Whether the tables know both names for the same sort of thing, and find neither on the other side."""
    return bool((found.known_ko[ko.first : ko.last + 1] < 0).any()) and _akin(found, ko, en)


ENGLISH, KOREAN = 0.3, -0.5
"""Log likelihood ratios that each side of a changed name must have of its own."""


def _plain(found: Evidence, ko: Chunk, en: Chunk) -> bool:
    """Whether each side of a pair is unsaid by itself; of Latin letters in the Korean less will do.

    What is no name by itself (a noun of the dictionary, a syllable, an English word that has its capital
    as a part of a name) must be of the same sort by the tables, or stand beside the same name.
    """
    stem = found.stems[ko.first]
    if not _contradict(found, ko, en):
        alone = any(w.proper for w in found.words[en.first : en.last + 1])
        if not alone or not (_names(stem) or _beside(found, ko, en) or _akin(found, ko, en)):
            return False
        if _has_another(found, ko, en) or _other_sort(found, ko, en):
            return False
    return ko.odds >= KOREAN and en.odds >= (MAYBE if stem.tag == "latin" else ENGLISH)


def _has_another(found: Evidence, ko: Chunk, en: Chunk) -> bool:
    """Whether another English name that nothing answers to is spelt more like the Korean one."""
    rough = found.rough[ko.first : ko.last + 1].max(0)
    here = _likeness(found, ko, en)
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
    return (unsaid_ko and "country" in ours and "country" not in theirs) or (
        unsaid_en and "country" in theirs and "country" not in ours
    )


ALMOST = 0.6
"""Likeness of consonants from which an English name may be an odd spelling of a Korean one."""


def _names(stem: NameStem) -> bool:
    """Whether a stem is a name by the morphology or by its syllables, and no word of the lexicon."""
    if stem.tag == "latin":
        return True
    form = _form(stem)
    if len(form) < 2 and foreignness(form) < FOREIGN:
        return False
    if stem.tag == "name":
        return True
    return foreignness(form) >= FOREIGN and not _usual(stem)


def _form(stem: NameStem) -> str:
    """The stem as it is written."""
    return stem.forms[0] if stem.forms else ""


def _usual(stem: NameStem) -> bool:
    """Whether the lexicon knows the noun, or what it ends in: 핀치새, 배트맨."""
    return stem.tag == "noun" and any(len(form) > 1 and form in entries() for form in stem.forms)


FOREIGN = 0.5
"""Log odds of being a name from abroad that make up for the morphology taking a noun for no name."""


def _droppable(found: Evidence, ko: Chunk) -> bool:
    """Whether it matters that this name is missing.

    A country or a body that the tables know is often said by "the country" or "the ministry", unless it
    is one of a list.
    """
    at = range(ko.first, ko.last + 1)
    if not all(_names(found.stems[n]) and _bears_capital(found.stems[n]) for n in at):
        return False
    return ko.listed or all(found.known_ko[n] == 0 or found.stems[n].tag == "latin" for n in at)


def _bears_capital(stem: NameStem) -> bool:
    """Whether Latin letters in the Korean are a name: not a gloss (doorbell) or what papers shorten."""
    form = _form(stem)
    return stem.tag != "latin" or (form[:1].isupper() and form.casefold() not in shouted())


def _missing(text: str, found: Evidence, ko: Chunk, *, stood_for: bool) -> float:
    """What speaks for a name having been left out, in log likelihood ratios.

    A pronoun may stand for it, and an English name that nothing in the Korean answers to may be it.
    """
    weight = ko.total + LISTED * ko.listed
    if stood_for and not ko.listed and found.stems[ko.first].tag != "latin":
        weight -= STOOD_FOR
    if _surnamed(text, found, ko):
        weight -= STOOD_FOR
    return weight - UNCLAIMED * _unclaimed(found)


def _surnamed(text: str, found: Evidence, ko: Chunk) -> bool:
    """Whether the next name is said: 라이언 고슬링 is "Gosling" where both are known."""
    if ko.last + 1 >= len(found.stems):
        return False
    first, second = found.stems[ko.last], found.stems[ko.last + 1]
    said = found.best[ko.last + 1].max(initial=0.0) >= NEIGHBOURS
    return said and second.tag == "name" and text[first.span.end : second.span.start] == " "


def _unclaimed(found: Evidence) -> bool:
    """Whether the English has a name that no stem sounds like."""
    best = found.best.max(0, initial=0.0)
    return any(
        word.proper and best[n] < CLAIMED and found.known_en[n] <= 0 for n, word in enumerate(found.words)
    )


STOOD_FOR, UNCLAIMED = 2.0, 1.5
"""What it takes from the evidence that a name is missing."""
CLAIMED = 0.3
"""Sound from which a stem answers to an English name."""


def _akin(found: Evidence, ko: Chunk, en: Chunk) -> bool:
    """Whether the tables may take both for the same sort of thing, and find neither on the other side."""
    ours = frozenset().union(*found.kinds_ko[ko.first : ko.last + 1])
    theirs = frozenset().union(*found.kinds_en[en.first : en.last + 1])
    return bool(ours & theirs) and bool((found.known_en[en.first : en.last + 1] < 0).any())


def _fit(found: Evidence, ko: Chunk, en: Chunk) -> tuple[float, float, float]:
    """How well the two may stand for each other, the evidence if they do, and how alike they sound."""
    likeness = _likeness(found, ko, en)
    weight = ko.odds + en.odds + BESIDE * _beside(found, ko, en) + AKIN * _akin(found, ko, en)
    if all(_weak(stem) and not kinds for stem, kinds in _with_kinds(found, ko)):
        weight -= WEAK
    return weight + likeness - abs(ko.place - en.place), weight, likeness


def _with_kinds(found: Evidence, ko: Chunk) -> Iterator[tuple[NameStem, frozenset[str]]]:
    at = slice(ko.first, ko.last + 1)
    return zip(found.stems[at], found.kinds_ko[at], strict=True)


def _weak(stem: NameStem) -> bool:
    """Whether it has two syllables of Korean words: the morphology errs there (소철, 소강)."""
    form = _form(stem)
    return stem.tag != "latin" and len(form) < PERSON and foreignness(form) < 0


WEAK = 1.5
"""What it takes from the evidence that the Korean name may be a word."""


def _beside(found: Evidence, ko: Chunk, en: Chunk) -> bool:
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


def _likeness(found: Evidence, ko: Chunk, en: Chunk) -> float:
    """How alike the consonants of the two are; of names of as many words, each word's on average."""
    rough = found.rough[ko.first : ko.last + 1, en.first : en.last + 1]
    if rough.shape[0] == rough.shape[1]:
        return float(max(np.diag(rough).mean(), np.diag(rough[:, ::-1]).mean()))
    return float(np.max(rough, initial=0.0))
