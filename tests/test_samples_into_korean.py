"""The sample with an English original: quiet on the faithful Korean, right on the drifts."""

from __future__ import annotations

import contextlib
import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qa.config import Config
from qa.model import Finding, Report, Severity
from qa.pipeline import check_articles
from qa.read import ReadOptions, read_sides
from qa.report import FORMATS, RenderOptions

FOLDER = Path(__file__).parent.parent / "samples" / "transport-ferry"
GOLD: dict[str, Any] = json.loads((FOLDER / "gold.json").read_text(encoding="utf-8"))
SIDES = ("good", "bad")
SUGGESTED = {
    "date": "다음 달 8일",
    "money": "6200만 달러",
    "number": "11명",
    "percent": "12%",
    "time": "오전 5시45분",
    "unit": "28m",
    "ordinal": "여섯 번째",
}
_SIGNATURE = re.compile(r"\bqa:[0-9][^\s\"]*")


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    assert meta["direction"] == "en-ko"
    options = ReadOptions(published=datetime.date.fromisoformat(meta["published"]), direction="en-ko")
    with contextlib.chdir(FOLDER.parent.parent):
        folder = Path("samples") / FOLDER.name
        articles = [read_sides(folder / f"ko_{side}.txt", folder / "en.txt", options) for side in SIDES]
    return dict(zip(SIDES, check_articles(articles, Config()), strict=True))


def loud(report: Report) -> list[Finding]:
    return [f for f in report.findings if f.severity.rank >= Severity.MAJOR.rank]


def points_at(finding: Finding, drift: dict[str, Any], report: Report) -> bool:
    """Whether a finding is on the words of a drift: the Korean ones, or the English where there are none."""
    lang = "ko" if drift["ko_quote"] else "en"
    side = finding.ko if lang == "ko" else finding.en
    start = report.article.side("ko" if lang == "ko" else "en").text.index(drift[f"{lang}_quote"])
    return (
        side is not None and side.span.start < start + len(drift[f"{lang}_quote"]) and start < side.span.end
    )


def test_the_faithful_korean_is_quiet(reports: dict[str, Report]) -> None:
    assert [f.message for f in loud(reports["good"])] == []


@pytest.mark.parametrize("drift", GOLD["drifts"], ids=lambda d: d["family"])
def test_drift_is_found(drift: dict[str, Any], reports: dict[str, Report]) -> None:
    report = reports["bad"]
    found = [f for f in loud(report) if f.family == drift["family"] and points_at(f, drift, report)]
    assert len(found) == 1, [f.message for f in loud(report)]
    assert found[0].suggestion == SUGGESTED.get(drift["family"], "")


def test_nothing_but_drifts_is_found(reports: dict[str, Report]) -> None:
    report = reports["bad"]
    stray = [f for f in loud(report) if not any(points_at(f, d, report) for d in GOLD["drifts"])]
    assert [f.message for f in stray] == []


@pytest.mark.parametrize("side", SIDES)
def test_sentences_and_links(side: str, reports: dict[str, Report]) -> None:
    report = reports[side]
    assert [s.text for s in report.sentences_en] == [s["text"] for s in GOLD["en_sentences"]][1:]
    assert [s.text for s in report.sentences_ko] == [s["text"] for s in GOLD[f"ko_{side}_sentences"]][1:]
    wanted = {
        (tuple(i - 1 for i in link["ko"]), tuple(j - 1 for j in link["en"])) for link in GOLD[f"links_{side}"]
    } - {((-1,), (-1,))}
    assert {(link.ko, link.en) for link in report.links} == wanted


def test_gold_agrees_with_the_texts() -> None:
    for name in ("en", "ko_good", "ko_bad"):
        text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
        assert "".join(text.split()) == "".join("".join(s["text"].split()) for s in GOLD[f"{name}_sentences"])
    bad = (FOLDER / "ko_bad.txt").read_text(encoding="utf-8")
    good = (FOLDER / "ko_good.txt").read_text(encoding="utf-8")
    english = (FOLDER / "en.txt").read_text(encoding="utf-8")
    for drift in GOLD["drifts"]:
        assert drift["ko_quote"] is None or (bad.count(drift["ko_quote"]), good.count(drift["ko_quote"])) == (
            1,
            0,
        )
        assert drift["en_quote"] is None or english.count(drift["en_quote"]) == 1


def test_coverage_is_of_the_original(reports: dict[str, Report]) -> None:
    """A paragraph whose English was left out in part is not covered; one with an invented sentence is."""
    of = {p.en: p.coverage for p in reports["bad"].paragraphs}
    left_out = next(d for d in GOLD["drifts"] if d["family"] == "omission")
    at = next(s["p"] for s in GOLD["en_sentences"] if s["text"] == left_out["en_quote"]) - 1
    assert of[at] < 0.75
    assert of[7] > 0.9


@pytest.mark.parametrize(("form", "suffix"), [("terminal", "txt"), ("json", "json")])
def test_whole_report(
    form: str, suffix: str, reports: dict[str, Report], golden: Callable[[str, str], None]
) -> None:
    text = FORMATS[form]([reports["bad"]], RenderOptions(color=False, width=100))
    golden(f"sample_transport-ferry.{suffix}", _SIGNATURE.sub("SIGNATURE", text))
