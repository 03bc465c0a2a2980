"""What commands that answer questions share: specs that compiled, and lines for places."""

from pathlib import Path

import click

from syncwright.cli.shell import compile_specs, document, drawn, out, read_files
from syncwright.compile import Compilation
from syncwright.graph.places import Places


def compiled(specs: str, environment: str | None) -> Compilation | None:
    """What lies in a folder, compiled. None, and the findings are shown, if too much is wrong with it to say anything.

    Specs with errors that still mean something are answered for: what is wrong with them may be what the question is about.
    """
    compilation = compile_specs(specs, environment)
    if compilation.catalog is None:
        out(drawn(document(compilation), "human"))
        click.echo("the specs cannot be read, so that nothing can be said of them", err=True)
        return None
    if compilation.failed:
        click.echo("the specs have errors, so that this may not be the whole truth; `syncwright check` shows them", err=True)
    return compilation


def places(compilation: Compilation) -> Places:
    """Looks up lines in the specs, and in the inventory that they were compiled with."""

    def read(path: str) -> bytes | None:
        file = Path(path)
        return read_files(file.parent, {file.name}).get(file.name)

    return Places(compilation.sources, read)
