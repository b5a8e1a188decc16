"""Terms: those of the user's glossary missing or said in a forbidden way, compounds said in two ways."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.checks.base import Check, Context, LinkedText, Rule
from qa.checks.gaps import TOLD
from qa.compare.terms import Banned, compare_terms
from qa.coverage.consistency import Linked, deviations
from qa.coverage.rendering import rendering
from qa.extract.english.glossary_terms import (
    EnglishForms,
    EnglishTerm,
    contains,
    english_forms,
    find_english,
    pronoun_in,
    short_for,
    stands_in,
)
from qa.extract.korean.glossary_terms import KoreanForms, KoreanTerm, find_korean, korean_forms
from qa.lexicon import function_words
from qa.model import Glossary, Hit, Severity, Span, Term, squashed

MISSING = Rule(
    id="term-missing",
    title="A term of the glossary is translated otherwise",
    severity=Severity.MAJOR,
    mqm="terminology/wrong-term",
    its="terminology",
    needs="glossary",
)

FORBIDDEN = Rule(
    id="term-forbidden",
    title="A word that the glossary forbids stands for a term",
    severity=Severity.MAJOR,
    mqm="terminology/wrong-term",
    its="terminology",
    needs="glossary",
    into_english="glossaries forbid English words, not Korean ones",
)

INCONSISTENT = Rule(
    id="term-inconsistent",
    title="A compound is translated in two ways",
    severity=Severity.NEUTRAL,
    mqm="terminology/inconsistent-use-of-terminology",
    its="inconsistency",
    needs="gaps",
    into_english="the wordings of one compound are compared in English alone",
)

SURE, LIKELY = 0.95, 0.85
"""Confidence where the words that stand for the term are known, and where they are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A glossary, ready to be looked for."""

    terms: tuple[Term, ...]
    ko: KoreanForms
    en: EnglishForms


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The terms of a link."""

    linked: LinkedText
    ko: tuple[KoreanTerm, ...]
    en: tuple[EnglishTerm, ...]


@functools.lru_cache(maxsize=4)
def _known(glossary: Glossary) -> _Known:
    """Prepared once a run: a glossary is compared by identity."""
    terms = glossary.entries
    return _Known(
        terms=terms,
        ko=korean_forms([t.ko for t in terms]),
        en=english_forms([(t.en, t.forbidden) for t in terms]),
    )


def run(context: Context) -> Iterator[Hit]:
    """Every link against the glossary, if there is one, and against the rest of the article."""
    yield from _inconsistent(context)
    if context.glossary is None:
        return
    known = _known(context.glossary)
    found = tuple(
        _Found(
            linked=one,
            ko=tuple(find_korean(context.text("ko"), one.tokens, one.ko, known.ko)),
            en=tuple(find_english(context.text("en"), one.en, known.en)),
        )
        for one in context.linked()
    )
    if context.article.direction == "en-ko":
        yield from _into_korean(context, known, found)
        return
    first = _first_said(context, known)
    for at, one in enumerate(found):
        told = compare_terms(one.ko, one.en)
        for banned in told.banned:
            yield _forbidden_hit(known, one, banned, context)
        for term in told.missing:
            hit = _missing_hit(context, known, found, at, term, first)
            if hit is not None:
                yield hit


def _inconsistent(context: Context) -> Iterator[Hit]:
    """Compounds that the glossary does not settle, said in an unusual way in one sentence."""
    linked = [
        Linked(index=one.index, tokens=one.tokens, pair=context.pairs[one.index])
        for one in context.linked()
        if one.index in context.pairs
    ]
    for d in deviations(context.text("ko"), linked):
        ko, en = context.words("ko", d.ko), context.words("en", d.en)
        if context.glossary is not None and context.glossary.entry(ko) is not None:
            continue
        yield Hit(
            rule=INCONSISTENT.id,
            message=f"{ko} is “{en}” here, but “{d.wording}” in {d.usual} of {d.of} sentences",
            reason=f"Here it is “{en}”, but “{d.wording}” in {d.usual} of {d.of} sentences.",
            ko=d.ko,
            en=d.en,
            expected=d.wording,
            found=en,
            suggestion=d.wording,
            link=d.link,
            confidence=round(LIKELY * context.links[d.link].together, 6),
        )


def _forbidden_hit(known: _Known, one: _Found, banned: Banned, context: Context) -> Hit:
    term = known.terms[banned.term.term]
    ko, said = context.words("ko", banned.term.span), context.words("en", banned.said.span)
    better = f": use “{term.en[0]}”" if term.en else ""
    return Hit(
        rule=FORBIDDEN.id,
        message=f"The glossary forbids “{said}” for {ko}{better}",
        reason=f"The glossary forbids this word for {ko}.",
        ko=banned.term.span,
        en=banned.said.span,
        expected=term.en[0] if term.en else "",
        found=said,
        suggestion=term.en[0] if term.en else "",
        link=one.linked.index,
        confidence=round(SURE * one.linked.link.together, 6),
        severity=Severity.MINOR if banned.besides else Severity.MAJOR,
    )


