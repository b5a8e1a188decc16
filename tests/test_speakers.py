"""Who says a quotation: how each side names the speaker."""

from __future__ import annotations

import time

import pytest

from qa.extract.english import quotations as english_quotations
from qa.extract.english import speakers as english
from qa.extract.korean import quotations as korean_quotations
from qa.extract.korean import speakers as korean
from qa.model import Document, Span
from qa.names.speakers import compared
from qa.segment.korean import segment_korean


def korean_speakers(text: str) -> list[str]:
    ((_, tokens),) = segment_korean([Document.of("ko", text)])
    found = korean_quotations.read(text, [Span(0, len(text))]).found
    said = korean.read(text, tokens, [q for q in found if q.outer is None])
    return [text[s.speaker.start : s.speaker.end] for s in said]


def english_speakers(text: str) -> list[str]:
    found = english_quotations.read(text, [Span(0, len(text))]).found
    said = english.read(text, Span(0, len(text)), [q for q in found if q.outer is None])
    return [text[s.speaker.start : s.speaker.end] for s in said]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("박진 장관은 22일 기자회견에서 “책임지겠다”고 밝혔다.", ["박진 장관"]),
        ("“경제를 살리겠다”고 김동연 후보는 말했다.", ["김동연 후보"]),
        ("우상호 의원은 “변해야 한다”며 “책임져야 한다”고 말했다.", ["우상호 의원", "우상호 의원"]),
        ("주민 김모(58)씨는 “이런 비는 처음”이라고 말했다.", ["주민 김모(58)씨"]),
        ("이강인은 “동료들이 만든 골”이라며 공을 돌렸다.", ["이강인"]),
        ("그는 “할 말이 없다”고 했다.", []),
        ("이 대표 측은 “억울하다”고 했다.", []),
        ("이낙연 대표와 이준석 대표는 “함께하겠다”고 밝혔다.", []),
        ("트럼프가 캐버노가 “고통받았다”고 말했다.", []),
        ("“왜 늦었느냐”는 질문에 김 대표는 웃었다.", []),
    ],
)
def test_korean_speakers(text: str, speakers: list[str]) -> None:
    assert korean_speakers(text) == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“I will go,” said candidate Kim Dong-yeon.", ["candidate Kim Dong-yeon."]),
        ("“I will go,” Park said. “Soon.”", ["Park"]),
        ("“I will go,” Park, the leader of the party, said.", ["Park"]),
        ("Lee also said, “I will go.”", ["Lee"]),
        ("Referring to Han, Lee said that “nobody will go.”", ["Lee"]),
        ("“I will go,” according to Kim Min-ji.", ["Kim Min-ji."]),
        ("“I will go,” he said.", []),
        ("“I will go,” police said.", []),
        ("Park smiled. “I will go.”", []),
    ],
)
def test_english_speakers(text: str, speakers: list[str]) -> None:
    assert english_speakers(text) == speakers


@pytest.mark.parametrize(
    ("ko", "en", "differ"),
    [
        ("정우성", "Hwang Jung-min", True),
        ("정우성", "Jung Woo-sung", False),
        ("이창용", "Rhee", False),
        ("박모씨", "Park", False),
        ("트럼프", "Zelensky", True),
        ("저커버그", "Zuckerberg", False),
    ],
)
def test_persons_are_told_apart(ko: str, en: str, differ: bool) -> None:
    text_ko, text_en = f"{ko}는 말했다.", f"Then {en} said so."
    ((_, tokens),) = segment_korean([Document.of("ko", text_ko)])
    mine, theirs = Span(0, len(ko)), Span(5, 5 + len(en))
    found = compared(text_ko, text_en, Span(0, len(text_ko)), Span(0, len(text_en)), tokens, mine, theirs)
    assert (found is not None and found.differ) == differ


@pytest.mark.parametrize("piece", ["“a,” said A ", "A a, ", "a b ", "“A,” A, b", "A A "])
def test_hostile_text_takes_no_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.perf_counter()
    english_speakers(text)
    assert time.perf_counter() - started < 10
