"""One raw page that holds both languages, as scraped or pasted."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Sequence
from pathlib import Path

from qa.errors import ReadError
from qa.model import Article, Block, BlockKind, Document, DuplicateDiffers, Lang, Note, Paragraph, Span
from qa.read.body import document, parts, presegmented
from qa.read.classify import Verdict, like_deck, like_headline, verdict, without_tail
from qa.read.copies import Collapsed, TextLine, collapse, differing_words
from qa.read.dates import publication_date
from qa.read.formats import open_source
from qa.read.lines import Line, ends_sentence, language
from qa.read.normal import squeezed
from qa.read.options import ReadOptions
from qa.read.source import Source, text_source

NAMES: dict[Lang, str] = {"ko": "Korean", "en": "English"}
ORDERS: tuple[tuple[Lang, Lang], ...] = (("ko", "en"), ("en", "ko"))
MIN_TEASER = 20
"""Code points without spaces from which a line that breaks off ("…") is a teaser of another."""

MAX_MENU = 40
"""Code points of a line that may belong to the page's furniture when it ends a text."""

_BROKEN_OFF = re.compile(r"(?:\.{3}|…)\s?(?:더\s?보기|more|read more)?$", re.IGNORECASE)

Sorted = tuple[tuple[Line, Verdict], ...]


def read_page(path: Path, options: ReadOptions) -> Article:
    """The article on a page, in whatever format that is no pairs file.

    Raises:
        ReadError: the page cannot be read, holds one language only, or dates itself to a day
            that does not exist.
    """
    return page_article(open_source(path), options)


def parse_page(raw: str, uri: str, options: ReadOptions) -> Article:
    """The article in a page's text; see `read_page`."""
    return page_article(text_source(raw, uri), options)


def page_article(page: Source, options: ReadOptions) -> Article:
    """The article that the lines of a page hold; see `read_page`."""
    uri = page.uri
    if options.presegmented:
        return _presegmented(page, options)
    found = classify(page.lines)
    once = collapse(_text_lines(found))
    ko, en = _side("ko", once, page), _side("en", once, page)
    return Article(
        id=uri,
        ko=ko,
        en=en,
        published=publication(found, page, options, source(options)),
        direction=options.direction,
        notes=notes(found),
        duplicates=_duplicates(once, ko, en),
    )


def publication(found: Sorted, page: Source, options: ReadOptions, original: Lang) -> datetime.date | None:
    """The date that the user gives, or the page's lines, or what the file says outside them."""
    if options.published is not None:
        return options.published
    dated = [(line.number, line.text) for line, v in found if v.kind is BlockKind.DATE]
    return publication_date(dated, page.uri, original) or page.published


def blocks(raw: str) -> tuple[Block, ...]:
    """Every line of a page's text with what it was taken for, copies included, in page order."""
    found = classify(text_source(raw, "").lines)
    once = collapse(_text_lines(found))
    kinds: dict[str, BlockKind] = {}
    for lang in ("ko", "en"):
        own = [line for line in once.kept if line.lang == lang]
        side = parts(_trimmed(own))
        kinds.update({squeezed(line.text): BlockKind.BOILERPLATE for line in own[len(_trimmed(own)) :]})
        for deck in side.decks:
            kinds[squeezed(deck.text)] = BlockKind.DECK
        if side.title:
            kinds[squeezed(side.title.text)] = BlockKind.TITLE
    return tuple(
        Block(
            kind=kinds.get(squeezed(line.text), v.kind) if v.kind is BlockKind.BODY else v.kind,
            lang=line.lang,
            text=line.text,
            line=line.number,
        )
        for line, v in found
    )


def source(options: ReadOptions) -> Lang:
    """The language of the original: its date is what its relative dates count from."""
    return "ko" if options.direction == "ko-en" else "en"


def classify(lines: Sequence[Line]) -> Sorted:
    """What each line of a page is; titles and decks still count as body here."""
    found: list[tuple[Line, Verdict]] = []
    in_links = False
    for line in lines:
        seen = Verdict(line.kind) if line.kind is not None else verdict(line)
        if seen is not None:
            in_links = seen.related or (in_links and seen.kind is BlockKind.BOILERPLATE)
        elif in_links and like_headline(line):
            seen = Verdict(BlockKind.BOILERPLATE)
        else:
            in_links = False
            kind = BlockKind.BODY if line.lang else BlockKind.BOILERPLATE
            text, tail = without_tail(line.text)
            line = dataclasses.replace(line, text=text)
            seen = Verdict(kind, tail=tail)
        found.append((line, seen))
    return _without_teasers(found)


