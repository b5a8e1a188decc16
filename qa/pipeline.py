"""The only module that knows the order of the steps: segment, extract, align, compare, check, score."""

from __future__ import annotations

import bisect
import dataclasses
import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import numpy as np

from qa.align import WINDOW, align_windows, project
from qa.align.given import GivenLinks, given_links
from qa.checks import Context
from qa.compare.match import DIGITS, Group, match_facts
from qa.compare.passage import NOTHING_SAID, Passage
from qa.config import Config
from qa.coverage import ENCODER, WordVectors, find_gaps
from qa.encode import Encoder, Vectors, load
from qa.extract import english, korean
from qa.extract.resolve import resolve
from qa.model import (
    Article,
    Document,
    Fact,
    FactMatch,
    Finding,
    Headline,
    Lang,
    Link,
    MetricScore,
    Report,
    Sentence,
    Severity,
)
from qa.runner import run_checks
from qa.score.edit_effort import metric_scores
from qa.score.match import calibration, score_links
from qa.score.paragraphs import score_paragraphs, totals
from qa.segment import Segmented, segment
from qa.signature import signature

REACH = 12
"""Links of the same paragraph that far away are still looked into for a fact that moved."""

BATCH = 256
"""Articles that are segmented and encoded together: enough to keep the libraries busy, little memory."""


def check_articles(articles: Sequence[Article], config: Config) -> Iterator[Report]:
    """Check articles and yield a report for each, in order.

    Raises:
        ModelError: the encoder cannot be loaded.
        ReadError: the links that were given are not of the article's sentences.
    """
    encoder = load(config.encoder)
    words = WordVectors(encoder)
    signed = signature(encoder.name, encoder.version, config.select)
    linked = _linked(articles, encoder, config.alignment, tokens=True)
    for (article, parts, links), metrics in zip(linked, metric_scores(articles), strict=True):
        yield _report(article, parts, links, words, config, metrics, signed)


def linked_facts(
    articles: Sequence[Article], encoder: Encoder
) -> Iterator[tuple[Article, Segmented, tuple[Link, ...], tuple[FactMatch, ...]]]:
    """Sentences, links and matched facts, before any check: what coverage is trained on."""
    for article, parts, links in _linked(articles, encoder, {}, tokens=True):
        yield article, parts, links, _match(article, parts, links)


def align_articles(
    articles: Sequence[Article], encoder_name: str, given: GivenLinks | None = None
) -> Iterator[tuple[Article, Segmented, tuple[Link, ...]]]:
    """The links alone; Korean morphology is left out where lines are sentences already.

    Raises:
        ModelError: the encoder cannot be loaded.
        ReadError: the links that were given are not of the article's sentences.
    """
    return _linked(articles, load(encoder_name), given or {}, tokens=False)


def _linked(
    articles: Sequence[Article], encoder: Encoder, given: GivenLinks, *, tokens: bool
) -> Iterator[tuple[Article, Segmented, tuple[Link, ...]]]:
    """Articles with their sentences and links, segmented and encoded by batches."""
    for start in range(0, len(articles), BATCH):
        batch = articles[start : start + BATCH]
        segmented = segment(batch, tokens=tokens)
        rows = _row_vectors(batch, segmented, encoder)
        for article, parts, row in zip(batch, segmented, rows, strict=True):
            yield article, parts, _links(article, parts, row, encoder, given)


def read_facts(
    lang: Lang, texts: Sequence[str], published: Sequence[datetime.date | None]
) -> Iterator[tuple[Fact, ...]]:
    """Every fact of each text, its dates resolved against the text's publication date."""
    from qa.segment.english import segment_english
    from qa.segment.korean import segment_korean

    documents = [Document.of(lang, text) for text in texts]
    if lang == "ko":
        for document, (sentences, tokens), date in zip(
            documents, segment_korean(documents), published, strict=True
        ):
            yield resolve(korean.read(document.text, tokens), sentences, date)
    else:
        for document, date in zip(documents, published, strict=True):
            yield resolve(english.read(document.text), segment_english(document), date)


def _row_vectors(
    articles: Sequence[Article], segmented: Sequence[Segmented], encoder: Encoder
) -> list[tuple[Vectors, Vectors] | None]:
    """Vectors of pairs that are one sentence against one: all rows of a batch encoded at once."""
    single = [
        n
        for n, (a, s) in enumerate(zip(articles, segmented, strict=True))
        if a.aligned and len(s.ko) == 1 == len(s.en)
    ]
    out: list[tuple[Vectors, Vectors] | None] = [None] * len(articles)
    if single:
        vectors = encoder.encode(
            [segmented[n].ko[0].text for n in single] + [segmented[n].en[0].text for n in single]
        )
        for at, n in enumerate(single):
            out[n] = (vectors[at], vectors[at + len(single)])
    return out


