"""A platform as a value: its name, its facts and its deeds, with nothing to inherit from. Built-in ones come by the same door as others."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from syncwright.catalog.model import Catalog, CatalogField, CatalogFilter, CatalogPartition, Named
from syncwright.catalog.rules import CAMPAIGN_TYPE_NOT_THERE
from syncwright.diagnostics import Finding, Rule
from syncwright.facts import Fact
from syncwright.files.content import Apart, Content, joined, sha256
from syncwright.files.entry_points import entry_points
from syncwright.origin import Lines, Part, Place
from syncwright.plan.access import AccessChange
from syncwright.plan.changes import Change
from syncwright.plan.departures import Departure
from syncwright.plan.diff import Removal
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.records import Struct, replace
from syncwright.resource import Observation, Resource, ResourceType
from syncwright.seen import Seen
from syncwright.spec.compiled import ConnectorSpec, EnvironmentSpec
from syncwright.spec.words import Direction
from syncwright.text import SourceFile
from syncwright.want import Wants

if TYPE_CHECKING:  # start-up time: hardly any command carries a plan out, or asks about one record or one error
    from syncwright.apply.standing import Standing
    from syncwright.candidates.answer import Answer, Remark
    from syncwright.candidates.read import Candidate
    from syncwright.crossing import BothSides, Crossing
    from syncwright.diagnosis.errors import Errors
    from syncwright.diagnosis.runs import History
    from syncwright.expression.clock import Clock
    from syncwright.gates import Gating
    from syncwright.instance import Instance
    from syncwright.parts import ConnectorPart
    from syncwright.target import Target

#: Entry point group that platforms register under.
GROUP = "syncwright.platforms"


class Artifact(Struct, frozen=True):
    """One file below `generated/`: its path, its bytes, and the spec keys that it comes from as a whole.

    `parts`: which of its lines come from what, in order from the first line on. `address`: the resource that it says, if it says one. `sha256`: hash of the data, where it is known.
    `apart`: where very many bytes are instead, in another file or in pieces; then `data` is empty. `places`: of lines of which it is known where they begin.
    """

    path: str
    data: bytes
    keys: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    address: str | None = None
    sha256: str | None = None
    apart: Apart | None = None
    places: tuple[Place, ...] = ()

    def held(self) -> "Artifact":
        """The same with its bytes in one place."""
        return self if self.apart is None else replace(self, data=joined(self.apart), apart=None)

    def content(self) -> Content:
        """Its bytes, wherever they are."""
        return self.data if self.apart is None else self.apart

    def hash(self) -> str:
        """The SHA-256 of its bytes."""
        return self.sha256 or sha256(self.content())

    def spec_keys(self) -> list[str]:
        """The spec keys of the whole file and of its parts, sorted."""
        found = set(self.keys)
        for part in self.parts:
            found.update(part.keys if isinstance(part, Lines) else [f"{part.of}#{name}" for name in part.names])
        return sorted(found)


class Lowered(Struct, frozen=True):
    """Wants as resources of the platform that has to grant them, and what could not be granted."""

    resources: tuple[Resource, ...]
    findings: tuple[Finding, ...]


class Observed(Struct, frozen=True):
    """What was seen, and what of it could not be read; with findings of severity error there is no plan."""

    observation: Observation
    findings: tuple[Finding, ...] = ()


class PartingStep(Struct, frozen=True):
    """One thing a person does for a field on its way out, and what is looked at to know that it was done.

    `when`: before it is hidden, to hide it, once it is hidden, to delete it, or once it is deleted.
    """

    when: Literal["before", "hide", "hidden", "delete", "deleted"]
    system: str
    title: str
    text: str
    proves: str
    owner: str


class Parting(Struct, frozen=True):
    """What a platform has to say of a field on its way out: what is lost with it, what remains, and what people do.

    `kept`: why it can only be hidden; None if it can be deleted, or where that is not this platform's to say.
    """

    loses: tuple[Fact, ...] = ()
    steps: tuple[PartingStep, ...] = ()
    kept: str | None = None


class Form(Struct, frozen=True):
    """How a platform has a filter, or one case of a partition, on one object: a text in some notation, or why it cannot have it.

    `kind`: what it is there; a platform that hands out queries calls those that count records `in scope`, `out of scope` and, where an
    answer is kept in a field, `not up to date`. `case`: of which case of a partition. `refused`: why there is no text.
    """

    kind: str
    text: str
    notation: str = ""
    case: str | None = None
    refused: str | None = None


class Template(Struct, frozen=True):
    """A campaign that a platform ships: `says` what it is for. `specs`: the files that it becomes, by path below the folder of specs.

    They are asked for with the catalog, a name, a connector of that platform, and the field that it is to be about, where somebody says that.
    May raise TemplateRefused, where the estate has nothing that it could work on.
    """

    name: str
    says: str
    specs: Callable[[Catalog, str, Named[ConnectorSpec], str | None], Mapping[str, str]]


class TemplateRefused(ValueError):
    """Why a template cannot be used in this estate, as a sentence, and what would help."""


#: How every platform has a filter or a partition on one of its objects.
Forms = Callable[[CatalogFilter | CatalogPartition, str], Iterator[Form]]


#: Addresses of resources, and the sync users that have what the resource gives.
Users = Mapping[str, tuple[str, ...]]


class Planned(Struct, frozen=True):
    """What a plan would change, for platforms to say which steps that takes and what a reviewer must know.

    `access`: who gains or loses what by it. `users`: who has what each resource gives. `seen`: who sees a field afterwards.
    `in_source`: the plan is about a tree of source files, which says nothing of what users have. `former`: the other revision of the specs, where
    they are compared with one; `back`: the way back to it is planned.
    """

    catalog: Catalog
    changes: tuple[Change, ...]
    access: tuple[AccessChange, ...]
    users: Users
    seen: Seen
    in_source: bool
    former: Catalog | None = None
    back: bool = False


class Planning(Struct, frozen=True):
    """What a platform does for plans.

    `types`: its types of resources. `needs`: addresses that a resource names and that have to be there before it, if anything makes them.
    `users`: which sync users have what a resource gives. `beside`: what the specs want besides what is
    built, such as what a user has or a field under its new name. `removed`: what they say to delete. `held`: which of some addresses
    another revision of the specs has, beyond what it builds. Both are handed the addresses of what is built. `files`: endings of the names of the files that say what is at some
    addresses, and `observe`: what they say; what is not there is marked absent. `access`: who gains or loses what by changes of its
    resources. `settled`: what is wanted, as far as that depends on what was seen: both can be there until records are moved. `hazards` and `steps` are asked of every platform, and `departures`: records that
    the changes take out of it. `written`: changes as files of source, over those of a tree that are
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
    settled: Callable[[Catalog, Mapping[str, Resource], Observation], Mapping[str, Resource]] | None = None
    hazards: Callable[[Planned], Iterator[Hazard]] | None = None
    steps: Callable[[Planned], Iterator[Step]] | None = None
    departures: Callable[[Planned], Iterator[Departure]] | None = None
    written: Callable[[Sequence[Change], Sequence[SourceFile], Collection[str]], Mapping[str, bytes | None]] | None = None


