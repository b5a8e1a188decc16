"""Hangul was left in the English."""

from __future__ import annotations

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
    for found in _RUN.finditer(text):
        if _glossed(text, found.start(), found.end()):
            continue
        where = Span(found.start(), found.end())
        link = _link_at(context, where)
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


def _link_at(context: Context, where: Span) -> int | None:
    sentences = {s.index for s in context.sentences_en if s.span.touches(where)}
    return next((n for n, link in enumerate(context.links) if sentences & set(link.en)), None)


CHECK = Check(id="untranslated", title="No Korean is left in the translation", rules=(TEXT,), run=run)
