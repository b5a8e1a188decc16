"""Lists of names in two scripts: reading, splitting, and names that are easily taken for one another."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qa.names.spelling import words

FOLDS = 10
TUNE, HELD_OUT = 0, 1
"""Folds that the chunks are not learned from: the one sets the weights, the other is only reported on."""

_BRACKETS = re.compile(r"\([^()]{0,20}\)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both scripts."""

    ko: str
    en: str
    source: str

    @property
    def fold(self) -> int:
        """The part of the data that it belongs to, by its Hangul."""
        return hashlib.md5(self.ko.encode(), usedforsecurity=False).digest()[0] % FOLDS

    @property
    def abbreviation(self) -> bool:
        """Whether it is capitals: the table of letters reads those, and nothing is learned from them."""
        return self.en.isupper() and len(self.en) > 1


def read(folder: Path) -> list[Name]:
    """The names of `transliteration.tsv` and `places.tsv`, each once, without places that are numbered."""
    found: dict[tuple[str, str], Name] = {}
    for line in (folder / "transliteration.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        ko, en, source = line.split("\t")
        found[ko, en] = Name(ko, en, source.removesuffix(".txt"))
    for line in (folder / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        ko, en, _ = line.split("\t")
        en = _BRACKETS.sub("", en)
        if not any(letter.isdigit() for letter in ko):
            found[ko, en] = Name(ko, en, "places")
    return [name for name in found.values() if words(name.en)]


def plain(latin: str) -> str:
    """The letters of a name alone."""
    return "".join(words(latin)).lower()


def look_alikes(names: Sequence[Name], among: Sequence[Name], count: int = 3) -> list[list[str]]:
    """The nearest spellings of other names, for each name, by rapidfuzz's ratio."""
    from rapidfuzz import fuzz, process

    hangul: dict[str, set[str]] = {}
    for name in among:
        hangul.setdefault(plain(name.en), set()).add(name.ko.replace(" ", ""))
    spellings, found = sorted(hangul), []
    for start in range(0, len(names), 200):
        block = names[start : start + 200]
        likeness = process.cdist(
            [plain(name.en) for name in block], spellings, scorer=fuzz.ratio, dtype=np.uint8
        )
        for name, row in zip(block, likeness.astype(int), strict=True):
            near = [spellings[n] for n in np.argsort(-row, kind="stable")[:40]]
            ko = name.ko.replace(" ", "")
            found.append([en for en in near if en != plain(name.en) and ko not in hangul[en]][:count])
    return found


@functools.cache
def strip_level(ko: str, en: str) -> tuple[str, str]:
    """A district without what it is: 가경동 `Gagyeong-dong` → 가경 `Gagyeong`."""
    short_ko = re.fullmatch(r"(.{2,})[동면읍]", ko)
    short_en = re.fullmatch(r"(.{2,40}?)-?(?:dong|myeon|eup)", en)
    return (short_ko[1], short_en[1]) if short_ko and short_en else (ko, en)
