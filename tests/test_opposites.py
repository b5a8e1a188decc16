"""Words at one end of a scale: how each side reads them, and the table that both read from."""

from __future__ import annotations

import time

import pytest

from qa.extract.english import opposites as english
from qa.extract.english.paradigms import forms
from qa.extract.korean import opposites as korean
from qa.extract.poles import rows
from qa.model import Span, Token
from qa.segment.korean import analyse


def english_words(text: str) -> list[str]:
    return [text[p.span.start : p.span.end] for p in english.read(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Prices rose and then fell.", ["rose", "fell"]),
        ("It is less dense than water.", ["less dense"]),
        ("A much lower rate was set.", ["lower"]),
        ("He met a few of them in the end.", []),
        ("Shares closed down 3 percent.", ["closed", "down"]),
        ("He sat down and looked up.", []),
        ("The East African coast lies to the west.", ["west"]),
        ("shortly before and shortly after", ["before", "after"]),
    ],
)
def test_english_words(text: str, words: list[str]) -> None:
    assert english_words(text) == words


def korean_words(text: str) -> list[str]:
    (tokens, _) = next(iter(analyse([text])))
    return [text[p.span.start : p.span.end] for p in korean.read(text, tokens)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("물가가 크게 올랐다.", ["올랐다"]),
        ("환경단체는 개발에 반대했다.", ["반대했다"]),
        ("그는 무대에 올라 노래했다.", []),
        ("간밤에 비가 내렸다.", []),
        ("임금이 더 낮은 곳", ["낮은"]),
        ("더 이상 말하지 않겠다.", []),
        ("북동쪽으로 움직였다.", ["북동쪽"]),
    ],
)
def test_korean_words(text: str, words: list[str]) -> None:
    assert korean_words(text) == words


def test_a_negation_is_marked() -> None:
    negated = [p.negated for p in english.read("Rates did not rise. Prices rose.", Span(0, 32))]
    assert negated == [True, False]


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("rise", "v", ("rise", "rises", "rose", "risen", "rising")),
        ("drop", "v", ("drop", "drops", "dropped", "dropped", "dropping")),
        ("deny", "v", ("deny", "denies", "denied", "denied", "denying")),
        ("scale back", "v", ("scale back", "scales back", "scaled back", "scaled back", "scaling back")),
        ("woman", "n", ("woman", "women")),
        ("easy", "a", ("easy", "easier", "easiest")),
        ("big", "a", ("big", "bigger", "biggest")),
        ("expensive", "a", ("expensive", "more expensive", "most expensive")),
        ("before", "x", ("before",)),
    ],
)
def test_forms(word: str, pos: str, expected: tuple[str, ...]) -> None:
    assert forms(word, pos) == expected


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_no_word_is_at_both_ends_of_a_row(lang: str) -> None:
    for row in rows("ko" if lang == "ko" else "en"):
        assert not set(row.plus) & set(row.minus), row


def test_every_scale_has_both_languages() -> None:
    assert {row.scale for row in rows("ko")} == {row.scale for row in rows("en")}


def test_hostile_text_is_read_in_time() -> None:
    start = time.perf_counter()
    for piece in ("up ", "a", "less ", "the end of the ", "no ", "-’"):
        text = piece * (200_000 // len(piece))
        english.read(text, Span(0, len(text)))
    tokens = [Token("낮", "VA", Span(n, n + 1)) for n in range(200_000)]
    korean.read("낮" * 200_000, tokens)
    assert time.perf_counter() - start < 60
