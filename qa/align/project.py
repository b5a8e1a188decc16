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
    shared: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for link in links:
        ko_parts = _by_paragraph(link.ko, ko_paragraph_of, ko_chars)
        en_parts = _by_paragraph(link.en, en_paragraph_of, en_chars)
        ko_sum, en_sum = max(1, sum(ko_parts.values())), max(1, sum(en_parts.values()))
        for p, size in ko_parts.items():
            for q, length in en_parts.items():
                # A link over several paragraphs counts for each as much as the other side has of it.
                shared[p, q][0] += size * length / en_sum
                shared[p, q][1] += length * size / ko_sum
    ko_total = _by_paragraph(range(len(ko_chars)), ko_paragraph_of, ko_chars)
    en_total = _by_paragraph(range(len(en_chars)), en_paragraph_of, en_chars)
    out: dict[int, set[int]] = {q: set() for q in sorted(set(en_paragraph_of))}
    for (p, q), (ko_shared, en_shared) in shared.items():
        if ko_shared >= _SHARE * ko_total[p] or en_shared >= _SHARE * en_total[q]:
            out[q].add(p)
    return {q: tuple(sorted(found)) for q, found in out.items()}


def _by_paragraph(
    sentences: Iterable[int], paragraph_of: Sequence[int], chars: Sequence[int]
) -> Mapping[int, int]:
    """Characters of some sentences, by paragraph."""
    out: dict[int, int] = defaultdict(int)
    for x in sentences:
        out[paragraph_of[x]] += max(1, chars[x])
    return out
