"""What an encoder is: texts in, unit vectors out, a name and a version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Maps texts of both languages into one space."""

    @property
    def name(self) -> str:
        """The name that `--encoder` takes."""
        ...

    @property
    def version(self) -> str:
        """What must be equal for two vectors to be comparable; goes into the report's signature."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit row vectors, shape (n, d); no text is cut."""
        ...

    def windows(self, lines: Sequence[str], size: int) -> Vectors:
        """Vectors of every run of 1 to `size` neighbouring lines, shape (size, n, d).

        `[k - 1, i]` is the unit vector of lines `i - k + 1` to `i` joined by spaces; zeros where
        `i < k - 1`, for there is no such run.
        """
        ...


def joined_windows(encode: Callable[[Sequence[str]], Vectors], lines: Sequence[str], size: int) -> Vectors:
    """`Encoder.windows` for any encoder, by encoding each joined run."""
    if not lines:
        return np.zeros((size, 0, encode(["a"]).shape[1]), np.float32)
    singles = encode(lines)
    out = np.zeros((size, len(lines), singles.shape[1]), np.float32)
    out[0] = singles
    for k in range(2, min(size, len(lines)) + 1):
        out[k - 1, k - 1 :] = encode([" ".join(lines[i : i + k]) for i in range(len(lines) - k + 1)])
    return out


def unit(vectors: Vectors) -> Vectors:
    """The rows (last axis) scaled to length 1; rows of zeros stay zeros."""
    length = np.sqrt(np.einsum("...d,...d->...", vectors, vectors))[..., None]
    scaled: Vectors = (vectors / np.maximum(length, 1e-12)).astype(np.float32)
    return scaled
