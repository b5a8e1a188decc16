"""Two versions compared: what was fixed, what is new, what the edit changed."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from command import EN, EN_WRONG, KO, PUBLISHED, Run
from hypothesis import given
from hypothesis import strategies as st

from qa.versions.words import word_diff

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "docs" / "compare.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "a.ko.txt").write_text(KO, encoding="utf-8")
    (tmp_path / "good.txt").write_text(EN, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(EN_WRONG, encoding="utf-8")
    return tmp_path


def _compared(qa: Run, old: str, new: str, *more: str) -> dict[str, list[str]]:
    done = qa("compare", "--ko", "a.ko.txt", old, new, "--published", PUBLISHED, "--format", "json", *more)
    assert done.code in (0, 1), done.err
    told = json.loads(done.out)
    jsonschema.validate(told, SCHEMA)
    parts = [*told["paragraphs"], told["rest"]]
    return {
        "fixed": [f["rule"] for p in parts for f in p["fixed"]],
        "new": [f["rule"] for p in parts for f in p["new_findings"]],
        "still": [s["new"]["rule"] for p in parts for s in p["still"]],
        "facts": [
            f"{c['old'] and c['old']['text']} > {c['new'] and c['new']['text']} {c['follows']}"
            for p in told["paragraphs"]
            for c in p["facts"]
        ],
    }


def test_a_correction_is_a_finding_fixed(qa: Run, files: Path) -> None:
    assert _compared(qa, "bad.txt", "good.txt") == {
        "fixed": ["money-changed"],
        "new": [],
        "still": [],
        "facts": ["350 billion won > 3.5 trillion won new"],
    }


def test_a_slip_is_a_finding_new_and_fails(qa: Run, files: Path) -> None:
    found = _compared(qa, "good.txt", "bad.txt")
    assert (found["fixed"], found["new"]) == ([], ["money-changed"])
    assert found["facts"] == ["3.5 trillion won > 350 billion won old"]
    args = ("compare", "--ko", "a.ko.txt", "--published", PUBLISHED)
    assert qa(*args, "good.txt", "bad.txt").code == 1
    assert qa(*args, "bad.txt", "good.txt").code == 0


def test_a_version_against_itself_changes_nothing(qa: Run, files: Path) -> None:
    found = _compared(qa, "bad.txt", "bad.txt")
    assert found == {"fixed": [], "new": [], "still": ["money-changed"], "facts": []}
    args = ("compare", "--ko", "a.ko.txt", "bad.txt", "bad.txt", "--published", PUBLISHED)
    assert qa(*args).code == 1
    assert qa(*args, "--new-only").code == 0
    assert qa(*args, "--fail-on", "never", "--min-score", "99").code == 1


def test_a_finding_stays_itself_when_its_sentence_is_reworded(qa: Run, files: Path) -> None:
    text = EN_WRONG.replace("The work cost a total of 350 billion won.", "It was built for 350 billion won.")
    (files / "other.txt").write_text(text, encoding="utf-8")
    found = _compared(qa, "bad.txt", "other.txt")
    assert (found["fixed"], found["new"], found["still"]) == ([], [], ["money-changed"])


def test_a_value_that_the_original_does_not_have(qa: Run, files: Path) -> None:
    (files / "old.txt").write_text(EN.replace("won.", "won ($2.4 billion)."), encoding="utf-8")
    (files / "new.txt").write_text(EN.replace("won.", "won ($24 billion)."), encoding="utf-8")
    found = _compared(qa, "old.txt", "new.txt")
    assert found["facts"] == ["$2.4 billion > $24 billion silent"]


def test_the_original_was_corrected_and_the_translation_was_not(qa: Run, files: Path) -> None:
    (files / "new.ko.txt").write_text(KO.replace("4500개", "5400개"), encoding="utf-8")
    done = qa(
        "compare", "--en", "good.txt", "a.ko.txt", "new.ko.txt", "--published", PUBLISHED, "--format", "json"
    )
    assert done.code == 1
    told = json.loads(done.out)
    jsonschema.validate(told, SCHEMA)
    changes = [c for p in told["paragraphs"] for c in p["facts"]]
    assert [(c["old"]["text"], c["new"]["text"], c["follows"]) for c in changes] == [
        ("4500개", "5400개", "old")
    ]


def test_paragraphs_put_in_taken_out_split_and_joined(qa: Run, files: Path) -> None:
    first, second = (p for p in EN.split("\n\n")[1:])
    (files / "joined.txt").write_text(f"{EN.splitlines()[0]}\n\n{first.strip()} {second}", encoding="utf-8")
    (files / "more.txt").write_text(f"{EN}\nShares of the builder rose on the news.\n", encoding="utf-8")

    def blocks(old: str, new: str) -> list[tuple[list[int], list[int]]]:
        out = qa("compare", "--ko", "a.ko.txt", old, new, "--format", "json", "--published", PUBLISHED).out
        return [(p["old"], p["new"]) for p in json.loads(out)["paragraphs"]]

    assert blocks("good.txt", "joined.txt") == [([0, 1], [0])]
    assert blocks("joined.txt", "good.txt") == [([0], [0, 1])]
    assert blocks("good.txt", "more.txt") == [([0], [0]), ([1], [1]), ([], [2])]
    assert blocks("more.txt", "good.txt") == [([0], [0]), ([1], [1]), ([2], [])]


def test_the_terminal_report(qa: Run, files: Path) -> None:
    out = qa("compare", "--ko", "a.ko.txt", "bad.txt", "good.txt", "--published", PUBLISHED).out
    assert "[-350 billion-]{+3.5 trillion+} won" in " ".join(out.split())
    assert "fixed        CRITICAL  money-changed" in out
    assert "(the Korean goes with the new version)" in " ".join(out.split())
    assert out.splitlines()[-1].startswith("PASS    1 fixed; score ")
    quiet = qa("compare", "--ko", "a.ko.txt", "bad.txt", "good.txt", "--published", PUBLISHED, "-q").out
    assert len(quiet.splitlines()) == 1


def test_markdown_shows_no_markup_of_the_article(qa: Run, files: Path) -> None:
    (files / "odd.txt").write_text(
        EN_WRONG.replace("350 billion won", "350 billion won | <b>"), encoding="utf-8"
    )
    qa("compare", "--ko", "a.ko.txt", "good.txt", "odd.txt", "--published", PUBLISHED,
       "--report", "markdown=out.md")  # fmt: skip
    text = (files / "out.md").read_text(encoding="utf-8")
    assert "| new | critical | `money-changed` |" in text
    assert "<b>" not in text


class _Page(HTMLParser):
    """The tags of a page with their classes, and the text of each kind of tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, str]] = []
        self.texts: dict[str, list[str]] = {}
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs).get("class") or ""))
        if tag in ("ins", "del", "script"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts.setdefault(self._inside[-1], []).append(data)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_page_marks_what_was_edited(qa: Run, files: Path, lang: str) -> None:
    odd = EN_WRONG.replace("350 billion won", "350 billion <script>alert(1)</script> won")
    (files / "odd.txt").write_text(odd, encoding="utf-8")
    done = qa("compare", "--ko", "a.ko.txt", "odd.txt", "good.txt", "--published", PUBLISHED,
              "--lang", lang, "--format", "html", "-o", "out.html")  # fmt: skip
    assert done.code == 0
    page = _Page()
    page.feed((files / "out.html").read_text(encoding="utf-8"))
    assert any("3.5 trillion" in text for text in page.texts["ins"])
    assert any("script" in text for text in page.texts["del"])  # as text
    assert len([t for t in page.tags if t[0] == "script"]) == 1
    assert ("div", "fate fixed") in page.tags
    assert ("div", "fate new") not in page.tags


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("good.txt", "bad.txt"), "either --ko or --en"),
        (("--ko", "a.ko.txt", "--en", "good.txt", "good.txt", "bad.txt"), "either --ko or --en"),
        (("--ko", "a.ko.txt", "good.txt"), "takes 2 values"),
        (("--ko", "a.ko.txt", "good.txt", "none.txt"), "none.txt: no such file"),
        (("--ko", "a.ko.txt", "good.txt", "bad.txt", "--report", "sarif=x"), "expected FORMAT=FILE"),
        (("--ko", "a.ko.txt", "good.txt", "bad.txt", "-o", "bad.txt"), "would be written over"),
        (("--ko", "good.txt", "good.txt", "bad.txt"), "expected Korean"),
    ],
)
def test_slips_are_told(qa: Run, files: Path, args: tuple[str, ...], said: str) -> None:
    done = qa("compare", *args)
    assert done.code == 2
    assert said in done.err


texts = st.lists(st.sampled_from(["25,000", "won", " ", ",", "값은", "\n", "3.5", "조"]), max_size=30).map(
    "".join
)


@given(texts, texts)
def test_a_diff_holds_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(p.text for p in pieces if p.kind != "new") == old
    assert "".join(p.text for p in pieces if p.kind != "old") == new
    assert all(p.text for p in pieces)
    turned = word_diff(new, old)
    assert "".join(p.text for p in turned if p.kind != "new") == new


def test_a_number_is_changed_as_a_whole() -> None:
    assert [(p.kind, p.text) for p in word_diff("for 25,000 people", "for 250,000 people")] == [
        ("same", "for "),
        ("old", "25,000"),
        ("new", "250,000"),
        ("same", " people"),
    ]


def test_a_very_long_paragraph_is_told_as_a_whole() -> None:
    old = "word " * 50_000
    assert [p.kind for p in word_diff(old, old + "x")] == ["old", "new"]
