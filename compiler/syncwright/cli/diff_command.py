"""`syncwright diff`."""

import shutil

import click

from syncwright.cli.answers import compiled
from syncwright.cli.exits import Exit
from syncwright.cli.shell import format_option, out, paint, specs_argument
from syncwright.environments import side_by_side
from syncwright.views import environments as view


@click.command("diff")
@click.argument("left", metavar="ENVIRONMENT")
@click.argument("right", metavar="ENVIRONMENT")
@specs_argument
@format_option("human", "json", "markdown")
def command(left: str, right: str, specs: str, form: str) -> int:
    """Show two environments side by side: what differs in what the specs (default: ./specs) mean there.

    What the orgs hold of all that specs name, connectors and users, who can do what with which field, what is built, and what is found.
    Orgs are looked at as they will be once the fields that the specs create are there. Ends with 0 whether or not anything differs.
    """
    sides = [compiled(specs, name) for name in (left, right)]
    if sides[0] is None or sides[1] is None:
        return Exit.FINDINGS
    doc = view.document(side_by_side(sides[0], sides[1]))
    match form:
        case "json":
            out(view.as_json(doc))
        case "markdown":
            out(view.markdown(doc))
        case _:
            out(view.human(doc, paint(), shutil.get_terminal_size((view.WIDTH, 24)).columns))
    return Exit.FINE
