"""Who says the quoted words in Korean: 박 장관은 “…”고 밝혔다, “…”라고 이 후보는 말했다."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Sequence

from qa.data import table
from qa.extract.quotations import Marks, Quotation
from qa.extract.speakers import Said
from qa.model import Span, Token

_FAR = 60
"""Morphemes before a quotation in which its speaker is looked for."""
_ON = 14
"""Morphemes behind it."""
# 고, 라고, 며, 면서: whoever stands with the verb behind them speaks; “…”라는 질문에 is another matter
_TIED = re.compile(r"\s?(?:이?라(?:고|며|면서)|고|며|면서|하고)(?![가-힣])")
_SUBJECT_STAYS = frozenset({"고", "어", "아", "며", "면서", "어서", "아서", "으며", "으면서", "고서", "여"})
_NOMINAL = ("N", "SL", "SH", "XSN", "XPN", "XR", "MM")
_MANY = frozenset({"들", "측"})
"""Behind a name they make it more than one person, or somebody who speaks for it."""


def read(text: str, tokens: Sequence[Token], quotations: Sequence[Quotation]) -> tuple[Said, ...]:
    """The quotations whose speaker the sentence names, each with the words that name him or her.

    Args:
        text: the body text.
        tokens: Kiwi's morphemes of a stretch of it.
        quotations: the outer quotations of that stretch, in order.
    """
    starts = [t.span.start for t in tokens]
    return tuple(
        Said(quotation=q.span, speaker=speaker)
        for q in quotations
        if q.marks is not Marks.TITLE and (speaker := _speaker(text, tokens, starts, q)) is not None
    )


def _speaker(text: str, tokens: Sequence[Token], starts: Sequence[int], quotation: Quotation) -> Span | None:
    tie = _TIED.match(text, quotation.span.end, quotation.span.end + 6)
    if tie is None:
        return None
    behind = bisect.bisect_left(starts, quotation.span.end)
    subject, says = _behind(tokens, behind)
    if not says and not tie.group().endswith(("며", "면서")):
        return None
    if subject is None:
        subject = _before(tokens, bisect.bisect_left(starts, quotation.span.start) - 1)
    return subject if subject is not None and _one(tokens, starts, subject) else None


def _behind(tokens: Sequence[Token], at: int) -> tuple[Span | None, bool]:
    """The subject behind a quotation, and whether a verb of saying follows.

    “…”며 “…”고 김 대표는 말했다: a further quotation is passed over.
    """
    subject: Span | None = None
    depth = 0
    for n in range(at, min(len(tokens), at + 6 * _FAR)):
        token = tokens[n]
        depth += (token.tag == "SSO") - (token.tag == "SSC")
        if depth > 0 or token.tag in ("SSC", "JKQ"):
            continue
        if token.tag == "SF":
            break
        if subject is None and _marks_subject(token) and (span := _nouns(tokens, n - 1)) is not None:
            subject = span
        form = token.form
        if token.tag == "XSV" and n:
            form = tokens[n - 1].form + form
        if token.tag.startswith(("VV", "XSV")) and f"{form}다" in _saying():
            return subject, True
        if token.tag == "ETM":
            break
    return None, False


def _before(tokens: Sequence[Token], at: int) -> Span | None:
    """The subject before a quotation: its clause's, or the topic of the sentence; None if there are two.

    트럼프가 캐버노가 “…”고 말했다: one of them belongs to the words that are told.
    """
    state = "own"
    found: Span | None = None
    first = max(0, at - _FAR)
    while at >= first:
        token = tokens[at]
        if token.tag == "SSC":
            at = _opening(tokens, at) - 1
            continue
        if token.tag in ("EF", "SF", "SSO"):
            break
        if token.tag == "EC":
            state = "same" if token.form in _SUBJECT_STAYS and state != "topic" else "topic"
        elif token.tag in ("ETM", "ETN"):
            state = "topic"
        topic = token.tag == "JX" and token.form in ("은", "는", "ᆫ")
        if _marks_subject(token) and (topic or state != "topic"):
            if found is not None:
                return None
            found = _nouns(tokens, at - 1)
        at -= 1
    return found


def _opening(tokens: Sequence[Token], at: int) -> int:
    """The mark that opens the quotation which closes at `at`."""
    depth = 0
    for n in range(at, max(-1, at - 6 * _FAR), -1):
        depth += (tokens[n].tag == "SSC") - (tokens[n].tag == "SSO")
        if depth == 0:
            return n
    return 0


def _marks_subject(token: Token) -> bool:
    return token.tag == "JKS" or (token.tag == "JX" and token.form in ("은", "는", "ᆫ", "도"))


def _nouns(tokens: Sequence[Token], last: int) -> Span | None:
    """The nouns that end at `last`, as one stretch."""
    at = last
    while at >= max(0, last - _ON):
        if tokens[at].form == ")":
            at = _opening(tokens, at)  # 김모(58)씨
        elif not tokens[at].tag.startswith(_NOMINAL):
            break
        at -= 1
    return Span(tokens[at + 1].span.start, tokens[last].span.end) if at < last else None


def _one(tokens: Sequence[Token], starts: Sequence[int], nouns: Span) -> bool:
    """Whether the nouns name one person: not two (A와 B), not a group, not somebody's side."""
    low, high = bisect.bisect_left(starts, nouns.start), bisect.bisect_left(starts, nouns.end)
    if low and tokens[low - 1].tag in ("JC", "JKG"):
        return False
    return tokens[high - 1].form not in _MANY and any(t.tag == "NNP" for t in tokens[low:high])


@functools.cache
def _saying() -> frozenset[str]:
    return frozenset(row["word"] for row in table("ko/quoting_verbs", ("word", "source")))
