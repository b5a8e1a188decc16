"""Names that an article spells in two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from qa.model import Span

_BETWEEN = re.compile(r"[\s’'.-]+")
SLIPS = 2
"""Letters by which two spellings of one name may differ; more, and they are two names."""
LETTERS = 5
"""Letters that a name must have for a slip of letters to mean anything: Kim is not Kin."""


def other_spellings(uses: Sequence[tuple[str, Span, int]], text: str) -> Iterator[tuple[str, Span, int, str]]:
    """The uses of a name that are spelt in another way than most (or than the first) of them.

    Args:
        uses: Korean name, where its English stands, and the link, in reading order.
        text: the English body.

    Yields:
        The Korean name, the place of the odd spelling, its link, and the usual spelling.
    """
    by_name: dict[str, list[tuple[Span, int]]] = {}
    for name, span, link in uses:
        by_name.setdefault(name, []).append((span, link))
    for name, found in by_name.items():
        spelt = [text[span.start : span.end] for span, _ in found]
        counts = Counter(spelt)
        usual = max(counts, key=lambda s: (counts[s], -spelt.index(s)))
        done = {usual}
        for (span, link), spelling in zip(found, spelt, strict=True):
            if spelling not in done and _one_name(spelling, usual):
                done.add(spelling)
                yield name, span, link, usual


def _one_name(one: str, other: str) -> bool:
    """Whether two spellings are of one name: the same words, with other signs or a letter or two changed."""
    from rapidfuzz.distance import Levenshtein

    if any(c.isdigit() for c in one + other):
        return False  # DeepSeek and DeepSeek-R1
    if len(one.split()) != len(other.split()) and _bare(one) != _bare(other):
        return False  # Lee Jae-myung, then Lee
    if _bare(one) == _bare(other):
        return True
    shorter = min(len(_bare(one)), len(_bare(other)))
    return shorter >= LETTERS and Levenshtein.distance(_bare(one), _bare(other)) <= min(
        SLIPS, shorter // LETTERS
    )


def _bare(name: str) -> str:
    return _BETWEEN.sub("", name).casefold()
