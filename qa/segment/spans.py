"""Cut points of a text to sentences with exact offsets, and quotations that are not cut."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from qa.data import table
from qa.model import Document, Lang, Paragraph, Sentence, Span

CLOSING = {"“": '”"', "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "(": ")", "[": "]", '"': '"”'}
"""Opening quotes and brackets with what may close them; curly and straight marks do get mixed."""
CLOSERS = frozenset("\"'”’」』》〉)]")
OPENERS = frozenset("\"'“‘「『《〈([")

MAX_DEPTH = 12
"""Marks that may be open at once; an older one is taken to have been left open."""


def quotations(text: str, limit: int) -> tuple[Span, ...]:
    """Outermost quotations and brackets of at most `limit` code points, in order.

    A mark that nothing closes quotes nothing, a mark opened again while it is open begins anew
    (the last paragraph of a long quotation), and a straight mark after a digit is an inch.
    """
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        level = _level(text, at, char, stack)
        if level is not None:
            found.append(Span(stack[level][1], at + 1))
            del stack[level:]
        elif char in CLOSING and (char != '"' or _opens(text, at)):
            stack = [item for item in stack if item[0] != char or char in "(["][-MAX_DEPTH:]
            stack.append((char, at))
    outermost: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if span.end - span.start <= limit and not (outermost and span.start < outermost[-1].end):
            outermost.append(span)
    return tuple(outermost)


def _level(text: str, at: int, char: str, stack: list[tuple[str, int]]) -> int | None:
    """Where in the stack the mark stands that this character closes."""
    if char not in CLOSERS or (char == "’" and text[at + 1 : at + 2].isalpha() and text[at + 1].isascii()):
        return None  # an apostrophe within a word
    if char == '"' and (text[at - 1 : at].isspace() or at == 0):
        return None
    return next((i for i in range(len(stack) - 1, -1, -1) if char in CLOSING[stack[i][0]]), None)


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return bool(after) and not after.isspace() and not before.isdigit()


def uncovered(cuts: Iterable[int], spans: Sequence[Span]) -> list[int]:
    """Those of the sorted cuts that part none of the sorted spans."""
    kept = []
    at = 0
    for cut in cuts:
        while at < len(spans) and spans[at].end <= cut:
            at += 1
        if at == len(spans) or cut <= spans[at].start:
            kept.append(cut)
    return kept


def pieces(text: str, start: int, cuts: Iterable[int]) -> list[Span]:
    """The parts of `text` between the cuts, spaces trimmed, shifted by `start`; none is empty."""
    found = []
    at = 0
    for cut in [*sorted(cuts), len(text)]:
        part = text[at:cut]
        stripped = part.strip()
        if stripped:
            first = at + part.index(stripped[0])
            found.append(Span(start + first, start + first + len(stripped)))
            at = cut
    return found


def sentences(document: Document, spans: Iterable[tuple[Paragraph, Span]]) -> tuple[Sentence, ...]:
    """Sentences of a document from their spans, numbered in order."""
    return tuple(
        Sentence(index=i, text=document.text[span.start : span.end], span=span, paragraph=paragraph.index)
        for i, (paragraph, span) in enumerate(spans)
    )


def line_spans(document: Document) -> list[tuple[Paragraph, Span]]:
    """Every line of every paragraph that holds something: the sentences of presegmented text."""
    found = []
    for paragraph in document.paragraphs:
        text = document.text[paragraph.span.start : paragraph.span.end]
        ends = [i for i, c in enumerate(text) if c == "\n"]
        found += [(paragraph, span) for span in pieces(text, paragraph.span.start, ends)]
    return found


@functools.cache
def speech_verbs(lang: Lang) -> tuple[str, ...]:
    """Forms that say who speaks, as `data/speech_verbs.tsv` lists them."""
    rows = table("speech_verbs", ("form", "lang", "source"))
    return tuple(row["form"] for row in rows if row["lang"] == lang)
