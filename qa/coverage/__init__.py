"""Coverage: whether each side of a link says all that the other says, word by word.

    pairs = pairs_of(article, parts, links, facts, WordVectors(encoder))
    gaps = find_gaps(pairs, encoder)

Two steps, both trained on translations whose sentences were shortened by a phrase
(`tests/bench/train_coverage.py`): which content words have no counterpart (`likeness`), and whether
the stretch where such words crowd is a loss or only another way to put it (`stretch_features`).
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Sequence

from qa.coverage.gaps import Candidate, Pair, candidates, judged
from qa.coverage.idioms import figurative
from qa.coverage.likeness import Cosines, WordVectors, likeness
from qa.coverage.model import weights
from qa.coverage.units import Unit, english_units, glossed, korean_units
from qa.encode import Encoder
from qa.model import Article, FactMatch, Gap, Lang, Link, Span
from qa.segment import Segmented
from qa.segment.lengths import length_ratio

__all__ = ["ENCODER", "Pair", "WordVectors", "find_gaps", "pairs_of"]

ENCODER = "embedded"
"""The model was trained on this encoder's vectors and says nothing about others'."""

_TOGETHER = 40
"""Links whose words are compared in one go: quick, and a few megabytes."""

_MANY = 8
_QUANTILE = 0.85
_TYPICAL: dict[Lang, float] = {"ko": -3.0, "en": -2.4}
"""Log odds of which that share of faithful sentences stays below."""

LONGEST = 1200
"""Characters of a side above which a link is not looked at word by word."""


def find_gaps(pairs: Sequence[tuple[int, Pair]], encoder: Encoder) -> tuple[Gap, ...]:
    """The stretches of linked sentences that the other side seems not to say.

    Args:
        pairs: what `pairs_of` made of an article's links.
        encoder: the one that they were compared with.

    Returns:
        At most one stretch for each side of a link, with the log odds that it is lost or invented;
        empty for other encoders than `ENCODER`.
    """
    if encoder.name != ENCODER:
        return ()
    found: list[tuple[int, Candidate]] = [(n, c) for n, pair in pairs for c in candidates(pair, weights())]
    if not found:
        return ()
    gaps = [
        Gap(link=n, lang=c.lang, span=c.span, log_odds=round(odds, 4), words=len(c.kin))
        for (n, c), odds in zip(found, judged([c for _, c in found], weights(), encoder), strict=True)
    ]
    free = {
        lang: _freedom([g.log_odds for g in gaps if g.lang == lang], len(pairs), lang) for lang in _TYPICAL
    }
    return tuple(dataclasses.replace(g, log_odds=round(g.log_odds - free[g.lang], 4)) for g in gaps)


def _freedom(log_odds: Sequence[float], links: int, lang: Lang) -> float:
    """By how much the worse sentences of an article are above those of a faithful one.

    Who translates freely adds (and leaves out) a little everywhere: what then stands out must be
    seen against the article itself.  Of a few links nothing is concluded.
    """
    if links < _MANY:
        return 0.0
    from_top = sorted(log_odds, reverse=True)
    at = int(links * (1 - _QUANTILE))
    return max(0.0, from_top[at] - _TYPICAL[lang]) if at < len(from_top) else 0.0


def pairs_of(
    article: Article,
    parts: Segmented,
    links: Sequence[Link],
    facts: Sequence[FactMatch],
    vectors: WordVectors,
) -> list[tuple[int, Pair]]:
    """The links that have two sides of moderate length, ready to be looked at word by word.

    Args:
        article: the two texts.
        parts: their sentences and the Korean morphemes.
        links: between the sentences.
        facts: what became of the facts: those say for themselves what is missing.
        vectors: of words, by the encoder that made the links; they are remembered from article to article.

    A link that a person has set may leave out sentences in its middle.  It is passed over: those
    words are not its own, and without them its text is no stretch of the article.
    """
    ratio = length_ratio(len(article.ko.text), len(article.en.text))
    settled_ko, settled_en = _settled(facts)
    starts = [t.span.start for t in parts.ko_tokens]
    todo: list[tuple[int, Span, Span, tuple[Unit, ...], tuple[Unit, ...]]] = []
    for n, link in enumerate(links):
        if not link.unbroken:
            continue
        ko = Span(parts.ko[link.ko[0]].span.start, parts.ko[link.ko[-1]].span.end)
        en = Span(parts.en[link.en[0]].span.start, parts.en[link.en[-1]].span.end)
        if max(ko.end - ko.start, en.end - en.start) > LONGEST:
            continue
        tokens = parts.ko_tokens[bisect.bisect_left(starts, ko.start) : bisect.bisect_left(starts, ko.end)]
        todo.append(
            (n, ko, en, korean_units(article.ko.text, tokens, ko), english_units(article.en.text, en))
        )
    out = []
    for at in range(0, len(todo), _TOGETHER):
        some = todo[at : at + _TOGETHER]
        cosines = Cosines([(a, b) for *_, a, b in some], vectors)
        for n, ko, en, a, b in some:
            said = article.en.text[en.start : en.end]
            pair = Pair(
                ko=article.ko.text[ko.start : ko.end],
                en=said,
                ko_start=ko.start,
                en_start=en.start,
                like=likeness(a, b, cosines),
                cosine=links[n].similarity,
                ratio=ratio,
                ko_settled=(
                    *settled_ko.get(n, ()),
                    *glossed(article.ko.text, ko, said),
                    *figurative(article.ko.text, ko),
                ),
                en_settled=settled_en.get(n, ()),
            )
            out.append((n, pair))
    return out


def _settled(facts: Sequence[FactMatch]) -> tuple[dict[int, tuple[Span, ...]], dict[int, tuple[Span, ...]]]:
    ko: dict[int, tuple[Span, ...]] = {}
    en: dict[int, tuple[Span, ...]] = {}
    for match in facts:
        if match.link is None:
            continue
        if match.ko is not None:
            ko[match.link] = (*ko.get(match.link, ()), match.ko.span)
        if match.en is not None:
            en[match.link] = (*en.get(match.link, ()), match.en.span)
    return ko, en
