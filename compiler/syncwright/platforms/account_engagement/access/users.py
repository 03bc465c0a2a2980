"""What the user of a connector has besides the permission set that is made for it, as far as specs and inventory say. Judges nothing."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Place
from syncwright.inventory.access import Holder
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.connection.facts import PROFILE
from syncwright.records import Struct
from syncwright.spec.compiled import SyncUserSpec
from syncwright.spec.words import Access

INTEGRATION = "account_engagement_integration_user"
User = Named[SyncUserSpec]
Rows = Mapping[str, Mapping[str, str]]

#: What an access brings along. ObjectPermissions in Salesforce's Object Reference.
_BRINGS: dict[str, tuple[str, ...]] = {
    "create": ("read",),
    "edit": ("read",),
    "delete": ("edit", "read"),
    "view-all": ("read",),
    "modify-all": ("delete", "edit", "read", "view-all"),
}
#: User permissions that stand for access to every object.
_EVERY: dict[str, tuple[str, ...]] = {
    "ViewAllData": ("read", "view-all"),
    "ModifyAllData": ("read", "create", "edit", "delete", "view-all", "modify-all"),
}


class Held(Struct, frozen=True):
    """One thing that a user has. `place`: where the specs give it. `mute`: what its group takes away again."""

    kind: str
    name: str
    place: Place
    rows: Rows
    mute: Rows = {}

    def says(self, kind: str, name: str) -> str | None:
        """The row of one thing, if it is there and not muted."""
        return None if name in self.mute.get(kind, {}) else self.rows.get(kind, {}).get(name)

    def accesses(self, name: str) -> frozenset[str]:
        """What it lets a user do with the records of an object."""
        said = frozenset(self.rows.get("objects", {}).get(name, "").split()) - frozenset(self.mute.get("objects", {}).get(name, "").split())
        return said.union(*(words for permission, words in _EVERY.items() if self.says("permissions", permission)))


def is_integration(user: User) -> bool:
    """Whether it is the integration user that Account Engagement provides."""
    return user.spec.kind == INTEGRATION


def user_of(catalog: Catalog, connector: Named[AccountEngagementConnector]) -> User | None:
    """The user that a connector works through."""
    return catalog.users.get(connector.spec.sync_user)


def profile_of(catalog: Catalog, user: User) -> Held | None:
    """Its profile, if the inventory holds it. The integration user's is known by name."""
    said = user.spec.profile
    name = (said if isinstance(said, str) else said.name) if said is not None else PROFILE if is_integration(user) else None
    held = next((one for key, one in catalog.org.people.profiles.items() if name is not None and plain(key) == plain(name)), None)
    if name is None or held is None:
        return None
    keys = ("kind",) if said is None else ("profile",) if isinstance(said, str) else ("profile", "name")
    return Held("profile", plain(name), user.at(*keys), held.rows)


def held(catalog: Catalog, user: User) -> Iterator[Held]:
    """Its profile, and the sets that the specs say it has besides the one made for it."""
    profile = profile_of(catalog, user)
    if profile is not None:
        yield profile
    people = catalog.org.people
    for index, name in enumerate(user.spec.with_):
        place, group = user.at("with", index), people.groups.get(name)
        for one in group.sets if group is not None else (name,):
            if one in people.permission_sets:
                mutes = [people.muting_sets[each].rows for each in group.muting if each in people.muting_sets] if group is not None else []
                yield Held("permission set", one, place, people.permission_sets[one].rows, mutes[0] if mutes else {})


def all_known(catalog: Catalog, user: User) -> bool:
    """Whether the inventory holds everything that the specs say the user has, its profile among it."""
    people = catalog.org.people
    groups = [people.groups[name] for name in user.spec.with_ if name in people.groups]
    sets = [*(name for name in user.spec.with_ if name not in people.groups), *(name for one in groups for name in one.sets)]
    mutes = [name for one in groups for name in one.muting]
    return (
        profile_of(catalog, user) is not None
        and all(name in people.permission_sets for name in sets)
        and all(name in people.muting_sets for name in mutes)
    )


def accesses(catalog: Catalog, user: User, name: str) -> frozenset[str]:
    """What the user may do with the records of an object, by all that is known of it and by its own grants."""
    grant = user.spec.grants.objects.get(name)
    words: set[str] = set(grant.access if grant is not None else ())
    for one in held(catalog, user):
        words |= one.accesses(name)
    return frozenset(words.union(*(_BRINGS.get(word, ()) for word in words)))


def lacking(catalog: Catalog, user: User, wanted: Mapping[str, tuple[Access, ...]]) -> Iterator[tuple[str, Access]]:
    """Objects, each with an access of those wanted that nothing known gives the user."""
    for name, words in wanted.items():
        there = accesses(catalog, user, name)
        yield from ((name, word) for word in words if word not in there)


def permitted(catalog: Catalog, user: User, kind: str, name: str) -> bool:
    """Whether a user is granted something as a whole, such as a custom permission."""
    return name in getattr(user.spec.grants, kind) or any(one.says(kind, name) for one in held(catalog, user))


def plain(name: str) -> str:
    """A profile's name as people read it: files write `Custom%3A Sales`."""
    if "%" not in name:
        return name
    from urllib.parse import unquote  # start-up time: hardly any name has such a sign

    return unquote(name)


def label(holder: Holder) -> str:
    """What people call a permission set or a profile."""
    return holder.label or plain(holder.name)
