"""Which of two values is the one that the other is measured by: from 5 to 6, 5보다 6, "6, not 5"."""

from __future__ import annotations

import re

from qa.model import Span

NEAR = 60
"""Code points within which two values may stand to each other so."""

_BASE_KO = re.compile(
    r"(?:의 [가-힣]{1,6})?(?:(?:이|가)? ?아니라|(?:이|가)? ?아닌|보다|에 비해|에 견줘)(?=[\s,])"
)
_FROM_KO = re.compile(r"에서(?=[\s,])")
_TO_KO = re.compile(r"(?:으로|로|까지)(?=[\s,])")
_BASE_EN = re.compile(r"\b(?:from|compared (?:with|to)|not|instead of|rather than)(?: the)? ?$")


def base_ko(text: str, one: Span, other: Span) -> int | None:
    """0 or 1: the value that Korean measures the other by; None where it does not say."""
    return _only(_is_base_ko(text, one, other), _is_base_ko(text, other, one), one, other)


def base_en(text: str, one: Span, other: Span) -> int | None:
    """0 or 1: the value that English measures the other by; None where it does not say."""
    return _only(_is_base_en(text, one), _is_base_en(text, other), one, other)


def _only(first: bool, second: bool, one: Span, other: Span) -> int | None:
    near = max(one.start, other.start) - min(one.end, other.end) <= NEAR
    return int(second) if near and first != second else None


def _is_base_ko(text: str, value: Span, other: Span) -> bool:
    behind = text[value.end : value.end + NEAR]
    if _FROM_KO.match(behind):
        # 10곳에서 is a place too: only "from … to …" says that one value became the other
        return other.start > value.end and _TO_KO.match(text[other.end : other.end + NEAR]) is not None
    return _BASE_KO.match(behind) is not None


def _is_base_en(text: str, value: Span) -> bool:
    return _BASE_EN.search(text[max(0, value.start - 20) : value.start]) is not None
