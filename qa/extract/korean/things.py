"""Numeral determiners before a common noun that is no counter: 두 여성, 네 정당, 두 젊은 남자."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.extract.korean.contexts import pattern
from qa.extract.korean.making import make
from qa.extract.korean.morphology import Morphology
from qa.extract.korean.terms import Numeral
from qa.model import Fact, Span, Token

_ALONE = re.compile("(?:다섯|여섯|일곱|여덟|아홉)(?= 중[ ,]|[은이을의과도]|만 )")
MAX_PARTS = 4
"""How many noun morphemes of one written word are taken as the thing counted."""


def things(text: str, n: Numeral, morphology: Morphology) -> Fact | None:
    """The number of a native determiner and a noun; None where the word is no number of things.

    두 is soft: English may say "both" or "the couple"; 한 is "a" far more often than "one".
    """
    if n.amount is None or n.form != "native" or n.over:
        return None
    surface = text[n.start : n.end]
    if n.start and "가" <= text[n.start - 1] <= "힣":  # 리치한 커피
        return None
    if _ALONE.match(text, n.start) and n.amount < 10:
        return make(text, "number", n, n.start, n.end)
    determiner = morphology.at(n.start)
    if determiner is None or determiner.tag not in ("MM", "NR") or determiner.span.end != n.end:
        return None
    if text[n.end : n.end + 1] != " ":
        return None
    noun = morphology.at(n.end + 1)
    if noun is None:
        return None
    if noun.tag in ("VA", "MM"):
        end = n.end if _described(text, noun, morphology) else None
    elif noun.tag in ("NNG", "NNP", "SL"):
        end = _end(noun, morphology)
    else:
        return None
    if end is None:
        return None
    if surface == "네" and not (
        pattern("", "countable").match(text, n.end + 1) or text[end - 1 : end] == "들"
    ):
        return None
    if surface not in _PLAIN and n.amount < 10:
        return None
    return replace(make(text, "number", n, n.start, end), soft=n.amount == 2)


_PLAIN = frozenset({"두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"})


def _end(noun: Token, morphology: Morphology) -> int:
    """Where the written word's nouns end: 두 국가대표팀."""
    end = noun.span.end
    for _ in range(MAX_PARTS):
        after = morphology.at(end)
        if after is None or after.tag not in ("NNG", "NNP", "XSN", "SL"):
            break
        end = after.span.end
    return end


def _described(text: str, word: Token, morphology: Morphology) -> bool:
    """Whether an adjective and then a noun follow: 두 젊은 여성, 세 다른 나라."""
    place = word.span.end
    if word.tag == "VA":
        ending = next((t for t in morphology.over(Span(place - 1, place + 1)) if t.tag == "ETM"), None)
        if ending is None:
            return False
        place = ending.span.end
    if text[place : place + 1] != " ":
        return False
    noun = morphology.at(place + 1)
    return noun is not None and noun.tag in ("NNG", "NNP")
