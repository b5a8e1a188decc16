"""Comparing amounts: numbers, money, percentages, units, ordinals, ranges, durations, ages.

Values are compared, never strings.  Two amounts agree if they are equal, if the coarser one is
the finer one rounded (or cut) to its own last place, or if they are one quantity in two units.
"""

from __future__ import annotations

from fractions import Fraction

from qa.compare import units
from qa.compare.amount_slips import name_slip
from qa.compare.money import in_main_unit, may_be_one_currency
from qa.compare.outcome import AGREE, Outcome
from qa.compare.precision import amounts, last_place, rounds_to, significant
from qa.model import Bound, Fact, Severity

# What limits from below and what limits from above: "nearly 700" is not "more than 700".
_LOWER = {Bound.OVER, Bound.AT_LEAST}
_UPPER = {Bound.UNDER, Bound.AT_MOST, Bound.NEARLY}

_SHARES = {"percent", "percentage-point", "basis-point", "per-mille"}

LOOSE_CALENDAR = Fraction(9, 100)
"""How far a month may be from its weeks or days (28 to 31 days a month)."""


def _same(a: Fraction, b: Fraction, *, loose: bool) -> str | None:
    """Whether two amounts are `equal`, one is the other `rounding`, or neither (None).

    `loose` is set where the text marks one as approximate.
    """
    if a == b:
        return "equal"
    fine, coarse = (a, b) if last_place(a) < last_place(b) else (b, a)
    if rounds_to(fine, coarse) and (loose or significant(coarse) >= 2):
        return "rounding"
    # 1/3 against 33 percent: a fraction and its decimal
    if fine and abs(fine - coarse) <= abs(fine) * Fraction(1, 50) and 0 in (last_place(a), last_place(b)):
        return "rounding"
    return None


def _converted(ko: Fact, en: Fact, a: Fraction, b: Fraction) -> bool:
    """Whether a (Korean unit) and b (English unit) are one quantity, within either's rounding."""
    assert ko.unit is not None
    assert en.unit is not None
    if units.calendar(ko.unit) != units.calendar(en.unit):
        x, y = units.in_base(a, ko.unit), units.in_base(b, en.unit)
        return abs(x - y) <= LOOSE_CALENDAR * max(abs(x), abs(y))
    in_en = units.from_base(units.in_base(a, ko.unit), en.unit)
    in_ko = units.from_base(units.in_base(b, en.unit), ko.unit)
    return _within(in_en, b) or _within(in_ko, a)


def _within(exact: Fraction, shown: Fraction) -> bool:
    """Whether `shown` is `exact` rounded to what `shown` shows, at most 6 percent away."""
    place = last_place(shown) or abs(shown) / 100
    off = abs(exact - shown)
    return off <= max(place / 2, abs(exact) / 100) and off <= abs(exact) * Fraction(6, 100)


def kind(fact: Fact) -> str:
    """What a fact measures, so that only like is compared: a dimension, `money`, `share`."""
    if fact.family == "money":
        return "money"
    if fact.unit in _SHARES or fact.family == "percent":
        return "share"
    if fact.family in ("duration", "unit") or (fact.family == "date" and fact.amount is not None):
        return units.dimension(fact.unit) or "number"
    if fact.family in ("age", "ordinal"):
        return fact.family
    return units.dimension(fact.unit) or "number"


_OPEN_KINDS = {
    frozenset(pair)
    for pair in (
        ("angle", "temperature"),
        ("share", "ratio"),
        ("share", "index"),
        ("share", "share-difference"),
        ("age", "time"),
        ("ordinal", "time"),
        ("ordinal", "generation"),
    )
}
"""Kinds that one language may write where the other writes the other ("100 percent more", "twice")."""


