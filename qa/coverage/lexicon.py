"""What words mean by the bilingual lexicon, `qa/data/lexicon.tsv`: which English words may say a Korean one.

English words are compared by their stems (Porter's algorithm in its second form, by Snowball), so that
"announced", "announcing" and "announcement" are one word.  Forms that no rule makes (went, children)
come from the tables of irregular words.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.coverage.units import Unit
from qa.data import table

REACH = 4
"""English words within which the words of a phrase ("took it over") stand."""

STEP, LEAST = 0.05, 0.3
"""The commonest rendering weighs 1, each after it so much less, down to the least."""

NOTHING = "-"
"""In the table: a word that translators need no word for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The renderings of a Korean word, each with its weight: stems of single words, phrases as runs of
    stems.  `silent` words need no rendering.
    """

    words: Mapping[str, float]
    phrases: tuple[tuple[tuple[str, ...], float], ...] = ()
    silent: bool = False


@functools.cache
def entries() -> dict[str, Entry]:
    """All entries, by Korean word (verbs and adjectives in 다)."""
    out = {}
    for row in table("lexicon", ("ko", "en", "source")):
        renderings = [] if row["en"] == NOTHING else row["en"].split("; ")
        words: dict[str, float] = {}
        phrases = []
        for rank, rendering in enumerate(renderings):
            weight = max(LEAST, 1.0 - rank * STEP)
            run = tuple(stems(rendering))
            if len(run) == 1:
                words.setdefault(run[0], weight)
            else:
                phrases.append((run, weight))
        out[row["ko"]] = Entry(words=words, phrases=tuple(phrases), silent=not renderings)
    return out


@functools.cache
def english_stems() -> frozenset[str]:
    """Stems that are a rendering of some Korean word: words of which the lexicon can tell something."""
    return frozenset(s for e in entries().values() for s in e.words)


def stems(phrase: str) -> list[str]:
    """The stems of a phrase, word by word."""
    return [stem(w) for w in phrase.replace("-", " ").split()]


@functools.lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of an English word as it stands in a text, without case and possessive."""
    low = word.casefold().replace("’", "'").removesuffix("'s").strip("'.,")
    low = _irregular().get(low, low)
    return str(_stemmer().stemWord(low))


@functools.cache
def _stemmer() -> Any:  # noqa: ANN401  a C library without types
    import Stemmer

    return Stemmer.Stemmer("english")


@functools.cache
def _irregular() -> dict[str, str]:
    """Irregular forms with their dictionary form."""
    out: dict[str, str] = {}
    for row in table("en/irregular", ("word", "form", "kind", "source")):
        out.setdefault(row["form"], row["word"])
    return out


def entry(unit: Unit) -> Entry | None:
    """What the lexicon says of a Korean unit: of its morpheme, else of it as the root of a 하다 verb."""
    known = entries()
    return known.get(unit.form) or known.get(unit.form.removesuffix("다") if unit.tag == "XR" else unit.form)


def glosses(ko: Sequence[Unit], en: Sequence[Unit]) -> NDArray[np.float64]:
    """How usual English words are as renderings of Korean units, 0 (not at all) to 1; shape (units, words).

    A unit is looked up alone and as part of its written word (인공지능: "artificial intelligence").
    """
    out = np.zeros((len(ko), len(en)))
    text = [stem(u.form) for u in en]
    parts = [stems(u.form) for u in en]
    known = entries()
    for i, unit in enumerate(ko):
        for found in {id(e): e for e in (entry(unit), known.get(unit.whole)) if e is not None}.values():
            for j, s in enumerate(text):
                out[i, j] = max(out[i, j], *(found.words.get(part, 0.0) for part in (s, *parts[j])))
            for run, weight in found.phrases:
                at = _runs(text, run)
                out[i, at] = np.maximum(out[i, at], weight)
    return out


def _runs(text: Sequence[str], run: Sequence[str]) -> list[int]:
    """Where the stems of a phrase stand in order, near each other."""
    for start, s in enumerate(text):
        if s != run[0]:
            continue
        at = [start]
        for wanted in run[1:]:
            near = range(at[-1] + 1, min(len(text), at[-1] + 1 + REACH))
            found = next((j for j in near if text[j] == wanted), None)
            if found is None:
                break
            at.append(found)
        if len(at) == len(run):
            return at
    return []
