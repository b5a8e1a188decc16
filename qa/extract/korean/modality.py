"""Korean modality: 수 있다, 지 모른다, 야 한다, 전망이다, 방침이다, 알려졌다, 혐의 and their like.

The cues are rows of `data/ko/modality.tsv`: runs of Kiwi's morphemes, each `form|form/TAG` with either
half left out where it does not matter, `?` after what may be missing.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from qa.data import table
from qa.extract.modal_cues import ModalCue, ModalReading, Mode, modes_of
from qa.model import Span, Token

_JAMO = str.maketrans({"\u11ab": "ㄴ", "\u11af": "ㄹ", "\u11b7": "ㅁ", "\u11b8": "ㅂ"})
"""A final consonant that is a morpheme: Kiwi's conjoining letter, and the one that can be typed."""

REACH = 10
"""Morphemes between a cue and its predicate at most: 갈 | 수도, 규명됐다고는 볼 | 수도."""

NEAR = 3
"""Words of weight that are kept with a cue."""

CLAUSE = 14
"""Morphemes on either side of a cue that may be of its clause."""

_PAST = frozenset({"었", "았", "였"})
_ENDING_PARTS = ("EP", "VCP", "XS", "VX", "J", "NNG", "NNB", "VV", "VA")
_QUOTING = ("다는", "라는", "자는", "냐는")
_OPEN = ("지", "면", "도록", "려고", "거나", "든지", "아야", "어야")
"""Endings of what is asked, supposed or aimed at."""
_STOPS = frozenset({"SF", "SP", "SS", "SSO", "SSC", "SE"})
_ROOTS = ("VV", "VA", "NNG", "NNP", "XR", "SL", "MAG", "NR", "SN", "NP")
_BETWEEN = ("E", "J", "VX", "XS", "VCP", "NNB", "XPN", "MAG")


class _Element(NamedTuple):
    forms: frozenset[str]
    tags: tuple[str, ...]
    optional: bool

    def fits(self, token: Token) -> bool:
        return token.tag.startswith(self.tags) and (
            not self.forms or token.form.translate(_JAMO) in self.forms
        )


class _Row(NamedTuple):
    elements: tuple[_Element, ...]
    says: frozenset[Mode]
    implies: frozenset[Mode]
    ahead: bool
    """Whether the predicate comes after the cue (an adverb), not before."""


@functools.cache
def _rows() -> dict[str, tuple[_Row, ...]]:
    """The patterns by the forms that they may begin with, none for any."""
    out: dict[str, list[_Row]] = {}
    for row in table("ko/modality", ("morphemes", "says", "implies", "source")):
        elements = tuple(_element(e) for e in row["morphemes"].split())
        one = _Row(
            elements,
            modes_of(row["says"]),
            modes_of(row["says"]) | modes_of(row["implies"]),
            elements[0].tags == ("MAG",),
        )
        for form in elements[0].forms or ("",):
            out.setdefault(form, []).append(one)
    return {form: tuple(rows) for form, rows in out.items()}


def _element(written: str) -> _Element:
    optional = written.endswith("?")
    forms, _, tags = written.removesuffix("?").partition("/")
    return _Element(frozenset(forms.split("|")) - {""}, tuple(tags.split("|")), optional)


def read_modality(tokens: Sequence[Token]) -> ModalReading:
    """The modal cues of a stretch, in order; words may bear several (수밖에 없다).

    Args:
        tokens: Kiwi's morphemes of the stretch, in order.
    """
    out: list[ModalCue] = []
    for i, token in enumerate(tokens):
        for row in (*_rows().get(token.form.translate(_JAMO), ()), *_rows().get("", ())):
            end = _match(tokens, i, row.elements)
            if end is None:
                continue
            # the 을 of 갈 것으로 is the ending of 가다, not a word of the cue
            first = i + 1 if token.tag.startswith("ETM") and end > i + 1 else i
            roots = _after(tokens, end) if row.ahead else _before(tokens, i)
            out.append(
                ModalCue(
                    says=row.says,
                    implies=row.implies,
                    span=Span(tokens[first].span.start, tokens[end - 1].span.end),
                    scope=roots[0] if roots else None,
                    near=roots[1:],
                    reach=_reach(tokens, i, end),
                    negated=_negated(tokens, i, end),
                    past=any(t.form in _PAST and t.tag == "EP" for t in tokens[end - 1 : end + 1]),
                    asserted=_asserted(tokens, end) and not _open_to_all(row, tokens, roots),
                )
            )
    said = [c.span for c in out if "hearsay" in c.implies]
    done = tuple(s for s in _done(tokens) if not any(s.touches(o) for o in said))
    return ModalReading(cues=tuple(out), done=done)


