"""Which terms of a link are not in its English, and which are said in a way that is forbidden."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qa.extract.english.glossary_terms import EnglishTerm
from qa.extract.korean.glossary_terms import KoreanTerm
from qa.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Banned:
    """A forbidden word at `said` for the term at `term`; `besides` an accepted one for each mention."""

    term: KoreanTerm
    said: EnglishTerm
    besides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTerms:
    """What is not in order in one link: a term is told of once, by its first mention."""

    missing: tuple[KoreanTerm, ...]
    banned: tuple[Banned, ...]


def compare_terms(korean: Sequence[KoreanTerm], english: Sequence[EnglishTerm]) -> LinkTerms:
    """Compare the terms of the two sides of a link.

    A forbidden word inside an accepted one ("interest rate" in "key interest rate") is in order, and so
    is one that is the accepted word of another term of the glossary.
    """
    mentions: dict[int, list[KoreanTerm]] = {}
    for one in korean:
        mentions.setdefault(one.term, []).append(one)
    accepted = [e for e in english if not e.forbidden]
    banned: list[Banned] = []
    taken: set[Span] = set()
    for e in sorted((e for e in english if e.forbidden), key=lambda e: (e.span.start, -e.span.end)):
        told = e.term in mentions and not any(_inside(e.span, s) for s in taken)
        if not told or any(_excused(e.span, a, mentions) for a in accepted):
            continue
        taken.add(e.span)
        enough = len({a.span for a in accepted if a.term == e.term}) >= len(mentions[e.term])
        banned.append(Banned(term=_best(mentions[e.term]), said=e, besides=enough))
    settled = {a.term for a in accepted} | {b.term.term for b in banned}
    missing = tuple(
        next(m for m in found if m.whole)
        for term, found in mentions.items()
        if term not in settled and any(m.whole for m in found)
    )
    return LinkTerms(missing=missing, banned=tuple(banned))


def _best(mentions: Sequence[KoreanTerm]) -> KoreanTerm:
    """The first mention that stands for itself, else the first."""
    return next((m for m in mentions if m.whole), mentions[0])


def _excused(span: Span, accepted: EnglishTerm, mentions: Collection[int]) -> bool:
    """Whether a word is part of an accepted term, or is one of whose Korean the sentence speaks."""
    return _inside(span, accepted.span) and (span != accepted.span or accepted.term in mentions)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
