"""The arguments that name what to read, alike in every command, and the reading of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.model import Article, Glossary

if TYPE_CHECKING:
    from qa.align.given import GivenLinks


class Date(click.ParamType[datetime.date]):
    """An ISO date that exists."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:  # noqa: ANN401
        """The date, or one clear line."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date of the form YYYY-MM-DD that exists", param, ctx)


def input_options(command: Callable[..., Any]) -> Callable[..., Any]:
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
            click.option("--published", type=Date(), help="Publication date; else it is read from the page."),
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
                "--pair",
                metavar="PATTERN",
                help="How the sides are called in a folder, e.g. '{name}.ko.md:{name}.en.md'.",
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
            click.option(
                "--config",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="Settings; else the nearest qa.toml, or pyproject.toml with [tool.qa].",
            ),
        )
    ):
        command = option(command)
    return command


def named_sides(articles: Sequence[Path], ko: Path | None, en: Path | None) -> tuple[Path, Path] | None:
    """The files of `--ko` and `--en`; None where articles are named instead.

    Raises:
        UsageError: nothing is named, or too much.
    """
    if (ko is None) != (en is None):
        raise click.UsageError(f"{'--en' if en is None else '--ko'} is missing: --ko and --en go together")
    if [str(path) for path in (*articles, ko, en)].count("-") > 1:
        raise click.UsageError("standard input (-) can be read once")
    if ko is not None and en is not None:
        if articles:
            raise click.UsageError("name either articles or --ko and --en, not both")
        return ko, en
    if not articles:
        raise click.UsageError("nothing to check: name a page, a pairs file or a folder, or --ko and --en")
    return None


def given_links(path: Path | None, articles: Sequence[Article]) -> GivenLinks:
    """The links of `--alignment`, by article."""
    if path is None:
        return {}
    from qa.align.given import read_alignment

    return read_alignment(path, articles)


def glossary_terms(path: Path | None) -> Glossary | None:
    """The terms of `--glossary`."""
    if path is None:
        return None
    from qa.read.glossary import read_glossary

    return read_glossary(path)
