"""The file of accepted findings of a run: which it is, and which of its entries are stale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.commands.choices import Choices, Source
from qa.model import Acceptance, Report

if TYPE_CHECKING:
    from qa.accepted import Entry

_TOLD = 3
"""Stale entries that are named one by one."""


def accepted_path(chosen: Choices, source: Source) -> Path | None:
    """The file that counts for an input: as the settings say, else the nearest; None if there is none."""
    from qa.accepted import find_accepted

    told = source.settings.values.get("accepted")
    if told is not None:
        path = Path(str(told.value))
        return path if path.is_file() else None
    return find_accepted(source.start)


def place_for(source: Source) -> Path:
    """Where a file is begun: as the settings say, else beside them, else beside the articles."""
    from qa.accepted import NAME

    told = source.settings.values.get("accepted")
    if told is not None:
        return Path(str(told.value))
    if source.settings.path is not None:
        return source.settings.path.parent / NAME
    return (source.start if source.start.is_dir() else source.start.parent) / NAME


@dataclass(frozen=True, slots=True)
class Accepted:
    """The entries that count for a run, by file."""

    files: Mapping[Path, Mapping[str, Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, chosen: Choices, sources: Sequence[Source]) -> Accepted:
        """Read the file of every input, each once.

        Raises:
            ConfigError: a file is malformed.
        """
        paths = dict.fromkeys(p for s in sources if (p := accepted_path(chosen, s)) is not None)
        if not paths:
            return cls()
        from qa.accepted import read_accepted

        return cls({path: read_accepted(path) for path in paths})

    @property
    def acceptances(self) -> Mapping[str, Acceptance]:
        """Who accepted what, by fingerprint."""
        return {f: e.acceptance for entries in self.files.values() for f, e in entries.items()}

    def stale(self, reports: Sequence[Report], selected: frozenset[str]) -> Mapping[Path, tuple[str, ...]]:
        """Entries of the checked articles that are found no more, by file; of the selected rules alone."""
        if not self.files:
            return {}
        from qa.accepted import stale_entries

        found: dict[str, frozenset[str]] = {}
        for report in reports:
            found[report.article.id] = frozenset(f.fingerprint for f in report.findings)
        skipped = {s.rule for r in reports for s in r.skipped}
        ran = selected - skipped
        return {
            path: stale
            for path, entries in self.files.items()
            if (stale := stale_entries(entries, found, ran))
        }

    def tell_stale(self, reports: Sequence[Report], selected: frozenset[str]) -> None:
        """One line on standard error for each file with stale entries."""
        for path, stale in self.stale(reports, selected).items():
            named = ", ".join(stale[:_TOLD]) + (" …" if len(stale) > _TOLD else "")
            entries = "1 entry is" if len(stale) == 1 else f"{len(stale)} entries are"
            click.echo(
                f"qa: {path}: {entries} stale ({named}): no longer found; qa accept --prune removes such",
                err=True,
            )
