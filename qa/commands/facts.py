"""`qa facts`: every fact that is read from a text."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from qa.commands.inputs import Date
from qa.errors import ReadError
from qa.output import write


@click.command()
@click.option("--lang", type=click.Choice(["ko", "en"]), required=True)
@click.option(
    "--published", type=Date(), help="Relative dates count from here, where a line names no date of its own."
)
@click.argument("file", type=click.Path(path_type=Path), default="-")
def facts(lang: str, published: datetime.date | None, file: Path) -> None:
    """Print every fact that is read from a text, as JSON lines.

    FILE is plain text, of which every fact is printed on a line of its own, or JSON lines with `id`,
    `text` and `published`, of which every record is; - reads standard input.
    """
    from qa.facts_command import facts_lines

    data = sys.stdin.buffer.read() if str(file) == "-" else _bytes(file)
    write("".join(facts_lines(lang, data, str(file), published)), None)  # type: ignore[arg-type]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ReadError(error.strerror or str(error), path=str(file)) from error
