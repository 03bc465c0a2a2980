"""`syncwright would-sync`."""

from pathlib import Path

import click

from syncwright.candidates.read import Candidate, NotRead, read_candidates
from syncwright.cli.answers import compiled, places
from syncwright.cli.connectors import chosen_connector
from syncwright.cli.exits import Exit
from syncwright.cli.findings import show
from syncwright.cli.shell import env_option, format_option, out, paint, specs_argument, today_in
from syncwright.expression.clock import clock_in
from syncwright.limits import INVENTORY
from syncwright.names import did_you_mean
from syncwright.text import SourceFile
from syncwright.views import would_sync as view


@click.command("would-sync")
@click.argument("record", metavar="RECORD.json", type=click.Path(allow_dash=True))
@specs_argument
@click.option("--for", "connector", metavar="CONNECTOR", help="The connector that is asked about, where the estate has several.")
@click.option(
    "--object", "owner", metavar="OBJECT", help="The record's object, where it does not say; `Person` of one that only Marketo has."
)
@env_option
@format_option("human", "json")
def command(record: str, specs: str, connector: str | None, owner: str | None, environment: str | None, form: str) -> int:
    """Say whether a record would sync, why, which of its fields go which way, and what cannot be known from here.

    RECORD.json is a record as Salesforce's API or `sf data get record --json` writes it, or `-` for one that comes by standard input. Values are
    read and never shown.
    """
    compilation = compiled(specs, environment)
    if compilation is None:
        return Exit.FINDINGS
    catalog = compilation.catalog
    assert catalog is not None, "compiled() gives nothing else"
    one, platform = chosen_connector(compilation, connector, lambda each: each.would_sync is not None, "says whether a record would sync")
    assert platform.would_sync is not None, "chosen by it"
    source = _source(record)
    try:
        candidates = read_candidates(source, owner)
    except NotRead as wrong:
        return show([wrong.finding], [source])
    _check(candidates, {*catalog.org.objects, *catalog.elsewhere.get(one.name, ()), "Person"})
    zone = catalog.estate.spec.salesforce.timezone
    clock, seen = clock_in(zone, today_in(zone or "Etc/UTC")), compilation.seen()
    answers = [(each, platform.would_sync(catalog, one, seen, each, clock)) for each in candidates]
    doc = view.document(one.name, catalog.environment.name, answers, places(compilation))
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    return Exit.FINE


def _source(path: str) -> SourceFile:
    try:
        with click.open_file(path, "rb") as file:
            data = file.read(INVENTORY.file_bytes + 1)
    except OSError as error:
        raise click.UsageError(f"`{path}` cannot be read: {error.strerror}") from error
    if len(data) > INVENTORY.file_bytes:
        raise click.UsageError(f"`{path}` is longer than {INVENTORY.file_bytes >> 20} MiB")
    return SourceFile("standard input" if path == "-" else str(Path(path)), data)


def _check(candidates: tuple[Candidate, ...], known: set[str]) -> None:
    for one in candidates:
        if one.object not in known:
            near = did_you_mean(one.object, known)
            raise click.UsageError(f"the org has no object `{one.object}`" + (f"; {near}" if near else ""))
