"""`qa compare`: two versions of one side of an article."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from qa.commands.accepted_file import Accepted
from qa.commands.choices import Source, choices, configs_of, read_sources
from qa.commands.inputs import Date
from qa.commands.targets import apart, color, report_target, width
from qa.output import write_all

if TYPE_CHECKING:
    from qa.commands.choices import Choices
    from qa.config import Config
    from qa.model import Lang, Report

FORMS = ("terminal", "json", "jsonl", "markdown", "html")


@click.command()
@click.argument("versions", nargs=2, type=click.Path(path_type=Path), metavar="OLD NEW")
@click.option(
    "--ko",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The Korean text that both English versions go with.",
)
@click.option(
    "--en",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The English text that both Korean versions go with.",
)
@click.option("--published", type=Date(), help="Publication date; else it is read from the page.")
@click.option(
    "--direction",
    type=click.Choice(["ko-en", "en-ko"]),
    default="ko-en",
    show_default=True,
    help="Which side is the original.",
)
@click.option("--lines", is_flag=True, help="Each input line is one sentence; a blank line ends a paragraph.")
@click.option("--encoder", default="embedded", show_default=True, metavar="NAME", help="As in `qa check`.")
@click.option("--format", "form", type=click.Choice(FORMS), default="terminal", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write.")
@click.option("--report", "reports", multiple=True, metavar="FORMAT=FILE", help="Write one more report.")
@click.option(
    "--fail-on",
    type=click.Choice(["critical", "major", "minor", "never"]),
    default="major",
    show_default=True,
    help="The mildest severity in the new version that makes the exit code 1.",
)
@click.option("--min-score", type=click.FloatRange(0, 100), metavar="N", help="As in `qa check`.")
@click.option("--new-only", is_flag=True, help="Only findings that the old version lacks fail.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules or families.")
@click.option("--ignore", multiple=True, metavar="RULES", help="All but these rules or families.")
@click.option("--glossary", type=click.Path(path_type=Path), metavar="FILE", help="As in `qa check`.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Settings, as in `qa check`.")
@click.option(
    "--lang",
    type=click.Choice(["en", "ko"]),
    default="en",
    show_default=True,
    help="The language of the HTML report's own words.",
)
@click.option("-q", "--quiet", is_flag=True, help="Only the last line.")
@click.pass_context
def compare(
    context: click.Context,
    versions: tuple[Path, Path],
    ko: Path | None,
    en: Path | None,
    published: datetime.date | None,
    direction: str,
    lines: bool,
    encoder: str,
    form: str,
    output: Path | None,
    reports: tuple[str, ...],
    fail_on: str,
    min_score: float | None,
    new_only: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    glossary: Path | None,
    config: Path | None,
    lang: str,
    quiet: bool,
) -> None:
    """Compare two versions of a translation (or of an original): what was mended, broken, left.

    OLD and NEW are English with --ko, Korean with --en.  Exit code 0: the new version passes the gate;
    1: it does not; 2: could not check.
    """
    if (ko is None) == (en is None):
        raise click.UsageError("name the text that both versions go with: either --ko or --en")
    moving: Lang = "en" if ko is not None else "ko"
    from qa.config import Config, selection

    selection(select, ignore)
    extra = [report_target(r, FORMS) for r in reports]
    chosen = choices(context, config)
    same = cast(Path, ko if ko is not None else en)
    sources = [
        read_sources(chosen, (), *((same, version) if moving == "en" else (version, same)))[0]
        for version in versions
    ]
    inputs = [article for source in sources for article in source.articles]
    targets = [*(t for _, t in extra), *([output] if output is not None else [])]
    apart(targets, inputs, glossary)
    accepted = Accepted.of(chosen, sources)
    found = _checked(chosen, sources, Config(accepted=accepted.acceptances))
    from qa.report.compare_report import COMPARE_FORMATS, CompareOptions
    from qa.versions.comparison import compare_versions

    comparison = compare_versions(found[0], found[1], moving)
    values = sources[1].settings.values
    gate = str(chosen.value("fail-on", values))
    failed = comparison.fails(gate, chosen.value("min-score", values), new_only=new_only)
    texts: list[tuple[str, Path | None]] = []
    for name, path in (*extra, (form, output)):
        to_terminal = path is None or str(path) == "-"
        options = CompareOptions(
            color=to_terminal and color(),
            width=width(),
            quiet=quiet,
            failed=failed,
            lang=chosen.value("lang", values),
        )
        texts.append((COMPARE_FORMATS[name](comparison, options), path))
    write_all(texts)
    sys.exit(1 if failed else 0)


def _checked(chosen: Choices, sources: list[Source], config: Config) -> list[Report]:
    from qa.pipeline import check_articles

    out: list[Report] = []
    for source in sources:  # one after the other: both have the id of the text that they share
        out += list(check_articles(source.articles, configs_of(chosen, [source], config)))
    return out
