"""`syncwright steps`."""

import click

from syncwright.apply.routine import falls_due
from syncwright.apply.standing import stands
from syncwright.apply.todo import todos
from syncwright.cli.asked_plans import asked_plan, in_environment, machines, routines
from syncwright.cli.exits import Exit
from syncwright.cli.ledgers import ledger_at, ledger_option, records_of
from syncwright.cli.shell import env_option, format_option, out, paint, today
from syncwright.ledger.model import LedgerError
from syncwright.planning.standing import standing
from syncwright.views import steps as view


@click.command("steps")
@click.argument("plan_file", required=False, metavar="[PLAN_FILE|ID]")
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The specs that it was made of.")
@env_option
@ledger_option
@click.option("--all", "every", is_flag=True, help="Also what is done.")
@click.option("--runbook", is_flag=True, help="Also the tasks of the runbook, which stand whatever plan there is.")
@click.option("--detailed-exitcode", is_flag=True, help="End with 7 if people have something to do now, or a routine check is overdue.")
@format_option("human", "json")
def command(
    plan_file: str | None,
    specs: str,
    environment: str | None,
    ledger: str | None,
    every: bool,
    runbook: bool,
    detailed_exitcode: bool,
    form: str,
) -> int:
    """List what people have to do for a plan, by owner, with the exact text, and which routine checks are due.

    Without PLAN_FILE it is the plan that was begun last. What somebody attests and what was seen to be done are two things, and shown as such.
    """
    compilation = in_environment(specs, environment)
    assert compilation.catalog is not None, "it has one"
    name = compilation.catalog.environment.name
    where = ledger_at(ledger, specs, name)
    try:
        records = records_of(where)
    except LedgerError as error:
        raise click.ClickException(f"the ledger: {error.says}{f'; {error.help}' if error.help else ''}") from error
    asked = asked_plan(plan_file, where, specs, records)
    day = today()
    left = list(todos(asked.plan, asked.id, records, machines(), day.isoformat())) if asked is not None else []
    due = list(falls_due(routines(compilation), records, day)) if records else []
    shown = [one for one in left if every or one.stands != "done"]
    tasks = list(stands(standing(compilation), records)) if records or runbook else []
    owners = {one: said.title for one, said in compilation.catalog.estate.spec.owners.items()}
    options = [
        *(["--specs", specs] if specs != "specs" else []),
        *(["--env", environment] if environment else []),
        *(["--ledger", ledger] if ledger else []),
    ]
    told = [one for one in tasks if every or one.state != "done"] if runbook else None
    undone = sum(one.state != "done" for one in tasks)
    doc = view.document(asked.id if asked is not None else None, name, shown, due, owners, options, runbook=told, undone=undone)
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    waiting = any(one.stands == "pending" for one in left) or any(one.state == "overdue" for one in due) or (runbook and undone > 0)
    return Exit.REMAINING if detailed_exitcode and waiting else Exit.FINE
