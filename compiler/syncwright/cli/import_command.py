"""`syncwright import`."""

from pathlib import Path

import click

from syncwright.catalog.resolve import choose_environment, gather
from syncwright.cli.exits import Exit
from syncwright.cli.shell import drawn, env_option, out, read_paths, read_specs, version
from syncwright.diagnostics import Finding, Place, diagnose
from syncwright.files import OutputRefused, Tree, read_tree, replace_tree
from syncwright.inventory import rules
from syncwright.inventory.sfdx import SUFFIXES, read_sfdx
from syncwright.inventory.store import inventory_files, read_inventory
from syncwright.limits import INVENTORY
from syncwright.platform import connector_models, installed
from syncwright.spec.load import Loaded, load
from syncwright.syntax import parse
from syncwright.syntax.positions import Locator
from syncwright.text import SourceFile
from syncwright.views import diagnostics as view
from syncwright.views.inventory import imported


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The folder of specs.")
@env_option
def command(paths: tuple[str, ...], specs: str, environment: str | None) -> int:
    """Make or refresh an environment's inventory from the SFDX source in PATHS.

    Objects that several paths define are merged. If a file cannot be read, nothing is written.
    """
    spec_tree = read_specs(specs)
    folder = _folder(spec_tree, specs, environment)
    if isinstance(folder, list):
        return _findings(folder, spec_tree.sources)
    source = read_paths(paths, SUFFIXES, INVENTORY)
    objects, findings = read_sfdx(source.sources)
    findings = [*source.findings, *findings]
    if not objects and not findings:
        message = "there is no SFDX source here: no `*.object-meta.xml` and no `*.field-meta.xml`"
        findings.append(rules.NOTHING_TO_IMPORT(Place(paths[0]), message, help="name the package folder, such as `force-app`"))
    if findings:
        code = _findings(findings, source.sources)
        click.echo("nothing was written", err=True)
        return code
    target = Path(specs) / folder
    before, _ = read_inventory(read_tree(str(target), (".json",), INVENTORY).sources) if target.is_dir() else ({}, [])
    files = inventory_files(objects)
    try:
        replace_tree(target, files, {f"{name}.json" for name in before} | set(files))
    except OutputRefused as error:
        raise click.ClickException(str(error)) from error
    out(imported(before, objects, target.as_posix()))
    return Exit.FINE


def _folder(tree: Tree, specs: str, environment: str | None) -> str | list[Finding]:
    """Where the environment keeps its inventory, below the specs; what is wrong with other files does not matter here."""
    models = connector_models(installed())
    results = [load(parse(source), models) for source in tree.sources]
    estate, found = gather([one for one in results if isinstance(one, Loaded)], specs)
    chosen = choose_environment(estate, environment, specs)
    if isinstance(chosen, Finding):
        broken = [f for one in results if not isinstance(one, Loaded) for f in one]
        return [*tree.findings, *broken, *([chosen] if not broken else [])] or found
    folder: str = chosen.spec.salesforce.inventory
    return folder


def _findings(findings: list[Finding], sources: list[SourceFile]) -> int:
    by_path = {source.path: source for source in sources}
    diagnostics = diagnose(findings, Locator(by_path))
    out(drawn(view.document(diagnostics, by_path, version()), "human"))
    return Exit.FINDINGS
