"""Which addresses on the net did not reach the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.extract.addresses import Address

_DIGITS = re.compile(r"\d{1,50}")
_LANGUAGE = re.compile(r"(?:^|(?<=[/.=]))(?:ko|kr|kor|korean|en|eng|english|global)[/.]")
_ALIKE = 0.75
"""Share of the letters of two addresses that agree from which one is taken for the other, miswritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostAddress:
    """An address of one side, and what the other has instead (None: nothing)."""

    address: Address
    instead: Address | None


def lost(original: Sequence[Address], translation: Sequence[Address], said: str) -> Iterator[LostAddress]:
    """Addresses of the original that the translation does not have, with what looks like them.

    Args:
        original: the addresses of the original.
        translation: those of the translation.
        said: the whole translation, by-lines included: a site may stand in it as a name.

    An address that differs by digits alone is left to the identifiers; the page of the same site in
    the other language is none that was lost.
    """
    theirs = {a.name for a in translation}
    plain = said.lower()
    spare = [a for a in translation if a.name not in {b.name for b in original}]
    for address in original:
        if address.name in theirs or address.name.lstrip("@#") in plain:
            continue
        if any(_other_page(address.name, a.name) for a in translation):
            continue
        instead = max(
            (a for a in spare if a.kind == address.kind), key=lambda a: _likeness(address, a), default=None
        )
        if instead is not None and _likeness(address, instead) < _ALIKE:
            instead = None
        yield LostAddress(address=address, instead=instead)


def _other_page(one: str, other: str) -> bool:
    """Whether two addresses differ by digits alone, or are pages of one site for two languages."""
    if _DIGITS.sub("0", one) == _DIGITS.sub("0", other):
        return True
    site, _, page = one.partition("/")
    other_site, _, other_page = other.partition("/")
    if _LANGUAGE.sub("", site) != _LANGUAGE.sub("", other_site) or "@" in site:
        return False
    return site != other_site or not page or not other_page or bool(_LANGUAGE.search(f"/{other_page}/"))


def _likeness(one: Address, other: Address) -> float:
    """Similarity of two addresses by their letters, 0 to 1."""
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(one.name, other.name))
