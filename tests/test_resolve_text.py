"""Dates from text to days and on to the comparison, on sentences of both languages."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

import pytest

from qa.compare.dates import compare_dates
from qa.compare.times import compare_times
from qa.extract import english, korean
from qa.extract.resolve import resolve
from qa.model import Fact, Sentence, Span, Token

PUBLISHED = datetime.date(2025, 1, 24)  # a Friday
Tokenize = Callable[[str], tuple[Token, ...]]


@pytest.fixture(scope="module")
def tokenize() -> Tokenize:
    from kiwipiepy import Kiwi

    kiwi = Kiwi()

    def run(text: str) -> tuple[Token, ...]:
        return tuple(Token(t.form, t.tag, Span(t.start, t.start + t.len)) for t in kiwi.tokenize(text))

    return run


def _sentences(text: str) -> Sequence[Sentence]:
    """Split after every full stop and space: enough for these texts."""
    out: list[Sentence] = []
    start = 0
    for piece in text.replace("다. ", "다.\n").replace("y. ", "y.\n").split("\n"):
        out.append(Sentence(index=len(out), text=piece, span=Span(start, start + len(piece)), paragraph=0))
        start += len(piece) + 1
    return out


def read(text: str, lang: str, tokenize: Tokenize, published: datetime.date | None) -> list[Fact]:
    facts = korean.read(text, tokenize(text)) if lang == "ko" else english.read(text)
    return [f for f in resolve(facts, _sentences(text), published) if f.family in ("date", "time")]


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("조선소는 지난 20일 새 도크를 열었다.", "The shipyard opened a new dock on Jan. 20."),
        ("조선소는 지난 20일 새 도크를 열었다.", "The shipyard opened a new dock on Monday."),
        ("회담은 오는 15일 제주에서 열린다.", "The talks will be held on Jeju Island on Feb. 15."),
        ("지난해 4월 첫 제품을 내놓았다.", "It released its first product in April last year."),
        ("지난해 4월 첫 제품을 내놓았다.", "It released its first product in April 2024."),
        ("올해 3분기부터 생산한다.", "Production begins in the third quarter of this year."),
        ("내년 상반기에 착공한다.", "Construction will begin in the first half of 2026."),
        ("두 사람은 이달 초 만났다.", "The two met earlier this month."),
        ("지난주 금요일 결과를 발표했다.", "It announced the results last Friday."),
        ("회사는 3년 전 상장했다.", "The company went public three years ago."),
        ("회사는 3년 전 상장했다.", "The company went public in 2022."),
        ("대변인은 전날 이를 부인했다.", "The spokesperson denied it the previous day."),
        ("대변인은 전날 이를 부인했다.", "The spokesperson denied it on Thursday."),
        ("설 연휴에 공항이 붐볐다.", "Airports were crowded over the Lunar New Year holiday."),
        ("1980년대 초반 문을 열었다.", "It opened in the early 1980s."),
        ("박람회는 2월 1~3일 열린다.", "The fair runs from Feb. 1 to 3."),
        ("오전 10시 30분 회의가 시작됐다.", "The meeting began at 10:30 a.m."),
        ("자정까지 협상이 이어졌다.", "The negotiations went on until midnight."),
    ],
)
def test_a_faithful_translation_agrees(ko: str, en: str, tokenize: Tokenize) -> None:
    a, b = read(ko, "ko", tokenize, PUBLISHED)[0], read(en, "en", tokenize, PUBLISHED)[0]
    found = compare_dates(a, b, PUBLISHED) if a.family == "date" else compare_times(a, b)
    assert found.verdict == "agree", (a, b)


@pytest.mark.parametrize(
    ("ko", "en", "slip", "words"),
    [
        (
            "조선소는 지난 20일 새 도크를 열었다.",
            "The shipyard opened a new dock on Jan. 22.",
            "day",
            ("지난 20일", "Jan. 22"),
        ),
        (
            "지난해 4월 첫 제품을 내놓았다.",
            "It released its first product in April 2023.",
            "relative-year",
            ("지난해 4월", "April 2023"),
        ),
        (
            "올해 3분기부터 생산한다.",
            "Production begins in the second quarter of this year.",
            "quarter",
            ("올해 3분기", "second quarter of this year"),
        ),
        (
            "내년 상반기에 착공한다.",
            "Construction will begin in the second half of next year.",
            "half",
            ("내년 상반기", "second half of next year"),
        ),
        ("7월 말 대회가 끝났다.", "The tournament ended in early July.", "part", ("7월 말", "early July")),
        (
            "회사는 3년 전 상장했다.",
            "The company went public two years ago.",
            "year",
            ("3년 전", "two years ago"),
        ),
        (
            "오전 10시 30분 회의가 시작됐다.",
            "The meeting began at 10:30 p.m.",
            "meridiem",
            ("오전 10시 30분", "10:30 p.m."),
        ),
    ],
)
def test_a_changed_date_is_named(
    ko: str, en: str, slip: str, words: tuple[str, str], tokenize: Tokenize
) -> None:
    a, b = read(ko, "ko", tokenize, PUBLISHED)[0], read(en, "en", tokenize, PUBLISHED)[0]
    found = compare_dates(a, b, PUBLISHED) if a.family == "date" else compare_times(a, b)
    assert (found.verdict, found.slip) == ("differ", slip)
    assert (a.text, b.text) == words


def test_a_story_told_from_its_own_days(tokenize: Tokenize) -> None:
    ko = "의회는 2024년 11월 5일 법안을 통과시켰다. 이튿날 시위가 벌어졌다. 정부는 이날 유감을 밝혔다."
    en = "Parliament passed the bill on Nov. 5, 2024. Protests broke out the next day."
    korean_days = [str(f.spans[0].first) for f in read(ko, "ko", tokenize, PUBLISHED)]
    english_days = [str(f.spans[0].first) for f in read(en, "en", tokenize, PUBLISHED)]
    assert korean_days == ["2024-11-05", "2024-11-06", "2024-11-06"]
    assert english_days == korean_days[:2]


def test_long_text_ends_soon(tokenize: Tokenize) -> None:
    """20,000 dates in a row: every one is looked at once."""
    text = "Jan. 20 and " * 20_000
    started = datetime.datetime.now(tz=datetime.UTC)
    found = resolve(english.read(text), [], PUBLISHED)
    assert len(found) == 20_000
    assert (datetime.datetime.now(tz=datetime.UTC) - started).total_seconds() < 60
