"""`syncwright losses`."""

import tempfile
from collections.abc import Sequence

import click

from syncwright.catalog import Catalog
from syncwright.cli.answers import compiled
from syncwright.cli.connectors import asked_connectors
from syncwright.cli.exits import Exit
from syncwright.cli.exports import find_exports
from syncwright.cli.progress import progress
from syncwright.cli.shell import drawn, env_option, format_option, out, paint, version
from syncwright.compile import Compilation
from syncwright.crossing import Crossing, Loss
from syncwright.diagnostics import Place, diagnose
from syncwright.impact.duck import Duck
from syncwright.impact.engine import NoEngine, NotRead
from syncwright.impact.lost import answered, asked, statement
from syncwright.impact.rules import DATA_NOT_READ
from syncwright.names import did_you_mean
from syncwright.syntax.positions import Locator
from syncwright.text import Position, Span
from syncwright.views import diagnostics as found_view
from syncwright.views import losses as view

#: What an export of a platform's own people is called in --data, by connector.
_People = dict[str, str]
_Numbers = dict[tuple[str, str, str, Loss], tuple[int, int, str]]


@click.command("losses")
@click.argument("names", metavar="[OBJECT|OBJECT.FIELD]...", nargs=-1)
@click.option("--for", "connector", metavar="CONNECTOR", help="Ask about this connector alone.")
@click.option(
    "--data",
    multiple=True,
    metavar="[OBJECT=]PATH",
    help="Count in an export: a CSV, Parquet or DuckDB file, or a folder of files such as Lead.csv; Person=PATH or Prospect=PATH is one of the "
    "platform, by what it calls its people.",
)
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The folder of specs.")
@env_option
@format_option("human", "json", "csv")
def command(names: tuple[str, ...], connector: str | None, data: tuple[str, ...], specs: str, environment: str | None, form: str) -> int:
    """Say what the values of synced fields lose between Salesforce and a marketing platform, and count it in an export.

    By the types of both sides, each way: length, values of a picklist, fractions, digits, blanks, times, currencies, records behind an id.
    Of values that leave Salesforce, columns are named by API names; of those that come from the platform, by the field's name there or its label.
    """
    compilation = compiled(specs, environment)
    if compilation is None:
        return Exit.FINDINGS
    assert compilation.catalog is not None, "compiled() gives nothing else"
    fields, people = _named(compilation, names, connector)
    numbers: _Numbers = {}
    notes: list[str] = []
    try:
        if data:
            numbers, notes = _counted(compilation.catalog, fields, people, data)
    except NoEngine as error:
        raise click.ClickException(str(error)) from error
    except NotRead as error:
        return _not_read(compilation, error, form)
    doc = view.document(fields, numbers, notes)
    match form:
        case "json":
            out(view.as_json(doc))
        case "csv":
            out(view.csv(doc))
        case _:
            out(view.human(doc, paint()))
    return Exit.FINE


def _named(compilation: Compilation, names: Sequence[str], connector: str | None) -> tuple[list[Crossing], _People]:
    """The fields that are asked about, and what the platforms call their people; a name that is none is wrong usage."""
    assert compilation.catalog is not None, "asked of what compiled"
    asked_of = asked_connectors(compilation, connector, lambda each: each.crossings is not None, "says what is lost")
    every = [
        field for one, platform in asked_of if platform.crossings is not None for field in platform.crossings(compilation.catalog, one)
    ]
    known = {one.object for one in every} | {f"{one.object}.{one.field}" for one in every}
    for name in names:
        if name not in known:
            near = did_you_mean(name, known)
            raise click.UsageError(f"`{name}` does not sync" + (f"; {near}" if near else ""))
    wanted = set(names)
    fields = [one for one in every if not wanted or {one.object, f"{one.object}.{one.field}"} & wanted]
    return fields, {one.name: platform.people for one, platform in asked_of}


def _counted(catalog: Catalog, fields: Sequence[Crossing], people: _People, data: Sequence[str]) -> tuple[_Numbers, list[str]]:
    """Numbers of every loss that there is a column for, and what there is no data of."""
    numbers: _Numbers = {}
    objects = {one.object for one in fields}
    with tempfile.TemporaryDirectory(prefix="syncwright-losses-") as folder:
        engine = Duck(folder)
        try:
            exports = find_exports(
                data, [*catalog.org.objects, *people.values()], min(objects) if len(objects) == 1 else None, engine.tables
            )
            tables = {owner: engine.open(export) for owner, export in exports.items()}
            there = {connector: tables[name] for connector, name in people.items() if name in tables}
            for sql, questions in asked(fields, tables, there).items():
                with progress(f"counting {questions[0].field.object}", engine.done):
                    row = engine.rows(statement(sql, questions))[0]
                for one, counted in answered(questions, row):
                    numbers[one.field.connector, one.field.object, one.field.field, one.loss] = (counted.values, counted.lost, one.column)
        finally:
            engine.close()
    lacking = sorted(one for one in objects if one not in exports)
    notes = [f"there is no data of {', '.join(lacking)}"] if lacking else []
    unseen = sorted({people[one.connector.partition("/")[0]] for one in fields} - exports.keys())
    asks = " or ".join(f"--data {one}=PATH" for one in unseen)
    notes += [f"what is lost to Salesforce is counted in an export of the platform: {asks}"] if unseen else []
    return numbers, notes


def _not_read(compilation: Compilation, error: NotRead, form: str) -> int:
    at = Position(error.line or 1, 1)
    finding = DATA_NOT_READ(Place(error.shown, span=Span(at, at)), error.message, help=error.help)
    doc = found_view.document(diagnose([finding], Locator(compilation.sources)), compilation.sources, version())
    out(drawn(doc, "json" if form == "json" else "human"))
    click.echo("nothing was counted", err=True)
    return Exit.FINDINGS
