"""Whoever is quoted is the same person on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.checks.base import Check, Context, LinkedText, Rule
from qa.compare.quotes import pair_quotations
from qa.coverage.quotes import quote_cosines
from qa.extract.english import quotations as english
from qa.extract.english import speakers as english_speakers
from qa.extract.korean import quotations as korean
from qa.extract.korean import speakers as korean_speakers
from qa.extract.quotations import Marks, Quotation, Quotations
from qa.model import Hit, Lang, Severity, Span

SPEAKER = Rule(
    id="quote-speaker",
    title="The words are put into another person's mouth",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    its="mistranslation",
)

MANY = 12
"""Quotations of a side above which a link is a list, or no text at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speakers:
    """The speakers of two quotations that are one."""

    ko: Span
    en: Span


def run(context: Context) -> Iterator[Hit]:
    """Quotations whose speaker is one person in the Korean and another in the English."""
    row = context.article.aligned
    ko = korean.read(context.text("ko"), _paragraphs(context, "ko"), row=row)
    en = english.read(context.text("en"), _paragraphs(context, "en"), row=row)
    for part in context.linked():
        ours, theirs = _within(ko, part.ko), _within(en, part.en)
        if not ours or not theirs or max(len(ours), len(theirs)) > MANY:
            continue
        for pair in _pairs(context, part, ours, theirs):
            yield from _told(context, part, pair)


def _paragraphs(context: Context, lang: Lang) -> list[Span]:
    return [p.span for p in context.article.side(lang).paragraphs]


def _within(read: Quotations, part: Span) -> list[Quotation]:
    """The outermost quotations that lie in a stretch of text, titles left out."""
    return [
        q
        for q in read.found
        if q.outer is None
        and q.marks is not Marks.TITLE
        and part.start <= q.span.start
        and q.span.end <= part.end
    ]


def _pairs(
    context: Context, part: LinkedText, ours: Sequence[Quotation], theirs: Sequence[Quotation]
) -> Iterator[_Speakers]:
    """The quotations of a link that are one and have a speaker on both sides, each pair of them once."""
    said_ko = {s.quotation: s.speaker for s in korean_speakers.read(context.text("ko"), part.tokens, ours)}
    if not said_ko:
        return
    said_en = {s.quotation: s.speaker for s in english_speakers.read(context.text("en"), part.en, theirs)}
    if not said_en:
        return
    cosines = quote_cosines(
        [context.words("ko", q.inner) for q in ours],
        [context.words("en", q.inner) for q in theirs],
        context.vectors,
    )
    told: set[_Speakers] = set()
    for one in pair_quotations(cosines, [q.speech for q in ours], [q.speech for q in theirs]):
        mine = {said_ko[ours[i].span] for i in one.ko if ours[i].span in said_ko}
        other = {said_en[theirs[j].span] for j in one.en if theirs[j].span in said_en}
        if len(mine) == 1 == len(other):
            told.add(_Speakers(ko=mine.pop(), en=other.pop()))
    yield from sorted(told, key=lambda s: (s.ko, s.en))


def _told(context: Context, part: LinkedText, pair: _Speakers) -> Iterator[Hit]:
    from qa.names.speakers import compared

    found = compared(context.text("ko"), context.text("en"), part.ko, part.en, part.tokens, pair.ko, pair.en)
    if found is None or not found.differ:
        return
    # Somebody whom the other side does not name at all: the check of names says so, where it is sure.
    severity, sure = Severity.NEUTRAL, 0.5
    if found.there:
        severity, sure = (Severity.MAJOR, 0.9) if found.here else (Severity.MINOR, 0.7)
    said, other = context.roles.ordered(context.words("ko", found.ko), context.words("en", found.en))
    yield Hit(
        rule=SPEAKER.id,
        message=f"The quotation is by {said}; the {context.roles.target} gives it to {other}",
        reason="The quotation is given to another person.",
        ko=found.ko,
        en=found.en,
        expected=said,
        found=other,
        link=part.index,
        severity=severity,
        confidence=round(sure * part.link.together, 6),
    )


CHECK = Check(
    id="speaker",
    title="Quotations have the same speaker",
    rules=(SPEAKER,),
    run=run,
)
