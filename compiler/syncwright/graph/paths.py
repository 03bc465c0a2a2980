"""Where a path of a formula leads in an org: through which lookups, to which field. What the org does not hold is external, and no error."""

from collections.abc import Iterator

from syncwright.inventory import Field, Org
from syncwright.records import Struct

#: Globals that are records of an object. Source: "Global Variables" in Salesforce Help, as far as they hold fields.
_RECORDS = {
    "$organization": "Organization",
    "$profile": "Profile",
    "$recordtype": "RecordType",
    "$user": "User",
    "$userrole": "UserRole",
}

#: The relationship that any object may have without saying so.
_TYPED = "recordtype"


class Reached(Struct, frozen=True, gc=False):
    """A field that a path goes through or ends in. `object` is empty for a global such as `$Label.Greeting`."""

    object: str
    field: str

    @property
    def id(self) -> str:
        """Its name in the graph."""
        return f"{self.object}.{self.field}" if self.object else self.field


class Paths:
    """Follows paths in one org. Names of formulas are read in any case, as Salesforce reads them."""

    def __init__(self, org: Org) -> None:
        self._org = org
        self._folded: dict[str, dict[str, str]] = {}

    def reached(self, owner: str, path: str) -> Iterator[Reached]:
        """The lookups that a path from an object goes through, and the field it ends in; of a lookup to several objects each that has it."""
        parts = path.split(".")
        if path.startswith("$"):
            yield from self._global(parts)
            return
        yield from self._from((owner,), parts)

    def _global(self, parts: list[str]) -> Iterator[Reached]:
        head = parts[0].lower()
        if head in _RECORDS and len(parts) > 1:
            yield from self._from((_RECORDS[head],), parts[1:])
        elif head == "$setup" and len(parts) > 2:
            yield from self._from((self._object(parts[1]),), parts[2:])
        elif head == "$custommetadata" and len(parts) > 3:
            # `$CustomMetadata.Type__mdt.Record.Field__c`: the record is no field.
            yield from self._from((self._object(parts[1]),), parts[3:])
        else:
            yield Reached("", ".".join(parts))

    def _from(self, owners: tuple[str, ...], parts: list[str]) -> Iterator[Reached]:
        for index, part in enumerate(parts[:-1]):
            relation, _, meant = part.partition(":")
            found = [(owner, name) for owner in owners if (name := self._lookup(owner, relation)) is not None]
            if not found and relation.lower() == _TYPED:
                # Record types come with an object's first; few sources say that it has the field.
                yield Reached(owners[0], "RecordTypeId")
                owners = ("RecordType",)
                continue
            if not found:
                # A relationship that the org does not hold: what lies behind it is known by this path alone.
                yield Reached(owners[0], _lookup_name(relation))
                behind = f"{owners[0]}.{relation}"
                yield Reached(behind, ".".join(parts[index + 1 :]))
                return
            for owner, name in found:
                yield Reached(owner, name)
            targets = dict.fromkeys(target for owner, name in found for target in self._field(owner, name).references)
            owners = (self._object(meant),) if meant else tuple(targets) or (f"{found[0][0]}.{relation}",)
        ends = [Reached(owner, name) for owner in owners if (name := self._named(owner, parts[-1])) is not None]
        yield from ends or [Reached(owners[0], parts[-1])]

    def _field(self, owner: str, name: str) -> Field:
        field = self._org.field(owner, name)
        assert field is not None, "the name was found on this object"
        return field

    def _object(self, name: str) -> str:
        if name in self._org.objects:
            return name
        return next((one for one in self._org.objects if one.lower() == name.lower()), name)

    def _lookup(self, owner: str, relation: str) -> str | None:
        """The lookup field behind a relationship: `Owner` is that of `OwnerId`, `Device__r` that of `Device__c`."""
        name = self._named(owner, _lookup_name(relation))
        return name if name is not None and self._field(owner, name).references else None

    def _named(self, owner: str, name: str) -> str | None:
        """A field by its name in whatever case; None if the object is not there or has no such field."""
        if self._org.field(owner, name) is not None:
            return name
        held = self._org.objects.get(owner)
        if held is None:
            return None
        folded = self._folded.get(owner)
        if folded is None:
            folded = self._folded[owner] = {one.lower(): one for one in held.fields}
        return folded.get(name.lower())


def _lookup_name(relation: str) -> str:
    low = relation.lower()
    if low.endswith("__r"):
        return f"{relation[:-1]}c"
    # A person account's field of its contact: `Region__pr` is behind `Region__pc`.
    return f"{relation[:-1]}c" if low.endswith("__pr") else f"{relation}Id"
