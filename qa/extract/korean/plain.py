"""Korean text made plain for the patterns, code point for code point: offsets stay the same."""

from __future__ import annotations

import re

_SPACES = (
    "\t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_TILDES = "\u223c\u301c\u02dc\u223d\uff5e\u2053"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\ufe63"
_DOTS = "\u318d\u2027\u30fb\uff65\u2022\u2219\u22c5\u0387"
_QUOTES = "\u2018\u2019\u2032\u02bc\u0060\u00b4"
_HANJA = {
    "〇": "0", "零": "0", "一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7",
    "八": "8", "九": "9", "年": "년", "月": "월", "日": "일", "億": "억", "兆": "조", "萬": "만", "万": "만",
}  # fmt: skip

_TABLE: dict[int, str] = {cp: chr(cp - 0xFEE0) for cp in range(0xFF01, 0xFF5F)}
_TABLE |= dict.fromkeys(map(ord, _SPACES), " ")
_TABLE |= dict.fromkeys(map(ord, _TILDES), "~")
_TABLE |= dict.fromkeys(map(ord, _DASHES), "-")
_TABLE |= dict.fromkeys(map(ord, _DOTS), "·")
_TABLE |= dict.fromkeys(map(ord, _QUOTES), "'")
_TABLE |= {0xFFE6: "₩", 0xFFE5: "¥", 0xFFE1: "£", 0xFF05: "%"}
_WITH_HANJA = _TABLE | {ord(k): v for k, v in _HANJA.items()}


_HANJA_TEN = re.compile("([一二三四五六七八九]?)十([一二三四五六七八九]?)(?=[年月日])")


def _ten(m: re.Match[str]) -> str:
    """二十三 as digits of the same length; 十 alone has no such form and stays."""
    if len(m.group()) == 1:
        return m.group()
    value = 10 * int(_HANJA.get(m[1], "1")) + int(_HANJA.get(m[2], "0"))
    return str(value).zfill(len(m.group()))


# A space that keeps a line together between groups of three digits: 40 000.
_GROUPS = re.compile("(?<![\\d.,])(\\d{1,3})((?:[\u00a0\u2009\u202f]\\d{3}){1,4})(?![\\d\u00a0\u2009\u202f])")
_GROUP_SPACES = re.compile("[\u00a0\u2009\u202f]")


def _grouped(m: re.Match[str]) -> str:
    return m[1] + _GROUP_SPACES.sub(",", m[2])


def plain(text: str) -> str:
    """The text with full-width forms, odd spaces, dashes, dots and Hanja dates in one form.

    The result has the length of `text`, so that spans count in both.  Hanja numerals are turned
    into digits only where the text also has 年, 月 or 日: elsewhere 一 may be part of a name.
    """
    if any(c in text for c in "年月日"):
        text = _HANJA_TEN.sub(_ten, text).translate(_WITH_HANJA)
    return _GROUPS.sub(_grouped, text).translate(_TABLE)
