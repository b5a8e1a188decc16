"""Words that say the opposite of what the original says: up for down, before for after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.checks.base import Check, Context, LinkedText, Rule
from qa.model import Hit, Severity, Span

CHANGED = Rule(
    id="antonym-changed",
    title="The translation says the opposite",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    its="mistranslation",
    needs="gaps",
)


DOUBTFUL = 0.45
"""Cosine of the two words under which a likelier counterpart of one of them makes a finding minor."""


def run(context: Context) -> Iterator[Hit]:
    """Words at one end of a scale whose counterpart on the other side is a word of the other end."""
    for part in context.linked():
        yield from _of_link(context, part)


def _of_link(context: Context, part: LinkedText) -> Iterator[Hit]:
    import numpy as np

    from qa.compare.opposites import Words, turns
    from qa.extract.english import opposites as english
    from qa.extract.korean import opposites as korean
    from qa.segment.korean import joined

    pair = context.pairs.get(part.index)
    if pair is None:
        return
    facts_ko = [m.ko.span for m in context.facts if m.link == part.index and m.ko is not None]
    facts_en = [m.en.span for m in context.facts if m.link == part.index and m.en is not None]
    ko = [p for p in korean.read(context.text("ko"), part.tokens) if not _within(p.span, facts_ko)]
    en = [p for p in english.read(context.text("en"), part.en) if not _within(p.span, facts_en)]
    like = pair.like
    words = Words(
        ko=tuple(u.span for u in like.ko),
        en=tuple(u.span for u in like.en),
        cosines=like.single,
        light=np.array([u.tag == "stop" for u in like.en], bool),
        subjects=korean.subjects(part.tokens),
        standards_ko=korean.standards(part.tokens),
        standards_en=english.standards(context.text("en"), part.en),
    )
    for turn in turns(ko, en, words):
        roles = context.roles
        said, found = roles.ordered(context.words("ko", turn.ko.span), context.words("en", turn.en.span))
        if roles.translation == "ko":
            right = joined(korean.opposite(turn.ko, turn.reading.scale, part.tokens))
        else:
            right = turn.reading.opposite
            if found[0].isupper():
                right = right[0].upper() + right[1:]
        wanted = f"; expected a word like “{right}”" if right else ""
        doubtful = turn.cosine < DOUBTFUL and min(turn.ko_lead, turn.en_lead) < 0
        yield Hit(
            rule=CHANGED.id,
            message=f"{said} became its opposite, “{found}”{wanted}",
            reason=f"The {roles.target} says the opposite{wanted}.",
            ko=turn.ko.span,
            en=turn.en.span,
            expected=right,
            found=found,
            suggestion=right,
            link=part.index,
            confidence=(0.7 if doubtful else 0.9) * part.link.together,
            severity=Severity.MINOR if doubtful else Severity.MAJOR,
        )


def _within(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a fact holds the word: what stands before or after a date is the date check's."""
    return any(s.start <= span.start and span.end <= s.end for s in spans)


CHECK = Check(
    id="antonym",
    title="No word says the opposite",
    rules=(CHANGED,),
    run=run,
)
