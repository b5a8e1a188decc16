"""Matching the facts of the two sides: inside a link first, then around it.

A fact is used once.  What agrees inside a link is paired first, then what agrees with something left
over in a neighbouring link; what is left inside one link and looks like the same thing changed comes
next.  What then has no partner is missing or added, unless the other side says it somewhere near.
Last, what agrees is looked at again: two values may have changed places.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.compare import compounds
from qa.compare.amount_slips import the_other_way
from qa.compare.date_profile import nearest_pair
from qa.compare.dispatch import closeness, compare
from qa.compare.identifiers import telling
from qa.compare.outcome import Outcome
from qa.compare.passage import NOTHING_SAID, Passage
from qa.compare.swaps import swapped
from qa.compare.unsaid import imprecise, unsaid
from qa.direction import Roles, roles_of
from qa.model import DateSpan, Direction, Fact, FactMatch, Family, Severity, Verdict

DIGITS = re.compile(r"\d{1,100}")

CHANGED_AT = 0.45
"""Two left-over facts of one link are one changed fact from this closeness on."""


CROWDED = 60
"""Facts of a side of a link up to which each is compared with each of the other side."""

_Option = tuple[float, int, int]
"""How well a Korean and an English fact go together, and their places among those without a partner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The facts of one link, and the links around it in which a fact may have landed.

    `link` is the link's index, `near` the indices of the groups to look into, nearest first;
    `empty` says that one side of the link holds no sentence.  `stray_ko` and `stray_en` are the
    runs of digits of each side that no fact holds (in names such as "Apollo 11"); `said_ko` and
    `said_en` the texts themselves, which tell what a value belongs to.
    """

    link: int
    ko: tuple[Fact, ...]
    en: tuple[Fact, ...]
    near: tuple[int, ...] = ()
    empty: bool = False
    stray_ko: frozenset[str] = frozenset()
    stray_en: frozenset[str] = frozenset()
    said_ko: Passage = NOTHING_SAID
    said_en: Passage = NOTHING_SAID


@dataclass(slots=True)
class _State:
    """Facts of one group that have no partner yet, and the pairs found."""

    ko: list[Fact]
    en: list[Fact]
    pairs: list[FactMatch]


def match_facts(
    groups: Sequence[Group], published: datetime.date | None, direction: Direction = "ko-en"
) -> tuple[FactMatch, ...]:
    """What became of every fact, in the order of the links and, inside one, of the text."""
    roles = roles_of(direction)
    states = [_State(list(g.ko), list(g.en), []) for g in groups]
    for group, state in zip(groups, states, strict=True):
        _pair_agreeing(group.link, state, published)
        _pair_compounds(group.link, state)
    for group, state in zip(groups, states, strict=True):
        _pair_with_neighbours(group, state, states, published)
    for group, state in zip(groups, states, strict=True):
        if not group.empty:
            _pair_changed(group.link, state, published, roles)
    out: list[FactMatch] = []
    in_ko = frozenset().union(*(g.stray_ko | _figures(g.ko) for g in groups))
    in_en = frozenset().union(*(g.stray_en | _figures(g.en) for g in groups))
    for group, state in zip(groups, states, strict=True):
        found = state.pairs
        found += [_single(group, f, states, published, roles, side="ko", figures=in_en) for f in state.ko]
        found += [_single(group, f, states, published, roles, side="en", figures=in_ko) for f in state.en]
        found = swapped(found, group.said_ko, group.said_en, (group.ko, group.en), published, roles)
        out += sorted(found, key=_place)
    return tuple(out)


def _figures(facts: Sequence[Fact]) -> frozenset[str]:
    """The runs of digits in the words of some facts."""
    return frozenset(run for f in facts for run in DIGITS.findall(f.text))


def _place(match: FactMatch) -> tuple[int, int, int]:
    """Reading order inside a link: by the Korean where there is one."""
    if match.ko is not None:
        return (0, match.ko.span.start, 0)
    assert match.en is not None
    return (1, match.en.span.start, 0)


def _chosen(options: Sequence[_Option]) -> list[_Option]:
    """The best options that share no fact, best first."""
    used_ko: set[int] = set()
    used_en: set[int] = set()
    chosen = []
    for option in sorted(options, key=lambda o: (-o[0], o[1], o[2])):
        _, i, j = option
        if i not in used_ko and j not in used_en:
            used_ko.add(i)
            used_en.add(j)
            chosen.append(option)
    return chosen


def _drop(state: _State, chosen: Sequence[_Option]) -> None:
    """Take paired facts out of those that have no partner yet."""
    used_ko, used_en = {i for _, i, _ in chosen}, {j for _, _, j in chosen}
    state.ko = [f for i, f in enumerate(state.ko) if i not in used_ko]
    state.en = [f for j, f in enumerate(state.en) if j not in used_en]


def _agreement(link: int, ko: Fact, en: Fact, outcome: Outcome) -> FactMatch:
    return FactMatch(
        verdict="unresolved" if outcome.verdict == "unknown" else "agree",
        family=ko.family,
        ko=ko,
        en=en,
        link=link,
        slip=outcome.slip,
        detail=outcome.detail,
        severity=Severity.NEUTRAL,
        confidence=outcome.confidence,
    )


def _pair_agreeing(link: int, state: _State, published: datetime.date | None) -> None:
    """Pair what agrees: likest first, then by place."""
    outcomes: dict[tuple[int, int], Outcome] = {}
    options: list[_Option] = []
    for i, ko in enumerate(state.ko):
        for j in _about(i, len(state.ko), len(state.en)):
            en = state.en[j]
            outcome = compare(ko, en, published)
            if outcome is not None and outcome.verdict != "differ":
                outcomes[i, j] = outcome
                options.append((_likeness(ko, en, outcome, i, j, state), i, j))
    chosen = _chosen(options)
    state.pairs += [_agreement(link, state.ko[i], state.en[j], outcomes[i, j]) for _, i, j in chosen]
    _drop(state, chosen)


def _about(i: int, n: int, m: int) -> range:
    """The places of the other side at which the fact at place `i` is looked for: all but in a table.

    A link with more facts than `CROWDED` is a table or a list, whose order is that of the other side.
    """
    if m <= CROWDED:
        return range(m)
    middle = i * m // max(1, n)
    return range(max(0, middle - CROWDED // 2), min(m, middle + CROWDED // 2))


def _pair_compounds(link: int, state: _State) -> None:
    """Pair a range or a share with the two facts that say it on the other side."""
    for side in ("ko", "en"):
        single, several = (state.ko, state.en) if side == "ko" else (state.en, state.ko)
        for whole, first, second in compounds.find(single, several):
            for half in (first, second):
                ko, en = (whole, half) if side == "ko" else (half, whole)
                state.pairs.append(
                    FactMatch(
                        verdict="agree",
                        family=whole.family,
                        ko=ko,
                        en=en,
                        link=link,
                        slip="compound",
                        detail="said in two",
                        severity=Severity.NEUTRAL,
                    )
                )
                several.remove(half)
            single.remove(whole)


def _likeness(ko: Fact, en: Fact, outcome: Outcome, i: int, j: int, state: _State) -> float:
    """Which of several agreeing pairs to take: same family, exact, same place in the sentence."""
    score = outcome.confidence + (0.5 if ko.family == en.family else 0.0)
    score += 0.3 if outcome.verdict == "agree" else 0.0
    score += 0.2 if outcome.slip is None else 0.0
    score += 0.1 if ko.unit == en.unit and ko.currency == en.currency else 0.0
    score += 0.1 if ko.conversion == en.conversion else 0.0
    return score - 0.1 * abs(i / max(1, len(state.ko)) - j / max(1, len(state.en)))


def _pair_with_neighbours(
    group: Group, state: _State, states: Sequence[_State], published: datetime.date | None
) -> None:
    """A fact that moved into the next sentence: pair what is left on both sides."""
    for n in group.near:
        other = states[n]
        for ko in list(state.ko):
            for en in list(other.en):
                outcome = compare(ko, en, published)
                if outcome is not None and outcome.verdict == "agree" and _telling(ko, en):
                    state.pairs.append(_agreement(group.link, ko, en, outcome))
                    state.ko.remove(ko)
                    other.en.remove(en)
                    break


def _telling(ko: Fact, en: Fact) -> bool:
    """Whether an agreement across links is no accident: not for "one", "two", "first"."""
    small = ko.amount is not None and abs(ko.amount) < 4 and ko.family in ("number", "ordinal")
    return not small and ko.family == en.family


def _pair_changed(link: int, state: _State, published: datetime.date | None, roles: Roles) -> None:
    """Pair what is left inside a link and looks like one fact changed."""
    options: list[_Option] = []
    for i, ko in enumerate(state.ko):
        for j in _about(i, len(state.ko), len(state.en)):
            en = state.en[j]
            close = closeness(ko, en)
            if close >= _needed(ko, en, state):
                close -= 0.05 * abs(i / max(1, len(state.ko)) - j / max(1, len(state.en)))
                options.append((close, i, j))
    chosen = _chosen(options)
    state.pairs += [
        _changed(link, state.ko[i], state.en[j], close, published, roles) for close, i, j in chosen
    ]
    _drop(state, chosen)


def _needed(ko: Fact, en: Fact, state: _State) -> float:
    """The closeness needed: less where the two are the only ones of their family."""
    if ko.family == en.family:
        alone = (
            sum(f.family == ko.family for f in state.ko) == 1 == sum(f.family == en.family for f in state.en)
        )
        if alone and not (ko.soft or en.soft):
            return 0.2
    return CHANGED_AT


def _changed(
    link: int, ko: Fact, en: Fact, close: float, published: datetime.date | None, roles: Roles
) -> FactMatch:
    outcome = compare(ko, en, published)
    if outcome is None or outcome.verdict != "differ":
        outcome = Outcome(verdict="differ", slip="value", severity=Severity.MAJOR, confidence=0.6)
    severity = outcome.severity
    if (ko.soft and en.soft) or ko.vague or en.vague:
        severity = min(severity, Severity.MINOR, key=lambda s: s.rank)
    if ko.spans and en.spans:
        # the readings that were compared come first, so that a report shows those
        near_ko, near_en = nearest_pair(ko, en)
        ko, en = _first(ko, near_ko), _first(en, near_en)
    family: Family = ko.family
    if outcome.slip in ("range-end", "range"):
        family = "range"
    elif family == "date" and ko.amount is not None and en.amount is not None:
        family = "duration"
    detail = outcome.detail
    if outcome.slip == "power-of-ten" and roles.translation == "ko":
        detail = the_other_way(detail)
    confidence = outcome.confidence * (1.0 if close >= 0.6 else 0.8)
    return FactMatch(
        verdict="changed",
        family=family,
        ko=ko,
        en=en,
        link=link,
        slip=outcome.slip,
        detail=detail,
        severity=severity,
        confidence=confidence,
    )


def _first(fact: Fact, span: DateSpan) -> Fact:
    return replace(fact, spans=(span, *(s for s in fact.spans if s != span)))


def _single(
    group: Group,
    fact: Fact,
    states: Sequence[_State],
    published: datetime.date | None,
    roles: Roles,
    *,
    side: str,
    figures: frozenset[str],
) -> FactMatch:
    """A fact without a partner: said again elsewhere, left unsaid, or really missing or added.

    `figures` are the runs of digits anywhere on the other side.
    """
    said = _restated(group, fact, states, published, side=side)
    family: Family = "duration" if fact.family == "date" and fact.amount is not None else fact.family
    ko: Fact | None = fact if side == "ko" else None
    en: Fact | None = fact if side == "en" else None
    verdict: Verdict = "missing" if side == roles.original else "added"
    severity, slip = Severity.MAJOR, None
    if said is not None:
        ko, en = (fact, said) if side == "ko" else (said, fact)
        verdict, severity, slip = "agree", Severity.NEUTRAL, "restated"
    elif fact.family == "identifier":
        lost = telling(fact) and figures.isdisjoint(DIGITS.findall(fact.label))
        severity, slip = (Severity.MINOR, None) if lost else (Severity.NEUTRAL, "unsaid")
    elif fact.form == "digits" and _plain(fact) in (group.stray_en if side == "ko" else group.stray_ko):
        severity, slip = Severity.NEUTRAL, "identifier"  # the other side has it inside a name
    elif fact.conversion:
        severity, slip = Severity.NEUTRAL, "conversion"
    elif fact.soft or unsaid(fact):
        severity, slip = Severity.NEUTRAL, "unsaid"
    elif fact.vague or imprecise(fact):
        severity = Severity.MINOR
    return FactMatch(
        verdict=verdict,
        family=family,
        ko=ko,
        en=en,
        link=group.link,
        slip=slip,
        severity=severity,
        confidence=0.85,
    )


def _plain(fact: Fact) -> str:
    """The only run of digits in a fact's words; empty if there are several."""
    runs = DIGITS.findall(fact.text)
    return runs[0] if len(runs) == 1 else ""


def _restated(
    group: Group, fact: Fact, states: Sequence[_State], published: datetime.date | None, *, side: str
) -> Fact | None:
    """The fact of the other side, paired already in this link or one near it, that says the same."""
    for n in (group.link, *group.near):
        for match in states[n].pairs:
            other = match.en if side == "ko" else match.ko
            if other is None or match.verdict == "changed":
                continue
            if len(states[n].pairs) > CROWDED and other.amount != fact.amount:
                continue
            if other.family != fact.family and "date" in (other.family, fact.family):
                continue  # a 2 elsewhere does not say 하반기 again
            pair = (fact, other) if side == "ko" else (other, fact)
            outcome = compare(pair[0], pair[1], published)
            if outcome is not None and outcome.verdict == "agree":
                return other
    return None
