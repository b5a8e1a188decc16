"""The values of a headline against those of the other headline and of the text below it.

A headline is terse: it rounds, adds up and converts.  So a value is told of only where nothing on
either side is that value, rounds to it, or adds up to it.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from qa.compare.dispatch import closeness, compare
from qa.compare.precision import amounts, last_place, significant
from qa.direction import Roles
from qa.model import Fact, Family

REPEATED: Final[frozenset[Family]] = frozenset(
    ("date", "number", "money", "percent", "unit", "ordinal", "duration", "age", "identifier", "range")
)
"""The families that headlines repeat from the text; a time of day says when, and is left out or in."""

SMALL = 2
"""Numbers up to this one are in the grammar as often as in the news (one, a couple)."""

LARGE = 10**8
"""Amounts from which a Korean headline leaves its won unsaid."""

MOST = 60
"""Amounts of one family up to which sums are looked for."""

_DIGITS = re.compile(r"\d{1,50}(?:[.,]\d{1,50}){0,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Astray:
    """A value of the translation's headline that is not in order.

    `instead` is the value of the original's headline that it seems to stand for; `elsewhere` says that
    the text does hold the value, for something else perhaps.
    """

    fact: Fact
    instead: Fact | None
    kind: Literal["changed", "unfounded"]
    elsewhere: bool = False


def astray(
    title: Sequence[Fact],
    above: Sequence[Fact],
    body_original: Sequence[Fact],
    body_translation: Sequence[Fact],
    text: str,
    published: datetime.date | None,
    roles: Roles,
) -> Iterator[Astray]:
    """Values of the translation's headline that the original's does not have, in order.

    Args:
        title: the facts of the translation's headline or of a line under it.
        above: those of the original's headline and of the lines under it.
        body_original: those of the original.
        body_translation: those of the translation.
        text: both texts, for figures that were read as nothing.
        published: the day of publication.
        roles: which language is the original.
    """

    def same(original: Fact, translation: Fact) -> bool:
        return _same(*roles.ordered(original, translation), published)

    def rival(original: Fact, translation: Fact) -> bool:
        return _rival(*roles.ordered(original, translation))

    figures = {m.group().replace(",", "") for m in _DIGITS.finditer(text)}
    spare = [k for k in above if k.family in REPEATED]
    left: list[Fact] = []
    for fact in title:
        if not _telling(fact):
            continue
        found = next((k for k in spare if same(k, fact)), None)
        if found is not None:
            spare.remove(found)
        else:
            left.append(fact)
    for fact in left:
        # the same slot of the two headlines: one value of its kind is left on either side
        rivals = [k for k in spare if rival(k, fact)]
        alone = len(rivals) == 1 and sum(rival(rivals[0], f) for f in left) == 1
        instead = rivals[0] if alone and _telling(rivals[0]) else None
        in_text = (
            any(same(k, fact) for k in body_original)
            or any(_alike(e, fact) for e in body_translation)
            or (bool(_figures_of(fact)) and _figures_of(fact) <= figures)
        )
        if in_text:
            if instead is not None and not any(same(instead, e) for e in title):
                yield Astray(fact=fact, instead=instead, kind="changed", elsewhere=True)
            continue
        if instead is not None and _certain(fact):
            yield Astray(fact=fact, instead=instead, kind="changed")
        elif _certain(fact) and not _derived(fact, (*body_original, *body_translation)):
            yield Astray(fact=fact, instead=None, kind="unfounded")


def _telling(fact: Fact) -> bool:
    """Whether a fact of a headline can be held against anything."""
    if fact.family not in REPEATED or fact.soft or fact.vague or fact.conversion:
        return False
    if fact.family == "date":
        return fact.date is not None and bool(
            {"day", "month", "quarter", "half", "year"} & set(fact.date.fields())
        )
    if fact.family in ("number", "ordinal", "duration") and fact.form not in ("digits", "fraction"):
        return bool(fact.amount and fact.amount > SMALL)
    return True


def _certain(fact: Fact) -> bool:
    """Whether a value that nothing bears out is a slip, and not a manner of speaking."""
    if fact.family == "duration":
        return fact.form == "digits"
    return fact.family != "number" or fact.amount not in range(SMALL + 1)


def _same(ko: Fact, en: Fact, published: datetime.date | None) -> bool:
    """Whether the two agree, or one is the other rounded; not sure is agreed."""
    outcome = compare(ko, en, published)
    if outcome is not None and outcome.verdict != "differ":
        return True
    if outcome is not None and outcome.slip in ("rounding", "conversion", "bound"):
        return True
    return _rounded(ko, en)


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two facts of one language have the same value."""
    if "identifier" in (one.family, other.family):
        return one.label.casefold() == other.label.casefold()
    if one.date is not None and other.date is not None:
        fields, theirs = one.date.fields(), other.date.fields()
        return all(theirs.get(k, v) == v for k, v in fields.items()) and bool(fields.keys() & theirs.keys())
    return bool(set(amounts(one)) & set(amounts(other))) or _rounded(one, other)


