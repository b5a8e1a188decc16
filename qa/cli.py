"""The command line: the commands, and what becomes of a fault in a run."""

from __future__ import annotations

import sys
import traceback
from typing import NoReturn

import click

import qa
from qa.commands import accept, align, check, compare, config, facts, init, rules
from qa.errors import QaError
from qa.output import ReaderGoneError, forget

_CRASHED = 2
"""Exit code of anything that kept us from checking: 1 is kept for a gate that failed."""

_INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells give it."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(qa.__version__, prog_name="qa")
def cli() -> None:
    """Check Korean-English article translations: score every paragraph, point at drift."""


for command in (
    check.check,
    align.align,
    facts.facts,
    rules.rules,
    compare.compare,
    accept.accept,
    config.config,
    init.init,
):
    cli.add_command(command)


def main() -> NoReturn:
    """Entry point: every fault in a run is one line on standard error and exit code 2."""
    code = 0
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = _CRASHED
    except (click.Abort, KeyboardInterrupt):
        click.echo("qa: interrupted", err=True)
        code = _INTERRUPTED
    except QaError as error:
        click.echo(f"qa: {error}", err=True)
        code = _CRASHED
    except ReaderGoneError:
        forget(sys.stdout)
    except Exception:
        traceback.print_exc()
        code = _CRASHED
    sys.exit(code)


if __name__ == "__main__":
    main()
