"""Names of people, places and bodies are the same on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.checks.base import Check, Context, LinkedText, Rule
from qa.model import Glossary, Hit, Lang, NamePair, Severity, Span
from qa.names.english import name_words, stands_for_name
from qa.names.evidence import Evidence, Floats, Names, evidence
from qa.names.features import MEANT, meaning_of_stems
from qa.names.judge import SAID, unsaid
from qa.names.korean import NameStem, name_stems
from qa.names.match import NameMatch, match_names
from qa.names.spellings import other_spellings

CHANGED = Rule(
    id="name-changed",
    title="A name is another one in the translation",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation/entity",
    its="mistranslation",
)
MISSPELT = Rule(
    id="name-misspelt",
    title="The spelling does not go with the name in the original",
    severity=Severity.NEUTRAL,
    mqm="accuracy/mistranslation/entity",
    its="mistranslation",
)
MISSING = Rule(
    id="name-missing",
    title="A name of the original is not in the translation",
    severity=Severity.MAJOR,
    mqm="accuracy/omission",
    its="omission",
)
ADDED = Rule(
    id="name-added",
    title="The translation has a name that the original lacks",
    severity=Severity.NEUTRAL,
    mqm="accuracy/addition",
    its="addition",
)
INCONSISTENT = Rule(
    id="name-inconsistent",
    title="One name is spelt in two ways in the translation",
    severity=Severity.MINOR,
    mqm="style/inconsistent-style",
    its="inconsistency",
    into_english="spellings of one name are compared in English alone",
)

TOLD, PLAIN = 2.0, 3.0
"""Evidence (log likelihood ratios of both sides added up) from which another name is told of, as
neutral and as major."""
ALIKE, SURE = 0.75, 5.5
"""Likeness of consonants from which it may be an odd spelling of the same name, and the evidence
that outweighs it."""
LOST, DOUBTED = 4.3, 3.0
"""Evidence from which a name is missing, as major and as neutral."""
FOREIGN = 3.5
"""Evidence from which an English name that nothing in the Korean answers to is told of, as neutral."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A link whose names were compared."""

    part: LinkedText
    found: Evidence
    odds_ko: Floats
    odds_en: Floats
    matches: tuple[NameMatch, ...]


def run(context: Context) -> Iterator[Hit]:
    """Names that the two sides of a link do not share, and spellings that the article does not keep to."""
    looked = look(context)
    said_ko, said_en = _said(looked)
    pairs = Counter(
        (context.words("ko", m.ko.span), context.words("en", m.en.span))
        for one in looked
        for m in one.matches
        if m.ko is not None and m.en is not None
    )
    told: set[tuple[str, str]] = set()
    for one in looked:
        for match in one.matches:
            if match.ko is not None and match.en is not None:
                names = (context.words("ko", match.ko.span), context.words("en", match.en.span))
                if names in told:
                    continue  # the article keeps to it, and one finding says so
                if _meant(one, match, said_en):
                    continue  # the Korean has a pronoun, or nothing
                hit = _changed(context, one, match, often=pairs[names] > 1)
                if hit is not None:
                    told.add(names)
                    yield hit
            elif match.ko is not None:
                yield from _korean_alone(context, one, match, said_ko)
            elif match.en is not None:
                yield from _english_alone(context, one, match, said_en)
    yield from _inconsistent(context, looked)


def look(context: Context) -> list[Looked]:
    """Compare the names of all links, once for an article."""
    if "names" not in context.memo:
        context.memo["names"] = _look(context)
    found: list[Looked] = context.memo["names"]
    return found


def said(context: Context) -> Iterator[NamePair]:
    """The names that both sides say and whose words are known on both, where names were looked at."""
    for one in look(context) if "names" in context.memo else ():
        for stem, odds, answer in zip(one.found.stems, one.odds_ko, one.found.answers, strict=True):
            whole = context.words("ko", stem.span)
            # 챗GPT is one name, of which the morphology takes the Hangul for it
            where = stem.span if any(c.isascii() for c in whole) else stem.name
            plain = context.words("ko", where).replace(" ", "").isalpha()
            if stem.tag == "name" and plain and odds < 0 and answer is not None:
                yield NamePair(ko=where, en=answer, link=one.part.index)


def _look(context: Context) -> list[Looked]:
    ko, en = context.text("ko"), context.text("en")
    parts = list(context.linked())
    likes = [context.pairs[part.index].like if part.index in context.pairs else None for part in parts]
    links = []
    for part, like in zip(parts, likes, strict=True):
        stems = name_stems(ko, part.tokens)
        meant = tuple(bool(c >= MEANT) for c in meaning_of_stems(stems, like)[0])
        links.append(Names(ko=part.ko, en=part.en, stems=stems, words=name_words(en, part.en), meant=meant))
    out = []
    for part, like, found in zip(parts, likes, evidence(ko, en, links), strict=True):
        odds_ko, odds_en = unsaid(found, like)
        for n, stem in enumerate(found.stems):
            if _abbreviates(ko, stem):
                odds_ko[n] = SAID
        if context.glossary is not None:
            _leave_to_glossary(context.glossary, found, odds_ko, odds_en)
        stood_for = stands_for_name(en, part.en)
        matches = match_names(ko, found, odds_ko, odds_en, stood_for=stood_for)
        out.append(Looked(part=part, found=found, odds_ko=odds_ko, odds_en=odds_en, matches=matches))
    return out


