"""Korean persons: a surname and two syllables, of which a spelling gets one wrong.

Every syllable of a Korean name is spelt by its own rules, so that a spelling with the right surname and
another syllable is another person: 이창용 is Rhee Chang-yong and never Rhee Chang-hyun.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from qa.names.english import windows
from qa.names.evidence import Evidence
from qa.names.jamo import jamo
from qa.names.korean import PERSON, NameStem
from qa.names.sound import SAME
from qa.names.spelling import words
from qa.names.systems import korean, korean_person, surnames

_VOWELS = "aeiouy"
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_HIDDEN = frozenset("ᆺᆽᆾᆿᇀᇁᇂᆮ")
"""Closing consonants that are spelt in too many ways to tell by."""


def other_persons(found: Evidence) -> Iterator[tuple[int, int, int]]:
    """Stems that are a Korean person's name, and the words of another person with one part in common.

    Yields:
        The stem, the first word and the last one.
    """
    names = [(n, _person(stem)) for n, stem in enumerate(found.stems) if found.kinds_ko[n] <= {"person"}]
    names = [(n, name) for n, name in names if name]
    spelt = [(i, j) for i, j in windows(found.words) if 1 <= j - i <= 2]
    taken = {
        (i, j)
        for i, j in spelt
        if any(korean_person(name, _words(found, i, j)) for _, name in names)
        or any(_sounds(found, n, i, j) for n in range(len(found.stems)))
    }
    for n, name in names:
        if any(korean_person(name, _words(found, i, j)) for i, j in spelt):
            continue
        for i, j in sorted(spelt, key=lambda at: at[0] - at[1]):
            apart = not any(a <= j and i <= b for a, b in taken)
            apart &= sum(word.common for word in found.words[i : j + 1]) <= 1
            if apart and is_another(name, _words(found, i, j)):
                yield n, i, j
                break


def is_another(name: str, spelling: tuple[str, ...]) -> bool:
    """Whether the spelling is that of another Korean person who shares the surname or the given name.

    Args:
        name: three syllables of Hangul, of which the first is a surname.
        spelling: the words of the Latin name, surname first or last, as `qa.names.spelling.words` has them.
    """
    if korean_person(name, spelling) is not False:
        return False
    for own, rest in ((spelling[0], spelling[1:]), (spelling[-1], spelling[:-1])):
        given = "".join(rest).lower()
        own_fits = own.lower() in surnames()[name[0]]
        if korean().fits(jamo(name[1:]), given):
            return not own_fits
        if own_fits and _apart(name[1:], given):
            return True
    return False


@functools.lru_cache(maxsize=4096)
def _apart(given: str, spelling: str) -> bool:
    """Whether a spelling of two syllables has other consonants than a given name, however it is cut."""
    cuts = range(1, len(spelling))
    return all(
        _differs(given[0], spelling[:cut]) or _differs(given[1], spelling[cut:]) for cut in cuts
    ) and any(_is_syllable(spelling[:cut]) and _is_syllable(spelling[cut:]) for cut in cuts)


def _is_syllable(letters: str) -> bool:
    return any(c in _VOWELS for c in letters)


def _differs(syllable: str, letters: str) -> bool:
    """Whether the consonants before and after the vowels are others than those of the syllable."""
    if not _is_syllable(letters):
        return True
    lead, tail = _edges(letters)
    found = jamo(syllable)
    vowel = next(n for n, c in enumerate(found) if c in _MEDIALS)
    opens, closes = found[:vowel], found[vowel + 1 :]
    return not _fits(opens, lead) or not (_fits(closes, tail) or closes in _HIDDEN)


def _fits(consonant: str, letters: str) -> bool:
    return not letters if not consonant else bool(letters) and korean().fits(consonant, letters)


def _edges(letters: str) -> tuple[str, str]:
    """The consonants before the first vowel and after the last one; y and w belong to the vowel."""
    vowels = [n for n, c in enumerate(letters) if c in _VOWELS + "w"]
    if not vowels:
        return letters, ""
    return letters[: vowels[0]], letters[vowels[-1] + 1 :].removeprefix("h" if len(letters) > 2 else "")


def _person(stem: NameStem) -> str:
    """The stem as a person's name of three syllables; empty if it is none."""
    form = next((f for f in stem.forms if len(f) == PERSON), "")
    return form if stem.tag == "name" and form[:1] in surnames() else ""


def _words(found: Evidence, first: int, last: int) -> tuple[str, ...]:
    return tuple(w for word in found.words[first : last + 1] for w in words(word.text))


def _sounds(found: Evidence, stem: int, first: int, last: int) -> bool:
    """Whether a stem answers to every word of a window."""
    return bool((found.best[stem, first : last + 1] >= SAME).all())
