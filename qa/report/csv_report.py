"""A table for spreadsheets: one finding a row.

It begins with a byte order mark, without which a spreadsheet takes Hangul for something else, and no cell
is a formula, whatever the article says.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from qa.model import Report
from qa.report import RenderOptions
from qa.report.json_report import share
from qa.report.results import Result, Spot, all_results
from qa.report.words import shorten, visible

COLUMNS = (
    "article", "file", "line", "column", "segment", "paragraph", "rule", "severity", "fails", "confidence",
    "message", "korean", "english", "expected", "found", "suggestion", "korean_file", "korean_line",
    "korean_column", "mqm", "its", "fingerprint", "accepted", "accepted_by", "accepted_when", "known",
)  # fmt: skip
"""`file`, `line` and `column` are the place in the translation; `paragraph` counts from 1."""

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula; the last four are the full-width forms."""

_LONGEST = 32_000
"""Code points of a cell: spreadsheets take 32,767 characters."""


def render(reports: Sequence[Report], options: RenderOptions) -> str:
    """The header, then the findings in the order of the text."""
    out = io.StringIO()
    out.write("\ufeff")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for result in all_results(reports, options):
        table.writerow([_cell(value) for value in _row(result)])
    return out.getvalue()


def _cell(value: object) -> str:
    """A cell on one line; an apostrophe keeps a text from being a formula."""
    if not isinstance(value, str):
        return str(value)
    text = visible(value) if len(value) <= _LONGEST else shorten(value, _LONGEST)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _row(result: Result) -> list[object]:
    finding, accepted = result.finding, result.accepted
    at, korean = result.at, _korean(result)
    sides = (finding.ko, finding.en) if finding is not None else (None, None)
    return [
        result.report.article.id,
        at.path,
        at.region.line,
        at.region.column,
        at.region.segment,
        result.paragraph + 1 if result.paragraph is not None else "",
        result.rule,
        result.severity.value,
        "yes" if result.fails else "",
        share(finding.confidence) if finding is not None else "",
        result.message,
        *(side.text if side is not None else "" for side in sides),
        finding.expected if finding is not None else "",
        finding.found if finding is not None else "",
        finding.suggestion if finding is not None else "",
        *((korean.path, korean.region.line, korean.region.column) if korean is not None else ("", "", "")),
        finding.mqm if finding is not None else "",
        finding.its if finding is not None else "",
        result.fingerprint,
        accepted.reason if accepted is not None else "",
        accepted.by if accepted is not None else "",
        accepted.when if accepted is not None else "",
        "yes" if result.known else "",
    ]


def _korean(result: Result) -> Spot | None:
    return next((s for s in (result.source, result.at) if s is not None and s.lang == "ko"), None)
