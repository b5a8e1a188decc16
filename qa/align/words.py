"""Which words of the lines are renderings of each other, by the bilingual lexicon.

Vectors tell what lines are about; words tell whether each of them is said.  A line that is left out
has next to no words of its own in any line of the other side, however alike the topics are.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.lexicon import english_stems, entries, function_words, stem
from qa.model import Lang

Array = NDArray[np.float32]

_KOREAN = re.compile(r"[가-힣]{1,40}|[A-Za-z]{2,40}|\d+(?:[.,]\d+){0,10}")
_ENGLISH = re.compile(r"[A-Za-zÀ-ÿ]{1,40}(?:['’][a-z]{1,5})?|\d+(?:[.,]\d+){0,10}")
_SHORTEST = 4
"""Letters (jamo) that a Korean word must have left to be looked at for another part of a compound."""
_LONGEST = 24
_UNMET = 1.0
"""Weight of a word that no line of the other side renders."""
_HEAVIEST = 3.0
_PRIOR = 2.0
_CONTRACTED = {"ᅵ": "ᅧ", "ᅩ": "ᅪ", "ᅮ": "ᅯ", "ᅡ": "ᅢ"}
"""Last vowel of a verb's stem, and what it becomes with the ending 어: 밝히다, 밝혔다."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some lines, each with what may render it: `targets[i]` has an entry for each known
    word of line i, the set of English stems (of an English word: itself alone).
    """

    targets: tuple[tuple[frozenset[str], ...], ...]

    def part(self, first: int, last: int) -> Words:
        """Those of lines `first` up to, not including, `last`."""
        return Words(self.targets[first:last])


def words_of(lang: Lang, lines: Sequence[str]) -> Words:
    """The known words of the lines of one side."""
    read = _korean if lang == "ko" else _english
    return Words(tuple(read(line) for line in lines))


def _english(line: str) -> tuple[frozenset[str], ...]:
    known, stop = english_stems(), function_words("en")
    out = []
    for m in _ENGLISH.finditer(line):
        word = m.group()
        if word.lower() in stop:
            continue
        s = stem(word)
        if s in known or word[0].isdigit():
            out.append(frozenset((s,)))
    return tuple(out)


def _korean(line: str) -> tuple[frozenset[str], ...]:
    out: list[frozenset[str]] = []
    for m in _KOREAN.finditer(line):
        word = m.group()
        if word[0].isascii():
            out.append(frozenset((stem(word),)))
        else:
            out += _parts(word)
    return tuple(out)


@functools.lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[frozenset[str], ...]:
    """The words of the lexicon that a written word begins with, the longest first, and goes on with."""
    letters = unicodedata.normalize("NFD", word)
    at, out = 0, []
    table = _index()
    while len(letters) - at >= _SHORTEST:
        for end in range(min(len(letters), at + _LONGEST), at + 2, -1):
            found = table.get(letters[at:end])
            if found is not None:
                out.append(found)
                at = end
                break
        else:
            break
        if out[-1] == frozenset():
            out.pop()
    return tuple(out)


@functools.cache
def _index() -> Mapping[str, frozenset[str]]:
    """Renderings by the letters that a word begins with: nouns as they are, verbs by their stems."""
    out: dict[str, frozenset[str]] = {}
    for word, entry in entries().items():
        stop = word in function_words("ko")
        said = {*entry.words, *(s for run, _ in entry.phrases for s in run)}
        targets: frozenset[str] = frozenset() if stop else frozenset(said)
        letters = unicodedata.normalize("NFD", word)
        if word.endswith("다") and len(word) > 2:
            base = letters[:-2]
            forms = [base]
            if base[-1] in _CONTRACTED:
                forms.append(base[:-1] + _CONTRACTED[base[-1]])
        else:
            forms = [letters]
        for form in forms:
            if len(form) >= _SHORTEST:
                out[form] = out.get(form, frozenset()) | targets
    return out


@dataclass(frozen=True, slots=True)
class WordCover:
    """`of[e - 1][i, j]`: the weight of the words of line i that lines j to j + e - 1 of the other side
    render; `whole[i]`: that of all known words of line i.
    """

    of: tuple[Array, ...]
    whole: Array

    def share(self, size: int, other: int) -> Array:
        """The share of the words of each window of `size` lines that each of `other` lines renders, 0 to 1.

        Shape (windows, windows of the other side).  A few words say little: half a word of weight 2 is
        added to each window.
        """
        cover, whole = self.of[other - 1], self.whole
        rows = len(whole) - size + 1
        got = sum((cover[at : at + rows] for at in range(size)), np.zeros((rows, cover.shape[1]), np.float32))
        all_of = sum((whole[at : at + rows] for at in range(size)), np.zeros(rows, np.float32))
        out: Array = (got + 0.5 * _PRIOR) / (all_of[:, None] + _PRIOR)
        return out

    @property
    def anywhere(self) -> Array:
        """The share of each line's words that the best two neighbouring lines of the other side render."""
        best: Array = self.share(1, min(2, len(self.of))).max(1)
        return best


def word_cover(here: Words, there: Words, window: int) -> WordCover:
    """How much of each line's words each window of the other side renders.

    Args:
        here: the lines that are covered.
        there: the lines that cover.
        window: lines of the longest window.
    """
    n, m = len(here.targets), len(there.targets)
    places: dict[str, list[int]] = {}
    for j, line in enumerate(there.targets):
        for s in frozenset().union(*line) if line else ():
            places.setdefault(s, []).append(j)
    rows = [(i, targets) for i, line in enumerate(here.targets) for targets in line]
    hit = np.zeros((len(rows), m), bool)
    for row, (_, targets) in enumerate(rows):
        for s in targets:
            if s in places:
                hit[row, places[s]] = True
    met = hit.sum(1)
    weight = np.where(met, np.clip(np.log((m + 1) / (met + 0.5)), 0.05, _HEAVIEST), _UNMET).astype(np.float32)
    line_of = np.array([i for i, _ in rows], np.int64)
    whole = np.zeros(n, np.float32)
    np.add.at(whole, line_of, weight)
    out = []
    some = hit
    for e in range(1, min(window, m) + 1):
        if e > 1:
            some = some[:, :-1] | hit[:, e - 1 :]
        summed = np.zeros((n, some.shape[1]), np.float32)
        if len(rows):
            first = np.unique(line_of, return_index=True)
            summed[first[0]] = np.add.reduceat(some * weight[:, None], first[1], axis=0)
        out.append(summed)
    return WordCover(tuple(out), whole)
