"""TBX (ISO 30042), versions 2 and 3: the Korean and English terms of every concept.

Expat reads it.  It opens no file and no address; a document that declares entities is refused, so
that nothing can grow while it is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from qa.errors import DataError
from qa.model import Term

_ENTRIES: Final = ("termEntry", "conceptEntry")
_LANGUAGES: Final = ("langSet", "langSec")
_SECTIONS: Final = ("tig", "ntig", "termSec", "termGrp")
_STATUS: Final = ("administrativeStatus", "normativeAuthorization")
_FORBIDDEN: Final = ("deprecatedTerm", "supersededTerm", "deprecated", "superseded", "forbidden")
_PREFERRED: Final = ("preferredTerm", "standardizedTerm", "preferred")
_MAX_DEPTH: Final = 60


@dataclass
class _Entry:
    """A concept as it is read: Korean terms, English ones by status, and the line it begins in."""

    line: int
    ko: list[str] = field(default_factory=list)
    preferred: list[str] = field(default_factory=list)
    admitted: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def term(self) -> Term | None:
        """The entry, if it says anything about Korean and English."""
        if not self.ko or not (self.preferred or self.admitted or self.forbidden):
            return None
        return Term(
            ko=tuple(dict.fromkeys(self.ko)),
            en=tuple(dict.fromkeys((*self.preferred, *self.admitted))),
            forbidden=tuple(dict.fromkeys(self.forbidden)),
            note="; ".join(self.notes),
            line=self.line,
        )


class _Reader:
    """Handlers of the parser's events, and what they have read so far."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.terms: list[Term] = []
        self.root = ""
        self._entry: _Entry | None = None
        self._lang = ""
        self._words = ""
        self._status = ""
        self._open: list[tuple[str, str]] = []
        self._text: list[str] = []
        self._parser = expat.ParserCreate(encoding="utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append
        self._parser.EntityDeclHandler = self._refuse

    def read(self, text: str) -> None:
        try:
            self._parser.Parse(text.encode("utf-8"), True)
        except expat.ExpatError as fault:
            raise DataError(
                f"no XML: {expat.errors.messages[fault.code]}", path=self.uri, line=fault.lineno
            ) from fault

    def _refuse(self, *_: object) -> None:
        raise DataError("declares an entity, which is not read", path=self.uri, line=self._line())

    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self.root = self.root or name
        if len(self._open) >= _MAX_DEPTH:
            raise DataError(f"elements nest deeper than {_MAX_DEPTH}", path=self.uri, line=self._line())
        if not any(above == "term" for above, _ in self._open):
            self._text.clear()  # a term may hold marked-up words
        self._open.append((name, attributes.get("type", "")))
        if name in _ENTRIES:
            self._entry = _Entry(line=self._line())
        elif name in _LANGUAGES:
            tag = attributes.get("xml:lang") or attributes.get("lang") or ""
            self._lang = tag.replace("_", "-").partition("-")[0].lower()
        elif name in _SECTIONS:
            self._words = self._status = ""

    def _end(self, name: str) -> None:
        name, kind = self._open.pop()
        words = " ".join("".join(self._text).split())
        entry = self._entry
        if entry is None:
            return
        if name == "term":
            self._words = words
        elif name in _STATUS or kind in _STATUS:
            self._status = words.removesuffix("-admn-sts")
        elif name == "note" and words:
            entry.notes.append(words)
        elif name in ("tig", "ntig", "termSec") and self._words:
            self._close(entry)
        elif name in _LANGUAGES:
            self._lang = ""
        elif name in _ENTRIES:
            term = entry.term()
            if term is not None:
                self.terms.append(term)
            self._entry = None

    def _close(self, entry: _Entry) -> None:
        """A term with its status is complete."""
        if self._lang == "ko":
            entry.ko.append(self._words)
        elif self._lang == "en":
            (
                entry.forbidden
                if self._status in _FORBIDDEN
                else entry.preferred
                if self._status in _PREFERRED
                else entry.admitted
            ).append(self._words)
        self._words = self._status = ""


def read_tbx(text: str, uri: str) -> tuple[Term, ...]:
    """The entries that hold Korean and English, in order; those of other languages alone are passed over.

    A term that is marked as deprecated or superseded is forbidden in English, and still Korean in Korean.

    Raises:
        DataError: no XML, another format, or a document that declares entities.
    """
    reader = _Reader(uri)
    reader.read(text)
    if reader.root not in ("martif", "tbx", "TBX"):
        raise DataError(f"its root is {reader.root!r}, expected TBX (martif or tbx)", path=uri)
    if not reader.terms:
        raise DataError("no entry holds both a Korean and an English term", path=uri)
    return tuple(reader.terms)
