"""How likely pairs of names are by the table of chunks: the best cut of many pairs at once."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.names.chunks import MOST_JAMO, NEVER, SKIP, Chunks, Floats, Ints, jamo_ids, letter_ids
from qa.names.spelling import MOST_LETTERS

_SHAPES = [(1, taken) for taken in range(MOST_LETTERS + 1)] + [
    (2, taken) for taken in range(1, MOST_LETTERS + 1)
]
"""Jamo and letters that a chunk takes."""
HOPELESS = 10.0
"""Nats of both gaps by the root of the length: of pairs further apart, no more is asked."""
_BLOCK = 64
"""Spellings that are prepared together: their tables stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Pairs of names, measured in nats; all but the first are 0 for a pair that could not be better.

    Attributes:
        both: log probability of each pair.
        gap_ko: how much likelier the likeliest spelling of the Hangul is.
        gap_en: how much likelier the likeliest Hangul of the spelling is.
        weakest_ko: the same of the one chunk where it is most.
        weakest_en: the same.
    """

    both: Floats
    gap_ko: Floats
    gap_en: Floats
    weakest_ko: Floats
    weakest_en: Floats


def likeness(
    names: Sequence[str], spellings: Sequence[str], pairs: NDArray[np.intp], model: Chunks
) -> Likeness:
    """How likely pairs of names are, beside the best that each side could have had.

    Args:
        names: jamo of each Hangul name.
        spellings: letters of each Latin name, its words parted by blanks.
        pairs: index of the name and of the spelling, shape (pairs, 2).
        model: the table.
    """
    found = np.full((3, len(pairs)), -NEVER, np.float32)
    found[0] = NEVER
    rows = [jamo_ids(name, model) for name in names]
    columns = [letter_ids(spelling, model) for spelling in spellings]
    alone_ko = np.array([_best_spelling(name, model) for name in names], np.float32)
    alone_en = np.array([_best_hangul(spelling, model) for spelling in spellings], np.float32)
    far = np.array([len(ids) - 1 for ids in rows] or [0])[pairs[:, 0]] * 1.0
    far += np.array([len(ids) - 1 for ids in columns] or [0])[pairs[:, 1]]
    far = HOPELESS * np.sqrt(far)
    order = np.argsort([len(ids) for ids in columns], kind="stable")
    place = np.empty(len(order), np.intp)
    place[order] = np.arange(len(order))
    at = place[pairs[:, 1]] if len(pairs) else np.zeros(0, np.intp)
    for block in range(-(-len(order) // _BLOCK)):
        chosen = np.flatnonzero(at // _BLOCK == block)
        if len(chosen):
            members = [columns[n] for n in order[block * _BLOCK : (block + 1) * _BLOCK]]
            enough = alone_ko[pairs[chosen, 0]] + alone_en[pairs[chosen, 1]] - far[chosen]
            found[:, chosen] = _block(rows, members, pairs[chosen, 0], at[chosen] % _BLOCK, enough / 2, model)
    both, weakest_ko, weakest_en = found
    return Likeness(
        both=both,
        gap_ko=alone_ko[pairs[:, 0]] - both,
        gap_en=alone_en[pairs[:, 1]] - both,
        weakest_ko=weakest_ko,
        weakest_en=weakest_en,
    )


@functools.lru_cache(maxsize=16384)
def _best_spelling(name: str, model: Chunks) -> float:
    return _alone(jamo_ids(name, model), model.best_letters, skip=None)


@functools.lru_cache(maxsize=16384)
def _best_hangul(spelling: str, model: Chunks) -> float:
    return _alone(letter_ids(spelling, model), model.best_jamo, skip=float(SKIP))


def _alone(ids: Ints, best: Floats, *, skip: float | None) -> float:
    """The best cut of one name into chunks when the other side may be anything."""
    gain = best[ids].tolist()
    reach = [0.0] + [float(NEVER)] * (len(ids) - 1)
    for end in range(1, len(ids)):
        for length in range(1, min(ids.shape[1] - 1, end) + 1):
            reach[end] = max(reach[end], reach[end - length] + gain[end - length][length])
        if skip is not None:
            reach[end] = max(reach[end], reach[end - 1] - skip)
    return reach[-1]


def _block(
    rows: Sequence[Ints],
    columns: Sequence[Ints],
    name: NDArray[np.intp],
    spelling: NDArray[np.intp],
    enough: NDArray[np.float64],
    model: Chunks,
) -> Floats:
    """The best cut of pairs of names: log probability and what the weakest chunks lose, shape (3, pairs)."""
    used, at = np.unique(name, return_inverse=True)
    widest, longest = max(map(len, columns)), max(len(rows[n]) for n in used)
    places = np.zeros((len(columns), widest, MOST_LETTERS + 1), np.int32)
    for n, ids in enumerate(columns):
        places[n, : len(ids)] = ids
    chunk = np.zeros((len(used), longest, MOST_JAMO + 1), np.int32)
    for n, which in enumerate(used):
        chunk[n, : len(rows[which])] = rows[which]
    met = np.unique(chunk)
    at_row = np.searchsorted(met, chunk)
    gain = _gains(model.log[met], places)
    score = np.full((longest, len(name), widest), NEVER, np.float32)
    score[0, :, 0] = 0
    for end in range(1, longest):
        for length, taken in _SHAPES:
            if length <= end and taken < widest:
                new = gain[taken][at_row[at, end - length, length], spelling, : widest - taken]
                new += score[end - length, :, : widest - taken]
                np.maximum(score[end, :, taken:], new, out=score[end, :, taken:])
    ends = np.stack(
        [
            np.array([len(rows[n]) - 1 for n in used])[at],
            np.array([len(ids) - 1 for ids in columns])[spelling],
        ]
    )
    best = [part[0] for part in _gains(model.best_jamo[None], places)]
    found = np.full((3, len(name)), -NEVER, np.float32)
    found[0] = score[ends[0], np.arange(len(name)), ends[1]]
    near = np.flatnonzero(found[0] >= enough)
    if len(near):
        found[1:, near] = _weakest(
            score, gain, best, model.best_letters[met], at_row[at], spelling, ends, near
        )
    return found


def _weakest(
    score: Floats,
    gain: list[Floats],
    best_en: list[Floats],
    best_ko: Floats,
    chunk: NDArray[np.intp],
    spelling: NDArray[np.intp],
    ends: NDArray[np.intp],
    pair: NDArray[np.intp],
) -> Floats:
    """Go back the best cut of some pairs: what the chunk that loses most loses, for either side."""
    i, j, spelling, chunk = ends[0, pair], ends[1, pair], spelling[pair], chunk[pair]
    weakest = np.zeros((2, len(pair)), np.float32)
    row = np.arange(len(pair))
    for _ in range(len(score) - 1):
        step = np.full((len(_SHAPES), len(pair)), 2 * NEVER, np.float32)
        for n, (length, taken) in enumerate(_SHAPES):
            if taken >= gain[taken].shape[2]:
                continue
            a, b = np.maximum(i - length, 0), np.maximum(j - taken, 0)
            value = score[a, pair, b] + gain[taken][chunk[row, a, length], spelling, b]
            step[n] = np.where((i >= length) & (j >= taken), value, 2 * NEVER)
        chosen = np.where(i > 0, step.argmax(axis=0), -1)
        for n, (length, taken) in enumerate(_SHAPES):
            on = np.flatnonzero(chosen == n)
            if len(on):
                i[on] -= length
                j[on] -= taken
                which, where = chunk[on, i[on], length], (spelling[on], j[on])
                earned = gain[taken][which, *where]
                lost = np.stack([best_ko[which], best_en[taken][where]]) - earned
                weakest[:, on] = np.maximum(weakest[:, on], lost)
    return weakest


def _gains(log: Floats, places: Ints) -> list[Floats]:
    """What each chunk of Hangul earns with the letters at each place, by how many letters it takes.

    A list of arrays of shape (chunks of Hangul, spellings, places).
    """
    gain = [log[:, places[:, :, taken]] for taken in range(MOST_LETTERS + 1)]
    for taken in range(2, MOST_LETTERS + 1):
        shorter = gain[taken - 1] - SKIP
        np.maximum(gain[taken], shorter, out=gain[taken])
        np.maximum(gain[taken][:, :, :-1], shorter[:, :, 1:], out=gain[taken][:, :, :-1])
    return gain
