"""The Latin side of a name: plain letters, and the orders its words may stand in."""

from __future__ import annotations

import functools
import re
import unicodedata

LONGEST = 48
"""Letters that are compared: names are shorter, and hostile text is cut here."""
MOST_WORDS = 6
MOST_LETTERS = 4
"""Letters of the longest chunk that answers to one or two jamo."""
EDGE = "#"
"""Stands for the neighbour of a chunk where a word begins or ends."""

_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "&": "n"}
)
_JOINED = str.maketrans(dict.fromkeys("'’‘ʼ`´.-‐‑–·"))


_GENITIVE = re.compile(r"(?<=\w)['’]s$|(?<=s)['’]$")


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
    """The words of a name as they stand, with the last one first, and with the first one last.

    A name that ends in `'s` is also read without it: it may be a genitive, or McDonald's.
    """
    ways = []
    for found in dict.fromkeys((words(latin), words(_GENITIVE.sub("", latin[: 4 * LONGEST])))):
        ways += [found, (*found[-1:], *found[:-1]), (*found[1:], *found[:1])]
    return tuple(dict.fromkeys(" ".join(way)[:LONGEST].rstrip() for way in ways if way))


Key = tuple[str, str, str]
"""The letter before a chunk, its letters, and the two after it; a neighbour that is empty may be any."""


def fewer(key: Key) -> tuple[Key, ...]:
    """A chunk with all its neighbours, then with ever fewer."""
    before, letters, after = key
    near = after[:1]
    return key, ("", letters, after), (before, letters, near), ("", letters, near), ("", letters, "")


def neighbours(spelling: str) -> tuple[str, list[str], list[str]]:
    """The letters of a name, and at each place what stands before it and behind it.

    Args:
        spelling: the words of a name, parted by blanks; a blank is no letter, but the edge of a word.

    Returns:
        The letters; the neighbour of a chunk that begins after so many letters; the two neighbours of
        one that ends there.
    """
    letters = spelling.replace(" ", "")
    edged = f"{EDGE}{spelling.replace(' ', EDGE)}{EDGE}"
    at = [n for n, letter in enumerate(edged) if letter != EDGE]
    before = [edged[n - 1] for n in at] + [EDGE]
    after = [edged[1:3]] + [EDGE if edged[n + 1] == EDGE else edged[n + 1 : n + 3] for n in at]
    return letters, before, after
