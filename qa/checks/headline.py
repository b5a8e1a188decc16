"""The values of the translation's headline are those of the original's, or of the text."""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.checks.facts import suggestion
from qa.compare.headlines import Astray, astray
from qa.extract import english, korean
from qa.extract.resolve import resolve
from qa.model import Document, Fact, Hit, Lang, Severity
from qa.values import value_text

CHANGED = Rule(
    id="headline-changed",
    title="The headline of the translation has another value",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    its="mistranslation",
)
UNFOUNDED = Rule(
    id="headline-unfounded",
    title="The headline has a value that nothing in the article bears out",
    severity=Severity.NEUTRAL,
    mqm="accuracy/addition",
    its="addition",
)


def run(context: Context) -> Iterator[Hit]:
    """Values of the translation's headline and of the lines under it that are not in order.

    A headline has no place in the body, so that the hits have no spans.
    """
    roles = context.roles
    original, translation = roles.ordered(context.article.ko, context.article.en)
    lines = [line for line in (translation.title, *translation.decks) if any(c.isdigit() for c in line)]
    if not lines:
        return  # values in words alone are too often a manner of speaking
    published = context.published
    body_ko = [m.ko for m in context.facts if m.ko is not None]
    body_en = [m.en for m in context.facts if m.en is not None]
    above = [
        f for line in (original.title, *original.decks) if line for f in _facts(context, roles.original, line)
    ]
    text = f"{original.title}\n{original.text}\n{translation.text}"
    bodies = roles.ordered(body_ko, body_en)
    for line in lines:
        title = _facts(context, roles.translation, line)
        for found in astray(title, above, *bodies, text, published, roles):
            yield _hit(context, line, found)


def _facts(context: Context, lang: Lang, line: str) -> tuple[Fact, ...]:
    """The facts of a line outside of the body."""
    from qa.segment.english import segment_english
    from qa.segment.korean import segment_korean

    document = Document.of(lang, line)
    if lang == "en":
        return resolve(english.read(line), segment_english(document), context.published)
    ((sentences, tokens),) = segment_korean([document])
    return resolve(korean.read(line, tokens), sentences, context.published)


def _hit(context: Context, line: str, found: Astray) -> Hit:
    fact, instead, roles = found.fact, found.instead, context.roles
    if instead is not None:
        reason = f"The {roles.source} headline says {instead.text}, the {roles.target} one {fact.text}"
        if found.elsewhere:
            reason += " (which the article says of something else, perhaps)"
        return Hit(
            rule=CHANGED.id,
            message=f"{reason}: “{line}”",
            reason=f"{reason}.",
            expected=value_text(instead, group=True),
            found=value_text(fact, group=True),
            suggestion=suggestion(instead, fact, context),
            severity=Severity.NEUTRAL if found.elsewhere else Severity.MAJOR,
            confidence=0.5 if found.elsewhere else 0.9,
        )
    return Hit(
        rule=UNFOUNDED.id,
        message=f"“{fact.text}” in the headline “{line}” is nowhere else in the article",
        reason=f"“{fact.text}” in the headline is nowhere else in the article.",
        found=value_text(fact, group=True),
        confidence=0.7,
    )


CHECK = Check(
    id="headline",
    title="The headline keeps to the article",
    rules=(CHANGED, UNFOUNDED),
    run=run,
    needs="paragraphs",
)
