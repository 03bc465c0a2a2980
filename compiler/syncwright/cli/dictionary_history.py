"""`syncwright dictionary history`."""

import os
import re

import click

from syncwright.cli.exits import Exit
from syncwright.cli.shell import SUFFIXES, format_option, out, paint
from syncwright.docs.changelog import changelog
from syncwright.field_history import FieldChange, commit_changes, field_history
from syncwright.git import GitRefused, commits, contents
from syncwright.limits import SPECS
from syncwright.names import did_you_mean
from syncwright.views import field_history as view

_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]*\.[A-Za-z][A-Za-z0-9_]*")


@click.command("history")
@click.argument("field", metavar="[OBJECT.FIELD]", required=False)
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The folder of specs.")
@click.option("--last", default=1000, show_default=True, type=click.IntRange(1), help="How many commits that touched specs are looked at.")
@format_option("human", "json", "csv")
def command(field: str | None, specs: str, last: int, form: str) -> int:
    """Say who changed what the specs say of a field, and when, by the commits of this branch; as CSV of all fields, where none is named.

    What a file says for all its fields counts as said of each. The history goes on under former names, and in the files where the field stood.
    """
    if field is None and form != "csv":
        raise click.UsageError("name a field such as `Lead.Email`; `--format csv` has the history of all")
    if field is not None and not _FIELD.fullmatch(field):
        raise click.UsageError(f"`{field}` is no field; one such as `Lead.Email` was expected")
    if not os.path.isdir(specs):
        raise click.UsageError(f"there is no folder `{specs}`")
    found, reached = _found(field, specs, last)
    if form == "csv" and reached:
        click.echo(f"only the last {last:,} commits that touched specs were looked at; --last takes more", err=True)
    if field is None:
        out(changelog(found).decode())
        return Exit.FINE
    if not found and reached:
        raise click.UsageError(f"none of the last {last:,} commits that touched specs changed `{field}`; --last takes more")
    if not found:
        known = _committed(specs)
        near = did_you_mean(field, known) if field not in known else None
        raise click.UsageError(f"no commit says anything of `{field}`" + (f"; {near}" if near else ""))
    if form == "csv":
        out(changelog(found).decode())
        return Exit.FINE
    doc = view.document(field, found, last if reached else None)
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    return Exit.FINE


def _found(field: str | None, specs: str, last: int) -> tuple[list[FieldChange], bool]:
    """What changed, newest first, and whether there may be more in commits that were not looked at."""
    try:
        touched = list(commits(specs, SUFFIXES, last + 1))
        with contents(specs, SPECS) as read:
            return list(field_history(touched[:last], read, field)), len(touched) > last
    except GitRefused as error:
        raise click.UsageError(str(error)) from error


def _committed(specs: str) -> set[str]:
    """Fields of the latest commits: names that may have been meant."""
    with contents(specs, SPECS) as read:
        return {
            name for change in commit_changes(list(commits(specs, SUFFIXES, 100)), read) for same in change.fields for name in same.names
        }
