"""Times of day and parts of the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from qa.extract.english.lexer import Line
from qa.extract.english.lexicon import calendar, calendar_phrases, context, numerals
from qa.extract.english.match import Match, bound_before, span, words
from qa.model import Bound, ClockTime, Fact

_NOON: Final = 12
_HOURS: Final = 24
_MINUTES: Final = 60


@dataclass(frozen=True, slots=True)
class _Hour:
    hour: int
    minute: int | None
    end: int
    zero_led: bool = False
    clock: bool = False


def time(line: Line, index: int, floor: int) -> Match | None:
    """The time of day, or range of times' first end, that begins at token `index`."""
    pair = _shared_meridiem(line, index, floor)
    if pair is not None:
        return pair
    found = _named(line, index) or _past_hour(line, index) or _clock(line, index)
    if found is None:
        return None
    value, end = found
    zone = calendar_phrases("zone").match(line, end)
    at = end
    if zone is None and line.low(at) == "(":
        zone = calendar_phrases("zone").match(line, at + 1)
        zone = (zone[0], zone[1] + 1) if zone is not None and line.low(zone[1]) == ")" else None
    if (zone is None and line.low(at) == ",") or line.low(at) == "in":
        zone = calendar_phrases("zone").match(line, at + 1)
    if zone is not None and (line.at(zone[1] - 1).raw.isupper() or line.low(zone[1] - 1) in ("time", ")")):
        value, end = replace(value, zone=zone[0]), zone[1]
    bound = bound_before(line, index, floor, "date") or Bound.EXACT
    fact = Fact(
        family="time",
        text=words(line, index, end),
        span=span(line, index, end),
        time=value,
        bound=bound,
        form="digits",
    )
    return Match((fact,), end)


def daypart(line: Line, index: int, *, after_date: bool) -> Match | None:
    """As in "Saturday afternoon", "the morning of", "in the evening", "at dawn"."""
    part = calendar("daypart").get(line.low(index))
    if part is None:
        return None
    before = line.low(index - 1)
    placed = (
        (after_date and line.at(index).raw.islower())  # not "Saturday Night Live"
        or (
            before == "the" and (line.low(index - 2) in ("in", "on", "during") or line.low(index + 1) == "of")
        )
        or (before in ("at", "by", "before", "until") and part in ("night", "dawn"))
        or (before in ("early", "late") and line.low(index - 2) in ("in", "the"))
    )
    if not placed:
        return None
    text, place = words(line, index, index + 1), span(line, index, index + 1)
    return Match(
        (Fact(family="time", text=text, span=place, time=ClockTime(daypart=part), soft=True, form="word"),),
        index + 1,
    )


def _shared_meridiem(line: Line, index: int, floor: int) -> Match | None:
    """As in "9-11 a.m.", "2:30 to 4 p.m.": the half of the day is said once."""
    first = _plain_hour(line, index)
    if first is None or line.low(first.end) not in ("-", "to") or not 1 <= first.hour <= _NOON:
        return None
    second = _plain_hour(line, first.end + 1)
    if second is None or not 1 <= second.hour <= _NOON:
        return None
    half = _meridiem(line, second.end)
    if half is None:
        return None
    later = time(line, first.end + 1, first.end + 1)
    if later is None:
        return None
    # "11-1 p.m." begins before noon
    crosses = half == "pm" and first.hour % _NOON > second.hour % _NOON
    hour = first.hour % _NOON + (_NOON if half == "pm" and not crosses else 0)
    value = ClockTime(hour=hour, minute=first.minute)
    bound = bound_before(line, index, floor, "date") or Bound.EXACT
    fact = Fact(
        family="time",
        text=words(line, index, first.end),
        span=span(line, index, first.end),
        time=value,
        bound=bound,
    )
    return Match((fact, *later.facts), later.end)


def _plain_hour(line: Line, index: int) -> _Hour | None:
    token = line.at(index)
    if token.kind == "clock" and token.low.count(":") == 1:
        hour, _, minute = token.low.partition(":")
        return _Hour(int(hour), int(minute), index + 1)
    hour_number = _small(line, index) if token.kind == "number" else None
    return _Hour(hour_number, None, index + 1) if hour_number is not None else None


def _named(line: Line, index: int) -> tuple[ClockTime, int] | None:
    low = line.low(index)
    if low in ("noon", "midday", "noontime"):
        return (
            (ClockTime(hour=_NOON, minute=0), index + 1)
            if line.low(index + 1) not in ("prayers", "sun", "prayer", "meal")
            else None
        )
    if low == "midnight":
        return ClockTime(hour=0, minute=0), index + 1
    if low == "12" and line.low(index + 1) in ("noon", "midnight"):
        return ClockTime(hour=_NOON if line.low(index + 1) == "noon" else 0, minute=0), index + 2
    return None


