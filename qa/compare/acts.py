"""Two participants of one verb that changed places: who won, who bought, who is older.

Both sides must name both of them around verbs that say the same; each English participant must be
the other Korean one by its words, and by none of them the right one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qa.extract.acts import Act
from qa.model import Span

Place = Literal["first", "second"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A Korean and an English word that say the same; `name` if they do as names."""

    ko: Span
    en: Span
    name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An act whose participants changed places; `names` if both are known by their names."""

    ko: Act
    en: Act
    names: bool


def turned(ko: Sequence[Act], en: Sequence[Act], shared: Sequence[Shared]) -> tuple[Turn, ...]:
    """The acts of a link that the English tells with the participants the other way round.

    Args:
        ko: the Korean acts.
        en: the English ones.
        shared: the words of the two sides that say the same.
    """
    out: list[Turn] = []
    for act in ko:
        told = [(other, _verdict(act, other, shared)) for other in en if other.relation == act.relation]
        if any(verdict in ("straight", "partly") for _, verdict in told):
            continue
        for other, verdict in told:
            if verdict in ("turned", "turned-names") and not any(
                t.ko.verb.touches(act.verb) or t.en.verb == other.verb for t in out
            ):
                out.append(Turn(ko=act, en=other, names=verdict == "turned-names"))
    straight = {
        (a.verb, b.verb)
        for a in ko
        for b in en
        if a.relation == b.relation and _verdict(a, b, shared) == "straight"
    }
    return tuple(t for t in out if not any(t.ko.verb.touches(a) or t.en.verb == b for a, b in straight))


def _verdict(ko: Act, en: Act, shared: Sequence[Shared]) -> str:
    """`straight`, `partly` so, `turned`, `turned-names`, or `open` where the words do not tell."""
    names, nouns = (list(_votes(ko, en, [s for s in shared if s.name is named])) for named in (True, False))
    votes = names + [v for v in nouns if v[0] not in {place for place, _ in names}]
    both = {mine for mine, _ in votes} == {"first", "second"}
    if any(mine == theirs for mine, theirs in votes):
        return "straight" if both and all(mine == theirs for mine, theirs in votes) else "partly"
    if not both:
        return "open"
    return "turned-names" if {mine for mine, _ in names} == {"first", "second"} else "turned"


def _votes(ko: Act, en: Act, shared: Iterable[Shared]) -> Iterator[tuple[Place, Place]]:
    """Of each English word that belongs to one Korean participant: its own place, and that one's."""
    places: dict[tuple[Place, Span], set[Place]] = {}
    for one in shared:
        here, there = _place(en, one.en), _place(ko, one.ko)
        if here is not None and there is not None:
            places.setdefault((here, one.en), set()).add(there)
    for (here, _), theirs in places.items():
        if len(theirs) == 1:
            yield here, next(iter(theirs))


def _place(act: Act, word: Span) -> Place | None:
    if word.touches(act.first):
        return "first"
    return "second" if word.touches(act.second) else None
