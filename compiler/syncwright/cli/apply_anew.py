"""`apply` without a plan file: the plan is made, shown, agreed to, kept beside the ledger, and carried out from there."""

import sys
from collections.abc import Sequence
from hashlib import sha256

import click

from syncwright.cli import planned
from syncwright.cli.asked_apply import Asked
from syncwright.cli.exits import Exit
from syncwright.cli.kept_plans import keep_plan, kept_plan, plans_folder
from syncwright.cli.ledgers import ledger_at, records_of
from syncwright.cli.org_apply import carry_out
from syncwright.cli.shell import compile_specs, document, drawn, out, paint
from syncwright.ledger.model import LedgerError, Record
from syncwright.ledger.reading import unfinished
from syncwright.plan.stored import NotAPlan, read_plan
from syncwright.planning import Consent
from syncwright.views import plan as view
from syncwright.views.paint import visible


def plan_and_carry_out(environment: str, asked: Asked, *, agreed: bool) -> int:
    """Go on with the plan that is not finished, or make one and carry it out. `agreed`: nobody has to be asked."""
    where = ledger_at(asked.ledger, asked.specs, environment)
    folder = plans_folder(where, asked.specs)
    try:
        begun = _begun(records_of(where)) if asked.give_up is None else None
    except LedgerError as error:
        raise click.ClickException(f"the ledger: {error.says}{f'; {error.help}' if error.help else ''}") from error
    if begun is not None:
        data = kept_plan(folder, begun)
        if data is None or sha256(data).hexdigest() != begun:
            click.echo(f"refused: the plan {begun[:12]} is not finished, and not kept in `{folder}`: run `apply` with its file", err=True)
            return Exit.REFUSED
        click.echo(f"going on with the plan {begun[:12]}, which is not finished", err=True)
        return _carried_out(data, asked)
    made = _made(environment, asked)
    if isinstance(made, int):
        return made
    if not agreed and not _agreed():
        click.echo("nothing was changed", err=True)
        return Exit.UNDONE
    try:
        keep_plan(folder, sha256(made).hexdigest(), made)
    except OSError as error:
        raise click.ClickException(f"the plan cannot be kept in `{folder}`: {error.strerror}") from error
    except LedgerError as error:
        raise click.ClickException(error.says) from error
    return _carried_out(made, asked)


def _begun(records: Sequence[Record]) -> str | None:
    return unfinished(records) if records else None


def _made(environment: str, asked: Asked) -> bytes | int:
    """A plan for the environment's live systems, shown; the exit code where there is none to carry out."""
    compilation = compile_specs(asked.specs, environment)
    if compilation.failed:
        out(drawn(document(compilation), "human"))
        click.echo("nothing was planned", err=True)
        return Exit.FINDINGS
    found = planned.made(compilation, planned.Asked(asked.specs, ledger=asked.ledger, consent=Consent(archive=asked.archive)))
    if isinstance(found, int):
        return found
    if asked.form == "human":
        out(view.human(found.document, paint()))
    else:
        click.echo(view.human(found.document, paint()), err=True)
    if found.document.refused:
        click.echo("the plan is refused; `plan --env NAME --out FILE` has options that allow more", err=True)
        return Exit.FINDINGS
    return Exit.FINE if found.plan.empty else view.as_json(found.document).encode()


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise click.UsageError("nobody can be asked here: say --yes, or save the plan with `plan --out` and name its file")
    return click.confirm("carry this out?", err=True)


def _carried_out(data: bytes, asked: Asked) -> int:
    try:
        plan = read_plan(data)
    except NotAPlan as error:
        click.echo(f"refused: {visible(str(error))}", err=True)
        return Exit.REFUSED
    return carry_out(plan, data, asked)
