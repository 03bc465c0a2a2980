"""The catalog as data: the specs of one estate in one environment, with every name resolved."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from syncwright.diagnostics import Key, Place
from syncwright.inventory import Field, Org
from syncwright.records import Struct, replace
from syncwright.spec.compiled import (
    ConnectedCampaignSpec,
    ConnectorSpec,
    DefaultsSpec,
    EnvironmentSpec,
    EstateSpec,
    FieldSpec,
    FilterSpec,
    FlowCampaignSpec,
    FlowStepSpec,
    MapSpec,
    ObjectSpec,
    PartitionSpec,
    SyncUserSpec,
    ValueSetSpec,
)
from syncwright.spec.notes import Notes
from syncwright.spec.words import Direction, Privacy

if TYPE_CHECKING:  # most estates are compiled without a filter
    from syncwright.expression.predicate import Predicate

T = TypeVar("T")


class Named(Struct, Generic[T], frozen=True):
    """A spec under its name, and where it stands."""

    name: str
    spec: T
    path: str

    def at(self, *keys: Key) -> Place:
        """The value under `keys` in its file."""
        return Place(self.path, keys)


class ObjectFile(Named[ObjectSpec], frozen=True):
    """A file of fields, with notes on what few of them say."""

    notes: Notes


class CatalogField(Struct, frozen=True, gc=False):
    """One field of one object, as the specs mean it.

    `said` is its name in the spec: the API name, or the idea's name where `is:` gives the API name.
    `held` is what the org says of it, or what the estate makes of it where the org does not hold it yet; None only where that cannot be said.
    """

    object: str
    name: str
    said: str
    spec: FieldSpec
    group: "Group"
    directions: Mapping[str, Direction]
    held: Field | None

    @property
    def key(self) -> str:
        """Spec key, such as `object/Lead#Email`."""
        return f"object/{self.object}#{self.name}"

    @property
    def keys(self) -> tuple[Key, ...]:
        """Where it stands in its file."""
        return "fields", self.said

    def at(self, *keys: Key) -> Place:
        """The field's name in its file, or the value under `keys`."""
        return Place(self.group.path, ("fields", self.said, *keys), "value" if keys else "key")

    @property
    def why(self) -> str | None:
        return self.spec.why or self.group.defaults.why

    @property
    def owner(self) -> str | None:
        return self.spec.owner or self.group.defaults.owner or self.group.spec.owner

    @property
    def pii(self) -> Privacy | None:
        return self.spec.pii or self.group.defaults.pii

    @property
    def reviewed(self) -> date | None:
        return self.spec.reviewed or self.group.defaults.reviewed


class Group(Struct, frozen=True):
    """One file of fields: what it says for all of them."""

    spec: ObjectSpec
    defaults: DefaultsSpec
    path: str


class CatalogObject(Struct):
    """One object over all its files. `records` are the directions of the records themselves, by connector, where said."""

    name: str
    groups: list[Group] = []
    fields: dict[str, CatalogField] = {}
    records: dict[str, Direction] = {}

    def visible(self, connector: str) -> Iterator[CatalogField]:
        """The fields that a connector reads or writes."""
        for one in self.fields.values():
            if one.directions.get(connector, "hidden") != "hidden":
                yield one

    def syncs(self, connector: str) -> bool:
        """Whether a connector touches this object at all."""
        return self.records.get(connector, "hidden") != "hidden" or next(self.visible(connector), None) is not None


class Stored(Struct, frozen=True):
    """The field that keeps an answer on the records of one object, and the `formula` field that works it out.

    `held`: the former, as the org will hold it; None only where that cannot be said.
    """

    object: str
    field: str
    formula: str
    held: Field | None


class CatalogFilter(Struct, frozen=True):
    """A filter with what it means on each of its objects; an object is missing where the filter is broken for it.

    `stored`: the field of each object that keeps the answer, if the filter says `as:`; an object is missing where the field does not fit.
    Its value on records in scope is `spec.as_.syncs_when`. `uses`: spec keys of the filters and maps that it names, and that those name.
    """

    name: str
    spec: FilterSpec
    path: str
    on: Mapping[str, "Predicate"]
    stored: Mapping[str, Stored] = {}
    uses: tuple[str, ...] = ()

    def at(self, *keys: Key) -> Place:
        """The value under `keys` in its file."""
        return Place(self.path, keys)


class Case(Struct, frozen=True):
    """One case of a partition on one object. `where`: what it says; `takes`: what is left of that by the cases above."""

    name: str
    connector: str
    where: "Predicate"
    takes: "Predicate"


class CatalogPartition(Struct, frozen=True):
    """A partition with its cases on each of its objects, in order. No record passes two of them. `stored`: as a filter's; it keeps a case's name."""

    name: str
    spec: PartitionSpec
    path: str
    on: Mapping[str, tuple[Case, ...]]
    stored: Mapping[str, Stored] = {}
    uses: tuple[str, ...] = ()

    def at(self, *keys: Key) -> Place:
        """The value under `keys` in its file."""
        return Place(self.path, keys)


class Touched(Struct, frozen=True):
    """A field that a campaign changes or waits for, as one object has it; `object` is `Person` where Salesforce does not hold it.

    `held`: what the org says of it; None outside Salesforce. `access`: the field on which access to it is granted: of a part of a compound, the
    compound.
    """

    object: str
    field: str
    access: str
    held: Field | None = None


