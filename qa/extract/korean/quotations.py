"""Quotations in Korean text: “…”라고, ‘…’며, 「…」, 《…》."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from qa.data import table
from qa.extract.quotations import FAMILY, Mark, Marks, Quotation, Quotations, read_quotations
from qa.model import Span

# What ties a quotation to the verb that says who speaks: “…”라고, “…”고, “…”이라며, “…”라는
_QUOTATIVE = re.compile(
    r"\s?(?:이?라(?:고|며|면서|는|던|지만|기에|서|더니|니)|고(?!\w{0,1}[가-힣]*대)|며|면서|는\s|란\s|하고|더니)"
)
# A sentence ends here: 했다, 합니다, 하죠, 할까, 해라, 하자 …, with its mark or without
_FINAL = re.compile(r"(?:[다요까죠라자네군걸지니냐랴마오]|[가-힣][.?!…])[.?!…,]{0,3}$")

_LEADS = "([{<—–-―/·…~“‘\"'"


def read(text: str, paragraphs: Sequence[Span], *, row: bool = False) -> Quotations:
    """Every quotation of a Korean text, nested ones too, in order of their beginnings.

    Args:
        text: the text; spans of the result are code points in it.
        paragraphs: where its paragraphs stand: a quotation reaches over their ends only where the
            next paragraph goes on with it.
        row: the text is a row of a longer one, which may begin and end within a quotation.
    """
    found, unpaired = read_quotations(text, "ko", paragraphs, _marks, row=row)
    return Quotations(
        found=tuple(dataclasses.replace(q, outer=outer, speech=_is_speech(text, q)) for q, outer in found),
        unpaired=unpaired,
    )


def _marks(text: str, paragraph: Span) -> Iterator[Mark]:
    start, end = paragraph
    escaped = _escaped(text[start:end])
    if escaped:
        start, end = start + 1, start + len(text[start:end].rstrip()) - 1
    passed = start
    for at in range(start, end):
        char = text[at]
        if at < passed:
            continue
        family = FAMILY.get(char)
        if family is None:
            continue
        if family is Marks.TITLE:
            yield Mark(at, char, char in "「『《〈", char in "」』》〉")
            continue
        width = 2 if escaped and text[at : min(at + 2, end)] == '""' else 1
        passed = at + width
        before = text[at - 1] if at > start else " "
        after = text[passed] if passed < end else " "
        if char in "'’" and _latin(before) and (_latin(after) or (before in "sS" and after.isspace())):
            continue  # McDonald's, Levi's
        tied = bool(_QUOTATIVE.match(text, passed, passed + 8))
        glued = not before.isspace() and before not in _LEADS
        opens = not after.isspace() and not (tied and (glued or at == start))
        closes = glued or before in _LEADS or after.isspace() or tied
        if char in "”’":
            opens = opens and not glued
        elif char in "“‘":
            closes = glued and (after.isspace() or not _latin(after))
        ends = at > start and closes and (tied or before in ",.?!…")
        yield Mark(at, char, opens, closes, width, ends_speech=ends)


def _escaped(cell: str) -> bool:
    """Whether a cell still bears the marks that a CSV writer put around it, doubling those inside."""
    cell = cell.strip()
    inner = cell[1:-1]
    return (
        len(inner) > 2 and cell[0] == cell[-1] == '"' and '""' in inner and '"' not in inner.replace('""', "")
    )


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _is_speech(text: str, quotation: Quotation) -> bool:
    """Whether somebody says the words: a sentence ends in them, or a verb of saying takes them up."""
    if quotation.marks is Marks.TITLE:
        return False
    inner = text[quotation.inner.start : quotation.inner.end].strip()
    words = len(inner.split())
    after = text[quotation.span.end : quotation.span.end + 1]
    if _QUOTATIVE.match(text, quotation.span.end, quotation.span.end + 8):
        return words >= (2 if _FINAL.search(inner[-8:]) else 3)
    # ‘나는 가수다’의, ‘보고 싶다’를: a particle makes it a name
    return words >= 2 and bool(_FINAL.search(inner[-8:])) and not after.isalpha()


_REPORTED = re.compile(
    r"(?:[다라냐자]|으라)(?:고|며|면서|는)(?=[\s,])|(?:말|밝|전|강조|설명|주장|지적|토로|반박|덧붙|털어놓|언급|발언)"
    r"(?:혔|했|였|하|이|았|은|한|했던|히){0,2}[가-힣]{0,4}"
)
"""How Korean reports words without marks: 했다고 밝혔다, 라며, 설명했다."""


def says_who(text: str) -> bool:
    """Whether the text reports somebody's words: such words need no marks."""
    return _REPORTED.search(text) is not None


def is_figurative(words: str) -> bool:
    """Whether an idiom stands in the words: its translation has other words (파리만 날린다, 내로남불)."""
    joined = "".join(words.split())
    return any(stem in joined for stem in _idioms())


@functools.cache
def _idioms() -> tuple[str, ...]:
    return tuple(row["stem"] for row in table("ko/idioms", ("stem", "source")))
