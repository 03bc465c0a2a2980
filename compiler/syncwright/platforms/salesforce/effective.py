"""Effective access: what a user sees through all that it has. Field-level security holds whatever else is granted."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from syncwright.catalog.model import Catalog
from syncwright.inventory import Field
from syncwright.platforms.salesforce.facts import CHANGES_ALL, SEES_ALL, STANDS_FOR, Stand
from syncwright.platforms.salesforce.security import security, whole
from syncwright.platforms.salesforce.sources import Source, Sources, gives, sources
from syncwright.records import Struct
from syncwright.resource import Resource
from syncwright.seen import FieldAccess, Seen, Through
from syncwright.spec.words import Access

_WITHOUT = ", as the field has no field-level security"
_EVERYBODY = Through("every user", everybody=True)
_BROUGHT = Through("the integration user's own access to objects")


class ObjectAccess(Struct, frozen=True):
    """Through what a user reads and writes an object's records, and which sources see all its fields."""

    read: tuple[Through, ...]
    write: tuple[Through, ...]
    all_fields: tuple[Source, ...]


class Effective(Struct):
    """What one user may do. Asked for objects once, for fields as often as anybody likes."""

    held: Sources
    catalog: Catalog
    _objects: dict[str, ObjectAccess] = {}

    @property
    def own(self) -> Resource | None:
        """The permission set made for the user."""
        return self.held.own

    def object(self, name: str) -> ObjectAccess:
        """Access to the records of an object."""
        known = self._objects.get(name)
        if known is None:
            known = self._objects[name] = ObjectAccess(
                self._through(name, ("read",), SEES_ALL),
                self._through(name, ("edit", "create"), (CHANGES_ALL,)),
                tuple(one for one in self.held.known if "view-all-fields" in one.words(name)),
            )
        return known

    def holds(self, stands: Stand) -> bool:
        """Whether anything that is known gives a user permission, or an access to an object."""
        if isinstance(stands, str):
            return any(one.permits(stands) for one in self.held.known)
        if stands[1] == "read":
            return bool(self.object(stands[0]).read)
        return any(gives(one, stands) or one.permits(CHANGES_ALL) for one in self.held.known)

    def grants(self, owner: str, name: str, *, edit: bool) -> bool:
        """Whether a field needs no further row to be read, or edited, by who reaches its object."""
        held = self.catalog.org.field(owner, name)
        if security(name, held).kind == "no":
            return True
        rows = [one.field(f"{owner}.{name}") for one in self.held.known]
        return "edit" in rows or (not edit and (any(rows) or bool(self.object(owner).all_fields)))

    def field(self, owner: str, name: str, held: Field | None) -> FieldAccess | None:
        """Through what the user reads and edits a field; None if it does not see it."""
        compound = whole(held) if held is not None else None
        if compound is not None:
            return self.field(owner, compound, self.catalog.org.field(owner, compound))
        records = self.object(owner)
        if not records.read:
            return None
        secured = security(name, held)
        if secured.kind == "no":
            editable = held is None or not held.read_only
            return FieldAccess(self.held.user.name, _plain(records.read), _plain(records.write) if editable else ())
        return self._secured(f"{owner}.{name}", records, writable=secured.kind != "read" and bool(records.write))

    def _secured(self, path: str, records: ObjectAccess, *, writable: bool) -> FieldAccess | None:
        read: list[Through] = []
        edit: list[Through] = []
        for source in self.held.known:
            granted = source.field(path)
            if granted is not None:
                through = source.through("field_permissions", path)
                read.append(through)
                if granted == "edit" and writable:
                    edit.append(through)
        owner = path.partition(".")[0]
        of_object = (f"{owner}:view-all-fields", f", with View All Fields on {owner}")
        read += [source.through("object_permissions", *of_object) for source in records.all_fields]
        return FieldAccess(self.held.user.name, tuple(read), tuple(edit)) if read else None

    def _through(self, name: str, accesses: Sequence[Access], everything: Sequence[str]) -> tuple[Through, ...]:
        found = []
        for source in self.held.known:
            for stands in _stands(name, accesses):
                if gives(source, stands):
                    found.append(_of(source, stands))
                    break
            else:
                if (all_data := next((p for p in everything if source.permits(p)), None)) is not None:
                    found.append(_of(source, all_data))
        if self.held.user.spec.kind != "user":
            found.append(_BROUGHT)
        elif name == "User" and "read" in accesses:
            found.append(_EVERYBODY)
        return tuple(found)


def _stands(name: str, accesses: Sequence[Access]) -> list[Stand]:
    instead = STANDS_FOR.get(name)
    if instead is None:
        return [(name, access) for access in accesses]
    own: list[Stand] = [(name, access) for access in accesses]  # rows that were adopted
    return [*own, *(instead[access] for access in accesses if access in instead)]


def _of(source: Source, stands: Stand) -> Through:
    if isinstance(stands, str):
        return source.through("user_permissions", stands, f", with {stands}")
    return source.through("object_permissions", f"{stands[0]}:{stands[1]}")


def _plain(records: Sequence[Through]) -> tuple[Through, ...]:
    return tuple(Through(one.title + _WITHOUT, one.ours, one.reasons, one.everybody) for one in records)


def effective(catalog: Catalog, resources: Sequence[Resource]) -> dict[str, Effective]:
    """Every user's access, by name."""
    return {name: Effective(held, catalog) for name, held in sources(catalog, resources).items()}


def seen(catalog: Catalog, resources: Sequence[Resource]) -> Seen:
    """Who sees a field once the resources are there."""
    users: Mapping[str, Effective] = effective(catalog, resources)
    look_up: Callable[[str, str], Field | None] = catalog.org.field
    alike = Alike(users.values())

    def of(owner: str, name: str, *, reasons: bool = True) -> tuple[FieldAccess, ...]:
        held = look_up(owner, name)
        if not reasons:
            return alike.of(owner, name, held)
        accesses = (user.field(owner, name, held) for user in users.values())
        return tuple(access for access in accesses if access is not None)

    return of


class Alike:
    """Answers without reasons. Fields of an object that the same sources say the same of have one answer, made once."""

    def __init__(self, users: Iterable[Effective]) -> None:
        self._users = tuple(users)
        rows = (held for user in self._users for source in user.held.known for held in (source.rows, source.mute))
        self._said = tuple(held["fields"].get for held in rows if held.get("fields"))
        self._known: dict[tuple[object, ...], tuple[FieldAccess, ...]] = {}

    def of(self, owner: str, name: str, held: Field | None) -> tuple[FieldAccess, ...]:
        """Every user's access to a field: the same value for all fields that are alike."""
        path = f"{owner}.{name}"
        part = held is not None and held.part_of is not None
        key = (
            owner,
            security(name, held).kind,
            held is not None and held.read_only,
            name if part else "",
            *[said(path) for said in self._said],
        )
        known = self._known.get(key)
        if known is None:
            accesses = (user.field(owner, name, held) for user in self._users)
            known = self._known[key] = tuple(_bare(access) for access in accesses if access is not None)
        return known


def _bare(access: FieldAccess) -> FieldAccess:
    read, edit = (tuple(Through(one.title, one.ours, (), one.everybody) for one in through) for through in (access.read, access.edit))
    return FieldAccess(access.user, read, edit)
