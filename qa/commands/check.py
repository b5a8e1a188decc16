"""`qa check`: read, check, report, exit by the gate."""

from __future__ import annotations

import dataclasses
import datetime
import math
import sys
from pathlib import Path

import click

from qa.commands.accepted_file import Accepted
from qa.commands.base import known_findings
from qa.commands.choices import choices, configs_of, glossaries, read_sources, tell_unread
from qa.commands.completion import complete_rules
from qa.commands.inputs import given_links, input_options
from qa.commands.progress import with_progress
from qa.commands.reports import write_reports
from qa.commands.targets import apart, report_target
from qa.commands.watch import Ran, files_of, keep_watching
from qa.errors import ConfigError
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
    "--select",
    multiple=True,
    metavar="RULES",
    shell_complete=complete_rules,
    help="Only these rules or families (comma-separated).",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULES",
    shell_complete=complete_rules,
    help="All but these rules or families.",
)
@click.option(
    "--glossary",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Check these terms: CSV or TSV with the columns ko, en, forbidden, note, or TBX.",
)
@click.option("--facts", "show_facts", is_flag=True, help="Show every date, number and amount of both sides.")
@click.option("--explain-score", is_flag=True, help="Show what each score is made of.")
@click.option(
    "--lang",
    type=click.Choice(["en", "ko"]),
    default="en",
    show_default=True,
    help="The language of the HTML report's own words.",
)
@click.option("-q", "--quiet", is_flag=True, help="Only the verdicts.")
@click.option("--new-only", is_flag=True, help="Findings of the base version pass (with --base).")
@click.option(
    "--base", metavar="REF|FILE", help="The base version: a git revision, or an earlier JSON report."
)
@click.option("--no-accepted", is_flag=True, help="Count accepted findings like all others.")
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes, for many articles."
)
@click.option("--watch", is_flag=True, help="Check again whenever a text or a setting changes.")
@click.pass_context
def check(
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
    reports: tuple[str, ...],
    fail_on: str,
    min_score: float | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    glossary: Path | None,
    show_facts: bool,
    explain_score: bool,
    lang: str,
    quiet: bool,
    new_only: bool,
    base: str | None,
    no_accepted: bool,
    jobs: int,
    watch: bool,
) -> None:
    """Check pages, pairs files or folders, or the two sides of one article.

    Exit code 0: nothing at or above the gate; 1: the gate failed; 2: could not check.
    """
    if min_score is not None and math.isnan(min_score):
        raise ConfigError("--min-score nan: expected a number from 0 to 100")
    if new_only != (base is not None):
        raise click.UsageError("--new-only and --base go together")
    from qa.config import Config, selection

    selection(select, ignore)  # a wrong name is told before anything is read

    def once() -> Ran:
        chosen = choices(context, config)
        sources = read_sources(chosen, articles, ko, en)
        inputs = [article for source in sources for article in source.articles]
        run = chosen.settings(Path()).values
        extra = [report_target(r) for r in chosen.value("reports", run)]
        targets = [*(target for _, target in extra), *([output] if output is not None else [])]
        terms = sorted(glossaries(chosen, sources))
        apart(targets, inputs, alignment, *terms)
        accepted = Accepted.of(chosen, sources) if not no_accepted else Accepted()
        same = Config(alignment=given_links(alignment, inputs), accepted=accepted.acceptances)
        if base is not None:
            sides = (ko, en) if ko is not None and en is not None else None
            same = dataclasses.replace(same, known=known_findings(base, chosen, sources, sides, same))
        from qa.pipeline import check_articles

        configs = configs_of(chosen, sources, same)
        checked = check_articles(inputs, configs, chosen.value("jobs", run))
        found = with_progress(checked, len(inputs), quiet=quiet)
        accepted.tell_stale(found, frozenset.intersection(*(c.select for c in configs)))
        options = RenderOptions(
            facts=show_facts, quiet=quiet, explain_score=explain_score, lang=chosen.value("lang", run)
        )
        write_reports(found, (*extra, (form, output)), options)
        code = tell_unread(sources) or (1 if any(r.verdict == "fail" for r in found) else 0)
        return Ran(code=code, read=files_of(inputs, alignment, config, *terms), written=tuple(targets))

    if watch:
        keep_watching(once, [*articles, *filter(None, (ko, en))])
    sys.exit(once().code)
