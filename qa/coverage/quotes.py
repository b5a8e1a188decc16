"""Whether two quotations say the same: what their words and their vectors speak for."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.coverage.gaps import Pair, unsaid_words
from qa.coverage.likeness import WordVectors
from qa.coverage.model import Weights, weights
from qa.coverage.units import Unit
from qa.data import resource
from qa.model import Span

Floats = NDArray[np.float64]

SAID = 0.0
"""Log likelihood ratio above which a word is taken to be unsaid."""


def quote_features(
    pair: Pair, weights: Weights, ko: Sequence[Span], en: Sequence[Span], words: WordVectors
) -> Floats:
    """What speaks for the English quotation saying something else than the Korean one.

    Args:
        pair: the link that they stand in.
        weights: of the coverage model.
        ko: the Korean words between marks; of a quotation that a verb of saying cuts in two, both.
        en: the English ones.
        words: the encoder, and what it made of words before.
    """
    ko_quote, en_quote, ko_rest, en_rest, ko_all, en_all = words.encoder.encode(
        quote_texts(pair, ko, en)
    ).astype(np.float64)
    alike = float(ko_all @ en_all)
    ko_unsaid, en_unsaid = unsaid_words(pair, weights)
    ko_in, en_in = _inside(pair.like.ko, ko), _inside(pair.like.en, en)
    single = pair.like.single
    within = single[np.ix_(ko_in, en_in)]
    ko_best = within.max(1) if within.size else np.zeros(0)
    en_best = within.max(0) if within.size else np.zeros(0)
    ko_parts, en_parts = _weights(ko_unsaid[ko_in]), _weights(en_unsaid[en_in])
    ko_short, en_short = _shortfalls(pair, ko_in, en_in, words)
    return np.array(
        [
            float(ko_quote @ en_quote),
            alike,
            alike - float(ko_all @ en_rest),
            alike - float(ko_rest @ en_all),
            alike - float(ko_rest @ en_rest),
            float(ko_quote @ en_quote) - float(ko_all @ en_quote),
            float(ko_quote @ en_quote) - float(ko_quote @ en_all),
            *ko_parts,
            *en_parts,
            min(ko_parts[0], en_parts[0]),
            min(ko_parts[2], en_parts[2]),
            np.log1p(len(ko_in)),
            np.log1p(len(en_in)),
            float(ko_best.mean()) if len(ko_best) else 0.0,
            float(en_best.mean()) if len(en_best) else 0.0,
            float(ko_best.min()) if len(ko_best) else 0.0,
            float(en_best.min()) if len(en_best) else 0.0,
            *ko_short,
            *en_short,
            min(ko_short[0], en_short[0]),
            min(ko_short[1], en_short[1]),
        ]
    )


FEATURES = (
    "cosine", "link", "en_gain", "ko_gain", "both_gain", "en_home", "ko_home",
    "ko_max", "ko_second", "ko_mean", "ko_share",
    "en_max", "en_second", "en_mean", "en_share", "both_max", "both_mean",
    "ko_words", "en_words", "ko_like", "en_like", "ko_least", "en_least",
    *(f"{side}_{what}" for side in ("ko", "en") for what in (
        "short_max", "short_mean", "within_max", "within_mean", "reached_least", "reached_mean")),
    "both_short_max", "both_short_mean",
)  # fmt: skip


def _shortfalls(
    pair: Pair, ko_in: Sequence[int], en_in: Sequence[int], words: WordVectors
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Of the words of each quotation, how far the other side stays behind what they reach elsewhere."""
    like = pair.like
    ko, en = [], []
    double = like.double.max(1, initial=-1.0)
    for i in ko_in:
        unit = like.ko[i]
        best, around = words.reach(unit.form, "en")
        best = max(best, words.reach(unit.whole, "en")[0])
        got = max(float(like.single[i].max(initial=0.0)), float(double[i]))
        ko.append(
            (best - got, best - float(like.single[i, en_in].max(initial=0.0)), _share(got, best, around))
        )
    for j in en_in:
        best, around = words.reach(like.en[j].form, "ko")
        got = float(like.single[:, j].max(initial=0.0))
        en.append(
            (best - got, best - float(like.single[ko_in, j].max(initial=0.0)), _share(got, best, around))
        )
    return _summary(ko), _summary(en)


def _share(got: float, best: float, around: float) -> float:
    """How much of the way from its neighbourhood to its nearest word a word finds again."""
    return (got - around) / max(best - around, 0.15)


def _summary(words: Sequence[tuple[float, float, float]]) -> tuple[float, ...]:
    if not words:
        return 0.0, 0.0, 0.0, 0.0, 1.0, 1.0
    short, within, reached = np.array(words).T
    return (
        float(short.max()), float(short.mean()), float(within.max()), float(within.mean()),
        float(reached.min()), float(reached.mean()),
    )  # fmt: skip


