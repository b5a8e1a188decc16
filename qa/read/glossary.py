"""A user's glossary: CSV or TSV with a header, or TBX, into `Glossary`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from qa.errors import DataError, ReadError
from qa.model import Glossary, Term, squashed
from qa.read.encoding import load
from qa.read.tbx import read_tbx

SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".txt": "tsv", ".tbx": "tbx", ".xml": "tbx"}

COLUMNS = {
    "ko": ("ko", "ko-kr", "korean", "국문", "한국어", "한글", "원어"),
    "en": ("en", "en-us", "en-gb", "english", "영문", "영어", "번역어"),
    "forbidden": ("forbidden", "금지", "금지어"),
    "note": ("note", "notes", "비고", "메모"),
}
"""What a column may be called, letter case aside."""

MAX_BYTES = 20_000_000
MAX_TERM = 200
"""Characters of one term: a longer cell is a sentence, or a file in another format."""

_BETWEEN = re.compile(r"[|;；｜]")
_HANGUL = re.compile(r"[가-힣]")

_EXPECTED = "expected the columns ko, en, forbidden, note (ko and one of en and forbidden are needed)"


def read_glossary(path: Path) -> Glossary:
    """The terms of a file, in its order; rows with the same Korean are one entry.

    Raises:
        ReadError: no such file, or not text in a known encoding.
        DataError: another format, a missing column, or a row that says nothing or contradicts
            another.  It names the line.
    """
    uri = path.as_posix()
    form = SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise DataError(f"ends in {path.suffix or 'nothing'}, expected .csv, .tsv or .tbx", path=uri)
    text = load(path, prose=False)
    if len(text) > MAX_BYTES:
        raise ReadError(f"holds {len(text):,} characters, expected at most {MAX_BYTES:,}", path=uri)
    rows = read_tbx(text, uri) if form == "tbx" else tuple(_rows(text, form, uri))
    terms = _merged(rows, uri)
    if not terms:
        raise DataError("holds no terms, expected one entry a line", path=uri)
    return Glossary(terms)


def _rows(text: str, form: str, uri: str) -> Iterator[Term]:
    lines = _tsv(text) if form == "tsv" else _csv(text, uri)
    _, header = next(lines)
    columns = _columns(header, uri)
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            raise DataError(f"{len(cells)} cells, expected {len(header)}", path=uri, line=number)
        # spreadsheets leave out the empty cells at the end of a row
        row = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        yield _term(row, number, uri)


def _tsv(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """No quoting: a cell is what stands between two tabs."""
    for number, line in enumerate(text.split("\n"), 1):
        yield number, line.split("\t")


def _csv(text: str, uri: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, cells
            number = reader.line_num + 1
    except csv.Error as fault:
        raise DataError(f"no CSV: {fault}", path=uri, line=number) from fault


def _columns(header: Sequence[str], uri: str) -> Mapping[str, int]:
    """Where each column stands."""
    found: dict[str, int] = {}
    for at, cell in enumerate(header):
        name = next((n for n, names in COLUMNS.items() if cell.strip().casefold() in names), None)
        if name is None:
            continue
        if name in found:
            raise DataError(f"the column {name} stands twice in the header", path=uri, line=1)
        found[name] = at
    if "ko" not in found or not {"en", "forbidden"} & set(found):
        shown = ", ".join(cell.strip() for cell in header)
        raise DataError(f"the header is {shown[:80]!r}, {_EXPECTED}", path=uri, line=1)
    return found


def _term(row: Mapping[str, str], number: int, uri: str) -> Term:
    ko, en, forbidden = (_alternatives(row.get(name, "")) for name in ("ko", "en", "forbidden"))
    if not ko:
        raise DataError("ko is empty, expected a Korean term", path=uri, line=number)
    if not en and not forbidden:
        raise DataError(f"{ko[0]!r} has neither en nor forbidden", path=uri, line=number)
    return Term(ko=ko, en=en, forbidden=forbidden, note=row.get("note", ""), line=number)


def _alternatives(cell: str) -> tuple[str, ...]:
    """The alternatives of a cell, each once, with single spaces."""
    parts = (" ".join(part.split()) for part in _BETWEEN.split(cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def _merged(rows: Sequence[Term], uri: str) -> tuple[Term, ...]:
    """One entry for each Korean term: a row for each of its translations is as good as one row for all."""
    terms: list[Term] = []
    at: dict[str, int] = {}
    for row in rows:
        _plausible(row, uri)
        known = {at[key] for ko in row.ko if (key := squashed(ko)) in at}
        if len(known) > 1:
            lines = ", ".join(str(terms[n].line) for n in sorted(known))
            raise DataError(f"joins the entries of lines {lines}", path=uri, line=row.line)
        index = known.pop() if known else len(terms)
        if index == len(terms):
            terms.append(row)
        else:
            old = terms[index]
            terms[index] = Term(
                ko=tuple(dict.fromkeys((*old.ko, *row.ko))),
                en=tuple(dict.fromkeys((*old.en, *row.en))),
                forbidden=tuple(dict.fromkeys((*old.forbidden, *row.forbidden))),
                note="; ".join(dict.fromkeys(n for n in (old.note, row.note) if n)),
                line=old.line,
            )
        term = terms[index]
        at.update({squashed(ko): index for ko in term.ko})
        wanted = {en.casefold() for en in term.en}
        both = next((f for f in term.forbidden if f.casefold() in wanted), None)
        if both is not None:
            raise DataError(
                f"{both!r} is both the English of {term.ko[0]!r} and forbidden for it",
                path=uri,
                line=row.line,
            )
    return tuple(terms)


def _plausible(term: Term, uri: str) -> None:
    """Each alternative is a term, and of its language."""
    for words in (*term.ko, *term.en, *term.forbidden):
        if len(words) > MAX_TERM:
            raise DataError(
                f"a term of {len(words)} characters, expected at most {MAX_TERM}", path=uri, line=term.line
            )
    if not all(squashed(ko) for ko in term.ko):
        raise DataError("ko is empty, expected a Korean term", path=uri, line=term.line)
    for words in (*term.en, *term.forbidden):
        if _HANGUL.search(words):
            raise DataError(
                f"{words!r} stands for English; are the columns swapped?", path=uri, line=term.line
            )
        if not any(c.isalnum() for c in words):
            raise DataError(f"{words!r} is no English term", path=uri, line=term.line)
