"""Quotations in English text, told apart from apostrophes, possessives, inches and '90s."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from qa.data import table
from qa.extract.quotations import FAMILY, Mark, Marks, Quotation, Quotations, read_quotations
from qa.model import Span

_LEADS = "([{—–-―/…“‘\"'"
# '90s, 'em, 'til: letters left out, not words quoted
_ELISION = re.compile(
    r"n['’]?(?=\s)|\d\ds?\b|(?:em|til|tis|twas|cause|cos|round|bout|nuff|ere|neath|gainst)\b(?!['’])", re.I
)
# A mark that can only close: after something, before a space or the end of a clause
_CLOSER = re.compile(r"[^\s(\[{‘“\"][’'](?![A-Za-z0-9])")
_AHEAD = 160
"""Code points in which the true end of a single quotation is looked for behind a possessive."""


def read(text: str, paragraphs: Sequence[Span], *, row: bool = False) -> Quotations:
    """Every quotation of an English text, nested ones too, in order of their beginnings.

    Args:
        text: the text; spans of the result are code points in it.
        paragraphs: where its paragraphs stand: a quotation reaches over their ends only where the
            next paragraph goes on with it.
        row: the text is a row of a longer one, which may begin and end within a quotation.
    """
    found, unpaired = read_quotations(text, "en", paragraphs, _marks, row=row)
    return Quotations(
        found=tuple(dataclasses.replace(q, outer=outer, speech=_is_speech(text, q)) for q, outer in found),
        unpaired=unpaired,
    )


def _marks(text: str, paragraph: Span) -> Iterator[Mark]:
    for at in range(paragraph.start, paragraph.end):
        char = text[at]
        family = FAMILY.get(char)
        if family is None:
            continue
        if family is Marks.TITLE:
            yield Mark(at, char, char in "「『《〈", char in "」』》〉")
            continue
        before = text[at - 1] if at > paragraph.start else " "
        after = text[at + 1] if at + 1 < paragraph.end else " "
        lead = before.isspace() or before in _LEADS
        opens = lead and not after.isspace()
        closes = not before.isspace() and not (before in "([{" or (after.isalnum() and not lead))
        if before in FAMILY and char == '"':  # ""A" he said, "B", or she said, "A 'B'"
            closes = not after.isalnum()
        if char in "“„":
            opens, closes = True, False
        elif char == "”":
            opens, closes = False, True
        elif family is Marks.SINGLE:
            if not lead and after.isalnum():
                continue  # an apostrophe within a word
            if opens and _ELISION.match(text, at + 1, at + 12):
                continue
            if char == "‘":
                opens, closes = True, False
            elif char == "’":
                opens = False
            if closes and _possessive(text, at, paragraph.end):
                continue
        elif before.isdigit() and after.isalnum():
            continue  # 27"x14"
        yield Mark(at, char, opens, closes, ends_speech=closes and before in ",.?!…—–-")


def _possessive(text: str, at: int, end: int) -> bool:
    """Whether the mark in players' union is an apostrophe: the quotation, if any, ends further on."""
    if text[at - 1] not in "sS" or not re.match(r" [a-z]", text[at + 1 : at + 3]):
        return False
    ahead = _CLOSER.search(text, at + 1, min(end, at + _AHEAD))
    opener = re.compile(r"(?<![^\s(\[{—–“\"])[‘'](?=\w)").search(text, at + 1, min(end, at + _AHEAD))
    return ahead is not None and (opener is None or ahead.start() < opener.start())


_WORD = re.compile(r"[A-Za-z]{3,15}")


@functools.cache
def _saying() -> frozenset[str]:
    return frozenset(row["word"] for row in table("en/saying_verbs", ("word", "source")))


def says_who(text: str) -> bool:
    """Whether a verb of saying stands in the text: words that it reports need no marks."""
    return any(m.group().lower() in _saying() for m in _WORD.finditer(text))


def _is_speech(text: str, quotation: Quotation) -> bool:
    """Whether somebody says the words: a clause ends in them or begins with them, or they are many."""
    if quotation.marks is Marks.TITLE:
        return False
    inner = text[quotation.inner.start : quotation.inner.end].strip()
    words = inner.split()
    return len(words) >= 5 or (len(words) >= 2 and inner[-1:] in ",.?!—…")
