"""What `import --org` reads: the files that the live org of an environment answers with."""

import os

import click

from syncwright.catalog.resolve import Estate
from syncwright.cli.exits import Exit
from syncwright.cli.live import told_refusal
from syncwright.files import Tree
from syncwright.platform import installed
from syncwright.spec.compiled import EnvironmentSpec
from syncwright.target import TargetError
from syncwright.views.paint import visible

#: The variable that an alias stands for.
_SF = "SYNCWRIGHT_SALESFORCE_SF"


def org_source(estate: Estate, environment: EnvironmentSpec, alias: str | None) -> Tree | int:
    """Every file; the exit code, once it was said why there is none. `alias`: what an installed `sf` calls the org; empty or None: as variables say."""
    variables = _through_sf(alias) if alias else os.environ
    version = estate.estate.spec.salesforce.api_version if estate.estate is not None else "67.0"
    objects = {name for one in estate.objects for name in one.spec.object}
    whole = Tree()
    for platform in installed().values():
        if platform.fetch is None:
            continue
        try:
            found = platform.fetch(environment, version, objects, variables)
        except TargetError as error:
            code = told_refusal(error, environment.environment)
            click.echo("nothing was written", err=True)
            return code
        whole.sources += found.sources
        for note in found.notes:
            click.echo(f"note: {visible(note)}", err=True)
    if not whole.sources:
        click.echo("no system of this environment can be asked what it holds; name paths", err=True)
        return Exit.USAGE
    return whole


def _through_sf(alias: str) -> dict[str, str]:
    """The variables, with nothing left that names another way."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SYNCWRIGHT_SALESFORCE_")}
    return kept | {_SF: alias}
