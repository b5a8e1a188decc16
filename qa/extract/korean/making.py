"""A fact made of a numeral: what every reading of amounts ends in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from qa.extract.korean.bounds import amount_bound
from qa.extract.korean.contexts import either
from qa.extract.korean.lexicon import Entry
from qa.extract.korean.terms import Numeral
from qa.model import Fact, Family, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A numeral with what it counts; `end` is where the words end."""

    numeral: Numeral
    start: int
    end: int
    entry: Entry | None


def make(
    text: str,
    family: Family,
    n: Numeral,
    start: int,
    end: int,
    *,
    unit: str | None = None,
    currency: str | None = None,
    counter: str | None = None,
    soft: bool = False,
    form: str | None = None,
) -> Fact:
    """A fact of a numeral, with the bound that the words around it set."""
    return Fact(
        family=family, text=text[start:end], span=Span(start, end), amount=n.amount, low=n.low, high=n.high,
        vague=n.vague, unit=unit, currency=currency, counter=counter, soft=soft, form=form or n.form,
        bound=amount_bound(text, start, end, over=n.over),
    )  # fmt: skip


def and_half(text: str, n: Numeral, end: int) -> tuple[Numeral, int]:
    """한 달 반, 세 배 반."""
    m = re.compile(rf" ?반(?![가-힣]*(?:{either('no-half')}))").match(text, end)
    if m is None or n.amount is None:
        return n, end
    return replace(n, amount=n.amount + Fraction(1, 2)), m.end()
