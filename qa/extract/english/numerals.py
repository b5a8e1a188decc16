"""Numerals of running English: digits with scales, mixed numbers, fractions, vague amounts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import context, numerals
from qa.extract.english.number_words import LARGEST, Numeral, digits, from_words, joined


def numeral(line: Line, index: int, *, money: bool = False) -> Numeral | None:
    """The longest numeral that begins at token `index`.

    `money` says that a currency sign stands before it, so that a spaced "bn" or "m" is a scale.
    """
    return (
        _vague(line, index)
        or _fraction(line, index)
        or _half_of_scale(line, index)
        or _bare_dozen(line, index)
        or cardinal(line, index, money=money)
    )


_BEFORE_DOZEN: Final = frozenset(
    ("the", "these", "those", "last", "first", "next", "about", "nearly", "almost", "than", "least")
)


def _bare_dozen(line: Line, index: int) -> Numeral | None:
    """As in "the dozen crew members"."""
    if line.low(index) != "dozen" or line.low(index - 1) not in _BEFORE_DOZEN:
        return None
    return Numeral(Fraction(numerals().scales["dozen"]), index + 1, "word")


def cardinal(line: Line, index: int, *, money: bool = False) -> Numeral | None:
    """A whole or decimal numeral with its scale words: "3.5bn", "two and a half million"."""
    token = line.at(index)
    if token.kind == "number":
        found = _from_digits(line, index, money=money)
    elif token.kind == "vulgar":
        found = Numeral(numerals().vulgar[token.low], index + 1, "fraction")
        return _scaled(line, found, money=money)
    elif token.kind == "word":
        found = from_words(line, index)
        found = _decimal_words(line, found) if found else None
    else:
        return None
    return _and_a_half(line, found, money=money) if found else None


def _from_digits(line: Line, index: int, *, money: bool) -> Numeral | None:
    value = digits(line.at(index))
    if value is None:
        return None
    token = line.at(index)
    found = Numeral(value, index + 1, grouped="," in token.raw or "." in token.raw)
    after = line.at(index + 1)
    if after.kind == "vulgar":  # 3½, 3 ½
        found = Numeral(value + numerals().vulgar[after.low], index + 2, "mixed")
    else:
        part = _slashed(line, joined(line, index + 1))
        if (part and part.value < 1 and not after.glued) or (part and after.low == "-"):  # 3 1/2
            assert part is not None
            found = Numeral(value + part.value, part.end, "mixed")
    return _scaled(line, found, money=money)


def _scaled(line: Line, found: Numeral, *, money: bool) -> Numeral:
    """Multiply by the scale words that follow; "1 billion 500 million" adds up."""
    total, current, end = Fraction(0), found.value, found.end
    scaled = found.scaled
    last_scale: int | None = None
    while True:
        at = joined(line, end)
        token = line.at(at)
        scale = numerals().scales.get(token.low) if token.kind == "word" else None
        if scale is None and token.kind == "word":
            scale = _short_scale(line, at, money=money)
        if scale is None or current > LARGEST:
            break
        current *= scale
        end, scaled, last_scale = at + 1, True, scale
        following = digits(line.at(end))
        after = line.at(end + 1)
        lower = numerals().scales.get(after.low) if after.kind == "word" else None
        if following is None or lower is None or lower >= last_scale or following * lower >= last_scale:
            continue
        total, current, end = total + current, following, end + 1
    return replace(found, value=total + current, end=end, scaled=scaled)


def _short_scale(line: Line, at: int, *, money: bool) -> int | None:
    """k, m, bn, tn: glued to the digits, or spaced behind an amount of money."""
    token = line.at(at)
    scale = numerals().short.get(token.low)
    if scale is None or (line.at(at + 1).glued and line.at(at + 1).kind in ("number", "word")):
        return None
    if money or token.low in ("mn", "bn", "tn", "bln", "mln", "trn", "tln"):
        return scale
    if not token.glued:
        return None
    if token.low in ("k", "b", "mil") or token.raw in ("M", "T"):
        return scale if token.low != "k" or token.raw == "k" or not _screen(line, at + 1) else None
    if token.low == "m":  # 5m people is a count, 5m alone a length
        return (
            scale
            if line.at(at + 1).kind == "word" and line.low(at + 1) in context("plurals-of-people")
            else None
        )
    return None


def _screen(line: Line, index: int) -> bool:
    return line.low(joined(line, index)) in (
        "tv",
        "tvs",
        "video",
        "resolution",
        "display",
        "ultra",
        "oled",
        "camera",
    )


def _and_a_half(line: Line, found: Numeral, *, money: bool) -> Numeral:
    """As in "two and a half", "two-and-a-half", "a million and a half"."""
    at = joined(line, found.end)
    if line.low(at) != "and":
        return found
    at = joined(line, at + 1)
    table = numerals()
    count = 1 if line.low(at) in ("a", "one") else table.units.get(line.low(at), 0)
    at = joined(line, at + 1)
    part = (
        table.one_part.get(line.low(at))
        if count == 1
        else table.many_parts.get(line.low(at))
        if count
        else None
    )
    if part is None or part > 10:
        return found
    if line.low(at + 1) == "of" or (
        line.low(at) == "third"
        and line.at(at + 1).kind == "word"
        and count == 1
        and not found.scaled
        and line.low(at + 1) not in _AFTER_MIXED
    ):
        return found
    step = Fraction(count, part)
    if found.scaled:  # a million and a half is 1,500,000
        base = (
            max(s for s in table.scales.values() if found.value >= s and found.value % s == 0)
            if found.value
            else 1
        )
        return replace(found, value=found.value + step * base, end=at + 1)
    mixed = Numeral(found.value + step, at + 1, "mixed", article=found.article)
    return _scaled(line, mixed, money=money)


_AFTER_MIXED: Final = frozenset(
    ("million", "billion", "trillion", "times", "years", "hours", "months", "miles", "percent")
)


def _decimal_words(line: Line, found: Numeral) -> Numeral:
    """As in "three point five", then a scale: "two point four million"."""
    table = numerals()
    if line.low(found.end) != "point" or found.scaled:
        return found
    value, place, end = found.value, Fraction(1, 10), found.end + 1
    while (digit := table.units.get(line.low(end), 10)) < 10 and place > Fraction(1, 10**9):
        value, place, end = value + digit * place, place / 10, end + 1
    if end == found.end + 1:
        return found
    return _scaled(line, replace(found, value=value, end=end), money=False)


def _slashed(line: Line, index: int) -> Numeral | None:
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


def _fraction(line: Line, index: int) -> Numeral | None:
    """1/10, a third of, two-thirds, one-tenth, three quarters, half."""
    slashed = _slashed(line, index)
    if slashed:
        return _of_scale(line, slashed) if slashed.value < 1 else None
    table = numerals()
    token = line.at(index)
    if token.kind not in ("word", "number"):
        return None
    low = token.low
    if low in ("one", "a") and (small := _one_of_many(line, index)):
        return small
    if low == "half":
        return _of_scale(line, Numeral(Fraction(1, 2), index + 1, "fraction"))
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


def _half_of_scale(line: Line, index: int) -> Numeral | None:
    """As in "a half million", "a quarter million"."""
    at = joined(line, index + 1) if line.low(index) == "a" else index
    if line.low(at) not in ("half", "quarter"):
        return None
    part = numerals().one_part[line.low(at)]
    scale = numerals().scales.get(line.low(joined(line, at + 1)))
    if scale is None:
        return None
    return Numeral(Fraction(scale, part), joined(line, at + 1) + 1, "word", scaled=True)


def _vague(line: Line, index: int) -> Numeral | None:
    """Dozens, hundreds of thousands, several hundred, a few million: an order of magnitude."""
    table = numerals()
    low = line.low(index)
    if low in table.vague and line.at(index).kind == "word":
        value, end = table.vague[low], index + 1
        while line.low(end) == "of" and line.low(end + 1) in table.vague and value < LARGEST:
            value, end = value * table.vague[line.low(end + 1)], end + 2
        while line.low(end) == "of" and line.low(end + 1) in table.scales and value < LARGEST:
            value, end = value * table.scales[line.low(end + 1)], end + 2
        if low == "tens" and end == index + 1:
            return None
        top = 100 if low in ("dozens", "scores") and value < 100 else value * 10
        return Numeral(Fraction(value), end, "word", scaled=True, high=Fraction(top))
    at = index
    if (low == "a" and line.low(index + 1) == "few") or (low == "a" and line.low(index + 1) == "couple"):
        at += 1
    if line.low(at) in ("several", "few", "couple", "many") and (at > index or low in ("several", "many")):
        step = at + 1
        if line.low(step) == "of":
            step += 1
        scale = table.scales.get(line.low(step))
        if scale is None:
            return None
        end = step + 1
        while line.low(end) in table.scales and scale < 10**12:
            scale, end = scale * table.scales[line.low(end)], end + 1
        if line.low(at) == "couple":
            return Numeral(Fraction(2 * scale), end, "word", scaled=True)
        return Numeral(Fraction(2 * scale), end, "word", scaled=True, high=Fraction(10 * scale))
    return None
