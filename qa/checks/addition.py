"""An English sentence has no counterpart in the Korean."""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.checks.duplicate import repeated_paragraphs
from qa.checks.omission import graded, unlinked
from qa.model import Hit, Severity

SENTENCE = Rule(
    id="addition-sentence",
    title="A sentence of the translation is not in the original",
    severity=Severity.MAJOR,
    mqm="accuracy/addition",
    its="addition",
)

SHORT = 24
"""English characters under which a sentence alone weighs little (about 1.85 a Korean one)."""


def run(context: Context) -> Iterator[Hit]:
    """One hit a sentence, pointing at the English words."""
    copies = set(repeated_paragraphs(context))
    for index, link in unlinked(context, "en"):
        span = context.span_of("en", link.en)
        assert span is not None
        if context.sentences_en[link.en[0]].paragraph in copies:
            continue  # the whole paragraph stands twice: the duplicate check says so
        text = context.words("en", span)
        yield Hit(
            rule="addition-sentence",
            message=f"Nothing in the Korean says: {text}",
            reason="Nothing in the Korean says this.",
            en=span,
            found=text,
            link=index,
            confidence=link.confidence,
            severity=graded(link.confidence, len(text), SHORT),
        )


CHECK = Check(
    id="addition", title="The translation says nothing that the original does not", rules=(SENTENCE,), run=run
)
