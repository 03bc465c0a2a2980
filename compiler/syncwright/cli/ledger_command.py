"""`syncwright ledger`: what is in a ledger, whether it holds together, and how to get it out of trouble."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from syncwright.cli.exits import Exit
from syncwright.cli.ledger_place import place
from syncwright.cli.ledgers import ledger_option, shown
from syncwright.cli.shell import env_option, format_option, out, paint, specs_argument
from syncwright.ledger.chain import checked
from syncwright.ledger.exported import exported, imported
from syncwright.ledger.model import Busy, Damaged, LedgerError, Missing, Record
from syncwright.ledger.opening import moment, open_ledger, who
from syncwright.views import ledger as view
from syncwright.views.paint import visible


@click.group("ledger")
def command() -> None:
    """Show, check and mend the ledger: what was applied, attested and is managed by us.

    It is the only state that there is: append-only, each record with the hash of the one before.
    """


@command.command("show", short_help="Show plans, what is ours, and who holds the lock.")
@click.option("--plan", metavar="ID", help="Only this plan: its steps and its records. The first characters of its id are enough.")
@format_option("human", "json")
@place
def show(where: str, plan: str | None, form: str) -> int:
    """Show what is in the ledger: plans, what is ours, and who holds the lock.

    Nothing is checked but that it can be read; `verify` does that.
    """
    ledger = open_ledger(where, create=None)
    records = list(ledger.records())
    if plan is None:
        doc = view.document(ledger.where, records, ledger.holder())
        out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
        return Exit.FINE
    doc = view.plan_document(records, _named(records, plan))
    out(view.as_json(doc) if form == "json" else view.human_plan(doc, paint()))
    return Exit.FINE


def _named(records: list[Record], said: str) -> str:
    found = {record.plan for record in records if said and record.plan.startswith(said)}
    if len(found) != 1:
        raise click.UsageError(
            f"`{visible(said)}` names {'more than one plan' if found else 'no plan of this ledger'}; `ledger show` lists them"
        )
    return found.pop()


@command.command("verify", short_help="See that nothing in the ledger was changed.")
@click.option("--file", type=click.Path(dir_okay=False, path_type=Path), help="Check what `export` wrote instead.")
@click.option("--head", metavar="NUMBER:HASH", help="Also see that it still has this record: a head that was noted earlier.")
@format_option("human", "json")
@place
def verify(where: str, file: Path | None, head: str | None, form: str) -> int:
    """See that the ledger holds together: that nothing in it was edited, taken out, put in or moved.

    What the ledger alone cannot show: that an older copy of it was put back, or that all of it was made anew, as such a copy holds together,
    too. The file `.head` beside a ledger's file shows it, as long as that was not put back with it. To be sure, note the head that this
    command prints somewhere else, such as in the log of your CI, and give it back with --head.
    """
    records: list[Record] = []
    wrong: LedgerError | None = None
    try:
        records = list(checked(imported(_read(file)))) if file else open_ledger(where, create=None).verify()
        if head is not None:
            _see_head(records, head)
    except (Missing, Busy):
        raise
    except LedgerError as error:
        wrong = error
    doc = view.verified_document(str(file) if file else shown(where), records, wrong)
    out(view.as_json(doc) if form == "json" else view.human_verified(doc, paint()))
    return Exit.FINDINGS if wrong else Exit.FINE


def _see_head(records: list[Record], head: str) -> None:
    """See that a record that was noted is there. Raises Damaged."""
    number, _, noted = head.partition(":")
    if not number.isdigit() or not noted:
        raise click.UsageError("--head is a number, a colon and a hash, as `verify` prints them")
    if int(number) > len(records):
        raise Damaged(
            f"it ends with record {len(records)}, and it went as far as record {number} when that was noted: this is an older copy"
        )
    if int(number) < 1 or records[int(number) - 1].hash != noted:
        raise Damaged(f"record {number} is not the one that was noted: this is another ledger, or one that was made anew", int(number))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"`{path}` cannot be read: {error.strerror}") from error


@command.command("export", short_help="Write all records to a file that can be checked anywhere.")
@click.option("--out", "target", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write; a new one.")
@place
def export(where: str, target: Path) -> int:
    """Write all records to a file, a line of JSON each; `ledger verify --file` checks it, wherever it was taken.

    The ledger is checked first.
    """
    records = open_ledger(where, create=None).verify()
    _write(target, exported(records))
    out(f"{len(records):,} record{'' if len(records) == 1 else 's'} written to {visible(str(target))}\n")
    return Exit.FINE


def _write(target: Path, data: bytes) -> None:
    """A file that was not there before, whole or not at all."""
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except FileExistsError as error:
        raise click.UsageError(f"`{target}` is there already; name a new file") from error
    except OSError as error:
        raise click.UsageError(f"`{target}` cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
    except OSError as error:
        with suppress(OSError):
            target.unlink()
        raise click.ClickException(f"`{target}` cannot be written: {error.strerror}") from error


@command.command("unlock", short_help="Take the lock away from a holder that is gone for good.")
@click.option("--holder", metavar="ID", required=True, help="Id of the holder, as `ledger show` and whoever found the lock held say it.")
@place
def unlock(where: str, holder: str) -> int:
    """Take the lock away from a holder that is gone for good, such as on a machine that can no longer be reached.

    A holder whose process has ended holds nothing; one that still runs on this machine is not unlocked, but ended. Whoever had the lock can
    write no more from here on. What it has asked of a system before may still happen: run `apply` again, and that is looked up first.
    """
    ledger = open_ledger(where, create=None)
    freed = ledger.unlock(holder, *who(), moment())
    out(f"the lock of {visible(str(freed))} is gone, and the ledger says so\n")
    return Exit.FINE


def systems(function: Callable[..., int]) -> Callable[..., int]:
    """A command that looks at the systems of an environment."""
    yes = click.option("--yes", is_flag=True, help="Do it; without this it is only shown.")
    return specs_argument(env_option(ledger_option(yes(format_option("human", "json")(function)))))


@command.command("rebase", short_help="Take what an environment holds now for what we made.")
@systems
def rebase(**said: Any) -> int:
    """Take what an environment holds now for what we made, of all that SPECS want or that is ours.

    For changes that somebody made on purpose: they are no drift from here on, and the next plan starts from them. Nothing is changed on any
    system. A plan that is not finished is given up by it.
    """
    from syncwright.cli import ledger_taking  # start-up time: whoever only looks at a ledger waits for no platform

    return ledger_taking.rebase(**said)


@command.command("rebuild", short_help="Make a damaged or lost ledger anew, from what the systems hold.")
@systems
def rebuild(**said: Any) -> int:
    """Make the ledger of an environment anew, from what its systems hold: what SPECS want and is there is ours.

    For a ledger that is damaged or gone. The old one is kept beside it under another name. What it knew besides is in that one alone: which
    steps people attested, which reviews were done, since when something is hidden. Plans that it knew, as far as it can be read, stay used.
    """
    from syncwright.cli import ledger_taking  # start-up time, again

    return ledger_taking.rebuild(**said)
