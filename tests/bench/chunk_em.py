"""Expectation and maximisation of a table of chunks over pairs of names."""

from __future__ import annotations

import collections
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.names.chunks import MOST_JAMO, PRIOR, Counts
from qa.names.spelling import MOST_LETTERS, Key, fewer, neighbours

SHAPES = [(1, 0), *((a, b) for a in range(1, MOST_JAMO + 1) for b in range(1, MOST_LETTERS + 1))]
"""Jamo and letters of a chunk."""
NEVER = -1e9
BAND = 4
"""Letters that a chunk may lie before or behind where an even pace would put it."""
LONGEST = 26

ROUNDS = 8
SIZE_PRICE = 2.0
"""Nats that each jamo or letter beyond one and one costs a chunk at first, half of it later: else all names
are learned by heart."""
DISCOUNT = 0.1
"""Taken from every count: chunks met once in a while die out."""
DROPPED = 0.0075
"""Share of names left out after the third and again after the sixth round: those the table explains
worst by letter, which are slips of the lists (아스펜 `ase`) and translations (남작 `Freiherr`)."""
LEAST = 0.4
LEAST_BETWEEN = 5.0
"""Times that a chunk must be met to be kept, and that letters must be met between their neighbours."""

TELLING = 2.0
"""Nats that a chunk's neighbours must tell over all names to be kept with it."""

