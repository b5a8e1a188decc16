"""Names that sound cannot know (독일 is Germany, 연준 the Fed, 현대차 Hyundai Motor): tables and look-ups.

One row of `qa/data/names/*.tsv` is one entity with all its usual forms in both languages.  To *find* names in
a text, see `qa.names.mentions`.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.data import table

TABLES = (
    "countries",
    "history",
    "pairs",
    "korea",
    "korea_districts",
    "regions",
    "places",
    "cities",
    "waters",
    "bodies_korea",
    "bodies_world",
    "parties",
    "companies",
    "media",
    "schools",
    "sport",
    "people",
    "events",
    "beliefs",
    "culture",
)
COLUMNS = ("id", "kind", "ko", "en", "ambiguous", "parts", "source")

# A word of an English name: an abbreviation with its dots (U.S.), or letters and digits joined by ' . &.
PIECE = re.compile(r"(?:[A-Z]\.){2,8}|[^\W_]+(?:['’.&][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’][sS]$")
_DROPPED = str.maketrans("", "", "'’.`")
_SPACES = str.maketrans("", "", " ·‧ㆍ")
_LONG_ENOUGH_FOR_PLURAL = 5  # letters; below, a final s is more often a part of the name (US, Laos)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An entity whose name is known in both languages.

    Attributes:
        id: kind and a key that does not change (`country:de`, `body:us-fed`).
        kind: what sort of thing it is (`country`, `city`, `body`, `party`, `company`, `person`, `pair` …).
        ko: the Korean forms that news uses, the preferred one first.
        en: the English forms, the preferred one first; adjectives and people of a place stand among them.
            A `pair` (한미) may have none: its parts say what to look for.
        ambiguous: those of its forms (either language) that are common words too (이란, 가나), or more often
            mean something else (Seoul for the country): alone, they prove nothing.
        parts: of a compound (한미, 방미), the ids of the entities that it names.
    """

    id: str
    kind: str
    ko: tuple[str, ...]
    en: tuple[str, ...]
    ambiguous: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()


@functools.cache
def known() -> tuple[Known, ...]:
    """All entities of all tables, in file order."""
    return tuple(
        Known(
            id=row["id"],
            kind=row["kind"],
            ko=_cells(row["ko"]),
            en=_cells(row["en"]),
            ambiguous=frozenset(_cells(row["ambiguous"])),
            parts=_cells(row["parts"]),
        )
        for name in TABLES
        for row in table(f"names/{name}", COLUMNS)
    )


def by_id(key: str) -> Known | None:
    """The entity with this id."""
    return _ids().get(key)


def by_korean(form: str) -> tuple[Known, ...]:
    """The entities that have exactly this Korean form; spaces and middle dots inside a form do not matter."""
    return korean_forms().get(korean_key(form), ())


def by_english(form: str) -> tuple[Known, ...]:
    """The entities that have this English form.

    Case does not matter, but for abbreviations in capitals (who is not WHO); a leading "the", a possessive,
    dots, accents and hyphens are dropped, and a plural finds its singular (Britons, Democrats).
    """
    pieces = [m.group() for m in PIECE.finditer(form)]
    if len(pieces) > 1 and pieces[0].casefold() == "the":
        pieces = pieces[1:]
    return english_entities(pieces)


def korean_key(form: str) -> str:
    """A Korean form without its spaces and middle dots."""
    return form if form.isalnum() and "ㆍ" not in form else form.translate(_SPACES)


def piece_key(piece: str) -> str:
    """A word of an English form, bare: no possessive, dots, apostrophes, accents or case."""
    if not piece.isascii():
        piece = "".join(c for c in unicodedata.normalize("NFD", piece) if not unicodedata.combining(c))
    if not piece.isalnum():
        piece = _POSSESSIVE.sub("", piece).translate(_DROPPED)
    return piece.casefold()


def english_entities(
    pieces: Sequence[str], keys: Sequence[str] | None = None, *, as_name: bool = False
) -> tuple[Known, ...]:
    """The entities called by these words in a row; see `by_english`.

    Args:
        pieces: words as `PIECE` finds them.
        keys: their `piece_key`s, where the caller has them.
        as_name: a form that is written with a capital must have one in the text too (Fed, not fed).
    """
    forms = english_forms()
    bare = " ".join(keys if keys is not None else map(piece_key, pieces))
    rows = forms.get(bare, ())
    found = _fitting(rows, pieces, as_name) if rows else ()
    if not found and bare.endswith("s") and len(bare.rpartition(" ")[2]) >= _LONG_ENOUGH_FOR_PLURAL:
        rows = forms.get(bare[:-1], ())
        found = _fitting(rows, pieces, as_name) if rows else ()
    return found


@functools.cache
def korean_forms() -> Mapping[str, tuple[Known, ...]]:
    """Korean form without spaces → its entities."""
    out: dict[str, tuple[Known, ...]] = {}
    for entity in known():
        for key in dict.fromkeys(korean_key(form) for form in entity.ko):
            out[key] = (*out.get(key, ()), entity)
    return out


@functools.cache
def english_forms() -> Mapping[str, tuple[tuple[Known, tuple[str, ...]], ...]]:
    """Bare words of an English form → its entities, each with the words as the table writes them."""
    out: dict[str, tuple[tuple[Known, tuple[str, ...]], ...]] = {}
    for entity in known():
        for form in entity.en:
            words = tuple(PIECE.findall(form))
            key = " ".join(piece_key(w) for w in words)
            out[key] = (*out.get(key, ()), (entity, words))
    return out


def _fitting(
    rows: tuple[tuple[Known, tuple[str, ...]], ...], pieces: Sequence[str], as_name: bool
) -> tuple[Known, ...]:
    """The entities of the rows whose capitals the text bears out."""
    return tuple(
        dict.fromkeys(
            entity
            for entity, words in rows
            if all(_bears(text, word, as_name) for text, word in zip(pieces, words, strict=True))
        )
    )


def _bears(text: str, word: str, as_name: bool) -> bool:
    """Whether a word of the text has the capitals that the table's word asks for."""
    bare = word.translate(_DROPPED)
    if len(bare) > 1 and bare.isupper():
        return _POSSESSIVE.sub("", text).translate(_DROPPED).rstrip("s").isupper()
    return not as_name or not word[:1].isupper() or text[:1].isupper()


@functools.cache
def _ids() -> Mapping[str, Known]:
    return {entity.id: entity for entity in known()}


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
