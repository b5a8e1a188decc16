"""Small constructors for dates and times in tests."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction

from qa.extract.resolve import resolve
from qa.model import Bound, ClockTime, Fact, Grain, PartialDate, Sentence, Shift, Span

PUBLISHED = datetime.date(2025, 1, 24)  # a Friday


def step(unit: str, count: int) -> tuple[Shift, ...]:
    """One relative step."""
    return (Shift(unit=Grain(unit), count=count),)


def pd(grain: str, *, steps: Mapping[str, int] | None = None, **fields: object) -> PartialDate:
    """A partial date; `steps={"year": -1}` for its steps."""
    shifts = tuple(Shift(unit=Grain(u), count=n) for u, n in (steps or {}).items())
    return PartialDate(grain=Grain(grain), shifts=shifts, **fields)  # type: ignore[arg-type]


def fact(text: str, date: PartialDate, *, at: int = 0, bound: Bound = Bound.EXACT) -> Fact:
    """A date with its words."""
    return Fact(family="date", text=text, span=Span(at, at + len(text)), date=date, bound=bound)


def ago(text: str, amount: int, unit: str, count: int, *, bound: Bound = Bound.EXACT) -> Fact:
    """A date that counts: 3년 전."""
    date = PartialDate(grain=Grain(unit), shifts=step(unit, count))
    return Fact(
        family="date",
        text=text,
        span=Span(0, len(text)),
        date=date,
        amount=Fraction(amount),
        unit=unit,
        bound=bound,
    )


def at_time(text: str, bound: Bound = Bound.EXACT, **clock: object) -> Fact:
    """A time of day with its words."""
    return Fact(family="time", text=text, span=Span(0, len(text)), time=ClockTime(**clock), bound=bound)  # type: ignore[arg-type]


def seen(one: Fact, published: datetime.date | None = PUBLISHED) -> Fact:
    """The fact resolved on its own."""
    return resolve([one], [], published)[0]


def spans(one: Fact) -> list[str]:
    """Its readings as `2025-01-20` or `2025-01-20/2025-01-22`."""
    return [str(s.first) if s.first == s.last else f"{s.first}/{s.last}" for s in one.spans]


def sentences(*lengths: int) -> Sequence[Sentence]:
    """Sentences of those lengths, one after the other."""
    out, start = [], 0
    for i, n in enumerate(lengths):
        out.append(Sentence(index=i, text="x" * n, span=Span(start, start + n), paragraph=0))
        start += n
    return out