Floats = NDArray[np.float64]
Chunk = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Pairs of one size.

    Attributes:
        jamo: of each name.
        letters: of each name.
        pairs: their numbers.
        chunk: number of the chunk at each place, shape (pair, shape, jamo, letters + 1); -1 is none.
    """

    jamo: int
    letters: int
    pairs: NDArray[np.intp]
    chunk: NDArray[np.int32]


def learn(pairs: Sequence[Chunk], weights: Sequence[float]) -> dict[tuple[str, Key], float]:
    """How often each chunk is met, alone and between its neighbours.

    Args:
        pairs: jamo and letters of names; blanks part the words of the letters.
        weights: of each pair.
    """
    numbers: dict[Chunk, int] = {}
    batches = list(_batches(pairs, numbers))
    size = np.array([len(x) - 1 + max(0, len(y) - 1) + (not y) for x, y in numbers], float)
    log, counts = -SIZE_PRICE * size - 3, np.zeros(0)
    weight, per_letter = np.array(weights, float), np.full(len(pairs), -99.0)
    weight[~np.isin(np.arange(len(pairs)), np.concatenate([batch.pairs for batch in batches]))] = 0
    for turn in range(ROUNDS):
        counts = np.zeros(len(numbers))
        for batch in batches:
            total, posterior = _posterior(batch, log)
            per_letter[batch.pairs] = np.maximum(total / (batch.jamo + batch.letters), -99.0)
            posterior *= np.where(total > NEVER / 2, weight[batch.pairs], 0)[:, None, None, None]
            real = batch.chunk >= 0
            counts += np.bincount(batch.chunk[real], weights=posterior[real], minlength=len(numbers))
        if turn in (2, 5):
            weight[per_letter < np.quantile(per_letter[weight > 0], DROPPED)] = 0
        left = np.maximum(counts - DISCOUNT, 0)
        log = np.where(left > 0, np.log(np.maximum(left, 1e-12) / left.sum()), -60) - SIZE_PRICE / 4 * size
        kept = weight > 0
        print(f"round {turn + 1}: {per_letter[kept].mean():.4f} nats a letter, {(~kept).sum()} names dropped")
    found = {(x, ("", y, "")): float(counts[n]) for (x, y), n in numbers.items() if counts[n] >= LEAST}
    return found | telling(found, _between(pairs, weight, batches, list(numbers), log))


def _batches(pairs: Sequence[Chunk], numbers: dict[Chunk, int]) -> Iterator[_Batch]:
    sizes: dict[tuple[int, int], list[int]] = collections.defaultdict(list)
    for n, (name, spelling) in enumerate(pairs):
        sizes[len(name), len(spelling.replace(" ", ""))].append(n)
    for (jamo, letters), members in sorted(sizes.items()):
        if not 0 < jamo <= LONGEST or not 0 < letters <= min(LONGEST, MOST_LETTERS * jamo):
            continue
        for start in range(0, len(members), 500):
            chosen = members[start : start + 500]
            chunk = np.full((len(chosen), len(SHAPES), jamo, letters + 1), -1, np.int32)
            for row, n in enumerate(chosen):
                name, spelling = pairs[n][0], pairs[n][1].replace(" ", "")
                for shape, (a, b) in enumerate(SHAPES):
                    for i in range(jamo - a + 1 if b <= letters else 0):
                        pace = i / jamo * letters
                        for j in range(max(0, int(pace - BAND)), min(letters - b, int(pace + BAND + 1)) + 1):
                            key = (name[i : i + a], spelling[j : j + b])
                            chunk[row, shape, i, j] = numbers.setdefault(key, len(numbers))
            yield _Batch(jamo, letters, np.array(chosen, np.intp), chunk)


def _posterior(batch: _Batch, log: Floats) -> tuple[Floats, Floats]:
    """Log probability of each pair, and of each place the probability that a chunk stands there."""
    gain = np.where(batch.chunk >= 0, log[batch.chunk], NEVER)
    shape = (batch.jamo + 1, len(batch.pairs), batch.letters + 1)
    before, behind = np.full(shape, NEVER), np.full(shape, NEVER)
    before[0, :, 0] = behind[-1, :, -1] = 0
    fitting = [(n, a, b) for n, (a, b) in enumerate(SHAPES) if b <= batch.letters]
    for i in range(1, batch.jamo + 1):
        for n, a, b in fitting:
            if a <= i:
                room = batch.letters + 1 - b
                way = before[i - a][:, :room] + gain[:, n, i - a, :room]
                before[i][:, b:] = np.logaddexp(before[i][:, b:], way)
    for i in range(batch.jamo - 1, -1, -1):
        for n, a, b in fitting:
            if i + a <= batch.jamo:
                room = batch.letters + 1 - b
                way = behind[i + a][:, b:] + gain[:, n, i, :room]
                behind[i][:, :room] = np.logaddexp(behind[i][:, :room], way)
    total = before[-1, :, -1]
    posterior = np.zeros(gain.shape)
    for n, a, b in fitting:
        for i in range(batch.jamo - a + 1):
            room = batch.letters + 1 - b
            here = before[i][:, :room] + gain[:, n, i, :room] + behind[i + a][:, b:] - total[:, None]
            posterior[:, n, i, :room] = np.exp(np.minimum(here, 0))
    return total, posterior * (batch.chunk >= 0)


def _between(
    pairs: Sequence[Chunk], weight: Floats, batches: Sequence[_Batch], chunks: Sequence[Chunk], log: Floats
) -> dict[tuple[str, Key], float]:
    """How often chunks are met between their neighbours, one before and two after and fewer."""
    met: dict[tuple[str, Key], float] = collections.defaultdict(float)
    times: dict[Key, float] = collections.defaultdict(float)
    for batch in batches:
        total, posterior = _posterior(batch, log)
        for row, shape, i, j in np.argwhere(posterior > 0.15):
            n = int(batch.pairs[row])
            if not weight[n] or total[row] < NEVER / 2:
                continue
            jamo, letters = chunks[batch.chunk[row, shape, i, j]]
            count = float(posterior[row, shape, i, j]) * weight[n]
            _, left, right = neighbours(pairs[n][1])
            for key in dict.fromkeys(fewer((left[j], letters, right[j + len(letters)]))[:-1]):
                met[jamo, key] += count
                times[key] += count
    return {(jamo, key): n for (jamo, key), n in met.items() if times[key] >= LEAST_BETWEEN and n >= LEAST}


def telling(alone: Counts, between: Counts) -> dict[tuple[str, Key], float]:
    """The chunks whose neighbours change what they say, by TELLING nats and more over all names."""
    says: dict[Key, dict[str, float]] = collections.defaultdict(dict)
    for (jamo, key), count in alone.items():
        says[key][jamo] = count
    met: dict[Key, dict[str, float]] = collections.defaultdict(dict)
    for (jamo, key), count in between.items():
        met[key][jamo] = count
    kept: dict[tuple[str, Key], float] = {}
    for key in sorted(met, key=lambda key: (len(key[0]) + len(key[2]), key)):
        wider = next((says[other] for other in fewer(key)[1:] if other != key and other in says), None)
        if wider is None:
            continue
        total, all_wider, gain = sum(met[key].values()), sum(wider.values()), 0.0
        for jamo, count in met[key].items():
            usual = max(wider.get(jamo, 0), 0.1) / all_wider
            gain += count * math.log((count + PRIOR * usual) / (total + PRIOR) / usual)
        if gain >= TELLING:
            says[key] = met[key]
            kept |= {(jamo, key): count for jamo, count in met[key].items()}
    return kept
