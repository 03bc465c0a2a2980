"""What is made besides a user's permission set: a group with its muting set, and rows that take from a profile what is hidden.

A permission set only ever grants. A muting set takes away within its own group alone, a profile from everybody who has it.
"""

from collections.abc import Iterable, Iterator, Mapping

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.elements import HIDDEN_FIELDS, MEMBERS, MUTING
from syncwright.platforms.salesforce.facts import DESCRIPTION_LENGTH, LABEL_LENGTH
from syncwright.platforms.salesforce.naming import (
    GROUP,
    MUTING_SET,
    PROFILE,
    User,
    encoded,
    manages_profile,
    own_group,
    own_muting_set,
    own_set,
    plain,
    profile_name,
)
from syncwright.platforms.salesforce.security import security, whole
from syncwright.resource import Resource
from syncwright.want import Reason, WantHidden

#: Fields that are to be hidden from a user, with the reasons.
Hidden = dict[str, tuple[Reason, ...]]


def hideable(catalog: Catalog, wants: Iterable[WantHidden], granted: Mapping[str, object]) -> Hidden:
    """What field-level security can hide of what is to be hidden, a part of an address with its whole. `granted` is the user's own set's."""
    fields: Hidden = {}
    for want in wants:
        held = catalog.org.field(want.object, want.field)
        if held is None:
            continue  # it is yet to be created, and a row that names it would be refused
        compound = whole(held)
        name = compound or want.field
        key = f"{want.object}.{name}"
        secured = security(name, catalog.org.field(want.object, compound) if compound else held)
        if key not in granted and secured.kind in ("yes", "read"):
            fields[key] = (*fields.get(key, ()), want.reason)
    return fields


def group(catalog: Catalog, user: User, hidden: Hidden, made: Mapping[str, Resource]) -> Iterator[Resource]:
    """The group of a user's own set, if one is made, and the sets of `with`; and the muting set, if anything is hidden."""
    own, name, mute = own_set(user), own_group(user), own_muting_set(user)
    label = user.spec.permission_set.label or own.replace("_", " ")
    members = {one: _reason(user, "with", index) for index, one in enumerate(user.spec.with_) if not _is_group(catalog, one, made)}
    if own in made:
        members[own] = _reason(user, "sync_user")
    if not members:
        return
    yield Resource(
        f"{GROUP}/{name}",
        {
            "label": _short(label, " (group)"),
            "description": _description(catalog, f"What the sync user {user.name} has, less what is hidden from it."),
            MEMBERS: dict.fromkeys(sorted(members), "yes"),
            MUTING: mute if hidden else "",
        },
        {MEMBERS: {one: (reason,) for one, reason in sorted(members.items())}},
    )
    if hidden:
        text = _description(catalog, f"What is hidden from the sync user {user.name}.")
        yield Resource(
            f"{MUTING_SET}/{mute}",
            {"label": _short(label, " (hidden)"), "description": text, HIDDEN_FIELDS: dict.fromkeys(sorted(hidden), "yes")},
            {HIDDEN_FIELDS: hidden},
        )


def groups_within(catalog: Catalog, user: User, made: Mapping[str, Resource]) -> Iterator[Finding]:
    """Groups among what is to become members of a group: only permission sets can be."""
    for index, one in enumerate(user.spec.with_):
        if _is_group(catalog, one, made):
            message = f"`{one}` is a permission set group, and a group has no groups as members"
            help_ = "name the permission sets that it holds, or leave out `group: true`"
            yield rules.GROUP_WITHIN_GROUP(
                user.at("with", index), message, help=help_, related=((user.at("group"), "a group is made here"),)
            )


def profiles(catalog: Catalog, hidden: Mapping[str, Hidden]) -> Iterator[Resource]:
    """The profiles that are to lose something: all that is hidden from any of the users who have it and say `manage`."""
    taken: dict[str, Hidden] = {}
    for user in catalog.users.values():
        name = profile_name(user)
        if name is not None and manages_profile(user):
            rows = taken.setdefault(name, {})
            for key, reasons in hidden.get(user.name, {}).items():
                rows[key] = (*rows.get(key, ()), *reasons)
    spelt = {plain(name): name for name in catalog.org.people.profiles}
    for name, rows in taken.items():
        if rows:
            attributes = {HIDDEN_FIELDS: dict.fromkeys(sorted(rows), "yes")}
            yield Resource(f"{PROFILE}/{spelt.get(name) or encoded(name)}", attributes, {HIDDEN_FIELDS: rows})


def _is_group(catalog: Catalog, name: str, made: Mapping[str, Resource]) -> bool:
    return name not in made and (
        name in catalog.org.people.groups or any(u.spec.group and own_group(u) == name for u in catalog.users.values())
    )


def _reason(user: User, *keys: str | int) -> Reason:
    words = "the set that is made for the user" if keys == ("sync_user",) else "the user is said to have it"
    anchor = "" if keys == ("sync_user",) else "#" + ".".join(map(str, keys[:1]))
    return Reason(words, f"sync_user/{user.name}{anchor}", user.path, keys)


def _short(label: str, suffix: str) -> str:
    return label[: LABEL_LENGTH - len(suffix)].rstrip() + suffix


def _description(catalog: Catalog, words: str) -> str:
    return f"{words} Compiled from the specs of {catalog.estate.name}: change those, not this."[:DESCRIPTION_LENGTH]
