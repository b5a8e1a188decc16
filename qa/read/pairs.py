"""Pairs files: rows that are aligned already, as TSV, CSV or JSON lines."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from qa.errors import ReadError
from qa.model import Article, Document, Lang, Paragraph, Span
from qa.read.encoding import load
from qa.read.lines import dominant
from qa.read.normal import plain_line_ends, whole_characters
from qa.read.options import ReadOptions
from qa.read.places import Places, Syntax

SUFFIXES = (".tsv", ".csv", ".jsonl")
SYNTAX: Mapping[str, Syntax] = {".tsv": "text", ".csv": "csv", ".jsonl": "json"}
REQUIRED = ("id", "ko", "en")
OPTIONAL = ("published", "reference", "mt")

Row = tuple[int, Mapping[str, str]]
"""A 1-based line of the file with the row that starts there."""


def read_pairs(path: Path, options: ReadOptions) -> tuple[Article, ...]:
    """One article a row, its texts as they stand in the cells (NFC).  Other columns are left out.

    Raises:
        ReadError: a missing column, a malformed row, an empty cell of `id`, `ko` or `en`, an id
            that stands twice, a date that is none, or languages that have changed places.
    """
    uri = path.as_posix()
    text = load(path)
    suffix = path.suffix.lower()
    rows = {".tsv": _tsv, ".csv": _csv, ".jsonl": _jsonl}[suffix](text, uri)
    places = Places(plain_line_ends(text), SYNTAX[suffix])
    articles: list[Article] = []
    lines: dict[str, int] = {}
    for number, row in rows:
        article = _article(row, number, uri, places, options)
        if article.id in lines:
            raise ReadError(
                f"id {article.id!r} stands in line {lines[article.id]} already", path=uri, line=number
            )
        lines[article.id] = number
        articles.append(article)
    if not articles:
        raise ReadError("holds no rows, expected one pair a line", path=uri)
    if dominant("\n".join(a.ko.text for a in articles)) == "en" and (
        dominant("\n".join(a.en.text for a in articles)) == "ko"
    ):
        raise ReadError("column ko holds English and column en Korean; are they swapped?", path=uri)
    return tuple(articles)


def _tsv(text: str, uri: str) -> Iterator[Row]:
    """No quoting: a cell is what stands between two tabs."""
    lines = text.split("\n")
    header = lines[0].split("\t")
    _check_header(header, uri)
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ReadError(f"{len(cells)} cells, expected {len(header)}", path=uri, line=number)
        yield number, dict(zip(header, cells, strict=True))


def _csv(text: str, uri: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 1
    try:
        header = next(reader)
        _check_header(header, uri)
        while True:
            number = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return
            if not cells:
                continue
            if len(cells) != len(header):
                raise ReadError(f"{len(cells)} cells, expected {len(header)}", path=uri, line=number)
            yield number, dict(zip(header, cells, strict=True))
    except csv.Error as fault:
        raise ReadError(f"no CSV: {fault}", path=uri, line=number) from fault


def _jsonl(text: str, uri: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as fault:
            raise ReadError(f"no JSON: {fault}", path=uri, line=number) from fault
        if not isinstance(value, dict):
            raise ReadError("expected a JSON object with id, ko and en", path=uri, line=number)
        row: dict[str, str] = {}
        for key in (*REQUIRED, *OPTIONAL):
            cell = value.get(key)
            if key == "id" and isinstance(cell, int) and not isinstance(cell, bool):
                cell = str(cell)
            if cell is None and key in REQUIRED:
                raise ReadError(f"no key {key!r}, expected id, ko and en", path=uri, line=number)
            if cell is not None and not isinstance(cell, str):
                raise ReadError(f"{key} is no text", path=uri, line=number)
            if cell is not None and not whole_characters(cell):
                raise ReadError(f"{key} holds half of a surrogate pair", path=uri, line=number)
            if cell is not None:
                row[key] = cell
        yield number, row


def _check_header(header: list[str], uri: str) -> None:
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise ReadError(
            f"no column {', '.join(missing)} in the header {header}, expected id, ko and en", path=uri, line=1
        )
    if len(set(header)) != len(header):
        raise ReadError(f"a column stands twice in the header {header}", path=uri, line=1)


def _article(row: Mapping[str, str], number: int, uri: str, places: Places, options: ReadOptions) -> Article:
    for key in REQUIRED:
        if not row[key].strip():
            raise ReadError(f"{key} is empty", path=uri, line=number)
    return Article(
        id=row["id"].strip(),
        ko=places.placed(_cell("ko", row["ko"], number, uri)),
        en=places.placed(_cell("en", row["en"], number, uri)),
        published=options.published or _date(row.get("published", ""), number, uri),
        direction=options.direction,
        aligned=True,
        presegmented=options.presegmented,
        reference=row.get("reference", "").strip() or None,
        mt=row.get("mt", "").strip() or None,
    )


def _cell(lang: Lang, text: str, number: int, uri: str) -> Document:
    """Every line of the cell that holds something is a paragraph; most cells have one line."""
    paragraphs: list[Paragraph] = []
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            span = Span(start, start + len(stripped))
            paragraphs.append(Paragraph(index=len(paragraphs), span=span, line=number))
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
