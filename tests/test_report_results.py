"""Every finding has a place in the user's files, and the gate is the same in every format."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from command import EN, KO, PUBLISHED
from report_fixture import ARTICLE, FINDINGS, REPORT
from report_oddities import OPTIONS, REPORTS, many, reversed_direction, under_the_minimum

from qa.config import Config
from qa.model import Acceptance, Report, Severity
from qa.pipeline import check_articles
from qa.read import ReadOptions, read_sides
from qa.report import RenderOptions
from qa.report.results import SCORE_RULE, breaks_gate, results_of, sentence, shown_path, worst_first


@pytest.mark.parametrize("name", REPORTS)
def test_a_result_fails_just_where_the_verdict_says_so(name: str) -> None:
    for report in REPORTS[name]:
        fails = any(r.fails for r in results_of(report, OPTIONS))
        assert fails == (report.verdict == "fail"), name


def test_what_is_accepted_or_known_passes() -> None:
    one = FINDINGS[0]
    assert breaks_gate(REPORT, one)
    assert not breaks_gate(REPORT, replace(one, accepted=Acceptance(reason="so", by="", when="")))
    assert not breaks_gate(REPORT, replace(one, known=True))
    assert not breaks_gate(replace(REPORT, gate=None), one)
    assert breaks_gate(replace(REPORT, gate=Severity.CRITICAL), one)
    assert not breaks_gate(replace(REPORT, gate=Severity.CRITICAL), FINDINGS[1])


def test_words_stand_where_they_are_said_to_stand() -> None:
    """The fixture's paragraphs stand on every second line, from the third on."""
    first = results_of(REPORT, OPTIONS)[0]
    assert (first.at.path, first.at.lang, first.at.words) == ("news/order.en.txt", "en", "140 billion won")
    column = ARTICLE.en.text.index("140 billion won") + 1
    assert (first.at.region.line, first.at.region.column) == (3, column)
    assert (first.at.region.end_line, first.at.region.end_column) == (3, column + len("140 billion won"))
    assert first.source is not None
    assert (first.source.path, first.source.words) == ("news/order.ko.txt", "1조4000억원")
    assert first.at.shown() == f"news/order.en.txt:3:{column}"
    assert first.paragraph == 0


def test_what_is_missing_has_a_place_behind_what_stands_before_it() -> None:
    gone = results_of(REPORT, OPTIONS)[2]
    assert gone.rule == "omission-sentence"
    region = gone.at.region
    third = ARTICLE.en.paragraphs[2].span
    assert (region.line, region.column, region.end_column) == (7, len(third_text(third)) + 1, region.column)
    assert gone.at.words == ""
    assert gone.paragraph == 2


def third_text(span: tuple[int, int]) -> str:
    return ARTICLE.en.text[span[0] : span[1]]


def test_what_is_missing_at_the_very_beginning_stands_before_what_follows() -> None:
    links = (replace(REPORT.links[0], en=()), *REPORT.links[1:])
    first = replace(FINDINGS[2], link=0, ko=replace(FINDINGS[0].ko, sentence=0), fingerprint="0" * 16)  # type: ignore[type-var]
    (gone,) = results_of(replace(REPORT, links=links, findings=(first,)), OPTIONS)
    assert (gone.at.region.line, gone.at.region.column, gone.at.words) == (5, 1, "")


def test_in_the_other_direction_the_korean_is_the_translation() -> None:
    first = results_of(reversed_direction(), OPTIONS)[0]
    assert (first.at.lang, first.at.words) == ("ko", "1조4000억원")
    assert first.source is not None
    assert first.source.words == "140 billion won"


def test_a_low_score_is_a_result_of_its_own() -> None:
    (low,) = results_of(under_the_minimum(), OPTIONS)
    assert (low.rule, low.fails, low.finding, low.paragraph) == (SCORE_RULE, True, None, None)
    assert low.message == "order-corrected.txt: score 97, the minimum is 98; lowest in ¶5 with 94"
    assert len(low.fingerprint) == 16


def test_the_worst_come_first_and_equals_in_order() -> None:
    found = [r.severity.value for r in worst_first(results_of(REPORT, OPTIONS))]
    assert found == ["critical", *["major"] * 4, *["minor"] * 3, "neutral"]
    assert [r.fingerprint for r in worst_first(results_of(many(5), OPTIONS))] == [
        f.fingerprint for f in many(5).findings
    ]


@pytest.mark.parametrize(
    ("uri", "folder", "root", "shown"),
    [
        ("a.txt", "", "", "a.txt"),
        ("./b/../a.txt", "", "", "a.txt"),
        ("a.txt", "/site/news", "/site", "news/a.txt"),
        ("../a.txt", "/site/news", "/site", "a.txt"),
        ("/site/news/a.txt", "/site/news", "/site", "news/a.txt"),
        ("/else/a.txt", "/site/news", "/site", "/else/a.txt"),
        ("/sitemap/a.txt", "/site", "/site", "/sitemap/a.txt"),
        ("../../a.txt", "/site/news", "/site", "/a.txt"),
        ("a.txt", "/site", "", "a.txt"),
        ("standard input", "/site/news", "/site", "standard input"),
    ],
)
def test_files_are_named_from_the_root_of_the_project(uri: str, folder: str, root: str, shown: str) -> None:
    assert shown_path(uri, RenderOptions(folder=folder, root=root)) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("It rains", "It rains."), ("It rains.", "It rains."), ("“왔다.”", "“왔다.”")]
)
def test_a_message_ends_once(text: str, shown: str) -> None:
    assert sentence(text) == shown


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_places_are_those_of_the_users_own_file(tmp_path: Path, ends: str, encoding: str) -> None:
    """Whatever the file is like, its line and column hold the words."""
    wrong = EN.replace("3.5 trillion won", "350 billion won").replace("Some 4,500 new jobs are expected.", "")
    for name, text in (("a.ko.txt", KO), ("a.en.txt", wrong)):
        (tmp_path / name).write_bytes(text.replace("\n", ends).encode(encoding))
    options = ReadOptions(published=datetime.date.fromisoformat(PUBLISHED))
    article = read_sides(tmp_path / "a.ko.txt", tmp_path / "a.en.txt", options)
    (report,) = check_articles([article], Config())
    found = {r.rule: r for r in results_of(report, RenderOptions())}
    assert set(found) >= {"money-changed", "omission-sentence"}
    lines = wrong.splitlines()
    changed = found["money-changed"].at
    line = lines[changed.region.line - 1]
    assert line[changed.region.column - 1 : changed.region.end_column - 1] == "350 billion won"
    missing = found["omission-sentence"].at.region
    assert lines[missing.line - 1][: missing.column - 1].endswith("containers a year.")


def every_report() -> list[Report]:
    return [report for reports in REPORTS.values() for report in reports]


def test_every_place_is_a_place() -> None:
    for report in every_report():
        for result in results_of(report, OPTIONS):
            for spot in filter(None, (result.at, result.source)):
                region = spot.region
                assert region.line >= 1
                assert region.column >= 1
                assert (region.end_line, region.end_column) >= (region.line, region.column)
