"""What may be a name in English: capitalised words, and the runs that they stand in."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from qa.data import resource, table
from qa.model import Span

_WORD = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]+(?:[’'.&-][A-Za-zÀ-ɏḀ-ỿ0-9]+){0,12}|\d+[A-Za-z]*")
_POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
_OPENS = re.compile(r"(?:^|[.!?:;…][”’\"')\]]{0,3}|[—–]|[“\"(\[‘])\s*$")
"""What stands before a word that is capitalised for its place, not for what it is."""
_LOWER = re.compile(r"(?:[a-zà-ɏ]{1,12}[’'-]){1,2}(?=[A-ZÀ-Þ])")
"""What is written small before a name that it is joined to: al-Assad, anti-Trump."""
_ROMAN = re.compile(r"[IVX]{1,6}")
_ALSO_NAMES = frozenset(("april", "august", "june", "may", "will"))
"""Small words and months that people are called: Theresa May, unless a day or a year follows."""
_GIVEN = re.compile(r" [A-Z][a-z]{1,7}-[a-z]{2,8}\b")
"""A given name of two syllables behind a surname that is a small word too: An Se-young."""
_NEVER_FIRST = frozenset(("do", "lady", "vice", "y"))
"""Linking words that are titles or other words where they have a capital."""
_SHORT = re.compile(r"\b([A-Za-z]{1,8})\.\s*$")


SHORTEST = 2
"""Letters up to which a word proves nothing: Ri, Go, St."""
TITLED = 0.85
"""Share of capitalised content words from which a line is in title case."""

LONGEST = 4
"""Words of a window that may be one name in Hangul: 반기문, Ban Ki Moon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWord:
    """One capitalised word.

    `text` has no possessive; `span` counts in the body text; words of one `run` follow each other
    (small words may stand between); `opens` says that any word would be capitalised there, `common`
    that it is a word of the dictionary too: the House, Mr. Woods.
    """

    text: str
    span: Span
    run: int
    opens: bool = False
    common: bool = False

    @property
    def proper(self) -> bool:
        """Whether it can hardly be anything but a name: no abbreviation, and no word of the dictionary
        but where its capital is not for its place and the lexicon does not know it (Citrus County).
        """
        if self.acronym or len(self.text) <= SHORTEST:
            return False
        return not self.common or (not self.opens and not rendered(self.text))

    @property
    def acronym(self) -> bool:
        """Whether it is written in capitals: AOL, U.S., G20."""
        letters = [c for c in self.text if c.isalpha()]
        return 1 < len(letters) <= 6 and all(c.isupper() for c in letters)


def name_words(text: str, span: Span) -> tuple[NameWord, ...]:
    """The capitalised words of a stretch of English, ordinary ones and titles left out.

    Args:
        text: the body text.
        span: the stretch.
    """
    words = [m for m in _WORD.finditer(text, span.start, span.end) if not m.group()[0].isdigit()]
    content = [m.group() for m in words if len(m.group()) > 2 and m.group().casefold() not in stops()]
    titled = len(content) >= 3 and sum(w[0].isupper() for w in content) >= TITLED * len(content)
    out: list[NameWord] = []
    run, end = -1, -1
    for m in words:
        skipped = _LOWER.match(m.group())
        at = m.start() + (skipped.end() if skipped else 0)
        word = _POSSESSIVE.sub("", m.group()[at - m.start() :])
        if not word[0].isupper():
            joins = end >= 0 and word in linking() and not text[end : m.start()].strip()
            end = m.end() if joins else -1
            continue
        low = word.casefold().replace("'", "’")
        before = text[max(span.start, m.start() - 12) : m.start()]
        opens = titled or m.start() == span.start or _opens(before)
        after = text[m.end() : m.end() + 2]
        named = low in _ALSO_NAMES and not opens and after.strip().isalpha()
        named |= low in beginnings() and after[:1] == " " and after[1:].isupper()
        named |= low in stops() and _GIVEN.match(text, m.end()) is not None
        if not named and (
            len(word) == 1
            or _ROMAN.fullmatch(word)
            or low in (shouted() if len(word) > 1 and word.isupper() and not titled else ordinary())
        ):
            end = -1
            continue
        if end < 0 or text[end : m.start()].strip(" \u00a0-"):
            run += 1
        whole = m.end() == at + len(word)
        end = at + len(word)
        out.append(
            NameWord(
                text=word,
                span=Span(at, at + len(word)),
                run=run,
                opens=opens,
                common=common(word),
            )
        )
        if not whole:
            end = -1  # Korea's Kim: two names
    return tuple(out)


