"""The monotone lattice: the best alignment and the probability of each of its parts.

Cell (i, j) means that `i` Korean and `j` English lines are behind us.  A bead of type (k, e) leads
from (i, j) to (i + k, j + e), a null from (i, j) to (i + 1, j) or (i, j + 1).  In a run of nulls
the Korean ones come first: with that rule (two states per cell) every alignment is one path, so
that probabilities are not shared among reorderings of the same nulls.

Cells of one anti-diagonal depend on earlier ones only and are computed together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
BeadType = tuple[int, int]
Bead = tuple[int, int, int, int]
"""First Korean line, first English line, number of Korean lines, number of English lines."""

IMPOSSIBLE = -1e30
"""Score of what is impossible; finite, so that differences of two such scores stay numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """Scores in nats of every step.

    `beads[t][i, j]` is the score of type `types[t]` starting at lines i and j; its shape may be
    smaller than (n, m), for a bead must end inside.  `ko_null` and `en_null` have shapes (n,), (m,).
    """

    types: tuple[BeadType, ...]
    beads: tuple[Scores, ...]
    ko_null: Scores
    en_null: Scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """Probabilities, 0 to 1, shaped as the lattice's scores, and the log of their common divisor."""

    beads: tuple[Scores, ...]
    ko_null: Scores
    en_null: Scores
    log_total: float


class _Diagonals:
    """Scores laid out by anti-diagonal: row a = i + j, column i, with a border of `IMPOSSIBLE`."""

    def __init__(self, lattice: Lattice) -> None:
        self.n, self.m = len(lattice.ko_null), len(lattice.en_null)
        self.types = lattice.types
        self.border = max((k + e for k, e in self.types), default=2)
        self.width = self.n + 1 + 2 * self.border
        self.rows = self.n + self.m + 1 + 2 * self.border
        self.beads = np.full((len(self.types), self.n + self.m + 1, self.n + 1), IMPOSSIBLE)
        for t, ((k, e), scores) in enumerate(zip(self.types, lattice.beads, strict=True)):
            if scores.size:
                i, j = np.indices(scores.shape)
                self.beads[t, i + j + k + e, i + k] = np.maximum(scores, IMPOSSIBLE)  # by the cell it ends in
        self.ko_null, self.en_null = lattice.ko_null, lattice.en_null
        sizes = np.array([(k + e) * self.width + k for k, e in self.types], np.int64)
        self.offsets = sizes[:, None]

    def empty(self) -> Scores:
        return np.full((self.rows, self.width), IMPOSSIBLE)

    def at(self, table: Scores) -> Scores:
        """The table without its border."""
        b = self.border
        return table[b : b + self.n + self.m + 1, b : b + self.n + 1]

    def columns(self, a: int) -> tuple[int, int]:
        """The cells of anti-diagonal `a`: i from the first number up to, not including, the second."""
        return max(0, a - self.m), min(self.n, a) + 1

    def index(self, a: int, lo: int, hi: int) -> NDArray[np.int64]:
        return (a + self.border) * self.width + self.border + np.arange(lo, hi)

    def square(self, table: Scores) -> Scores:
        """A table by anti-diagonals, laid out by (i, j)."""
        i, j = np.indices((self.n + 1, self.m + 1))
        square: Scores = self.at(table)[i + j, i]
        return square


def _log_sum(rows: Scores) -> Scores:
    top = rows.max(0)
    total: Scores = np.log(np.exp(rows - top).sum(0)) + top
    return total


def best(lattice: Lattice) -> list[Bead]:
    """The beads of the best path, in order (Viterbi); lines in none of them are nulls."""
    d = _Diagonals(lattice)
    table = d.empty()
    flat = table.reshape(-1)
    d.at(table)[0, 0] = 0.0
    choice = np.zeros((d.n + d.m + 1, d.n + 1), np.int8)
    count = len(d.types)
    for a in range(1, d.n + d.m + 1):
        lo, hi = d.columns(a)
        here = d.index(a, lo, hi)
        steps = np.empty((count + 2, hi - lo))
        steps[:count] = flat[here - d.offsets] + d.beads[:, a, lo:hi]
        steps[count] = flat[here - d.width - 1] + _null(d.ko_null, lo - 1, hi - 1)
        steps[count + 1] = flat[here - d.width] + _null(d.en_null, a - lo - 1, a - hi - 1)
        pick = steps.argmax(0)
        choice[a, lo:hi] = pick
        flat[here] = np.maximum(steps[pick, np.arange(hi - lo)], IMPOSSIBLE)
    found: list[Bead] = []
    i, j = d.n, d.m
    while i or j:
        t = int(choice[i + j, i])
        if t == count:
            i -= 1
        elif t == count + 1:
            j -= 1
        else:
            k, e = d.types[t]
            i, j = i - k, j - e
            found.append((i, j, k, e))
    return found[::-1]


