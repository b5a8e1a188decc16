"""`qa init`: the files that a project needs to be checked by hand, before commits and in CI."""

from __future__ import annotations

import importlib.metadata
import json
import re
from pathlib import Path

import click

import qa
from qa.data import resource
from qa.errors import ConfigError, ReadError
from qa.output import write, write_all

PARTS = {
    "settings": ("qa.toml", "qa.toml"),
    "github": (".github/workflows/qa.yml", "github.yml"),
    "gitlab": (".gitlab-ci.yml", "gitlab.yml"),
    "pre-commit": (".pre-commit-config.yaml", "pre-commit.yaml"),
}
"""Each part with its file in the project and its template."""

USUAL = ("settings", "github", "pre-commit")

UNKNOWN = "https://github.com/OWNER/translation-qa"
"""Stands for the address of qa's repository where nobody has told it."""

_ADDRESS = re.compile(r"(?:https|ssh)://[A-Za-z0-9@:._~/-]{1,200}")
_FOLDER = re.compile(r"[^\s\\:*?\[\]{}#'\"&|<>@`$!]{1,200}")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=".", metavar="[FOLDER]")
@click.option(
    "--only",
    "only",
    type=click.Choice(list(PARTS)),
    multiple=True,
    help=f"Only this part; may be given again. Without it: {', '.join(USUAL)}.",
)
@click.option(
    "--articles", default="articles", show_default=True, metavar="PATH", help="Where the articles are."
)
@click.option("--source", metavar="URL", help="Address of qa's own repository, for CI to install it from.")
@click.option("--stdout", is_flag=True, help="Print it instead of writing files.")
def init(folder: Path, only: tuple[str, ...], articles: str, source: str | None, stdout: bool) -> None:
    """Begin a project: a commented qa.toml, a CI workflow and a pre-commit hook.

    Files that are there already are never written over.
    """
    articles = articles.strip("/")
    if not _FOLDER.fullmatch(articles) or articles.startswith("-"):
        raise ConfigError(f"--articles {articles!r}: expected a folder without spaces and special characters")
    address = source if source is not None else _source()
    if not _ADDRESS.fullmatch(address):
        raise ConfigError(
            f"--source {address!r}: expected an address as https://github.com/NAME/translation-qa"
        )
    parts = [name for name in PARTS if name in (only or USUAL)]
    texts = {name: _filled(PARTS[name][1], articles, address) for name in parts}
    if stdout:
        write("\n".join(f"# {PARTS[name][0]}\n{texts[name]}" for name in parts), None)
        return
    _write(folder, parts, texts)
    if address == UNKNOWN and set(parts) - {"settings"}:
        click.echo("qa: put the owner of qa's repository for OWNER, or use --source URL", err=True)


def _filled(template: str, articles: str, address: str) -> str:
    address = address.removesuffix("/").removesuffix(".git")
    words = {
        "articles": articles,
        "source": address,
        "slug": "/".join(address.split("/")[-2:]),
        "version": qa.__version__,
    }
    return re.sub("@(articles|source|slug|version)@", lambda m: words[m[1]], resource(f"init/{template}"))


def _write(folder: Path, parts: list[str], texts: dict[str, str]) -> None:
    """All files, or none."""
    files = {name: folder / PARTS[name][0] for name in parts}
    if not folder.is_dir():
        raise ReadError("no such folder", path=str(folder))
    there = [name for name, file in files.items() if file.exists() or file.is_symlink()]
    if there:
        others = " ".join(f"--only {name}" for name in parts if name not in there)
        hint = f"; `qa init {others}` writes the others" if others else ""
        raise ConfigError(
            f"is there already and is not written over{hint}, `--stdout` prints what would be written",
            path=files[there[0]].as_posix(),
        )
    try:
        for file in files.values():
            file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadError(f"cannot write here: {error.strerror or error}", path=str(folder)) from error
    write_all([(texts[name], file) for name, file in files.items()])
    for file in files.values():
        click.echo(f"{file.as_posix()}: written", err=True)


def _source() -> str:
    """Where this copy of qa was installed from, if that is an address that others can use."""
    try:
        package = importlib.metadata.distribution("translation-qa")
    except importlib.metadata.PackageNotFoundError:
        return UNKNOWN
    for address in package.metadata.get_all("Project-URL") or []:
        name, _, url = str(address).partition(", ")
        if name in ("Repository", "Source"):
            return url
    try:
        told = json.loads(package.read_text("direct_url.json") or "{}")
    except ValueError:
        return UNKNOWN
    url = str(told.get("url", "")) if "vcs_info" in told else ""
    return url if _ADDRESS.fullmatch(url) and "@" not in url else UNKNOWN
