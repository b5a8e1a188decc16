"""What the README says is what happens."""

from __future__ import annotations

import re
from pathlib import Path

from qa.checks import CHECKS
from qa.config import Config
from qa.pipeline import check_articles
from qa.read import ReadOptions, read_page
from qa.report import FORMATS, RenderOptions

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _fences(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_two_commands_set_themselves_up() -> None:
    installing = [line for fence in _fences("sh") for line in fence.splitlines() if "pip install" in line]
    assert len(installing) == 2
    assert all("-m venv" in line and "-c constraints.txt" in line for line in installing)
    assert re.search(r"qa check (\S+)", installing[0])
    assert "pytest" in installing[1]


def test_the_excerpt_is_what_the_first_command_prints() -> None:
    sample = re.search(r"qa check (\S+\.txt)", _fences("sh")[0])
    assert sample
    article = read_page(ROOT / sample.group(1), ReadOptions())
    report = next(check_articles([article], Config(fail_on="never")))
    printed = FORMATS["terminal"]([report], RenderOptions(width=100))
    at = 0
    for chunk in _fences("text")[0].split("…\n"):
        # the verdict line depends on the gate, which the command leaves open
        lines = [line for line in chunk.splitlines() if not line.startswith(("FAIL", "REVIEW"))]
        wanted = "\n".join(lines)
        found = printed.find(wanted, at)
        assert found >= 0, wanted
        at = found + len(wanted)


def test_the_table_of_checks_is_the_catalogue() -> None:
    rows = [
        f"| [{c.id}](docs/checks/{c.id}.md) | {', '.join(f'`{r.id}`' for r in c.rules)} | {c.title} |"
        for c in CHECKS
    ]
    assert "\n".join(rows) in README


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "samples" / "README.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_start_to_finish_names_real_modules() -> None:
    story = (ROOT / "docs" / "start-to-finish.md").read_text(encoding="utf-8")
    for name in re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", story):
        assert (ROOT / name).exists() or (ROOT / "qa" / name).exists() or list((ROOT / "qa").rglob(name)), (
            name
        )
