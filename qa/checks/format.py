"""The translation as a text: brackets, quotation marks, doubled words, what conversions left, addresses."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from qa.checks.base import Check, Context, Rule
from qa.compare.addresses import LostAddress, lost
from qa.extract.addresses import addresses
from qa.extract.blemish import Blemish
from qa.extract.chatter import chatter
from qa.extract.english.damage import broken_characters, hidden, markup
from qa.extract.english.doubled import doubled
from qa.extract.english.spacing import spacing, wide_marks
from qa.extract.korean import blemishes as korean
from qa.extract.paired_marks import unpaired_brackets, unpaired_quotes
from qa.model import Hit, Lang, Severity, Span

RULES: Final = (
    Rule(
        id="format-chatter",
        title="A machine's remark about its translation was left in",
        severity=Severity.MAJOR,
        mqm="accuracy/addition",
        its="addition",
    ),
    Rule(
        id="format-mojibake",
        title="Characters were decoded wrongly",
        severity=Severity.MAJOR,
        mqm="design/character-encoding",
        its="characters",
    ),
    Rule(
        id="format-markup",
        title="Entities, tags or markdown were left in the text",
        severity=Severity.MINOR,
        mqm="design/markup",
        its="markup",
    ),
    Rule(
        id="format-link",
        title="A link, e-mail address or account is not the same in the translation",
        severity=Severity.MAJOR,
        mqm="accuracy/omission",
        its="omission",
    ),
    Rule(
        id="format-doubled",
        title="A word stands twice",
        severity=Severity.MINOR,
        mqm="linguistic-conventions/grammar",
        its="duplication",
    ),
    Rule(
        id="format-brackets",
        title="A bracket lacks its other half",
        severity=Severity.MINOR,
        mqm="linguistic-conventions/punctuation",
        its="typographical",
    ),
    Rule(
        id="format-quotes",
        title="A quotation mark lacks its other half",
        severity=Severity.MINOR,
        mqm="linguistic-conventions/punctuation",
        its="typographical",
    ),
    Rule(
        id="format-spacing",
        title="A space or a mark is missing or too many",
        severity=Severity.MINOR,
        mqm="linguistic-conventions/punctuation",
        its="typographical",
    ),
    Rule(
        id="format-width",
        title="Marks are set as in another language",
        severity=Severity.MINOR,
        mqm="linguistic-conventions/punctuation",
        its="typographical",
    ),
    Rule(
        id="format-hidden",
        title="Invisible characters were left in the text",
        severity=Severity.NEUTRAL,
        mqm="design/character-encoding",
        its="characters",
    ),
)
_START = {rule.id: rule.severity for rule in RULES}

MOST = 10
"""Findings of one rule in an article: who sees ten of a kind looks for the rest."""

OWN_PLACE: Final = frozenset(("brackets", "quotes"))
"""Kinds that are neutral in a row, which is cut out of a longer text, and silent where its original
has them as well."""

_READERS: Final[Mapping[Lang, tuple[Callable[[str], Iterator[Blemish]], ...]]] = {
    "en": (broken_characters, markup, hidden, doubled, unpaired_brackets, spacing, wide_marks),
    "ko": (
        broken_characters,
        markup,
        hidden,
        korean.doubled,
        unpaired_brackets,
        korean.spacing,
        korean.wide_marks,
    ),
}
"""What looks for blemishes in a text of each language."""
_QUOTES: Final = {"en": unpaired_quotes, "ko": korean.unpaired_quotes}


def run(context: Context) -> Iterator[Hit]:
    """What is wrong with the translation as a text, then the addresses that it lost."""
    original, lang = context.roles.original, context.roles.translation
    text = context.text(lang)
    spans = _paragraphs(context, lang)
    starts = [s.span.start for s in context.sentences(lang)]
    link_of = {i: n for n, link in enumerate(context.links) for i in (link.ko if lang == "ko" else link.en)}
    in_original = _kinds_of_original(context)
    told: Counter[str] = Counter()

    def link_at(place: int) -> int | None:
        return link_of.get(max(0, bisect.bisect_right(starts, place) - 1))

    found = list(chatter(lang, text, spans))
    for reader in _READERS[lang]:
        found += reader(text)
    found += _QUOTES[lang](text, spans)
    for blemish in found:
        key = blemish.kind if blemish.sure else blemish.reason
        told[key] += 1
        if blemish.kind not in in_original and told[key] <= (MOST if blemish.sure else 1):
            hit = _hit(blemish, text, lang, link_at(blemish.span.start))
            cut = context.article.aligned and blemish.kind in OWN_PLACE
            yield replace(hit, severity=Severity.NEUTRAL) if cut and "never" in blemish.reason else hit
    for side in ("title", "deck"):
        yield from _of_headlines(context, side)
    source = context.text(original)
    for blemish in chatter(original, source, _paragraphs(context, original)):
        yield _hit(blemish, source, original, None)
    yield from _lost(context)


def _paragraphs(context: Context, lang: Lang) -> list[Span]:
    return [p.span for p in context.article.side(lang).paragraphs]


def _kinds_of_original(context: Context) -> frozenset[str]:
    """The kinds of lost halves that a row's original has as well."""
    if not context.article.aligned:
        return frozenset()
    lang = context.roles.original
    text = context.text(lang)
    found = [*unpaired_brackets(text), *unpaired_quotes(text, _paragraphs(context, lang))]
    return frozenset(b.kind for b in found) & OWN_PLACE