def _without_teasers(found: Sequence[tuple[Line, Verdict]]) -> Sorted:
    """Lines that break off and stand whole elsewhere are no text of their own."""
    broken = {
        n
        for n, (line, v) in enumerate(found)
        if v.kind is BlockKind.BODY and _BROKEN_OFF.search(line.text[-20:])
    }
    if not broken or len(broken) > 50:
        return tuple(found)
    whole = [
        squeezed(line.text)
        for n, (line, v) in enumerate(found)
        if v.kind is BlockKind.BODY and n not in broken
    ]

    def is_teaser(line: Line) -> bool:
        start = squeezed(_BROKEN_OFF.sub("", line.text))
        return len(start) >= MIN_TEASER and any(text.startswith(start) for text in whole)

    return tuple(
        (line, Verdict(BlockKind.BOILERPLATE)) if n in broken and is_teaser(line) else (line, v)
        for n, (line, v) in enumerate(found)
    )


def notes(found: Sorted) -> tuple[Note, ...]:
    """Notes and by-lines, each once."""
    unique: dict[Note, None] = {}
    for line, v in found:
        if v.kind in (BlockKind.NOTE, BlockKind.BYLINE):
            unique[Note(kind=v.note, text=line.text)] = None
        unique.update(dict.fromkeys(v.tail))
    return tuple(unique)


def _text_lines(found: Sorted) -> tuple[TextLine, ...]:
    lines: list[TextLine] = []
    block = 0
    broken = True
    for line, v in found:
        if v.kind is BlockKind.CAPTION:
            continue  # a picture stands inside the text, not between two texts
        if v.kind is not BlockKind.BODY:
            broken = True
            continue
        if broken or lines[-1].line.lang != line.lang:
            block += 1
        broken = False
        lines.append(TextLine(line=line, block=block))
    return tuple(lines)


def _side(lang: Lang, once: Collapsed, page: Source) -> Document:
    lines = [line for line in once.kept if line.lang == lang]
    if not lines:
        other = NAMES["en" if lang == "ko" else "ko"]
        seen = f"only {other} text found" if once.kept else "no article text found"
        raise ReadError(f"{seen}, expected both Korean and English", path=page.uri)
    return placed(document(lang, page.uri, _trimmed(lines)), page)


def placed(side: Document, page: Source) -> Document:
    """A side with its paragraphs' places in the file."""
    return page.places.placed(side) if page.places is not None else side


def _trimmed(lines: list[Line]) -> list[Line]:
    """The lines without short ones behind the last sentence: a text does not end like a menu."""
    last = max((i for i, line in enumerate(lines) if ends_sentence(line.text)), default=-1)
    rest = lines[last + 1 :]
    menu = last >= 0 and all(like_deck(line) and len(line.text) <= MAX_MENU for line in rest)
    return lines[: last + 1] if menu else lines


def _duplicates(once: Collapsed, ko: Document, en: Document) -> tuple[DuplicateDiffers, ...]:
    found = []
    for kept, other in once.near:
        side = ko if kept.lang == "ko" else en
        place = next((p.span for p in side.paragraphs if _is(p, kept, side)), None)
        if place is None:
            continue  # headlines and decks have no place in the body
        for start, end, words, theirs in differing_words(kept.text, other.text):
            found.append(
                DuplicateDiffers(
                    lang=side.lang,
                    span=Span(place.start + start, place.start + end),
                    kept=words,
                    other=theirs,
                    line=other.number,
                )
            )
    return tuple(found)


def _is(paragraph: Paragraph, line: Line, side: Document) -> bool:
    """Whether a paragraph is this line.  Lines of a page may share a number (cells of one row)."""
    span = paragraph.span
    return span.end - span.start == len(line.text) and side.text.startswith(line.text, span.start)


def _presegmented(page: Source, options: ReadOptions) -> Article:
    """Both languages, a sentence a line; a line without letters belongs to the one before it."""
    uri = page.uri
    sides: dict[Lang, list[Line]] = {"ko": [], "en": []}
    last: Lang | None = None
    for line in sentence_lines(page):
        last = line.lang or last
        if last is not None:
            sides[last].append(dataclasses.replace(line, lang=last))
    for lang, other in ORDERS:
        if not sides[lang]:
            raise ReadError(f"only {NAMES[other]} text found, expected both Korean and English", path=uri)
    return Article(
        id=uri,
        ko=placed(presegmented("ko", uri, sides["ko"]), page),
        en=placed(presegmented("en", uri, sides["en"]), page),
        published=options.published,
        direction=options.direction,
        presegmented=True,
    )


def sentence_lines(page: Source) -> list[Line]:
    """The lines of a text as they stand, each a sentence (`--lines`).

    Raises:
        ReadError: the format has no lines of text.
    """
    if not page.text:
        raise ReadError("has no lines of text, which --lines expects (plain text)", path=page.uri)
    return [
        Line(number=number, text=stripped, lang=language(stripped))
        for number, raw in enumerate(page.text.split("\n"), 1)
        if (stripped := raw.strip())
    ]