def comparable(ko: Fact, en: Fact) -> bool:
    """Whether an agreement between the two would mean anything."""
    if not amounts(ko) or not amounts(en):
        return False
    a, b = kind(ko), kind(en)
    # a bare number may have dropped its unit: "magnitude 7.5", "48" for 48세, "30 of them"
    if a == b or "number" in (a, b) or frozenset((a, b)) in _OPEN_KINDS:
        return True
    # pounds of money and pounds of weight are one word in both languages
    return {ko.unit, en.unit} == {"pound", None} and "GBP" in (ko.currency, en.currency)


def _aligned_values(ko: Fact, en: Fact) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """The two facts' values, with cents and dollars, a share and a bare fraction brought to one scale."""
    a, b = amounts(ko), amounts(en)
    ka, kb = kind(ko), kind(en)
    if ka == kb == "money":
        return in_main_unit(ko, a), in_main_unit(en, b)
    if {ka, kb} in ({"share", "number"}, {"share", "ratio"}):
        if ka != "share" and ko.form in ("fraction", "multiple"):
            a = tuple(v * 100 for v in a)
        if kb != "share" and en.form in ("fraction", "multiple"):
            b = tuple(v * 100 for v in b)
    # "the remaining third" is a fraction that reads as an ordinal
    if ko.form == "fraction" and en.family == "ordinal" and a[0].numerator == 1 and len(b) == 1 and b[0] > 2:
        b = (1 / b[0],)
    if ko.unit == "basis-point":
        a = tuple(v / 100 for v in a)
    if en.unit == "basis-point":
        b = tuple(v / 100 for v in b)
    return a, b


def compare_quantities(ko: Fact, en: Fact) -> Outcome:
    """Whether the two facts say the same amount; see `Outcome`.

    The caller has asked `comparable` first.
    """
    a, b = _aligned_values(ko, en)
    loose = ko.approximate or en.approximate
    if ko.vague or en.vague:
        return _compare_vague(ko, en, a, b)
    if len(a) != len(b):
        return _compare_uneven(ko, en, a, b)
    converted = False
    rounding = False
    if (
        ko.unit
        and en.unit
        and ko.unit != en.unit
        and kind(ko) != "money"
        and units.dimension(ko.unit) == units.dimension(en.unit) not in (None, "share-difference")
    ):
        if not all(_converted(ko, en, x, y) for x, y in zip(a, b, strict=True)):
            return name_slip(a, b)
        converted = True
    else:
        for x, y in zip(a, b, strict=True):
            how = _same(x, y, loose=loose)
            if how is None:
                return name_slip(a, b)
            rounding = rounding or how == "rounding"
    if slip := _nature(ko, en):
        return slip
    if severity := _contradict(ko.bound, en.bound):
        return Outcome(
            verdict="differ",
            slip="bound",
            severity=severity,
            confidence=0.8,
            detail=f"{_bound_words(ko.bound)} became {_bound_words(en.bound)}",
        )
    if rounding:
        return Outcome(verdict="agree", slip="rounding", severity=Severity.NEUTRAL, detail="rounded")
    if converted:
        return Outcome(verdict="agree", slip="conversion", severity=Severity.NEUTRAL, detail="converted")
    return AGREE


def _nature(ko: Fact, en: Fact) -> Outcome | None:
    """Equal amounts of different things: another currency, rate or unit, percent for points."""
    if (
        ko.counter
        and en.counter
        and ko.counter != en.counter
        and ko.counter.startswith("per-")
        and en.counter.startswith("per-")
    ):
        return Outcome(
            verdict="differ",
            slip="rate",
            detail=f"{ko.counter.replace('-', ' ')} became {en.counter.replace('-', ' ')}",
        )
    if ko.currency and en.currency and ko.currency != en.currency and not may_be_one_currency(ko, en):
        detail = f"{ko.currency} became {en.currency}"
        return Outcome(verdict="differ", slip="currency", detail=detail, severity=Severity.CRITICAL)
    share = {"percent": "percent", "percentage-point": "points", "basis-point": "points"}
    a, b = share.get(ko.unit or ""), share.get(en.unit or "")
    if a and b and a != b:
        return Outcome(
            verdict="differ", slip="percent-points", detail="percent and percentage points are not the same"
        )
    if ko.unit and en.unit and units.dimension(ko.unit) != units.dimension(en.unit):
        if {ko.unit, en.unit} <= {
            "degree",
            "celsius",
            "fahrenheit",
            "point",
            "percent",
            "percentage-point",
            "times",
            "year",
            "day",
            "month",
        }:
            return None
        if kind(ko) == kind(en) == "money" or "GBP" in (ko.currency, en.currency):
            return None
        return Outcome(verdict="differ", slip="unit", detail=f"{ko.unit} became {en.unit}")
    return None


