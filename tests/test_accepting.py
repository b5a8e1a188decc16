"""Findings that a person has accepted, and those of a base version."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path

import pytest
from command import EN_WRONG, Run
from hypothesis import given
from hypothesis import strategies as st

from qa.accepted import NAME, read_accepted, with_entries, without_entries
from qa.errors import ConfigError
from qa.model import Acceptance

WHY = Acceptance(reason="맞는 값이다", by="김편집", when="2026-03-12")


def _findings(qa: Run, *args: str) -> list[dict[str, object]]:
    found = json.loads(qa("check", *args, "--format", "json").out)["findings"]
    assert isinstance(found, list)
    return found


def _print(qa: Run, wrong: tuple[str, ...]) -> str:
    (found,) = _findings(qa, *wrong)
    return str(found["fingerprint"])


def test_an_accepted_finding_is_shown_and_not_counted(
    qa: Run, wrong: tuple[str, ...], tmp_path: Path
) -> None:
    print_ = _print(qa, wrong)
    done = qa("accept", print_[:8], "--reason", "맞는 값이다", "--by", "김편집", *wrong[:4])
    assert (done.code, done.out) == (0, "")
    told = tomllib.loads((tmp_path / NAME).read_text(encoding="utf-8"))[print_]
    assert told["reason"] == "맞는 값이다"
    assert told["rule"] == "money-changed"
    assert told["ko"] == "3조5000억원"
    (finding,) = _findings(qa, *wrong)
    assert finding["accepted"] == {"reason": "맞는 값이다", "by": "김편집", "when": told["when"]}
    done = qa("check", *wrong)
    assert done.code == 0
    assert "맞는 값이다 (김편집" in done.out
    assert qa("check", *wrong, "--no-accepted").code == 1


def test_it_survives_edits_elsewhere_and_not_those_of_its_sentence(
    qa: Run, wrong: tuple[str, ...], tmp_path: Path
) -> None:
    qa("accept", _print(qa, wrong), "--reason", "x", *wrong[:4])
    (tmp_path / "w.en.txt").write_text(
        EN_WRONG.replace("Some 4,500 new jobs are expected.", "About 4,500 jobs are expected to be created."),
        encoding="utf-8",
    )
    assert qa("check", *wrong).code == 0
    (tmp_path / "w.en.txt").write_text(EN_WRONG.replace("350 billion", "351 billion"), encoding="utf-8")
    done = qa("check", *wrong)
    assert done.code == 1
    assert "1 entry is stale" in done.err
    assert "stale" not in qa("check", *wrong, "--ignore", "money").err
    done = qa("accept", "--prune", *wrong[:4])
    assert done.code == 0
    assert tomllib.loads((tmp_path / NAME).read_text(encoding="utf-8")) == {}


def test_all_open_findings_can_be_accepted(qa: Run, wrong: tuple[str, ...], tmp_path: Path) -> None:
    assert qa("accept", "--all", "--reason", "기준선", *wrong[:4]).code == 0
    assert qa("check", *wrong).code == 0
    assert qa("accept", "--all", "--reason", "기준선", *wrong[:4]).code == 0  # nothing is left: no fault


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "nothing to accept"),
        (("0123456789abcdef",), "--reason is missing"),
        (("0123456789abcdef", "--reason", " "), "--reason is missing"),
        (("xyz", "--reason", "x"), "'xyz' is no fingerprint"),
        (("--all", "--reason", "x"), "--all needs --article"),
        (("--prune",), "--prune needs --article"),
        (("00000000", "--reason", "x", "--ko", "a.ko.txt", "--en", "w.en.txt"), "have no finding"),
    ],
)
def test_slips_are_told(
    qa: Run, wrong: tuple[str, ...], tmp_path: Path, args: tuple[str, ...], said: str
) -> None:
    done = qa("accept", *args)
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / NAME).exists()


def test_a_broken_file_is_told_and_kept(qa: Run, wrong: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("[x\n", encoding="utf-8")
    for args in (("check", *wrong), ("accept", "0123456789abcdef", "--reason", "x")):
        done = qa(*args)
        assert done.code == 2
        assert "no TOML" in done.err
    assert (tmp_path / NAME).read_text(encoding="utf-8") == "[x\n"


def test_the_file_is_found_above_and_where_the_settings_say(
    qa: Run, wrong: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "qa.toml").write_text('accepted = "kept/ok.toml"\n', encoding="utf-8")
    (tmp_path / "kept").mkdir()
    assert qa("accept", "--all", "--reason", "x", *wrong[:4]).code == 0
    assert (tmp_path / "kept" / "ok.toml").is_file()
    assert qa("check", *wrong).code == 0


@pytest.mark.parametrize("text", ["[abc]\nreason='x'\n", "0123456789abcdef = 1\n", "[0123456789abcdef]\n"])
def test_wrong_entries_are_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / NAME
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=NAME):
        read_accepted(path)


prints = st.lists(st.text(alphabet="0123456789abcdef", min_size=16, max_size=16), unique=True, max_size=8)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40)


@given(prints, prints, words)
def test_entries_are_added_and_taken_away_alone(
    tmp_path_factory: pytest.TempPathFactory, first: list[str], second: list[str], reason: str
) -> None:
    path = tmp_path_factory.mktemp("a") / NAME
    why = Acceptance(reason=f"{reason} .", by=reason, when="2026-01-01")
    path.write_text(with_entries(path, first, why, {}), encoding="utf-8")
    path.write_text(with_entries(path, second, WHY, {}), encoding="utf-8")
    found = read_accepted(path)
    assert list(found) == sorted({*first, *second})
    assert all(found[f].acceptance == (WHY if f in second else why) for f in found)
    path.write_text(without_entries(path, second), encoding="utf-8")
    assert list(read_accepted(path)) == sorted({*first} - {*second})


def test_what_others_wrote_is_kept(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text(
        '# 우리 규칙: 이유를 꼭 쓴다\n\n[ffffffffffffffff]\nreason = """여러\n[줄]"""  # 주석\nticket = 7\n',
        encoding="utf-8",
    )
    text = with_entries(path, ["0000000000000000"], WHY, {})
    assert "# 우리 규칙" in text
    assert "ticket = 7" in text
    assert "# 주석" in text
    assert tomllib.loads(text)["ffffffffffffffff"]["reason"] == "여러\n[줄]"


# --- the base version -----------------------------------------------------------------------------


def _git(folder: Path, *args: str) -> None:
    name = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *name, *args], check=True, capture_output=True)


def test_only_what_is_new_fails(qa: Run, wrong: tuple[str, ...], tmp_path: Path) -> None:
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-qm", "first")
    assert qa("check", *wrong).code == 1
    done = qa("check", *wrong, "--new-only", "--base", "HEAD", "--format", "json")
    assert done.code == 0
    assert [f["known"] for f in json.loads(done.out)["findings"]] == [True]
    (tmp_path / "w.en.txt").write_text(EN_WRONG.replace("Jan. 20", "Jan. 21"), encoding="utf-8")
    done = qa("check", *wrong, "--new-only", "--base", "HEAD", "--format", "json")
    assert done.code == 1
    told = {f["rule"]: f["known"] for f in json.loads(done.out)["findings"]}
    assert told == {"date-changed": False, "money-changed": True}


def test_a_file_that_was_not_there_is_all_new(qa: Run, wrong: tuple[str, ...], tmp_path: Path) -> None:
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", "a.ko.txt")
    _git(tmp_path, "commit", "-qm", "first")
    assert qa("check", *wrong, "--new-only", "--base", "HEAD").code == 1


def test_the_base_may_be_a_report(qa: Run, wrong: tuple[str, ...], tmp_path: Path) -> None:
    for form in ("json", "jsonl"):
        qa("check", *wrong, "--format", form, "-o", "base")
        assert qa("check", *wrong, "--new-only", "--base", "base").code == 0
    (tmp_path / "base").write_text('{"schema": "other/1"}', encoding="utf-8")
    done = qa("check", *wrong, "--new-only", "--base", "base")
    assert (done.code, done.err) == (2, "qa: base: is no report of --format json or jsonl\n")


def test_of_alike_findings_one_more_is_new(qa: Run, tmp_path: Path) -> None:
    row = "공사비는 3억원이 들었다.\tThe work cost 400 million won."
    (tmp_path / "p.ko.txt").write_text("공사비는 3억원이 들었다.\n", encoding="utf-8")
    (tmp_path / "p.tsv").write_text(f"id\tko\ten\n1\t{row}\n", encoding="utf-8")
    qa("check", "p.tsv", "--format", "json", "-o", "base.json")
    base = json.loads((tmp_path / "base.json").read_text(encoding="utf-8"))
    base = base if isinstance(base, list) else [base]
    base[0]["findings"] = []
    (tmp_path / "base.json").write_text(json.dumps(base), encoding="utf-8")
    assert qa("check", "p.tsv", "--new-only", "--base", "base.json").code == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--new-only",), "go together"),
        (("--base", "HEAD"), "go together"),
        (("--new-only", "--base", "HEAD"), "is in no git repository"),
        (("--new-only", "--base", "--upload-pack=x"), "is in no git repository"),
    ],
)
def test_a_base_that_is_none(qa: Run, wrong: tuple[str, ...], args: tuple[str, ...], said: str) -> None:
    done = qa("check", *wrong, *args)
    assert done.code == 2
    assert said in done.err


def test_a_revision_that_is_none(qa: Run, wrong: tuple[str, ...], tmp_path: Path) -> None:
    _git(tmp_path, "init", "-q")
    done = qa("check", *wrong, "--new-only", "--base", "v9")
    assert (done.code, done.err) == (2, "qa: --base v9: no such file, and no such revision\n")
