"""One side of an alignment: its lines as vectors, whole, joined and in pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.align.pieces import LIMITS, pieces
from qa.align.words import Words, words_of
from qa.encode.protocol import Encoder, Vectors, unit
from qa.model import Lang

WINDOW = 4
"""Lines of the longest window."""

_ROWS = 1000  # vectors that are centred at once, so that copies stay small

_MEAN_LINES = 10  # lines that the language's mean counts for beside a text's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The n lines of one side.

    `windows` has shape (WINDOW, n, d) (see `Encoder.windows`), `pieces` has a row for each piece in
    order; line i owns pieces `starts[i]` up to, not including, `starts[i + 1]`.  Vectors are
    centred and of unit length.  Lengths are in characters.
    """

    windows: Vectors
    chars: NDArray[np.float64]
    pieces: Vectors
    starts: NDArray[np.int64]
    piece_chars: NDArray[np.float64]
    words: Words

    def __len__(self) -> int:
        return len(self.chars)

    def part(self, first: int, last: int) -> Lines:
        """Lines `first` up to, not including, `last`."""
        a, b = int(self.starts[first]), int(self.starts[last])
        return Lines(
            windows=self.windows[:, first:last],
            chars=self.chars[first:last],
            pieces=self.pieces[a:b],
            starts=self.starts[first : last + 1] - a,
            piece_chars=self.piece_chars[a:b],
            words=self.words.part(first, last),
        )


def lines_of(
    lang: Lang, lines: Sequence[str], windows: Vectors, mean: Vectors | None, encoder: Encoder | None
) -> Lines:
    """What the aligner needs of one side.

    Args:
        lang: decides how lines are cut into pieces.
        lines: the texts.
        windows: their windows, shape (at least WINDOW, n, d), not centred.
        mean: the mean vector of the language, where it is known for this encoder.
        encoder: encodes the pieces; None takes each line as its only piece.
    """
    windows = windows[:WINDOW]
    # What all lines of a text share, its language and its topic, tells none of them from another.  With
    # few lines their mean is mostly their own content, so that the mean of the language is mixed in.
    own = windows[0].sum(0) + (0 if mean is None else _MEAN_LINES * mean)
    mean = (own / (len(lines) + _MEAN_LINES)).astype(np.float32)
    cut = [pieces(line, LIMITS[lang]) if encoder else (line,) for line in lines]
    todo = list(dict.fromkeys(p for parts in cut if len(parts) > 1 for p in parts))
    known = dict(zip(todo, encoder.encode(todo), strict=True)) if encoder and todo else {}
    starts = np.concatenate([[0], np.cumsum([len(parts) for parts in cut])]).astype(np.int64)
    vectors = np.empty((int(starts[-1]), windows.shape[2]), np.float32)
    for i, parts in enumerate(cut):
        vectors[starts[i] : starts[i + 1]] = [known[p] for p in parts] if len(parts) > 1 else windows[0, i]
    del known
    return Lines(
        windows=_centred(windows, mean),
        chars=np.array([len(line) for line in lines], np.float64),
        pieces=_centred(vectors, mean),
        starts=starts,
        piece_chars=np.array([max(1, len(p)) for parts in cut for p in parts], np.float64),
        words=words_of(lang, lines),
    )


def _centred(vectors: Vectors, mean: Vectors) -> Vectors:
    """Vectors less their language's mean, of unit length again; rows of zeros stay so."""
    out = np.empty_like(vectors)
    for start in range(0, vectors.shape[-2], _ROWS):
        some = vectors[..., start : start + _ROWS, :]
        there = np.any(some != 0, axis=-1, keepdims=True)
        out[..., start : start + _ROWS, :] = unit(np.where(there, some - mean, 0).astype(np.float32))
    return out
