"""Hangul was left in the English."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.model import Hit, Severity, Span

TEXT = Rule(
    id="untranslated-text",
    title="Korean words were left in the translation",
    severity=Severity.MAJOR,
    mqm="accuracy/untranslated",
    its="untranslated",
)

_RUN = re.compile(
    r"""[가-힣ㄱ-ㅎㅏ-ㅣ]{1,2000}              # Hangul
        (?:[\s·,.’'"”()~%0-9-]{1,3}[가-힣]{1,2000}){0,500}   # and more of it after a space or mark
    """,
    re.VERBOSE,
)

_GLOSS_LIMIT = 20
"""Hangul in brackets or quotes up to this length explains a word that the English gives too."""


def run(context: Context) -> Iterator[Hit]:
    """Runs of Hangul that no English word beside them explains."""
    text = context.text("en")
    link_of = {j: n for n, link in enumerate(context.links) for j in link.en}
    for found in _RUN.finditer(text):
        if _glossed(text, found.start(), found.end()):
            continue
        where = Span(found.start(), found.end())
        link = _link_at(context, where, link_of)
        yield Hit(
            rule="untranslated-text",
            message=f"“{found.group()}” was left in Korean",
            reason="Korean was left in the English.",
            en=where,
            found=found.group(),
            link=link,
        )


def _glossed(text: str, start: int, end: int) -> bool:
    """`kimjang (김장)`, `“정” (jeong)`: a short Korean word beside its English."""
    if end - start > _GLOSS_LIMIT:
        return False
    before, after = text[:start].rstrip(" “‘\"'"), text[end:].lstrip(" ”’\"'")
    if before.endswith(("(", "[", "/")) and after[:1] in (")", "]", ",", ";", ":", "/"):
        return True
    return re.match(r"[([]\s?[A-Za-z]", after) is not None


def _link_at(context: Context, where: Span, link_of: dict[int, int]) -> int | None:
    """The first link that holds a sentence of the span; `link_of` maps English sentences to links."""
    sentences = context.sentences_en
    at = max(0, bisect.bisect_right(sentences, where.start, key=lambda s: s.span.start) - 1)
    found = []
    while at < len(sentences) and sentences[at].span.start < where.end:
        if sentences[at].span.touches(where) and at in link_of:
            found.append(link_of[at])
        at += 1
    return min(found, default=None)


CHECK = Check(
    id="untranslated",
    title="No Korean is left in the translation",
    rules=(TEXT,),
    run=run,
    on_links=False,
)
