"""From the paths that a user names to articles."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

from qa.errors import ReadError
from qa.model import Article
from qa.read.options import ReadOptions
from qa.read.page import read_page
from qa.read.pairs import SUFFIXES, read_pairs
from qa.read.sides import read_sides

PAGE_SUFFIXES = (".txt", ".text")
"""Files of a folder that are taken for pages."""


def read_inputs(paths: Sequence[Path], options: ReadOptions) -> tuple[Article, ...]:
    """The articles of pages, pairs files and folders, in the order given; folders sorted by name.

    Raises:
        ReadError: an input is missing or malformed, a folder holds no article, or two articles
            have one id.
    """
    articles: list[Article] = []
    origin: dict[str, Path] = {}
    for path in paths:
        for article in _read(path, options):
            if article.id in origin:
                raise ReadError(
                    f"article {article.id!r} was read from {origin[article.id]} already", path=str(path)
                )
            origin[article.id] = path
            articles.append(article)
    return tuple(articles)


def _read(path: Path, options: ReadOptions) -> tuple[Article, ...]:
    try:
        exists, folder = path.exists(), path.is_dir()
    except OSError as fault:
        raise ReadError(f"cannot be read: {fault.strerror}", path=str(path)) from fault
    if not exists:
        raise ReadError("no such file or folder", path=str(path))
    if folder:
        return tuple(_read_folder(path, options))
    if path.suffix.lower() in SUFFIXES:
        return read_pairs(path, options)
    return (read_page(path, options),)


def _read_folder(folder: Path, options: ReadOptions) -> Iterator[Article]:
    """NAME.ko.* with NAME.en.*, and pages; other files are left alone."""
    sides: dict[str, dict[str, Path]] = {}
    pages: dict[str, Path] = {}
    for file in sorted(folder.iterdir()):
        if not file.is_file() or file.name.startswith("."):
            continue
        name, lang = Path(file.stem).stem, Path(file.stem).suffix.lower().lstrip(".")
        if lang in ("ko", "en") and file.suffix:
            if lang in sides.setdefault(name, {}):
                raise ReadError(
                    f"two {lang} sides: {sides[name][lang].name} and {file.name}", path=str(folder)
                )
            sides[name][lang] = file
        elif file.suffix.lower() in PAGE_SUFFIXES:
            pages[file.stem] = file
    if not sides and not pages:
        raise ReadError(
            "holds no article, expected NAME.ko.* with NAME.en.*, or pages (.txt)", path=str(folder)
        )
    for name in sorted({*sides, *pages}):
        if name in sides:
            missing = [lang for lang in ("ko", "en") if lang not in sides[name]]
            if missing:
                found = next(iter(sides[name].values()))
                raise ReadError(f"no {name}.{missing[0]}.* stands beside it", path=str(found))
            article = read_sides(sides[name]["ko"], sides[name]["en"], options)
            yield dataclasses.replace(article, id=name)
        if name in pages:
            yield dataclasses.replace(read_page(pages[name], options), id=name)
