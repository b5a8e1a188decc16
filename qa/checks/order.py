"""Sentences that the translation says in another place."""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.model import Hit, Link, Severity

MOVED = Rule(
    id="order-moved",
    title="Sentences stand in another place of the translation",
    severity=Severity.NEUTRAL,
    mqm="style",
    its="style",
)

PARAGRAPHS = Rule(
    id="order-paragraphs",
    title="The translation is cut into paragraphs in quite another way",
    severity=Severity.NEUTRAL,
    mqm="style",
    its="style",
)

HEAVILY = 2.0
"""Paragraphs of one side for each of the other from which that is told of: English dailies split what
Korean ones print as one paragraph, but seldom into more than two."""
FEWEST = 4
"""Paragraphs that one side has more than the other at least."""

TRUSTED = 0.7
"""Probability of being right from which a link out of order is told of."""


def run(context: Context) -> Iterator[Hit]:
    """One hit for paragraphs merged or split, then one for each run of sentences that moved together."""
    yield from _paragraphs(context)
    for first, block in _blocks(context.links):
        ko, en = tuple(i for b in block for i in b.ko), tuple(j for b in block for j in b.en)
        here = context.sentences_ko[ko[0]].paragraph
        there = context.sentences_en[en[0]].paragraph
        one = len(ko) == 1
        if here != there:
            what = "this sentence stands" if one else "these sentences stand"
            place = _places(context, f"{what} in paragraph", here + 1, "in paragraph", there + 1)
        else:  # one number for both paragraphs would tell of no move
            what = "this is" if one else "these begin with"
            place = _places(context, f"{what} sentence", ko[0], "sentence", en[0]) + ", counted from 0"
        yield Hit(
            rule=MOVED.id,
            message=f"In another place: {place}.",
            reason=f"{place[0].upper()}{place[1:]}, out of order.",
            ko=context.span_of("ko", ko),
            en=context.span_of("en", en),
            link=first,
            confidence=min(b.confidence for b in block),
        )


def _places(context: Context, first: str, ko: int, second: str, en: int) -> str:
    """Two numbers, that of the original first."""
    roles = context.roles
    there, here = roles.ordered(ko, en)
    return f"{first} {there} of the {roles.source} and {second} {here} of the {roles.target}"


def _paragraphs(context: Context) -> Iterator[Hit]:
    """That one side has many more paragraphs than the other, told once."""
    ko, en = len(context.article.ko.paragraphs), len(context.article.en.paragraphs)
    if abs(ko - en) < FEWEST or max(ko, en) < HEAVILY * max(1, min(ko, en)):
        return
    roles = context.roles
    was, became = roles.ordered(ko, en)
    what = "merged" if was > became else "split"
    message = f"Paragraphs were {what}: the {roles.source} has {was}, the {roles.target} {became}."
    yield Hit(rule=PARAGRAPHS.id, message=message, reason=message)


def _blocks(links: tuple[Link, ...]) -> Iterator[tuple[int, list[Link]]]:
    """Runs of moved links that follow on each other on both sides, with the index of the first."""
    block: list[Link] = []
    first = 0
    for n, link in enumerate(links):
        if not link.moved or link.confidence < TRUSTED:
            continue
        if block and link.ko[0] == block[-1].ko[-1] + 1 and link.en[0] == block[-1].en[-1] + 1:
            block.append(link)
            continue
        if block:
            yield first, block
        first, block = n, [link]
    if block:
        yield first, block


CHECK = Check(
    id="order",
    title="Sentences stand in the same order",
    rules=(MOVED, PARAGRAPHS),
    run=run,
    needs="paragraphs",
)
