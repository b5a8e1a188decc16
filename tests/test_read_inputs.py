"""Encodings, pairs files, two sides, folders, and what is said when they cannot be read."""

from __future__ import annotations

import contextlib
import datetime
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import ReadError
from qa.read import ReadOptions, read_inputs, read_sides
from qa.read.encoding import decode
from qa.read.normal import clean

KO = "서울시는 3월부터 심야버스 노선 네 개를 새로 운행한다고 밝혔다. “귀갓길이 필요하다”는 이유에서다.\n"
EN = "Seoul will add four night bus routes in March, the city said. “Workers need a way home.”\n"
LINES = ReadOptions(presegmented=True)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949", "euc-kr"]
)
@pytest.mark.parametrize(
    "text", [KO, KO + EN, EN + KO, "똠방각하라는 말은 이제 거의 쓰이지 않는다고 한다.\n"]
)
def test_encodings(encoding: str, text: str) -> None:
    if encoding == "euc-kr":
        text = text.replace("똠", "또")  # EUC-KR has 2,350 syllables, CP949 all of them
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_english_alone_in_bare_utf16(encoding: str) -> None:
    assert decode(EN.encode(encoding), "a.txt") == EN


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x7fELF\x02\x01\x01 text", "binary"),
        ("「東京は晴れ」と彼は言った。明日は雨だろう。".encode("shift-jis"), "expected UTF-8"),
        ("彼は東京へ行った。明日は雨が降るだろう。".encode("euc-jp"), "expected UTF-8"),
        ("首尔市政府星期四表示将增加四条夜间公交线路并延长运营时间".encode("gbk"), "expected UTF-8"),
        ("“Café” prices rose – again, he said. It’s late.".encode("cp1252"), "expected UTF-8"),
        ("Über die Brücke fährt später ein großer Bus.".encode("latin-1"), "expected UTF-8"),
        (KO.encode()[:-2] + b"\xff\xff", "expected UTF-8"),
    ],
)
def test_what_is_no_text(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        decode(data, "a.txt")
    assert str(caught.value).startswith("a.txt: ")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Co"]), min_size=1))
def test_utf8_round_trip(text: str) -> None:
    plain = unicodedata.normalize("NFC", text)
    if plain.strip("\ufeff").strip() and text[0] != "\ufeff":
        assert decode(text.encode(), "a") == plain


@given(st.binary(max_size=60))
def test_bytes_never_crash(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        assert decode(data, "a").strip()


def test_clean() -> None:
    assert clean("1\u00a0000\u200b원\u3000so\u00adft\u2028x\ufeff") == "1 000원 soft\nx"
    assert decode("가나".encode(), "a") == "가나"


def pairs(tmp_path: Path, text: str, name: str = "p.tsv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_tsv_cells_stand_as_they_are(tmp_path: Path) -> None:
    path = pairs(
        tmp_path,
        "id\tko\ten\tpublished\tmt\n"
        'r1\t그는 "왔다".\u00a0끝\t He "came". \t2025-01-31\tHe came.\n'
        "r2\t둘\ttwo\t\t\n",
    )
    first, second = read_inputs([path], ReadOptions())
    assert (first.id, first.ko.text, first.en.text) == ("r1", '그는 "왔다".\u00a0끝', ' He "came". ')
    assert first.aligned
    assert first.published == datetime.date(2025, 1, 31)
    assert (first.mt, second.mt, second.published) == ("He came.", None, None)
    (paragraph,) = first.en.paragraphs
    assert first.en.text[paragraph.span.start : paragraph.span.end] == 'He "came".'
    assert second.ko.paragraphs[0].line == 3


def test_csv_and_jsonl(tmp_path: Path) -> None:
    table = pairs(tmp_path, 'ko,id,en\n"하나, 둘.\n셋.",a,"One, two.\nThree."\n', "p.csv")
    lines = pairs(tmp_path, json.dumps({"id": 7, "ko": "넷", "en": "four", "more": [1]}) + "\n\n", "p.jsonl")
    a, b = read_inputs([table, lines], ReadOptions())
    assert [len(d.paragraphs) for d in (a.ko, a.en)] == [2, 2]
    assert (b.id, b.ko.text) == ("7", "넷")


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("id\tko\n1\t가\n", "p.tsv", "p.tsv:1: no column en"),
        ("id\tko\ten\n1\t가\n", "p.tsv", "p.tsv:2: 2 cells, expected 3"),
        ("id\tko\ten\n1\t가\ta\n1\t나\tb\n", "p.tsv", "p.tsv:3: id '1' stands in line 2 already"),
        ("id\tko\ten\n1\t가\t \n", "p.tsv", "p.tsv:2: en is empty"),
        ("id\tko\ten\tpublished\n1\t가\ta\t2025-02-30\n", "p.tsv", "p.tsv:2: published is '2025-02-30'"),
        ("id\tko\ten\n", "p.tsv", "holds no rows"),
        ("id\tko\ten\n1\tIt rained today.\t오늘 비가 왔다.\n", "p.tsv", "swapped"),
        ('id,ko,en\n1,"가,a\n', "p.csv", "p.csv:2: no CSV"),
        ("{}\n", "p.jsonl", "p.jsonl:1: no key 'id'"),
        ('{"id": 1, "ko": "가", "en": 2}\n', "p.jsonl", "p.jsonl:1: en is no text"),
        ("[1]\n", "p.jsonl", "p.jsonl:1: expected a JSON object"),
        ('{"id": 1\n', "p.jsonl", "p.jsonl:1: no JSON"),
    ],
)
def test_malformed_pairs(tmp_path: Path, text: str, name: str, says: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_inputs([pairs(tmp_path, text, name)], ReadOptions())
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def sides(folder: Path, name: str, ko: str, en: str) -> tuple[Path, Path]:
    paths = folder / f"{name}.ko.txt", folder / f"{name}.en.txt"
    for path, text in zip(paths, (ko, en), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_sides(tmp_path: Path) -> None:
    ko, en = sides(
        tmp_path,
        "a",
        "서울 심야버스 늘린다\n이용객 두 배\n입력 2025.01.16 09:30\n\n" + KO + "\n요금은 그대로다.\n",
        "Night buses gain routes\nBy Yoo Da-in\n\n" + EN + "\nFares stay.\n\n아직 옮기지 않은 문단이다.\n",
    )
    article = read_sides(ko, en, ReadOptions())
    assert (article.ko.title, article.ko.decks) == ("서울 심야버스 늘린다", ("이용객 두 배",))
    assert article.en.title == "Night buses gain routes"
    assert article.published == datetime.date(2025, 1, 16)
    assert article.ko.text == KO.strip() + "\n\n요금은 그대로다."
    assert article.en.text.endswith("Fares stay.\n\n아직 옮기지 않은 문단이다.")
    assert [n.kind for n in article.notes] == ["byline"]


def test_only_block_is_no_headline(tmp_path: Path) -> None:
    article = read_sides(*sides(tmp_path, "a", "한국 대 일본", "Korea vs. Japan"), ReadOptions())
    assert (article.ko.title, article.ko.text) == ("", "한국 대 일본")


def test_sides_in_the_wrong_language(tmp_path: Path) -> None:
    ko, en = sides(tmp_path, "a", KO, EN)
    with pytest.raises(
        ReadError, match="found English text, expected Korean; the two files seem to be swapped"
    ):
        read_sides(en, ko, ReadOptions())
    with pytest.raises(ReadError, match=r"a\.ko\.txt: found Korean text, expected English"):
        read_sides(ko, ko, ReadOptions())


def test_lines_are_sentences(tmp_path: Path) -> None:
    ko, en = sides(
        tmp_path, "a", "첫째다.\n둘째다.\n\n\n셋째다.\n", "Opinion\nFirst and second.\n \nThird.\n"
    )
    article = read_sides(ko, en, LINES)
    assert article.presegmented
    assert article.ko.text == "첫째다.\n둘째다.\n\n셋째다."
    assert article.en.text == "Opinion\nFirst and second.\n\nThird."
    assert [p.line for p in article.ko.paragraphs] == [1, 5]


def test_lines_of_one_word(tmp_path: Path) -> None:
    article = read_sides(*sides(tmp_path, "a", "KBS\n", "KBS\n"), LINES)
    assert (article.ko.text, article.en.text) == ("KBS", "KBS")


def test_folder(tmp_path: Path) -> None:
    sides(tmp_path, "b", KO, EN)
    sides(tmp_path, "a.1", KO, EN)
    (tmp_path / "c.txt").write_text(EN + KO, encoding="utf-8")
    (tmp_path / "c.gold.json").write_text("{}")
    assert [a.id for a in read_inputs([tmp_path], ReadOptions())] == ["a.1", "b", "c"]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([], "holds no article"),
        (["a.ko.txt"], "no a.en.* stands beside it"),
        (["a.ko.txt", "a.ko.md", "a.en.txt"], "two ko sides"),
        (["a.ko.txt", "a.en.txt", "a.txt"], "only English text found"),
    ],
)
def test_bad_folders(tmp_path: Path, files: list[str], says: str) -> None:
    for name in files:
        (tmp_path / name).write_text(KO if ".ko." in name else EN, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_inputs([tmp_path], ReadOptions())
    assert says in str(caught.value)


def test_missing_input_and_one_id_twice(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read_inputs([tmp_path / "none.txt"], ReadOptions())
    with pytest.raises(ReadError, match="cannot be read"):
        read_inputs([tmp_path / ("n" * 5000)], ReadOptions())
    path = pairs(tmp_path, "id\tko\ten\n1\t가\ta\n")
    assert len(read_inputs([path, path], ReadOptions())) == 1
    other = pairs(tmp_path, "id\tko\ten\n1\t가\ta\n2\t나\tb\n", "q.tsv")
    ids = [a.id for a in read_inputs([path, other], ReadOptions())]
    assert ids == [f"{path.as_posix()}#1", f"{other.as_posix()}#1", "2"]


def test_many_rows(tmp_path: Path) -> None:
    rows = "".join(f"r{i}\t{KO.strip()}\t{EN.strip()}\n" for i in range(3000))
    assert len(read_inputs([pairs(tmp_path, "id\tko\ten\n" + rows)], ReadOptions())) == 3000
