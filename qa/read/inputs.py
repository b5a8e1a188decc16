"""From the paths that a user names to articles."""

from __future__ import annotations

import dataclasses
import glob
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
    """What was read, and what could not be: one bad file must not hide the others."""

    articles: tuple[Article, ...]
    faults: tuple[ReadError, ...] = ()


def read_inputs(paths: Sequence[Path], options: ReadOptions) -> tuple[Article, ...]:
    """The articles of pages, pairs files and folders, in the order given; folders sorted by name.

    Raises:
        ReadError: the first thing that cannot be read.
    """
    gathered = gather(paths, options)
    if gathered.faults:
        raise gathered.faults[0]
    return gathered.articles


def gather(paths: Sequence[Path], options: ReadOptions) -> Gathered:
    """The articles of what the paths name, and the faults of what cannot be read.

    Articles of two inputs that have one id get the input's name before it.
    """
    faults: list[ReadError] = []
    found: list[tuple[Path, Article]] = []
    for item in _items(paths, options, faults):
        origin = item.shown
        try:
            found += [(origin, article) for article in _read(item, options)]
        except ReadError as fault:
            faults.append(fault)
    return Gathered(articles=_distinct(found, faults), faults=tuple(faults))


def expand(paths: Iterable[Path]) -> list[Path]:
    """The paths with wildcards filled in; of two files that are the sides of one article, the first.

    Raises:
        ReadError: wildcards that nothing matches.
    """
    out: dict[Path, None] = {}
    named: set[Path] = set()
    for path in paths:
        for one in _filled_in(path):
            twin = twin_of(one) if _exists(one) and not one.is_dir() else None
            if twin is None:
                out[one] = None
            elif not named.issuperset(twin.files.values()):
                out[one] = None
                named.update(twin.files.values())
    return list(out)


def _filled_in(path: Path) -> list[Path]:
    if not glob.has_magic(str(path)) or _exists(path):
        return [path]
    matches = [Path(match) for match in sorted(glob.glob(str(path), recursive=True))]  # noqa: PTH207  the pattern is a whole path
    if not matches:
        raise ReadError("nothing matches this", path=str(path))
    return matches


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as fault:
        raise ReadError(f"cannot be read: {fault.strerror}", path=str(path)) from fault


def _items(paths: Sequence[Path], options: ReadOptions, faults: list[ReadError]) -> list[Item]:
    """What is to be read, each thing once."""
    items: list[Item] = []
    for path in paths:
        try:
            for one in expand([path]):
                items += _named(one, options, faults)
        except ReadError as fault:
            faults.append(fault)
    seen: set[Path] = set()
    out = []
    for item in items:
        sides = set(item.files.values())
        if not sides or not seen.issuperset(sides):
            out.append(item)
            seen |= sides
    return out


def _named(path: Path, options: ReadOptions, faults: list[ReadError]) -> list[Item]:
    if str(path) == STDIN:
        return [Item(name=name_of(path), file=path)]
    if not _exists(path):
        raise ReadError("no such file or folder", path=str(path))
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


def _distinct(found: Sequence[tuple[Path, Article]], faults: list[ReadError]) -> tuple[Article, ...]:
    """The articles, each with an id of its own."""
    origins: dict[str, set[Path]] = {}
    for origin, article in found:
        origins.setdefault(article.id, set()).add(origin)
    out: dict[str, tuple[Path, Article]] = {}
    for origin, article in found:
        if len(origins[article.id]) > 1:
            article = dataclasses.replace(article, id=f"{origin.as_posix()}#{article.id}")
        if article.id in out:
            faults.append(
                ReadError(
                    f"article {article.id!r} was read from {out[article.id][0]} already", path=str(origin)
                )
            )
        else:
            out[article.id] = (origin, article)
    return tuple(article for _, article in out.values())
