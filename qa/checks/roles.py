"""Who did what to whom: the two participants of a verb have not changed places."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from qa.checks.base import Check, Context, LinkedText, Rule
from qa.compare.roles import Shared, turned
from qa.model import Hit, Severity

ROLES = Rule(
    id="antonym-roles",
    title="Who does what to whom is turned round",
    severity=Severity.NEUTRAL,
    mqm="accuracy/mistranslation",
    its="mistranslation",
    needs="gaps",
)

LIKE, AHEAD = 0.5, 0.12
"""Cosine from which a noun is said by an English word, and by which it is ahead of the nouns of the
other participant."""


def run(context: Context) -> Iterator[Hit]:
    """Acts that the English tells with their two participants the other way round."""
    for part in context.linked():
        yield from _of_link(context, part)


def _of_link(context: Context, part: LinkedText) -> Iterator[Hit]:
    from qa.extract.english import roles as english
    from qa.extract.korean import roles as korean

    if part.index not in context.pairs:
        return
    ko = korean.read(context.text("ko"), part.tokens)
    if not ko:
        return
    en = english.read(context.text("en"), part.en)
    if not {act.relation for act in ko} & {act.relation for act in en}:
        return
    for turn in turned(ko, en, tuple(_shared(context, part))):
        ours = [context.words("ko", s) for s in (turn.ko.first, turn.ko.second)]
        theirs = [context.words("en", s) for s in (turn.en.first, turn.en.second)]
        clause = turn.en.first._replace(
            start=min(turn.en.first.start, turn.en.second.start, turn.en.verb.start),
            end=max(turn.en.first.end, turn.en.second.end, turn.en.verb.end),
        )
        said = turn.ko.first._replace(
            start=min(turn.ko.first.start, turn.ko.second.start, turn.ko.verb.start),
            end=max(turn.ko.first.end, turn.ko.second.end, turn.ko.verb.end),
        )
        yield Hit(
            rule=ROLES.id,
            message=f"Who does what to whom is turned round: {context.words('ko', said)} "
            f"became “{context.words('en', clause)}”",
            reason=f"{theirs[0]} and {theirs[1]} changed places: in the Korean it is {ours[0]}, then {ours[1]}.",
            ko=said,
            en=clause,
            expected=f"{theirs[1]} … {theirs[0]}",
            found=f"{theirs[0]} … {theirs[1]}",
            link=part.index,
            confidence=round((0.85 if turn.names else 0.7) * part.link.together, 6),
        )


def _shared(context: Context, part: LinkedText) -> Iterator[Shared]:
    from qa.names.shared import shared_names

    for ko, en in shared_names(context.text("ko"), context.text("en"), part.ko, part.en, part.tokens):
        yield Shared(ko=ko, en=en, name=True)
    like = context.pairs[part.index].like
    for column, word in enumerate(like.en):
        if word.tag in ("stop", "number") or not len(like.ko):
            continue
        cosines = like.single[:, column]
        best = float(cosines.max())
        if best < LIKE:
            continue
        for row in np.flatnonzero(cosines >= best - AHEAD):
            yield Shared(ko=like.ko[row].span, en=word.span, name=False)


CHECK = Check(
    id="roles",
    title="Who does what to whom is the same",
    rules=(ROLES,),
    run=run,
)
