"""Words, numbers and signs of an English text, with exact offsets into the text as it stands.

Readers never look at the raw text: full-width digits, odd spaces, curly quotes, dashes, soft
hyphens and line breaks inside a number are dealt with here, once.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from qa.data import table
from qa.extract.english import figures

Kind = Literal["word", "number", "ordinal", "clock", "date", "vulgar", "sign", "skip", "end"]


class Token(NamedTuple):
    """`low` is the normalised lower-case form (commas of a number removed), `raw` the normalised
    form with its case, `glued` whether nothing stands between it and the token before.
    """

    kind: Kind
    low: str
    raw: str
    start: int
    end: int
    glued: bool


END: Final = Token("end", "", "", -1, -1, glued=False)
"""What stands before the first and after the last token."""

_SAME_LENGTH: Final = str.maketrans(
    {chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}
    | dict.fromkeys("\u00a0\u1680\u2002\u2003\u2004\u2005\u2007\u2008\u2009\u200a\u202f\u3000\t\r\n\v\f", " ")
    | dict.fromkeys("‐‑‒–−﹣", "-")
    | dict.fromkeys("∼～〜˜", "~")
    | dict.fromkeys("‘’ʼ´`′", "'")
    | {"﹪": "%", "￦": "₩", "￡": "£", "￥": "¥"}
)

# What is not there for a reader: invisible characters; a line break inside a number or a word.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b\u200c\u200d\u2060\ufeff]+"
    r"|(?<=\d,)\r?\n(?=\d{3}(?!\d))"
    r"|(?<=[A-Za-z]-)\r?\n(?=[a-z])"
)
_PARAGRAPH = re.compile(r"\n[ \t\r]{0,8}(?=\n)")

_LEXICON = r"""
    (?P<skip>   (?:https?://|www\.)[^\s<>"]{1,2000} | EMAIL
              | \(?\+?[0-9]{2,4}\)?[ -][0-9]{3,4}-[0-9]{4}(?![0-9-])
              | (?<![\w-])1-[0-9]{3}-[0-9]{3}-[0-9]{4}(?![0-9])
              | (?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![\w.]) )
  | (?P<date>   (?<![0-9/.-])[0-9]{4}([-/.])[ ]?[0-9]{1,2}\3[ ]?[0-9]{1,2}(?![0-9/-])
              | (?<![0-9/.-])[0-9]{1,2}([-/.])[0-9]{1,2}\4(?:[0-9]{4}|[0-9]{2})(?![0-9/-]) )
  | (?P<clock>  (?<![0-9:])[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?(?![0-9:]) )
  | (?P<ordinal> (?<![0-9.,])[0-9]{1,9}(?:st|nd|rd|th)(?![^\W\d_]) )
  | (?P<number> FIGURES )
  | (?P<vulgar> [½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒] )
  | (?P<word>   (?<![^\W\d_])(?:[a-z]\.){2,5} | [ap]\.[ ]?m\b | o'clock | [^\W\d_]+ )
  | (?P<sign>   \S )
"""
_EMAIL = r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,63}){1,4}"


def _compile(*, email: bool) -> re.Pattern[str]:
    pattern = _LEXICON.replace("EMAIL", _EMAIL if email else "(?!)").replace("FIGURES", figures.PATTERN)
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


_PLAIN: Final = _compile(email=False)
_WITH_MAIL: Final = _compile(email=True)


class Line(Sequence[Token]):
    """The tokens of one text.  `at` is safe on both sides."""

    __slots__ = ("size", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.size = len(self.tokens)

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: int) -> Token:  # type: ignore[override]
        return self.tokens[index]

    def at(self, index: int) -> Token:
        """The token there, or `END` outside the text."""
        return self.tokens[index] if 0 <= index < self.size else END

    def low(self, index: int) -> str:
        """The lower-case form there, or nothing outside the text."""
        return self.tokens[index].low if 0 <= index < self.size else ""


def _lowered(text: str) -> str:
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def tokenize(text: str) -> list[Token]:
    """All tokens of `text` in order; `start` and `end` are half-open code points in `text`."""
    origin: list[int] | None = None
    shown = text
    if _INVISIBLE.search(text):
        kept = [n for a, b in _outside(text) for n in range(a, b)]
        origin = [*kept, len(text)]
        shown = "".join(text[n] for n in kept)
    if "\n" in shown:
        shown = _PARAGRAPH.sub(lambda m: "\x00" + " " * (len(m[0]) - 1), shown)
    shadow = shown.translate(_SAME_LENGTH)
    lowered = _lowered(shadow)
    pattern = _WITH_MAIL if "@" in shadow else _PLAIN
    tokens: list[Token] = []
    previous = -1
    match = pattern.search(shadow)
    while match:
        start, end = match.span()
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        if kind == "number" and " " in shown[start:end] and tokens and tokens[-1].low in _months():
            end = shown.index(" ", start)  # "on May 12 300 people": no thousands
        raw, low = shadow[start:end], lowered[start:end]
        if kind == "number":
            low = figures.normalised(raw)
        elif kind == "word":
            low = low.replace(".", "").replace(" ", "")
        if origin is None:
            tokens.append(Token(kind, low, raw, start, end, start == previous))
        else:
            tokens.append(Token(kind, low, raw, origin[start], origin[end - 1] + 1, start == previous))
        previous = end
        match = pattern.search(shadow, end)
    return tokens


@functools.cache
def _months() -> frozenset[str]:
    rows = table("en/calendar", ("surface", "kind", "value", "source"))
    return frozenset(row["surface"] for row in rows if row["kind"] in ("month", "month-short"))


def _outside(text: str) -> list[tuple[int, int]]:
    """The stretches of `text` between what is invisible."""
    ranges = []
    start = 0
    for match in _INVISIBLE.finditer(text):
        ranges.append((start, match.start()))
        start = match.end()
    ranges.append((start, len(text)))
    return ranges
