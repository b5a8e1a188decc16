"""Where English terms of a glossary stand in a text, inflected and hyphenated as a sentence wants them."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qa.data import table
from qa.extract.english.inflection import canonical, forms, related
from qa.model import Span

MAX_WORDS = 14
"""Words of a term above which it is not looked for."""

WORD = re.compile(r"[^\W_]{1,60}(?:[.'’&][^\W_]{1,60}){0,8}")
_BETWEEN = re.compile(r"[\s\-‐‑–/&,.'’“”\"()]{0,4}")
"""What may stand between two words of a term."""

_BRACKET = re.compile(r"\s?[(\[]([^()\[\]]{1,80})[)\]]\s?")
_ARTICLES = ("the", "a", "an")
_SKIPPED = frozenset({"and", "the"})
"""Words that a term may have or lack: "Trade & Industry", "Bank of the Republic"."""

PRONOUNS = frozenset(
    (
        *("he", "him", "his", "himself", "she", "her", "hers", "herself"),
        *("it", "its", "itself", "they", "them", "their", "theirs", "themselves"),
        *("who", "whom", "whose", "which", "this", "that", "these", "those", "one", "ones", "both"),
    )
)
_SMALL = frozenset(("of", "for", "the", "and", "in", "on", "to", "a", "an", "at", "by", "with", "de", "la"))
"""Words of a name that its initials leave out."""

_OPENING = (_SMALL | {"its", "their", "his", "her", "this", "that"}) - {"and", "to"}
"""Words after which an -ed or -ing form belongs to the noun that follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text: as written, canonical, and where."""

    text: str
    form: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishTerm:
    """A term at `span` of the text; `term` is its number, `written` the alternative it is."""

    term: int
    span: Span
    written: str
    forbidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A form belongs to the alternative `written` of a term, in the words `variant`."""

    term: int
    written: str
    variant: str
    forbidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishForms:
    """By the letters of a form, whose it is; and how many words the longest has."""

    forms: Mapping[str, tuple[_Form, ...]]
    words: int


def words_of(text: str, span: Span | None = None) -> tuple[Word, ...]:
    """The words of a text or a stretch of it."""
    low, high = span or Span(0, len(text))
    return tuple(
        Word(text=m.group(), form=canonical(m.group()), span=Span(m.start(), m.end()))
        for m in WORD.finditer(text, low, high)
    )


def english_forms(terms: Sequence[tuple[Iterable[str], Iterable[str]]]) -> EnglishForms:
    """Prepare the accepted and the forbidden English of each term to be looked for."""
    index: dict[str, list[_Form]] = {}
    longest = 1
    for n, (accepted, banned) in enumerate(terms):
        for alternatives, forbidden in ((accepted, False), (banned, True)):
            for written in alternatives:
                for words in _variants(written):
                    form = _Form(term=n, written=written, variant=" ".join(words), forbidden=forbidden)
                    longest = max(longest, len(words))
                    for key in _inflected(words):
                        kept = index.setdefault(key, [])
                        if form not in kept:
                            kept.append(form)
    return EnglishForms(forms={k: tuple(v) for k, v in index.items()}, words=min(longest + 2, MAX_WORDS))


def variants(written: str) -> tuple[str, ...]:
    """What one cell allows: "National Assembly (NA)" is also the "NA"."""
    bare = _BRACKET.sub(" ", written).strip()
    inside = [m.group(1) for m in _BRACKET.finditer(written) if m.group(1).isupper()]
    return tuple(dict.fromkeys(v for v in (bare or written, *inside) if v))


def content(written: str) -> tuple[str, ...]:
    """The words of a term without the article or the "to" before it."""
    words = [w.text for w in words_of(written)]
    if len(words) > 1 and words[0].lower() in (*_ARTICLES, "to"):
        words = words[1:]
    return tuple(words)


def _variants(written: str) -> list[list[str]]:
    out = []
    for variant in variants(written):
        words = [w for w in content(variant) if w.lower() not in _SKIPPED] or list(content(variant))
        if words and len(words) <= MAX_WORDS:
            out.append(words)
    return out


def _inflected(words: Sequence[str]) -> set[str]:
    """The joined letters of a term, with none or one of its words inflected: members of parliament."""
    base = [canonical(w) for w in words]
    out = {"".join(base)}
    for n, word in enumerate(words):
        out |= {"".join((*base[:n], form, *base[n + 1 :])) for form in forms(word)}
    return out


def find_english(text: str, span: Span, known: EnglishForms) -> list[EnglishTerm]:
    """Every term in a stretch of text, also inside a longer one, in order."""
    words = words_of(text, span)
    found = []
    for at, first in enumerate(words):
        if first.form in _SKIPPED:
            continue
        letters = ""
        for n in range(at, min(len(words), at + known.words)):
            word = words[n]
            if n > at and not _BETWEEN.fullmatch(text, words[n - 1].span.end, word.span.start):
                break
            if word.form in _SKIPPED:
                continue
            letters += word.form
            here = Span(first.span.start, word.span.end)
            found += [
                EnglishTerm(term=f.term, span=here, written=f.written, forbidden=f.forbidden)
                for f in known.forms.get(letters, ())
                if _same_case(f.variant, text[here.start : here.end])
            ]
    return found


