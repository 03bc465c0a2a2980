"""`syncwright schema`."""

from pathlib import Path

import click

from syncwright.cli.exits import Exit
from syncwright.cli.fmt_command import write_file
from syncwright.cli.shell import out, paint, read_files
from syncwright.expression import page as filters
from syncwright.generated import differences
from syncwright.impact.document import FILE as IMPACT
from syncwright.impact.document import Document as Impact
from syncwright.plan.schema import FILE, drawn, schema
from syncwright.platform import connector_models, installed
from syncwright.sourcemap import SourceMap
from syncwright.spec.schema import schemas
from syncwright.views.documents.listed import DOCUMENTS
from syncwright.views.paint import visible


@click.command("schema")
@click.option("--out", "target", type=click.Path(path_type=Path), default="schemas", show_default=True, help="Folder to write to.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say whether the files are up to date.")
def command(target: Path, only_check: bool) -> int:
    """Write the JSON Schemas of the language, for editors, those of documents such as the plan, and the page about filters.

    Other files in the folder are left alone.
    """
    if target.exists() and not target.is_dir():
        raise click.UsageError(f"`{target}` is not a folder")
    source_map = drawn(SourceMap, "sourcemap", "Syncwright source map")
    documents = {FILE: schema(), "sourcemap.schema.json": source_map, IMPACT: drawn(Impact, "impact", "Syncwright impact")}
    for told in (DOCUMENTS, *(one.documents() for one in installed().values() if one.documents is not None)):
        documents |= {name: drawn(kind, name.partition(".")[0], title) for name, (kind, title) in told.items()}
    files = schemas(connector_models(installed())) | documents | {filters.FILE: filters.page()}
    changes = differences(files, read_files(target, set(files)), ())
    if not only_check:
        _write(target, {name: files[name] for name, _ in changes})
    out(_report(target.as_posix(), changes, only_check))
    return Exit.FINDINGS if only_check and changes else Exit.FINE


def _write(target: Path, files: dict[str, bytes]) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            write_file(target / name, data)
    except OSError as error:
        raise click.ClickException(f"`{target}` cannot be written: {error.strerror}") from error


def _report(target: str, changes: list[tuple[str, str]], only_check: bool) -> str:
    name = visible(target)
    if not changes:
        return paint().strong(f"{name} is up to date", "fine") + "\n"
    listed = "".join(f"  {change:<8} {path}\n" for path, change in changes)
    if only_check:
        return paint().strong(f"{name} is not up to date:", "error") + f"\n{listed}run `syncwright schema`\n"
    return paint().strong(f"{len(changes)} file{'s' if len(changes) != 1 else ''} written to {name}:", "fine") + f"\n{listed}"
