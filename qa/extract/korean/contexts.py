"""Neighbouring words that decide between readings: `data/ko/contexts.tsv` by set."""

from __future__ import annotations

import functools
import re

from qa.data import table


@functools.cache
def either(name: str) -> str:
    """An alternation of the words of one set, longest first, for use in a pattern."""
    rows = table("ko/contexts", ("set", "surface", "source"))
    words = [row["surface"] for row in rows if row["set"] == name]
    assert words, name
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@functools.cache
def pattern(before: str, name: str, after: str = "") -> re.Pattern[str]:
    """The words of one set between two pieces of pattern."""
    return re.compile(f"{before}(?:{either(name)}){after}")
