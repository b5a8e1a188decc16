"""What a project sets for all its runs: `qa.toml`, or the table `[tool.qa]` of `pyproject.toml`.

The file nearest to what is checked counts, looked for in its folder and in those above; the command
line wins over it.  `[[overrides]]` tables set keys for the articles whose file matches one of their
`paths`, the later table winning.
"""

from __future__ import annotations

import dataclasses
import datetime
import difflib
import fnmatch
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qa.config import rules_named
from qa.errors import ConfigError
from qa.model import Severity

NAMES = ("qa.toml", "pyproject.toml")
"""Files that may hold settings; in one folder the first wins."""

LARGEST = 1_000_000
"""Bytes of a settings file above which it is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value with where it was set (`qa.toml:3`)."""

    value: object
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Settings of the articles whose file matches one of `paths` (globs, seen from the settings file)."""

    paths: tuple[str, ...]
    values: Mapping[str, Setting]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one file sets; `path` is None where there is none."""

    path: Path | None = None
    values: Mapping[str, Setting] = dataclasses.field(default_factory=dict)
    overrides: tuple[Override, ...] = ()

    def of(self, file: Path) -> Mapping[str, Setting]:
        """What counts for an article that was read from `file`."""
        if self.path is None or not self.overrides:
            return self.values
        try:
            here = file.resolve().relative_to(self.path.resolve().parent).as_posix()
        except ValueError:
            return self.values
        found = dict(self.values)
        for override in self.overrides:
            if any(_matches(here, pattern) for pattern in override.paths):
                found.update(override.values)
        return found


