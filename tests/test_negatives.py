"""Negatives are read from each side: the word, what it negates, and whether it must be said again."""

from __future__ import annotations

import time

import pytest

from qa.extract.english.negatives import negative_word
from qa.extract.english.negatives import read_negatives as read_english
from qa.extract.korean.negatives import read_negatives as read_korean
from qa.extract.negatives import Negative
from qa.model import Span
from qa.segment.korean import analyse


def _told(text: str, found: tuple[Negative, ...]) -> list[tuple[str, str]]:
    """The firm ones: as shown, and what they negate."""
    return [
        (text[n.span.start : n.span.end], text[n.scope.start : n.scope.end] if n.scope else "")
        for n in found
        if n.firm
    ]


def _korean(text: str, english: str = "") -> list[tuple[str, str]]:
    ((tokens, _),) = analyse([text])
    return _told(text, read_korean(text, tokens, Span(0, len(text)), english))


def _english(text: str) -> list[tuple[str, str]]:
    return _told(text, read_english(text, Span(0, len(text))))


@pytest.mark.parametrize(
    ("text", "shown", "scope"),
    [
        ("위원회는 결론을 내지 않았다.", "결론을 내지 않았다", "결론"),
        ("그는 법정에 나오지 못했다.", "나오지 못했다", "나오"),
        ("주민들은 아직 집에 못 갔다.", "못 갔다", "갔"),
        ("회사는 공장을 안 짓는다.", "안 짓는다", "짓"),
        ("목격자가 없다.", "목격자가 없다", "목격자"),
        ("그런 말을 들은 적이 없다.", "들은 적이 없다", "들"),
        ("이것은 사고가 아니다.", "사고가 아니다", "사고"),
        ("예고 없이 공사를 시작했다.", "예고 없이", "예고"),
        ("문을 열지 말라고 지시했다.", "열지 말라고", "열"),
        ("이곳에 주차하면 안 된다.", "주차하면 안", "주차"),
        ("원인을 아무도 모른다.", "모른다", "모른"),
        ("연내 개통이 불가능하다.", "개통이 불가능하다", "개통"),
    ],
)
def test_korean_negatives(text: str, shown: str, scope: str) -> None:
    assert _korean(text) == [(shown, scope)]


@pytest.mark.parametrize(
    "text",
    [
        "물러날 수밖에 없다.",
        "우려하지 않을 수 없다.",
        "물은 없어서는 안 된다.",
        "서울뿐만 아니라 부산도 올랐다.",
        "다름 아닌 시장이었다.",
        "머지않아 문을 연다.",
        "비가 올지도 모른다.",
        "누가 믿지 않겠는가.",
        "이것이 정의가 아니냐.",
        "회의에는 다섯 명밖에 오지 않았다.",
        "안건을 처리했다.",
        "못을 박았다.",
        "무역이 늘었다.",
        "협회는 의혹을 부인했다.",
    ],
)
def test_korean_that_needs_no_negative(text: str) -> None:
    assert _korean(text) == []


def test_an_idiom_may_depend_on_the_translation() -> None:
    assert _korean("타협은 쉽지 않다.") != []
    assert _korean("타협은 쉽지 않다.", "A compromise will be difficult.") == []


@pytest.mark.parametrize(
    ("text", "shown", "scope"),
    [
        ("He did not come.", "not come", "come"),
        ("They don’t agree.", "don’t agree", "agree"),
        ("The mayor has never apologized.", "never apologized", "apologized"),
        ("There is no evidence.", "no evidence", "evidence"),
        ("It left without a trace.", "without a trace", "trace"),
        ("She cannot vote.", "cannot vote", "vote"),
    ],
)
def test_english_negatives(text: str, shown: str, scope: str) -> None:
    assert _english(text) == [(shown, scope)]


@pytest.mark.parametrize(
    "text",
    [
        "Not only Seoul but also Busan gained.",
        "They cannot but agree.",
        "There is no doubt that he won.",
        "Isn't it time to act?",
        "She asked whether or not it was true.",
        "The No. 3 reactor was restarted.",
        "It was none other than the mayor.",
        "He denied the charge.",
    ],
)
def test_english_that_needs_no_negative(text: str) -> None:
    assert _english(text) == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("unlikely", "affix"),
        ("uninsured", "affix"),
        ("homeless", "affix"),
        ("impossible", "affix"),
        ("denied", "meaning"),
        ("lacks", "meaning"),
        ("union", None),
        ("under", None),
        ("until", None),
        ("information", None),
    ],
)
def test_words_that_are_negative_by_themselves(word: str, kind: str | None) -> None:
    assert negative_word(word) == kind


@pytest.mark.parametrize(
    "piece", ["not ", "no", "n't ", " ", "a", "not not ", "밖에 ", "보다 ", "없", "않을 ", ".", "아니 "]
)
def test_hostile_text_takes_no_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.perf_counter()
    read_english(text, Span(0, len(text)))
    read_korean(text, (), Span(0, len(text)))
    assert time.perf_counter() - started < 10
