"""Progress, watching, interruption, completion: as a terminal's user meets them."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from command import EN, EN_WRONG, KO, PUBLISHED, Run

ROOT = Path(__file__).parents[1]
posix = pytest.mark.skipif(os.name != "posix", reason="terminals and signals")
ROWS = "id\tko\ten\n" + "".join(
    f"r{n}\t참가자는 {n + 20}명이다.\tThere are {n + 20} participants.\n" for n in range(40)
)


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **more}


# --- progress -------------------------------------------------------------------------------------


def at_a_terminal(folder: Path, *arguments: str, **more: str) -> tuple[int, bytes, bytes]:
    """Exit code, standard output (a pipe) and what the terminal at standard error was sent."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "qa", *arguments],
        cwd=folder,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    out, shown = b"", b""
    assert process.stdout is not None
    open_ends = [process.stdout.fileno(), ours]
    while open_ends:
        for end in select.select(open_ends, [], [])[0]:
            try:
                data = os.read(end, 65536)
            except OSError:  # Linux: the other end of the terminal was closed
                data = b""
            if not data:
                open_ends.remove(end)
            elif end == ours:
                shown += data
            else:
                out += data
    os.close(ours)
    process.stdout.close()
    return process.wait(), out, shown


@posix
def test_a_bar_counts_articles_at_a_terminal_and_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "p.tsv").write_text(ROWS, encoding="utf-8")
    code, out, shown = at_a_terminal(tmp_path, "check", "p.tsv", "--format", "jsonl")
    assert code == 0
    assert out.count(b"\n") == 40
    assert b"checking" in shown
    assert b"40/40" in shown
    assert shown.endswith(b"\x1b[1A\x1b[2K")
    assert b"\x1b" not in out


@posix
@pytest.mark.parametrize("case", [["--quiet"], ["TERM=dumb"]], ids=str)
def test_no_bar_where_nobody_wants_it(tmp_path: Path, case: list[str]) -> None:
    (tmp_path / "p.tsv").write_text(ROWS, encoding="utf-8")
    more = {"TERM": "dumb"} if case == ["TERM=dumb"] else {}
    options = case if not more else []
    assert at_a_terminal(tmp_path, "check", "p.tsv", "--format", "jsonl", *options, **more)[2] == b""


def test_no_bar_without_a_terminal(qa: Run, tmp_path: Path) -> None:
    (tmp_path / "p.tsv").write_text(ROWS, encoding="utf-8")
    assert qa("check", "p.tsv", "--format", "jsonl").err == ""


# --- output ---------------------------------------------------------------------------------------


def test_a_dash_is_standard_output(qa: Run, wrong: tuple[str, ...]) -> None:
    assert qa("check", *wrong, "-o", "-") == qa("check", *wrong)
    told = qa("check", *wrong, "--report", "csv=-", "--format", "gitlab", "-o", "g.json")
    assert told.out.startswith("\ufeffarticle,")


def test_quiet_says_the_verdicts_alone(qa: Run, wrong: tuple[str, ...]) -> None:
    code, out, err = qa("check", *wrong, "-q")
    assert (code, err) == (1, "")
    assert out.startswith("FAIL")
    assert out.count("\n") == 1


# --- watching -------------------------------------------------------------------------------------


