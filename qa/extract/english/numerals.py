"""Numerals of running English: digits with scales, mixed numbers, fractions, vague amounts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from qa.extract.english.fractions import fraction, half_of_scale, slashed
from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import context, numerals
from qa.extract.english.number_words import LARGEST, Numeral, digits, from_words, joined


def numeral(line: Line, index: int, *, money: bool = False) -> Numeral | None:
    """The longest numeral that begins at token `index`.

    `money` says that a currency sign stands before it, so that a spaced "bn" or "m" is a scale.
    """
    return (
        _vague(line, index)
        or fraction(line, index)
        or half_of_scale(line, index)
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
        part = slashed(line, joined(line, index + 1))
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
    value = total + current
    rest = _rest(line, end, last_scale) if last_scale else None
    if rest is not None:
        value, end = value + rest.value, rest.end
    return replace(found, value=value, end=end, scaled=scaled)


_INDIAN: Final = frozenset((10**5, 10**7))
"""Lakh and crore, whose smaller part follows with "and"."""


def _rest(line: Line, end: int, scale: int) -> Numeral | None:
    """What follows a scale behind digits: "3 hundred and 21", "6 crore and two hundred"."""
    if line.low(end) != "and" or scale not in _INDIAN | {100}:
        return None
    small = digits(line.at(end + 1))
    rest = Numeral(small, end + 2) if small is not None else from_words(line, end + 1)
    if rest is None or rest.form == "year" or rest.value.denominator != 1 or not 0 < rest.value < scale:
        return None
    if line.low(rest.end) in ("other", "others") or line.low(rest.end) in numerals().scales:
        return None  # "3 hundred and two others" are counted apart
    if scale in _INDIAN and rest.value < 100:  # "6 lakh and two" may be two things
        return None
    return rest


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
    smaller = table.scales.get(line.low(at + 1))
    if smaller and found.scaled and found.value > smaller:  # one billion and a quarter million
        return replace(found, value=found.value + step * smaller, end=at + 2)
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
    """As in "three point five", then a scale: "two point four million"; "two point seventy-one"."""
    table = numerals()
    if line.low(found.end) != "point" or found.scaled:
        return found
    decimals = table.tens.get(line.low(found.end + 1))
    if decimals and found.value != 1:  # "one point ten minutes from time" is a point
        at = joined(line, found.end + 2)
        unit = table.units.get(line.low(at), 0)
        if not 0 < unit < 10:
            unit, at = 0, found.end + 2
        else:
            at += 1
        value = found.value + Fraction(decimals + unit, 100)
        return _scaled(line, replace(found, value=value, end=at), money=False)
    value, place, end = found.value, Fraction(1, 10), found.end + 1
    while (digit := table.units.get(line.low(end), 10)) < 10 and place > Fraction(1, 10**9):
        value, place, end = value + digit * place, place / 10, end + 1
    if end == found.end + 1:
        return found
    return _scaled(line, replace(found, value=value, end=end), money=False)


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
