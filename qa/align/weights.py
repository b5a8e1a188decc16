"""The aligner's trained numbers, as data: `data/align.json` and `data/encoder_means.npz`."""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qa.align.features import BEAD_FEATURES, NULL_FEATURES, TYPES, Candidates
from qa.align.lattice import Lattice
from qa.encode.protocol import Vectors
from qa.errors import DataError

Kind = Literal["bead", "gap", "moved", "null"]
"""How a link was found: in the main pass, in a gap of it, out of order, or not at all."""
KINDS: tuple[Kind, ...] = ("bead", "gap", "moved", "null")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """All that training decided.

    `bead` and `null` weigh the features of `qa.align.features`, in nats.  `moved_margin` is what a
    bead out of order must score beyond one in order, for each pair of its lines; `gap_bonus` what
    one is given whose lines lie between the same neighbours.  `calibration` maps the log-odds of
    the lattice to those of being right: slope and offset by kind of link.  The means are those of
    the encoder named `encoder`; they are None where each text is centred by itself.
    """

    encoder: str
    bead: NDArray[np.float64]
    null: NDArray[np.float64]
    moved_margin: float
    gap_bonus: float
    calibration: Mapping[Kind, tuple[float, float]]
    ko_mean: Vectors | None = None
    en_mean: Vectors | None = None

    def lattice(self, candidates: Candidates) -> Lattice:
        """The scores of all beads and nulls."""
        return Lattice(
            types=TYPES,
            beads=tuple(np.tensordot(self.bead, f, 1) for f in candidates.beads),
            ko_null=self.null @ candidates.ko_null,
            en_null=self.null @ candidates.en_null,
        )

    def confidence(self, kind: Kind, probability: float) -> float:
        """The calibrated probability that a link is right, to six digits."""
        p = min(max(probability, 1e-6), 1 - 1e-6)
        slope, offset = self.calibration[kind]
        return round(float(1 / (1 + np.exp(-(slope * np.log(p / (1 - p)) + offset)))), 6)


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
            moved_margin=data["moved-margin"],
            gap_bonus=data["gap-bonus"],
            calibration={kind: tuple(data["calibration"][kind]) for kind in KINDS},
            ko_mean=ko_mean,
            en_mean=en_mean,
        )
    except KeyError as error:
        raise DataError(f"there is no number for {error}", path=path) from error
