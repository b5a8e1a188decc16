"""Two values of one kind that have changed places: as a set they agree with the other side, but not in
what they belong to there.

Claimed only where each of the two has something that both sides name and set against each other (men
and women, this year and last, two names), where that stands clearly with one value on either side,
and where nothing of the kind speaks for the values as they are.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.compare.belonging import LONGEST, Shared, owner, shared_words
from qa.compare.contrast import crossed_contrast
from qa.compare.dispatch import compare
from qa.compare.in_turn import in_turn, listed
from qa.compare.passage import Pair, Passage, crossed, pair
from qa.compare.scores import scores, turned, wrongly_turned
from qa.direction import Roles
from qa.model import Fact, FactMatch, Lang, Span

SURE, SURER, SUREST = 0.7, 0.05, 0.85
"""Confidence where one word speaks for each value, what every further one adds, and the most."""

MOST = 40
"""Values of one kind in a link above which it is a table, not a sentence."""

_Facts = tuple[Sequence[Fact], Sequence[Fact]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vote:
    """A shared thing that stands with value `ko` of the Korean and value `en` of the English."""

    set: str
    ko: int
    en: int
    said_ko: str
    said_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """The pairs of one kind in a link, and all that stands around them."""

    pairs: tuple[Pair, ...]
    ko: Passage
    en: Passage
    facts: _Facts


def swapped(
    matches: Sequence[FactMatch],
    ko: Passage,
    en: Passage,
    facts: _Facts,
    published: datetime.date | None,
    roles: Roles,
) -> list[FactMatch]:
    """The matches of a link, with those that changed places as such.

    Args:
        matches: what became of the facts of the link.
        ko: the Korean text of the link.
        en: the English text.
        facts: all facts of the link, Korean and English.
        published: the day of publication.
        roles: which side is the original.
    """
    pairs = [p for m in matches if (p := pair(m)) is not None]
    if (
        not 1 < len(pairs) <= 4 * MOST
        or not ko.text
        or not en.text
        or max(len(ko.text), len(en.text)) > LONGEST
    ):
        return list(matches)
    scores_ko, scores_en = scores(ko, facts[0]), scores(en, facts[1])
    turns = list(turned(pairs, scores_ko, scores_en))
    parts = [f for score in (*scores_ko, *scores_en) for f in score]
    kinds = list(_kinds([p for p in pairs if p.ko not in parts and p.en not in parts], facts, published))
    if not turns and not kinds:
        return list(matches)
    shared = tuple(shared_words(ko.text, en.text))
    instead: dict[int, FactMatch] = {}
    for one, other in turns:
        if wrongly_turned(one, other, shared, ko, en):
            was = " and ".join(roles.ordered(p.ko, p.en)[0].text for p in (one, other))
            detail = f"the {roles.target} turns the score round: {was} changed places"
            found = crossed(one, other, detail, SURE)
            instead |= {id(one.match): found[0], id(other.match): found[1]}
    for group in kinds:
        kind = _Kind(pairs=group, ko=ko, en=en, facts=facts)
        votes = _votes(kind, (*shared, *_shared_facts(pairs, kind, published)))
        for a, b in itertools.combinations(range(len(group)), 2):
            claim = _claim(a, b, votes, kind, roles)
            if claim is not None and not {id(group[a].match), id(group[b].match)} & instead.keys():
                found = crossed(group[a], group[b], *claim)
                instead |= {id(group[a].match): found[0], id(group[b].match): found[1]}
    return [instead.get(id(m), m) for m in matches]


def _kinds(
    pairs: Sequence[Pair], facts: _Facts, published: datetime.date | None
) -> Iterator[tuple[Pair, ...]]:
    """Pairs that could be taken for each other: of one kind, and two or more."""
    kinds: dict[object, list[Pair]] = {}
    for one in pairs:
        if one.ko.family != "identifier":
            kinds.setdefault((one.ko.family, one.en.family, one.ko.unit, one.ko.currency), []).append(one)
    for alike in kinds.values():
        if not 1 < len(alike) <= MOST:
            continue
        clear = tuple(p for p in alike if _single(p, facts, published))
        if len(clear) > 1:
            yield clear


def _single(one: Pair, facts: _Facts, published: datetime.date | None, *, sure: bool = False) -> bool:
    """Whether a value is said once on each side, and in so many words.

    `sure` passes over values that may be the same for all that can be known (2011, last year).
    """
    if one.ko.soft or one.en.soft or one.ko.vague or one.ko.conversion or one.en.conversion:
        return False
    ours = sum(_same(fact, one.en, published, sure) for fact in facts[0])
    return ours == 1 == sum(_same(one.ko, fact, published, sure) for fact in facts[1])


def _same(ko: Fact, en: Fact, published: datetime.date | None, sure: bool) -> bool:
    outcome = compare(ko, en, published)
    return outcome is not None and outcome.verdict != "differ" and not (sure and outcome.verdict == "unknown")


def _shared_facts(pairs: Sequence[Pair], kind: _Kind, published: datetime.date | None) -> Iterator[Shared]:
    """Dates, ranks and ages that agree: a value belongs to them as it does to a noun."""
    for one in pairs:
        family = one.ko.family
        if family == kind.pairs[0].ko.family or family not in ("date", "ordinal", "age"):
            continue
        if _single(one, kind.facts, published, sure=True):
            yield Shared(set=family, ko=(kind.ko.inside(one.ko),), en=(kind.en.inside(one.en),))


def _votes(kind: _Kind, shared: Sequence[Shared]) -> list[_Vote]:
    values_ko, order_ko = _values(kind.ko, kind.facts[0], [p.ko for p in kind.pairs])
    values_en, order_en = _values(kind.en, kind.facts[1], [p.en for p in kind.pairs])
    owners_ko = _owners("ko", kind.ko, [(thing.set, thing.ko) for thing in shared], values_ko)
    owners_en = _owners("en", kind.en, [(thing.set, thing.en) for thing in shared], values_en)
    votes = []
    for thing, i, j in zip(shared, owners_ko, owners_en, strict=True):
        if i in order_ko and j in order_en:
            said_ko, said_en = kind.ko.words(thing.ko[0]), kind.en.words(thing.en[0])
            votes.append(
                _Vote(set=thing.set, ko=order_ko[i], en=order_en[j], said_ko=said_ko, said_en=said_en)
            )
    return votes


def _owners(
    lang: Lang, side: Passage, things: Sequence[tuple[str, Sequence[Span]]], values: Sequence[Span]
) -> list[int | None]:
    """The value that each thing belongs to: by the order of two lists, else by what is nearest."""
    row = listed(lang, side.text, values)
    turns: dict[str, dict[Span, int] | None] = {}
    for name in {name for name, _ in things} if row else ():
        firsts = [spans[0] for other, spans in things if other == name]
        turns[name] = in_turn(lang, side.text, firsts, [values[n] for n in row])
    out: list[int | None] = []
    for name, spans in things:
        turn = turns.get(name)
        if turn is not None and spans[0] in turn:
            out.append(row[turn[spans[0]]])
        else:
            found = owner(lang, side.text, spans, values)
            out.append(None if found in row else found)
    return out


def _values(
    side: Passage, facts: Sequence[Fact], mine: Sequence[Fact]
) -> tuple[list[Span], dict[int | None, int]]:
    """All values of a kind on one side, and which of them are those that are compared."""
    sort = (mine[0].family, mine[0].unit, mine[0].currency)
    alike = [f for f in facts if (f.family, f.unit, f.currency) == sort]
    alike += [f for f in mine if f not in alike]
    return [side.inside(f) for f in alike], {alike.index(f): n for n, f in enumerate(mine)}


def _claim(a: int, b: int, votes: Sequence[_Vote], kind: _Kind, roles: Roles) -> tuple[str, float] | None:
    """That two pairs are a swap, in words, and how sure: if enough says so and nothing denies it."""
    telling = _telling(votes)
    about = [v for v in votes if v.set in telling and {v.ko, v.en} & {a, b}]
    if any((v.ko, v.en) not in ((a, b), (b, a)) for v in about):
        return None
    first, second = [v for v in about if v.ko == a], [v for v in about if v.ko == b]
    one, other = kind.pairs[a], kind.pairs[b]
    turned_round = crossed_contrast(
        kind.ko.text,
        kind.ko.inside(one.ko),
        kind.ko.inside(other.ko),
        kind.en.text,
        kind.en.inside(one.en),
        kind.en.inside(other.en),
    )
    if turned_round is False or not (turned_round or (first and second)):
        return None
    confidence = min(SUREST, SURE + SURER * max(0, len(about) - 2))
    (was_one, is_one), (was_other, is_other) = (roles.ordered(p.ko.text, p.en.text) for p in (one, other))
    if not (first and second):
        return f"{was_one} and {was_other} changed places in the {roles.target}", confidence
    to_one, to_other = (next(v for v in some if v.set in telling) for some in (first, second))
    owner_one, now_one = roles.ordered(to_one.said_ko, to_one.said_en)
    owner_other, now_other = roles.ordered(to_other.said_ko, to_other.said_en)
    detail = (
        f"{was_one} belongs to {owner_one} and {was_other} to {owner_other}; the {roles.target} "
        f"gives {is_one} to {now_other} and {is_other} to {now_one}"
    )
    return detail, confidence


def _telling(votes: Sequence[_Vote]) -> set[str]:
    """The sets that tell values apart: a word alone, such as the year of all, may stand anywhere."""
    return {
        one.set
        for one, other in itertools.combinations(votes, 2)
        if one.set == other.set and one.ko != other.ko and one.en != other.en
    }
