"""`qa rules`: what is checked."""

from __future__ import annotations

import click

from qa.commands.completion import complete_rules
from qa.output import write


@click.command()
@click.argument("rule", required=False, shell_complete=complete_rules)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="A list for people or for programs, or the table of the README.",
)
def rules(rule: str | None, form: str) -> None:
    """List all rules, or explain one (or a family).

    An explanation says what the rule finds and why, shows a bad and a good translation, and how to
    silence it.
    """
    from qa.config import rules_named
    from qa.report import rule_pages as pages

    wanted = rules_named([rule], "rules") if rule else None
    chosen = [(c, r) for c, r in pages.catalogue() if wanted is None or r.id in wanted]
    if form == "json":
        text = pages.rules_json(chosen)
    elif form == "markdown":
        text = pages.rules_markdown(chosen)
    elif wanted is None:
        text = pages.list_text()
    else:
        text = "\n".join(pages.explain_text(c, r) for c, r in chosen)
    write(text, None)