def _hit(blemish: Blemish, text: str, lang: Lang, link: int | None) -> Hit:
    rule = f"format-{blemish.kind}"
    words = text[max(0, blemish.span.start - 20) : blemish.span.end + 20].replace("\n", " ").strip()
    short = blemish.span.end - blemish.span.start < 4
    return Hit(
        rule=rule,
        message=f"{blemish.reason}: …{words}…" if short else blemish.reason,
        reason=f"{blemish.reason}.",
        en=blemish.span if lang == "en" else None,
        ko=blemish.span if lang == "ko" else None,
        found=text[blemish.span.start : blemish.span.end],
        suggestion=blemish.suggestion,
        link=link,
        severity=_START[rule] if blemish.sure else _START[rule].lowered(),
        confidence=0.95 if blemish.sure else 0.7,
    )


_LINES: Final[Mapping[str, str]] = {"title": "headline", "deck": "line under the headline"}


def _of_headlines(context: Context, which: str) -> Iterator[Hit]:
    """The same in the translation's headline or the lines under it, which have no place in the body."""
    lang = context.roles.translation
    document = context.article.side(lang)
    twice = doubled if lang == "en" else korean.doubled
    lines: Sequence[str] = (document.title,) if which == "title" else document.decks
    for line in filter(None, lines):
        whole = [Span(0, len(line))]
        for blemish in (*chatter(lang, line, whole), *broken_characters(line), *markup(line), *twice(line)):
            words = line[blemish.span.start : blemish.span.end]
            yield Hit(
                rule=f"format-{blemish.kind}",
                message=f"In the {_LINES[which]} “{line}”: {blemish.reason}",
                reason=f"{blemish.reason}.",
                found=words,
                suggestion=blemish.suggestion,
                severity=_START[f"format-{blemish.kind}"].lowered(0 if blemish.sure else 1),
            )


def _lost(context: Context) -> Iterator[Hit]:
    """Addresses of the original that the translation does not have."""
    original, translation = context.roles.ordered(context.article.ko, context.article.en)
    notes = (note.text for note in context.article.notes)
    theirs = "\n".join((translation.title, *translation.decks, translation.text, *notes))
    ours = [a for a in addresses(original.text) if not _by_line(original.text, a.span)]
    starts = [s.span.start for s in context.sentences(original.lang)]
    link_of = {
        i: n for n, link in enumerate(context.links) for i in (link.ko if original.lang == "ko" else link.en)
    }
    for gone in list(lost(ours, addresses(theirs), theirs))[:MOST]:
        link = link_of.get(max(0, bisect.bisect_right(starts, gone.address.span.start) - 1))
        yield _address_hit(context, gone, link)


_OF_PEOPLE = (
    "기자",
    "특파원",
    "위원",
    "에디터",
    "통신원",
    "객원",
    "제보",
    "reporter",
    "correspondent",
    "무단",
)
NEAR = 25
"""Code points beside an e-mail address among which its owner stands."""


def _by_line(text: str, span: Span) -> bool:
    """Whether an address is the writer's, which a translation leaves out."""
    around = text[max(0, span.start - NEAR) : span.end + NEAR]
    return any(word in around for word in _OF_PEOPLE)


def _address_hit(context: Context, gone: LostAddress, link: int | None) -> Hit:
    address, instead, roles = gone.address, gone.instead, context.roles
    here = None
    if instead is not None and context.text(roles.translation).count(instead.text) == 1:
        at = context.text(roles.translation).index(instead.text)
        here = Span(at, at + len(instead.text))
    grave = address.kind in ("link", "mail")
    message = f"{address.text} is not in the {roles.target}"
    if instead is not None:
        message = f"The {roles.source} has {address.text}, the {roles.target} {instead.text}"
    ko, en = roles.ordered(address.span, here)
    return Hit(
        rule="format-link",
        message=message,
        reason=f"This address is another one in the {roles.target}."
        if instead
        else f"This address is not in the {roles.target}.",
        ko=ko,
        en=en,
        expected=address.text,
        found=instead.text if instead is not None else "",
        suggestion=address.text,
        link=link,
        severity=Severity.MAJOR if grave and instead is not None else Severity.MINOR,
        confidence=0.9 if grave else 0.7,
    )


CHECK = Check(
    id="format",
    title="The translation is a clean text",
    rules=RULES,
    run=run,
    on_links=False,
)
