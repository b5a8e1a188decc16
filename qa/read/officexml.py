"""DOCX, ODT and HWPX: zip archives with the text of a document as XML.

One walk reads all three, since each has paragraphs that hold text, in tables or not; what differs is
how the elements are called.  Tracked changes are read as accepted: what was deleted is left out, what
was inserted is text.  These formats have no lines: a paragraph's number stands for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qa.errors import ReadError
from qa.model import BlockKind
from qa.read.archive import Archive
from qa.read.lines import Line, language
from qa.read.normal import clean
from qa.read.source import Source
from qa.read.xml import local_name, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

Office = Literal["docx", "odt", "hwpx"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What a format calls its parts (local names).

    `holders` hold the text itself; `left_out` are no part of the text: what was deleted, notes,
    headers and footers, readings above a word, and the second of two renderings.
    """

    members: re.Pattern[str]
    paragraphs: frozenset[str]
    holders: frozenset[str]
    left_out: frozenset[str]
    table: str
    row: str
    cell: str
    spaces: frozenset[str]
    breaks: frozenset[str]


_NAMES: dict[Office, _Names] = {
    "docx": _Names(
        members=re.compile(r"word/document\d{0,3}\.xml"),
        paragraphs=frozenset({"p"}),
        holders=frozenset({"t"}),
        left_out=frozenset({"del", "moveFrom", "Fallback", "rt"}),
        table="tbl",
        row="tr",
        cell="tc",
        spaces=frozenset({"tab", "ptab"}),
        breaks=frozenset({"br", "cr"}),
    ),
    "odt": _Names(
        members=re.compile(r"content\.xml"),
        paragraphs=frozenset({"p", "h"}),
        holders=frozenset({"p", "h"}),
        left_out=frozenset(
            {"tracked-changes", "note", "annotation", "script", "forms", "index-body", "ruby-text"}
            | {"title", "desc", "binary-data", "event-listeners", "object-ole", "math"}  # of a picture
        ),
        table="table",
        row="table-row",
        cell="table-cell",
        spaces=frozenset({"s", "tab"}),
        breaks=frozenset({"line-break"}),
    ),
    "hwpx": _Names(
        members=re.compile(r"Contents/section\d{1,4}\.xml"),
        paragraphs=frozenset({"p"}),
        holders=frozenset({"t"}),
        left_out=frozenset({"header", "footer", "footNote", "endNote", "hiddenComment", "script"}),
        table="tbl",
        row="tr",
        cell="tc",
        spaces=frozenset({"tab", "nbSpace", "fwSpace"}),
        breaks=frozenset({"lineBreak"}),
    ),
}


def office_source(data: bytes, uri: str, office: Office) -> Source:
    """The paragraphs of a document, in its order, with the cells of tables row by row.

    Raises:
        ReadError: the file is no such document, is encrypted, or would grow too large.
    """
    names = _NAMES[office]
    archive = Archive(data, uri, office.upper())
    members = sorted(filter(names.members.fullmatch, archive.names), key=lambda name: (len(name), name))
    if not members:
        raise ReadError(f"is no {office.upper()}: the archive holds no text of a document", path=uri)
    reader = _Reader(names)
    for member in members:
        reader.read(parse_xml(archive.read(member), uri))
    if not reader.lines:
        raise ReadError("is empty, expected text", path=uri)
    return Source(uri=uri, lines=tuple(reader.lines))


@dataclass
class _Table:
    """Where in a table the walk stands, 1-based."""

    number: int
    row: int = 0
    cell: int = 0


@dataclass
class _Paragraph:
    """A paragraph that is being read."""

    text: list[str] = field(default_factory=list)
    caption: bool = False
    goes_on: bool = False
    """Its end was deleted: the next paragraph belongs to it."""


class _Reader:
    def __init__(self, names: _Names) -> None:
        self.lines: list[Line] = []
        self._names = names
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._count = 0
        self._table_count = 0
        self._holders = 0
        self._deleted = False
        self._carried = ""

    def read(self, root: _Element) -> None:
        """Walk a part of the document."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = local_name(element)
            if event == "start":
                if name in self._names.left_out or _is_hidden(element, name):
                    walk.skip_subtree()
                else:
                    self._start(element, name)
                continue
            if name not in self._names.left_out and not _is_hidden(element, name):
                self._end(name)
            if self._holders:
                self._add(element.tail)

    def _start(self, element: _Element, name: str) -> None:
        names = self._names
        if name in names.paragraphs:
            self._paragraphs.append(_Paragraph())
        if name in names.holders:
            self._holders += 1
        if name == names.table:
            self._table_count += 1
            self._tables.append(_Table(self._table_count))
        elif name == names.row and self._tables:
            self._tables[-1].row += 1
            self._tables[-1].cell = 0
        elif name == names.cell and self._tables:
            self._tables[-1].cell += 1
        elif name in names.spaces:
            self._add(" ")
        elif name in names.breaks:
            self._add("\n")
        elif name == "noBreakHyphen":
            self._add("-")
        elif name in ("deleteBegin", "deleteEnd"):  # HWPX: from here to there
            self._deleted = name == "deleteBegin"
        elif name == "pStyle" and self._paragraphs:  # DOCX
            self._paragraphs[-1].caption = "caption" in _attribute(element, "val").lower()
        elif name == "pPr" and self._paragraphs:
            self._paragraphs[-1].goes_on = any(
                local_name(mark) == "del" for mark in element.iterfind("{*}rPr/*")
            )
        if self._holders:
            self._add(element.text)

    def _end(self, name: str) -> None:
        if name in self._names.holders:
            self._holders -= 1
        if name in self._names.paragraphs and self._paragraphs:
            self._close(self._paragraphs.pop())
        elif name == self._names.table and self._tables:
            self._tables.pop()

    def _add(self, text: str | None) -> None:
        if text and self._paragraphs and not self._deleted:
            self._paragraphs[-1].text.append(text)

    def _close(self, paragraph: _Paragraph) -> None:
        self._count += 1
        text = self._carried + "".join(paragraph.text)
        self._carried = text if paragraph.goes_on else ""
        if paragraph.goes_on:
            return
        for part in clean(text).split("\n"):
            words = " ".join(part.split())
            if words:
                self.lines.append(
                    Line(
                        number=self._count,
                        text=words,
                        lang=language(words),
                        segment=self._segment(),
                        kind=BlockKind.CAPTION if paragraph.caption else None,
                    )
                )

    def _segment(self) -> str:
        if not self._tables:
            return f"paragraph {self._count}"
        table = self._tables[-1]
        return f"table {table.number}, row {table.row}, cell {table.cell}"


def _is_hidden(element: _Element, name: str) -> bool:
    """A run of DOCX whose text is hidden."""
    if name != "r":
        return False
    vanish = next(_named(element, "vanish"), None)
    return vanish is not None and _attribute(vanish, "val").lower() not in ("0", "false", "off")


def _named(run: _Element, name: str) -> Iterator[_Element]:
    return (child for child in run.iterfind("{*}rPr/*") if local_name(child) == name)


def _attribute(element: _Element, name: str) -> str:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
