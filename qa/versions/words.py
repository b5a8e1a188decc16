"""Which words of a text were changed."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Literal

_WORD = re.compile(r"\s+|\d+(?:[.,]\d+){0,20}|[^\W\d]+|.", re.DOTALL)
LONGEST = 4_000
"""Words of a paragraph above which it is told as a whole: difflib takes the square of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch that both versions have, or one that only the old or the new one has."""

    kind: Literal["same", "old", "new"]
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two texts in order; those of `old` and `same` make up the old, the others the new."""
    if old == new:
        return (Piece(kind="same", text=old),) if old else ()
    a, b = _WORD.findall(old), _WORD.findall(new)
    if len(a) > LONGEST or len(b) > LONGEST:
        return _pieces(("old", old), ("new", new))
    out: list[tuple[Literal["same", "old", "new"], str]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(("same", "".join(a[i:j])))
        else:
            out += [("old", "".join(a[i:j])), ("new", "".join(b[k:m]))]
    return _pieces(*_without_islands(out))


def _without_islands(
    pieces: list[tuple[Literal["same", "old", "new"], str]],
) -> list[tuple[Literal["same", "old", "new"], str]]:
    """A space between two changes is changed with them: readers see one change."""
    out: list[tuple[Literal["same", "old", "new"], str]] = []
    for n, (kind, text) in enumerate(pieces):
        inside = 0 < n < len(pieces) - 1
        if kind == "same" and inside and not text.strip():
            out += [("old", text), ("new", text)]
        else:
            out.append((kind, text))
    merged: list[tuple[Literal["same", "old", "new"], str]] = []
    old = new = ""
    for kind, text in [*out, ("same", "")]:
        if kind == "same":
            if old:
                merged.append(("old", old))
            if new:
                merged.append(("new", new))
            old = new = ""
            merged.append((kind, text))
        elif kind == "old":
            old += text
        else:
            new += text
    return merged


def _pieces(*parts: tuple[Literal["same", "old", "new"], str]) -> tuple[Piece, ...]:
    return tuple(Piece(kind=kind, text=text) for kind, text in parts if text)
