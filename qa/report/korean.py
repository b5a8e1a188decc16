"""Phrases of ours put into Korean by a table of patterns, and values as a Korean newspaper writes them."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Mapping

from qa.data import table
from qa.values import plural, unit_name

Parts = tuple[str, ...]
"""A phrase with slots: text and the name of a slot by turns, text first and last."""

_SLOT = re.compile(r"\{(\w{1,20})\}")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3}){1,6}")


def _as_it_is(phrase: str) -> str | None:
    return None


@functools.lru_cache(maxsize=4096)
def in_korean(
    english: str, name: str, otherwise: Callable[[str], str | None] = _as_it_is, depth: int = 3
) -> str:
    """A phrase by the table of that name; as it is where nothing knows it.

    Args:
        english: the phrase as our code writes it, with words of the article in it.
        name: of a table with the columns `en`, `ko`, `source`.  A slot with a name of one letter holds
            words of the article, any other a phrase of ours.
        otherwise: what is asked before the patterns of the table.
        depth: how many times what stands in a slot may be a phrase in turn.
    """
    whole, patterns = _phrases(name)
    if english in whole:
        return whole[english]
    if (known := otherwise(english)) is not None:
        return known
    for parts, korean in patterns:
        slots = _filled(parts, english)
        if slots is not None:
            told = {
                key: in_korean(text, name, otherwise, depth - 1) if key[1:] and depth else text
                for key, text in slots.items()
            }
            return korean.format(**told)
    return english


def _filled(parts: Parts, text: str) -> dict[str, str] | None:
    """What stands in the slots, each as short as can be; None where the text is not that phrase."""
    if not text.startswith(parts[0]) or not text.endswith(parts[-1]):
        return None
    slots: dict[str, str] = {}
    at, last = len(parts[0]), len(text) - len(parts[-1])
    for n in range(1, len(parts), 2):
        # no going back: linear in the text, whatever stands in it
        end = text.find(parts[n + 1], at + 1) if n + 2 < len(parts) else last
        if not at < end <= last:
            return None
        slots[parts[n]] = text[at:end]
        at = end + len(parts[n + 1])
    return slots


@functools.cache
def _phrases(name: str) -> tuple[Mapping[str, str], tuple[tuple[Parts, str], ...]]:
    """Phrases without a slot, and those with slots, in the order of the table."""
    rows = [(row["en"], row["ko"]) for row in table(name, ("en", "ko", "source"))]
    split = [(tuple(_SLOT.split(english)), english, korean) for english, korean in rows]
    whole = {english: korean for parts, english, korean in split if len(parts) == 1}
    return whole, tuple((parts, korean) for parts, _, korean in split if len(parts) > 1)


def measured(value: str) -> str | None:
    """`1,240,000,000,000 KRW` is 1조2400억원, `15 years` 15년; None for what is no amount."""
    amount, space, unit = value.partition(" ")
    if not amount.strip("-0123456789.,/") and (not space or unit in _units()):
        return (myriads(amount) if _GROUPED.fullmatch(amount) else amount) + _units().get(unit, "")
    return None


def myriads(amount: str) -> str:
    """A whole number in steps of ten thousand, as newspapers set it: `12,470` is 1만2470, `1,500` 1500."""
    number = int(amount.replace(",", ""))
    left, told = abs(number), []
    for name in ("", "만", "억", "조", "경", "해"):
        left, group = divmod(left, 10_000)
        if group:
            told.append(f"{group}{name}")
    return ("-" if number < 0 else "") + ("".join(reversed(told)) or "0")


@functools.cache
def _units() -> Mapping[str, str]:
    """The Korean of a unit by its English name, in the singular and the plural, and of a currency."""
    korean: dict[str, str] = {}
    for row in table("ko/units", ("surface", "unit", "context", "source")):
        korean.setdefault(row["unit"], row["surface"])
    names = {name: ko for unit, ko in korean.items() for name in (unit_name(unit), plural(unit_name(unit)))}
    money: dict[str, str] = {}
    for row in table("ko/currencies", ("surface", "currency", "unit", "context", "source")):
        if not row["unit"]:
            money.setdefault(
                row["currency"], row["surface"] if row["surface"] == "원" else f" {row['surface']}"
            )
    shared = Counter(money.values())  # three countries have pesos: there the code says which
    names["percentage point"] = names["percentage points"] = "%포인트"
    return names | {code: ko for code, ko in money.items() if shared[ko] == 1}
