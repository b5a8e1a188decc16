"""Which modal cues of two linked stretches no faithful translation would put for one another.

Translators have much freedom here: 수 있다 becomes can, may, able to, an infinitive or nothing, 것이다
becomes will, would or a present.  So a cue is told of only where nothing on the other side, however
faintly, says what it says, and where both stand with words that are each other's counterparts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from qa.extract.modal_cues import ModalCue, ModalReading, Mode
from qa.model import Span

Where = Callable[[Span], Sequence[Span]]
"""The English words that a Korean word may have become, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalDrift:
    """A statement that is meant otherwise on the other side.

    `was` is the Korean mode, `now` the English one, None for a plain statement; `ko` and `en` the
    words: predicate and cue, or of a plain statement the predicate.
    """

    kind: Literal["lost", "added", "changed"]
    was: Mode | None
    now: Mode | None
    ko: Span | None
    en: Span | None
    cue: Span | None = None
    """The English cue alone."""


class _Conflict(NamedTuple):
    was: frozenset[Mode]
    now: Mode
    close: bool
    """Whether the predicates themselves must be counterparts, since the English cue is a common word."""
    alone: bool = False
    """Whether that may be taken for granted where each side has no other modal cue."""


_MAY: frozenset[Mode] = frozenset({"ability", "possibility"})

CONFLICTS = (
    _Conflict(_MAY, "certainty", close=False, alone=True),
    _Conflict(_MAY, "obligation", close=True),
    _Conflict(_MAY, "future", close=True, alone=True),
    _Conflict(frozenset({"certainty"}), "possibility", close=True),
    _Conflict(frozenset({"obligation"}), "permission", close=False),
    _Conflict(frozenset({"obligation"}), "ability", close=True, alone=True),
    _Conflict(frozenset({"obligation"}), "possibility", close=True),
    _Conflict(frozenset({"recommendation"}), "obligation", close=False),
    _Conflict(frozenset({"permission"}), "obligation", close=False),
    _Conflict(frozenset({"prediction"}), "certainty", close=False),
    _Conflict(frozenset({"plan"}), "obligation", close=True),
)
"""Jumps that no faithful translation makes, the gravest first."""

UNDONE: tuple[Mode, ...] = ("plan", "prediction", "obligation", "recommendation")
"""Modes of what has not happened yet: where the other side tells of it as done, they are lost."""

ANSWERS: dict[Mode, frozenset[Mode]] = {
    "ability": frozenset({"ability", "possibility", "permission", "soft"}),
    "possibility": frozenset({"ability", "possibility", "permission", "soft"}),
    "certainty": frozenset({"certainty"}),
    "obligation": frozenset({"obligation", "recommendation"}),
    "recommendation": frozenset({"recommendation"}),
    "permission": frozenset({"ability", "possibility", "permission"}),
    "prediction": frozenset({"ability", "possibility", "prediction", "plan", "future"}),
    "plan": frozenset({"prediction", "plan", "future"}),
    "hearsay": frozenset({"hearsay", "allegation", "possibility", "prediction"}),
    "allegation": frozenset({"hearsay", "allegation"}),
    "future": frozenset({"prediction", "plan", "future"}),
}
"""What may be said for each mode on the other side."""

CHAIN = 2
"""Characters between a cue and another that follows it at once."""

COMMON: frozenset[Mode] = frozenset({"future", "ability", "possibility", "permission"})
"""Modes that a sentence is full of: only a cue of the same clause speaks for another."""


def compare(ko: ModalReading, en: ModalReading, where: Where) -> list[ModalDrift]:
    """The drifts between a Korean and an English stretch that translate each other."""
    out: list[ModalDrift] = []
    told: set[Span] = set()
    for conflict in CONFLICTS:
        for cue in ko.cues:
            if not conflict.was & cue.says or cue.negated or cue.span in told:
                continue
            other = _clash(cue, conflict, ko.cues, en.cues, where)
            if other is not None and other.span not in told:
                told |= {cue.span, other.span}
                was = next(m for m in sorted(cue.says, reverse=True) if m in conflict.was)
                out.append(
                    ModalDrift(
                        kind="changed",
                        was=was,
                        now=conflict.now,
                        ko=cue.words,
                        en=other.words,
                        cue=other.span,
                    )
                )
    return out or [*_lost(ko, en, where), *_added(ko, en, where)]


def _clash(
    cue: ModalCue, conflict: _Conflict, ko: Sequence[ModalCue], en: Sequence[ModalCue], where: Where
) -> ModalCue | None:
    """The English cue that says something else of what the Korean cue is about."""
    wanted = frozenset[Mode]().union(*(ANSWERS[m] for m in conflict.was))
    for other in en:
        if conflict.now not in other.says or conflict.was & other.says or other.negated:
            continue
        if _excused(cue, conflict, ko) or _answered(wanted, other, en):
            continue
        if _meet(cue, other, where, close=conflict.close) or (
            conflict.alone and _lonely(wanted, conflict, cue, ko, other, en)
        ):
            return other
    return None


