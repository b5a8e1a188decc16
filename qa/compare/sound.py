"""Whether a Korean and an English name may be one: their consonants, by the place where they are made.

Light on purpose: it has to tell the names of one sentence apart, not to find a name in a dictionary.
"""

from __future__ import annotations

import functools
import re

_FIRST, _LAST = 0xAC00, 0xD7A3
_LEADS = ("k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "j", "j", "j", "k", "t", "p", "h")
_TAILS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "l", "m", "l", "l", "l", "l", "l",
    "m", "p", "p", "t", "t", "n", "j", "j", "k", "t", "p", "",
)  # fmt: skip
"""Consonant classes of the 19 leads and 28 tails of Hangul syllables, in Unicode order."""

_SPELLINGS = (
    ("tch", "j"), ("sch", "s"), ("ch", "j"), ("sh", "s"), ("th", "s"), ("ph", "p"), ("ck", "k"), ("ng", "n"),
    ("ce", "se"), ("ci", "si"), ("x", "ks"), ("q", "k"), ("c", "k"), ("g", "k"), ("d", "t"), ("b", "p"),
    ("v", "p"), ("f", "p"), ("z", "j"),
)  # fmt: skip

_SILENT = re.compile(r"r(?![aeiouy])|(?<=[a-z])h|[^hjklmnprst]")
_TWICE = re.compile(r"(.)\1{1,40}")

NEEDED = 3
"""Consonants that a name must have before its sound says anything."""


@functools.lru_cache(maxsize=4096)
def korean_sound(word: str) -> str:
    """The consonants of a word in Hangul (챔버스: `jmpss` less its doubles, `jmps`)."""
    out = []
    for letter in word:
        at = ord(letter) - _FIRST
        if 0 <= at <= _LAST - _FIRST:
            out.append(_LEADS[at // 588] + _TAILS[at % 28])
    return _TWICE.sub(r"\1", "".join(out))


@functools.lru_cache(maxsize=4096)
def english_sound(word: str) -> str:
    """The consonants of a word in Latin letters (Chambers: `jmps`)."""
    plain = word.lower()
    for spelling, sound in _SPELLINGS:
        plain = plain.replace(spelling, sound)
    return _TWICE.sub(r"\1", _SILENT.sub("", plain).replace("r", "l"))


def sounds_alike(korean: str, english: str) -> bool:
    """Whether a Korean word, or its beginning, may be the English name."""
    from rapidfuzz.distance import Levenshtein

    ours, theirs = korean_sound(korean), english_sound(english)
    if len(theirs) < NEEDED or len(ours) < NEEDED or ours[0] != theirs[0]:
        return False
    ours = ours[: len(theirs) + 1]  # particles and what is joined on stand behind
    apart = min(Levenshtein.distance(ours[:end], theirs) for end in range(NEEDED, len(ours) + 1))
    return apart <= len(theirs) // 5
