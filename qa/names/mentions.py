"""Where known names stand in a text: the longest known form at the beginning of a word.

Both readers pass over a text once and look words up in a dictionary.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qa.data import table
from qa.names.known import (
    PIECE,
    Known,
    english_entities,
    english_forms,
    korean_forms,
    korean_key,
    piece_key,
)

_HELD_APART = " ·‧ㆍ"  # may stand inside a name or not: 한·미, 한미
_WORD = re.compile(rf"[^\W_{_HELD_APART}]+")
_REST = re.compile(r"[가-힣]{0,12}")
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9]")
_GAP = re.compile(r"['’]? |[\u00a0\u2010-\u2015\n-]| & ")
_MAX_EXTRA = 4  # spaces and dots that a text may have more than a form
_MAX_GAP = 3  # characters between two words of an English name
_SHORT = 3  # letters of a word that may end in a dot inside a name (St. Louis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A known name in a text.

    Attributes:
        start: where it begins, in characters of the text.
        end: where it ends; a particle, an ending or a possessive is outside.
        form: the words of the text from start to end.
        known: the entities that are called so, at least one.
        whole: of Korean, that nothing or only a particle or a usual suffix of names (인, 산, 정부 …) follows
            in the word.  Without it the word may well be another one (대전 in 대전환).
        ambiguous: the form may be no name at all, or not this one's (인도, 가나, "the North"): ask for more
            evidence.
    """

    start: int
    end: int
    form: str
    known: tuple[Known, ...]
    whole: bool = True
    ambiguous: bool = False


def korean_names_in(text: str) -> Iterator[Mention]:
    """The longest known Korean forms at the beginnings of words, left to right, none inside another."""
    done = 0
    for word in _WORD.finditer(text):
        if word.start() >= done and (mention := _korean_at(text, word.start())) is not None:
            yield mention
            done = mention.end


def english_names_in(text: str) -> Iterator[Mention]:
    """The longest known English forms, left to right, none inside another."""
    by_first = _english_lengths()
    pieces = list(PIECE.finditer(text))
    words = [piece.group() for piece in pieces]
    keys = [piece_key(word) for word in words]
    at = 0
    while at < len(pieces):
        lengths = by_first.get(keys[at]) or by_first.get(keys[at][:-1], ())
        run = 1
        step = 1
        while run < (lengths[0] if lengths else 0) and at + run < len(pieces):
            if not _joined(text, pieces[at + run - 1], pieces[at + run]):
                break
            run += 1
        for count in lengths:
            if count > run:
                continue
            found = english_entities(words[at : at + count], keys[at : at + count], as_name=True)
            if found and count > 1 and keys[at] == "the" and _longer(words, keys, at + 1, count):
                continue  # the South African region is not of the South
            if found:
                begins, ends = pieces[at].start(), _bare_end(pieces[at + count - 1])
                form = text[begins:ends]
                doubtful = _is_ambiguous(form, found)
                yield Mention(start=begins, end=ends, form=form, known=found, ambiguous=doubtful)
                step = count
                break
        at += step


def _longer(words: list[str], keys: list[str], at: int, count: int) -> bool:
    """Whether at least as many words from here on are a known form by themselves."""
    there = words[at : at + count], keys[at : at + count]
    return len(there[0]) == count and bool(english_entities(*there, as_name=True))


def _korean_at(text: str, begins: int) -> Mention | None:
    """The longest known form that begins here."""
    forms = korean_forms()
    wanted = _korean_lengths(text[begins], text[begins + 1 : begins + 2])
    if not wanted:
        return None
    window = text[begins : begins + wanted[0] + _MAX_EXTRA]
    bare = [(i, c) for i, c in enumerate(window) if c not in _HELD_APART]
    squeezed = "".join(c for _, c in bare)
    for length in wanted:
        found = forms.get(squeezed[:length]) if len(squeezed) >= length else None
        if found is None:
            continue
        ends = begins + bare[length - 1][0] + 1
        form = text[begins:ends]
        if not _written_so(form, found):
            continue
        after = text[ends : ends + 1]
        if form[-1:].isascii() and _LATIN_OR_DIGIT.match(after):
            continue
        rest = _REST.match(text, ends)
        tail = rest.group() if rest else ""
        if length == 1 and form >= "가" and after and not after.isspace():
            continue
        return Mention(
            start=begins,
            end=ends,
            form=form,
            known=found,
            whole=_is_tail(tail),
            ambiguous=_is_ambiguous(form, found),
        )
    return None


def _written_so(form: str, found: tuple[Known, ...]) -> bool:
    """Whether the text parts the form as the table does or less (한국 은행 is not 한국은행)."""
    if form.isdigit():  # 12·3 is no 123
        return any(form in entity.ko for entity in found)
    if " " not in form:
        return True
    words = len(form.split())
    return any(
        len(known.split()) >= words or entity.kind == "nature"  # 영국 해협 is 영국해협
        for entity in found
        for known in entity.ko
        if korean_key(known) == korean_key(form)
    )


def _is_ambiguous(form: str, found: tuple[Known, ...]) -> bool:
    """Whether no entity has the form as a sure name of its own."""
    return all(form in e.ambiguous for e in found)


def _is_tail(rest: str) -> bool:
    """Whether the rest of a word is a particle or a suffix that names take, or a suffix and a particle."""
    if not rest:
        return True
    tails = _tails()
    if rest in tails:
        return True
    return any(rest[:cut] in tails and rest[cut:] in tails for cut in range(1, len(rest)))


@functools.cache
def _tails() -> frozenset[str]:
    return frozenset(row["form"] for row in table("names/tails", ("form", "kind", "source")))


def _korean_lengths(first: str, second: str) -> tuple[int, ...]:
    """Lengths, longest first, of the forms that may begin with these two characters."""
    by_opening = _korean_openings()
    if second in _HELD_APART:
        return by_opening.get(first, ())
    longer = by_opening.get(first + second, ())
    return (*longer, 1) if first in korean_forms() else longer


@functools.cache
def _korean_openings() -> Mapping[str, tuple[int, ...]]:
    """First character, or first two → lengths of the forms that begin so, longest first."""
    out: dict[str, set[int]] = {}
    for form in korean_forms():
        for opening in (form[0], form[:2]):
            out.setdefault(opening, set()).add(len(form))
    return {opening: tuple(sorted(lengths, reverse=True)) for opening, lengths in out.items()}


@functools.cache
def _english_lengths() -> Mapping[str, tuple[int, ...]]:
    """First word, bare → numbers of words of the forms that begin so, most first."""
    out: dict[str, set[int]] = {}
    for key in english_forms():
        words = key.split(" ")
        out.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in out.items()}


def _joined(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether only a space, a hyphen or the dot of a short word stands between two words."""
    gap = text[left.end() : right.start()]
    if gap == ". ":
        return len(left.group()) <= _SHORT
    return len(gap) <= _MAX_GAP and _GAP.fullmatch(gap) is not None


def _bare_end(piece: re.Match[str]) -> int:
    """Where a word ends without its possessive."""
    word = piece.group()
    return piece.end() - 2 if word[-2:] in ("'s", "’s") else piece.end()
