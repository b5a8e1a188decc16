"""What a trained network judges names by: sound, meaning, tables; one row a word or a stem."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.coverage.likeness import Likeness
from qa.names.english import NameWord
from qa.names.evidence import Evidence
from qa.names.foreign import foreignness
from qa.names.korean import PERSON, NameStem
from qa.names.systems import surnames

Floats = NDArray[np.float64]

_NONE = -0.2
"""Cosine where there is nothing to compare with."""


_MOST = 6.0
"""Log odds of a sound beyond which nothing more is learnt from it."""


HEARD = 0.1
"""Sound from which two names are compared with others: below it they have nothing in common."""


def _odds(scores: Floats) -> Floats:
    """Scores from 0 to 1 as log odds within `_MOST`."""
    edge = 1 / (1 + np.exp(_MOST))
    kept = np.clip(scores, edge, 1 - edge)
    out: Floats = np.log(kept / (1 - kept))
    return out


def word_features(found: Evidence, meaning: tuple[Floats, ...]) -> Floats:
    """What speaks for each English word being said in the Korean; shape (words, 14).

    Args:
        found: the sounds of both sides.
        meaning: by word, as `meaning_of_words` gives it.
    """
    n, m = found.alone.shape
    best = found.best
    at = best.argmax(0) if n else np.zeros(m, int)
    names = np.array([s.tag == "name" for s in found.stems], bool)
    runs = np.array([w.run for w in found.words], int)
    rival = np.zeros(m)
    if n and m:
        chosen = np.where(
            best.max(0) > HEARD, best[at].T, 0.0
        ).T  # (m, m): how well the stem that word j chose goes with every word
        same = _same([w.text.casefold() for w in found.words])
        rival = np.where((runs[:, None] != runs[None, :]) & ~same, chosen, 0.0).max(1)
    heard = np.where(best.max(0, initial=0.0) > HEARD, names[at], False) if n else np.zeros(m)
    return np.column_stack(
        [
            _odds(found.alone.max(0, initial=0.0)), _odds(found.joined.max(0, initial=0.0)), *meaning,
            [len(w.text) for w in found.words], [w.acronym for w in found.words],
            [w.common for w in found.words], heard, rival, found.known_en,
            found.rough.max(0, initial=0.0),
        ]
    ).astype(np.float64)  # fmt: skip


def stem_features(found: Evidence, meaning: tuple[Floats, ...]) -> Floats:
    """What speaks for each Korean stem being said in the English; shape (stems, 16).

    Args:
        found: the sounds of both sides.
        meaning: by stem, as `meaning_of_stems` gives it.
    """
    n, m = found.alone.shape
    best = found.best
    at = best.argmax(1) if m else np.zeros(n, int)
    rival = np.zeros(n)
    if n and m:
        chosen = np.where(
            best.max(1) > HEARD, best[:, at], 0.0
        ).T  # (n, n): how well the word that stem i chose goes with every stem
        rival = np.where(_same([s.forms[:1] for s in found.stems]), 0.0, chosen).max(1)
    return np.column_stack(
        [
            _odds(found.alone.max(1, initial=0.0)), _odds(found.joined.max(1, initial=0.0)), *meaning,
            [max((len(f) for f in s.forms), default=0) for s in found.stems],
            [s.tag == "name" for s in found.stems], [s.tag == "latin" for s in found.stems],
            rival, found.known_ko, _odds(found.loan),
            found.rough.max(1, initial=0.0),
            [_looks(s, kinds) for s, kinds in zip(found.stems, found.kinds_ko, strict=True)],
        ]
    ).astype(np.float64)  # fmt: skip


SURE = 2.0
"""Log odds of being a name for what is one: a Korean person's name, an entry of the tables."""


def _looks(stem: NameStem, kinds: frozenset[str]) -> float:
    """Log odds of a stem being a name by its looks: one from abroad, a Korean person's, a known one."""
    form = stem.forms[0] if stem.forms else ""
    looks = foreignness(form)
    if stem.tag == "name" and (kinds or (len(form) == PERSON and form[0] in surnames())):
        looks = max(looks, SURE)
    return looks


def _same(names: Sequence[object]) -> NDArray[np.bool_]:
    """Which names are the same ones, shape (names, names): they are no rivals of each other."""
    return np.array([[a == b for b in names] for a in names], bool).reshape(len(names), len(names))


MEANT = 0.65
"""Cosine from which a Korean stem is said by its meaning."""


def meaning_of_words(words: Sequence[NameWord], like: Likeness | None) -> tuple[Floats, ...]:
    """By English word, the best cosine with any Korean unit, of the word and with a neighbour; how usual
    a rendering it is of any Korean unit; and whether the lexicon knows it.
    """
    single, double = np.full(len(words), _NONE), np.full(len(words), _NONE)
    gloss, known = np.zeros(len(words)), np.zeros(len(words))
    if like is None:
        return single, double, gloss, known
    column = {unit.span.start: j for j, unit in enumerate(like.en)}
    for n, word in enumerate(words):
        j = column.get(word.span.start)
        if j is not None:
            known[n] = like.en_known[j]
            single[n] = like.single[:, j].max(initial=_NONE)
            double[n] = like.double[:, max(0, j - 1) : j + 1].max(initial=_NONE)
            gloss[n] = like.gloss[:, j].max(initial=0.0)
    return single, double, gloss, known


def meaning_of_stems(stems: Sequence[NameStem], like: Likeness | None) -> tuple[Floats, ...]:
    """By Korean stem, the best cosine with any English word, of the stem's units and with two words; how
    usual a rendering of it stands in the English; and which share of its units the lexicon knows.
    """
    single, double = np.full(len(stems), _NONE), np.full(len(stems), _NONE)
    gloss, known = np.zeros(len(stems)), np.zeros(len(stems))
    if like is None:
        return single, double, gloss, known
    for n, stem in enumerate(stems):
        rows = [i for i, u in enumerate(like.ko) if stem.name.start <= u.span.start < stem.name.end]
        if rows:
            single[n] = like.single[rows].max(initial=_NONE)
            double[n] = like.double[rows].max(initial=_NONE)
            gloss[n] = like.gloss[rows].max(initial=0.0)
            known[n] = (like.ko_known | like.silent)[rows].mean()
    return single, double, gloss, known
