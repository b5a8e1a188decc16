"""Folders, wildcards, pairing by name, standard input, and one bad file among good ones."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from command import EN, EN_WRONG, KO, PUBLISHED, Run
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import ConfigError, ReadError
from qa.read import ReadOptions, expand, gather, read_inputs
from qa.read import archive as archive_module
from qa.read.encoding import MAX_BYTES
from qa.read.folders import side_of
from qa.read.formats import form_of, source_of

OPTIONS = ReadOptions()


def fill(folder: Path, *names: str) -> None:
    """Files with the language that their path names, or with both."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        found = side_of(name)
        path.write_text({None: KO + "\n" + EN, "ko": KO, "en": EN}[found and found[0]], encoding="utf-8")


def ids(folder: Path, pair: str = "") -> list[str]:
    return [a.id for a in read_inputs([folder], ReadOptions(pair=pair))]


@pytest.mark.parametrize(
    ("path", "side"),
    [
        ("a.ko.md", ("ko", "a")),
        ("x/a.1.EN.html", ("en", "x/a.1")),
        ("2025/ko/a.md", ("ko", "2025/a")),
        ("en/ko/a.md", ("ko", "en/a")),
        ("x/ko.txt", ("ko", "x")),
        ("en.docx", ("en", "")),
        ("a.md", None),
        ("korea/a.md", None),
        ("a.ko", None),
        ("messages.ko.po", None),
        ("ko/README.md", None),
        ("ko/photo.jpg", None),
    ],
)
def test_side_of(path: str, side: tuple[str, str] | None) -> None:
    assert side_of(path) == side


def test_what_a_folder_holds(tmp_path: Path) -> None:
    fill(tmp_path, "b.ko.md", "b.en.html", "ko/c.txt", "en/c.md", "d/ko.txt", "d/en.txt", "e.txt", "f/g.html")
    fill(tmp_path, "README.md", ".git/x.txt", ".x.txt", "f/g_files/menu.html", "notes.jpg", "list.csv")
    (tmp_path / "units.xlf").write_text(
        '<xliff version="1.2"><file source-language="ko" target-language="en"><body><trans-unit id="u">'
        f"<source>{KO}</source><target>{EN}</target></trans-unit></body></file></xliff>",
        encoding="utf-8",
    )
    assert ids(tmp_path) == ["b", "c", "d", "e", "f/g", "u"]
    assert ids(tmp_path / "d") == ["d"]


@pytest.mark.parametrize(
    ("pattern", "files", "found"),
    [
        ("{name}.ko.md:{name}.en.md", ["a.ko.md", "a.en.md", "b.txt"], ["a"]),
        ("src/{name}.md:out/en/{name}.md", ["src/x/a.md", "out/en/x/a.md"], ["x/a"]),
        ("./{name}-kor.*:{name}-eng.*", ["a-kor.txt", "a-eng.docx.txt"], ["a"]),
    ],
)
def test_pair_pattern(tmp_path: Path, pattern: str, files: list[str], found: list[str]) -> None:
    for name in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        korean = any(part in name for part in ("ko", "src", "kor"))
        path.write_text(KO if korean else EN, encoding="utf-8")
    assert ids(tmp_path, pattern) == found


@pytest.mark.parametrize("pattern", ["a:b", "{name}.md", "{name}{name}:{name}", "{name}:{name}:a", "*" * 9])
def test_no_pattern(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(ConfigError, match="--pair"):
        read_inputs([tmp_path], ReadOptions(pair=pattern))


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{name}.kr:{name}.us", "holds no article, expected files that --pair {name}.kr:{name}.us names"),
        ("{name}.ko.md:{name}.md", "no b.md stands beside it"),
    ],
)
def test_a_pattern_that_finds_too_little(tmp_path: Path, pattern: str, says: str) -> None:
    fill(tmp_path, "b.ko.md")
    with pytest.raises(ReadError) as caught:
        read_inputs([tmp_path], ReadOptions(pair=pattern))
    assert says in str(caught.value)


