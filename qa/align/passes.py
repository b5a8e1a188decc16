"""From lattices to links: the monotone pass, then the lines that it left over.

The monotone pass leaves moved text unlinked.  What it left over is aligned once more by itself,
where a link may cross others (`moved`), at a price; and once more between the same neighbours
(`gap`), with a bonus, for two lines that are left over in the same place most likely belong together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa.align.blocks import Block, cut
from qa.align.features import TYPES, Candidates, candidates, length_ratio
from qa.align.lattice import IMPOSSIBLE, Bead, Lattice, best, posterior
from qa.align.sides import Lines
from qa.align.weights import Kind, Weights, rate_of
from qa.encode.protocol import Vectors

Indices = NDArray[np.int64]

_CLOSE, _DIGEST, _NULL_PRICE = -0.5, -0.2, 1.1
"""Null rates (`weights.rate_of`) up to which a text is a close translation and from which it is a
digest, and nats that a null then costs in the search.  The model was trained on texts that lack a
sixth of their lines; an article that lacks next to none rarely has a line that translates nothing.
Found on articles written in Korean (strict F1 .962 to .977; texts with many nulls are unmoved)."""

_ROUNDS = 2  # passes over the left-over lines; the second finds what the first made room for


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A bead with the lattice's probability of it and the pass that found it.

    `together` is the probability that two of its lines, one of each side, belong together at all,
    in this bead or in a smaller or larger one.
    """

    bead: Bead
    kind: Kind
    probability: float
    together: float = 0.0


class State:
    """Links found so far, and for each line the probability that it has none."""

    def __init__(self, n: int, m: int) -> None:
        self.found: list[Found] = []
        self.ko_null, self.en_null = np.ones(n), np.ones(m)
        self.ko_free, self.en_free = np.ones(n, bool), np.ones(m, bool)

    def add(self, found: Found) -> None:
        """Takes the lines of a bead."""
        i, j, k, e = found.bead
        self.found.append(found)
        self.ko_free[i : i + k] = False
        self.en_free[j : j + e] = False

    def free(self, block: Block) -> tuple[Indices, Indices]:
        """The lines of a block that are in no bead."""
        ko = np.flatnonzero(self.ko_free[block.ko : block.ko_end]) + block.ko
        en = np.flatnonzero(self.en_free[block.en : block.en_end]) + block.en
        return ko, en


def run(ko: Lines, en: Lines, weights: Weights) -> State:
    """All passes over two sides of any length."""
    state = State(len(ko), len(en))
    blocks = cut(ko, en)
    ratio = length_ratio(ko, en)
    # Of the features only those of nulls are kept: the others are many times as large as the scores.
    lattices: list[Lattice] = []
    nulls: list[tuple[Vectors, Vectors]] = []
    for block in blocks:
        features = _candidates(ko, en, block, ratio)
        lattices.append(weights.lattice(features))
        nulls.append((features.ko_null, features.en_null))
    rate = rate_of(map(posterior, lattices))
    for n, (ko_null, en_null) in enumerate(nulls):
        ko_scores, en_scores = weights.nulls(ko_null, en_null, rate)
        lattices[n] = replace(lattices[n], ko_null=ko_scores, en_null=en_scores)
    price = _NULL_PRICE * float(np.clip((_DIGEST - rate) / (_DIGEST - _CLOSE), 0, 1))
    for block, lattice in zip(blocks, lattices, strict=True):
        _main(state, block, lattice, price)
    regions = [a.joined(b) for a, b in pairwise(blocks)] or blocks
    for _ in range(_ROUNDS):
        before = len(state.found)
        for region in regions:
            left = state.free(region)
            if len(left[0]) and len(left[1]):
                lattice = (
                    lattices[0]
                    if len(blocks) == 1
                    else weights.lattice(_candidates(ko, en, region, ratio), rate)
                )
                _again(state, region, lattice, left, "moved", -weights.moved_margin)
        if len(state.found) == before:
            break
    for block, lattice in zip(blocks, lattices, strict=True):
        for gap in _gaps(state, block):
            left = state.free(gap)
            if len(left[0]) and len(left[1]):
                _again(state, block, lattice, left, "gap", weights.gap_bonus)
    return state


def _candidates(ko: Lines, en: Lines, block: Block, ratio: float) -> Candidates:
    return candidates(ko.part(block.ko, block.ko_end), en.part(block.en, block.en_end), ratio)


def _main(state: State, block: Block, lattice: Lattice, price: float) -> None:
    """The best monotone alignment of one block, and the probabilities of all its lines.

    `price` is taken off the nulls in the search alone: probabilities are those of the model.
    """
    p = posterior(lattice)
    state.ko_null[block.ko : block.ko_end] = p.ko_null
    state.en_null[block.en : block.en_end] = p.en_null
    priced = replace(lattice, ko_null=lattice.ko_null - price, en_null=lattice.en_null - price)
    for i, j, k, e in best(priced):
        probability = float(p.beads[TYPES.index((k, e))][i, j])
        bead = (i + block.ko, j + block.en, k, e)
        together = max(p.together(x, y) for x in range(i, i + k) for y in range(j, j + e))
        state.add(Found(bead=bead, kind="bead", probability=probability, together=together))


def _again(
    state: State,
    block: Block,
    lattice: Lattice,
    left: tuple[Indices, Indices],
    kind: Kind,
    offset: float,
) -> None:
    """Aligns lines left over in a block among themselves; `offset` is added per pair of lines."""
    rows, columns = left[0] - block.ko, left[1] - block.en
    beads = []
    for (k, e), scores in zip(lattice.types, lattice.beads, strict=True):
        h, w = max(0, len(rows) - k + 1), max(0, len(columns) - e + 1)
        among = np.full((h, w), IMPOSSIBLE)
        if h and w:
            # Only lines that are neighbours in the text make a window.
            whole_rows = np.flatnonzero(rows[k - 1 :] - rows[:h] == k - 1)
            whole_columns = np.flatnonzero(columns[e - 1 :] - columns[:w] == e - 1)
            inner = scores[np.ix_(rows[whole_rows], columns[whole_columns])] + offset * (k + e) / 2
            among[np.ix_(whole_rows, whole_columns)] = inner
        beads.append(among)
    small = Lattice(
        types=lattice.types,
        beads=tuple(beads),
        ko_null=lattice.ko_null[rows],
        en_null=lattice.en_null[columns],
    )
    chosen = best(small)
    p = posterior(small)
    for i, j, k, e in chosen:
        bead = (int(left[0][i]), int(left[1][j]), k, e)
        probability = float(p.beads[TYPES.index((k, e))][i, j])
        state.add(Found(bead=bead, kind=kind, probability=probability))
    # A line without a counterpart must have none in order and none out of order.
    state.ko_null[left[0]] = np.minimum(state.ko_null[left[0]], p.ko_null)
    state.en_null[left[1]] = np.minimum(state.en_null[left[1]], p.en_null)


def _gaps(state: State, block: Block) -> list[Block]:
    """The places between neighbouring beads of the main pass in one block."""
    chain = sorted(
        f.bead
        for f in state.found
        if f.kind == "bead" and block.ko <= f.bead[0] < block.ko_end and block.en <= f.bead[1] < block.en_end
    )
    starts = [(block.ko, block.en), *((i + k, j + e) for i, j, k, e in chain)]
    ends = [*((i, j) for i, j, _, _ in chain), (block.ko_end, block.en_end)]
    return [
        Block(ko=a, ko_end=c, en=b, en_end=d)
        for (a, b), (c, d) in zip(starts, ends, strict=True)
        if a < c and b < d
    ]
