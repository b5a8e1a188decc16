"""Who did what to whom: the two participants of a verb have not changed places."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from qa.checks.base import Check, Context, LinkedText, Rule
from qa.compare.acts import Shared, turned
from qa.extract.acts import Act
from qa.model import Hit, Lang, Severity

ROLES = Rule(
    id="antonym-roles",
    title="Who does what to whom is turned round",
    severity=Severity.MAJOR,
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
    from qa.extract.english import acts as english
    from qa.extract.korean import acts as korean

    if part.index not in context.pairs:
        return
    ko = korean.read(context.text("ko"), part.tokens)
    if not ko:
        return
    en = english.read(context.text("en"), part.en)
    if not {act.relation for act in ko} & {act.relation for act in en}:
        return
    roles = context.roles
    for turn in turned(ko, en, tuple(_shared(context, part))):
        said, found = roles.ordered(_clause(context, "ko", turn.ko), _clause(context, "en", turn.en))
        yield Hit(
            rule=ROLES.id,
            message=f"Who does what to whom is turned round: {said} became {found}",
            reason="The two who take part changed places: who does what to whom is turned round.",
            ko=turn.ko.clause,
            en=turn.en.clause,
            expected=said,
            found=found,
            link=part.index,
            severity=Severity.MAJOR if turn.names else Severity.MINOR,
            confidence=round((0.9 if turn.names else 0.7) * part.link.together, 6),
        )


def _clause(context: Context, lang: Lang, act: Act) -> str:
    return f"“{context.words(lang, act.clause)}”"


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
