"""Which connector a question is about: the one that is named, or the only one whose platform can answer."""

from collections.abc import Callable

import click

from syncwright.catalog.model import Named
from syncwright.compile import Compilation
from syncwright.names import did_you_mean
from syncwright.platform import Platform
from syncwright.spec.compiled import ConnectorSpec


def chosen_connector(
    compilation: Compilation, name: str | None, able: Callable[[Platform], bool], deed: str
) -> tuple[Named[ConnectorSpec], Platform]:
    """The connector and its platform. `able`: whether a platform can answer; `deed`: what it does then, in words."""
    assert compilation.catalog is not None, "asked of what compiled"
    connectors = compilation.catalog.connectors
    if name is not None and name not in connectors:
        near = did_you_mean(name, connectors)
        raise click.UsageError(f"there is no connector `{name}`" + (f"; {near}" if near else ""))
    fit = {one: each for one, each in connectors.items() if able(compilation.platforms[each.spec.platform])}
    if name is not None and name not in fit:
        title = compilation.platforms[connectors[name].spec.platform].title
        raise click.UsageError(f"nothing {deed} for {title} yet, which `{name}` is of")
    if name is None and len(fit) != 1:
        listed = " or ".join(f"`{one}`" for one in fit)
        raise click.UsageError(f"say --for {listed}" if fit else f"nothing {deed} for the connectors of this estate")
    chosen = connectors[name if name is not None else next(iter(fit))]
    return chosen, compilation.platforms[chosen.spec.platform]
