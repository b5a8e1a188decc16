"""Numbers in words: "one hundred twenty-three thousand", "a hundred and two", "twenty twenty-five"."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from qa.extract.english import figures
from qa.extract.english.lexer import Line, Token
from qa.extract.english.lexicon import numerals

LARGEST: Final = 10**18
"""Beyond this no further scale word is taken ("million million million …")."""
_TEN, _HUNDRED, _THOUSAND, _MILLION, _DOZEN = 10, 100, 1000, 10**6, 12
_TWENTY: Final = 20


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value, or `value` to `high` of a vague one, and the index of the token after it.

    `form` is that of `qa.model.Fact` (or `year`: "twenty twenty-five"); `scaled` says that a scale
    word (million, bn) stands in it, `article` that it begins with "a" ("a hundred"), `grouped`
    that its digits have a comma or a decimal point.
    """

    value: Fraction
    end: int
    form: str = "digits"
    scaled: bool = False
    article: bool = False
    high: Fraction | None = None
    grouped: bool = False


def joined(line: Line, index: int) -> int:
    """The index behind a hyphen that ties the tokens on both sides, else `index` itself."""
    token = line.at(index)
    if token.low == "-" and token.glued and line.at(index + 1).glued:
        return index + 1
    return index


def digits(token: Token) -> Fraction | None:
    """The value of a token of digits."""
    return figures.value(token.low) if token.kind == "number" else None


class _Sum:
    """What the words so far add up to: whole scales in `total`, the rest in `current`."""

    def __init__(self) -> None:
        self.total = 0
        self.current = 0
        self.last = ""  # the kind of the last word: unit, ten, hundred, scale
        self.scale = LARGEST  # the smallest scale so far: only smaller ones may follow
        self.scaled = False

    @property
    def value(self) -> int:
        return self.total + self.current

    def take(self, word: str) -> bool:
        """Add one word; false if it cannot belong to the same numeral."""
        table = numerals()
        if word in table.units:
            value = table.units[word]
            if self.last == "unit" or (self.last == "ten" and not 1 <= value < _TEN):
                return False
            self.current += value
            self.last = "unit"
        elif word in table.tens:
            if self.last in ("unit", "ten"):
                return False
            self.current += table.tens[word]
            self.last = "ten"
        elif word == "hundred":
            if self.last not in ("unit", "ten") or self.current >= _HUNDRED:
                return False
            self.current *= _HUNDRED
            self.last = "hundred"
        else:
            scale = table.scales.get(word) or _plural_scale(word)
            if scale is None or self.last in ("", "scale") or (scale != _DOZEN and scale >= self.scale):
                return False
            if scale == _DOZEN:
                self.current *= scale
                self.last = "unit"
            else:
                self.total += self.current * scale
                self.current, self.scale, self.last = 0, scale, "scale"
            self.scaled = True
        return True


def _plural_scale(word: str) -> int | None:
    """As in "two dozens", "three millions"."""
    return numerals().vague.get(word) if word in ("dozens", "millions", "billions", "trillions") else None


def from_words(line: Line, index: int) -> Numeral | None:
    """The number words from token `index` on; a year in pairs has form `year`."""
    total = _Sum()
    end = at = index
    low = line.low(index)
    article = low in ("a", "an")
    bare_scale = low in numerals().scales and line.low(index + 1) in numerals().scales  # "hundred thousand"
    if article or bare_scale:
        if article and line.low(index + 1) not in numerals().scales:
            return None
        total.current, total.last, at = 1, "unit", index + article
    while (token := line.at(at)).kind == "word":
        if token.low == "and":
            if not _continues(line, at + 1, total):
                break
            at += 1
            continue
        if not total.take(token.low):
            year = _paired_year(line, index, at, total)
            if year is not None:
                return year
            break
        end = at + 1
        at = joined(line, end)
    if end == index:
        return None
    return Numeral(Fraction(total.value), end, "word", total.scaled, article)


def _continues(line: Line, at: int, total: _Sum) -> bool:
    """Whether the word after "and" still belongs to the numeral: "two thousand and eighteen"."""
    table = numerals()
    word = line.low(at)
    if total.last not in ("hundred", "scale") or not (word in table.units or word in table.tens):
        return False
    if total.last == "scale" and not _THOUSAND <= total.total < _MILLION:
        return False
    # "a thousand and two others" counts two things; "a hundred and two" is one number
    small = table.units.get(word, _HUNDRED) < _TEN
    return not (total.last == "scale" and small and line.low(at + 1) in ("other", "others"))


def _paired_year(line: Line, index: int, at: int, total: _Sum) -> Numeral | None:
    """As in "nineteen eighty-five", "twenty ten", "twenty twenty-five"."""
    if total.total or not _TEN <= total.current <= _TWENTY or at != index + 1:
        return None
    table = numerals()
    word = line.low(at)
    value = table.tens.get(word, table.units.get(word, 0))
    end = at + 1
    if value >= _TWENTY:
        tail = joined(line, end)
        unit = table.units.get(line.low(tail), 0)
        if 1 <= unit < _TEN:
            value, end = value + unit, tail + 1
    if value < _TEN:
        return None
    return Numeral(Fraction(total.current * _HUNDRED + value), end, "year")
