"""A joint model of jamo and letters: which chunks of a spelling answer to which chunks of Hangul.

A name is spelled by writing one or two jamo at a time with none to four letters (`ㅅㅡ` `ce`, `ㅏㅣ`
`igh`).  How likely each pair of chunks is was learned by expectation and maximisation over lists of
names (Jiampojamarn, Kondrak and Sherif, "Applying many-to-many alignments and hidden Markov models to
letter-to-phoneme conversion", 2007); what a chunk of letters says depends on the letters beside it.
A pair of names is as likely as its best cut into chunks.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.data import table
from qa.names.jamo import written
from qa.names.spelling import MOST_LETTERS, Key, fewer, neighbours

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Counts = Mapping[tuple[str, Key], float]
"""How often a chunk of Hangul was met with a chunk of letters and its neighbours."""

MOST_JAMO = 2
NEVER = np.float32(-1e4)
"""The log probability of what the model does not do."""
SKIP = np.float32(10.0)
"""Nats that a letter costs which no chunk accounts for (4 to 14 tried: silent letters are learned)."""
BACKOFF = 0.02
"""Share of the probability that is given to pairs never seen, by how frequent each side is."""
PRIOR = 4.0
"""Times that a chunk between known neighbours counts as met as it is met anywhere (2 to 8 tried)."""
_ITSELF = frozenset("0123456789abcdefghijklmnopqrstuvwxyzE")
"""Letters and digits that stand in a Hangul name as they are."""


@dataclass(frozen=True, slots=True, eq=False)
class Chunks:
    """The learned table; two are equal only if they are one, so that results can be remembered by it.

    Attributes:
        jamo: row of each chunk of Hangul; row 0 is one that was not learned.
        letters: column of each chunk of Latin letters, with or without neighbours; column 0 is one
            that was not learned.
        log: natural logarithm of the probability of each pair, shape (jamo, letters).
        best_jamo: of each column, the likeliest row's.
        best_letters: of each row, the likeliest column's of chunks without neighbours.
    """

    jamo: dict[str, int]
    letters: dict[Key, int]
    log: Floats
    best_jamo: Floats
    best_letters: Floats


def build(counts: Counts) -> Chunks:
    """A table from how often each pair of chunks was met."""
    bare = {(x, key): count for (x, key), count in counts.items() if not key[0] and not key[2]}
    rows = sorted(
        {x for x, _ in bare} | {letter for x, _ in bare for letter in x} | {c.lower() for c in _ITSELF}
    )
    spelt = {key[1] for _, key in bare}
    columns = sorted(spelt | {letter for letters in spelt for letter in letters} | {""} | _ITSELF)
    jamo = {x: n for n, x in enumerate(rows, 1)}
    letters = {("", y, ""): n for n, y in enumerate(columns, 1)}
    met = np.zeros((len(rows) + 1, len(columns) + 1))
    for (x, key), count in bare.items():
        met[jamo[x], letters[key]] = count
    prob = met / met.sum()
    one_jamo = np.array([False, *(len(x) == 1 for x in rows)])
    one_letter = np.array([False, *(len(y) <= 1 for y in columns)])
    loose = np.outer((prob.sum(axis=1) + 1e-6) * one_jamo, (prob.sum(axis=0) + 1e-6) * one_letter)
    prob = (1 - BACKOFF) * prob + BACKOFF * loose
    best_letters = _log(prob.max(axis=1))
    log = _log(_between_neighbours(prob, counts, jamo, letters))
    best_jamo = log.max(axis=0)
    for key, column in letters.items():
        if key[1] in _ITSELF:
            row = jamo[key[1].lower()]
            log[row, column] = best_jamo[column]
            best_letters[row] = log[row].max()
    return Chunks(jamo=jamo, letters=letters, log=log, best_jamo=best_jamo, best_letters=best_letters)


def _log(prob: NDArray[np.float64]) -> Floats:
    return np.where(prob > 0, np.log(np.maximum(prob, 1e-30)), NEVER).astype(np.float32)


def _between_neighbours(
    prob: NDArray[np.float64], counts: Counts, jamo: dict[str, int], letters: dict[Key, int]
) -> NDArray[np.float64]:
    """Add a column for each chunk of letters between neighbours, smoothed by that of fewer neighbours.

    A chunk of letters is as frequent as without neighbours: only what it says is another matter.
    """
    met: dict[Key, list[tuple[int, float]]] = {}
    for (x, key), count in counts.items():
        if (key[0] or key[2]) and x in jamo:
            met.setdefault(key, []).append((jamo[x], count))
    added: list[NDArray[np.float64]] = []
    for key in sorted(met, key=lambda key: (len(key[0]) + len(key[2]), key)):
        wider = next((letters[other] for other in fewer(key)[1:] if other != key and other in letters), 0)
        if wider:
            back = added[wider - prob.shape[1]] if wider >= prob.shape[1] else prob[:, wider]
            said, mass = np.zeros(len(back)), back.sum()
            for row, count in met[key]:
                said[row] += count
            letters[key] = prob.shape[1] + len(added)
            added.append((said + PRIOR * back / mass) / (said.sum() + PRIOR) * mass)
    return np.concatenate([prob, np.array(added).reshape(-1, len(prob)).T], axis=1)


@functools.cache
def learned() -> Chunks:
    """The table that ships with the package."""
    rows = table("sound/chunks", ("hangul", "before", "latin", "after", "count", "source"))
    return build(
        {(written(r["hangul"]), (r["before"], r["latin"], r["after"])): float(r["count"]) for r in rows}
    )


@functools.lru_cache(maxsize=16384)
def jamo_ids(name: str, model: Chunks) -> Ints:
    """Rows of the chunks that begin at each place, by length, shape (place, MOST_JAMO + 1)."""
    found = np.zeros((len(name) + 1, MOST_JAMO + 1), np.int32)
    for start in range(len(name)):
        for length in range(1, min(MOST_JAMO, len(name) - start) + 1):
            found[start, length] = model.jamo.get(name[start : start + length], 0)
    return found


@functools.lru_cache(maxsize=16384)
def letter_ids(spelling: str, model: Chunks) -> Ints:
    """Columns of the chunks that begin at each place, by length, shape (place, MOST_LETTERS + 1)."""
    letters, before, after = neighbours(spelling)
    found = np.zeros((len(letters) + 1, MOST_LETTERS + 1), np.int32)
    for start in range(len(letters) + 1):
        for length in range(min(MOST_LETTERS, len(letters) - start) + 1):
            key = (before[start], letters[start : start + length], after[start + length])
            found[start, length] = next((model.letters[k] for k in fewer(key) if k in model.letters), 0)
    return found
