"""Spaces, marks and doubled words as Korean does not set them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.extract.blemish import Blemish
from qa.extract.korean import quotations
from qa.model import Span

_BEFORE = re.compile(r"(?<=[가-힣0-9A-Za-z)\]”’%])[ ]{1,3}([,;!?]|\.(?!\.))(?=[\s”’\"]|$)")
"""A space before a mark."""
_DOUBLE = re.compile(r"(?<![.,;:!?…])(?:\.\.|,,|;;|,\.|\.,|::|\?\.)(?![.,;:!?…])")
_AFTER = re.compile(
    r"(?<![가-힣])[가-힣]{0,12}(?:[다요까죠](?=[.?!])|[가-힣](?=,))([.?!,])(?!라[고며는]|이라|고\s|며\s)(?=[가-힣]{2})"
)
"""“했다.그는”, “하고,정부는”: no space behind the mark; a particle may follow the end of quoted words."""

_WIDE = re.compile("[\uff01-\uff05\uff07-\uff5d、。\uff61-\uff65]{1,200}")
_WIDE_DIGITS = {"。": ".", "、": ","}

_TWICE = re.compile(
    r"""(?<![\w“‘"'])
    ([가-힣]{1,14}(?:은|는|을|를|의|에서|에게|에는|으로|했다|한다|됐다|했으며|했고|하는|위해|대해))
    [ ]\1(?![\w”’"'])""",
    re.VERBOSE,
)
"""A word with its particle, twice; words that Korean doubles on purpose (하나하나, 서로서로) bear none."""


def spacing(text: str) -> Iterator[Blemish]:
    """A space before a mark, none behind one, and marks that stand twice."""
    found = [
        Blemish(
            kind="spacing",
            span=Span(*m.span()),
            reason=f"There is a space before “{m.group(1)}”",
            suggestion=m.group(1),
        )
        for m in _BEFORE.finditer(text)
    ]
    found += [
        Blemish(kind="spacing", span=Span(*m.span()), reason=f"Two marks stand together: {m.group()}")
        for m in _DOUBLE.finditer(text)
    ]
    found += [
        Blemish(
            kind="spacing",
            span=Span(m.start(1) - 1, m.end()),
            reason=f"There is no space behind “{m.group(1)}”",
            suggestion=f"{text[m.start(1) - 1 : m.end()]} ",
        )
        for m in _AFTER.finditer(text)
    ]
    yield from sorted(found, key=lambda b: b.span)


def wide_marks(text: str) -> Iterator[Blemish]:
    """Full-width marks and letters, as Chinese and Japanese set them; 「」, 《》 and ～ are Korean too."""
    for match in _WIDE.finditer(text):
        yield Blemish(
            kind="width",
            span=Span(*match.span()),
            reason=f"“{match.group()}” is set in full width",
            suggestion="".join(_narrow(c) for c in match.group()),
        )


def _narrow(character: str) -> str:
    if "！" <= character <= "～":
        return chr(ord(character) - 0xFEE0)
    return _WIDE_DIGITS.get(character, character)


def doubled(text: str) -> Iterator[Blemish]:
    """Words that stand twice by mistake: 정부는 정부는."""
    for match in _TWICE.finditer(text):
        yield Blemish(
            kind="doubled",
            span=Span(*match.span()),
            reason=f"“{match.group(1)}” stands twice",
            suggestion=match.group(1),
        )


def unpaired_quotes(text: str, paragraphs: Sequence[Span]) -> Iterator[Blemish]:
    """Double quotation marks without their other half."""
    for span in quotations.read(text, paragraphs).unpaired:
        mark = text[span.start : span.end]
        if mark[:1] not in '“”"':
            continue
        what = "opened" if mark == "”" else "closed"
        yield Blemish(kind="quotes", span=span, reason=f"A quotation mark is never {what}")
