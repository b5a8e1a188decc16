"""Scores of the English paragraphs and of the article.

`score` is the lower of two: `match`, the meaning found on the other side, and `mqm`,
100 x (1 - min(25, sum of severity weights) / 25) over the open findings (MQM weights 0, 1, 5, 25).
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.model import Finding, Lang, Link, LinkScore, ParagraphScore, Sentence
from qa.score.match import calibration
from qa.segment.lengths import EN_PER_KO

NEAREST = 20
"""Linked sentences looked at on either side of an omission."""

WORST = 25
"""Penalty points from which a paragraph scores nothing: one critical finding, or five major ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Article scores, 0 to 100."""

    score: float
    mqm: float
    match: float
    match_interval: tuple[float, float]


def home_paragraphs(links: Sequence[Link], ko: Sequence[Sentence], en: Sequence[Sentence]) -> dict[int, int]:
    """For every link, the English paragraph that it counts in.

    A link counts where its first English sentence stands.  An omission counts where the nearest
    linked Korean sentence went, one of its own Korean paragraph first.
    """
    homes = {n: en[link.en[0]].paragraph for n, link in enumerate(links) if link.en}
    linked = sorted((link.ko[0], homes[n]) for n, link in enumerate(links) if link.ko and link.en)
    for n, link in enumerate(links):
        if link.en:
            continue
        if not linked:
            homes[n] = 0
            continue
        here = link.ko[0]
        paragraph = ko[here].paragraph
        at = bisect.bisect_left(linked, (here, 0))
        near = linked[max(0, at - NEAREST) : at + NEAREST]
        homes[n] = min(near, key=lambda at: (ko[at[0]].paragraph != paragraph, abs(at[0] - here), at[0]))[1]
    return homes


def mqm(findings: Sequence[Finding]) -> float:
    """MQM score of some findings, 0 to 100; accepted ones do not count."""
    penalty = sum(f.severity.weight for f in findings if f.accepted is None)
    return 100 * (1 - min(WORST, penalty) / WORST)


def score_paragraphs(
    links: Sequence[Link],
    scores: Sequence[LinkScore],
    ko: Sequence[Sentence],
    en: Sequence[Sentence],
    findings: Sequence[Finding],
    came_from: Mapping[int, tuple[int, ...]],
    original: Lang = "ko",
) -> tuple[ParagraphScore, ...]:
    """One score for each English paragraph that has sentences, be it of the translation or the original.

    Args:
        links: the article's links.
        scores: the match of each.
        ko: Korean sentences.
        en: English sentences.
        findings: the article's findings.
        came_from: English paragraph to the Korean paragraphs that it goes with.
        original: the side whose share that found a counterpart is the coverage.
    """
    homes = home_paragraphs(links, ko, en)
    sizes: dict[int, dict[int, float]] = {}
    whole_of: dict[int, float] = {}
    found_of: dict[int, float] = {}
    for n, link in enumerate(links):
        home = homes[n]
        length = sum(len(ko[i].text) for i in link.ko)
        here = length if original == "ko" else sum(len(en[j].text) for j in link.en)
        lost = scores[n].lost if original == "ko" else scores[n].invented
        whole_of[home] = whole_of.get(home, 0) + here
        if link.ko and link.en:
            found_of[home] = found_of.get(home, 0) + here * (1 - lost)
        if not link.en:
            sizes.setdefault(home, {})[n] = length * EN_PER_KO
            continue
        for j in link.en:  # a link may reach over a paragraph break
            parts = sizes.setdefault(en[j].paragraph, {})
            parts[n] = parts.get(n, 0.0) + len(en[j].text)
    of_paragraph = _findings_by_paragraph(findings, homes)
    out = []
    for paragraph in sorted({s.paragraph for s in en}):
        its_findings = of_paragraph.get(paragraph, [])
        whole = sum(sizes[paragraph].values())
        parts = {n: size / whole for n, size in sizes[paragraph].items()}
        match = sum(weight * scores[n].match for n, weight in parts.items())
        penalty = mqm(its_findings)
        if whole_of.get(paragraph):
            coverage = found_of.get(paragraph, 0) / whole_of[paragraph]
        else:  # no link begins here: one that reaches in from the paragraph before says whether there is any
            coverage = 1.0 if any(links[n].ko and links[n].en for n in parts) else 0.0
        out.append(
            ParagraphScore(
                en=paragraph,
                ko=came_from.get(paragraph, ()),
                score=min(match, penalty),
                mqm=penalty,
                match=match,
                coverage=coverage,
                findings=tuple(f.fingerprint for f in its_findings),
                match_interval=calibration().mean(
                    [(w, scores[n].match, scores[n].interval) for n, w in parts.items()],
                    size_spread=calibration().size_spread,
                ),
                parts=tuple(parts.items()),
            )
        )
    return tuple(out)


def _findings_by_paragraph(findings: Sequence[Finding], homes: Mapping[int, int]) -> dict[int, list[Finding]]:
    out: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.en is not None:
            at: int | None = finding.en.paragraph
        else:
            at = homes.get(finding.link) if finding.link is not None else None
        if at is not None:
            out.setdefault(at, []).append(finding)
    return out


def totals(paragraphs: Sequence[ParagraphScore], en: Sequence[Sentence]) -> Totals:
    """Length-weighted means over the paragraphs; 0 for an article without any."""
    size = dict.fromkeys((p.en for p in paragraphs), 0)
    for sentence in en:
        size[sentence.paragraph] = size.get(sentence.paragraph, 0) + len(sentence.text)
    whole = sum(size.values())
    if not whole:
        return Totals(score=0.0, mqm=0.0, match=0.0, match_interval=(0.0, 0.0))

    def mean(name: str) -> float:
        return float(sum(getattr(p, name) * size[p.en] for p in paragraphs)) / whole

    parts = [(size[p.en] / whole, p.match, p.match_interval) for p in paragraphs]
    return Totals(
        score=mean("score"), mqm=mean("mqm"), match=mean("match"), match_interval=calibration().mean(parts)
    )
