"""What Salesforce hides from people and Account Engagement shows them: mapped fields and records, by profiles. Pure; draws nothing.

Account Engagement has no field-level security, so each of its users sees what the connector's user sees and is mapped. Which permission sets
somebody has besides a profile is in no inventory, so a set that shows a field is named beside it.
"""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog.at import direction
from syncwright.catalog.model import Catalog, CatalogField, CatalogObject, Named
from syncwright.inventory import Field
from syncwright.inventory.access import Holder
from syncwright.platforms.account_engagement.access import facts
from syncwright.platforms.account_engagement.access.users import is_integration, plain, profile_of
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.units import units
from syncwright.records import Struct

#: Permissions with which records of every object are read. Field-level security holds all the same.
_SEES_ALL = ("ViewAllData", "ModifyAllData")


class Profile(Struct, frozen=True):
    """A profile of people. `role`: the role that its users have in Account Engagement, if the specs say it. `known`: the inventory holds it."""

    name: str
    licence: str | None
    role: str | None
    known: bool = True


class Shown(Struct, frozen=True, gc=False):
    """A mapped field that is hidden from some profiles which read its object.

    `units`: where it is mapped, if not in all units. `hidden_from`: the profiles. `shown_by`: permission sets that would show it.
    """

    field: CatalogField
    units: tuple[str, ...]
    hidden_from: tuple[str, ...]
    shown_by: tuple[str, ...]


class Seen(Struct, frozen=True):
    """One object that syncs. `unread`: profiles that do not read it. `shared`: those that read what sharing gives them, and not all records."""

    name: str
    label: str
    unread: tuple[str, ...]
    shared: tuple[str, ...]
    fields: tuple[Shown, ...]


class Visibility(Struct, frozen=True):
    """All of one connector. `said`: whether the specs say which profiles its users have; else all are told of."""

    connector: Named[AccountEngagementConnector]
    said: bool
    profiles: tuple[Profile, ...]
    objects: tuple[Seen, ...]


def visibility(catalog: Catalog, connector: Named[AccountEngagementConnector]) -> Visibility:
    """What the users of a connector see and their profiles hide."""
    roles = _roles(connector)
    held = _profiles(catalog, roles)
    sets = [one for name, one in sorted(catalog.org.people.permission_sets.items()) if not _ours(catalog, name)]
    profiles = [
        *(Profile(name, one.license, roles.get(name)) for name, one in held.items()),
        *(Profile(name, None, role, known=False) for name, role in sorted(roles.items()) if name not in held),
    ]
    addresses = tuple(unit.address for unit in units(catalog) if unit.connector.name == connector.name)
    objects = (_seen(catalog, one, connector.name, addresses, held, sets) for one in catalog.objects.values() if one.syncs(connector.name))
    return Visibility(connector, bool(roles), tuple(profiles), tuple(objects) if held else ())


def _roles(connector: Named[AccountEngagementConnector]) -> dict[str, str]:
    """Profiles that the specs name, of the connector and of its units, with the role there."""
    spec = connector.spec
    said = (spec.user_sync, *(unit.user_sync for unit in spec.business_units.values()))
    return {plain(name): role for one in said for name, role in one.profiles.items()}


def _profiles(catalog: Catalog, roles: Mapping[str, str]) -> dict[str, Holder]:
    """Those that the specs name, else all but those of integration users."""
    theirs = {one.name for user in catalog.users.values() if is_integration(user) and (one := profile_of(catalog, user)) is not None}
    every = {plain(name): one for name, one in sorted(catalog.org.people.profiles.items())}
    return {name: one for name, one in every.items() if (name in roles if roles else name not in theirs)}


def _ours(catalog: Catalog, name: str) -> bool:
    """Whether a permission set is one of a sync user, and so shows nothing to people."""
    spelt = name.casefold().replace("_", "-")
    return any(
        name in (user.spec.permission_set.name, *user.spec.with_) or spelt == user.name.replace("_", "-") for user in catalog.users.values()
    )


def _seen(
    catalog: Catalog, one: CatalogObject, connector: str, addresses: Sequence[str], held: Mapping[str, Holder], sets: Sequence[Holder]
) -> Seen:
    owner = facts.BY_WAY_OF.get(one.name, one.name)
    reads = {name: words for name, profile in held.items() if "read" in (words := _words(profile, owner))}
    hiding = {name: held[name].rows.get("fields", {}) for name, words in reads.items() if "view-all-fields" not in words}
    fields = _hidden(one, connector, addresses, hiding, sets) if hiding else ()
    there = catalog.org.objects.get(one.name)
    return Seen(
        one.name,
        (there.label if there is not None else None) or one.name,
        tuple(name for name in held if name not in reads),
        tuple(name for name, words in reads.items() if "view-all" not in words),
        tuple(fields),
    )


def _words(holder: Holder, name: str | None) -> frozenset[str]:
    """What a profile lets its users do with records of an object; of one without permissions of its own, that they read it."""
    if name is None:
        return frozenset(("read", "view-all"))
    said = frozenset(holder.rows.get("objects", {}).get(name, "").split())
    return said | {"read", "view-all"} if any(each in holder.rows.get("permissions", {}) for each in _SEES_ALL) else said


def _hidden(
    one: CatalogObject,
    connector: str,
    addresses: Sequence[str],
    hiding: Mapping[str, Mapping[str, str]],
    sets: Sequence[Holder],
) -> Iterator[Shown]:
    for field in one.visible(connector):
        path = _secured(one.name, field.name, field.held)
        if path is None:
            continue
        hidden_from = tuple(name for name, rows in hiding.items() if path not in rows)
        if hidden_from:
            there = tuple(address for address in addresses if direction(field, address) != "hidden")
            shown_by = tuple(each.name for each in sets if path in each.rows.get("fields", {}))
            yield Shown(field, there if len(there) < len(addresses) else (), hidden_from, shown_by)


def _secured(owner: str, name: str, held: Field | None) -> str | None:
    """The path under which field-level security has a field; None where it has none, or where that is not documented."""
    if held is None:
        return f"{owner}.{name}"
    if held.part_of is not None:
        return f"{owner}.{held.part_of}" if held.part_of != "Name" else None
    if name.endswith("__c"):
        return None if held.required or held.type == "MasterDetail" else f"{owner}.{name}"
    return f"{owner}.{name}" if held.fls in ("yes", "read") and not held.required else None
