"""What the commands on a ledger share: which ledger is meant, and what each trouble with it ends as."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from syncwright.cli.exits import Exit
from syncwright.cli.ledgers import ledger_at, ledger_option, ledger_said
from syncwright.cli.shell import compile_specs, env_option, specs_argument
from syncwright.ledger.model import Busy, LedgerError, Missing
from syncwright.views.paint import visible


def place(function: Callable[..., int]) -> Callable[..., int]:
    """A command on the ledger of an environment, and what each trouble with it ends as."""

    @specs_argument
    @env_option
    @ledger_option
    @wraps(function)
    def run(specs: str, environment: str | None, ledger: str | None, **options: Any) -> int:
        where = ledger_where(specs, environment, ledger)
        try:
            return function(where=where, **options)
        except LedgerError as error:
            return told(error)

    return run


def ledger_where(specs: str, environment: str | None, ledger: str | None) -> str:
    """Where the ledger is; specs are only read if it takes them to know which environment is meant."""
    named = ledger_said(ledger)
    if environment is None and (named is None or "{environment}" in named):
        catalog = compile_specs(specs, None).catalog
        if catalog is None:
            raise click.UsageError("the specs do not say which environment is meant; name it with --env")
        environment = catalog.environment.name
    return ledger_at(ledger, specs, environment or "")


def say(error: LedgerError) -> None:
    """What is wrong with the ledger, and what to do."""
    click.echo(f"the ledger: {visible(error.says)}", err=True)
    if error.help:
        click.echo(f"  = help: {visible(error.help)}", err=True)


def told(error: LedgerError) -> int:
    """Say it; the exit code."""
    say(error)
    if isinstance(error, Busy):
        return Exit.LOCKED
    return Exit.USAGE if isinstance(error, Missing) else Exit.FINDINGS
