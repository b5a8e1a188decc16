"""Sentences of both sides with exact offsets, and the Korean morphemes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.model import Article, Sentence, Token
from qa.segment.english import segment_english
from qa.segment.spans import line_spans, sentences

__all__ = ["Segmented", "segment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmented:
    """The sentences of an article; `ko_tokens` count in the Korean body text (none if not asked for)."""

    ko: tuple[Sentence, ...]
    en: tuple[Sentence, ...]
    ko_tokens: tuple[Token, ...]


def segment(articles: Sequence[Article], tokens: bool = True) -> tuple[Segmented, ...]:
    """Cut the bodies of all articles into sentences, the Korean ones in one batch.

    Sentences cover all that is not white space, in order, and none crosses a paragraph.  Lines of
    presegmented articles are sentences as they stand.

    Args:
        articles: any number.
        tokens: whether the Korean morphemes are wanted.  Without them, articles that are all
            presegmented do not load Kiwi.
    """
    analysed = [a for a in articles if tokens or not a.presegmented]
    korean: Iterator[tuple[tuple[Sentence, ...], tuple[Token, ...]]] = iter(())
    if analysed:
        from qa.segment.korean import segment_korean

        korean = segment_korean([a.ko for a in analysed])
    found = []
    for article in articles:
        ko: tuple[Sentence, ...] = ()
        ko_tokens: tuple[Token, ...] = ()
        if tokens or not article.presegmented:
            ko, ko_tokens = next(korean)
        if article.presegmented:
            ko = sentences(article.ko, line_spans(article.ko))
            en = sentences(article.en, line_spans(article.en))
        else:
            en = segment_english(article.en)
        found.append(Segmented(ko=ko, en=en, ko_tokens=ko_tokens if tokens else ()))
    return tuple(found)
