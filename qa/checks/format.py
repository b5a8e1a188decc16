"""The English as a text: brackets, quotation marks, doubled words, what conversions left, addresses."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
        title="Marks are set as in Korean",
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
"""Kinds that are neutral in a row, which is cut out of a longer text, and silent where its Korean
has them as well."""


def run(context: Context) -> Iterator[Hit]:
    """What is wrong with the English text, then the addresses that it lost."""
    text = context.text("en")
    spans = [p.span for p in context.article.en.paragraphs]
    starts = [s.span.start for s in context.sentences_en]
    link_of = {j: n for n, link in enumerate(context.links) for j in link.en}
    in_korean = _korean_kinds(context)
    told: Counter[str] = Counter()

    def link_at(place: int) -> int | None:
        return link_of.get(max(0, bisect.bisect_right(starts, place) - 1))

    found = list(chatter("en", text, spans))
    for reader in (broken_characters, markup, hidden, doubled, unpaired_brackets, spacing, wide_marks):
        found += reader(text)
    found += unpaired_quotes(text, spans)
    for blemish in found:
        key = blemish.kind if blemish.sure else blemish.reason
        told[key] += 1
        if blemish.kind not in in_korean and told[key] <= (MOST if blemish.sure else 1):
            hit = _hit(blemish, text, "en", link_at(blemish.span.start))
            cut = context.article.aligned and blemish.kind in OWN_PLACE
            yield replace(hit, severity=Severity.NEUTRAL) if cut and "never" in blemish.reason else hit
    for side in ("title", "deck"):
        yield from _of_headlines(context, side)
    korean = context.text("ko")
    for blemish in chatter("ko", korean, [p.span for p in context.article.ko.paragraphs]):
        yield _hit(blemish, korean, "ko", None)
    yield from _lost(context)


def _korean_kinds(context: Context) -> frozenset[str]:
    """The kinds of lost halves that a row's Korean has as well."""
    if not context.article.aligned:
        return frozenset()
    text = context.text("ko")
    spans = [p.span for p in context.article.ko.paragraphs]
    found = [*unpaired_brackets(text), *unpaired_quotes(text, spans)]
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
    """The same in the English headline or the lines under it, which have no place in the body."""
    document = context.article.en
    lines: Sequence[str] = (document.title,) if which == "title" else document.decks
    for line in filter(None, lines):
        whole = [Span(0, len(line))]
        for blemish in (*chatter("en", line, whole), *broken_characters(line), *markup(line), *doubled(line)):
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
    ko, en = context.article.ko, context.article.en
    theirs = "\n".join((en.title, *en.decks, en.text, *(note.text for note in context.article.notes)))
    original = [a for a in addresses(ko.text) if not _by_line(ko.text, a.span)]
    starts = [s.span.start for s in context.sentences_ko]
    link_of = {i: n for n, link in enumerate(context.links) for i in link.ko}
    for gone in list(lost(original, addresses(theirs), theirs))[:MOST]:
        link = link_of.get(max(0, bisect.bisect_right(starts, gone.address.span.start) - 1))
        yield _address_hit(context, gone, link)


_OF_PEOPLE = ("기자", "특파원", "위원", "에디터", "통신원", "객원", "제보", "reporter", "무단")
NEAR = 25
"""Code points beside an e-mail address among which its owner stands."""


def _by_line(text: str, span: Span) -> bool:
    """Whether an address is the writer's, which a translation leaves out."""
    around = text[max(0, span.start - NEAR) : span.end + NEAR]
    return any(word in around for word in _OF_PEOPLE)


def _address_hit(context: Context, gone: LostAddress, link: int | None) -> Hit:
    address, instead = gone.address, gone.instead
    here = None
    if instead is not None and context.text("en").count(instead.text) == 1:
        at = context.text("en").index(instead.text)
        here = Span(at, at + len(instead.text))
    grave = address.kind in ("link", "mail")
    message = f"{address.text} is not in the English"
    if instead is not None:
        message = f"The Korean has {address.text}, the English {instead.text}"
    return Hit(
        rule="format-link",
        message=message,
        reason="This address is another one in the English."
        if instead
        else "This address is not in the English.",
        ko=address.span,
        en=here,
        expected=address.text,
        found=instead.text if instead is not None else "",
        suggestion=address.text,
        link=link,
        severity=Severity.MAJOR if grave and instead is not None else Severity.MINOR,
        confidence=0.9 if grave else 0.7,
    )


CHECK = Check(
    id="format",
    title="The English is a clean text",
    rules=RULES,
    run=run,
    on_links=False,
)
