"""Where one side of a link says what the other does not: clauses lost and clauses invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.coverage.likeness import Likeness, english_features, korean_features
from qa.coverage.model import Weights
from qa.coverage.stretch import worst_stretch
from qa.coverage.stretch_features import Evidence, stretch_features
from qa.coverage.units import Unit
from qa.encode.protocol import Encoder
from qa.model import Lang, Span

Floats = NDArray[np.float64]

WORD_LIMIT = 3.0
"""Log likelihood ratio that one word can weigh at most, either way."""

FEWEST = 2
"""Content words that a stretch must have: one alone is more often put another way than lost."""

NO_CHANCE = -3.0
"""Log odds, taken as if nothing were gained by leaving the stretch out, that no gain makes up for."""

WORTH_A_LOOK = 1.0
"""Evidence under which a stretch is not looked at: it would not come near any threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The two sides of a link.

    `ko_settled` and `en_settled` are the words that another step has seen on the other side (facts
    that agree) or has told of (facts that do not), and idioms: they say nothing here.
    """

    ko: str
    en: str
    ko_start: int
    en_start: int
    like: Likeness
    cosine: float
    ratio: float
    ko_settled: tuple[Span, ...] = ()
    en_settled: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """The worst stretch of one side of a pair, at `span` of the body text, and what speaks for it."""

    lang: Lang
    here: Evidence
    there: Evidence
    expected: float
    cosine: float
    span: Span
    kin: Floats
    rest: str
    """The side's text without the stretch."""

    def features(self, gain: float) -> Floats:
        """The features of the stretch, if the sides grow alike by `gain` when it is taken out."""
        return stretch_features(self.here, self.there, self.expected, self.cosine, gain, self.kin)


def evidence(pair: Pair, weights: Weights) -> tuple[Evidence, Evidence]:
    """For both sides of a pair what speaks for each of its words being unsaid."""
    ko, en = unsaid_words(pair, weights)
    return (
        Evidence(text=pair.ko, units=pair.like.ko, unsaid=ko, stretch=worst_stretch(pair.like.ko, ko)),
        Evidence(text=pair.en, units=pair.like.en, unsaid=en, stretch=worst_stretch(pair.like.en, en)),
    )


def unsaid_words(pair: Pair, weights: Weights) -> tuple[Floats, Floats]:
    """For each Korean and each English word of a pair the log likelihood ratio of its being unsaid."""
    ko = _unsaid(weights.word["ko"](korean_features(pair.like)), pair.like.ko, pair.ko_settled)
    en = _unsaid(weights.word["en"](english_features(pair.like)), pair.like.en, pair.en_settled)
    return ko, en


def _unsaid(logits: Floats, units: Sequence[Unit], settled: Sequence[Span]) -> Floats:
    out = np.clip(logits, -WORD_LIMIT, WORD_LIMIT)
    for i, unit in enumerate(units):
        if unit.tag == "stop":
            out[i] = 0.0
        elif any(unit.span.touches(span) for span in settled):
            out[i] = min(out[i], 0.0)
    return out


def candidates(pair: Pair, weights: Weights, fewest: int = FEWEST) -> list[Candidate]:
    """The worst stretch of each side, where there is one of that many content words worth a look."""
    ko, en = evidence(pair, weights)
    out = []
    sides: tuple[tuple[Lang, Evidence, Evidence, int, float, Floats], ...] = (
        ("ko", ko, en, pair.ko_start, pair.ratio, pair.like.single),
        ("en", en, ko, pair.en_start, 1 / pair.ratio, pair.like.single.T),
    )
    for lang, here, there, start, expected, cosines in sides:
        stretch = here.stretch
        if (
            stretch is None
            or stretch.evidence < WORTH_A_LOOK
            or sum(u.tag != "stop" for u in stretch.units) < fewest
            or not here.text.strip()
            or not there.text.strip()
        ):
            continue
        span = _whole_words(here.text, Span(stretch.span.start - start, stretch.span.end - start))
        rest = f"{here.text[: span.start].rstrip()} {here.text[span.end :].lstrip()}".strip()
        out.append(
            Candidate(
                lang=lang, here=here, there=there, expected=expected, cosine=pair.cosine,
                span=span.shifted(start), rest=rest, kin=_kin(here, there, cosines),
            )
        )  # fmt: skip
    return out


def _kin(here: Evidence, there: Evidence, cosines: Floats) -> Floats:
    """Of each content word of the stretch, its likeness to the words that are unsaid on the other side."""
    stretch = here.stretch
    assert stretch is not None
    inside = set(stretch.units)
    rows = [i for i, u in enumerate(here.units) if u in inside and u.tag != "stop"]
    columns = [j for j, u in enumerate(there.units) if there.unsaid[j] > 0 and u.tag != "stop"]
    if not rows or not columns:
        return np.zeros(len(rows))
    found: Floats = cosines[np.ix_(rows, columns)].max(1)
    return found


_MARKS = ".,;:!?…\"'”’)]』」》〉"


def _whole_words(text: str, span: Span) -> Span:
    """The span with the particles and endings that its last word goes on with, without its marks."""
    end = span.end
    while end < len(text) and not text[end].isspace():
        end += 1
    while end > span.end and text[end - 1] in _MARKS:
        end -= 1
    return Span(span.start, end)


def features_of(found: Sequence[Candidate], encoder: Encoder) -> Floats:
    """The features of candidates of any number of pairs: what is left without each is encoded at once."""
    if not found:
        return np.zeros((0, 0))
    vectors = encoder.encode([c.rest or c.here.text for c in found] + [c.there.text for c in found])
    gains = np.sum(vectors[: len(found)] * vectors[len(found) :], axis=1)
    return np.stack([c.features(float(gain) - c.cosine) for c, gain in zip(found, gains, strict=True)])


def judged(found: Sequence[Candidate], weights: Weights, encoder: Encoder) -> list[float]:
    """The log odds of each candidate; what has no chance is judged without encoding what is left."""

    def odds(candidate: Candidate, features: Floats) -> float:
        return float(weights.stretch[candidate.lang](features[None])[0])

    judgements = [odds(c, c.features(gain=0.0)) for c in found]
    worth = [n for n, quick in enumerate(judgements) if quick > NO_CHANCE]
    for n, features in zip(worth, features_of([found[n] for n in worth], encoder), strict=True):
        judgements[n] = odds(found[n], features)
    return judgements
