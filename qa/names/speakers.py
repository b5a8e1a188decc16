"""Whether two persons, one named on each side of a link, are the same."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from qa.model import Span, Token
from qa.names.english import NameWord, windows
from qa.names.evidence import Evidence
from qa.names.korean import PERSON
from qa.names.mentions import Mention, english_names_in, korean_names_in
from qa.names.shared import heard, known_pairs
from qa.names.sound import SAME, UNSURE
from qa.names.spelling import words
from qa.names.systems import korean_person, surnames

ROUGH = 0.75
"""Likeness of consonants from which two names may be odd spellings of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """Two persons, the names alone.

    `differ` says that they cannot be one; `here` and `there` that the English person is named in the
    Korean, and the Korean one in the English, as somebody else.
    """

    ko: Span
    en: Span
    differ: bool
    here: bool
    there: bool


def compared(
    text_ko: str, text_en: str, ko: Span, en: Span, tokens: Sequence[Token], mine: Span, theirs: Span
) -> Persons | None:
    """Compare the persons named by `mine` (Korean) and `theirs` (English).

    Args:
        text_ko: the Korean body.
        text_en: the English body.
        ko: the Korean stretch of the link.
        en: the English one.
        tokens: Kiwi's morphemes of the Korean stretch.
        mine: the words that name the Korean person, perhaps with a title.
        theirs: the words that name the English one.

    Returns:
        None where either is no person that is named: a title, a body, a country.
    """
    found = heard(text_ko, text_en, ko, en, tokens)
    bodies_ko = [_place(m, ko) for m in korean_names_in(text_ko[ko.start : ko.end]) if not _person(m)]
    bodies_en = [_place(m, en) for m in english_names_in(text_en[en.start : en.end]) if not _person(m)]
    persons_ko = [
        n
        for n, s in enumerate(found.stems)
        if s.tag == "name" and not any(s.name.touches(body) for body in bodies_ko)
    ]
    named = [n for n, w in enumerate(found.words) if not any(w.span.touches(body) for body in bodies_en)]
    people = [
        _place(m, en) for m in english_names_in(text_en[en.start : en.end]) if _person(m) and not m.ambiguous
    ]
    runs = [list(some) for _, some in itertools.groupby(named, lambda n: found.words[n].run)]
    persons_en = [
        proper for some in runs if (proper := [n for n in some if _is_name(found.words[n], people)])
    ]
    at = [n for n in persons_ko if found.stems[n].name.touches(mine)]
    said = [some for some in persons_en if any(found.words[n].span.touches(theirs) for n in some)]
    if not at or not said:
        return None
    # 최민재 한빛연구원장: of several names, that of a Korean person in full
    row, columns = max(at, key=lambda n: (bool(_in_full(found, n)), n)), said[-1]
    last = found.words[columns[-1]].span
    if text_en[last.end : last.end + 2] in ("'s", "’s"):
        return None  # Lee's spokesman
    known = [
        (a.shifted(ko.start), b.shifted(en.start))
        for a, b in known_pairs(text_ko[ko.start : ko.end], text_en[en.start : en.end])
    ]

    def alike(stem: int, some: Sequence[int]) -> bool:
        name = found.stems[stem].span
        return _alike(found, stem, some) or any(
            a.touches(name) and any(b.touches(found.words[n].span) for n in some) for a, b in known
        )

    nouns = [n for n, s in enumerate(found.stems) if s.tag == "noun" and found.best[n, columns].max() >= SAME]
    here = bool(nouns) or any(alike(n, columns) for n in persons_ko if n != row)
    there = any(alike(row, some) for some in runs if not set(some) & set(columns))
    return Persons(
        ko=found.stems[row].name,
        en=Span(found.words[columns[0]].span.start, last.end),
        differ=not alike(row, columns) and (there or not here),
        here=here,
        there=there,
    )


def _alike(found: Evidence, stem: int, columns: Sequence[int]) -> bool:
    """Whether a Korean name and the words of an English one may be the same person.

    Korean names in full are told apart by their own rules; 정우성 has a 정 as "Hwang Jung-min" has.
    """
    first = found.stems[stem].forms[0]
    if first[1:2] == "모" and first[0] in surnames():  # 박모씨: the surname alone is said
        return any(found.words[n].text.casefold() in surnames()[first[0]] for n in columns)
    form = _in_full(found, stem)
    if form:
        for i, j in windows(found.words):
            if j > i and i in columns and j in columns:
                spelling = tuple(w for word in found.words[i : j + 1] for w in words(word.text))
                told = korean_person(form, spelling)
                if told is not None:
                    return told
    return bool(
        (found.best[stem, list(columns)] >= UNSURE).any() or (found.rough[stem, list(columns)] >= ROUGH).any()
    )


def _in_full(found: Evidence, stem: int) -> str:
    """The form of a stem that is surname and two syllables; empty if there is none."""
    form = next((f for f in found.stems[stem].forms if len(f) == PERSON), "")
    return form if form[:1] in surnames() else ""


def _is_name(word: NameWord, people: Sequence[Span]) -> bool:
    """Whether a word is a person's name: in no dictionary, a surname (Park) or known (Trump)."""
    if word.proper or (word.text in ("Xi", "Li", "Ma", "Yu", "Hu", "Wu") and not word.opens):
        return True
    surname = any(word.text.casefold() in spellings for spellings in surnames().values())
    return surname or any(word.span.touches(person) for person in people)


def _place(mention: Mention, part: Span) -> Span:
    return Span(mention.start, mention.end).shifted(part.start)


def _person(mention: Mention) -> bool:
    """Whether a known name may be a person's: Han is a dynasty, and a surname more often."""
    low = mention.form.casefold()
    return (
        mention.ambiguous
        or any(entity.kind == "person" for entity in mention.known)
        or any(low in spellings for spellings in surnames().values())
    )
