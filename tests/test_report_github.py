"""Workflow commands, read by a parser that follows GitHub's documented grammar."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import pytest
from report_fixture import REPORT
from report_oddities import OPTIONS, REPORTS, hostile, many

from qa.model import Report, Severity
from qa.report import FORMATS

KNOWN = {"file", "line", "endLine", "col", "endColumn", "title"}


class Command(NamedTuple):
    level: str
    properties: dict[str, str]
    message: str


def parse(line: str) -> Command | None:
    """`::name key=value,key=value::message`; properties escape `%`, CR, LF, `:` and `,`.

    A line that is no such command may still hold an old one, `##[name]message`, anywhere.
    """
    match = re.fullmatch(r"::([a-z-]+)(?: ([^\n]*?))?::([^\n]*)", line.lstrip())
    if match is None:
        assert "##[" not in line
        return None
    properties = dict(part.split("=", 1) for part in (match[2] or "").split(",") if part)
    return Command(match[1], {k: unescape(v) for k, v in properties.items()}, unescape(match[3]))


def unescape(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def commands(reports: list[Report]) -> list[Command]:
    parsed = map(parse, FORMATS["github"](reports, OPTIONS).splitlines())
    return [command for command in parsed if command is not None]


@pytest.mark.parametrize("name", REPORTS)
def test_every_line_is_a_command_or_ours(name: str) -> None:
    for line in FORMATS["github"](REPORTS[name], OPTIONS).splitlines():
        command = parse(line)
        if command is None:
            assert line.startswith("qa: ")
            continue
        assert command.level in ("error", "warning", "notice")
        assert set(command.properties) <= KNOWN
        for key in ("line", "endLine", "col", "endColumn"):
            assert command.properties.get(key, "1").isdecimal()


def test_annotations_are_sorted_and_placed() -> None:
    found = commands([REPORT])
    assert [c.level for c in found] == [*["error"] * 5, *["warning"] * 2, "notice"]
    first = found[0]
    assert first.properties["file"] == "news/order.en.txt"
    assert first.properties["title"] == "qa money-changed (critical)"
    assert first.properties["line"] == first.properties["endLine"] == "3"
    assert int(first.properties["endColumn"]) - int(first.properties["col"]) == len("140 billion won")
    assert first.message.endswith(f"Would be right: 1.4 trillion won [{REPORT.findings[0].fingerprint}]")


def test_accepted_and_known_findings_are_no_annotations() -> None:
    assert len(commands(REPORTS["compared"])) == 1
    accepted = REPORT.findings[-1].fingerprint
    assert not any(accepted in c.message for c in commands([REPORT]))


@pytest.mark.parametrize(("count", "shown"), [(9, 9), (10, 10), (11, 10), (3000, 10)])
def test_no_more_than_github_shows(count: int, shown: int) -> None:
    found = commands([many(count), many(count, Severity.MINOR), many(count, Severity.NEUTRAL)])
    assert Counter(c.level for c in found) == {"error": shown, "warning": shown, "notice": shown}
    last = [c for c in found if c.level == "error"][-1]
    if count > shown:
        assert last.message.startswith(f"{count - 9:,} more are in the summary")
        assert "file" not in last.properties
    else:
        assert last.message.startswith(f"Finding {count - 1}.")


def test_escapes_lead_back_to_the_text() -> None:
    (command,) = commands([hostile()])
    assert command.properties["file"] == "news/=기사 1,:%.en.txt"
    assert "::error::x %0A" in command.message
    assert "\n" not in command.message


def test_standard_input_is_no_file() -> None:
    (command,) = commands(REPORTS["empty"])
    assert "file" not in command.properties


def test_a_message_is_kept_short() -> None:
    (command,) = commands(REPORTS["long"])
    assert len(command.message) < 4100


def test_the_log_says_how_each_article_fared() -> None:
    lines = FORMATS["github"](REPORTS["two"], OPTIONS).splitlines()
    assert lines[-2:] == [
        "qa: FAIL order.txt: score 56, 5 to fix, 2 to look at, 1 note",
        "qa: PASS order-corrected.txt: score 97, nothing to fix",
    ]
