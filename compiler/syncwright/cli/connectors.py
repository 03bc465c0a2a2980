"""Which connectors a question is about: the one that is named, or those whose platform can answer."""

from collections.abc import Callable, Sequence

import click

from syncwright.catalog.model import Named
from syncwright.compile import Compilation
from syncwright.names import did_you_mean
from syncwright.platform import Platform
from syncwright.spec.compiled import ConnectorSpec

#: A connector, and the platform that it is of.
Asked = tuple[Named[ConnectorSpec], Platform]


def asked_connectors(compilation: Compilation, name: str | None, able: Callable[[Platform], bool], deed: str) -> list[Asked]:
    """The named connector, or every one whose platform can answer: at least one. `able`: whether it can; `deed`: what it does then, in words."""
    assert compilation.catalog is not None, "asked of what compiled"
    connectors = compilation.catalog.connectors
    if name is not None and name not in connectors:
        near = did_you_mean(name, connectors)
        raise click.UsageError(f"there is no connector `{name}`" + (f"; {near}" if near else ""))
    found = [(one, compilation.platforms[one.spec.platform]) for each, one in connectors.items() if name in (None, each)]
    fit = [(one, platform) for one, platform in found if able(platform)]
    if name is not None and not fit:
        raise click.UsageError(f"nothing {deed} for {found[0][1].title} yet, which `{name}` is of")
    if not fit:
        raise click.UsageError(f"nothing {deed} for the connectors of this estate")
    return fit


def asked_parts(
    compilation: Compilation, address: str | None, able: Callable[[Platform], bool], deed: str
) -> tuple[list[Asked], str | None]:
    """The same of an address such as `ae/emea`, and the address where it is of a part. A part that its connector does not have is wrong usage."""
    name, _, part = (address or "").partition("/")
    asked = asked_connectors(compilation, name if address is not None else None, able, deed)
    parts = asked[0][0].spec.parts()
    if part and part not in parts:
        near = did_you_mean(part, parts)
        raise click.UsageError(f"`{name}` has no `{part}`" + (f"; {near}" if near else ""))
    return asked, address if part else None


def chosen_connector(compilation: Compilation, name: str | None, able: Callable[[Platform], bool], deed: str) -> Asked:
    """The connector that is named, or the only one whose platform can answer; as `asked_connectors` has it."""
    return only(asked_connectors(compilation, name, able, deed))


def only(asked: Sequence[Asked]) -> Asked:
    """The only one of them: where there are several, somebody has to say which."""
    if len(asked) > 1:
        raise click.UsageError(f"say --for {' or '.join(f'`{one.name}`' for one, _ in asked)}")
    return asked[0]
