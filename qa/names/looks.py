"""Whether a Korean stem looks like a name: by the morphology, its syllables and the lexicon."""

from __future__ import annotations

from qa.lexicon import entries
from qa.names.english import shouted
from qa.names.foreign import foreignness
from qa.names.korean import PERSON, NameStem


def is_name(stem: NameStem) -> bool:
    """Whether a stem is a name by the morphology or by its syllables, and no word of the lexicon."""
    if stem.tag == "latin":
        return True
    form = written(stem)
    if len(form) < 2 and foreignness(form) < FOREIGN:
        return False
    if stem.tag == "name":
        return True
    return foreignness(form) >= FOREIGN and not _usual(stem)


def written(stem: NameStem) -> str:
    """The stem as it is written."""
    return stem.forms[0] if stem.forms else ""


def _usual(stem: NameStem) -> bool:
    """Whether the lexicon knows the noun, or what it ends in: 핀치새, 배트맨."""
    return stem.tag == "noun" and any(len(form) > 1 and form in entries() for form in stem.forms)


FOREIGN = 0.5
"""Log odds of being a name from abroad that make up for the morphology taking a noun for no name."""


def is_weak(stem: NameStem) -> bool:
    """Whether it has two syllables of Korean words: the morphology errs there (소철, 소강)."""
    form = written(stem)
    return stem.tag != "latin" and len(form) < PERSON and foreignness(form) < 0


def bears_capital(stem: NameStem) -> bool:
    """Whether Latin letters in the Korean are a name: not a gloss (doorbell) or what papers shorten."""
    form = written(stem)
    return stem.tag != "latin" or (form[:1].isupper() and form.casefold() not in shouted())
