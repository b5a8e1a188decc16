"""How long a translation is: characters of English for one of Korean."""

from __future__ import annotations

EN_PER_KO = 1.85
"""In news translated from English (measured on NTREX-128); English written after Korean has up to 2.9."""

PRIOR_CHARS = 500
"""Korean characters of that ratio added to an article's own: every translator has their own ratio."""


def length_ratio(ko_chars: float, en_chars: float) -> float:
    """English characters per Korean one of a whole article."""
    return (en_chars + EN_PER_KO * PRIOR_CHARS) / (ko_chars + PRIOR_CHARS)
