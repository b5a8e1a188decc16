"""Fractions in Hangul: 백오분의 일, 일과 사분의 일, 이십분의 마이너스 일.

The surface says that it is a fraction; the analyser often takes its parts for other words (오분의
이: "this"), so that only what ends the fraction is asked of it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from qa.extract.korean.morphology import Morphology
from qa.extract.korean.numerals import sino
from qa.extract.korean.relations import plain_fact
from qa.extract.korean.terms import Numeral, words
from qa.model import Fact

_SYLLABLES = "[일이삼사오육칠팔구십백천만억조]{1,14}+"
_FRACTION = re.compile(
    rf"(?<![가-힣])(?:(?P<whole>{_SYLLABLES[:-1]})[과와] )?(?P<below>{_SYLLABLES}|\d{{1,6}}+) ?분의 "
    rf"(?P<minus>마이너스 )?(?P<above>{_SYLLABLES})"
)
_LONE = re.compile("이(?=[를은는가와로도만]|의 |[.,)]|$)|일(?=[을은이과로도만]|의 |[.,)]|$)")
_NUMERALS = frozenset({"NR", "SN", "NNP"})


def fractions(text: str, morphology: Morphology) -> list[Fact]:
    """The fractions of a plain text that are written in Hangul."""
    if not morphology.tokens:
        return []
    return [made for m in _FRACTION.finditer(text) if (made := _fraction(text, m, morphology))]


def _fraction(text: str, m: re.Match[str], morphology: Morphology) -> Fact | None:
    below = Fraction(m["below"]) if m["below"].isdigit() else value(m["below"])
    if below is None or below < 2 or (m["below"] == "이" and not _is_numeral(m.start("below"), morphology)):
        return None  # 이분의 일: that person's work
    above = _above(text, m, morphology)
    if above is None or above.amount is None:
        return None
    amount = (-1 if m["minus"] else 1) * above.amount / below
    start = m.start("below")
    if m["whole"]:
        whole = value(m["whole"])
        if (
            whole is not None
            and not morphology.cuts(m.end("whole"))
            and _is_numeral(m.start("whole"), morphology)
        ):
            amount, start = whole + amount, m.start("whole")
    return plain_fact(text, Numeral(start=start, end=above.end, amount=amount, form="fraction"))


def _above(text: str, m: re.Match[str], morphology: Morphology) -> Numeral | None:
    """The numerator, and where it ends."""
    start = m.start("above")
    found = sino(text, start, morphology)
    token = morphology.at(start)
    if found is not None and token is not None and token.tag != "MM":  # 이 사건: this
        return found
    short = _LONE.match(text, start)
    if short is None or morphology.cuts(short.end()) or (m["below"].isdigit() and not m["minus"]):
        return None  # 5분의 일을 마치고: work of five minutes
    return Numeral(start=start, end=short.end(), amount=value(short.group()), form="sino")


def _is_numeral(place: int, morphology: Morphology) -> bool:
    token = morphology.at(place)
    return token is not None and token.tag in _NUMERALS


def value(surface: str) -> Fraction | None:
    """The value of Sino-Korean syllables (백오 is 105); None where they are no numeral (오삼)."""
    known = words()
    total = section = 0
    digit: int | None = None
    for syllable in surface:
        if syllable in known.digit:
            if digit is not None:
                return None
            digit = known.digit[syllable]
        elif syllable in known.small:
            section += (1 if digit is None else digit) * known.small[syllable]
            digit = None
        else:
            total += (section + (digit or 0) or 1) * known.big[syllable]
            section, digit = 0, None
    return Fraction(total + section + (digit or 0))
