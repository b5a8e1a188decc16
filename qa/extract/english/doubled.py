"""Words and groups of words that stand twice by mistake: “the the”, “of the of the”."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from qa.data import table
from qa.extract.blemish import Blemish
from qa.model import Span

_TWICE = re.compile(
    r"""(?<![\w'’&@#/.-]) ([A-Za-z]{1,30}) (?:[ ]{1,3}|\n) \1 (?![\w'’&/-]|\.\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_GROUP_TWICE = re.compile(
    r"""(?<![\w'’&@#/.-]) ([A-Za-z]{1,15}[ ][A-Za-z]{1,15}(?:[ ][A-Za-z]{1,15})?) [ ] \1 (?![\w'’&/-])""",
    re.VERBOSE,
)
_LINKING = frozenset(("after", "and", "but", "by", "for", "in", "on", "or", "over", "to", "upon", "versus"))
"""Words that tie a word to its repetition: year after year after year, again and again and again."""

_GRAMMAR = frozenset(
    (
        "a",
        "an",
        "at",
        "from",
        "had",
        "has",
        "have",
        "he",
        "is",
        "it",
        "of",
        "she",
        "the",
        "they",
        "was",
        "were",
    )
)
"""Words of which a doubled group of words has at least one."""


@functools.cache
def _fine() -> dict[str, str]:
    """Words that are doubled on purpose; the value is `always` or `often`."""
    return {row["word"]: row["how"] for row in table("en/doubled", ("word", "how", "source"))}


def doubled(text: str) -> Iterator[Blemish]:
    """Doubled words and groups of words, in the order of the text."""
    found = [b for m in _TWICE.finditer(text) if (b := _word(text, m)) is not None]
    for match in _GROUP_TWICE.finditer(text):
        words = match.group(1).lower().split()
        if _LINKING.isdisjoint(words) and not _GRAMMAR.isdisjoint(words) and len(set(words)) == len(words):
            found.append(_blemish(match))
    yield from sorted(found, key=lambda b: b.span)


def _word(text: str, match: re.Match[str]) -> Blemish | None:
    word = match.group(1)
    second = match.group()[-len(word) :]
    how = _fine().get(word.lower(), "")
    if how == "always" or (len(word) == 1 and word != "a"):
        return None
    if second[:1].isupper() and (second != word or second.lower() not in _articles()):
        return None  # a name (Duran Duran), or the start of another sentence ("so. So")
    if text[match.end() : match.end() + 1 + len(word)].lower().strip() == word.lower():
        return None  # three times: on purpose
    return _blemish(match, sure=how != "often")


@functools.cache
def _articles() -> frozenset[str]:
    """Words that make no name when they are doubled in capitals."""
    return frozenset(("a", "an", "and", "for", "from", "of", "to", "with"))


def _blemish(match: re.Match[str], *, sure: bool = True) -> Blemish:
    words = match.group(1)
    return Blemish(
        kind="doubled",
        span=Span(*match.span()),
        reason=f"“{words}” stands twice",
        suggestion=words,
        sure=sure,
    )
