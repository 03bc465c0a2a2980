"""`syncwright why`."""

import click

from syncwright.cli.answers import compiled, places
from syncwright.cli.exits import Exit
from syncwright.cli.shell import env_option, format_option, out, paint, specs_argument
from syncwright.graph import Graph
from syncwright.graph.select import unknown
from syncwright.views import why_text, without
from syncwright.views.diagnostics import as_json
from syncwright.views.why import Why


@click.command("why")
@click.argument("name", metavar="OBJECT[.FIELD]")
@specs_argument
@click.option("--not", "lost", is_flag=True, help="Say what would be lost without the field.")
@env_option
@format_option("human", "json")
def command(name: str, specs: str, lost: bool, environment: str | None, form: str) -> int:
    """Say why a field syncs and for whom, who reads and edits it through what, and what uses it, each with its line.

    For an object: why it syncs, which way its fields go, and who may do what with its records.
    """
    compilation = compiled(specs, environment)
    if compilation is None:
        return Exit.FINDINGS
    graph = compilation.graph(everything=True)
    _check(graph, name)
    lines = places(compilation)
    if lost:
        if "." not in name:
            raise click.UsageError(f"`--not` asks about a field, such as `{name}.Email`")
        doc = without.document(compilation, graph, lines, name)
        out(as_json(doc) if form == "json" else why_text.without(doc, paint()))
        return Exit.FINE
    why = Why(compilation, graph, lines)
    doc = why.field(name) if "." in name else why.object(name)
    out(as_json(doc) if form == "json" else why_text.human(doc, paint()))
    return Exit.FINE


def _check(graph: Graph, name: str) -> None:
    """A name that is no object and no field is wrong usage, with what may have been meant."""
    if ":" in name:
        raise click.UsageError(f"`{name}` is neither an object nor a field; `syncwright graph {name}+1` shows what it is for")
    if not graph.scope.inside(name) and graph.scope.held(name) is None:
        raise click.UsageError(unknown(graph, name))
