"""A campaign for Pearmut, where people annotate translations: our findings are what they start from.

One task with all articles; an article is a document, a paragraph of its translation an item, with the
paragraphs of the original that it came from.  Annotators confirm, correct or remove what is marked.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from qa.model import Document, Finding, Lang, Paragraph, Report, Severity, Side
from qa.report import RenderOptions
from qa.report.json_report import dumps, share

MODEL = "translation"
_SEVERITY = {
    Severity.NEUTRAL: "neutral",
    Severity.MINOR: "minor",
    Severity.MAJOR: "major",
    Severity.CRITICAL: "major",
}
"""What Pearmut shows; what we found is kept beside it."""
_MEDIA = ("<audio ", "<video ", "<img ", "<iframe ")
"""How a text begins that Pearmut would show as what it describes, scripts and all."""


def render(reports: Sequence[Report], options: RenderOptions) -> str:
    """All articles as one campaign with one task."""
    del options
    documents = [items for report in reports if (items := list(_items(report)))]
    campaign = {
        "info": {"assignment": "task-based", "protocol": "ESA", "special_tokens": ["[missing]"]},
        "campaign_id": "qa",
        "data": [documents],
    }
    return dumps(campaign, indent=2) + "\n"


def _items(report: Report) -> Iterator[dict[str, Any]]:
    langs: tuple[Lang, Lang] = ("ko", "en") if report.article.direction == "ko-en" else ("en", "ko")
    source, target = (report.article.side(lang) for lang in langs)
    origins, owner = _came_from(report, langs)
    for paragraph in target.paragraphs:
        origin = origins[paragraph.index]
        text = _words(target, paragraph)
        spans = [
            _span(finding, _here(finding, langs[1]), paragraph, text)
            for finding in report.findings
            if _belongs(finding, langs[1], paragraph, owner)
        ]
        yield {
            "item_id": f"{report.article.id}#{paragraph.index + 1}",
            "src": _plain("\n".join(_words(source, p) for p in source.paragraphs if p.index in origin)),
            "tgt": {MODEL: _plain(text)},
            **({"error_spans": {MODEL: spans}} if spans else {}),
        }


def _came_from(report: Report, langs: tuple[Lang, Lang]) -> tuple[dict[int, set[int]], dict[int, int]]:
    """For each paragraph of the translation those of the original it came from, and for each of the
    original the one that it goes to first: what has no counterpart goes with what stands before it.
    """
    source, target = (report.sentences_ko if lang == "ko" else report.sentences_en for lang in langs)
    origins: dict[int, set[int]] = {p.index: set() for p in report.article.side(langs[1]).paragraphs}
    owner: dict[int, int] = {}
    for link in report.links:
        ours, theirs = (link.ko, link.en) if langs[0] == "ko" else (link.en, link.ko)
        for i, j in itertools.product(ours, theirs):
            origins[target[j].paragraph].add(source[i].paragraph)
            owner.setdefault(source[i].paragraph, target[j].paragraph)
    last = min(origins, default=None)
    for paragraph in report.article.side(langs[0]).paragraphs:
        last = owner.get(paragraph.index, last)
        if paragraph.index not in owner and last is not None:
            origins[last].add(paragraph.index)
            owner[paragraph.index] = last
    return origins, owner


def _here(finding: Finding, target: Lang) -> Side | None:
    return finding.en if target == "en" else finding.ko


def _belongs(finding: Finding, target: Lang, paragraph: Paragraph, owner: dict[int, int]) -> bool:
    """Whether a finding is about this paragraph of the translation, or what is missing from it."""
    here = _here(finding, target)
    if here is not None:
        return here.paragraph == paragraph.index
    there = finding.ko if target == "en" else finding.en
    return there is not None and owner.get(there.paragraph) == paragraph.index


def _span(finding: Finding, side: Side | None, paragraph: Paragraph, text: str) -> dict[str, Any]:
    """Where the words are, both ends included, as JavaScript counts.

    What is missing has no words here: it stands behind the last one, where Pearmut shows `[missing]`.
    """
    first = last = _units(text)
    if side is not None:
        start, end = (min(max(0, at - paragraph.span.start), len(text)) for at in side.span)
        first = _units(text[:start])
        last = max(first, _units(text[:end]) - 1)
    return {
        "start_i": first,
        "end_i": last,
        "severity": _SEVERITY[finding.severity],
        "category": None,
        "rule": finding.rule,
        "mqm": finding.mqm,
        "mqm_severity": finding.severity.value,
        "message": finding.message,
        "confidence": share(finding.confidence),
        "fingerprint": finding.fingerprint,
    }


def _words(document: Document, paragraph: Paragraph) -> str:
    return document.text[paragraph.span.start : paragraph.span.end]


def _units(text: str) -> int:
    """How many UTF-16 code units a text has."""
    return len(text.encode("utf-16-le")) // 2


def _plain(text: str) -> str:
    """The text, as long as before, so that it is shown as it stands."""
    return f"＜{text[1:]}" if text.lower().startswith(_MEDIA) else text
