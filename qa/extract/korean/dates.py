"""Dates in Korean text, as the text gives them: pieces joined coarse to fine, and ranges of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from qa.extract.korean.bounds import date_bound
from qa.extract.korean.calendar_words import RANK, WEEKDAYS, Piece, part_after, piece
from qa.extract.korean.eras import range_end
from qa.extract.korean.event_days import event_day
from qa.extract.korean.lasting import DAYS, lasting
from qa.extract.korean.morphology import Morphology
from qa.model import Bound, ClockTime, Fact, Grain, PartialDate, Shift, Span

_START = re.compile(
    r"['\dBA기서올금지작거재내명후이다그같당동전직저오어모글익연월설구음춘추한광독삼어부석초현제개성크새신섣할핼밸발블상하십일사유육칠팔시첫둘두셋세넷네다섯마간화수목토미중]"
)
_LEAN = re.compile(r"(지난|오는|다가오는|돌아오는|다음|이번) (?=\S)|(지난|오는)(?=\d)")
_LINK = re.compile(r"(?:의)? ?")
_BRACKET_WEEKDAY = re.compile(r" ?\((?P<w>[월화수목금토일])(?:요일)?\)")
_TILDE = re.compile(r" ?[~-] ?")
_FROM = re.compile(r"(?:부터|에서) ")
_BETWEEN = re.compile(r"(?:과|와) ")
_LIST = re.compile(r"[·,] ?")

# 9월 21일 1978: the year last, where nothing else follows
_YEAR_LAST = re.compile(r",? (?P<year>(?:19|20)\d\d)(?=\)|에?\.? {0,3}$)")
# 두 번째 일요일에: of the month at hand, where no 대회 or 사순절 numbers its Sundays
_OPENING = re.compile(r"(?:^|[.!?,…\"'(] {0,2}|[은는이가] )$")
_TAKES_PLACE = re.compile("에(?!서)|까지|부터")

# 매달 둘째 주 일요일, 둘째·넷째 주 일요일: no day of this month, and "Sundays" is none in English
_EVERY = re.compile(r"(?:매달|매월|매년|[·,]) ?$")
_NTH = re.compile("(?:[첫둘셋넷섯]째|번째|첫|마지막)(?: ?주)? ?$")

MAX_PIECES = 7


def scan(text: str, morphology: Morphology) -> Iterator[Fact]:
    """The dates of a plain text, in order, not overlapping."""
    place = 0
    while m := _START.search(text, place):
        place = m.start()
        if text[place].isdigit() and place and (text[place - 1].isdigit() or text[place - 1] in ".,"):
            place += 1
            continue
        if event := event_day(text, place):
            date, end, soft = event
            yield _fact(text, place, end, date, soft=soft)
            place = end
            continue
        found = _date(text, place, morphology)
        if found is None:
            place = _past_digits(text, place)
            continue
        facts, end = found
        yield from facts
        place = max(end, place + 1)


_RUN = re.compile(r"\d*+")


def _past_digits(text: str, place: int) -> int:
    m = _RUN.match(text, place)
    return max(place + 1, m.end() if m else 0)


_LAST_NIGHT = re.compile(r"어젯밤|지난 ?밤|간밤")


def _fact(text: str, start: int, end: int, date: PartialDate, *, soft: bool = False) -> Fact:
    bound = date_bound(text, start, end)
    night = ClockTime(daypart="night") if _LAST_NIGHT.fullmatch(text, start, end) else None
    return Fact(
        family="date", text=text[start:end], span=Span(start, end), date=date, soft=soft, bound=bound,
        time=night,
    )  # fmt: skip


def _date(text: str, place: int, morphology: Morphology) -> tuple[list[Fact], int] | None:
    first = _expression(text, place, morphology)
    if first is None:
        return None
    date, end, pieces, soft = first
    start = place
    facts: list[Fact] = []
    # 18, 19일 and 3·4월: a list, not a range
    while pieces[-1].bare and (link := _LIST.match(text, end)) and len(facts) < MAX_PIECES:
        second = _expression(text, link.end(), morphology, after=date)
        if second is None:
            return None
        facts.append(_fact(text, start, end, date))
        start, (date, end, pieces, soft) = link.end(), second
    last = _range_end(text, end, date, pieces[-1], morphology)
    if last is None and pieces[-1].bare:
        return None
    if last is not None:
        until, stop = last
        facts.append(replace(_fact(text, start, stop, replace(date, until=until)), bound=Bound.EXACT))
        return facts, stop
    if lasting(text, place, end, pieces):
        return None
    facts.append(_fact(text, start, end, date, soft=soft or bool(_UNSAID.match(text, end))))
    return facts, end


def _expression(
    text: str, place: int, morphology: Morphology, *, after: PartialDate | None = None
) -> tuple[PartialDate, int, tuple[Piece, ...], bool] | None:
    """Pieces from `place` on, coarse to fine, as one date.

    `after` is the date that a range or list began with, whose coarser fields the pieces inherit.
    """
    lean: Literal["past", "future"] | None = None
    start = place
    lunar = text.startswith("음력 ", place)
    if lunar:
        place += 3
    first = piece(text, place, morphology)
    m = _LEAN.match(text, place) if first is None else None
    if m:
        word = m[1] or m[2]
        first = piece(text, m.end(), morphology)
        if (
            first is None
            or first.kind in ("half", "century", "decade", "week", "weekend")
            or first.date.shifts
        ):
            return None
        if first.kind == "year" and word != "지난":
            return None
        lean = "past" if word == "지난" else "future" if word != "이번" else None
    if first is None or (text[start] in "월화수목금토일" and first.kind not in ("weekday", "month", "day")):
        return None
    pieces = [first]
    date = first.date
    end = first.end
    while len(pieces) < MAX_PIECES:
        if named := part_after(text, end, pieces[-1].kind, morphology):
            if date.part is None:
                date, end = replace(date, part=named[0]), named[1]
            break
        link = _LINK.match(text, end)
        nxt = piece(text, link.end() if link else end, morphology)
        if nxt is None and text[end : end + 2] == ", " and pieces[-1].kind == "day":
            nxt = piece(text, end + 2, morphology)
            nxt = nxt if nxt is not None and nxt.kind == "weekday" else None
        if nxt is None or pieces[-1].bare or RANK[nxt.kind] <= RANK[pieces[-1].kind]:
            break
        if not _joins(pieces[-1], nxt, text):
            break
        date = _join(date, nxt.date)
        pieces.append(nxt)
        end = nxt.end
    if (m := _BRACKET_WEEKDAY.match(text, end)) and date.day is not None and date.weekday is None:
        date, end = replace(date, weekday=WEEKDAYS.index(m["w"])), m.end()
    if date.day is not None and date.month is not None and date.year is None and not date.shifts:
        m = _YEAR_LAST.match(text, end)
        date, end = (replace(date, year=int(m["year"])), m.end()) if m else (date, end)
    if len(pieces) == 1 and not _alone(
        first, text, start, end, morphology, lean is not None or after is not None
    ):
        return None
    if date.week is not None and set(date.fields()) <= {"week", "weekday"} and not date.shifts:
        if _EVERY.search(text[max(0, start - 4) : start]):
            return None
        if after is None:
            date = replace(date, shifts=(Shift(unit=Grain.MONTH, count=0),))
    if lean or lunar:
        date = replace(date, lean=lean, lunar=lunar)
    if after is not None:
        date = _inherit(date, after)
    soft = pieces[-1].soft or (first.kind == "weekday" and bool(_NTH.search(text[max(0, start - 6) : start])))
    return date, end, tuple(pieces), soft and len(pieces) == 1


# 전년 동기 "a year earlier", 지난해 여름 "last summer"
_UNSAID = re.compile(r" ?(?:동기|같은 ?기간|동월|동 ?분기|같은 분기|[봄](?![가-힣]{2})|여름|가을|겨울)")


def _joins(left: Piece, right: Piece, text: str) -> bool:
    """Whether two neighbours belong to one date: 지난해 4월, but not "이날 월요일" or "오늘 내일"."""
    if left.kind == "day" and right.kind == "weekday":
        return True
    if left.date.shifts and left.kind == "day":
        return False
    if right.date.shifts:
        # 지난해 이달, 다음 달 이날: only a context word follows another piece
        return right.kind == "month" and left.kind == "year" and right.date.shifts[0].count == 0
    if right.kind == "holiday":
        return left.kind == "year"
    return not (left.kind in ("half", "quarter") and right.kind in ("quarter", "month", "day"))


def _join(date: PartialDate, finer: PartialDate) -> PartialDate:
    fields = finer.fields()
    return replace(
        date,
        grain=Grain.DAY if finer.weekday is not None and date.day is not None else finer.grain,
        holiday=finer.holiday or date.holiday,
        part=finer.part or date.part,
        shifts=date.shifts + finer.shifts,
        until=finer.until or date.until,
        **fields,  # type: ignore[arg-type]
    )


def _alone(first: Piece, text: str, start: int, end: int, morphology: Morphology, led: bool) -> bool:
    """Whether one piece by itself is a date."""
    if first.bare:
        return True
    if first.kind == "nthday":
        return bool(_OPENING.search(text[max(0, start - 3) : start]) and _TAKES_PLACE.match(text, end))
    if first.kind == "week" and not first.date.shifts:
        return False
    if first.kind == "day" and first.date.day is not None and not first.date.month:
        if morphology.cuts(end):
            return False
        return (
            led
            or text[end - 1] != "일"
            or not re.compile(r"본|부(?!터)|제|대|선|률|반|상|당").match(text, end)
        )
    if first.kind in ("month", "weekday", "quarter", "year") and not first.date.shifts:
        return not morphology.cuts(end)
    return True


def _inherit(date: PartialDate, first: PartialDate) -> PartialDate:
    """The second date of "2월 1~3일" takes the month; its own pieces are not touched."""
    ranks = ["century", "decade", "year", "half", "quarter", "month", "week", "day", "weekday"]
    fields = date.fields()
    coarsest = min((ranks.index(n) for n in fields), default=0)
    given = {n: v for n, v in first.fields().items() if ranks.index(n) < coarsest and n != "half"}
    if date.shifts or date.holiday:
        return date
    return replace(date, shifts=first.shifts, anchor=first.anchor, lean=date.lean or first.lean, **given)  # type: ignore[arg-type]


def _range_end(
    text: str, end: int, date: PartialDate, last: Piece, morphology: Morphology
) -> tuple[PartialDate, int] | None:
    """The end of 18~20일, 11월부터 2월, 9월 3일과 12일 사이; None if no range begins here."""
    if old := range_end(text, end, last.date):
        return old
    if tilde := _TILDE.match(text, end):
        place = tilde.end()
        short = re.compile(r"(\d\d)(?=년| ?시즌| ?회계)").match(text, place)
        if last.kind == "year" and date.year is not None and short:
            year = date.year // 100 * 100 + int(short[1])
            stop = short.end() + (text[short.end() : short.end() + 1] == "년")
            return PartialDate(grain=Grain.YEAR, year=year), stop
        year4 = re.compile(r"([12]\d{3})(?!\d)").match(text, place)
        if last.kind == "year" and date.year is not None and year4 and not text.startswith("년", year4.end()):
            return PartialDate(grain=Grain.YEAR, year=int(year4[1])), year4.end()
    else:
        word = _FROM.match(text, end) or _BETWEEN.match(text, end)
        if word is None:
            return None
        place = word.end()
    second = _expression(text, place, morphology, after=date)
    if second is None or second[2][-1].bare:
        return None
    until, stop, pieces, _ = second
    if not tilde:
        if pieces[0].kind == "day" and DAYS.match(text, stop):
            return None
        if _BETWEEN.match(text, end) and not re.compile(r" ?사이").match(text, stop):
            return None
        if text.startswith("에서", end) and not re.compile(r" ?(?:까지|사이)").match(text, stop):
            return None
    if tilde and pieces[0].kind == "day" and len(pieces) == 1 and last.bare and DAYS.match(text, stop):
        return None
    return until, stop


def shifted(unit: str, count: int, anchor: Literal["publication", "context"]) -> PartialDate:
    """The date that a step away names: 3년 전, 이틀 뒤."""
    grain = Grain(unit)
    return PartialDate(grain=grain, shifts=(Shift(unit=grain, count=count),), anchor=anchor)
