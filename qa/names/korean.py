"""What may be a name in Korean: the nouns at the start of each written word."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qa.data import table
from qa.model import Span, Token
from qa.names.foreign import foreignness

_NOMINAL = ("N", "XPN", "XR", "XSN", "SL", "SH", "SN", "SO", "SW", "W_")
_SIGNS = ("SF", "SP", "SS", "SSO", "SSC", "SE")
"""Tags of punctuation that parts words."""
_HANGUL = re.compile(r"[가-힣]")
_PARTED = re.compile(r"[&·ㆍ/-]")
"""What stands between the parts of one name: 마크스&스펜서."""
SHORT = 6
"""Syllables up to which a whole written word may be a name that the morphology has cut to pieces."""
PERSON = 3
"""Syllables of a Korean or Chinese person's name, of which the first is the surname."""
FORMS = {"name": 8, "latin": 4, "noun": 4}
"""Spellings of one written word that are compared at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameStem:
    """The nominal part of one written word of Korean.

    `forms` are the spellings that an English name may answer to, the longest first; `span` is the
    whole stem in the body text; `tag` says whether the morphology takes it for a name.
    """

    forms: tuple[str, ...]
    span: Span
    tag: Literal["name", "noun", "latin"]
    name: Span
    """The part that the morphology takes for a name; the whole stem where it takes none for one."""

    @property
    def whole(self) -> Span:
        """The words of the name; of a person of whom the morphology takes the surname alone for one, all."""
        alone = self.name.end - self.name.start == 1 and self.name.start == self.span.start
        return self.span if alone and self.span.end - self.span.start <= PERSON else self.name


def name_stems(text: str, tokens: Sequence[Token]) -> tuple[NameStem, ...]:
    """The stems of a stretch of Korean, in order.

    Args:
        text: the body text.
        tokens: Kiwi's morphemes of the stretch, in order.
    """
    return tuple(stem for word in _written_words(text, tokens) for stem in _stems(text, word))


def _written_words(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Morphemes that stand together; brackets, quotation marks and commas part words as spaces do."""
    word: list[Token] = []
    for token in _single(text, tokens):
        apart = bool(word) and any(c.isspace() for c in text[word[-1].span.end : token.span.start])
        sign = token.tag in _SIGNS
        if word and (apart or sign):
            yield word
            word = []
        if not sign:
            word.append(token)
    if word:
        yield word


def _single(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens without spaces in them: 젠슨 황 is one morpheme to Kiwi."""
    for token in tokens:
        if token.tag == "NNP" and " " in text[token.span.start : token.span.end]:
            for m in re.finditer(r"\S{1,40}", text[token.span.start : token.span.end]):
                start = token.span.start + m.start()
                yield Token(form=m.group(), tag="NNP", span=Span(start, start + len(m.group())))
        elif token.span.end > token.span.start:
            yield token


def _stems(text: str, word: list[Token]) -> Iterator[NameStem]:
    """The first run of nominal morphemes of a written word, with what it may be spelt like."""
    first = next((n for n, t in enumerate(word) if t.tag.startswith(_NOMINAL)), None)
    if first is None:
        yield from _unread(text, word)
        return
    last = first
    while last + 1 < len(word) and word[last + 1].tag.startswith(_NOMINAL):
        last += 1
    nouns = word[first : last + 1]
    if nouns[0].tag == "SN":
        return  # a number with its counter
    whole = Span(nouns[0].span.start, nouns[-1].span.end)
    ahead = text[word[0].span.start : whole.end] if first else ""
    forms = [
        text[nouns[i].span.start : nouns[j].span.end]
        for i in range(len(nouns))
        for j in range(len(nouns) - 1, i - 1, -1)
    ]
    written = text[whole.start : word[-1].span.end]
    forms += _bare(written) + ([written] if len(written) <= SHORT else [])
    if ahead and not any(t.tag.startswith("M") and len(t.form) > 1 for t in word[:first]):
        forms.insert(0, ahead)  # 매슬로우, of which the morphology takes 매 for "every"
    names = [t for t in nouns if t.tag == "NNP"]
    for token in names:
        forms += _bare(text[token.span.start : token.span.end])
        forms += _PARTED.split(text[token.span.start : token.span.end])
    if names and len(names[0].form) == PERSON:
        forms.append(names[0].form[0])  # 리영호, "Ri"
    forms += [bare for form in tuple(forms) for bare in _without_suffix(form)]
    forms = [other for form in forms for other in (form, *_as_now(form))]
    tag: Literal["name", "noun", "latin"] = "noun"
    if names:
        tag = "name"
    elif any(t.tag == "SL" for t in nouns):
        tag = "latin"
    yield NameStem(
        forms=tuple(dict.fromkeys(f for f in forms if _tells(f, tag)))[: FORMS[tag]],
        span=whole,
        tag=tag,
        name=Span(names[0].span.start, names[-1].span.end) if names else whole,
    )


def _as_now(form: str) -> tuple[str, ...]:
    """The form in today's spelling where it has an older one: 쟈니 is 조니, 휘슬러 sounds as 위슬러."""
    now = form.translate(_NOW)
    return (now,) if now != form else ()


_NOW = str.maketrans(
    "쟈쟌쟝쟉져졔죠쥬챠쳐쵸츄휘휠휙훠화황쉬쉴쉽", "조존장작저제조주차처초추위윌윅워와왕시실십"
)
"""Syllables of older spellings, and those of `wh`, with what they sound like to the model."""


def _tells(form: str, tag: str) -> bool:
    """Whether a form is worth comparing: one syllable of a noun only if it looks like a name (닐)."""
    return len(form) > 1 or (bool(form) and (tag != "noun" or foreignness(form) > 0))


def _unread(text: str, word: list[Token]) -> Iterator[NameStem]:
    """A word that the morphology takes for no noun at all may be a name that it does not know."""
    if not any(t.tag.startswith(("VV", "VA", "MAG", "IC", "UN", "MM")) for t in word):
        return
    span = Span(word[0].span.start, word[-1].span.end)
    whole = text[span.start : span.end]
    forms = tuple(f for f in (*_bare(whole), whole) if len(f) > 1 and _HANGUL.match(f))[: FORMS["noun"]]
    if forms and (len(forms) > 1 or foreignness(whole) > 0):
        yield NameStem(forms=forms, span=span, tag="noun", name=span)


def _bare(word: str) -> list[str]:
    """The word less each particle that it may end in."""
    return [word[: -len(p)] for p in particles() if word.endswith(p) and len(word) - len(p) >= 2]


def _without_suffix(word: str) -> list[str]:
    """The word less each noun that names carry behind them: 팔루시, 로이터통신."""
    return [
        word[: -len(s)] for s in suffixes() if word.endswith(s) and len(word) - len(s) >= 1 + (len(s) == 1)
    ]


@functools.cache
def particles() -> tuple[str, ...]:
    """What a written word may end in behind a name, the longest first."""
    rows = table("names/tails", ("form", "kind", "source"))
    return tuple(
        sorted((row["form"] for row in rows if row["kind"] == "particle"), key=lambda p: (-len(p), p))
    )


@functools.cache
def suffixes() -> tuple[str, ...]:
    """Nouns that are joined to names, the longest first."""
    rows = table("ko/name_suffixes", ("suffix", "meaning", "source"))
    return tuple(sorted((row["suffix"] for row in rows), key=lambda s: (-len(s), s)))
