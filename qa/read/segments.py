"""What XLIFF and TMX have in common: languages by tag, and texts with inline codes in them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from qa.model import Lang
from qa.read.normal import clean
from qa.read.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

XML = "{http://www.w3.org/XML/1998/namespace}"


def language_of(tag: str | None) -> Lang | None:
    """The language of a tag as `ko-KR`, `en_US`, `KOR`; None for any other."""
    base = (tag or "").replace("_", "-").partition("-")[0].lower()
    if base in ("ko", "kor"):
        return "ko"
    return "en" if base in ("en", "eng") else None


def segment_text(element: _Element | None, codes: Collection[str], breaks: Collection[str] = ()) -> str:
    """The words of a segment without its inline codes, on one line unless spaces are to be preserved.

    Args:
        element: the segment; None is an empty one.
        codes: names of the elements whose content is code of the original format, not text.
        breaks: names of the codes that may stand for a line break or a space.
    """
    if element is None:
        return ""
    from lxml import etree

    words: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        name = local_name(part)
        if event == "start":
            if name in codes:
                walk.skip_subtree()
                if name in breaks and part.get("ctype") == "lb":
                    words.append(" ")
            elif name == "cp":
                words.append(_character(part.get("hex", "")))
            else:
                words.append(part.text or "")
        elif part is not element:
            words.append(part.tail or "")
    text = clean("".join(words))
    return text.strip() if _preserved(element) else " ".join(text.split())


def _character(code: str) -> str:
    """What XML cannot hold and XLIFF 2 writes as a number; control characters are no text."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return character if character.isprintable() else " "


def _preserved(element: _Element) -> bool:
    part: _Element | None = element
    while part is not None:
        space = part.get(f"{XML}space")
        if space is not None:
            return bool(space == "preserve")
        part = part.getparent()
    return False


def distinct(wanted: str, taken: dict[str, int]) -> str:
    """`wanted`, or with a number behind it where it is taken; counts how often it was wanted."""
    taken[wanted] = taken.get(wanted, 0) + 1
    if taken[wanted] == 1:
        return wanted
    return distinct(f"{wanted}-{taken[wanted]}", taken)
