"""Rows of a table: TSV, CSV and JSON lines with the columns `id`, `ko` and `en`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

from qa.errors import ReadError
from qa.read.normal import whole_characters
from qa.read.row import Row

REQUIRED = ("id", "ko", "en")
OPTIONAL = ("published", "reference", "mt")

Cells = tuple[int, Mapping[str, str]]
"""A 1-based line of the file with the cells that start there."""


def table_rows(text: str, uri: str, form: str) -> Iterator[Row]:
    """The rows of a table; other columns are left out.

    Raises:
        ReadError: a missing column, a malformed row, or an empty cell of `id`, `ko` or `en`.
    """
    for number, cells in {"tsv": _tsv, "csv": _csv, "jsonl": _jsonl}[form](text, uri):
        for key in REQUIRED:
            if not cells[key].strip():
                raise ReadError(f"{key} is empty", path=uri, line=number)
        yield Row(
            id=cells["id"].strip(),
            ko=cells["ko"],
            en=cells["en"],
            line=number,
            published=cells.get("published", ""),
            reference=cells.get("reference", ""),
            mt=cells.get("mt", ""),
        )


def _tsv(text: str, uri: str) -> Iterator[Cells]:
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


def _csv(text: str, uri: str) -> Iterator[Cells]:
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


def _jsonl(text: str, uri: str) -> Iterator[Cells]:
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
    if {"ko_text", "en_text"} <= set(header):
        raise ReadError("is a table of links, expected pairs; links go with --alignment", path=uri, line=1)
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise ReadError(
            f"no column {', '.join(missing)} in the header {header}, expected id, ko and en", path=uri, line=1
        )
    if len(set(header)) != len(header):
        raise ReadError(f"a column stands twice in the header {header}", path=uri, line=1)
