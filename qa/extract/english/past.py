"""English verbs that tell of what has happened: was built, has fallen, announced."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from qa.data import table

_ADVERBS = frozenset({"also", "already", "since", "now"})
_BETWEEN = 2
"""Adverbs between an auxiliary and its verb at most."""


def past_verbs(words: Sequence[str]) -> tuple[int, ...]:
    """Places of finite verbs in the past or the perfect.

    A participle that may belong to a noun (the bill proposed by him) is left out: it stands before
    "by", or after an article or a form of "be" in the present.

    Args:
        words: the words of a stretch, in lower case.
    """
    out = []
    for i, word in enumerate(words):
        irregular = word in _irregular()
        if not irregular and not (word.endswith("ed") and len(word) > 3 and word[-3] != "e"):
            continue
        before = words[max(0, i - 1 - _BETWEEN) : i]
        last = next((w for w in reversed(before) if not w.endswith("ly") and w not in _ADVERBS), "")
        alone = words[i + 1 : i + 2] != ["by"] and (not irregular or _irregular()[word])
        if last in clause_words("perfect") or (alone and last not in clause_words("present")):
            out.append(i)
    return tuple(out)


@functools.cache
def clause_words(kind: str) -> frozenset[str]:
    """Words that show how a clause is built.

    Args:
        kind: `ends` a clause begins after what is read; `light` stands between an auxiliary and the
            word of weight; `article` stands where a verb in its base form cannot; `perfect` comes before
            the participle of what has happened, `present` before one that tells of no event.
    """
    rows = table("en/clause_words", ("word", "kind", "source"))
    return frozenset(row["word"] for row in rows if row["kind"] == kind)


@functools.cache
def _irregular() -> dict[str, bool]:
    """Irregular forms of the past, and whether they need no auxiliary ("fell", not "fallen")."""
    rows = table("en/past_forms", ("word", "form", "source"))
    return {row["word"]: row["form"] == "past" for row in rows}
