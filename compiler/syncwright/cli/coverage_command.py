"""`syncwright coverage`."""

import click

from syncwright.cli.answers import compiled
from syncwright.cli.exits import Exit
from syncwright.cli.shell import env_option, format_option, out, paint, specs_argument
from syncwright.graph.coverage import coverage
from syncwright.views import coverage as view


@click.command("coverage")
@specs_argument
@env_option
@format_option("human", "json", "csv")
def command(specs: str, environment: str | None, form: str) -> int:
    """List the fields of the org that no spec in SPECS (default: ./specs) names, those first that most can see.

    Sync users count first, then the permission sets and profiles of the org that grant a field.
    """
    compilation = compiled(specs, environment)
    if compilation is None:
        return Exit.FINDINGS
    assert compilation.catalog is not None, "compiled() gives nothing else"
    doc = view.document(coverage(compilation.catalog, compilation.seen()))
    match form:
        case "json":
            out(view.as_json(doc))
        case "csv":
            out(view.csv(doc))
        case _:
            out(view.human(doc, paint()))
    return Exit.FINE