def _null(scores: Scores, first: int, last: int) -> Scores:
    """Null scores of lines `first` towards `last` (excluded), either way; a line before 0 is none."""
    step = 1 if last >= first else -1
    at = np.arange(first, last, step)
    if not len(scores):
        return np.full(len(at), IMPOSSIBLE)
    out: Scores = np.where(at >= 0, scores[np.maximum(at, 0)], IMPOSSIBLE)
    return out


def posterior(lattice: Lattice) -> Posterior:
    """The probability of every bead and null under the lattice's scores (forward-backward)."""
    d = _Diagonals(lattice)
    first, second, either = d.empty(), d.empty(), d.empty()  # last step is not / is an English null
    f0, f1, fa = first.reshape(-1), second.reshape(-1), either.reshape(-1)
    count, last = len(d.types), d.n + d.m
    d.at(first)[0, 0] = d.at(either)[0, 0] = 0.0
    for a in range(1, last + 1):
        lo, hi = d.columns(a)
        here = d.index(a, lo, hi)
        steps = np.empty((count + 1, hi - lo))
        steps[:count] = fa[here - d.offsets] + d.beads[:, a, lo:hi]
        steps[count] = f0[here - d.width - 1] + _null(d.ko_null, lo - 1, hi - 1)
        f0[here] = np.maximum(_log_sum(steps), IMPOSSIBLE)
        f1[here] = np.maximum(fa[here - d.width] + _null(d.en_null, a - lo - 1, a - hi - 1), IMPOSSIBLE)
        fa[here] = np.logaddexp(f0[here], f1[here])
    after0, after1 = d.empty(), d.empty()  # what may follow a cell, by the state it is left in
    g0, g1 = after0.reshape(-1), after1.reshape(-1)
    d.at(after0)[last, d.n] = d.at(after1)[last, d.n] = 0.0
    padded = np.full((count, d.rows, d.width), IMPOSSIBLE)
    padded[:, d.border : d.border + last + 1, d.border : d.border + d.n + 1] = d.beads
    flat_beads = padded.reshape(count, -1)
    each = np.arange(count)[:, None]
    for a in range(last - 1, -1, -1):
        lo, hi = d.columns(a)
        here = d.index(a, lo, hi)
        steps = np.empty((count + 1, hi - lo))
        ahead = here + d.offsets
        steps[:count] = g0[ahead] + flat_beads[each, ahead]
        j = a - np.arange(lo, hi)
        null = np.where(j < d.m, _pad(d.en_null)[np.minimum(j, d.m)], IMPOSSIBLE)
        steps[count] = g1[here + d.width] + null
        g1[here] = np.maximum(_log_sum(steps), IMPOSSIBLE)
        i = np.arange(lo, hi)
        null = np.where(i < d.n, _pad(d.ko_null)[np.minimum(i, d.n)], IMPOSSIBLE)
        g0[here] = np.logaddexp(g1[here], np.maximum(g0[here + d.width + 1] + null, IMPOSSIBLE))
    total = float(d.at(either)[last, d.n])
    before, alone = d.square(either), d.square(first)
    then0, then1 = d.square(after0), d.square(after1)
    beads = []
    for (k, e), scores in zip(lattice.types, lattice.beads, strict=True):
        h, w = scores.shape
        beads.append(np.exp(np.minimum(before[:h, :w] + scores + then0[k : k + h, e : e + w] - total, 0)))
    ko = np.exp(np.minimum(alone[:-1] + d.ko_null[:, None] + then0[1:] - total, 0)).sum(1)
    en = np.exp(np.minimum(before[:, :-1] + d.en_null[None, :] + then1[:, 1:] - total, 0)).sum(0)
    return Posterior(
        beads=tuple(beads), ko_null=np.minimum(ko, 1), en_null=np.minimum(en, 1), log_total=total
    )


def _pad(scores: Scores) -> Scores:
    return np.concatenate([scores, [IMPOSSIBLE]])


def path_score(lattice: Lattice, beads: Sequence[Bead]) -> float:
    """The score of one alignment, given by its beads."""
    where = {kind: t for t, kind in enumerate(lattice.types)}
    ko, en = np.ones(len(lattice.ko_null), bool), np.ones(len(lattice.en_null), bool)
    total = 0.0
    for i, j, k, e in beads:
        total += float(lattice.beads[where[k, e]][i, j])
        ko[i : i + k] = False
        en[j : j + e] = False
    return total + float(lattice.ko_null[ko].sum() + lattice.en_null[en].sum())
