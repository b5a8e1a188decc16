"""Korean persons who share a surname or a given name, and the look of names from abroad."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from qa.names.foreign import foreignness
from qa.names.persons import is_another
from qa.names.spelling import words

SOUNDS = yaml.safe_load((Path(__file__).parent / "names" / "sound.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("최명환", "Cho Myung-hwan"),
        ("우상혁", "Woo Sang-ho"),
        ("한동훈", "Han Dong-soo"),
        ("정유미", "Jung Yu-na"),
        ("김민재", "Min-jun Kim"),
        ("이창용", "Rhee Chang-hyun"),
    ],
)
def test_another_person(name: str, spelling: str) -> None:
    assert is_another(name, words(spelling))


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("기성용", "Ki Sung-yueng"),
        ("김연아", "Yuna Kim"),
        ("유승민", "Yoo Seong-min"),
        ("박근혜", "Park Geun-hye"),
        ("최태원", "Chey Tae-won"),
        ("이승엽", "Lee Seung-yuop"),
        ("박지원", "Park Jie-won"),
        ("최룡해", "Choe Ryong Hae"),
        ("한동훈", "Han Dong Hoon"),
        ("조규홍", "Ban Ki-moon"),
        ("이시바", "Shigeru Ishiba"),
        ("마크롱", "Emmanuel Macron"),
        ("장쩌민", "Jiang Zemin"),
    ],
)
def test_one_person_or_none_of_a_kind(name: str, spelling: str) -> None:
    assert not is_another(name, words(spelling))


def test_no_right_spelling_is_another_person() -> None:
    three = [(row["ko"], spelling) for row in SOUNDS if len(row["ko"]) == 3 for spelling in row["right"]]
    assert len(three) > 20
    assert [pair for pair in three if is_another(pair[0], words(pair[1]))] == []


@pytest.mark.parametrize("form", ["토르닐로", "베케르", "윌리엄스", "젤렌스키", "슈나이더", "크리스토퍼"])
def test_looks_like_a_name_from_abroad(form: str) -> None:
    assert foreignness(form) > 0.5


@pytest.mark.parametrize("form", ["심정", "비평가", "정류장", "관계자", "예산안", "철강업", "", "AOL"])
def test_looks_like_a_word_of_korean(form: str) -> None:
    assert foreignness(form) <= 0


def test_a_long_word_is_looked_at_in_part() -> None:
    assert foreignness("스" * 100_000) == foreignness("스" * 12)
