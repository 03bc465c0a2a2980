"""`syncwright init`."""

import re
from pathlib import Path

import click

from syncwright.cli.exits import Exit
from syncwright.cli.shell import out
from syncwright.files import OutputRefused, replace_tree
from syncwright.render import render, templates

_PLATFORMS = {"marketo": ("marketo",), "account-engagement": ("ae",), "both": ("marketo", "ae")}
_ONLY_FOR = {
    "connectors/marketo.yaml": "marketo",
    "users/marketo-sync.yaml": "marketo",
    "connectors/ae.yaml": "ae",
    "users/ae-integration.yaml": "ae",
}


@click.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="Name of the estate; default: the folder's.")
@click.option("--platform", type=click.Choice(list(_PLATFORMS)), help="Which marketing platform syncs.  [default: marketo]")
@click.option("--yes", is_flag=True, help="Take the defaults instead of asking.")
def command(folder: Path, name: str | None, platform: str | None, yes: bool) -> int:
    """Write a starter estate to FOLDER/specs (default: here). It checks clean and is yours to change."""
    specs = folder / "specs"
    if specs.exists() and any(specs.iterdir()):
        raise click.UsageError(f"`{specs}` is not empty; nothing was written")
    name = name or (_named(folder) if yes else click.prompt("Name of the estate", default=_named(folder)))
    platform = platform or ("marketo" if yes else click.prompt("Platform", type=click.Choice(list(_PLATFORMS)), default="marketo"))
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise click.UsageError(f"`{name}` is not a name: lower-case letters and digits, joined by `-`")
    files = starter(name, _PLATFORMS[platform])
    try:
        replace_tree(specs, files, ())
    except OutputRefused as error:
        raise click.ClickException(str(error)) from error
    out(
        f"{len(files)} files written to {specs}\n\nnext:\n  syncwright import PATH_TO_YOUR_SFDX_SOURCE --specs {specs}\n  syncwright check {specs}\n"
    )
    return Exit.FINE


def starter(name: str, connectors: tuple[str, ...]) -> dict[str, bytes]:
    """The files of a starter estate, by path below the specs."""
    values = {
        "name": name,
        "domain": f"{name}.example",
        "connectors": ", ".join(connectors),
        "marketo": "marketo" in connectors,
        "account_engagement": "ae" in connectors,
    }
    wanted = [path for path in templates("syncwright.cli", "starter") if _ONLY_FOR.get(path, connectors[0]) in connectors]
    return {path: render("syncwright.cli", "starter", path, **values).encode() for path in wanted}


def _named(folder: Path) -> str:
    """A name for the estate from the folder's; `our-sync` where the folder has none that can serve."""
    return re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "our-sync"
