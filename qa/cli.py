"""The command line: parse, call the pipeline, write, exit code.  No checking logic."""

from __future__ import annotations

import dataclasses
import datetime
import math
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click

import qa
from qa.errors import ConfigError, QaError, ReadError
from qa.model import Article, Glossary
from qa.output import ReaderGoneError, forget, writable, write

if TYPE_CHECKING:
    from qa.align.given import GivenLinks

_CRASHED = 2
"""Exit code of anything that kept us from checking: 1 is kept for a gate that failed."""

_INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells give it."""


class _Date(click.ParamType[datetime.date]):
    """An ISO date that exists."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:  # noqa: ANN401
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date of the form YYYY-MM-DD that exists", param, ctx)


def _inputs(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments and options that name what to read."""
    for option in reversed(
        (
            click.argument("articles", nargs=-1, type=click.Path(path_type=Path), metavar="ARTICLE..."),
            click.option(
                "--ko",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="The Korean side of one article.",
            ),
            click.option(
                "--en",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="The English side of one article.",
            ),
            click.option(
                "--published", type=_Date(), help="Publication date; else it is read from the page."
            ),
            click.option(
                "--direction",
                type=click.Choice(["ko-en", "en-ko"]),
                default="ko-en",
                show_default=True,
                help="Which side is the original.",
            ),
            click.option(
                "--lines",
                is_flag=True,
                help="Each input line is one sentence; a blank line ends a paragraph.",
            ),
            click.option(
                "--encoder",
                default="embedded",
                show_default=True,
                metavar="NAME",
                help="`embedded`, or a sentence-transformers model by name or folder.",
            ),
            click.option(
                "--alignment",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="Use these links: the table of `qa align --format tsv`, corrected.",
            ),
        )
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(qa.__version__, prog_name="qa")
def cli() -> None:
    """Check Korean-English article translations: score every paragraph, point at drift."""


@cli.command()
@_inputs
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json", "jsonl"]),
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
    extra = [_report_target(r) for r in reports]
    inputs = _read(articles, ko, en, published, direction, lines)
    targets = [*(target for _, target in extra), *([output] if output is not None else [])]
    _apart(targets, inputs, alignment, glossary)
    config = dataclasses.replace(config, alignment=_given(alignment, inputs), glossary=_terms(glossary))
    from qa.pipeline import check_articles

    found = list(check_articles(inputs, config))
    from qa.report import FORMATS, RenderOptions

    width = _width()
    for name, path in (*extra, (form, output)):
        to_terminal = path is None or str(path) == "-"
        options = RenderOptions(
            color=to_terminal and _color(),
            width=width,
            facts=show_facts,
            quiet=quiet,
            explain_score=explain_score,
        )
        text = FORMATS[name](found, options)
        write(text, path)
    sys.exit(1 if any(r.verdict == "fail" for r in found) else 0)


@cli.command()
@_inputs
@click.option(
    "--format", "form", type=click.Choice(["json", "jsonl", "tsv", "tmx"]), default="json", show_default=True
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
def align(
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
) -> None:
    """Print which sentences translate which."""
    inputs = _read(articles, ko, en, published, direction, lines)
    _apart([output] if output is not None else [], inputs, alignment)
    given = _given(alignment, inputs)
    from qa.pipeline import align_articles
    from qa.report.align_report import ALIGN_FORMATS, Aligned

    aligned = [
        Aligned(id=article.id, ko=parts.ko, en=parts.en, links=links, direction=article.direction)
        for article, parts, links in align_articles(inputs, encoder, given)
    ]
    write(ALIGN_FORMATS[form](aligned), output)


@cli.command()
@click.option("--lang", type=click.Choice(["ko", "en"]), required=True)
@click.option(
    "--published", type=_Date(), help="Relative dates count from here, where a line names no date of its own."
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


@cli.command()
@click.argument("rule", required=False)
def rules(rule: str | None) -> None:
    """List all rules, or explain one."""
    from qa.checks import CHECKS
    from qa.config import rules_named

    wanted = rules_named([rule], "rules") if rule else None
    lines = []
    for one in (r for c in CHECKS for r in c.rules):
        if wanted is None:
            lines.append(f"{one.id:<24}{one.severity.value:<10}{one.title}")
        elif one.id in wanted:
            lines += [
                one.id,
                f"  {one.title}",
                f"  severity {one.severity.value}, MQM {one.mqm}, ITS {one.its}",
                f"  silence it with: qa check --ignore {one.id}",
            ]
    write("".join(f"{line}\n" for line in lines), None)


def _read(
    articles: tuple[Path, ...],
    ko: Path | None,
    en: Path | None,
    published: datetime.date | None,
    direction: str,
    lines: bool,
) -> Sequence[Article]:
    from qa.read import ReadOptions, read_inputs, read_sides

    options = ReadOptions(published=published, direction=direction, presegmented=lines)  # type: ignore[arg-type]
    if (ko is None) != (en is None):
        raise click.UsageError(f"{'--en' if en is None else '--ko'} is missing: --ko and --en go together")
    if ko is not None and en is not None:
        if articles:
            raise click.UsageError("name either articles or --ko and --en, not both")
        return (read_sides(ko, en, options),)
    if not articles:
        raise click.UsageError("nothing to check: name a page, a pairs file or a folder, or --ko and --en")
    return read_inputs(articles, options)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ReadError(error.strerror or str(error), path=str(file)) from error


def _given(path: Path | None, articles: Sequence[Article]) -> GivenLinks:
    """The links of `--alignment`, by article."""
    if path is None:
        return {}
    from qa.align.given import read_alignment

    return read_alignment(path, articles)


def _terms(path: Path | None) -> Glossary | None:
    """The terms of `--glossary`."""
    if path is None:
        return None
    from qa.read.glossary import read_glossary

    return read_glossary(path)


def _apart(targets: Sequence[Path], articles: Sequence[Article], *others: Path | None) -> None:
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


def _report_target(value: str) -> tuple[str, Path]:
    from qa.report import FORMATS

    name, equals, path = value.partition("=")
    if not equals or not path or name not in FORMATS:
        raise ConfigError(f"--report {value!r}: expected FORMAT=FILE with FORMAT one of {', '.join(FORMATS)}")
    return name, Path(path)


def _color() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width() -> int:
    import shutil

    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 120))


def main() -> NoReturn:
    """Entry point: every fault in a run is one line on standard error and exit code 2."""
    code = 0
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = _CRASHED
    except (click.Abort, KeyboardInterrupt):
        click.echo("qa: interrupted", err=True)
        code = _INTERRUPTED
    except QaError as error:
        click.echo(f"qa: {error}", err=True)
        code = _CRASHED
    except ReaderGoneError:
        forget(sys.stdout)
    except Exception:
        traceback.print_exc()
        code = _CRASHED
    sys.exit(code)


if __name__ == "__main__":
    main()
