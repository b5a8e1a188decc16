"""Links that a person has set: the table that `qa align --format tsv` writes, corrected and read back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from qa.align.order import in_order, placed
from qa.errors import ReadError
from qa.model import Article, Lang, Link, Sentence
from qa.read.encoding import load
from qa.read.lines import dominant

REQUIRED = ("id", "ko", "en")

_INDICES = re.compile(r"[0-9]{1,7}(?: ?, ?[0-9]{1,7}){0,9999}")
_SHOWN = 60  # characters of a text that an error quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: sentence numbers of each side, from 0, and the texts written beside them."""

    line: int
    ko: tuple[int, ...]
    en: tuple[int, ...]
    ko_text: str = ""
    en_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The rows of one article, and the file that they were read from."""

    path: str
    rows: tuple[Row, ...]


GivenLinks = Mapping[str, Given]
"""The given rows of each article, by its id."""


def read_alignment(path: Path, articles: Sequence[Article]) -> GivenLinks:
    """The rows of a file for the articles that are to be checked.

    Columns are found by the names in the header; `id`, `ko` and `en` must be there, `ko_text` and
    `en_text` help to find out that a file is of another text, and others are left out.  One article
    alone may have been read from another folder: the last part of its id decides.

    Raises:
        ReadError: no such file or not text; a column, a number or an article that is not known; a
            sentence in two links; columns that have changed places.  It names the line.
    """
    uri = path.as_posix()
    rows = _rows(load(path).split("\n"), uri)
    known = {_plain(article.id): article.id for article in articles}
    if len(articles) == 1 and len(rows) == 1:
        told = next(iter(rows))
        if PurePosixPath(told).name == PurePosixPath(_plain(articles[0].id)).name:
            known = {told: articles[0].id}
    for name, found in rows.items():
        if name not in known:
            expected = ", ".join(list(known)[:3]) + (" …" if len(known) > 3 else "")
            raise ReadError(
                f"no article with the id {name!r} is checked, expected {expected}",
                path=uri,
                line=found[0].line,
            )
    return {known[name]: Given(path=uri, rows=tuple(found)) for name, found in rows.items()}


def given_links(given: Given, ko: Sequence[Sentence], en: Sequence[Sentence]) -> tuple[Link, ...]:
    """The links that a file gives to an article, in the order of the aligner's.

    Their confidence is 1: a person has set them.  Sentences that no row names, or that a row names
    without any of the other side, are links of their own.  What stands out of order is `moved`.

    Raises:
        ReadError: a sentence that the article does not have, or texts that are not the article's.
    """
    sides: tuple[tuple[Lang, Sequence[Sentence]], ...] = (("ko", ko), ("en", en))
    for lang, sentences in sides:
        _check_numbers(given, lang, len(sentences))
    for lang, sentences in sides:
        _check_texts(given, lang, sentences)
    beads = [(row.ko, row.en) for row in given.rows if row.ko and row.en]
    orderly = in_order(
        [(a, b, sum(len(ko[i].text) for i in a) + sum(len(en[j].text) for j in b)) for a, b in beads]
    )
    linked = [Link(ko=a, en=b, confidence=1.0, moved=n not in orderly) for n, (a, b) in enumerate(beads)]
    ko_taken, en_taken = {i for a, _ in beads for i in a}, {j for _, b in beads for j in b}
    linked += [Link(ko=(i,), en=(), confidence=1.0) for i in range(len(ko)) if i not in ko_taken]
    linked.sort(key=lambda link: link.ko)
    added = [Link(ko=(), en=(j,), confidence=1.0) for j in range(len(en)) if j not in en_taken]
    return placed(linked, added)


def _plain(name: str) -> str:
    """An id as the table holds it: composed, on one line."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _rows(lines: Sequence[str], uri: str) -> dict[str, list[Row]]:
    header = [name.strip() for name in lines[0].split("\t")]
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise ReadError(
            f"no column {', '.join(missing)} in the header {header}, expected what "
            "`qa align --format tsv` writes",
            path=uri,
            line=1,
        )
    if len(set(header)) != len(header):
        raise ReadError(f"a column stands twice in the header {header}", path=uri, line=1)
    out: dict[str, list[Row]] = {}
    lines_of: dict[tuple[str, Lang, int], int] = {}
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        name, row = _row(line, header, number, uri)
        for lang, index in _numbers(row):
            before = lines_of.setdefault((name, lang, index), number)
            if before != number:
                raise ReadError(
                    f"{lang} sentence {index} is in line {before} already, expected it in one line",
                    path=uri,
                    line=number,
                )
        out.setdefault(name, []).append(row)
    if not out:
        raise ReadError("holds no links, expected one a line", path=uri)
    return out


