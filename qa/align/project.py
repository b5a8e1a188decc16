"""From sentences to paragraphs: which Korean paragraphs an English paragraph came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from qa.model import Link

_SHARE = 0.1
"""Share of either paragraph's characters that the links between two paragraphs must hold; 5 to 20 %
give the same result, half of them loses real links."""


def project(
    links: Iterable[Link],
    ko_paragraph_of: Sequence[int],
    en_paragraph_of: Sequence[int],
    ko_chars: Sequence[int],
    en_chars: Sequence[int],
) -> Mapping[int, tuple[int, ...]]:
    """The Korean paragraphs of every English paragraph, in order; empty where there are none.

    Args:
        links: the sentence links.
        ko_paragraph_of: the paragraph of each Korean sentence.
        en_paragraph_of: the paragraph of each English sentence.
        ko_chars: the length of each Korean sentence.
        en_chars: the length of each English sentence.
    """
    shared: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for link in links:
        ko_parts, en_parts = (
            {p: sum(chars[x] for x in side if of[x] == p) for p in {of[x] for x in side}}
            for side, of, chars in (
                (link.ko, ko_paragraph_of, ko_chars),
                (link.en, en_paragraph_of, en_chars),
            )
        )
        for p, size in ko_parts.items():
            for q, length in en_parts.items():
                both = shared[p, q]
                both[0] += size
                both[1] += length
    ko_total, en_total = _totals(ko_paragraph_of, ko_chars), _totals(en_paragraph_of, en_chars)
    out: dict[int, set[int]] = {q: set() for q in sorted(set(en_paragraph_of))}
    for (p, q), (size, length) in shared.items():
        if size >= _SHARE * ko_total[p] or length >= _SHARE * en_total[q]:
            out[q].add(p)
    return {q: tuple(sorted(found)) for q, found in out.items()}


def _totals(paragraph_of: Sequence[int], chars: Sequence[int]) -> Mapping[int, int]:
    out: dict[int, int] = defaultdict(int)
    for p, size in zip(paragraph_of, chars, strict=True):
        out[p] += size
    return out
