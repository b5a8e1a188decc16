"""What a shell may complete: rules and families."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem


def complete_rules(context: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Rules and families that go on from what is typed; of a comma-separated list, from its last part."""
    from qa.checks import RULES

    before, comma, last = incomplete.rpartition(",")
    families = dict.fromkeys(rule.family for rule in RULES.values())
    names = {**{f: f"all rules of {f}" for f in families}, **{r.id: r.title for r in RULES.values()}}
    return [
        CompletionItem(f"{before}{comma}{name}", help=title)
        for name, title in names.items()
        if name.startswith(last)
    ]
