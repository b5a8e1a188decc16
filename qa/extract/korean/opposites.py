"""Korean words at one end of a scale: 상승, 내리다, 북동쪽, 직전."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence

from qa.data import table
from qa.extract.poles import Pole, Reading, rows
from qa.model import Span, Token

_STEMS = ("VV", "VA", "VX")
_ENDINGS = ("J", "E", "S", "W")
_LONGEST = 5
"""Morphemes that one word of the table may be cut into."""

_TURNING = frozenset({"않", "못하", "못", "안", "없", "말", "아니", "덜", "불", "비", "무", "미", "탈", "반"})
_PREFIXES = frozenset({"불", "비", "무", "미", "탈", "반", "역"})
_DEGREES = frozenset({"더", "더욱", "훨씬", "한층"})
"""Words that say how much of the word after them: 더 낮다 has one end, not two."""

_NEAR_BACK, _NEAR_ON = 5, 3
"""Morphemes before and after in which a word of the context table takes a word's end away."""

_THAN, _STANDARD = frozenset({("보다", "JKB"), ("비하", "VV"), ("대비", "NNG")}), 12
"""Morphemes that follow what something is compared with, and how many that may be."""

_ENDINGS_OF_ONE = 8
"""Endings that one verb may have."""

_EITHER, _RATE_BACK = frozenset({"환율", "채권", "국채", "엔저"}), 8
"""What falls where another thing rises (환율 and the won, yields and bonds), and the morphemes before a
word in which one of them leaves open which end is meant."""

_BACK, _ON = 1, 5
"""Morphemes before and after within which a negation may bear on a word."""


def read(text: str, tokens: Sequence[Token]) -> tuple[Pole, ...]:
    """The words of a stretch of text that stand at one end of a scale, in order.

    Args:
        text: the body text.
        tokens: Kiwi's morphemes of the stretch.
    """
    out: list[Pole] = []
    at = 0
    while at < len(tokens):
        length, readings = _longest(text, tokens, at)
        if not readings or _elsewhere(tokens, at):
            at += max(1, length)
            continue
        span = Span(tokens[at].span.start, _end(tokens, at + length - 1))
        if at and tokens[at - 1].form in _DEGREES and out and out[-1].span == tokens[at - 1].span:
            out.pop()
        out.append(Pole(span=span, readings=readings, negated=_negated(tokens, at, length)))
        at += length
    return tuple(out)


def opposite(pole: Pole, scale: str, tokens: Sequence[Token]) -> tuple[tuple[str, str], ...]:
    """A word of the other end in the form of this one, as morphemes: 내리, 었, 다 for 올랐다.

    Args:
        pole: the word.
        scale: which of its senses is meant; a word at the same place in the table is preferred.
        tokens: Kiwi's morphemes of the stretch.

    Returns:
        The morphemes with their tags; none where no such word is known.
    """
    inside = [t for t in tokens if t.span.touches(pole.span)]
    reading = next((r for r in pole.readings if r.scale == scale), None)
    if not inside or reading is None:
        return ()
    verb = inside[0].tag.startswith("V")
    for row in rows("ko"):
        if row.scale != scale:
            continue
        there = row.minus if reading.plus else row.plus
        words = [w.partition("/")[0] for w in (*there[reading.rank : reading.rank + 1], *there)]
        form = next((w for w in words if w.endswith("다") == verb and " " not in w), None)
        if form is not None:
            rest = tuple((t.form, t.tag) for t in inside[1:])
            return ((form.removesuffix("다"), inside[0].tag), *rest) if verb else ((form, "NNG"),)
    return ()


def _end(tokens: Sequence[Token], last: int) -> int:
    """Where a word ends: a verb takes its endings with it."""
    end = tokens[last].span.end
    if tokens[last].tag.startswith(("V", "XS")) and tokens[last].tag != "XSN":
        for token in tokens[last + 1 : last + 1 + _ENDINGS_OF_ONE]:
            if not token.tag.startswith("E") or token.span.start > end:
                break
            end = max(end, token.span.end)
    return end


