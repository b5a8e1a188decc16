"""`qa check`: read, check, report, exit by the gate."""

from __future__ import annotations

import dataclasses
import datetime
import math
import sys
from pathlib import Path
from typing import cast

import click

from qa.commands.inputs import given_links, glossary_terms, input_options, read
from qa.commands.targets import apart, color, report_target, width
from qa.errors import ConfigError
from qa.output import write
from qa.report import FORMATS, RenderOptions


@click.command()
@input_options
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="terminal",
    show_default=True,
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report here (- is standard output).",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write one more report; may be given again.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["critical", "major", "minor", "never"]),
    default="major",
    show_default=True,
    help="The mildest severity that makes the exit code 1.",
)
@click.option(
    "--min-score", type=click.FloatRange(0, 100), metavar="N", help="Fail articles that score lower."
)
@click.option(
    "--select", multiple=True, metavar="RULES", help="Only these rules or families (comma-separated)."
)
@click.option("--ignore", multiple=True, metavar="RULES", help="All but these rules or families.")
@click.option(
    "--glossary",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Check these terms: CSV or TSV with the columns ko, en, forbidden, note, or TBX.",
)
@click.option("--facts", "show_facts", is_flag=True, help="Show every date, number and amount of both sides.")
@click.option("--explain-score", is_flag=True, help="Show what each score is made of.")
@click.option("-q", "--quiet", is_flag=True, help="Only the verdicts.")
def check(
    articles: tuple[Path, ...],
    ko: Path | None,
    en: Path | None,
    published: datetime.date | None,
    direction: str,
    lines: bool,
    encoder: str,
    alignment: Path | None,
    form: str,
    output: Path | None,
    reports: tuple[str, ...],
    fail_on: str,
    min_score: float | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    glossary: Path | None,
    show_facts: bool,
    explain_score: bool,
    quiet: bool,
) -> None:
    """Check pages, pairs files or folders, or the two sides of one article.

    Exit code 0: nothing at or above the gate; 1: the gate failed; 2: could not check.
    """
    from qa.config import Config, FailOn, selection

    config = Config(
        fail_on=cast(FailOn, fail_on),
        min_score=min_score,
        select=selection(select, ignore),
        encoder=encoder,
    )
    if min_score is not None and math.isnan(min_score):
        raise ConfigError("--min-score nan: expected a number from 0 to 100")
    extra = [report_target(r) for r in reports]
    inputs = read(articles, ko, en, published, direction, lines)
    targets = [*(target for _, target in extra), *([output] if output is not None else [])]
    apart(targets, inputs, alignment, glossary)
    config = dataclasses.replace(
        config, alignment=given_links(alignment, inputs), glossary=glossary_terms(glossary)
    )
    from qa.pipeline import check_articles

    found = list(check_articles(inputs, config))
    texts: list[tuple[str, Path | None]] = []
    for name, path in (*extra, (form, output)):
        to_terminal = path is None or str(path) == "-"
        options = RenderOptions(
            color=to_terminal and color(),
            width=width(),
            facts=show_facts,
            quiet=quiet,
            explain_score=explain_score,
        )
        texts.append((FORMATS[name](found, options), path))
    for text, path in texts:  # all are rendered before the first is written
        write(text, path)
    sys.exit(1 if any(r.verdict == "fail" for r in found) else 0)