class Watched:
    """A running `qa check --watch` whose two outputs are one stream of lines."""

    def __init__(self, folder: Path, arguments: Sequence[str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qa", "check", *arguments, "--watch"],
            cwd=folder,
            env=environment(PYTHONUNBUFFERED="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.said = b""

    def until(self, text: str, times: int = 1) -> str:
        """What was said, once `text` was said so often; a minute is more than enough."""
        assert self.process.stdout is not None
        end = time.monotonic() + 60
        while self.said.count(text.encode()) < times:
            assert select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))[0], self.said
            data = os.read(self.process.stdout.fileno(), 65536)
            assert data, self.said.decode()
            self.said += data
        return self.said.decode()


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[Watched]:
    watched = Watched(folder, arguments)
    try:
        yield watched
    finally:
        if watched.process.poll() is None:
            os.killpg(watched.process.pid, signal.SIGKILL)
        watched.process.wait()
        assert watched.process.stdout is not None
        watched.process.stdout.close()


WAITING = "qa: waiting for changes (Ctrl-C ends)\n"


@posix
def test_a_change_is_checked_again_and_a_report_is_no_change(sides: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "elsewhere.log").write_text("")
    with watching(tmp_path, *sides, "-q", "--report", "json=r.json") as watched:
        assert watched.until(WAITING).startswith("PASS")
        assert (tmp_path / "r.json").exists()
        (tmp_path / "elsewhere.log").write_text("not ours")
        (tmp_path / "a.en.txt").write_text(EN_WRONG, encoding="utf-8")
        said = watched.until(WAITING, times=2)
        assert "qa: changed: a.en.txt\n" in said
        assert "FAIL" in said
        # an editor writes beside and renames
        (tmp_path / "new").write_text(EN, encoding="utf-8")
        (tmp_path / "new").rename(tmp_path / "a.en.txt")
        watched.until(WAITING, times=3)
        (tmp_path / "qa.toml").write_text("fail-on = 3\n")
        said = watched.until(WAITING, times=4)
        assert "qa: qa.toml:1: fail-on is 3, expected one of" in said  # told, and not the end
        (tmp_path / "qa.toml").write_text("min-score = 100\n")
        said = watched.until(WAITING, times=5)
        assert said.count("qa: changed: ") == 4
        os.killpg(watched.process.pid, signal.SIGINT)
        assert watched.process.wait(30) == 130
        assert watched.until("qa: interrupted\n").count("Traceback") == 0


@posix
def test_new_articles_of_a_folder_are_seen(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name, text in (("a.ko.txt", KO), ("a.en.txt", EN)):
        (tmp_path / "news" / name).write_text(text, encoding="utf-8")
    with watching(tmp_path, "news", "-q", "--published", PUBLISHED) as watched:
        watched.until(WAITING)
        (tmp_path / "next").mkdir()
        for name, text in (("b.ko.txt", KO), ("b.en.txt", EN_WRONG)):
            (tmp_path / "next" / name).write_text(text, encoding="utf-8")
        (tmp_path / "next").rename(tmp_path / "news" / "next")
        assert "FAIL" in watched.until(WAITING, times=2)


def test_standard_input_is_not_watched(qa: Run) -> None:
    code, out, err = qa("check", "-", "--watch", stdin=KO.encode())
    assert (code, out) == (2, "")
    assert "--watch: standard input (-) cannot be read again" in err


# --- interruption ---------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_leaves_nothing_behind(tmp_path: Path, jobs: str) -> None:
    """Ctrl-C goes to all processes of a terminal; nobody prints a traceback."""
    rows = "id\tko\ten\n" + "".join(
        f"r{n}\t참가자 {n + 20}명이 서울에서 만났다.\tSome {n + 20} participants met in Seoul.\n"
        for n in range(4000)
    )
    (tmp_path / "p.tsv").write_text(rows, encoding="utf-8")
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "qa",
            "check",
            "p.tsv",
            "--jobs",
            jobs,
            "-o",
            "r.txt",
            "--report",
            "json=r.json",
        ],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    time.sleep(4)  # somewhere in the middle; wherever it is, the end is the same
    assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (130, "", "qa: interrupted")
    assert [p.name for p in tmp_path.iterdir()] == ["p.tsv"]


# --- completion -----------------------------------------------------------------------------------


def completed(*words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv = ['qa']; from qa.cli import main; main()"],
        env=environment(
            _QA_COMPLETE="bash_complete", COMP_WORDS=" ".join(words), COMP_CWORD=str(len(words) - 1)
        ),
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("qa", "ru"), ["rules"]),
        (("qa", "check", "--format", "s"), ["sarif"]),
        (("qa", "check", "--fail-on", "m"), ["major", "minor"]),
        (("qa", "rules", "date-w"), ["date-weekday"]),
        (("qa", "check", "--select", "headline-c"), ["headline-changed"]),
        (("qa", "check", "--ignore", "date,headline-c"), ["date,headline-changed"]),
        (("qa", "init", "--only", "g"), ["github", "gitlab"]),
    ],
    ids=str,
)
def test_the_shell_completes(words: tuple[str, ...], wanted: list[str]) -> None:
    assert completed(*words) == wanted


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shells_script_is_printed(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv = ['qa']; from qa.cli import main; main()"],
        env=environment(_QA_COMPLETE=f"{shell}_source"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "_QA_COMPLETE" in done.stdout
