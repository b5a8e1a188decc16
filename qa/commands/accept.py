"""`qa accept`: findings that a person has looked at and lets stand."""

from __future__ import annotations

import datetime
import getpass
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.commands.accepted_file import Accepted, accepted_path, place_for
from qa.commands.choices import Choices, Source, choices, configs_of, read_sources, tell_unread
from qa.errors import ConfigError
from qa.output import writable, write

if TYPE_CHECKING:
    from qa.model import Finding, Report

SHORTEST = 8
"""Hex digits that name a finding where the articles that have it are named too."""


@click.command()
@click.argument("fingerprints", nargs=-1, metavar="FINGERPRINT...")
@click.option("--reason", metavar="TEXT", help="Why they may stand; kept with them.")
@click.option("--by", metavar="NAME", help="Who says so; else git's user.name, else the login.")
@click.option(
    "--article",
    "articles",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="ARTICLE",
    help="The page, pairs file or folder that has them; may be given again.",
)
@click.option("--ko", type=click.Path(path_type=Path), metavar="FILE", help="Its Korean side.")
@click.option("--en", type=click.Path(path_type=Path), metavar="FILE", help="Its English side.")
@click.option("--all", "everything", is_flag=True, help="All open findings of the articles named.")
@click.option("--prune", is_flag=True, help="Remove entries that the articles named no longer have.")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings; else the nearest qa.toml, or pyproject.toml with [tool.qa].",
)
@click.pass_context
def accept(
    context: click.Context,
    fingerprints: tuple[str, ...],
    reason: str | None,
    by: str | None,
    articles: tuple[Path, ...],
    ko: Path | None,
    en: Path | None,
    everything: bool,
    prune: bool,
    config: Path | None,
) -> None:
    """Record findings as accepted, in qa-accepted.toml beside the articles.

    They are shown in reports, but neither the score nor the gate counts them.  With --article the
    finding is looked up: its first 8 digits are then enough, and what it is about is kept too.
    """
    from qa.accepted import with_entries, without_entries
    from qa.model import Acceptance

    chosen = choices(context, config)
    named = bool(articles) or ko is not None or en is not None
    if not prune and not fingerprints and not everything:
        raise click.UsageError("nothing to accept: name the fingerprint of a finding, or --all")
    if (prune or everything) and not named:
        raise click.UsageError(f"{'--prune' if prune else '--all'} needs --article, or --ko and --en")
    if (fingerprints or everything) and not (reason or "").strip():
        raise click.UsageError("--reason is missing: say why the finding may stand")
    sources = read_sources(chosen, articles, ko, en) if named else _here(chosen)
    if tell_unread(sources):
        sys.exit(2)  # what was accepted in an article that cannot be read must not look stale
    reports, selected = _checked(chosen, sources)
    if prune:
        for path, stale in Accepted.of(chosen, sources).stale(reports, selected).items():
            write(without_entries(path, stale), path)
            click.echo(f"{path}: {len(stale)} removed", err=True)
    found = {f.fingerprint: (r.article.id, f) for r in reports for f in r.findings}
    wanted = [f for f, (_, finding) in found.items() if finding.open] if everything else []
    wanted += [_whole(print_, found if named else None) for print_ in fingerprints]
    if not wanted:
        return
    path = accepted_path(chosen, sources[0]) or place_for(sources[0])
    acceptance = Acceptance(reason=str(reason).strip(), by=by or _user(), when=_today())
    text = with_entries(path, list(dict.fromkeys(wanted)), acceptance, found)
    writable(path)
    write(text, path)
    click.echo(f"{path}: {len(dict.fromkeys(wanted))} accepted", err=True)


def _here(chosen: Choices) -> tuple[Source, ...]:
    """No article named: the file of the working directory counts."""
    return (Source(start=Path(), settings=chosen.settings(Path()), articles=()),)


def _checked(chosen: Choices, sources: Sequence[Source]) -> tuple[list[Report], frozenset[str]]:
    """The reports of the articles named, with what was accepted before; and the rules that ran."""
    inputs = [article for source in sources for article in source.articles]
    if not inputs:
        return [], frozenset()
    from qa.config import Config
    from qa.pipeline import check_articles

    same = Config(accepted=Accepted.of(chosen, sources).acceptances)
    configs = configs_of(chosen, sources, same)
    return list(check_articles(inputs, configs)), frozenset.intersection(*(c.select for c in configs))


def _whole(print_: str, found: dict[str, tuple[str, Finding]] | None) -> str:
    """The fingerprint that is meant.

    Raises:
        ConfigError: it is malformed, or the articles have none or several such.
    """
    from qa.accepted import FINGERPRINT

    low = print_.strip().casefold()
    if found is None:
        if not FINGERPRINT.match(low):
            raise ConfigError(
                f"{print_!r} is no fingerprint: expected the 16 hex digits that the report shows"
                " (or, with --article, their first 8)"
            )
        return low
    fits = [f for f in found if f == low] or [f for f in found if len(low) >= SHORTEST and f.startswith(low)]
    if len(fits) != 1:
        what = "no finding" if not fits else f"{len(fits)} findings"
        raise ConfigError(f"{print_!r}: the articles have {what} of that fingerprint")
    return fits[0]


def _user() -> str:
    """Whoever git says is at work here, else the login; empty where neither is known."""
    try:
        done = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
            timeout=10,
        )
        if done.returncode == 0 and done.stdout.strip():
            return done.stdout.strip()
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        pass
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _today() -> str:
    return datetime.date.today().isoformat()
