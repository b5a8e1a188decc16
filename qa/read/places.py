"""Where the words of a document stand in the file that they were read from.

Between a file and its text lie markup, escapes, line ends and spaces, each of another kind in every
format, but the letters and digits are the same in both.  So a text is found again by these alone, and
every letter leads back to its line and column.
"""

from __future__ import annotations

import bisect
import dataclasses
import html
import re
from array import array
from typing import Literal

from qa.model import Document, Jump, Paragraph

Syntax = Literal["text", "csv", "json", "markdown", "markup", "po", "srt", "units"]

REACH: dict[Syntax, int] = {
    "text": 0, "csv": 1000, "json": 0, "markdown": 0, "markup": 10_000_000,
    "po": 1000, "srt": 10, "units": 1000,
}  # fmt: skip
"""Lines that a text may begin after the line where its cell, element or entry begins."""
MAX_MISSES = 100
"""Texts that are looked for in vain before no more are: each costs a look through the whole file."""

_ENTITY = r"(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
_TAG = r"(?P<comment><!--)|(?:<(?P<raw>{})\b[^<>]*(?<!/)>)|<[!/?A-Za-z][^<>]*>"
_RAW: dict[Syntax, tuple[str, ...]] = {
    "markup": ("script", "style", "template", "noscript"),
    "units": ("bpt", "ept", "ph", "it", "ut"),
}
"""Elements whose content is no text: of web pages, and of the formats that translators exchange."""
_SKIPPED: dict[Syntax, re.Pattern[str]] = {
    "text": re.compile(r"(?!)"),
    "csv": re.compile(r"(?!)"),
    **{
        syntax: re.compile(f"{_TAG.format('|'.join(names))}|{_ENTITY}", re.IGNORECASE)
        for syntax, names in _RAW.items()
    },
    # [words](address "title"), ![words](address), <https://…>, &amp;
    "markdown": re.compile(
        rf"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|{_TAG.format('script')}|{_ENTITY}", re.IGNORECASE
    ),
    "json": re.compile(r"\\u(?P<hex>[0-9a-fA-F]{4})|\\."),
    "po": re.compile(r"\\."),
    "srt": re.compile(
        r"(?m:^\d{1,7}\n(?=[\d:,. ]{8,20}-->)|^[\d:,. ]{8,20}-->.*$)|<[^<>\n]{1,40}>|\{[^{}\n]{1,40}\}"
    ),
}
"""What of a file is not text.  Every alternative reads each place once."""

_COMMENT_END = re.compile("-->")
_RAW_END = {name: re.compile(f"</{name}", re.IGNORECASE) for names in _RAW.values() for name in names}
_ALNUM = re.compile(r"[^\W_]+")


class Places:
    """A file's text, ready for texts to be found in it."""

    def __init__(self, raw: str, syntax: Syntax = "text") -> None:
        self._raw = raw
        self._reach = REACH[syntax]
        self._misses = 0
        self._lines = array("Q", [0])
        self._lines.extend(match.end() for match in re.finditer("\n", raw))
        self._letters, self._offsets = _skeleton(raw, _SKIPPED[syntax])

    def line_of(self, offset: int) -> tuple[int, int]:
        """1-based line and column of an offset of the file."""
        line = bisect.bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def placed(self, document: Document) -> Document:
        """The document with the columns and jumps of its paragraphs.

        A paragraph is looked for from its line on; where it cannot be found its line stays as it was.
        """
        return dataclasses.replace(
            document, paragraphs=tuple(self._paragraph(document.text, p) for p in document.paragraphs)
        )

    def _paragraph(self, text: str, paragraph: Paragraph) -> Paragraph:
        span = paragraph.span
        wanted = [at for at in range(span.start, span.end) if text[at].isalnum()]
        if not wanted or paragraph.line > len(self._lines) or self._misses >= MAX_MISSES:
            return dataclasses.replace(paragraph, column=0)
        first_line = paragraph.line - 1
        start = bisect.bisect_left(self._offsets, self._lines[first_line])
        behind = first_line + self._reach + 1
        end = bisect.bisect_left(self._offsets, self._lines[behind]) if behind < len(self._lines) else None
        letters = "".join(text[at] for at in wanted)
        found = self._letters.find(letters, start, None if end is None else end - 1 + len(letters))
        if found < 0:
            self._misses += self._reach > 0
            return dataclasses.replace(paragraph, column=0)
        jumps: list[Jump] = []
        shift: int | None = None
        line_end = -1
        for n, at in enumerate(wanted, found):
            raw = self._offsets[n]
            if raw - at == shift and raw < line_end:
                continue
            shift = raw - at
            first, back = at, raw  # what stands before a letter and is the same in both belongs to it
            limit = jumps[-1].start + 1 if jumps else span.start
            while (
                first > limit
                and back
                and not text[first - 1].isalnum()
                and self._raw[back - 1] == text[first - 1] != "\n"
            ):
                first, back = first - 1, back - 1
            line, column = self.line_of(back)
            line_end = self._lines[line] if line < len(self._lines) else len(self._raw) + 1
            jumps.append(Jump(first, line, column))
        head, *rest = jumps
        # Signs before the first letter that could not be followed back are thought to stand beside it.
        column = max(1, head.column - (head.start - span.start))
        return dataclasses.replace(paragraph, line=head.line, column=column, jumps=tuple(rest))


def _skeleton(raw: str, skipped: re.Pattern[str]) -> tuple[str, array[int]]:
    """The letters and digits of a file's text, and where each stands."""
    letters: list[str] = []
    offsets = array("Q")

    def keep(start: int, end: int) -> None:
        for word in _ALNUM.finditer(raw, start, end):
            letters.append(word.group())
            offsets.extend(range(word.start(), word.end()))

    at = 0
    while (match := skipped.search(raw, at)) is not None:
        keep(at, match.start())
        at = match.end()
        named = match.groupdict()
        if named.get("comment"):
            at = _after(_COMMENT_END, raw, at)
        elif named.get("raw"):
            at = _after(_RAW_END[named["raw"].lower()], raw, at)
        elif named.get("entity"):
            meant = "".join(_ALNUM.findall(html.unescape(named["entity"])))
            letters.append(meant)
            offsets.extend([match.start()] * len(meant))
        elif named.get("hex"):
            meant = "".join(_ALNUM.findall(chr(int(named["hex"], 16))))
            letters.append(meant)
            offsets.extend([match.start()] * len(meant))
    keep(at, len(raw))
    return "".join(letters), offsets


def _after(closing: re.Pattern[str], raw: str, at: int) -> int:
    """Behind the next `closing`; the end of the file where it never comes, as in a browser."""
    match = closing.search(raw, at)
    return match.end() if match else len(raw)
