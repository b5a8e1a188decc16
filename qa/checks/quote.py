"""Quotations: kept as quotations, of the same words, no wider than in the original."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from qa.checks.base import Check, Context, LinkedText, Rule
from qa.compare.quotes import Quoted, pair_quotations
from qa.coverage import Pair
from qa.coverage.quotes import judge, quote_cosines, said_outside
from qa.extract.english import quotations as english
from qa.extract.korean import quotations as korean
from qa.extract.quotations import Marks, Quotation, Quotations
from qa.model import Hit, Lang, Severity, Span

CHANGED = Rule(
    id="quote-changed",
    title="The words in quotation marks say something else",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    its="mistranslation",
    needs="gaps",
)
LOST = Rule(
    id="quote-lost",
    title="What the original quotes is not quoted in the translation",
    severity=Severity.MINOR,
    mqm="accuracy/mistranslation",
    its="mistranslation",
)
ADDED = Rule(
    id="quote-added",
    title="The translation quotes what the original does not quote",
    severity=Severity.NEUTRAL,
    mqm="accuracy/addition",
    its="addition",
)
WIDENED = Rule(
    id="quote-widened",
    title="The quotation takes in words that the original does not quote",
    severity=Severity.NEUTRAL,
    mqm="accuracy/mistranslation",
    its="mistranslation",
    needs="gaps",
    into_english="where a quotation ends is compared in translations into English alone",
)
MINOR, MAJOR = 2.8, 3.3
"""Log odds from which a quotation is told of as changed."""

MANY = 40
"""Quotations of a side above which a link is a list, or no text at all."""

WORDS = 3
"""Words that a quotation must have to be told of as added: shorter ones mark a term."""


def run(context: Context) -> Iterator[Hit]:
    """All that is wrong with the quotations of an article, link by link."""
    ko = korean.read(context.text("ko"), _paragraphs(context, "ko"), row=context.article.aligned)
    en = english.read(context.text("en"), _paragraphs(context, "en"), row=context.article.aligned)
    told: list[tuple[LinkedText, list[Quotation], list[Quotation], list[Quoted]]] = []
    for linked in context.linked():
        ours, theirs = _within(ko, linked.ko), _within(en, linked.en)
        if (ours or theirs) and max(len(ours), len(theirs)) <= MANY:
            cosines = quote_cosines(
                [context.words("ko", q.inner) for q in ours],
                [context.words("en", q.inner) for q in theirs],
                context.vectors,
            )
            speech = [q.speech for q in ours], [q.speech for q in theirs]
            told.append((linked, ours, theirs, pair_quotations(cosines, *speech)))
    for linked, ours, theirs, quoted in told:
        pair = context.pairs.get(linked.index)
        for one in quoted:
            if one.ko and one.en:
                a, b = [ours[i] for i in one.ko], [theirs[j] for j in one.en]
                hit = _changed(context, linked, pair, a, b)
                yield from [hit] if hit else _widened(context, linked, pair, a, b)
            else:
                alone = ours[one.ko[0]] if one.ko else theirs[one.en[0]]
                told_of = _lost if alone.lang == context.roles.original else _added
                yield from told_of(context, linked, alone)


def _paragraphs(context: Context, lang: Lang) -> list[Span]:
    return [p.span for p in context.article.side(lang).paragraphs]


def _within(read: Quotations, part: Span) -> list[Quotation]:
    """The outermost quotations of a stretch of text, titles left out; what reaches over its ends is cut."""
    return [
        q.within(part)
        for q in read.found
        if q.outer is None and q.marks is not Marks.TITLE and q.inner.touches(part)
    ]


def _whole(quotations: Sequence[Quotation]) -> Span:
    return Span(quotations[0].span.start, quotations[-1].span.end)


def _changed(
    context: Context, linked: LinkedText, pair: Pair | None, ko: Sequence[Quotation], en: Sequence[Quotation]
) -> Hit | None:
    if pair is None or context.vectors is None:
        return None
    if any(korean.is_figurative(context.words("ko", q.inner)) for q in ko):
        return None  # an idiom is translated by another one
    odds = judge(pair, [q.inner for q in ko], [q.inner for q in en], context.vectors)
    if odds is None or odds < MINOR:
        return None
    a, b = _whole(ko), _whole(en)
    meant, said = context.roles.ordered(context.words("ko", a), context.words("en", b))
    return Hit(
        rule=CHANGED.id,
        message=f"The quotation seems to say something else: {meant} is {said}",
        reason="The words in quotation marks seem to say something else.",
        ko=a,
        en=b,
        expected=meant,
        found=said,
        link=linked.index,
        confidence=round(linked.link.together / (1 + math.exp(-odds)), 6),
        severity=Severity.MAJOR if odds >= MAJOR else Severity.MINOR,
    )


def _lost(context: Context, linked: LinkedText, quotation: Quotation) -> Iterator[Hit]:
    if not quotation.speech or quotation.runs_on:
        return
    roles = context.roles
    if roles.translation == "en":
        indirect = english.says_who(context.words("en", linked.en))
    else:
        indirect = korean.says_who(context.words("ko", linked.ko))
    if indirect:
        return  # somebody still says it
    words = context.words(quotation.lang, quotation.span)
    yield Hit(
        rule=LOST.id,
        message=f"The {roles.source} quotes these words, the {roles.target} does not: {words}",
        reason=f"The {roles.source} quotes these words, the {roles.target} states them as its own.",
        ko=quotation.span if quotation.lang == "ko" else None,
        en=quotation.span if quotation.lang == "en" else None,
        expected=words,
        link=linked.index,
        confidence=round(0.6 * linked.link.together, 6),
    )


def _added(context: Context, linked: LinkedText, quotation: Quotation) -> Iterator[Hit]:
    words, roles = context.words(quotation.lang, quotation.span), context.roles
    if len(words.split()) < WORDS or quotation.runs_on:
        return
    if quotation.lang == "ko" and not quotation.speech:
        return  # Korean sets off what it stresses, too
    yield Hit(
        rule=ADDED.id,
        message=f"The {roles.target} quotes these words, the {roles.source} does not: {words}",
        reason=f"The {roles.target} quotes these words, the {roles.source} does not.",
        ko=quotation.span if quotation.lang == "ko" else None,
        en=quotation.span if quotation.lang == "en" else None,
        found=words,
        link=linked.index,
        confidence=round(0.6 * linked.link.together, 6),
    )


def _widened(
    context: Context, linked: LinkedText, pair: Pair | None, ko: Sequence[Quotation], en: Sequence[Quotation]
) -> Iterator[Hit]:
    if pair is None or any(q.runs_on for q in (*ko, *en)):
        return
    wide = said_outside(pair, [q.inner for q in ko], [q.inner for q in en])
    if wide is None:
        return
    a, b = _whole(ko), _whole(en)
    words = context.words("en", wide)
    yield Hit(
        rule=WIDENED.id,
        message=f"The Korean has these words outside of its quotation {context.words('ko', a)}: {words}",
        reason="The Korean has these words outside of its quotation.",
        ko=a,
        en=wide,
        expected=context.words("ko", a),
        found=context.words("en", b),
        link=linked.index,
        confidence=round(0.6 * linked.link.together, 6),
    )


CHECK = Check(
    id="quote",
    title="Quotations are kept, and say the same",
    rules=(CHANGED, LOST, ADDED, WIDENED),
    run=run,
)
