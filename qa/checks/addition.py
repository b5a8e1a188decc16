"""An English sentence has no counterpart in the Korean."""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.checks.duplicate import repeated_paragraphs
from qa.checks.omission import sentence_hits
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
    """English sentences that translate nothing, but for whole paragraphs that stand twice."""
    copies = set(repeated_paragraphs(context))  # the duplicate check tells of these
    for hit in sentence_hits(context, "en", SENTENCE, SHORT):
        assert hit.link is not None
        sentence = context.sentences_en[context.links[hit.link].en[0]]
        if sentence.paragraph not in copies:
            yield hit


CHECK = Check(
    id="addition", title="The translation says nothing that the original does not", rules=(SENTENCE,), run=run
)
