"""Offsets of a document lead back to the line and column of the user's file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.model import Article, Document, Lang
from qa.read import ReadOptions, read_inputs
from qa.read.body import joined
from qa.read.lines import Line
from qa.read.page import parse_page
from qa.read.places import REACH, Places, Syntax

OPTIONS = ReadOptions()


def words_at(raw: str, document: Document, words: str) -> str:
    """What the file holds where the document's `words` begin."""
    place = document.place(document.text.index(words))
    return raw.split("\n")[place.line - 1][place.column - 1 :]


def assert_found(raw: str, article: Article, *words: str) -> None:
    for some in words:
        lang: Lang = "ko" if any("가" <= c <= "힣" for c in some) else "en"
        assert words_at(raw, article.side(lang), some).startswith(some), some


def test_plain_text() -> None:
    raw = (
        "  군산항 물동량 늘었다\n\n\t군산항의 지난달 물동량은  190만t으로\u00a0집계됐다. "
        "“회복세”라는 평가다.\n\n"
        "Gunsan port\u200b handled 1.9 million tons last month.   It is “a recovery,” an official said.\n"
    )
    article = parse_page(raw, "a.txt", OPTIONS)
    assert_found(raw, article, "190만t", "집계됐다", "“회복세”", "handled", "1.9", "“a recovery")
    assert article.ko.paragraphs[0].line == 3
    assert article.ko.paragraphs[0].column == 2


def test_hard_wrapped_paragraph() -> None:
    raw = (
        "군산항의 지난달 물동량은 190만t으로 집계됐다.\n\n"
        "Gunsan port handled 1.9 million tons of cargo last month, the port\n"
        "authority said Monday. That is 12 percent more than a year ago, when\n"
        "a strike of truck drivers had kept it half idle for nine days.\n"
    )
    article = parse_page(raw, "a.txt", OPTIONS)
    assert_found(raw, article, "authority", "12 percent", "nine days")
    assert article.en.place(article.en.text.index("nine")).line == 5


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.tsv", "id\tko\ten\nr1\t“12명”이 왔다.\tTwelve “people” came.\n"),
        ("p.csv", 'id,ko,en\nr1,"""12명""이\n왔다.","Twelve ""people"" came,\nand 3 left."\n'),
        ("p.jsonl", json.dumps({"id": "r1", "en": "“Twelve” people", "ko": "“12명”이 왔다"}) + "\n"),
        ("p.jsonl", json.dumps({"id": "r1", "en": "T", "ko": "“12명”이 왔다"}, ensure_ascii=False) + "\n"),
    ],
)
def test_rows(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (row,) = read_inputs([path], OPTIONS)
    assert words_at(text, row.ko, "12명").startswith("12")
    assert words_at(text, row.ko, "왔다")[:1] in {"왔", "\\"}


def test_words_of_another_row_are_not_taken(tmp_path: Path) -> None:
    """A text that is not found keeps its line, even where another line holds the same words."""
    raw = '{"id": 1, "ko": "\\ud840\\udc0b 가", "en": "a"}\n{"id": 2, "ko": "𠀋 가", "en": "b"}\n'
    path = tmp_path / "p.jsonl"
    path.write_text(raw, encoding="utf-8")
    first, second = read_inputs([path], OPTIONS)
    assert (first.ko.place(0).line, second.ko.place(2).line) == (1, 2)


@given(st.lists(st.text(alphabet="가나3a b\t\u200b\u00a0“.,", min_size=1), min_size=1, max_size=6))
def test_every_letter_is_found_again(lines: list[str]) -> None:
    raw = "\n".join(lines)
    kept = [
        Line(number=n, text=text, lang="ko")
        for n, line in enumerate(lines, 1)
        if (text := " ".join(line.replace("\u200b", "").split()))
    ]
    text, paragraphs = joined(kept)
    document = Places(raw).placed(Document(lang="ko", uri="a", text=text, paragraphs=paragraphs))
    for at, letter in enumerate(text):
        if letter.isalnum():
            place = document.place(at)
            assert lines[place.line - 1][place.column - 1] == letter


@pytest.mark.parametrize("syntax", list(REACH))
@pytest.mark.parametrize(
    "unit", ["<!--", "<script>", "<a ", "](", "](x(", "&amp", "\\u00", "{", "1\n", "0:0 ", "-->", "a", "가 "]
)
def test_hostile_text_is_read_once(syntax: Syntax, unit: str) -> None:
    raw = unit * (200_000 // len(unit))
    line = Line(number=1, text="끝 끝", lang="ko")
    text, paragraphs = joined([line])
    Places(raw, syntax).placed(Document(lang="ko", uri="a", text=text, paragraphs=paragraphs))
