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
Cells = NDArray[np.int64]
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

    types: tuple[BeadType, ...]
    beads: tuple[Scores, ...]
    ko_null: Scores
    en_null: Scores
    log_total: float

    def together(self, x: int, y: int) -> float:
        """The probability that Korean line x and English line y are in one bead, whichever."""
        return float(
            sum(
                scores[max(0, x - k + 1) : x + 1, max(0, y - e + 1) : y + 1].sum()
                for (k, e), scores in zip(self.types, self.beads, strict=True)
            )
        )


class _Diagonals:
    """Tables over the cells, laid out by anti-diagonal: row i + j, column i or j, of the shorter side.

    A border of `IMPOSSIBLE` spares every test for the edges.
    """

    def __init__(self, lattice: Lattice) -> None:
        self.n, self.m = len(lattice.ko_null), len(lattice.en_null)
        self.by_ko = self.n <= self.m
        self.last = self.n + self.m
        self.border = max((k + e for k, e in lattice.types), default=2)
        self.columns = min(self.n, self.m) + 1
        self.width = self.columns + 2 * self.border
        self.offsets = np.array([self.step(k, e) for k, e in lattice.types], np.int64)[:, None]
        self.ko_null = np.concatenate([lattice.ko_null, [IMPOSSIBLE]])  # also line -1: there is none
        self.en_null = np.concatenate([lattice.en_null, [IMPOSSIBLE]])
        self.beads = np.full((len(lattice.types), self.last + 1 + 2 * self.border, self.width), IMPOSSIBLE)
        for t, ((k, e), scores) in enumerate(zip(lattice.types, lattice.beads, strict=True)):
            if scores.size:
                i, j = _grid(*scores.shape)
                self.beads[t].reshape(-1)[self.flat(i + k, j + e)] = np.maximum(scores, IMPOSSIBLE)

    def step(self, k: int, e: int) -> int:
        """How far a step over k Korean and e English lines leads in a flat table."""
        return (k + e) * self.width + (k if self.by_ko else e)

    def flat(self, i: Cells, j: Cells) -> Cells:
        """Where cells are in a flat table."""
        out: Cells = (i + j + self.border) * self.width + self.border + (i if self.by_ko else j)
        return out

    def diagonal(self, a: int) -> tuple[Cells, Cells, Cells]:
        """Flat index, i and j of the cells with i + j = a."""
        longer = self.last - self.columns + 1
        short = np.arange(max(0, a - longer), min(self.columns - 1, a) + 1)
        i, j = (short, a - short) if self.by_ko else (a - short, short)
        return self.flat(i, j), i, j

    def table(self) -> tuple[Scores, Scores]:
        """An empty table, and the same flat."""
        table = np.full(self.beads.shape[1:], IMPOSSIBLE)
        return table, table.reshape(-1)

    def square(self, flat: Scores) -> Scores:
        """A table laid out by (i, j)."""
        i, j = _grid(self.n + 1, self.m + 1)
        square: Scores = flat[self.flat(i, j)]
        return square


def _grid(rows: int, columns: int) -> tuple[Cells, Cells]:
    return np.arange(rows)[:, None], np.arange(columns)[None, :]


def _log_sum(rows: Scores) -> Scores:
    top = rows.max(0)
    total: Scores = np.log(np.exp(rows - top).sum(0)) + top
    return np.maximum(total, IMPOSSIBLE)


def best(lattice: Lattice) -> list[Bead]:
    """The beads of the best path, in order (Viterbi); lines in none of them are nulls."""
    d = _Diagonals(lattice)
    _, score = d.table()
    choice = np.zeros(len(score), np.int8)
    beads = d.beads.reshape(len(d.beads), -1)
    count = len(lattice.types)
    score[d.flat(np.array(0), np.array(0))] = 0.0
    for a in range(1, d.last + 1):
        here, i, j = d.diagonal(a)
        steps = np.empty((count + 2, len(here)))
        steps[:count] = score[here - d.offsets] + beads[:, here]
        steps[count] = score[here - d.step(1, 0)] + d.ko_null[i - 1]
        steps[count + 1] = score[here - d.step(0, 1)] + d.en_null[j - 1]
        pick = steps.argmax(0)
        choice[here] = pick
        score[here] = np.maximum(steps[pick, np.arange(len(here))], IMPOSSIBLE)
    kinds = [*lattice.types, (1, 0), (0, 1)]
    found: list[Bead] = []
    x, y = d.n, d.m
    while x or y:
        t = int(choice[d.flat(np.array(x), np.array(y))])
        k, e = kinds[t]
        x, y = x - k, y - e
        if t < count:
            found.append((x, y, k, e))
    return found[::-1]


def posterior(lattice: Lattice) -> Posterior:
    """The probability of every bead and null under the lattice's scores (forward-backward)."""
    d = _Diagonals(lattice)
    count = len(lattice.types)
    beads = d.beads.reshape(count, -1)
    ko_step, en_step = d.step(1, 0), d.step(0, 1)
    first, last = d.flat(np.array([0, d.n]), np.array([0, d.m]))
    # What leads to a cell: with a last step that is not an English null, that is one, either.
    (_, other), (_, null), (_, either) = d.table(), d.table(), d.table()
    other[first] = either[first] = 0.0
    for a in range(1, d.last + 1):
        here, i, j = d.diagonal(a)
        steps = np.empty((count + 1, len(here)))
        steps[:count] = either[here - d.offsets] + beads[:, here]
        steps[count] = other[here - ko_step] + d.ko_null[i - 1]
        other[here] = _log_sum(steps)
        null[here] = np.maximum(either[here - en_step] + d.en_null[j - 1], IMPOSSIBLE)
        either[here] = np.logaddexp(other[here], null[here])
    # What may follow a cell: after anything, after an English null.
    (_, after), (_, after_null) = d.table(), d.table()
    after[last] = after_null[last] = 0.0
    for a in range(d.last - 1, -1, -1):
        here, i, j = d.diagonal(a)
        ahead = here + d.offsets
        steps = np.empty((count + 1, len(here)))
        steps[:count] = after[ahead] + np.take_along_axis(beads, ahead, 1)
        steps[count] = after_null[here + en_step] + d.en_null[j]
        after_null[here] = _log_sum(steps)
        ko_next = np.maximum(after[here + ko_step] + d.ko_null[i], IMPOSSIBLE)
        after[here] = np.logaddexp(after_null[here], ko_next)
    total = float(either[last])
    before, alone, then, then_null = (d.square(x) for x in (either, other, after, after_null))
    shares = []
    for (k, e), scores in zip(lattice.types, lattice.beads, strict=True):
        h, w = scores.shape
        joint = before[:h, :w] + scores + then[k : k + h, e : e + w] - total
        shares.append(np.exp(np.minimum(joint, 0)))
    ko = np.exp(np.minimum(alone[:-1] + lattice.ko_null[:, None] + then[1:] - total, 0)).sum(1)
    en = np.exp(np.minimum(before[:, :-1] + lattice.en_null + then_null[:, 1:] - total, 0)).sum(0)
    return Posterior(
        types=lattice.types,
        beads=tuple(shares),
        ko_null=np.minimum(ko, 1),
        en_null=np.minimum(en, 1),
        log_total=total,
    )


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
