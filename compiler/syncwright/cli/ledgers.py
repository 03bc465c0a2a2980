"""Where an environment's ledger lies, as a command says it, and what is read of it without taking its lock."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from syncwright.ledger.credentials import credential
from syncwright.ledger.model import Missing, Record
from syncwright.ledger.opening import in_database, open_ledger, shown
from syncwright.ledger.reading import verified

__all__ = ["VARIABLE", "ledger_at", "ledger_option", "ledger_said", "records_of", "shown"]

Command = TypeVar("Command", bound=Callable[..., Any])
#: The variable that names a ledger where the command line does not.
VARIABLE = "SYNCWRIGHT_LEDGER"


def ledger_option(function: Command) -> Command:
    """Which ledger."""
    help_ = f"The ledger, a file or a postgresql:// URL, with {{environment}} for its name; else {VARIABLE}, else `.syncwright/ledger/ENVIRONMENT.sqlite` beside the specs."
    return click.option("--ledger", metavar="PATH|URL", help=help_)(function)


def ledger_said(said: str | None) -> str | None:
    """What the command line or the variable says of where it lies; None if neither does. `{environment}` in it stands for the environment's name."""
    if said is not None and in_database(said) and credential([said]):
        raise click.UsageError(
            f"a password on the command line is seen by all users of the machine; say it in {VARIABLE}, or in a file of PGPASSFILE"
        )
    return said or os.environ.get(VARIABLE)


def ledger_at(said: str | None, specs: str, environment: str) -> str:
    """Where the ledger of an environment lies."""
    named = ledger_said(said)
    if named:
        return named.replace("{environment}", environment)
    return str(Path(specs).absolute().parent / ".syncwright" / "ledger" / f"{environment}.sqlite")


def records_of(where: str) -> Sequence[Record]:
    """All records, once they hold together; none where there is no ledger yet. Raises LedgerError."""
    try:
        ledger = open_ledger(where, create=None)
    except Missing:
        return ()
    try:
        records = tuple(ledger.records())
    finally:
        ledger.close()
    verified(records)
    return records
