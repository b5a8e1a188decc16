"""`--watch`: check again whenever a text or a setting changes, until it is interrupted."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click

from qa.errors import QaError
from qa.model import Article

SETTINGS = frozenset({"qa.toml", "pyproject.toml", "qa-accepted.toml"})
"""Files that count wherever they lie above or in what is checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A run's exit code, with the files that it read and those that it wrote."""

    code: int
    read: tuple[Path, ...] = ()
    written: tuple[Path, ...] = ()


def files_of(articles: Iterable[Article], *others: Path | None) -> tuple[Path, ...]:
    """The files of articles, and others that were read."""
    found = [Path(document.uri) for article in articles for document in (article.ko, article.en)]
    return tuple(dict.fromkeys([*found, *(other for other in others if other is not None)]))


def keep_watching(run: Callable[[], Ran], named: Sequence[Path]) -> NoReturn:
    """Run, wait for a change, run again.  A fault in a run is told, and the next change may mend it.

    Raises:
        UsageError: standard input is named, which cannot be read twice.
        KeyboardInterrupt: the way out.
    """
    if any(str(path) == "-" for path in named):
        raise click.UsageError("--watch: standard input (-) cannot be read again")
    last = Ran(code=0)
    wanted = _Wanted(named, last)
    changes = _changes(wanted)
    while True:
        if sys.stdout.isatty():
            click.clear()
        begun = time.time_ns()
        try:
            last = run()
        except QaError as fault:
            click.echo(f"qa: {fault}", err=True)
        watched, wanted = wanted, _Wanted(named, last)
        missed = False
        if wanted.folders == watched.folders:
            watched.learn(wanted)  # what changed during the run is waiting in line
            wanted = watched
        else:
            changes.close()
            changes = _changes(wanted)
            missed = wanted.changed_since(begun)
        click.echo("qa: waiting for changes (Ctrl-C ends)", err=True)
        names = [] if missed else sorted({Path(path).name for _, path in next(filter(None, changes))})
        told = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
        click.echo(f"qa: changed: {told}" if names else "qa: changed meanwhile", err=True)


def _changes(wanted: _Wanted) -> Generator[set[Any]]:
    """Sets of changes, empty ones between; when this returns they are being looked for."""
    from watchfiles import watch

    changes = watch(
        *wanted.folders,
        watch_filter=wanted,
        recursive=False,
        debounce=200,
        step=50,
        rust_timeout=200,
        yield_on_timeout=True,
    )
    begun: set[Any] = next(changes)
    return _onward(begun, changes)


def _onward(first: set[Any], others: Generator[set[Any]]) -> Generator[set[Any]]:
    yield first
    yield from others


class _Wanted:
    """Which changes call for another run: of the texts, of settings, and of new files in a folder that was
    named; not of what the run itself has written.
    """

    def __init__(self, named: Sequence[Path], last: Ran) -> None:
        self._files = {path.resolve() for path in (*named, *last.read)}
        self._written = {path.resolve() for path in last.written}
        self._named = [path.resolve() for path in named if path.is_dir()]
        inside = [folder for top in self._named for folder in _folders(top)]
        beside = [path.parent for path in self._files if path.parent.is_dir()]
        self.folders = sorted({*inside, *beside, *self._settings_folders()})

    def learn(self, other: _Wanted) -> None:
        """Take over what is known after a run."""
        self._files, self._written, self._named = other._files, other._written, other._named

    def _settings_folders(self) -> set[Path]:
        """Folders above that hold settings."""
        starts = {path if path.is_dir() else path.parent for path in self._files}
        above = {folder for start in starts for folder in (start, *start.parents)}
        return {folder for folder in above if any((folder / name).is_file() for name in SETTINGS)}

    def changed_since(self, begun: int) -> bool:
        """Whether a file was changed while the run read it; times in nanoseconds."""
        now = time.time_ns()
        times = (path.stat().st_mtime_ns for path in self._files - self._written if path.is_file())
        return any(begun < changed <= now for changed in times)  # a time to come would never end

    def __call__(self, change: object, path: str) -> bool:
        """Whether a change counts."""
        file = Path(path)
        if file in self._written or file.name.startswith("."):
            return False
        if file in self._files or file.name in SETTINGS:
            return True
        return any(file.is_relative_to(top) for top in self._named)


def _folders(top: Path) -> list[Path]:
    """A folder and those in it, hidden ones left out."""
    below = (f for f in top.rglob("*") if f.is_dir())
    return [top, *(f for f in below if not any(p.startswith(".") for p in f.relative_to(top).parts))]
