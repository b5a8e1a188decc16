"""An English sentence, or a clause of one, has no counterpart in the Korean."""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.checks.duplicate import repeated_paragraphs
from qa.checks.gaps import clause_hits
from qa.checks.omission import sentence_hits
from qa.model import Hit, Severity

SENTENCE = Rule(
    id="addition-sentence",
    title="A sentence of the translation is not in the original",
    severity=Severity.MAJOR,
    mqm="accuracy/addition",
    its="addition",
)

CLAUSE = Rule(
    id="addition-clause",
    title="A part of a sentence of the translation is not in the original",
    severity=Severity.MAJOR,
    mqm="accuracy/addition",
    its="addition",
    needs="gaps",
)

TOLD = (-0.4, 1.8)
"""Log odds that 1.3 and .1 percent of faithful sentences reach (held out; `train_coverage.py`)."""

SHORT = 24
"""English characters under which a sentence alone weighs little (about 1.85 a Korean one)."""


def run(context: Context) -> Iterator[Hit]:
    """English sentences that translate nothing, and stretches of linked ones.

    Whole paragraphs that stand twice are left to the duplicate check.
    """
    copies = set(repeated_paragraphs(context))  # the duplicate check tells of these
    for hit in sentence_hits(context, "en", SENTENCE, SHORT):
        assert hit.link is not None
        sentence = context.sentences_en[context.links[hit.link].en[0]]
        if sentence.paragraph not in copies:
            yield hit
    yield from clause_hits(context, "en", CLAUSE, TOLD)


CHECK = Check(
    id="addition",
    title="The translation says nothing that the original does not",
    rules=(SENTENCE, CLAUSE),
    run=run,
)
