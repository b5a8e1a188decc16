"""One raw page that holds both languages, as scraped or pasted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from qa.errors import ReadError
from qa.model import Article, Block, BlockKind, Document, DuplicateDiffers, Lang, Note, Span
from qa.read.body import document, parts, presegmented
from qa.read.classify import Verdict, like_deck, like_headline, verdict, without_tail
from qa.read.copies import Collapsed, TextLine, collapse, differing_words
from qa.read.dates import publication_date
from qa.read.encoding import load
from qa.read.lines import Line, ends_sentence, language, split_lines
from qa.read.normal import clean, squeezed
from qa.read.options import ReadOptions

NAMES: dict[Lang, str] = {"ko": "Korean", "en": "English"}
ORDERS: tuple[tuple[Lang, Lang], ...] = (("ko", "en"), ("en", "ko"))
MIN_TEASER = 20
"""Code points without spaces from which a line that breaks off ("…") is a teaser of another."""

MAX_MENU = 40
"""Code points of a line that may belong to the page's furniture when it ends a text."""

_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|head|body|div)\b", re.IGNORECASE)
_BROKEN_OFF = re.compile(r"(?:\.{3}|…)\s?(?:더\s?보기|more|read more)?$", re.IGNORECASE)

Sorted = tuple[tuple[Line, Verdict], ...]


def read_page(path: Path, options: ReadOptions) -> Article:
    """The article on a page.

    Raises:
        ReadError: the page cannot be read, holds one language only, or dates itself to a day
            that does not exist.
    """
    return parse_page(load(path), path.as_posix(), options)


def parse_page(raw: str, uri: str, options: ReadOptions) -> Article:
    """The article in a page's text; see `read_page`."""
    text = clean(raw)
    if _MARKUP.match(text):
        raise ReadError("is HTML or XML source, expected the text of the page", path=uri)
    if options.presegmented:
        return _presegmented(text, uri, options)
    found = classify(text)
    once = collapse(_text_lines(found))
    ko, en = _side("ko", once, uri), _side("en", once, uri)
    published = options.published
    if published is None:
        dated = [(line.number, line.text) for line, v in found if v.kind is BlockKind.DATE]
        published = publication_date(dated, uri, source(options))
    return Article(
        id=uri,
        ko=ko,
        en=en,
        published=published,
        direction=options.direction,
        notes=notes(found),
        duplicates=_duplicates(once, ko, en),
    )


def blocks(raw: str) -> tuple[Block, ...]:
    """Every line of a page with what it was taken for, copies included, in page order."""
    found = classify(clean(raw))
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


def classify(text: str) -> Sorted:
    """The lines of a cleaned page; titles and decks still count as body here."""
    lines = split_lines(text)
    found: list[tuple[Line, Verdict]] = []
    in_links = False
    for line in lines:
        seen = verdict(line)
        if seen is not None:
            in_links = seen.related or (in_links and seen.kind is BlockKind.BOILERPLATE)
        elif in_links and like_headline(line):
            seen = Verdict(BlockKind.BOILERPLATE)
        else:
            in_links = False
            kind = BlockKind.BODY if line.lang else BlockKind.BOILERPLATE
            text, tail = without_tail(line.text)
            line = Line(number=line.number, text=text, lang=line.lang)
            seen = Verdict(kind, tail=tail)
        found.append((line, seen))
    return _without_teasers(found)


def _without_teasers(found: Sequence[tuple[Line, Verdict]]) -> Sorted:
    """Lines that break off and stand whole elsewhere are no text of their own."""
    broken = {
        line.number for line, v in found if v.kind is BlockKind.BODY and _BROKEN_OFF.search(line.text[-20:])
    }
    if not broken or len(broken) > 50:
        return tuple(found)
    whole = [
        squeezed(line.text) for line, v in found if v.kind is BlockKind.BODY and line.number not in broken
    ]

    def is_teaser(line: Line) -> bool:
        start = squeezed(_BROKEN_OFF.sub("", line.text))
        return len(start) >= MIN_TEASER and any(text.startswith(start) for text in whole)

    return tuple(
        (line, Verdict(BlockKind.BOILERPLATE)) if line.number in broken and is_teaser(line) else (line, v)
        for line, v in found
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


def _side(lang: Lang, once: Collapsed, uri: str) -> Document:
    lines = [line for line in once.kept if line.lang == lang]
    if not lines:
        other = NAMES["en" if lang == "ko" else "ko"]
        seen = f"only {other} text found" if once.kept else "no article text found"
        raise ReadError(f"{seen}, expected both Korean and English", path=uri)
    return document(lang, uri, _trimmed(lines))


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
        place = next((p.span for p in side.paragraphs if p.line == kept.number), None)
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


def _presegmented(text: str, uri: str, options: ReadOptions) -> Article:
    """Both languages, a sentence a line; a line without letters belongs to the one before it."""
    sides: dict[Lang, list[Line]] = {"ko": [], "en": []}
    last: Lang | None = None
    for number, raw in enumerate(text.split("\n"), 1):
        stripped = raw.strip()
        last = (language(stripped) or last) if stripped else last
        if stripped and last is not None:
            sides[last].append(Line(number=number, text=stripped, lang=last))
    for lang, other in ORDERS:
        if not sides[lang]:
            raise ReadError(f"only {NAMES[other]} text found, expected both Korean and English", path=uri)
    return Article(
        id=uri,
        ko=presegmented("ko", uri, sides["ko"]),
        en=presegmented("en", uri, sides["en"]),
        published=options.published,
        direction=options.direction,
        presegmented=True,
    )
