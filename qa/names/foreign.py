"""Whether Hangul looks like a name from abroad: 토르닐로 does, 심정 does not.

Words of Korean and names from other languages are spelt with different syllables (르, 닐, 슨; 정, 관, 률).
The log odds of each syllable come from a logistic regression over lists of both.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from qa.data import table

MOST = 6.0
"""Log odds beyond which nothing more is learnt from the syllables."""
LONGEST = 12
"""Syllables that are looked at."""


@functools.lru_cache(maxsize=16384)
def foreignness(form: str) -> float:
    """Log odds of a Korean form being a name from abroad rather than a word of Korean, within `MOST`.

    Args:
        form: a name or a noun without particles; what is no Hangul counts for nothing.
    """
    if not form or not any("가" <= c <= "힣" for c in form):
        return 0.0
    weights = _weights()
    form = form[:LONGEST]
    total = weights["", "bias"] + sum(weights.get((c, "any"), 0.0) for c in form)
    total += weights.get((form[0], "first"), 0.0) + weights.get((form[-1], "last"), 0.0)
    return round(max(-MOST, min(MOST, total)), 2)


@functools.cache
def _weights() -> Mapping[tuple[str, str], float]:
    """By syllable and place; a place is any, the first or the last of the word."""
    rows = table("sound/foreign", ("syllable", "place", "weight", "source"))
    return {(row["syllable"], row["place"]): float(row["weight"]) for row in rows}