def _match(tokens: Sequence[Token], at: int, elements: Sequence[_Element]) -> int | None:
    for element in elements:
        if at < len(tokens) and element.fits(tokens[at]):
            at += 1
        elif not element.optional:
            return None
    return at


def _before(tokens: Sequence[Token], at: int) -> tuple[Span, ...]:
    """The roots before a cue: that of its predicate, then those of the words that lead up to it."""
    out: list[Span] = []
    for token in reversed(tokens[max(0, at - REACH) : at]):
        if token.tag.startswith(_ROOTS):
            out.append(token.span)
            if len(out) == NEAR:
                break
        elif not token.tag.startswith(_BETWEEN) and out:
            break
    return tuple(out)


def _after(tokens: Sequence[Token], at: int) -> tuple[Span, ...]:
    """The root of the first predicate after an adverb."""
    roots: list[Span] = []
    for token in tokens[at : at + 2 * REACH]:
        if token.tag.startswith(("VV", "VA")):
            return (token.span, *reversed(roots[-NEAR + 1 :]))
        if token.tag.startswith(("XSV", "XSA", "VCP")) and roots:
            return tuple(reversed(roots[-NEAR:]))
        if token.tag.startswith(_ROOTS):
            roots.append(token.span)
        elif token.tag in _STOPS:
            break
    return ()


def _reach(tokens: Sequence[Token], first: int, end: int) -> Span:
    """The clause around a cue: from the sign before it to the sign after it, not too far."""
    low = first
    while low > 0 and first - low < CLAUSE and tokens[low - 1].tag not in _STOPS:
        low -= 1
    high = end
    while high < len(tokens) and high - end < CLAUSE and tokens[high].tag not in _STOPS:
        high += 1
    return Span(tokens[low].span.start, tokens[high - 1].span.end)


def _asserted(tokens: Sequence[Token], end: int) -> bool:
    """Whether what follows ends a statement or a quotation: 할 수 있다는; not 할 수 있는, 할 수 있을지."""
    after = next((t for t in tokens[end : end + 4] if not t.tag.startswith(_ENDING_PARTS)), None)
    if after is None:
        return True
    if after.tag == "ETM":
        return after.form.translate(_JAMO).endswith(_QUOTING)
    return after.tag in _STOPS or after.tag == "EF" or (after.tag == "EC" and not after.form.endswith(_OPEN))


def _open_to_all(row: _Row, tokens: Sequence[Token], roots: Sequence[Span]) -> bool:
    """Whether what is possible is there for whoever wants it: 볼 수 있다, "you will see"."""
    if "ability" not in row.says or not roots:
        return False
    root = next(t for t in tokens if t.span == roots[0])
    return root.form in _open_verbs()


@functools.cache
def _open_verbs() -> frozenset[str]:
    return frozenset(row["form"] for row in table("ko/open_verbs", ("form", "source")))


def _negated(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether the cue itself is denied: 가능성은 없다, 필요하지 않다, 불가능하다."""
    if first and tokens[first - 1].tag == "XPN" and tokens[first - 1].form in ("불", "비", "미", "무"):
        return True
    for token in tokens[end : end + 4]:
        if token.form in ("않", "없", "못하", "아니", "낮", "희박") and token.tag.startswith(("V", "X")):
            return True
        if token.tag in _STOPS or token.tag == "ETM" or (token.tag == "EC" and token.form != "지"):
            break
    return False


def _done(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """The roots of predicates of the past that end a clause: 지었다, 발표했으며; not 지은, 지었을."""
    out: list[Span] = []
    for i, token in enumerate(tokens):
        ends = tokens[i + 1].tag if i + 1 < len(tokens) else ""
        if token.tag == "EP" and token.form in _PAST and ends in ("EF", "EC"):
            out += _before(tokens, i)[:1]
    return tuple(out)
