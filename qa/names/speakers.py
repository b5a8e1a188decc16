"""Whether two persons, one named on each side of a link, are the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.model import Span, Token
from qa.names.mentions import Mention, english_names_in, korean_names_in
from qa.names.shared import given_names, heard, known_pairs
from qa.names.sound import UNSURE

ROUGH = 0.75
"""Likeness of consonants from which two names may be odd spellings of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """Two persons, the names alone.

    `differ` says that they cannot be one; `swapped` that besides each is named on the other side, too.
    """

    ko: Span
    en: Span
    differ: bool
    swapped: bool


def compared(
    text_ko: str, text_en: str, ko: Span, en: Span, tokens: Sequence[Token], mine: Span, theirs: Span
) -> Persons | None:
    """Compare the persons named by `mine` (Korean) and `theirs` (English).

    Returns:
        None where either is no person that is named: a title, a body, a country.
    """
    found = heard(text_ko, text_en, ko, en, tokens)
    bodies_ko = [_place(m, ko) for m in korean_names_in(text_ko[ko.start : ko.end]) if not _person(m)]
    bodies_en = [_place(m, en) for m in english_names_in(text_en[en.start : en.end]) if not _person(m)]
    rows = [
        n
        for n, s in enumerate(found.stems)
        if s.tag == "name" and s.name.touches(mine) and not any(s.name.touches(b) for b in bodies_ko)
    ][-1:]
    columns = [
        n
        for n, w in enumerate(found.words)
        if w.proper and w.span.touches(theirs) and not any(w.span.touches(b) for b in bodies_en)
    ]
    if not rows or not columns or _owner(text_en, found.words[columns[-1]].span):
        return None
    last = found.words[columns[-1]].run
    columns = [n for n in columns if found.words[n].run == last]
    alike = found.best >= UNSURE
    alike |= found.rough >= ROUGH
    known = [
        (a.shifted(ko.start), b.shifted(en.start))
        for a, b in known_pairs(text_ko[ko.start : ko.end], text_en[en.start : en.end])
    ]
    for a, b in [*known, *given_names(found)]:
        of_a = [n for n, s in enumerate(found.stems) if s.span.touches(a)]
        of_b = [n for n, w in enumerate(found.words) if w.span.touches(b)]
        alike[np.ix_(of_a, of_b)] = True
    others_ko = [n for n in range(len(found.stems)) if n not in rows]
    others_en = [n for n in range(len(found.words)) if n not in columns]
    there = bool(alike[np.ix_(rows, others_en)].any())
    here = bool(alike[np.ix_(others_ko, columns)].any())
    return Persons(
        ko=found.stems[rows[0]].name,
        en=Span(found.words[columns[0]].span.start, found.words[columns[-1]].span.end),
        differ=not alike[np.ix_(rows, columns)].any() and here == there,
        swapped=here and there,
    )


def _place(mention: Mention, part: Span) -> Span:
    return Span(mention.start, mention.end).shifted(part.start)


def _person(mention: Mention) -> bool:
    return mention.ambiguous or any(entity.kind == "person" for entity in mention.known)


def _owner(text: str, name: Span) -> bool:
    """Whether somebody else of the person's is meant: Lee's spokesman."""
    return text[name.end : name.end + 2] in ("'s", "’s")
