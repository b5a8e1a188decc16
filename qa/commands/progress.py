"""A bar on standard error while many articles are checked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

import click

from qa.model import Report

FEW = 8
"""Articles up to which a run is over before anybody wonders."""


def with_progress(reports: Iterable[Report], total: int, *, quiet: bool) -> list[Report]:
    """All reports, with a bar that counts them where somebody sits at a terminal."""
    if quiet or total <= FEW or not _seen():
        return list(reports)
    # the bar is wiped out at the end: what stays on the screen is the report
    with click.progressbar(
        _counted(reports), length=total, file=sys.stderr, label="checking", show_pos=True, width=24
    ) as bar:
        found = list(bar)
    click.echo("\x1b[1A\x1b[2K", file=sys.stderr, nl=False)
    return found


def _counted(reports: Iterable[Report]) -> Iterator[Report]:
    yield from reports


def _seen() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