def _row(line: str, header: Sequence[str], number: int, uri: str) -> tuple[str, Row]:
    """One line; cells missing at its end are empty ones, for editors take trailing tabs away."""
    cells = line.split("\t")
    if len(cells) > len(header):
        raise ReadError(f"{len(cells)} cells, expected {len(header)}", path=uri, line=number)
    by_name = dict(zip(header, cells, strict=False))
    name = _plain(by_name.get("id", ""))
    if not name:
        raise ReadError("id is empty, expected the id of an article", path=uri, line=number)
    ko, en = (_indices(by_name.get(lang, ""), lang, number, uri) for lang in ("ko", "en"))
    if not ko and not en:
        raise ReadError("names no sentence, expected a number in ko, en or both", path=uri, line=number)
    texts = {f"{lang}_text": _spaced(by_name.get(f"{lang}_text", "")) for lang in ("ko", "en")}
    return name, Row(line=number, ko=ko, en=en, **texts)


def _indices(cell: str, lang: str, number: int, uri: str) -> tuple[int, ...]:
    cell = cell.strip()
    if not cell:
        return ()
    if not _INDICES.fullmatch(cell):
        raise ReadError(
            f"{lang} is {_short(cell)!r}, expected sentence numbers joined by commas (0 is the first), "
            "or nothing",
            path=uri,
            line=number,
        )
    found = [int(part) for part in cell.split(",")]
    if len(set(found)) != len(found):
        raise ReadError(f"{lang} names a sentence twice: {_short(cell)}", path=uri, line=number)
    return tuple(sorted(found))


def _numbers(row: Row) -> Iterator[tuple[Lang, int]]:
    for i in row.ko:
        yield "ko", i
    for j in row.en:
        yield "en", j


def _check_numbers(given: Given, lang: Lang, count: int) -> None:
    for row in given.rows:
        for index in row.ko if lang == "ko" else row.en:
            if index >= count:
                expected = f"0 to {count - 1}" if count else "none: that side has no sentence"
                raise ReadError(
                    f"there is no {lang} sentence {index}, expected {expected}",
                    path=given.path,
                    line=row.line,
                )


def _check_texts(given: Given, lang: Lang, sentences: Sequence[Sentence]) -> None:
    """Whoever corrects numbers need not correct the texts beside them; but if most of those hold
    none of the sentences that the numbers name, then the file is of another text.
    """
    judged = strange = 0
    first: Row | None = None
    for row in given.rows:
        indices, text = (row.ko, row.ko_text) if lang == "ko" else (row.en, row.en_text)
        if not indices or not text:
            continue
        judged += 1
        if not any(_spaced(sentences[i].text) in text for i in indices):
            strange += 1
            first = first or row
    if first is None or 2 * strange <= judged:
        return
    indices, text = (first.ko, first.ko_text) if lang == "ko" else (first.en, first.en_text)
    if dominant(text) == ("en" if lang == "ko" else "ko"):
        hint = "; have the columns changed places?"
    else:
        hint = "; is it of another article, or of an older text?"
    raise ReadError(
        f"{lang}_text is {_short(text)!r}, expected {_short(sentences[indices[0]].text)!r}{hint}",
        path=given.path,
        line=first.line,
    )


def _spaced(text: str) -> str:
    """Breaks and runs of spaces as one space each."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
