"""A joint model of jamo and letters: which chunks of a spelling answer to which chunks of Hangul.

A name is spelled by writing one or two jamo at a time with none to four letters (`ㅅㅡ` `ce`, `ㅏㅣ`
`igh`).  How likely each pair of chunks is was learned by expectation and maximisation over lists of
names (Bisani and Ney, "Joint-sequence models for grapheme-to-phoneme conversion", 2008, without the
history).  A pair of names is as likely as its best cut into chunks.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.data import table
from qa.names.jamo import written

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

MOST_JAMO, MOST_LETTERS = 2, 4
NEVER = np.float32(-1e4)
"""The log probability of what the model does not do."""
SKIP = np.float32(4.0)
"""Nats that a letter costs which no chunk accounts for."""
BACKOFF = 0.02
"""Share of the probability that is given to pairs never seen, by how frequent each side is."""
_ITSELF = "0123456789abcdefghijklmnopqrstuvwxyzE"
"""Letters and digits that stand in a Hangul name as they are."""
_BLOCK = 64
"""Spellings that are prepared together: their tables stay in the cache."""


@dataclass(frozen=True, slots=True)
class Chunks:
    """The learned table.

    Attributes:
        jamo: row of each chunk of Hangul; row 0 is one that was not learned.
        letters: column of each chunk of Latin letters; column 0 is one that was not learned.
        log: natural logarithm of the probability of each pair, shape (jamo, letters).
        best_jamo: of each column, the likeliest row's; `best_letters` of each row.
    """

    jamo: dict[str, int]
    letters: dict[str, int]
    log: Floats
    best_jamo: Floats
    best_letters: Floats


def build(counts: dict[tuple[str, str], float]) -> Chunks:
    """A table from how often each pair of chunks was met."""
    rows = sorted({x for x, _ in counts} | {c for x, _ in counts for c in x} | set(_ITSELF))
    columns = sorted({y for _, y in counts} | {c for _, y in counts for c in y} | {"", *_ITSELF})
    jamo = {x: n for n, x in enumerate(rows, 1)}
    letters = {y: n for n, y in enumerate(columns, 1)}
    met = np.zeros((len(rows) + 1, len(columns) + 1))
    for (x, y), count in counts.items():
        met[jamo[x], letters[y]] = count
    total = met.sum()
    for letter in _ITSELF:
        met[jamo[letter.lower()], letters[letter]] = total / 1000
    prob = met / met.sum()
    one_jamo = np.array([False, *(len(x) == 1 for x in rows)])
    one_letter = np.array([False, *(len(y) <= 1 for y in columns)])
    loose = np.outer((prob.sum(axis=1) + 1e-6) * one_jamo, (prob.sum(axis=0) + 1e-6) * one_letter)
    prob = (1 - BACKOFF) * prob + BACKOFF * loose
    log = np.where(prob > 0, np.log(np.maximum(prob, 1e-30)), NEVER).astype(np.float32)
    best_jamo, best_letters = log.max(axis=0), log.max(axis=1)
    for letter in _ITSELF:
        row, column = jamo[letter.lower()], letters[letter]
        log[row, column] = best_letters[row] = best_jamo[column]
    return Chunks(jamo=jamo, letters=letters, log=log, best_jamo=best_jamo, best_letters=best_letters)


@functools.cache
def learned() -> Chunks:
    """The table that ships with the package."""
    rows = table("sound/chunks", ("hangul", "latin", "count", "source"))
    return build({(written(row["hangul"]), row["latin"]): float(row["count"]) for row in rows})


def likeness(
    names: Sequence[str], spellings: Sequence[str], pairs: NDArray[np.intp], model: Chunks
) -> tuple[Floats, Floats, Floats]:
    """How likely pairs of names are, beside the best that each side could have had.

    Args:
        names: jamo of each Hangul name.
        spellings: letters of each Latin name.
        pairs: index of the name and of the spelling, shape (pairs, 2).
        model: the table.

    Returns:
        Log probability of each pair, of each name with its likeliest spelling, and of each spelling
        with its likeliest Hangul.
    """
    both = np.full(len(pairs), NEVER, np.float32)
    rows = [_ids(name, model.jamo, 1, MOST_JAMO) for name in names]
    columns = [_ids(spelling, model.letters, 0, MOST_LETTERS) for spelling in spellings]
    alone_ko = np.array([_alone(ids, model.best_letters, 1) for ids in rows], np.float32)
    alone_en = np.array([_alone(ids, model.best_jamo, 0) for ids in columns], np.float32)
    order = np.argsort([len(spelling) for spelling in spellings], kind="stable")
    place = np.empty(len(order), np.intp)
    place[order] = np.arange(len(order))
    block_of = place[pairs[:, 1]] // _BLOCK if len(pairs) else np.zeros(0, np.intp)
    for block in range(-(-len(order) // _BLOCK)):
        chosen = np.flatnonzero(block_of == block)
        if len(chosen):
            members = order[block * _BLOCK : (block + 1) * _BLOCK]
            both[chosen] = _block(
                rows, [columns[m] for m in members], pairs[chosen, 0], place[pairs[chosen, 1]] % _BLOCK, model
            )
    return both, alone_ko, alone_en


def _ids(text: str, known: dict[str, int], least: int, most: int) -> Ints:
    """The chunk of each length that begins at each place, shape (place, most + 1); 0 is unknown."""
    found = np.zeros((len(text) + 1, most + 1), np.int32)
    for start in range(len(text) + 1):
        for length in range(least, min(most, len(text) - start) + 1):
            found[start, length] = known.get(text[start : start + length], 0)
    return found


def _alone(ids: Ints, best: Floats, least: int) -> float:
    """The best cut of one name into chunks when the other side may be anything."""
    reach = [0.0] + [float(NEVER)] * (len(ids) - 1)
    for end in range(1, len(ids)):
        for length in range(max(1, least), min(ids.shape[1] - 1, end) + 1):
            gain = float(best[ids[end - length, length]])
            reach[end] = max(reach[end], reach[end - length] + gain)
        if least == 0:
            reach[end] = max(reach[end], reach[end - 1] - float(SKIP))
    return reach[-1]


def _block(
    rows: Sequence[Ints],
    columns: Sequence[Ints],
    name: NDArray[np.intp],
    spelling: NDArray[np.intp],
    model: Chunks,
) -> Floats:
    """The best cut of pairs of names, for few spellings."""
    used, widest = np.unique(name), max(len(ids) for ids in columns)
    places = np.zeros((len(columns), widest, MOST_LETTERS + 1), np.int32)
    for n, ids in enumerate(columns):
        places[n, : len(ids)] = ids
    longest = max(len(rows[n]) for n in used)
    chunk = np.zeros((len(used), longest, MOST_JAMO + 1), np.int32)
    for n, which in enumerate(used):
        chunk[n, : len(rows[which])] = rows[which]
    met = np.unique(chunk)
    chunk = np.searchsorted(met, chunk).astype(np.int32)
    gain = _gains(model.log[met], places)
    at = np.searchsorted(used, name)
    score = np.full((longest, len(name), widest), NEVER, np.float32)
    score[0, :, 0] = 0
    for end in range(1, longest):
        for length in range(1, min(MOST_JAMO, end) + 1):
            which = chunk[at, end - length, length]
            before = score[end - length]
            for taken in range(0 if length == 1 else 1, min(MOST_LETTERS, widest - 1) + 1):
                room = widest - taken
                new = gain[taken][which, spelling, :room]
                new += before[:, :room]
                np.maximum(score[end, :, taken:], new, out=score[end, :, taken:])
    ends_ko = np.array([len(rows[n]) - 1 for n in used])[at]
    ends_en = np.array([len(ids) - 1 for ids in columns])[spelling]
    ends: Floats = score[ends_ko, np.arange(len(name)), ends_en]
    return ends


def _gains(log: Floats, places: Ints) -> list[Floats]:
    """What each chunk of Hangul earns with the letters at each place, by how many letters it takes."""
    gain = [log[:, places[:, :, taken]] for taken in range(MOST_LETTERS + 1)]
    for taken in range(2, MOST_LETTERS + 1):
        shorter = gain[taken - 1] - SKIP
        np.maximum(gain[taken], shorter, out=gain[taken])
        np.maximum(gain[taken][:, :, :-1], shorter[:, :, 1:], out=gain[taken][:, :, :-1])
    return gain
