"""Ways of spelling that have rules: Korean names, Mandarin in pinyin, Japanese in Hepburn's letters.

Each is a relation between pieces of Latin letters and jamo.  Where both sides can be read in one of
them, it says for sure whether they are one name: 펑 is `feng` and never `fang`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from qa.data import table
from qa.names.jamo import jamo, syllables, written


@dataclass(frozen=True, slots=True)
class System:
    """Pieces of a way of spelling.

    Attributes:
        jamo_of: what each piece of Latin letters may be in jamo.
        pieces_ko: all pieces of jamo.
        most_en: letters of the longest piece, `most_ko` jamo of the longest.
    """

    jamo_of: dict[str, frozenset[str]]
    pieces_ko: frozenset[str]
    most_en: int
    most_ko: int

    def fits(self, name: str, spelling: str) -> bool:
        """Whether the spelling can be the name, piece by piece."""
        reach: list[set[int]] = [set() for _ in range(len(spelling) + 1)]
        reach[0].add(0)
        for start in range(len(spelling)):
            if not reach[start]:
                continue
            for end in range(start + 1, min(len(spelling), start + self.most_en) + 1):
                for said in self.jamo_of.get(spelling[start:end], ()):
                    reach[end].update(at + len(said) for at in reach[start] if name.startswith(said, at))
        return len(name) in reach[-1]

    def spells(self, spelling: str) -> bool:
        """Whether the letters are made of pieces of this system."""
        return _covered(spelling, self.jamo_of, self.most_en)

    def says(self, name: str) -> bool:
        """Whether the jamo are made of pieces of this system."""
        return _covered(name, self.pieces_ko, self.most_ko)


def _covered(text: str, pieces: Iterable[str], most: int) -> bool:
    ends = {0}
    for start in range(len(text)):
        if start in ends:
            ends.update(
                e for e in range(start + 1, min(len(text), start + most) + 1) if text[start:e] in pieces
            )
    return len(text) in ends


def _system(pairs: Iterable[tuple[str, str]]) -> System:
    found: dict[str, set[str]] = {}
    for latin, said in pairs:
        found.setdefault(latin, set()).add(said)
    pieces_ko = frozenset(said for all_said in found.values() for said in all_said)
    return System(
        jamo_of={latin: frozenset(all_said) for latin, all_said in found.items()},
        pieces_ko=pieces_ko,
        most_en=max(map(len, found)),
        most_ko=max(map(len, pieces_ko)),
    )


@functools.cache
def mandarin() -> System:
    """Pinyin, by the rules of the National Institute of Korean Language and the older habits."""
    rows = table("sound/mandarin", ("latin", "hangul", "source"))
    return _system((row["latin"], jamo(row["hangul"])) for row in rows)


@functools.cache
def japanese() -> System:
    """Hepburn's letters; k, t and ch are both plain and strong in Hangul, as both are written."""
    rows = table("sound/japanese", ("latin", "hangul", "source"))
    return _system((row["latin"], _mixed(row["hangul"])) for row in rows)


def _mixed(shown: str) -> str:
    """Jamo of a cell that is a syllable, a tail (`-ㄴ`), or a tail and a syllable (`-ㅅ카`)."""
    if shown.startswith("-"):
        return written(shown[:2]) + jamo(shown[2:])
    return jamo(shown)


@functools.cache
def korean() -> System:
    """The letters of Korean given names as people write them, jamo by jamo."""
    rows = table("sound/korean", ("part", "hangul", "latin", "source"))
    return _system((row["latin"], written(row["hangul"])) for row in rows)


@functools.cache
def _korean_syllables() -> System:
    """Whole syllables, to know letters that can be Korean."""
    parts: dict[str, set[str]] = {"lead": {""}, "vowel": set(), "tail": {""}}
    for row in table("sound/korean", ("part", "hangul", "latin", "source")):
        parts.setdefault(row["part"], set()).add(row["latin"])
    return _system((a + b + c, "ㅏ") for a in parts["lead"] for b in parts["vowel"] for c in parts["tail"])


@functools.cache
def surnames() -> dict[str, frozenset[str]]:
    """Korean surnames in Hangul, and how each is spelled."""
    found: dict[str, set[str]] = {}
    for row in table("sound/surnames", ("hangul", "latin", "source")):
        found.setdefault(row["hangul"], set()).add(row["latin"])
    return {name: frozenset(spellings) for name, spellings in found.items()}


@functools.cache
def _surname_spellings() -> frozenset[str]:
    return frozenset(spelling for spellings in surnames().values() for spelling in spellings)


def korean_person(name: str, spelling: tuple[str, ...]) -> bool | None:
    """Whether a Korean person's name and its spelling are one; None if it does not look like that.

    Args:
        name: in Hangul.
        spelling: the words of the Latin name.
    """
    said = syllables(name)
    if not 1 <= len(said) <= 5 or len(said) != len(name.replace(" ", "")) or len(spelling) > 3:
        return None
    family = [said[:n] for n in (2, 1) if said[:n] in surnames()]
    if not family or not spelling:
        return None
    if len(spelling) == 1:
        return True if said in family and spelling[0].lower() in surnames()[said] else None
    likely = False
    for own, rest in ((spelling[0], spelling[1:]), (spelling[-1], spelling[:-1])):
        own, given = own.lower(), "".join(rest).lower()
        if own not in _surname_spellings() or not _korean_syllables().spells(given):
            continue
        likely = len(said) > 1
        for first in family:
            fits = own in surnames()[first] and len(said) > len(first)
            if fits and korean().fits(jamo(said[len(first) :]), given):
                return True
    return False if likely else None
