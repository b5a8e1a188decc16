"""Pairs files: rows that are aligned already, as tables or as the formats that translators exchange."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

from qa.errors import ReadError
from qa.model import Article, Document, Lang, Paragraph, Span
from qa.read.encoding import decode, name_of, read_bytes
from qa.read.formats import PAIRS, Form, form_of
from qa.read.lines import dominant
from qa.read.normal import plain_line_ends
from qa.read.options import ReadOptions
from qa.read.places import Places, Syntax
from qa.read.row import Row

SYNTAX: Mapping[Form, Syntax] = {
    "tsv": "text", "csv": "csv", "jsonl": "json", "po": "po", "xliff": "units", "tmx": "units",
}  # fmt: skip


def read_pairs(path: Path, options: ReadOptions) -> tuple[Article, ...]:
    """One article a row, its texts as they stand in the cells (NFC).

    Raises:
        ReadError: a malformed file or row, an id that stands twice in a table, a date that is none, or
            languages that have changed places.
    """
    data = read_bytes(path)
    form = form_of(path, data)
    if form not in PAIRS:
        raise ReadError(f"is {form}, expected a pairs file", path=name_of(path))
    return pairs_of(data, name_of(path), form, options)


def pairs_of(data: bytes, uri: str, form: Form, options: ReadOptions) -> tuple[Article, ...]:
    """The rows of a file's content; see `read_pairs`."""
    text = decode(data, uri)
    places = Places(plain_line_ends(text), SYNTAX[form])
    articles: list[Article] = []
    lines: dict[str, int] = {}
    for row in _rows(text, uri, form):
        if row.id in lines:
            raise ReadError(f"id {row.id!r} stands in line {lines[row.id]} already", path=uri, line=row.line)
        lines[row.id] = row.line
        articles.append(_article(row, uri, places, options))
    if not articles:
        raise ReadError("holds no rows, expected one pair a line", path=uri)
    if dominant("\n".join(a.ko.text for a in articles)) == "en" and (
        dominant("\n".join(a.en.text for a in articles)) == "ko"
    ):
        raise ReadError(
            "holds English as ko and Korean as en; are the columns or languages swapped?", path=uri
        )
    return tuple(articles)


def _rows(text: str, uri: str, form: Form) -> Iterator[Row]:
    if form == "po":
        from qa.read.catalog import catalog_rows

        return catalog_rows(text, uri)
    if form == "xliff":
        from qa.read.xliff import xliff_rows

        return xliff_rows(text, uri)
    if form == "tmx":
        from qa.read.tmx import tmx_rows

        return tmx_rows(text, uri)
    from qa.read.tables import table_rows

    return table_rows(text, uri, form)


def _article(row: Row, uri: str, places: Places, options: ReadOptions) -> Article:
    return Article(
        id=row.id,
        ko=places.placed(_cell("ko", row, uri)),
        en=places.placed(_cell("en", row, uri)),
        published=options.published or _date(row.published, row.line, uri),
        direction=row.direction or options.direction,
        aligned=True,
        presegmented=options.presegmented,
        reference=row.reference.strip() or None,
        mt=row.mt.strip() or None,
    )


def _cell(lang: Lang, row: Row, uri: str) -> Document:
    """Every line of the cell that holds something is a paragraph; most cells have one line."""
    text = row.text(lang)
    paragraphs: list[Paragraph] = []
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            span = Span(start, start + len(stripped))
            paragraphs.append(
                Paragraph(index=len(paragraphs), span=span, line=row.begins(lang), segment=row.segment)
            )
        at += len(line) + 1
    return Document(lang=lang, uri=uri, text=text, paragraphs=tuple(paragraphs))


def _date(text: str, number: int, uri: str) -> datetime.date | None:
    if not text.strip():
        return None
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise ReadError(
            f"published is {text.strip()!r}, expected a date as YYYY-MM-DD", path=uri, line=number
        ) from None
