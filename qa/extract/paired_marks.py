"""Brackets and double quotation marks that lack their other half; of either language.

Brackets are matched over the whole text, since an aside may run over paragraphs.  Double quotation
marks are matched inside a paragraph, and over paragraphs where a quotation runs on.  Single ones are
apostrophes too often to be counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qa.extract.blemish import Blemish
from qa.model import Span

_CLOSING: Final = {")": "(", "]": "[", "}": "{"}
_NAMES: Final = {"(": "bracket", "[": "square bracket", "{": "curly bracket"}
_BRACKET = re.compile(r"[()\[\]{}]")
_FACE = re.compile(r"[:;=]['’]?-?[)(\]\[]|\^_?\^;?\)")
_ITEM = re.compile(r"(?:^|[\s(,;])(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4})\)")
"""`1)` and `a)`: the number of an item, not the end of an aside."""

LONGEST = 400
"""Characters of an aside up to which a bracket of another kind counts as its end."""

RUN_ON = 8
"""Paragraphs without a mark over which a quotation may run."""

_QUOTE = re.compile('""|[“”"„«»]')
_BEFORE_OPENING = frozenset(" \t\n([{—–-/‘'“\"…=·")
_AFTER_CLOSING = frozenset(" \t\n)]}—–-/’'”\".,;:!?…·")


@dataclass(slots=True)
class _Open:
    """A quotation mark that waits for its other half."""

    at: int
    mark: str


def unpaired_brackets(text: str) -> Iterator[Blemish]:
    """Brackets without their other half, in the order of the text."""
    passed = {p for m in _FACE.finditer(text) for p in range(*m.span())}
    items = {m.end() - 1 for m in _ITEM.finditer(text)}
    waiting: list[tuple[int, str]] = []
    found: list[Blemish] = []
    for match in _BRACKET.finditer(text):
        at, mark = match.start(), match.group()
        if at in passed:
            continue
        if mark not in _CLOSING:
            waiting.append((at, mark))
            continue
        wanted = _CLOSING[mark]
        if waiting and waiting[-1][1] == wanted:
            waiting.pop()
        elif len(waiting) > 1 and waiting[-2][1] == wanted:
            found.append(_bracket(*waiting.pop(), "is never closed"))
            waiting.pop()
        elif waiting and at - waiting[-1][0] < LONGEST and "\n\n" not in text[waiting[-1][0] : at]:
            start, opened = waiting.pop()
            found.append(
                Blemish(
                    kind="brackets",
                    span=Span(start, at + 1) if at - start < 60 else Span(at, at + 1),
                    reason=f"A {_NAMES[opened]} is closed by a {_NAMES[wanted]}",
                )
            )
        elif at not in items:
            found.append(_bracket(at, wanted, "is never opened"))
    found += [_bracket(at, mark, "is never closed") for at, mark in waiting]
    yield from sorted(found, key=lambda b: b.span)


def _bracket(at: int, opening: str, what: str) -> Blemish:
    return Blemish(kind="brackets", span=Span(at, at + 1), reason=f"A {_NAMES[opening]} {what}")


def unpaired_quotes(text: str, paragraphs: Sequence[Span]) -> Iterator[Blemish]:
    """Double quotation marks without their other half, or paired with one of another style.

    A quotation may run over paragraphs: each opens it again, or only the last one closes it.
    """
    waiting: tuple[int, int] | None = None  # where a mark is still open, and its paragraph
    for n, span in enumerate(paragraphs):
        found, left = _in_paragraph(text, span)
        if waiting is not None and (found or left or _QUOTE.search(text, *span) or n - waiting[1] > RUN_ON):
            if found and found[0].reason.endswith("never opened"):
                found = found[1:]
            elif text[span.start : span.start + 1] not in tuple('"“„'):
                yield _quote(waiting[0], "is never closed")
            waiting = None
        yield from found[:1]  # what follows is out of step
        if left and not found:
            waiting = (left[0].at, n)
    if waiting is not None:
        yield _quote(waiting[0], "is never closed")


def _in_paragraph(text: str, span: Span) -> tuple[list[Blemish], list[_Open]]:
    """What is wrong inside a paragraph, and the marks that are still open at its end."""
    waiting: list[_Open] = []
    found: list[Blemish] = []
    for match in _QUOTE.finditer(text, span.start, span.end):
        at, mark = match.start(), match.group()[0]
        if mark in "„«»":
            return [], []  # the marks of other languages: not ours to pair
        before = text[at - 1] if at > span.start else " "
        after = text[match.end()] if match.end() < span.end else " "
        if len(match.group()) == 2:
            found.append(_quote(at, "stands twice", length=2))
        if mark == '"' and f"{before}{after}".isascii() and before.isalpha() and after.isalpha():
            found.append(_quote(at, "stands inside a word"))
            continue
        opens = before in _BEFORE_OPENING and after not in _AFTER_CLOSING - {"'", '"', "’"}
        closes = not opens and after in _AFTER_CLOSING and before != " "
        if mark == '"':
            opening = (
                (opens or not closes) if not waiting else opens and (before == " " or waiting[-1].mark == "“")
            )
            if not waiting and closes:
                if not before.isdigit() and before not in "′'’":  # else inches
                    found.append(_quote(at, "is never opened"))
                continue
        else:
            opening = mark == "“"
            if (opens if mark == "”" else closes) and before != after:
                found.append(_quote(at, "stands the wrong way round", sure=False))
                opening = opens
        if opening:
            waiting.append(_Open(at, mark))
        elif not waiting:
            found.append(_quote(at, "is never opened"))
        else:
            opened = waiting.pop()
            if (opened.mark == '"') != (mark == '"'):
                found.append(
                    Blemish(
                        kind="quotes",
                        span=Span(opened.at, at + 1) if at - opened.at < 60 else Span(at, at + 1),
                        reason="A straight and a curly quotation mark make one pair",
                        sure=False,
                    )
                )
    return found, waiting


def _quote(at: int, what: str, *, sure: bool = True, length: int = 1) -> Blemish:
    return Blemish(kind="quotes", span=Span(at, at + length), reason=f"A quotation mark {what}", sure=sure)
