"""A Korean time of day against an English one."""

from __future__ import annotations

from qa.compare.outcome import AGREE, Outcome
from qa.model import Bound, ClockTime, Fact, Severity

# Hours that a word for a part of the day can cover, half-open; evening and night overlap because
# 저녁 and 밤 do not split as "evening" and "night" do, and 오전 holds 새벽 and 아침.
_HOURS: dict[str, tuple[tuple[int, int], ...]] = {
    "morning": ((0, 12),),
    "dawn": ((0, 8),),
    "afternoon": ((12, 19),),
    "evening": ((17, 24),),
    "night": ((18, 24), (0, 6)),
}
# Parts of the day that the two languages cut differently; each also goes with itself.
_NEIGHBOURS = (
    {"morning", "dawn"},
    {"afternoon", "evening"},
    {"evening", "night"},
    {"night", "dawn"},
)
_FROM = (Bound.SINCE, Bound.AFTER, Bound.AT_LEAST)
_TO = (Bound.UNTIL, Bound.BEFORE, Bound.AT_MOST)
_NOON = 12
_ABOUT_MINUTES = 10
"""How far a rounded time (7시쯤, "about 7") may lie from the exact one."""


def compare_times(ko: Fact, en: Fact) -> Outcome:
    """Whether two times of day are the same.

    An hour that nothing places before or after noon may be either; a missing minute is :00.  Two
    different zones named on the two sides are `unknown`: the clocks differ by right.  Slips:
    `hour`, `minute`, `meridiem` (a.m. for p.m.), `daypart`, `bound`.
    """
    a, b = ko.time, en.time
    assert a is not None
    assert b is not None
    said = f"Korean: {_words(a)}; English: {_words(b)}"
    found = _compare(a, b, said)
    if found.verdict == "differ" and _zones_apart(a.zone, b.zone):
        return Outcome(verdict="unknown", detail=f"{said}: in two time zones", severity=Severity.NEUTRAL,
                       confidence=0.5)  # fmt: skip
    if (
        found.verdict == "differ"
        and (ko.approximate or en.approximate)
        and found.slip == "minute"
        and _near(a, b)
    ):
        return Outcome(verdict="agree", slip="rounding", severity=Severity.NEUTRAL, confidence=0.7)
    if found.verdict == "agree" and _bounds_oppose(ko.bound, en.bound):
        detail = f"Korean: {ko.bound.value}; English: {en.bound.value}"
        return Outcome(verdict="differ", slip="bound", detail=detail, severity=Severity.MAJOR, confidence=0.8)
    return found


def _near(a: ClockTime, b: ClockTime) -> bool:
    return abs((a.minute or 0) - (b.minute or 0)) <= _ABOUT_MINUTES


def _zones_apart(a: str | None, b: str | None) -> bool:
    """Whether two clocks are named; "local time" may be any zone but the readers' own."""
    if a is None or b is None or a == b:
        return False
    return "local" not in (a, b) or "KST" in (a, b)


def _bounds_oppose(a: Bound, b: Bound) -> bool:
    return (a in _FROM and b in _TO) or (a in _TO and b in _FROM)


def _compare(a: ClockTime, b: ClockTime, said: str) -> Outcome:
    if a.hour is None or b.hour is None:
        return _by_daypart(a, b, said)
    if _hours(a) & _hours(b):
        if (a.minute or 0) == (b.minute or 0):
            return AGREE
        return Outcome(verdict="differ", slip="minute", detail=said, severity=Severity.MAJOR, confidence=0.95)
    if a.hour % _NOON == b.hour % _NOON and (a.minute or 0) == (b.minute or 0):
        return Outcome(
            verdict="differ", slip="meridiem", detail=said, severity=Severity.MAJOR, confidence=0.9
        )
    return Outcome(verdict="differ", slip="hour", detail=said, severity=Severity.MAJOR, confidence=0.95)


def _by_daypart(a: ClockTime, b: ClockTime, said: str) -> Outcome:
    """A part of the day against an hour, or against another part of the day."""
    if a.hour is None and b.hour is None and (a.daypart is None or b.daypart is None):
        return Outcome(verdict="unknown", detail=said, severity=Severity.NEUTRAL, confidence=0.5)
    if a.hour is None and b.hour is None and a.daypart == b.daypart:
        return AGREE
    both_parts = a.hour is None and b.hour is None
    if ({a.daypart, b.daypart} in _NEIGHBOURS) if both_parts else _hours(a) & _hours(b):
        return Outcome(verdict="agree", severity=Severity.NEUTRAL, confidence=0.8)
    # a part of the day is a vague word, but morning for evening is another time
    severity = Severity.MINOR if both_parts else Severity.MAJOR
    return Outcome(verdict="differ", slip="daypart", detail=said, severity=severity, confidence=0.85)


def _hours(time: ClockTime) -> frozenset[int]:
    """The hours of the day, 0 to 23, that a time can mean."""
    if time.hour is None:
        spans = _HOURS.get(time.daypart or "", ((0, 24),))
        return frozenset(h for first, end in spans for h in range(first, end))
    hour = time.hour % 24
    if time.explicit:
        return frozenset((hour,))
    both = frozenset((hour, (hour + _NOON) % 24)) if hour <= _NOON else frozenset((hour,))
    if time.daypart in _HOURS:
        placed = both & _hours(ClockTime(daypart=time.daypart))
        return placed or both
    return both


def _words(time: ClockTime) -> str:
    if time.hour is None:
        return time.daypart or "a time of day"
    clock = f"{time.hour:02d}:{time.minute or 0:02d}"
    if not time.explicit:
        clock = f"{time.hour}:{time.minute or 0:02d}"
    return f"{clock} {time.zone}" if time.zone else clock


def closeness(ko: Fact, en: Fact) -> float:
    """How alike two times are, 0 to 1: 1 where they agree, near 0.8 for one slip."""
    assert ko.time is not None
    assert en.time is not None
    outcome = compare_times(ko, en)
    if outcome.verdict == "agree":
        return 1.0
    if outcome.verdict == "unknown":
        return 0.5
    a, b = ko.time, en.time
    if outcome.slip == "hour":
        same_minute = a.minute is not None and a.minute == b.minute
        near = min(abs(x - y) for x in _hours(a) for y in _hours(b)) <= 1
        return 0.75 if same_minute else 0.65 if near else 0.45
    return {"meridiem": 0.9, "minute": 0.8, "bound": 0.9}.get(outcome.slip or "", 0.6)


def phrase_time(ko: Fact, like: Fact | None = None) -> str:
    """The English for a Korean time: `10:30 a.m.`, `noon`, in the style of what stands there."""
    time = ko.time
    if time is None or time.hour is None:
        return {"dawn": "early morning"}.get(time.daypart or "", time.daypart or "") if time else ""
    minute, hour = time.minute or 0, time.hour % 24
    text = like.text.lower() if like is not None else ""
    if "m" not in text and ":" in text:
        return f"{hour:02d}:{minute:02d}"
    if minute == 0 and hour in (0, _NOON) and time.explicit:
        return "noon" if hour == _NOON else "midnight"
    clock = f"{hour % _NOON or _NOON}" + (
        f"{'.' if '.' in text.split('m')[0][:5] and ':' not in text else ':'}{minute:02d}" if minute else ""
    )
    if not time.explicit:
        return clock
    half = "a.m." if hour < _NOON else "p.m."
    if "am" in text or "pm" in text:
        half = half.replace(".", "")
        return f"{clock} {half}" if " " in text else f"{clock}{half}"
    return f"{clock} {half}"
