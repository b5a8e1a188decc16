"""The Hangul side of a name: its jamo, the letters that a spelling answers to."""

from __future__ import annotations

import functools
import unicodedata

LONGEST = 40
"""Jamo that are compared: names are shorter, and hostile text is cut here."""

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆ ㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = " ᆨᆨᆨᆫᆫᆫᆮᆯᆨᆷᆯᆯᆯᆸᆯᆷᆸᆸᆺᆺᆼᆽᆾᆿᇀᇁᇂ"
"""In Unicode order.  The silent lead is nothing; a tail of two consonants is the one that is said."""

_FIRST, _LAST = 0xAC00, 0xD7A3


def _parts(letter: str) -> str:
    at = ord(letter) - _FIRST
    if not 0 <= at <= _LAST - _FIRST:
        return letter if letter.isascii() and letter.isalnum() else ""
    return (_LEADS[at // 588] + _VOWELS[at // 28 % 21] + _TAILS[at % 28]).replace(" ", "")


@functools.lru_cache(maxsize=16384)
def jamo(text: str) -> str:
    """The jamo of a name, one character each; Latin letters and digits stand as they are, small.

    A consonant that opens a syllable (`ㄴ`) and one that closes it (`ᆫ`) are different characters.
    """
    text = unicodedata.normalize("NFKC", text[: 4 * LONGEST]).lower()
    return "".join(map(_parts, text))[:LONGEST]


def syllables(text: str) -> str:
    """The Hangul syllables of a text; all else is left out."""
    return "".join(letter for letter in text[: 4 * LONGEST] if _FIRST <= ord(letter) <= _LAST)


_TAIL_NAMES = dict(zip("ᆨᆫᆮᆯᆷᆸᆺᆼᆽᆾᆿᇀᇁᇂ", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", strict=True))
_TAIL_MARKS = {name: tail for tail, name in _TAIL_NAMES.items()}


def readable(chunk: str) -> str:
    """Jamo as a table shows them: a tail is marked by a hyphen (`ㅏ-ㄴ`)."""
    return "".join(f"-{_TAIL_NAMES[letter]}" if letter in _TAIL_NAMES else letter for letter in chunk)


def written(shown: str) -> str:
    """The reverse of `readable`."""
    first, *rest = shown.split("-")
    return first + "".join(_TAIL_MARKS[part[0]] + part[1:] for part in rest)
