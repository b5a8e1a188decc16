"""An article whose sides do not belong together is told in one line, and nothing else is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.checks import CHECKS, RULES
from qa.config import Config, selection
from qa.pipeline import check_articles
from qa.read import ReadOptions, read_sides
from qa.report import FORMATS, RenderOptions

SAMPLES = Path(__file__).parents[1] / "samples"
KO, EN = SAMPLES / "editorial-grid" / "ko.txt", SAMPLES / "science-telescope" / "en_good.txt"
NEEDY = {r.id for r in RULES.values() if r.needs == "glossary"}
"""Rules that say nothing without a glossary."""


def test_unrelated_sides_are_one_finding() -> None:
    article = read_sides(KO, EN, ReadOptions())
    report = next(check_articles([article], Config()))
    assert [f.rule for f in report.findings] == ["alignment-poor"]
    assert report.verdict == "review"
    assert {s.rule for s in report.skipped} == {r.id for c in CHECKS if c.on_links for r in c.rules} | NEEDY
    assert len({s.reason for s in report.skipped if s.rule not in NEEDY}) == 1
    printed = FORMATS["terminal"]([report], RenderOptions(width=100))
    assert printed.count("alignment-poor") <= 3
    poor = [s for s in report.skipped if "alignment-poor" in s.reason]
    assert f"{len(poor)} rules (date, time" in printed


def test_who_ignores_it_gets_every_check() -> None:
    article = read_sides(KO, EN, ReadOptions())
    report = next(check_articles([article], Config(select=selection((), ("alignment-poor",)))))
    assert len(report.findings) > 5
    assert {s.rule for s in report.skipped} == NEEDY
    assert report.verdict == "fail"


@pytest.mark.parametrize("sample", sorted(p.parent.name for p in SAMPLES.glob("*/en_bad.txt")))
@pytest.mark.parametrize("half", ["first", "last"])
def test_half_an_article_is_no_other_article(tmp_path: Path, sample: str, half: str) -> None:
    paragraphs = (SAMPLES / sample / "en_bad.txt").read_text(encoding="utf-8").strip().split("\n\n")
    middle = len(paragraphs) // 2
    kept = paragraphs[:middle] if half == "first" else paragraphs[middle:]
    (tmp_path / "en.txt").write_text("\n\n".join(kept), encoding="utf-8")
    article = read_sides(SAMPLES / sample / "ko.txt", tmp_path / "en.txt", ReadOptions())
    report = next(check_articles([article], Config(select=frozenset({"alignment-poor"}))))
    assert not report.findings
