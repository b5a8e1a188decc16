"""What a file says, line by line in its own order, before anything is known about the lines."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from qa.read.lines import Line, split_lines
from qa.read.normal import clean, plain_line_ends
from qa.read.places import Places, Syntax


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The lines of a file in any format.

    `places` leads back to the file, and is None for a format without lines.  `text` is the cleaned
    text where a line of the file is a line of text, which `--lines` needs; else it is empty.
    `published` is the date that the file itself gives outside its text (a page's `meta` elements).
    """

    uri: str
    lines: tuple[Line, ...]
    places: Places | None = None
    text: str = ""
    published: datetime.date | None = None


def text_source(raw: str, uri: str, syntax: Syntax = "text") -> Source:
    """The lines of plain text, hard-wrapped paragraphs joined."""
    text = clean(raw)
    return Source(uri=uri, lines=split_lines(text), places=Places(plain_line_ends(raw), syntax), text=text)
