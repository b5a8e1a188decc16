"""`qa config`: what is in force, and where it was set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from qa.output import write

_DEFAULTS: Mapping[str, object] = {
    "select": "all rules",
    "ignore": "none",
    "severity": "of the rules themselves",
    "fail-on": "major",
    "min-score": "none",
    "glossary": "none",
    "published": "read from the page",
    "direction": "ko-en",
    "lines": False,
    "pair": "NAME.ko.* with NAME.en.*",
    "encoder": "embedded",
    "accepted": "the nearest qa-accepted.toml",
    "reports": "none",
    "lang": "en",
    "jobs": 1,
}
"""What holds where no file says otherwise, in words for whoever reads the list."""


@click.command()
@click.argument("article", required=False, type=click.Path(path_type=Path))
@click.option(
    "--config",
    "named",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings; else the nearest qa.toml, or pyproject.toml with [tool.qa].",
)
@click.pass_context
def config(context: click.Context, article: Path | None, named: Path | None) -> None:
    """Print what is in force here, or for one article, and where it was set."""
    from qa.commands.choices import choices
    from qa.errors import ReadError
    from qa.settings import KEYS

    start = article if article is not None else Path()
    if article is not None and not article.exists():
        raise ReadError("no such file or folder", path=str(article))
    settings = choices(context, named).settings(start)
    values = settings.of(start)
    lines = [f"# {settings.path}" if settings.path else "# no qa.toml, nor a pyproject.toml with [tool.qa]"]
    for key in KEYS:
        if key in values:
            lines.append(f"{key:<10} {_told(values[key].value)}  # {values[key].where}")
        else:
            lines.append(f"{key:<10} {_told(_DEFAULTS[key])}  # default")
    for override in settings.overrides:
        lines.append(f"# other settings for {', '.join(override.paths)}")
    write("".join(f"{line}\n" for line in lines), None)


def _told(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{k} {v}" for k, v in value.items())
    if isinstance(value, tuple):
        return ", ".join(str(v) for v in value)
    return json.dumps(value) if isinstance(value, bool) else str(value)
