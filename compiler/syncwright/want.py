"""What a connector needs of another platform, with the reason. Neither side knows the other.

There is one of these for each field and user, so they are structs: frozen like the rest, made in a tenth of the time.
"""

from collections.abc import Iterator

from syncwright.catalog.model import CatalogField, Named
from syncwright.diagnostics import Key, Place
from syncwright.inventory.access import KINDS
from syncwright.records import Struct
from syncwright.spec.compiled import SyncUserSpec
from syncwright.spec.words import Access

#: Kinds of grants that are granted as a whole, in order.
OTHER_KINDS = tuple(sorted(KINDS.keys() - {"objects", "fields", "permissions"}))


class Reason(Struct, frozen=True, gc=False):
    """Why something is granted: the words, and the spec key behind them, such as `object/Lead#Email`.

    `path` and `keys` are where that stands; `added` says that nobody asked for it and something else needs it.
    """

    why: str
    key: str
    path: str
    keys: tuple[Key, ...]
    added: bool = False

    @property
    def place(self) -> Place:
        """Where the reason stands in the specs."""
        return Place(self.path, self.keys, "key")


class WantField(Struct, frozen=True, gc=False):
    """To read a field, and to edit it too if `edit`."""

    user: str
    object: str
    field: str
    edit: bool
    reason: Reason


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


class WantPermission(Struct, frozen=True, gc=False):
    """A permission of the user as such, by its API name."""

    user: str
    permission: str
    reason: Reason


class WantElement(Struct, frozen=True, gc=False):
    """Anything else that is granted, by its kind and name: an Apex class, an app, a tab. `access` is "yes", or how a tab is shown."""

    user: str
    kind: str
    name: str
    access: str
    reason: Reason


Want = WantField | WantHidden | WantObject | WantPermission | WantElement


def because(field: CatalogField, why: str | None = None) -> Reason:
    """The reason that a field's spec gives, or `why` where something else asks for it."""
    return Reason(why or field.why or "", field.key, field.group.path, field.keys)


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
