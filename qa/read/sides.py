"""Two files, one for each language."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

from qa.errors import ReadError
from qa.model import Article, BlockKind, Document, Lang, Note
from qa.read.body import document, presegmented
from qa.read.formats import open_source
from qa.read.lines import dominant
from qa.read.options import ReadOptions
from qa.read.page import NAMES, ORDERS, classify, notes, placed, publication, sentence_lines
from qa.read.source import Source

MIN_LETTERS = 20
"""Letters below which a file's language is not judged (a score line, a name)."""


def read_sides(ko: Path, en: Path, options: ReadOptions) -> Article:
    """The article whose two sides are these files.  A side keeps all its lines, also those that
    are not in its language (an untranslated paragraph must be seen).

    Raises:
        ReadError: a file cannot be read, holds no text, or is in the wrong language.
    """
    pages: dict[Lang, Source] = {"ko": open_source(ko), "en": open_source(en)}
    _check_languages({lang: _text(page) for lang, page in pages.items()}, pages)
    if options.presegmented:
        sides = {
            lang: placed(presegmented(lang, page.uri, sentence_lines(page)), page)
            for lang, page in pages.items()
        }
        return Article(
            id=pages["ko"].uri,
            ko=sides["ko"],
            en=sides["en"],
            published=options.published,
            direction=options.direction,
            presegmented=True,
        )
    ko_side, ko_notes, ko_date = _side("ko", pages["ko"], options)
    en_side, en_notes, en_date = _side("en", pages["en"], options)
    return Article(
        id=pages["ko"].uri,
        ko=ko_side,
        en=en_side,
        published=(ko_date if options.direction == "ko-en" else en_date) or ko_date or en_date,
        direction=options.direction,
        notes=tuple(dict.fromkeys(ko_notes + en_notes)),
    )


def _text(page: Source) -> str:
    return page.text or "\n".join(line.text for line in page.lines)


def _check_languages(texts: dict[Lang, str], pages: dict[Lang, Source]) -> None:
    found = {lang: dominant(text) for lang, text in texts.items()}
    swapped = found["ko"] == "en" and found["en"] == "ko"
    for lang, other in ORDERS:
        wrong = found[lang] == other and sum(c.isalpha() for c in texts[lang]) >= MIN_LETTERS
        if swapped or wrong:
            hint = "; the two files seem to be swapped" if swapped else ""
            raise ReadError(f"found {NAMES[other]} text, expected {NAMES[lang]}{hint}", path=pages[lang].uri)


def _side(
    lang: Lang, page: Source, options: ReadOptions
) -> tuple[Document, tuple[Note, ...], datetime.date | None]:
    found = classify(page.lines)
    lines = [
        dataclasses.replace(line, lang=line.lang or lang) for line, v in found if v.kind is BlockKind.BODY
    ]
    if not lines:
        raise ReadError("no article text found", path=page.uri)
    side = placed(document(lang, page.uri, lines), page)
    return side, notes(found), publication(found, page, options, lang)
