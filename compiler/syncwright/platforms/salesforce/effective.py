"""Effective access: what a user sees through all that it has. Field-level security holds whatever else is granted."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from syncwright.catalog.model import Catalog
from syncwright.inventory import Field
from syncwright.platforms.salesforce.facts import CHANGES_ALL, SEES_ALL, STANDS_FOR, Stand
from syncwright.platforms.salesforce.security import ordinary, security, whole
from syncwright.platforms.salesforce.sources import Source, Sources, gives, sources
from syncwright.records import Struct
from syncwright.resource import Resource
from syncwright.seen import FieldAccess, Through
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


class Everybody:
    """Every user's access to fields, as `Seen` asks for it."""

    def __init__(self, catalog: Catalog, resources: Sequence[Resource]) -> None:
        self._org = catalog.org
        self._users = tuple(effective(catalog, resources).values())
        self._known: dict[str, dict[tuple[object, ...], tuple[FieldAccess, ...]]] = {}

    def __call__(self, owner: str, name: str) -> tuple[FieldAccess, ...]:
        held = self._org.field(owner, name)
        accesses = (user.field(owner, name, held) for user in self._users)
        return tuple(access for access in accesses if access is not None)

    @cached_property
    def _said(self) -> tuple[dict[str, dict[str, str]], ...]:
        """What each source says of fields, by object and name."""
        rows = (held for user in self._users for source in user.held.known for held in (source.rows, source.mute))
        return tuple(_by_object(held["fields"]) for held in rows if held.get("fields"))

    def alike(self, owner: str, names: Sequence[str]) -> list[tuple[FieldAccess, ...]]:
        """Fields that the same sources say the same of have one answer, made once."""
        known = self._known.setdefault(owner, {})
        # What each source says of all of them: one pass for a source takes a third of one pass for a name.
        held_by = [each[owner].get for each in self._said if owner in each]
        said = zip(*(map(get, names) for get in held_by), strict=True) if held_by else ((),) * len(names)
        held = self._org.objects[owner].fields if owner in self._org.objects else {}
        found = []
        for name, field, each in zip(names, map(held.get, names), said, strict=True):
            # Those of which no file of the object tells are looked for once more.
            if field is not None and ordinary(name, field):
                key: tuple[object, ...] = each
            else:
                key = (each, _kind(name, field or self._org.field(owner, name)))
            accesses = known.get(key)
            if accesses is None:
                accesses = known[key] = tuple(map(_bare, self(owner, name)))
            found.append(accesses)
        return found


def _by_object(rows: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Rows of fields by their objects. A look into a hundred rows is quicker than one into a hundred thousand."""
    found: dict[str, dict[str, str]] = {}
    owner, held = "", dict[str, str]()
    for path, said in rows.items():
        of, _, name = path.partition(".")
        if of != owner:
            owner, held = of, found.setdefault(of, {})
        held[name] = said
    return found


def _kind(name: str, held: Field | None) -> tuple[object, ...]:
    """What makes the answer for a field differ from that for others, but for what sources say of it. A part is seen as its whole is."""
    if ordinary(name, held):
        return ()
    assert held is not None, "what is not there is ordinary"
    return security(name, held).kind, held.read_only, name if held.part_of is not None else ""


def _bare(access: FieldAccess) -> FieldAccess:
    read, edit = (tuple(Through(one.title, one.ours, (), one.everybody) for one in through) for through in (access.read, access.edit))
    return FieldAccess(access.user, read, edit)
