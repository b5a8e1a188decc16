"""Workflow commands of GitHub Actions: annotations beside the lines of a pull request.

GitHub shows ten annotations of each level for a step, in the order in which they are printed, and drops
the others without a word.  So the worst come first, and the tenth says how many more there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from qa.model import Report, Severity
from qa.report import RenderOptions
from qa.report.results import STANDARD_INPUT, Result, all_results, worst_first
from qa.report.words import Tally, points, shorten, visible

MOST = 10
"""Annotations of one level that GitHub shows for a step."""

LONGEST = 4000
"""Code points of a message; GitHub takes 64 KB of all that is said of an annotation."""

_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _MESSAGE | {":": "%3A", ",": "%2C"}


def render(reports: Sequence[Report], options: RenderOptions) -> str:
    """The annotations, then a line for each article in the log."""
    results = [r for r in worst_first(list(all_results(reports, options))) if r.open]
    lines = []
    for level, group in groupby(sorted(results, key=_order), key=_level):
        found = list(group)
        shown = found if len(found) <= MOST else found[: MOST - 1]
        lines += [_annotation(level, result) for result in shown]
        if len(found) > len(shown):
            rest = f"{len(found) - len(shown):,} more are in the summary of this job and in the other reports"
            lines.append(_command(level, {"title": "qa"}, rest))
    lines += [_verdict(report) for report in reports]
    return "".join(f"{line}\n" for line in lines)


def _level(result: Result) -> str:
    if result.fails:
        return "error"
    return "notice" if result.severity is Severity.NEUTRAL else "warning"


def _order(result: Result) -> int:
    return ("error", "warning", "notice").index(_level(result))


def _annotation(level: str, result: Result) -> str:
    region = result.at.region
    properties = {"line": str(region.line), "endLine": str(region.end_line)}
    if result.at.path != STANDARD_INPUT:
        properties = {"file": result.at.path, **properties}
    if region.line == region.end_line:  # columns of a range over several lines are refused
        properties |= {"col": str(region.column)}
        properties |= {"endColumn": str(region.end_column)} if region.end_column > region.column else {}
    properties["title"] = f"qa {result.rule} ({result.severity.value})"
    return _command(level, properties, f"{shorten(result.advice, LONGEST)} [{result.fingerprint}]")


def _command(level: str, properties: dict[str, str], message: str) -> str:
    told = ",".join(f"{name}={_escaped(visible(value), _PROPERTY)}" for name, value in properties.items())
    return f"::{level} {told}::{_escaped(visible(message), _MESSAGE)}"


def _escaped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(c, c) for c in text)


def _verdict(report: Report) -> str:
    """A line of the log.  It cannot be taken for a command: neither `::` begins it nor `##[` is in it."""
    line = f"qa: {report.verdict.upper()} {report.article.id}: score {points(report.score)}"
    return visible(f"{line}, {Tally.of(report.findings).short()}").replace("##[", "## [")
