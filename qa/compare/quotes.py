"""Which quotations of one side are which of the other."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST = 6
"""Quotations of a side above which all orders are not tried: the likest two are taken first."""

JOINS = 0.3
"""Cosine from which one quotation more is taken for a part of another one, cut by "he said"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Quotations that are the same words: numbers of the Korean and of the English ones.

    Either side may have several, where a verb of saying stands between them, or none: then they are
    lost or added.
    """

    ko: tuple[int, ...]
    en: tuple[int, ...]


def pair_quotations(cosines: Floats, ko_speech: Sequence[bool], en_speech: Sequence[bool]) -> list[Quoted]:
    """Pair the quotations of a link by how like each other they are.

    As many of one side as of the other are paired one to one, whatever they say: a quotation whose
    words were changed is still the same quotation.  What is over joins the likest partner if it is
    like it at all, and stands alone otherwise.

    Args:
        cosines: of every Korean (row) with every English quotation (column) of a link.
        ko_speech: whether the Korean one is speech: names and terms are not cut in two.
        en_speech: the same of the English ones.
    """
    n, m = cosines.shape
    pairs = [({i}, {j}) for i, j in _one_to_one(cosines)]
    alone: list[tuple[set[int], set[int]]] = []
    for i in range(n):
        if not any(i in a for a, _ in pairs):
            best = int(cosines[i].argmax()) if m else -1
            home = next((p for p in pairs if best in p[1]), None)
            if home is not None and ko_speech[i] and cosines[i, best] >= JOINS:
                home[0].add(i)
            else:
                alone.append(({i}, set()))
    for j in range(m):
        if not any(j in b for _, b in pairs):
            best = int(cosines[:, j].argmax()) if n else -1
            home = next((p for p in pairs if best in p[0]), None)
            if home is not None and en_speech[j] and cosines[best, j] >= JOINS:
                home[1].add(j)
            else:
                alone.append((set(), {j}))
    return [Quoted(ko=tuple(sorted(a)), en=tuple(sorted(b))) for a, b in [*pairs, *alone]]


def _one_to_one(cosines: Floats) -> list[tuple[int, int]]:
    """The pairs of the greatest sum; a tie goes to the order of the text."""
    n, m = cosines.shape
    if not n or not m:
        return []
    if n > m:
        return sorted((i, j) for j, i in _one_to_one(cosines.T))
    if m <= MOST:
        best = max(
            itertools.permutations(range(m), n),
            key=lambda order: sum(float(cosines[i, j]) for i, j in enumerate(order)),
        )
        return list(enumerate(best))
    left = cosines.copy()
    pairs = []
    for _ in range(n):
        i, j = np.unravel_index(int(left.argmax()), left.shape)
        pairs.append((int(i), int(j)))
        left[i, :] = left[:, j] = -np.inf
    return sorted(pairs)
