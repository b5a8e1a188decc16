"""SARIF 2.1.0: one run, every rule declared, findings in the translation with the original beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from qa.checks import CHECKS, Check, Rule
from qa.model import Report, Severity
from qa.report import RenderOptions
from qa.report.json_report import dumps, share
from qa.report.results import SCORE_RULE, SCORE_TITLE, Result, Spot, all_results
from qa.report.rule_pages import example_markdown, examples
from qa.report.skipping import reason_text, skipped_rules
from qa.report.words import LANGUAGE, shorten, visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"
"""The name by which consumers know the folder of the project."""

_LONGEST = 300
"""Code points of the original that the note beside a finding quotes."""


def render(reports: Sequence[Report], options: RenderOptions) -> str:
    """All articles as one SARIF log."""
    rules = [(check, rule) for check in CHECKS for rule in check.rules]
    index = {rule.id: n for n, (_, rule) in enumerate(rules)} | {SCORE_RULE: len(rules)}
    declared = [_rule(check, rule, options) for check, rule in rules]
    declared.append(_score_rule())
    driver: dict[str, Any] = {"name": "qa", "version": _version(), "semanticVersion": _version()}
    if options.pages:
        driver["informationUri"] = options.pages
    run = {
        "tool": {"driver": driver | {"rules": declared}},
        "columnKind": "unicodeCodePoints",
        "defaultEncoding": "utf-8",
        "language": "en",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder of the project."}}},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _skips(reports, index)}],
        "results": _results(list(all_results(reports, options)), index),
        "properties": {"articles": [_article(report) for report in reports]},
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _version() -> str:
    from qa import __version__

    return __version__


def _rule(check: Check, rule: Rule, options: RenderOptions) -> dict[str, Any]:
    why, silence = examples()[rule.id].why, f"qa check --ignore {rule.id}"
    out: dict[str, Any] = {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": f"{rule.title}. {why}"},
        "help": {
            "text": f"{why} Explained by: qa rules {rule.id}. Silenced by: {silence}",
            "markdown": f"{example_markdown(rule)}\nSilenced by: `{silence}`",
        },
        "defaultConfiguration": {"level": _level(rule.severity, fails=rule.severity.rank >= 2)},
        "properties": {
            "tags": ["translation", rule.family],
            "severity": rule.severity.value,
            "mqm": rule.mqm,
            "its": rule.its,
        },
    }
    if options.pages:
        out["helpUri"] = f"{options.pages.rstrip('/')}/{check.id}.md"
    return out


def _score_rule() -> dict[str, Any]:
    return {
        "id": SCORE_RULE,
        "name": "ScoreLow",
        "shortDescription": {"text": f"{SCORE_TITLE}."},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["translation", "score"]},
    }


def _level(severity: Severity, *, fails: bool) -> str:
    """What breaks the gate is an error, since consumers gate on errors; a note is for neutral findings."""
    if fails:
        return "error"
    return "note" if severity is Severity.NEUTRAL else "warning"


def _results(results: Sequence[Result], index: dict[str, int]) -> list[dict[str, Any]]:
    """Every result; where a base version is known, each says whether it is new."""
    compared = any(result.known for result in results)
    out = [_result(result, index) for result in results]
    if compared:
        for result, one in zip(results, out, strict=True):
            one["baselineState"] = "unchanged" if result.known else "new"
    return out


def _result(result: Result, index: dict[str, int]) -> dict[str, Any]:
    finding = result.finding
    out: dict[str, Any] = {
        "ruleId": result.rule,
        **({"ruleIndex": index[result.rule]} if result.rule in index else {}),
        "level": _level(result.severity, fails=result.fails),
        "message": {"text": _braces(result.advice)},
        "locations": [_location(result.at)],
        # GitHub knows an alert again by the first; the second says whose it is
        "partialFingerprints": {
            "primaryLocationLineHash": result.fingerprint,
            "qaFingerprint/v1": result.fingerprint,
        },
    }
    if result.source is not None:
        words = shorten(result.source.words, _LONGEST)
        note = {"text": _braces(f"The {LANGUAGE[result.source.lang]} says: {words}")}
        out["relatedLocations"] = [{"id": 1, "message": note, **_location(result.source)}]
    if result.accepted is not None:
        accepted = result.accepted
        out["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": visible(accepted.reason),
                "properties": {"by": accepted.by, "when": accepted.when},
            }
        ]
    properties: dict[str, Any] = {"article": result.report.article.id, "severity": result.severity.value}
    if finding is not None:
        properties |= {"confidence": share(finding.confidence), "mqm": finding.mqm, "its": finding.its}
        texts = {"expected": finding.expected, "found": finding.found, "suggestion": finding.suggestion}
        properties |= {name: text for name, text in texts.items() if text}
    out["properties"] = properties
    return out


def _braces(text: str) -> str:
    """Braces stand for arguments in SARIF messages unless they are doubled."""
    return text.replace("{", "{{").replace("}", "}}")


def _location(spot: Spot) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": spot.region.line,
        "startColumn": spot.region.column,
        "endLine": spot.region.end_line,
        "endColumn": spot.region.end_column,
        "sourceLanguage": spot.lang,
    }
    if spot.words:
        region["snippet"] = {"text": spot.words}
    out: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(spot.path), "region": region}}
    if spot.region.segment:
        out["logicalLocations"] = [{"name": spot.region.segment}]
    return out


def _artifact(path: str) -> dict[str, Any]:
    """A file by its address: relative to the project, or absolute."""
    address = quote(path, safe="/", errors="surrogateescape")
    if path.startswith("/"):
        return {"uri": f"file://{address}"}
    if path[1:3] == ":/":
        return {"uri": f"file:///{path[:2]}{address[4:]}"}  # a drive; quote() writes its colon as %3A
    return {"uri": address, "uriBaseId": ROOT}


def _article(report: Report) -> dict[str, Any]:
    return {
        "id": report.article.id,
        "verdict": report.verdict,
        "score": round(report.score, 1) + 0.0,
        "mqm": round(report.mqm, 1) + 0.0,
        "match": round(report.match, 1) + 0.0,
        "signature": report.signature,
    }


def _skips(reports: Sequence[Report], index: dict[str, int]) -> list[dict[str, Any]]:
    """Rules that did not run, each once for each reason."""
    return [
        {
            "level": "note",
            "message": {"text": _braces(f"{s.rule} did not run: {reason_text(s, n, len(reports))}")},
            "associatedRule": {"id": s.rule, **({"index": index[s.rule]} if s.rule in index else {})},
        }
        for s, n in skipped_rules(reports)
    ]
