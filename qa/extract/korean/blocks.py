"""Stretches of text whose digits are no facts: addresses, telephone numbers, names with numbers."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from qa.data import table
from qa.extract.korean import labels
from qa.extract.korean.lexicon import entries, lookup
from qa.extract.korean.morphology import Morphology
from qa.model import Fact, Span

_ADDRESS = re.compile(
    r"""
      (?:https?://|www\.)[^\s가-힣]{1,2000}
    | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}
    | (?<![\d-])(?:\+?82[- ]?)?0\d{1,2}[-) ]\d{3,4}-\d{4}(?!\d)
    | (?<![\d-])1[5-8]\d\d-\d{4}(?!\d|\ ?[년시])
    | (?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])
    | (?<![\d-])0\d{1,3}\ \d{3}\ \d{3,4}(?![\d,.])
    | (?:전화|번호|통화|상담|☎)[^.\d]{0,12}\d{3}\ \d{3}(?:\ \d{3,4})?(?![\d,.명원달개건])
    | (?<![\d,.])\d{3}\ \d{3}(?![\d,.명원달개건])(?=[^.\d]{0,24}(?:전화|통화|상담))
    | (?<![A-Za-z])(?:UTC|GMT|KST)\ ?[+-]\ ?\d{1,2}(?::\d{2})?(?![\d:])
    """,
    re.VERBOSE,
)
# GPT-4, G7, F-35, S25, B-1B, KF-21, H100; 화성-17형
_LETTER_FIRST = re.compile(
    r"(?<![A-Za-z0-9])(?P<name>[A-Za-z]{1,12})[-&]?\d{1,6}(?:\.\d{1,2}(?![\d.%]))?"
    r"(?:(?:[A-Za-z]{1,4}\d{0,4}){0,3}(?:-\d{1,4})?)(?![A-Za-z\d])"
)
_HANGUL_FIRST = re.compile(r"(?P<name>[가-힣]{2,8})-(?P<digits>\d{1,4}[A-Z]?)(?!\d|[~,.]\d)")
# 5G, 4K, 3D, 2D: digits and letters that are no unit
_DIGIT_FIRST = re.compile(r"(?<![A-Za-z\d.,])\d{1,5}(?P<unit>[A-Za-z]{1,8})(?![A-Za-z])(?P<more>\d{0,3})")
# Bellator 206, iPhone 15, Section 232: a name and bare digits that count nothing
_LATIN_NAME = re.compile(
    r"(?<![A-Za-z\d])(?P<name>[A-Z][A-Za-z]{1,20}|[a-z][A-Z][A-Za-z]{1,20}) (?P<digits>\d{1,4})"
    r"(?![\d%:~]|[,.]\d|-\d)"
)
_EXPONENT = re.compile(r"[+-]\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED_WORDS = frozenset({"TOP", "TOTAL", "BEST", "ABOUT", "OVER"})
_MONEY = frozenset({"USD", "KRW", "EUR", "GBP", "JPY", "CNY", "HKD", "AUD", "CAD", "NTD", "TWD", "W"})


@functools.cache
def _names() -> tuple[re.Pattern[str], dict[str, frozenset[str]], dict[str, str]]:
    """The names that numbers follow, those of indices only with the numbers of their own; their English."""
    rows = {r["surface"]: r for r in table("ko/identifiers", ("surface", "numbers", "english", "source"))}
    either = "|".join(map(re.escape, sorted(rows, key=len, reverse=True)))
    counted = "포인트|선|%|명|조|억|만|천|년|월|일|대|원|배|번|차|개|위|p"
    known = {k: frozenset(r["numbers"].split("|")) for k, r in rows.items() if r["numbers"]}
    pattern = re.compile(
        rf"(?P<name>{either}) ?(?P<label>(?:[A-Z] ?)?-?(?P<digits>\d{{1,4}}))"
        rf"(?!\d|,\d|\.\d|[가-힣]{{0,6}}(?:{counted}))"
    )
    return pattern, known, {k: r["english"] for k, r in rows.items()}


def scan(text: str, morphology: Morphology) -> Iterator[tuple[Span, Fact | None]]:
    """The blocked stretches of a plain text, with the identifier that each is, if it is one."""
    for m in _ADDRESS.finditer(text):
        yield labels.address(text, Span(*m.span()))
    pattern, numbers, english = _names()
    for m in pattern.finditer(text):
        if m["name"] not in numbers or m["digits"] in numbers[m["name"]]:
            yield _named(text, m.start(), m.start("label"), m.end(), english[m["name"]])
    for m in _HANGUL_FIRST.finditer(text):
        yield _named(text, m.start(), m.start("digits"), m.end(), english.get(m["name"], ""))
    for m in _LATIN_NAME.finditer(text):
        if _identifies(text, m, morphology, numbers):
            yield _named(text, m.start(), m.start("digits"), m.end(), m["name"])
    for m in _LETTER_FIRST.finditer(text):
        if m["name"].upper() not in _MONEY:
            yield _named(text, m.start(), m.start(), m.end(), "")
    for m in _DIGIT_FIRST.finditer(text):
        if m["unit"] in ("e", "E") and _EXPONENT.match(text, m.end()):
            continue
        if m["unit"] not in entries() and m["unit"] not in ("k", "m", "bn", "tn", "x", "X"):
            yield _named(text, m.start(), m.start(), m.end() if m["unit"].isupper() else m.end("unit"), "")


def _named(text: str, start: int, first: int, end: int, name: str) -> tuple[Span, Fact | None]:
    span = Span(start, labels.tailed(text, end))
    return span, labels.label_fact(text, span, first, name)


def _identifies(
    text: str, m: re.Match[str], morphology: Morphology, numbers: Mapping[str, frozenset[str]]
) -> bool:
    """Whether the digits after a Latin word are part of its name; a year (CES 2025) is a date."""
    name = m["name"]
    if name.upper() in _MONEY | _COUNTED_WORDS or _YEAR.fullmatch(m["digits"]):
        return False
    if name in numbers and m["digits"] not in numbers[name]:  # KOSPI 2600
        return False
    return lookup(text, m.end(), morphology) is None and not _NUMERAL_NEXT.match(text, m.end())


_NUMERAL_NEXT = re.compile(" ?[천만억조십백]")
