"""What kind of slip turned one amount into another: a power of ten, swapped digits, one end of a range."""

from __future__ import annotations

from fractions import Fraction

from qa.compare.outcome import Outcome
from qa.compare.precision import last_place
from qa.model import Severity


def name_slip(a: tuple[Fraction, ...], b: tuple[Fraction, ...]) -> Outcome:
    """Name the kind of slip that turned a into b; `detail` says a power of ten of b."""
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(a) == 2 and len(pairs) == 1:
        return Outcome(verdict="differ", slip="range-end", detail="one end of the range differs")
    if all(x and y and (power := _power_of_ten(y / x)) for x, y in pairs) and pairs:
        x, y = pairs[0]
        power = _power_of_ten(y / x)
        assert power
        times = f"{10 ** abs(power):,}"
        detail = f"{times} times too {'large' if power > 0 else 'small'}"
        return Outcome(verdict="differ", slip="power-of-ten", detail=detail, severity=Severity.CRITICAL)
    x, y = pairs[0] if pairs else (a[0], b[0])
    dx, dy = _digits(x), _digits(y)
    if last_place(x) != last_place(y):  # 3조 and 2,000 have no digits to compare
        return Outcome(verdict="differ", slip="value", detail="")
    if dx != dy and sorted(dx) == sorted(dy):
        return Outcome(verdict="differ", slip="digits", detail="digits swapped")
    if len(dx) == len(dy) and sum(p != q for p, q in zip(dx, dy, strict=True)) == 1:
        return Outcome(verdict="differ", slip="digit", detail="one digit differs")
    return Outcome(verdict="differ", slip="value", detail="")


def the_other_way(detail: str) -> str:
    """A power of ten as it is seen from the other side: `10 times too small` for `10 times too large`."""
    head, _, size = detail.rpartition(" ")
    return f"{head} {'small' if size == 'large' else 'large'}"


def _power_of_ten(ratio: Fraction) -> int | None:
    for power in range(1, 13):
        if ratio == 10**power:
            return power
        if ratio == Fraction(1, 10**power):
            return -power
    return None


def _digits(value: Fraction) -> str:
    place = last_place(value)
    return str(abs(int(value / place))) if place else str(value)
