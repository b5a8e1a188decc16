"""The readers of modal cues: what each side says by itself, with exact words."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import get_args

import pytest

from qa.data import table
from qa.extract.english.modality import read_modality as read_english
from qa.extract.korean.modality import read_modality as read_korean
from qa.extract.modal_cues import ModalReading, Mode
from qa.model import Span, Token

Tokenize = Callable[[str], tuple[Token, ...]]


@pytest.fixture(scope="module")
def tokenize() -> Tokenize:
    from kiwipiepy import Kiwi

    kiwi = Kiwi()

    def tokens(text: str) -> tuple[Token, ...]:
        return tuple(Token(t.form, t.tag, Span(t.start, t.start + t.len)) for t in kiwi.tokenize(text))

    return tokens


def told(text: str, reading: ModalReading) -> list[str]:
    """One line for each cue that says something by itself: its words, what it says, what is odd about it."""
    return [
        " ".join(
            [
                text[c.words.start : c.words.end] + ":",
                *sorted(c.says),
                *(n for n in ("negated", "past") if getattr(c, n)),
                *([] if c.asserted else ["open"]),
            ]
        )
        for c in reading.cues
        if c.says
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("비가 올 수 있다.", ["올 수 있: ability"]),
        ("비가 올 수도 있다고 했다.", ["올 수도 있: ability", "올 수도 있: possibility"]),
        ("비가 올지도 모른다.", ["올지도 모른: possibility"]),
        ("살 수 있는 집이 없다.", ["살 수 있: ability open"]),
        ("물가가 오를 전망이다.", ["오를 전망: prediction"]),
        ("공장을 지을 방침이다.", ["지을 방침: plan"]),
        ("서류를 내야 한다.", ["내야 한: obligation"]),
        ("서류를 내야 했다.", ["내야 했: obligation past"]),
        ("가도 된다.", ["가도 된: permission"]),
        ("이미 떠난 것으로 알려졌다.", ["떠난 것으로 알려졌: hearsay past"]),
        ("돈을 받은 혐의로 기소됐다.", ["받은 혐의: allegation"]),
        ("그는 집에 갔다.", []),
    ],
)
def test_korean_cues(text: str, expected: list[str], tokenize: Tokenize) -> None:
    assert told(text, read_korean(tokenize(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It could rain.", ["could rain: ability"]),
        ("It cannot rain.", ["cannot rain: ability negated"]),
        ("It may well be raining.", ["may well be raining: possibility"]),
        ("They may choose to stay.", ["may choose to stay: permission"]),
        ("They are certain to win.", ["are certain to win: certainty"]),
        ("It'll rain.", ["'ll rain: future"]),
        ("You must not leave.", ["must not leave: obligation negated"]),
        ("In May Mr. Will left.", []),
        ("The firm plans to build it.", ["plans to build: plan"]),
        ("He reportedly left.", ["reportedly left: hearsay"]),
    ],
)
def test_english_cues(text: str, expected: list[str]) -> None:
    assert told(text, read_english(text, Span(0, len(text)))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm built a plant.", ["built"]),
        ("A plant was finally built here.", ["built"]),
        ("Prices have fallen.", ["fallen"]),
        ("The plant, proposed by Kim, is in fallen leaves.", []),
        ("They want to be heard.", []),
    ],
)
def test_english_past(text: str, expected: list[str]) -> None:
    done = read_english(text, Span(0, len(text))).done
    assert [text[s.start : s.end] for s in done] == expected


def test_korean_past(tokenize: Tokenize) -> None:
    text = "공장을 지었고, 지은 집을 팔았다."
    assert [text[s.start : s.end] for s in read_korean(tokenize(text)).done] == ["지었", "팔"]


@pytest.mark.parametrize(("name", "key"), [("ko/modality", "morphemes"), ("en/modality", "words")])
def test_tables_are_sorted_and_name_modes(name: str, key: str) -> None:
    rows = table(name, (key, "says", "implies", "source"))
    keys = [row[key] for row in rows]
    assert keys == sorted(set(keys))
    modes = {"-", *get_args(Mode)}
    assert all(set(row["says"].split()) | set(row["implies"].split()) <= modes for row in rows)


@pytest.mark.parametrize(
    "text", ["can " * 50_000, "a" * 200_000, "-" * 200_000, "'" * 200_000, "will always " * 16_000]
)
def test_hostile_text_is_read_at_once(text: str) -> None:
    started = time.perf_counter()
    read_english(text, Span(0, len(text)))
    assert time.perf_counter() - started < 5


def test_many_korean_cues_are_read_at_once() -> None:
    tokens = tuple(
        Token(form, tag, Span(n, n + 1))
        for n, (form, tag) in enumerate([("가", "VV"), ("ᆯ", "ETM"), ("수", "NNB"), ("있", "VA")] * 20_000)
    )
    started = time.perf_counter()
    assert len(read_korean(tokens).cues) >= 20_000
    assert time.perf_counter() - started < 5
