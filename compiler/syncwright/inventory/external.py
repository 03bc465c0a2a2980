"""Permission rows that name fields which are not in the inventory: those of packages whose source was not imported. Information, never an error."""

from collections.abc import Iterator

from syncwright.inventory.model import Org
from syncwright.records import Struct


class External(Struct, frozen=True):
    """What is named of one package. `namespace`: its prefix, empty where the names have none. `rows` count each set and profile."""

    namespace: str
    fields: int
    rows: int


def external_fields(org: Org) -> list[External]:
    """Fields that rows name and `org`, the standard objects included, does not hold; by namespace."""
    rows: dict[str, int] = {}
    for path in _named(org):
        rows[path] = rows.get(path, 0) + 1
    found: dict[str, list[int]] = {}
    for path, count in rows.items():
        owner, _, field = path.partition(".")
        if org.field(owner, field) is None:
            found.setdefault(namespace_of(field) or namespace_of(owner), []).append(count)
    return [External(name, len(counts), sum(counts)) for name, counts in sorted(found.items())]


def _named(org: Org) -> Iterator[str]:
    people = org.people
    for held in (people.permission_sets, people.profiles, people.muting_sets):
        for holder in held.values():
            yield from holder.rows.get("fields", ())


def namespace_of(name: str) -> str:
    """The prefix of a package in an API name such as `npsp__Fund__c`; empty without one."""
    parts = name.split("__")
    return parts[0] if len(parts) > 2 else ""
