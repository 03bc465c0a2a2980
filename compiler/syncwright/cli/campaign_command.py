"""`syncwright campaign`."""

import re
from collections.abc import Mapping

import click

from syncwright.catalog.model import Catalog, Named
from syncwright.cli.answers import compiled
from syncwright.cli.exits import Exit
from syncwright.cli.rewrite import write_specs
from syncwright.cli.shell import compile_tree, document, drawn, env_option, format_option, out, paint, read_specs
from syncwright.files import Tree
from syncwright.names import did_you_mean
from syncwright.platform import Template, TemplateRefused, installed
from syncwright.spec.compiled import ConnectorSpec
from syncwright.text import SourceFile
from syncwright.views import campaign as view

_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@click.group("campaign")
def command() -> None:
    """Campaigns that are shipped as templates."""


@command.command("templates", short_help="List the campaigns that are shipped.")
@format_option("human", "json")
def templates(form: str) -> int:
    """List the campaigns that are shipped, and what each is for."""
    doc = view.templates({name: [(one.name, one.says) for one in found] for name, found in _shipped().items()})
    out(view.as_json(doc) if form == "json" else view.human_templates(doc, paint()))
    return Exit.FINE


@command.command("new", short_help="Write the specs of a shipped campaign.")
@click.argument("template", metavar="TEMPLATE")
@click.option("--name", help="Name of the campaign; default: the template's.")
@click.option("--for", "connector", metavar="CONNECTOR", help="Connector that it runs on; default: the only one that can have it.")
@click.option("--field", metavar="NAME", help="Field that it is about, as the object specs call it; default: the first that fits.")
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The folder of specs.")
@env_option
@click.option("--dry-run", is_flag=True, help="Write nothing; show the files.")
@format_option("human", "json")
def new(
    template: str, name: str | None, connector: str | None, field: str | None, specs: str, environment: str | None, dry_run: bool, form: str
) -> int:
    """Write the specs of the campaign TEMPLATE, on the fields that this estate has for it. They check clean, and are yours to change."""
    shipped = {one.name: (platform, one) for platform, found in _shipped().items() for one in found}
    if template not in shipped:
        help_ = did_you_mean(template, shipped) or f"templates: {', '.join(shipped)}"
        raise click.UsageError(f"there is no template `{template}`; {help_}")
    name = name or template
    if not _NAME.fullmatch(name) or len(name) > 80:
        raise click.UsageError(f"`{name}` is not a name: lower-case letters and digits, joined by `-` or `_`")
    compilation = compiled(specs, environment)
    if compilation is None:
        return Exit.FINDINGS
    assert compilation.catalog is not None, "compiled() gives nothing else"
    platform, one = shipped[template]
    files = _files(one, compilation.catalog, name, _connector(compilation.catalog, platform, connector), field)
    before = read_specs(specs)
    _not_there(files, before, specs)
    after = compile_tree(_with(before, files, specs), specs, environment)
    if after.failed:
        out(drawn(document(after), form))
        click.echo("nothing was written", err=True)
        return Exit.FINDINGS
    if not dry_run:
        write_specs(specs, {f"{_prefix(specs)}{path}": text for path, text in files.items()}, ())
    doc = view.document(template, specs, files, dry_run)
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    return Exit.FINE


def _shipped() -> Mapping[str, tuple[Template, ...]]:
    return {name: one.templates() for name, one in installed().items() if one.templates is not None}


def _connector(catalog: Catalog, platform: str, said: str | None) -> Named[ConnectorSpec]:
    fit = {name: one for name, one in catalog.connectors.items() if one.spec.platform == platform}
    if said is None and len(fit) == 1:
        return next(iter(fit.values()))
    if said in fit:
        return fit[said]
    known = f"connectors of {installed()[platform].title}: {', '.join(fit) or 'none'}"
    raise click.UsageError(
        f"say which connector it runs on, with --for; {known}" if said is None else f"it cannot run on `{said}`; {known}"
    )


def _files(template: Template, catalog: Catalog, name: str, connector: Named[ConnectorSpec], field: str | None) -> Mapping[str, str]:
    try:
        return template.specs(catalog, name, connector, field)
    except TemplateRefused as error:
        raise click.UsageError(f"`{template.name}` cannot be used here: {error}") from error


def _not_there(files: Mapping[str, str], before: Tree, specs: str) -> None:
    held = {source.path for source in before.sources}
    for path in files:
        if f"{_prefix(specs)}{path}" in held:
            raise click.UsageError(f"`{_prefix(specs)}{path}` is there already; choose another --name")


def _with(before: Tree, files: Mapping[str, str], specs: str) -> Tree:
    made = [SourceFile(f"{_prefix(specs)}{path}", text.encode()) for path, text in files.items()]
    return Tree([*before.sources, *made], before.findings)


def _prefix(specs: str) -> str:
    return "" if specs == "." else specs.rstrip("/") + "/"
