"""Which English words of a link render which Korean units, by the bilingual lexicon."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.coverage.units import Unit
from qa.lexicon import Entry, entries, stem, stems

REACH = 4
"""English words within which the words of a phrase ("took it over") stand."""


def entry(unit: Unit) -> Entry | None:
    """What the lexicon says of a Korean unit: of its morpheme, else of it as the root of a 하다 verb."""
    known = entries()
    return known.get(unit.form) or known.get(unit.form.removesuffix("다") if unit.tag == "XR" else unit.form)


def glosses(ko: Sequence[Unit], en: Sequence[Unit]) -> NDArray[np.float64]:
    """How usual English words are as renderings of Korean units, 0 (not at all) to 1; shape (units, words).

    A unit is looked up alone and as part of its written word (인공지능: "artificial intelligence").
    """
    out = np.zeros((len(ko), len(en)))
    text = [stem(u.form) for u in en]
    parts = [stems(u.form) for u in en]
    known = entries()
    for i, unit in enumerate(ko):
        for found in {id(e): e for e in (entry(unit), known.get(unit.whole)) if e is not None}.values():
            for j, s in enumerate(text):
                out[i, j] = max(out[i, j], *(found.words.get(part, 0.0) for part in (s, *parts[j])))
            for run, weight in found.phrases:
                at = _runs(text, run)
                out[i, at] = np.maximum(out[i, at], weight)
    return out


def _runs(text: Sequence[str], run: Sequence[str]) -> list[int]:
    """Where the stems of a phrase stand in order, near each other."""
    for start, s in enumerate(text):
        if s != run[0]:
            continue
        at = [start]
        for wanted in run[1:]:
            near = range(at[-1] + 1, min(len(text), at[-1] + 1 + REACH))
            found = next((j for j in near if text[j] == wanted), None)
            if found is None:
                break
            at.append(found)
        if len(at) == len(run):
            return at
    return []
