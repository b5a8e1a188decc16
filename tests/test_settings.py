"""Settings files: which one counts, what it sets, and what is said of a wrong one."""

from __future__ import annotations

import contextlib
import datetime
import json
from pathlib import Path

import pytest
from command import Run
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import ConfigError
from qa.settings import KEYS, nearest, read_settings


def _file(folder: Path, text: str, name: str = "qa.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    inner = tmp_path / "news" / "world"
    inner.mkdir(parents=True)
    _file(tmp_path, 'fail-on = "minor"')
    _file(tmp_path / "news", '[tool.qa]\nfail-on = "critical"\n', "pyproject.toml")
    _file(inner, "[tool.other]\n", "pyproject.toml")
    assert nearest(tmp_path / "a.txt").values["fail-on"].value == "minor"
    assert nearest(inner / "a.txt").values["fail-on"].value == "critical"
    assert nearest(inner / "a.txt").values["fail-on"].where.endswith("news/pyproject.toml:2")


def test_qa_toml_goes_before_pyproject(tmp_path: Path) -> None:
    _file(tmp_path, "min-score = 60")
    _file(tmp_path, "[tool.qa]\nmin-score = 70\n", "pyproject.toml")
    assert nearest(tmp_path).values["min-score"].value == 60


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    assert read_settings(_file(tmp_path, "[tool.ruff]\nline-length = 100\n", "pyproject.toml")) is None


def test_values_are_read_as_what_they_mean(tmp_path: Path) -> None:
    found = read_settings(
        _file(
            tmp_path,
            'select = ["date", "number-changed"]\nignore = "date-weekday"\npublished = 2025-01-31\n'
            'glossary = "terms/house.csv"\nlines = true\n[severity]\nordinal = "minor"\n',
        )
    )
    assert found is not None
    told = {key: setting.value for key, setting in found.values.items()}
    assert told["published"] == datetime.date(2025, 1, 31)
    assert told["glossary"] == tmp_path / "terms" / "house.csv"
    assert told["ignore"] == ("date-weekday",)
    assert isinstance(told["severity"], dict)
    assert told["severity"]["ordinal-changed"] == "minor"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('fail_on = "minor"', "qa.toml:1: unknown key 'fail_on' in the settings; did you mean 'fail-on'?"),
        ("\n\nzzz = 1", "qa.toml:3: unknown key 'zzz' in the settings, expected one of select, ignore"),
        ('min-score = "x"', "qa.toml:1: min-score is 'x', expected a number from 0 to 100"),
        ("min-score = 101", "qa.toml:1: min-score is 101, expected a number from 0 to 100"),
        ("min-score = true", "qa.toml:1: min-score is True, expected a number from 0 to 100"),
        ("min-score = nan", "qa.toml:1: min-score is nan, expected a number from 0 to 100"),
        ('fail-on = "fatal"', "qa.toml:1: fail-on is 'fatal', expected one of critical, major, minor, never"),
        ("published = 2025-01-31T10:00:00", "expected a date as 2026-01-31"),
        ("jobs = 0", "qa.toml:1: jobs is 0, expected a whole number from 1 to 256"),
        ("glossary = 3", "qa.toml:1: glossary is 3, expected a text"),
        ('ignore = ["dat"]', "qa.toml:1: ignore: no rule or family is called 'dat'; did you mean date?"),
        ('\n[severity]\ndatum = "minor"', "qa.toml:2: severity: no rule or family is called 'datum'"),
        ('[severity]\ndate = "fatal"', "qa.toml:1: severity is {'date': 'fatal'}, expected neutral, minor"),
        ('fail-on = "minor"\nfail-on = "major"', "qa.toml: no TOML: Cannot overwrite a value"),
        ("[[overrides]]\nmin-score = 3", "qa.toml:1: an override has no list of paths"),
        ('overrides = "x"', "qa.toml:1: overrides: expected tables headed [[overrides]]"),
        (
            '[[overrides]]\npaths = ["a"]\nmin-score = 3\n[[overrides]]\npaths = "b"\nlang = "ko"',
            "qa.toml:6: unknown key 'lang' in an override",
        ),
        ("a = [" + "[" * 5000, "no TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as fault:
        read_settings(_file(tmp_path, text))
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "제목".encode("cp949")])
def test_another_encoding_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "qa.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError, match="is not UTF-8"):
        read_settings(path)


@given(st.text(alphabet="[]\"=\n ab.#'", max_size=60))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "qa.toml"
    path.write_text(text, encoding="utf-8")
    with contextlib.suppress(ConfigError):
        read_settings(path)


