"""Which format a file is in: by its name, and where that says nothing, by how it begins."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path
from typing import Final, Literal, cast

from qa.errors import ReadError
from qa.read.encoding import decode, name_of, read_bytes
from qa.read.source import Source, text_source

Form = Literal[
    "text", "markdown", "html", "mhtml", "docx", "odt", "hwpx", "rtf", "srt",
    "tsv", "csv", "jsonl", "po", "xliff", "tmx",
]  # fmt: skip
PAIRS: Final[frozenset[Form]] = frozenset(("tsv", "csv", "jsonl", "po", "xliff", "tmx"))
"""Formats of rows that are aligned already."""

SUFFIXES: Final[dict[str, Form]] = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".mhtml": "mhtml", ".mht": "mhtml",
    ".docx": "docx", ".odt": "odt", ".hwpx": "hwpx", ".rtf": "rtf",
    ".srt": "srt", ".vtt": "srt",
    ".tsv": "tsv", ".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".po": "po", ".pot": "po", ".xlf": "xliff", ".xliff": "xliff", ".sdlxliff": "xliff", ".tmx": "tmx",
}  # fmt: skip

INSTEAD: Final[dict[str, str]] = {
    "PDF": "a PDF has no paragraphs; export the article as DOCX, HTML or text",
    "HWP": "save it as HWPX, DOCX or text",
    "DOC": "save it as DOCX or text",
    "Excel": "save the table as CSV with the columns id, ko and en",
}
"""Formats that are known and not read, and what to do."""
_NOT_READ: Final = {".pdf": "PDF", ".hwp": "HWP", ".doc": "DOC", ".xls": "Excel", ".xlsx": "Excel"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,300}-->\s*)?<(?:!doctype html|html|head|body|div|p|h1)\b",
    re.I,
)
_XML_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>)?[^<]{0,20}(?:<!DOCTYPE[^>\[]{0,200}>\s{0,20})?<([\w:]{1,40})", re.I
)
_TIMED = re.compile(r"(?:WEBVTT.{0,200}\n|\s{0,20}\d{1,7}\n)\s{0,20}(?:\d{1,3}:)?\d\d:\d\d[,.]\d{1,3} -->")
_PO = re.compile(r"(?m)^msgid \"")


def form_of(path: Path, data: bytes) -> Form:
    """The format of a file.

    Raises:
        ReadError: a format that is not read.
    """
    uri, suffix = name_of(path), path.suffix.lower()
    known = SUFFIXES.get(suffix)
    if data.startswith(b"%PDF-"):
        raise _unread("PDF", uri)
    if data.startswith(_OLE):
        raise _unread(_NOT_READ.get(suffix, "DOC") if suffix != ".docx" else "DOC", uri)
    if suffix in _NOT_READ:
        raise _unread(_NOT_READ[suffix], uri)
    if known not in (None, "text"):
        return known
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, uri)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    text = decode(data, uri)[:5000]
    if _HTML.match(text):
        return "html"
    if text.lstrip().startswith("<?xml") or (known is None and text.lstrip().startswith("<")):
        return _marked_up(text, uri)
    return "text" if known == "text" else _told_apart(text)


def _unread(form: str, uri: str) -> ReadError:
    return ReadError(f"is {form}, which is not read: {INSTEAD[form]}", path=uri)


def _zipped(data: bytes, uri: str) -> Form:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:2000])
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
        names = set()
    if any(name.startswith("word/document") for name in names):
        return "docx"
    if any(name.startswith("Contents/section") for name in names):
        return "hwpx"
    if "content.xml" in names and "mimetype" in names:
        return "odt"
    if any(name.startswith("xl/") for name in names):
        raise _unread("Excel", uri)
    raise ReadError("is an archive, expected a document", path=uri)


def _marked_up(text: str, uri: str) -> Form:
    root = _XML_ROOT.match(text)
    name = root[1].rpartition(":")[2].lower() if root else ""
    if name in ("xliff", "tmx", "html"):
        return cast(Form, name)
    raise ReadError(f"is XML with the root {name or 'unknown'}, expected HTML, XLIFF or TMX", path=uri)


def _told_apart(text: str) -> Form:
    """What text without a name is; plain text where nothing speaks for anything else."""
    if _TIMED.match(text):
        return "srt"
    if _PO.search(text):
        return "po"
    if text.lstrip().startswith("{"):
        return "jsonl"
    header = text.partition("\n")[0]
    for form, separator in (("tsv", "\t"), ("csv", ",")):
        if {"id", "ko", "en"} <= {cell.strip() for cell in header.split(separator)}:
            return cast(Form, form)
    return "text"


def open_source(path: Path) -> Source:
    """The lines of a file that is no pairs file.

    Raises:
        ReadError: the file cannot be read, or is of a format that is not.
    """
    data = read_bytes(path)
    form = form_of(path, data)
    if form in PAIRS:
        raise ReadError(f"holds pairs ({form}), expected the text of an article", path=name_of(path))
    return source_of(data, name_of(path), form)


def source_of(data: bytes, uri: str, form: Form) -> Source:
    """The lines of a file's content in a format that is no pairs file's."""
    if form == "docx" or form == "odt" or form == "hwpx":
        from qa.read.officexml import office_source

        return office_source(data, uri, form)
    if form == "rtf":
        from qa.read.rtf import rtf_source

        return rtf_source(data, uri)
    if form == "html":
        from qa.read.webpage import webpage_source

        return webpage_source(data, uri)
    if form == "mhtml":
        from qa.read.webarchive import webarchive_source

        return webarchive_source(data, uri)
    text = decode(data, uri)
    if form == "markdown":
        from qa.read.markdown import markdown_source

        return markdown_source(text, uri)
    if form == "srt":
        from qa.read.subtitles import subtitle_source

        return subtitle_source(text, uri)
    return text_source(text, uri)