def quote_texts(pair: Pair, ko: Sequence[Span], en: Sequence[Span]) -> list[str]:
    """What is to be encoded: the two quotations, the two sides without them, the two sides."""
    ko_text, en_text = pair.ko, pair.en
    ko_parts = [s.shifted(-pair.ko_start) for s in ko]
    en_parts = [s.shifted(-pair.en_start) for s in en]
    ko_quote, ko_rest = _split(ko_text, ko_parts)
    en_quote, en_rest = _split(en_text, en_parts)
    return [ko_quote, en_quote, ko_rest, en_rest, ko_text, en_text]


def _split(text: str, spans: Sequence[Span]) -> tuple[str, str]:
    """What stands in the spans, and what stands outside of them."""
    rest, at = [], 0
    for span in spans:
        rest.append(text[at : span.start])
        at = span.end
    rest.append(text[at:])
    return " ".join(text[s.start : s.end].strip() for s in spans), " ".join(rest)


def _inside(units: Sequence[Unit], spans: Sequence[Span]) -> list[int]:
    return [
        n
        for n, u in enumerate(units)
        if u.tag != "stop" and any(s.start <= u.span.start < s.end for s in spans)
    ]


def _weights(unsaid: Floats) -> tuple[float, float, float, float]:
    """Greatest, second greatest and mean evidence, and the share of words more likely unsaid."""
    if not len(unsaid):
        return -1.0, -1.0, -1.0, 0.0
    top = np.sort(unsaid)[::-1]
    return (
        float(top[0]),
        float(top[1]) if len(top) > 1 else float(top[0]),
        float(unsaid.mean()),
        float((unsaid > SAID).mean()),
    )


@functools.cache
def _model() -> dict[str, Floats]:
    """Mean and scale of the features, and the weights of a logistic regression on them."""
    stored = json.loads(resource("quotes.json"))
    assert tuple(stored["features"]) == FEATURES
    return {name: np.array(stored[name]) for name in ("mean", "scale", "weights", "bias")}


def judge(pair: Pair, ko: Sequence[Span], en: Sequence[Span], words: WordVectors) -> float | None:
    """The log odds that an English quotation says something else than the Korean one.

    None where nothing can be told: the Korean is in Latin letters or digits, or the English has
    fewer than `FEWEST` words with content.
    """
    inside = [pair.like.ko[i] for i in _inside(pair.like.ko, ko)]
    if all(u.tag in ("SL", "SN", "SH") for u in inside) or len(_inside(pair.like.en, en)) < FEWEST:
        return None
    model = _model()
    scaled = (quote_features(pair, weights(), ko, en, words) - model["mean"]) / model["scale"]
    return float(expanded(scaled[None])[0] @ model["weights"] + model["bias"])


def expanded(scaled: Floats) -> Floats:
    """Features and their products: what one word tells depends on how many there are."""
    z = np.clip(scaled, -FAR, FAR)
    rows, columns = np.triu_indices(z.shape[1])
    return np.column_stack([z, PRODUCTS * z[:, rows] * z[:, columns]])


FEWEST = 2
"""English content words that a quotation must have: one alone (“고비”, "critical") is put in many ways."""

PRODUCTS = 0.3
"""Scale of the products: a smaller one has the ridge hold them down more."""

FAR = 3.0
"""Standard deviations that a feature can count for at most."""


def quote_cosines(ko: Sequence[str], en: Sequence[str], vectors: WordVectors | None) -> Floats:
    """Cosines of Korean quotations (rows) and English ones; zeros where there are no vectors."""
    if vectors is None or not ko or not en:
        return np.zeros((len(ko), len(en)))
    told = vectors.encoder.encode([*ko, *en]).astype(np.float64)
    cosines: Floats = told[: len(ko)] @ told[len(ko) :].T
    return cosines


SURE = 0.55
"""Cosine from which a Korean word is taken for what an English one translates."""

WIDER = 3
"""English content words that must be the translation of Korean words outside of the quotation."""


def said_outside(pair: Pair, ko: Sequence[Span], en: Sequence[Span]) -> Span | None:
    """The run of English words in a quotation whose Korean words stand outside of the Korean one."""
    ko_in, en_in = set(_inside(pair.like.ko, ko)), _inside(pair.like.en, en)
    out = [i for i in range(len(pair.like.ko)) if i not in ko_in]
    inside = sorted(ko_in)
    if not out or not inside or len(en_in) < WIDER:
        return None
    run: list[int] = []
    best: list[int] = []
    for j in en_in:
        outside, within = pair.like.single[out, j].max(), pair.like.single[inside, j].max()
        if outside >= SURE and within < SURE - 0.1:
            run.append(j)
        else:
            best, run = max(best, run, key=len), []
    best = max(best, run, key=len)
    if len(best) < WIDER:
        return None
    return Span(pair.like.en[best[0]].span.start, pair.like.en[best[-1]].span.end)
