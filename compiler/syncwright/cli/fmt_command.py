"""`syncwright fmt`."""

import os
import tempfile
from pathlib import Path

import click

from syncwright.cli.exits import Exit
from syncwright.cli.shell import SUFFIXES, drawn, out, read_paths, version
from syncwright.diagnostics import Finding, diagnose
from syncwright.limits import SPECS
from syncwright.syntax import parse
from syncwright.syntax.format import format_text
from syncwright.syntax.positions import Locator
from syncwright.text import SourceFile
from syncwright.views import diagnostics as view


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; list the files that would change.")
def command(paths: tuple[str, ...], only_check: bool) -> int:
    """Format the specs in PATHS (files or folders; default: ./specs).

    Comments, alignment and every value stay as they are. If a file cannot be read, nothing is written.
    """
    if not paths and not os.path.isdir("specs"):
        raise click.UsageError("there is no folder `specs`; name the files or folders to format")
    tree = read_paths(paths or ("specs",), SUFFIXES, SPECS)
    findings: list[Finding] = [*tree.findings, *(f for source in tree.sources for f in parse(source).findings)]
    if findings:
        sources = {source.path: source for source in tree.sources}
        out(drawn(view.document(diagnose(findings, Locator(sources)), sources, version()), "human"))
        click.echo("nothing was written", err=True)
        return Exit.FINDINGS
    changed = [(source.path, new) for source in tree.sources if (new := _formatted(source)) != source.data]
    for path, new in changed:
        if not only_check:
            write_file(Path(path), new)
        out(f"{'would format' if only_check else 'formatted'} {path}\n")
    files = f"{len(tree.sources)} file{'s' if len(tree.sources) != 1 else ''}"
    out(f"{len(changed)} of {files} {'would change' if only_check else 'changed'}\n")
    return Exit.FINDINGS if only_check and changed else Exit.FINE


def _formatted(source: SourceFile) -> bytes:
    return format_text(source.text).encode()


def write_file(path: Path, data: bytes) -> None:
    """Replace one file at once, keeping its mode."""
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(beside, path.stat().st_mode & 0o7777 if path.exists() else 0o644)
        os.replace(beside, path)
    except OSError as error:
        os.unlink(beside)
        raise click.ClickException(f"`{path}` cannot be written: {error.strerror}") from error
