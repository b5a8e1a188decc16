"""Where the Korean terms of a glossary stand in a text: at word starts, longest first.

Korean has no word boundary that a pattern could name: particles hang on the noun, compounds are
written with and without spaces, and 조선 "shipbuilding" begins 조선일보 "Chosun Ilbo".  The morphemes
decide: a term covers whole ones.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.data import table
from qa.extract.korean.morphology import Morphology
from qa.model import LOOSE, Span, Token, squashed

MAX_FORM = 80
"""Characters of a term, squashed, above which it is not looked for: no such word exists."""

_NOMINAL = frozenset({"NNG", "NNP", "NNB", "NR", "SL", "SH", "SN", "XPN", "XSN", "XR"})
_LOOSE_SYMBOLS = frozenset({"SO", "SP", "SW"})  # Kiwi's tags of hyphens, middle dots
_PREDICATES = frozenset({"VV", "VA"})
_LIGHT = ("하다", "되다", "시키다")
"""What makes a verb of a noun: 비준하다 is found wherever 비준 is."""

_BRACKET = re.compile(r"\s?[(\[（][^()\[\]（）]{1,80}[)\]）]\s?")

_SURE_LENGTH = 4
"""Syllables from which a term is no chance sequence of noun and particle (더불어민주당)."""

_SHORT = 2
"""Syllables of a word that is often one with the noun beside it."""

_REST = 8
"""Characters of particles after a noun that are looked at where the analyser does not help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KoreanForms:
    """The terms by their squashed form, and what lengths a first character may begin."""

    forms: Mapping[str, int]
    stems: Mapping[str, int]
    lengths: Mapping[str, tuple[int, ...]]
    spaced: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KoreanTerm:
    """A term at `span` of the text; `term` is its number in the glossary.

    `whole` is false inside a longer compound (대통령 of 대통령실), whose English need not hold it;
    `modifies` says that another noun follows (기준금리 인상), so that English may shorten it;
    `verb` that it is a verb or an adjective, or becomes one with 하다, which English words in many ways;
    `compound` that a short word stands beside another noun (국민 투표, 하원 의원), with which it may be
    one word of English (referendum, representative).
    """

    term: int
    span: Span
    whole: bool
    modifies: bool = False
    verb: bool = False
    compound: bool = False
    short: bool = False
    """Of no more than two syllables."""
    before: str = ""
    """Kiwi's tag of a noun right before it: NNP in 부시 대통령."""


def korean_forms(terms: Sequence[Iterable[str]]) -> KoreanForms:
    """Prepare the Korean alternatives of each term to be looked for."""
    forms: dict[str, int] = {}
    stems: dict[str, int] = {}
    spaced: set[str] = set()
    for n, alternatives in enumerate(terms):
        for written in alternatives:
            bare = _BRACKET.sub(" ", written).strip() or written
            key = squashed(bare)
            light = next((v for v in _LIGHT if key.endswith(v) and len(key) >= len(v) + 2), None)
            if light is not None:
                key = key.removesuffix(light)
            elif key.endswith("다") and len(key) > 1:
                stems.setdefault(key[:-1], n)
            if 0 < len(key) <= MAX_FORM:
                forms.setdefault(key, n)
                if any(c.isspace() for c in bare):
                    spaced.add(key)
    lengths: dict[str, set[int]] = {}
    for key in forms:
        lengths.setdefault(key[0], set()).add(len(key))
    return KoreanForms(
        forms=forms,
        stems=stems,
        lengths={first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()},
        spaced=frozenset(spaced),
    )


def find_korean(text: str, tokens: Sequence[Token], span: Span, known: KoreanForms) -> list[KoreanTerm]:
    """The terms in a stretch of text, in order; of two that overlap the longer.

    Args:
        text: the body text.
        tokens: Kiwi's morphemes of that stretch.
        span: the stretch.
        known: the terms, as `korean_forms` gives them.
    """
    places = [n for n in range(span.start, span.end) if not text[n].isspace() and text[n] not in LOOSE]
    # one character in, one out: what changes its length when folded is left as it is
    line = "".join(c if len(c := text[n].casefold()) == 1 else text[n] for n in places)
    morphology = Morphology(tokens)
    starts = {t.span.start for t in tokens}
    found: list[KoreanTerm] = []
    end = -1
    for at, place in enumerate(places):
        if place < end or not (place in starts or _opens(text, place)):
            continue
        for size in known.lengths.get(line[at], ()):
            term = known.forms.get(line[at : at + size]) if at + size <= len(places) else None
            if term is None:
                continue
            here = Span(place, places[at + size - 1] + 1)
            one = _judged(text, morphology, here, term, line[at : at + size] in known.spaced, size)
            if one is not None:
                found.append(one)
                end = here.end
                break
    found += _verbs(tokens, known, found)
    return sorted(found, key=lambda f: f.span)