def _excused(cue: ModalCue, conflict: _Conflict, ko: Sequence[ModalCue]) -> bool:
    """Whether the Korean itself says what the English does, beside the cue."""
    wanted = ANSWERS[conflict.now] - conflict.was
    others = [c for c in ko if c is not cue]
    if conflict.now == "future":
        # 쓰면 줄일 수 있다: the power of a thing, not a doubt
        if "possibility" not in cue.says and any("condition" in c.implies for c in ko):
            return True
        # 될 수 있을 것으로: what follows at once belongs to the cue
        chained = any(c.implies & wanted and 0 <= c.span.start - cue.span.end <= CHAIN for c in others)
        return (
            not cue.asserted or chained or any(c.says & wanted and c.span.touches(cue.reach) for c in others)
        )
    if cue.implies & wanted:
        return True
    return _answered(wanted, cue, ko) if conflict.now in COMMON else _implied(wanted, others)


def _lonely(
    wanted: frozenset[Mode],
    conflict: _Conflict,
    cue: ModalCue,
    ko: Sequence[ModalCue],
    other: ModalCue,
    en: Sequence[ModalCue],
) -> bool:
    """Whether the two cues can only belong together: each side has no other."""
    if cue.past or any(c.says & wanted for c in en):
        return False
    if conflict.now == "future" and _implied(ANSWERS["future"], ko):
        return False
    return not conflict.close or (
        all(c.span.touches(cue.span) or not c.says - {"hearsay"} for c in ko)
        and all(c is other or not c.says - {"hearsay"} for c in en)
    )


def _implied(wanted: frozenset[Mode], cues: Iterable[ModalCue]) -> bool:
    return any(c.implies & wanted for c in cues)


def _meet(cue: ModalCue, other: ModalCue, where: Where, *, close: bool) -> bool:
    """Whether both cues are about one thing."""
    if cue.scope is None:
        return False
    if close:
        return other.scope in where(cue.scope)
    return any(span.touches(other.reach) for root in (cue.scope, *cue.near) for span in where(root))


def _answered(wanted: frozenset[Mode], cue: ModalCue, side: Sequence[ModalCue]) -> bool:
    """Whether another cue of the same clause, or one anywhere that says just that, has such a mode."""
    return any(
        one.implies & wanted and one is not cue and (one.span.touches(cue.reach) or one.says & wanted)
        for one in side
    )


def _lost(ko: ModalReading, en: ModalReading, where: Where) -> Iterator[ModalDrift]:
    """What was to come told as done, what was heard or alleged told as known."""
    for cue in ko.cues:
        if cue.negated or cue.scope is None:
            continue
        for mode in UNDONE:
            if mode not in cue.says or _implied(ANSWERS[mode] | {"later"}, en.cues):
                continue
            if not cue.asserted or (cue.past and mode != "plan"):
                continue
            place = _told_as_done(cue, ko, en, where)
            if place is not None:
                yield ModalDrift(kind="lost", was=mode, now=None, ko=cue.words, en=place)
                break
        for mode in ("hearsay", "allegation"):
            if mode not in cue.says or _implied(ANSWERS[mode], en.cues):
                continue
            roots = (cue.scope, *(cue.near if mode == "allegation" else ()))
            place = next((s for root in roots for s in where(root)), None) or _told_as_done(
                cue, ko, en, where
            )
            if place is not None:
                yield ModalDrift(kind="lost", was=mode, now=None, ko=cue.words, en=place)
                break


def _told_as_done(cue: ModalCue, ko: ModalReading, en: ModalReading, where: Where) -> Span | None:
    """The English verb in the past that stands for a predicate of what is to come.

    Its counterpart by meaning, or, where that is not to be seen, the only verb in the past of a
    sentence whose Korean has no other predicate of weight than the cue's and speaks of the same things.
    """
    if cue.scope is None:
        return None
    likely = where(cue.scope)
    if likely:
        return likely[0] if likely[0] in en.done else None
    others = [c for c in ko.cues if c.says - {"hearsay", "allegation"} and not c.words.touches(cue.words)]
    done = [s for s in ko.done if not s.touches(cue.words)]
    same = any(where(root) for root in cue.near)
    return en.done[0] if len(en.done) == 1 and not others and not done and same else None


def _added(ko: ModalReading, en: ModalReading, where: Where) -> Iterator[ModalDrift]:
    """Cues of the English that the Korean has nothing for."""
    for cue in en.cues:
        if cue.negated:
            continue
        for mode in ("hearsay", "allegation"):
            if mode in cue.says and not _implied(ANSWERS[mode], ko.cues):
                place = _source(cue, ko, where)
                yield ModalDrift(kind="added", was=None, now=mode, ko=place, en=cue.words, cue=cue.span)
                break
        for mode in ("plan", "prediction"):
            if mode in cue.says and not _implied(ANSWERS[mode] | {"later"}, ko.cues):
                place = _source(cue, ko, where)
                if place is not None:
                    yield ModalDrift(kind="added", was=None, now=mode, ko=place, en=cue.words, cue=cue.span)
                    break


def _source(cue: ModalCue, ko: ModalReading, where: Where) -> Span | None:
    """The Korean predicate of the past that an English cue is put before."""
    return next((s for s in ko.done if cue.scope in where(s)), None)
