"""Which negatives of a link have no counterpart: said in one language alone.

Two texts that mean the same need not have the same number of negatives: either language has
words that are negative by themselves, and wordings that are negative in form alone.  So the
negatives are paired first, by the likeness of what they negate and by their place, firm and other;
one that is left over counts only where what it negates stands plainly on the other side, with
nothing negative near it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from qa.extract.negatives import Negative
from qa.model import Span

Floats = NDArray[np.float64]


class Unit(Protocol):
    """A word: `tag` is `stop` where it has no content, `word` numbers the written words."""

    @property
    def form(self) -> str:
        """What is looked for on the other side."""

    @property
    def word(self) -> int:
        """Number of the written word."""

    @property
    def tag(self) -> str:
        """`stop` for a word without content."""

    @property
    def span(self) -> Span:
        """Where it stands in the body text."""


class Likeness(Protocol):
    """How like each other the words of two sides are."""

    @property
    def ko(self) -> Sequence[Unit]:
        """The Korean words."""

    @property
    def en(self) -> Sequence[Unit]:
        """The English words."""

    @property
    def single(self) -> Floats:
        """Their cosines, a row for each Korean word."""


PLAIN, BARE = 0.5, 0.42
"""Cosines from which a word is taken to be said on the other side, and the same where that side has
no negative of any sort."""
TWICE = 0.6
"""The same for a word that is negative by itself, as its opposite may stand for its negation."""
FAR = 0.35
"""Shares of a text by which two negatives may stand apart if what they negate is not alike."""
NEAR = 40
"""Characters around a counterpart in which another negative may be meant for it."""
BRIEF = 14
"""Words of a text with one thing to negate: where the other side has no negative at all, the
counterpart need not be most like what is negated in turn."""
SLACK = 0.03
"""By how much another word may be more like a counterpart than the word that it is taken for."""
SAME = 0.05
"""Cosines within which the nearest place decides which word is meant."""
SURE = 0.4
"""Cosine from which two negatives are surely each other's, and may not be meant for anything else."""
ALIKE = 0.3
"""Cosine from which what two negatives negate is alike, wherever they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpaired:
    """A firm negative that the other side lacks; `counterpart` is the word there that bears no
    negative, `likeness` how like what is negated it is, 0 to 1.
    """

    verdict: Literal["lost", "added"]
    negative: Negative
    counterpart: Span
    likeness: float


def unpaired(
    ko: Sequence[Negative],
    en: Sequence[Negative],
    ko_span: Span,
    en_span: Span,
    like: Likeness,
    light: Callable[[str], bool],
) -> list[Unpaired]:
    """The negatives of a link that are lost or added, in order of their place.

    Args:
        ko: those of the Korean, in order.
        en: those of the English, in order.
        ko_span: the Korean side of the link.
        en_span: the English side.
        like: how like each other the words of the two sides are.
        light: whether a word says too little to be taken for a counterpart.
    """
    if not like.ko or not like.en or not (ko or en):
        return []
    ko_rows = [_touching(like.ko, n.scope) for n in ko]
    en_rows = [_touching(like.en, n.scope) for n in en]
    ko_all = [[*rows, *_touching(like.ko, n.cue)] for rows, n in zip(ko_rows, ko, strict=True)]
    partners = _paired(ko, en, ko_span, en_span, ko_all, en_rows, like)
    used_ko, used_en = {i for i, _, _ in partners}, {j for _, j, _ in partners}
    ko_open = [n for i, n in enumerate(ko) if not any(i == a and sure for a, _, sure in partners)]
    en_open = [n for j, n in enumerate(en) if not any(j == b and sure for _, b, sure in partners)]
    out: list[Unpaired] = []
    here = _Side(units=like.ko, others=like.en, cosines=like.single, span=ko_span, other=en_span)
    for i, n in enumerate(ko):
        if n.firm and i not in used_ko:
            least = TWICE if _twice(n, ko) else PLAIN if en else BARE
            out += here.unpaired("lost", n, ko_rows[i], en, en_open, least, light)
    there = _Side(units=like.en, others=like.ko, cosines=like.single.T, span=en_span, other=ko_span)
    for j, n in enumerate(en):
        if n.firm and j not in used_en:
            least = TWICE if n.noun or _twice(n, en) else PLAIN if ko else BARE
            for found in there.unpaired("added", n, en_rows[j], ko, ko_open, least, light):
                if _twice(n, en) and not any(k.cue.touches(found.counterpart) for k in ko):
                    continue  # "never to skip breakfast": as good as a yes
                out.append(found)
    return out


def _twice(negative: Negative, others: Sequence[Negative]) -> bool:
    """Whether what is negated is negative by itself (늦지 않게, "not deny"): the other side may
    say the opposite instead (in time, admit).
    """
    scope = negative.scope
    return scope is not None and any(not n.firm and n.cue.touches(scope) for n in others)


def _touching(units: Sequence[Unit], scope: Span | None) -> list[int]:
    return [n for n, u in enumerate(units) if scope is not None and u.span.touches(scope)]


def _paired(
    ko: Sequence[Negative],
    en: Sequence[Negative],
    ko_span: Span,
    en_span: Span,
    ko_rows: Sequence[list[int]],
    en_rows: Sequence[list[int]],
    like: Likeness,
) -> list[tuple[int, int, bool]]:
    """The negatives that have found a partner, the likeliest pairs first, and whether that is sure."""
    single = like.single
    edges = []
    for i, a in enumerate(ko):
        for j, b in enumerate(en):
            both = a.kind == b.kind == "grammar"
            apart = abs(_place(a.cue, ko_span) - _place(b.cue, en_span))
            alike = single[np.ix_(ko_rows[i], en_rows[j])].max(initial=0.0)
            same = not (a.kind == "grammar" or b.kind == "grammar") and _alike(a, b, like) >= PLAIN
            rank = 3 if both else 2 if same else int(a.firm or b.firm)
            if both or apart <= FAR or alike >= ALIKE:
                edges.append((rank, alike - apart, i, j, alike))
    out: list[tuple[int, int, bool]] = []
    for *_, i, j, alike in sorted(edges, reverse=True):
        if all(i != a and j != b for a, b, _ in out):
            out.append((i, j, bool(alike >= SURE)))
    return out


def _alike(a: Negative, b: Negative, like: Likeness) -> float:
    """How like each other the words themselves are of two that are negative by meaning."""
    rows, columns = _touching(like.ko, a.cue), _touching(like.en, b.cue)
    return float(like.single[np.ix_(rows, columns)].max(initial=0.0))


def _place(cue: Span, whole: Span) -> float:
    return ((cue.start + cue.end) / 2 - whole.start) / max(1, whole.end - whole.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """The words of one side and how like those of the other they are."""

    units: Sequence[Unit]
    others: Sequence[Unit]
    cosines: Floats
    span: Span
    other: Span

    def unpaired(
        self,
        verdict: Literal["lost", "added"],
        negative: Negative,
        rows: list[int],
        there: Sequence[Negative],
        free: Sequence[Negative],
        least: float,
        light: Callable[[str], bool],
    ) -> Iterator[Unpaired]:
        """The finding, if what is negated stands plainly on the other side with no negative near it.

        The counterpart must be most like it in turn (a word that has a better partner says nothing of
        this one), unless the other side has no negative of any sort.
        """
        plain = np.array([u.tag != "stop" and not light(u.form) for u in self.others], bool)
        if not rows or not plain.any():
            return
        said = np.where(plain, self.cosines[rows].max(0), -1.0)
        best = float(said.max())
        place = _place(negative.cue, self.span)
        at = min(
            (n for n in range(len(said)) if said[n] >= best - SAME),
            key=lambda n: abs(_place(self.others[n].span, self.other) - place),
        )
        words = {self.units[r].word - back for r in rows for back in (0, 1)}  # 눈을 마주치다
        rival = max(
            (self.cosines[n, at] for n, u in enumerate(self.units) if u.word not in words), default=-1.0
        )
        brief = not there and (best >= PLAIN or len(self.units) <= BRIEF)
        if best < least or (not brief and best < rival - SLACK):
            return
        span = self.others[at].span
        if any(n.cue.touches(span) and (n.kind == "affix" or least < TWICE) for n in there):
            return  # 대비되지 못한: "underprepared"
        if any(n.kind == "grammar" and n.reach.touches(span) for n in there):
            return
        if any(n.cue.start < span.end + NEAR and span.start < n.cue.end + NEAR for n in free):
            return
        yield Unpaired(verdict=verdict, negative=negative, counterpart=span, likeness=best)
