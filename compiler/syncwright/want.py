"""What a connector needs of another platform, with the reason. Neither side knows the other.

There is one of these for each field and user, so they are structs: frozen like the rest, made in a tenth of the time.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from syncwright.catalog.model import Catalog, CatalogField, CatalogFilter, CatalogPartition, Named
from syncwright.diagnostics import Key, Place
from syncwright.inventory.access import KINDS
from syncwright.records import Struct
from syncwright.spec.compiled import ConnectorSpec, SyncUserSpec
from syncwright.spec.words import Access

C = TypeVar("C", bound=ConnectorSpec)

#: Kinds of grants that are granted as a whole, in order.
OTHER_KINDS = tuple(sorted(KINDS.keys() - {"objects", "fields", "permissions"}))


class Reason(Struct, frozen=True, gc=False):
    """Why something is granted: the words, and the spec key behind them, such as `object/Lead#Email`.

    `path` and `keys` are where that stands; `added` says that nobody asked for it and something else needs it. `wildcard`: what was asked for,
    where it is one of many that were asked for at once, such as `Task.*`.
    """

    why: str
    key: str
    path: str
    keys: tuple[Key, ...]
    added: bool = False
    wildcard: str | None = None

    @property
    def place(self) -> Place:
        """Where the reason stands in the specs."""
        return Place(self.path, self.keys, "key")


class WantField(Struct, frozen=True, gc=False):
    """To read a field, and to edit it too if `edit`.

    `vital`, here and below: the platform says that its sync fails without, so that it is an error if access that was adopted is known to lack it.
    """

    user: str
    object: str
    field: str
    edit: bool
    reason: Reason
    vital: bool = False


class WantFields(Struct, frozen=True, gc=False):
    """To read fields of one object because their own specs ask for it, and to edit those in `edits` too: a `WantField` for each of them."""

    user: str
    object: str
    fields: Sequence[CatalogField]
    edits: Collection[str]

    def one(self, field: CatalogField) -> WantField:
        """What is wanted of one of them."""
        return WantField(self.user, self.object, field.name, field.name in self.edits, because(field))


class WantHidden(Struct, frozen=True, gc=False):
    """That a user cannot see a field. Kept by granting nothing: only what has field-level security can be hidden."""

    user: str
    object: str
    field: str
    reason: Reason


class WantObject(Struct, frozen=True, gc=False):
    """To do something with the records of an object."""

    user: str
    object: str
    access: tuple[Access, ...]
    reason: Reason
    vital: bool = False


class WantPermission(Struct, frozen=True, gc=False):
    """A permission of the user as such, by its API name."""

    user: str
    permission: str
    reason: Reason
    vital: bool = False


class WantElement(Struct, frozen=True, gc=False):
    """Anything else that is granted, by its kind and name: an Apex class, an app, a tab. `access` is "yes", or how a tab is shown."""

    user: str
    kind: str
    name: str
    access: str
    reason: Reason


Want = WantField | WantHidden | WantObject | WantPermission | WantElement
#: As platforms tell them.
Wants = Iterable[Want | WantFields]


def each(wants: Wants) -> Iterator[Want]:
    """Wants one by one."""
    for want in wants:
        if isinstance(want, WantFields):
            yield from map(want.one, want.fields)
        else:
            yield want


def because(field: CatalogField, why: str | None = None) -> Reason:
    """The reason that a field's spec gives, or `why` where something else asks for it."""
    # Unrolled: this is asked of each field.
    group, said = field.group, field.said
    return Reason(why or field.spec.why or group.defaults.why or "", f"object/{field.object}#{field.name}", group.path, ("fields", said))


def of_connector(connector: Named[C], why: str, *keys: str, wildcard: str | None = None) -> Reason:
    """The reason that a connector is, or the value under `keys` in its spec."""
    anchor = "#" + ".".join(keys) if keys else ""
    return Reason(why, f"connector/{connector.name}{anchor}", connector.path, keys or ("connector",), wildcard=wildcard)


def filtered(catalog: Catalog, connector: str, user: str) -> Iterator[WantField]:
    """What a connector reads to know which records are in scope: the field that keeps the answer, else every field that is tested.

    What is hidden from the connector is not asked for; that is a finding.
    """
    for one in catalog.scopes():
        if connector in connectors_of(one):
            yield from _tested(catalog, one, connector, user)


def connectors_of(one: CatalogFilter | CatalogPartition) -> frozenset[str]:
    """Names of the connectors that a filter or a partition is for; business units count as the connector that they are in."""
    addresses = one.spec.for_ if isinstance(one, CatalogFilter) else tuple(case.for_ for case in one.spec.cases.values())
    return frozenset(address.partition("/")[0] for address in addresses)


def tested(one: CatalogFilter | CatalogPartition, owner: str) -> tuple[str, ...]:
    """Every field that a connector reads for it on one object, as `Lead.Email`."""
    if one.spec.as_ is not None:
        return (f"{owner}.{one.stored[owner].field}",) if owner in one.stored else ()
    # Start-up time: most estates have no filter.
    from syncwright.expression.predicate import columns

    on = one.on[owner]
    whole = [case.where for case in on] if isinstance(on, tuple) else [on]
    return tuple(dict.fromkeys(name for predicate in whole for column in columns(predicate) for name in column.needs))


def _tested(catalog: Catalog, one: CatalogFilter | CatalogPartition, connector: str, user: str) -> Iterator[WantField]:
    kind = "filter" if isinstance(one, CatalogFilter) else "partition"
    keys: tuple[Key, ...] = ("as", "field") if one.spec.as_ is not None else ("where",) if kind == "filter" else ("cases",)
    reason = Reason(
        f"the {kind} `{one.name}` tests it",
        f"{kind}/{one.name}#{'.'.join(map(str, keys))}",
        one.path,
        keys,
    )
    for owner in one.on:
        if owner not in catalog.objects or not catalog.objects[owner].syncs(connector):
            continue
        for path in tested(one, owner):
            holder, _, name = path.partition(".")
            said = catalog.objects[holder].fields.get(name) if holder in catalog.objects else None
            hidden = said is not None and said.directions.get(connector) == "hidden"
            if not hidden and catalog.org.field(holder, name) is not None:
                yield WantField(user, holder, name, edit=False, reason=reason)


def granted(user: Named[SyncUserSpec]) -> Iterator[Want]:
    """What a sync user's own `grants:` ask for, beyond what its connectors want."""
    grants, key = user.spec.grants, f"sync_user/{user.name}"

    def reason(kind: str, name: str, why: str | None) -> Reason:
        return Reason(why or grants.why or "", f"{key}#grants.{kind}.{name}", user.path, ("grants", kind, name))

    for name, on_object in grants.objects.items():
        yield WantObject(user.name, name, on_object.access, reason("objects", name, on_object.why))
    for path, on_field in grants.fields.items():
        owner, _, field = path.partition(".")
        yield WantField(user.name, owner, field, on_field.access == "edit", reason("fields", path, on_field.why))
    for name, permission in grants.permissions.items():
        yield WantPermission(user.name, name, reason("permissions", name, permission.why))
    for kind in OTHER_KINDS:
        for name, other in getattr(grants, kind).items():
            yield WantElement(user.name, kind, name, getattr(other, "visibility", "yes"), reason(kind, name, other.why))
