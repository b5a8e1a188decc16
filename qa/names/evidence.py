"""What speaks for the names of a link being the same on both sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.compare.sound import english_sound, korean_sound
from qa.model import Span
from qa.names.english import NameWord, ordinary, windows
from qa.names.korean import NameStem
from qa.names.mentions import Mention, english_names_in, korean_names_in
from qa.names.sound import SAME, sound_scores

Floats = NDArray[np.float64]

_SMALL = re.compile(r"(?<![A-Za-z])[a-z]{3,24}(?![A-Za-z])")
_LETTERS = re.compile(r"[a-zà-ɏ]{1,40}")
_PLURAL = re.compile(r"(?:es|s)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Every stem against every word: shape (stems, words), scores from 0 to 1.

    `alone` compares the stem with the one word, `joined` the stem with several words of a run that
    this word is among, or this word with several stems that this stem is among.  `loan` is the best
    score of each stem with a word that is written small (스위트룸, "suite"), `rough` how alike the consonants of a stem and a word are (stems, words), which
    forgives odd spellings.  `known_ko` and
    `known_en` say of each stem and each word whether something other than its sound finds it on the
    other side (1), should find it there and does not (-1), or knows nothing of it (0).
    """

    stems: tuple[NameStem, ...]
    words: tuple[NameWord, ...]
    alone: Floats
    joined: Floats
    loan: Floats
    rough: Floats
    known_ko: Floats
    known_en: Floats
    answers: tuple[Span | None, ...]
    """By stem, the English words that it sounds most like; None where no sound is near enough."""

    @property
    def best(self) -> Floats:
        """The better of `alone` and `joined`."""
        return np.maximum(self.alone, self.joined)


def evidence(
    text_ko: str,
    text_en: str,
    ko: Span,
    en: Span,
    stems: Sequence[NameStem],
    words: Sequence[NameWord],
) -> Evidence:
    """Compare all names of a link.

    Args:
        text_ko: the Korean body.
        text_en: the English body.
        ko: the link's Korean.
        en: the link's English.
        stems: of the link's Korean.
        words: of the link's English.
    """
    stems, words = tuple(stems), tuple(words)
    said = text_en[en.start : en.end]
    alone, joined, answers = _sounds(text_ko, text_en, stems, words)
    _latin(alone, stems, words)
    known_ko, known_en = _known(text_ko[ko.start : ko.end], ko.start, said, en.start, stems, words)
    _spelt_out(known_ko, stems, said)
    return Evidence(
        stems=stems,
        words=words,
        alone=alone,
        joined=joined,
        loan=_loans(said, stems, np.maximum(alone, joined).max(1, initial=0.0)),
        rough=_rough(stems, words),
        known_ko=known_ko,
        known_en=known_en,
        answers=answers,
    )


def _sounds(
    text_ko: str, text_en: str, stems: tuple[NameStem, ...], words: tuple[NameWord, ...]
) -> tuple[Floats, Floats, tuple[Span | None, ...]]:
    alone, joined = np.zeros((len(stems), len(words))), np.zeros((len(stems), len(words)))
    answers: list[Span | None] = [None] * len(stems)
    if not stems or not words:
        return alone, joined, tuple(answers)
    spans = windows(words)
    spelt = [text_en[words[i].span.start : words[j].span.end] for i, j in spans]
    for n, word in enumerate(words):
        for part in word.text.split("-") if "-" in word.text else ():
            spans = (*spans, (n, n))
            spelt.append(part)
    said = [(n, n, form) for n, stem in enumerate(stems) for form in stem.forms]
    for n, (first, last) in enumerate(zip(stems, stems[1:], strict=False)):
        if text_ko[first.span.end : last.span.start] == " ":
            before = text_ko[first.span.start : first.span.end]
            said += [(n, n + 1, before + form) for form in last.forms[:3]]
    scores = sound_scores([form for *_, form in said], spelt)
    heard = [SAME] * len(stems)
    for row, (a, b, _) in enumerate(said):
        at = int(scores[row].argmax())
        if a == b and scores[row, at] >= heard[a]:
            heard[a] = float(scores[row, at])
            answers[a] = Span(words[spans[at][0]].span.start, words[spans[at][1]].span.end)
        for column, (i, j) in enumerate(spans):
            if a == b or i == j:
                target = alone if a == b and i == j else joined
                block = target[a : b + 1, i : j + 1]
                np.maximum(block, scores[row, column], out=block)
    return alone, joined, tuple(answers)


