"""Findings that a person has accepted, in `qa-accepted.toml` beside the articles.

One table for each, headed by its fingerprint and in order of it, so that two branches that accept
different findings merge.  What the tool does not know in the file (comments, keys) is kept.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tomlkit
from tomlkit.exceptions import ParseError, TOMLKitError

from qa.errors import ConfigError
from qa.model import Acceptance, Finding

NAME = "qa-accepted.toml"
HEAD = "Findings that a person has accepted (`qa accept`): shown in reports, not counted."
LARGEST = 20_000_000
"""Bytes of a file above which it is refused."""

FINGERPRINT = re.compile(r"[0-9a-f]{16}(?:-[0-9]{1,6})?\Z")
WORDS = 80
"""Characters of the words that are kept for whoever reads the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An accepted finding; `article` is the id of the article it was found in, if it was looked at."""

    acceptance: Acceptance
    rule: str = ""
    article: str = ""


def find_accepted(start: Path) -> Path | None:
    """The file nearest to a file or folder: in its folder, or in one above."""
    folder = start.resolve()
    if not folder.is_dir():
        folder = folder.parent
    return next((p / NAME for p in (folder, *folder.parents) if (p / NAME).is_file()), None)


def read_accepted(path: Path) -> Mapping[str, Entry]:
    """The entries of a file, by fingerprint.

    Raises:
        ConfigError: the file cannot be read, is no TOML, or an entry has no reason.
    """
    out: dict[str, Entry] = {}
    for fingerprint, table in _document(path).items():
        if not FINGERPRINT.match(fingerprint):
            raise ConfigError(f"{fingerprint!r} is no fingerprint (16 hex digits)", path=path.as_posix())
        if not isinstance(table, Mapping):
            raise ConfigError(f"{fingerprint} is no table", path=path.as_posix())

        def told(key: str, table: Mapping[str, object] = table) -> str:
            value = table.get(key, "")
            return value.isoformat() if isinstance(value, datetime.date) else str(value)

        if not told("reason").strip():
            raise ConfigError(f"{fingerprint} has no reason", path=path.as_posix())
        out[fingerprint] = Entry(
            acceptance=Acceptance(reason=told("reason"), by=told("by"), when=told("when")),
            rule=told("rule"),
            article=told("article"),
        )
    return out


def with_entries(
    path: Path,
    fingerprints: Sequence[str],
    acceptance: Acceptance,
    found: Mapping[str, tuple[str, Finding]],
) -> str:
    """The text of the file with some findings more (those that are in it get the new reason).

    Args:
        path: the file; it need not be there yet.
        fingerprints: what is accepted.
        acceptance: by whom, why and when.
        found: of those that were seen in an article its id and the finding.
    """
    document = _document(path) if path.exists() else _new()
    for fingerprint in fingerprints:
        table = document.get(fingerprint) or tomlkit.table()
        table["reason"] = acceptance.reason
        table["by"] = acceptance.by
        table["when"] = acceptance.when
        if fingerprint in found:
            article, finding = found[fingerprint]
            table["article"] = article
            table["rule"] = finding.rule
            for lang, side in (("ko", finding.ko), ("en", finding.en)):
                if side is not None:
                    table[lang] = side.text if len(side.text) <= WORDS else f"{side.text[:WORDS]}…"
        document[fingerprint] = table
    return _sorted(document)


def without_entries(path: Path, stale: Sequence[str]) -> str:
    """The text of the file without these fingerprints."""
    document = _document(path)
    for fingerprint in stale:
        del document[fingerprint]
    return _sorted(document)


def stale_entries(
    entries: Mapping[str, Entry], found: Mapping[str, frozenset[str]], ran: frozenset[str]
) -> tuple[str, ...]:
    """Fingerprints of checked articles that their article no longer has.

    Args:
        entries: what was accepted.
        found: the fingerprints of each article that was checked, by its id.
        ran: rules that were looked for: what the others would have found is not known.
    """
    return tuple(
        f for f, e in entries.items() if e.article in found and f not in found[e.article] and e.rule in ran
    )


def _new() -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    document.add(tomlkit.comment(HEAD))
    return document


def _sorted(document: tomlkit.TOMLDocument) -> str:
    """The document with its tables in order, what stands above them first."""
    text = tomlkit.dumps(document)
    first = re.search(r"^\[", text, re.MULTILINE)
    head = text[: first.start()] if first else text
    parts = re.split(r"^(?=\[)", text[len(head) :], flags=re.MULTILINE)
    tables = sorted((p.strip("\n") for p in parts if p.strip()), key=lambda p: p.split("]")[0].strip('["'))
    ordered = "\n\n".join(filter(None, (head.strip("\n"), *tables))) + "\n"
    # a bracket at the head of a line may stand inside a text that somebody wrote over several lines
    return ordered if tomlkit.parse(ordered).unwrap() == document.unwrap() else text


def _document(path: Path) -> tomlkit.TOMLDocument:
    shown = path.as_posix()
    try:
        if path.stat().st_size > LARGEST:
            raise ConfigError(f"is larger than {LARGEST:,} bytes", path=shown)
        return tomlkit.parse(path.read_bytes().decode("utf-8-sig"))
    except OSError as fault:
        raise ConfigError(f"cannot be read: {fault.strerror}", path=shown) from fault
    except UnicodeDecodeError as fault:
        raise ConfigError("is not UTF-8, which TOML has to be", path=shown) from fault
    except ParseError as fault:
        raise ConfigError(f"no TOML: {fault}", path=shown, line=fault.line) from fault
    except (TOMLKitError, RecursionError) as fault:
        raise ConfigError(f"no TOML: {fault}", path=shown) from fault
