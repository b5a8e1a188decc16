"""Values that an edit changed, also where the other side is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qa.model import Fact, FactMatch, Lang, Report, Verdict
from qa.values import value_text
from qa.versions.paragraphs import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A value that only one version has, or two that took each other's place.

    `old_verdict` and `new_verdict` say whether the other side bears it out (`agree`, `changed`, and
    `added` or `missing` where it is silent); `follows` which version the other side goes with.
    """

    family: str
    old: Fact | None
    new: Fact | None
    old_verdict: Verdict | None
    new_verdict: Verdict | None

    @property
    def follows(self) -> Literal["old", "new", "neither", "silent"]:
        """Which version the other side bears out."""
        if self.new_verdict == "agree":
            return "new"
        if self.old_verdict == "agree":
            return "old"
        spoken = {"changed", "unresolved"} & {self.old_verdict, self.new_verdict}
        return "neither" if spoken else "silent"


def changed_facts(old: Report, new: Report, moving: Lang, group: Group) -> tuple[FactChange, ...]:
    """The values of a block's paragraphs that the two versions do not share, in reading order."""
    before, after = list(_facts(old, moving, group.old)), list(_facts(new, moving, group.new))
    shared = Counter(_value(m, moving) for m in before) & Counter(_value(m, moving) for m in after)
    gone, come = _less(before, shared, moving), _less(after, shared, moving)
    out: list[FactChange] = []
    for match in gone:
        fact = _side(match, moving)
        instead = next((m for m in come if m.family == match.family), None)
        if instead is not None:
            come.remove(instead)
        out.append(
            FactChange(
                family=match.family,
                old=fact,
                new=_side(instead, moving) if instead else None,
                old_verdict=match.verdict,
                new_verdict=instead.verdict if instead else None,
            )
        )
    out += [
        FactChange(
            family=match.family,
            old=None,
            new=_side(match, moving),
            old_verdict=None,
            new_verdict=match.verdict,
        )
        for match in come
    ]
    return tuple(out)


def _facts(report: Report, moving: Lang, paragraphs: Sequence[int]) -> Iterator[FactMatch]:
    spans = [report.article.side(moving).paragraphs[p].span for p in paragraphs]
    found = [
        (f.span.start, n, m)
        for n, m in enumerate(report.facts)
        if (f := _side(m, moving)) is not None and any(f.span.touches(s) for s in spans)
    ]
    return iter(m for *_, m in sorted(found, key=lambda one: one[:2]))


def _side(match: FactMatch, moving: Lang) -> Fact | None:
    return match.en if moving == "en" else match.ko


def _value(match: FactMatch, moving: Lang) -> tuple[str, str]:
    """The value as it is written for people: equal texts are equal values."""
    fact = _side(match, moving)
    return match.family, value_text(fact) if fact is not None else ""


def _less(found: Sequence[FactMatch], shared: Counter[tuple[str, str]], moving: Lang) -> list[FactMatch]:
    left = Counter(shared)
    out = []
    for match in found:
        if left[_value(match, moving)] > 0:
            left[_value(match, moving)] -= 1
        else:
            out.append(match)
    return out
