"""Facts made of identifiers: GPT-4, 보잉 737, 5G and 화성-17형 name and count nothing."""

from __future__ import annotations

import re
from typing import Final

from qa.model import Fact, Span

LONGEST: Final = 24
"""Letters and digits of a label; serial numbers and passwords are longer."""

_CAPITAL = re.compile(r"[A-Z]")
_TAIL = re.compile(r"(?:-\d{1,4}|[A-Z]{1,3}|[a-z](?![A-Za-z]))(?![A-Za-z\d])")
_PERIOD = re.compile(r"(?:FY|D[+-]?|NO|No|VOL|Vol)-?\d{1,4}|[QH][1-4]|[1-4]Q|[12]H|\d{1,4}[MBTCF]")
"""What looks like an identifier and is a quarter, half, year, countdown, number sign or amount."""


def tailed(text: str, end: int) -> int:
    """Where the digits of a name really end: 737-800, 777X, 4o."""
    m = _TAIL.match(text, end)
    return m.end() if m else end


_HANGUL = re.compile("[가-힣]")
_NO_ADDRESS = re.compile(r"UTC|GMT|KST")
_LEAD = re.compile(r"[^\d+(A-Za-z]{0,24}")
_LONGEST_ADDRESS: Final = 200


def address(text: str, block: Span) -> tuple[Span, Fact | None]:
    """A telephone number or an address on the net, without the words and signs around it."""
    if block.end - block.start > _LONGEST_ADDRESS or _NO_ADDRESS.match(text, block.start):
        return block, None
    m = _LEAD.match(text, block.start)
    start = m.end() if m else block.start
    label = _HANGUL.split(text[start : block.end], maxsplit=1)[0].rstrip(".,;:!?)]}'\"”’")
    if not label:
        return block, None
    span = Span(start, start + len(label))
    return block, Fact(family="identifier", text=label, span=span, counter="address", label=label)


def label_fact(text: str, span: Span, first: int, name: str) -> Fact | None:
    """The fact of an identifier; None for what only looks like one (Q3, D-100, km2).

    Args:
        text: the plain text.
        span: its words, with the name before it.
        first: where its label begins.
        name: the English of the name before it, or its own letters; may be empty.
    """
    label = text[first : span.end]
    if len(label) > LONGEST:
        return None
    if _PERIOD.fullmatch(label):
        return None
    if not name and not _CAPITAL.search(label) and first == span.start:
        return None
    return Fact(
        family="identifier",
        text=text[span.start : span.end],
        span=span,
        counter=name.lower() or None,
        label=label.lstrip("-"),
    )