def _contradict(a: Bound, b: Bound) -> Severity | None:
    """How badly two bounds exclude each other; None where they do not."""
    if {a, b} & _LOWER and {a, b} & _UPPER:
        # "nearly" says that the amount was not reached, and little more
        return Severity.MINOR if Bound.NEARLY in (a, b) else Severity.MAJOR
    return None


def _bound_words(bound: Bound) -> str:
    return {
        Bound.OVER: "“more than”",
        Bound.AT_LEAST: "“at least”",
        Bound.UNDER: "“less than”",
        Bound.AT_MOST: "“at most”",
        Bound.NEARLY: "“nearly”",
    }.get(bound, f"“{bound.value}”")


def _compare_vague(ko: Fact, en: Fact, a: tuple[Fraction, ...], b: tuple[Fraction, ...]) -> Outcome:
    """수십만 against "hundreds of thousands", or against an exact amount."""
    if ko.vague and en.vague:
        if a[0] < b[-1] and b[0] < a[-1]:
            return AGREE
        return Outcome(
            verdict="differ",
            slip="power-of-ten",
            detail="another order of magnitude",
            severity=Severity.MAJOR,
            confidence=0.9,
        )
    low, high = (a[0], a[-1]) if ko.vague else (b[0], b[-1])
    exact = b if ko.vague else a
    if all(low <= v <= high for v in exact):
        return AGREE
    return Outcome(
        verdict="differ",
        slip="value",
        detail="outside the vague amount",
        severity=Severity.MINOR,
        confidence=0.7,
    )


def _compare_uneven(ko: Fact, en: Fact, a: tuple[Fraction, ...], b: tuple[Fraction, ...]) -> Outcome:
    """A range on one side, one value on the other."""
    wide, single = (a, b[0]) if len(a) > len(b) else (b, a[0])
    if single in wide:
        return Outcome(
            verdict="differ", slip="range-end", detail="one end of the range is lost", confidence=0.8
        )
    if wide[0] < single < wide[-1]:
        return Outcome(
            verdict="differ",
            slip="range",
            detail="a range became one value",
            severity=Severity.MINOR,
            confidence=0.7,
        )
    return Outcome(verdict="differ", slip="value", detail="outside the range")


def closeness(ko: Fact, en: Fact) -> float:
    """How alike two amounts are that do not agree, 0 to 1: what a slip would leave in place."""
    if not comparable(ko, en):
        return 0.0
    a, b = _aligned_values(ko, en)
    outcome = compare_quantities(ko, en)
    score = {
        "power-of-ten": 0.7,
        "digits": 0.7,
        "digit": 0.6,
        "unit": 0.75,
        "currency": 0.75,
        "percent-points": 0.8,
        "range-end": 0.7,
        "range": 0.6,
        "bound": 0.9,
        "rate": 0.9,
    }.get(outcome.slip or "", 0.3)
    x, y = a[0], b[0]
    if score == 0.3 and x and y and x * y > 0:
        ratio = float(min(x, y) / max(x, y)) if x > 0 else float(max(x, y) / min(x, y))
        score += 0.15 * ratio
    if ko.family == en.family:
        score += 0.15
    if ko.unit == en.unit and ko.currency == en.currency:
        score += 0.05
    return min(score, 0.95)
