"""Fractions in words and with a slash: "a third of", "two-thirds", "3/4", "half a million"."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import context, numerals
from qa.extract.english.number_words import Numeral, from_words, joined


def slashed(line: Line, index: int) -> Numeral | None:
    """1/10 written with a slash."""
    top, slash, bottom = line.at(index), line.at(index + 1), line.at(index + 2)
    if top.kind != "number" or slash.low not in ("/", "⁄") or bottom.kind != "number":
        return None
    if (
        not (slash.glued and bottom.glued)
        or len(top.low) > 4
        or len(bottom.low) > 4
        or line.at(index + 3).low == "/"
    ):
        return None
    if not (top.low.isdigit() and bottom.low.isdigit()) or int(bottom.low) == 0:
        return None
    return Numeral(Fraction(int(top.low), int(bottom.low)), index + 3, "fraction")


def fraction(line: Line, index: int) -> Numeral | None:
    """1/10, a third of, two-thirds, one-tenth, three quarters, half, one hundred and two fifths."""
    written = slashed(line, index)
    if written:
        return _of_scale(line, written) if written.value < 1 else None
    return _in_words(line, index) or _of_many_parts(line, index)


def _in_words(line: Line, index: int) -> Numeral | None:
    table = numerals()
    token = line.at(index)
    if token.kind not in ("word", "number"):
        return None
    low = token.low
    if low in ("one", "a") and (small := _one_of_many(line, index)):
        return small
    if low == "half":
        return _of_scale(line, Numeral(Fraction(1, 2), index + 1, "fraction"))
    if low == "quarter" and line.low(joined(line, index + 1)) == "point":
        return Numeral(Fraction(1, 4), index + 1, "fraction")  # another quarter-point cut
    count = 1 if low in ("a", "an", "one") else table.units.get(low) or table.tens.get(low)
    if count is None and token.kind == "number" and low.isdigit() and len(low) < 3:
        count = int(low)
    if not count:
        return None
    at = joined(line, index + 1)
    hyphened = at != index + 1
    word = line.low(at)
    one, many = table.one_part.get(word), table.many_parts.get(word)
    if count > 1 and word in ("hundredth", "thousandth", "millionth"):
        return None  # "two-hundredth" is the ordinal; the fraction is "two-hundredths"
    part = (
        one if one and (count == 1 or (hyphened and word != "half")) else many if many and count > 1 else None
    )
    if part is None or line.at(at).kind != "word" or (token.kind == "number" and not many):
        return None
    following = line.low(at + 1)
    if not _is_fraction(low, word, following, line, at, hyphened=hyphened):
        return None
    return _of_scale(line, Numeral(Fraction(count, part), at + 1, "fraction"))


def _of_many_parts(line: Line, index: int) -> Numeral | None:
    """As in "three twenty-firsts", "one twenty-fifth of", "one hundred and thirty-two fifths"."""
    if line.at(index).kind != "word":
        return None
    table = numerals()
    if line.low(index) in ("a", "one") and line.low(index + 1) in table.tens:
        tens, at = table.tens[line.low(index + 1)], joined(line, index + 2)
        unit = table.ordinals.get(line.low(at), _TEN)
        of = line.low(at + 1) == "of" or (line.low(index) == "one" and line.at(at + 1).kind not in _NOUNLIKE)
        if at == index + 2 or unit >= _TEN or not of:
            return None  # "a twenty-first birthday"
        return Numeral(Fraction(1, tens + unit), at + 1, "fraction")
    top = from_words(line, index)
    if top is None or top.form == "year" or (top.article and top.value == 1):
        return None
    at, value = joined(line, top.end), top.value
    tens = table.tens.get(line.low(top.end - 1), 0)
    if line.low(at) in table.tens:  # three twenty-firsts
        tens, at = table.tens[line.low(at)], joined(line, at + 1)
        hyphened = line.low(at - 1) == "-"
    else:  # one hundred thirty-fifths: the hyphen ties the parts
        hyphened = at != top.end and bool(tens)
        value -= tens if hyphened else 0
    part = _parts(line.low(at), least=1 if hyphened else _THIRD)
    if part is None or value <= 0 or line.low(at + 1) in context("nouns-of-order"):
        return None
    if hyphened:
        if part >= _TEN:
            return None
        return Numeral(Fraction(value) / (tens + part), at + 1, "fraction")
    apart = next((n for n in range(top.end - 1, index, -1) if line.low(n) == "and"), None)
    tail = from_words(line, apart + 1) if apart else None
    if tail is not None and tail.value < part:  # two hundred and fifty-four hundredths
        return Numeral(value - tail.value + tail.value / part, at + 1, "mixed")
    return Numeral(value / part, at + 1, "fraction")


_TEN: Final = 10
_THIRD: Final = 3
_NOUNLIKE: Final = frozenset(("word", "number", "ordinal"))


def _parts(word: str, *, least: int) -> int | None:
    """The denominator that a plural ordinal names: "fifths", "hundredths"."""
    value = numerals().ordinals.get(word[:-1]) if word.endswith("s") else None
    return value if value is not None and value >= least else None


def _one_of_many(line: Line, index: int) -> Numeral | None:
    """As in "one two-hundredth", "one five-thousandth"."""
    table = numerals()
    count = table.units.get(line.low(index + 1)) or table.tens.get(line.low(index + 1))
    at = joined(line, index + 2)
    part = table.one_part.get(line.low(at))
    if not count or at == index + 2 or part not in (100, 1000, 1_000_000):
        return None
    return Numeral(Fraction(1, count * part), at + 1, "fraction")


def _is_fraction(count: str, word: str, following: str, line: Line, at: int, *, hyphened: bool) -> bool:
    """As in "a third of", not "a third time" or "three quarters in a row"."""
    if word in ("half", "halves"):
        return following not in ("time", "brother", "sister")
    if word in ("quarter", "quarters"):
        if following in numerals().scales:
            return True
        if count in ("a", "an", "one") or hyphened:
            return following not in ("final", "finals", "past", "to", "finalist")
        return following == "of" and line.low(at + 2) not in (
            "growth",
            "this",
            "last",
            "next",
            "decline",
            "losses",
        )
    if count in ("a", "an"):
        return (
            following == "of"
            or hyphened
            or following in (".", ",", "", "as", "less", "more", "from", "to", "since")
        )
    return following not in context("nouns-of-order")


def _of_scale(line: Line, found: Numeral) -> Numeral:
    """As in "half a million", "three-quarters of a million", "half million"."""
    table = numerals()
    at = found.end
    if line.low(at) == "of":
        at += 1
    if line.low(at) in ("a", "an"):
        at += 1
    at = joined(line, at)
    scale = table.scales.get(line.low(at))
    if scale is None or (line.low(found.end) == "of" and line.low(found.end + 1) not in ("a", "an")):
        return found
    return Numeral(found.value * scale, at + 1, "word", scaled=True)


def half_of_scale(line: Line, index: int) -> Numeral | None:
    """As in "a half million", "a quarter million"."""
    at = joined(line, index + 1) if line.low(index) == "a" else index
    if line.low(at) not in ("half", "quarter"):
        return None
    part = numerals().one_part[line.low(at)]
    scale = numerals().scales.get(line.low(joined(line, at + 1)))
    if scale is None:
        return None
    return Numeral(Fraction(scale, part), joined(line, at + 1) + 1, "word", scaled=True)
