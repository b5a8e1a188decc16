"""Rendering and writing what a run was asked to write, all of it or none."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import os
from collections.abc import Sequence
from pathlib import Path

from qa.commands.targets import color, width
from qa.model import Report
from qa.output import append, write_all
from qa.report import FORMATS, RenderOptions

SUMMARY = "GITHUB_STEP_SUMMARY"
"""Names the file whose Markdown GitHub shows with a job; looked at for `--format github` alone."""

PAGES = "QA_DOCS_URL"
"""Address of the pages of the checks (docs/checks), for reports that link to them."""

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def write_reports(
    found: Sequence[Report], wanted: Sequence[tuple[str, Path | None]], options: RenderOptions
) -> None:
    """Write each report (format and file; None is standard output), and GitHub's summary of the job.

    Raises:
        ReadError: one cannot be written; then no file is.
    """
    options = dataclasses.replace(
        options, width=width(), folder=Path.cwd().as_posix(), root=_root().as_posix(), pages=_pages()
    )
    texts: list[tuple[str, Path | None]] = []
    for name, path in wanted:
        to_terminal = path is None or str(path) == "-"
        texts.append(
            (FORMATS[name](found, dataclasses.replace(options, color=to_terminal and color())), path)
        )
    summary = os.environ.get(SUMMARY, "") if any(name == "github" for name, _ in wanted) else ""
    if summary:
        from qa.report.markdown_report import SUMMARY_BYTES, render_summary

        file = Path(summary)
        taken = file.stat().st_size if file.is_file() else 0
        append(render_summary(found, options, max(0, SUMMARY_BYTES - taken)), file)
    write_all(texts)  # all are rendered before the first is written


def _root() -> Path:
    """The folder of the project, from which CI names files: as CI says, else that of the repository."""
    here = Path.cwd()
    for name in _ROOTS:
        told = os.environ.get(name)
        if told and here.is_relative_to(Path(told).resolve()):
            return Path(told).resolve()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)


def _pages() -> str:
    """Where the pages of the checks can be read, if anybody has said so."""
    told = os.environ.get(PAGES)
    if told:
        return told
    try:
        addresses = importlib.metadata.metadata("translation-qa").get_all("Project-URL") or []
    except importlib.metadata.PackageNotFoundError:
        return ""
    pages = (address.partition(", ")[2] for address in addresses if address.startswith("Documentation, "))
    return next(pages, "")
