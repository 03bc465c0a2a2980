"""`syncwright import`."""

import re
from pathlib import Path

import click

from syncwright.catalog.resolve import Estate, choose_environment, gather
from syncwright.cli.exits import Exit
from syncwright.cli.shell import drawn, env_option, format_option, out, read_paths, read_specs, version
from syncwright.diagnostics import Diagnostic, Finding, Place, diagnose, failed
from syncwright.files import OutputRefused, Tree, read_tree, replace_tree
from syncwright.inventory import Org, rules
from syncwright.inventory.changes import changes
from syncwright.inventory.external import external_fields
from syncwright.inventory.reader import SUFFIXES, read_sources
from syncwright.inventory.store import inventory_files, ours, read_inventory, whole_org
from syncwright.limits import INVENTORY
from syncwright.platform import connector_models, installed
from syncwright.records import Struct
from syncwright.spec.compiled import EnvironmentSpec
from syncwright.spec.load import Loaded, load
from syncwright.syntax import parse
from syncwright.syntax.positions import Locator
from syncwright.syntax.rules import NOT_A_REGULAR_FILE
from syncwright.text import SourceFile
from syncwright.views import diagnostics as view
from syncwright.views import inventory as result
from syncwright.views.diagnostics import as_json

_NAMESPACE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,14}")


@click.command("import")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True))
@click.option(
    "--org",
    is_flag=False,
    flag_value="",
    metavar="[ALIAS]",
    help="Ask the environment's org itself; ALIAS: as what an installed `sf` calls it.",
)
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The folder of specs.")
@click.option("--namespace", default="", metavar="PREFIX", help="What `%%%NAMESPACE%%%` and the like stand for; nothing if it isn't said.")
@env_option
@format_option("human", "json")
def command(paths: tuple[str, ...], org: str | None, specs: str, namespace: str, environment: str | None, form: str) -> int:
    """Make or refresh an environment's inventory from what PATHS hold: SFDX source, metadata folders, describe JSON.

    Without PATHS, with --org or --env, from the environment's live org. What several paths define is merged, later ones over earlier ones.
    If a file cannot be read, nothing is written.
    """
    if paths and org is not None:
        raise click.UsageError("name paths, or --org for the live org, not both")
    if not paths and org is None and environment is None:
        raise click.UsageError("Missing argument 'PATHS...': name what to import, or --org for the live org")
    if namespace and not _NAMESPACE.fullmatch(namespace):
        raise click.UsageError(f"`{namespace}` cannot be a namespace")
    spec_tree = read_specs(specs)
    chosen = _chosen(spec_tree, specs, environment)
    if isinstance(chosen, list):
        return _refused(_diagnosed(chosen, spec_tree.sources), spec_tree.sources, form)
    if paths:
        source = read_paths(paths, SUFFIXES, INVENTORY)
    else:
        from syncwright.cli.org_source import org_source  # hardly any import asks an org

        fetched = org_source(chosen.estate, chosen.environment, org)
        if isinstance(fetched, int):
            return fetched
        source = fetched
    folder = chosen.environment.salesforce.inventory
    read = read_sources(source.sources, namespace, paths)
    held = read.org
    findings = [*map(_lesser, source.findings), *read.findings]
    files = inventory_files(held)
    if not files and all(one.rule.severity != "error" for one in findings):
        message = "there is nothing here that says what an org holds: no object, no field, no permission set, no profile"
        findings.append(
            rules.NOTHING_TO_IMPORT(Place(paths[0] if paths else specs), message, help="name the package folder, such as `force-app`")
        )
    diagnostics = _diagnosed(findings, source.sources)
    if failed(diagnostics):
        return _refused(diagnostics, source.sources, form)
    target = Path(specs) / folder
    before = _write(Path(specs), target, files)
    external = external_fields(whole_org(held))
    said = view.document(diagnostics, {one.path: one for one in source.sources}, version())
    doc = result.document(said, target.as_posix(), held, None if before is None else changes(before, held), external)
    if form == "json":
        out(as_json(doc))
    else:
        out((drawn(said, "human") if diagnostics else "") + result.human(doc))
    return Exit.FINE


def _lesser(finding: Finding) -> Finding:
    """JSON below a folder may be anything: what cannot be read of it does not stand in the way."""
    of_one_file = finding.rule is NOT_A_REGULAR_FILE or "(file size)" in finding.message
    if finding.place.path.lower().endswith(".json") and of_one_file:
        return rules.LEFT_OUT(finding.place, f"{finding.message}: it was left out")
    return finding


def _write(specs: Path, target: Path, files: dict[str, bytes]) -> Org | None:
    """Puts the inventory where it belongs, and gives back what was there before; None if there was none that can be read."""
    _refuse_links(specs, target)
    held = read_tree(str(target), (".json",), INVENTORY).sources if target.is_dir() else []
    made = {one.path.removeprefix(f"{target}/") for one in ours(held)}
    try:
        replace_tree(target, files, made | set(files))
    except OutputRefused as error:
        raise click.ClickException(str(error)) from error
    before, damaged = read_inventory(held)
    return before if held and not damaged else None


def _refuse_links(specs: Path, target: Path) -> None:
    """The root may be named through a link: whoever runs the command chose it. What lies below was chosen by a spec."""
    for folder in (target, *target.parents):
        if folder == specs:
            return
        if folder.is_symlink():
            raise click.ClickException(f"`{folder}` is a symbolic link: an inventory is not written through one")


class _Chosen(Struct, frozen=True):
    """The environment that is asked for, and the estate as far as it is known."""

    estate: Estate
    environment: EnvironmentSpec


def _chosen(tree: Tree, specs: str, environment: str | None) -> _Chosen | list[Finding]:
    """Whose inventory it is; what is wrong with other files does not matter here."""
    models = connector_models(installed())
    results = [load(parse(source), models) for source in tree.sources]
    estate, found = gather([one for one in results if isinstance(one, Loaded)], specs)
    chosen = choose_environment(estate, environment, specs)
    if isinstance(chosen, Finding):
        broken = [f for one in results if not isinstance(one, Loaded) for f in one]
        return [*tree.findings, *broken, *([chosen] if not broken else [])] or found
    return _Chosen(estate, chosen.spec)


def _diagnosed(findings: list[Finding], sources: list[SourceFile]) -> list[Diagnostic]:
    return diagnose(findings, Locator({source.path: source for source in sources}))


def _refused(diagnostics: list[Diagnostic], sources: list[SourceFile], form: str) -> int:
    out(drawn(view.document(diagnostics, {source.path: source for source in sources}, version()), form))
    click.echo("nothing was written", err=True)
    return Exit.FINDINGS
