"""Comparing the names of a whole article by sound at once, and only those that may be alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.compare.sound import english_sound, korean_sound
from qa.names.jamo import jamo
from qa.names.sound import SAME, sound_scores
from qa.names.spelling import words
from qa.names.systems import korean

Floats = NDArray[np.float64]

MAY_BE = 0.34
"""Likeness of consonants under which no two names of any length are compared further."""
CLOSE = 0.75
"""Likeness of consonants from which the rules of romanisation are asked."""
LETTERS, RULED = 4, 0.95
"""Letters that a spelling must have for them to mean anything, and the score that they give."""
FEW = 2
"""Consonants up to which a name is always compared: there is too little to tell by."""
FORMS = 4
"""Forms of a stem whose consonants are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The sounds of all forms of an article; `table` has the shape (forms, letters)."""

    forms: dict[str, int]
    letters: dict[str, int]
    table: Floats

    def scores(self, forms: Sequence[str], letters: Sequence[str]) -> Floats:
        """Those of some forms against some letters."""
        if not forms or not letters:
            return np.zeros((len(forms), len(letters)))
        rows, columns = [self.forms[f] for f in forms], [self.letters[w] for w in letters]
        out: Floats = self.table[np.ix_(rows, columns)]
        return out


def listen(links: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Heard:
    """Compare the forms of each link's two sides.

    Args:
        links: of each, the Korean forms and the English spellings.
    """
    forms = {f: n for n, f in enumerate(dict.fromkeys(f for said, _ in links for f in said))}
    letters = {w: n for n, w in enumerate(dict.fromkeys(w for _, spelt in links for w in spelt))}
    wanted = np.zeros((len(forms), len(letters)), bool)
    for said, spelt in links:
        if said and spelt:
            wanted[np.ix_([forms[f] for f in said], [letters[w] for w in spelt])] = True
    if not wanted.any():
        return Heard(forms=forms, letters=letters, table=np.zeros(wanted.shape))
    ours, theirs = [korean_sound(f) for f in forms], [english_sound(w) for w in letters]
    alike = _alike(ours, theirs)
    near = alike >= MAY_BE
    near |= (np.array([len(s) for s in ours]) <= FEW)[:, None]
    near |= np.array([len(s) <= FEW or w.isupper() for s, w in zip(theirs, letters, strict=True)])
    table = sound_scores(list(forms), list(letters), wanted & near)
    _romanised(table, wanted & (alike >= CLOSE), list(forms), list(letters))
    return Heard(forms=forms, letters=letters, table=table)


def _romanised(table: Floats, wanted: NDArray[np.bool_], forms: list[str], letters: list[str]) -> None:
    """What Korean is spelt like by its own rules passes, however rare in names: 한빛, Hanbit."""
    for row, column in np.argwhere(wanted & (table < SAME)):
        spelling = "".join(words(letters[column])).lower()
        if len(spelling) >= LETTERS and korean().fits(jamo(forms[row]), spelling):
            table[row, column] = RULED


def roughly(forms: Sequence[Sequence[str]], spelt: Sequence[str]) -> Floats:
    """How alike the consonants of stems and of words are, at best; shape (stems, words)."""
    out = np.zeros((len(forms), len(spelt)))
    ours = [(n, korean_sound(f)) for n, some in enumerate(forms) for f in some[:FORMS]]
    theirs = [(n, english_sound(part)) for n, w in enumerate(spelt) for part in {w, *w.split("-")}]
    ours, theirs = [o for o in ours if o[1]], [t for t in theirs if t[1]]
    if ours and theirs:
        scores = _alike([s for _, s in ours], [s for _, s in theirs])
        np.maximum.at(out, np.ix_([n for n, _ in ours], [n for n, _ in theirs]), scores)
    return out


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> Floats:
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cdist

    return cdist(ours, theirs, scorer=Levenshtein.normalized_similarity, dtype=np.float32).astype(np.float64)
