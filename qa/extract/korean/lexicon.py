"""What may follow a numeral: currencies, units, counters; the longest entry wins."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qa.data import table
from qa.extract.korean.morphology import Morphology

Kind = Literal["money", "unit", "counter"]

REACH = 24
"""How many code points either side of a unit its context words may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row: `id` is an ISO currency, a unit id or a counter class."""

    kind: Kind
    id: str
    part: str | None = None
    """Of a currency: the unit that the surface names where it is a part of it (센트)."""
    context: re.Pattern[str] | None = None


def _context(cell: str) -> re.Pattern[str] | None:
    return re.compile("|".join(map(re.escape, cell.split("|")))) if cell else None


@functools.cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """Every surface with its readings; one that needs context comes before one that does not."""
    out: dict[str, list[Entry]] = {}
    for row in table("ko/units", ("surface", "unit", "context", "source")):
        entry = Entry(kind="unit", id=row["unit"], context=_context(row["context"]))
        out.setdefault(row["surface"], []).append(entry)
    for row in table("ko/currencies", ("surface", "currency", "unit", "context", "source")):
        entry = Entry(
            kind="money", id=row["currency"], part=row["unit"] or None, context=_context(row["context"])
        )
        out.setdefault(row["surface"], []).append(entry)
    for row in table("ko/counters", ("surface", "class", "context", "source")):
        out.setdefault(row["surface"], []).append(
            Entry(kind="counter", id=row["class"], context=_context(row["context"]))
        )
    return {k: tuple(sorted(v, key=lambda e: e.context is None)) for k, v in out.items()}


@functools.cache
def _sizes() -> Mapping[str, tuple[int, ...]]:
    """By first character, how long the surfaces are, longest first."""
    found: dict[str, set[int]] = {}
    for surface in entries():
        found.setdefault(surface[0], set()).add(len(surface))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


def lookup(text: str, place: int, morphology: Morphology) -> tuple[Entry, int] | None:
    """The unit, currency or counter at `place` (one space may come first) and its end."""
    known, sizes = entries(), _sizes()
    for start in (place, place + 1):
        if start == place + 1 and text[place : place + 1] != " ":
            return None
        for size in sizes.get(text[start : start + 1], ()):
            surface = text[start : start + size]
            if len(surface) == size and surface in known and _ends(text, start, start + size, morphology):
                near = text[max(0, start - REACH) : start + size + REACH]
                for entry in known[surface]:
                    if entry.context is None or entry.context.search(near):
                        return entry, start + size
    return None


def _ends(text: str, start: int, end: int, morphology: Morphology) -> bool:
    """Whether the word ends here: 3회 but not 3회의, 5g but not 5gb."""
    last, nxt = text[end - 1], text[end : end + 1]
    if last.isascii() and last.isalpha():
        return not (nxt.isascii() and nxt.isalnum()) and nxt not in ("²", "³")
    if morphology.cuts(end):
        return False
    if nxt == "" or not "가" <= nxt <= "힣" or morphology.tokens:
        return True
    return True
