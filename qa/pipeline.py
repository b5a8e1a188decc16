"""The only module that knows the order of the steps: segment, extract, align, compare, check, score."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import functools
import math
import signal
from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np

from qa.align import WINDOW, align_windows, project
from qa.align.given import GivenLinks, given_links
from qa.checks import Context
from qa.checks.name import said
from qa.compare.article import match_article
from qa.config import Config
from qa.coverage import ENCODER, WordVectors, find_gaps, pairs_of
from qa.direction import roles_of
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
    Report,
    Severity,
)
from qa.runner import known_to_people, run_checks
from qa.score.edit_effort import metric_scores
from qa.score.match import calibration, score_links
from qa.score.paragraphs import score_paragraphs, totals
from qa.segment import Segmented, segment
from qa.signature import signature

PORTIONS = 4
"""Batches for each process, so that none waits long for the last."""

BATCH = 256
"""Articles that are segmented and encoded together: enough to keep the libraries busy, little memory."""


def check_articles(
    articles: Sequence[Article], config: Config | Sequence[Config], jobs: int = 1
) -> Iterator[Report]:
    """Check articles and yield a report for each, in order.

    Args:
        articles: what is checked.
        config: how, one for all or one for each.
        jobs: processes; each loads the models for itself, which pays from some hundred articles.

    Raises:
        ModelError: the encoder cannot be loaded.
        ReadError: the links that were given are not of the article's sentences.
    """
    configs = [config] * len(articles) if isinstance(config, Config) else list(config)
    size = BATCH if jobs == 1 else max(1, min(BATCH, math.ceil(len(articles) / (jobs * PORTIONS))))
    batches = [(list(articles[start:end]), configs[start]) for start, end in _portions(configs, size)]
    metrics = iter(metric_scores(articles))
    for report in _in_turn(batches) if jobs == 1 else _at_once(batches, jobs):
        yield dataclasses.replace(report, metrics=next(metrics))


def _portions(configs: Sequence[Config], size: int) -> Iterator[tuple[int, int]]:
    """Runs of at most `size` articles that have one config."""
    start = 0
    for at in range(1, len(configs) + 1):
        if at == len(configs) or configs[at] is not configs[start] or at - start == size:
            yield start, at
            start = at


def _in_turn(batches: Sequence[tuple[list[Article], Config]]) -> Iterator[Report]:
    for articles, config in batches:
        yield from _checked(articles, config)


def _at_once(batches: Sequence[tuple[list[Article], Config]], jobs: int) -> Iterator[Report]:
    """The same by several processes, which start afresh: a copy of one that runs threads may hang."""
    import concurrent.futures
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    pool = concurrent.futures.ProcessPoolExecutor(min(jobs, len(batches) or 1), context)
    try:
        with _uninterrupted():
            waiting = [pool.submit(_batch, articles, config) for articles, config in batches]
        for future in waiting:
            yield from future.result()
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()  # else the batch at hand would be finished first
        raise
    finally:
        pool.shutdown()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back.  Processes that are begun meanwhile never get it: it is for us to end them, and
    one that it hits while it starts would print a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _batch(articles: list[Article], config: Config) -> list[Report]:
    return list(_checked(articles, config))


@functools.cache
def _word_vectors(encoder_name: str) -> WordVectors:
    """The encoder with the words that it has met in this process."""
    return WordVectors(load(encoder_name))


def _checked(articles: list[Article], config: Config) -> Iterator[Report]:
    words = _word_vectors(config.encoder)
    encoder = words.encoder
    signed = signature(encoder.name, encoder.version, config.select, config.glossary, config.severity)
    for article, parts, links in _linked(articles, encoder, config.alignment, tokens=True):
        yield _report(article, parts, links, words, config, signed)


def linked_facts(
    articles: Sequence[Article], encoder: Encoder
) -> Iterator[tuple[Article, Segmented, tuple[Link, ...], tuple[FactMatch, ...]]]:
    """Sentences, links and matched facts, before any check: what coverage is trained on."""
    for article, parts, links in _linked(articles, encoder, {}, tokens=True):
        yield article, parts, links, match_article(article, parts, links)


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
    signed: str,
) -> Report:
    facts = match_article(article, parts, links)
    pairs = pairs_of(article, parts, links, facts, words) if words.encoder.name == ENCODER else None
    gaps = find_gaps(pairs, words.encoder) if pairs is not None else None
    context = Context(
        article=article,
        sentences_ko=parts.ko,
        sentences_en=parts.en,
        links=links,
        facts=facts,
        published=article.published,
        gaps=gaps,
        tokens=parts.ko_tokens,
        pairs=dict(pairs or ()),
        glossary=config.glossary,
        vectors=words if pairs is not None else None,
    )
    findings, skipped = run_checks(context, config.select, config.severity)
    findings = known_to_people(findings, article.id, config.accepted, config.known)
    link_scores = score_links(links, gaps or (), parts.ko, parts.en)
    came_from = project(
        links,
        [s.paragraph for s in parts.ko],
        [s.paragraph for s in parts.en],
        [len(s.text) for s in parts.ko],
        [len(s.text) for s in parts.en],
    )
    paragraphs = score_paragraphs(
        links, link_scores, parts.ko, parts.en, findings, came_from, context.roles.original
    )
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
        gate=config.gate(),
        signature=signed,
        match_interval=total.match_interval,
        link_scores=link_scores,
        names=tuple(said(context)),
    )


def _headlines(article: Article, encoder: Encoder) -> tuple[Headline, ...]:
    """The headline and decks of the original, each against the headline of the translation."""
    roles = roles_of(article.direction)
    original, translation = roles.ordered(article.ko, article.en)
    lines = [line for line in (original.title, *original.decks) if line]
    if not lines or not translation.title:
        return ()
    vectors = encoder.encode([translation.title, *lines])
    calibrate = calibration()
    headlines = []
    for n, line in enumerate(lines, 1):
        ko, en = roles.ordered(line, translation.title)
        kind: Literal["title", "deck"] = "title" if line == original.title else "deck"
        match = calibrate(float(vectors[0] @ vectors[n]))
        headlines.append(Headline(ko=ko, en=en, match=match, kind=kind))
    return tuple(headlines)


def _verdict(findings: Sequence[Finding], score: float, config: Config) -> Literal["pass", "review", "fail"]:
    open_findings = [f for f in findings if f.open]
    gate = config.gate()
    if gate is not None and any(f.severity.rank >= gate.rank for f in open_findings):
        return "fail"
    if config.min_score is not None and score < config.min_score:
        return "fail"
    return "review" if any(f.severity.rank >= Severity.MINOR.rank for f in open_findings) else "pass"
