"""Markdown, by markdown-it: the words without the marks, a paragraph or a cell a line."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qa.model import BlockKind
from qa.read.encoding import too_large
from qa.read.lines import Line, joined_lines
from qa.read.normal import clean, plain_line_ends
from qa.read.places import Places
from qa.read.source import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_MARKDOWN = 5_000_000
"""Code points; a long article has 30,000."""

_FRONT = re.compile(r"---[ ]{0,3}\n((?:(?!---|\.\.\.).*\n){0,200})(?:---|\.\.\.)[ ]{0,3}(?:\n|$)")
_FIELD = re.compile(
    r"^(title|subtitle|date|published|publishdate|pubdate)[ ]?:[ ]{0,9}(.{1,500})$", re.IGNORECASE
)


def markdown_source(raw: str, uri: str) -> Source:
    """The lines of a Markdown file.  Code is left out; what an image shows is its caption.

    Raises:
        ReadError: larger than 5 million characters, or HTML in it that nests too deep.
    """
    if len(raw) > MAX_MARKDOWN:
        raise too_large(uri, len(raw), MAX_MARKDOWN)
    from markdown_it import MarkdownIt

    text = clean(raw)
    front = _FRONT.match(text)
    lines: list[Line] = []
    published = None
    if front:
        head, published = _front_matter(front[1])
        lines += head
        text = "\n" * front.group().count("\n") + text[front.end() :]
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "inline" and token.map:
            lines += joined_lines(list(_inline(token.children or (), token.map[0] + 1)))
            lines += _captions(token.children or (), token.map[0] + 1)
        elif token.type == "html_block" and token.map:
            from qa.read.webpage import html_lines

            lines += [
                dataclasses.replace(line, number=line.number + token.map[0])
                for line in html_lines(token.content, uri)
            ]
    return Source(
        uri=uri,
        lines=tuple(lines),
        places=Places(plain_line_ends(raw), "markdown"),
        text=clean(raw),
        published=published,
    )


def _front_matter(text: str) -> tuple[list[Line], datetime.date | None]:
    """Title and date that stand in a block of fields before the text."""
    lines: list[Line] = []
    published = None
    for number, line in enumerate(text.split("\n"), 2):
        found = _FIELD.match(line)
        if found is None:
            continue
        value = found[2].strip().strip("\"'").strip()
        if found[1].lower() in ("title", "subtitle"):
            lines += joined_lines([(number, value)] if value else [])
        else:
            try:
                published = published or datetime.datetime.fromisoformat(value).date()
            except ValueError:
                continue
    return lines, published


def _inline(children: Sequence[Token], number: int) -> Iterator[tuple[int, str]]:
    """The lines of a block with their numbers, marks left out."""
    words: list[str] = []
    at = number
    for child in children:
        if child.type in ("text", "code_inline"):
            words.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or child.content.lower().startswith("<br"):
            if text := " ".join("".join(words).split()):
                yield at, text
            words, at = [], at + (child.type != "html_inline")
    if text := " ".join("".join(words).split()):
        yield at, text


def _captions(children: Sequence[Token], number: int) -> Iterator[Line]:
    for child in children:
        if child.type == "image" and child.content.strip():
            for line in joined_lines([(number, " ".join(child.content.split()))]):
                yield Line(number=line.number, text=line.text, lang=line.lang, kind=BlockKind.CAPTION)
