"""What an instance of a marketing platform says of its own fields, and which fields of Salesforce those are. Knows no platform and no file format."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from syncwright.diagnostics import Place
from syncwright.records import Struct

#: How a field of Salesforce was found to be the one: a spec says so, the file says so, it is documented, or it is called alike.
By = Literal["specs", "file", "documented", "name", "label"]


class InstanceField(Struct, frozen=True):
    """One field there. `name`: in the platform's API; `label`: what people see; `type`: as the platform calls it.

    `of_crm`: whether the platform says that the CRM manages it; `writable`: whether its API may write it. None where nothing says.
    `mapped`: fields of Salesforce that the file names beside it, with their objects where it says those.
    """

    name: str
    place: Place
    label: str | None = None
    type: str | None = None
    of_crm: bool | None = None
    writable: bool | None = None
    mapped: tuple[tuple[str | None, str], ...] = ()


class Counterpart(Struct, frozen=True):
    """The field of Salesforce on one object. `implied`: the platform's name for it follows from the field, so that no spec has to say it."""

    object: str
    field: str
    by: By
    implied: bool = False


class Known(Struct, frozen=True):
    """A field of an instance, and its counterparts, one an object at most.

    `own`: the platform has it in every instance. `create`: its type as a spec says it, for a field that lives there alone.
    `several`: fields of Salesforce that it could be, where nothing says which. `type`: its type as a spec says it; `words`: what else specs say
    of it under `at:`, as it does not follow from the field of Salesforce.
    """

    field: InstanceField
    counterparts: tuple[Counterpart, ...] = ()
    own: bool = False
    create: str | None = None
    several: tuple[str, ...] = ()
    type: str | None = None
    words: Mapping[str, str] = {}


class Instance(Struct, frozen=True):
    """Everything that was read. `title`: of the files. `objects`: of Salesforce, whose fields it would name if it had them.

    `alone`: what specs call the object whose fields live there alone. `notes`: what is to be said of the files. `custom`: files of this kind name custom
    fields and no others; then `everywhere` has the names of the fields that every instance has. `address`: the part of the connector that was read, such
    as `ae/emea`, where it is not all of it.
    """

    title: str
    fields: tuple[Known, ...]
    objects: tuple[str, ...]
    alone: str
    notes: tuple[str, ...] = ()
    custom: bool = False
    everywhere: Collection[str] = ()
    address: str | None = None

    @property
    def says_crm(self) -> bool:
        """Whether anything says which fields the CRM manages."""
        return any(one.field.of_crm is not None for one in self.fields)


def merged(files: Sequence[Sequence[InstanceField]]) -> list[InstanceField]:
    """The fields of several files by name, each with what any of them says of it; the first that says something counts."""
    found: dict[str, InstanceField] = {}
    for fields in files:
        for one in fields:
            known = found.get(one.name)
            found[one.name] = one if known is None else _both(known, one)
    return [found[name] for name in sorted(found)]


def _both(one: InstanceField, other: InstanceField) -> InstanceField:
    return InstanceField(
        one.name,
        one.place,
        one.label or other.label,
        one.type or other.type,
        one.of_crm if one.of_crm is not None else other.of_crm,
        one.writable if one.writable is not None else other.writable,
        tuple(dict.fromkeys((*one.mapped, *other.mapped))),
    )
