"""From the paths that a user names to articles."""

from __future__ import annotations

import dataclasses
import glob
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.errors import ReadError
from qa.model import Article
from qa.read.encoding import STDIN, name_of, read_bytes
from qa.read.folders import Item, items_of, twin_of
from qa.read.formats import PAIRS, form_of, source_of
from qa.read.options import ReadOptions
from qa.read.page import page_article
from qa.read.pairs import pairs_of
from qa.read.sides import read_sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was read from one input, and what could not be: one bad file must not hide the others."""

    articles: tuple[Article, ...]
    faults: tuple[ReadError, ...] = ()


def read_inputs(paths: Sequence[Path], options: ReadOptions) -> tuple[Article, ...]:
    """The articles of pages, pairs files and folders, in the order given; folders sorted by name.

    Raises:
        ReadError: the first thing that cannot be read.
    """
    gathered = gather([(path, options) for path in expand(paths)])
    for one in gathered:
        if one.faults:
            raise one.faults[0]
    return tuple(article for one in gathered for article in one.articles)


def gather(inputs: Sequence[tuple[Path, ReadOptions]]) -> tuple[Gathered, ...]:
    """The articles of each input, and the faults of what cannot be read in it.

    Articles of two files that have one id get the file's name before it.
    """
    found: list[list[tuple[Path, Article]]] = []
    faults: list[list[ReadError]] = []
    for path, options in inputs:
        found.append([])
        faults.append([])
        try:
            items = _named(path, options, faults[-1])
        except ReadError as fault:
            faults[-1].append(fault)
            continue
        for item in items:
            try:
                found[-1] += [(item.shown, article) for article in _read(item, options)]
            except ReadError as fault:
                faults[-1].append(fault)
    articles = _distinct(found, faults)
    return tuple(
        Gathered(articles=some, faults=tuple(others)) for some, others in zip(articles, faults, strict=True)
    )


def expand(paths: Iterable[Path]) -> list[Path]:
    """The paths with wildcards filled in; of two files that are the sides of one article, the first."""
    out: dict[Path, None] = {}
    named: set[Path] = set()
    for path in paths:
        for one in _filled_in(path):
            twin = twin_of(one)
            if twin is None:
                out[one] = None
            elif not named.issuperset(twin.files.values()):
                out[one] = None
                named.update(twin.files.values())
    return list(out)


def _filled_in(path: Path) -> list[Path]:
    """What wildcards match, sorted; a file may have brackets in its own name."""
    if not glob.has_magic(str(path)) or os.path.lexists(path):
        return [path]
    matches = glob.glob(str(path), recursive=True)  # noqa: PTH207  the pattern is a whole path
    return [Path(match) for match in sorted(matches)] or [path]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as fault:
        raise ReadError(f"cannot be read: {fault.strerror}", path=str(path)) from fault


def _named(path: Path, options: ReadOptions, faults: list[ReadError]) -> list[Item]:
    if str(path) == STDIN:
        return [Item(name=name_of(path), file=path)]
    if not _exists(path):
        said = "nothing matches this" if glob.has_magic(str(path)) else "no such file or folder"
        raise ReadError(said, path=str(path))
    if path.is_dir():
        items, unread = items_of(path, options.pair)
        faults += unread
        return items
    twin = twin_of(path)
    return [twin if twin is not None else Item(name=path.as_posix(), file=path)]


def _read(item: Item, options: ReadOptions) -> tuple[Article, ...]:
    if item.file is None:
        article = read_sides(item.files["ko"], item.files["en"], options)
        return (dataclasses.replace(article, id=item.name),)
    data = read_bytes(item.file)
    uri, form = name_of(item.file), form_of(item.file, data)
    if form in PAIRS:
        return pairs_of(data, uri, form, options)
    return (dataclasses.replace(page_article(source_of(data, uri, form), options), id=item.name),)


def _distinct(
    found: Sequence[Sequence[tuple[Path, Article]]], faults: Sequence[list[ReadError]]
) -> list[tuple[Article, ...]]:
    """The articles of each input, each with an id of its own."""
    origins: dict[str, set[Path]] = {}
    for group in found:
        for origin, article in group:
            origins.setdefault(article.id, set()).add(origin)
    taken: dict[str, Path] = {}
    out: list[tuple[Article, ...]] = []
    for group, others in zip(found, faults, strict=True):
        kept = []
        for origin, article in group:
            if len(origins[article.id]) > 1:
                article = dataclasses.replace(article, id=f"{origin.as_posix()}#{article.id}")
            if article.id in taken:
                fault = f"article {article.id!r} was read from {taken[article.id]} already"
                others.append(ReadError(fault, path=str(origin)))
            else:
                taken[article.id] = origin
                kept.append(article)
        out.append(tuple(kept))
    return out
