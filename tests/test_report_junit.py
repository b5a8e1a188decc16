"""JUnit XML is what Jenkins' schema describes and what a third-party reader understands."""

from __future__ import annotations

from pathlib import Path

import junitparser
import pytest
from lxml import etree
from report_fixture import REPORT
from report_oddities import OPTIONS, REPORTS, compared, hostile

from qa.report import FORMATS
from qa.report.results import results_of

XSD = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "junit-10.xsd"))


def suites(name: str) -> list[junitparser.TestSuite]:
    return list(junitparser.JUnitXml.fromstring(FORMATS["junit"](REPORTS[name], OPTIONS).encode()))


@pytest.mark.parametrize("name", REPORTS)
def test_output_is_what_the_schema_describes(name: str) -> None:
    XSD.assertValid(etree.fromstring(FORMATS["junit"](REPORTS[name], OPTIONS).encode("utf-8")))


@pytest.mark.parametrize("name", REPORTS)
def test_a_reader_counts_what_we_say(name: str) -> None:
    root = junitparser.JUnitXml.fromstring(FORMATS["junit"](REPORTS[name], OPTIONS).encode())
    counted = [(case.is_failure, case.is_skipped) for suite in root for case in suite]
    assert root.tests == len(counted)
    assert root.failures == sum(failed for failed, _ in counted)
    assert sum(suite.skipped for suite in root) == sum(skipped for _, skipped in counted)
    failing = {
        (report.article.id, result.paragraph)
        for report in REPORTS[name]
        for result in results_of(report, OPTIONS)
        if result.fails
    }
    assert bool(failing) == bool(root.failures)
    if name == "one":
        assert len(failing) == root.failures


def test_a_paragraph_is_a_test_that_fails_by_what_breaks_the_gate() -> None:
    article, left_out = suites("one")
    assert article.name == "order.txt"
    cases = list(article)
    assert [bool(c.is_failure) for c in cases] == [True, False, True, True, True]
    assert cases[0].name.startswith("¶1 Hanbit Shipbuilding & Marine said Tuesday")
    (failure,) = cases[0].result
    assert failure.type == "money-changed"
    assert "ten times too small" in failure.message
    assert "news/order.en.txt:3:" in failure.text
    assert "MQM accuracy/mistranslation, ITS mistranslation" in failure.text
    assert "name-spelling" in cases[3].system_out  # shown, though it fails nothing
    properties = {p.name: p.value for p in article.properties()}  # type: ignore[no-untyped-call]
    assert properties["score"] == "56"
    assert properties["verdict"] == "fail"
    (skipped,) = left_out
    assert (skipped.name, skipped.result[0].message) == ("term-not-used", "no glossary was given")


def test_without_a_gate_nothing_fails_and_all_is_told() -> None:
    text = FORMATS["junit"](REPORTS["never"], OPTIONS)
    assert "<failure" not in text
    assert all(f.fingerprint in text for f in REPORT.findings)


def test_a_low_score_fails_the_article() -> None:
    cases = list(suites("low score")[0])
    assert (cases[0].name, bool(cases[0].is_failure)) == ("article", True)
    assert not any(c.is_failure for c in cases[1:])


def test_known_and_accepted_findings_say_so() -> None:
    text = FORMATS["junit"]([compared()], OPTIONS)
    assert text.count("(in the base version too)") == 7
    assert text.count("(accepted: full name at first mention)") == 1


def test_hostile_text_stays_text() -> None:
    text = FORMATS["junit"]([hostile()], OPTIONS)
    root = etree.fromstring(text.encode("utf-8"))
    assert {e.tag for e in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "skipped", "properties", "property", "system-out",
    }  # fmt: skip
    assert "]]>&<b>" in root.xpath("string(//failure)")
