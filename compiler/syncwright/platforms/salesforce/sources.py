"""Everything that grants a sync user something: its own set, its profile, the sets and groups it has. By name alone; judges nothing."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Place
from syncwright.inventory.access import Holder
from syncwright.platforms.salesforce.elements import ATTRIBUTES, HIDDEN_FIELDS, MEMBERS, MUTING
from syncwright.platforms.salesforce.naming import (
    GROUP,
    MUTING_SET,
    PROFILE,
    SET,
    User,
    encoded,
    own_group,
    own_set,
    plain,
    profile_name,
)
from syncwright.records import Struct
from syncwright.resource import Resource
from syncwright.seen import Through
from syncwright.spec.words import Access
from syncwright.want import Reason

#: Rows by kind of element and name, as in the inventory.
Rows = Mapping[str, Mapping[str, str]]

_NONE: Mapping[str, str] = {}


class Source(Struct, frozen=True):
    """One thing that grants a user something. `place` is where the specs give it to the user.

    `rows` are what it grants, `mute` what the group it comes with, or a profile's own rows that say `false`, take away again.
    `made` is its resource where it is made of the specs.
    """

    kind: str
    name: str
    place: Place
    rows: Rows
    mute: Rows = {}
    group: str | None = None
    made: Resource | None = None

    @property
    def title(self) -> str:
        """What people call it: "permission set A of group G"."""
        return f"{self.kind} {self.name}" + (f" of group {self.group}" if self.group else "")

    def words(self, name: str) -> frozenset[str]:
        """What it lets a user do with the records of an object."""
        held = self.rows.get("objects", _NONE).get(name)
        if held is None:
            return _NOTHING
        muted = self.mute.get("objects", _NONE).get(name)
        return frozenset(held.split()) - frozenset(muted.split() if muted else ())

    def permits(self, permission: str) -> bool:
        """Whether it grants a user permission."""
        return permission in self.rows.get("permissions", _NONE) and permission not in self.mute.get("permissions", _NONE)

    def field(self, path: str) -> str | None:
        """`read`, `edit`, or None. Muting of reading alone: whether editing goes with it is not documented, so an edit stays."""
        held = self.rows.get("fields", _NONE).get(path)
        muted = self.mute.get("fields", _NONE).get(path) if held is not None else None
        if muted is None or (muted == "read" and held == "edit"):
            return held
        return "read" if muted == "edit-only" else None

    def through(self, attribute: str, name: str, words: str = "") -> Through:
        """This as what lets a user see something, with the reasons if it is of our making."""
        if self.made is None:
            return Through(self.title + words)
        reasons: Mapping[str, tuple[Reason, ...]] = self.made.because.get(attribute, {})
        return Through(self.title + words, True, reasons.get(name, ()))


_NOTHING: frozenset[str] = frozenset()


class Unknown(Struct, frozen=True):
    """Something that a user has and that the inventory does not hold. `within`: the group that holds it."""

    what: str
    name: str
    place: Place
    within: str | None = None


class Sources(Struct, frozen=True):
    """All that one user has, its own set among it, and what of it is not known."""

    user: User
    own: Resource | None
    known: tuple[Source, ...]
    unknown: tuple[Unknown, ...]


def sources(catalog: Catalog, resources: Sequence[Resource]) -> dict[str, Sources]:
    """What every user has, by the user's name, with what is made here in place of what the org holds under the same name."""
    finder = _Finder(catalog, {one.address: one for one in resources})
    return {user.name: finder.of(user) for user in catalog.users.values()}


class _Finder(Struct):
    catalog: Catalog
    made: Mapping[str, Resource]

    def of(self, user: User) -> Sources:
        found = [*self._own(user), *self._profile(user)]
        for index, name in enumerate(user.spec.with_):
            place = user.at("with", index)
            if user.spec.group and not self._is_group(name):
                continue  # a member of the user's own group, found there
            found += self._group(name, place) if self._is_group(name) else [self._set(name, place)]
        known = tuple(one for one in found if isinstance(one, Source))
        unknown = tuple(one for one in found if isinstance(one, Unknown))
        return Sources(user, self.made.get(f"{SET}/{own_set(user)}"), known, unknown)

    def _own(self, user: User) -> Iterator[Source | Unknown]:
        if user.spec.group and f"{GROUP}/{own_group(user)}" in self.made:
            places = {name: user.at("with", index) for index, name in enumerate(user.spec.with_)}
            yield from self._group(own_group(user), user.at("sync_user"), places)
        elif not user.spec.group and f"{SET}/{own_set(user)}" in self.made:
            yield self._set(own_set(user), user.at("sync_user"))

    def _profile(self, user: User) -> Iterator[Source | Unknown]:
        name = profile_name(user)
        if name is None:
            return
        place = user.at("profile") if isinstance(user.spec.profile, str) else user.at("profile", "name")
        spelt = next((each for each in self.catalog.org.people.profiles if plain(each) == name), None)
        if spelt is None:
            yield Unknown("profile", name, place)
            return
        taken = self.made.get(f"{PROFILE}/{spelt}") or self.made.get(f"{PROFILE}/{encoded(name)}")
        yield Source("profile", name, place, self.catalog.org.people.profiles[spelt].rows, _muted_by(taken))

    def _set(self, name: str, place: Place, group: str | None = None, mute: Rows | None = None) -> Source | Unknown:
        made = self.made.get(f"{SET}/{name}")
        if made is not None:
            return Source("permission set", name, place, _rows(made), mute or {}, group, made)
        held: Holder | None = self.catalog.org.people.permission_sets.get(name)
        if held is None:
            return Unknown("permission set", name, place, group)
        return Source("permission set", name, place, held.rows, mute or {}, group)

    def _is_group(self, name: str) -> bool:
        return f"{GROUP}/{name}" in self.made or (name in self.catalog.org.people.groups and f"{SET}/{name}" not in self.made)

    def _group(self, name: str, place: Place, places: Mapping[str, Place] | None = None) -> Iterator[Source | Unknown]:
        made = self.made.get(f"{GROUP}/{name}")
        mute: Rows = {}
        if made is not None:
            members, muting = made.attributes[MEMBERS], made.attributes[MUTING]
            mute = _muted_by(self.made.get(f"{MUTING_SET}/{muting}"))
        else:
            held = self.catalog.org.people.groups[name]
            members = dict.fromkeys(held.sets, "yes")
            for each in held.muting:
                if each in self.catalog.org.people.muting_sets:
                    mute = self.catalog.org.people.muting_sets[each].rows
                else:
                    yield Unknown("muting set", each, place, name)
        for member in members:
            yield self._set(member, (places or {}).get(member, place), name, mute)


def _rows(made: Resource) -> Rows:
    rows = {kind: made.attributes[attribute] for kind, attribute in ATTRIBUTES.items()}
    return {kind: held for kind, held in rows.items() if isinstance(held, Mapping)}


def _muted_by(made: Resource | None) -> Rows:
    """Rows that take reading and editing away, of a muting set or a profile that is made here."""
    held = made.attributes[HIDDEN_FIELDS] if made is not None else {}
    assert isinstance(held, Mapping), "composed.py makes a map of it"
    return {"fields": dict.fromkeys(held, "edit")}


def gives(source: Source, stands: str | tuple[str, Access]) -> bool:
    """Whether a source gives a user permission, or an access to an object."""
    return source.permits(stands) if isinstance(stands, str) else stands[1] in source.words(stands[0])
