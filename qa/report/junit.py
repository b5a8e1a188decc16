"""JUnit XML: a suite for each article, a test for each English paragraph.

A test fails by what breaks the gate and by nothing else; the rest is its output.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from qa.model import Report
from qa.report import RenderOptions
from qa.report.align_report import xml_safe
from qa.report.results import Result, results_of
from qa.report.skipping import reason_text, skipped_rules
from qa.report.words import pilcrow, points, visible

_WORDS = 60
"""Code points of a paragraph that name its test."""


def render(reports: Sequence[Report], options: RenderOptions) -> str:
    """All articles; rules that did not run are skipped tests of a suite of their own."""
    root = ET.Element("testsuites", name="qa")
    for report in reports:
        _suite(root, report, options)
    _skips(root, reports)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, report: Report, options: RenderOptions) -> None:
    article = report.article
    results = results_of(report, options)
    suite = ET.SubElement(root, "testsuite", name=xml_safe(article.id))
    properties = ET.SubElement(suite, "properties")
    for name, value in (
        ("verdict", report.verdict),
        ("score", points(report.score)),
        ("mqm", points(report.mqm)),
        ("match", points(report.match)),
        ("published", article.published.isoformat() if article.published else ""),
        ("direction", article.direction),
        ("signature", report.signature),
    ):
        ET.SubElement(properties, "property", name=name, value=xml_safe(value))
    by_paragraph: dict[int | None, list[Result]] = {p.en: [] for p in report.paragraphs}
    whole: list[Result] = []
    for result in results:
        by_paragraph.get(result.paragraph, whole).append(result)
    if whole or not report.paragraphs:
        _case(suite, report, "article", whole)
    for paragraph in report.paragraphs:
        _case(
            suite,
            report,
            f"{pilcrow(paragraph.en)} {_beginning(report, paragraph.en)}".rstrip(),
            by_paragraph[paragraph.en],
        )
    failures = suite.findall("testcase/failure")
    _counts(suite, failures=len(failures), skipped=0)


def _beginning(report: Report, paragraph: int) -> str:
    """The first words of an English paragraph."""
    body = report.article.en
    if not 0 <= paragraph < len(body.paragraphs):
        return ""
    start, end = body.paragraphs[paragraph].span
    text = visible(body.text[start : min(end, start + _WORDS)])
    return f"{text.rpartition(' ')[0] or text} …" if end - start > _WORDS else text


def _case(suite: ET.Element, report: Report, name: str, results: Sequence[Result]) -> None:
    case = ET.SubElement(suite, "testcase", classname=xml_safe(report.article.id), name=xml_safe(name))
    failing = [r for r in results if r.fails]
    others = [r for r in results if not r.fails]
    first = next(iter((*failing, *others)), None)
    if first is not None:
        case.set("file", xml_safe(first.at.path))
        case.set("line", str(first.at.region.line))
    if failing:
        more = f" (and {len(failing) - 1:,} more)" if len(failing) > 1 else ""
        failure = ET.SubElement(
            case, "failure", type=failing[0].rule, message=xml_safe(f"{failing[0].advice}{more}")
        )
        failure.text = _lines(failing)
    if others:
        ET.SubElement(case, "system-out").text = _lines(others)


def _lines(results: Sequence[Result]) -> str:
    """One finding a line, with all that it takes to find it again."""
    lines = []
    for result in results:
        line = f"{result.at.shown()}: {result.severity.value} {result.rule} [{result.fingerprint}]"
        line += f" {result.advice}"
        if result.finding is not None:
            line += f" (MQM {result.finding.mqm}, ITS {result.finding.its})"
        if result.accepted is not None:
            line += f" (accepted: {result.accepted.reason})"
        elif result.known:
            line += " (in the base version too)"
        lines.append(xml_safe(line))
    return "\n" + "\n".join(lines) + "\n"


def _skips(root: ET.Element, reports: Sequence[Report]) -> None:
    skipped = skipped_rules(reports)
    if not skipped:
        return
    suite = ET.SubElement(root, "testsuite", name="not checked")
    for rule, articles in skipped:
        case = ET.SubElement(suite, "testcase", classname="not checked", name=rule.rule)
        ET.SubElement(case, "skipped", message=xml_safe(reason_text(rule, articles, len(reports))))
    _counts(suite, failures=0, skipped=len(skipped))


def _counts(suite: ET.Element, *, failures: int, skipped: int) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(failures))
    suite.set("errors", "0")
    suite.set("skipped", str(skipped))
