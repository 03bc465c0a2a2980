"""`syncwright adopt PLATFORM`: what an instance of a marketing platform says of its fields, written into the specs or compared with them."""

from collections.abc import Callable
from functools import partial

import click

from syncwright.adopt.differences import differences
from syncwright.adopt.instances import adopt_instance
from syncwright.catalog.model import Named
from syncwright.cli.exits import Exit
from syncwright.cli.rewrite import write_specs
from syncwright.cli.shell import compile_tree, document, drawn, env_option, format_option, out, paint, read_paths, read_specs, version
from syncwright.compile import Compilation
from syncwright.diagnostics import Finding, Place, diagnose
from syncwright.files import Tree
from syncwright.instance import Instance
from syncwright.inventory.source import Unreadable
from syncwright.limits import INVENTORY
from syncwright.names import did_you_mean
from syncwright.platform import installed
from syncwright.spec.compiled import ConnectorSpec
from syncwright.syntax.positions import Locator
from syncwright.syntax.rules import LIMIT_PASSED
from syncwright.text import FILE_START, SourceFile
from syncwright.views import diagnostics as findings_view
from syncwright.views import instance as view


def command(platform: str) -> click.Command:
    """The command of one platform."""

    @click.command(f"adopt {platform}", help=_HELP.format(title=installed()[platform].title))
    @click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False))
    @click.option(
        "--for",
        "connector",
        metavar="CONNECTOR",
        help="The connector whose instance it is, or a part such as `ae/emea`; the only one if it isn't named.",
    )
    @click.option("--drift", is_flag=True, help="Only say where the instance and the specs disagree; write nothing.")
    @click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The folder of specs.")
    @env_option
    @click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
    @format_option("human", "json")
    def adopt(
        files: tuple[str, ...], connector: str | None, drift: bool, specs: str, environment: str | None, dry_run: bool, form: str
    ) -> int:
        tree = read_specs(specs)
        compiled = partial(_compiled, specs, environment)
        now = compiled(tree)
        if now.failed or now.catalog is None:
            return _nothing(now, form)
        named = _connector(now, platform, connector)
        read = _read(files, lambda sources: _asked(now, named, connector, sources), form)
        if isinstance(read, int):
            return read
        instance, sources = read
        adoption = None if drift else adopt_instance(instance, named.name, now, tree, specs, compiled, installed())
        if adoption is not None and adoption.after.failed:
            return _nothing(adoption.after, form)
        then = adoption.after if adoption is not None else now
        found = differences(instance, named.name, then, installed())
        if adoption is not None and adoption.files and not dry_run:
            write_specs(specs, adoption.files, adoption.before)
        locate = Locator({**then.sources, **{source.path: source for source in sources}})
        doc = view.document(instance, named.name, adoption, found, partial(_where, locate), dry_run=dry_run)
        out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
        return Exit.FINDINGS if drift and found else Exit.FINE

    return adopt


_HELP = """Write specs of the fields that an instance of {title} says the CRM manages, or with --drift, say where it and the specs disagree.

Each FILE is an answer of its API that describes fields of people, or an export of its list of fields. Fields that specs name already stay as they
are; what they are called there is written beside them. If anything is wrong, nothing is written."""


def _compiled(specs: str, environment: str | None, tree: Tree) -> Compilation:
    return compile_tree(tree, specs, environment)


def _connector(now: Compilation, platform: str, wanted: str | None) -> Named[ConnectorSpec]:
    assert now.catalog is not None, "asked of what compiled"
    found = {name: one for name, one in now.catalog.connectors.items() if one.spec.platform == platform}
    known = {address for name, one in found.items() for address in (name, *(f"{name}/{part}" for part in one.spec.parts()))}
    if wanted is not None and wanted not in known:
        raise click.UsageError(f"there is no connector `{wanted}` of that platform; {did_you_mean(wanted, known) or _listed(found)}")
    if not found:
        raise click.UsageError(f"no connector here is of the platform `{platform}`: write its spec first")
    if wanted is None and len(found) > 1:
        raise click.UsageError(f"there are several connectors of that platform; say `--for`: {_listed(found)}")
    return found[wanted.partition("/")[0]] if wanted is not None else next(iter(found.values()))


def _listed(found: dict[str, Named[ConnectorSpec]]) -> str:
    return "connectors: " + ", ".join(f"`{name}`" for name in found) if found else "there is none"


def _asked(now: Compilation, connector: Named[ConnectorSpec], address: str | None, sources: list[SourceFile]) -> Instance:
    """What the files say of the connector, or of the part of it that has an address."""
    adopt = installed()[connector.spec.platform].adopt
    assert adopt is not None and now.catalog is not None, "such a platform has the command, and the specs compiled"
    return adopt(now.catalog, Named(address or connector.name, connector.spec, connector.path), sources)


def _read(files: tuple[str, ...], ask: Callable[[list[SourceFile]], Instance], form: str) -> tuple[Instance, list[SourceFile]] | int:
    """What the files say; or the exit code, after it was said what is wrong with one."""
    sources = read_paths(tuple(dict.fromkeys(files)), (), INVENTORY).sources
    long = [_too_long(source) for source in sources if len(source.data) > INVENTORY.file_bytes]
    if long:
        return _refused(long, sources, form)
    try:
        return ask(sources), sources
    except Unreadable as error:
        return _refused([error.finding], sources, form)


def _too_long(source: SourceFile) -> Finding:
    return LIMIT_PASSED(Place(source.path, span=FILE_START), f"the file is more than {INVENTORY.file_bytes:,} bytes long (file size)")


def _refused(findings: list[Finding], sources: list[SourceFile], form: str) -> int:
    by_path = {source.path: source for source in sources}
    out(drawn(findings_view.document(diagnose(findings, Locator(by_path)), by_path, version()), form))
    click.echo("nothing was written", err=True)
    return Exit.FINDINGS


def _where(locate: Locator, place: Place) -> tuple[str, int]:
    return place.path, (place.span or locate(place)).start.line


def _nothing(compilation: Compilation, form: str) -> int:
    out(drawn(document(compilation), form))
    click.echo("nothing was written", err=True)
    return Exit.FINDINGS
