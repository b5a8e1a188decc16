"""The command line as its users meet it: exit codes, standard error, files, formats."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import EN, EN_WRONG, KO, PUBLISHED, Run

from qa.checks import CHECKS

SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "report.schema.json").read_text(encoding="utf-8"))


def subprocess_qa(*args: str, **options: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401
    return subprocess.run([sys.executable, "-m", "qa", *args], timeout=120, check=False, **options)


def _label(value: object) -> str | None:
    """Names a case by its arguments."""
    return " ".join(map(str, value)) if isinstance(value, list) else None


def rules_in(out: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (f["rule"], f["ko"] and f["ko"]["text"], f["en"] and f["en"]["text"])
        for f in json.loads(out)["findings"]
    ]


# --- exit codes and the gate --------------------------------------------------------------------


def test_nothing_to_fix(qa: Run, sides: tuple[str, ...]) -> None:
    code, out, err = qa("check", *sides)
    assert (code, err) == (0, "")
    assert "PASS" in out
    assert "\x1b" not in out


def test_something_to_fix(qa: Run, wrong: tuple[str, ...]) -> None:
    code, out, err = qa("check", *wrong)
    assert (code, err) == (1, "")
    assert "money-changed" in out
    assert "FAIL" in out


@pytest.mark.parametrize(
    ("options", "code", "rules"),
    [
        (["--fail-on", "critical"], 1, ["money-changed"]),
        (["--fail-on", "never"], 0, ["money-changed"]),
        (["--fail-on", "never", "--min-score", "99"], 1, ["money-changed"]),
        (["--fail-on", "never", "--min-score", "1"], 0, ["money-changed"]),
        (["--select", "date"], 0, []),
        (["--select", "date,money"], 1, ["money-changed"]),
        (["--select", "date", "--select", "money-changed"], 1, ["money-changed"]),
        (["--select", "money-missing"], 0, []),
        (["--ignore", "money"], 0, []),
        (["--ignore", "money-missing"], 1, ["money-changed"]),
        (["--select", "money", "--ignore", "money-changed"], 0, []),
    ],
    ids=_label,
)
def test_gate(qa: Run, wrong: tuple[str, ...], options: list[str], code: int, rules: list[str]) -> None:
    result = qa("check", *wrong, *options, "--format", "json")
    assert (result.code, result.err) == (code, "")
    assert [rule for rule, _, _ in rules_in(result.out)] == rules


# --- what cannot be checked ---------------------------------------------------------------------

UNREADABLE: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "a.txt: is empty"),
    "blank": ("a.txt", b" \n\n \n", "a.txt: is empty"),
    "only Korean": ("a.txt", KO.encode(), "a.txt: only Korean text found, expected both"),
    "only English": ("a.txt", EN.encode(), "a.txt: only English text found, expected both"),
    "binary": ("a.txt", bytes(range(256)) * 8, "a.txt: looks binary"),
    "Japanese": ("a.txt", "港の新しい埠頭が来年の春に開く予定だ。".encode("shift_jis") * 9, "a.txt: "),
    "UTF-32": ("a.txt", (KO + EN).encode("utf-32"), "a.txt: is UTF-32"),
    "no such date": (
        "p.tsv",
        "id\tko\ten\tpublished\n1\t비가 왔다.\tIt rained.\t2025-02-30\n".encode(),
        "p.tsv:2: published is '2025-02-30'",
    ),
    "no column": ("p.tsv", "id\tko\n1\t비가 왔다.\n".encode(), "p.tsv:1: no column en"),
    "cell too many": ("p.tsv", "id\tko\ten\n1\t비가 왔다.\tIt rained.\tx\n".encode(), "p.tsv:2: 4 cells"),
    "id twice": (
        "p.tsv",
        "id\tko\ten\n1\t비가 왔다.\tIt rained.\n1\t눈이 왔다.\tIt snowed.\n".encode(),
        "p.tsv:3: id '1' stands in line 2 already",
    ),
    "not JSON": ("p.jsonl", b'{"id": "1", \n', "p.jsonl:1: no JSON"),
}


@pytest.mark.parametrize(("name", "data", "said"), UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("command", ["check", "align"])
def test_unreadable_input(qa: Run, tmp_path: Path, command: str, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    code, out, err = qa(command, name)
    assert (code, out) == (2, "")
    assert err.startswith(f"qa: {said}")
    assert err.count("\n") == 1


def test_a_folder_without_articles(qa: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "picture.png").write_bytes(b"\x89PNG")
    code, out, err = qa("check", "folder")
    assert (code, out) == (2, "")
    assert err.startswith("qa: folder: holds no article, expected ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["check", "none.txt"], "none.txt: no such file or folder"),
        (["check", "--ko", "none.txt", "--en", "a.en.txt"], "none.txt: no such file"),
        (["check", "--ko", "a.en.txt", "--en", "a.ko.txt"], "the two files seem to be swapped"),
        (["check", "SIDES", "--select", "date-chnaged"], "did you mean date-changed?"),
        (["check", "SIDES", "--ignore", "monney"], "did you mean money?"),
        (["check", "SIDES", "--report", "xml=x"], "expected FORMAT=FILE with FORMAT one of terminal, json"),
        (["check", "SIDES", "--report", "json"], "expected FORMAT=FILE"),
        (["check", "SIDES", "-o", "none/x.json"], "none/x.json: cannot write here: there is no folder none"),
        (["check", "SIDES", "-o", "."], "cannot write here: this is a folder"),
        (["check", "SIDES", "--report", "json=none/x"], "none/x: cannot write here: there is no folder none"),
        (["align", "SIDES", "-o", "none/x.json"], "none/x.json: cannot write here"),
        (["rules", "date-chnaged"], "did you mean date-changed?"),
        (["facts", "--lang", "en", "none.txt"], "none.txt: No such file or directory"),
    ],
    ids=_label,
)
def test_one_line_says_what_is_wrong(qa: Run, sides: tuple[str, ...], args: list[str], said: str) -> None:
    given = [part for arg in args for part in (sides if arg == "SIDES" else (arg,))]
    code, out, err = qa(*given)
    assert (code, out) == (2, "")
    assert err.startswith("qa: ")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["check"], "nothing to check"),
        (["check", "--ko", "a.ko.txt"], "--en is missing"),
        (["check", "--en", "a.en.txt"], "--ko is missing"),
        (["align", "--en", "a.en.txt"], "--ko is missing"),
        (["check", "page.txt", "SIDES"], "name either articles or --ko and --en, not both"),
        (["check", "SIDES", "--published", "2025-02-30"], "'2025-02-30' is not a date"),
        (["check", "SIDES", "--published", "31.1.2025"], "'31.1.2025' is not a date"),
        (["check", "SIDES", "--min-score", "101"], "101"),
        (["check", "SIDES", "--fail-on", "neutral"], "'neutral' is not one of"),
        (["check", "SIDES", "--format", "pdf"], "'pdf' is not one of"),
        (["facts", "a.ko.txt"], "--lang"),
        (["chek"], "No such command 'chek'"),
    ],
    ids=_label,
)
def test_usage(qa: Run, sides: tuple[str, ...], args: list[str], said: str) -> None:
    given = [part for arg in args for part in (sides if arg == "SIDES" else (arg,))]
    code, out, err = qa(*given)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: qa")
    assert said in err
    assert "Traceback" not in err


def test_facts_from_broken_records(qa: Run, tmp_path: Path) -> None:
    for line, said in (
        ("{", "not JSON"),
        ('{"id": "1"}', 'expected an object with "text"'),
        ('{"id": "1", "text": "비가 왔다.", "published": "2025-02-30"}', "published: '2025-02-30'"),
    ):
        (tmp_path / "f.jsonl").write_text('{"id": "0", "text": "비가 왔다."}\n' + line, encoding="utf-8")
        code, out, err = qa("facts", "--lang", "ko", "f.jsonl")
        assert (code, out) == (2, "")
        assert err.startswith(f"qa: f.jsonl:2: {said}")


# --- writing ------------------------------------------------------------------------------------


def test_a_fault_leaves_the_earlier_report_whole(qa: Run, sides: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("earlier", encoding="utf-8")
    assert qa("check", "--ko", "a.ko.txt", "--en", "none.txt", "-o", "out.json").code == 2
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "earlier"
    assert qa("check", *sides, "--format", "json", "-o", "out.json") == (0, "", "")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["verdict"] == "pass"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.en.txt", "a.ko.txt", "out.json"]


def test_a_report_that_cannot_be_finished_is_not_begun(
    qa: Run, sides: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rename is refused, as by a file system that has just become read-only."""

    def refused(self: Path, target: Path) -> Path:
        raise OSError(30, "Read-only file system")

    (tmp_path / "out.json").write_text("earlier", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", refused)
    code, out, err = qa("check", *sides, "--format", "json", "-o", "out.json")
    assert (code, out, err) == (2, "", "qa: out.json: cannot write: Read-only file system\n")
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "earlier"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.en.txt", "a.ko.txt", "out.json"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(qa: Run, sides: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    code, out, err = qa("check", *sides, "-o", "locked/out.json")
    assert (code, out, err) == (2, "", "qa: locked/out.json: cannot write here: permission denied\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk(qa: Run, sides: tuple[str, ...], tmp_path: Path) -> None:
    code, out, err = qa("check", *sides, "-o", "/dev/full")
    assert (code, out, err) == (2, "", "qa: /dev/full: cannot write: No space left on device\n")
    with Path("/dev/full").open("wb") as full:
        ended = subprocess_qa(
            "facts", "--lang", "ko", "a.ko.txt", cwd=tmp_path, stdout=full, stderr=subprocess.PIPE
        )
    assert ended.returncode == 2
    assert ended.stderr == b"qa: standard output: cannot write: No space left on device\n"


def test_a_reader_that_leaves_early_is_no_fault(sides: tuple[str, ...], tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    ended = subprocess_qa(
        "facts", "--lang", "ko", "a.ko.txt", cwd=tmp_path, stdout=write, stderr=subprocess.PIPE
    )
    os.close(write)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_reports_in_several_formats(qa: Run, wrong: tuple[str, ...], tmp_path: Path) -> None:
    code, out, err = qa(
        "check", *wrong, "--report", "json=r.json", "--report", "jsonl=r.jsonl", "-o", "r.txt"
    )
    assert (code, out, err) == (1, "", "")
    lines = (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    ]
    assert "FAIL" in (tmp_path / "r.txt").read_text(encoding="utf-8")


def test_dash_is_standard_output(qa: Run, wrong: tuple[str, ...]) -> None:
    assert qa("check", *wrong, "-o", "-") == qa("check", *wrong)


@pytest.mark.parametrize("no_color", [False, True])
def test_color(wrong: tuple[str, ...], tmp_path: Path, no_color: bool) -> None:
    """A terminal gets colours, unless the user's environment says no."""
    main_end, terminal = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"}
    ended = subprocess_qa(
        "check",
        *wrong,
        "--quiet",
        cwd=tmp_path,
        stdout=terminal,
        stderr=subprocess.PIPE,
        env=env | ({"NO_COLOR": "1"} if no_color else {}),
    )
    printed = os.read(main_end, 65536)
    os.close(terminal)
    os.close(main_end)
    assert (ended.returncode, ended.stderr) == (1, b"")
    assert b"FAIL" in printed
    assert (b"\x1b[" in printed) is not no_color


@pytest.mark.parametrize("options", [["-o", "a.en.txt"], ["--report", "json=./a.en.txt"]], ids=_label)
def test_what_was_read_is_not_written_over(
    qa: Run, sides: tuple[str, ...], tmp_path: Path, options: list[str]
) -> None:
    code, out, err = qa("check", *sides, *options)
    assert (tmp_path / "a.en.txt").read_text(encoding="utf-8") == EN
    assert (code, out) == (2, "")
    assert "a.en.txt" in err


@pytest.mark.parametrize("command", ["check", "align"])
def test_no_command_writes_over_a_text_of_its_folder(
    qa: Run, sides: tuple[str, ...], tmp_path: Path, command: str
) -> None:
    """The folder is named, its files are not."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for side in ("ko", "en"):
        (folder / f"a.{side}.txt").write_bytes((tmp_path / f"a.{side}.txt").read_bytes())
    code, out, err = qa(command, "folder", "--format", "json", "-o", "folder/a.en.txt")
    assert (folder / "a.en.txt").read_text(encoding="utf-8") == EN
    assert (code, out) == (2, "")
    assert "a.en.txt" in err


@pytest.mark.parametrize(
    "options",
    [["--report", "json=r", "--report", "jsonl=r"], ["-o", "r", "--report", "json=./r"]],
    ids=_label,
)
def test_two_reports_do_not_share_a_file(
    qa: Run, sides: tuple[str, ...], tmp_path: Path, options: list[str]
) -> None:
    code, _, err = qa("check", *sides, *options)
    assert code == 2
    assert "r" in err
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("value", ["", ",", " "])
def test_selecting_nothing_is_a_slip(qa: Run, wrong: tuple[str, ...], value: str) -> None:
    """As when a variable of a CI job is not set."""
    code, _, err = qa("check", *wrong, "--select", value)
    assert code == 2
    assert "--select" in err


def test_a_score_is_a_number(qa: Run, sides: tuple[str, ...]) -> None:
    code, _, err = qa("check", *sides, "--min-score", "nan")
    assert code == 2
    assert "nan" in err


@pytest.mark.parametrize("command", [["check"], ["align"], ["facts", "--lang", "ko"]], ids=_label)
def test_half_a_character(qa: Run, tmp_path: Path, command: list[str]) -> None:
    r"""JSON can say \ud83d without what must follow; no file can hold it."""
    row = r'{"id": "1", "text": "비가 \ud83d 왔다.", "ko": "비가 \ud83d 왔다.", "en": "It rained."}'
    (tmp_path / "h.jsonl").write_text(row + "\n", encoding="utf-8")
    code, out, err = qa(*command, "h.jsonl")
    assert (code, out) == (2, "")
    assert err.startswith("qa: h.jsonl:1: ")
    assert err.count("\n") == 1


# --- encodings ----------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["cp949", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_encodings_make_no_difference(qa: Run, tmp_path: Path, encoding: str, ends: str) -> None:
    told = []
    for code in ("utf-8", encoding):
        for name, text in (("x.ko.txt", KO), ("x.en.txt", EN_WRONG)):
            (tmp_path / name).write_bytes(text.replace("\n", ends if code == encoding else "\n").encode(code))
        args = ("--ko", "x.ko.txt", "--en", "x.en.txt", "--published", PUBLISHED)
        told.append(qa("check", *args, "--format", "json"))
    assert told[0] == told[1]
    assert rules_in(told[0].out) == [("money-changed", "3조5000억원", "350 billion won")]


# --- the commands -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "name"),
    [
        (["--help"], "help.txt"),
        *[([c, "--help"], f"help_{c}.txt") for c in ("check", "align", "facts", "rules")],
    ],
)
def test_help(qa: Run, golden: Callable[[str, str], None], args: list[str], name: str) -> None:
    code, out, err = qa(*args)
    assert (code, err) == (0, "")
    golden(name, out)


def test_version(qa: Run) -> None:
    import qa as package

    assert qa("--version") == (0, f"qa, version {package.__version__}\n", "")


def test_rules(qa: Run) -> None:
    code, out, err = qa("rules")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == [r.id for c in CHECKS for r in c.rules]


def test_one_rule(qa: Run) -> None:
    code, out, err = qa("rules", "date-changed")
    assert (code, err) == (0, "")
    assert out.startswith("date-changed\n")
    assert "accuracy/mistranslation/date-time" in out
    assert "--ignore date-changed" in out


FACTS = "공사는 지난 20일 시작됐고, 3조5000억원이 든다."


def test_facts_of_a_text(qa: Run, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(FACTS, encoding="utf-8")
    code, out, err = qa("facts", "--lang", "ko", "--published", PUBLISHED, "t.txt")
    assert (code, err) == (0, "")
    date, money = (json.loads(line) for line in out.splitlines())
    assert (date["family"], date["from"], date["to"], date["grain"]) == ("date", *["2025-01-20"] * 2, "day")
    assert (money["family"], money["amount"], money["currency"]) == ("money", "3500000000000", "KRW")
    for fact in (date, money):
        assert FACTS[fact["start"] : fact["end"]] == fact["text"]
    for args in (["-"], []):
        assert qa("facts", "--lang", "ko", "--published", PUBLISHED, *args, stdin=FACTS.encode()).out == out


def test_facts_of_records(qa: Run, tmp_path: Path) -> None:
    """A record's own date comes before the option's."""
    records: list[dict[str, str]] = [
        {"id": "a", "text": FACTS, "published": "2024-07-31"},
        {"id": "b", "text": FACTS},
        {"id": "c", "text": "하늘은 맑았다."},
    ]
    text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    (tmp_path / "t.jsonl").write_text(text, encoding="utf-8")
    code, out, err = qa("facts", "--lang", "ko", "--published", PUBLISHED, "t.jsonl")
    assert (code, err) == (0, "")
    told = [json.loads(line) for line in out.splitlines()]
    assert [t["id"] for t in told] == ["a", "b", "c"]
    assert [[f.get("from") for f in t["facts"]] for t in told] == [
        ["2024-07-20", None],
        ["2025-01-20", None],
        [],
    ]


def test_align(qa: Run, sides: tuple[str, ...]) -> None:
    code, out, err = qa("align", *sides)
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert set(told) == {"id", "sentences", "links"}
    assert [len(told["sentences"][lang]) for lang in ("ko", "en")] == [4, 4]
    assert [(link["ko"], link["en"]) for link in told["links"]] == [([i], [i]) for i in range(4)]
    assert json.loads(qa("align", *sides, "--format", "jsonl").out) == told

    header, *rows = qa("align", *sides, "--format", "tsv").out.splitlines()
    assert header.split("\t")[:3] == ["id", "ko", "en"]
    assert [row.split("\t")[1:3] for row in rows] == [[str(i)] * 2 for i in range(4)]

    tmx = ET.fromstring(qa("align", *sides, "--format", "tmx").out)
    pairs = [[seg.text for seg in unit.iter("seg")] for unit in tmx.iter("tu")]
    texts = [[s["text"] for s in told["sentences"][lang]] for lang in ("ko", "en")]
    assert pairs == [list(pair) for pair in zip(*texts, strict=True)]


def test_align_names_the_articles_of_a_folder(qa: Run, sides: tuple[str, ...], tmp_path: Path) -> None:
    told = json.loads(qa("align", tmp_path, "--format", "jsonl").out)
    assert told["id"] == "a"


def test_lines_are_kept_as_given(qa: Run, tmp_path: Path) -> None:
    """With `--lines` a line is a sentence, whatever stops it holds."""
    (tmp_path / "l.ko.txt").write_text("비가 왔다. 눈도 왔다.\n바람은 없었다.\n", encoding="utf-8")
    (tmp_path / "l.en.txt").write_text("It rained. It snowed too.\nThere was no wind.\n", encoding="utf-8")
    told = json.loads(qa("align", "--lines", "--ko", "l.ko.txt", "--en", "l.en.txt").out)
    assert [s["text"] for s in told["sentences"]["ko"]] == ["비가 왔다. 눈도 왔다.", "바람은 없었다."]
    assert [s["text"] for s in told["sentences"]["en"]] == ["It rained. It snowed too.", "There was no wind."]


def test_json_is_what_the_schema_describes(qa: Run, wrong: tuple[str, ...], tmp_path: Path) -> None:
    told = json.loads(qa("check", *wrong, "--format", "json").out)
    jsonschema.validate(told, SCHEMA)
    assert told["published"] == PUBLISHED
    assert told["title"] == {"ko": KO.splitlines()[0], "en": EN.splitlines()[0]}
    (tmp_path / "w.ko.txt").write_text(KO, encoding="utf-8")
    several = json.loads(qa("check", tmp_path, "--published", PUBLISHED, "--format", "json").out)
    assert [(t["id"], t["verdict"]) for t in several] == [("a", "pass"), ("w", "fail")]
    for one in several:
        jsonschema.validate(one, SCHEMA)


PAIRS = (
    "id\tko\ten\treference\tmt\tpublished\n"
    "r1\t회의는 20일 서울에서 열렸다.\tThe meeting was held in Seoul on Jan. 20.\t"
    "The meeting took place in Seoul on Jan. 20.\tMeeting opened in Seoul 20th.\t2025-01-31\n"
    "r2\t공사비는 3조5000억원이다.\tThe work costs 350 billion won.\t"
    "The work costs 3.5 trillion won.\tThe construction cost is 3.5 trillion won.\t2025-01-31\n"
)


def test_pairs_with_reference_and_machine_translation(qa: Run, tmp_path: Path) -> None:
    (tmp_path / "p.tsv").write_text(PAIRS, encoding="utf-8")
    code, out, err = qa("check", "p.tsv", "--format", "json")
    assert (code, err) == (1, "")
    rows = json.loads(out)
    assert [r["id"] for r in rows] == ["r1", "r2"]
    assert [[f["rule"] for f in r["findings"]] for r in rows] == [[], ["money-changed"]]
    for row in rows:
        jsonschema.validate(row, SCHEMA)
        metrics = row["metrics"]
        for scope in ("row", "file"):
            names = [m["name"] for m in metrics if m["scope"] == scope]
            assert {n: names.count(n) for n in names} == {"chrF2": 2, "BLEU": 2, "TER": 2}
        assert all("version:" in m["signature"] for m in metrics)
    code, out, _ = qa("check", "p.tsv")
    assert code == 1
    assert all(name in out for name in ("chrF2", "BLEU", "TER", "version:"))


def test_scores_can_be_taken_apart(qa: Run, sides: tuple[str, ...]) -> None:
    _, plain, _ = qa("check", *sides)
    _, explained, _ = qa("check", *sides, "--explain-score")
    assert "How the scores came about" not in plain
    assert "How the scores came about" in explained
    assert "similarity 0." in explained


def test_facts_can_be_shown(qa: Run, sides: tuple[str, ...]) -> None:
    plain, shown = qa("check", *sides), qa("check", *sides, "--facts")
    assert plain.code == shown.code == 0
    assert "3조5000억원" in shown.out
    assert "3조5000억원" not in plain.out


def test_a_crash_is_not_a_failed_gate(
    qa: Run, sides: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("qa.pipeline.check_articles", crash)
    code, out, err = qa("check", *sides)
    assert (code, out) == (2, "")
    assert "RuntimeError: a fault of ours" in err


# --- glossary -----------------------------------------------------------------------------------


def test_a_glossary_is_checked_and_signed(qa: Run, sides: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("국문,영문,금지\n부두,pier,\n항만공사,harbor agency,port authority\n")
    code, out, err = qa("check", *sides, "--glossary", "g.csv", "--format", "json")
    assert (code, err) == (1, "")
    assert rules_in(out) == [("term-forbidden", "항만공사", "port authority")]
    assert re.search(r"\|glossary:[0-9a-f]{8}$", json.loads(out)["signature"])
    assert json.loads(out)["skipped"] == []


def test_without_a_glossary_its_rules_are_skipped(qa: Run, sides: tuple[str, ...]) -> None:
    skipped = json.loads(qa("check", *sides, "--format", "json").out)["skipped"]
    reason = "no glossary given (--glossary FILE)"
    assert skipped == [{"rule": rule, "reason": reason} for rule in ("term-forbidden", "term-missing")]


def test_a_bad_glossary_is_one_line(qa: Run, sides: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "g.tsv").write_text("ko\ten\n국회\t\n")
    code, out, err = qa("check", *sides, "--glossary", "g.tsv")
    assert (code, out, err) == (2, "", "qa: g.tsv:2: '국회' has neither en nor forbidden\n")


def test_a_report_does_not_overwrite_the_glossary(qa: Run, sides: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "g.tsv").write_text("ko\ten\n국회\tNational Assembly\n")
    code, _, err = qa("check", *sides, "--glossary", "g.tsv", "-o", "g.tsv")
    assert (code, err) == (2, "qa: a report would be written over g.tsv, which is named already\n")
