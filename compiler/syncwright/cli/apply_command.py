"""`syncwright apply`."""

from collections.abc import Mapping, Sequence

import click

from syncwright.cli.asked_apply import Asked
from syncwright.cli.exits import Exit
from syncwright.cli.kept_plans import read_plan_file
from syncwright.cli.ledgers import ledger_option
from syncwright.cli.shell import compile_specs, document, drawn, format_option, now, out, paint, today, version
from syncwright.cli.sides import drawn_findings, observe_folder
from syncwright.compile import Compilation
from syncwright.plan.carry import Carried, carried
from syncwright.plan.digests import read_back
from syncwright.plan.model import Plan
from syncwright.plan.steps import Step
from syncwright.plan.stored import NotAPlan, read_plan
from syncwright.planning import Wanted, wanted
from syncwright.planning.sides import written
from syncwright.planning.stale import stale
from syncwright.records import replace
from syncwright.targets.folder import OutputRefused, carry_out, folders
from syncwright.text import SourceFile
from syncwright.views.paint import visible


@click.command("apply")
@click.argument("plan_file", required=False, type=click.Path(dir_okay=False))
@click.option(
    "--env", "environment", metavar="NAME", help="Without PLAN_FILE: plan for the live systems of this environment, and carry that out."
)
@click.option("--yes", "agreed", is_flag=True, help="Without PLAN_FILE: do not ask whether to carry the plan out.")
@click.option("--allow-archive", is_flag=True, help="Without PLAN_FILE: allow records to be taken out of a platform.")
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The specs that it was made of.")
@ledger_option
@click.option(
    "--give-up", metavar="ID", help="Carry this plan out in place of the unfinished one with this id, which is not carried out again."
)
@click.option("--detailed-exitcode", is_flag=True, help="End with 7 if all is done but steps for people remain.")
@format_option("human", "json")
def command(
    plan_file: str | None,
    environment: str | None,
    agreed: bool,
    allow_archive: bool,
    specs: str,
    ledger: str | None,
    give_up: str | None,
    detailed_exitcode: bool,
    form: str,
) -> int:
    """Carry out the plan in PLAN_FILE, which `plan --out` saved, on what it was made for: live systems, or a folder of source.

    It is checked against how things are before anything is sent or written. On live systems the same file goes on where it stopped, whatever
    stopped it, until it is finished; then it is used up. On a folder it holds for one run. Without PLAN_FILE the plan is made for --env, shown,
    kept beside the ledger, and carried out once you agree.
    """
    if plan_file is None:
        if environment is None:
            raise click.UsageError("name a plan file, or an environment with --env")
        from syncwright.cli.apply_anew import plan_and_carry_out

        return plan_and_carry_out(environment, Asked(specs, ledger, give_up, detailed_exitcode, form, allow_archive), agreed=agreed)
    if environment is not None or agreed or allow_archive:
        raise click.UsageError(
            "a plan file says which environment it is for, and was agreed to: leave --env, --yes and --allow-archive away"
        )
    data = _read(plan_file)
    try:
        plan = read_plan(data)
    except NotAPlan as error:
        return _refused([str(error)])
    folder = plan.binding.identity.get("folder")
    if folder is None:
        from syncwright.cli import org_apply  # start-up time: what reaches systems is not asked for by other plans

        return org_apply.carry_out(plan, data, Asked(specs, ledger, give_up, detailed_exitcode, form))
    return _on_folder(plan, folder, specs, detailed_exitcode)


def _on_folder(plan: Plan, folder: str, specs: str, detailed_exitcode: bool) -> int:
    compilation = compile_specs(specs, plan.binding.environment)
    if compilation.failed:
        out(drawn(document(compilation), "human"))
        click.echo("nothing was changed", err=True)
        return Exit.FINDINGS
    want = wanted(compilation, in_source=True)
    observed, sources = observe_folder(compilation, folder, plan.binding.observed.keys())
    if observed.findings:
        out(drawn(drawn_findings(observed.findings, sources), "human"))
        return _refused([f"`{folder}` cannot be read as it was when the plan was made"])
    assert compilation.catalog is not None, "it compiled"
    differing = stale(plan, compilation.catalog, want, observed.observation, version(), now())
    if differing:
        return _refused(differing)
    return _carry_out(compilation, want, plan, folder, sources, detailed_exitcode)


def _carry_out(compilation: Compilation, want: Wanted, plan: Plan, folder: str, sources: Sequence[SourceFile], detailed: bool) -> int:
    done = carried(plan, today())
    files = _files(compilation, done, plan, folder, sources)
    if files:
        try:
            carry_out(folder, files)
        except OutputRefused as error:
            click.echo(f"{error}; nothing was changed", err=True)
            return Exit.UNDONE
    observed, sources = observe_folder(compilation, folder, plan.binding.observed.keys())
    if observed.findings:
        out(drawn(drawn_findings(observed.findings, sources), "human"))
        click.echo(f"`{folder}` was written and cannot be read back: look at it before you go on", err=True)
        return Exit.UNKNOWN
    wrong = read_back(plan, done.addresses, observed.observation, want.types)
    _report(done, files, wrong)
    if wrong or done.waiting:
        return Exit.UNDONE
    return Exit.REMAINING if detailed and done.remaining else Exit.FINE


def _files(compilation: Compilation, done: Carried, plan: Plan, folder: str, sources: Sequence[SourceFile]) -> Mapping[str, bytes | None]:
    """The files that carry out what is to be done now, by their paths in the folder."""
    prefix = "" if folder == "." else folder.rstrip("/") + "/"
    within = [replace(source, path=source.path.removeprefix(prefix)) for source in sources]
    changes = [change for change in plan.changes if change.address in done.addresses]
    return written(compilation, changes, within, folders(folder))


def _read(path: str) -> bytes:
    try:
        return read_plan_file(path)
    except OSError as error:
        raise click.UsageError(f"`{path}` cannot be read: {error.strerror}") from error


def _refused(because: Sequence[str]) -> int:
    for one in because:
        click.echo(f"refused: {visible(one)}", err=True)
    click.echo("nothing was changed; make the plan again", err=True)
    return Exit.REFUSED


def _report(done: Carried, files: Mapping[str, bytes | None], wrong: Sequence[str]) -> None:
    """What was done, what reads back otherwise, and what remains."""
    lines = [f"done: {visible(step.title)}" for step in done.steps if not set(step.changes) & set(wrong)]
    lines += [f"not done: {visible(address)} does not read back as planned" for address in wrong]
    lines += [f"waits for {', '.join(map(visible, step.after))}: {visible(step.title)}" for step in done.waiting]
    lines += [f"remains for {visible(step.owner)}: {visible(step.title)}{_day(step)}" for step in done.remaining]
    changed = f"{len(files)} file{'s' if len(files) != 1 else ''} written"
    out("\n".join([*lines, paint().strong(changed, "error" if wrong else "fine")]) + "\n")


def _day(step: Step) -> str:
    return f" (not before {step.waits_until})" if step.waits_until else ""