def _same_case(written: str, found: str) -> bool:
    """Whether capitals that tell words apart are there: WHO and "who", Turkey and "turkey", LNG.

    A term in small letters may stand in any; so may everything in a line of capitals.
    """
    words = content(written)
    letters = [c for c in found if c.isalpha()]
    if all(c.isupper() for c in letters):
        return True
    if any(any(c.isupper() for c in w[1:]) for w in words):
        ours = [w for w in words if any(c.isupper() for c in w[1:])]
        theirs = "".join(c for c in found if c.isalnum())
        return all("".join(c for c in w if c.isalnum()) in theirs for w in ours)
    return len(words) != 1 or not words[0][:1].isupper() or found[:1].isupper()


def short_for(written: Iterable[str], text: str, span: Span, plain: frozenset[str]) -> Span | None:
    """Where a stretch says a term in short: its head alone, its initials, a name of it, or a relative.

    So does a capital or an adjective that stands for a country.

    "Rate" for "base rate" counts only where no other noun or adjective stands before it: "standard
    rate" is another term.

    Args:
        written: the accepted English.
        text: the body text.
        span: the stretch.
        plain: words that tell nothing of themselves (articles, prepositions).
    """
    words = words_of(text, span)
    stretch = text[span.start : span.end]
    for variant in (v for one in written for v in variants(one)):
        for other in _countries().get(" ".join(content(variant)), ()):
            if (at := stretch.find(other)) >= 0:
                return Span(span.start + at, span.start + at + len(other))
        own = content(variant)
        if not own:
            continue
        big = [w for w in own if w.lower() not in _SMALL]
        initials = "".join(w[0] for w in big).upper()
        head = forms(_head(own))
        inside = {canonical(w) for w in own}
        for n, word in enumerate(words):
            if len(own) == 1 and related(own[0], word.text):
                return word.span
            if len(own) < 2:
                continue
            if len(initials) > 1 and word.text.replace(".", "").rstrip("s") == initials:
                return word.span
            named = word.text[0].isupper() and word.form not in _stand_ins()
            if named and any(w[0].isupper() and len(w) > 2 and word.form in forms(w) for w in big):
                return word.span
            goes_on = n + 1 < len(words) and words[n + 1].form in ("of", "for")  # Ministry of what?
            if word.form in head and not goes_on and not _other_before(words, n, inside, plain, text):
                return word.span
    return None


def _head(words: Sequence[str]) -> str:
    """The noun that a term is about: the last word, or the one before the first "of" or "for"."""
    small = [n for n, w in enumerate(words) if n and w.lower() in ("of", "for", "on", "in", "to")]
    return words[small[0] - 1] if small else words[-1]


def _other_before(
    words: Sequence[Word], at: int, own: Collection[str], plain: Collection[str], text: str
) -> bool:
    """Whether a word with content stands before the head and words of the term itself: another term."""
    while at and words[at - 1].form in own and not _parted(words, at, text):
        at -= 1
    if at == 0 or _parted(words, at, text):
        return False
    before = words[at - 1]
    if before.form in plain or any(c.isdigit() for c in before.form):
        return False
    if before.text.endswith(("ed", "ing")):
        # "raised rates" is a verb and its object, "of divided families" is not
        return at > 1 and words[at - 2].form in _OPENING and not _parted(words, at - 1, text)
    return not before.text.endswith(("'s", "’s", "ly"))


def _parted(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether a mark stands between a word and the one before it."""
    return bool(text[words[at - 1].span.end : words[at].span.start].strip(" -\n"))


@functools.cache
def _countries() -> Mapping[str, tuple[str, ...]]:
    """The capital that stands for a country, and its adjective."""
    rows = table("en/countries", ("country", "capital", "adjective", "source"))
    return {row["country"]: (row["capital"], row["adjective"]) for row in rows}


def contains(word: str, written: str) -> bool:
    """Whether a word is a compound that begins or ends with a term: carmaker, car."""
    form, own = canonical(word), content(written)
    return len(own) == 1 and (form.startswith(canonical(own[0])) or form.endswith(canonical(own[0])))


def stands_in(words: str) -> bool:
    """Whether some words are a noun that refers back to any name: "the country", "company's"."""
    own = content(words)
    return len(own) == 1 and canonical(own[0]) in _stand_ins()


@functools.cache
def _stand_ins() -> frozenset[str]:
    return frozenset(f for row in table("en/stand_ins", ("word", "source")) for f in forms(row["word"]))


def pronoun_in(text: str, span: Span) -> bool:
    """Whether a stretch holds a word that may stand for something said before."""
    return any(w.form in PRONOUNS for w in words_of(text, span))
