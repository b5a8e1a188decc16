"""Lines cut into pieces, for the case that one side says only a part of what the other says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qa.model import Lang


class Limits(NamedTuple):
    """Characters that a piece has at least, and above which a sentence is cut into clauses."""

    shortest: int
    longest: int


LIMITS: dict[Lang, Limits] = {"ko": Limits(15, 60), "en": Limits(25, 110)}
"""About four to sixteen words; English needs 1.85 characters for one Korean."""

# The end of a sentence inside a line: its mark, closing quotes or brackets, then space.
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]」』]{0,3}\s{1,3}")
# The end of a clause: a comma or its like before a space, or a dash between spaces.
_CLAUSE_END = re.compile(r"[,;:–—][\"'”’]{0,2}\s{1,3}|\s[–—-]{1,2}\s")


def pieces(line: str, limits: Limits) -> tuple[str, ...]:
    """The sentences of a line, and of long ones the clauses; joined they are the line."""
    out: list[str] = []
    for sentence in _cut(line, [m.end() for m in _SENTENCE_END.finditer(line)], limits.shortest):
        out += _clauses(sentence, limits)
    return tuple(out)


def _cut(text: str, ends: Sequence[int], shortest: int) -> list[str]:
    """The text cut at the given ends, leaving out those that would make a piece too short."""
    out: list[str] = []
    start = 0
    for end in ends:
        if end - start >= shortest and len(text) - end >= shortest:
            out.append(text[start:end])
            start = end
    return [*out, text[start:]]


def _clauses(sentence: str, limits: Limits) -> list[str]:
    """A long sentence cut at the clause ends nearest to halves or, of a very long one, to full pieces."""
    if len(sentence) <= limits.longest:
        return [sentence]
    ends = [m.end() for m in _CLAUSE_END.finditer(sentence)]
    out: list[str] = []
    start = at = 0
    while len(sentence) - start > limits.longest:
        target = start + min(limits.longest, (len(sentence) - start) // 2)
        chosen: int | None = None
        while at < len(ends) and ends[at] < start + limits.shortest:
            at += 1
        for end in ends[at:]:
            if end > len(sentence) - limits.shortest:
                break
            if chosen is not None and abs(end - target) >= abs(chosen - target):
                break
            chosen = end
        if chosen is None:
            break
        out.append(sentence[start:chosen])
        start = chosen
    return [*out, sentence[start:]]
