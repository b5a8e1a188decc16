"""Which of two values is the one that the other is measured by: from 5 to 6, 5보다 6, "6, not 5"."""

from __future__ import annotations

import re
from collections.abc import Callable

from qa.model import Span

NEAR = 60
"""Code points within which two values may stand to each other so."""

_NOT_KO = re.compile(r"(?:의 [가-힣]{1,6})?(?:이|가)? ?(?:아니라|아닌)(?=[\s,])")
_THAN_KO = re.compile(r"(?:보다|에 비해|에 견줘)(?=[\s,])")
_FROM_KO = re.compile(r"에서(?=[\s,])")
_TO_KO = re.compile(r"(?:으로|로|까지)(?=[\s,])")
_NOT_EN = re.compile(r"\b(?:not|instead of|rather than)(?: the)? ?$")
_FROM_EN = re.compile(r"\bfrom(?: the)? ?$")
# "compared with" is in neither: 5에 비해 6 may well be "5, compared with 6"


def crossed_contrast(ko: str, one: Span, other: Span, en: str, first: Span, second: Span) -> bool | None:
    """Whether what the others are measured by is another value in English; None where a side says nothing.

    Args:
        ko: the Korean passage.
        one: the first value in it.
        other: the second value in it.
        en: the English passage.
        first: where it has the first value.
        second: where it has the second.
    """
    for ours, theirs in (
        (_base(_is_not_ko, ko, one, other), _base(_is_not_en, en, first, second)),
        (_base(_is_old_ko, ko, one, other), _base(_is_old_en, en, first, second)),
    ):
        if ours is not None and theirs is not None:
            return ours != theirs
    return None


def _base(is_base: Callable[[str, Span, Span], bool], text: str, one: Span, other: Span) -> int | None:
    """0 or 1: the value that the other is measured by."""
    if max(one.start, other.start) - min(one.end, other.end) > NEAR:
        return None
    found = (is_base(text, one, other), is_base(text, other, one))
    return found.index(True) if sum(found) == 1 else None


def _is_not_ko(text: str, value: Span, other: Span) -> bool:
    return _NOT_KO.match(text[value.end : value.end + NEAR]) is not None


def _is_old_ko(text: str, value: Span, other: Span) -> bool:
    behind = text[value.end : value.end + NEAR]
    if _FROM_KO.match(behind):
        # 10곳에서 is a place too: only "from … to …" says that one value became the other
        return other.start > value.end and _TO_KO.match(text[other.end : other.end + NEAR]) is not None
    return _THAN_KO.match(behind) is not None


def _is_not_en(text: str, value: Span, other: Span) -> bool:
    return _NOT_EN.search(text[max(0, value.start - 20) : value.start]) is not None


def _is_old_en(text: str, value: Span, other: Span) -> bool:
    return _FROM_EN.search(text[max(0, value.start - 20) : value.start]) is not None