def _abbreviates(text: str, stem: NameStem) -> bool:
    """Whether a stem only gives the letters of the noun before it: 최고경영자(CEO)."""
    start, end = stem.span
    letters = text[start:end]
    return (
        stem.tag == "latin"
        and letters.isupper()
        and text[end : end + 1] == ")"
        and start > 1
        and text[start - 1] == "("
        and "가" <= text[start - 2] <= "힣"
    )


def _leave_to_glossary(glossary: Glossary, found: Evidence, odds_ko: Floats, odds_en: Floats) -> None:
    """What the user's glossary names is for the check of terms to judge, and not told of here."""
    accepted: set[str] = set()
    for n, stem in enumerate(found.stems):
        term = next((t for t in map(glossary.entry, stem.forms) if t is not None), None)
        if term is not None:
            odds_ko[n] = SAID
            accepted |= {word.casefold() for form in (*term.en, *term.forbidden) for word in form.split()}
    for n, word in enumerate(found.words):
        if word.text.casefold() in accepted:
            odds_en[n] = SAID


def _said(looked: Sequence[Looked]) -> tuple[frozenset[str], frozenset[str]]:
    """Names of each side that some link says on both: what is dropped later is meant by a pronoun."""
    ko = {
        form
        for one in looked
        for stem, odds in zip(one.found.stems, one.odds_ko, strict=True)
        if odds < 0
        for form in stem.forms
    }
    en = {
        word.text
        for one in looked
        for word, odds in zip(one.found.words, one.odds_en, strict=True)
        if odds < 0
    }
    return frozenset(ko), frozenset(en)


def _meant(one: Looked, match: NameMatch, said: frozenset[str]) -> bool:
    """Whether the English only names again what the article has named, and the Korean has no name here."""
    assert match.ko is not None
    assert match.en is not None
    if match.known:
        return False
    words = one.found.words[match.en.first : match.en.last + 1]
    return one.found.stems[match.ko.first].tag == "noun" and all(w.text in said for w in words if w.proper)


def _changed(context: Context, one: Looked, match: NameMatch, *, often: bool) -> Hit | None:
    ko, en = match.ko, match.en
    assert ko is not None
    assert en is not None
    if match.evidence < TOLD or not match.sure:
        return None
    in_ko, in_en = context.words("ko", ko.span), context.words("en", en.span)
    said, found = context.roles.ordered(in_ko, in_en)
    odd = match.likeness >= ALIKE and match.evidence < SURE and not match.known
    return Hit(
        rule=(MISSPELT if odd else CHANGED).id,
        message=f"Korean names {in_ko}, English names {in_en}",
        reason=f"{found} is an odd spelling of {said}." if odd else f"{found} does not go with {said}.",
        ko=ko.span,
        en=en.span,
        expected=said,
        found=found,
        link=one.part.index,
        severity=_severity(match, odd=odd, often=often),
        confidence=one.part.link.together,
    )


def _severity(match: NameMatch, *, odd: bool, often: bool) -> Severity:
    """Two in three doubtful ones are right translations: those are neutral."""
    if odd or match.evidence < PLAIN:
        return Severity.NEUTRAL
    return Severity.MINOR if often else Severity.MAJOR


def _korean_alone(context: Context, one: Looked, match: NameMatch, said: frozenset[str]) -> Iterator[Hit]:
    chunk = match.ko
    assert chunk is not None
    if match.evidence < DOUBTED or not match.sure:
        return
    stems = one.found.stems[chunk.first : chunk.last + 1]
    if not context.article.aligned and any(form in said for stem in stems for form in stem.forms):
        return
    severity = Severity.MAJOR if match.evidence >= LOST else Severity.NEUTRAL
    yield _alone(context, one, "ko", chunk.span, severity)


def _english_alone(context: Context, one: Looked, match: NameMatch, said: frozenset[str]) -> Iterator[Hit]:
    chunk = match.en
    assert chunk is not None
    words = one.found.words[chunk.first : chunk.last + 1]
    if match.evidence < FOREIGN or any(word.text in said for word in words):
        return
    yield _alone(context, one, "en", chunk.span, Severity.NEUTRAL)


def _alone(context: Context, one: Looked, lang: Lang, span: Span, severity: Severity) -> Hit:
    """A name that stands on one side only: missing if that is the original, added if not."""
    name, roles = context.words(lang, span), context.roles
    lost = lang == roles.original
    return Hit(
        rule=(MISSING if lost else ADDED).id,
        message=f"{name} is not in the {roles.other(lang)}",
        reason=f"This name is not in the {roles.other(lang)}.",
        ko=span if lang == "ko" else None,
        en=span if lang == "en" else None,
        expected=name if lost else "",
        found="" if lost else name,
        link=one.part.index,
        severity=severity,
        confidence=one.part.link.together,
    )


def _inconsistent(context: Context, looked: Sequence[Looked]) -> Iterator[Hit]:
    """Spellings of one Korean name that differ within the article."""
    english = context.text("en")
    uses: list[tuple[str, Span, int]] = []
    for one in looked:
        for stem, answer in zip(one.found.stems, one.found.answers, strict=True):
            if answer is not None and stem.tag == "name":
                uses.append((context.words("ko", stem.name), answer, one.part.index))
    for name, span, link, usual in other_spellings(uses, english):
        spelt = context.words("en", span)
        yield Hit(
            rule=INCONSISTENT.id,
            message=f"{name} is spelt {spelt} here and {usual} elsewhere",
            reason=f"The article spells this name {usual} elsewhere.",
            en=span,
            expected=usual,
            found=spelt,
            suggestion=usual,
            link=link,
        )


CHECK = Check(
    id="name",
    title="Names are the same on both sides",
    rules=(CHANGED, MISSPELT, MISSING, ADDED, INCONSISTENT),
    run=run,
)
