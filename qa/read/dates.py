"""The date line of a page: when the article was published."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from qa.errors import ReadError
from qa.model import Lang
from qa.read.lines import language

DATE_LINE_LIMIT = 160
"""Code points that a date line has at most."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)

_DATE = re.compile(
    r"""
      # 2025-01-31, 2025. 1. 31.
      (?<!\d)(?P<y1>(?:19|20)\d\d)\s?(?P<sep>[-./])\s?(?P<m1>\d{1,2})\s?(?P=sep)\s?(?P<d1>\d{1,2})(?!\d)\.?
      # 2025년 1월 31일
    | (?<!\d)(?P<y2>(?:19|20)\d\d)년\s?(?P<m2>\d{1,2})월\s?(?P<d2>\d{1,2})일
      # Jan. 31, 2025
    | \b"""
    + _MONTH.format("m3")
    + r"""\s?(?P<d3>\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(?P<y3>(?:19|20)\d\d)\b
      # 31 Jan. 2025
    | (?<!\d)(?P<d4>\d{1,2})(?:st|nd|rd|th)?\s"""
    + _MONTH.format("m4")
    + r""",?\s{1,2}(?P<y4>(?:19|20)\d\d)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIRST_LABEL = (
    r"published(?:\son)?|posted|publication\sdate|issued|registered|date|input"
    r"|(?:기사\s?|최초\s?)?(?:입력|등록|작성|게재|발행|승인|송고)(?:일시|일|시간)?"
)
_LATER_LABEL = (
    r"(?:last\s)?(?:updated|modified|edited|revised)|(?:기사\s?|최종\s?)?(?:수정|업데이트)(?:일시|일|시간)?"
)
_LABEL = re.compile(
    rf"(?:(?P<first>\b(?:{_FIRST_LABEL}))|(?P<later>\b(?:{_LATER_LABEL})))\s{{0,2}}[:：|=]?\s{{0,2}}$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"[|｜ㅣ/·•>\])\-–—]\s{0,3}$|기자\s{0,3}$|^by\s", re.IGNORECASE)
MAX_BESIDE = 12
"""Letters and digits that may follow a labelled date: a page number, an edition."""

_WORD = re.compile(
    r"""
      \d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?
    | (?:오전|오후|낮|밤|새벽|아침|저녁)?\s?\d{1,2}시(?:\s?\d{1,2}분)?
    | [ap]\.?m\.? | 오전 | 오후
    | \(?(?:KST|GMT|UTC|EST|EDT|PST|PDT|JST)\)? | [+-]\d{2}:?\d{2} | \bT(?=\d) | Z\b
    | (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b\.? | [월화수목금토일](?:요일)?(?=[\s)\]]|$)
    | \b(?:on|at|지면보기|종합)\b | \d{1,3}면 | 호
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A date with its rank: 0 for a publication label, 1 for none, 2 for an update."""

    date: datetime.date | None
    words: str
    rank: int


def date_line(text: str) -> DateLine | None:
    """The date of a line that says nothing else, or that labels it; None for any other line.

    Time, weekday, zone and label may stand around the date.  `date` is None where a labelled date
    is no day of the calendar.  Of several dates the one of lowest rank is taken.
    """
    if len(text) > DATE_LINE_LIMIT:
        return None
    found: list[DateLine] = []
    rest: list[str] = []
    end = 0
    for match in _DATE.finditer(text):
        before = text[end : match.start()]
        label = _LABEL.search(before)
        rank = 1 if label is None else 0 if label["first"] else 2
        rest.append(before[: label.start()] if label else before)
        found.append(DateLine(date=_date(match), words=match.group(), rank=rank))
        end = match.end()
    rest.append(text[end:])
    if not found:
        return None
    best = min(found, key=lambda d: d.rank)
    if best.rank == 1:
        return best if best.date and not _letters(" ".join(rest)) else None
    # With a label, a name or a section may stand before it ("By Kim Ji-hye | Published : …").
    if (rest[0].strip() and not _BESIDE.search(rest[0])) or _letters(" ".join(rest[1:])) > MAX_BESIDE:
        return None
    return best


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in _LABEL.sub("", _WORD.sub("", text)))


def publication_date(texts: list[tuple[int, str]], uri: str, source: Lang) -> datetime.date | None:
    """The date of publication that date lines give: the best labelled, then the original's own.

    Args:
        texts: numbered lines (1-based).
        uri: how an error names the file.
        source: the language of the original.

    Raises:
        ReadError: the date line that counts names a day that does not exist.
    """
    lines = [(number, found, language(text)) for number, text in texts if (found := date_line(text))]
    if not lines:
        return None
    number, best, _ = min(lines, key=lambda item: (item[1].rank, item[2] != source))
    if best.date is None:
        raise ReadError(f"the date line says {best.words!r}, which is no date", path=uri, line=number)
    return best.date


def _date(match: re.Match[str]) -> datetime.date | None:
    year = next(v for n in ("y1", "y2", "y3", "y4") if (v := match[n]))
    month = next(v for n in ("m1", "m2", "m3", "m4") if (v := match[n]))
    day = next(v for n in ("d1", "d2", "d3", "d4") if (v := match[n]))
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return datetime.date(int(year), number, int(day))
    except ValueError:
        return None
