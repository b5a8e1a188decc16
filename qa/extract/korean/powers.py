"""Powers in digits: 1.1^23, 6.02e+23."""

from __future__ import annotations

import re
from fractions import Fraction

from qa.extract.korean.relations import plain_fact
from qa.extract.korean.terms import Numeral
from qa.model import Fact

_POWER = re.compile(
    r"(?<![\w.,^-])(?P<minus>-)?(?P<base>\d{1,9}(?:\.\d{1,15})?)"
    r"(?:\^(?P<power>[+-]?\d{1,2})|[eE](?P<ten>[+-]?\d{1,2}))(?![A-Za-z\d.^])"
)
_LARGEST = Fraction(10) ** 30
"""No quantity in a newspaper is further from 1 than this, either way."""


def powers(text: str) -> list[Fact]:
    """The powers of a plain text; 12e3, without a point or a sign, may be a code and is none."""
    out = []
    for m in _POWER.finditer(text):
        base = Fraction(m["base"])
        if m["ten"] and "." not in m["base"] and m["ten"][0].isdigit():
            continue
        if not base:
            continue
        amount = base ** int(m["power"]) if m["power"] else base * Fraction(10) ** int(m["ten"])
        if not 1 / _LARGEST < amount < _LARGEST:
            continue
        if m["minus"]:
            amount = -amount
        out.append(plain_fact(text, Numeral(start=m.start(), end=m.end(), amount=amount, scale=None)))
    return out
