"""English words at one end of a scale: rose, cheaper, before, less dense."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.data import table
from qa.extract.english.paradigms import forms
from qa.extract.poles import Pole, Reading, rows
from qa.model import Span

_WORD = re.compile(r"[A-Za-z]{1,40}(?:['’-][A-Za-z]{1,40}){0,4}")
_LESS = frozenset({"less", "least"})
_DEGREES = frozenset({"more", "most", "much", "far", "many"})
"""Words that say how much of the word after them: "much lower" has one end, not two."""
_REACH_BACK, _REACH_ON = 4, 1
"""Words before and after within which a negation may bear on a word."""


_THAN = re.compile(r"\b(?:than|compared (?:with|to)) ([^.,;:!?()]{1,60})")
_NUMBERED = frozenset({"up", "down"})
_AMOUNT = re.compile(r" (?:(?:by|about|around|nearly|almost|some|sharply|slightly|over) ){0,2}[$€£¥]?\d")
"""What must follow "up" and "down" to make them a rise and a fall: down 3 percent."""


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    reading: Reading | None


def read(text: str, span: Span) -> tuple[Pole, ...]:
    """The words of a stretch of text that stand at one end of a scale, in order.

    Args:
        text: the body text.
        span: the stretch.
    """
    found = list(_WORD.finditer(text, span.start, span.end))
    low = [m.group().casefold().replace("’", "'") for m in found]
    out: list[Pole] = []
    at = 0
    while at < len(found):
        length, readings = _longest(low, at)
        if not length:
            at += 1
            continue
        place = Span(found[at].start(), found[at + length - 1].end())
        if _in_name(found, at, length) or (low[at] in _NUMBERED and not _AMOUNT.match(text, place.end)):
            at += length
            continue
        if not readings:
            at += length
            continue
        turned = (
            at > 0
            and low[at - 1] in _LESS
            and low[at] not in _LESS
            and bool(out)
            and out[-1].span.end == found[at - 1].end()
        )
        if turned:
            place = Span(found[at - 1].start(), place.end)
            readings = out.pop().readings + tuple(
                _other_end(r, text[found[at].start() : place.end]) for r in readings
            )
        elif at > 0 and low[at - 1] in _DEGREES and out and out[-1].span == Span(*found[at - 1].span()):
            out.pop()
        negated = _negated(text, found, low, at, length)
        out.append(Pole(span=place, readings=readings, negated=negated))
        at += length
    return tuple(out)


def standards(text: str, span: Span) -> tuple[Span, ...]:
    """What follows each "than", as far as the next mark: what something is compared with."""
    return tuple(Span(m.start(1), m.end(1)) for m in _THAN.finditer(text, span.start, span.end))


def _in_name(found: Sequence[re.Match[str]], at: int, length: int) -> bool:
    """Whether a word is part of a name: East African, New York, the High Court."""
    if length > 1 or not found[at].group()[0].isupper():
        return False
    return any(
        0 <= n < len(found)
        and found[n].group()[0].isupper()
        and max(found[n].start(), found[at].start()) - min(found[n].end(), found[at].end()) == 1
        for n in (at - 1, at + 1)
    )


def _other_end(reading: Reading, words: str) -> Reading:
    """The same word after "less": less dense is at the end of thin."""
    return Reading(
        scale=reading.scale,
        plus=not reading.plus,
        kind=reading.kind,
        opposite=f"more {words}",
        rank=reading.rank,
    )


def _longest(low: Sequence[str], at: int) -> tuple[int, tuple[Reading, ...]]:
    entries = _lexicon().get(low[at], ())
    best = 0
    for entry in entries:
        n = len(entry.words)
        if n > best and tuple(low[at : at + n]) == entry.words:
            best = n
    same = tuple(
        e.reading
        for e in entries
        if e.reading is not None and len(e.words) == best and tuple(low[at : at + best]) == e.words
    )
    return best, tuple(dict.fromkeys(same)) if best else ()


def _negated(text: str, found: Sequence[re.Match[str]], low: Sequence[str], at: int, length: int) -> bool:
    for n in range(max(0, at - _REACH_BACK), min(len(low), at + length + _REACH_ON)):
        if at <= n < at + length:
            continue
        if low[n] in _negations() or low[n].endswith("n't"):
            between = text[min(found[n].end(), found[at].start()) : max(found[n].start(), found[at].start())]
            if not any(c in between for c in ".;:!?"):
                return True
    return False


@functools.cache
def _negations() -> frozenset[str]:
    """Words that leave open which end is meant: not, without, lack."""
    return frozenset(row["word"] for row in table("en/turning_words", ("word", "source")))


@functools.cache
def _lexicon() -> dict[str, tuple[_Entry, ...]]:
    """All forms of all words of the table, by their first word, and phrases that hold such a word
    and say no end of anything (a few, in the end), without a reading.
    """
    out: dict[str, list[_Entry]] = {}
    for row in rows("en"):
        for plus, words, others in ((True, row.plus, row.minus), (False, row.minus, row.plus)):
            for number, word in enumerate(words):
                other = others[min(number, len(others) - 1)] if len(others) == len(words) else others[0]
                for form, turned in zip(forms(word, row.pos), forms(other, row.pos), strict=True):
                    if form.startswith(("more ", "most ")):
                        continue  # the plain form is found in it
                    parts = tuple(form.casefold().split())
                    reading = Reading(scale=row.scale, plus=plus, kind=row.kind, opposite=turned, rank=number)
                    out.setdefault(parts[0], []).append(_Entry(parts, reading))
    for row_of in table("en/opposite_phrases", ("phrase", "source")):
        parts = tuple(row_of["phrase"].split())
        out.setdefault(parts[0], []).append(_Entry(parts, None))
    return {first: tuple(dict.fromkeys(entries)) for first, entries in out.items()}