def _rounded(one: Fact, other: Fact) -> bool:
    """Whether an amount of one is an amount of the other in fewer digits, up, down or to the nearest."""
    if one.family == "money" == other.family and one.currency != other.currency:
        return False
    return any(_in_fewer_digits(a, b) or _in_fewer_digits(b, a) for a in amounts(one) for b in amounts(other))


def _in_fewer_digits(fine: Fraction, coarse: Fraction) -> bool:
    place = last_place(coarse)
    if not place or not coarse or significant(coarse) > 3:
        return fine == coarse
    return abs(fine - coarse) < place and abs(fine - coarse) <= abs(fine) / 4


def _rival(ko: Fact, en: Fact) -> bool:
    """Whether two values of headlines could be one that was changed."""
    if ko.soft or ko.vague:
        return False
    if ko.family == "number" and en.family == "money":  # 3조5000억 without its 원
        return en.currency == "KRW" and ko.counter is None and (ko.amount or 0) >= LARGE
    if ko.family != en.family:
        return False
    if ko.family == "money":
        return ko.currency == en.currency
    if ko.family in ("unit", "duration", "range"):
        return ko.unit == en.unit and ko.currency == en.currency
    if ko.family == "percent":
        return True
    if ko.family == "number" and ko.counter and en.counter:
        return ko.counter == en.counter
    return closeness(ko, en) > 0


def _figures_of(fact: Fact) -> frozenset[str]:
    return frozenset(m.group().replace(",", "") for m in _DIGITS.finditer(fact.text))


def _derived(fact: Fact, known: Sequence[Fact]) -> bool:
    """Whether a value could be worked out: a sum, a difference, a conversion or a share."""
    if fact.family == "money" and not any(k.currency == fact.currency for k in known if k.family == "money"):
        return True  # a conversion
    if fact.family in ("unit", "duration") and not any(k.unit == fact.unit for k in known):
        return True
    values = [v for k in known if k.family == fact.family or k.family == "number" for v in amounts(k)]
    values = list(dict.fromkeys(values))
    mine = amounts(fact)
    if fact.family in ("date", "identifier", "ordinal") or not mine:
        return False
    return len(values) > MOST or _adds_up(mine, values) or (fact.family == "percent" and _share(mine, known))


def _adds_up(mine: Sequence[Fraction], values: Sequence[Fraction]) -> bool:
    sums = {s for a, b in itertools.combinations(values, 2) for s in (a + b, abs(a - b))}
    return any(v in sums or any(_in_fewer_digits(s, v) for s in sums) for v in mine)


def _share(mine: Sequence[Fraction], known: Sequence[Fact]) -> bool:
    """Whether a percentage is what one amount is of another, or of what that was before."""
    values = {v for k in known if k.family != "percent" for v in amounts(k) if v > 0}
    if len(values) > MOST:
        return True
    shares = {100 * a / b for a, b in itertools.permutations(values, 2)}
    shares |= {100 * a / (b - a) for a, b in itertools.permutations(values, 2) if b > a}
    shares |= {abs(s - 100) for s in shares}
    return any(_in_fewer_digits(s, v) for s in shares for v in mine)
