"""A platform as a value: its name, its facts and its deeds, with nothing to inherit from. Built-in ones come by the same door as others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Finding, Rule
from syncwright.resource import Resource
from syncwright.spec.connector import ConnectorSpec
from syncwright.want import Want

#: Entry point group that platforms register under.
GROUP = "syncwright.platforms"


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file below `generated/`: its path, its bytes, and the spec keys that it comes from."""

    path: str
    data: bytes
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lowered:
    """Wants as resources of the platform that has to grant them, and what could not be granted."""

    resources: tuple[Resource, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Platform:
    """A system we know.

    `connector`: model of a connector's spec, for a marketing platform. `wants`: what one connector needs of others.
    `lower`: the wants of all connectors as resources. `artifacts`: files that resources become. `rules`: what it looks for.
    """

    name: str
    title: str
    connector: type[ConnectorSpec] | None = None
    wants: Callable[[Catalog, Named[ConnectorSpec]], Iterator[Want]] | None = None
    lower: Callable[[Catalog, Sequence[Want]], Lowered] | None = None
    artifacts: Callable[[Catalog, Sequence[Resource]], Iterator[Artifact]] | None = None
    rules: tuple[Rule, ...] = ()


@cache
def installed() -> Mapping[str, Platform]:
    """The platforms of this installation, by name, in order of their names."""
    found = (point.load() for point in entry_points(group=GROUP))
    return {platform.name: platform for platform in sorted(found, key=lambda p: str(p.name))}


def connector_models(platforms: Mapping[str, Platform]) -> dict[str, type[ConnectorSpec]]:
    """The connector model of each platform that has one."""
    return {name: platform.connector for name, platform in platforms.items() if platform.connector is not None}
