"""The two tables of the terminal report: the fact sheet, and the articles of a run."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from qa.model import Report
from qa.report.lines import BOLD, DIM, columns, natural_widths, text
from qa.report.paragraph_block import score_style
from qa.report.words import Tally, pilcrow, points, shorten, worst
from qa.values import value_text

VERDICT_STYLE = {"pass": "bold green", "review": "bold yellow", "fail": "bold red"}
_FACT_STYLE = {
    "agree": "green",
    "changed": "bold red",
    "missing": "red",
    "added": "red",
    "unresolved": "yellow",
}

NEUTRAL = {"unsaid": "unsaid", "conversion": "converted", "identifier": "in a name"}
"""Verdicts, by slip, of facts that one side lacks and need not have."""


def fact_sheet(report: Report, width: int) -> list[Text]:
    """Every fact of both sides with its value and verdict; wrapped into `width` cells."""
    if not report.facts:
        return [text("Facts: none were read.")]
    rows = [[text(name, DIM) for name in ("verdict", "fact", "Korean", "English", "value")]]
    for match in report.facts:
        values = [value_text(f, group=True) for f in (match.ko, match.en) if f is not None]
        between = " ≠ " if match.verdict == "changed" else " ≈ "
        rows.append(
            [
                text(NEUTRAL.get(match.slip or "", match.verdict), _FACT_STYLE[match.verdict]),
                text(match.family),
                text(shorten(match.ko.text, 60) if match.ko else "–"),
                text(shorten(match.en.text, 60) if match.en else "–"),
                text(between.join(dict.fromkeys(values))),
            ]
        )
    return columns(rows, _squeezed(natural_widths(rows), width))


def article_table(reports: Sequence[Report], width: int) -> list[Text]:
    """One line for each article: verdict, score, worst paragraph, findings, id."""
    names = ("verdict", "score", "lowest", "critical", "major", "minor", "note", "article")
    rows = [[text(name, DIM) for name in names]]
    for report in reports:
        tally, low = Tally.of(report.findings), worst(report)
        counts = (tally.critical, tally.major, tally.minor, tally.neutral)
        rows.append(
            [
                text(report.verdict.upper(), VERDICT_STYLE[report.verdict]),
                text(f"{points(report.score):>5}", score_style(report.score)),
                text(f"{pilcrow(low.en)} {points(low.score)}" if low else "–"),
                *(text(f"{n or '·':>{len(name)}}") for n, name in zip(counts, names[3:7], strict=True)),
                text(report.article.id, BOLD),
            ]
        )
    return columns(rows, _squeezed(natural_widths(rows), width))


def _squeezed(widths: list[int], total: int, gap: int = 2) -> list[int]:
    """Take cells from the widest columns until the table fits (each keeps at least 6)."""
    widths = list(widths)
    while sum(widths) + gap * (len(widths) - 1) > total:
        widest = max(range(len(widths)), key=widths.__getitem__)
        if widths[widest] <= 6:
            break
        widths[widest] -= 1
    return widths
