"""HTML: the lines that a saved page shows, and what the page itself says they are.

A page is read as a reader would copy it: block by block, in order, without scripts, menus and whatever
else is no text of the article.  What is left goes the way of every pasted page (`page.py`).  Both
languages must come through, so nothing is chosen as "the" text of the page: parts are left out.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qa.errors import ReadError
from qa.model import BlockKind
from qa.read.encoding import decode
from qa.read.lines import Line, language
from qa.read.normal import clean, plain_line_ends
from qa.read.page_parts import Parts, is_shown, names, page_parts
from qa.read.places import Places
from qa.read.source import Source
from qa.read.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_LINK = 120
"""Code points of a line that is left out because it is all links."""
LINK_SHARE = 0.8
"""Share of a line's letters in links from which it is a menu's or a list's."""
MIN_LETTERS = 200
"""Letters of a language from which it counts as one of the page's."""
KEPT_SHARE = 0.3
"""Share of a language's letters that must be kept; else the page uses hints in another way."""

_HEADINGS: Final = frozenset(("h1", "h2", "h3"))
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_SEOUL = datetime.timezone(datetime.timedelta(hours=9))


def webpage_source(data: bytes, uri: str) -> Source:
    """The lines of a page.

    Raises:
        ReadError: no text in a known encoding, no text at all, or elements that nest too deep.
    """
    raw = _decoded(data, uri)
    root = _parsed(raw)
    lines = _lines(root, page_parts(root, uri)) if root is not None else ()
    if root is None or not lines:
        raise ReadError("no text found in the page", path=uri)
    return Source(
        uri=uri,
        lines=lines,
        places=Places(plain_line_ends(raw), "markup"),
        published=_published(root),
    )


def html_lines(text: str, uri: str) -> tuple[Line, ...]:
    """The lines of a piece of HTML inside another format.

    Raises:
        ReadError: elements that nest too deep.
    """
    root = _parsed(text)
    return _lines(root, page_parts(root, uri)) if root is not None else ()


def _parsed(text: str) -> _Element | None:
    """The root of a page; None where nothing in it is an element."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(text.encode("utf-8"), parser) if text.strip() else None


def _decoded(data: bytes, uri: str) -> str:
    """The page's text; what the page says of its encoding counts where nothing else is sure."""
    try:
        return decode(data, uri)
    except ReadError:
        declared = _CHARSET.search(data[:4096])
        if declared is None:
            raise
        try:
            text = data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            raise ReadError(
                f"says that it is {declared[1].decode('ascii')}, but cannot be read as that", path=uri
            ) from None
        return decode(text.encode("utf-8"), uri)


def _lines(root: _Element, parts: Parts) -> tuple[Line, ...]:
    """The lines without menus and the like; with them, where a language would be lost.

    Some pages hide one of their languages behind a button, or call their text what others call a menu.
    """
    everything = _read(root, parts, frozenset())
    for left_out in (frozenset({"hint", "hidden"}), frozenset({"hint"})):
        lines = _read(root, parts, left_out)
        if all(
            _letters(lines, lang) >= KEPT_SHARE * there
            for lang in ("ko", "en")
            if (there := _letters(everything, lang)) >= MIN_LETTERS
        ):
            return lines
    return everything


def _letters(lines: tuple[Line, ...], lang: str) -> int:
    return sum(len(line.text) for line in lines if line.lang == lang and line.kind is None)


@dataclass
class _Block:
    """The text since the last block began or ended."""

    words: list[str] = field(default_factory=list)
    line: int = 0
    linked: int = 0


class _Reader:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._block = _Block()
        self._captions = 0
        self._headings = 0
        self._links = 0
        self._verbatim = 0

    def start(self, element: _Element, name: str) -> None:
        if name in names("block") or name == "br":
            self.flush()
        self._captions += name == "figcaption"
        self._headings += name in _HEADINGS
        self._links += name == "a"
        self._verbatim += name == "pre"
        self.add(element.text, element)

    def end(self, name: str) -> None:
        if name in names("block"):
            self.flush()
        self._captions -= name == "figcaption"
        self._headings -= name in _HEADINGS
        self._links -= name == "a"
        self._verbatim -= name == "pre"

    def add(self, text: str | None, element: _Element) -> None:
        if not text:
            return
        first, *more = text.split("\n") if self._verbatim else [text]
        self._keep(first, element)
        for line in more:
            self.flush()
            self._keep(line, element)

    def _keep(self, text: str, element: _Element) -> None:
        if text.strip():
            self._block.line = self._block.line or element.sourceline or 1
            if self._links:
                self._block.linked += len(text.strip())
        self._block.words.append(text)

    def flush(self) -> None:
        block, self._block = self._block, _Block()
        for text in _by_language(clean("".join(block.words))):
            self._add_line(text, block)

    def _add_line(self, text: str, block: _Block) -> None:
        kind = None
        if self._captions:
            kind = BlockKind.CAPTION
        elif not self._headings and len(text) <= MAX_LINK and block.linked >= LINK_SHARE * len(text):
            kind = BlockKind.BOILERPLATE
        self.lines.append(Line(number=block.line, text=text, lang=language(text), kind=kind))


def _by_language(text: str) -> Iterator[str]:
    """A block's text on one line; lines of its source in different languages each for themselves."""
    lines = [line for part in text.split("\n") if (line := " ".join(part.split()))]
    if len({language(line) for line in lines} - {None}) < 2:
        lines = [" ".join(lines)] if lines else []
    for _, same in itertools.groupby(lines, key=language):
        yield " ".join(same)


def _read(root: _Element, parts: Parts, left_out: frozenset[str]) -> tuple[Line, ...]:
    from lxml import etree

    reader = _Reader()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = local_name(element)
        shown = is_shown(element, name, parts, left_out)
        if event == "start":
            if shown:
                reader.start(element, name)
            else:
                walk.skip_subtree()
            continue
        if shown:
            reader.end(name)
        if element is not root:
            reader.add(element.tail, element)
    reader.flush()
    return tuple(reader.lines)


def _published(root: _Element) -> datetime.date | None:
    """The day of publication that the page tells machines, as it was in Seoul."""
    for element in root.iter("meta", "time"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = element.get("content") or element.get("datetime") or ""
        if name.lower() in names("date") or element.get("pubdate") is not None:
            try:
                moment = datetime.datetime.fromisoformat(value.strip())
            except ValueError:
                continue
            return (moment.astimezone(_SEOUL) if moment.tzinfo else moment).date()
    return None
