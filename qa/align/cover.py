"""Coverage: does every piece of one side find its counterpart inside a window of the other?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.align.lattice import BeadType
from qa.align.sides import WINDOW, Lines

Array = NDArray[np.float32]

_MARGIN = 0.3
"""A piece that fits inside this much better than outside leaves no doubt; more counts no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """How well the pieces of one side (`own`) are covered by the other.

    `of[k, e]` has shape (3, starts in own, starts in other), for k own lines against e other lines:
    the mean best similarity of the own pieces to pieces inside; the mean of how much better they
    fit inside than outside; and the least of the latter.  Means are weighted by characters.
    `anywhere` is the mean best similarity of each own line's pieces to the whole other side.
    """

    of: dict[BeadType, Array]
    anywhere: Array


def cover(similarity: Array, own: Lines, other: Lines) -> Cover:
    """Coverage of `own` by `other`, from the cosines of their pieces (own rows, other columns)."""
    n, m = len(own), len(other)
    by_line = np.maximum.reduceat(similarity, other.starts[:-1], axis=1)
    weight = own.piece_chars.astype(np.float32)[:, None]
    firsts = own.starts[:-1]
    total_to = np.concatenate([[0], np.cumsum(np.add.reduceat(weight[:, 0], firsts), dtype=np.float64)])
    of: dict[BeadType, Array] = {}
    for e in range(1, min(WINDOW, m) + 1):
        inside = _running(np.maximum, by_line.T, e).T
        margin = np.clip(inside - outside(by_line, e), -_MARGIN, _MARGIN)
        sums_to = [
            np.concatenate([np.zeros((1, m - e + 1)), np.cumsum(np.add.reduceat(x * weight, firsts), 0)])
            for x in (inside, margin)
        ]
        weakest = np.minimum.reduceat(margin, firsts)
        for k in range(1, min(WINDOW, n) + 1):
            chars = (total_to[k:] - total_to[:-k])[:, None]
            means = [(to[k:] - to[:-k]) / chars for to in sums_to]
            of[k, e] = np.stack([*means, _running(np.minimum, weakest, k)]).astype(np.float32)
    best = np.add.reduceat(by_line.max(1) * weight[:, 0], firsts) / np.diff(total_to)
    return Cover(of=of, anywhere=best.astype(np.float32))


def _running(what: np.ufunc, rows: Array, size: int) -> Array:
    """Minimum or maximum of every run of `size` rows."""
    count = len(rows) - size + 1
    out: Array = rows[:count].copy()
    for x in range(1, size):
        what(out, rows[x : x + count], out=out)
    return out


def outside(by_line: Array, size: int) -> Array:
    """Best value of each row outside every window of `size` columns; -1 where nothing is outside."""
    rows, lines = by_line.shape
    starts = lines - size + 1
    out = np.full((rows, starts), -1, np.float32)
    out[:, 1:] = np.maximum.accumulate(by_line, axis=1)[:, : starts - 1]
    after = np.maximum.accumulate(by_line[:, ::-1], axis=1)[:, ::-1][:, size:]
    out[:, : lines - size] = np.maximum(out[:, : lines - size], after)
    return out
