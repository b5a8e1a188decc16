"""Where each finding is shown: beside the sentences it speaks of, in reading order."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from qa.model import Finding, Lang, ParagraphScore, Report, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A finding with the number that ties it to its words, counted from 1 through the article."""

    number: int
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Sentences (indices) that stand side by side, the open findings about them and the settled ones:
    accepted by a person, or in the base version too.
    """

    ko: tuple[int, ...]
    en: tuple[int, ...]
    link: int | None
    findings: tuple[Numbered, ...] = ()
    settled: tuple[Numbered, ...] = ()

    @property
    def severity(self) -> Severity:
        """The worst of its open findings; neutral where there is none."""
        worst = max(self.findings, key=lambda n: n.finding.severity.rank, default=None)
        return worst.finding.severity if worst else Severity.NEUTRAL

    def sentences(self, lang: Lang) -> tuple[int, ...]:
        """The sentences of one side."""
        return self.ko if lang == "ko" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedParagraph:
    """An English paragraph with its score; `rows` are all its links in order, with or without findings."""

    score: ParagraphScore
    rows: tuple[Passage, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The rows with open findings."""
        return tuple(p for p in self.rows if p.findings)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All its open findings, in the order shown."""
        return tuple(n.finding for p in self.passages for n in p.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The findings of an article by paragraph; `headline` is about the headline, `rest` belongs to none.

    Open findings are numbered through from 1 as they are read, the settled ones after them.
    """

    headline: tuple[Passage, ...]
    paragraphs: tuple[PlacedParagraph, ...]
    rest: tuple[Passage, ...]
    settled: tuple[Numbered, ...]

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """Those that a person accepted."""
        return tuple(item.finding for item in self.settled if item.finding.accepted is not None)

    @property
    def known(self) -> tuple[Finding, ...]:
        """Those of the base version that nobody has accepted."""
        return tuple(item.finding for item in self.settled if item.finding.accepted is None)


_HEADLINE = frozenset(("headline", "untranslated-title"))
"""Family or rule of findings about the lines above the body."""


class _Places:
    """Look-ups from sentences and links to paragraphs, made once for a report."""

    def __init__(self, report: Report) -> None:
        self.links = report.links
        self.link_of: dict[Lang, dict[int, int]] = {"ko": {}, "en": {}}
        for index, link in enumerate(report.links):
            for i in link.ko:
                self.link_of["ko"].setdefault(i, index)
            for j in link.en:
                self.link_of["en"].setdefault(j, index)
        self.scored = {p.en for p in report.paragraphs}
        self.listed: dict[str, int] = {}
        self.from_korean: dict[int, int] = {}
        for paragraph in report.paragraphs:
            for fingerprint in paragraph.findings:
                self.listed.setdefault(fingerprint, paragraph.en)
            for korean in paragraph.ko:
                self.from_korean.setdefault(korean, paragraph.en)
        # English paragraph in which each link ends; None for an omission.
        self.home = [report.sentences_en[link.en[-1]].paragraph if link.en else None for link in self.links]
        self.filled = [i for i, home in enumerate(self.home) if home is not None]

    def row(self, link: int) -> int | None:
        """The English paragraph in which a link stands whatever was found in it."""
        home = self.home[link] if self.home[link] is not None else self._beside(link)
        return home if home in self.scored else None

    def link(self, finding: Finding) -> int | None:
        """The link that a finding is about."""
        if finding.link is not None and 0 <= finding.link < len(self.links):
            return finding.link
        for lang, side in (("en", finding.en), ("ko", finding.ko)):
            if side is not None and side.sentence in self.link_of[lang]:  # type: ignore[index]
                return self.link_of[lang][side.sentence]  # type: ignore[index]
        return None

    def paragraph(self, finding: Finding, link: int | None) -> int | None:
        """The English paragraph under which a finding is shown.

        The one whose score it lowered; else where its English words stand; else, for what is
        missing from the English, where the link before it ends (or the next one begins).
        """
        candidates = [self.listed.get(finding.fingerprint), finding.en.paragraph if finding.en else None]
        if link is not None:
            candidates.append(self.home[link] if self.home[link] is not None else self._beside(link))
        if finding.ko is not None:
            candidates.append(self.from_korean.get(finding.ko.paragraph))
        return next((c for c in candidates if c is not None and c in self.scored), None)

    def _beside(self, link: int) -> int | None:
        at = bisect.bisect_left(self.filled, link)
        if not self.filled:
            return None
        return self.home[self.filled[at - 1 if at else 0]]


Groups = dict[int | None, list[Finding]]
"""Findings by link."""


def place(report: Report) -> Placed:
    """Sort an article's findings to paragraphs and passages, and number them.

    Findings about one link share a passage; its sentences are the link's, with any other
    sentence that one of the findings points at.
    """
    places = _Places(report)
    headline: Groups = defaultdict(list)
    rest: Groups = defaultdict(list)
    groups: dict[int, Groups] = defaultdict(lambda: defaultdict(list))
    for finding in report.findings:
        link = places.link(finding)
        paragraph = places.paragraph(finding, link)
        if paragraph is not None:
            groups[paragraph][link].append(finding)
        else:
            about_title = finding.family in _HEADLINE or finding.rule in _HEADLINE
            (headline if about_title and not (finding.ko or finding.en) else rest)[link].append(finding)
    shown = {link for group in (*groups.values(), rest) for link in group}
    for index in range(len(report.links)):
        if index not in shown:  # nothing was found: it is shown once, in its place
            home = places.row(index)
            (rest if home is None else groups[home])[index] = []

    opened = count(1)
    settled = count(1 + sum(f.open for f in report.findings))
    titles = _passages(report, headline, opened, settled)
    paragraphs = tuple(
        PlacedParagraph(score=p, rows=_passages(report, groups.get(p.en, {}), opened, settled))
        for p in report.paragraphs
    )
    others = _passages(report, rest, opened, settled)
    everything = (*titles, *(row for p in paragraphs for row in p.rows), *others)
    return Placed(
        headline=titles,
        paragraphs=paragraphs,
        rest=others,
        settled=tuple(item for passage in everything for item in passage.settled),
    )


def _passages(
    report: Report, groups: Groups, opened: Iterator[int], settled: Iterator[int]
) -> tuple[Passage, ...]:
    """One passage a link, in link order; what has no link comes last."""
    out = []
    for link in sorted(groups, key=lambda k: len(report.links) if k is None else k):
        findings = sorted(groups[link], key=_reading_order)
        out.append(
            Passage(
                ko=_sentences(report, "ko", link, findings),
                en=_sentences(report, "en", link, findings),
                link=link,
                findings=tuple(Numbered(number=next(opened), finding=f) for f in findings if f.open),
                settled=tuple(Numbered(number=next(settled), finding=f) for f in findings if not f.open),
            )
        )
    return tuple(out)


def _reading_order(finding: Finding) -> tuple[int, int, int]:
    """The worst first would scatter a sentence's marks: findings follow the words."""
    first = finding.en or finding.ko
    return (first.span.start if first else -1, first.span.end if first else -1, -finding.severity.rank)


def _sentences(report: Report, lang: Lang, link: int | None, findings: list[Finding]) -> tuple[int, ...]:
    known = len(report.sentences_ko if lang == "ko" else report.sentences_en)
    found = set() if link is None else set(report.links[link].ko if lang == "ko" else report.links[link].en)
    for finding in findings:
        side = finding.ko if lang == "ko" else finding.en
        if side is not None and side.sentence is not None and 0 <= side.sentence < known:
            found.add(side.sentence)
    return tuple(sorted(found))
