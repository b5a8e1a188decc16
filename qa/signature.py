"""The signature of a run: two equal signatures give comparable scores."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

import qa
from qa.checks import RULES
from qa.model import Glossary, Severity


@functools.cache
def _data_digest() -> str:
    """Eight hex digits of all shipped data files, by name and content."""
    digest = hashlib.sha256()

    def walk(folder: Traversable, prefix: str) -> None:
        for entry in sorted(folder.iterdir(), key=lambda e: e.name):
            if entry.is_dir():
                walk(entry, f"{prefix}{entry.name}/")
            elif not entry.name.endswith((".py", ".pyc")):
                digest.update(f"{prefix}{entry.name}\0".encode())
                digest.update(entry.read_bytes())

    walk(files("qa.data"), "")
    return digest.hexdigest()[:8]


def _glossary_digest(glossary: Glossary) -> str:
    """Eight hex digits of what a glossary says, whatever its format and its notes."""
    entries = [(term.ko, term.en, term.forbidden) for term in glossary.entries]
    return hashlib.sha256(json.dumps(entries, ensure_ascii=False).encode()).hexdigest()[:8]


def signature(
    encoder_name: str,
    encoder_version: str,
    selected: frozenset[str],
    glossary: Glossary | None = None,
    severity: Mapping[str, Severity] | None = None,
) -> str:
    """`qa:…|rules:…|data:…|encoder:…|…`: everything that can change a score."""
    rules = hashlib.sha256(",".join(sorted(selected)).encode()).hexdigest()[:8]
    chosen = "all" if selected == frozenset(RULES) else rules
    parts = [
        f"qa:{qa.__version__}",
        f"rules:{chosen}",
        f"data:{_data_digest()}",
        f"encoder:{encoder_name}:{encoder_version}",
        f"kiwi:{importlib.metadata.version('kiwipiepy')}",
        f"sentencex:{importlib.metadata.version('sentencex')}",
    ]
    if glossary is not None:
        parts.append(f"glossary:{_glossary_digest(glossary)}")
    if severity:
        told = ",".join(f"{rule}={severity[rule]}" for rule in sorted(severity))
        parts.append(f"severity:{hashlib.sha256(told.encode()).hexdigest()[:8]}")
    return "|".join(parts)
