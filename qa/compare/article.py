"""The facts of an article, read on both sides and matched over its links.

What `compare.match` works on are groups: the facts of one link, the links around it, and what its
sentences say besides.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Mapping, Sequence

from qa.compare.match import DIGITS, Group, match_facts
from qa.compare.passage import NOTHING_SAID, Passage
from qa.extract import english, korean
from qa.extract.resolve import resolve
from qa.model import Article, Document, Fact, FactMatch, Lang, Link, Sentence
from qa.segment import Segmented

REACH = 12
"""Links of the same paragraph that far away are still looked into for a fact that moved."""


def match_article(article: Article, parts: Segmented, links: tuple[Link, ...]) -> tuple[FactMatch, ...]:
    """Read the facts of both sides and match them inside and around the links.

    Returns:
        what became of every fact, in the order of the links; each names the link that holds it.
    """
    ko = resolve(korean.read(article.ko.text, parts.ko_tokens), parts.ko, article.published)
    en = resolve(english.read(article.en.text), parts.en, article.published)
    if article.aligned:
        stray_ko, stray_en = _stray(article.ko.text, ko, 0), _stray(article.en.text, en, 0)
        whole = Group(
            link=0,
            ko=ko,
            en=en,
            stray_ko=stray_ko,
            stray_en=stray_en,
            said_ko=Passage(text=article.ko.text),
            said_en=Passage(text=article.en.text),
        )
        return (
            _in_links(match_facts([whole], article.published, article.direction), links, parts)
            if links
            else ()
        )
    ko_of, en_of = _by_sentence(ko, parts.ko), _by_sentence(en, parts.en)
    near = _neighbours(links, parts)
    groups = [
        Group(
            link=n,
            ko=tuple(f for i in link.ko for f in ko_of.get(i, ())),
            en=tuple(f for j in link.en for f in en_of.get(j, ())),
            near=near[n],
            empty=not (link.ko and link.en),
            stray_ko=_stray_of(parts.ko, link.ko, ko_of),
            stray_en=_stray_of(parts.en, link.en, en_of),
            said_ko=_passage(article.ko, parts.ko, link.ko),
            said_en=_passage(article.en, parts.en, link.en),
        )
        for n, link in enumerate(links)
    ]
    return match_facts(groups, article.published, article.direction)


def _in_links(matches: Sequence[FactMatch], links: Sequence[Link], parts: Segmented) -> tuple[FactMatch, ...]:
    """Facts that were matched over a whole row, each with the link that holds it.

    Of the two links that a pair may stand in, one with two sides counts: checks pass over the facts
    of a sentence that is missing as a whole.
    """
    of_ko = {i: n for n, link in enumerate(links) for i in link.ko}
    of_en = {j: n for n, link in enumerate(links) for j in link.en}

    def home(match: FactMatch) -> int:
        held = [
            of.get(_sentence_at(sentences, fact.span.start), 0)
            for of, sentences, fact in ((of_ko, parts.ko, match.ko), (of_en, parts.en, match.en))
            if fact is not None
        ]
        return min(held, key=lambda n: not (links[n].ko and links[n].en))

    return tuple(dataclasses.replace(match, link=home(match)) for match in matches)


def _sentence_at(sentences: Sequence[Sentence], place: int) -> int:
    """Index of the last sentence that begins at or before a place."""
    return max(0, bisect.bisect_right(sentences, place, key=lambda s: s.span.start) - 1)


def _passage(document: Document, sentences: Sequence[Sentence], indices: Sequence[int]) -> Passage:
    """The text from the first sentence of a link to its last."""
    if not indices:
        return NOTHING_SAID
    start = sentences[min(indices)].span.start
    return Passage(text=document.text[start : sentences[max(indices)].span.end], start=start)


def _stray(text: str, facts: Sequence[Fact], start: int) -> frozenset[str]:
    """Runs of digits in a text that begins at `start` of the body, outside of its amounts and dates."""
    inside = [(f.span.start - start, f.span.end - start) for f in facts if f.family != "identifier"]
    return frozenset(
        m.group() for m in DIGITS.finditer(text) if not any(a <= m.start() < b for a, b in inside)
    )


def _stray_of(
    sentences: Sequence[Sentence], indices: Sequence[int], facts: Mapping[int, Sequence[Fact]]
) -> frozenset[str]:
    every = (_stray(sentences[i].text, facts.get(i, ()), sentences[i].span.start) for i in indices)
    return frozenset().union(*every)


def _by_sentence(facts: Sequence[Fact], sentences: Sequence[Sentence]) -> dict[int, list[Fact]]:
    out: dict[int, list[Fact]] = {}
    at = 0
    for fact in facts:
        while at + 1 < len(sentences) and sentences[at + 1].span.start <= fact.span.start:
            at += 1
        out.setdefault(at, []).append(fact)
    return out


def _neighbours(links: Sequence[Link], parts: Segmented) -> list[tuple[int, ...]]:
    """For every link, those one step away on either side and the others of its paragraphs, nearest first."""
    ko = [sorted({parts.ko[i].paragraph for i in link.ko}) for link in links]
    en = [sorted({parts.en[j].paragraph for j in link.en}) for link in links]
    members: dict[tuple[Lang, int], list[int]] = {}
    for n in range(len(links)):
        for paragraph in ko[n]:
            members.setdefault(("ko", paragraph), []).append(n)
        for paragraph in en[n]:
            members.setdefault(("en", paragraph), []).append(n)
    out = []
    for n in range(len(links)):
        near = {m for m in (n - 1, n + 1) if 0 <= m < len(links)}
        near.update(m for p in ko[n] for m in members["ko", p] if abs(m - n) <= REACH)
        near.update(m for p in en[n] for m in members["en", p] if abs(m - n) <= REACH)
        out.append(tuple(sorted(near - {n}, key=lambda m: (abs(m - n), m))))
    return out
