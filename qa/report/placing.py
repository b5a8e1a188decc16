"""Where each finding is shown: beside the sentences it speaks of, in reading order."""

from __future__ import annotations

import bisect
from collections import defaultdict
from dataclasses import dataclass

from qa.model import Finding, Lang, ParagraphScore, Report, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A finding with the number that ties it to its words, counted from 1 through the article."""

    number: int
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Sentences (indices) that stand side by side, and the open findings about them."""

    ko: tuple[int, ...]
    en: tuple[int, ...]
    link: int | None
    findings: tuple[Numbered, ...]

    @property
    def severity(self) -> Severity:
        """The worst of its findings."""
        return max((n.finding.severity for n in self.findings), key=lambda s: s.rank)

    def sentences(self, lang: Lang) -> tuple[int, ...]:
        """The sentences of one side."""
        return self.ko if lang == "ko" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedParagraph:
    """An English paragraph with its score; `passages` are those with findings, in link order."""

    score: ParagraphScore
    passages: tuple[Passage, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All its open findings, in the order shown."""
        return tuple(n.finding for p in self.passages for n in p.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The open findings of an article by paragraph; `rest` belongs to none.

    `accepted` were accepted by a person, `known` are those of the base version: neither is open.
    """

    paragraphs: tuple[PlacedParagraph, ...]
    rest: tuple[Passage, ...]
    accepted: tuple[Finding, ...]
    known: tuple[Finding, ...] = ()


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


def place(report: Report) -> Placed:
    """Sort an article's open findings to paragraphs and passages, and number them.

    Findings about one link share a passage; its sentences are the link's, with any other
    sentence that one of the findings points at.
    """
    places = _Places(report)
    groups: dict[int | None, dict[int | None, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in report.findings:
        if finding.open:
            link = places.link(finding)
            groups[places.paragraph(finding, link)][link].append(finding)

    number = 0

    def passages(paragraph: int | None) -> tuple[Passage, ...]:
        nonlocal number
        out = []
        of_paragraph = groups.get(paragraph, {})
        for link in sorted(of_paragraph, key=lambda k: len(places.links) if k is None else k):
            findings = sorted(of_paragraph[link], key=_reading_order)
            numbered = tuple(Numbered(number=number + n, finding=f) for n, f in enumerate(findings, 1))
            number += len(numbered)
            out.append(
                Passage(
                    ko=_sentences(report, "ko", link, findings),
                    en=_sentences(report, "en", link, findings),
                    link=link,
                    findings=numbered,
                )
            )
        return tuple(out)

    placed = tuple(PlacedParagraph(score=p, passages=passages(p.en)) for p in report.paragraphs)
    return Placed(
        paragraphs=placed,
        rest=passages(None),
        accepted=tuple(f for f in report.findings if f.accepted is not None),
        known=tuple(f for f in report.findings if f.known and f.accepted is None),
    )


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
