"""The base version of articles (`--base`): what was found in it is let pass by `--new-only`."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import ConfigError, ReadError
from qa.model import Article

if TYPE_CHECKING:
    from qa.commands.choices import Choices, Source
    from qa.config import Config

Known = Mapping[str, "Counter[str] | None"]
"""Of each article the fingerprints of its base version; None where that is the same text."""


def known_findings(
    base: str, chosen: Choices, sources: Sequence[Source], pair: tuple[Path, Path] | None, config: Config
) -> Known:
    """What the base version of each article has.

    Args:
        base: a file (a report of `--format json` or `jsonl`) or a git revision.
        chosen: the options of the command.
        sources: what is checked now.
        pair: the files of `--ko` and `--en`, if these were named.
        config: what is the same for all articles.

    Raises:
        ConfigError: it is neither, or git does not know it.
    """
    file = Path(base)
    if file.is_file():
        return _of_report(file)
    return _of_revision(base, chosen, sources, pair, config)


def _of_report(file: Path) -> Known:
    shown = file.as_posix()
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise ConfigError(f"cannot be read: {fault.strerror}", path=shown) from fault
    except UnicodeDecodeError as fault:
        raise ConfigError("is not UTF-8, expected a report of --format json or jsonl", path=shown) from fault
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        try:
            content = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (json.JSONDecodeError, RecursionError) as fault:
            raise ConfigError("is no report of --format json or jsonl", path=shown) from fault
    out: dict[str, Counter[str] | None] = {}
    for report in content if isinstance(content, list) else [content]:
        if not isinstance(report, dict) or not str(report.get("schema", "")).startswith("qa-report/"):
            raise ConfigError("is no report of --format json or jsonl", path=shown)
        prints = [str(f.get("fingerprint", "")) for f in report.get("findings", ()) if isinstance(f, dict)]
        out[str(report.get("id", ""))] = Counter(p.partition("-")[0] for p in prints)
    return out


def _of_revision(
    base: str, chosen: Choices, sources: Sequence[Source], pair: tuple[Path, Path] | None, config: Config
) -> Known:
    from qa.commands.choices import Source, configs_of, read_sources
    from qa.pipeline import check_articles

    out: dict[str, Counter[str] | None] = {}
    with tempfile.TemporaryDirectory(prefix="qa-base-") as place:
        old: list[Source] = []
        for n, source in enumerate(sources):
            two = pair or source.sides
            files = two or (source.start,)
            copies = [_checkout(base, file, Path(place) / str(n) / str(k)) for k, file in enumerate(files)]
            if not all(c.exists() for c in copies):
                continue  # it was not there yet: all that is found is new
            try:
                read = read_sources(
                    dataclasses.replace(chosen, named=source.settings),
                    () if two is not None else copies,
                    *(copies if two is not None else (None, None)),
                )
            except ReadError:
                continue  # the base version was no article: all that is found is new
            names = dict(zip((c.as_posix() for c in copies), (f.as_posix() for f in files), strict=True))
            articles = tuple(_renamed(a, names) for s in read for a in s.articles)
            if pair is None and two is not None:  # called by what its two files have in common
                articles = tuple(
                    dataclasses.replace(old, id=new.id)
                    for old, new in zip(articles, source.articles, strict=False)
                )
            old.append(Source(start=source.start, settings=source.settings, articles=articles))
        now = {a.id: a for s in sources for a in s.articles}
        plain = {(a.en.uri, a.id.removeprefix(f"{a.en.uri}#")): a.id for a in now.values()}
        changed: list[Source] = []
        for source in old:
            rest = []
            for article in source.articles:
                # rows of several files that have the same ids are called by their file too
                article = dataclasses.replace(article, id=plain.get((article.en.uri, article.id), article.id))
                if article.id in now and _same(article, now[article.id]):
                    out[article.id] = None
                elif article.id in now:
                    rest.append(article)
            changed.append(dataclasses.replace(source, articles=tuple(rest)))
        before = [a for s in changed for a in s.articles]
        for report in check_articles(before, configs_of(chosen, changed, config)):
            prints = Counter(f.fingerprint.partition("-")[0] for f in report.findings)
            out[report.article.id] = prints
    return out


def _renamed(article: Article, names: Mapping[str, str]) -> Article:
    """The article under the names that its files have in the working tree."""

    def told(text: str) -> str:
        for copy, name in names.items():
            if text.startswith(copy):
                return f"{name}{text[len(copy) :]}".removeprefix("./")
        return text

    return dataclasses.replace(
        article,
        id=told(article.id),
        ko=dataclasses.replace(article.ko, uri=told(article.ko.uri)),
        en=dataclasses.replace(article.en, uri=told(article.en.uri)),
    )


def _same(one: Article, other: Article) -> bool:
    parts: tuple[Callable[[Article], object], ...] = (
        lambda a: (a.ko.text, a.ko.title, a.ko.decks),
        lambda a: (a.en.text, a.en.title, a.en.decks),
        lambda a: (a.published, a.direction),
    )
    return all(part(one) == part(other) for part in parts)


def _checkout(revision: str, file: Path, place: Path) -> Path:
    """The file or folder as it was in a revision, written to `place`; nothing where it was not there.

    Raises:
        ConfigError: there is no git, no repository, or no such revision.
    """
    file = file.resolve()
    # git looks from inside a folder: it may be the repository itself
    folder, name = (file, ".") if file.is_dir() else (file.parent, file.name)
    if _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}") is None:
        inside = _git(folder, "rev-parse", "--show-toplevel") is not None
        what = "no such revision" if inside else f"{folder} is in no git repository"
        raise ConfigError(f"--base {revision}: no such file, and {what}")
    target = place / file.name
    place = target if file.is_dir() else place
    place.mkdir(parents=True)
    listed = _git(folder, "ls-tree", "-r", "-z", "--name-only", revision, "--", f"./{name}")
    for path in filter(None, (listed or b"").decode(errors="surrogateescape").split("\0")):
        content = _git(folder, "show", "--end-of-options", f"{revision}:./{path}")
        copy = place / path
        if content is not None and copy.resolve().is_relative_to(place.resolve()):
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
    return target


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints; None where it fails."""
    try:
        done = subprocess.run(  # noqa: S603  git itself, no shell
            ["git", "-C", str(folder), *arguments],  # noqa: S607
            capture_output=True,
            check=False,
            timeout=60,
        )
    except FileNotFoundError as fault:
        raise ConfigError("--base: git is not installed") from fault
    except subprocess.TimeoutExpired as fault:
        raise ConfigError("--base: git does not answer") from fault
    return done.stdout if done.returncode == 0 else None
