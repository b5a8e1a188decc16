"""What became of each finding between two versions: fixed, new, or still there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from qa.model import Finding, Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """Open findings of the old version that are gone, those of the new that were not there, and those of
    both, as pairs of old and new.
    """

    fixed: tuple[Finding, ...] = ()
    new: tuple[Finding, ...] = ()
    still: tuple[tuple[Finding, Finding], ...] = ()


Key = Callable[[Finding], Hashable]


def fates(old: Sequence[Finding], new: Sequence[Finding], moving: Lang) -> Fates:
    """Pair the open findings of two versions.

    A fingerprint holds the sentences, so that an edit of a sentence changes it.  What is left is
    paired by what the edit did not touch: the rule with the words of the other side, the family with
    these, the rule with the words of the edited side.  Each pairing takes findings in reading
    order, each once; swapping the versions swaps `fixed` and `new`.

    Args:
        old: findings of the earlier version.
        new: findings of the later one.
        moving: the side that was edited.
    """
    same: Lang = "ko" if moving == "en" else "en"

    def place(finding: Finding) -> Hashable:
        side = finding.side(same)
        return None if side is None else (side.span.start, side.span.end)

    def said(finding: Finding) -> Hashable:
        side = finding.side(moving)
        return None if side is None else " ".join(side.text.casefold().split())

    levels: tuple[Key, ...] = (
        lambda f: f.fingerprint,
        lambda f: place(f) and (f.rule, place(f), said(f)),
        lambda f: place(f) and (f.rule, place(f)),
        lambda f: place(f) and (f.family, place(f)),
        lambda f: said(f) and place(f) is None and (f.rule, said(f)),
        lambda f: said(f) is None and place(f) is None and (f.rule, f.expected, f.found),
    )
    before = [f for f in old if f.open]
    after = [f for f in new if f.open]
    pairs: list[tuple[int, int]] = []
    left, right = set(range(len(before))), set(range(len(after)))
    for key in levels:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for i in sorted(left):
            waiting[key(before[i])].append(i)
        for j in sorted(right):
            found = key(after[j])
            if found and waiting[found]:
                i = waiting[found].pop(0)
                pairs.append((i, j))
                left.discard(i)
                right.discard(j)
    return Fates(
        fixed=tuple(before[i] for i in sorted(left)),
        new=tuple(after[j] for j in sorted(right)),
        still=tuple((before[i], after[j]) for i, j in sorted(pairs, key=lambda p: p[1])),
    )
