"""The trained weights, `qa/data/coverage.npz`, made by `tests/bench/train_coverage.py`."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np

from qa.coverage.network import Network
from qa.model import Lang

NETWORKS = ("ko-word", "en-word", "ko-stretch", "en-stretch")
_PARTS = ("mean", "scale", "hidden", "hidden_bias", "out", "bias")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """For each side the network of its words and that of its stretches.

    The word networks give log likelihood ratios of a word being unsaid rather than said; the
    stretch networks the log odds that a stretch is lost (invented), at the share of such sentences
    that `tests/bench/train_coverage.py` assumes.
    """

    word: dict[Lang, Network]
    stretch: dict[Lang, Network]


@functools.cache
def weights() -> Weights:
    """The weights of the package."""
    with resources.files("qa.data").joinpath("coverage.npz").open("rb") as file, np.load(file) as stored:
        found = {name: _network({p: stored[f"{name}/{p}"] for p in _PARTS}) for name in NETWORKS}
    return Weights(
        word={"ko": found["ko-word"], "en": found["en-word"]},
        stretch={"ko": found["ko-stretch"], "en": found["en-stretch"]},
    )


def _network(parts: dict[str, Any]) -> Network:
    return Network(
        mean=parts["mean"].astype(np.float64),
        scale=parts["scale"].astype(np.float64),
        hidden=parts["hidden"].astype(np.float64),
        hidden_bias=parts["hidden_bias"].astype(np.float64),
        out=parts["out"].astype(np.float64),
        bias=float(parts["bias"]),
    )