def common(word: str) -> bool:
    """Whether it is a word of the dictionary, or made up of such words: out-of-form, Nov-Feb."""
    return all(part in dictionary() or part in ordinary() for part in word.casefold().split("-"))


@functools.lru_cache(maxsize=16384)
def rendered(word: str) -> bool:
    """Whether the lexicon has it as the rendering of some Korean word."""
    from qa.lexicon import english_stems, stem

    return stem(word) in english_stems()


def _opens(before: str) -> bool:
    """Whether a sentence or a quotation begins after these words: not after "Mr."."""
    if _OPENS.search(before) is None:
        return False
    title = _SHORT.search(before)
    return title is None or title.group(1).casefold() not in shouted()


def stands_for_name(text: str, span: Span) -> bool:
    """Whether a stretch has a pronoun, or "the company" or the like, that a name may be meant by."""
    words = [m.group().casefold() for m in _WORD.finditer(text, span.start, span.end)]
    return any(
        word in _PRONOUNS or (word in stand_ins() and before in ("the", "this", "that"))
        for before, word in zip(["", *words], words, strict=False)
    )


_PRONOUNS = frozenset(
    (
        "he",
        "he’s",
        "he's",
        "her",
        "him",
        "his",
        "i",
        "its",
        "our",
        "she",
        "she’s",
        "she's",
        "their",
        "them",
        "they",
        "we",
    )
)


@functools.cache
def stand_ins() -> frozenset[str]:
    """Nouns that stand for a name with "the" before them: the company."""
    return frozenset(row["word"] for row in table("en/stand_ins", ("word", "source")))


def windows(words: tuple[NameWord, ...]) -> tuple[tuple[int, int], ...]:
    """First and last index of every one to `LONGEST` words of one run."""
    return tuple(
        (i, j)
        for i in range(len(words))
        for j in range(i, min(len(words), i + LONGEST))
        if words[i].run == words[j].run
    )


@functools.cache
def shouted() -> frozenset[str]:
    """Words that are no names in capitals either: CEO, BST.  US is one, though "us" is none."""
    return frozenset(row["word"] for row in table("en/capitalised", ("word", "kind", "source")))


@functools.cache
def ordinary() -> frozenset[str]:
    """Words that are capitalised but are no names: titles, days, months, the small words at a start."""
    return shouted() | stops()


@functools.cache
def stops() -> frozenset[str]:
    """The small words of the language."""
    return frozenset(row["word"] for row in table("en/function_words", ("word", "source")))


@functools.cache
def beginnings() -> frozenset[str]:
    """Linking words that a name may begin with, written with a capital: Al Gore, Ben Bernanke, De Niro."""
    rows = table("en/capitalised", ("word", "kind", "source"))
    return frozenset(row["word"] for row in rows if row["kind"] == "linking") - _NEVER_FIRST


@functools.cache
def linking() -> frozenset[str]:
    """Small words inside a name: Ursula von der Leyen, the Bank of Korea."""
    rows = table("en/capitalised", ("word", "kind", "source"))
    return frozenset(row["word"] for row in rows if row["kind"] == "linking") | {"of", "the"}


@functools.cache
def dictionary() -> frozenset[str]:
    """Some 45,000 words that English writes small (SCOWL, sizes 10 to 40)."""
    return frozenset(resource("en/words.txt").split())
