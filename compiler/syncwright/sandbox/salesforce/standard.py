"""Standard objects, their fields, and the names of user permissions, read from facts/ once. Knows no org."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: Never part of field-level security, whatever the object (FieldPermissions in the object reference).
SYSTEM = frozenset({"Id", "OwnerId", "CreatedById", "CreatedDate", "IsDeleted", "LastModifiedById", "LastModifiedDate", "SystemModstamp"})


@dataclass(frozen=True, slots=True)
class StandardField:
    """One field as the object reference describes it. `type`: as a describe writes it. `size`: length, or precision.scale, or empty.

    `flags`: letters, explained in the file. `security`: `rw`, `r`, `?` for taken to have it, `-` for none.
    """

    name: str
    type: str
    size: str
    flags: str
    security: str
    to: tuple[str, ...]
    label: str

    @property
    def secured(self) -> bool:
        """It has field-level security."""
        return self.security != "-"


@dataclass(frozen=True, slots=True)
class StandardObject:
    """A standard object. `prefix`: the first three characters of its records' ids."""

    name: str
    prefix: str
    fields: Mapping[str, StandardField]


@cache
def standard_objects() -> dict[str, StandardObject]:
    """All of them by name. `Activity` is not among them: it has no records; its custom fields are those of Task and Event."""
    objects: dict[str, StandardObject] = {}
    fields: dict[str, StandardField] = {}
    for line in _lines("standard_objects.txt"):
        if line.startswith("["):
            name, _, prefix = line[1:].partition("] ")
            fields = {}
            objects[name] = StandardObject(name, prefix, fields)
        else:
            name, type_, size, flags, security, to, label = line.split("\t")
            fields[name] = StandardField(name, type_, size, flags, security, tuple(filter(None, to.split("/"))), label)
    return objects


@cache
def user_permissions() -> frozenset[str]:
    """Names of user permissions that some org knows; each org knows fewer."""
    return frozenset(_lines("user_permissions.txt"))


def _lines(name: str) -> list[str]:
    text = files("syncwright.sandbox.salesforce").joinpath("facts", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
