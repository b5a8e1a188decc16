"""Stretches of text whose digits are no facts: addresses, telephone numbers, names with numbers."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from qa.data import table
from qa.extract.korean.lexicon import entries
from qa.model import Span

_ADDRESS = re.compile(
    r"""
      (?:https?://|www\.)[^\s가-힣]{1,2000}
    | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}
    | (?<![\d-])(?:\+?82[- ]?)?0\d{1,2}[-) ]\d{3,4}-\d{4}(?!\d)
    | (?<![\d-])1[5-9]\d\d-\d{4}(?![\d])
    """,
    re.VERBOSE,
)
# GPT-4, G7, F-35, S25, B-1B, KF-21, H100; 화성-17형
_LETTER_FIRST = re.compile(
    r"(?<![A-Za-z0-9])(?P<name>[A-Za-z]{1,12})[-&]?\d{1,6}"
    r"(?:(?:[A-Za-z]{1,4}\d{0,4}){0,3}(?:-\d{1,4})?)(?![A-Za-z\d])"
)
_HANGUL_FIRST = re.compile(r"[가-힣]{2,8}-\d{1,4}(?!\d|[~,.]\d)")
# 5G, 4K, 3D, 2D: digits and letters that are no unit
_DIGIT_FIRST = re.compile(r"(?<![A-Za-z\d.,])\d{1,5}(?P<unit>[A-Za-z]{1,8})(?![A-Za-z])")
_MONEY = frozenset({"USD", "KRW", "EUR", "GBP", "JPY", "CNY", "HKD", "AUD", "CAD", "NTD", "TWD", "W"})


@functools.cache
def _names() -> re.Pattern[str]:
    rows = table("ko/identifiers", ("surface", "source"))
    either = "|".join(
        re.escape(r["surface"]) for r in sorted(rows, key=lambda r: len(r["surface"]), reverse=True)
    )
    counted = "포인트|선|%|명|조|억|만|천|년|월|일|대|원|배|번|차|개|위|p"
    return re.compile(rf"(?:{either}) ?(?:[A-Z] ?)?-?\d{{1,4}}(?!\d|,\d|\.\d|[가-힣]{{0,6}}(?:{counted}))")


def scan(text: str) -> Iterator[Span]:
    """The blocked stretches of a plain text."""
    for m in _ADDRESS.finditer(text):
        yield Span(*m.span())
    for m in _names().finditer(text):
        yield Span(*m.span())
    for m in _HANGUL_FIRST.finditer(text):
        yield Span(*m.span())
    for m in _LETTER_FIRST.finditer(text):
        if m["name"].upper() not in _MONEY:
            yield Span(*m.span())
    for m in _DIGIT_FIRST.finditer(text):
        if m["unit"] not in entries() and m["unit"] not in ("k", "m", "bn", "tn", "x", "X"):
            yield Span(*m.span())
