"""One Korean compound that is put into English in two ways within one article.

Only what can hardly be anything else is told: the compound is said in at least three sentences, most of
them have one English pair of words for it, and one has the same head with another word before it that
means the same (기준금리: "base rate" four times, "standard rate" once).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from qa.coverage.gaps import Pair
from qa.coverage.units import Unit
from qa.model import Span, Token

MENTIONS = 3
"""Linked sentences that must hold the compound."""

MAJORITY = 0.6
"""Share of them that must agree in English."""

LIKE_MODIFIER, LIKE_HEAD = 0.5, 0.35
"""Cosines from which an English word is taken for the first and the last noun of a compound."""

_LETTERS = 4
"""Syllables of a compound, at least."""

_NOUNS = ("NNG", "NNP")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One linked sentence: number of its link, its Korean morphemes and its words compared."""

    index: int
    tokens: tuple[Token, ...]
    pair: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A compound at `ko` that is said otherwise at `en` than in `usual` sentences of `of`."""

    link: int
    ko: Span
    en: Span
    wording: str
    usual: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """Two neighbouring English words that say a compound, and how like it they are."""

    words: tuple[str, str]
    span: Span
    cosine: float


def deviations(text: str, linked: Sequence[Linked]) -> Iterator[Deviation]:
    """The compounds of an article that are said in an unusual way, by their place.

    Args:
        text: the Korean body.
        linked: its links, in order.
    """
    mentions: dict[str, list[tuple[Linked, Span, Span]]] = {}
    for one in linked:
        seen = set()
        for first, last in _compounds(text, one.tokens):
            key = text[first.start : last.end]
            if key not in seen:
                seen.add(key)
                mentions.setdefault(key, []).append((one, first, last))
    for places in mentions.values():
        if len(places) >= MENTIONS:
            yield from _among(places)


def _among(places: Sequence[tuple[Linked, Span, Span]]) -> Iterator[Deviation]:
    """The sentences that differ from how most say a compound."""
    said = [_wordings(one.pair, first, last) for one, first, last in places]
    counts: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], str] = {}
    for (one, *_), found in zip(places, said, strict=True):
        for words in {w.words for w in found}:
            counts[words] += 1
        for w in found:
            at = one.pair.en_start
            shown.setdefault(w.words, one.pair.en[w.span.start - at : w.span.end - at])
    if not counts:
        return
    usual, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    if count < max(2, MAJORITY * len(places)):
        return
    for (one, first, last), found in zip(places, said, strict=True):
        forms = {_bare(unit.form) for unit in one.pair.like.en}
        others = [w for w in found if w.words[1] == usual[1] and counts[w.words] == 1]
        if usual[0] in forms or not others:
            continue
        best = max(others, key=lambda w: w.cosine)
        yield Deviation(
            link=one.index,
            ko=Span(first.start, last.end),
            en=best.span,
            wording=shown[usual],
            usual=count,
            of=len(places),
        )


def _compounds(text: str, tokens: Sequence[Token]) -> Iterator[tuple[Span, Span]]:
    """The first and the last noun of each written word that begins with two nouns or more."""
    group: list[Token] = []
    for token in (*tokens, None):
        joins = token is not None and token.tag in _NOUNS
        if joins and token is not None and (not group or group[-1].span.end == token.span.start):
            group.append(token)
            continue
        if len(group) >= 2:
            first, last = group[0].span, group[-1].span
            if last.end - first.start >= _LETTERS and (
                first.start == 0 or not text[first.start - 1].isalnum()
            ):
                yield first, last
        group = [token] if joins and token is not None else []


def _wordings(pair: Pair, first: Span, last: Span) -> list[_Wording]:
    """Neighbouring English words of which one is like the first noun, the next like the last."""
    like = pair.like
    rows = [[n for n, u in enumerate(like.ko) if u.span == span] for span in (first, last)]
    if not rows[0] or not rows[1]:
        return []
    own = {n for n, u in enumerate(like.ko) if first.start <= u.span.start < last.end}
    others = [n for n in range(len(like.ko)) if n not in own]
    modifier, head = (like.single[row].max(0) for row in rows)
    rival = like.single[others].max(0) if others else np.full(len(like.en), -1.0)
    out = []
    for j in range(len(like.en) - 1):
        a, b = like.en[j], like.en[j + 1]
        if a.tag == "stop" or b.tag == "stop" or not _beside(pair, a, b):
            continue
        if modifier[j] >= max(LIKE_MODIFIER, rival[j]) and head[j + 1] >= LIKE_HEAD:
            out.append(
                _Wording(
                    words=(_bare(a.form), _bare(b.form)),
                    span=Span(a.span.start, b.span.end),
                    cosine=float(modifier[j] + head[j + 1]),
                )
            )
    return out


def _beside(pair: Pair, a: Unit, b: Unit) -> bool:
    at = pair.en_start
    return pair.en[a.span.end - at : b.span.start - at] in (" ", "-")


def _bare(word: str) -> str:
    """A word without case, possessive and plural: enough to tell one wording from another."""
    low = word.casefold().replace("’", "'").removesuffix("'s")
    return low[:-3] + "y" if low.endswith("ies") else low.removesuffix("s")
