"""What a run is asked to do."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from qa.align.given import GivenLinks
from qa.checks import CHECKS, RULES
from qa.errors import ConfigError
from qa.model import Acceptance, Glossary, Severity

FailOn = Literal["critical", "major", "minor", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of `check`.  `select` holds the ids of the rules that run; `min_score` is 0 to 100;
    `alignment` the links that a person has set, by the id of the article; `severity` what rules weigh in
    place of their own severity; `accepted` the findings that a person has accepted, by fingerprint;
    `known` the fingerprints of each article's base version, by article id, which the gate lets pass (of an
    article None where it is the same text; None as a whole where there is no base).
    """

    fail_on: FailOn = "major"
    min_score: float | None = None
    select: frozenset[str] = frozenset(RULES)
    encoder: str = "embedded"
    alignment: GivenLinks = field(default_factory=dict)
    glossary: Glossary | None = None
    severity: Mapping[str, Severity] = field(default_factory=dict)
    accepted: Mapping[str, Acceptance] = field(default_factory=dict)
    known: Mapping[str, Counter[str] | None] | None = None

    def gate(self) -> Severity | None:
        """The mildest severity that fails the gate; None for `never`."""
        return None if self.fail_on == "never" else Severity(self.fail_on)


def rules_named(names: Sequence[str], option: str) -> frozenset[str]:
    """Rule ids for a list of rules, checks and families.

    Raises:
        ConfigError: a name that is none of them, with the nearest one that is.
    """
    chosen: set[str] = set()
    families = {rule.family for rule in RULES.values()}
    known = sorted({*RULES, *families, *(check.id for check in CHECKS)})
    for name in (part.strip() for value in names for part in value.split(",")):
        if not name:
            continue
        found = {r.id for r in RULES.values() if name in (r.id, r.family)}
        found |= {r.id for check in CHECKS if check.id == name for r in check.rules}
        if not found:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise ConfigError(f"{option}: no rule or family is called {name!r}{hint} (qa rules lists them)")
        chosen |= found
    return frozenset(chosen)


def selection(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """The rules that run: those selected (all, if none is named), less those ignored."""
    chosen = rules_named(select, "--select") if select else frozenset(RULES)
    if not chosen:
        # as when a variable of a CI job is not set: nothing would be checked, and all would pass
        raise ConfigError("--select: names no rule, expected rules or families (qa rules lists them)")
    return chosen - rules_named(ignore, "--ignore")