class CampaignStep(Struct, frozen=True):
    """One step of a campaign. `kind`: the key that says which, such as `change`.

    `fields`: what it changes, on each object; `choices`: whom each of its choices is for, by object. Both lack objects on which it is broken.
    """

    number: int
    kind: str
    spec: FlowStepSpec
    fields: tuple[Touched, ...] = ()
    choices: Mapping[str, tuple["Predicate", ...]] = {}

    @property
    def keys(self) -> tuple[Key, ...]:
        """Where it stands in its file."""
        return "flow", self.number


class CampaignEvent(Struct, frozen=True):
    """An event that starts a campaign. `kind`: the key that says which; `fields`: the field that it is about, on each object."""

    number: int
    kind: str
    fields: tuple[Touched, ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """Where it stands in its file."""
        return "when", self.number


class CatalogCampaign(Struct, frozen=True):
    """A campaign with its audience on each object of people, and its steps and events with their fields resolved.

    `on` is empty where `who` is left out, and lacks an object on which it is broken. `uses`: spec keys of the filters and maps that it names, and
    that those name.
    """

    name: str
    spec: FlowCampaignSpec
    path: str
    objects: tuple[str, ...]
    on: Mapping[str, "Predicate"] = {}
    steps: tuple[CampaignStep, ...] = ()
    events: tuple[CampaignEvent, ...] = ()
    uses: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Spec key, such as `campaign/normalise-country`."""
        return f"campaign/{self.name}"

    @property
    def connector(self) -> str:
        """Name of its connector, without what lies inside it."""
        address: str = self.spec.for_
        return address.partition("/")[0]

    def at(self, *keys: Key) -> Place:
        """The value under `keys` in its file."""
        return Place(self.path, keys)


class ConnectedCampaign(Struct, frozen=True):
    """A campaign of Salesforce that a marketing platform has as its own. It has no audience and no steps."""

    name: str
    spec: ConnectedCampaignSpec
    path: str

    @property
    def key(self) -> str:
        """Spec key, such as `campaign/spring-webinar`."""
        return f"campaign/{self.name}"

    @property
    def connector(self) -> str:
        """Name of its connector, without what lies inside it."""
        address: str = self.spec.for_
        return address.partition("/")[0]

    def at(self, *keys: Key) -> Place:
        """The value under `keys` in its file."""
        return Place(self.path, keys)


class Unit(Struct, frozen=True):
    """Objects that share files with each other and with no others, and all their fields. All objects of a catalog are one, too."""

    objects: Sequence[CatalogObject]
    fields: Sequence[CatalogField]


class Outlined(Struct, frozen=True):
    """What is known of an object of which only some fields are here, as the rest was compiled before: the names of all, and what they need that is not
    told of beside them, by id.
    """

    names: frozenset[str]
    needs: frozenset[str]


class Catalog(Struct, frozen=True):
    """Everything one estate means in one environment. Names are sorted, so that the order of files means nothing.

    `org`: as it will be: what it holds, and the fields that the estate creates in it. `outlined`: the objects of which only
    some fields are here. `rare`: the fields that say what hardly any field says, by object and name:
    that they are created, banded, renamed or on their way out, or have values or parts. `elsewhere`: the objects that live on a marketing
    platform alone, such as Marketo's `Person`, by connector and name; their fields go no way, and no org holds them. `environments`: all of
    the estate, this one among them. `campaigns` are those with steps, `connected` those of Salesforce that a marketing platform has as its own.
    """

    estate: Named[EstateSpec]
    environment: Named[EnvironmentSpec]
    connectors: Mapping[str, Named[ConnectorSpec]]
    users: Mapping[str, Named[SyncUserSpec]]
    maps: Mapping[str, Named[MapSpec]]
    objects: Mapping[str, CatalogObject]
    org: Org
    today: date
    value_sets: Mapping[str, Named[ValueSetSpec]] = {}
    outlined: Mapping[str, Outlined] = {}
    rare: tuple[CatalogField, ...] = ()
    filters: Mapping[str, CatalogFilter] = {}
    partitions: Mapping[str, CatalogPartition] = {}
    elsewhere: Mapping[str, Mapping[str, CatalogObject]] = {}
    campaigns: Mapping[str, CatalogCampaign] = {}
    connected: Mapping[str, ConnectedCampaign] = {}
    environments: Mapping[str, Named[EnvironmentSpec]] = {}

    def scopes(self) -> Iterator[CatalogFilter | CatalogPartition]:
        """Every filter and every partition."""
        yield from self.filters.values()
        yield from self.partitions.values()

    def every_campaign(self) -> Mapping[str, CatalogCampaign | ConnectedCampaign]:
        """Campaigns of all types, by name."""
        every: dict[str, CatalogCampaign | ConnectedCampaign] = {**self.campaigns, **self.connected}
        return dict(sorted(every.items()))

    def has(self, owner: str, name: str) -> bool:
        """Whether the specs name a field of an object."""
        held = self.objects.get(owner)
        return held is not None and (name in held.fields or (owner in self.outlined and name in self.outlined[owner].names))

    def of(self, objects: Mapping[str, CatalogObject]) -> "Catalog":
        """The same of these objects alone: of all of them, or of all but some fields."""
        there = (one for one in self.rare if one.object in objects and one.name in objects[one.object].fields)
        return replace(self, objects=objects, rare=tuple(there))

    def whole(self) -> Unit:
        """Everything as one unit."""
        objects = list(self.objects.values())
        return Unit(objects, [field for one in objects for field in one.fields.values()])

    def fields(self) -> Iterator[CatalogField]:
        """Every field, by object and name."""
        for one in self.objects.values():
            yield from one.fields.values()
