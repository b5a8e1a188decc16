"""What speaks for the names of a link being the same on both sides."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.data import table
from qa.model import Span
from qa.names.english import NameWord, ordinary, stops, windows
from qa.names.hearing import Heard, listen, roughly
from qa.names.known import by_korean, english_entities
from qa.names.korean import NameStem
from qa.names.mentions import Mention, english_names_in, korean_names_in
from qa.names.sound import SAME

Floats = NDArray[np.float64]

_JOINED = re.compile(r"\b([a-z]{1,4}[-’'])$")
"""What is written small before a name and said with it."""
_SMALL = re.compile(r"(?<![A-Za-z])[a-z]{3,24}(?![A-Za-z])")
_ANY = re.compile(r"(?<![A-Za-z])[A-Za-z]{3,24}(?![A-Za-z])")
_LETTERS = re.compile(r"[a-zà-ɏ]{1,40}")
_PLURAL = re.compile(r"(?:es|s)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of a link: its places in the two bodies, its Korean stems and its English words.

    `meant` says of each stem that the English has its meaning anyway, so that nobody has to listen
    for a loan-word.
    """

    ko: Span
    en: Span
    stems: tuple[NameStem, ...]
    words: tuple[NameWord, ...]
    meant: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Every stem against every word: shape (stems, words), scores from 0 to 1.

    `alone` compares the stem with the one word, `joined` the stem with several words of a run that
    this word is among, or this word with several stems that this stem is among.  `rough` says how
    alike the consonants of a stem and a word are, which forgives odd spellings.  `loan` is the best
    score of each stem with a word that is written small (스위트룸, "suite").  `known_ko` and
    `known_en` say of each stem and each word whether something other than its sound finds it on the
    other side (1), should find it there and does not (-1), or knows nothing of it (0); `kinds_ko` and
    `kinds_en` what the tables take each for, even if only perhaps (country, party).  `answers` are, by
    stem, the English words that it sounds most like; None where no sound is near enough.
    """

    stems: tuple[NameStem, ...]
    words: tuple[NameWord, ...]
    alone: Floats
    joined: Floats
    rough: Floats
    loan: Floats
    known_ko: Floats
    known_en: Floats
    kinds_ko: tuple[frozenset[str], ...]
    kinds_en: tuple[frozenset[str], ...]
    answers: tuple[Span | None, ...]

    @property
    def best(self) -> Floats:
        """The better of `alone` and `joined`."""
        return np.maximum(self.alone, self.joined)


def evidence(text_ko: str, text_en: str, links: Sequence[Names]) -> list[Evidence]:
    """Compare all names of an article's links; their sounds are compared at once.

    Args:
        text_ko: the Korean body.
        text_en: the English body.
        links: what may be names in each.
    """
    asked = [_asked(text_ko, text_en, names) for names in links]
    heard = listen([(said, spelt) for said, spelt, *_ in asked])
    return [_evidence(text_ko, text_en, names, heard, *ask) for names, ask in zip(links, asked, strict=True)]


Said = list[tuple[int, int, str]]
"""First and last stem, and a form of the two together."""
Spelt = list[tuple[int, int, str]]
"""First and last word, and the letters; (-1, -1) for a word that is written small."""


def _asked(text_ko: str, text_en: str, names: Names) -> tuple[list[str], list[str], Said, Spelt]:
    """The forms of both sides that have to be compared, and where they stand."""
    stems, words = names.stems, names.words
    said: Said = [(n, n, form) for n, stem in enumerate(stems) for form in stem.forms]
    for n, (first, last) in enumerate(itertools.pairwise(stems)):
        if text_ko[first.span.end : last.span.start] == " " and first.tag != "noun":
            before = text_ko[first.span.start : first.span.end]
            said += [(n, n + 1, before + form) for form in last.forms[:2]]
    spelt: Spelt = [(i, j, text_en[words[i].span.start : words[j].span.end]) for i, j in windows(words)]
    for n, word in enumerate(words):
        spelt += [(n, n, part) for part in (word.text.split("-") if "-" in word.text else ())]
        joined = _JOINED.search(text_en, max(names.en.start, word.span.start - 6), word.span.start)
        if joined:
            spelt.append((n, n, joined.group(1) + word.text))  # 알아사드, al-Assad
    if not all(names.meant):
        small = _other_words(text_en[names.en.start : names.en.end], words)
        spelt += [(-1, -1, w) for w in sorted(small | {_PLURAL.sub("", w) for w in small})]
        spelt += [(-1, -1, w) for w in sorted(_couples(text_en[names.en.start : names.en.end]))]
    return [form for *_, form in said], [letters for *_, letters in spelt], said, spelt


def _other_words(text: str, names: Sequence[NameWord]) -> set[str]:
    """The words of a text that are no names, in small letters: loans may be days, titles and numbers too."""
    found = {word.casefold() for word in _ANY.findall(text)}
    return found - stops() - {name.text.casefold() for name in names}


def _couples(text: str) -> set[str]:
    """Neighbouring words that are written small, as one: a loan may be made of two (think tank)."""
    found = list(_SMALL.finditer(text))
    return {
        _PLURAL.sub("", f"{a.group()} {b.group()}")
        for a, b in itertools.pairwise(found)
        if text[a.end() : b.start()] in (" ", "-") and not {a.group(), b.group()} & ordinary()
    }


def _evidence(
    text_ko: str,
    text_en: str,
    names: Names,
    heard: Heard,
    forms: list[str],
    letters: list[str],
    said: Said,
    spelt: Spelt,
) -> Evidence:
    stems, words = names.stems, names.words
    scores = heard.scores(forms, letters)
    alone, joined = np.zeros((len(stems), len(words))), np.zeros((len(stems), len(words)))
    loan, nearest = np.zeros(len(stems)), [SAME] * len(stems)
    answers: list[Span | None] = [None] * len(stems)
    for row, column in np.argwhere(scores > 0):
        (a, b, _), (i, j, _), score = said[row], spelt[column], float(scores[row, column])
        if i < 0:
            if a == b and not names.meant[a]:
                loan[a] = max(loan[a], score)
            continue
        if a == b or i == j:
            block = (alone if a == b and i == j else joined)[a : b + 1, i : j + 1]
            np.maximum(block, score, out=block)
        if a == b and score >= nearest[a]:
            nearest[a], answers[a] = score, Span(words[i].span.start, words[j].span.end)
    _latin(alone, stems, words)
    en = text_en[names.en.start : names.en.end]
    ko = text_ko[names.ko.start : names.ko.end]
    known_ko, known_en, kinds_ko, kinds_en = _known(ko, names.ko.start, en, names.en.start, stems, words)
    _spelt_out(known_ko, stems, en)
    known_ko = np.where((known_ko < 0) & (alone.max(1, initial=0.0) >= SAME), 0.0, known_ko)
    return Evidence(
        stems=stems,
        words=words,
        alone=alone,
        joined=joined,
        rough=roughly([s.forms for s in stems], [w.text for w in words]),
        loan=loan,
        known_ko=known_ko,
        known_en=known_en,
        kinds_ko=kinds_ko,
        kinds_en=kinds_en,
        answers=tuple(answers),
    )


def _latin(alone: Floats, stems: tuple[NameStem, ...], words: tuple[NameWord, ...]) -> None:
    """Latin letters in the Korean are the name itself."""
    for row, stem in enumerate(stems):
        if stem.tag == "latin":
            forms = {form.casefold() for form in stem.forms}
            for column, word in enumerate(words):
                if word.text.casefold() in forms:
                    alone[row, column] = 1.0


def _spelt_out(known: Floats, stems: tuple[NameStem, ...], said: str) -> None:
    """Latin letters in the Korean stand in the English as they are, or are the initials of its words."""
    low = said.casefold()
    for n, stem in enumerate(stems):
        if stem.tag == "latin" and stem.forms and stem.forms[0].isascii():
            letters = [form for form in stem.forms if form.isascii()]
            found = any(form.casefold() in low or _initials(form, low) for form in letters)
            known[n] = 1.0 if found else -1.0


def _initials(letters: str, said: str) -> bool:
    """Whether the letters are the first of words that follow each other: JIT, "just-in-time"."""
    if not 2 <= len(letters) <= 6 or not letters.isalpha():
        return False
    words = _LETTERS.findall(said)
    content = [w for w in words if w not in ordinary()]
    return any(letters.casefold() in "".join(w[0] for w in some) for some in (words, content))


def _known(
    ko: str,
    ko_start: int,
    en: str,
    en_start: int,
    stems: tuple[NameStem, ...],
    words: tuple[NameWord, ...],
) -> tuple[Floats, Floats, tuple[frozenset[str], ...], tuple[frozenset[str], ...]]:
    """What the tables say of each stem and of each word, and what they take each for."""
    korean, english = list(korean_names_in(ko)), list(english_names_in(en))
    korean += [m for stem in stems if stem.tag == "name" for m in _taken_for_names(stem, ko_start)]
    korean += _in_hanja(ko)
    here, there = _entities(korean) | _inside_korean(korean), _entities(english) | _inside_english(english)
    ours = [(s.name.start - ko_start, s.name.end - ko_start) for s in stems]
    theirs = [(w.span.start - en_start, w.span.end - en_start) for w in words]
    return (
        np.array([_verdict(korean, *place, there) for place in ours]),
        np.array([_verdict(english, *place, here) for place in theirs]),
        tuple(_kinds(korean, *place) for place in ours),
        tuple(_kinds(english, *place) for place in theirs),
    )


def _in_hanja(ko: str) -> Iterator[Mention]:
    """Countries that headlines give by one Chinese character: 美, 日."""
    for row in table("hanja_news", ("hanja", "english", "source")):
        for m in re.finditer(re.escape(row["hanja"]), ko):
            for named in english_names_in(row["english"]):
                yield dataclasses.replace(named, start=m.start(), end=m.end(), form=row["hanja"])


def _kinds(mentions: Sequence[Mention], start: int, end: int) -> frozenset[str]:
    """What the known names at a place may be."""
    return frozenset(entity.kind for m in mentions if m.start < end and start < m.end for entity in m.known)


_SIDES = frozenset("동서남북신구범반친대")
"""What one syllable before a name makes of it: 북대서양, 반푸틴."""


def _taken_for_names(stem: NameStem, ko_start: int) -> list[Mention]:
    """What the tables know of a stem that the morphology takes for a name: 빈 is Vienna then."""
    start, end = stem.name.start - ko_start, stem.name.end - ko_start
    found = tuple(entity for form in stem.forms for entity in by_korean(form))
    within = tuple(f[1:] for f in stem.forms[:1] if f[0] in _SIDES and len(f) > 2)
    found += tuple(entity for form in within for m in korean_names_in(form) for entity in m.known)
    return [Mention(start=start, end=end, form=stem.forms[0], known=found, ambiguous=True)] if found else []


def _entities(mentions: Sequence[Mention]) -> set[str]:
    """Their entities; of a pair (한미) also the two that it is made of."""
    return {
        key
        for m in mentions
        for entity in m.known
        for key in (entity.id, *(entity.parts if entity.kind == "pair" else ()))
    }


def _inside_korean(mentions: Sequence[Mention]) -> set[str]:
    """Entities whose names the longer ones begin with: 미시간 in 미시간대학교."""
    return {
        entity.id
        for m in mentions
        for length in range(2, min(len(m.form), LONGEST_INSIDE))
        for entity in by_korean(m.form[:length])
    }


def _inside_english(mentions: Sequence[Mention]) -> set[str]:
    """Entities whose names are words of the longer ones: Michigan in the University of Michigan."""
    words = {word for m in mentions if " " in m.form for word in m.form.split()[:LONGEST_INSIDE]}
    return {entity.id for word in words for entity in english_entities([word], as_name=True)}


LONGEST_INSIDE = 8
"""Syllables or words of a name in which others are looked for."""


HOME = "country:kr"
"""The country of the papers: Korean leaves it out and English puts it in."""
WIDE = "region:region-"
"""How the ids of continents and the like begin."""


def _verdict(mentions: Sequence[Mention], start: int, end: int, others: set[str]) -> float:
    """Whether the known name at this place is on the other side too."""
    best = 0.0
    for m in mentions:
        if m.start < end and start < m.end:
            if _entities([m]) & others:
                return 1.0
            if all(entity.id.startswith(WIDE) for entity in m.known):
                return 1.0  # Central America, for 엘살바도르: it says no more than the country
            if any(entity.id == HOME for entity in m.known):
                return 1.0  # what the paper's readers need not be told, readers abroad do
            if m.whole and not m.ambiguous and m.start <= start and end <= m.end:
                best = -1.0
    return best
