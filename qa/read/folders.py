"""What a folder holds: the two sides of an article by their names, pages, and pairs files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from qa.errors import ConfigError, ReadError
from qa.model import Lang
from qa.read.formats import PAIRS, SUFFIXES

LANGS: Final[tuple[Lang, Lang]] = ("ko", "en")
NAMED_ONLY: Final = frozenset(("tsv", "csv", "jsonl", "tmx"))
"""Formats that are read where they are named, not where they lie in a folder: glossaries, memories and
reports have them too."""
_ABOUT: Final = frozenset(
    ("readme", "license", "licence", "notice", "changelog", "contributing", "authors", "code_of_conduct")
)
"""Files of a folder that are about it."""
MAX_WILDCARDS = 8
"""Wildcards that a pattern of `--pair` may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to read as one: the two sides of an article, or one file.

    `name` is what the article is called by, without language and ending.
    """

    name: str
    files: Mapping[Lang, Path] = field(default_factory=dict)
    file: Path | None = None

    @property
    def shown(self) -> Path:
        """A file that an error can name."""
        return self.file if self.file is not None else next(iter(self.files.values()))


def items_of(folder: Path, pair: str) -> tuple[list[Item], list[ReadError]]:
    """What a folder and the folders in it hold, sorted by name, and what cannot be read.

    Args:
        folder: where to look.
        pair: how the sides of an article are called (`{name}.ko.md:{name}.en.md`), as paths in the
            folder; empty for NAME.ko.* with NAME.en.*, ko/NAME with en/NAME, and pages.

    Raises:
        ConfigError: `pair` is no such pattern.
        ReadError: the folder cannot be read, or holds no article.
    """
    patterns = _patterns(pair) if pair else None
    sides: dict[str, dict[Lang, Path]] = {}
    alone: list[Item] = []
    faults: list[ReadError] = []
    for relative in _files(folder):
        found = side_of(relative) if patterns is None else _matched(relative, patterns)
        if found is not None:
            lang, name = found
            files = sides.setdefault(name, {})
            if lang in files:
                where = "" if files[lang].parent == folder else f"{folder.as_posix()}/"
                first = f"{where}{files[lang].relative_to(folder).as_posix()}"
                fault = f"two {lang} sides: {first} and {relative}"
                faults.append(ReadError(fault, path=folder.as_posix()))
            else:
                files[lang] = folder / relative
        elif patterns is None and _is_read(relative):
            alone.append(Item(name=_stem(relative), file=folder / relative))
    items: list[Item] = []
    for name, files in sides.items():
        missing = [lang for lang in LANGS if lang not in files]
        if missing:
            one = next(iter(files.values()))
            faults.append(ReadError(_twin_missing(name, missing[0], pair), path=one.as_posix()))
        else:
            items.append(Item(name=name or folder.resolve().name, files=files))
    items += alone
    if not items and not faults:
        raise ReadError(
            f"holds no article, expected files that --pair {pair} names"
            if pair
            else "holds no article, expected NAME.ko.* with NAME.en.*, ko/NAME with en/NAME, or pages",
            path=folder.as_posix(),
        )
    return sorted(items, key=lambda item: (item.name, item.file is not None, str(item.shown))), faults


def side_of(path: str) -> tuple[Lang, str] | None:
    """The language that a path names and what is left of the path: `a.ko.md`, `ko/a.md`, `ko.md`."""
    if SUFFIXES.get(Path(path).suffix.lower()) in PAIRS:
        return None  # messages.ko.po holds both languages
    folder, _, file = path.rpartition("/")
    stem = Path(file).stem if Path(file).suffix else ""
    lang = _lang(Path(stem).suffix.lstrip("."))
    if lang is not None:
        return lang, f"{folder}/{Path(stem).stem}".lstrip("/")
    lang = _lang(stem)
    if lang is not None:
        return lang, folder
    parts = folder.split("/") if folder else []
    for at in reversed(range(len(parts))):
        lang = _lang(parts[at])
        if lang is not None and _is_read(path):
            return lang, "/".join([*parts[:at], *parts[at + 1 :], _stem(file)])
    return None


def twin_of(path: Path) -> Item | None:
    """The two sides of the article of which `path` names one, where the other one lies beside it."""
    found = side_of(path.as_posix())
    if found is None:
        return None
    lang, name = found
    other: Lang = "en" if lang == "ko" else "ko"
    twins = [p for p in _beside(path, lang, other) if side_of(p.as_posix()) == (other, name)]
    same = [p for p in twins if p.suffix == path.suffix] or twins
    if len(same) != 1:
        return None
    files: dict[Lang, Path] = {lang: path, other: same[0]}
    return Item(name=name or path.parent.resolve().name, files={lang: files[lang] for lang in LANGS})


def _beside(path: Path, lang: Lang, other: Lang) -> Iterator[Path]:
    """Files that may be the other side."""
    folders = [path.parent]
    parts = path.parent.parts
    for at in reversed(range(len(parts))):
        if _lang(parts[at]) == lang:
            folders.append(Path(*parts[:at], other, *parts[at + 1 :]))
            break
    for folder in folders:
        try:
            files = sorted(file for file in folder.iterdir() if file.is_file())
        except OSError:
            continue
        yield from files


def _lang(word: str) -> Lang | None:
    return {"ko": LANGS[0], "en": LANGS[1]}.get(word.lower())


def _stem(path: str) -> str:
    return path[: len(path) - len(Path(path).suffix)]


def _is_read(path: str) -> bool:
    """Whether a file of a folder is a page or a pairs file that is read unasked."""
    form = SUFFIXES.get(Path(path).suffix.lower())
    about = Path(path).stem.lower() in _ABOUT
    return form is not None and form not in NAMED_ONLY and not about


def _files(folder: Path) -> Iterator[str]:
    """Paths in a folder, sorted; hidden ones and what a browser saves beside a page left out.

    Raises:
        ReadError: the folder cannot be read.
    """

    def fail(fault: OSError) -> None:
        raise ReadError(f"cannot be read: {fault.strerror}", path=str(fault.filename)) from fault

    for place, folders, files in os.walk(folder, onerror=fail):
        pages = {Path(file).stem for file in files if file.lower().endswith((".html", ".htm"))}
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name.removesuffix("_files") not in pages
        )
        for file in sorted(files):
            path = Path(place, file)
            if not file.startswith((".", "~$")) and path.is_file():
                yield path.relative_to(folder).as_posix()


Patterns = Mapping[Lang, "re.Pattern[str]"]


def _patterns(pair: str) -> Patterns:
    sides = pair.split(":")
    if len(sides) != 2 or not all(side.count("{name}") == 1 for side in sides):
        raise ConfigError(f"--pair {pair!r}: expected KOREAN:ENGLISH with {{name}} once in each")
    if pair.count("*") > MAX_WILDCARDS:
        raise ConfigError(f"--pair {pair!r}: more than {MAX_WILDCARDS} wildcards")
    return {lang: _regex(side.removeprefix("./")) for lang, side in zip(LANGS, sides, strict=True)}


def _regex(side: str) -> re.Pattern[str]:
    before, _, after = side.partition("{name}")
    parts = [re.escape(part).replace(r"\*", "[^/]*") for part in (before, after)]
    return re.compile(f"{parts[0]}(?P<name>.+){parts[1]}")


def _matched(path: str, patterns: Patterns) -> tuple[Lang, str] | None:
    for lang, pattern in patterns.items():
        found = pattern.fullmatch(path)
        if found:
            return lang, found["name"]
    return None


def _twin_missing(name: str, lang: Lang, pair: str) -> str:
    if pair:
        return f"no {pair.split(':')[LANGS.index(lang)].replace('{name}', name)} stands beside it"
    file = name.rpartition("/")[2]
    return f"no {file}.{lang}.* stands beside it" if file else f"no {lang}.* stands beside it"
