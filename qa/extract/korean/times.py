"""Times of day: 오전 10시 30분, 낮 12시, 자정, 새벽 2시, 18시, 14:30, and dayparts alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from qa.data import table
from qa.extract.korean.calendar_words import named
from qa.extract.korean.contexts import either
from qa.extract.korean.morphology import Morphology
from qa.model import Bound, ClockTime, Fact, Span

ZONE_REACH = 14
"""How many code points from a time its zone may stand."""


@functools.cache
def _parts() -> Mapping[str, Mapping[str, str]]:
    return {r["surface"]: r for r in table("ko/dayparts", ("surface", "daypart", "half", "hour", "source"))}


@functools.cache
def _zones() -> tuple[re.Pattern[str], Mapping[str, str]]:
    known = {r["surface"]: r["zone"] for r in table("ko/zones", ("surface", "zone", "source"))}
    return re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True)))), known


@functools.cache
def _pattern() -> re.Pattern[str]:
    parts = "|".join(map(re.escape, sorted(_parts(), key=len, reverse=True)))
    hours = "|".join(named("hour"))
    no, half = rf"(?!{either('no-time')})", r"\ ?반(?=[^가-힣]|$|에|까지|부터|쯤|께|경|이|을)"
    return re.compile(
        rf"""
        (?:(?P<part>{parts})\ ?)?
        (?: (?P<h>2[0-4]|1\d|0?\d)시{no}(?:\ ?(?P<m>[0-5]?\d)분|(?P<half>{half}))?
          | (?P<ch>2[0-4]|[01]?\d):(?P<cm>[0-5]\d)(?::[0-5]\d)?(?![\d:])
          | (?P<nh>{hours})\ ?시{no}(?:\ ?(?P<nm>[0-5]?\d)분|(?P<nhalf>{half}))?
        )
      | (?P<alone>{parts})
        """,
        re.VERBOSE,
    )


def scan(text: str, morphology: Morphology, dates: tuple[Span, ...]) -> Iterator[Fact]:
    """The times of a plain text, in order.  A daypart by itself counts only beside a date."""
    ends = {d.end for d in dates}
    for m in _pattern().finditer(text):
        if (
            m.start()
            and text[m.start()].isdigit()
            and (text[m.start() - 1].isdigit() or text[m.start() - 1] in ".:,")
        ):
            continue
        if any(d.start <= m.start() < d.end for d in dates):
            continue
        fact = _alone(text, m, morphology, ends) if m["alone"] else _clock(text, m, morphology)
        if fact is not None:
            yield fact


def _clock(text: str, m: re.Match[str], morphology: Morphology) -> Fact | None:
    part = _parts().get(m["part"] or "")
    start = m.start()
    if morphology.cuts(m.end()) or (m["part"] and morphology.cuts(start)):
        return None
    if m["nh"]:
        place = m.start("nh")
        if morphology.tokens and not morphology.numeral(Span(place, m.end("nh"))):
            return None
        after = morphology.at(m.end())
        if after is not None and after.tag in ("NNG", "NNP"):
            return None  # 두 시위
        hour = int(named("hour")[m["nh"]])
    else:
        hour = int(m["h"] or m["ch"])
    minute: int | None = 30 if m["half"] or m["nhalf"] else None
    if m["m"] or m["cm"] or m["nm"]:
        minute = int(m["m"] or m["cm"] or m["nm"])
    explicit = bool(part) or hour > 12 or hour == 0 or (m["h"] or m["ch"] or "")[0:1] == "0"
    half = part["half"] if part else ""
    if half == "am" and hour == 12:
        hour = 0
    elif (half == "pm" and 1 <= hour < 12) or (half == "day" and 1 <= hour <= 6):
        hour += 12
    elif half == "night":
        hour = 0 if hour == 12 else hour + 12 if 5 <= hour < 12 else hour
    time = ClockTime(hour=hour % 24, minute=minute, daypart=(part["daypart"] or None) if part else None,
                     explicit=explicit, zone=_zone(text, start, m.end()))  # fmt: skip
    return Fact(family="time", text=text[start : m.end()], span=Span(start, m.end()), time=time,
                bound=_bound(text, m.end()), form="native" if m["nh"] else "digits")  # fmt: skip


def _alone(text: str, m: re.Match[str], morphology: Morphology, ends: set[int]) -> Fact | None:
    """정오 and 자정 are times; 오전, 밤 … count beside a date: 20일 오전, 전날 밤."""
    start, end = m.span()
    row = _parts()[m["alone"]]
    if (
        morphology.cuts(end)
        or morphology.cuts(start)
        or (start and "가" <= text[start - 1] <= "힣" and start not in ends)
    ):
        return None
    token = morphology.at(start)
    if token is not None and not token.tag.startswith(("N", "MA")):
        return None
    if row["hour"]:
        time = ClockTime(hour=int(row["hour"]), zone=_zone(text, start, end))
        return Fact(
            family="time",
            text=text[start:end],
            span=Span(start, end),
            time=time,
            bound=_bound(text, end),
            form="word",
        )
    beside = (
        start in ends or start - 1 in ends or _AFTER_ZONE.search(text[max(0, start - ZONE_REACH) : start])
    )
    if not beside:
        return None
    time = ClockTime(daypart=row["daypart"], zone=_zone(text, start, end))
    return Fact(family="time", text=text[start:end], span=Span(start, end), time=time, soft=True, form="word")


_AFTER_ZONE = re.compile(r"일 ?\([^()]{2,8}\) ?$")


def _zone(text: str, start: int, end: int) -> str | None:
    """The zone named near a time: 오전 10시(현지시간), 한국시간 20일 오전 3시."""
    pattern, known = _zones()
    before = max(0, start - ZONE_REACH)
    if m := pattern.match(text, end + 1):
        return known[m.group()]
    found = [m.group() for m in pattern.finditer(text, before, start)]
    return known[found[-1]] if found else None


_ABOUT = re.compile(r" ?(?:쯤|께|경(?![가-힣])|경에|무렵|전후|정도)")
_OTHER = re.compile(
    r"(?P<since>부터)|(?P<until>까지)|(?P<before> ?이전| 전)|(?P<after> ?이후)|(?P<within> ?이내)"
)


def _bound(text: str, end: int) -> Bound:
    if _ABOUT.match(text, end):
        return Bound.ABOUT
    m = _OTHER.match(text, end)
    return Bound(m.lastgroup) if m and m.lastgroup else Bound.EXACT