def test_naming_one_side_reads_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path, "x/a.ko.md", "x/a.en.txt", "ko/b.md", "en/b.md", "x/c.en.md")
    (tmp_path / "x/c.en.md").write_text(f"{KO}\n\n{EN}", encoding="utf-8")  # a page after all
    found = read_inputs([Path("x/a.en.txt"), Path("ko/b.md"), Path("x/c.en.md"), Path("x/a.ko.md")], OPTIONS)
    assert [a.id for a in found] == ["x/a", "b", "x/c.en.md"]
    assert (found[0].ko.uri, found[0].en.uri) == ("x/a.ko.md", "x/a.en.txt")


def test_wildcards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path, "a.ko.md", "a.en.md", "x/y/b.ko.md", "x/y/b.en.md", "[c].txt")
    assert [a.id for a in read_inputs([Path("**/*.md")], OPTIONS)] == ["a", "x/y/b"]
    assert expand([Path("[c].txt")]) == [Path("[c].txt")]
    with pytest.raises(ReadError, match="nothing matches this"):
        read_inputs([Path("*.docx")], OPTIONS)


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.ko.md", "c.txt", "d.ko.md", "d.en.md", "d.en.txt")
    (tmp_path / "c.txt").write_bytes(b"\x00\x01\x02")
    (found,) = gather([(tmp_path, OPTIONS)])
    assert [a.id for a in found.articles] == ["a", "d"]
    told = [str(fault).removeprefix(tmp_path.as_posix()) for fault in found.faults]
    assert told[0] == ": two en sides: d.en.md and d.en.txt"
    assert told[1] == "/b.ko.md: no b.en.* stands beside it"
    assert "/c.txt: looks binary" in told[2]


def test_what_could_not_be_read_is_told_at_the_end(qa: Run, tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    (tmp_path / "b.txt").write_text(KO, encoding="utf-8")
    code, out, err = qa("check", str(tmp_path), str(tmp_path / "none.md"), "--format", "json")
    assert (code, json.loads(out)["id"]) == (2, "a")
    assert [line.partition(": ")[2].rpartition("/")[2] for line in err.splitlines()] == [
        "b.txt: only Korean text found, expected both Korean and English",
        "none.md: no such file or folder",
    ]
    code, out, err = qa("align", str(tmp_path), "--format", "tsv")
    assert (code, out.splitlines()[1].split("\t")[0]) == (2, "a")
    code, out, err = qa("check", str(tmp_path / "b.txt"), str(tmp_path / "none.md"))
    assert (code, out, len(err.splitlines())) == (2, "", 2)


def test_standard_input(qa: Run, tmp_path: Path) -> None:
    html = f"<html><body><p>{KO}</p><p>{EN}</p></body></html>".encode()
    code, out, _ = qa("check", "-", "--format", "json", "--fail-on", "never", stdin=html)
    assert (code, json.loads(out)["id"]) == (0, "standard input")
    side = tmp_path / "ko.txt"
    side.write_text(KO, encoding="utf-8")
    assert qa("align", "--ko", side, "--en", "-", "--format", "jsonl", stdin=EN.encode("utf-16")).code == 0
    code, _, err = qa("check", "-")
    assert (code, err) == (2, "qa: standard input: is empty, expected text\n")
    code, _, err = qa("check", "-", "-")
    assert (code, "can be read once" in err) == (2, True)


# --- limits ---------------------------------------------------------------------------------------


def zipped(name: str, text: bytes, count: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(count):
            archive.writestr(name if not n else f"{name}{n}", text)
    return out.getvalue()


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # a hole: nothing is written
    with pytest.raises(ReadError, match="holds 200 MB or more, expected at most 200 MB"):
        read_inputs([path], OPTIONS)


def test_an_endless_file_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.read.encoding.MAX_BYTES", 100_000)
    with pytest.raises(ReadError, match="expected at most"):
        read_inputs([Path("/dev/zero")], OPTIONS)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(zipped("word/document.xml", b" " * (archive_module.MAX_MEMBER + 1)))
    assert path.stat().st_size < 100_000
    with pytest.raises(ReadError, match="unpacks to more than 50 MB"):
        read_inputs([path], OPTIONS)


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    data = zipped("word/document.xml", b" " * (archive_module.MAX_MEMBER + 1))
    true = (archive_module.MAX_MEMBER + 1).to_bytes(4, "little")
    path = tmp_path / "a.docx"
    path.write_bytes(data.replace(true, (1000).to_bytes(4, "little")))
    with pytest.raises(ReadError, match=r"a\.docx"):
        read_inputs([path], OPTIONS)


def test_an_archive_of_too_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MAX_ENTRIES", 3)
    path = tmp_path / "a.docx"
    path.write_bytes(zipped("word/document.xml", b"<a/>", 5))
    with pytest.raises(ReadError, match="holds 5 parts, expected at most 3"):
        read_inputs([path], OPTIONS)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.docx", "<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>", "declares an entity"),
        ("a.docx", "<a>" * 300, "elements nest deeper than 256"),
        ("a.html", "<div>" * 400 + KO, "elements nest deeper than 250"),
    ],
)
def test_what_could_grow_without_end(tmp_path: Path, name: str, text: str, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode() if name.endswith("html") else zipped("word/document.xml", text.encode()))
    with pytest.raises(ReadError, match=says):
        read_inputs([path], OPTIONS)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.txt")
    (tmp_path / "a.txt").chmod(0)
    (found,) = gather([(tmp_path, OPTIONS)])
    assert ([a.id for a in found.articles], "Permission denied" in str(found.faults[0])) == (["b"], True)


