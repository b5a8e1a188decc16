"""The rules, listed and explained: what is checked, why, a bad and a good translation, how to silence it."""

from __future__ import annotations

import datetime
import functools
import textwrap
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qa.checks import CHECKS, Check, Rule
from qa.data import resource
from qa.errors import DataError
from qa.report.json_report import dumps
from qa.report.markdown_report import escaped

FILE = "rules.toml"
WIDTH = 100
"""Columns of an explanation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Why a rule is there, with a translation that it finds (`bad`) and one that it leaves alone (`good`).

    `copy` is a second copy of `bad` on the same page; `glossary` holds terms with their English, and
    `forbidden` with English that they must not have (several are parted by `|`).
    """

    why: str
    ko: str
    bad: str
    good: str
    published: datetime.date | None = None
    ko_title: str = ""
    bad_title: str = ""
    good_title: str = ""
    copy: str = ""
    glossary: Mapping[str, str] = field(default_factory=dict)
    forbidden: Mapping[str, str] = field(default_factory=dict)


@functools.cache
def examples() -> Mapping[str, Example]:
    """The example of every rule, by id.

    Raises:
        DataError: the file lacks a key, or has one too many.
    """
    out = {}
    for rule, entry in tomllib.loads(resource(FILE)).items():
        texts: dict[str, Any] = {k: v.strip() if isinstance(v, str) else v for k, v in entry.items()}
        try:
            out[rule] = Example(**texts)
        except TypeError as fault:
            raise DataError(f"[{rule}] {fault}", path=FILE) from fault
    return out


def catalogue() -> list[tuple[Check, Rule]]:
    """Every rule with its check, in report order."""
    return [(check, rule) for check in CHECKS for rule in check.rules]


# --- for people -----------------------------------------------------------------------------------


def list_text() -> str:
    """One line for each rule."""
    return "".join(f"{rule.id:<24}{rule.severity.value:<10}{rule.title}\n" for _, rule in catalogue())


def explain_text(check: Check, rule: Rule) -> str:
    """All there is to say of a rule, on a screen."""
    example = examples()[rule.id]
    when = f"(in an article of {example.published.isoformat()})" if example.published else ""
    lines = [
        rule.id,
        f"  {rule.title}",
        "",
        f"  severity {rule.severity.value}, MQM {rule.mqm}, ITS {rule.its}",
        "",
        *_labelled("Why", example.why),
        "",
        *_labelled("Korean", _whole(example.ko_title, example.ko), when),
        *(_labelled("Glossary", _terms(example)) if example.glossary else ()),
        *_labelled("Bad", _whole(example.bad_title, example.bad)),
        *(_labelled("", f"and further down:\n{example.copy}") if example.copy else ()),
        *_labelled("Good", _whole(example.good_title, example.good)),
        "",
        "  Silence it",
        f"    in one run          qa check --ignore {rule.id}",
        f'    in a project        ignore = ["{rule.id}"] in qa.toml',
        '    one finding alone   qa accept FINGERPRINT --reason "why it may stand"',
    ]
    return "".join(f"{line}".rstrip() + "\n" for line in lines)


def _labelled(label: str, text: str, note: str = "") -> list[str]:
    """Paragraphs beside their label; `note` stands behind the first line's label."""
    out: list[str] = []
    for line in ([note] if note else []) + text.splitlines():
        out += textwrap.wrap(line, WIDTH - 12, break_long_words=False, break_on_hyphens=False) or [""]
    head = f"  {label:<10}"
    return [f"{head if n == 0 else ' ' * 12}{line}" for n, line in enumerate(out)]


def _whole(title: str, text: str) -> str:
    return f"{title}\n\n{text}" if title else text


def _terms(example: Example) -> str:
    """The terms of the example's glossary, in words."""
    told = []
    for ko, en in example.glossary.items():
        never = example.forbidden.get(ko)
        told.append(f"{ko}: {en.replace('|', ' or ')}" + (f", never {never}" if never else ""))
    return "; ".join(told)


# --- for programs and for the documentation -------------------------------------------------------


def rules_json(chosen: Sequence[tuple[Check, Rule]]) -> str:
    """An array of rules."""
    return dumps([_rule_json(check, rule) for check, rule in chosen], indent=2) + "\n"


def _rule_json(check: Check, rule: Rule) -> dict[str, Any]:
    example = examples()[rule.id]
    texts = {
        "published": example.published.isoformat() if example.published else "",
        "ko_title": example.ko_title,
        "ko": example.ko,
        "bad_title": example.bad_title,
        "bad": example.bad,
        "copy": example.copy,
        "good_title": example.good_title,
        "good": example.good,
    }
    return {
        "id": rule.id,
        "family": rule.family,
        "kind": rule.kind,
        "title": rule.title,
        "severity": rule.severity.value,
        "mqm": rule.mqm,
        "its": rule.its,
        "check": check.id,
        "why": example.why,
        "example": {key: text for key, text in texts.items() if text},
    }


def rules_markdown(chosen: Sequence[tuple[Check, Rule]]) -> str:
    """A table with a row for each check, as the README has it."""
    ids: dict[str, list[str]] = {}
    checks = {check.id: check for check, _ in chosen}
    for check, rule in chosen:
        ids.setdefault(check.id, []).append(f"`{rule.id}`")
    rows = [
        f"| [{name}](docs/checks/{name}.md) | {', '.join(rules)} | {checks[name].title} |\n"
        for name, rules in ids.items()
    ]
    return "| check | rules | what it is about |\n|---|---|---|\n" + "".join(rows)


def example_markdown(rule: Rule, message: str = "") -> str:
    """A rule's example for its page; `message` is what qa says of the bad translation."""
    example = examples()[rule.id]
    when = f" (In an article of {example.published.isoformat()}.)" if example.published else ""
    terms = f" Glossary: {escaped(_terms(example))}." if example.glossary else ""
    parts = [f"`{rule.id}`: {escaped(example.why)}{when}{terms}"]
    parts.append(_quoted(_whole(example.ko_title, example.ko)))
    bad = _whole(example.bad_title, example.bad)
    parts += ["Bad:", _quoted(f"{bad}\n\n… {example.copy}" if example.copy else bad)]
    if message:
        parts.append(f"qa says: {escaped(message)}")
    parts += ["Good:", _quoted(_whole(example.good_title, example.good))]
    return "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    return "\n".join(f"> {escaped(line)}".rstrip() for line in text.splitlines())
