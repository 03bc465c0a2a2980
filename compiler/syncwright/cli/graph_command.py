"""`syncwright graph`."""

import click

from syncwright.cli.answers import compiled, places
from syncwright.cli.exits import Exit
from syncwright.cli.shell import env_option, format_option, out, paint
from syncwright.compile import Compilation
from syncwright.graph import Graph, selector
from syncwright.graph.cycles import circles
from syncwright.graph.places import Nowhere
from syncwright.graph.select import between, selected
from syncwright.limits import SHOWN_FINDINGS
from syncwright.views import drawings
from syncwright.views import graph as view

_GRAMMAR = (selector.__doc__ or "").partition("\n\n")[2]

_HELP = f"""Show what depends on what, as far as SELECTOR says.

The graph holds what the specs name, what that needs of the org, and what is granted besides. An edge goes from what is needed to what needs it.

\b
{_GRAMMAR}
\b
examples
    graph Lead.Industry+                     what would notice if it were gone
    graph +sync_user:marketo-sync            all that the user is granted, and whence
    graph owner:revops,pii:contact           contact data that revops answers for
    graph Lead.* --exclude type:formula      fields of leads that are no formulas
"""


@click.command("graph", help=_HELP)
@click.argument("selectors", nargs=-1, metavar="[SELECTOR]...")
@click.option("--exclude", default="", metavar="SELECTOR", help="Leave these out.")
@click.option("--all", "everything", is_flag=True, help="Look at the whole org, not only at what the specs name and need.")
@click.option("--cycles", is_flag=True, help="Show what leads back to itself: formulas, roll-ups, and objects that point at each other.")
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The folder of specs.")
@env_option
@format_option("human", "json", "dot", "mermaid")
def command(
    selectors: tuple[str, ...], exclude: str, everything: bool, cycles: bool, specs: str, environment: str | None, form: str
) -> int:
    asked = " ".join(selectors)
    wanted, unwanted = _read(asked), _read(exclude)
    compilation = compiled(specs, environment)
    if compilation is None:
        return Exit.FINDINGS
    graph = compilation.graph(everything=everything)
    ids = _ids(graph, asked, wanted) if wanted else graph.scope.ids()
    if unwanted:
        ids -= _ids(graph, exclude, unwanted)
    doc = _document(compilation, graph, (asked, exclude), ids, form, cycles=cycles)
    match form:
        case "json":
            out(view.as_json(doc))
        case "dot":
            out(drawings.dot(doc))
        case "mermaid":
            out(drawings.mermaid(doc))
            if len(doc["edges"]) > drawings.MERMAID_EDGES:
                click.echo(f"Mermaid draws at most {drawings.MERMAID_EDGES} edges unless its `maxEdges` is raised", err=True)
        case _:
            out(view.human(doc, paint()))
    return Exit.FINE


def _read(text: str) -> selector.Selector:
    """A selector, empty for nothing."""
    try:
        return selector.parse(text) if text.strip() else ()
    except selector.NotASelector as error:
        raise click.UsageError(f"`{text}`, {error}") from error


def _ids(graph: Graph, text: str, wanted: selector.Selector) -> set[str]:
    try:
        return selected(graph, wanted)
    except selector.NotASelector as error:
        raise click.UsageError(f"`{text}`, {error}") from error


def _document(compilation: Compilation, graph: Graph, asked: tuple[str, str], ids: set[str], form: str, *, cycles: bool) -> view.Document:
    nodes = [node for node_id in sorted(ids) if (node := graph.node(node_id)) is not None]
    catalog = graph.catalog
    estate = (catalog.estate.name, catalog.environment.name)
    found = circles(graph, ids) if cycles else None
    # Lines of what nobody is shown are not looked up: that would read every spec once more.
    most = SHOWN_FINDINGS if form == "human" and asked[0] else None
    counted = form in ("dot", "mermaid") or (form == "human" and not asked[0] and not cycles)
    return view.document(estate, asked, nodes, between(graph, ids), found, Nowhere() if counted else places(compilation), most)
