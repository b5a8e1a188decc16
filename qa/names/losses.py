"""What speaks for a Korean name having been left out of the English."""

from __future__ import annotations

from qa.names.evidence import Evidence
from qa.names.looks import bears_capital, is_name
from qa.names.plausible import CLAIMED, NEIGHBOURS
from qa.names.runs import Chunk

LISTED = 1.5
"""What it adds to the evidence that a name is missing where its neighbours in a list are not."""


def tells_loss(found: Evidence, ko: Chunk) -> bool:
    """Whether it matters that this name is missing.

    A country or a body that the tables know is often said by "the country" or "the ministry", unless it
    is one of a list.
    """
    at = range(ko.first, ko.last + 1)
    if not all(is_name(found.stems[n]) and bears_capital(found.stems[n]) for n in at):
        return False
    return ko.listed or all(found.known_ko[n] == 0 or found.stems[n].tag == "latin" for n in at)


def weight_of_loss(text: str, found: Evidence, ko: Chunk, *, stood_for: bool) -> float:
    """What speaks for a name having been left out, in log likelihood ratios.

    A pronoun may stand for it, and an English name that nothing in the Korean answers to may be it.
    """
    weight = ko.total + LISTED * ko.listed
    if stood_for and not ko.listed and found.stems[ko.first].tag != "latin":
        weight -= STOOD_FOR
    if _surnamed(text, found, ko):
        weight -= STOOD_FOR
    return weight - UNCLAIMED * _unclaimed(found)


def _surnamed(text: str, found: Evidence, ko: Chunk) -> bool:
    """Whether the next name is said: 라이언 고슬링 is "Gosling" where both are known."""
    if ko.last + 1 >= len(found.stems):
        return False
    first, second = found.stems[ko.last], found.stems[ko.last + 1]
    said = found.best[ko.last + 1].max(initial=0.0) >= NEIGHBOURS
    return said and second.tag == "name" and text[first.span.end : second.span.start] == " "


def _unclaimed(found: Evidence) -> bool:
    """Whether the English has a name that no stem sounds like."""
    best = found.best.max(0, initial=0.0)
    return any(
        word.proper and best[n] < CLAIMED and found.known_en[n] <= 0 for n, word in enumerate(found.words)
    )


STOOD_FOR, UNCLAIMED = 2.0, 1.5
"""What it takes from the evidence that a name is missing."""
