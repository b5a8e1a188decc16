"""What the values of a passage belong to: words and facts that both sides have, and which value of
each side they stand with.

A distance is counted in words, with a surcharge for every clause that ends in between; a word
belongs to a value only where no other value of its kind is nearly as close.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.compare.sound import sounds_alike
from qa.data import table
from qa.model import Lang, Span

REACH = 9
"""Words, surcharges included, beyond which nothing belongs to a value."""
MARGIN = 2
"""How much farther the next value must be."""
LONGEST = 4000
"""Code points of a passage that are still looked at."""

MOST_NAMES = 300
"""Different words of a passage above which its names are not compared."""

NAME = "name"
"""The set of all that is a name, in the table too."""

SENTENCE = re.compile(r"[.!?…][\"'”’)]{0,3}\s")
_CUTS: dict[Lang, re.Pattern[str]] = {
    "ko": re.compile(
        r"[,;·(]|(?:고|며|지만|으나|면서|는데|은데|과|와|보다|반면|해서|하여|(?<!지난)(?<!올)해)(?=\s)"
        r"|^에서(?=\s)|(?<!\S)(?:및|또는|그리고|가운데|중)(?=\s)"
    ),
    "en": re.compile(r"[,;:–—(]|\b(?:and|but|while|whereas|with|versus|vs|compared|than|from|or|up|down)\b"),
}
_WORD: dict[Lang, re.Pattern[str]] = {
    "ko": re.compile(r"(?<!\S)\S{1,200}"),
    "en": re.compile(r"[^\W_]{1,200}"),
}
_FROM, _TO = re.compile(r"\bfrom\b[^.;]{1,60}$"), re.compile(r"\bto\b")
_LINKED = re.compile(r"(?:의|인|짜리|이|가|을|를|은|는|만)?(?:\s|$)")
_CAPITALS = re.compile(r"\b[A-Z][\w’'-]{1,40}(?: [A-Z][\w’'-]{1,40}){0,2}")
_HANGUL = re.compile(r"(?<![가-힣])[가-힣]{2,20}")
_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:은|는|이|가|을|를|의|에|와|과|도|에서|에게)$")
_LATIN = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{1,20}(?![A-Za-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Something that both sides name, and where; `set` says what it can be set against."""

    set: str
    ko: tuple[Span, ...]
    en: tuple[Span, ...]


@functools.cache
def _terms() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    rows = table("belongings", ("set", "ko", "en", "source"))
    return tuple(
        (row["set"], _korean(row["ko"]), re.compile(rf"(?<![\w-])(?:{row['en']})(?:s|es)?(?!\w)", re.I))
        for row in rows
    )


def _korean(surfaces: str) -> re.Pattern[str]:
    # a single syllable begins too many words: it must stand alone, but for a particle
    each = (
        s if len(s) > 1 else rf"{s}(?=[은는이가을를의도과와]?(?:[\s,(\d]|$))" for s in surfaces.split("|")
    )
    return re.compile(rf"(?<![가-힣])(?:{'|'.join(each)})")


def shared_words(ko: str, en: str) -> Iterator[Shared]:
    """Nouns of the table, names by their sound, and words in Latin letters on both sides."""
    known: list[Span] = []
    for name, korean, english in _terms():
        if (ours := _spans(korean, ko)) and (theirs := _spans(english, en)):
            known += theirs
            yield Shared(set=name, ko=ours, en=theirs)
    latin = {m.group() for m in _LATIN.finditer(ko)} & {m.group() for m in _LATIN.finditer(en)}
    for word in sorted(latin):
        exact = re.compile(rf"(?<![A-Za-z]){word}(?![A-Za-z])")
        yield Shared(set=NAME, ko=_spans(exact, ko), en=_spans(exact, en))
    yield from _names(ko, en, known)


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(Span(*m.span()) for m in pattern.finditer(text))


def _names(ko: str, en: str, known: Sequence[Span]) -> Iterator[Shared]:
    words: dict[str, list[Span]] = {}
    for m in _CAPITALS.finditer(en):
        at = m.start()
        words.setdefault(m.group(), []).append(Span(*m.span()))
        for part in m.group().split(" ") if " " in m.group() else ():
            words.setdefault(part.removesuffix("’s").removesuffix("'s"), []).append(Span(at, at + len(part)))
            at += len(part) + 1
    ours: dict[str, list[Span]] = {}
    for m in _HANGUL.finditer(ko):
        bare = _PARTICLE.sub("", m.group())
        ours.setdefault(m.group(), []).append(Span(m.start(), m.start() + len(bare)))
    if max(len(words), len(ours)) > MOST_NAMES:
        return
    for english, theirs in words.items():
        if any(span.touches(other) for span in theirs for other in known):
            continue
        alike = [korean for korean in ours if sounds_alike(korean, english)]
        spans = sorted(span for korean in alike for span in ours[korean])
        if len({ko[start:end] for start, end in spans}) == 1:  # not two words that both might be it
            yield Shared(set=NAME, ko=tuple(spans), en=tuple(theirs))


def owner(lang: Lang, text: str, words: Sequence[Span], values: Sequence[Span]) -> int | None:
    """Which of the values a word belongs to, wherever it stands; None where that is not clear."""
    far = sorted(
        (min(distance(lang, text, word, value, values) for word in words), n)
        for n, value in enumerate(values)
    )
    if not far or far[0][0] > REACH or (len(far) > 1 and far[1][0] - far[0][0] < MARGIN):
        return None
    return far[0][1]


def distance(lang: Lang, text: str, word: Span, value: Span, values: Sequence[Span]) -> float:
    """Words between the two, and three more for every clause, list item or other value in between."""
    if word.touches(value):
        return -MARGIN  # 30개국
    after = word.start >= value.end
    between = Span(value.end, word.start) if after else Span(word.end, value.start)
    if between.end - between.start > 200:
        return float("inf")
    gap = text[between.start : between.end]
    if SENTENCE.search(gap):
        return float("inf")
    if gap.strip() == "(":
        return 0  # a name with its number: 김민수(35)
    if lang == "en" and after and gap.isspace():
        return -1  # what is counted stands right behind: 36 runs
    # what is left of a word at the edge of the gap is its particle: it is no word of its own
    far = float(sum(m.start() > 0 or gap[:1].isspace() for m in _WORD[lang].finditer(gap)))
    far += 3 * len(_CUTS[lang].findall(gap))
    if lang == "en" and _TO.search(gap) and _FROM.search(text[max(0, between.start - 61) : between.start]):
        far += 3  # only after "from" does "to" begin something new: imports came to $630 billion
    far += 3 * sum(other != value and other.touches(between) for other in values)
    if lang == "ko" and after:
        # 매출 3조원 영업이익 2000억원: what follows without a particle belongs to what comes next
        far += 2 if gap.isspace() or not _LINKED.match(gap) else 0
    return far
