"""TMX 1.x: the units of a translation memory that hold Korean and English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from qa.errors import ReadError
from qa.model import Direction, Lang
from qa.read.row import Row
from qa.read.segments import XML, distinct, language_of, segment_text
from qa.read.xml import local_name, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

CODES: Final = frozenset(("bpt", "ept", "it", "ph", "ut"))
"""Inline elements whose content is code; `hi` holds text."""


def tmx_rows(text: str, uri: str) -> Iterator[Row]:
    """The units, in order, with their `tuid` or number as id.  Units of other languages are left out.

    Raises:
        ReadError: no TMX, or no unit with Korean and English.
    """
    root = parse_xml(text.encode("utf-8"), uri, encoding="utf-8")
    if local_name(root) != "tmx":
        raise ReadError(f"is no TMX: its root is {local_name(root)!r}", path=uri)
    header = root.find("{*}header")
    default = header.get("srclang") if header is not None else None
    taken: dict[str, int] = {}
    units = 0
    for unit in root.iterfind("{*}body/{*}tu"):
        units += 1
        texts: dict[Lang, _Element] = {}
        for variant in unit.iterfind("{*}tuv"):
            lang = language_of(variant.get(f"{XML}lang") or variant.get("lang"))
            segment = variant.find("{*}seg")
            if lang is not None and segment is not None:
                texts.setdefault(lang, segment)
        if len(texts) == 2:
            source = language_of(unit.get("srclang") or default)
            yield _row(distinct(unit.get("tuid") or str(units), taken), texts, source)
    if not taken:
        raise ReadError(f"none of its {units} units holds both Korean and English", path=uri)


def _row(id_: str, texts: dict[Lang, _Element], source: Lang | None) -> Row:
    directions: dict[Lang | None, Direction] = {"ko": "ko-en", "en": "en-ko"}
    return Row(
        id=id_,
        ko=segment_text(texts["ko"], CODES),
        en=segment_text(texts["en"], CODES),
        line=min(segment.sourceline or 1 for segment in texts.values()),
        ko_line=texts["ko"].sourceline or 0,
        en_line=texts["en"].sourceline or 0,
        segment=id_,
        direction=directions.get(source),
    )
