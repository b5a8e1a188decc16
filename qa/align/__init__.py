"""Which sentences translate which: m:n links, omissions, additions, moved text, with confidence.

    links = align(korean_sentences, english_sentences, encoder)

Windows of up to four sentences a side are compared by an encoder; a linear model trained on
documents with known links scores every candidate; dynamic programming finds the best alignment and
the probability of each link in it.  The steps: `sides` (vectors), `features` and `cover`
(what speaks for a link), `lattice` (search), `passes` (moved text and gaps), `blocks` (long texts).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa.align.lattice import Bead
from qa.align.order import placed
from qa.align.passes import State, run
from qa.align.project import project
from qa.align.sides import WINDOW, Lines, lines_of
from qa.align.weights import Kind, Weights, load_weights
from qa.encode.protocol import Encoder, Vectors
from qa.encode.threads import one_thread
from qa.model import Link

__all__ = ["WINDOW", "Weights", "align", "align_windows", "load_weights", "project"]


def align(
    ko: Sequence[str], en: Sequence[str], encoder: Encoder, *, weights: Weights | None = None
) -> tuple[Link, ...]:
    """Aligns two lists of sentences.

    Args:
        ko: the Korean sentences, in order.
        en: the English sentences, in order.
        encoder: gives the vectors; its windows are computed once for each side.
        weights: other weights than those of the package.

    Returns:
        Links in the order of the Korean; every sentence is in exactly one.  A sentence without a
        counterpart is a link of its own; an addition stands after the link of the sentence before it.
    """
    if not ko or not en:
        none = np.zeros((WINDOW, 0, 0), np.float32)
        return align_windows(ko, en, none, none, weights=weights)
    return align_windows(
        ko, en, encoder.windows(ko, WINDOW), encoder.windows(en, WINDOW), encoder=encoder, weights=weights
    )


def align_windows(
    ko: Sequence[str],
    en: Sequence[str],
    ko_windows: Vectors,
    en_windows: Vectors,
    *,
    encoder: Encoder | None = None,
    weights: Weights | None = None,
) -> tuple[Link, ...]:
    """`align` for a caller who has the windows already (`Encoder.windows(lines, WINDOW)`).

    With `encoder`, sentences are also cut into clauses and these encoded, which is what tells a
    sentence translated in part from one that is not; without it each sentence stands for itself.
    `Link.similarity` is the cosine of the two windows, each less the mean vector of its side.
    """
    if not ko or not en:
        return tuple(
            [Link(ko=(i,), en=(), confidence=1.0) for i in range(len(ko))]
            + [Link(ko=(), en=(j,), confidence=1.0) for j in range(len(en))]
        )
    weights = weights or load_weights()
    own = encoder is not None and encoder.name != weights.encoder
    with one_thread():
        ko_lines = lines_of("ko", ko, ko_windows, None if own else weights.ko_mean, encoder)
        en_lines = lines_of("en", en, en_windows, None if own else weights.en_mean, encoder)
        return _links(run(ko_lines, en_lines, weights), ko_lines, en_lines, weights)


def _links(state: State, ko: Lines, en: Lines, weights: Weights) -> tuple[Link, ...]:
    chain = [f.bead for f in state.found if f.kind == "bead"]
    linked: list[Link] = []
    for f in state.found:
        i, j, k, e = f.bead
        crosses = f.kind == "moved" and any(_cross(f.bead, other) for other in chain)
        # What was left over and yet lies in order is as good as found in a gap.
        kind: Kind = "gap" if f.kind == "moved" and not crosses else f.kind
        cosine = float(ko.windows[k - 1, i + k - 1] @ en.windows[e - 1, j + e - 1])
        linked.append(
            Link(
                ko=tuple(range(i, i + k)),
                en=tuple(range(j, j + e)),
                confidence=(confidence := weights.confidence(kind, f.probability)),
                together=round(min(1.0, max(confidence, f.together)), 6),
                similarity=round(min(1.0, max(-1.0, cosine)), 6),
                moved=crosses,
            )
        )
    ko_taken = {i for link in linked for i in link.ko}
    en_taken = {j for link in linked for j in link.en}
    for i, p in enumerate(state.ko_null.tolist()):
        if i not in ko_taken:
            linked.append(Link(ko=(i,), en=(), confidence=weights.confidence("null", p)))
    linked.sort(key=lambda link: link.ko)
    additions = [
        Link(ko=(), en=(j,), confidence=weights.confidence("null", p))
        for j, p in enumerate(state.en_null.tolist())
        if j not in en_taken
    ]
    return placed(linked, additions)


def _cross(a: Bead, b: Bead) -> bool:
    """Whether the two beads stand in different order on the two sides."""
    return (a[0] - b[0]) * (a[1] - b[1]) < 0
