"""What a negative is: the words that turn a predicate or a noun into its opposite."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qa.data import table
from qa.model import Lang, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Negative:
    """One negative of one side; all spans count in the body text.

    `cue` is the negative word itself (않았다, 없다 | not, no), `span` it together with what it negates,
    as a reader would point at it.  `scope` is the word that is negated (가지 않았다: 가 | "did not
    go": go); None where it is not plain.  A `firm` negative must be said on the other side too.  One
    that is not firm (부인하다, 어렵다, 수밖에 없다 | deny, unable, not only) may stand for a negative of
    the other side, or for none.  `kind` says what it is made by: grammar (않다, 없다 | not, no), an affix
    (unseen, harmless), or by its own meaning (deny, lack).
    """

    span: Span
    cue: Span
    scope: Span | None
    firm: bool
    kind: Literal["grammar", "affix", "meaning"]
    reach: Span
    """How far it may govern words: "not A or B" negates both."""
    noun: bool = False
    """It negates a noun ("no evidence", "without warning"), which a translator may well add."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Idiom:
    """A wording whose negative may vanish in translation: always, or if the other side has `other`."""

    pattern: re.Pattern[str]
    other: re.Pattern[str] | None


@functools.cache
def idioms(lang: Lang) -> tuple[Idiom, ...]:
    """The rows of `LANG/negation_idioms.tsv`."""
    rows = table(f"{lang}/negation_idioms", ("pattern", "other", "source"))
    return tuple(
        Idiom(
            pattern=re.compile(row["pattern"], re.IGNORECASE),
            other=re.compile(rf"\b(?:{row['other']})", re.IGNORECASE) if row["other"] else None,
        )
        for row in rows
    )


@functools.cache
def negative_words(lang: Lang) -> frozenset[str]:
    """Words that are negative by themselves: `LANG/negative_words.tsv`."""
    return frozenset(row["word"] for row in table(f"{lang}/negative_words", ("word", "source")))


@functools.cache
def role_words(lang: Lang, role: str) -> frozenset[str]:
    """Words of `LANG/negation_words.tsv` that the reader of that language needs to know.

    Korean: `light-noun` (것, 적) and `light-verb` (하다, 있다) say little without what stands before
    them, `prefix` and `stem` make negative nouns (불 + 균형).  English: `passed-over` between a negative
    and what it negates, `says-little` is too common to be a counterpart.
    """
    return frozenset(
        r["word"] for r in table(f"{lang}/negation_words", ("role", "word", "source")) if r["role"] == role
    )


class Softened:
    """Where the idioms of a stretch of text stand."""

    def __init__(self, text: str, span: Span, lang: Lang, other: str) -> None:
        found = list(_idiomatic(text, span, lang, other))
        self._spans = sorted(found)
        self._starts = [s.start for s in self._spans]
        self._longest = max((s.end - s.start for s in found), default=0)

    def __contains__(self, cue: Span) -> bool:
        low = bisect.bisect_left(self._starts, cue.start - self._longest)
        high = bisect.bisect_left(self._starts, cue.end)
        return any(s.touches(cue) for s in self._spans[low:high])


def _idiomatic(text: str, span: Span, lang: Lang, other: str) -> Iterator[Span]:
    for idiom in idioms(lang):
        first = idiom.pattern.search(text, span.start, span.end)
        if first is None or (idiom.other is not None and not idiom.other.search(other)):
            continue
        for m in idiom.pattern.finditer(text, first.start(), span.end):
            yield Span(m.start(), m.end())


def merged(negatives: Sequence[Negative]) -> tuple[Negative, ...]:
    """In order, without a weak one that stands inside another's words for the cue."""
    out: list[Negative] = []
    for n in sorted(negatives, key=lambda n: (n.cue.start, not n.firm)):
        if not out or not out[-1].cue.touches(n.cue):
            out.append(n)
    return tuple(out)
