"""Who does what to whom: how each side reads it, and what becomes of the pair."""

from __future__ import annotations

import time

import pytest

from qa.compare.acts import Shared, turned
from qa.extract.acts import Act, frames
from qa.extract.english import acts as english
from qa.extract.korean import acts as korean
from qa.model import Document, Span, Token
from qa.segment.korean import segment_korean


def korean_acts(text: str) -> set[tuple[str, str, str]]:
    ((_, tokens),) = segment_korean([Document.of("ko", text)])
    return {_told(text, act) for act in korean.read(text, tokens)}


def english_acts(text: str) -> set[tuple[str, str, str]]:
    return {_told(text, act) for act in english.read(text, Span(0, len(text)))}


def _told(text: str, act: Act) -> tuple[str, str, str]:
    first, second = (text[s.start : s.end] for s in (act.first, act.second))
    return act.relation, first, second


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("한국이 일본을 2대1로 꺾었다.", ("defeat", "한국", "일본")),
        ("일본을 한국이 2대1로 꺾었다.", ("defeat", "한국", "일본")),
        ("한국은 일본에 져 8강에서 탈락했다.", ("defeat", "일본", "한국")),
        ("일본을 꺾은 한국은 중국과 만난다.", ("defeat", "한국", "일본")),
        ("한국이 꺾은 일본은 강팀이다.", ("defeat", "한국", "일본")),
        ("LG가 두산을 5-3으로 누르고 3연승을 달렸다.", ("defeat", "LG", "두산")),
        ("넥슨은 카카오에 의해 인수됐다.", ("acquire", "카카오", "넥슨")),
        ("이재명 대표는 윤석열 대통령으로부터 비판을 받았다.", ("criticize", "윤석열 대통령", "이재명 대표")),
        ("박 대표는 “무책임하다”며 최 원내대표를 비판했다.", ("criticize", "박 대표", "최 원내대표")),
        ("한 대표는 김 전 대표를 배신자라고 비난했다.", ("criticize", "한 대표", "김 전 대표")),
        ("대통령은 총리에게 대책을 마련하라고 지시했다.", ("order", "대통령", "총리")),
        ("피해자는 이웃에게 폭행당했다.", ("attack", "이웃", "피해자")),
        ("김민수 씨는 회사를 상대로 소송을 냈다.", ("sue", "김민수 씨", "회사")),
        ("한국이 미국에서 원유를 수입한다.", ("export", "미국", "한국")),
        ("서울의 집값이 부산보다 훨씬 높다.", ("more-height", "서울의 집값", "부산")),
        ("부산은 서울보다 물가가 싸다.", ("more-expensive", "서울", "부산")),
        ("트럭이 신호 대기 중이던 버스를 들이받았다.", ("attack", "트럭", "버스")),
    ],
)
def test_korean_is_read_by_its_particles(text: str, act: tuple[str, str, str]) -> None:
    assert act in korean_acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "일본을 2대1로 꺾었다.",
        "한국이 2대1로 이겼다.",
        "비가 오자 경기를 이겼다.",
        "한국이 지자 일본을 비판했다.",
        "한국과 일본이 만났다.",
    ],
)
def test_korean_that_is_not_plain_is_not_read(text: str) -> None:
    assert not korean_acts(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("South Korea beat Japan 2-1 in the final.", ("defeat", "South Korea", "Japan")),
        ("Japan was narrowly beaten by South Korea.", ("defeat", "South Korea", "Japan")),
        ("Japan lost 2-1 to Korea.", ("defeat", "Korea", "Japan")),
        ("Samsung, which overtook Apple last year, is first.", ("overtake", "Samsung", "Apple")),
        ("Lee, the leader of the party, criticized President Yoon.", ("criticize", "Lee", "President Yoon")),
        ("Fans in Japan criticized the coach.", ("criticize", "Fans", "the coach")),
        ("He said Korea did not beat Japan.", ("defeat", "Korea", "Japan")),
        ("Kim filed a lawsuit against the company.", ("sue", "Kim", "the company")),
        ("North Korea sold weapons to Russia.", ("sell", "North Korea", "Russia")),
        ("Seoul imported $8 billion worth of cars from Japan.", ("export", "Japan", "Seoul")),
        ("Prices in Seoul are higher than in Busan.", ("more-height", "Prices in Seoul", "Busan")),
        ("Busan is cheaper than Seoul.", ("more-expensive", "Seoul", "Busan")),
        ("The operating profit surpassed that of Samsung.", ("overtake", "The operating profit", "Samsung")),
    ],
)  # fmt: skip
def test_english_is_read_by_position(text: str, act: tuple[str, str, str]) -> None:
    assert act in english_acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Korea won gold, beating Japan.",
        "Japan was beaten 2-1.",
        "They took the top spot.",
        "Korea came back and beat Japan.",
        "After beating Japan, Korea rested.",
    ],
)
def test_english_that_is_not_plain_is_not_read(text: str) -> None:
    assert not english_acts(text)


def test_only_a_full_turn_is_told() -> None:
    def act(first: int, second: int) -> Act:
        return Act(
            relation="defeat", verb=Span(9, 10), first=Span(first, first + 1), second=Span(second, second + 1)
        )

    def word(ko: int, en: int) -> Shared:
        return Shared(ko=Span(ko, ko + 1), en=Span(en, en + 1), name=True)

    crossed = (word(0, 2), word(2, 0))
    assert len(turned([act(0, 2)], [act(0, 2)], crossed)) == 1
    assert not turned([act(0, 2)], [act(0, 2)], crossed[:1])
    assert not turned([act(0, 2)], [act(0, 2)], (*crossed, word(0, 0)))
    assert not turned([act(0, 2)], [act(0, 2), act(2, 0)], crossed)


def test_every_relation_has_verbs_of_both_languages() -> None:
    assert {frame.relation for _, frame in frames("ko")} == {frame.relation for _, frame in frames("en")}


@pytest.mark.parametrize("piece", ["beat ", "beat,", "the ", "than ", "lost to ", "x" * 5, "a.b.c."])
def test_hostile_english_takes_no_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.perf_counter()
    english.read(text, Span(0, len(text)))
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    ("form", "tag"),
    [("꺾", "VV"), ("한국", "NNP"), ("이", "JKS"), ("”", "SSC"), ("다고", "EC"), ("보다", "JKB")],
)
def test_hostile_korean_takes_no_time(form: str, tag: str) -> None:
    count = 200_000 // len(form)
    tokens = [Token(form, tag, Span(n * len(form), (n + 1) * len(form))) for n in range(count)]
    started = time.perf_counter()
    korean.read(form * count, tokens)
    assert time.perf_counter() - started < 10
