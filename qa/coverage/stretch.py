"""The stretch of a sentence that the other side most likely does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.coverage.units import Unit
from qa.model import Span

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Neighbouring written words whose evidence for being unsaid is greatest together.

    `evidence` is the sum of the log likelihood ratios of its words, `second` that of the best
    stretch apart from it; `words` counts written words, `units` what they hold.
    """

    span: Span
    evidence: float
    second: float
    words: int
    units: tuple[Unit, ...]


def worst_stretch(units: Sequence[Unit], unsaid: Floats) -> Stretch | None:
    """The run of written words with the greatest sum (Kadane); None where no word speaks for it.

    Args:
        units: content words of a side, in order.
        unsaid: for each the log likelihood ratio of being unsaid rather than said.
    """
    if not len(units):
        return None
    word = np.array([u.word for u in units])
    numbers, first = np.unique(word, return_index=True)
    sums = np.add.reduceat(unsaid, first)
    found = _best_run(sums)
    if found is None:
        return None
    evidence, start, end = found
    rest = sums.copy()
    rest[start:end] = -np.inf
    second = _best_run(rest)
    inside = tuple(u for u in units if numbers[start] <= u.word <= numbers[end - 1])
    return Stretch(
        span=Span(inside[0].span.start, inside[-1].span.end),
        evidence=evidence,
        second=second[0] if second else 0.0,
        words=end - start,
        units=inside,
    )


def _best_run(values: Floats) -> tuple[float, int, int] | None:
    best, found = 0.0, None
    total, start = 0.0, 0
    for i, value in enumerate(values.tolist()):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best:
            best, found = total, (start, i + 1)
    return (best, *found) if found else None
