"""The GitHub action, the pre-commit hook and what `qa init` writes: valid by others' schemas, and run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import EN, EN_WRONG, KO, Run

import qa as package
from qa.settings import KEYS, read_settings

ROOT = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, dict[str, Any]] = {s["id"]: s for s in ACTION["runs"]["steps"] if "id" in s}
posix = pytest.mark.skipif(os.name != "posix", reason="the steps are bash")


def valid(schema: str, *files: Path) -> None:
    """Checked by check-jsonschema against the schema that it brings along."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# --- the action -----------------------------------------------------------------------------------


def test_the_action_is_valid() -> None:
    valid("vendor.github-actions", ROOT / "action.yml")


def test_no_input_is_part_of_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_every_input_is_used() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([a-z-]+)", text)) == set(ACTION["inputs"])


@posix
def test_the_scripts_are_bash() -> None:
    for step in STEPS.values():
        subprocess.run(["bash", "-n"], input=step["run"], text=True, check=True)


class Job:
    """A run of the action's own step, as a runner would: its script, its variables, its files."""

    def __init__(self, folder: Path) -> None:
        self.work = folder / "work"
        self.temp = folder / "temp dir"
        (self.work / "articles").mkdir(parents=True)
        tool = self.temp / "qa" / "bin" / "qa"
        tool.parent.mkdir(parents=True)
        tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m qa "$@"\n')
        tool.chmod(0o755)
        self.output, self.summary = folder / "output", folder / "summary"

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        values = {name: spec["default"] for name, spec in ACTION["inputs"].items()}
        values |= {name.replace("_", "-"): value for name, value in inputs.items()}
        github = {"github.action_repository": "paper/qa", "github.action_ref": "v1"}
        variables = {
            name: github.get(told := expression.strip("${} "), values.get(told.removeprefix("inputs."), ""))
            for name, expression in STEPS["check"]["env"].items()
        }
        environment = {
            **os.environ,
            **variables,
            "PYTHONPATH": str(ROOT),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKSPACE": str(self.work),
            "GITHUB_SERVER_URL": "https://github.com",
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS["check"]["run"]],
            cwd=self.work,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def put(self, name: str, text: str) -> None:
        (self.work / name).write_text(text, encoding="utf-8")


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path)


@posix
def test_a_pull_request_with_an_error(job: Job) -> None:
    job.put("articles/a.ko.txt", f"2025-01-31\n{KO}")
    job.put("articles/a.en.txt", f"Jan. 31, 2025\n{EN_WRONG}")
    done = job.run(paths="articles", lang="ko")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=articles/a.en.txt,line=")
    outputs = dict(line.split("=", 1) for line in job.output.read_text().splitlines())
    assert outputs["exit-code"] == "1"
    reports = Path(outputs["reports"])
    assert sorted(p.name for p in reports.iterdir()) == ["qa.html", "qa.json", "qa.sarif"]
    assert '<html lang="ko"' in (reports / "qa.html").read_text(encoding="utf-8")
    rules = json.loads((reports / "qa.sarif").read_text())["runs"][0]["tool"]["driver"]["rules"]
    assert rules[1]["helpUri"] == "https://github.com/paper/qa/blob/v1/docs/checks/date.md"
    assert "❌ FAIL" in job.summary.read_text(encoding="utf-8")


@posix
def test_inputs_become_options(job: Job) -> None:
    told = job.temp / "told"
    (job.temp / "qa" / "bin" / "qa").write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{told}'\n")
    assert job.run(paths="articles").returncode == 0
    start = ["check", "--format", "github"]
    for form in ("html", "sarif", "json"):
        start += ["--report", f"{form}={job.temp}/qa-report/qa.{form}"]
    assert told.read_text().splitlines() == [*start, "--", "articles"]
    options = {
        "fail_on": "minor", "min_score": "70", "select": "date,time", "ignore": "date-weekday",
        "glossary": "my terms.csv", "config": "other.toml", "lang": "ko",
    }  # fmt: skip
    assert job.run(paths="a\nb", base="origin/main", **options).returncode == 0
    flat = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", value)]
    assert told.read_text().splitlines() == [
        *start, *flat, "--new-only", "--base", "origin/main", "--", "a", "b",
    ]  # fmt: skip


