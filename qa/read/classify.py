"""What a line of a page is, by the patterns of `data/page_lines.tsv`."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from qa.data import table
from qa.errors import DataError
from qa.model import BlockKind, Note
from qa.read.dates import date_line
from qa.read.lines import Line, ends_sentence

KINDS = {
    "note": BlockKind.NOTE,
    "caption": BlockKind.CAPTION,
    "section": BlockKind.BOILERPLATE,
    "related": BlockKind.BOILERPLATE,
    "boilerplate": BlockKind.BOILERPLATE,
}
TITLE_LIMIT = {"ko": 90, "en": 160}
"""Code points that a headline or deck has at most."""

MAX_TAIL = 160
"""Code points at the end of a paragraph among which a by-line is looked for."""

_CLOSERS = "\"'”’)]」』〉》"


class Pattern(NamedTuple):
    """A row of the table: it holds for lines of at most `limit` code points (0: of any length)."""

    kind: str
    note: str
    limit: int
    regex: re.Pattern[str]


class Verdict(NamedTuple):
    """What a line is; `note` is the kind of a note, `related` that a list of links starts here,
    `tail` the by-lines cut off its end.
    """

    kind: BlockKind
    note: str = ""
    related: bool = False
    tail: tuple[Note, ...] = ()


@functools.cache
def patterns() -> tuple[Pattern, ...]:
    """The table's rows, compiled, in file order: the first that matches decides.

    Raises:
        DataError: a row that is no pattern, or of an unknown kind.
    """
    rows: list[Pattern] = []
    for number, row in enumerate(table("page_lines", ("kind", "note", "limit", "pattern", "source")), 2):
        if row["kind"] not in (*KINDS, "tag", "tail"):
            raise DataError(f"kind {row['kind']!r} is unknown", path="page_lines.tsv", line=number)
        try:
            regex = re.compile(row["pattern"], re.IGNORECASE)
            rows.append(Pattern(row["kind"], row["note"], int(row["limit"]), regex))
        except (re.error, ValueError) as fault:
            raise DataError(f"no pattern: {fault}", path="page_lines.tsv", line=number) from fault
    return tuple(rows)


def verdict(line: Line) -> Verdict | None:
    """What a line is, or None for text of the article (title, deck or body)."""
    if date_line(line.text) is not None:
        return Verdict(BlockKind.DATE)
    for pattern in patterns():
        if pattern.kind in KINDS and len(line.text) <= pattern.limit and pattern.regex.search(line.text):
            if pattern.note == "byline":
                return Verdict(BlockKind.BYLINE, "byline")
            return Verdict(KINDS[pattern.kind], pattern.note, pattern.kind == "related")
    if not any(c.isalnum() for c in line.text):
        return Verdict(BlockKind.BOILERPLATE)
    return None


def untagged(title: str) -> str:
    """A headline without `(KOR)` or the name of the site behind it."""
    for pattern in patterns():
        if pattern.kind == "tag" and len(title) <= pattern.limit:
            title = pattern.regex.sub("", title) or title
    return title


def without_tail(text: str) -> tuple[str, tuple[Note, ...]]:
    """A paragraph without the by-line, e-mail or agency behind its last sentence, and the by-lines."""
    found: list[Note] = []
    for pattern in patterns():
        if pattern.kind == "tail":
            start = max(0, len(text) - MAX_TAIL)
            match = pattern.regex.search(text[start:])
            if match:
                if pattern.note:
                    found.append(Note(kind=pattern.note, text=match.group().strip()))
                text = text[: start + match.start()]
    return text, tuple(found)


def like_headline(line: Line) -> bool:
    """Whether a line is short and no statement with a full stop; a question may be a headline."""
    if line.lang is None or len(line.text) > TITLE_LIMIT[line.lang]:
        return False
    last = line.text.rstrip(_CLOSERS)[-1:]
    return last not in tuple(".。,:;") or line.text.endswith(("...", "U.S.", "U.K."))


def like_deck(line: Line) -> bool:
    """Whether a line could stand between the headline and the text: as a headline, no question."""
    return like_headline(line) and not ends_sentence(line.text)
