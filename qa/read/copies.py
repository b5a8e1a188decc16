"""Repeated copies of an article on one page, found and collapsed.

A scrape often holds the article twice, the second time perhaps in part.  A line that stands
twice is not always a copy of that kind: a translation may repeat a paragraph by mistake, which
a check must still see.  So a copy is only taken for one when a run of lines repeats in order.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.read.classify import like_headline
from qa.read.lines import Line
from qa.read.normal import squeezed

NEAR = 85.0
"""Likeness (rapidfuzz, 0 to 100) of two lines whose neighbours are copies of each other."""
NEAR_ALONE = 92.0
"""The same without any exact neighbour: a whole block that was edited throughout."""
MIN_INSIDE = 40
"""Code points without spaces from which a line inside another one is a copy of its words."""
MAX_SEARCHED = 1500
"""Lines above which only exact copies are looked for: no page is so long."""
REACH = 2
"""Lines that a copy may have more or less than its original before the two part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line of text with the number of its block: lines of one language with nothing between."""

    line: Line
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Collapsed:
    """The lines of each language once, in reading order, and the near-copies that were dropped.

    Each near-copy stands behind the line that was kept.
    """

    kept: tuple[Line, ...]
    near: tuple[tuple[Line, Line], ...]


def collapse(lines: Sequence[TextLine]) -> Collapsed:
    """Each line once: repeated runs dropped, and lines that only a later copy has put in place."""
    origin = _origins(lines)
    near = []
    for i in _accepted(lines, origin):
        j = origin[i]
        kept, other = lines[j].line, lines[i].line
        if squeezed(kept.text) != squeezed(other.text) and _ratio(kept.text, other.text) >= NEAR:
            near.append((kept, other))
    return Collapsed(kept=_merged(lines, origin), near=tuple(near))


def differing_words(kept: str, other: str) -> tuple[tuple[int, int, str, str], ...]:
    """Where two copies differ, word by word.

    Returns:
        Start and end in `kept`, its words, the other copy's words.  Where the kept copy has
        nothing, the word before the gap stands on both sides, so that there is something to
        point at.
    """
    words_kept = list(re.finditer(r"\S+", kept))
    words_other = list(re.finditer(r"\S+", other))
    matcher = difflib.SequenceMatcher(
        None, [m.group() for m in words_kept], [m.group() for m in words_other], autojunk=False
    )
    found = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        if i1 == i2:
            i1, j1 = (i1 - 1, j1 - 1) if i1 and j1 else (i1, j1)
            i2, j2 = (i2, j2) if i1 < i2 else (i2 + 1, j2 + 1)
        i2, j2 = min(i2, len(words_kept)), min(j2, len(words_other))
        start, end = words_kept[i1].start(), words_kept[i2 - 1].end()
        theirs = other[words_other[j1].start() : words_other[j2 - 1].end()] if j1 < j2 else ""
        found.append((start, end, kept[start:end], theirs))
    return tuple(found)


def _ratio(a: str, b: str) -> float:
    from rapidfuzz import fuzz

    return float(fuzz.ratio(a, b))


def _origins(lines: Sequence[TextLine]) -> dict[int, int]:
    """For each line that is a copy, the index of the line that it copies."""
    first: dict[str, int] = {}
    exact: dict[int, int] = {}
    for i, item in enumerate(lines):
        key = squeezed(item.line.text)
        if key in first:
            exact[i] = first[key]
        else:
            first[key] = i
    origin = dict(exact)
    if len(lines) <= MAX_SEARCHED:
        _add_rejoined(lines, origin)
        _add_near(lines, origin)
        _add_edited_blocks(lines, origin)
    accepted = _accepted(lines, origin)
    return {i: j for i, j in origin.items() if i in accepted}


def _add_rejoined(lines: Sequence[TextLine], origin: dict[int, int]) -> None:
    """Copies that are paragraphed differently: a line whose words stand in earlier lines."""
    for lang in ("ko", "en"):
        text = ""
        starts: list[tuple[int, int]] = []
        for i, item in enumerate(lines):
            if item.line.lang != lang or i in origin:
                continue
            key = squeezed(item.line.text)
            at = text.find(key) if len(key) >= MIN_INSIDE else -1
            if at >= 0:
                origin[i] = next(j for start, j in reversed(starts) if start <= at)
            else:
                starts.append((len(text), i))
                text += key


def _add_near(lines: Sequence[TextLine], origin: dict[int, int]) -> None:
    """Copies with differing words, between neighbours that are copies of neighbours."""
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for i in order:
            if i in origin:
                continue
            step = -1 if order.step > 0 else 1
            anchor = next((i + step * k for k in range(1, REACH + 1) if i + step * k in origin), None)
            if anchor is None:
                continue
            expected = origin[anchor] - step * abs(anchor - i)
            around = [j for j in range(expected - 1, expected + 2) if 0 <= j < i and j not in origin]
            best = max(around, key=lambda j: _near(lines, i, j), default=None)
            if best is not None and _near(lines, i, best) >= NEAR and best not in origin.values():
                origin[i] = best


def _near(lines: Sequence[TextLine], i: int, j: int) -> float:
    a, b = lines[i].line, lines[j].line
    if a.lang != b.lang or lines[i].block == lines[j].block:
        return 0.0
    shorter, longer = sorted((len(a.text), len(b.text)))
    return _ratio(a.text, b.text) if shorter >= 0.7 * longer else 0.0


def _blocks(lines: Sequence[TextLine]) -> list[list[int]]:
    blocks: dict[int, list[int]] = {}
    for i, item in enumerate(lines):
        blocks.setdefault(item.block, []).append(i)
    return list(blocks.values())


def _add_edited_blocks(lines: Sequence[TextLine], origin: dict[int, int]) -> None:
    """Blocks of two lines or more of which every line was edited: near-copies in order."""
    earlier: list[list[int]] = []
    for block in _blocks(lines):
        if len(block) < 2:
            continue
        source = None
        if not any(i in origin for i in block):
            source = next((found for e in earlier if (found := _in_order(lines, block, e))), None)
        if source:
            origin.update(zip(block, source, strict=True))
        else:
            earlier.append(block)


def _in_order(lines: Sequence[TextLine], block: list[int], earlier: list[int]) -> list[int]:
    """Lines of `earlier` that those of `block` nearly copy, one for each, or nothing."""
    start = next((k for k, j in enumerate(earlier) if _near(lines, block[0], j) >= NEAR_ALONE), None)
    if start is None:
        return []
    found: list[int] = []
    for i in block:
        window = range(start, min(start + 1 + REACH, len(earlier)))
        at = next((k for k in window if _near(lines, i, earlier[k]) >= NEAR_ALONE), None)
        if at is None:
            return []
        found.append(earlier[at])
        start = at + 1
    return found


def _accepted(lines: Sequence[TextLine], origin: dict[int, int]) -> frozenset[int]:
    """The copies that are a scrape's repetition, not a paragraph repeated by mistake.

    Those are runs of at least two lines (in whatever language), a headline that returns, and a
    whole block of one line where the languages do not alternate line by line.
    """
    accepted: set[int] = set()
    sizes = {lines[block[0]].block: len(block) for block in _blocks(lines)}
    firsts = sorted(sizes[item.block] for i, item in enumerate(lines) if i not in origin)
    alternating = len(sizes) > 2 and firsts[len(firsts) // 2] == 1
    i = 0
    while i < len(lines):
        end = i
        while end in origin:
            end += 1
        if end - i >= 2:
            accepted.update(range(i, end))
        elif end > i:
            alone = sizes[lines[i].block] == 1 and lines[origin[i]].block != lines[i].block
            if like_headline(lines[i].line) or (alone and not alternating):
                accepted.add(i)
        i = max(end, i + 1)
    return frozenset(accepted)


def _merged(lines: Sequence[TextLine], origin: dict[int, int]) -> tuple[Line, ...]:
    """The lines that are no copies; one that stands among copies goes where they are."""
    order: list[int] = []
    for block in _blocks(lines):
        copied = [i for i in block if i in origin and origin[i] in order]
        if not copied:
            order += [i for i in block if i not in origin]
            continue
        place = order.index(origin[copied[0]])
        for i in block:
            if i in origin:
                place = order.index(origin[i]) + 1 if origin[i] in order else place
            else:
                order.insert(place, i)
                place += 1
    return tuple(lines[i].line for i in order)