@posix
def test_paths_are_lines_and_never_commands(job: Job) -> None:
    name = "-o $(touch hacked) `touch hacked` ; touch hacked &.txt"
    job.put(f"{name[:-4]}.ko.txt", KO)
    job.put(f"{name[:-4]}.en.txt", EN)
    job.put("b.ko.txt", KO)
    job.put("b.en.txt", EN)
    done = job.run(paths=f"{name[:-4]}.en.txt\n\nb.en.txt\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("qa: PASS") == 2
    assert not (job.work / "hacked").exists()


@posix
def test_what_cannot_be_checked_is_no_failed_gate(job: Job) -> None:
    done = job.run(paths="nowhere")
    assert done.returncode == 2
    assert "nowhere: no such file or folder" in done.stderr
    assert "exit-code=2" in job.output.read_text()


@posix
def test_a_base_version(job: Job) -> None:
    """What the target branch has too passes."""

    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
            cwd=job.work,
            capture_output=True,
            check=True,
        )

    git("init", "-q", "-b", "main")
    job.put("articles/a.ko.txt", KO)
    job.put("articles/a.en.txt", EN_WRONG)
    git("add", ".")
    git("commit", "-qm", "base")
    job.put("articles/a.en.txt", EN_WRONG.replace("4,500", "45,000"))
    done = job.run(paths="articles", base="main")
    assert done.returncode == 1
    assert done.stdout.count("::error") == 1
    assert "45,000" in done.stdout


# --- the pre-commit hook --------------------------------------------------------------------------


def test_the_hook_is_valid() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("articles/a.ko.txt", True),
        ("a.en.md", True),
        ("2025/ko/summit.html", True),
        ("en/summit.txt", True),
        ("README.md", False),
        ("articles/token.txt", False),
        ("men/summit.txt", False),
        ("ko/2025/summit.txt", False),
    ],
)
def test_the_hook_takes_the_sides_of_articles(path: str, fits: bool) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert bool(re.search(hook["files"], path)) == fits


def test_the_hooks_command_checks_a_changed_side_with_its_other_side(qa: Run, tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *arguments = hook["entry"].split()
    assert program == "qa"
    for name, text in (("a.ko.txt", KO), ("a.en.txt", EN_WRONG)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    code, out, _ = qa(*arguments, "a.en.txt")
    assert code == 1
    assert "3조5000억원" in out


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs a clone")
def test_the_hook_runs_in_pre_commit(tmp_path: Path) -> None:
    """A real `pre-commit try-repo`; what qa depends on is lent to it, since nothing may be downloaded."""
    pytest.importorskip("setuptools")
    pytest.importorskip("pre_commit")
    project, source = tmp_path / "project", tmp_path / "source"
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PIP_"))}
    environment = clean | {
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # as pip reads it, 0 means without isolation
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p.endswith("site-packages")),
        "GIT_AUTHOR_NAME": "t",
        "GIT_AUTHOR_EMAIL": "t@example.org",
        "GIT_COMMITTER_NAME": "t",
        "GIT_COMMITTER_EMAIL": "t@example.org",
    }

    def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300
        )

    run("git", "clone", "--quiet", "--depth=1", ROOT.as_uri(), str(source), cwd=tmp_path)
    project.mkdir()
    (project / "a.ko.txt").write_text(KO, encoding="utf-8")
    (project / "a.en.txt").write_text(EN_WRONG, encoding="utf-8")
    run("git", "init", "-q", cwd=project)
    run("git", "add", ".", cwd=project)
    done = run(sys.executable, "-m", "pre_commit", "try-repo", str(source), "qa", "--all-files", cwd=project)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "money-changed" in done.stdout
    assert "exit code: 1" in done.stdout


# --- qa init --------------------------------------------------------------------------------------


