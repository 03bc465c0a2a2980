"""`syncwright plan`."""

import os
import tempfile
from pathlib import Path

import click

from syncwright.cli.exits import Exit
from syncwright.cli.ledgers import ledger_option
from syncwright.cli.planned import Asked, made
from syncwright.cli.shell import compile_specs, document, drawn, format_option, out, paint, specs_argument
from syncwright.plan.document import Document
from syncwright.planning import Consent
from syncwright.views import plan as view


@click.command("plan")
@specs_argument
@click.option(
    "--env",
    "environment",
    metavar="NAME",
    help="Compare with the live systems of this environment; with --against or --since: plan for it.",
)
@click.option("--against", metavar="DIR", help="Compare with the SFDX source in this folder.")
@click.option(
    "--since", metavar="REV", help="Compare with the specs at this revision of their git repository.  [default without --env: HEAD]"
)
@click.option("--out", "target", type=click.Path(path_type=Path), help="Save the plan to this file, for `apply`.")
@format_option("human", "json", "markdown")
@click.option("--for", "reader", type=click.Choice(view.READERS), help="What one of its readers has to decide, about a screen.")
@click.option("--only", multiple=True, metavar="SELECTOR", help="Plan these addresses (`*` stands for anything) or `sync_user:NAME` alone.")
@click.option("--allow-removals", type=click.IntRange(min=0), metavar="N", help="Allow this plan to take away exactly so many parts.")
@click.option("--deploys-as", metavar="USERNAME", help="The user that deploys; a plan that takes its access away is refused.")
@click.option("--allow-own-removals", is_flag=True, help="Allow access of that user to go.")
@click.option(
    "--data",
    multiple=True,
    metavar="[OBJECT=]PATH",
    help="Count in exports which records this plan takes out of a platform: CSV, Parquet or DuckDB files, or a folder of files such as Lead.csv.",
)
@click.option("--allow-archive", is_flag=True, help="Allow records to be taken out of a platform: their prospects go to the recycle bin.")
@click.option("--rollback", is_flag=True, help="Plan the way back: from what the specs want to what is there now.")
@ledger_option
@click.option("--detailed-exitcode", is_flag=True, help="End with 2 if there are changes.")
def command(
    specs: str,
    environment: str | None,
    against: str | None,
    since: str | None,
    target: Path | None,
    form: str,
    reader: view.Reader | None,
    only: tuple[str, ...],
    allow_removals: int | None,
    deploys_as: str | None,
    allow_own_removals: bool,
    data: tuple[str, ...],
    allow_archive: bool,
    rollback: bool,
    ledger: str | None,
    detailed_exitcode: bool,
) -> int:
    """Show what SPECS (default: ./specs) would change, why, and at what risk.

    With --env it is compared with what that environment's systems hold, and with what the ledger says that we made: what somebody else
    changed since is shown apart. Without it, with the last commit. Of filters that say something else than at the other revision it shows a record that starts to pass and one that stops, or that there is
    none. A plan that is refused is shown all the same, and not saved.
    """
    if against is not None and since is not None:
        raise click.UsageError("say --against or --since, not both")
    live = environment is not None and against is None and since is None
    consent = Consent(allow_removals, deploys_as, allow_own_removals, allow_archive)
    asked = Asked(specs, against, None if live or against is not None else since or "HEAD", ledger, only, consent, rollback, data)
    compilation = compile_specs(specs, environment)
    if compilation.failed:
        out(drawn(document(compilation), "json" if form == "json" else "human"))
        click.echo("nothing was planned", err=True)
        return Exit.FINDINGS
    planned = made(compilation, asked)
    if isinstance(planned, int):
        return planned
    out(_drawn(planned.document, form, reader))
    return _ended(planned.document, target, detailed_exitcode)


def _drawn(doc: Document, form: str, reader: view.Reader | None) -> str:
    if form == "json":
        return view.as_json(doc)
    if form == "markdown":
        return view.markdown(doc) if reader is None else view.markdown_for_reader(doc, reader)
    return view.human(doc, paint()) if reader is None else view.for_reader(doc, reader, paint())


def _ended(doc: Document, target: Path | None, detailed: bool) -> int:
    if doc.refused:
        if target is not None:
            click.echo("the plan is refused and was not saved", err=True)
        return Exit.FINDINGS
    if target is not None:
        _save(target, view.as_json(doc).encode())
        click.echo(f"saved to {target}", err=True)
    return Exit.CHANGES if detailed and (doc.changes or any(one.makes_a_difference for one in doc.scopes)) else Exit.FINE


def _save(path: Path, data: bytes) -> None:
    """Write a plan at once, for its owner alone: it says what an org lets people do."""
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise click.ClickException(f"`{path}` cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path)
    except OSError as error:
        os.unlink(beside)
        raise click.ClickException(f"`{path}` cannot be written: {error.strerror}") from error
