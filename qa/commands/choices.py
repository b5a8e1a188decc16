"""What counts for a run: the command line, else the settings file, else the default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from qa.commands.inputs import named_sides
from qa.errors import ConfigError, ReadError
from qa.model import Article

if TYPE_CHECKING:
    from qa.config import Config
    from qa.read import ReadOptions
    from qa.settings import Setting, Settings

_ELSE: Mapping[str, object] = {
    "fail-on": "major",
    "direction": "ko-en",
    "lines": False,
    "encoder": "embedded",
    "reports": (),
    "jobs": 1,
}
"""What holds in commands that have no such option."""

_TYPED = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of a command with the settings file that was named (`--config`), if any.

    A key of the settings file is an option of the command with hyphens for underscores.
    """

    context: click.Context
    named: Settings | None = None

    def value(self, key: str, values: Mapping[str, Setting]) -> Any:  # noqa: ANN401  as the option is typed
        """What counts for a key, by what the settings file says."""
        name = key.replace("-", "_")
        default = self.context.params.get(name, _ELSE.get(key))
        if self.context.get_parameter_source(name) in _TYPED or key not in values:
            return default
        return values[key].value

    def settings(self, start: Path) -> Settings:
        """The settings that count for what is read from a file or folder."""
        from qa.settings import nearest

        return self.named if self.named is not None else nearest(start)


def choices(context: click.Context, config: Path | None) -> Choices:
    """The choices of a command.

    Raises:
        ConfigError: the file named with `--config` is malformed or holds no settings.
    """
    if config is None:
        return Choices(context)
    from qa.settings import read_settings

    found = read_settings(config)
    if found is None:
        raise ConfigError("has no table [tool.qa]", path=config.as_posix())
    return Choices(context, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What was read from one input, with the settings that count for it.

    `sides` are the two files where the input is one side of an article and the other lies beside it;
    `faults` what could not be read in it.
    """

    start: Path
    settings: Settings
    articles: tuple[Article, ...]
    sides: tuple[Path, Path] | None = None
    faults: tuple[ReadError, ...] = ()


def read_sources(
    chosen: Choices, paths: Sequence[Path], ko: Path | None, en: Path | None
) -> tuple[Source, ...]:
    """Read what the command names, each input as its settings have it.

    What cannot be read is kept beside what can (see `tell_unread`), unless nothing can.

    Raises:
        ReadError: nothing can be read.
        UsageError: nothing is named, or too much.
    """
    from qa.read import expand, gather, read_sides, twin_of

    sides = named_sides(paths, ko, en)
    if sides is not None:
        settings = chosen.settings(sides[0])
        article = read_sides(*sides, _options(chosen, settings))
        return (Source(start=sides[0], settings=settings, articles=(article,)),)
    starts = expand(paths)
    found = gather([(start, _options(chosen, chosen.settings(start))) for start in starts])
    faults = [fault for one in found for fault in one.faults]
    if faults and not any(one.articles for one in found):
        _tell(faults[:-1])
        raise faults[-1]
    out = []
    for start, one in zip(starts, found, strict=True):
        twin = twin_of(start)
        out.append(
            Source(
                start=start,
                settings=chosen.settings(start),
                articles=one.articles,
                sides=(twin.files["ko"], twin.files["en"]) if twin is not None else None,
                faults=one.faults,
            )
        )
    return tuple(out)


def _options(chosen: Choices, settings: Settings) -> ReadOptions:
    from qa.read import ReadOptions

    values = settings.values
    return ReadOptions(
        published=chosen.value("published", values),
        direction=chosen.value("direction", values),
        presegmented=bool(chosen.value("lines", values)),
        pair=chosen.value("pair", values) or "",
    )


def tell_unread(sources: Sequence[Source]) -> int:
    """Say what could not be read: it must not look as if it had been checked.

    Returns:
        The exit code for that: 2, or 0 where everything was read.
    """
    faults = [fault for source in sources for fault in source.faults]
    _tell(faults)
    return 2 if faults else 0


def _tell(faults: Sequence[ReadError]) -> None:
    for fault in faults:
        click.echo(f"qa: {fault}", err=True)


def configs_of(chosen: Choices, sources: Sequence[Source], base: Config) -> list[Config]:
    """How each article is checked, in order; articles with the same settings share one object.

    Args:
        chosen: the options.
        sources: what was read.
        base: what is the same for all: links that a person has set, what the base version has.
    """
    import dataclasses

    from qa.commands.inputs import glossary_terms
    from qa.config import selection

    made: dict[tuple[int, tuple[int, ...]], Config] = {}
    terms: dict[Path | None, Any] = {}
    out = []
    for source in sources:
        for article in source.articles:
            values = source.settings.of(Path(article.en.uri))
            key = (id(source.settings), tuple(id(v) for v in values.values()))
            if key not in made:
                glossary = chosen.value("glossary", values)
                if glossary not in terms:
                    terms[glossary] = glossary_terms(glossary)
                made[key] = dataclasses.replace(
                    base,
                    fail_on=chosen.value("fail-on", values),
                    min_score=chosen.value("min-score", values),
                    select=selection(
                        chosen.value("select", values) or (), chosen.value("ignore", values) or ()
                    ),
                    encoder=chosen.value("encoder", values),
                    glossary=terms[glossary],
                    severity=values["severity"].value if "severity" in values else {},  # type: ignore[arg-type]
                )
            out.append(made[key])
    return out


def glossaries(chosen: Choices, sources: Sequence[Source]) -> set[Path]:
    """Every glossary that is read, so that no report is written over it."""
    found = {
        chosen.value("glossary", source.settings.of(Path(article.en.uri)))
        for source in sources
        for article in source.articles
    }
    return {Path(g) for g in found if g is not None}
