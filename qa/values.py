"""Facts as normalised values: in words that can be read, and as the JSON of `qa facts`."""

from __future__ import annotations

import calendar
import datetime
import functools
import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from qa.data import table
from qa.model import Bound, ClockTime, DateSpan, Fact, Grain, PartialDate, Shift

# Written out: calendar.month_name follows the locale of the process.
MONTHS = (
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONGEST = 10_000
"""Bits of a numerator or denominator that is still written out (about 3000 digits): Python itself
refuses to print more than 4300 digits, and nobody reads them."""


def amount_text(amount: Fraction, form: str = "digits") -> str:
    """An exact amount: `8000000000`, `17.7`; `1/10` if written as a fraction or never-ending.

    Args:
        amount: the value.
        form: how the text wrote it (`Fact.form`).
    """
    top, bottom = amount.numerator, amount.denominator
    if max(top.bit_length(), bottom.bit_length()) > _LONGEST:
        return _scientific(amount)
    if bottom == 1:
        return str(top)
    places = _decimal_places(bottom)
    if form == "fraction" or places is None:
        return f"{top}/{bottom}"
    digits = str(abs(top) * 10**places // bottom).rjust(places + 1, "0")
    return f"{'-' if top < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _decimal_places(denominator: int) -> int | None:
    """How many decimals write 1/denominator exactly; None if it never ends."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _scientific(amount: Fraction) -> str:
    if not amount:
        return "0"
    power = math.log10(abs(amount.numerator)) - math.log10(amount.denominator)
    exponent = math.floor(power)
    return f"{'-' if amount < 0 else ''}{10 ** (power - exponent):.4g}e{exponent:+d}"


def ordinal_text(amount: Fraction) -> str:
    """`1st`, `22nd`, `113th`; other amounts as they are."""
    text = amount_text(amount)
    if amount.denominator != 1 or "e" in text:
        return text
    last_two = abs(amount.numerator) % 100
    ending = "th" if 10 < last_two < 14 else {1: "st", 2: "nd", 3: "rd"}.get(last_two % 10, "th")
    return text + ending


def grouped(text: str) -> str:
    """Thousands set apart by commas (`8,000,000,000`); fractions and exponents stay as they are."""
    whole, point, decimals = text.partition(".")
    if not whole.lstrip("-").isdigit():
        return text
    return f"{int(whole):,}{point}{decimals}" if len(whole) < _LONGEST // 4 else text


def clock_text(time: ClockTime) -> str:
    """`10:30`, `10:00` where the minute is unsaid, or the part of the day where the hour is."""
    if time.hour is None:
        return time.daypart or ""
    return f"{time.hour:02d}:{time.minute or 0:02d}"


def date_text(date: PartialDate | None, spans: tuple[DateSpan, ...]) -> str:
    """A date as far as it is known: `2025-01-20`, `2025-Q3`, `early 2024-04`, `20 April`."""
    if not spans:
        return _open_date(date) if date else ""
    if date is None or date.until:
        return _span_text(None, spans[0])
    if date.part and (whole := _part_of(date.grain, spans[0].first)):
        return f"{date.part} {whole}"
    return _span_text(date.grain, spans[0])


def _part_of(grain: Grain, first: datetime.date) -> str:
    """The unit whose early, middle or late part begins on `first`."""
    match grain:
        case Grain.MONTH:
            return f"{first.year:04d}-{first.month:02d}"
        case Grain.QUARTER:
            return f"{first.year:04d}-Q{(first.month - 1) // 3 + 1}"
        case Grain.HALF:
            return f"{first.year:04d}-H{(first.month - 1) // 6 + 1}"
        case Grain.YEAR:
            return f"{first.year:04d}"
        case Grain.DECADE:
            return f"{first.year // 10 * 10}s"
        case _:
            return ""


def _span_text(grain: Grain | None, span: DateSpan) -> str:
    first, last = span.first, span.last
    whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    months = (last.year - first.year) * 12 + last.month - first.month + 1 if whole_months else 0
    match (grain, months):
        case (_, 0) if first == last:
            return first.isoformat()
        case (Grain.MONTH, 1):
            return f"{first.year:04d}-{first.month:02d}"
        case (Grain.QUARTER, 3) if first.month % 3 == 1:
            return f"{first.year:04d}-Q{first.month // 3 + 1}"
        case (Grain.HALF, 6) if first.month % 6 == 1:
            return f"{first.year:04d}-H{first.month // 6 + 1}"
        case (Grain.YEAR, 12) if first.month == 1:
            return f"{first.year:04d}"
        case (Grain.DECADE, 120) if first.year % 10 == 0 and first.month == 1:
            return f"{first.year}s"
    return f"{first.isoformat()} to {last.isoformat()}"


def _open_date(date: PartialDate) -> str:
    """The fields that the text names, of a date that could not be resolved."""
    named: list[str] = [date.part] if date.part else []
    if date.weekday is not None and 0 <= date.weekday < 7:
        named.append(WEEKDAYS[date.weekday])
    if date.day is not None:
        named.append(str(date.day))
    if date.week is not None:
        named.append(f"week {date.week}")
    if date.month is not None:
        named.append(MONTHS[date.month] if 1 <= date.month <= 12 else f"month {date.month}")
    named += [f"Q{date.quarter}"] if date.quarter is not None else []
    named += [f"H{date.half}"] if date.half is not None else []
    named += [date.holiday] if date.holiday else []
    if date.year is not None:
        named.append(str(date.year))
    named += [f"{date.decade}s"] if date.decade is not None else []
    if date.century is not None:
        named.append(f"{ordinal_text(Fraction(date.century))} century")
    named += [_step(shift) for shift in date.shifts]
    text = " ".join(named) or str(date.grain)
    text += " (lunar)" if date.lunar else ""
    return f"{text} to {_open_date(date.until)}" if date.until else text


def _step(shift: Shift) -> str:
    """A relative step: `last year`, `this month`, `2 weeks on`."""
    unit, count = shift.unit.value, shift.count
    near = {-1: f"last {unit}", 0: f"this {unit}", 1: f"next {unit}"}
    if shift.unit is Grain.DAY:
        near = {-1: "the day before", 0: "the same day", 1: "the day after"}
    return near.get(count) or f"{abs(count)} {unit}s {'on' if count > 0 else 'back'}"


_COINS = ("cent", "penny", "jiao")
"""Units that say their currency themselves: 50 cents, 20 euro cents, 470 pence."""


def value_text(fact: Fact, *, group: bool = False) -> str:
    """A fact's normalised value in readable words: `2025-01-20`, `over 8000000000 USD`, `1/10`.

    Args:
        fact: the value.
        group: as people read it: thousands set apart by commas, units in the plural, years and months.
    """

    def number(amount: Fraction) -> str:
        if fact.family == "ordinal":
            return ordinal_text(amount)
        text = amount_text(amount, fact.form)
        return grouped(text) if group else text

    if fact.label:
        return fact.label
    if fact.date:
        text = date_text(fact.date, fact.spans)
    elif fact.low is not None and fact.high is not None:
        text = f"{number(fact.low)} to {number(fact.high)}"
    elif fact.low is not None:
        text = f"from {number(fact.low)}"
    elif fact.high is not None:
        text = f"up to {number(fact.high)}"
    elif fact.amount is not None:
        text = number(fact.amount)
    else:
        text = ""
    if not fact.date:
        unit = (fact.unit or "").replace("-", " ")
        if group and fact.unit and not fact.currency:
            unit = unit_name(fact.unit) if fact.amount == 1 else plural(unit_name(fact.unit))
        if (
            group
            and fact.unit == "year"
            and fact.amount is not None
            and fact.amount % 1
            and not fact.amount * 12 % 1
        ):
            years, months = divmod(int(fact.amount * 12), 12)
            text, unit = " ".join(_counted(n, u) for n, u in ((years, "year"), (months, "month")) if n), ""
        if fact.currency and unit in _COINS:
            euro = "euro " if fact.currency == "EUR" else ""
            text = f"{text} {euro}{unit if fact.amount == 1 else plural(unit)}"
        else:
            text = " ".join(filter(None, (text, fact.currency, unit)))
    if fact.time:
        clock = clock_text(fact.time)
        if fact.time.hour is not None and not fact.time.explicit and 0 < fact.time.hour < 12:
            clock += f" or {fact.time.hour + 12:02d}:{fact.time.minute or 0:02d}"
        text = " ".join(filter(None, (text, clock, fact.time.zone)))
    bound = "roughly" if fact.vague else "" if fact.bound is Bound.EXACT else _in_words(fact.bound)
    return " ".join(filter(None, (bound, text))) or fact.text


def _months(years: Fraction | None) -> str:
    """`7 years 4 months`; empty where the amount is whole, or of no whole months."""
    if years is None or not years % 1 or years * 12 % 1:
        return ""
    whole, months = divmod(int(years * 12), 12)
    return " ".join(_counted(n, unit) for n, unit in ((whole, "year"), (months, "month")) if n)


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit if count == 1 else plural(unit)}"


@functools.cache
def _unit_names() -> Mapping[str, str]:
    return {row["unit"]: row["english"] for row in table("unit_names", ("unit", "english", "source"))}


def unit_name(unit: str) -> str:
    """The English name of a unit id, in the singular."""
    return _unit_names().get(unit, unit.replace("-", " "))


_PLURALS = {
    "foot": "feet", "penny": "pence", "jiao": "jiao", "inch": "inches", "century": "centuries",
    "hertz": "hertz", "TEU": "TEUs", "pyeong": "pyeong", "ri": "ri", "percent": "percent",
    "times": "times", "per": "per",
}  # fmt: skip


def plural(name: str) -> str:
    """The plural of a unit's English name: `square feet`, `degrees Celsius`, `kilometers per hour`."""
    head, _, rest = name.partition(" ")
    if head in ("square", "cubic"):
        return f"{head} {plural(rest)}"
    if rest.startswith(("per ", "an ")) or rest in ("Celsius", "Fahrenheit"):
        return f"{plural(head)} {rest}"
    if rest:
        return f"{head} {rest if head in _PLURALS else plural(rest)}"
    return _PLURALS.get(head, head + "s")


def _in_words(bound: Bound) -> str:
    return bound.value.replace("-", " ")


def _iso(day: datetime.date) -> str:
    return day.isoformat()


def facts_json(fact: Fact) -> list[dict[str, Any]]:
    """A fact as `qa facts` prints it; a duration that leans (지난 3주) also as the days it takes up."""
    out = [fact_json(fact)]
    if fact.lean and fact.spans:
        out.append(
            {key: out[0][key] for key in ("text", "start", "end", "approximate")}
            | {"family": "date", "from": _iso(fact.spans[0].first), "to": _iso(fact.spans[0].last)}
            | {"grain": fact.unit, "fields": {}, "resolved": True}
        )
    return out


def fact_json(fact: Fact) -> dict[str, Any]:
    """One fact as `qa facts` prints it; keys that do not apply to it are left out."""
    out: dict[str, Any] = {
        "family": fact.family,
        "text": fact.text,
        "start": fact.span.start,
        "end": fact.span.end,
        "approximate": fact.approximate,
    }
    for key in ("amount", "low", "high"):
        amount: Fraction | None = getattr(fact, key)
        if amount is not None:
            out[key] = amount_text(amount, fact.form)
    if fact.label:
        out["label"] = fact.label
    if fact.currency:
        out["currency"] = fact.currency
    if fact.unit:
        out["unit"] = fact.unit
    if fact.date and fact.spans:
        out["from"], out["to"] = _iso(fact.spans[0].first), _iso(fact.spans[0].last)
    if fact.date:
        out["grain"] = fact.date.grain.value
        out["fields"] = fact.date.fields()
        out["resolved"] = bool(fact.spans)
    if fact.time and (clock := clock_text(fact.time)):
        out["time"] = clock
    if fact.bound is not Bound.EXACT:
        out["bound"] = fact.bound.value
    if fact.vague:
        out["vague"] = True
    return out
