"""Korean sentences and morphemes by Kiwi, with guards for its quotation policy."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from qa.model import Document, Paragraph, Sentence, Span, Token
from qa.segment.spans import CLOSERS, pieces, quotations, sentences, speech_verbs, uncovered

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

WORKERS = 2
"""Threads of Kiwi; the results do not depend on it."""
MAX_TEXT = 20_000
"""Code points of a piece of text that is analysed at once; longer texts are cut at paragraphs."""

MAX_QUOTE = 220
"""Code points above which a quotation is cut like other text: about what `english.MAX_QUOTE` says."""
MAX_ATTRIBUTION = 60
"""Code points of a sentence beside a quotation that says who speaks."""

_QUOTED = re.compile(r"[“\"][^“”\"]{1,220}[”\"]\.?")
_REPORTS = re.compile(r"(?:이?라고|이?라며|이?라면서|이?라는|이?란|고|며|면서|는|하고)(?=[\s,])")
"""Particles that tie a quotation to the clause around it, set apart by mistake or by typography."""


@functools.cache
def kiwi() -> Kiwi:
    """The one Kiwi of this process (some 500 MB, 1 to 2 seconds to load)."""
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=WORKERS)


def joined(morphemes: Sequence[tuple[str, str]]) -> str:
    """Morphemes with their tags as they are written: 내렸다 of 내리, 었, 다."""
    return str(kiwi().join(list(morphemes))) if morphemes else ""


def segment_korean(
    documents: Sequence[Document],
) -> Iterator[tuple[tuple[Sentence, ...], tuple[Token, ...]]]:
    """The sentences and morphemes of each text, all analysed in one batch."""
    for document, (tokens, starts) in zip(documents, analyse([d.text for d in documents]), strict=True):
        found: list[tuple[Paragraph, Span]] = []
        for paragraph in document.paragraphs:
            text = document.text[paragraph.span.start : paragraph.span.end]
            inner = [
                s - paragraph.span.start for s in starts if paragraph.span.start < s < paragraph.span.end
            ]
            spans = pieces(text, paragraph.span.start, cuts(text, inner))
            found += [(paragraph, span) for span in spans]
        yield sentences(document, found), tokens


def analyse(texts: Sequence[str]) -> Iterator[tuple[tuple[Token, ...], tuple[int, ...]]]:
    """Kiwi's morphemes of each text and the code points where its sentences begin.

    Long texts go to Kiwi in pieces, cut at blank lines where there are any.
    """
    split = [list(_chunks(text)) for text in texts]
    results = iter(
        kiwi().tokenize([text[a:b] for text, spans in zip(texts, split, strict=True) for a, b in spans])
    )
    for spans in split:
        tokens: list[Token] = []
        starts: list[int] = []
        for start, _ in spans:
            position = None
            for token in next(results):
                if token.sent_position != position:
                    position = token.sent_position
                    starts.append(start + token.start)
                span = Span(start + token.start, start + token.start + token.len)
                tokens.append(Token(token.form, str(token.tag), span))
        yield tuple(tokens), tuple(starts)


def cuts(text: str, starts: Iterable[int]) -> list[int]:
    """Kiwi's sentence starts in a paragraph, without those that a guard rejects.

    A quotation is not cut, whatever it holds, unless it is longer than `MAX_QUOTE`, and it stays
    with a short sentence beside it that says who speaks.
    """
    kept: list[int] = []
    candidates = uncovered(sorted(starts), quotations(text, MAX_QUOTE))
    for at, following in zip(candidates, [*candidates, len(text)][1:], strict=True):
        before, after = text[kept[-1] if kept else 0 : at], text[at:following].strip()
        if not _joins(before, after):
            kept.append(at)
    return kept


def _joins(before: str, after: str) -> bool:
    """Whether what Kiwi has cut apart is one sentence."""
    if before[-1:].isalnum():  # inside a word
        return True
    before = before.strip()
    if not any(c.isalnum() for c in after) and set(after) <= CLOSERS | frozenset(".…"):
        return True
    if before.endswith(",") or (before[-1:] in CLOSERS and _REPORTS.match(after)):
        return True
    if _says(before) and _QUOTED.fullmatch(after):
        return True
    return _says(after) and bool(_QUOTED.fullmatch(before))


def _says(sentence: str) -> bool:
    """Whether a short sentence introduces or closes direct speech."""
    if len(sentence) > MAX_ATTRIBUTION:
        return False
    return sentence.rstrip(".: ").endswith(speech_verbs("ko"))


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > MAX_TEXT:
        end = next(
            (at for mark in ("\n\n", "\n", " ") if (at := text.rfind(mark, start + 1, start + MAX_TEXT)) > 0),
            start + MAX_TEXT,
        )
        yield start, end
        start = end
    yield start, len(text)
