"""`syncwright docs`."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from syncwright.catalog import Catalog
from syncwright.cli.docs_given import Besides, given_options, plans_in
from syncwright.cli.estate_past import EstatePast, history_option
from syncwright.cli.exits import Exit
from syncwright.cli.remembered import Whole
from syncwright.cli.shell import (
    compile_specs,
    compile_tree,
    document,
    drawn,
    env_option,
    out,
    read_files,
    read_specs,
    specs_argument,
    timings_option,
    version,
)
from syncwright.cli.timings import timed, untimed
from syncwright.cli.written import Changes, refuse_foreign, written
from syncwright.compile import Compilation, Lap
from syncwright.files import Tree
from syncwright.generated import MANIFEST, owned, with_manifest
from syncwright.platform import installed
from syncwright.records import replace
from syncwright.site.whole import site

#: What the site was made of, what changed, and the names of all files.
_Made = tuple[Catalog, Changes, set[str]]


@click.group("docs")
def command() -> None:
    """The docs site of an estate: static pages that search and draw without a server."""


@command.command("build")
@specs_argument
@env_option
@click.option("--out", "target", type=click.Path(path_type=Path), help="Folder to write; default: `site` beside SPECS.")
@given_options
@history_option
@click.option("--cache/--no-cache", "remember", default=True, help="Whether nothing is made where nothing has changed since the last time.")
@timings_option
def build(
    specs: str,
    environment: str | None,
    target: Path | None,
    plan_files: tuple[str, ...],
    ledger: str | None,
    history: bool,
    remember: bool,
    timings: bool,
) -> int:
    """Write the site of SPECS (default: ./specs). Open its index.html in a browser, from disk or from any web server.

    What people have to do is shown as the environment's ledger has it. Nothing is written if a finding is an error.
    """
    lap, times = timed(timings)
    installed()
    lap("start")
    folder = target or Path(specs).parent / "site"
    besides = Besides(plans_in(plan_files), ledger, specs)
    past = EstatePast(specs, remember=remember) if history else None
    tree = read_specs(specs)
    lap("read")
    remembered = Whole(specs, environment, folder, tree, "docs", besides=_fingerprints(besides, past)) if remember else None
    count = remembered.said() if remembered is not None else None
    lap("look up")
    changed = 0
    if count is None:
        made = _made(_compiled(tree, specs, environment, lap, remembered), folder, besides, past, lap)
        if made is None:
            click.echo("nothing was written", err=True)
            return Exit.FINDINGS
        catalog, changes, names = made
        count, changed = len(names), len(changes)
        if remembered is not None:
            remembered.wrote(catalog.environment.spec.salesforce.inventory, names, count, catalog.environment.name)
            lap("remember")
    out(f"{count:,} files of the site, {changed:,} of them new, changed or gone: open {folder / 'index.html'}\n")
    if times is not None:
        times.show()
    return Exit.FINE


@command.command("serve")
@specs_argument
@env_option
@given_options
@history_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port on this machine; 0 takes a free one.")
def serve(specs: str, environment: str | None, plan_files: tuple[str, ...], ledger: str | None, history: bool, port: int) -> int:
    """Serve the site of SPECS (default: ./specs) on this machine, made anew whenever a spec is saved; open pages follow.

    Specs with errors are told here, and the pages stay as they were. Ctrl-C ends it.
    """
    from syncwright.cli.serving import serve as served

    plans, past = plans_in(plan_files), EstatePast(specs, remember=True) if history else None
    with TemporaryDirectory(prefix="syncwright-") as scratch:
        folder = Path(scratch) / "site"

        def made() -> _Made | None:
            return _made(compile_specs(specs, environment), folder, Besides(plans, ledger, specs), past, untimed, live=True)

        def again() -> None:
            try:
                now = made()
            except click.ClickException as error:  # the ledger; what is served stays
                error.show()
            else:
                if now is not None:
                    click.echo(f"{len(now[1]):,} files are new, changed or gone")

        if made() is None:
            return Exit.FINDINGS

        try:
            served(folder, port, Path(specs), again, lambda address: click.echo(f"serving {address} (Ctrl-C ends it)"))
        except ModuleNotFoundError as error:
            raise click.ClickException("serving needs the package `watchfiles`: pip install 'syncwright[serve]'") from error
        except OSError as error:
            raise click.ClickException(f"port {port} cannot be used: {error.strerror}") from error
    return Exit.FINE


def _compiled(tree: Tree, specs: str, environment: str | None, lap: Lap, remembered: Whole | None) -> Compilation:
    """With the inventory read once, where it was looked at already."""
    read = remembered.inventory if remembered is not None else None
    return compile_tree(tree, specs, environment, lap, inventory=read)


def _fingerprints(besides: Besides, past: EstatePast | None) -> Callable[[str], str]:
    """What pages are made of besides the specs and the inventory."""
    known = past.fingerprint() if past is not None else "none"
    return lambda environment: f"{besides.fingerprint(environment)} history {known}"


def _made(
    compilation: Compilation, folder: Path, besides: Besides, past: EstatePast | None, lap: Lap, *, live: bool = False
) -> _Made | None:
    """Writes the site; None if there is an error, which is shown."""
    catalog = compilation.catalog
    if compilation.failed or catalog is None:
        out(drawn(document(compilation), "human"))
        return None
    ours = owned(read_files(folder, {MANIFEST}).get(MANIFEST)) or frozenset()
    refuse_foreign(folder, ours)
    given = besides.of(catalog.environment.name)
    if past is not None:
        given = replace(given, history=past.of(compilation.sources.values()))
        lap("history")
    pages = site(compilation, version(), given, live=live)
    return catalog, *written(with_manifest(pages, catalog.estate.name, catalog.environment.name), folder, ours, lap)
