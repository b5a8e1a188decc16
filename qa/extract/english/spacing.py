"""Spaces, stops and marks as English does not set them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.extract.blemish import Blemish
from qa.model import Span

_BEFORE = re.compile(
    r"""(?<=[A-Za-z0-9)\]”’%])[ ]{1,3}
        (?: ([,;])(?=[\sA-Za-z”’")\]]|$) | ([:!?]|\.(?![\w.]))(?=[\s”’")\]]|$) )
        (?![ ]?[)(DPp\d])""",
    re.VERBOSE,
)
"""A space before a mark; not before “.com” or “...”, nor in front of a smiley or in a ratio (16 : 9)."""
_DOUBLE = re.compile(r"(?<![.,;:!?…/\\])(?:\.\.|,,|;;|,\.|\.,|::|;\.|:\.|\?\.(?!\w))(?![.,;:!?…/\\])")
_ABBREVIATED = re.compile(r"(?:\.[A-Za-z]|\b[A-Za-z]{1,4}|\b[A-Z][a-z]{1,5})$")
"""What may end in a stop that belongs to it: Co., Calif., a.m., etc."""
_AFTER = re.compile(r"(?<![\w.@/&])([a-z]{3,20})([,;]|[.?!](?=[A-Z][a-z]))([A-Za-z][a-z]{2,20})(?![\w@./(-])")
"""“said,he”, “ended.The”: no space behind the mark; not in addresses or names of sites."""

_WIDE = re.compile("[\uff01-\uff5e\u3001\u3002\u3008-\u3011\u3014\u3015\uff61-\uff65]{1,200}")
_DOT = re.compile(r"(?<=[A-Za-z]{3})[·‧・ㆍ](?=[A-Za-z]{3})")
_TILDE = re.compile(r"(?<=\d)[%]?[~∼〜](?=\$?\d)")

_NARROW = {"。": ".", "、": ",", "「": "“", "」": "”", "『": "“", "』": "”", "〈": "‘", "〉": "’"}
_NARROW |= {"《": "“", "》": "”", "【": "[", "】": "]", "〔": "[", "〕": "]"}


def spacing(text: str) -> Iterator[Blemish]:
    """A space before a mark, none behind one, and marks that stand twice."""
    found = [
        Blemish(
            kind="spacing",
            span=Span(m.start(), m.end()),
            reason=f"There is a space before “{m.group().strip()}”",
            suggestion=m.group().strip(),
        )
        for m in _BEFORE.finditer(text)
    ]
    for match in _DOUBLE.finditer(text):
        marks = match.group()
        if (
            marks[0] == "."
            and marks[1] == ","
            and _ABBREVIATED.search(text[max(0, match.start() - 12) : match.start()])
        ):
            continue  # "Co., Ltd.", "a.m., when"
        found.append(
            Blemish(kind="spacing", span=Span(*match.span()), reason=f"Two marks stand together: {marks}")
        )
    found += [
        Blemish(
            kind="spacing",
            span=Span(*m.span()),
            reason=f"There is no space behind “{m.group(2)}”",
            suggestion=f"{m.group(1)}{m.group(2)} {m.group(3)}",
        )
        for m in _AFTER.finditer(text)
    ]
    yield from sorted(found, key=lambda b: b.span)


def wide_marks(text: str) -> Iterator[Blemish]:
    """Full-width and Korean marks, where English has its own."""
    for match in _WIDE.finditer(text):
        yield Blemish(
            kind="width",
            span=Span(*match.span()),
            reason=f"“{match.group()}” is set as in Korean",
            suggestion="".join(narrow(c) for c in match.group()),
        )
    for pattern, instead in ((_DOT, "-"), (_TILDE, "–")):
        for match in pattern.finditer(text):
            yield Blemish(
                kind="width",
                span=Span(match.end() - 1, match.end()),
                reason=f"“{text[match.end() - 1]}” is set as in Korean",
                suggestion=instead,
                sure=False,
            )


def narrow(character: str) -> str:
    """What English sets instead of a full-width character."""
    if "！" <= character <= "～":
        return chr(ord(character) - 0xFEE0)
    return _NARROW.get(character, character)
