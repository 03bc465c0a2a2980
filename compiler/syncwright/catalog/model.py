"""The catalog as data: the specs of one estate in one environment, with every name resolved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from syncwright.diagnostics import Key, Place
from syncwright.inventory import Field, Org
from syncwright.records import Struct
from syncwright.spec.connector import ConnectorSpec
from syncwright.spec.estate import EnvironmentSpec, EstateSpec
from syncwright.spec.object import DefaultsSpec, FieldSpec, MapSpec, ObjectSpec
from syncwright.spec.user import SyncUserSpec
from syncwright.spec.values import Direction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """A spec under its name, and where it stands."""

    name: str
    spec: T
    path: str

    def at(self, *keys: Key) -> Place:
        """The value under `keys` in its file."""
        return Place(self.path, keys)


class CatalogField(Struct, frozen=True, gc=False):
    """One field of one object, as the specs mean it.

    `said` is its name in the spec: the API name, or the idea's name where `is:` gives the API name.
    `held` is what the org says of it; None where the estate is to create it.
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
    def pii(self) -> str | None:
        return self.spec.pii or self.group.defaults.pii

    @property
    def reviewed(self) -> date | None:
        return self.spec.reviewed or self.group.defaults.reviewed


@dataclass(frozen=True, slots=True)
class Group:
    """One file of fields: what it says for all of them."""

    spec: ObjectSpec
    defaults: DefaultsSpec
    path: str


@dataclass(slots=True)
class CatalogObject:
    """One object over all its files. `records` are the directions of the records themselves, by connector, where said."""

    name: str
    groups: list[Group] = field(default_factory=list)
    fields: dict[str, CatalogField] = field(default_factory=dict)
    records: dict[str, Direction] = field(default_factory=dict)

    def visible(self, connector: str) -> Iterator[CatalogField]:
        """The fields that a connector reads or writes."""
        for one in self.fields.values():
            if one.directions.get(connector, "hidden") != "hidden":
                yield one

    def syncs(self, connector: str) -> bool:
        """Whether a connector touches this object at all."""
        return self.records.get(connector, "hidden") != "hidden" or next(self.visible(connector), None) is not None


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything one estate means in one environment. Names are sorted, so that the order of files means nothing."""

    estate: Named[EstateSpec]
    environment: Named[EnvironmentSpec]
    connectors: Mapping[str, Named[ConnectorSpec]]
    users: Mapping[str, Named[SyncUserSpec]]
    maps: Mapping[str, Named[MapSpec]]
    objects: Mapping[str, CatalogObject]
    org: Org

    def fields(self) -> Iterator[CatalogField]:
        """Every field, by object and name."""
        for one in self.objects.values():
            yield from one.fields.values()