def _links(
    article: Article,
    parts: Segmented,
    row: tuple[Vectors, Vectors] | None,
    encoder: Encoder,
    given: GivenLinks,
) -> tuple[Link, ...]:
    told = given_links(given[article.id], parts.ko, parts.en) if article.id in given else None
    if row is not None and told is None:
        return (Link(ko=(0,), en=(0,), confidence=1.0, similarity=round(float(row[0] @ row[1]), 6)),)
    ko, en = [s.text for s in parts.ko], [s.text for s in parts.en]
    ko_windows, en_windows = encoder.windows(ko, WINDOW), encoder.windows(en, WINDOW)
    links = align_windows(ko, en, ko_windows, en_windows, encoder=encoder) if told is None else told
    return tuple(
        dataclasses.replace(link, similarity=_similarity(link, ko, en, ko_windows, en_windows, encoder))
        for link in links
    )


def _similarity(
    link: Link,
    ko: Sequence[str],
    en: Sequence[str],
    ko_windows: Vectors,
    en_windows: Vectors,
    encoder: Encoder,
) -> float:
    """Cosine of the two sides as they stand: what `match` is calibrated on.

    The aligner's own similarity is relative to the article (each side less its mean vector), which
    tells neighbours apart but is not comparable between articles.
    """
    if not link.ko or not link.en:
        return 0.0

    def vector(indices: tuple[int, ...], lines: Sequence[str], windows: Vectors) -> Vectors:
        size = len(indices)
        at = indices[-1]
        if size <= len(windows) and at - indices[0] == size - 1:
            return windows[size - 1, at : at + 1]
        return encoder.encode([" ".join(lines[i] for i in indices)])

    return round(float(np.sum(vector(link.ko, ko, ko_windows) * vector(link.en, en, en_windows))), 6)


def _report(
    article: Article,
    parts: Segmented,
    links: tuple[Link, ...],
    words: WordVectors,
    config: Config,
    metrics: tuple[MetricScore, ...],
    signed: str,
) -> Report:
    facts = _match(article, parts, links)
    gaps = find_gaps(article, parts, links, facts, words) if words.encoder.name == ENCODER else None
    context = Context(
        article=article,
        sentences_ko=parts.ko,
        sentences_en=parts.en,
        links=links,
        facts=facts,
        published=article.published,
        gaps=gaps,
    )
    findings, skipped = run_checks(context, config.select)
    link_scores = score_links(links, gaps or (), parts.ko, parts.en)
    came_from = project(
        links,
        [s.paragraph for s in parts.ko],
        [s.paragraph for s in parts.en],
        [len(s.text) for s in parts.ko],
        [len(s.text) for s in parts.en],
    )
    paragraphs = score_paragraphs(links, link_scores, parts.ko, parts.en, findings, came_from)
    total = totals(paragraphs, parts.en)
    return Report(
        article=article,
        sentences_ko=parts.ko,
        sentences_en=parts.en,
        links=links,
        link_match=tuple(s.match for s in link_scores),
        facts=facts,
        findings=findings,
        paragraphs=paragraphs,
        headlines=_headlines(article, words.encoder),
        skipped=skipped,
        score=total.score,
        mqm=total.mqm,
        match=total.match,
        verdict=_verdict(findings, total.score, config),
        minimum=config.min_score if config.min_score is not None and total.score < config.min_score else None,
        signature=signed,
        metrics=metrics,
        match_interval=total.match_interval,
        link_scores=link_scores,
    )


def _match(article: Article, parts: Segmented, links: tuple[Link, ...]) -> tuple[FactMatch, ...]:
    """Read the facts of both sides and match them inside and around the links."""
    ko = resolve(korean.read(article.ko.text, parts.ko_tokens), parts.ko, article.published)
    en = resolve(english.read(article.en.text), parts.en, article.published)
    if article.aligned:
        stray_ko, stray_en = _stray(article.ko.text, ko, 0), _stray(article.en.text, en, 0)
        whole = Group(
            link=0,
            ko=ko,
            en=en,
            stray_ko=stray_ko,
            stray_en=stray_en,
            said_ko=Passage(text=article.ko.text),
            said_en=Passage(text=article.en.text),
        )
        return _in_links(match_facts([whole], article.published), links, parts) if links else ()
    ko_of, en_of = _by_sentence(ko, parts.ko), _by_sentence(en, parts.en)
    near = _neighbours(links, parts)
    groups = [
        Group(
            link=n,
            ko=tuple(f for i in link.ko for f in ko_of.get(i, ())),
            en=tuple(f for j in link.en for f in en_of.get(j, ())),
            near=near[n],
            empty=not (link.ko and link.en),
            stray_ko=_stray_of(parts.ko, link.ko, ko_of),
            stray_en=_stray_of(parts.en, link.en, en_of),
            said_ko=_passage(article.ko, parts.ko, link.ko),
            said_en=_passage(article.en, parts.en, link.en),
        )
        for n, link in enumerate(links)
    ]
    return match_facts(groups, article.published)


