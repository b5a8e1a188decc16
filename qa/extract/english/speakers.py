"""Who says the quoted words in English: “…,” said Lee; Park said, “…”; according to Kim."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from qa.data import table
from qa.extract.quotations import Marks, Quotation
from qa.extract.speakers import Said
from qa.model import Span

_WINDOW = 200
"""Code points before and behind a quotation in which its speaker is looked for."""
_NAME = r"[A-Z][A-Za-zÀ-ɏ.’'-]{0,40}"
_SMALL = r"(?:the |a |an |former |then-|ex-)?(?:[a-z][a-z-]{1,20} ){0,4}?"
_WHO = rf"(?P<who>{_SMALL}{_NAME}(?: (?:of |de |van |von |bin |al-)?{_NAME}){{0,8}})"
_INSERTED = r"(?:, [^,.;:“”\"]{1,120},)?"
_ADVERB = r"(?: [a-z]{3,12}ly| also| has| had)?"
_VERB = r"(?P<verb>[a-z]{3,12})"
_BEHIND_VERB = re.compile(rf"[,.]?[”\"’']?,?\s{_VERB} {_WHO}")
_BEHIND_NAME = re.compile(rf"[,.]?[”\"’']?,?\s{_WHO}{_INSERTED}{_ADVERB} {_VERB}\b")
_ACCORDING = re.compile(rf",?\saccording to {_WHO}")
_BEFORE = re.compile(
    rf"(?:^|[.!?”\"]\s|[,;]\s(?:and |but |while )?|\n){_WHO}{_INSERTED}{_ADVERB} {_VERB}"
    r"(?: [A-Za-z][A-Za-z’'-]{0,20}){0,8}[,:]?(?: that)?\s?$"
)


def read(text: str, span: Span, quotations: Sequence[Quotation]) -> tuple[Said, ...]:
    """The quotations whose speaker stands beside them, each with the words that name him or her.

    Args:
        text: the body text.
        span: the stretch that is read.
        quotations: its outer quotations, in order.
    """
    found = []
    for n, quotation in enumerate(quotations):
        if quotation.marks is Marks.TITLE:
            continue
        low = max(span.start, quotations[n - 1].span.end if n else span.start, quotation.span.start - _WINDOW)
        high = min(span.end, quotation.span.end + _WINDOW)
        if n + 1 < len(quotations):
            high = min(high, quotations[n + 1].span.start)
        who = _speaker(text, low, quotation.span, high)
        if who is not None:
            found.append(Said(quotation=quotation.span, speaker=who))
    return tuple(found)


def _speaker(text: str, low: int, quotation: Span, high: int) -> Span | None:
    behind = text[quotation.end : high]
    inside = text[quotation.start : quotation.end].rstrip("”\"’'")
    if inside.endswith((",", "?", "!", "—", "–")):
        for pattern in (_BEHIND_VERB, _BEHIND_NAME, _ACCORDING):
            m = pattern.match(behind)
            if m is not None and ("verb" not in m.groupdict() or m["verb"] in _saying()):
                return Span(*m.span("who")).shifted(quotation.end)
        return None
    before = text[low : quotation.start]
    m = _BEFORE.search(before)
    if m is not None and m["verb"] in _saying():
        return Span(*m.span("who")).shifted(low)
    return None


@functools.cache
def _saying() -> frozenset[str]:
    return frozenset(row["word"] for row in table("en/quoting_verbs", ("word", "source")))
