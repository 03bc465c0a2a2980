"""`syncwright attest`."""

from collections.abc import Mapping, Sequence
from contextlib import closing

import click

from syncwright.apply.standing import PREFIX, Standing, not_attested_yet, stands
from syncwright.apply.todo import not_attestable, text_hash, todos
from syncwright.cli.asked_plans import AskedPlan, asked_plan, in_environment, machines, routines
from syncwright.cli.exits import Exit
from syncwright.cli.ledger_place import say
from syncwright.cli.ledgers import ledger_at, ledger_option, records_of
from syncwright.cli.live import Ended
from syncwright.cli.new_ledger import lasts, made_for
from syncwright.cli.shell import env_option, today
from syncwright.ledger.credentials import credential
from syncwright.ledger.model import Busy, Hold, Kind, LedgerError, Record
from syncwright.ledger.opening import moment, open_ledger, who
from syncwright.ledger.reading import plan_state
from syncwright.planning.standing import standing
from syncwright.views.paint import visible

#: Routine checks are named so.
_ROUTINE = "review/"


@click.command("attest")
@click.argument("step")
@click.option("--by", required=True, help="Who did it.")
@click.option("--evidence", default="", metavar="URL", help="Where it can be seen, such as a ticket.")
@click.option("--plan", "said", metavar="ID|FILE", help="The plan; the one that was begun last if it isn't named.")
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The specs that it was made of.")
@env_option
@ledger_option
def command(step: str, by: str, evidence: str, said: str | None, specs: str, environment: str | None, ledger: str | None) -> int:
    """Record that a person did STEP, as `syncwright steps` lists it, a task of the runbook, or a routine check: `review/CONNECTOR`.

    It frees what waits for it: `apply` with the same file goes on. Tasks and checks make a ledger where there is none yet. It is kept as somebody's word, apart from what was seen to be done.
    """
    if not by.strip():
        raise click.UsageError("--by says who did it")
    found = credential([by, evidence])
    if found:
        raise click.UsageError(f"what looks like {found} is not kept in a ledger: say it without that")
    compilation = in_environment(specs, environment)
    catalog = compilation.catalog
    assert catalog is not None, "it has one"
    where = ledger_at(ledger, specs, catalog.environment.name)
    known, tasks = [one.name for one in routines(compilation)], standing(compilation)
    try:
        made = None
        if step.startswith((_ROUTINE, PREFIX)) and not records_of(where):
            # Nothing is made for a name that is wrong.
            _known(step, known) if step.startswith(_ROUTINE) else _attestable(step, tasks, ())
            lasts(where, catalog)
            made = made_for(catalog.estate.name, catalog.environment.name, catalog.environment.spec.salesforce.org)
        with closing(open_ledger(where, create=made)) as opened:
            user, host, process = who()
            hold = opened.hold(user, host, process, moment())
            try:
                records = tuple(opened.records())
                if step.startswith(_ROUTINE):
                    return _reviewed(hold, step, by, evidence, known)
                if step.startswith(PREFIX):
                    return _done(hold, step, by, evidence, tasks, records)
                asked = asked_plan(said, where, specs, records)
                return _attested(hold, step, by, evidence, asked, records)
            finally:
                hold.release()
    except Ended as ended:
        return ended.told()
    except LedgerError as error:
        say(error)
        return Exit.LOCKED if isinstance(error, Busy) else Exit.USAGE


def _known(check: str, known: list[str]) -> None:
    if check not in known:
        names = ", ".join(f"`{one}`" for one in known) or "none"
        raise click.UsageError(f"there is no routine check `{check}`; there is {names}")


def _attestable(name: str, tasks: Sequence[Standing], records: tuple[Record, ...]) -> Standing:
    wrong = not_attested_yet(name, list(stands(tasks, records)))
    if wrong is not None:
        raise click.UsageError(wrong)
    return next(one for one in tasks if one.name == name)


def _reviewed(hold: Hold, check: str, by: str, evidence: str, known: list[str]) -> int:
    _known(check, known)
    _append(hold, "reviewed", "", "", {"check": check, "by": by, "evidence": evidence})
    click.echo(f"recorded: `{visible(check)}` done by {visible(by)}")
    return Exit.FINE


def _done(hold: Hold, name: str, by: str, evidence: str, tasks: Sequence[Standing], records: tuple[Record, ...]) -> int:
    task = _attestable(name, tasks, records)
    _append(hold, "reviewed", "", "", {"check": name, "by": by, "evidence": evidence, "asked": task.digest})
    click.echo(f"recorded: `{visible(task.title)}` attested by {visible(by)}")
    return Exit.FINE


def _attested(hold: Hold, name: str, by: str, evidence: str, asked: AskedPlan | None, records: tuple[Record, ...]) -> int:
    if asked is None:
        raise click.UsageError("no plan was begun; `apply` begins one")
    state = plan_state(records, asked.id)
    if state in ("new", "given_up"):
        says = "was not begun: run `apply` with its file first" if state == "new" else "was given up: what is left of it is in a newer plan"
        raise click.UsageError(f"the plan {asked.id[:12]} {says}")
    every = {one.step.id: one for one in todos(asked.plan, asked.id, records, machines(), today().isoformat())}
    wrong = not_attestable(name, asked.plan, every)
    if wrong is not None:
        raise click.UsageError(wrong)
    step = every[name].step
    _append(hold, "attested", asked.id, name, {"by": by, "evidence": evidence, "text": text_hash(step)})
    freed = [one for one in asked.plan.steps if name in one.after]
    click.echo(f"recorded: `{visible(step.title)}` attested by {visible(by)}")
    if freed and state == "unfinished":
        click.echo(
            f"it is waited for by {', '.join(f'`{visible(one.title)}`' for one in freed)}: run `apply` with the same file, or see `syncwright steps`"
        )
    return Exit.FINE


def _append(hold: Hold, kind: Kind, plan: str, step: str, body: Mapping[str, str]) -> None:
    user, host, _ = who()
    hold.append(kind, at=moment(), by=f"{user}@{host}", plan=plan, step=step, body=body)
