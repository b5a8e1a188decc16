"""Negatives that one language has and the other lacks: "went" for "did not go"."""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, LinkedText, Rule
from qa.compare.negatives import Unpaired, unpaired
from qa.extract.english.negatives import predicate, says_little
from qa.extract.english.negatives import read_negatives as read_english
from qa.extract.korean.negatives import read_negatives as read_korean
from qa.model import Hit, Severity

LOST = Rule(
    id="negation-lost",
    title="The original says no or not, the translation does not",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    its="mistranslation",
)
ADDED = Rule(
    id="negation-added",
    title="The translation says no or not, the original does not",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    its="mistranslation",
)


APART = 0.33
"""Cosine under which two sides say different things: what is negated there is beside the point."""


def run(context: Context) -> Iterator[Hit]:
    """Every negative of a link that has no counterpart where one must be."""
    for part in context.linked():
        if part.index in context.pairs and part.link.similarity >= APART:
            yield from _of_link(context, part)


def _of_link(context: Context, part: LinkedText) -> Iterator[Hit]:
    ko_text, en_text = context.text("ko"), context.text("en")
    ko = read_korean(ko_text, part.tokens, part.ko, context.words("en", part.en))
    en = read_english(en_text, part.en, context.words("ko", part.ko))
    if not any(n.firm for n in (*ko, *en)):
        return
    for found in unpaired(ko, en, part.ko, part.en, context.pairs[part.index].like, says_little):
        yield _hit(found, context, part)


def _hit(found: Unpaired, context: Context, part: LinkedText) -> Hit:
    in_korean, roles = found.verdict == "lost", context.roles
    lost = in_korean == (roles.original == "ko")
    ko, en = found.negative.span, found.counterpart
    if in_korean:
        en = predicate(context.text("en"), en, part.en)
    else:
        ko, en = en, ko
    said_ko, said_en = context.words("ko", ko), context.words("en", en)
    return Hit(
        rule=LOST.id if lost else ADDED.id,
        message=f"Korean says {said_ko}, English says {said_en}: "
        + ("the negation is lost" if lost else f"nothing negates this in the {roles.source}"),
        reason="The negation is lost." if lost else f"Nothing negates this in the {roles.source}.",
        ko=ko,
        en=en,
        expected="negative" if lost else "affirmative",
        found="affirmative" if lost else "negative",
        link=part.index,
        confidence=round(min(0.95, 0.6 + 0.5 * (found.likeness - 0.3)) * part.link.together, 3),
    )


CHECK = Check(id="negation", title="What is negated is negated on both sides", rules=(LOST, ADDED), run=run)
