"""What the English of a link has for some Korean words, from the likeness of single words."""

from __future__ import annotations

import numpy as np

from qa.coverage.gaps import Pair
from qa.model import Span

SURE, LIKELY = 0.5, 0.42
"""Cosines from which a word is taken for the translation, and its neighbours for part of it."""


def rendering(pair: Pair, ko: Span) -> Span | None:
    """The English words that seem to say `ko`; None where nothing is like it, or is more like another word.

    Args:
        pair: the two sides of the link.
        ko: the words, in the body text.
    """
    like = pair.like
    rows = [n for n, unit in enumerate(like.ko) if unit.span.touches(ko)]
    if not rows or not like.en:
        return None
    others = [n for n in range(len(like.ko)) if n not in rows]
    score = like.single[rows].max(0)
    rival = like.single[others].max(0) if others else np.full(len(like.en), -1.0)
    score = np.where([u.tag == "stop" for u in like.en], -1.0, score)
    score = np.where(score >= rival, score, -1.0)
    best = int(score.argmax())
    if score[best] < SURE:
        return None
    low = high = best
    while low > 0 and score[low - 1] >= LIKELY and _next(pair, low - 1):
        low -= 1
    while high + 1 < len(like.en) and score[high + 1] >= LIKELY and _next(pair, high):
        high += 1
    return Span(like.en[low].span.start, like.en[high].span.end)


def _next(pair: Pair, at: int) -> bool:
    """Whether nothing but a space or a hyphen parts two neighbouring words."""
    a, b = pair.like.en[at].span.end - pair.en_start, pair.like.en[at + 1].span.start - pair.en_start
    return pair.en[a:b] in (" ", "-", "\n")
