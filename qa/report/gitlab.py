"""GitLab's Code Quality report: an array of issues, each with a path, a line and a fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from qa.model import Report, Severity
from qa.report import RenderOptions
from qa.report.json_report import dumps
from qa.report.results import Result, all_results

_SEVERITY = {
    Severity.CRITICAL: "critical",
    Severity.MAJOR: "major",
    Severity.MINOR: "minor",
    Severity.NEUTRAL: "info",
}


def render(reports: Sequence[Report], options: RenderOptions) -> str:
    """Every finding but the accepted ones, for which the format has no place.

    GitLab compares with the target branch itself, so that findings of the base version stay in.
    """
    issues = [_issue(result) for result in all_results(reports, options) if result.accepted is None]
    return dumps(issues, indent=2) + "\n"


def _issue(result: Result) -> dict[str, Any]:
    region = result.at.region
    return {
        "description": result.advice,
        "check_name": result.rule,
        "fingerprint": _fingerprint(result),
        # what breaks the gate stands out, so that a merge request shows why its job failed
        "severity": "blocker" if result.fails else _SEVERITY[result.severity],
        "location": {
            "path": result.at.path,
            "positions": {
                "begin": {"line": region.line, "column": region.column},
                "end": {"line": region.end_line, "column": region.end_column},
            },
        },
    }


def _fingerprint(result: Result) -> str:
    """Of the article and the finding: one sentence may stand in two articles, but GitLab shows a
    fingerprint once.  Lines are left out, so that an issue is known again when it moves.
    """
    whole = f"{result.at.path}\x1f{result.report.article.id}\x1f{result.fingerprint}"
    return hashlib.sha256(whole.encode(errors="replace")).hexdigest()