def _in_links(matches: Sequence[FactMatch], links: Sequence[Link], parts: Segmented) -> tuple[FactMatch, ...]:
    """Facts that were matched over a whole row, each with the link that holds it.

    Of the two links that a pair may stand in, one with two sides counts: checks pass over the facts
    of a sentence that is missing as a whole.
    """
    of_ko = {i: n for n, link in enumerate(links) for i in link.ko}
    of_en = {j: n for n, link in enumerate(links) for j in link.en}

    def home(match: FactMatch) -> int:
        held = [
            of.get(_sentence_at(sentences, fact.span.start), 0)
            for of, sentences, fact in ((of_ko, parts.ko, match.ko), (of_en, parts.en, match.en))
            if fact is not None
        ]
        return min(held, key=lambda n: not (links[n].ko and links[n].en))

    return tuple(dataclasses.replace(match, link=home(match)) for match in matches)


def _sentence_at(sentences: Sequence[Sentence], place: int) -> int:
    """Index of the last sentence that begins at or before a place."""
    return max(0, bisect.bisect_right(sentences, place, key=lambda s: s.span.start) - 1)


def _passage(document: Document, sentences: Sequence[Sentence], indices: Sequence[int]) -> Passage:
    """The text from the first sentence of a link to its last."""
    if not indices:
        return NOTHING_SAID
    start = sentences[min(indices)].span.start
    return Passage(text=document.text[start : sentences[max(indices)].span.end], start=start)


def _stray(text: str, facts: Sequence[Fact], start: int) -> frozenset[str]:
    """Runs of digits in a text that begins at `start` of the body, outside of its amounts and dates."""
    inside = [(f.span.start - start, f.span.end - start) for f in facts if f.family != "identifier"]
    return frozenset(
        m.group() for m in DIGITS.finditer(text) if not any(a <= m.start() < b for a, b in inside)
    )


def _stray_of(
    sentences: Sequence[Sentence], indices: Sequence[int], facts: Mapping[int, Sequence[Fact]]
) -> frozenset[str]:
    every = (_stray(sentences[i].text, facts.get(i, ()), sentences[i].span.start) for i in indices)
    return frozenset().union(*every)


def _by_sentence(facts: Sequence[Fact], sentences: Sequence[Sentence]) -> dict[int, list[Fact]]:
    out: dict[int, list[Fact]] = {}
    at = 0
    for fact in facts:
        while at + 1 < len(sentences) and sentences[at + 1].span.start <= fact.span.start:
            at += 1
        out.setdefault(at, []).append(fact)
    return out


def _neighbours(links: Sequence[Link], parts: Segmented) -> list[tuple[int, ...]]:
    """For every link, those one step away on either side and the others of its paragraphs, nearest first."""
    ko = [sorted({parts.ko[i].paragraph for i in link.ko}) for link in links]
    en = [sorted({parts.en[j].paragraph for j in link.en}) for link in links]
    members: dict[tuple[Lang, int], list[int]] = {}
    for n in range(len(links)):
        for paragraph in ko[n]:
            members.setdefault(("ko", paragraph), []).append(n)
        for paragraph in en[n]:
            members.setdefault(("en", paragraph), []).append(n)
    out = []
    for n in range(len(links)):
        near = {m for m in (n - 1, n + 1) if 0 <= m < len(links)}
        near.update(m for p in ko[n] for m in members["ko", p] if abs(m - n) <= REACH)
        near.update(m for p in en[n] for m in members["en", p] if abs(m - n) <= REACH)
        out.append(tuple(sorted(near - {n}, key=lambda m: (abs(m - n), m))))
    return out


def _headlines(article: Article, encoder: Encoder) -> tuple[Headline, ...]:
    """The Korean headline and decks, each against the English title."""
    lines = [line for line in (article.ko.title, *article.ko.decks) if line]
    if not lines or not article.en.title:
        return ()
    vectors = encoder.encode([article.en.title, *lines])
    calibrate = calibration()
    return tuple(
        Headline(
            ko=line,
            en=article.en.title,
            match=calibrate(float(vectors[0] @ vectors[n])),
            kind="title" if line == article.ko.title else "deck",
        )
        for n, line in enumerate(lines, 1)
    )


def _verdict(findings: Sequence[Finding], score: float, config: Config) -> Literal["pass", "review", "fail"]:
    open_findings = [f for f in findings if f.accepted is None]
    gate = config.gate()
    if gate is not None and any(f.severity.rank >= gate.rank for f in open_findings):
        return "fail"
    if config.min_score is not None and score < config.min_score:
        return "fail"
    return "review" if any(f.severity.rank >= Severity.MINOR.rank for f in open_findings) else "pass"