@pytest.mark.parametrize(
    ("form", "unit"),
    [
        *(("html", u) for u in ("<p>", "<b>", "<a href=x>가</a> ", "<!--", "<script>", "<p class=ad>x")),
        *(("md", u) for u in ("[", "](", "*", "`", "> ", "<a ", "|a", "[![", "&#")),
        *(("rtf", u) for u in ("{", "}", "{\\field{\\*\\fldinst{HYPERLINK ", "{\\fonttbl\\f1", "\\bin9")),
        *(("srt", u) for u in ("1\n00:00:01,000 --> 00:00:02,000\n", "00:00:01,000 --> ", "<a ", "{")),
        *(("po", u) for u in ('msgid "가"\nmsgstr "a"\n\n', 'msgid "', '"', "\\")),
    ],
)  # fmt: skip
def test_hostile_text_is_read_or_refused(tmp_path: Path, form: str, unit: str) -> None:
    begin = "{\\rtf1 " if form == "rtf" else ""
    path = tmp_path / f"a.{form}"
    path.write_text(begin + unit * (200_000 // len(unit)), encoding="utf-8")
    gather([(path, OPTIONS)])


FILES = sorted((Path(__file__).parent / "read_files").glob("*.[dhor]*"))


@given(
    st.sampled_from(FILES),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), max_size=6),
    st.floats(0, 1),
)
def test_damaged_files_are_read_or_refused(
    file: Path, changes: list[tuple[float, bytes]], end: float
) -> None:
    data = bytearray(file.read_bytes())
    for where, new in changes:
        at = int(where * len(data))
        data[at : at + len(new)] = new
    if end < 0.1:
        data = data[: int(len(data) * end * 10)]
    with contextlib.suppress(ReadError):
        source_of(bytes(data), file.name, form_of(file, bytes(data)))


# --- the base version of what is paired by name ---------------------------------------------------


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("named", [".", "a.en.txt", "*.txt"])
def test_the_base_version_of_what_is_paired(qa: Run, tmp_path: Path, named: str) -> None:
    """The working directory is the repository itself, and one side stands for both."""
    fill(tmp_path, "a.ko.txt")
    (tmp_path / "a.en.txt").write_text(EN_WRONG, encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "first")
    options = ("--published", PUBLISHED, "--new-only", "--base", "HEAD", "--format", "json")
    code, out, err = qa("check", named, *options)
    assert (code, err, json.loads(out)["verdict"]) == (0, "", "pass")
    wrong = EN_WRONG.replace("4,500", "5,400")
    (tmp_path / "a.en.txt").write_text(wrong, encoding="utf-8")
    code, out, _ = qa("check", named, *options)
    new = [f["en"]["text"] for f in json.loads(out)["findings"] if not f.get("known")]
    assert (code, new) == (1, ["5,400"])
