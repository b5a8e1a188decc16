"""`qa rules`: what is checked."""

from __future__ import annotations

import click

from qa.output import write


@click.command()
@click.argument("rule", required=False)
def rules(rule: str | None) -> None:
    """List all rules, or explain one."""
    from qa.checks import CHECKS
    from qa.config import rules_named

    wanted = rules_named([rule], "rules") if rule else None
    lines = []
    for one in (r for c in CHECKS for r in c.rules):
        if wanted is None:
            lines.append(f"{one.id:<24}{one.severity.value:<10}{one.title}")
        elif one.id in wanted:
            lines += [
                one.id,
                f"  {one.title}",
                f"  severity {one.severity.value}, MQM {one.mqm}, ITS {one.its}",
                f"  silence it with: qa check --ignore {one.id}",
            ]
    write("".join(f"{line}\n" for line in lines), None)
