"""The reports of `qa compare`: for the terminal, in Markdown, and in JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from qa.model import Fact, Finding, Lang, MetricScore, Report
from qa.report.json_report import finding_json
from qa.report.lines import BOLD, DIM, joined, output, text, wrap
from qa.report.words import LANGUAGE, Tally, pilcrow, points, shorten
from qa.values import value_text
from qa.versions.comparison import Block, Comparison
from qa.versions.facts import FactChange
from qa.versions.findings import Fates
from qa.versions.words import Piece

SCHEMA = "qa-compare/1"
CONTEXT = 60
"""Characters of unchanged text shown on each side of a change."""
_FATE_STYLE = {"fixed": "green", "new": "bold red", "still there": "yellow"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareOptions:
    """How to write a comparison; `failed` is what the gate said of the new version, `lang` the
    language of the page's own words.
    """

    color: bool = False
    width: int = 100
    quiet: bool = False
    failed: bool = False
    lang: Lang = "en"


def render_terminal(comparison: Comparison, options: CompareOptions) -> str:
    """For people: what changed paragraph by paragraph, and the verdict last."""
    width = options.width
    lines: list[Text] = []
    if not options.quiet:
        lines += _head(comparison, width)
        for block in comparison.blocks:
            if block.edited or block.findings.fixed or block.findings.new or block.findings.still:
                lines += _block(comparison, block, options)
        if comparison.rest.fixed or comparison.rest.new or comparison.rest.still:
            lines += [Text(), text("In the article as a whole", BOLD)]
            lines += _findings(comparison.rest, width)
        lines.append(Text())
    style = "bold red" if options.failed else "bold green"
    verdict = joined(("FAIL" if options.failed else "PASS", style), f"    {summary(comparison)}")
    lines += wrap(verdict, width, indent=8)
    return output(lines, color=options.color)


def summary(comparison: Comparison) -> str:
    """What it comes to, such as `3 fixed, 1 new, 2 still there; score 61 to 88.`."""
    found = comparison.findings
    counts = ((len(found.fixed), "fixed"), (len(found.new), "new"), (len(found.still), "still there"))
    told = ", ".join(f"{n:,} {name}" for n, name in counts if n) or "No findings in either version"
    return f"{told}; score {points(comparison.old.score)} to {points(comparison.new.score)}."


def _head(comparison: Comparison, width: int) -> list[Text]:
    lines = []
    for name, report in (("Old", comparison.old), ("New", comparison.new)):
        told = f"score {points(report.score)}, {Tally.of(report.findings).short()}"
        uri = report.article.side(comparison.moving).uri
        lines += wrap(joined((f"{name}  ", BOLD), f"{uri}  ", (told, DIM)), width, indent=5)
    edited = sum(len(b.new) for b in comparison.blocks if b.edited)
    whole = sum(len(b.new) for b in comparison.blocks)
    lines += wrap(text(f"{edited:,} of {whole:,} paragraphs edited."), width)
    for metric in comparison.effort:
        name = "TER (HTER of a draft)" if metric.name == "TER" else metric.name
        lines += wrap(joined(f"{name} {metric.value:.1f}  ", (metric.signature, DIM)), width, indent=6)
    return lines


def _block(comparison: Comparison, block: Block, options: CompareOptions) -> Iterator[Text]:
    yield Text()
    yield joined((_name(block), BOLD), "  ", _scores(block))
    if block.edited:
        yield from wrap(_diff(block.words, options.color), options.width, first="     ")
    yield from _findings(block.findings, options.width)
    for change in block.facts:
        yield from wrap(
            joined(("value        ", DIM), _change(comparison, change)), options.width, first="  ", indent=15
        )


def _name(block: Block) -> str:
    if not block.new:
        return f"{pilcrow(block.old[0])} of the old version, taken out"
    where = pilcrow(block.new[0]) if len(block.new) == 1 else f"¶{block.new[0] + 1}–{block.new[-1] + 1}"
    return where if block.old else f"{where}, put in"


def _scores(block: Block) -> str:
    old, new = (points(s) if s is not None else "–" for s in (block.old_score, block.new_score))
    return f"score {new}" if old == new else f"score {old} → {new}"


def _diff(pieces: Sequence[Piece], color: bool) -> Text:
    """The changes with a little of what stands around them, as wdiff writes them."""
    out = Text()
    for n, piece in enumerate(pieces):
        if piece.kind == "same":
            out.append_text(text(_around(piece.text, first=n == 0, last=n == len(pieces) - 1)))
        elif piece.kind == "old":
            out.append_text(text(piece.text if color else f"[-{piece.text}-]", "red strike"))
        else:
            out.append_text(text(piece.text if color else f"{{+{piece.text}+}}", "green underline"))
    return out


def _around(same: str, *, first: bool, last: bool) -> str:
    """Unchanged text, shortened where nothing of it is near a change."""
    same = same.replace("\n", " ¶ ")
    if first and last:
        return shorten(same, 2 * CONTEXT)
    if first:
        return same if len(same) <= CONTEXT else f"… {same[-CONTEXT:].partition(' ')[2]}"
    if last:
        return same if len(same) <= CONTEXT else f"{same[:CONTEXT].rpartition(' ')[0]} …"
    if len(same) <= 2 * CONTEXT:
        return same
    return f"{same[:CONTEXT].rpartition(' ')[0]} … {same[-CONTEXT:].partition(' ')[2]}"


def _findings(found: Fates, width: int) -> Iterator[Text]:
    for name, findings in (
        ("fixed", found.fixed),
        ("new", found.new),
        ("still there", [new for _, new in found.still]),
    ):
        for finding in findings:
            yield from wrap(_finding(name, finding), width, first="  ", indent=15)


def _finding(name: str, finding: Finding) -> Text:
    return joined(
        (f"{name:<13}", _FATE_STYLE[name]),
        (finding.severity.value.upper() if finding.severity.weight else "note", BOLD),
        f"  {finding.rule}  {finding.message}",
        (f"  {finding.fingerprint}", DIM),
    )


def _value(fact: Fact | None) -> str:
    if fact is None:
        return "nothing"
    value = value_text(fact, group=True)
    return fact.text if value == fact.text else f"{fact.text} = {value}"


def _change(comparison: Comparison, change: FactChange) -> str:
    other = LANGUAGE["ko" if comparison.moving == "en" else "en"]
    told = {
        "new": f"the {other} goes with the new version",
        "old": f"the {other} goes with the old version",
        "neither": f"the {other} has neither",
        "silent": f"the {other} does not say it",
    }[change.follows]
    return f"{change.family}: {_value(change.old)} → {_value(change.new)} ({told})"


def render_markdown(comparison: Comparison, options: CompareOptions) -> str:
    """For a pull request: a table of what became of each finding, and the values that changed."""
    lines = [f"**{'FAIL' if options.failed else 'PASS'}** {_md(summary(comparison))}", ""]
    rows = [
        (name, finding)
        for name, findings in (
            ("fixed", comparison.findings.fixed),
            ("new", comparison.findings.new),
            ("still there", [new for _, new in comparison.findings.still]),
        )
        for finding in findings
    ]
    if rows:
        lines += ["| | severity | rule | what |", "|---|---|---|---|"]
        lines += [f"| {n} | {f.severity.value} | `{f.rule}` | {_md(f.message)} |" for n, f in rows]
        lines.append("")
    changes = [(b, c) for b in comparison.blocks for c in b.facts]
    if changes:
        lines += ["| ¶ | value that changed |", "|---|---|"]
        lines += [f"| {_md(_name(b))} | {_md(_change(comparison, c))} |" for b, c in changes]
        lines.append("")
    for metric in comparison.effort:
        lines.append(f"- {metric.name} {metric.value:.1f} (`{metric.signature}`)")
    return "\n".join(lines).rstrip() + "\n"


def _md(content: str) -> str:
    """Text of an article as Markdown shows it: no markup, no new cell, one line."""
    out = "".join(f"\\{c}" if c in "\\`*_[]<>|#~" else c for c in content)
    return " ".join(out.split())


def comparison_json(comparison: Comparison, *, failed: bool) -> dict[str, Any]:
    """As `docs/compare.schema.json` describes it."""
    return {
        "schema": SCHEMA,
        "moving": comparison.moving,
        "verdict": "fail" if failed else "pass",
        "old": _version(comparison.old, comparison),
        "new": _version(comparison.new, comparison),
        "effort": _metrics(comparison.effort),
        "paragraphs": [_block_json(comparison, b) for b in comparison.blocks],
        "rest": _fates(comparison.rest),
    }


def _version(report: Report, comparison: Comparison) -> dict[str, Any]:
    return {
        "id": report.article.id,
        "file": report.article.side(comparison.moving).uri,
        "signature": report.signature,
        "verdict": report.verdict,
        "score": _round(report.score),
        "mqm": _round(report.mqm),
        "match": _round(report.match),
    }


def _block_json(comparison: Comparison, block: Block) -> dict[str, Any]:
    return {
        "old": list(block.old),
        "new": list(block.new),
        "same": list(block.same),
        "edited": block.edited,
        "score": {"old": _round(block.old_score), "new": _round(block.new_score)},
        "words": [{"kind": p.kind, "text": p.text} for p in block.words] if block.edited else [],
        "effort": _metrics(block.effort),
        "facts": [
            {
                "family": c.family,
                "old": c.old and {"text": c.old.text, "value": value_text(c.old)},
                "new": c.new and {"text": c.new.text, "value": value_text(c.new)},
                "follows": c.follows,
            }
            for c in block.facts
        ],
        **_fates(block.findings),
    }


def _fates(found: Fates) -> dict[str, Any]:
    return {
        "fixed": [finding_json(f) for f in found.fixed],
        "new_findings": [finding_json(f) for f in found.new],
        "still": [{"old": old.fingerprint, "new": finding_json(new)} for old, new in found.still],
    }


def _metrics(metrics: Sequence[MetricScore]) -> list[dict[str, Any]]:
    return [{"name": m.name, "value": _round(m.value), "signature": m.signature} for m in metrics]


def _round(value: float | None) -> float | None:
    return None if value is None else round(float(value), 1) + 0.0


def _json(comparison: Comparison, options: CompareOptions) -> str:
    return json.dumps(comparison_json(comparison, failed=options.failed), ensure_ascii=False, indent=2) + "\n"


def _jsonl(comparison: Comparison, options: CompareOptions) -> str:
    return json.dumps(comparison_json(comparison, failed=options.failed), ensure_ascii=False) + "\n"


def _html(comparison: Comparison, options: CompareOptions) -> str:
    from qa.report.web_compare import render  # jinja2 is loaded only when it is needed

    return render(comparison, options.lang, failed=options.failed)


COMPARE_FORMATS: dict[str, Callable[[Comparison, CompareOptions], str]] = {
    "terminal": render_terminal,
    "json": _json,
    "jsonl": _jsonl,
    "markdown": render_markdown,
    "html": _html,
}
