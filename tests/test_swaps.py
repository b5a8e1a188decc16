"""What a value belongs to: nearness by clauses, lists in turn, contrasts, scores and the sound of names."""

from __future__ import annotations

import time

import pytest

from qa.compare.belonging import owner, shared_words
from qa.compare.contrast import crossed_contrast
from qa.compare.in_turn import in_turn, listed
from qa.compare.sound import sounds_alike
from qa.model import Lang, Span


def at(text: str, words: str) -> Span:
    assert text.count(words) == 1, f"{words!r} occurs {text.count(words)} times"
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("lang", "text", "word", "values", "expected"),
    [
        ("ko", "매출 3조원, 영업이익 2000억원", "영업이익", ("3조원", "2000억원"), 1),
        ("ko", "매출 3조원 영업이익 2000억원", "영업이익", ("3조원", "2000억원"), 1),
        ("ko", "12명이 숨지고 34명이 다쳤다", "숨지", ("12명", "34명"), 0),
        ("ko", "3일 서울에서 개막해 9일 부산에서", "개막", ("3일", "9일"), 0),
        ("ko", "응답자 1002명 가운데 남성은 497명", "남성", ("1002명", "497명"), 1),
        ("ko", "김민수(35)와 박서준(29)", "박서준", ("35", "29"), 1),
        ("en", "sales of 3 trillion and profit of 2 billion", "profit", ("3 trillion", "2 billion"), 1),
        ("en", "3 trillion in sales and 2 billion in profit", "sales", ("3 trillion", "2 billion"), 0),
        ("en", "from 100 in 2022 to 120 in 2023", "2022", ("100", "120"), 0),
        ("en", "exports came to 680 and imports to 630", "imports", ("680", "630"), 1),
        ("en", "made 36 runs losing 7 wickets", "runs", ("36", "7"), 0),
        ("en", "They counted 36. The men were 7", "men", ("36", "7"), 1),
        ("en", "34 dead or 12", "or", ("34", "12"), None),
    ],
)
def test_owner(lang: Lang, text: str, word: str, values: tuple[str, ...], expected: int | None) -> None:
    assert owner(lang, text, [at(text, word)], [at(text, v) for v in values]) == expected


@pytest.mark.parametrize(
    ("lang", "text", "values", "things", "expected"),
    [
        ("ko", "매출과 이익은 각각 3조원과 2조원이다", ("3조원", "2조원"), ("매출", "이익"), (0, 1)),
        ("en", "Sales and profit were 3 and 2, respectively", ("3", "2"), ("Sales", "profit"), (0, 1)),
        (
            "en",
            "Sales, costs and profit were 3 and 2, respectively",
            ("3", "2"),
            ("Sales", "costs", "profit"),
            None,
        ),
    ],
)
def test_lists_in_turn(
    lang: Lang, text: str, values: tuple[str, ...], things: tuple[str, ...], expected: tuple[int, ...] | None
) -> None:
    spans = [at(text, v) for v in values]
    assert listed(lang, text, spans) == tuple(range(len(values)))
    turns = in_turn(lang, text, [at(text, t) for t in things], spans)
    assert (None if turns is None else tuple(turns[at(text, t)] for t in things)) == expected


@pytest.mark.parametrize(
    ("lang", "text"), [("ko", "매출은 3조원, 이익은 2조원이다"), ("en", "Sales were 3 and profit 2")]
)
def test_no_list_in_turn(lang: Lang, text: str) -> None:
    assert listed(lang, text, [at(text, "3"), at(text, "2")]) == ()


@pytest.mark.parametrize(
    ("ko", "en", "expected"),
    [
        ("30%에서 45%로 올랐다", "from 30 percent to 45", False),
        ("30%에서 45%로 올랐다", "to 45 percent from 30", False),
        ("30%에서 45%로 올랐다", "from 45 percent to 30", True),
        ("45%로 30%보다 높다", "45 percent, up from 30", False),
        ("45%로 30%보다 높다", "30 percent, down from 45", True),
        ("30%가 아니라 45%다", "45, not 30", False),
        ("30%가 아니라 45%다", "30 instead of 45", True),
        ("30%에 비해 45%다", "30, compared with 45", None),
        ("30%에서 45%를 잃었다", "45 from 30", None),
        ("30%와 45%를 잃었다", "from 30 to 45", None),
        ("30%보다 45%가 낫다", "30, not 45", None),
    ],
)
def test_contrast(ko: str, en: str, expected: bool | None) -> None:
    assert crossed_contrast(ko, at(ko, "30%"), at(ko, "45%"), en, at(en, "30"), at(en, "45")) is expected


@pytest.mark.parametrize(
    ("korean", "english"),
    [("챔버스가", "Tellis"), ("김민수", "Park Seo-joon"), ("이날", "Lee"), ("정부는", "Busan")],
)
def test_names_that_do_not(korean: str, english: str) -> None:
    assert not sounds_alike(korean, english)


def test_hostile_text_ends() -> None:
    started = time.monotonic()
    for ko, en in (
        ("만" * 4000, "A" * 4000),
        ("가나다 " * 1000, "Kan Na " * 600),
        ("3-1 " * 1000, "3 to 1 " * 500),
    ):
        list(shared_words(ko, en))
    assert time.monotonic() - started < 20
