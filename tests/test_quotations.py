"""Quotation marks: which words they hold, and which marks are none."""

from __future__ import annotations

import time

import numpy as np
import pytest

from qa.compare.quotes import Quoted, pair_quotations
from qa.extract.english import quotations as english
from qa.extract.korean import quotations as korean
from qa.extract.quotations import Marks
from qa.model import Span

KO = [
    ("그는 “내일 떠난다”고 했다.", ["내일 떠난다"]),
    ('그는 "내일 떠난다"라고 했다.', ["내일 떠난다"]),
    ("그는 “그가 ‘싫다’고 했다”고 전했다.", ["그가 ‘싫다’고 했다", "싫다"]),
    ("시집 『님의 침묵』과 「알 수 없어요」", ["님의 침묵", "알 수 없어요"]),
    ("‘민식이법’과 '김영란법'이 통과됐다.", ["민식이법", "김영란법"]),
    ("McDonald's 매장이 늘었다.", []),
    ('"이는 ""광자""라고 불린다."', ["광자"]),
    ("“가자”, “가자” 외쳤다.", ["가자", "가자"]),
]
EN = [
    ('He said, "I leave tomorrow."', ["I leave tomorrow."]),
    ("“It's over,” she said. “We've lost.”", ["It's over,", "We've lost."]),
    ("\"He said, 'No,'\" she recalled.", ["He said, 'No,'", "No,"]),
    ("The '90s were the players' best years.", []),
    ("the 'players' union' of '88", ["players' union"]),
    ('A 27" screen and a 6\'2" guard', []),
    ("rock 'n' roll and the Joneses' dog", []),
    ('He called it a "pipe dream" and a ‘farce’.', ["pipe dream", "farce"]),
    ('the "so-called "experts""', ['so-called "experts"', "experts"]),
]


@pytest.mark.parametrize(("text", "inner"), KO)
def test_korean_quotations(text: str, inner: list[str]) -> None:
    found = korean.read(text, [Span(0, len(text))]).found
    assert [text[q.inner.start : q.inner.end] for q in found] == inner


@pytest.mark.parametrize(("text", "inner"), EN)
def test_english_quotations(text: str, inner: list[str]) -> None:
    found = english.read(text, [Span(0, len(text))]).found
    assert [text[q.inner.start : q.inner.end] for q in found] == inner


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“물가를 잡겠다”고 말했다.", True),
        ("‘물가를 잡겠다’는 뜻", True),
        ("‘민식이법’이 통과됐다.", False),
        ("‘나는 가수다’의 첫 회", False),
        ("“이건 아니다.” 그가 말했다.", True),
        ("「나는 떠난다」라고", False),
    ],
)
def test_speech_is_told_from_names(text: str, speech: bool) -> None:
    (found,) = korean.read(text, [Span(0, len(text))]).found
    assert found.speech is speech


def test_a_paragraph_may_leave_its_quotation_open_for_the_next() -> None:
    text = '"We won.\n\n"We will win again," he said.'
    read = english.read(text, [Span(0, 8), Span(10, len(text))])
    assert [q.runs_on for q in read.found] == [True, False]
    assert not read.unpaired


def test_a_mark_without_partner_is_told() -> None:
    text = 'He said, "We won. Nobody cared.'
    assert english.read(text, [Span(0, len(text))]).unpaired == (Span(9, 10),)


def test_a_row_may_begin_and_end_within_a_quotation() -> None:
    text = '그게 전부였다."라고 그는 말했다.'
    (found,) = korean.read(text, [Span(0, len(text))], row=True).found
    assert text[found.inner.start : found.inner.end] == "그게 전부였다."
    assert found.marks is Marks.DOUBLE


def test_what_is_over_joins_the_likest_or_stands_alone() -> None:
    cosines = np.array([[0.8, 0.6, 0.1]])
    speech = [True], [True, True, True]
    assert pair_quotations(cosines, *speech) == [Quoted(ko=(0,), en=(0, 1)), Quoted(ko=(), en=(2,))]
    assert pair_quotations(np.array([[0.1, 0.9], [0.8, 0.2]]), [True] * 2, [True] * 2) == [
        Quoted(ko=(0,), en=(1,)),
        Quoted(ko=(1,), en=(0,)),
    ]


@pytest.mark.parametrize("piece", ['"', "'", "“", "‘", "「", "s' ", "'a ", '"a" ', "“a” .” ", "“‘", "가'"])
def test_hostile_text_is_read_in_no_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.perf_counter()
    korean.read(text, [Span(0, len(text))], row=True)
    english.read(text, [Span(0, len(text))], row=True)
    assert time.perf_counter() - begun < 20
