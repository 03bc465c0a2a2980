"""`syncwright dictionary`, and what stands behind its first word: `import`, `history`."""

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from syncwright.cli.exits import Exit
from syncwright.cli.fmt_command import write_file
from syncwright.cli.past import compiled_as_of
from syncwright.cli.progress import progress
from syncwright.cli.shell import compile_specs, document, drawn, env_option, out, specs_argument
from syncwright.compile import Compilation

if TYPE_CHECKING:  # start-up time
    from syncwright.docs.table import Table

Form = Literal["csv", "xlsx", "json", "md"]
FORMS: tuple[Form, ...] = get_args(Form)


class _OrDeed(click.Command):
    """Writes the dictionary; or, where the first word is one of two, does that. A folder of that name is `./import`."""

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        match args[:1]:
            case ["import"]:
                # Start-up time, as for every command.
                from syncwright.cli.dictionary_import import command as deed
            case ["history"]:
                from syncwright.cli.dictionary_history import command as deed
            case _:
                return super().make_context(info_name, args, parent, **extra)
        return deed.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)


@click.command("dictionary", cls=_OrDeed)
@specs_argument
@env_option
@click.option("--format", "form", type=click.Choice(FORMS), help="How it is written; by the ending of --out if it isn't said, else csv.")
@click.option("--at", metavar="DATE|REV", help="The dictionary as it was at a revision, or at the end of a day (UTC), such as 2026-03-31.")
@click.option(
    "--out", "target", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="File to write; default: standard output."
)
def command(specs: str, environment: str | None, form: Form | None, at: str | None, target: Path | None) -> int:
    """Write the data dictionary of SPECS (default: ./specs): every field, why it syncs, who owns, sees and edits it.

    XLSX comes with filters and a header that stays; columns that people may edit have a blue header.

    \b
    dictionary import FILE            turn edits in a CSV or XLSX into edits of specs
    dictionary history OBJECT.FIELD   who changed what of a field, and when
    """
    wanted = form or _by_ending(target)
    if wanted == "xlsx" and target is None and sys.stdout.isatty():
        raise click.UsageError("XLSX is nothing for a terminal: name a file with --out")
    compilation = compile_specs(specs, environment) if at is None else compiled_as_of(specs, at, environment)
    if compilation.catalog is None or (compilation.failed and at is None):
        out(drawn(document(compilation), "human"))
        click.echo("nothing was written", err=True)
        return Exit.FINDINGS
    if compilation.failed:
        click.echo(f"the specs had errors at {at}, so that this may not be the whole truth", err=True)
    data = sheet(compilation) if wanted == "xlsx" else text(compilation, wanted)
    if target is not None:
        _kept(target, data)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return Exit.FINE


def _by_ending(target: Path | None) -> Form:
    """What the name of a file says of its form."""
    ending = target.suffix.removeprefix(".").lower() if target is not None else "csv"
    said: dict[str, Form] = {**{form: form for form in FORMS}, "markdown": "md"}
    if ending not in said:
        raise click.UsageError(f"`{target}` does not say by its ending what is to be written; say --format {'|'.join(FORMS)}")
    return said[ending]


def text(compilation: Compilation, form: str) -> bytes:
    """The dictionary as `build` writes it."""
    from syncwright.docs.dictionary import dictionary, pieces

    assert compilation.catalog is not None, "asked of what compiled"
    name = f"dictionary/dictionary.{form}"
    return next(one.data for one in dictionary(compilation.catalog, pieces(compilation.catalog, compilation.seen())) if one.path == name)


class _Counted:
    """Gives what an iterator gives, and knows how many that were."""

    def __init__(self, some: "Iterable[Table]") -> None:
        self._some, self.number = some, 0

    def __iter__(self) -> "Iterator[Table]":
        for one in self._some:
            self.number += 1
            yield one


def sheet(compilation: Compilation) -> bytes:
    """The dictionary as XLSX."""
    from syncwright.docs import xlsx
    from syncwright.docs.dictionary import tables

    assert compilation.catalog is not None, "asked of what compiled"
    columns, rows = tables(compilation.catalog, compilation.seen())
    made, objects = BytesIO(), _Counted(rows)
    share = 100 / max(1, len(compilation.catalog.objects))
    with tempfile.TemporaryDirectory(prefix="syncwright-dictionary-") as folder, progress("writing rows", lambda: objects.number * share):
        try:
            cut = xlsx.write(made, columns, objects, _choices(compilation), folder)
        except ModuleNotFoundError as error:
            raise click.ClickException("XLSX needs the package `XlsxWriter`: pip install 'syncwright[xlsx]'") from error
        except xlsx.DoesNotFit as error:
            raise click.ClickException(str(error)) from error
    if cut:
        texts = "1 text is" if cut == 1 else f"{cut:,} texts are"
        click.echo(f"{texts} longer than a cell of XLSX can be ({xlsx.LONGEST:,} characters) and end in `…`; CSV has them whole", err=True)
    return made.getvalue()


def _choices(compilation: Compilation) -> dict[str, Sequence[str]]:
    """Words that a column may hold."""
    from syncwright.spec.words import Privacy

    assert compilation.catalog is not None, "asked of what compiled"
    return {"pii": get_args(Privacy), "owner": sorted(compilation.catalog.estate.spec.owners)}


def _kept(target: Path, data: bytes) -> None:
    try:
        write_file(target, data)
    except OSError as error:
        raise click.ClickException(f"`{target}` cannot be written: {error.strerror}") from error
    click.echo(f"wrote {target}", err=True)
