"""Whatever an article says comes back as it was said, in every format: nothing of it is syntax."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from report_fixture import FINDINGS, REPORT
from report_oddities import OPTIONS
from test_report_github import parse

from qa.model import Report
from qa.report import FORMATS
from qa.report.markdown_report import escaped
from qa.report.words import visible

ODD = st.text(
    st.one_of(st.characters(), st.sampled_from("\\`*_[]<>|~&$#+-=:,%{}!.1)\"'@\r\n\t 가")), max_size=40
)
"""Any text, rich in what formats give a meaning to."""
quick = settings(max_examples=200, deadline=None)


def saying(text: str) -> Report:
    return replace(
        REPORT, findings=(replace(FINDINGS[0], message=text, suggestion="", rule="money-changed"),)
    )


def seen(text: str) -> str:
    """As people see it: one line, runs of spaces are one."""
    return " ".join(visible(text).split())


class Words(HTMLParser):
    """The text of a page, and the tags that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


@quick
@given(ODD)
def test_markdown(text: str) -> None:
    page = Words()
    page.feed(
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(escaped(text))
    )
    page.close()
    assert page.tags <= {"p"}
    assert seen(page.text) == seen(text)


@quick
@given(ODD)
def test_workflow_commands(text: str) -> None:
    first = parse(FORMATS["github"]([saying(text)], OPTIONS).split("\n")[0])
    assert first is not None
    assert seen(first.message).startswith(seen(text))


@quick
@given(ODD)
def test_tables(text: str) -> None:
    table = FORMATS["csv"]([saying(text)], OPTIONS).removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(table, newline=""), strict=True)
    assert row["message"].removeprefix("'") == visible(text).removeprefix("'")


@quick
@given(ODD)
def test_sarif(text: str) -> None:
    (result,) = json.loads(FORMATS["sarif"]([saying(text)], OPTIONS))["runs"][0]["results"]
    said = result["message"]["text"].replace("{{", "{").replace("}}", "}")
    assert said.startswith(visible(text))


@quick
@given(ODD)
def test_junit(text: str) -> None:
    root = etree.fromstring(FORMATS["junit"]([saying(text)], OPTIONS).encode("utf-8"))
    assert seen(root.xpath("string(//failure)")).count(
        seen(text).replace("\ufffe", "�").replace("\uffff", "�")
    )
