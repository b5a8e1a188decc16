"""Facts made of identifiers: the GPT-4, 737 and 5G of a text, which name and count nothing."""

from __future__ import annotations

from typing import Final

from qa.extract.english.lexer import Line, Token
from qa.extract.english.lexicon import calendar, identifier_words, numerals
from qa.extract.english.match import Match, span, words
from qa.model import Fact, Span

_PERIODS: Final = frozenset(("q", "h", "fy", "no", "nos"))
_LONGEST_TAIL: Final = 4
_LONGEST_ADDRESS: Final = 200
_LONGEST: Final = 5


def compound(line: Line, index: int, end: int, floor: int) -> Match:
    """The identifier whose first digits are token `index` and whose last token is before `end`.

    What hangs on digits without naming anything ("x4", "part-3", a password) makes no fact.
    """
    start = _beginning(line, index)
    if start is None or start < floor:
        return Match((), end)
    word = line.at(start)
    known = identifier_words("before-number").match(line, start) is not None
    period = word.low in _PERIODS and end == index + 1 and len(line.at(index).raw) == 1
    if (word.raw == word.low and not known) or period or word.low in calendar("weekday"):
        return Match((), end)
    return Match((_fact(line, start, end, start, word.low),), end)


def _beginning(line: Line, index: int) -> int | None:
    """The token of the letters before the digits: one word back, over a hyphen if there is one."""
    if line.at(index - 1).kind == "word":
        return index - 1
    if line.low(index - 1) == "-" and line.at(index - 2).kind == "word":
        return index - 2
    return None


def address(line: Line, index: int) -> Match:
    """A telephone number or an address on the net, without the punctuation behind it."""
    token = line.at(index)
    text = words(line, index, index + 1).rstrip(".,;:!?)]}'\"”’")
    if len(text) > _LONGEST_ADDRESS or not text:
        return Match((), index + 1)
    here = Span(token.start, token.start + len(text))
    fact = Fact(family="identifier", text=text, span=here, counter="address", label=text)
    return Match((fact,), index + 1)


def named(line: Line, index: int, end: int) -> Match:
    """A name of the table and its number: "Boeing 737-800", "Route One"."""
    match = identifier_words("before-number").match(line, index)
    assert match is not None
    at = match[1]
    if line.low(at) == "-":
        at += 1
    name = words(line, index, match[1]).lower().replace(" ", "")
    # what a hyphen or nothing parts from its name goes with it: GPT-4, Hwasong-17
    first = index if line.at(match[1]).glued and match[1] == index + 1 else at
    return Match((_fact(line, index, end, first, name),), end)


def digits_first(line: Line, index: int) -> Match | None:
    """Digits with capitals behind them: "5G", "4K", "2NE1"; no unit, no scale, no half-year."""
    token, after = line.at(index), line.at(index + 1)
    if token.kind != "number" or not token.raw.isdecimal() or after.kind != "word" or not after.glued:
        return None
    if token.glued and line.at(index - 1).kind != "sign":
        return None
    if not _capitals(after) or after.low in _PERIODS:
        return None
    end = index + 2
    while line.at(end).glued and line.at(end).kind in ("number", "word"):
        end += 1
    return Match((_fact(line, index, end, index, None),), end)


def _capitals(token: Token) -> bool:
    return token.raw.isupper() and len(token.raw) <= _LONGEST_TAIL


def _fact(line: Line, start: int, end: int, first: int, name: str | None) -> Fact:
    """A fact of tokens `start` to `end` whose label begins at token `first`."""
    parts: list[str] = []
    last = first
    for n in range(first, end):
        token = line.at(n)
        hangs = token.kind == "word" and n > first + 1
        if hangs and (token.raw == "s" or (line.low(n - 1) == "-" and not token.raw.isupper())):
            break  # two F-35s, Boeing 737-style
        figure = numerals().units.get(token.low) if token.kind == "word" and n == first == end - 1 else None
        raw = token.raw.removesuffix("s") if hangs and token.raw[:-1].isupper() else token.raw
        parts.append(str(figure) if figure else raw)
        last = n if token.low != "-" else last
    label = "".join(parts).rstrip("-")
    return Fact(
        family="identifier",
        text=words(line, start, last + 1),
        span=span(line, start, last + 1),
        counter=name,
        label=label,
    )
