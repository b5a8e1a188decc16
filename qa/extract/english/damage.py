"""What conversions between formats leave in a text: broken characters, entities, tags, markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from qa.extract.blemish import Blemish
from qa.model import Span

_TYPOGRAPHY = frozenset("“”‘’–—…•«»·")
_SHIFTED = re.compile("[\u0080-\u00ffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{2,400}")
"""Runs of what the upper half of Windows-1252 looks like."""
_LEAD = re.compile(
    """(?:[ÂÃ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜‚„†‡‰‹›€™¡-¿]
       |[âãê-ïä-é][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{2}
       |ð[\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{3})""",
    re.VERBOSE,
)
"""UTF-8 read as Windows-1252: a byte that begins a character, and those that go on with it."""
_BROKEN = re.compile("[\ufffd\u0080-\u009f]{1,200}|占쏙옙|â€(?![\u0080-\uffff])|(?<=[A-Za-z])�")
_LOST = re.compile(r"(?<=[a-z])\?(?=[a-z]{1,2}\b)|(?<=\w)\?{3,20}(?=\w)")

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,6});")
_MARKUP = re.compile(
    r"""</?(?:br|p|b|i|u|em|strong|span|div|a|h[1-6]|li|ul|ol|img|sup|sub|font|table|tr|td)\b[^<>\n]{0,300}>
      | \\[nrt](?=\s|\\[nrt]|(?-i:[A-Z“"])|$)              # a line break that is written out
      | \*\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*\*         # markdown: bold
      | ^\#{1,6}[ ](?=\S)                                  # a heading
      | !?\[[^\[\]\n]{1,200}\]\((?:https?:|/|\#)[^()\s]{1,300}\)   # a link or a picture
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_HIDDEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]{1,50}")
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


def broken_characters(text: str) -> Iterator[Blemish]:
    """Characters that were decoded wrongly: `itâ€™s`, `cafÃ©`, `ê°€`, U+FFFD."""
    found: list[Span] = [Span(*m.span()) for m in _BROKEN.finditer(text)]
    for match in _SHIFTED.finditer(text):
        if _shifted(match.group()) or _korean_code(match.group()):
            found.append(Span(*match.span()))
    for span in _merged(found):
        words = text[span.start : span.end]
        yield Blemish(
            kind="mojibake",
            span=span,
            reason=f"“{words}” was decoded wrongly",
            suggestion=_repaired(words),
        )


def _shifted(run: str) -> bool:
    """Whether a run holds UTF-8 that was read as Windows-1252."""
    return any(not _TYPOGRAPHY.issuperset(m.group()[1:]) for m in _LEAD.finditer(run))


def _korean_code(run: str) -> bool:
    """Whether a run is Korean in EUC-KR that was read as Latin-1: `´ëÇÑ¹Î±¹`."""
    if len(run) < 4 or any(c > "\xff" for c in run):
        return False
    try:
        return all("가" <= c <= "힣" for c in run.encode("latin-1").decode("euc-kr"))
    except UnicodeError:
        return False


def _repaired(words: str) -> str:
    """The text that was meant; empty where it cannot be known."""
    try:
        data = b"".join(c.encode("cp1252" if c > "\xff" else "latin-1") for c in words)
        return data.decode("utf-8")
    except UnicodeError:
        return ""


def _merged(spans: list[Span]) -> Iterator[Span]:
    """Spans in order, those that touch made one."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def markup(text: str) -> Iterator[Blemish]:
    """Entities, tags and markdown that should have become text."""
    found = [
        Blemish(
            kind="markup",
            span=Span(*m.span()),
            reason=f"“{m.group()}” is not plain text",
            suggestion=html.unescape(m.group()),
        )
        for m in _ENTITY.finditer(text)
        if html.unescape(m.group()) != m.group()
    ]
    found += [
        Blemish(kind="markup", span=Span(*m.span()), reason=f"“{m.group().strip()}” is not plain text")
        for m in _MARKUP.finditer(text)
    ]
    yield from sorted(found, key=lambda b: b.span)


def hidden(text: str) -> Iterator[Blemish]:
    """Characters that nobody sees; those that set the direction are right beside Hebrew and Arabic."""
    if _ARABIC.search(text):
        return
    for match in _HIDDEN.finditer(text):
        codes = " ".join(f"U+{ord(c):04X}" for c in match.group())
        yield Blemish(kind="hidden", span=Span(*match.span()), reason=f"An invisible character: {codes}")
