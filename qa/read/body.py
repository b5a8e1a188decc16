"""Lines of one language to a document: headline, decks, body paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.model import Document, Lang, Paragraph, Span
from qa.read.classify import like_deck, like_headline, untagged
from qa.read.lines import Line

MAX_DECKS = 6
"""Lines between headline and text that are taken for decks at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The lines of one side, sorted by what they are."""

    title: Line | None
    decks: tuple[Line, ...]
    body: tuple[Line, ...]


def parts(lines: Sequence[Line]) -> Parts:
    """The headline is the first line if it looks like one and text follows; decks come after it."""
    if len(lines) < 2 or not like_headline(lines[0]):
        return Parts(title=None, decks=(), body=tuple(lines))
    end = 1
    while end < len(lines) and end <= MAX_DECKS and like_deck(lines[end]):
        end += 1
    if end == len(lines) or end > MAX_DECKS:  # a list of headlines has no decks
        end = 1
    return Parts(title=lines[0], decks=tuple(lines[1:end]), body=tuple(lines[end:]))


def document(lang: Lang, uri: str, lines: Sequence[Line]) -> Document:
    """A document of these lines, each body line one paragraph."""
    sorted_lines = parts(lines)
    text, paragraphs = joined(sorted_lines.body)
    return Document(
        lang=lang,
        uri=uri,
        text=text,
        paragraphs=paragraphs,
        title=untagged(sorted_lines.title.text) if sorted_lines.title else "",
        decks=tuple(line.text for line in sorted_lines.decks),
    )


def joined(lines: Sequence[Line]) -> tuple[str, tuple[Paragraph, ...]]:
    """The lines as one text, with blank lines between, and their places in it."""
    paragraphs = []
    at = 0
    for index, line in enumerate(lines):
        span = Span(at, at + len(line.text))
        paragraphs.append(Paragraph(index=index, span=span, line=line.number, segment=line.segment))
        at += len(line.text) + 2
    return "\n\n".join(line.text for line in lines), tuple(paragraphs)


def presegmented(lang: Lang, uri: str, lines: Sequence[Line]) -> Document:
    """A document whose lines are sentences; a gap in their numbers (blank lines) ends a paragraph."""
    groups: list[list[Line]] = []
    previous: int | None = None
    for line in lines:
        if previous is not None and line.number == previous + 1:
            groups[-1].append(line)
        else:
            groups.append([line])
        previous = line.number
    text, paragraphs = joined(
        [
            Line(number=group[0].number, text="\n".join(line.text for line in group), lang=lang)
            for group in groups
        ]
    )
    return Document(lang=lang, uri=uri, text=text, paragraphs=paragraphs)
