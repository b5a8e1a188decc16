"""A sentence of the original, or a clause of one, has no counterpart in the translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from qa.checks.base import Check, Context, Rule
from qa.checks.duplicate import copies_of_original
from qa.checks.gaps import clause_hits
from qa.model import Hit, Lang, Link, Severity

SENTENCE = Rule(
    id="omission-sentence",
    title="A sentence of the original is not in the translation",
    severity=Severity.MAJOR,
    mqm="accuracy/omission",
    its="omission",
)

CLAUSE = Rule(
    id="omission-clause",
    title="A part of a sentence of the original is not in the translation",
    severity=Severity.MAJOR,
    mqm="accuracy/omission",
    its="omission",
    needs="gaps",
)

SHORT: Final[Mapping[Lang, int]] = {"ko": 12, "en": 24}
"""Characters under which a sentence alone (an interjection, a label) weighs little."""

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


def sentence_hits(context: Context, lang: Lang, rule: Rule) -> Iterator[Hit]:
    """One hit a sentence of one side that has no counterpart, pointing at its words.

    Args:
        context: the analysed article.
        lang: the side whose sentences are looked at.
        rule: what such a sentence is called.
    """
    roles = context.roles
    other = roles.other(lang)
    for index, link in unlinked(context, lang):
        span = context.span_of(lang, link.ko if lang == "ko" else link.en)
        assert span is not None
        text = context.words(lang, span)
        yield Hit(
            rule=rule.id,
            message=f"Nothing in the {other} says: {text}",
            reason=f"Nothing in the {other} says this.",
            ko=span if lang == "ko" else None,
            en=span if lang == "en" else None,
            expected=text if lang == roles.original else "",
            found=text if lang == roles.translation else "",
            link=index,
            confidence=link.confidence,
            severity=graded(link.confidence, len(text), SHORT[lang]),
        )


def paragraph_of(context: Context, lang: Lang, hit: Hit) -> int:
    """The paragraph of a sentence without counterpart."""
    assert hit.link is not None
    link = context.links[hit.link]
    return context.sentences(lang)[(link.ko if lang == "ko" else link.en)[0]].paragraph


def run(context: Context) -> Iterator[Hit]:
    """Sentences of the original that nothing translates, and stretches of linked ones."""
    lang = context.roles.original
    copies = copies_of_original(context)
    for hit in sentence_hits(context, lang, SENTENCE):
        if paragraph_of(context, lang, hit) not in copies:
            yield hit
    yield from clause_hits(context, context.roles.original, CLAUSE)


CHECK = Check(
    id="omission",
    title="All that the original says is in the translation",
    rules=(SENTENCE, CLAUSE),
    run=run,
)
