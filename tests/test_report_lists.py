"""GitLab's Code Quality report, the table for spreadsheets, and Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from markdown_it import MarkdownIt
from report_fixture import REPORT
from report_oddities import OPTIONS, REPORTS, hostile, many

from qa.model import Report
from qa.report import FORMATS
from qa.report.csv_report import COLUMNS
from qa.report.markdown_report import render_summary

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def issues(name: str) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = json.loads(FORMATS["gitlab"](REPORTS[name], OPTIONS))
    return out


@pytest.mark.parametrize("name", REPORTS)
def test_gitlab_has_the_fields_that_it_asks_for(name: str) -> None:
    found = issues(name)
    for issue in found:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in SEVERITIES
        assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])
        assert not issue["location"]["path"].startswith("./")
        assert issue["location"]["positions"]["begin"]["line"] >= 1
    prints = [i["fingerprint"] for i in found]
    if name != "many":  # there two reports share one id, as no run can
        assert len(set(prints)) == len(prints)
    assert len(found) == sum(
        (r.minimum is not None) + sum(f.accepted is None for f in r.findings) for r in REPORTS[name]
    )


def test_what_breaks_the_gate_is_a_blocker() -> None:
    found = [i["severity"] for i in issues("one")]
    assert found == [*["blocker"] * 4, "minor", "info", "blocker", "minor"]
    assert "blocker" not in [i["severity"] for i in issues("never")]


def rows(name: str) -> list[dict[str, str]]:
    text = FORMATS["csv"](REPORTS[name], OPTIONS)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


@pytest.mark.parametrize("name", REPORTS)
def test_a_finding_is_a_row(name: str) -> None:
    found = rows(name)
    assert len(found) == sum((r.minimum is not None) + len(r.findings) for r in REPORTS[name])
    for row in found:
        assert tuple(row) == COLUMNS
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))
            assert not re.search("[\r\n\t\x00]", cell)
            assert len(cell) <= 32_767


def test_a_row_has_both_sides() -> None:
    first = rows("one")[0]
    assert (first["korean"], first["english"]) == ("1조4000억원", "140 billion won")
    assert (first["file"], first["line"], first["korean_file"]) == (
        "news/order.en.txt",
        "3",
        "news/order.ko.txt",
    )
    assert (first["rule"], first["severity"], first["fails"]) == ("money-changed", "critical", "yes")
    assert (first["mqm"], first["its"]) == ("accuracy/mistranslation", "mistranslation")
    assert rows("one")[-1]["accepted"] == "full name at first mention"
    assert [r["known"] for r in rows("compared")] == ["", *["yes"] * 8]


def test_no_cell_is_a_formula() -> None:
    first = rows("hostile")[0]
    assert first["file"] == "news/=기사 1,:%.en.txt"
    negative = "＝cmd"
    odd = replace(REPORT, findings=(replace(REPORT.findings[0], expected="-5 percent", found=negative),))
    text = FORMATS["csv"]([odd], OPTIONS)
    assert "'-5 percent" in text
    assert f"'{negative}" in text


def html(text: str) -> str:
    """As GitHub would: tables and raw HTML pass."""
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


@pytest.mark.parametrize("name", REPORTS)
def test_markdown_holds_every_finding(name: str) -> None:
    text = FORMATS["markdown"](REPORTS[name], OPTIONS)
    for report in REPORTS[name]:
        assert all(f.fingerprint in text for f in report.findings)
        assert all(f"`{s.rule}`" in text for s in report.skipped)


def test_markdown_golden(golden: Callable[[str, str], None]) -> None:
    golden("report_order.md", FORMATS["markdown"]([REPORT], OPTIONS))


def test_markdown_marks_the_words_in_their_sentences() -> None:
    page = html(FORMATS["markdown"]([REPORT], OPTIONS))
    assert "<b>1조4000억원</b>에 수주했다고" in page
    assert "<b>140 billion won</b> from a Qatari" in page
    assert "<code>news/order.en.txt:3:" in page


def test_hostile_text_is_shown_as_it_is() -> None:
    page = html(FORMATS["markdown"]([hostile()], OPTIONS))
    tags = {t.lower() for t in re.findall(r"<(/?[a-zA-Z0-9]+)", page)}
    known = {
        "h1", "h2", "h3", "p", "ul", "li", "b", "strong", "code", "blockquote", "br", "table", "thead",
        "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert tags <= {*known, *(f"/{tag}" for tag in known)}
    assert "javascript:1" in page
    assert "href" not in page
    assert "<strong>bold" not in page


def test_several_articles_begin_with_a_table() -> None:
    page = html(FORMATS["markdown"](REPORTS["two"], OPTIONS))
    assert page.count("<tr>") == 3
    assert "<h1>2 articles: 1 fail, 1 pass</h1>" in page


def summarised(reports: list[Report], limit: int) -> str:
    text = render_summary(reports, OPTIONS, limit)
    assert len(text.encode("utf-8")) <= limit
    return text


def test_the_summary_keeps_under_what_github_takes() -> None:
    long = [many(3000)]
    whole = FORMATS["markdown"](long, OPTIONS)
    assert len(whole.encode("utf-8")) > 900_000
    text = summarised(long, 900_000)
    assert re.search(r"\*\*[\d,]+ more parts do not fit here:\*\* see the other reports", text)
    assert "FAIL" in text
    assert summarised([REPORT], 900_000) == FORMATS["markdown"]([REPORT], OPTIONS)


def test_the_summary_begins_with_what_fails() -> None:
    two = summarised([*REPORTS["clean"], *REPORTS["one"]], 100_000)
    assert two.index("FAIL") < two.index("PASS")
