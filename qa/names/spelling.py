"""The Latin side of a name: plain letters, and the orders its words may stand in."""

from __future__ import annotations

import functools
import unicodedata

LONGEST = 48
"""Letters that are compared: names are shorter, and hostile text is cut here."""
MOST_WORDS = 6

_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "&": "n"}
)
_JOINED = str.maketrans(dict.fromkeys("'’‘ʼ`´.-‐‑–·"))


@functools.lru_cache(maxsize=16384)
def words(latin: str) -> tuple[str, ...]:
    """The words of a name in small letters without marks (`Lee Jae-myung` → `lee`, `jaemyung`).

    A hyphen or an apostrophe joins.  A last `e` after a consonant is written `E`: it is mostly silent.
    """
    plain = (
        unicodedata.normalize("NFKD", latin[: 4 * LONGEST]).casefold().translate(_PLAIN).translate(_JOINED)
    )
    kept = "".join(c if c.isascii() and c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return tuple(_last_e(word) for word in kept.split()[:MOST_WORDS])


def _last_e(word: str) -> str:
    return f"{word[:-1]}E" if len(word) > 2 and word[-1] == "e" and word[-2] not in "aeiouy" else word


@functools.lru_cache(maxsize=16384)
def orders(latin: str) -> tuple[str, ...]:
    """The letters of a name as it stands, with its last word first, and with its first word last."""
    found = words(latin)
    ways = [found]
    if len(found) > 1:
        ways.append((found[-1], *found[:-1]))
        ways.append((*found[1:], found[0]))
    return tuple(dict.fromkeys("".join(way)[:LONGEST] for way in ways if way))
