"""What a machine said about its translation, left in the text: “Here is the translation:”."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.data import table
from qa.errors import DataError
from qa.extract.blemish import Blemish
from qa.model import Lang, Span

_QUOTED = re.compile(r"[“\"][^“”\"\n]{1,400}[”\"]")
_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?:)\]”\"\n])[ \n])[ \n(\[*]{0,3}$")
LOOK_BACK = 8
"""Code points before a place in which the end of the sentence before it stands."""


class _Pattern(NamedTuple):
    """A row of the table: `place` is `start` (of a paragraph), `sentence` (its start) or `any`."""

    lang: Lang
    place: str
    sure: bool
    regex: re.Pattern[str]


@functools.cache
def _patterns() -> tuple[_Pattern, ...]:
    """The rows of `data/chatter.tsv`, compiled.

    Raises:
        DataError: a row that is no pattern, or with a place that is unknown.
    """
    out = []
    for number, row in enumerate(table("chatter", ("lang", "place", "sure", "pattern", "source")), 2):
        if row["place"] not in ("start", "sentence", "any") or row["lang"] not in ("ko", "en"):
            raise DataError("unknown place or language", path="chatter.tsv", line=number)
        try:
            regex = re.compile(row["pattern"], re.IGNORECASE)
        except re.error as fault:
            raise DataError(f"no pattern: {fault}", path="chatter.tsv", line=number) from fault
        lang: Lang = "ko" if row["lang"] == "ko" else "en"
        out.append(_Pattern(lang, row["place"], row["sure"] == "yes", regex))
    return tuple(out)


def chatter(lang: Lang, text: str, paragraphs: Sequence[Span]) -> Iterator[Blemish]:
    """Remarks about the translation itself, one for each place; not what somebody is quoted with."""
    for paragraph in paragraphs:
        quoted: list[Span] | None = None
        taken = paragraph.start
        found: list[tuple[Span, bool]] = []
        for pattern in _patterns():
            if pattern.lang != lang:
                continue
            for match in _matches(pattern, text, paragraph):
                found.append((Span(*match.span()), pattern.sure))
        for span, sure in sorted(found, key=lambda f: (f[0].start, -f[0].end)):
            if quoted is None:
                quoted = [Span(*m.span()) for m in _QUOTED.finditer(text, paragraph.start, paragraph.end)]
            if span.start < taken or any(q.start < span.start < q.end for q in quoted):
                continue
            taken = span.end
            words = text[span.start : span.end].strip()
            yield Blemish(kind="chatter", span=span, reason=f"“{words}” is no part of the article", sure=sure)


def _matches(pattern: _Pattern, text: str, paragraph: Span) -> Iterator[re.Match[str]]:
    if pattern.place == "start":
        match = pattern.regex.match(text, paragraph.start, paragraph.end)
        yield from (match,) if match else ()
        return
    for match in pattern.regex.finditer(text, paragraph.start, paragraph.end):
        before = text[max(paragraph.start, match.start() - LOOK_BACK) : match.start()]
        if pattern.place == "any" or match.start() == paragraph.start or _SENTENCE_START.search(before):
            yield match
