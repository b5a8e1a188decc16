"""English modality: can, may, must, should, is expected to, plans to, reportedly, allegedly and their like.

The cues are rows of `data/en/modality.tsv`: words in a row, the longest first; a word that ends in `*`
stands for all that begins so (recommend*).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from qa.data import table
from qa.extract.english.past import clause_words, past_verbs
from qa.extract.modal_cues import ModalCue, ModalReading, Mode, modes_of
from qa.model import Span

_WORD = re.compile(r"[A-Za-z]{1,40}(?:['’-][A-Za-z]{1,40}){0,6}|[^\sA-Za-z]")
_SHORT = {"can't": "can", "couldn't": "could", "cannot": "can", "mustn't": "must", "won't": "will",
          "wouldn't": "would", "shouldn't": "should", "mightn't": "might", "needn't": "need",
          "shan't": "shall"}  # fmt: skip
"""Contractions with not, and the word that is denied."""
_NOT = frozenset({"not", "never", "no", "nor", "n't"})
_OPENING = frozenset({"that", "whether", "if"})
"""What opens a clause that the words before it colour: fears that, unclear whether."""
_CLAUSE = frozenset('.;:!?()—–"“”')
BEFORE, AFTER = 6, 9
"""Words before and after a cue that it may be about."""
REACH = 7
"""Words between a cue and its predicate at most."""


class _Row(NamedTuple):
    words: tuple[str, ...]
    says: frozenset[Mode]
    implies: frozenset[Mode]

    def fits(self, words: Sequence[str], at: int) -> bool:
        if at + len(self.words) > len(words):
            return False
        return all(
            w.startswith(p[:-1]) if p.endswith("*") else w == p
            for p, w in zip(self.words, words[at : at + len(self.words)], strict=True)
        )


@functools.cache
def _rows() -> dict[str, tuple[_Row, ...]]:
    """The rows by the first three letters of their first word, longest first."""
    out: dict[str, list[_Row]] = {}
    for row in table("en/modality", ("words", "says", "implies", "source")):
        one = _Row(
            tuple(row["words"].split()),
            modes_of(row["says"]),
            modes_of(row["says"]) | modes_of(row["implies"]),
        )
        out.setdefault(row["words"][:2], []).append(one)
    return {
        first: tuple(sorted(rows, key=lambda r: (-len(r.words), not all("*" not in w for w in r.words))))
        for first, rows in out.items()
    }


def read_modality(text: str, span: Span) -> ModalReading:
    """The modal cues of a stretch, in order, none inside another.

    Args:
        text: the body text.
        span: the stretch of it that is read.
    """
    spans: list[Span] = []
    words: list[str] = []
    for m in _WORD.finditer(text, span.start, span.end):
        word = m.group().replace("’", "'")
        # May and Will with a capital are a month and people, hardly ever the start of a question
        low = word if word in ("May", "Will") else word.lower()
        _take(low, m.start(), m.end(), words, spans)
    out: list[ModalCue] = []
    at = 0
    while at < len(words):
        row = next((r for r in _rows().get(words[at][:2], ()) if r.fits(words, at)), None)
        if row is None or (row.words == ("to",) and not _infinitive(words, at)):
            at += 1
            continue
        end = at + len(row.words)
        out.append(
            ModalCue(
                says=row.says,
                implies=row.implies,
                span=Span(spans[at].start, spans[end - 1].end),
                scope=_scope(words, spans, end),
                reach=_reach(words, spans, at, end),
                negated=_negated(words, at, end),
            )
        )
        at = end
    return ModalReading(
        cues=tuple(out), done=tuple(spans[i] for i in past_verbs(words) if words[i] not in _reporting())
    )


def _take(word: str, start: int, end: int, words: list[str], spans: list[Span]) -> None:
    """One written word as the words that it stands for: can't is can and not, it'll is it and will."""
    if word in _SHORT:
        words += [_SHORT[word], "not"]
        spans += [Span(start, end), Span(start, end)]
        return
    for tail, meant in (("'ll", "will"), ("n't", "not"), ("'d", "'d"), ("'re", "are")):
        if word.endswith(tail) and len(word) > len(tail):
            cut = end - len(tail)
            words += [word.removesuffix(tail), meant]
            spans += [Span(start, cut), Span(cut, end)]
            return
    words.append(word)
    spans.append(Span(start, end))


def _scope(words: Sequence[str], spans: Sequence[Span], at: int) -> Span | None:
    """The first word of weight after a cue."""
    light = clause_words("light")
    for word, span in zip(words[at : at + REACH], spans[at : at + REACH], strict=True):
        if word in _CLAUSE:
            return None
        if word[0].isalnum() and word not in light and not word.endswith("ly"):
            return span
    return None


def _reach(words: Sequence[str], spans: Sequence[Span], at: int, end: int) -> Span:
    """The clause around a cue: a few words before it (fears that …), some more after it."""
    low = at
    while (
        low > 0
        and at - low < BEFORE
        and words[low - 1] != ","
        and (words[low - 1] in _OPENING or words[low - 1] not in _ends())
    ):
        low -= 1
    high = end
    while high < len(words) and high - end < AFTER and (words[high] not in _ends() or high == end):
        high += 1
    return Span(spans[low].start, spans[high - 1].end)


@functools.cache
def _reporting() -> frozenset[str]:
    """Verbs that tell who says it: not what is said to have happened."""
    return frozenset(
        r["form"] for r in table("speech_verbs", ("form", "lang", "source")) if r["lang"] == "en"
    )


def _infinitive(words: Sequence[str], at: int) -> bool:
    """Whether a verb may follow a "to": no article or number."""
    after = words[at + 1] if at + 1 < len(words) else "."
    return after[0].isalpha() and after not in clause_words("article")


@functools.cache
def _ends() -> frozenset[str]:
    return _CLAUSE | clause_words("ends")


def _negated(words: Sequence[str], at: int, end: int) -> bool:
    """Whether the cue is denied: cannot, may not, not certain, never likely."""
    return bool(_NOT & {*words[max(0, at - 2) : at], *words[end - 1 : end + 2]})
