"""The content words of a stretch of text: what a translation has to say again somewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.lexicon import function_words
from qa.model import Span, Token

CONTENT_TAGS = ("NNG", "NNP", "SL", "SN", "NR", "XR", "VV", "VA", "MAG", "SH")
"""Kiwi's tags of morphemes that carry content: nouns, names, numerals, roots, verbs, adverbs."""

_PREDICATES = ("VV", "VA")
_WORD = re.compile(r"[A-Za-z0-9À-ÿ$£€%]+(?:['’.,-][A-Za-z0-9À-ÿ]+){0,20}")
# 솅겐 존(Schengen zone): a gloss says the word before it again
GLOSS = re.compile(r"\([^()]{0,120}[A-Za-z][^()]{0,120}\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A content morpheme of Korean or a word of English.

    `form` is what is looked for on the other side (a verb in its dictionary form), `whole` the
    content of the written word that it stands in; `word` numbers these written words, `tag` is
    Kiwi's tag, or `name`, `number` or `word` in English, or `stop` where the word may go without
    counterpart; `span` counts in the body text.
    """

    form: str
    whole: str
    word: int
    tag: str
    span: Span


def korean_units(text: str, tokens: Sequence[Token], span: Span) -> tuple[Unit, ...]:
    """Content morphemes of a stretch of Korean, glosses in Latin letters left out.

    Args:
        text: the body text.
        tokens: Kiwi's morphemes of at least that stretch, in order.
        span: the stretch.
    """
    glosses = [
        (m.start() + span.start, m.end() + span.start) for m in GLOSS.finditer(text[span.start : span.end])
    ]
    words: list[list[Token]] = []
    end = -1
    for token in tokens:
        if token.tag.partition("-")[0] not in CONTENT_TAGS or token.span.end <= token.span.start:
            continue
        if any(a <= token.span.start < b for a, b in glosses):
            continue
        if not words or any(c.isspace() for c in text[end : token.span.start]):
            words.append([])
        words[-1].append(token)
        end = token.span.end
    return tuple(
        _korean_unit(t, text[group[0].span.start : group[-1].span.end], n)
        for n, group in enumerate(words)
        for t in group
    )


def glossed(text: str, span: Span, english: str) -> tuple[Span, ...]:
    """The Korean words whose gloss in Latin letters the English bears out: 장애(PTSD), "PTSD".

    As many written words before the bracket as the gloss has words or, of an abbreviation, letters.
    """
    out = []
    low = english.casefold()
    for m in GLOSS.finditer(text, span.start, span.end):
        gloss = m.group()[1:-1].strip()
        if not gloss or gloss.casefold() not in low:
            continue
        count = len(gloss) if gloss.isupper() and gloss.isalpha() else len(gloss.split())
        words = text[span.start : m.start()].split()[-count:]
        start = m.start()
        for word in reversed(words):
            start = text.rindex(word, span.start, start)
        out.append(Span(start, m.end()))
    return tuple(out)


def _korean_unit(token: Token, whole: str, word: int) -> Unit:
    tag = token.tag.partition("-")[0]
    form = token.form + ("다" if tag in _PREDICATES else "")
    # 이야기하다 is 이야기 + 하다 to Kiwi, 말하다 is 말 + 하다
    light = form in function_words("ko") or (whole == token.form and f"{form}하다" in function_words("ko"))
    return Unit(form=form, whole=whole, word=word, tag="stop" if light else tag, span=token.span)


def english_units(text: str, span: Span) -> tuple[Unit, ...]:
    """All words of a stretch of English, those without content tagged `stop`."""
    out: list[Unit] = []
    for n, m in enumerate(_WORD.finditer(text, span.start, span.end)):
        word = m.group()
        if any(c.isdigit() for c in word):
            tag = "number"
        elif word.lower() in function_words("en"):
            tag = "stop"
        else:
            tag = "name" if word[0].isupper() and n else "word"
        out.append(Unit(form=word, whole=word, word=n, tag=tag, span=Span(m.start(), m.end())))
    return tuple(out)
