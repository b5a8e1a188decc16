"""A Korean sentence has no counterpart in the English."""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.model import Hit, Lang, Link, Severity

SENTENCE = Rule(
    id="omission-sentence",
    title="A sentence of the original is not in the translation",
    severity=Severity.MAJOR,
    mqm="accuracy/omission",
    its="omission",
)

SHORT = 12
"""Korean characters under which a sentence alone (an interjection, a label) weighs little."""


SURE = 0.9
"""Posterior probability of having no counterpart from which a finding is told as major."""


def unlinked(context: Context, lang: Lang) -> Iterator[tuple[int, Link]]:
    """Links whose other side is empty, with their index."""
    for index, link in enumerate(context.links):
        here, there = (link.ko, link.en) if lang == "ko" else (link.en, link.ko)
        if here and not there:
            yield index, link


def graded(confidence: float, length: int, short: int) -> Severity:
    """A whole sentence lost or invented is major; a very short one, or one that may well have its
    counterpart inside a merged sentence, is minor.
    """
    return Severity.MINOR if length < short or confidence < SURE else Severity.MAJOR


def run(context: Context) -> Iterator[Hit]:
    """One hit a sentence, pointing at the Korean words."""
    for index, link in unlinked(context, "ko"):
        span = context.span_of("ko", link.ko)
        assert span is not None
        text = context.words("ko", span)
        yield Hit(
            rule="omission-sentence",
            message=f"Nothing in the English says: {text}",
            reason="Nothing in the English says this.",
            ko=span,
            expected=text,
            link=index,
            confidence=link.confidence,
            severity=graded(link.confidence, len(text), SHORT),
        )


CHECK = Check(
    id="omission", title="Every sentence of the original is in the translation", rules=(SENTENCE,), run=run
)
