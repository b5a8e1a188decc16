"""What speaks for a stretch being an omission (an addition) rather than words put another way."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.coverage.stretch import Stretch
from qa.coverage.units import Unit

Floats = NDArray[np.float64]

_FLOOR = 10  # characters added to both sides, so that short sentences are not judged by length

STRETCH_FEATURES = (
    "evidence", "against", "length", "length-without", "share-of-text", "unsaid-here", "unsaid-there",
    "mean-here", "mean-there", "second", "second-there", "units", "words", "cosine", "gain", "named",
    "nominal", "pronouns", "acronyms", "kin", "closest-kin",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A side of a link: its text, its content words and for each the evidence that it is unsaid."""

    text: str
    units: tuple[Unit, ...]
    unsaid: Floats
    stretch: Stretch | None


def longer(there: float, here: float, expected: float) -> float:
    """Log of how much longer the other side is than expected of this one."""
    return math.log((there + _FLOOR) / (here * expected + _FLOOR))


_NOMINAL = ("NNG", "NNP", "SL", "SH", "name", "word")
_PRONOUNS = frozenset(("he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "one"))


def _acronym(word: str) -> bool:
    return 2 <= len(word) <= 6 and word.isupper() and word.isalpha()


def stretch_features(
    here: Evidence, there: Evidence, expected: float, cosine: float, gain: float, kin: Floats
) -> Floats:
    """The features of the worst stretch of one side of a link.

    Args:
        here: the side of the stretch; it must have one.
        there: the other side.
        expected: characters of the other side for one of this.
        cosine: similarity of the two sides as they stand.
        gain: by how much it grows when the stretch is taken out.
        kin: for each word of the stretch how much it is like the word of the other side that is
            unsaid too and most like it: what is only put another way has its kin there.
    """
    stretch = here.stretch
    assert stretch is not None
    size = stretch.span.end - stretch.span.start
    content = np.array([u.tag != "stop" for u in there.units], bool)
    other = there.unsaid[content]
    named = sum(u.tag in ("NNP", "SL", "SN", "name", "number") for u in stretch.units)
    return np.array(
        [
            stretch.evidence,
            there.stretch.evidence if there.stretch else 0.0,
            longer(len(there.text), len(here.text), expected),
            longer(len(there.text), max(0, len(here.text) - size), expected),
            size / max(1, len(here.text)),
            float(np.clip(here.unsaid, 0, None).sum()),
            float(np.clip(other, 0, None).sum()),
            float(here.unsaid.mean()),
            float(other.mean()) if len(other) else 0.0,
            stretch.second,
            there.stretch.second if there.stretch else 0.0,
            len(stretch.units),
            stretch.words,
            cosine,
            gain,
            named / max(1, len(stretch.units)),
            # 그 회사는 may have become "it", 외상 후 스트레스 장애 "PTSD"
            sum(u.tag in _NOMINAL for u in stretch.units) / max(1, len(stretch.units)),
            sum(u.form.lower() in _PRONOUNS for u in there.units),
            sum(_acronym(u.form) and u.form not in here.text for u in there.units),
            float(kin.mean()) if len(kin) else 0.0,
            float(kin.max()) if len(kin) else 0.0,
        ]
    )
