"""Letters read aloud: 아이비엠 is IBM."""

from __future__ import annotations

import functools
import re

from qa.data import table

MOST = 6
"""Letters of the longest abbreviation that is read letter by letter."""

_CAPITALS = re.compile(rf"(?<![^\W\d_])[A-Z](?:[.&]?[A-Z]){{0,{MOST - 1}}}(?![^\W\d_])")


@functools.cache
def _names() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in table("sound/letters", ("latin", "hangul", "source")):
        found.setdefault(row["latin"], []).append(row["hangul"])
    return {letter: tuple(sorted(names, key=len, reverse=True)) for letter, names in found.items()}


@functools.lru_cache(maxsize=4096)
def abbreviations(latin: str) -> tuple[str, ...]:
    """The runs of capitals of a name, in small letters."""
    found = (match[0] for match in _CAPITALS.finditer(latin[:200]))
    return tuple(dict.fromkeys("".join(filter(str.isalpha, run)).lower() for run in found))


@functools.lru_cache(maxsize=4096)
def _aloud(letters: str) -> re.Pattern[str]:
    return re.compile("".join(f"(?:{'|'.join(_names()[letter])})" for letter in letters))


def with_letters(hangul: str, latin: str) -> str:
    """The Hangul with the abbreviations of the Latin name put back into letters where it reads them aloud."""
    for letters in abbreviations(latin):
        hangul = _aloud(letters).sub(letters, hangul, count=1)
    return hangul