def test_a_project_is_begun(qa: Run, tmp_path: Path) -> None:
    code, out, err = qa(
        "init", "--source", "https://github.com/paper/translation-qa.git", "--articles", "news"
    )
    assert (code, out) == (0, "")
    written = [".github/workflows/qa.yml", ".pre-commit-config.yaml", "qa.toml"]
    assert sorted(line.removesuffix(": written") for line in err.splitlines()) == written
    found = (p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert sorted(found) == written
    valid("vendor.github-workflows", tmp_path / written[0])
    workflow = (tmp_path / written[0]).read_text(encoding="utf-8")
    assert f"uses: paper/translation-qa@v{package.__version__}\n" in workflow
    assert "paths: news\n" in workflow
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", str(tmp_path / written[1])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    hook = yaml.safe_load((tmp_path / written[1]).read_text(encoding="utf-8"))["repos"][0]
    assert (hook["repo"], hook["rev"]) == (
        "https://github.com/paper/translation-qa",
        f"v{package.__version__}",
    )
    assert re.search(hook["hooks"][0]["files"], "news/2025/a.ko.txt")
    assert re.search(hook["hooks"][0]["files"], "news/ko/a.txt")
    assert not re.search(hook["hooks"][0]["files"], "old-news/a.ko.txt")


def test_gitlabs_file_is_valid_and_in_the_documentation(qa: Run, tmp_path: Path) -> None:
    assert qa("init", "--only", "gitlab").code == 0
    valid("vendor.gitlab-ci", tmp_path / ".gitlab-ci.yml")
    text = (tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert f"```yaml\n{text}```\n" in (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def test_the_workflow_is_in_the_documentation(qa: Run, tmp_path: Path) -> None:
    documentation = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    assert qa("init").code == 0
    for name in (".github/workflows/qa.yml", ".pre-commit-config.yaml"):
        assert f"```yaml\n{(tmp_path / name).read_text(encoding='utf-8')}```\n" in documentation


def uncommented(text: str) -> str:
    """As a user does it: the `#` taken away before every setting."""
    return re.sub(r"^#(?=[\[a-z])", "", text, flags=re.MULTILINE)


def test_the_settings_file_names_every_key_and_is_right(qa: Run, tmp_path: Path) -> None:
    assert qa("init", "--only", "settings").code == 0
    text = (tmp_path / "qa.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {}
    settings = read_settings(tmp_path / "qa.toml")
    assert settings is not None
    assert not settings.values
    (tmp_path / "qa.toml").write_text(uncommented(text), encoding="utf-8")
    settings = read_settings(tmp_path / "qa.toml")
    assert settings is not None
    assert set(settings.values) == set(KEYS)
    assert settings.overrides[0].paths == ("opinion", "*.draft.txt")


def test_the_defaults_it_names_are_the_defaults(qa: Run, tmp_path: Path) -> None:
    assert qa("init", "--only", "settings").code == 0
    text = uncommented((tmp_path / "qa.toml").read_text(encoding="utf-8"))
    told = tomllib.loads(text)
    from qa.commands.check import check

    defaults = {p.name.replace("_", "-"): p.default for p in check.params if p.name}
    for key in ("fail-on", "direction", "lang", "jobs", "encoder"):
        assert told[key] == defaults[key], key
    assert told["lines"] is False


@pytest.mark.parametrize("there", ["qa.toml", ".pre-commit-config.yaml", ".github/workflows/qa.yml"])
def test_nothing_is_written_over(qa: Run, tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / there).write_text("mine\n")
    code, out, err = qa("init")
    assert (code, out) == (2, "")
    assert err.startswith(f"qa: {there}: is there already and is not written over; `qa init --only ")
    assert err.count("\n") == 1
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [tmp_path / there]
    assert (tmp_path / there).read_text() == "mine\n"
    suggested = re.search(r"`qa (init [^`]*)`", err)
    assert suggested
    assert qa(*suggested[1].split()).code == 0
    assert (tmp_path / there).read_text() == "mine\n"


def test_it_can_be_printed(qa: Run, tmp_path: Path) -> None:
    code, out, err = qa("init", "--stdout", "--only", "pre-commit")
    assert (code, err) == (0, "")
    assert "- id: qa" in out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        ["--articles", "a b"],
        ["--articles", "$(rm x)"],
        ["--articles", "-x"],
        ["--source", "javascript:1"],
        ["--source", "https://x/\n- run: y"],
        ["nowhere"],
    ],
    ids=str,
)
def test_what_is_wrong_is_one_line(qa: Run, tmp_path: Path, wrong: list[str]) -> None:
    code, out, err = qa("init", *wrong)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_templates_are_complete(qa: Run) -> None:
    out = qa(
        "init", "--stdout", *(p for name in ("github", "gitlab", "pre-commit") for p in ("--only", name))
    ).out
    assert "OWNER/translation-qa" in out
    assert not re.search("@(articles|source|slug|version)@", out)
