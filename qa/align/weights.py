"""The aligner's trained numbers, as data: `data/align.json` and `data/encoder_means.npz`."""

from __future__ import annotations

import functools
import io
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qa.align.features import BEAD_FEATURES, NULL_FEATURES, TYPES, Candidates
from qa.align.lattice import Lattice, Posterior, Scores
from qa.encode.protocol import Vectors
from qa.errors import DataError

Kind = Literal["bead", "gap", "moved", "null"]
"""How a link was found: in the main pass, in a gap of it, out of order, or not at all."""
KINDS: tuple[Kind, ...] = ("bead", "gap", "moved", "null")

_USUAL_RATE, _PRIOR_LINES = 0.1, 20.0
_TRIFLE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """All that training decided.

    `bead` and `null` weigh the features of `qa.align.features`, in nats; `null_rate` weighs how much
    of the text seems to have no counterpart (`rate_of`).  `moved_margin` is what a
    bead out of order must score beyond one in order, for each pair of its lines; `gap_bonus` what
    one is given whose lines lie between the same neighbours.  `calibration` maps the log-odds of
    the lattice to those of being right: slope and offset by kind of link.  The means are those of
    the encoder named `encoder`; they are None where a text is centred by itself alone.
    """

    encoder: str
    bead: NDArray[np.float64]
    null: NDArray[np.float64]
    null_rate: float
    moved_margin: float
    gap_bonus: float
    calibration: Mapping[Kind, tuple[float, float]]
    ko_mean: Vectors | None = None
    en_mean: Vectors | None = None

    def lattice(self, candidates: Candidates, rate: float = 0.0) -> Lattice:
        """The scores of all beads and nulls, given the null rate of the whole text."""
        ko_null, en_null = self.nulls(candidates.ko_null, candidates.en_null, rate)
        beads = tuple(np.tensordot(self.bead, f, 1) for f in candidates.beads)
        return Lattice(types=TYPES, beads=beads, ko_null=ko_null, en_null=en_null)

    def nulls(self, ko: Vectors, en: Vectors, rate: float) -> tuple[Scores, Scores]:
        """The scores of the nulls of both sides, from their features."""
        return _later(self.null @ ko + self.null_rate * rate), _later(self.null @ en + self.null_rate * rate)

    def confidence(self, kind: Kind, probability: float) -> float:
        """The calibrated probability that a link is right, to six digits."""
        p = min(max(probability, 1e-6), 1 - 1e-6)
        slope, offset = self.calibration[kind]
        odds = slope * math.log(p / (1 - p)) + offset
        return round(0.5 + 0.5 * math.tanh(odds / 2), 6)


def _later(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Null scores a trifle higher towards the end: of two equal copies the later one is left over."""
    return scores + _TRIFLE * np.arange(len(scores))


def rate_of(posteriors: Iterable[Posterior]) -> float:
    """The null rate of a text: log of the expected share of lines without a counterpart, over 10 %.

    In a close translation a line without a counterpart is less likely than in a digest, however
    odd its words.  A few lines say little about that, so that 20 lines of the usual rate are added.
    """
    nulls, lines = _USUAL_RATE * _PRIOR_LINES, _PRIOR_LINES
    for p in posteriors:
        nulls += float(p.ko_null.sum() + p.en_null.sum())
        lines += len(p.ko_null) + len(p.en_null)
    return math.log(nulls / lines / _USUAL_RATE)


@functools.cache
def load_weights() -> Weights:
    """The weights that come with the package.

    Raises:
        DataError: the file does not hold a number for each feature.
    """
    path = "align.json"
    files = resources.files("qa.data")
    data = json.loads(files.joinpath(path).read_text(encoding="utf-8"))
    with np.load(io.BytesIO(files.joinpath("encoder_means.npz").read_bytes()), allow_pickle=False) as means:
        ko_mean, en_mean = means["ko"], means["en"]
    try:
        return Weights(
            encoder=data["encoder"]["name"],
            bead=np.array([data["bead"][name] for name in BEAD_FEATURES]),
            null=np.array([data["null"][name] for name in NULL_FEATURES]),
            null_rate=data["null-rate"],
            moved_margin=data["moved-margin"],
            gap_bonus=data["gap-bonus"],
            calibration={kind: tuple(data["calibration"][kind]) for kind in KINDS},
            ko_mean=ko_mean,
            en_mean=en_mean,
        )
    except KeyError as error:
        raise DataError(f"there is no number for {error}", path=path) from error