def _past_hour(line: Line, index: int) -> tuple[ClockTime, int] | None:
    """As in "half past three", "a quarter to 7", "20 past nine"."""
    low = line.low(index)
    at = index + 1
    if low in ("half", "quarter"):
        minutes = 30 if low == "half" else 15
    elif low == "a" and line.low(at) == "quarter":
        minutes, at = 15, at + 1
    elif line.low(at) == "past" or (line.low(at) in ("minutes", "minute") and line.low(at + 1) == "past"):
        minutes, at = _small(line, index) or numerals().tens.get(low, 0), at + (line.low(at) != "past")
        if not 1 <= minutes < _MINUTES:
            return None
    else:
        return None
    word = line.low(at)
    if word not in ("past", "to") or (word == "to" and low == "half"):
        return None
    hour = _small(line, at + 1)
    if (
        hour is None
        or not 1 <= hour <= _NOON
        or (
            word == "to"
            and line.at(at + 2).kind in ("word", "number")
            and line.low(at + 2) not in ("am", "pm", "in", "on", "o'clock")
        )
    ):
        return None
    if word == "to":
        hour, minutes = (hour - 2) % _NOON + 1, _MINUTES - minutes
    return _halved(line, _Hour(hour, minutes, at + 2))


def _small(line: Line, index: int) -> int | None:
    token = line.at(index)
    if token.kind == "number" and token.low.isdigit() and len(token.low) <= 2:
        return int(token.low)
    return numerals().units.get(token.low) if token.kind == "word" else None


def _clock(line: Line, index: int) -> tuple[ClockTime, int] | None:
    token = line.at(index)
    if token.kind == "clock":
        pieces = token.low.split(":")
        hour, minute = int(pieces[0]), int(pieces[1])
        if hour > _HOURS or (hour == _HOURS and minute):
            return None
        read = _Hour(
            hour % _HOURS, minute, index + 1, zero_led=len(pieces[0]) == 2 and pieces[0][0] == "0", clock=True
        )
        return _halved(line, read)
    hour_number = _small(line, index)
    if hour_number is not None and hour_number <= _NOON:
        if line.low(index + 1) == "o'clock":
            return _halved(line, _Hour(hour_number, 0, index + 2))
        if _meridiem(line, index + 1):
            return _halved(line, _Hour(hour_number, None, index + 1)) if hour_number else None
        return _daypart_hour(line, index, hour_number)
    if token.kind == "number" and "." in token.low and _meridiem(line, index + 1):  # 4.40 am
        whole, _, minutes = token.low.partition(".")
        if (
            len(minutes) == 2
            and int(minutes) < _MINUTES
            and len(whole) <= 2
            and 1 <= int(whole or 0) <= _NOON
        ):
            return _halved(line, _Hour(int(whole), int(minutes), index + 1))
    return None


def _daypart_hour(line: Line, index: int, hour: int) -> tuple[ClockTime, int] | None:
    """As in "3 in the afternoon", "at three in the morning"."""
    if line.low(index + 1) != "in" or line.low(index + 2) != "the" or not 1 <= hour <= _NOON:
        return None
    part = calendar("daypart").get(line.low(index + 3))
    if part is None or line.low(index - 1) not in (
        "at",
        "around",
        "about",
        "by",
        "until",
        "before",
        "after",
        "since",
        "from",
        "to",
        "and",
        "or",
    ):
        return None
    late = part in ("afternoon", "evening") or (part == "night" and hour > 5)
    return ClockTime(hour=hour % _NOON + (_NOON if late else 0), daypart=part), index + 4


def _meridiem(line: Line, index: int) -> str | None:
    """Am or pm at token `index`, in any spelling, when it is one."""
    token = line.at(index)
    if token.kind != "word" or token.low not in ("am", "pm"):
        return None
    if token.low == "am" and not token.glued and token.raw == "am" and line.low(index - 2) in ("i",):
        return None
    return token.low


def _halved(line: Line, read: _Hour) -> tuple[ClockTime, int] | None:
    """Place an hour before or after noon by am, pm, or the words behind it."""
    half = _meridiem(line, read.end)
    hour = read.hour
    if half is not None:
        if not 1 <= hour <= _NOON:
            return (ClockTime(hour=hour, minute=read.minute), read.end + 1) if hour < _HOURS else None
        return ClockTime(hour=hour % _NOON + (_NOON if half == "pm" else 0), minute=read.minute), read.end + 1
    if line.low(read.end) == "in" and line.low(read.end + 1) == "the":
        part = calendar("daypart").get(line.low(read.end + 2))
        if part is not None and 1 <= hour <= _NOON:
            late = part in ("afternoon", "evening") or (part == "night" and hour > 5)
            return ClockTime(
                hour=hour % _NOON + (_NOON if late else 0), minute=read.minute, daypart=part
            ), read.end + 3
    explicit = hour > _NOON or hour == 0 or read.zero_led
    if read.clock and not explicit and hour <= _NOON and not _is_time(line, read):
        return None
    return ClockTime(hour=hour, minute=read.minute, explicit=explicit), read.end


def _is_time(line: Line, read: _Hour) -> bool:
    """A bare 11:20 is a time, unless it is a verse, a ratio, or a running time."""
    before = line.at(read.end - 2).low
    return before not in context("not-times") and line.low(read.end) not in (
        "win",
        "ratio",
        "minutes",
        "victory",
    )
