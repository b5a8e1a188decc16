"""The names that the two sides of a link share: by the tables, or by how they sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from qa.model import Span, Token
from qa.names.english import name_words
from qa.names.evidence import Evidence, Names, evidence
from qa.names.korean import PERSON, name_stems
from qa.names.mentions import Mention, english_names_in, korean_names_in
from qa.names.sound import SAME, sound_scores


def shared_names(
    text_ko: str, text_en: str, ko: Span, en: Span, tokens: Sequence[Token]
) -> Iterator[tuple[Span, Span]]:
    """Pairs of a Korean and an English stretch that are one name, all that are thinkable.

    Args:
        text_ko: the Korean body.
        text_en: the English body.
        ko: the Korean stretch of the link.
        en: the English one.
        tokens: Kiwi's morphemes of the Korean stretch.
    """
    for mine, theirs in known_pairs(text_ko[ko.start : ko.end], text_en[en.start : en.end]):
        yield mine.shifted(ko.start), theirs.shifted(en.start)
    found = heard(text_ko, text_en, ko, en, tokens)
    for row, column in np.argwhere(found.best >= SAME):
        yield found.stems[row].name, found.words[column].span
    yield from given_names(found)


def given_names(found: Evidence) -> Iterator[tuple[Span, Span]]:
    """Korean persons by their given names, where the surname alone says little: 안세영, "An Se-young"."""
    persons = [
        (stem.name, form[1:])
        for stem in found.stems
        if stem.tag == "name"
        for form in stem.forms
        if len(form) == PERSON and form.isalpha() and not form.isascii()
    ]
    words = [word for word in found.words if "-" in word.text]
    if persons and words:
        scores = sound_scores([given for _, given in persons], [word.text for word in words])
        for row, column in np.argwhere(scores >= SAME):
            yield persons[row][0], words[column].span


def heard(text_ko: str, text_en: str, ko: Span, en: Span, tokens: Sequence[Token]) -> Evidence:
    """What the sounds of the names of one link say."""
    stems, words = name_stems(text_ko, tokens), name_words(text_en, en)
    names = Names(ko=ko, en=en, stems=stems, words=words, meant=(True,) * len(stems))
    return evidence(text_ko, text_en, [names])[0]


def known_pairs(ko: str, en: str) -> Iterator[tuple[Span, Span]]:
    """Stretches of two texts that the tables know as one entity."""
    korean, english = list(korean_names_in(ko)), list(english_names_in(en))
    for mine in korean:
        for theirs in english:
            if _ids(mine) & _ids(theirs):
                yield Span(mine.start, mine.end), Span(theirs.start, theirs.end)


def _ids(mention: Mention) -> set[str]:
    return {entity.id for entity in mention.known}
