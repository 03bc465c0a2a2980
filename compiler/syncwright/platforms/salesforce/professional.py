"""Salesforce Professional Edition: page layouts open fields there, so no permission set is made, and who sees a field is read from layouts.

Why it is so, and what is not known of it: decisions/0015.
"""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Key
from syncwright.facts import Fact
from syncwright.inventory.access import KINDS, Layout
from syncwright.inventory.layouts import layouts_of
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.effective import Everybody
from syncwright.platforms.salesforce.naming import User, manages_profile, profile_name
from syncwright.resource import Resource
from syncwright.seen import FieldAccess, Seen, Through
from syncwright.want import Wants

BY_LAYOUTS = Fact(
    "Professional Edition sets access to fields by page layouts, and not by profiles",
    "Adobe: Salesforce sync set-up (Professional), step 2 of 3",
)
INTEGRATION = "account_engagement_integration_user"


def professional(catalog: Catalog) -> bool:
    """Whether the org is of this edition."""
    edition: str = catalog.estate.spec.salesforce.edition
    return edition == "professional"


def unmade(catalog: Catalog, wants: Wants) -> Iterator[Finding]:
    """What specs ask for and nothing is made of."""
    asked = {want.user for want in wants}
    for user in catalog.users.values():
        said = list(_asked(user))
        if said:
            names = " and ".join(f"`{keys[0]}`" for keys in said)
            message = f"{names} of `{user.name}` come{'s' if len(said) == 1 else ''} to nothing: {BY_LAYOUTS.says}"
            related = tuple((user.at(*keys), "and this") for keys in said[1:])
            yield rules.NO_PERMISSION_SETS_HERE(
                user.at(*said[0]), message, help="take it out, and open fields by their layouts", related=related
            )
        elif user.spec.kind == INTEGRATION and user.name in asked:
            message = (
                f"what `{user.name}` may see is not made here: {BY_LAYOUTS.says}, and no source says how this user gets its fields there"
            )
            yield rules.NO_PERMISSION_SETS_HERE(
                user.at("sync_user"), message, help="ask Salesforce, and allow this finding with the answer"
            )


def _asked(user: User) -> Iterator[tuple[Key, ...]]:
    spec = user.spec
    if spec.group:
        yield ("group",)
    said = spec.permission_set
    if said.name or said.label or said.description or said.license or said.activation_required:
        yield ("permission_set",)
    if manages_profile(user):
        yield "profile", "manage"
    if any(getattr(spec.grants, kind) for kind in KINDS):
        yield ("grants",)


def seen(catalog: Catalog, resources: Sequence[Resource]) -> Seen:
    """Who sees a field once the resources are there."""
    return OnLayouts(catalog) if professional(catalog) else Everybody(catalog, resources)


class OnLayouts:
    """Every user's access to fields, by the page layouts that its profile is assigned. Of an object without any in the inventory nothing is known."""

    def __init__(self, catalog: Catalog) -> None:
        self._org = catalog.org
        self._users = [user for user in catalog.users.values() if user.spec.kind != INTEGRATION]
        self._layouts: dict[tuple[str, str], Sequence[Layout]] = {}

    def __call__(self, owner: str, name: str) -> tuple[FieldAccess, ...]:
        """Access to one field; a component of a compound is shown with its whole."""
        held = self._org.field(owner, name)
        shown = held.part_of if held is not None and held.part_of is not None else name
        found = (self._of(user, owner, shown) for user in self._users)
        return tuple(access for access in found if access is not None)

    def alike(self, owner: str, names: Sequence[str]) -> list[tuple[FieldAccess, ...]]:
        """Access to many fields. Those that are shown alike have one answer."""
        known: dict[tuple[FieldAccess, ...], tuple[FieldAccess, ...]] = {}
        return [known.setdefault(access, access) for access in (self(owner, name) for name in names)]

    def _of(self, user: User, owner: str, name: str) -> FieldAccess | None:
        key = user.name, owner
        layouts = self._layouts.get(key)
        if layouts is None:
            layouts = self._layouts[key] = layouts_of(self._org.people, owner, profile_name(user))
        words = [(Through(f"page layout {one.name}"), one.shows[name]) for one in layouts if name in one.shows]
        if not words:
            return None
        return FieldAccess(user.name, tuple(through for through, _ in words), tuple(through for through, word in words if word == "edit"))
