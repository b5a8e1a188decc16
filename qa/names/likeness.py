"""How likely pairs of names are by the table of chunks: the best cut of many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.names.chunks import MOST_JAMO, NEVER, SKIP, Chunks, Floats, Ints, jamo_ids, letter_ids
from qa.names.spelling import MOST_LETTERS

_BLOCK = 64
"""Spellings that are prepared together: their tables stay in the processor's cache."""


def likeness(
    names: Sequence[str], spellings: Sequence[str], pairs: NDArray[np.intp], model: Chunks
) -> tuple[Floats, Floats, Floats]:
    """How likely pairs of names are, beside the best that each side could have had.

    Args:
        names: jamo of each Hangul name.
        spellings: letters of each Latin name, its words parted by blanks.
        pairs: index of the name and of the spelling, shape (pairs, 2).
        model: the table.

    Returns:
        Log probability of each pair, of each name with its likeliest spelling, and of each spelling
        with its likeliest Hangul.
    """
    both = np.full(len(pairs), NEVER, np.float32)
    rows = [jamo_ids(name, model) for name in names]
    columns = [letter_ids(spelling, model) for spelling in spellings]
    alone_ko = np.array([_alone(ids, model.best_letters, skip=None) for ids in rows], np.float32)
    alone_en = np.array([_alone(ids, model.best_jamo, skip=float(SKIP)) for ids in columns], np.float32)
    order = np.argsort([len(ids) for ids in columns], kind="stable")
    place = np.empty(len(order), np.intp)
    place[order] = np.arange(len(order))
    at = place[pairs[:, 1]] if len(pairs) else np.zeros(0, np.intp)
    for block in range(-(-len(order) // _BLOCK)):
        chosen = np.flatnonzero(at // _BLOCK == block)
        if len(chosen):
            members = [columns[n] for n in order[block * _BLOCK : (block + 1) * _BLOCK]]
            both[chosen] = _block(rows, members, pairs[chosen, 0], at[chosen] % _BLOCK, model)
    return both, alone_ko, alone_en


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
    model: Chunks,
) -> Floats:
    """The best cut of pairs of names, for few spellings."""
    used, at = np.unique(name, return_inverse=True)
    widest, longest = max(map(len, columns)), max(len(rows[n]) for n in used)
    places = np.zeros((len(columns), widest, MOST_LETTERS + 1), np.int32)
    for n, ids in enumerate(columns):
        places[n, : len(ids)] = ids
    chunk = np.zeros((len(used), longest, MOST_JAMO + 1), np.int32)
    for n, which in enumerate(used):
        chunk[n, : len(rows[which])] = rows[which]
    met = np.unique(chunk)
    chunk = np.searchsorted(met, chunk)
    gain = _gains(model.log[met], places)
    score = np.full((longest, len(name), widest), NEVER, np.float32)
    score[0, :, 0] = 0
    for end in range(1, longest):
        for length in range(1, min(MOST_JAMO, end) + 1):
            which, before = chunk[at, end - length, length], score[end - length]
            for taken in range(length - 1, min(MOST_LETTERS, widest - 1) + 1):
                room = widest - taken
                new = gain[taken][which, spelling, :room]
                new += before[:, :room]
                np.maximum(score[end, :, taken:], new, out=score[end, :, taken:])
    ends_ko = np.array([len(rows[n]) - 1 for n in used])[at]
    ends_en = np.array([len(ids) - 1 for ids in columns])[spelling]
    ends: Floats = score[ends_ko, np.arange(len(name)), ends_en]
    return ends


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
