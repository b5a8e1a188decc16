"""The JSON of one article (`docs/report.schema.json`), as one document or one object a line."""

from __future__ import annotations

import bisect
import json
import re
from collections.abc import Sequence
from typing import Any

from qa.model import Fact, FactMatch, Finding, Report, Sentence, Side, Span
from qa.report import RenderOptions
from qa.values import value_text

SCHEMA = "qa-report/1"

# Valid inside JSON, yet many readers break lines at the first three, and lone surrogates (a pairs
# file may escape one) cannot be written as UTF-8.
_UNSAFE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def dumps(value: object, *, indent: int | None = None) -> str:
    """JSON text on one line (or indented), Hangul as Hangul, safe to split at any line break."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def render_json(reports: Sequence[Report], options: RenderOptions) -> str:
    """One article as an object, several (or none) as an array."""
    articles = [report_json(r) for r in reports]
    return dumps(articles[0] if len(articles) == 1 else articles, indent=2) + "\n"


def render_jsonl(reports: Sequence[Report], options: RenderOptions) -> str:
    """One object a line."""
    return "".join(dumps(report_json(r)) + "\n" for r in reports)


def report_json(report: Report) -> dict[str, Any]:
    """One article as the contract lays it out, keys in its order.

    Scores run 0 to 100 with one decimal, confidence and coverage 0 to 1 with three; spans are
    half-open code points in the body text of their side.
    """
    article = report.article
    out: dict[str, Any] = {
        "schema": SCHEMA,
        "id": article.id,
        "signature": report.signature,
        "direction": article.direction,
        "published": article.published.isoformat() if article.published else None,
        "title": {"ko": article.ko.title, "en": article.en.title},
        "notes": [{"kind": n.kind, "text": n.text} for n in article.notes],
        "verdict": report.verdict,
        "score": _score(report.score),
        "mqm": _score(report.mqm),
        "match": _score(report.match),
        "match_interval": _interval(report.match_interval),
        "sentences": {
            "ko": sentences_json(report.sentences_ko),
            "en": sentences_json(report.sentences_en),
        },
        "links": [
            {
                "ko": list(link.ko),
                "en": list(link.en),
                "match": _score(match),
                "confidence": share(link.confidence),
                "together": share(link.together),
                **({"moved": True} if link.moved else {}),
            }
            for link, match in zip(report.links, report.link_match, strict=True)
        ],
        "paragraphs": [
            {
                "en": p.en,
                "ko": list(p.ko),
                "score": _score(p.score),
                "mqm": _score(p.mqm),
                "match": _score(p.match),
                "match_interval": _interval(p.match_interval),
                "coverage": share(p.coverage),
                "findings": list(p.findings),
            }
            for p in report.paragraphs
        ],
        "facts": [_fact_match(report, m) for m in report.facts],
        "findings": [finding_json(f) for f in report.findings],
        "skipped": [{"rule": s.rule, "reason": s.reason} for s in report.skipped],
    }
    if report.headlines:
        out["headlines"] = [
            {"kind": h.kind, "ko": h.ko, "en": h.en, "match": _score(h.match)} for h in report.headlines
        ]
    if report.metrics:
        out["metrics"] = [
            # sacrebleu's own default is one decimal too
            {
                "name": m.name,
                "against": m.against,
                "value": _score(m.value),
                "signature": m.signature,
                "scope": m.scope,
            }
            for m in report.metrics
        ]
    return out


def sentences_json(sentences: Sequence[Sentence]) -> list[dict[str, Any]]:
    """The sentences of one side with their offsets."""
    return [
        {"text": s.text, "paragraph": s.paragraph, "start": s.span.start, "end": s.span.end}
        for s in sentences
    ]


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding, keys in the contract's order."""
    accepted = finding.accepted
    return {
        "rule": finding.rule,
        "family": finding.family,
        "kind": finding.kind,
        "severity": finding.severity.value,
        "confidence": share(finding.confidence),
        "message": finding.message,
        "reason": finding.reason,
        "ko": _side(finding.ko),
        "en": _side(finding.en),
        "expected": finding.expected,
        "found": finding.found,
        "suggestion": finding.suggestion,
        "link": finding.link,
        "fingerprint": finding.fingerprint,
        "accepted": accepted and {"reason": accepted.reason, "by": accepted.by, "when": accepted.when},
        "known": finding.known,
        "mqm": finding.mqm,
        "its": finding.its,
    }


def share(value: float) -> float:
    """A share or probability, 0 to 1, with three decimals."""
    return round(float(value), 3) + 0.0  # adding 0.0 turns -0.0 into 0.0


def _interval(ends: tuple[float, float]) -> list[float]:
    return [_score(ends[0]), _score(ends[1])]


def _score(value: float) -> float:
    return round(float(value), 1) + 0.0


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "start": side.span.start,
        "end": side.span.end,
        "text": side.text,
        "paragraph": side.paragraph,
        "sentence": side.sentence,
        **({"line": place.line, "column": place.column} if (place := side.place) else {}),
        **({"segment": place.segment} if place and place.segment else {}),
    }


def _fact_match(report: Report, match: FactMatch) -> dict[str, Any]:
    ko, en = match.ko, match.en
    return {
        "family": match.family,
        "ko": ko and _side(_fact_side(report, ko, korean=True)),
        "en": en and _side(_fact_side(report, en, korean=False)),
        "value": {"ko": ko and value_text(ko), "en": en and value_text(en)},
        "verdict": match.verdict,
    }


def _fact_side(report: Report, fact: Fact, *, korean: bool) -> Side:
    """Where a fact stands: its spans count in the body text, like everybody's."""
    document = report.article.ko if korean else report.article.en
    sentences = report.sentences_ko if korean else report.sentences_en
    paragraph = _holding([p.span for p in document.paragraphs], fact.span)
    return Side(
        text=fact.text,
        span=fact.span,
        paragraph=document.paragraphs[paragraph].index if paragraph is not None else 0,
        sentence=_holding([s.span for s in sentences], fact.span),
    )


def _holding(spans: Sequence[Span], wanted: Span) -> int | None:
    """Index of the span in which `wanted` begins; None where it begins in none of them."""
    at = bisect.bisect_right(spans, wanted.start, key=lambda s: s.start) - 1
    return at if at >= 0 and wanted.start < max(spans[at].end, spans[at].start + 1) else None
