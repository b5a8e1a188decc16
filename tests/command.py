"""The command as its users meet it, run in the test's own process, and a small article to run it on."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from qa.cli import main

KO = """\
항만공사, 새 부두 내년 3월 개장

항만공사는 지난 20일 새 컨테이너 부두의 공사를 마쳤다고 밝혔다. 공사비는 모두 3조5000억원이 들었다.

부두가 문을 열면 한 해 200만 개의 컨테이너를 처리할 수 있다. 일자리는 4500개가 새로 생길 전망이다.
"""
EN = """\
Port authority to open new pier next March

The port authority said on Jan. 20 that it had finished building its new container pier. The work cost \
a total of 3.5 trillion won.

Once it opens, the pier will be able to handle 2 million containers a year. Some 4,500 new jobs are expected.
"""
EN_WRONG = EN.replace("3.5 trillion won", "350 billion won")
PUBLISHED = "2025-01-31"


class Result(NamedTuple):
    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *args: str | Path, stdin: bytes = b"") -> Result: ...


@pytest.fixture
def qa(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """`qa(*arguments)` is a run of the command, in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    # else the program is named after the test runner's module
    monkeypatch.setattr(sys.modules["__main__"], "__package__", None)

    def run(*args: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["qa", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return Result(stop.value.code, out, err)

    return run


@pytest.fixture
def sides(tmp_path: Path) -> tuple[str, ...]:
    """Options that name the faithful article."""
    (tmp_path / "a.ko.txt").write_text(KO, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(EN, encoding="utf-8")
    return ("--ko", "a.ko.txt", "--en", "a.en.txt", "--published", PUBLISHED)


@pytest.fixture
def wrong(sides: tuple[str, ...], tmp_path: Path) -> tuple[str, ...]:
    """Options that name the same article with a sum ten times too small."""
    (tmp_path / "w.en.txt").write_text(EN_WRONG, encoding="utf-8")
    return ("--ko", "a.ko.txt", "--en", "w.en.txt", "--published", PUBLISHED)
