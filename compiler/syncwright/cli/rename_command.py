"""`syncwright rename`."""

from functools import partial

import click

from syncwright.cli.exits import Exit
from syncwright.cli.rewrite import uncommitted, write_specs
from syncwright.cli.shell import compile_tree, document, drawn, env_option, format_option, inventory_of, out, paint, read_specs
from syncwright.diagnostics import Place
from syncwright.files import Tree
from syncwright.rename import NotToRename, Refused, Renaming, rename
from syncwright.rename import asked as words
from syncwright.syntax.positions import Locator
from syncwright.views import rename as view

_HELP = f"""Give something a new name in all specs, keeping comments and columns. NEW is the name alone.

\b
{(words.__doc__ or "").partition(chr(10) + chr(10))[2]}
A field or a value gets `previously:`, so that a plan renames it and makes no other. Where a file speaks of several objects and one of them
renames its field, `is:` tells the names apart. If anything is wrong, nothing is written.
"""


@click.command("rename", help=_HELP)
@click.argument("what", metavar="WHAT")
@click.argument("new", metavar="NEW")
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The folder of specs.")
@env_option
@click.option("--dry-run", "--diff", "dry_run", is_flag=True, help="Write nothing; show what would change.")
@format_option("human", "json")
def command(what: str, new: str, specs: str, environment: str | None, dry_run: bool, form: str) -> int:
    tree = read_specs(specs)
    renaming = _renamed(what, new, tree, specs, environment)
    if renaming.stopped:
        out(drawn(document(renaming.after), "json" if form == "json" else "human"))
        click.echo("nothing was written", err=True)
        return Exit.FINDINGS
    dirty = list(uncommitted(specs, renaming.before))
    if not dry_run:
        write_specs(specs, renaming.files, renaming.before)
    notes = [f"{_some(dirty)} had changes that are not committed"] if dirty and not dry_run else []
    doc = view.document(renaming, what, new, notes, dry_run=dry_run)
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    return Exit.FINE


def _renamed(what: str, new: str, tree: Tree, specs: str, environment: str | None) -> Renaming:
    try:
        return rename(what, new, tree, lambda one: compile_tree(one, specs, environment), partial(inventory_of, specs))
    except NotToRename as error:
        raise click.UsageError(f"{error}; nothing was written") from error
    except Refused as error:
        raise click.UsageError(f"{_line(tree, error.place)}: {error}; nothing was written") from error


def _line(tree: Tree, place: Place) -> str:
    start = Locator({source.path: source for source in tree.sources})(place).start
    return f"{place.path}:{start.line}:{start.column}"


def _some(paths: list[str]) -> str:
    return f"`{paths[0]}`" + (f" and {len(paths) - 1} more" if len(paths) > 1 else "")
