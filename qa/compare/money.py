"""Money of one currency in its parts, and currencies that one word may name."""

from __future__ import annotations

from fractions import Fraction

from qa.compare import units
from qa.model import Fact

_DOLLARS = {"USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD"}


def in_main_unit(fact: Fact, values: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """The values of a fact of money in the main unit of its currency: 50 cents are half a dollar."""
    if fact.unit is None or units.dimension(fact.unit) != "money":
        return values
    return tuple(units.in_base(value, fact.unit) for value in values)


def may_be_one_currency(ko: Fact, en: Fact) -> bool:
    """A bare 달러 or "$" may be any dollar: the country is often plain from the story.

    A cent may be the euro's as well, and a penny is the American's cent.
    """
    both = {ko.currency, en.currency}
    if both == {"USD", "GBP"}:
        return any(f.unit == "penny" and ("페니" in f.text or "penn" in f.text.lower()) for f in (ko, en))
    if not both <= _DOLLARS and not (both == {"USD", "EUR"} and "cent" in (ko.unit, en.unit)):
        return False
    bare = next((f for f in (ko, en) if f.currency == "USD"), None)
    return bare is not None and "미국" not in bare.text and "US" not in bare.text
