"""Several reports of one run: all are written or none, and CI's own files are found by themselves."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from command import Run

from qa import output
from qa.errors import ReadError
from qa.output import write_all

ALL = ("json", "jsonl", "markdown", "csv", "sarif", "junit", "github", "gitlab")


def test_every_format_at_once(qa: Run, wrong: tuple[str, ...], tmp_path: Path) -> None:
    wanted = [part for form in ALL for part in ("--report", f"{form}=out.{form}")]
    code, out, err = qa("check", *wrong, *wanted)
    assert (code, err) == (1, "")
    assert "money-changed" in out
    for form in ALL:
        assert "350 billion won" in (tmp_path / f"out.{form}").read_text(encoding="utf-8"), form
    assert "a.ko.txt" in (tmp_path / "out.sarif").read_text(encoding="utf-8")


def test_if_one_cannot_be_written_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text("old")
    real = output._part

    def full(text: str, path: Path) -> Path:
        if path == second:
            raise ReadError("cannot write: No space left on device", path=str(path))
        return real(text, path)

    monkeypatch.setattr(output, "_part", full)
    with pytest.raises(ReadError, match="No space left"):
        write_all([("new", first), ("new", second)])
    assert first.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["1.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("order", [["json=r.json", "csv=/dev/full"], ["csv=/dev/full", "json=r.json"]])
def test_a_full_device_leaves_no_file(
    qa: Run, wrong: tuple[str, ...], tmp_path: Path, order: list[str]
) -> None:
    code, _, err = qa("check", *wrong, *[part for one in order for part in ("--report", one)])
    assert code == 2
    assert err == "qa: /dev/full: cannot write: No space left on device\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.en.txt", "a.ko.txt", "w.en.txt"]


def test_a_report_keeps_the_rights_of_any_new_file(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_all([("text", tmp_path / "new.txt")])
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupted_write_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl-C between the writing of the parts and their taking place."""
    script = (
        "import os, signal, sys, pathlib\n"
        "from qa import cli, output\n"
        "def stopped(text, path):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "output._to_standard_output = lambda text: stopped(text, None)\n"
        "def check():\n"
        "    output.write_all([('x', pathlib.Path('r.json')), ('y', None)])\n"
        "cli.cli.main = lambda **_: check()\n"
        "cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 128 + signal.SIGINT
    assert done.stderr == "qa: interrupted\n"
    assert list(tmp_path.iterdir()) == []


def test_files_are_named_from_the_root_of_the_repository(
    qa: Run, wrong: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    assert json.loads(qa("check", *wrong, "--format", "gitlab").out)[0]["location"]["path"] == "w.en.txt"
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path.parent))
    named = json.loads(qa("check", *wrong, "--format", "gitlab").out)[0]["location"]["path"]
    assert named == f"{tmp_path.name}/w.en.txt"
    monkeypatch.setenv("CI_PROJECT_DIR", "/somewhere/else")
    assert json.loads(qa("check", *wrong, "--format", "gitlab").out)[0]["location"]["path"] == "w.en.txt"


def test_github_gets_a_summary(
    qa: Run, wrong: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    (tmp_path / "summary.md").write_text("# Before\n")
    code, out, err = qa("check", *wrong, "--format", "github")
    assert (code, err) == (1, "")
    assert out.startswith("::error file=w.en.txt,")
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("# Before\n# ❌ FAIL")
    qa("check", *wrong, "--format", "gitlab")
    assert (tmp_path / "summary.md").read_text(encoding="utf-8") == summary


def test_a_summary_that_is_nearly_full_is_not_overfilled(
    qa: Run, wrong: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    (tmp_path / "summary.md").write_text("x" * 899_900)
    assert qa("check", *wrong, "--format", "github").code == 1
    assert (tmp_path / "summary.md").stat().st_size <= 900_000
    (tmp_path / "summary.md").write_text("x" * 950_000)
    assert qa("check", *wrong, "--format", "github").code == 1
    assert (tmp_path / "summary.md").stat().st_size == 950_000


def test_rules_link_to_pages_where_somebody_says_where(
    qa: Run, wrong: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_DOCS_URL", "https://example.org/docs/")
    log = json.loads(qa("check", *wrong, "--format", "sarif").out)
    uris = {rule.get("helpUri") for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert "https://example.org/docs/money.md" in uris
