"""Lines of a text file: their language, and hard-wrapped paragraphs joined again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from qa.model import BlockKind, Lang

HANGUL_WEIGHT = 2
"""A syllable block carries about as much as two to three Latin letters."""

MIN_WRAP, MAX_WRAP = 40, 110
"""Columns between which the width of hard-wrapped text lies."""

_HANGUL = re.compile(r"[가-힣ㄱ-ㅣ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_FINAL = re.compile(r"[.?!。…][\"'”’)\]」』〉》]{0,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or the lines of one hard-wrapped paragraph; `number` is 1-based in the file.

    `segment` names its place in a format without lines; `kind` is what the format itself says it is
    (the caption of a figure), where it does.
    """

    number: int
    text: str
    lang: Lang | None
    segment: str = ""
    kind: BlockKind | None = None


def language(text: str) -> Lang | None:
    """The language of a line by its share of Hangul; None for a line without letters.

    A Korean line may hold Latin names and an English line a gloss in Hangul: letters decide, and
    where those are mostly Latin, a majority of words with Hangul.
    """
    hangul = HANGUL_WEIGHT * len(_HANGUL.findall(text))
    latin = len(_LATIN.findall(text))
    if not hangul and not latin:
        return None
    if hangul >= latin:
        return "ko"
    words = [
        bool(_HANGUL.search(word)) for word in text.split() if _LATIN.search(word) or _HANGUL.search(word)
    ]
    return "ko" if 2 * sum(words) > len(words) else "en"


def dominant(text: str) -> Lang | Literal["both"] | None:
    """The language of a whole text, `both` where each has its own lines."""
    weight = {"ko": 0, "en": 0}
    for line in text.split("\n"):
        lang = language(line)
        if lang is not None:
            weight[lang] += HANGUL_WEIGHT * len(_HANGUL.findall(line)) + len(_LATIN.findall(line))
    total = sum(weight.values())
    if not total:
        return None
    if min(weight.values()) > 0.25 * total:
        return "both"
    return "ko" if weight["ko"] > weight["en"] else "en"


def ends_sentence(text: str) -> bool:
    """Whether a line closes with sentence-final punctuation, closing quotes allowed."""
    return bool(_FINAL.search(text[-8:]))


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines that hold something, wrapped paragraphs joined by a space."""
    lines: list[Line] = []
    group: list[tuple[int, str]] = []
    for number, raw in enumerate([*text.split("\n"), ""], 1):
        stripped = " ".join(raw.split())
        if stripped:
            group.append((number, stripped))
        elif group:
            lines += joined_lines(group)
            group = []
    return tuple(lines)


def joined_lines(group: list[tuple[int, str]]) -> list[Line]:
    """Numbered lines with nothing between them: one paragraph if they are hard-wrapped."""
    if _is_wrapped([text for _, text in group]):
        text = " ".join(text for _, text in group)
        return [Line(number=group[0][0], text=text, lang=language(text))]
    return [Line(number=number, text=text, lang=language(text)) for number, text in group]


def _is_wrapped(texts: list[str]) -> bool:
    """Whether lines between two blank lines are one paragraph, cut at a fixed width.

    Each line must be so full that the next word would not have fitted, the last one must end
    a sentence, and some other line must not.
    """
    if len(texts) < 2 or not ends_sentence(texts[-1]) or all(map(ends_sentence, texts[:-1])):
        return False
    if len({language(text) for text in texts} - {None}) != 1:
        return False
    return _is_full(texts, _width) or _is_full(texts, len)  # cut by columns, or by characters


def _is_full(texts: list[str], measure: Callable[[str], int]) -> bool:
    widths = [measure(text) for text in texts]
    limit = max(widths)
    following = (measure(text.split(" ", 1)[0]) for text in texts[1:])
    return MIN_WRAP <= max(map(_width, texts)) <= MAX_WRAP and all(
        width + 1 + word > limit for width, word in zip(widths[:-1], following, strict=True)
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
