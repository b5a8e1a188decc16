"""Whether a spelling in Latin letters can be a name in Hangul, by how it sounds."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.data import resource
from qa.names import chunks
from qa.names.initials import abbreviations, with_letters
from qa.names.jamo import jamo
from qa.names.likeness import HOPELESS, likeness
from qa.names.spelling import orders, words
from qa.names.systems import japanese, korean, korean_person, mandarin

SAME = 0.5
"""From here on the spelling can be that Hangul."""
UNSURE = 0.1
"""Below this it cannot."""

FEATURES = (
    "hangul gap each", "latin gap each", "hangul gap root", "latin gap root", "hangul gap most",
    "latin gap most", "length", "person fits", "person differs", "korean fits", "mandarin fits",
    "mandarin differs", "japanese fits", "japanese differs", "bias",
)  # fmt: skip
"""A gap is how many nats less likely the pair is than the best that the one side could have had."""

_MOST_GAP = 80.0
_MOST_WEAK = 15.0


@functools.cache
def _weights() -> NDArray[np.float64]:
    given = json.loads(resource("sound/weights.json"))["weights"]
    return np.array([given[name] for name in FEATURES])


def sound_score(hangul: str, latin: str) -> float:
    """How well a spelling can be that Hangul, from 0 to 1; SAME and more means that it can.

    It compares whole names: of 도널드 트럼프 against Trump the caller passes the part 트럼프.
    """
    return float(sound_scores([hangul], [latin])[0, 0])


def sound_scores(
    hangul: Sequence[str], latin: Sequence[str], wanted: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Every Hangul name against every Latin one.

    Args:
        hangul: names without particles; Latin letters and digits in them answer to themselves.
        latin: names, surname first or last, with or without hyphens, marks and capitals.
        wanted: the pairs to look at, shape (hangul, latin); all if None.

    Returns:
        Scores from 0 to 1, shape (hangul, latin); 0 for pairs that are not wanted.
    """
    odds = np.full((len(hangul), len(latin)), -np.inf)
    pairs, features = features_of(hangul, latin, chunks.learned(), wanted)
    np.maximum.at(odds, (pairs[:, 0], pairs[:, 1]), features @ _weights())
    scores: NDArray[np.float64] = 1 / (1 + np.exp(np.minimum(-odds, 700)))
    return scores


def features_of(
    hangul: Sequence[str], latin: Sequence[str], model: chunks.Chunks, wanted: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """What is weighed, of each pair and each order of the words of its spelling.

    Args:
        hangul: names.
        latin: names.
        model: the chunks of the two scripts.
        wanted: pairs to look at, shape (hangul, latin); all if None.

    Returns:
        Index of the Hangul and of the Latin name, shape (n, 2), and the FEATURES, shape (n, features).
    """
    names, spellings = _Numbered(), _Numbered()
    said = [names.add(jamo(name)) for name in hangul]
    spelt = [(column, spellings.add(way)) for column, name in enumerate(latin) for way in orders(name)]
    rows = np.array([row for row, number in enumerate(said) if names.texts[number]], np.intp)
    ways = np.array(spelt, np.intp).reshape(-1, 2)
    found = np.empty((len(rows) * len(ways), 4), np.intp)
    found[:, 0] = np.repeat(rows, len(ways))
    found[:, 1] = np.tile(ways[:, 0], len(rows))
    found[:, 2] = np.array(said, np.intp)[found[:, 0]]
    found[:, 3] = np.tile(ways[:, 1], len(rows))
    if wanted is not None:
        found = found[wanted[found[:, 0], found[:, 1]]]
    aloud = [
        (row, column, names.add(jamo(other)), way)
        for column, way in spelt
        if abbreviations(latin[column])
        for row, name in enumerate(hangul)
        if (wanted is None or wanted[row, column]) and (other := with_letters(name, latin[column])) != name
    ]
    found = np.concatenate([found, np.array(aloud, np.intp).reshape(-1, 4)])
    found_like = likeness(names.texts, spellings.texts, found[:, 2:], model)
    size_ko = np.array([len(text) for text in names.texts] or [0], float)[found[:, 2]]
    size_en = np.array([len(text.replace(" ", "")) for text in spellings.texts] or [0], float)[found[:, 3]]
    gap_ko = np.minimum(found_like.gap_ko, _MOST_GAP).astype(float)
    gap_en = np.minimum(found_like.gap_en, _MOST_GAP).astype(float)
    weakest_ko = np.minimum(found_like.weakest_ko, _MOST_WEAK).astype(float)
    weakest_en = np.minimum(found_like.weakest_en, _MOST_WEAK).astype(float)
    size = size_ko + size_en
    features = np.zeros((len(found), len(FEATURES)))
    features[:, :7] = np.stack(
        [
            gap_ko / size_ko,
            gap_en / size_en,
            gap_ko / np.sqrt(size_ko),
            gap_en / np.sqrt(size_en),
            weakest_ko,
            weakest_en,
            np.log(size),
        ],
        axis=1,
    )
    features[:, -1] = 1
    near = np.flatnonzero(gap_ko + gap_en <= HOPELESS * np.sqrt(size))
    for n in near:
        row, column, name, way = found[n]
        features[n, 7:14] = _rules(
            hangul[row], latin[column], names.texts[name], spellings.texts[way].replace(" ", "")
        )
    return found[:, :2], features


class _Numbered:
    """Texts by number, each once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._known: dict[str, int] = {}

    def add(self, text: str) -> int:
        """The number of a text."""
        number = self._known.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number


@functools.lru_cache(maxsize=65536)
def _rules(hangul: str, latin: str, name: str, spelling: str) -> tuple[float, ...]:
    """Whether the ways of spelling that have rules make them one name, and make them two.

    The longer letters that can all be read as Mandarin or Japanese, the less by chance.
    """
    person, letters = korean_person(hangul, words(latin)), spelling.lower()
    said: list[float] = [person is True, person is False, korean().fits(name, letters)]
    for system in (mandarin(), japanese()):
        fits = system.fits(name, letters)
        differs = not fits and system.spells(letters) and system.says(name)
        said += [fits, differs * min(len(letters), 12) / 6]
    return tuple(said)
