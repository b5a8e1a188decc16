"""Facts for tests of what compares amounts."""

from __future__ import annotations

from fractions import Fraction

from qa.model import Bound, Fact, Family, Span


def fact(
    family: Family,
    amount: str | tuple[str, str],
    *,
    unit: str | None = None,
    currency: str | None = None,
    bound: Bound = Bound.EXACT,
    form: str = "digits",
    text: str = "x",
    counter: str | None = None,
    vague: bool = False,
) -> Fact:
    low, high = (Fraction(amount[0]), Fraction(amount[1])) if isinstance(amount, tuple) else (None, None)
    return Fact(
        family=family,
        text=text,
        span=Span(0, len(text)),
        amount=None if isinstance(amount, tuple) else Fraction(amount),
        low=low,
        high=high,
        unit=unit,
        currency=currency,
        bound=bound,
        form=form,
        counter=counter,
        vague=vague,
    )