def _missing_hit(
    context: Context,
    known: _Known,
    found: Sequence[_Found],
    at: int,
    mention: KoreanTerm,
    first: Mapping[int, int],
) -> Hit | None:
    """A term none of whose accepted words is in the linked English; None where that is in order."""
    one, term = found[at], known.terms[mention.term]
    if not term.en or _omitted(context, one, mention.span) or _moved(found, at, mention.term):
        return None
    english = context.text("en")
    short = short_for(term.en, english, one.linked.en, function_words("en"))
    before = first.get(mention.term, one.linked.en.end) < one.linked.en.start
    if short is not None and (before or mention.modifies or mention.verb):
        return None
    if before and pronoun_in(english, one.linked.en):
        return None
    guess = _guess(context, one, mention, term) if short is None else None
    unsure = guess is None and one.linked.index in context.pairs
    mild = before or short is not None or mention.verb or mention.compound or unsure
    # Nothing stands for it, and it is a kind of word that English often leaves unsaid or says in short.
    free = guess is None and (mention.verb or mention.compound or mention.before or mention.short)
    ko = context.words("ko", mention.span)
    said = context.words("en", guess) if guess is not None else ""
    wanted = " or ".join(f"“{en}”" for en in term.en[:3])
    has = f"; the English seems to say “{said}”" if said else ""
    return Hit(
        rule=MISSING.id,
        message=f"{ko} is {wanted} in the glossary, which is not in the English{has}",
        reason="The English does not use the term of the glossary.",
        ko=mention.span,
        en=guess,
        expected=term.en[0],
        found=said,
        suggestion=term.en[0],
        link=one.linked.index,
        confidence=round((SURE if said else LIKELY) * one.linked.link.together, 6),
        severity=Severity.NEUTRAL if free and mild else Severity.MINOR if mild else Severity.MAJOR,
    )


def _guess(context: Context, one: _Found, mention: KoreanTerm, term: Term) -> Span | None:
    """The words that seem to stand for a term; None where none do, or they may as well say more than it.

    One word for 장애인 올림픽 ("Paralympics") is not for 올림픽 alone, "Bush" not for the 대통령 after
    부시, and "the country" is any country.
    """
    pair = context.pairs.get(one.linked.index)
    guess = rendering(pair, mention.span) if pair is not None and not mention.verb else None
    if guess is None or any(e.span.touches(guess) for e in one.en):
        return None
    words = context.words("en", guess)
    alone = " " not in words
    titled = alone and mention.before == "NNP" and words[0].isupper()
    one_word = alone and any(contains(words, en) for en in term.en)  # carmakers
    if stands_in(words) or one_word or titled or (alone and mention.before == "NNG"):
        return None
    return guess


def _omitted(context: Context, one: _Found, span: Span) -> bool:
    """Whether the words around a term are told of as left out altogether."""
    return any(
        gap.lang == "ko"
        and gap.link == one.linked.index
        and gap.log_odds >= TOLD[gap.lang][0]
        and gap.span.touches(span)
        for gap in context.gaps or ()
    )


def _moved(found: Sequence[_Found], at: int, term: int) -> bool:
    """Whether a neighbouring sentence says the term, of which its own Korean does not speak."""
    return any(
        any(e.term == term and not e.forbidden for e in near.en) and all(k.term != term for k in near.ko)
        for near in (*found[max(0, at - 1) : at], *found[at + 1 : at + 2])
    )


def _first_said(context: Context, known: _Known) -> Mapping[int, int]:
    """Where the English first says each term in full; -1 in its headline."""
    out: dict[int, int] = {}
    title, body = context.article.en.title, context.text("en")
    for text, in_title in ((title, True), (body, False)):
        for e in find_english(text, Span(0, len(text)), known.en):
            if not e.forbidden:
                out.setdefault(e.term, -1 if in_title else e.span.start)
    return out


def _into_korean(context: Context, known: _Known, found: Sequence[_Found]) -> Iterator[Hit]:
    """Of a translation into Korean: the first mention of an English term without its Korean."""
    seen: set[int] = set()
    for at, one in enumerate(found):
        near = found[max(0, at - 1) : at + 2]
        korean = squashed("".join(context.words("ko", n.linked.ko) for n in near))
        there = {k.term for n in near for k in n.ko}
        spans = [e.span for e in one.en]
        for e in one.en:
            inner = any(s != e.span and s.start <= e.span.start and e.span.end <= s.end for s in spans)
            if e.forbidden or e.term in seen or inner:
                continue
            seen.add(e.term)
            same = {o.term for o in one.en if o.span == e.span}
            terms = [known.terms[n] for n in same]
            if same & there or any(squashed(ko) in korean for t in terms for ko in t.ko):
                continue
            wanted = known.terms[e.term].ko[0]
            said = context.words("en", e.span)
            yield Hit(
                rule=MISSING.id,
                message=f"“{said}” is {wanted} in the glossary, which is not in the Korean",
                reason="The Korean does not use the term of the glossary.",
                en=e.span,
                expected=wanted,
                suggestion=wanted,
                link=one.linked.index,
                confidence=round(LIKELY * one.linked.link.together, 6),
                severity=Severity.MAJOR,
            )


CHECK = Check(
    id="term",
    title="Terms are those of the glossary, and the same throughout",
    rules=(MISSING, FORBIDDEN, INCONSISTENT),
    run=run,
)
