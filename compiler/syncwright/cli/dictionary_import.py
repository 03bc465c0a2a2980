"""`syncwright dictionary import`."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from syncwright.cli.exits import Exit
from syncwright.cli.findings import show
from syncwright.cli.past import compiled_as_of
from syncwright.cli.rewrite import uncommitted, write_specs
from syncwright.cli.shell import compile_tree, document, drawn, env_option, format_option, out, paint, read_specs
from syncwright.compile import Compilation
from syncwright.diagnostics import Finding
from syncwright.limits import SOURCE
from syncwright.revise import Revised, Told, revise, told
from syncwright.sheets import Handed, NotASheet, read_sheet
from syncwright.text import SourceFile
from syncwright.views import revise as view


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False))
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The folder of specs.")
@env_option
@click.option("--from", "exported", metavar="DATE|REV", help="When FILE was exported: only what was changed in it since is taken.")
@click.option("--write", is_flag=True, help="Write the specs. Without it they are shown, and a person at a terminal is asked.")
@format_option("human", "json")
def command(file: str, specs: str, environment: str | None, exported: str | None, write: bool, form: str) -> int:
    """Turn what owners edited in a dictionary (CSV or XLSX) into edits of specs. Comments and columns of specs stay.

    People may edit why, owner, pii, basis, reviewed and used_by; rows and columns may be left out. What a file of specs says for all its fields
    is said on the field that is to differ. If one cell cannot be taken, or the specs would have errors, nothing is written.
    """
    tree = read_specs(specs)
    now = compile_tree(tree, specs, environment)
    if now.failed or now.catalog is None:
        return _nothing(now)
    source = _source(file)
    try:
        handed = _read(source)
    except NotASheet as error:
        return _refused([error.finding], source)
    base = _exported(specs, exported, environment) if exported is not None else None
    revised = revise(handed, tree, now, base, lambda one: compile_tree(one, specs, environment))
    if revised.findings:
        return _refused(revised.findings, handed.source)
    if revised.stopped:
        return _nothing(revised.after)
    return _ended(revised, file, specs, write=write, form=form)


def _ended(revised: Revised, file: str, specs: str, *, write: bool, form: str) -> int:
    """Shows what changes, writes it or asks, and says what was done."""
    dirty = list(uncommitted(specs, revised.before)) if write else []
    notes = [f"`{one}` had changes that are not committed" for one in dirty]
    doc = view.document(revised, file, notes, written=write and bool(revised.files))
    if form == "human":
        out(view.shown(doc, paint()))
        if revised.files and not write and sys.stdin.isatty() and sys.stdout.isatty():
            write = click.confirm("write this?", err=True)
            doc["written"] = write
    if write and revised.files:
        write_specs(specs, revised.files, revised.before)
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    if revised.files and not write:
        click.echo("nothing was written; --write writes it", err=True)
    return Exit.FINE


def _source(file: str) -> SourceFile:
    with Path(file).open("rb") as stream:
        return SourceFile(file, stream.read(SOURCE.file_bytes + 1))


def _read(source: SourceFile) -> Handed:
    try:
        return read_sheet(source)
    except ModuleNotFoundError as error:
        raise click.ClickException("XLSX needs the package `python-calamine`: pip install 'syncwright[xlsx]', or hand in CSV") from error


def _exported(specs: str, said: str, environment: str | None) -> Told:
    """The dictionary that people were given."""
    then = compiled_as_of(specs, said, environment, "--from")
    if then.catalog is None:
        raise click.UsageError(f"the specs cannot be read as they were at `{said}`")
    return told(then)


def _refused(findings: Sequence[Finding], source: SourceFile) -> int:
    show(findings, [source])
    click.echo("nothing was written", err=True)
    return Exit.FINDINGS


def _nothing(compilation: Compilation) -> int:
    out(drawn(document(compilation), "human"))
    click.echo("nothing was written", err=True)
    return Exit.FINDINGS
