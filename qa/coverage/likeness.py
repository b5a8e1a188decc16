"""How likely each content word of one side is said on the other, from word vectors.

The embedded encoder puts a word and its translation near each other (조종사 and "pilots"), which
makes it a dictionary of any size.  A word is compared with every word and every two neighbouring
words of the other side; what the best of them is, whether another word claims it with more right,
and whether the two sound alike as names do, are the features of a small trained model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.compare.sound import sounds_alike
from qa.coverage.glosses import entry, glosses
from qa.coverage.units import CONTENT_TAGS, Unit
from qa.data import table
from qa.encode.protocol import Encoder, Vectors
from qa.lexicon import english_stems, stem
from qa.model import Lang

Floats = NDArray[np.float64]

CACHED = 20_000
"""Word vectors kept, about 2 kB each: the words of some fifty articles."""

NEAR = 50
"""Common words that are the neighbourhood of a word."""

_NONE = -0.2
"""Likeness where there is nothing to compare with."""

_SOUNDED = ("NNP", "NNG", "SL")
"""Tags of Korean units that may be names: Kiwi does not know them all."""

_WARMTHS = (0.05, 0.12)
"""Cosines that one word must be ahead of another to be chosen e times as much."""

_ENGLISH_TAGS = ("word", "name", "number")


class WordVectors:
    """Vectors of single words, remembered between articles."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._known: dict[str, Vectors] = {}
        self._common: dict[Lang, Vectors] = {}
        self._reach: dict[tuple[Lang, str], tuple[float, float]] = {}

    def learn(self, words: Sequence[str]) -> None:
        """Encode the words that are not known yet, all at once."""
        new = [w for w in dict.fromkeys(words) if w not in self._known]
        if len(self._known) + len(new) > CACHED:
            self._known = {}
            new = list(dict.fromkeys(words))
        if new:
            self._known.update(zip(new, self.encoder.encode(new), strict=True))

    def __call__(self, words: Sequence[str]) -> Vectors:
        """Unit vectors of the words, shape (n, d)."""
        self.learn(words)
        if not words:
            return np.zeros((0, 1), np.float32)
        return np.stack([self._known[w] for w in words])

    def reach(self, word: str, lang: Lang) -> tuple[float, float]:
        """How near a word comes to the common words of a language: to the nearest, and to fifty.

        The encoder puts some words next to their translation and others far from everything.  What
        cosine speaks for a translation can only be told by what the word reaches elsewhere.
        """
        found = self._reach.get((lang, word))
        if found is None:
            if len(self._reach) > CACHED:
                self._reach = {}
            if lang not in self._common:
                words = [row["word"] for row in table(f"{lang}/common_words", ("word", "source"))]
                self._common[lang] = self.encoder.encode(words)
            near = np.sort(self._common[lang] @ self([word])[0])[-NEAR:]
            found = self._reach[lang, word] = (float(near[-1]), float(near.mean()))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Cosines of the words of a Korean and an English stretch.

    `single[i, j]` is the better of a morpheme and the word that it stands in against an English
    word, `double[i, j]` the same against the English words j and j + 1; `sound[i, j]` whether the
    two may be one name, `gloss[i, j]` how usual the lexicon has the one for the other, 0 to 1.
    `ko_known` and `en_known` say which words the lexicon knows at all, `silent` which Korean ones need
    no English.
    """

    ko: tuple[Unit, ...]
    en: tuple[Unit, ...]
    single: Floats
    double: Floats
    sound: NDArray[np.bool_]
    gloss: Floats
    ko_known: NDArray[np.bool_]
    en_known: NDArray[np.bool_]
    silent: NDArray[np.bool_]

    def without(self, *, ko: slice | None = None, en: slice | None = None) -> Likeness:
        """The same as if some neighbouring words were not there (used to train)."""
        rows, columns = np.ones(len(self.ko), bool), np.ones(len(self.en), bool)
        if ko is not None:
            rows[ko] = False
        if en is not None:
            columns[en] = False
        pairs = columns[:-1] & columns[1:]
        return Likeness(
            ko=tuple(u for u, keep in zip(self.ko, rows, strict=True) if keep),
            en=tuple(u for u, keep in zip(self.en, columns, strict=True) if keep),
            single=self.single[np.ix_(rows, columns)],
            double=_between(self.double[np.ix_(rows, pairs)], columns),
            sound=self.sound[np.ix_(rows, columns)],
            gloss=self.gloss[np.ix_(rows, columns)],
            ko_known=self.ko_known[rows],
            en_known=self.en_known[columns],
            silent=self.silent[rows],
        )


def _between(double: Floats, columns: NDArray[np.bool_]) -> Floats:
    """Cosines of neighbours after words were taken out: the two sides of a hole are no pair."""
    kept = np.flatnonzero(columns)
    out = np.full((len(double), max(0, len(kept) - 1)), _NONE)
    out[:, np.diff(kept) == 1] = double
    return out


class Cosines:
    """Cosines of all Korean and all English strings of some links, computed at once."""

    def __init__(self, units: Sequence[tuple[Sequence[Unit], Sequence[Unit]]], vectors: WordVectors) -> None:
        ko = dict.fromkeys(s for side, _ in units for u in side for s in (u.form, u.whole))
        en = dict.fromkeys(u.form for _, side in units for u in side)
        vectors.learn([*ko, *en])
        self._ko = {s: n for n, s in enumerate(ko)}
        self._en = {s: n for n, s in enumerate(en)}
        self._words = vectors(list(en))
        between = vectors(list(ko)) @ self._words.T if ko and en else np.zeros((len(ko), len(en)))
        self._between: Floats = between.astype(np.float64)

    def of(self, ko: Sequence[Unit], en: Sequence[Unit]) -> tuple[Floats, Floats]:
        """Cosines of each Korean unit with each English word, and with each two that are neighbours.

        The better of a morpheme and the word around it counts.  The vector of two words is taken to
        be the sum of theirs, which is near enough and needs no encoding.
        """
        columns = [self._en[u.form] for u in en]
        words = self._words[columns]
        length = np.linalg.norm(words[:-1] + words[1:], axis=1)
        forms, wholes = (
            self._between[np.ix_([self._ko[s] for s in strings], columns)]
            for strings in ([u.form for u in ko], [u.whole for u in ko])
        )
        double = np.maximum(*((x[:, :-1] + x[:, 1:]) / length for x in (forms, wholes)))
        return np.maximum(forms, wholes), double


def likeness(ko: tuple[Unit, ...], en: tuple[Unit, ...], cosines: Cosines) -> Likeness:
    """Compare all content words of two stretches."""
    n, m = len(ko), len(en)
    found = [entry(u) for u in ko]
    ko_known = np.array([e is not None and not e.silent for e in found], bool)
    silent = np.array([e is not None and e.silent for e in found], bool)
    en_known = np.array([stem(u.form) in english_stems() for u in en], bool)
    sound = np.zeros((n, m), bool)
    if not n or not m:
        none = np.zeros((n, m))
        return Likeness(
            ko=ko, en=en, single=none, double=none[:, 1:], sound=sound, gloss=none,
            ko_known=ko_known, en_known=en_known, silent=silent,
        )  # fmt: skip
    single, double = cosines.of(ko, en)
    names = [j for j, u in enumerate(en) if u.form[0].isupper()]
    for i, unit in enumerate(ko):
        if unit.tag in _SOUNDED:
            for j in names:
                sound[i, j] = unit.form == en[j].form or sounds_alike(unit.whole, en[j].form)
    return Likeness(
        ko=ko, en=en, single=single, double=double, sound=sound, gloss=glosses(ko, en),
        ko_known=ko_known, en_known=en_known, silent=silent,
    )  # fmt: skip


def korean_features(like: Likeness) -> Floats:
    """What speaks for each Korean unit being said in the English; shape (units, features)."""
    n, m = like.single.shape
    stop = np.array([u.tag == "stop" for u in like.en], bool)
    single = np.where(stop, _NONE, like.single)
    best, second, at = _two_best(single)
    pairs = _pairs(like, stop).max(1, initial=_NONE)
    function = np.where(stop, like.single, _NONE).max(1, initial=_NONE)
    words = np.array([u.word for u in like.ko], int)
    rival = np.zeros(n)
    if n and m:
        rival = np.where(words[:, None] != words[None, :], single[:, at], _NONE).max(0, initial=_NONE)
    return np.column_stack(
        [
            best, pairs, function, np.maximum(best, pairs), best - rival, second,
            [len(u.form) for u in like.ko], [len(u.whole) for u in like.ko],
            like.sound.any(1) if m else np.zeros(n),
            *(_claims(single, stop, warmth) for warmth in _WARMTHS),
            *_glossed(like.gloss, single, words), like.ko_known, like.silent,
            *([u.tag == tag for u in like.ko] for tag in CONTENT_TAGS),
        ]
    ).astype(np.float64)  # fmt: skip


def english_features(like: Likeness) -> Floats:
    """What speaks for each English word being said in the Korean; shape (words, features)."""
    n, m = like.single.shape
    stop = np.array([u.tag == "stop" for u in like.en], bool)
    single = np.where(stop, _NONE, like.single)
    best, second, at = _two_best(single.T)
    pairs = np.full(m, _NONE)
    if n and m > 1:
        found = _pairs(like, stop).max(0)
        pairs[:-1] = found
        pairs[1:] = np.maximum(pairs[1:], found)
    rival = np.zeros(m)
    if n and m:
        others = ~np.eye(m, dtype=bool)
        rival = np.where(others, single[at], _NONE).max(1, initial=_NONE)
    return np.column_stack(
        [
            best, pairs, np.maximum(best, pairs), best - rival, second, [len(u.form) for u in like.en],
            like.sound.any(0) if n else np.zeros(m),
            *(_claims(single.T, np.zeros(n, bool), warmth) for warmth in _WARMTHS),
            *_glossed(like.gloss.T, single.T, np.arange(m)), like.en_known,
            *([u.tag == tag for u in like.en] for tag in _ENGLISH_TAGS),
        ]
    ).astype(np.float64)  # fmt: skip


def _glossed(gloss: Floats, single: Floats, words: NDArray[np.int64]) -> tuple[Floats, ...]:
    """What the lexicon says for each row's word: how usual the likeliest rendering on the other side is,
    the same of those that render no other word as usually, and the cosine of the likeliest.
    """
    n, m = gloss.shape
    if not m or not n:
        return np.zeros(n), np.zeros(n), np.zeros(n)
    alone = np.zeros(n)
    for i in range(n):
        others = gloss[words != words[i]].max(0, initial=0.0)
        alone[i] = np.where(gloss[i] > others, gloss[i], 0.0).max()
    best: Floats = np.where(gloss > 0, single, 0.0).max(1)
    return gloss.max(1), alone, best


def _claims(scores: Floats, left_out: NDArray[np.bool_], warmth: float) -> Floats:
    """How many words of the other side choose each row's word, each sharing out one choice (softmax)."""
    n, m = scores.shape
    if not n or not m:
        return np.zeros(n)
    shares = np.exp((scores - scores.max(0)) / warmth)
    shares /= shares.sum(0)
    total: Floats = shares[:, ~left_out].sum(1)
    return np.log(total + 0.01)


def _pairs(like: Likeness, stop: NDArray[np.bool_]) -> Floats:
    """Cosines with neighbouring English words, of which one at least has content."""
    return np.where(stop[:-1] & stop[1:], _NONE, like.double) if len(stop) > 1 else like.double


def _two_best(scores: Floats) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Per row the best score, the second best, and where the best is."""
    n, m = scores.shape
    if m == 0:
        return np.full(n, _NONE), np.full(n, _NONE), np.zeros(n, np.int64)
    at = scores.argmax(1)
    if m == 1:
        return scores[:, 0], np.full(n, _NONE), at
    top = np.partition(scores, -2, axis=1)
    return top[:, -1], top[:, -2], at
