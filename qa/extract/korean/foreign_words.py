"""English words and Chinese characters that were left standing in a Korean text.

Korean newspapers write foreign words in Hangul and give the original in brackets at most: 데이터센터,
생성형 인공지능(generative AI), 데이비드 밀러(David Miller).  Bare Latin letters are usual in abbreviations
(AI, GDP, KBS), units, addresses, model names and some brands.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qa.data import resource, table
from qa.model import Span

_RUN = re.compile(
    r"""(?<![A-Za-z0-9_@./\\#&-]) [A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ0-9'’&.-]{0,60}         # a word
        (?:[ ,;:]{1,2}[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ0-9'’&.-]{0,60}){0,200}            # and more of them
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,300}|\S{1,64}@\S{1,100}|\b[\w-]{1,63}\.(?:com|net|org|kr|co|io|ai|gov|edu)\b"
)
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ'’-]{0,60}")
_HANJA = re.compile("[々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3041-\u30ff]{1,200}")
_HANGUL = re.compile("[가-힣]")
_ABOUT_WORDS = re.compile(
    r"단어|영어|영문|뜻|의미|표기|철자|발음|어원|약자|줄임말|머리글자|이니셜|알파벳|글자|한자|문구|가사|제목|사자성어"
)
"""Words of a passage that speaks of words: there they are meant."""
AROUND = 40
"""Code points on either side of a run in which such a word stands."""

SHORT = 3
"""Letters that a word must have more than to be taken for one (km, vs, px)."""
GLOSS = 40
"""Code points of a bracket that explains the word before it."""
WHOLE = 4
"""Words of a sentence that was left in English as a whole."""
FEW = 0.1
"""Hangul for each Latin letter below which a sentence is English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A run of foreign words at `span`.

    `words` are common words that a translator would have translated, `name` is a name left in Latin letters,
    `hanja` Chinese characters or kana.
    """

    kind: Literal["words", "name", "hanja"]
    span: Span


def foreign_words(text: str) -> Iterator[Foreign]:
    """Runs of Latin letters and of Chinese characters that nothing beside them explains, in order.

    Args:
        text: the Korean text; spans of the result are code points in it.
    """
    found = [*_latin(text), *_chinese(text)]
    yield from sorted(found, key=lambda f: f.span)


def is_foreign(sentence: str) -> bool:
    """Whether a sentence of a Korean text is in English as a whole."""
    latin = sum(c.isascii() and c.isalpha() for c in sentence)
    hangul = len(_HANGUL.findall(sentence))
    common = [w for m in _WORD.finditer(sentence) if (w := m.group().casefold()) in _dictionary()]
    return len(common) >= WHOLE and hangul < latin * FEW


def _latin(text: str) -> Iterator[Foreign]:
    passed = [Span(*m.span()) for m in _ADDRESS.finditer(text)]
    explained = _explained(text)
    for match in _RUN.finditer(text):
        span = Span(match.start(), match.start() + len(match.group().rstrip(".,;:'’&-")))
        words = text[span.start : span.end]
        if any(span.touches(p) for p in passed) or glossed(text, span) or words.casefold() in explained:
            continue
        if _ABOUT_WORDS.search(text[max(0, span.start - AROUND) : span.end + AROUND]):
            continue
        kind = _kind(words)
        if kind is not None:
            yield Foreign(kind=kind, span=span)


def _kind(words: str) -> Literal["words", "name"] | None:
    """What a run of Latin letters is; None for what Korean writes so (AI, iPhone, K팝, km)."""
    every = [m.group() for m in _WORD.finditer(words)]
    common = [w for w in every if w.islower() and len(w) > SHORT and w in _dictionary()]
    names = [w for w in every if w[0].isupper() and w[1:].islower() and len(w) > SHORT]
    if common and (len(common) * 2 >= len(every) or not names):
        return "words"
    if names and any(w.casefold() in _dictionary() for w in names) and len(every) == 1:
        return None  # a brand, a title: Solid, Face
    return "name" if names else None


def _chinese(text: str) -> Iterator[Foreign]:
    for match in _HANJA.finditer(text):
        span = Span(*match.span())
        if all(c in _newspaper_hanja() for c in match.group()) or glossed(text, span):
            continue
        if not _ABOUT_WORDS.search(text[max(0, span.start - AROUND) : span.end + AROUND]):
            yield Foreign(kind="hanja", span=span)


@functools.cache
def _newspaper_hanja() -> frozenset[str]:
    """Characters that Korean papers use as words: 美, 中, 前."""
    rows = table("hanja_news", ("hanja", "english", "source"))
    return frozenset(c for row in rows for c in row["hanja"])


@functools.cache
def _dictionary() -> frozenset[str]:
    return frozenset(resource("en/words.txt").split())


def glossed(text: str, span: Span) -> bool:
    """Whether a bracket explains the words, or they stand in one that explains others.

    생성형 인공지능(generative AI), ESG(환경·사회·지배구조), 정(情).
    """
    after = text[span.end : span.end + GLOSS]
    if match := re.match(r"[’”'\"》〉]?\s?[(\[]([^()\[\]]{1,40})", after):
        return _HANGUL.search(match.group(1)) is not None
    before = text[max(0, span.start - 2 * GLOSS) : span.start]
    opened = max(before.rfind("("), before.rfind("["))
    return opened > max(before.rfind(")"), before.rfind("]"))


def _explained(text: str) -> frozenset[str]:
    """What some bracket of the text gives beside its Hangul: from then on it may stand alone."""
    inside = re.findall(r"[(\[]([^()\[\]\n]{1,80})[)\]]", text)
    return frozenset(part.strip().casefold() for words in inside for part in re.split("[,;·:]", words))
