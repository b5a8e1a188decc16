"""XLIFF 1.2 and 2.x: the units of a translation between Korean and English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from qa.errors import ReadError
from qa.model import Direction, Lang
from qa.read.lines import dominant
from qa.read.row import Row
from qa.read.segments import distinct, language_of, segment_text
from qa.read.xml import local_name, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

CODES: Final = frozenset(("x", "bx", "ex", "bpt", "ept", "ph", "it", "sc", "ec", "sm", "em"))
"""Inline elements of both versions whose content is code; `g`, `pc` and `mrk` hold text."""


def xliff_rows(text: str, uri: str) -> Iterator[Row]:
    """The units, in order; those that are not to be translated are left out.

    A unit without a target has an empty text.  Its id is that of the unit, with the segment's behind a
    slash where a unit has more than one, and with the file's before it where two files use one id.

    Raises:
        ReadError: no XLIFF, or no unit between Korean and English.
    """
    root = parse_xml(text.encode("utf-8"), uri, encoding="utf-8")
    if local_name(root) != "xliff":
        raise ReadError(f"is no XLIFF: its root is {local_name(root)!r}", path=uri)
    two = (root.get("version") or "").startswith("2")
    taken: dict[str, int] = {}
    seen: set[str] = set()
    found: set[str] = set()
    for file in root.iterfind("{*}file"):
        tags = (
            (root.get("srcLang"), root.get("trgLang"))
            if two
            else (file.get("source-language"), file.get("target-language"))
        )
        rows = list(_two(file) if two else _one(file))
        source = _source(tags, rows)
        if source is None:
            found.add(f"{tags[0] or 'no language'} to {tags[1] or 'no language'}")
            continue
        name = file.get("id" if two else "original") or ""
        ids = []
        for unit, source_element, target_element in rows:
            wanted = f"{name}#{unit}" if unit in seen and name else unit
            ids.append(unit)
            yield _row(distinct(wanted, taken), unit, source, source_element, target_element)
        seen.update(ids)
    if found and not taken:
        raise ReadError(f"is from {', '.join(sorted(found))}, expected Korean and English", path=uri)


def _source(tags: tuple[str | None, str | None], rows: Sequence[_Unit]) -> Lang | None:
    """The language that is translated from: as the file says, or where it says too little as its texts do.

    The target's language may be left out, and some tools name one language twice.
    """
    told = tuple(language_of(tag) for tag in tags)
    if any(tag and lang is None for tag, lang in zip(tags, told, strict=True)):
        return None  # neither Korean nor English
    if set(told) != {"ko", "en"}:
        told = (
            _written(text for _, text, _ in rows),
            _written(translation for _, _, translation in rows if translation is not None),
        )
    return told[0] if set(told) == {"ko", "en"} else None


def _written(texts: Iterable[_Element]) -> Lang | None:
    found = dominant("\n".join(segment_text(text, CODES) for text in texts))
    return found if found != "both" else None


_Unit = tuple[str, "_Element", "_Element | None"]


def _one(file: _Element) -> Iterator[_Unit]:
    """The units of XLIFF 1.2."""
    for number, unit in enumerate(file.iter("{*}trans-unit"), 1):
        text = unit.find("{*}source")
        if text is not None and _is_translated(unit):
            yield unit.get("id") or unit.get("resname") or str(number), text, unit.find("{*}target")


def _two(file: _Element) -> Iterator[_Unit]:
    """The segments of XLIFF 2."""
    for number, unit in enumerate(file.iter("{*}unit"), 1):
        if not _is_translated(unit):
            continue
        segments = unit.findall("{*}segment")
        name = unit.get("id") or str(number)
        for part, segment in enumerate(segments, 1):
            text = segment.find("{*}source")
            if text is not None:
                own = name if len(segments) == 1 else f"{name}/{segment.get('id') or part}"
                yield own, text, segment.find("{*}target")


def _is_translated(unit: _Element) -> bool:
    """Whether neither the unit nor anything around it says `translate="no"`."""
    part: _Element | None = unit
    while part is not None:
        told = part.get("translate")
        if told is not None:
            return bool(told != "no")
        part = part.getparent()
    return True


def _row(id_: str, unit: str, source: Lang, text: _Element, translation: _Element | None) -> Row:
    direction: Direction = "ko-en" if source == "ko" else "en-ko"
    original = segment_text(text, CODES, CODES)
    translated = segment_text(translation, CODES, CODES)
    lines = (text.sourceline or 1, translation.sourceline if translation is not None else 0)
    return Row(
        id=id_,
        ko=original if source == "ko" else translated,
        en=translated if source == "ko" else original,
        line=lines[0],
        ko_line=lines[source != "ko"] or 0,
        en_line=lines[source == "ko"] or 0,
        segment=unit,
        direction=direction,
    )
