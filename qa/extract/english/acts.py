"""Who does what to whom in English, by position: "Korea beat Japan", "Kakao was acquired by Nexon"."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.data import table
from qa.extract.acts import Act, Frame, frames
from qa.extract.english.paradigms import forms
from qa.model import Span

_WORD = re.compile(r"[A-Za-zÀ-ɏ0-9]{1,60}(?:[’'.&-][A-Za-zÀ-ɏ0-9]{1,60}){0,8}")
_REACH, _AHEAD = 14, 10
"""Words before a verb in which its subject stands, and behind it in which the other participant does."""
_NO_SUBJECT = frozenset({"preposition", "aux", "be", "clause", "determiner"})
"""Kinds of words that no subject ends in: in front of "the top spot" there is none."""
_INSERTED = 20
"""Words between commas that may part a subject from its verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verb:
    """A verb form of the table: words `first` to `last` of the sentence."""

    first: int
    last: int
    frames: tuple[Frame, ...]
    participle: bool
    ing: bool


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The words of a stretch, in small letters and as spans, and what stands before each."""

    low: tuple[str, ...]
    spans: tuple[Span, ...]
    gaps: tuple[str, ...]

    def parted(self, n: int) -> bool:
        """Whether anything but a space stands before word `n`."""
        return n >= len(self.low) or bool(self.gaps[n].strip(" \u00a0'’$€£₩¥"))


def read(text: str, span: Span) -> tuple[Act, ...]:
    """The acts of a stretch of text whose participants stand around the verb, in order of the verbs.

    Args:
        text: the body text.
        span: the stretch.
    """
    found = list(_WORD.finditer(text, span.start, span.end))
    if not found:
        return ()
    ends = [span.start, *(m.end() for m in found)]
    sentence = _Sentence(
        low=tuple(m.group().casefold().replace("’", "'") for m in found),
        spans=tuple(Span(m.start(), m.end()) for m in found),
        gaps=tuple(text[ends[n] : m.start()] for n, m in enumerate(found)),
    )
    return tuple(dict.fromkeys(act for verb in _verbs(sentence) for act in _acts(sentence, verb)))


def _verbs(sentence: _Sentence) -> Iterator[_Verb]:
    low = sentence.low
    for at, word in enumerate(low):
        for entry in _lexicon().get(word, ()):
            n = len(entry.words)
            if low[at : at + n] == entry.words and not any(map(sentence.parted, range(at + 1, at + n))):
                yield _Verb(
                    first=at,
                    last=at + n - 1,
                    frames=entry.frames,
                    participle=entry.participle,
                    ing=entry.ing,
                )
                break


def _acts(sentence: _Sentence, verb: _Verb) -> Iterator[Act]:
    span = Span(sentence.spans[verb.first].start, sentence.spans[verb.last].end)
    before, be = _auxiliaries(sentence, verb.first)
    passive = verb.participle and (be or _word(sentence, verb.last + 1) == "by")
    if verb.ing and not be:
        return  # "beating Japan": whoever the sentence is about
    compared = any(f.slot == "than" for f in verb.frames)
    subject = _subject(sentence, before, whole=compared)
    if subject is None:
        return
    for frame in verb.frames:
        if passive and not compared:
            if frame.slot == "object" and (agent := _behind(sentence, verb.last + 1, "by")) is not None:
                yield _turned(frame).act(span, subject, agent)
        elif frame.slot == "object":
            if (other := _nouns(sentence, verb.last + 1)) is not None:
                yield frame.act(span, subject, other)
        elif (other := _behind(sentence, verb.last + 1, frame.slot)) is not None:
            yield frame.act(span, subject, other)


def _turned(frame: Frame) -> Frame:
    return dataclasses.replace(frame, subject="second" if frame.subject == "first" else "first")


def _word(sentence: _Sentence, n: int) -> str:
    return sentence.low[n] if 0 <= n < len(sentence.low) and not sentence.parted(n) else ""


def _auxiliaries(sentence: _Sentence, first: int) -> tuple[int, bool]:
    """The word before the auxiliaries and adverbs of a verb, and whether a form of "be" is among them."""
    at, be = first - 1, False
    while at >= 0 and not sentence.parted(at + 1):
        word = sentence.low[at]
        kind = _kinds().get(word, "")
        if word.endswith("n't"):
            kind = "be" if word in ("wasn't", "weren't", "isn't", "aren't") else "aux"
        if kind == "be":
            be = True
        elif kind != "aux" and not (word.endswith("ly") and len(word) > 4):
            break
        at -= 1
    return at, be


def _subject(sentence: _Sentence, at: int, *, whole: bool) -> Span | None:
    """The words of the subject that ends at or before word `at`, or None where it is not plain."""
    if at < 0:
        return None
    if _kinds().get(sentence.low[at]) == "relative" and not sentence.parted(at + 1):
        at -= 1  # "Korea, which beat Japan"
    elif sentence.parted(at + 1):
        at = _before_insertion(sentence, at)
    if at < 0:
        return None
    first = at
    while (
        first >= 0
        and at - first < _REACH
        and _kinds().get(sentence.low[first]) not in ("clause", "relative", "say")
    ):
        first -= 1
        if sentence.parted(first + 1):
            break
    first += 1
    if first > at or _kinds().get(sentence.low[at]) in _NO_SUBJECT:
        return None
    last = at
    if not whole:
        heads = [n for n in range(first, at + 1) if _kinds().get(sentence.low[n]) == "preposition"]
        if heads:
            last = heads[0] - 1  # fans in Japan
    if last < first:
        return None
    return Span(sentence.spans[first].start, sentence.spans[last].end)


def _before_insertion(sentence: _Sentence, at: int) -> int:
    """The word before the first of two commas: "Korea, the host, beat …"; -1 where there is no such."""
    if "," not in sentence.gaps[at + 1]:
        return -1
    for n in range(at, max(0, at - _INSERTED), -1):
        if sentence.parted(n):
            opens = sentence.low[n] in ("the", "a", "an", "who", "which", "whose", "led", "both", "now")
            return n - 1 if "," in sentence.gaps[n] and opens else -1
    return -1


def _behind(sentence: _Sentence, start: int, preposition: str) -> Span | None:
    """The nouns behind a preposition that stands behind the verb in the same clause."""
    for n in range(start, min(len(sentence.low), start + _AHEAD + 1)):
        if sentence.parted(n):
            return None
        if sentence.low[n] == preposition:
            return _nouns(sentence, n + 1, whole=preposition == "than")
        if _kinds().get(sentence.low[n]) in ("clause", "relative"):
            return None
    return None


def _nouns(sentence: _Sentence, start: int, *, whole: bool = False) -> Span | None:
    """The words from `start` to the end of the noun phrase."""
    if whole and _kinds().get(_word(sentence, start)) == "preposition":
        start += 1  # higher than in Busan
    if _word(sentence, start) in ("that", "those") and _word(sentence, start + 1) in ("of", "in"):
        start += 2  # surpassed that of Samsung
    end = start
    while end < len(sentence.low) and end - start < _AHEAD and not sentence.parted(end):
        kind = _kinds().get(sentence.low[end], "")
        if kind in ("clause", "relative", "be", "aux", "say") or (kind == "preposition" and not whole):
            break
        if sentence.low[end] == "to" or (sentence.low[end][0].isdigit() and end > start):
            break
        end += 1
    return Span(sentence.spans[start].start, sentence.spans[end - 1].end) if end > start else None


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    frames: tuple[Frame, ...]
    participle: bool
    ing: bool


@functools.cache
def _lexicon() -> dict[str, tuple[_Entry, ...]]:
    """All forms of all verbs by their first word, the longest first."""
    by_form: dict[tuple[str, ...], list[tuple[Frame, bool, bool]]] = {}
    for verb, frame in frames("en"):
        inflected = (verb,) if frame.slot == "than" else forms(verb, "v")
        for n, form in enumerate(inflected):
            by_form.setdefault(tuple(form.split()), []).append((frame, n == 3, n == 4))
    out: dict[str, list[_Entry]] = {}
    for words, some in by_form.items():
        entry = _Entry(
            words=words,
            frames=tuple(dict.fromkeys(frame for frame, _, _ in some)),
            participle=any(p for _, p, _ in some),
            ing=any(i for _, _, i in some),
        )
        out.setdefault(words[0], []).append(entry)
    return {first: tuple(sorted(entries, key=lambda e: -len(e.words))) for first, entries in out.items()}


@functools.cache
def _kinds() -> dict[str, str]:
    """Words that end a clause, begin a relative one, say, or stand before a verb."""
    kinds = {row["word"]: "say" for row in table("en/saying_verbs", ("word", "source"))}
    return kinds | {row["word"]: row["kind"] for row in table("en/act_words", ("word", "kind", "source"))}
