"""A sentence of the translation, or a clause of one, has no counterpart in the original."""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.checks.duplicate import repeated_paragraphs
from qa.checks.gaps import clause_hits
from qa.checks.omission import paragraph_of, sentence_hits
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


def run(context: Context) -> Iterator[Hit]:
    """Sentences of the translation that translate nothing, and stretches of linked ones.

    Whole paragraphs that stand twice are left to the duplicate check.
    """
    copies = set(repeated_paragraphs(context))  # the duplicate check tells of these
    lang = context.roles.translation
    for hit in sentence_hits(context, lang, SENTENCE):
        if paragraph_of(context, lang, hit) not in copies:
            yield hit
    yield from clause_hits(context, lang, CLAUSE)


CHECK = Check(
    id="addition",
    title="The translation says nothing that the original does not",
    rules=(SENTENCE, CLAUSE),
    run=run,
)
