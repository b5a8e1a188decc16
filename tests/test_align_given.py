"""Links that a person has set: read back, placed, and refused where they cannot be meant."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.align.given import Given, _rows, given_links, read_alignment
from qa.align.order import in_order
from qa.errors import ReadError
from qa.model import Article, Link, Sentence, Span
from qa.pipeline import align_articles
from qa.read import ReadOptions, read_inputs, read_page, read_sides
from qa.report.align_report import ALIGN_FORMATS, Aligned

SAMPLES = Path(__file__).parents[1] / "samples"
KO = "시는 새 다리를 열었다. 공사에는 3년이 걸렸다. 주민들은 반겼다. 통행료는 없다."
EN = "The city opened a new bridge. It took three years to build. Residents were pleased. There is no toll."
HEADER = "id\tko\ten\tconfidence\tko_text\ten_text\n"


@pytest.fixture
def article(tmp_path: Path) -> Article:
    for lang, text in (("ko", KO), ("en", EN)):
        (tmp_path / f"bridge.{lang}.txt").write_text(text + "\n", encoding="utf-8")
    return read_sides(tmp_path / "bridge.ko.txt", tmp_path / "bridge.en.txt", ReadOptions())


def aligned(articles: Sequence[Article], path: Path | None = None) -> list[Aligned]:
    links = read_alignment(path, articles) if path else {}
    return [
        Aligned(id=a.id, ko=parts.ko, en=parts.en, links=found)
        for a, parts, found in align_articles(articles, "embedded", links)
    ]


def table(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def pairs(links: Sequence[Link]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(link.ko, link.en) for link in links]


def test_what_align_writes_is_read_back_exactly(tmp_path: Path) -> None:
    articles = [read_page(p, ReadOptions()) for p in sorted(SAMPLES.glob("*/page_bad.txt"))[:3]]
    before = aligned(articles)
    path = table(tmp_path / "links.tsv", ALIGN_FORMATS["tsv"](before))
    after = aligned(articles, path)
    for old, new in zip(before, after, strict=True):
        assert pairs(old.links) == pairs(new.links)
        assert [link.moved for link in old.links] == [link.moved for link in new.links]
        assert [link.similarity for link in old.links] == [link.similarity for link in new.links]
        assert {link.confidence for link in new.links} == {1.0}
    again = table(tmp_path / "again.tsv", ALIGN_FORMATS["tsv"](after))
    assert ALIGN_FORMATS["tsv"](aligned(articles, again)) == again.read_text(encoding="utf-8")


def test_corrected_numbers_are_taken_and_the_rest_is_without_counterpart(
    tmp_path: Path, article: Article
) -> None:
    text = f"id\tko\ten\n{article.id}\t1, 0\t0\n{article.id}\t3\t\n{article.id}\t2\t2"
    (found,) = aligned([article], table(tmp_path / "links.tsv", text))
    assert pairs(found.links) == [((0, 1), (0,)), ((), (1,)), ((2,), (2,)), ((), (3,)), ((3,), ())]
    assert {link.confidence for link in found.links} == {1.0}
    assert [link.similarity > 0.3 for link in found.links] == [True, False, True, False, False]


def test_columns_are_found_by_name_and_texts_need_not_be_corrected(tmp_path: Path, article: Article) -> None:
    (old,) = aligned([article])
    rows = [line.split("\t") for line in ALIGN_FORMATS["tsv"]([old]).splitlines()]
    rows[1][2], rows[2][2] = rows[2][2], rows[1][2]
    turned = "\n".join("\t".join(reversed(row)) for row in rows)
    (new,) = aligned([article], table(tmp_path / "links.tsv", turned))
    assert pairs(new.links)[:2] == [((0,), (1,)), ((1,), (0,))]
    assert sum(link.moved for link in new.links) == 1


def test_cp949_and_windows_line_ends_are_read(tmp_path: Path, article: Article) -> None:
    (old,) = aligned([article])
    text = ALIGN_FORMATS["tsv"]([old]).replace("\n", "\r\n")
    (new,) = aligned([article], table(tmp_path / "links.tsv", text, "cp949"))
    assert pairs(new.links) == pairs(old.links)


def test_the_id_chooses_among_articles(tmp_path: Path, article: Article) -> None:
    second = SAMPLES / "editorial-grid"
    articles = (article, read_sides(second / "ko.txt", second / "en_good.txt", ReadOptions()))
    before = aligned(articles)
    path = table(tmp_path / "links.tsv", f"id\tko\ten\n{article.id}\t0,1\t0,1\n")
    after = aligned(articles, path)
    assert pairs(after[0].links)[0] == ((0, 1), (0, 1))
    assert after[1] == before[1]


def test_one_article_may_have_been_read_from_another_folder(tmp_path: Path, article: Article) -> None:
    path = table(tmp_path / "links.tsv", "id\tko\ten\nelsewhere/bridge.ko.txt\t0\t1\n")
    assert ((0,), (1,)) in pairs(aligned([article], path)[0].links)


def test_a_row_of_a_pairs_file_can_be_given_links(tmp_path: Path) -> None:
    rows = table(tmp_path / "rows.tsv", f"id\tko\ten\nr1\t{KO}\t{EN}\n")
    articles = read_inputs([rows], ReadOptions())
    path = table(tmp_path / "links.tsv", "id\tko\ten\nr1\t0,1,2,3\t0,1,2,3\n")
    assert pairs(aligned(articles, path)[0].links) == [((0, 1, 2, 3), (0, 1, 2, 3))]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", None, "is empty, expected text"),
        ("ID\t0\t0\n", 1, "no column id, ko, en in the header ['ID', '0', '0']"),
        ("id\tko\tko\ten\n", 1, "a column stands twice"),
        ("id\tko\ten\n\n", None, "holds no links"),
        ("id\tko\ten\nID\t0\t0\nID\t9\t1\n", 3, "there is no ko sentence 9, expected 0 to 3"),
        ("id\tko\ten\nID\t0\t4\n", 2, "there is no en sentence 4, expected 0 to 3"),
        ("id\tko\ten\nID\t0\t0\n\nID\t0\t1\n", 4, "ko sentence 0 is in line 2 already"),
        ("id\tko\ten\nID\t0\t1\nID\t1\t2,1\n", 3, "en sentence 1 is in line 2 already"),
        ("id\tko\ten\nID\t1,1\t0\n", 2, "ko names a sentence twice: 1,1"),
        ("id\tko\ten\nID\tone\t0\n", 2, "ko is 'one', expected sentence numbers joined by commas"),
        ("id\tko\ten\nID\t-1\t0\n", 2, "ko is '-1', expected sentence numbers"),
        ("id\tko\ten\nID\t0\t1;2\n", 2, "en is '1;2', expected sentence numbers"),
        ("id\tko\ten\nID\t0\t" + "1," * 90_000 + "x\n", 2, "expected sentence numbers"),
        ("id\tko\ten\nID\t\t\n", 2, "names no sentence"),
        ("id\tko\ten\nbroken\n", 2, "names no sentence"),
        ("id\tko\ten\n\t0\t0\n", 2, "id is empty"),
        ("id\tko\ten\nID\t0\t0\t1\n", 2, "4 cells, expected 3"),
        ("id\tko\ten\nID\t0\t0\nother.txt\t0\t0\n", 3, "no article with the id 'other.txt' is checked"),
        (f"{HEADER}ID\t0\t0\t1.000\tThe city opened.\t다리\n", 2, "have the columns changed places?"),
        (f"{HEADER}ID\t0\t0\t1.000\t딴 글이다.\t\n", 2, "is '딴 글이다.', expected '시는 새 다리를 열었다.'"),
        (f"{HEADER}ID\t0\t2\t1.000\t\tThe city opened a new bridge.\n", 2, "is it of another article"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_meant_is_refused_in_one_line(
    tmp_path: Path, article: Article, text: str, line: int | None, told: str
) -> None:
    path = table(tmp_path / "links.tsv", text.replace("ID\t", f"{article.id}\t"))
    with pytest.raises(ReadError) as error:
        aligned([article], path)
    message = str(error.value).replace(article.id, "ID")
    assert message.startswith(f"{path.as_posix()}:{line}: " if line else f"{path.as_posix()}: ")
    assert told in message
    assert "\n" not in message
    assert len(message) < len(path.as_posix()) + 250


def test_the_commands_take_the_file_and_keep_it(tmp_path: Path, article: Article) -> None:
    sides = ["--ko", article.ko.uri, "--en", article.en.uri]
    path = table(tmp_path / "links.tsv", f"id\tko\ten\n{article.id}\t0,1,2\t0,1,2\n")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "qa", *arguments], capture_output=True, text=True, check=False
        )

    done = run("check", *sides, "--alignment", str(path), "--select", "omission-sentence,addition-sentence")
    assert done.returncode == 0, done.stderr
    assert "통행료는 없다." in done.stdout
    done = run("align", *sides, "--alignment", str(path), "--format", "tsv", "-o", str(path))
    assert done.returncode == 2
    assert "would be written over" in done.stderr
    done = run("align", *sides, "--alignment", str(tmp_path / "none.tsv"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"qa: {tmp_path / 'none.tsv'}: no such file\n"


def _sentences(n: int) -> tuple[Sentence, ...]:
    return tuple(Sentence(index=i, text=f"s{i}", span=Span(0, 2), paragraph=0) for i in range(n))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 9999))
def test_every_sentence_is_in_one_link(n: int, m: int, seed: int) -> None:
    chance = random.Random(seed)
    ko, en = list(range(n)), list(range(m))
    chance.shuffle(ko)
    chance.shuffle(en)
    lines = ["id\tko\ten"]
    while ko or en:
        a, b = ([side.pop() for _ in range(min(len(side), chance.randint(0, 2)))] for side in (ko, en))
        if a or b:
            lines.append(f"x\t{','.join(map(str, a))}\t{','.join(map(str, b))}")
    if len(lines) == 1:
        return
    rows = _rows(lines, "x.tsv")["x"]
    links = given_links(Given(path="x.tsv", rows=tuple(rows)), _sentences(n), _sentences(m))
    assert sorted(i for link in links for i in link.ko) == list(range(n))
    assert sorted(j for link in links for j in link.en) == list(range(m))
    assert {(r.ko, r.en) for r in rows if r.ko and r.en} == {(x.ko, x.en) for x in links if x.ko and x.en}


@given(st.permutations(range(7)))
def test_the_heaviest_chain_is_the_longest(en: list[int]) -> None:
    links = [((i,), (j,), 1.0) for i, j in enumerate(en)]
    kept = sorted(in_order(links))
    assert all(en[a] < en[b] for a, b in itertools.pairwise(kept))

    def longest(start: int, above: int) -> int:
        return max((1 + longest(i + 1, en[i]) for i in range(start, 7) if en[i] > above), default=0)

    assert len(kept) == longest(0, -1)


def test_an_article_of_one_side_has_no_counterparts() -> None:
    links = given_links(Given(path="x", rows=()), (), _sentences(2))
    assert pairs(links) == [((), (0,)), ((), (1,))]
