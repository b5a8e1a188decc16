"""How likely each name is not said on the other side: the trained networks, `qa/data/names.npz`."""

from __future__ import annotations

import functools
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from qa.coverage.likeness import Likeness
from qa.coverage.network import Network
from qa.names.evidence import Evidence
from qa.names.features import meaning_of_stems, meaning_of_words, stem_features, word_features

Floats = NDArray[np.float64]


def unsaid(found: Evidence, like: Likeness | None) -> tuple[Floats, Floats]:
    """Log likelihood ratios of each stem and each word being unsaid rather than said.

    Args:
        found: the sounds of a link's names.
        like: the cosines of its words, where they are known.

    Returns:
        Of the Korean stems, shape (stems,), and of the English words, shape (words,).
    """
    networks = _networks()
    ko = networks["ko"](stem_features(found, meaning_of_stems(found.stems, like)))
    en = networks["en"](word_features(found, meaning_of_words(found.words, like)))
    return _settled(ko, found.known_ko), _settled(en, found.known_en)


def _settled(odds: Floats, known: Floats) -> Floats:
    """What the tables have found on the other side is said, whatever the network makes of its sound."""
    return np.where(known > 0, np.minimum(odds, SAID), odds)


SAID = -3.0
"""Log likelihood ratio of a name that the tables have found on the other side."""


@functools.cache
def _networks() -> dict[str, Network]:
    with resources.files("qa.data").joinpath("names.npz").open("rb") as file, np.load(file) as stored:
        return {
            side: Network(
                mean=stored[f"{side}/mean"].astype(np.float64),
                scale=stored[f"{side}/scale"].astype(np.float64),
                hidden=stored[f"{side}/hidden"].astype(np.float64),
                hidden_bias=stored[f"{side}/hidden_bias"].astype(np.float64),
                out=stored[f"{side}/out"].astype(np.float64),
                bias=float(stored[f"{side}/bias"]),
            )
            for side in ("ko", "en")
        }
