"""Which paragraphs of two versions belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from qa.model import Lang, Report

ALIKE = 60.0
"""Likeness of words, 0 to 100, from which two paragraphs are versions of one."""
BAND, REACH = 100, 100
"""Edited paragraphs that are compared in one go, and how far from their place they are looked for."""
INSIDE = 85.0
"""Likeness from which a paragraph is a part of a longer one: two were made one, or one two."""
SHORTEST = 20
"""Characters of a paragraph below which it is a part of any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Paragraphs of the old and the new version, and those of the other side that they belong to."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    same: tuple[int, ...]


def groups(old: Report, new: Report, moving: Lang) -> tuple[Group, ...]:
    """All paragraphs of both versions in blocks, in the order of the new version.

    Paragraphs with like words are versions of one, each of one at most.  One that is left and stands whole
    inside another joins it.  Those that are still left were written anew: they join where they
    belong to one paragraph of the other side.
    """
    before, after = _texts(old, moving), _texts(new, moving)
    pairs = _alike(before, after)
    of_old: dict[int, set[int]] = {i: {j} for i, j in pairs}
    of_new = {j: i for i, j in pairs}
    for i in sorted(set(range(len(before))) - set(of_old)):
        whole = _inside(before[i], after)
        if whole is not None and whole in of_new:
            of_old[i] = {whole}
    for j in sorted(set(range(len(after))) - set(of_new)):
        whole = _inside(after[j], before)
        if whole is not None and whole in of_old:
            of_old[whole].add(j)
            of_new[j] = whole
    homes = (_homes(old, moving), _homes(new, moving))
    for j in sorted(set(range(len(after))) - set(of_new)):
        for i in sorted(set(range(len(before))) - set(of_old)):
            if set(homes[0][i]) & set(homes[1][j]):
                of_old[i] = {j}
                of_new[j] = i
                break
    made: dict[tuple[int, ...], list[int]] = {}
    for i in sorted(of_old):
        made.setdefault(tuple(sorted(of_old[i])), []).append(i)
    out = [_group(tuple(olds), news, homes) for news, olds in made.items()]
    out += [_group((i,), (), homes) for i in range(len(before)) if i not in of_old]
    out += [_group((), (j,), homes) for j in range(len(after)) if j not in of_new]
    return _in_order(out)


def _group(
    old: tuple[int, ...], new: tuple[int, ...], homes: tuple[Mapping[int, tuple[int, ...]], ...]
) -> Group:
    same = {p for i in old for p in homes[0][i]} | {p for j in new for p in homes[1][j]}
    return Group(old=old, new=new, same=tuple(sorted(same)))


def _inside(part: str, wholes: Sequence[str]) -> int | None:
    """The paragraph that holds nearly all of another; None where there is none."""
    longer = [n for n, whole in enumerate(wholes) if len(whole) > len(part) >= SHORTEST]
    found = process.extractOne(
        part, [wholes[n] for n in longer], scorer=fuzz.partial_ratio, score_cutoff=INSIDE
    )
    return longer[found[2]] if found is not None else None


def _homes(report: Report, moving: Lang) -> Mapping[int, tuple[int, ...]]:
    """For each paragraph of the edited side those of the other side that it belongs to."""
    count = len(report.article.side(moving).paragraphs)
    homes: dict[int, set[int]] = {p: set() for p in range(count)}
    for scored in report.paragraphs:
        for korean in scored.ko:
            edited, same = (scored.en, korean) if moving == "en" else (korean, scored.en)
            homes[edited].add(same)
    return {p: tuple(sorted(same)) for p, same in homes.items()}


def _texts(report: Report, moving: Lang) -> list[str]:
    document = report.article.side(moving)
    return [document.text[p.span.start : p.span.end] for p in document.paragraphs]


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of like paragraphs, each once: equal ones in order, then the likest first."""
    waiting: dict[str, list[int]] = {}
    for i, text in enumerate(old):
        waiting.setdefault(text, []).append(i)
    out = [(waiting[text].pop(0), j) for j, text in enumerate(new) if waiting.get(text)]
    left = sorted(set(range(len(old))) - {i for i, _ in out})
    right = sorted(set(range(len(new))) - {j for _, j in out})
    ranked: list[tuple[float, int, int]] = []
    for start in range(0, len(left), BAND):
        rows = left[start : start + BAND]
        # an edit moves paragraphs, but not to the other end of a long text
        columns = right[max(0, start - REACH) : start + BAND + REACH]
        if columns:
            table = process.cdist(
                [old[i] for i in rows],
                [new[j] for j in columns],
                scorer=fuzz.token_sort_ratio,
                score_cutoff=ALIKE,
                workers=2,
            )
            ranked += [
                (-float(table[a, b]), rows[int(a)], columns[int(b)])
                for a, b in zip(*table.nonzero(), strict=True)
            ]
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            out.append((i, j))
    return out


def _in_order(made: Sequence[Group]) -> tuple[Group, ...]:
    """By the new version; what it has no more stands behind what was before it in the old."""
    placed = sorted((g for g in made if g.new), key=lambda g: g.new[0])
    for group in sorted((g for g in made if not g.new), key=lambda g: g.old[0]):
        before = [n for n, other in enumerate(placed) if other.old and other.old[0] < group.old[0]]
        placed.insert(before[-1] + 1 if before else 0, group)
    return tuple(placed)
