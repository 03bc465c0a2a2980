"""`syncwright diagnose`."""

import os
from collections.abc import Iterator

import click

from syncwright.candidates.read import NotRead
from syncwright.cli.answers import compiled, places
from syncwright.cli.asked_file import asked_file
from syncwright.cli.connectors import asked_parts, only
from syncwright.cli.exits import Exit
from syncwright.cli.findings import show
from syncwright.cli.shell import env_option, format_option, out, paint, specs_argument
from syncwright.diagnosis.described import compared, describe_of
from syncwright.diagnosis.errors import Errors, Known
from syncwright.diagnosis.exports import looks_like_export, read_export
from syncwright.diagnosis.recognise import recognised
from syncwright.inventory import Org
from syncwright.text import SourceFile
from syncwright.views import described as described_view
from syncwright.views import diagnose as view

#: What an error that was typed is called.
_SAID = "the error"


@click.command("diagnose")
@click.argument("error", metavar="ERROR|FILE|-")
@specs_argument
@click.option(
    "--for", "address", metavar="CONNECTOR[/UNIT]", help="The connector whose sync it is, where the estate has several, or a part of it."
)
@click.option("--object", "owner", metavar="OBJECT", help="The object that it is about, where the error does not say.")
@env_option
@format_option("human", "json")
def command(error: str, specs: str, address: str | None, owner: str | None, environment: str | None, form: str) -> int:
    """Say what a sync error means, what causes it, and which spec cures it, with its line.

    ERROR is the text of one error, a file with such a text or with an export of sync errors (CSV), or `-` for what comes by standard input. A
    describe of an object in JSON, asked for as the sync user, is compared with what the specs want that user to see and to edit.
    """
    compilation = compiled(specs, environment)
    if compilation is None:
        return Exit.FINDINGS
    catalog = compilation.catalog
    assert catalog is not None, "compiled() gives nothing else"
    asked, part = asked_parts(compilation, address, lambda each: each.errors is not None, "explains sync errors")
    one, platform = only(asked)
    assert platform.errors is not None, "chosen by it"
    if owner is not None and owner not in catalog.org.objects:
        raise click.UsageError(f"the org has no object `{owner}`")
    errors = platform.errors()
    graph = compilation.graph(everything=True)
    known = Known(catalog, one, compilation.seen(), graph.granted.of, errors.people, errors.others, part)
    source = _source(error)
    if (said := describe_of(source)) is not None:
        found = described_view.document(known, compared(known, said), places(compilation))
        out(view.as_json(found) if form == "json" else described_view.human(found, paint()))
        return Exit.FINE
    try:
        met = list(_met(source, errors, catalog.org, owner))
    except NotRead as wrong:
        return show([wrong.finding], [source])
    doc = view.document(known, errors, met, places(compilation))
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    return Exit.FINE


def _source(error: str) -> SourceFile:
    """What was given: standard input, a file that is there, or the text itself."""
    is_file = error == "-" or os.path.isfile(error)
    source = asked_file(error) if is_file else SourceFile(_SAID, error.encode(errors="replace"))
    if not source.text.strip():
        raise click.UsageError(f"there is nothing in `{source.path}`" if source.path != _SAID else "the error is empty")
    return source


def _met(source: SourceFile, errors: Errors, org: Org, owner: str | None) -> Iterator[view.Met]:
    if not looks_like_export(source.text):
        yield view.Met(recognised(source.text.strip(), errors, org, owner))
        return
    for row in read_export(source, org):
        yield view.Met(recognised(row.text, errors, org, owner or row.object), row)
