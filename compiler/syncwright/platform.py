"""A platform as a value: its name, its facts and its deeds, with nothing to inherit from. Built-in ones come by the same door as others."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Finding, Rule
from syncwright.files.entry_points import entry_points
from syncwright.plan.access import AccessChange
from syncwright.plan.changes import Change
from syncwright.plan.diff import Removal
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.records import Struct
from syncwright.resource import Observation, Resource, ResourceType
from syncwright.seen import Seen
from syncwright.spec.compiled import ConnectorSpec
from syncwright.spec.words import Direction
from syncwright.text import SourceFile
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


class Observed(Struct, frozen=True):
    """What was seen, and what of it could not be read; with findings of severity error there is no plan."""

    observation: Observation
    findings: tuple[Finding, ...] = ()


#: Addresses of resources, and the sync users that have what the resource gives.
Users = Mapping[str, tuple[str, ...]]


class Planned(Struct, frozen=True):
    """What a plan would change, for platforms to say which steps that takes and what a reviewer must know.

    `access`: who gains or loses what by it. `users`: who has what each resource gives. `seen`: who sees a field afterwards.
    `in_source`: the plan is about a tree of source files, which says nothing of what users have.
    """

    catalog: Catalog
    changes: tuple[Change, ...]
    access: tuple[AccessChange, ...]
    users: Users
    seen: Seen
    in_source: bool


class Planning(Struct, frozen=True):
    """What a platform does for plans.

    `types`: its types of resources. `needs`: addresses that a resource names and that have to be there before it, if anything makes them.
    `users`: which sync users have what a resource gives. `beside`: what the specs want besides what is
    built, such as what a user has or a field under its new name. `removed`: what they say to delete. `held`: which of some addresses
    another revision of the specs has, beyond what it builds. Both are handed the addresses of what is built. `files`: endings of the names of the files that say what is at some
    addresses, and `observe`: what they say; what is not there is marked absent. `access`: who gains or loses what by changes of its
    resources. `hazards` and `steps` are asked of every platform. `written`: changes as files of source, over those of a tree that are
    there, and the folders that it has: path and bytes, None for a file that has to go.
    """

    types: tuple[ResourceType, ...] = ()
    needs: Callable[[Resource], Iterator[str]] | None = None
    users: Callable[[Catalog, Collection[str]], Users] | None = None
    beside: Callable[[Catalog, Collection[str]], Iterator[Resource]] | None = None
    removed: Callable[[Catalog], Iterator[Removal]] | None = None
    held: Callable[[Catalog, Collection[str], Collection[str]], Iterator[Resource]] | None = None
    files: Callable[[Collection[str]], tuple[str, ...]] | None = None
    observe: Callable[[Sequence[SourceFile], Collection[str]], Observed] | None = None
    access: Callable[[Sequence[Change], Users], Iterator[AccessChange]] | None = None
    hazards: Callable[[Planned], Iterator[Hazard]] | None = None
    steps: Callable[[Planned], Iterator[Step]] | None = None
    written: Callable[[Sequence[Change], Sequence[SourceFile], Collection[str]], Mapping[str, bytes | None]] | None = None


class Platform(Struct, frozen=True):
    """A system we know.

    `connector`: model of a connector's spec, for a marketing platform. `wants`: what one connector needs of others.
    `lower`: the wants of all connectors as resources. `artifacts`: files that resources become. `rules`: what it looks for.
    `seen`: who sees a field once the resources are there, by whatever grants it.
    `syncs_visible`: objects of which it syncs every field that its user sees, each with the widest direction it goes. A platform that names
    any also does so for other objects that the specs have it sync, from Salesforce. `planning`: what it does for plans, imported when one is made.
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
    planning: Callable[[], Planning] | None = None


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
