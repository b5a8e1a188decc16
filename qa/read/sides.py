"""Two files, one for each language."""

from __future__ import annotations

import datetime
from pathlib import Path

from qa.errors import ReadError
from qa.model import Article, BlockKind, Document, Lang, Note
from qa.read.body import document, presegmented
from qa.read.dates import publication_date
from qa.read.encoding import load
from qa.read.lines import Line, dominant, language
from qa.read.normal import clean
from qa.read.options import ReadOptions
from qa.read.page import NAMES, ORDERS, classify, notes

MIN_LETTERS = 20
"""Letters below which a file's language is not judged (a score line, a name)."""


def read_sides(ko: Path, en: Path, options: ReadOptions) -> Article:
    """The article whose two sides are these files.  A side keeps all its lines, also those that
    are not in its language (an untranslated paragraph must be seen).

    Raises:
        ReadError: a file cannot be read, holds no text, or is in the wrong language.
    """
    texts: dict[Lang, str] = {"ko": clean(load(ko)), "en": clean(load(en))}
    paths: dict[Lang, Path] = {"ko": ko, "en": en}
    _check_languages(texts, paths)
    uris = {lang: path.as_posix() for lang, path in paths.items()}
    if options.presegmented:
        return Article(
            id=uris["ko"],
            ko=presegmented("ko", uris["ko"], _all_lines(texts["ko"])),
            en=presegmented("en", uris["en"], _all_lines(texts["en"])),
            published=options.published,
            direction=options.direction,
            presegmented=True,
        )
    ko_side, ko_notes, ko_date = _side("ko", texts["ko"], uris["ko"], options)
    en_side, en_notes, en_date = _side("en", texts["en"], uris["en"], options)
    return Article(
        id=uris["ko"],
        ko=ko_side,
        en=en_side,
        published=options.published
        or (ko_date if options.direction == "ko-en" else en_date)
        or ko_date
        or en_date,
        direction=options.direction,
        notes=tuple(dict.fromkeys(ko_notes + en_notes)),
    )


def _check_languages(texts: dict[Lang, str], paths: dict[Lang, Path]) -> None:
    found = {lang: dominant(text) for lang, text in texts.items()}
    swapped = found["ko"] == "en" and found["en"] == "ko"
    for lang, other in ORDERS:
        wrong = found[lang] == other and sum(c.isalpha() for c in texts[lang]) >= MIN_LETTERS
        if swapped or wrong:
            hint = "; the two files seem to be swapped" if swapped else ""
            raise ReadError(
                f"found {NAMES[other]} text, expected {NAMES[lang]}{hint}", path=paths[lang].as_posix()
            )


def _side(
    lang: Lang, text: str, uri: str, options: ReadOptions
) -> tuple[Document, tuple[Note, ...], datetime.date | None]:
    found = classify(text)
    lines = [
        Line(number=line.number, text=line.text, lang=line.lang or lang)
        for line, v in found
        if v.kind is BlockKind.BODY
    ]
    if not lines:
        raise ReadError("no article text found", path=uri)
    date = None
    if options.published is None:
        date = publication_date(
            [(li.number, li.text) for li, v in found if v.kind is BlockKind.DATE], uri, lang
        )
    return document(lang, uri, lines), notes(found), date


def _all_lines(text: str) -> list[Line]:
    return [
        Line(number=number, text=stripped, lang=language(stripped))
        for number, raw in enumerate(text.split("\n"), 1)
        if (stripped := raw.strip())
    ]