def _rough(stems: tuple[NameStem, ...], words: tuple[NameWord, ...]) -> Floats:
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cdist

    out = np.zeros((len(stems), len(words)))
    ours = [(n, korean_sound(f)) for n, s in enumerate(stems) for f in s.forms[:ROUGHLY]]
    theirs = [(n, english_sound(p)) for n, w in enumerate(words) for p in {w.text, *w.text.split("-")}]
    if ours and theirs:
        scores = cdist([s for _, s in ours], [s for _, s in theirs], scorer=Levenshtein.normalized_similarity)
        for row, (i, said) in enumerate(ours):
            for column, (j, spelt) in enumerate(theirs):
                if said and spelt:
                    out[i, j] = max(out[i, j], float(scores[row, column]))
    return out


ROUGHLY = 4
"""Forms of a stem whose consonants are compared."""


def _latin(alone: Floats, stems: tuple[NameStem, ...], words: tuple[NameWord, ...]) -> None:
    """Latin letters in the Korean are the name itself."""
    for row, stem in enumerate(stems):
        if stem.tag == "latin":
            forms = {form.casefold() for form in stem.forms}
            for column, word in enumerate(words):
                if word.text.casefold() in forms:
                    alone[row, column] = 1.0


def _spelt_out(known: Floats, stems: tuple[NameStem, ...], said: str) -> None:
    """Latin letters in the Korean stand in the English as they are."""
    low = said.casefold()
    for n, stem in enumerate(stems):
        if stem.tag == "latin" and stem.forms:
            found = stem.forms[-1].casefold() in low or _initials(stem.forms[-1], low)
            known[n] = 1.0 if found else -1.0


def _initials(letters: str, said: str) -> bool:
    """Whether the letters are the first of words that follow each other: JIT, "just-in-time"."""
    if not 2 <= len(letters) <= 6 or not letters.isalpha():
        return False
    firsts = [w[0] for w in _LETTERS.findall(said)]
    content = "".join(w[0] for w in _LETTERS.findall(said) if w not in ordinary())
    return letters.casefold() in "".join(firsts) or letters.casefold() in content


def _known(
    ko: str,
    ko_start: int,
    en: str,
    en_start: int,
    stems: tuple[NameStem, ...],
    words: tuple[NameWord, ...],
) -> tuple[Floats, Floats]:
    """What the tables say of each stem and of each word."""
    korean, english = list(korean_names_in(ko)), list(english_names_in(en))
    here, there = _entities(korean), _entities(english)
    return (
        np.array([_verdict(korean, s.name.start - ko_start, s.name.end - ko_start, there) for s in stems]),
        np.array([_verdict(english, w.span.start - en_start, w.span.end - en_start, here) for w in words]),
    )


def _entities(mentions: Sequence[Mention]) -> set[str]:
    return {key for m in mentions for entity in m.known for key in (entity.id, *entity.parts)}


def _verdict(mentions: Sequence[Mention], start: int, end: int, others: set[str]) -> float:
    """Whether the known name at this place is on the other side too."""
    best = 0.0
    for m in mentions:
        if m.start < end and start < m.end:
            keys = {key for entity in m.known for key in (entity.id, *entity.parts)}
            if keys & others:
                return 1.0
            if m.whole and not m.ambiguous and m.start <= start and end <= m.end:
                best = -1.0
    return best


def _loans(said: str, stems: tuple[NameStem, ...], sounds: Floats) -> Floats:
    """The best sound of each stem that is no name yet with a word that is written small."""
    out = np.zeros(len(stems))
    small = {w for w in _SMALL.findall(said) if w not in ordinary()}
    small |= {_PLURAL.sub("", w) for w in small}
    todo = [n for n, s in enumerate(stems) if sounds[n] < SAME and s.tag != "latin" and s.forms]
    if small and todo:
        forms = [(n, form) for n in todo for form in stems[n].forms]
        best = sound_scores([form for _, form in forms], sorted(small)).max(1)
        for (n, _), score in zip(forms, best, strict=True):
            out[n] = max(out[n], score)
    return out
