"""A platform as a value: its name, its facts and its deeds, with nothing to inherit from. Built-in ones come by the same door as others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Finding, Rule
from syncwright.files.entry_points import entry_points
from syncwright.records import Struct
from syncwright.resource import Resource
from syncwright.seen import Seen
from syncwright.spec.compiled import ConnectorSpec
from syncwright.spec.words import Direction
from syncwright.want import Want

#: Entry point group that platforms register under.
GROUP = "syncwright.platforms"


class Artifact(Struct, frozen=True):
    """One file below `generated/`: its path, its bytes, and the spec keys that it comes from."""

    path: str
    data: bytes
    keys: tuple[str, ...]


class Lowered(Struct, frozen=True):
    """Wants as resources of the platform that has to grant them, and what could not be granted."""

    resources: tuple[Resource, ...]
    findings: tuple[Finding, ...]


class Platform(Struct, frozen=True):
    """A system we know.

    `connector`: model of a connector's spec, for a marketing platform. `wants`: what one connector needs of others.
    `lower`: the wants of all connectors as resources. `artifacts`: files that resources become. `rules`: what it looks for.
    `seen`: who sees a field once the resources are there, by whatever grants it.
    `syncs_visible`: objects of which it syncs every field that its user sees, each with the widest direction it goes. A platform that names
    any also does so for other objects that the specs have it sync, from Salesforce.
    """

    name: str
    title: str
    connector: type[ConnectorSpec] | None = None
    wants: Callable[[Catalog, Named[ConnectorSpec]], Iterator[Want]] | None = None
    lower: Callable[[Catalog, Sequence[Want]], Lowered] | None = None
    artifacts: Callable[[Catalog, Sequence[Resource]], Iterator[Artifact]] | None = None
    rules: tuple[Rule, ...] = ()
    seen: Callable[[Catalog, Sequence[Resource]], Seen] | None = None
    syncs_visible: Mapping[str, Direction] = {}


@cache
def installed() -> Mapping[str, Platform]:
    """The platforms of this installation, by name, in order of their names."""
    found = {}
    for path in entry_points(GROUP).values():
        module, _, attribute = path.partition(":")
        platform: Platform = getattr(import_module(module), attribute)
        found[platform.name] = platform
    return dict(sorted(found.items()))


def connector_models(platforms: Mapping[str, Platform]) -> dict[str, type[ConnectorSpec]]:
    """The connector model of each platform that has one."""
    return {name: platform.connector for name, platform in platforms.items() if platform.connector is not None}
