"""`qa align`: the links alone."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from qa.commands.choices import choices, read_sources, tell_unread
from qa.commands.inputs import given_links, input_options
from qa.commands.targets import apart
from qa.output import write


@click.command()
@input_options
@click.option(
    "--format", "form", type=click.Choice(["json", "jsonl", "tsv", "tmx"]), default="json", show_default=True
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
@click.pass_context
def align(
    context: click.Context,
    articles: tuple[Path, ...],
    ko: Path | None,
    en: Path | None,
    published: datetime.date | None,
    direction: str,
    lines: bool,
    pair: str | None,
    encoder: str,
    alignment: Path | None,
    config: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """Print which sentences translate which."""
    chosen = choices(context, config)
    sources = read_sources(chosen, articles, ko, en)
    inputs = [article for source in sources for article in source.articles]
    encoder = str(chosen.value("encoder", sources[0].settings.values))
    apart([output] if output is not None else [], inputs, alignment)
    given = given_links(alignment, inputs)
    from qa.pipeline import align_articles
    from qa.report.align_report import ALIGN_FORMATS, Aligned

    aligned = [
        Aligned(id=article.id, ko=parts.ko, en=parts.en, links=links, direction=article.direction)
        for article, parts, links in align_articles(inputs, encoder, given)
    ]
    write(ALIGN_FORMATS[form](aligned), output)
    sys.exit(tell_unread(sources))
