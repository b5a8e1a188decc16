"""Long texts cut into blocks that are aligned one by one, so that time grows with length alone.

Cuts are made at anchors: single lines that are each other's best match by far, in company of others
in order.  Where there are none (text repeated, boilerplate, unrelated text), a coarse alignment of
single lines gives the cuts, and where that finds nothing either, proportion does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa.align.lattice import Lattice, best
from qa.align.sides import Lines

_LARGEST = 100 * 100  # cells of a block that is not cut any further
_TARGET = 40  # lines of a block, about; 20 to 80 score the same
_MARGIN, _COSINE = 0.08, 0.35  # of an anchor over the next best pair, and its least similarity
_NEAR, _DRIFT = 6, 4  # an anchor has two others within so many lines whose offsets differ at most so much
_LOOK_BACK = 60  # anchors that a chain may skip
_COARSE = 600  # lines a side of a coarse alignment
_COARSE_COSINE = 0.3  # above this two lines are rather linked than left alone
_ROWS = 512  # similarity rows held at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Half-open ranges of Korean and English lines."""

    ko: int
    ko_end: int
    en: int
    en_end: int

    def joined(self, other: Block) -> Block:
        """This block and the one behind it."""
        return Block(ko=self.ko, ko_end=other.ko_end, en=self.en, en_end=other.en_end)

    @property
    def small(self) -> bool:
        """Whether it can be aligned as it is."""
        return (self.ko_end - self.ko) * (self.en_end - self.en) <= _LARGEST


def cut(ko: Lines, en: Lines) -> list[Block]:
    """Blocks that cover both sides in order, each small enough to be aligned at once."""
    whole = Block(ko=0, ko_end=len(ko), en=0, en_end=len(en))
    if whole.small:
        return [whole]
    at = _spaced(_chain(ko.windows[0], en.windows[0]), whole)
    return [part for block in _split(whole, at) for part in _coarsely(ko, en, block)]


def _split(block: Block, at: list[tuple[int, int]]) -> list[Block]:
    """The block cut before each pair of lines."""
    corners = [(block.ko, block.en), *at, (block.ko_end, block.en_end)]
    return [Block(ko=a, ko_end=c, en=b, en_end=d) for (a, b), (c, d) in pairwise(corners)]


def _spaced(chain: list[tuple[int, int]], block: Block) -> list[tuple[int, int]]:
    """Places to cut, about `_TARGET` lines apart: between two matches that follow on each other."""
    out: list[tuple[int, int]] = []
    since = block.ko
    for (i, j), (x, y) in pairwise(chain):
        if x - i == 1 and y - j == 1 and x - since >= _TARGET * 3 // 5:
            out.append((x, y))
            since = x
    return out


def _chain(ko: NDArray[np.float32], en: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Anchors in increasing order on both sides."""
    anchors = _anchors(ko, en)
    total: list[float] = []
    previous: list[int] = []
    for q, (_, j, margin) in enumerate(anchors):
        low = max(0, q - _LOOK_BACK)
        before = [(total[r], r) for r in range(low, q) if anchors[r][1] < j]
        score, r = max(before, default=(0.0, -1), key=lambda b: b[0])
        total.append(score + margin)
        previous.append(r)
    out: list[tuple[int, int]] = []
    q = int(np.argmax(total)) if total else -1
    while q >= 0:
        out.append(anchors[q][:2])
        q = previous[q]
    return out[::-1]


def _anchors(ko: NDArray[np.float32], en: NDArray[np.float32]) -> list[tuple[int, int, float]]:
    """Mutual best pairs with a clear margin and company, as (Korean, English, margin)."""
    n, m = len(ko), len(en)
    row_best, row_first, row_second = np.zeros(n, np.int64), np.zeros(n), np.zeros(n)
    column_best = np.zeros(m, np.int64)
    column_top = np.full((2, m), -2.0, np.float32)
    for start in range(0, n, _ROWS):
        s = ko[start : start + _ROWS] @ en.T
        rows = np.arange(len(s))
        pick = s.argmax(1)
        row_best[start : start + len(s)] = pick
        row_first[start : start + len(s)] = s[rows, pick]
        top = s.max(0)
        column_best = np.where(top > column_top[0], s.argmax(0) + start, column_best)
        pair = -np.partition(-s, 1, axis=0)[:2] if len(s) > 1 else s
        column_top = -np.sort(-np.vstack([column_top, pair]), axis=0)[:2]
        s[rows, pick] = -2
        row_second[start : start + len(s)] = s.max(1)
    i = np.arange(n)
    margin = row_first - np.maximum(row_second, column_top[1][row_best])
    good = np.flatnonzero((column_best[row_best] == i) & (margin > _MARGIN) & (row_first > _COSINE))
    offset = row_best[good] - good
    out = []
    for q, x in enumerate(good):
        lo, hi = np.searchsorted(good, (x - _NEAR, x + _NEAR + 1))
        if (np.abs(offset[lo:hi] - offset[q]) <= _DRIFT).sum() >= 3:
            out.append((int(x), int(row_best[x]), float(margin[x])))
    return out


def _coarsely(ko: Lines, en: Lines, block: Block) -> list[Block]:
    """A block without anchors enough, cut by a one-to-one alignment of its lines, else by proportion."""
    if block.small:
        return [block]
    longer = max(block.ko_end - block.ko, block.en_end - block.en)
    if longer > _COARSE:
        return [p for part in _proportionally(block, _COARSE) for p in _coarsely(ko, en, part)]
    cosines = ko.windows[0, block.ko : block.ko_end] @ en.windows[0, block.en : block.en_end].T
    lattice = Lattice(
        types=((1, 1),),
        beads=((cosines - _COARSE_COSINE).astype(np.float64),),
        ko_null=np.zeros(cosines.shape[0]),
        en_null=np.zeros(cosines.shape[1]),
    )
    chain = [(block.ko + i, block.en + j) for i, j, _, _ in best(lattice)]
    parts = _split(block, _spaced(chain, block))
    return [p for part in parts for p in ([part] if part.small else _proportionally(part, _TARGET * 2))]


def _proportionally(block: Block, size: int) -> list[Block]:
    """The block cut into equal parts of at most `size` lines of its longer side."""
    n, m = block.ko_end - block.ko, block.en_end - block.en
    count = -(-max(n, m) // size)
    at = [(block.ko + n * t // count, block.en + m * t // count) for t in range(1, count)]
    return _split(block, at)
