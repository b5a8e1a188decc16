"""Facts in Korean text, by value.

`read` goes from the surest reading to the least sure one: what is no fact, dates, times, then the
numerals that are left with what they count, then words such as 절반 and 이틀.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from qa.data import table
from qa.extract.korean import blocks, dates, numerals, rates, relations, times
from qa.extract.korean.durations import duration_word
from qa.extract.korean.fraction_words import fractions
from qa.extract.korean.morphology import Morphology
from qa.extract.korean.plain import plain
from qa.extract.korean.powers import powers
from qa.extract.korean.quantities import attach, fact
from qa.extract.korean.terms import Numeral
from qa.extract.korean.unsaid import unsaid
from qa.model import Fact, Family, Span, Token


def read(text: str, tokens: Sequence[Token]) -> tuple[Fact, ...]:
    """Every fact of a Korean text, in order.

    Args:
        text: the text, NFC; spans of the result are code points in it.
        tokens: Kiwi's morphemes of the same text.  Without them only numerals that begin with a
            digit are read.

    Returns:
        Facts that do not overlap, sorted by start.  Dates are not resolved.
    """
    clean = plain(text)
    morphology = Morphology(tokens)
    claimed = _Claims(len(clean))
    names: list[Fact] = []
    for span, name in blocks.scan(clean, morphology):
        if claimed.take(span) and name is not None:
            names.append(name)
    found: list[Fact] = []
    for date in dates.scan(clean, morphology):
        if claimed.take(date.span):
            found.append(date)
    days = tuple(f.span for f in found)
    for time in times.scan(clean, morphology, days):
        if claimed.take(time.span):
            found.append(time)
    for word in _words(clean, morphology):
        if claimed.take(word.span):
            found.append(word)
    for share in [*relations.tenths(clean), *fractions(clean, morphology), *powers(clean)]:
        if claimed.take(share.span):
            found.append(share)
    for other in _amounts(clean, morphology, claimed):
        if claimed.take(other.span):
            found.append(other)
    found.sort(key=lambda f: f.span)
    _mark_conversions(clean, found)
    found = sorted([*unsaid(clean, rates.rate(clean, found)), *names], key=lambda f: f.span)
    if clean == text:
        return tuple(found)
    return tuple(replace(f, text=text[f.span.start : f.span.end]) for f in found)


class _Claims:
    """Which code points a fact has taken."""

    def __init__(self, size: int) -> None:
        self._taken = bytearray(size)

    def free(self, span: Span) -> bool:
        """Whether nothing of `span` is taken."""
        return not any(self._taken[span.start : span.end])

    def at(self, place: int) -> bool:
        """Whether the code point at `place` is taken."""
        return bool(self._taken[place])

    def take(self, span: Span) -> bool:
        """Takes `span` if it is free, and says whether it was."""
        if not self.free(span):
            return False
        self._taken[span.start : span.end] = b"\x01" * (span.end - span.start)
        return True


def _amounts(text: str, morphology: Morphology, claimed: _Claims) -> list[Fact]:
    found = [n for n in numerals.scan(text, morphology, claimed.at) if claimed.free(Span(n.start, n.end))]
    out: list[Fact] = []
    i = 0
    while i < len(found):
        if i + 2 < len(found) and (made := relations.mixed_fraction(text, *found[i : i + 3])):
            out.append(made)
            i += 3
            continue
        used, facts = _from(text, found[i], found[i + 1] if i + 1 < len(found) else None, morphology)
        out += facts
        i += used
        # numerals inside what was read (the minutes of 1시간 30분)
        while (
            i < len(found) and out and found[i].start < out[-1].span.end and found[i].end <= out[-1].span.end
        ):
            i += 1
    return out


def _from(text: str, n: Numeral, after: Numeral | None, morphology: Morphology) -> tuple[int, list[Fact]]:
    """The facts that begin with a numeral, and how many numerals they used."""
    reading = attach(text, n, morphology)
    if after is not None and after.start - n.end <= 8:
        if made := relations.fraction(text, n, after):
            return 2, [made]
        if pair := relations.score(text, n, after, morphology):
            return 2, list(pair)
        if several := relations.decades(text, reading, after, morphology) or relations.ranged(
            text, reading, after, morphology
        ):
            return 2, list(several)
        if made := relations.listed(text, reading, after, morphology):
            return 1, [made]
    single = fact(text, reading, morphology)
    return 1, [single] if single is not None else []


def _inside(text: str, morphology: Morphology, start: int) -> bool:
    """Whether a noun runs on into the word: the 넷 of 보넷."""
    if not start or not "가" <= text[start - 1] <= "힣":
        return False
    return any(t.tag in ("NNG", "NNP", "XR") for t in morphology.over(Span(start - 1, start)))


def _after_numeral(morphology: Morphology, start: int) -> bool:
    """Whether a numeral goes on here: the 둘 of 열둘."""
    return start > 0 and any(t.tag in ("NR", "SN") for t in morphology.over(Span(start - 1, start)))


@functools.cache
def _word_table() -> tuple[re.Pattern[str], Mapping[str, Mapping[str, str]]]:
    rows = table("ko/words", ("surface", "family", "amount", "unit", "counter", "form", "soft", "source"))
    known = {row["surface"]: row for row in rows}
    return re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True)))), known


def _words(text: str, morphology: Morphology) -> list[Fact]:
    """Words that are amounts by themselves: 절반, 이틀, 양국, 첫."""
    pattern, known = _word_table()
    out: list[Fact] = []
    for m in pattern.finditer(text):
        start, end = m.span()
        token = morphology.at(start)
        if token is None or morphology.cuts(end) or token.tag not in ("NNG", "NR", "MM", "MAG", "NNB", "NNP"):
            continue
        if token.tag == "NR" and _after_numeral(morphology, start):
            continue
        if _inside(text, morphology, start):
            continue
        row = known[m.group()]
        made, soft = _worth(row, start, end), row["soft"] == "yes"
        if row["family"] == "duration":
            out.append(duration_word(text, made, row["unit"], soft=soft))
            continue
        family: Family = "ordinal" if row["family"] == "ordinal" else "number"
        out.append(replace(relations.plain_fact(text, made), family=family, soft=soft))
    for m in re.finditer("반", text):
        if half := relations.half(text, morphology, m.start()):
            out.append(half)
    return out


def _worth(row: Mapping[str, str], start: int, end: int) -> Numeral:
    """The numeral of a word: 이틀 is 2, 며칠 between 2 and 9."""
    low, _, high = row["amount"].partition("..")
    if high:
        return Numeral(
            start=start, end=end, low=Fraction(low), high=Fraction(high), vague=True, form=row["form"]
        )
    return Numeral(start=start, end=end, amount=Fraction(low), form=row["form"])


_BRACKET = re.compile(
    r"[가-힣]{0,6} ?\((?:약|한화|우리 ?돈|원화|미화|환산|현재 환율|[가-힣]{1,4} )? ?(?:약|로|으로| )* ?"
)
_OUR_MONEY = re.compile(r"[^\d]{0,12}(?:우리 ?돈|한화|원화)(?:으로|로)? ?(?:환산하면|치면)? ?(?:약|최대)? ?")


def _mark_conversions(text: str, found: list[Fact]) -> None:
    """Marks the second of "80억 달러(약 11조5000억원)" as a restatement of the first."""
    for i in range(1, len(found)):
        first, second = found[i - 1], found[i]
        if first.family != second.family or first.family not in ("money", "unit", "number", "age"):
            continue
        if (first.currency, first.unit) == (
            second.currency,
            second.unit,
        ) or second.span.start - first.span.end > 24:
            continue
        if first.family in ("number", "age"):
            continue
        between = text[first.span.end : second.span.start]
        if _BRACKET.fullmatch(between) or _OUR_MONEY.fullmatch(between):
            found[i] = replace(second, conversion=True)
