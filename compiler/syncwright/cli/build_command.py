"""`syncwright build`."""

from pathlib import Path

import click

from syncwright.cli.exits import Exit
from syncwright.cli.shell import (
    compile_specs,
    document,
    drawn,
    env_option,
    format_option,
    out,
    paint,
    read_files,
    specs_argument,
)
from syncwright.compile import Compilation
from syncwright.files import OutputRefused, replace_tree
from syncwright.generated import MANIFEST, differences, generated_tree, owned
from syncwright.views import build as view


@click.command("build")
@specs_argument
@env_option
@click.option("--out", "target", type=click.Path(path_type=Path), help="Folder to write; default: `generated` beside SPECS.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say whether the folder is up to date.")
@format_option("human", "json")
def command(specs: str, environment: str | None, target: Path | None, only_check: bool, form: str) -> int:
    """Compile SPECS (default: ./specs) and write what other systems need.

    Nothing is written if a finding is an error.
    """
    compilation = compile_specs(specs, environment)
    if compilation.failed or compilation.catalog is None:
        out(drawn(document(compilation), form))
        click.echo("nothing was written", err=True)
        return Exit.FINDINGS
    target = target or Path(specs).parent / "generated"
    ours = owned(read_files(target, {MANIFEST}).get(MANIFEST)) or frozenset()
    _refuse_foreign(target, ours)
    catalog = compilation.catalog
    files = generated_tree(compilation.artifacts(), catalog.estate.name, catalog.environment.name)
    changes = differences(files, read_files(target, ours | set(files)), ours)
    if not only_check and changes:
        try:
            replace_tree(target, files, ours)
        except OutputRefused as error:
            raise click.ClickException(str(error)) from error
    return _report(compilation, target, changes, only_check, form)


def _refuse_foreign(target: Path, ours: frozenset[str]) -> None:
    if not ours and target.is_dir() and any(target.iterdir()):
        raise click.ClickException(f"`{target}` holds files and was not made by syncwright; name another folder with --out")


def _report(compilation: Compilation, target: Path, changes: list[tuple[str, str]], only_check: bool, form: str) -> int:
    doc = view.document(compilation.resources, document(compilation), target.as_posix(), changes, only_check)
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    return Exit.FINDINGS if only_check and changes else Exit.FINE