class Fetched(Struct, frozen=True):
    """What a system holds, as files that an inventory is read from, and what it says of what it did not give."""

    sources: tuple[SourceFile, ...]
    notes: tuple[str, ...] = ()


class Check(Struct, frozen=True):
    """One thing that has to be so before plans are carried out. `unknown`: nobody could look; `too much`: more than any step needs.

    `steps`: which steps need it; none if all do. `help`: what to do about it. `refused`: whether the system refused to speak to us at all.
    """

    name: str
    state: Literal["ok", "missing", "too much", "unknown"]
    says: str
    steps: str = ""
    help: str = ""
    refused: bool = False


class Platform(Struct, frozen=True):
    """A system we know.

    `connector`: model of a connector's spec, for a marketing platform. `wants`: what one connector needs of others.
    `lower`: the wants of all connectors as resources. `artifacts`: files that resources become. `rules`: what it looks for.
    `seen`: who sees a field once the resources are there, by whatever grants it.
    `syncs_visible`: objects of which it syncs every field that its user sees, each with the widest direction it goes. A platform that names
    any also does so for other objects that the specs have it sync, from Salesforce. `planning`: what it does for plans, imported when one is made.
    `parting`: what it says of a field that is retired. `forms`: how it has a filter or a partition on one of its objects.
    `bundle`: the files that filters and partitions become there, made with the forms of every platform: no platform asks another.
    `fetch`: what the system of an environment holds, for its inventory: handed the environment, the version of the API, names of objects that the
    specs speak of, and the variables. May raise TargetError.
    `standing`: what people do for it once, whatever plan there is.
    `documents`: the record and the title of each document for programs that it writes, by the name of its schema's file.
    `campaigns`: the types of campaign that run on it. `templates`: the campaigns that it ships.
    `target`: the system of the catalog's environment, to carry plans out on; handed the variables of the environment. May raise TargetError.
    `doctor`: whether that system would carry plans out, asked of it with those variables; changes nothing.
    `adopt`: what files that people hand in say of the fields of one connector's instance, and which fields of Salesforce those are; of a part of a
    connector the name is its address. May raise Unreadable.
    `would_sync`: whether each part of a connector of it would sync one record, and what of it, as far as the specs, the record and who sees what say;
    `own_records`: what its own records are called, of people whom Salesforce does not have; the first stands for the platform's side of any record.
    `of_field`: what a connector of it does with a field that syncs, or with a part of a compound that has this name, for people who ask why.
    `errors`: what it knows of the errors of its sync, imported when somebody asks about one.
    `people`: what an export of its own people is called. `both_sides`: what a connector of it is on both sides, for people to read; `crossings`: every field that it syncs, with what is lost.
    `history`: what an export of its sync's history tells, and None if a text is no such export; handed how its moments are written, where somebody says that. May raise HistoryNotRead.
    `gate`: what has to be so before a connector of it begins to sync, imported when it is asked for.
    `parts`: what lies inside a connector of it and is there in the environment, each told by itself.
    """

    name: str
    title: str
    connector: type[ConnectorSpec] | None = None
    wants: Callable[[Catalog, Named[ConnectorSpec]], Wants] | None = None
    lower: Callable[[Catalog, Wants], Lowered] | None = None
    artifacts: Callable[[Catalog, Sequence[Resource]], Iterator[Artifact]] | None = None
    rules: tuple[Rule, ...] = ()
    seen: Callable[[Catalog, Sequence[Resource]], Seen] | None = None
    syncs_visible: Mapping[str, Direction] = {}
    planning: Callable[[], Planning] | None = None
    parting: Callable[[Catalog, CatalogField], Parting] | None = None
    forms: Callable[[Catalog, CatalogFilter | CatalogPartition, str], Iterator[Form]] | None = None
    bundle: Callable[[Catalog, Forms], Iterator[Artifact]] | None = None
    standing: "Callable[[Catalog], Iterator[Standing]] | None" = None
    documents: Callable[[], Mapping[str, tuple[type, str]]] | None = None
    campaigns: tuple[str, ...] = ()
    templates: Callable[[], tuple[Template, ...]] | None = None
    target: "Callable[[Catalog, Mapping[str, str]], Target] | None" = None
    doctor: Callable[[Catalog, Mapping[str, str]], Iterator[Check]] | None = None
    fetch: Callable[[EnvironmentSpec, str, Collection[str], Mapping[str, str]], Fetched] | None = None
    adopt: "Callable[[Catalog, Named[ConnectorSpec], Sequence[SourceFile]], Instance] | None" = None
    would_sync: "Callable[[Catalog, Named[ConnectorSpec], Seen, Candidate, Clock], Iterator[Answer]] | None" = None
    own_records: tuple[str, ...] = ()
    of_field: "Callable[[Catalog, Named[ConnectorSpec], CatalogField, str], Iterator[Remark]] | None" = None
    errors: "Callable[[], Errors] | None" = None
    people: str = "Person"
    both_sides: "Callable[[Catalog, Named[ConnectorSpec]], BothSides] | None" = None
    crossings: "Callable[[Catalog, Named[ConnectorSpec]], Iterator[Crossing]] | None" = None
    history: "Callable[[str, str | None], History | None] | None" = None
    gate: "Callable[[], Gating] | None" = None
    parts: "Callable[[Catalog, Named[ConnectorSpec]], Iterator[ConnectorPart]] | None" = None


def strange_campaigns(catalog: Catalog, platforms: Mapping[str, Platform]) -> Iterator[Finding]:
    """Campaigns of a type that their connector's platform does not have."""
    for one in catalog.every_campaign().values():
        platform = platforms[catalog.connectors[one.connector].spec.platform]
        if one.spec.type not in platform.campaigns:
            known = f"types there: {', '.join(f'`{name}`' for name in platform.campaigns)}" if platform.campaigns else None
            message = f"{platform.title}, on the other side of `{one.connector}`, has no campaigns of type `{one.spec.type}`"
            yield CAMPAIGN_TYPE_NOT_THERE(one.at("type"), message, help=known or "say `for:` another connector")


def forms_of(catalog: Catalog, platforms: Mapping[str, Platform]) -> Forms:
    """Asks every platform, in order of their titles."""
    asked = [(one.title, one.forms) for one in platforms.values() if one.forms is not None]

    def found(one: CatalogFilter | CatalogPartition, owner: str) -> Iterator[Form]:
        for _, deed in sorted(asked, key=lambda each: each[0]):
            yield from deed(catalog, one, owner)

    return found


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
