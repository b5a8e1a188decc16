"""Where reports go: every one has a place of its own, and none takes that of a text that was read."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from qa.errors import ConfigError
from qa.model import Article
from qa.output import writable
from qa.report import FORMATS


def apart(targets: Sequence[Path], articles: Sequence[Article], *others: Path | None) -> None:
    """Every report has a place of its own that can be written, and none takes that of a text read."""
    read = [Path(document.uri) for article in articles for document in (article.ko, article.en)]
    read += [path for path in others if path is not None]
    taken = {path.resolve(): path for path in read}
    for target in targets:
        if str(target) == "-":
            continue
        writable(target)
        place = target.resolve()
        if place in taken and (target.is_file() or not target.exists()):
            raise ConfigError(f"a report would be written over {taken[place]}, which is named already")
        taken[place] = target


def report_target(value: str, forms: Collection[str] = FORMATS) -> tuple[str, Path]:
    """Format and file of a `--report FORMAT=FILE`."""
    name, equals, path = value.partition("=")
    if not equals or not path or name not in forms:
        raise ConfigError(f"--report {value!r}: expected FORMAT=FILE with FORMAT one of {', '.join(forms)}")
    return name, Path(path)


def color() -> bool:
    """Whether standard output is a terminal that wants colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Cells of a line for people, 40 to 120."""
    import shutil

    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 120))
