"""What words mean by the bilingual lexicon, `qa/data/lexicon.tsv`: which English words may say a Korean one.

English words are compared by their stems (Porter's algorithm in its second form, by Snowball), so that
"announced", "announcing" and "announcement" are one word.  Forms that no rule makes (went, children)
come from the tables of irregular words.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa.data import table
from qa.model import Lang

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


@functools.cache
def function_words(lang: Lang) -> frozenset[str]:
    """Words that need no counterpart of their own."""
    return frozenset(row["word"] for row in table(f"{lang}/function_words", ("word", "source")))
