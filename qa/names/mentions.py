"""Where known names stand in a text: the longest known form at the beginning of a word.

Both readers pass over a text once and look words up in a dictionary.
"""

from __future__ import annotations

import functools
import itertools
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

_WORD = re.compile(r"[^\W_]+(?:[·‧ㆍ&][^\W_]+)*")
_REST = re.compile(r"[가-힣]{0,12}")
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9]")
_GAP = re.compile(r"[ \u00a0\u2010-\u2015-]|\n(?!\n)|\. (?=[A-Z])")
_MAX_EXTRA = 4  # spaces and dots that a text may have more than a form
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
    forms, lengths = korean_forms(), _korean_lengths()
    done = 0
    for word in _WORD.finditer(text):
        begins = word.start()
        while begins < word.end():
            if begins >= done:
                mention = _korean_at(text, begins, forms, lengths)
                if mention is not None:
                    yield mention
                    done = mention.end
            # 독일·프랑스: each side of a middle dot begins a word as well
            dots = [at for dot in "·‧ㆍ&" if (at := text.find(dot, max(begins, done - 1), word.end())) >= 0]
            begins = min(dots) + 1 if dots else word.end()


def english_names_in(text: str) -> Iterator[Mention]:
    """The longest known English forms, left to right, none inside another."""
    longest = _english_lengths()
    pieces = list(PIECE.finditer(text))
    at = 0
    while at < len(pieces):
        first = pieces[at].group()
        step = 1
        for count in range(min(longest.get(_first_key(first), 0), len(pieces) - at), 0, -1):
            span = pieces[at : at + count]
            if not all(_joined(text, a, b) for a, b in itertools.pairwise(span)):
                continue
            found = english_entities([p.group() for p in span], as_name=True)
            if found:
                begins, ends = span[0].start(), _bare_end(span[-1])
                form = text[begins:ends]
                yield Mention(
                    start=begins, end=ends, form=form, known=found, ambiguous=_is_ambiguous(form, found)
                )
                step = count
                break
        at += step


def _korean_at(
    text: str,
    begins: int,
    forms: Mapping[str, tuple[Known, ...]],
    lengths: Mapping[str, tuple[int, ...]],
) -> Mention | None:
    """The longest known form that begins here."""
    wanted = lengths.get(text[begins : begins + 1])
    if wanted is None:
        return None
    window = text[begins : begins + wanted[0] + _MAX_EXTRA]
    bare = [(i, c) for i, c in enumerate(window) if c not in " ·‧ㆍ"]
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
    """Whether the form has no space in the text that the table's form lacks (한국 은행 is not 한국은행)."""
    if " " not in form:
        return True
    words = len(form.split())
    return any(
        len(known.split()) >= words
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


@functools.cache
def _korean_lengths() -> Mapping[str, tuple[int, ...]]:
    """First character → lengths of the forms that begin so, longest first."""
    out: dict[str, set[int]] = {}
    for form in korean_forms():
        out.setdefault(form[0], set()).add(len(form))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in out.items()}


@functools.cache
def _english_lengths() -> Mapping[str, int]:
    """First word, bare → the most words that a form beginning so has; a plural has its singular's number."""
    out: dict[str, int] = {}
    for key in english_forms():
        words = key.split(" ")
        out[words[0]] = max(out.get(words[0], 0), len(words))
    return out


def _first_key(piece: str) -> str:
    """The first word as the index has it: bare, and without a plural s that the index does not know."""
    longest, key = _english_lengths(), piece_key(piece)
    if key not in longest and key.endswith("s"):
        return key[:-1]
    return key


def _joined(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether only a space, a hyphen or the dot of a short word stands between two words."""
    gap = text[left.end() : right.start()]
    if gap == ". ":
        return len(left.group()) <= _SHORT
    return len(gap) == 1 and _GAP.fullmatch(gap) is not None


def _bare_end(piece: re.Match[str]) -> int:
    """Where a word ends without its possessive."""
    word = piece.group()
    return piece.end() - 2 if word[-2:] in ("'s", "’s") else piece.end()
