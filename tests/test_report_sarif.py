"""SARIF is what the official schema describes, and says what consumers act on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from report_fixture import REPORT
from report_oddities import HOSTILE, OPTIONS, REPORTS, compared, hostile

from qa.checks import RULES
from qa.model import Report
from qa.report import FORMATS, RenderOptions
from qa.report.results import SCORE_RULE

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def run_of(reports: list[Report], options: RenderOptions = OPTIONS) -> dict[str, Any]:
    log = json.loads(FORMATS["sarif"](reports, options))
    VALIDATOR.validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("options", [OPTIONS, RenderOptions()], ids=["in a project", "bare"])
def test_output_is_what_the_schema_describes(name: str, options: RenderOptions) -> None:
    run = run_of(REPORTS[name], options)
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        if result["ruleId"] in RULES:  # some of the fixture's rules are made up
            assert rules[result["ruleIndex"]] == result["ruleId"]


def test_the_schema_rejects_what_is_no_sarif() -> None:
    log = json.loads(FORMATS["sarif"]([REPORT], OPTIONS))
    del log["runs"][0]["results"][0]["message"]
    assert not VALIDATOR.is_valid(log)


def test_all_rules_are_declared_with_their_pages() -> None:
    rules = {r["id"]: r for r in run_of([])["tool"]["driver"]["rules"]}
    assert list(rules) == [*RULES, SCORE_RULE]
    date = rules["date-changed"]
    assert date["helpUri"] == "https://example.org/checks/date.md"
    assert date["defaultConfiguration"]["level"] == "error"
    assert date["properties"]["mqm"] == "accuracy/mistranslation/date-time"
    assert all(len(r["properties"]["tags"]) <= 20 for r in rules.values())
    bare = run_of([], RenderOptions())["tool"]["driver"]["rules"]
    assert not any("helpUri" in r for r in bare)


def test_only_what_breaks_the_gate_is_an_error() -> None:
    levels = [r["level"] for r in run_of([REPORT])["results"]]
    assert levels == [*["error"] * 4, "warning", "note", "error", "warning", "warning"]
    assert "error" not in [r["level"] for r in run_of(REPORTS["never"])["results"]]
    assert [r["level"] for r in run_of(REPORTS["low score"])["results"]] == ["error"]


def test_the_english_is_the_location_and_the_korean_related() -> None:
    first = run_of([REPORT])["results"][0]
    where = first["locations"][0]["physicalLocation"]
    assert where["artifactLocation"] == {"uri": "news/order.en.txt", "uriBaseId": "%SRCROOT%"}
    assert where["region"]["snippet"]["text"] == "140 billion won"
    related = first["relatedLocations"][0]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "news/order.ko.txt"
    assert related["physicalLocation"]["region"]["snippet"]["text"] == "1조4000억원"
    assert related["message"]["text"] == "The Korean says: 1조4000억원"
    assert set(first["partialFingerprints"].values()) == {REPORT.findings[0].fingerprint}
    assert first["message"]["text"].endswith("Would be right: 1.4 trillion won")


def test_accepted_findings_are_suppressed_and_say_why() -> None:
    results = run_of([REPORT])["results"]
    assert [bool(r.get("suppressions")) for r in results] == [*[False] * 8, True]
    (suppression,) = results[-1]["suppressions"]
    assert suppression["status"] == "accepted"
    assert suppression["justification"] == "full name at first mention"


def test_findings_of_the_base_version_are_unchanged() -> None:
    assert [r["baselineState"] for r in run_of([compared()])["results"]] == ["new", *["unchanged"] * 8]
    assert not any("baselineState" in r for r in run_of([REPORT])["results"])


def test_rules_that_did_not_run_are_told() -> None:
    (note,) = run_of([REPORT, REPORT])["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "term-not-used did not run: no glossary was given"
    assert note["level"] == "note"


def test_hostile_text_stays_text() -> None:
    first = run_of([hostile()])["results"][0]
    assert "{{0}}" in first["message"]["text"]
    assert "\x1b" not in first["message"]["text"]
    uri = first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert unquote(uri) == "news/=기사 1,:%.en.txt"
    assert HOSTILE not in FORMATS["sarif"]([hostile()], OPTIONS)


@pytest.mark.parametrize(
    ("uri", "address"),
    [("/else/기사.txt", "file:///else/%EA%B8%B0%EC%82%AC.txt"), ("a b.txt", "news/a%20b.txt")],
)
def test_files_outside_of_the_project_are_named_in_full(uri: str, address: str) -> None:
    from dataclasses import replace

    article = replace(REPORT.article, en=replace(REPORT.article.en, uri=uri))
    first = run_of([replace(REPORT, article=article)])["results"][0]
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == address
