"""Korean facts: every quirk has a case, with its exact words; and the properties that hold for all."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.extract.korean import read
from qa.model import Bound, Fact, PartialDate, Span, Token

Tokenize = Callable[[str], tuple[Token, ...]]
CASES = [
    pytest.param(case, id=case["text"][:40])
    for file in sorted((Path(__file__).parent / "extract").glob("ko_*.yaml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


@pytest.fixture(scope="session")
def tokenize() -> Tokenize:
    from kiwipiepy import Kiwi

    kiwi = Kiwi()

    def tokens(text: str) -> tuple[Token, ...]:
        return tuple(Token(t.form, t.tag, Span(t.start, t.start + t.len)) for t in kiwi.tokenize(text))

    return tokens


def describe(fact: Fact) -> str:
    """One line a fact: family, words, then only what is set."""
    parts = [fact.family, f"'{fact.text}'"]
    if fact.amount is not None:
        parts.append(str(fact.amount))
    if fact.low is not None or fact.high is not None:
        parts.append(f"{fact.low}..{fact.high}")
    parts += [v for v in (fact.currency, fact.unit) if v]
    parts += [f"({fact.counter})"] if fact.counter else []
    parts += [fact.label] if fact.label else []
    if fact.date is not None:
        parts.append(_date(fact.date))
    if fact.time is not None:
        t = fact.time
        parts.append(f"{'--' if t.hour is None else t.hour}:{'--' if t.minute is None else f'{t.minute:02}'}")
        parts += [v for v in (t.daypart, t.zone) if v]
        parts += [] if t.explicit else ["ambiguous"]
    parts += [fact.bound.value] if fact.bound is not Bound.EXACT else []
    parts += [fact.lean] if fact.lean else []
    parts += [n for n in ("vague", "soft", "conversion") if getattr(fact, n)]
    return " ".join(parts)


def _date(date: PartialDate) -> str:
    parts = [date.grain.value] + [f"{k}={v}" for k, v in date.fields().items()]
    parts += [f"{s.unit.value}{s.count:+d}" for s in date.shifts]
    parts += [v for v in (date.part, date.lean, date.holiday) if v]
    parts += ["context"] if date.anchor == "context" else []
    parts += ["lunar"] if date.lunar else []
    parts += ["to " + _date(date.until)] if date.until else []
    return "[" + " ".join(parts) + "]"


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any], tokenize: Tokenize) -> None:
    """The facts of a sentence are these, all of them, in order."""
    text = case["text"]
    facts = read(text, tokenize(text))
    assert [describe(f) for f in facts] == case["facts"]
    assert all(text[f.span.start : f.span.end] == f.text for f in facts)


# --- properties: write a value, read it, find the same value -------------------------------------

SINO = "영일이삼사오육칠팔구"
ONES = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"]
TENS = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"]


def sino(value: int) -> str:
    """123 as 백이십삼."""
    out = ""
    for factor, name in ((10**8, "억"), (10**4, "만")):
        if value >= factor:
            head = sino(value // factor)
            out += ("" if head == "일" and name == "만" else head) + name
            value %= factor
    for factor, name in ((1000, "천"), (100, "백"), (10, "십")):
        if value >= factor:
            out += ("" if value // factor == 1 else SINO[value // factor]) + name
            value %= factor
    return out + (SINO[value] if value else "")


def native(value: int) -> str:
    """23 as 스물세."""
    return "스무" if value == 20 else TENS[value // 10] + ONES[value % 10]


def mixed(value: int, gap: str) -> str:
    """350,000,000 as 3억5000만, the way that papers write it."""
    parts = []
    for factor, name in ((10**12, "조"), (10**8, "억"), (10**4, "만")):
        if value >= factor:
            parts.append(f"{value // factor}{name}")
            value %= factor
    return gap.join(parts + ([str(value)] if value else []))


def value_of(text: str, tokenize: Tokenize) -> list[Fraction | None]:
    return [f.amount for f in read(text, tokenize(text))]


@given(st.integers(0, 10**15))
def test_digits_with_commas(tokenize: Tokenize, value: int) -> None:
    """1,234,567원 is its value."""
    assert value_of(f"모두 {value:,}원을 냈다.", tokenize) == [value]


@given(st.integers(1000, 10**15), st.sampled_from(["", " "]))
def test_mixed(tokenize: Tokenize, value: int, gap: str) -> None:
    """3억5000만 원 is its value, with or without spaces."""
    if gap and 0 < value % 10**4 < 10:
        value += 10  # nobody writes "3만 5명" for 30,005
    assert value_of(f"모두 {mixed(value, gap)}원을 냈다.", tokenize) == [value]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(11, 99_999_999))
def test_sino_korean(tokenize: Tokenize, value: int) -> None:
    """이십삼 명 is its value, wherever the analyser sees numerals only."""
    text = f"모두 {sino(value)} 명이 왔다."
    tokens = tokenize(text)
    words = [t for t in tokens if 3 <= t.span.start < 3 + len(sino(value))]
    if all(t.tag == "NR" for t in words):
        assert [f.amount for f in read(text, tokens)] == [value]


@pytest.mark.parametrize("value", range(3, 100))
def test_native(tokenize: Tokenize, value: int) -> None:
    """스물세 명 is its value, for every native numeral."""
    assert value_of(f"모두 {native(value)} 명이 왔다.", tokenize) == [value]


@given(
    st.text(alphabet="0123456789,.~-–% 만억조천년월일시분원명대한두세지난오는(){}·:/\n가은a%$", max_size=60)
)
def test_no_text_raises(tokenize: Tokenize, text: str) -> None:
    """Whatever the text, facts are in order, apart, and have their own words."""
    facts = read(text, tokenize(text))
    reached = 0
    for fact in facts:
        assert fact.span.start >= reached
        assert fact.span.end > fact.span.start
        assert text[fact.span.start : fact.span.end] == fact.text
        reached = fact.span.end


@given(st.text(max_size=80))
def test_any_text(tokenize: Tokenize, text: str) -> None:
    """No text raises, tokens or not."""
    read(text, tokenize(text))
    read(text, ())


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "만",
        "1만 ",
        "1,",
        "1월 ",
        "1~",
        "1 ",
        "1.",
        "일",
        "상반기 ",
        "a1",
        "a@",
        "1-",
        "(",
        "지난 ",
        "1:",
        "·1",
        "年",
        "1^",
        "1.5e+",
        "백",
        "일과 ",
        "삼분의 ",
        "1\u202f000",
        "이천  ",
        "최근 3년간 ",
        "3일 안에 ",
        "A1",
        "F-35A ",
    ],
)
def test_long_text_ends(unit: str) -> None:
    """A long run of anything is read in time that grows with its length."""
    text = unit * (200_000 // len(unit))
    start = time.monotonic()
    read(text, ())
    read(text[:50_000], [Token(c, "NR", Span(i, i + 1)) for i, c in enumerate(text[:50_000])])
    assert time.monotonic() - start < 30


def test_tokens_decide() -> None:
    """Without morphemes a Hangul syllable is no numeral."""
    assert read("세 명이 왔다.", ()) == ()
    assert [f.amount for f in read("3명이 왔다.", ())] == [3]
