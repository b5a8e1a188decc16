"""From hits to findings: selection, words, severity, fingerprint."""

from __future__ import annotations

import bisect
import dataclasses
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from qa.checks import CHECKS, RULES, Context
from qa.checks.alignment import CHECK as ALIGNMENT
from qa.checks.alignment import POOR
from qa.model import (
    Acceptance,
    Finding,
    Hit,
    Lang,
    Link,
    Sentence,
    Severity,
    Side,
    Skipped,
    Span,
)

UNSURE = 0.7
"""Findings on sentences that belong together with a lower probability are one severity milder."""

_POOR = f"the two sides do not belong together ({POOR.id}; --ignore {POOR.id} checks them nevertheless)"
_NEEDS_EMBEDDED = "words are compared by the embedded encoder only"
_NEEDS_GLOSSARY = "no glossary given (--glossary FILE)"


def run_checks(
    context: Context, selected: frozenset[str], severities: Mapping[str, Severity] | None = None
) -> tuple[tuple[Finding, ...], tuple[Skipped, ...]]:
    """Run every check that has a selected rule.

    Args:
        context: the article, with all that was read from it.
        selected: ids of rules.
        severities: what rules weigh in place of what the check would say.

    Returns:
        The findings, in the order of the text, and the rules that did not run, with the reason.
    """
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    # Where the two sides do not belong together, one finding says so instead of a hundred.
    poor = POOR.id in selected and not context.article.aligned and any(ALIGNMENT.run(context))
    for check in CHECKS:
        wanted = {rule.id for rule in check.rules} & selected
        if not wanted:
            continue
        if check.needs == "paragraphs" and context.article.aligned:
            reason = "a row of a pairs file has no paragraphs"
            skipped += [Skipped(rule=r.id, reason=reason) for r in check.rules if r.id in wanted]
            continue
        if poor and check.on_links:
            skipped += [Skipped(rule=r.id, reason=_POOR) for r in check.rules if r.id in wanted]
            continue
        if context.roles.translation == "ko":
            one_way = [rule for rule in check.rules if rule.into_english and rule.id in wanted]
            skipped += [Skipped(rule=rule.id, reason=rule.into_english) for rule in one_way]
            wanted -= {rule.id for rule in one_way}
        for step, there, reason in (
            ("gaps", context.gaps is not None, _NEEDS_EMBEDDED),
            ("glossary", context.glossary is not None, _NEEDS_GLOSSARY),
        ):
            unable = {rule.id for rule in check.rules if rule.needs == step and not there} & wanted
            skipped += [Skipped(rule=r, reason=reason) for r in sorted(unable)]
            wanted -= unable
        findings += [
            _finding(context, hit, severities or {}) for hit in check.run(context) if hit.rule in wanted
        ]
    findings.sort(key=_reading_order)
    return _numbered(findings), tuple(skipped)


def _reading_order(finding: Finding) -> tuple[int, int, int, str]:
    en = finding.en.span.start if finding.en else -1
    ko = finding.ko.span.start if finding.ko else -1
    return (finding.link if finding.link is not None else -1, ko, en, finding.rule)


def known_to_people(
    findings: Sequence[Finding],
    article: str,
    accepted: Mapping[str, Acceptance],
    known: Mapping[str, Counter[str] | None] | None,
) -> tuple[Finding, ...]:
    """The findings, marked where a person has accepted them or the base version has them too.

    Fingerprints count without the number that tells alike ones of an article apart: of three alike
    findings, of which the base version has two, one is new.
    """
    base = known.get(article, Counter()) if known is not None else Counter[str]()
    left = Counter(base)
    out = []
    for finding in findings:
        plain = finding.fingerprint.partition("-")[0]
        old = base is None or left[plain] > 0
        left[plain] -= old
        out.append(dataclasses.replace(finding, accepted=accepted.get(finding.fingerprint), known=old))
    return tuple(out)


def _finding(context: Context, hit: Hit, severities: Mapping[str, Severity]) -> Finding:
    rule = RULES[hit.rule]
    severity = severities.get(rule.id, hit.severity if hit.severity is not None else rule.severity)
    message, reason = hit.message, hit.reason
    link = context.links[hit.link] if hit.link is not None else None
    if link is not None and link.ko and link.en and link.together < UNSURE and not context.article.aligned:
        severity = severity.lowered()
        unsure = f" (unsure: the two sentences belong together with probability {link.together:.2f})"
        message += unsure
        reason += unsure if reason else ""
    ko = _side(context, "ko", hit.ko)
    en = _side(context, "en", hit.en)
    return Finding(
        rule=rule.id,
        family=rule.family,
        kind=rule.kind,
        severity=severity,
        confidence=hit.confidence,
        message=message,
        reason=reason,
        ko=ko,
        en=en,
        expected=hit.expected,
        found=hit.found,
        suggestion=hit.suggestion,
        link=hit.link,
        fingerprint=_fingerprint(context, hit, link),
        mqm=rule.mqm,
        its=rule.its,
    )


def _side(context: Context, lang: Lang, span: Span | None) -> Side | None:
    if span is None:
        return None
    sentences = context.sentences_ko if lang == "ko" else context.sentences_en
    at = bisect.bisect_right(sentences, span.start, key=lambda s: s.span.start) - 1
    sentence = sentences[at] if at >= 0 and span.start < sentences[at].span.end else None
    paragraphs = context.article.side(lang).paragraphs
    paragraph = max(0, bisect.bisect_right(paragraphs, span.start, key=lambda p: p.span.start) - 1)
    return Side(
        text=context.words(lang, span),
        span=span,
        paragraph=paragraph,
        sentence=sentence.index if sentence is not None else None,
        place=paragraphs[paragraph].place(span.start) if paragraphs else None,
    )


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _fingerprint(context: Context, hit: Hit, link: Link | None) -> str:
    """16 hex digits of the rule, the linked sentences and the evidence: edits elsewhere leave it be."""

    def sentences(side: Sequence[Sentence], indices: Sequence[int]) -> str:
        return " ".join(_normal(side[i].text) for i in indices)

    ko = sentences(context.sentences_ko, link.ko) if link else ""
    en = sentences(context.sentences_en, link.en) if link else ""
    evidence = (
        _normal(context.words("ko", hit.ko)) if hit.ko else "",
        _normal(context.words("en", hit.en)) if hit.en else "",
    )
    parts = (hit.rule, ko, en, *evidence, hit.expected, hit.found)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _numbered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Make the fingerprints of one article unique: the second of two alike ends in `-2`."""
    seen: dict[str, int] = {}
    out = []
    for finding in findings:
        n = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        out.append(
            finding if n == 1 else dataclasses.replace(finding, fingerprint=f"{finding.fingerprint}-{n}")
        )
    return tuple(out)
