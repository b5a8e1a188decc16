"""A paragraph stands twice, or two copies of one text differ."""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.direction import NAMES
from qa.model import Document, Hit, Severity

DIFFERS = Rule(
    id="duplicate-differs",
    title="The page holds two copies of one paragraph, and they differ",
    severity=Severity.MINOR,
    mqm="accuracy/mistranslation",
    its="inconsistency",
)
PARAGRAPH = Rule(
    id="duplicate-paragraph",
    title="A paragraph of the translation stands twice",
    severity=Severity.MAJOR,
    mqm="accuracy/addition",
    its="duplication",
)

SHORT = {"ko": 20, "en": 40}
"""Characters, without spaces, under which a repeated line (a refrain, a label) is no finding."""


def run(context: Context) -> Iterator[Hit]:
    """Copies that differ, then paragraphs that the translation has more often than the original."""
    for copy in context.article.duplicates:
        name = NAMES[copy.lang]
        hit = Hit(
            rule="duplicate-differs",
            message=(
                f"Two copies of this {name} paragraph differ: "
                f"“{copy.kept}” here, “{copy.other}” in line {copy.line}"
            ),
            expected=copy.kept,
            found=copy.other,
            ko=copy.span if copy.lang == "ko" else None,
            en=copy.span if copy.lang == "en" else None,
        )
        yield hit
    lang = context.roles.translation
    for second, first in repeated_paragraphs(context).items():
        span = context.article.side(lang).paragraphs[second].span
        yield Hit(
            rule="duplicate-paragraph",
            message=f"Paragraph {second + 1} of the {NAMES[lang]} repeats paragraph {first + 1}.",
            ko=span if lang == "ko" else None,
            en=span if lang == "en" else None,
            found=context.words(lang, span),
        )


def repeated_paragraphs(context: Context) -> dict[int, int]:
    """Paragraphs of the translation that stand twice where the original does not repeat itself: copy to
    first.
    """
    original, translation = context.roles.ordered(context.article.ko, context.article.en)
    return _copies(translation, original)


def copies_of_original(context: Context) -> dict[int, int]:
    """The same of the original: a translator need not say twice what it repeats."""
    original, translation = context.roles.ordered(context.article.ko, context.article.en)
    return _copies(original, translation)


def _copies(document: Document, other: Document) -> dict[int, int]:
    return {second: first for first, second in list(_repeated(document))[len(list(_repeated(other))) :]}


def _repeated(document: Document) -> Iterator[tuple[int, int]]:
    """Pairs of paragraphs with the same words: the first and its repetition."""
    seen: dict[str, int] = {}
    for paragraph in document.paragraphs:
        text = "".join(document.text[paragraph.span.start : paragraph.span.end].split()).casefold()
        if len(text) < SHORT[document.lang]:
            continue
        if text in seen:
            yield seen[text], paragraph.index
        else:
            seen[text] = paragraph.index


CHECK = Check(
    id="duplicate",
    title="No paragraph stands twice",
    rules=(DIFFERS, PARAGRAPH),
    run=run,
    needs="paragraphs",
    on_links=False,
)
