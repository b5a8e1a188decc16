"""Reports: what was found in each article, written for one kind of reader.

A formatter is a pure function from reports to text, ending in a line break.  It sees the model
and nothing else: no clock, no disk, no environment.  The same reports and options give the same
text, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.model import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """How to write a report.

    `width` counts terminal cells (a Hangul syllable fills two); `color` allows ANSI styles (the
    caller minds NO_COLOR and pipes); `facts` adds the fact sheet; `quiet` keeps the verdict lines
    alone; `explain` adds what stands behind each finding and score, `explain_score` what each score
    is made of.
    """

    color: bool = False
    width: int = 100
    facts: bool = False
    quiet: bool = False
    explain: bool = False
    explain_score: bool = False


Formatter = Callable[[Sequence[Report], RenderOptions], str]


def _terminal(reports: Sequence[Report], options: RenderOptions) -> str:
    from qa.report.terminal import render  # rich is loaded only when it is needed

    return render(reports, options)


def _json(reports: Sequence[Report], options: RenderOptions) -> str:
    from qa.report.json_report import render_json

    return render_json(reports, options)


def _jsonl(reports: Sequence[Report], options: RenderOptions) -> str:
    from qa.report.json_report import render_jsonl

    return render_jsonl(reports, options)


FORMATS: dict[str, Formatter] = {"terminal": _terminal, "json": _json, "jsonl": _jsonl}
