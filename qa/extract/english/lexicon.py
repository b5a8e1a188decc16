"""The tables of `qa/data/en`, in the shape in which the readers look words up."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Generic, TypeVar

from qa.data import table
from qa.extract.english.lexer import Line, tokenize
from qa.model import Bound

Value = TypeVar("Value")

LONGEST_BOUND: Final = 4
"""Words of the longest phrase in `bounds.tsv` that may stand before a value."""


class Phrases(Generic[Value]):
    """Phrases of one or more words; hyphens between the words of a text do not matter."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for surface, value in entries:
            words = tuple(t.low for t in tokenize(surface) if t.low not in ("-", "."))
            self._by_first.setdefault(words[0], []).append((words[1:], value))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    @property
    def first_words(self) -> set[str]:
        """The words with which a phrase may begin."""
        return set(self._by_first)

    def match(self, line: Line, index: int) -> tuple[Value, int] | None:
        """The longest phrase that begins at token `index`, with the index of the token after it."""
        for rest, value in self._by_first.get(line.low(index), ()):
            end = index + 1
            for word in rest:
                token = line.at(end)
                if token.low in ("-", ".") and token.glued:
                    end += 1
                    token = line.at(end)
                if token.low != word:
                    break
                end += 1
            else:
                return value, end
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """`numerals.tsv` by role."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    short: dict[str, int]
    ordinals: dict[str, int]
    one_part: dict[str, int]
    many_parts: dict[str, int]
    vague: dict[str, int]
    decades: dict[str, int]
    cohorts: dict[str, int]
    multiples: dict[str, Fraction]
    vulgar: dict[str, Fraction]


@functools.cache
def numerals() -> Numerals:
    """Number words."""
    rows = table("en/numerals", ("surface", "value", "role", "source"))

    def role(name: str) -> dict[str, int]:
        return {r["surface"]: int(r["value"]) for r in rows if r["role"] == name}

    def exact(name: str) -> dict[str, Fraction]:
        return {r["surface"]: Fraction(r["value"]) for r in rows if r["role"] == name}

    return Numerals(
        units=role("unit"),
        tens=role("ten"),
        scales=role("scale"),
        short=role("short"),
        ordinals=role("ordinal"),
        one_part=role("part-one"),
        many_parts=role("part-many"),
        vague=role("vague"),
        decades=role("decade"),
        cohorts=role("cohort"),
        multiples=exact("multiple"),
        vulgar=exact("vulgar"),
    )


@dataclass(frozen=True, slots=True)
class UnitForm:
    """A unit id, and what must hold for its surface to mean it (`units.tsv`, `context`)."""

    unit: str
    context: str
    surface: str


@functools.cache
def units() -> Phrases[UnitForm]:
    """Surfaces of units, percentages and durations."""
    rows = table("en/units", ("surface", "unit", "context", "source"))
    return Phrases((r["surface"].lower(), UnitForm(r["unit"], r["context"], r["surface"])) for r in rows)


@functools.cache
def dimensions() -> dict[str, tuple[str, Fraction]]:
    """Unit id → dimension, factor to its base."""
    rows = table("units", ("unit", "dimension", "factor", "source"))
    return {r["unit"]: (r["dimension"], Fraction(r["factor"])) for r in rows}


@dataclass(frozen=True, slots=True)
class Currency:
    """An ISO 4217 code, the part of it that the surface names (`cent`), and where it stands."""

    code: str
    unit: str | None
    position: str
    factor: int = 1
    """The scale that belongs to the currency's words: "75 USD million", "120 MEUR"."""


def _currencies(*positions: str) -> Phrases[Currency]:
    rows = table("en/currencies", ("surface", "currency", "unit", "position", "source"))
    chosen = [r for r in rows if r["position"] in positions]
    millions = (  # 120 MEUR
        (f"m{r['surface']}", Currency(r["currency"], None, "code", factor=10**6))
        for r in chosen
        if r["surface"].upper() == r["currency"]
    )
    plain = ((r["surface"], Currency(r["currency"], r["unit"] or None, r["position"])) for r in chosen)
    return Phrases((*plain, *millions))


@functools.cache
def currencies_before() -> Phrases[Currency]:
    """What stands before an amount: signs and codes."""
    return _currencies("before", "before-cased")


@functools.cache
def currencies_after() -> Phrases[Currency]:
    """What stands after an amount: names, codes and a few signs."""
    return _currencies("after", "after-glued", "after-lower")


@functools.cache
def calendar(kind: str) -> dict[str, str]:
    """One kind of row of `calendar.tsv`: surface → value."""
    rows = table("en/calendar", ("surface", "kind", "value", "source"))
    return {r["surface"]: r["value"] for r in rows if r["kind"] == kind}


@functools.cache
def calendar_phrases(kind: str) -> Phrases[str]:
    """The same, for kinds with surfaces of several words."""
    return Phrases(calendar(kind).items())


@functools.cache
def holidays() -> Phrases[str]:
    """Names of holidays → key."""
    return Phrases(
        (r["surface"], r["holiday"]) for r in table("en/holidays", ("surface", "holiday", "source"))
    )


@functools.cache
def bounds_before(position: str) -> dict[tuple[str, ...], Bound]:
    """Words that end just before a value (`before`: an amount, `date`: a date or time)."""
    rows = table("en/bounds", ("surface", "bound", "position", "source"))
    return {
        tuple(t.low for t in tokenize(r["surface"])): Bound(r["bound"])
        for r in rows
        if r["position"] == position
    }


@functools.cache
def bounds_after() -> Phrases[Bound]:
    """Words that begin just after a value."""
    rows = table("en/bounds", ("surface", "bound", "position", "source"))
    return Phrases((r["surface"], Bound(r["bound"])) for r in rows if r["position"] == "after")


@functools.cache
def identifier_words(kind: str) -> Phrases[str]:
    """One kind of row of `identifiers.tsv`."""
    rows = table("en/identifiers", ("surface", "kind", "source"))
    return Phrases((r["surface"], r["surface"]) for r in rows if r["kind"] == kind)


@functools.cache
def rates(position: str) -> Phrases[str]:
    """What stands behind the amount of a rate → its counter (`period`: behind "a", "per")."""
    rows = table("en/rates", ("surface", "counter", "position", "source"))
    return Phrases((r["surface"], r["counter"]) for r in rows if r["position"] == position)


@functools.cache
def counters() -> dict[str, str]:
    """Plural nouns → the class of thing counted."""
    return {r["surface"]: r["class"] for r in table("en/counters", ("surface", "class", "source"))}


@functools.cache
def context(kind: str) -> frozenset[str]:
    """Words whose neighbourhood decides what a value is; `kind` is a column of `context.tsv`."""
    return frozenset(
        r["surface"] for r in table("en/context", ("surface", "kind", "source")) if r["kind"] == kind
    )