def subjects(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """The words that a particle marks as subject or topic: 한국이, 정부는."""
    return tuple(
        before.span
        for before, token in itertools.pairwise(tokens)
        if (token.tag == "JKS" or (token.tag == "JX" and token.form in ("은", "는")))
        and before.tag.startswith(("N", "S", "X"))
    )


def standards(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """The words that something is compared with: 작년 in 작년보다, 일본 in 일본에 비해."""
    out: list[Span] = []
    for n, token in enumerate(tokens):
        if (token.form, token.tag) not in _THAN:
            continue
        for before in reversed(tokens[max(0, n - _STANDARD) : n]):
            if before.tag.startswith(("JX", "JKS", "E", "SP", "SF")):
                break  # what is said of the other one
            out.append(before.span)
    return tuple(out)


def _longest(text: str, tokens: Sequence[Token], at: int) -> tuple[int, tuple[Reading, ...]]:
    """How many morphemes the longest word of the table takes that begins at `at`, and its senses."""
    first = tokens[at]
    if first.tag.startswith(_ENDINGS):
        return 0, ()
    for n in range(min(_LONGEST, len(tokens) - at), 0, -1):
        last = tokens[at + n - 1]
        tail = last.tag.partition("-")[0]
        words = text[first.span.start : last.span.start] + last.form
        if tail in (*_STEMS, "XSV", "XSA"):
            words += "다"
        found = _lexicon().get(words)
        if found is None or (found and n > 1 and not tail.startswith(("N", "V", "X"))):
            continue
        same = tuple(reading for tag, reading in found if last.tag.startswith(tag))
        if same or not found:
            return n, same
    return 0, ()


def _elsewhere(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands near gives a word another sense: 비가 내리다, 무대에 오르다."""
    near = _contexts().get(f"{tokens[at].form}다")
    if near is None:
        return False
    some = (*tokens[max(0, at - _NEAR_BACK) : at], *tokens[at + 1 : at + 1 + _NEAR_ON])
    return any(t.form in near for t in some)


def _negated(tokens: Sequence[Token], at: int, length: int) -> bool:
    """Whether a negation stands by the word: before it (못 올랐다, 불가능) or behind (오르지 않았다)."""
    for n in range(max(0, at - _BACK), at):
        form, tag = tokens[n].form, tokens[n].tag
        if (tag.startswith("MAG") and form in _TURNING) or (tag == "XPN" and form in _PREFIXES):
            return True
    if any(t.form in _EITHER for t in tokens[max(0, at - _RATE_BACK) : at]):
        return True
    for token in tokens[at + length : at + length + _ON]:
        if token.tag in ("SF", "SP"):
            return False
        if token.form in _TURNING and token.tag.startswith(("V", "X", "MAG")):
            return True
    return False


@functools.cache
def _lexicon() -> dict[str, tuple[tuple[str, Reading], ...]]:
    """The senses of each word, each with the beginning of the tag that it wants (이르다/VA); none for
    a phrase that holds such a word and says no end of anything (더 이상).
    """
    out: dict[str, list[tuple[str, Reading]]] = {}
    for row in rows("ko"):
        for plus, words in ((True, row.plus), (False, row.minus)):
            for rank, word in enumerate(words):
                form, _, tag = word.partition("/")
                reading = Reading(scale=row.scale, plus=plus, kind=row.kind, rank=rank)
                out.setdefault(form, []).append((tag, reading))
    phrases = {row["phrase"]: () for row in table("ko/opposite_phrases", ("phrase", "source"))}
    return {word: tuple(dict.fromkeys(readings)) for word, readings in out.items()} | phrases


@functools.cache
def _contexts() -> dict[str, frozenset[str]]:
    return {
        row["word"]: frozenset(row["near"].split("|"))
        for row in table("ko/opposite_contexts", ("word", "near", "source"))
    }