def test_overrides_are_for_their_paths(tmp_path: Path) -> None:
    found = read_settings(
        _file(
            tmp_path,
            'min-score = 50\n[[overrides]]\npaths = ["opinion", "*.draft.txt"]\nmin-score = 30\n'
            '[[overrides]]\npaths = ["opinion/old/*"]\nignore = ["order"]\n',
        )
    )
    assert found is not None

    def score(name: str) -> object:
        return found.of(tmp_path / name)["min-score"].value

    assert score("news/a.txt") == 50
    assert score("opinion/a.txt") == score("x/b.draft.txt") == 30
    assert found.of(tmp_path / "opinion/old/c.txt")["ignore"].value == ("order",)
    assert score("../elsewhere/opinion/a.txt") == 50


# --- in the command -------------------------------------------------------------------------------


def test_the_file_sets_what_the_command_line_does_not(
    qa: Run, wrong: tuple[str, ...], tmp_path: Path
) -> None:
    assert qa("check", *wrong).code == 1
    _file(tmp_path, 'fail-on = "never"\n')
    assert qa("check", *wrong).code == 0
    assert qa("check", *wrong, "--fail-on", "major").code == 1


def test_severity_is_changed(qa: Run, wrong: tuple[str, ...], tmp_path: Path) -> None:
    _file(tmp_path, '[severity]\nmoney-changed = "minor"\n')
    done = qa("check", *wrong, "--format", "json")
    assert done.code == 0
    told = json.loads(done.out)
    assert [f["severity"] for f in told["findings"] if f["rule"] == "money-changed"] == ["minor"]
    assert "severity:" in told["signature"]


def test_an_override_is_for_one_article(qa: Run, wrong: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "w.ko.txt").write_bytes((tmp_path / "a.ko.txt").read_bytes())
    _file(tmp_path, '[[overrides]]\npaths = ["w.en.txt"]\nignore = ["money"]\npublished = 1\n')
    assert "unknown key 'published' in an override" in qa("check", ".").err
    _file(tmp_path, 'published = 2025-01-31\n[[overrides]]\npaths = ["w.en.txt"]\nignore = ["money"]\n')
    told = json.loads(qa("check", ".", "--format", "json").out)
    assert [f["rule"] for article in told for f in article["findings"]] == []


def test_the_named_file_must_hold_settings(qa: Run, sides: tuple[str, ...], tmp_path: Path) -> None:
    _file(tmp_path, "[project]\nname = 'x'\n", "pyproject.toml")
    done = qa("check", *sides, "--config", "pyproject.toml")
    assert (done.code, done.err) == (2, "qa: pyproject.toml: has no table [tool.qa]\n")
    assert qa("check", *sides, "--config", "none.toml").code == 2


def test_a_link_to_itself_is_told(qa: Run, tmp_path: Path) -> None:
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    done = qa("config", "--config", "loop.toml")
    assert (done.code, done.err) == (2, "qa: loop.toml: cannot be read: Too many levels of symbolic links\n")


def test_what_is_in_force_is_shown(qa: Run, tmp_path: Path) -> None:
    _file(tmp_path, 'fail-on = "minor"\nreports = ["json=out.json"]\n[severity]\ndate-weekday = "neutral"\n')
    done = qa("config")
    assert done.code == 0
    lines = done.out.splitlines()
    assert len(lines) == len(KEYS) + 1
    assert "fail-on    minor  # qa.toml:1" in lines
    assert "severity   date-weekday neutral  # qa.toml:3" in lines
    assert "min-score  none  # default" in lines


def test_reports_of_the_file_are_written(qa: Run, sides: tuple[str, ...], tmp_path: Path) -> None:
    _file(tmp_path, 'reports = ["json=out.json"]\n')
    assert qa("check", *sides).code == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["verdict"] == "pass"


def test_several_processes_say_the_same(qa: Run, wrong: tuple[str, ...], tmp_path: Path) -> None:
    rows = ["id\tko\ten"]
    rows += [
        f"{n}\t공사비는 {n}억원이 들었다.\tThe work cost {n + n % 2}00 million won." for n in range(1, 9)
    ]
    (tmp_path / "p.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    one = qa("check", "p.tsv", "--format", "jsonl", "-o", "1.jsonl")
    two = qa("check", "p.tsv", "--format", "jsonl", "-o", "2.jsonl", "--jobs", "2")
    assert (one.code, two.code) == (1, 1)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
