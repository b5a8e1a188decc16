"""What speaks for a bead: the features of every candidate, from vectors and lengths alone.

The similarity of the two windows carries much of it.  The rest asks whether the windows stop in
the right place (`trim`), whether every piece of them has its counterpart inside rather than outside
(`belongs`, after `qa.align.cover`), whether another line fits better (`competitor`), and whether the
lengths agree (Gale and Church 1993).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.align.cover import Cover, cover, outside
from qa.align.lattice import BeadType
from qa.align.sides import WINDOW, Lines
from qa.align.words import WordCover, word_cover
from qa.segment import lengths

Array = NDArray[np.float32]

TYPES: tuple[BeadType, ...] = tuple(
    (k, e) for k in range(1, WINDOW + 1) for e in range(1, WINDOW + 1) if k + e <= WINDOW + 2
)


_LENGTH_SPREAD = 0.3  # of the log length ratio
_LENGTH_FLOOR = 10  # characters added to both sides, so that short lines are not judged by length

BEAD_FEATURES = (
    "bias",
    "size",
    "many-to-many",
    "three-or-more",
    "similarity",
    "similarity-by-size",
    "length",
    "length-squared",
    "longer-english",
    "length-by-similarity",
    "trim",
    "competitor",
    "ko-belongs",
    "ko-weakest-belongs",
    "en-belongs",
    "en-weakest-belongs",
    "covered",
    "ko-words",
    "en-words",
    "least-words",
)
NULL_FEATURES = ("bias", "best-similarity", "log-length", "best-covered", "best-words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Features of all beads and nulls of two runs of lines.

    `beads[t]` has shape (len(BEAD_FEATURES), starts in ko, starts in en) for type `TYPES[t]`; the
    nulls have shape (len(NULL_FEATURES), lines).
    """

    beads: tuple[Array, ...]
    ko_null: Array
    en_null: Array


def length_ratio(ko: Lines, en: Lines) -> float:
    """English characters per Korean character of a whole text: each translator has their own."""
    return lengths.length_ratio(float(ko.chars.sum()), float(en.chars.sum()))


def candidates(ko: Lines, en: Lines, ratio: float) -> Candidates:
    """The features of every bead and null of the two sides, given the text's length ratio."""
    n, m = len(ko), len(en)
    if not n or not m:
        none_ko, none_en = np.zeros(n, np.float32), np.zeros(m, np.float32)
        return Candidates(
            beads=tuple(np.zeros((len(BEAD_FEATURES), 0, 0), np.float32) for _ in TYPES),
            ko_null=_null(ko, none_ko, none_ko, none_ko, ratio),
            en_null=_null(en, none_en, none_en, none_en, 1.0),
        )
    cosines = _cosines(ko.windows[: min(WINDOW, n)], en.windows[: min(WINDOW, m)])
    pieces = ko.pieces @ en.pieces.T
    from_ko, from_en = cover(pieces, ko, en), cover(np.ascontiguousarray(pieces.T), en, ko)
    z = _length_ratios(ko, en, ratio)
    ko_words = word_cover(ko.words, en.words, WINDOW)
    en_words = word_cover(en.words, ko.words, WINDOW)
    beads = tuple(
        _bead(kind, cosines, z[kind], from_ko, from_en, ko_words, en_words)
        if kind in cosines
        else np.zeros((len(BEAD_FEATURES), 0, 0), np.float32)
        for kind in TYPES
    )
    single = cosines[1, 1]
    return Candidates(
        beads=beads,
        ko_null=_null(ko, single.max(1), from_ko.anywhere, ko_words.anywhere, ratio),
        en_null=_null(en, single.max(0), from_en.anywhere, en_words.anywhere, 1.0),
    )


def _cosines(ko: Array, en: Array) -> dict[BeadType, Array]:
    """Cosines of every window with every other, by their sizes; in one product, many times faster
    than in one for each pair of sizes.
    """
    (sizes, n, d), (en_sizes, m, _) = ko.shape, en.shape
    every = (ko.reshape(sizes * n, d) @ en.reshape(en_sizes * m, d).T).reshape(sizes, n, en_sizes, m)
    return {
        (k, e): np.ascontiguousarray(every[k - 1, k - 1 :, e - 1, e - 1 :])
        for k in range(1, sizes + 1)
        for e in range(1, en_sizes + 1)
    }


def _bead(
    kind: BeadType,
    cosines: dict[BeadType, Array],
    z: NDArray[np.float64],
    from_ko: Cover,
    from_en: Cover,
    ko_words: WordCover,
    en_words: WordCover,
) -> Array:
    k, e = kind
    cos = cosines[kind]
    h, w = cos.shape
    rival_en = outside(cosines[k, 1], e)
    rival_ko = outside(np.ascontiguousarray(cosines[1, e].T), k).T
    ko_cover, en_cover = from_ko.of[kind], from_en.of[e, k].transpose(0, 2, 1)
    f = np.zeros((len(BEAD_FEATURES), h, w), np.float32)
    f[0] = 1
    f[1] = k + e - 2
    f[2] = k > 1 and e > 1
    f[3] = max(k, e) >= 3
    f[4] = cos
    f[5] = cos * (k + e - 2)
    f[6] = np.minimum(np.abs(z), 4)
    f[7] = np.minimum(z**2, 12) / 4
    f[8] = np.clip(z, -4, 4)
    f[9] = f[6] * cos
    if k + e > 2:
        f[10] = np.clip(cos - _trimmed(kind, cosines), -0.2, 0.2)
    f[11] = np.clip(cos - np.maximum(rival_en, rival_ko), -0.4, 0.4)
    f[12:14] = ko_cover[1:]
    f[14:16] = en_cover[1:]
    f[16] = np.maximum(ko_cover[0], en_cover[0])
    f[17], f[18] = ko_words.share(k, e), en_words.share(e, k).T
    f[19] = np.minimum(f[17], f[18])
    return f


def _null(lines: Lines, best: Array, covered: Array, words: Array, scale: float) -> Array:
    return np.stack(
        [np.ones_like(best), best, np.log(lines.chars * scale + _LENGTH_FLOOR) - 4, covered, words]
    ).astype(np.float32)


def _length_ratios(ko: Lines, en: Lines, ratio: float) -> dict[BeadType, NDArray[np.float64]]:
    """Log ratio of the windows' lengths, in spreads: 0 as long as expected, above 0 longer English."""
    ko_to, en_to = (np.concatenate([[0], np.cumsum(side.chars)]) for side in (ko, en))
    out = {}
    for k, e in TYPES:
        if k <= len(ko) and e <= len(en):
            expected = ratio * (ko_to[k:] - ko_to[:-k]) + _LENGTH_FLOOR
            actual = en_to[e:] - en_to[:-e] + _LENGTH_FLOOR
            out[k, e] = np.log(actual[None, :] / expected[:, None]) / _LENGTH_SPREAD
    return out


def _trimmed(kind: BeadType, cosines: dict[BeadType, Array]) -> Array:
    """Best cosine after one line is taken off an end of either window."""
    k, e = kind
    h, w = cosines[kind].shape
    out = np.full((h, w), -1, np.float32)
    if k > 1:
        less = cosines[k - 1, e]
        out = np.maximum(out, np.maximum(less[:h, :w], less[1 : h + 1, :w]))
    if e > 1:
        less = cosines[k, e - 1]
        out = np.maximum(out, np.maximum(less[:h, :w], less[:h, 1 : w + 1]))
    return out
