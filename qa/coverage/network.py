"""A small trained network: standardised features, one hidden layer, a logit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """`logit(x) = relu((x - mean) / scale @ hidden + hidden_bias) @ out + bias`."""

    mean: Floats
    scale: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    bias: float

    def __call__(self, features: Floats) -> Floats:
        """Logits of rows of features, shape (n,)."""
        if not len(features):
            return np.zeros(0)
        inner = np.maximum((features - self.mean) / self.scale @ self.hidden + self.hidden_bias, 0)
        logits: Floats = inner @ self.out + self.bias
        return logits
