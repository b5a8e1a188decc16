"""Reports: what was found in each article, written for one kind of reader.

A formatter is a pure function from reports to text, ending in a line break.  It sees the model
and nothing else: no clock, no disk, no environment.  The same reports and options give the same
text, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.model import Lang, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """How to write a report.

    `width` counts terminal cells (a Hangul syllable fills two); `color` allows ANSI styles (the
    caller minds NO_COLOR and pipes); `facts` adds the fact sheet; `quiet` keeps the verdict lines
    alone; `explain` adds what stands behind each finding and score, `explain_score` what each score
    is made of; `lang` is the language of the HTML report's own words.  `folder` is the absolute path
    that relative ones start from, `root` that of the project, from which machine formats name files;
    `pages` the address where each check has a page, if there is one.
    """

    color: bool = False
    width: int = 100
    facts: bool = False
    quiet: bool = False
    explain: bool = False
    explain_score: bool = False
    lang: Lang = "en"
    folder: str = ""
    root: str = ""
    pages: str = ""


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


def _html(reports: Sequence[Report], options: RenderOptions) -> str:
    from qa.report.web_report import render  # jinja2 is loaded only when it is needed

    return render(reports, options)


def _markdown(reports: Sequence[Report], options: RenderOptions) -> str:
    from qa.report.markdown_report import render

    return render(reports, options)


def _csv(reports: Sequence[Report], options: RenderOptions) -> str:
    from qa.report.csv_report import render

    return render(reports, options)


def _sarif(reports: Sequence[Report], options: RenderOptions) -> str:
    from qa.report.sarif import render

    return render(reports, options)


def _junit(reports: Sequence[Report], options: RenderOptions) -> str:
    from qa.report.junit import render

    return render(reports, options)


def _github(reports: Sequence[Report], options: RenderOptions) -> str:
    from qa.report.github import render

    return render(reports, options)


def _gitlab(reports: Sequence[Report], options: RenderOptions) -> str:
    from qa.report.gitlab import render

    return render(reports, options)


def _xliff(reports: Sequence[Report], options: RenderOptions) -> str:
    from qa.report.xliff_report import render

    return render(reports, options)


def _pearmut(reports: Sequence[Report], options: RenderOptions) -> str:
    from qa.report.pearmut import render

    return render(reports, options)


FORMATS: dict[str, Formatter] = {
    "terminal": _terminal,
    "json": _json,
    "jsonl": _jsonl,
    "html": _html,
    "markdown": _markdown,
    "csv": _csv,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "gitlab": _gitlab,
    "xliff": _xliff,
    "pearmut": _pearmut,
}