def _matches(path: str, pattern: str) -> bool:
    """Whether a glob names a file or a folder above it; `*` goes over slashes, as in .gitignore lists."""
    return fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase(path, f"{pattern.rstrip('/')}/*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key: how its value is read (a ValueError says what was expected), and what it sets."""

    read: Callable[[object], object]
    help: str
    per_path: bool = True


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise ValueError("a list of texts")


def _text(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise ValueError("a text")


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("true or false")


def _score(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 100:
        return float(value)
    raise ValueError("a number from 0 to 100")


def _count(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 256:
        return value
    raise ValueError("a whole number from 1 to 256")


def _date(value: object) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError("a date as 2026-01-31")


def _one_of(*names: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value in names:
            return str(value)
        raise ValueError(f"one of {', '.join(names)}")

    return read


def _severities(value: object) -> Mapping[str, Severity]:
    if not isinstance(value, dict):
        raise ValueError('a table of rules, as {"date-weekday" = "neutral"}')
    out: dict[str, Severity] = {}
    for name, severity in value.items():
        if severity not in list(Severity):
            raise ValueError(f"{', '.join(Severity)} for {name!r}, not {severity!r}")
        for rule in sorted(rules_named([name], "severity")):
            out[rule] = Severity(severity)
    return out


KEYS: Mapping[str, Key] = {
    "select": Key(read=_texts, help="only these rules or families"),
    "ignore": Key(read=_texts, help="all but these rules or families"),
    "severity": Key(read=_severities, help="severity of rules or families, in place of their own"),
    "fail-on": Key(
        read=_one_of("critical", "major", "minor", "never"), help="the mildest severity that fails"
    ),
    "min-score": Key(read=_score, help="articles that score less fail"),
    "glossary": Key(read=_text, help="file of terms, seen from the settings file"),
    "published": Key(read=_date, help="publication date, where relative dates count from", per_path=False),
    "direction": Key(read=_one_of("ko-en", "en-ko"), help="which side is the original", per_path=False),
    "lines": Key(read=_flag, help="each input line is one sentence", per_path=False),
    "pair": Key(read=_text, help="how the two files of an article are named", per_path=False),
    "encoder": Key(read=_text, help="`embedded`, or a sentence-transformers model", per_path=False),
    "accepted": Key(
        read=_text, help="file of accepted findings, seen from the settings file", per_path=False
    ),
    "reports": Key(read=_texts, help="reports to write, as FORMAT=FILE", per_path=False),
    "lang": Key(read=_one_of("en", "ko"), help="language of reports", per_path=False),
    "jobs": Key(read=_count, help="processes", per_path=False),
}
"""Every key of a settings file, in the order in which `qa config` lists them."""

FILES = ("glossary", "accepted")
"""Keys that name a file, seen from the settings file."""


def nearest(start: Path) -> Settings:
    """The settings nearest to a file or folder: in its folder, or in one above.

    A `pyproject.toml` without `[tool.qa]` is passed over.

    Raises:
        ConfigError: the file is malformed, or has an unknown key or a wrong value.
    """
    folder = start.resolve()
    if not folder.is_dir():
        folder = folder.parent
    for place in (folder, *folder.parents):
        for name in NAMES:
            file = place / name
            if file.is_file():
                found = read_settings(file)
                if found is not None:
                    return found
    return Settings()


def read_settings(file: Path) -> Settings | None:
    """The settings of a file; None for a `pyproject.toml` that has no `[tool.qa]`.

    Raises:
        ConfigError: the file cannot be read, is no TOML, or has an unknown key or a wrong value.
    """
    shown = _shown(file)
    try:
        if file.stat().st_size > LARGEST:
            raise ConfigError(f"is larger than {LARGEST:,} bytes, expected settings", path=shown)
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise ConfigError(f"cannot be read: {fault.strerror}", path=shown) from fault
    except UnicodeDecodeError as fault:
        raise ConfigError("is not UTF-8, which TOML has to be", path=shown) from fault
    try:
        content: object = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        at = re.search(r"\(at line (\d+)", str(fault))
        raise ConfigError(f"no TOML: {fault}", path=shown, line=int(at.group(1)) if at else None) from fault
    prefix = ""
    if file.name == "pyproject.toml":
        prefix = "tool.qa"
        tool = content.get("tool") if isinstance(content, dict) else None
        content = tool.get("qa") if isinstance(tool, dict) else None
        if content is None:
            return None
    if not isinstance(content, dict):
        raise ConfigError("tool.qa is no table", path=shown)
    lines = _Lines(text, prefix)
    tables = content.pop("overrides", [])
    values = _values(content, file, lines, "", KEYS)
    return Settings(path=file, values=values, overrides=_overrides(tables, file, lines))


def _overrides(tables: object, file: Path, lines: _Lines) -> tuple[Override, ...]:
    shown, place = _shown(file), lines.of("overrides", "")
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise ConfigError("overrides: expected tables headed [[overrides]]", path=shown, line=place)
    allowed = {name: key for name, key in KEYS.items() if key.per_path}
    out = []
    for n, table in enumerate(tables):
        section = f"overrides#{n}"
        rest = dict(table)
        try:
            paths = _texts(rest.pop("paths", None))
        except ValueError:
            raise ConfigError(
                "an override has no list of paths", path=shown, line=lines.of("paths", section) or place
            ) from None
        out.append(Override(paths=paths, values=_values(rest, file, lines, section, allowed)))
    return tuple(out)


def _values(
    content: Mapping[str, object], file: Path, lines: _Lines, section: str, allowed: Mapping[str, Key]
) -> dict[str, Setting]:
    shown = _shown(file)
    out: dict[str, Setting] = {}
    for name, value in content.items():
        line = lines.of(name, section)
        if name not in allowed:
            near = difflib.get_close_matches(name, allowed, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f", expected one of {', '.join(allowed)}"
            where = "an override" if section else "the settings"
            raise ConfigError(f"unknown key {name!r} in {where}{hint}", path=shown, line=line)
        try:
            read = allowed[name].read(value)
            if name in ("select", "ignore"):
                rules_named(_texts(value), name)
        except ValueError as fault:
            raise ConfigError(f"{name} is {_brief(value)}, expected {fault}", path=shown, line=line) from None
        except ConfigError as fault:
            raise ConfigError(fault.message, path=shown, line=line) from None
        if name in FILES:
            read = file.parent / str(read)
        out[name] = Setting(value=read, where=f"{shown}:{line}" if line else shown)
    return out


def _brief(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"


def _shown(file: Path) -> str:
    """The path as short as it can be told from here."""
    try:
        return file.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()


class _Lines:
    """Where keys stand: tomllib does not say."""

    _HEADER = re.compile(r"\s{0,40}(\[\[?)\s{0,40}([^\]\n]{1,200}?)\s{0,40}\]")
    _KEY = re.compile(
        r"\s{0,40}(?:\"([^\"\n]{1,100})\"|'([^'\n]{1,100})'|([A-Za-z0-9_-]{1,100}))\s{0,40}[.=]"
    )

    def __init__(self, text: str, prefix: str) -> None:
        self._at: dict[tuple[str, str], int] = {}
        section: str | None = "" if not prefix else None
        count = -1
        for number, line in enumerate(text.splitlines(), 1):
            header = self._HEADER.match(line)
            if header:
                name = header.group(2).replace(" ", "").replace('"', "").replace("'", "")
                if prefix:
                    inside = name == prefix or name.startswith(f"{prefix}.")
                    name = name.removeprefix(prefix).removeprefix(".") if inside else "\0"
                if name == "overrides" and header.group(1) == "[[":
                    count += 1
                    section = f"overrides#{count}"
                    self._at.setdefault(("", "overrides"), number)
                elif name.startswith("overrides."):
                    self._at.setdefault((f"overrides#{count}", name.split(".")[1]), number)
                    section = None
                elif name == "":
                    section = ""
                elif name == "\0":
                    section = None
                else:
                    self._at.setdefault(("", name.split(".")[0]), number)
                    section = None
                continue
            key = self._KEY.match(line)
            if key and section is not None:
                self._at.setdefault((section, next(g for g in key.groups() if g)), number)

    def of(self, key: str, section: str) -> int | None:
        """The 1-based line of a key; None where it cannot be told."""
        return self._at.get((section, key))
