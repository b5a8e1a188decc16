"""What a card of the page says: one finding with everything that an editor needs to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.checks import RULES
from qa.model import FACT_FAMILIES, Finding, Lang, Report
from qa.report.evidence import evidence
from qa.report.language import Language
from qa.report.placing import Numbered
from qa.report.web_text import line
from qa.report.words import points, sureness


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """What one side says; `place` is `left` under the original, `right` under the translation."""

    lang: Lang
    place: str
    words: str
    value: str
    nothing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A finding in words; `settled` says why it is not open (empty where it is), `why` gives the
    reason of an accepted one, with who and when.
    """

    id: str
    number: int
    severity: str
    family: str
    rule: str
    title: str
    reason: str
    sure: str
    says: tuple[SaidView, ...]
    suggestion: str
    mqm: str
    its: str
    points: int
    confidence: str
    match: str
    fingerprint: str
    settled: str
    why: str


_READ_VALUES = frozenset((*FACT_FAMILIES, "headline")) - {"identifier"}
"""Families whose values were read as facts; that of an identifier is its own name."""
_NAMED_VALUES = ("modality", "negation")
"""Families whose values are terms of ours (`possible`, `negative`) and not words of the article."""


def cards(report: Report, items: Sequence[Numbered], article_id: str, say: Language) -> tuple[Card, ...]:
    """A card for each finding, in the order of their numbers."""
    return tuple(_card(report, item, article_id, say) for item in items)


def _card(report: Report, item: Numbered, article_id: str, say: Language) -> Card:
    finding = item.finding
    original = "ko" if report.article.direction == "ko-en" else "en"
    says = sorted(evidence(finding, report), key=lambda one: one.lang != original)
    rule = RULES.get(finding.rule)
    return Card(
        id=f"{article_id}-f{item.number}",
        number=item.number,
        severity=finding.severity.value,
        family=finding.family,
        rule=finding.rule,
        title=say.title(finding.rule, rule.title) if rule else "",
        reason=say.sentence(finding.reason or finding.message),
        sure=sureness(finding.confidence, say),
        says=tuple(
            SaidView(
                lang=one.lang,
                place="left" if one.lang == original else "right",
                words=one.words,
                value=_value(finding, one.value, say),
                nothing=one.nothing,
            )
            for one in says
        ),
        suggestion=line(finding.suggestion),
        mqm=finding.mqm,
        its=finding.its,
        points=finding.severity.weight,
        confidence=f"{finding.confidence:.2f}",
        match=_match(report, finding),
        fingerprint=finding.fingerprint,
        settled="" if finding.open else say("accepted" if finding.accepted else "known"),
        why=_why(finding, say),
    )


def _value(finding: Finding, value: str, say: Language) -> str:
    """A value in words of ours; one that may be a word of the article stays as it is."""
    if finding.family in _NAMED_VALUES:
        return say.sentence(value)
    return say.value(value) if finding.family in _READ_VALUES else value


def _match(report: Report, finding: Finding) -> str:
    if finding.link is None or not 0 <= finding.link < len(report.link_match):
        return ""
    return points(report.link_match[finding.link])


def _why(finding: Finding, say: Language) -> str:
    why = finding.accepted
    if why is None:
        return ""
    who = ", ".join(filter(None, (line(why.by), line(why.when))))
    reason = line(why.reason)
    return say("accepted.by", reason=reason, who=who) if who else reason
