"""The bilingual lexicon: its rows, and how a text is held against it."""

from __future__ import annotations

import re

import pytest

from qa.coverage.glosses import glosses
from qa.coverage.units import Unit, english_units
from qa.data import table
from qa.lexicon import NOTHING, entries, stem, stems
from qa.model import Span

ROWS = table("lexicon", ("ko", "en", "source"))


def _korean(*words: str) -> list[Unit]:
    return [
        Unit(form=form, whole=form, word=n, tag="NNG", span=Span(0, len(form)))
        for n, form in enumerate(words)
    ]


def test_rows_are_sorted_and_each_word_stands_once() -> None:
    words = [row["ko"] for row in ROWS]
    assert words == sorted(set(words))
    assert len(words) > 5000


def test_renderings_are_plain_and_none_stands_twice() -> None:
    for row in ROWS:
        assert re.fullmatch("[가-힣 ]+", row["ko"]), row["ko"]
        if row["en"] != NOTHING:
            renderings = row["en"].split("; ")
            assert len(renderings) == len(set(renderings)), row["ko"]
            assert all(re.fullmatch(r"[A-Za-z0-9À-ÿ'’&%./ -]+", r) for r in renderings), row["ko"]
        assert row["source"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("announced", "announcement"),
        ("Children's", "child"),
        ("went", "go"),
        ("dying", "dying"),
        ("rose", "rise"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def _glossed(korean: str, english: str) -> list[str]:
    en = english_units(english, Span(0, len(english)))
    found = glosses(_korean(korean), en)[0]
    return [u.form for u, weight in zip(en, found, strict=True) if weight > 0]


@pytest.mark.parametrize(
    ("korean", "english", "said"),
    [
        ("정부", "The governments agreed", ["governments"]),
        ("경제", "a slowing economy", ["economy"]),
        ("학교", "High-school pupils", ["High-school"]),
        ("병원", "The court rejected it", []),
        ("없는말이다", "anything at all", []),
    ],
)
def test_renderings_are_found_in_a_text(korean: str, english: str, said: list[str]) -> None:
    assert _glossed(korean, english) == said


def test_a_phrase_is_found_when_its_words_stand_near_each_other() -> None:
    word, phrase = next(
        (row["ko"], r)
        for row in ROWS
        for r in row["en"].split("; ")
        if len(stems(r)) == 2 and "take over" in r
    )
    first, last = phrase.split()
    assert {first, last} <= set(_glossed(word, f"{first} it {last}"))
    far = f"{first} one two three four five six {last}"
    assert last not in _glossed(word, far) or last in {r for e in [entries()[word]] for r in e.words}


def test_usual_renderings_weigh_more() -> None:
    entry = entries()["정부"]
    assert max(entry.words.values()) == 1.0
    assert all(0 < weight <= 1 for weight in entry.words.values())