def _verbs(tokens: Sequence[Token], known: KoreanForms, found: Sequence[KoreanTerm]) -> Iterator[KoreanTerm]:
    """Verbs and adjectives that are terms, in whatever form they stand."""
    for token in tokens:
        verb = token.tag.partition("-")[0] in _PREDICATES and token.form in known.stems
        if verb and not any(f.span.touches(token.span) for f in found):
            yield KoreanTerm(term=known.stems[token.form], span=token.span, whole=True, verb=True)


def _opens(text: str, place: int) -> bool:
    """Whether a written word begins here."""
    return place == 0 or not text[place - 1].isalnum()


def _judged(
    text: str, morphology: Morphology, here: Span, term: int, spaced: bool, size: int
) -> KoreanTerm | None:
    """The term at a place where its letters stand, if it is that word."""
    over = morphology.over(here)
    opens = _opens(text, here.start)
    if not opens and not (over and over[0].span.start == here.start):
        return None
    if morphology.cuts(here.end) and not _only_particles(text, here.end, size):
        return None  # 조선 of 조선일보
    tags = [t.tag.partition("-")[0] for t in over]
    nominal = all(tag in _NOMINAL or tag in _LOOSE_SYMBOLS for tag in tags)
    crosses = any(c.isspace() for c in text[here.start : here.end])
    if not nominal and (size < _SURE_LENGTH or (crosses and not spaced)):
        return None  # 이 사회 "this society" is no 이사회 "board"
    if size == 1 and not (len(over) == 1 and over[0].span == here and tags[0] in ("NNG", "NNP", "SH", "SL")):
        return None
    after = morphology.at(here.end)
    closes = here.end == len(text) or not text[here.end].isalnum()
    before = _noun_before(text, morphology, here)
    modifies = closes and _noun_next(text, morphology, here)
    return KoreanTerm(
        term=term,
        span=here,
        whole=opens and (closes or _particle(after) or _only_particles(text, here.end, size)),
        modifies=modifies,
        verb=_acts(morphology, after),
        compound=size <= _SHORT and (modifies or before != ""),
        short=size <= _SHORT,
        before=before,
    )


def _acts(morphology: Morphology, after: Token | None) -> bool:
    """Whether 하다 or the like makes a verb of the noun before `after`: 경기하다, 경기를 하다."""
    if after is None:
        return False
    if after.tag == "JKO":
        light = morphology.at(after.span.end + 1)
        return light is not None and light.tag == "VV" and light.form in ("하", "치르", "벌이")
    return after.tag.partition("-")[0] in ("XSV", "XSA")


def _particle(token: Token | None) -> bool:
    """Whether a morpheme leaves the noun before it as it is: a particle, a copula, 하다, 들, 측."""
    if token is None:
        return False
    tag = token.tag.partition("-")[0]
    return (
        (tag[0] in "JES" and tag not in ("SL", "SH", "SN"))
        or tag in ("VCP", "XSV", "XSA")
        or (tag in _NOMINAL and token.form in _words("ko/term_followers"))
    )


def _only_particles(text: str, place: int, size: int) -> bool:
    """Whether a known particle ends the written word, of a term too long to be anything else."""
    if size < _SURE_LENGTH - 1:
        return False
    rest = text[place : place + _REST]
    end = next((n for n, c in enumerate(rest) if not c.isalnum()), len(rest))
    return rest[:end] in _words("ko/particles")


@functools.cache
def _words(name: str) -> frozenset[str]:
    columns = ("word", "meaning", "source") if name.endswith("followers") else ("word", "source")
    return frozenset(row["word"] for row in table(name, columns))


def _noun_next(text: str, morphology: Morphology, here: Span) -> bool:
    """Whether a noun follows after a space."""
    place = here.end
    while place < len(text) and text[place] == " " and place < here.end + 2:
        place += 1
    token = morphology.at(place) if place > here.end else None
    return token is not None and token.tag.partition("-")[0] in _NOMINAL and token.tag != "NNB"


def _noun_before(text: str, morphology: Morphology, here: Span) -> str:
    """The tag of a noun that stands before, with nothing but a space between; empty for none."""
    place = here.start
    if place < 2 or text[place - 1] != " " or not text[place - 2].isalnum():
        return ""
    over = morphology.over(Span(place - 2, place - 1))
    tag = over[-1].tag.partition("-")[0] if over else ""
    return tag if tag in _NOMINAL else ""
