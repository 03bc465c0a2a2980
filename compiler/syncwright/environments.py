"""Two environments of one estate side by side: what differs in what the specs mean there. Knows no platform by name, and draws nothing.

An org is looked at as it will be once the estate's own fields are there. What the specs do not name is counted and not listed.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Literal

from syncwright.catalog.model import Catalog, CatalogCampaign, ConnectedCampaign
from syncwright.compile import Compilation
from syncwright.inventory import Field, Org
from syncwright.inventory.access import Holder, SetGroup
from syncwright.inventory.changes import Change, changes
from syncwright.records import Struct, builtins
from syncwright.resource import Resource
from syncwright.seen import FieldAccess, Seen
from syncwright.spec.compiled import ConnectorPlace

Topic = Literal[
    "environment", "connectors", "users", "objects and fields", "permission sets and profiles", "access", "campaigns", "built", "findings"
]

#: Attributes of a field that people read and nothing syncs by.
_WORDS = frozenset({"label", "description", "help"})


class Difference(Struct, frozen=True):
    """One thing that differs: what it is of, which of its parts, and what that is on either side; None where there is none."""

    topic: Topic
    name: str
    what: str
    left: str | None
    right: str | None


class SideBySide(Struct, frozen=True):
    """Everything that differs, by topic. `unnamed`: differences between the orgs in what no spec names."""

    left: str
    right: str
    differences: tuple[Difference, ...]
    unnamed: int


def side_by_side(left: Compilation, right: Compilation) -> SideBySide:
    """What differs between two compilations of the same specs."""
    assert left.catalog is not None, "asked of what compiled"
    assert right.catalog is not None, "asked of what compiled"
    one, other = left.catalog, right.catalog
    paths = sorted(_named(one) | _named(other))
    found = [
        *_environment(one, other),
        *_connectors(one, other),
        *_users(one, other),
        *_fields(one.org, other.org, paths),
        *_holders(one, other),
        *_access(left.seen(), right.seen(), paths),
        *_campaigns(one, other),
        *_built(left.resources, right.resources),
        *_findings(left, right),
    ]
    return SideBySide(one.environment.name, other.environment.name, tuple(found), _unnamed(one, other, set(paths)))


def _named(catalog: Catalog) -> set[str]:
    """Fields that specs name, by the objects' specs or by a user's grants."""
    found = {f"{field.object}.{field.name}" for field in catalog.fields()}
    return found.union(*(user.spec.grants.fields for user in catalog.users.values()))


def _pairs(topic: Topic, name: str, left: Mapping[str, Any], right: Mapping[str, Any]) -> Iterator[Difference]:
    """What differs of one thing, by its parts in order of the left side."""
    for what in dict.fromkeys((*left, *right)):
        if left.get(what) != right.get(what):
            yield Difference(topic, name, what, told(left.get(what)), told(right.get(what)))


def told(value: Any) -> str | None:
    """A value in words; None for what is not there."""
    match value:
        case None | "" | ():
            return None
        case bool():
            return "yes" if value else "no"
        case tuple() | list():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def _environment(left: Catalog, right: Catalog) -> Iterator[Difference]:
    def said(catalog: Catalog) -> dict[str, Any]:
        spec = catalog.environment.spec
        return {"org": spec.salesforce.org, "instance": spec.salesforce.instance, "protected": spec.protected}

    yield from _pairs("environment", "salesforce", said(left), said(right))


def _connectors(left: Catalog, right: Catalog) -> Iterator[Difference]:
    places = left.environment.spec.connectors, right.environment.spec.connectors
    for address in sorted({*left.connectors, *right.connectors, *places[0], *places[1]}):
        sides = [_connector(catalog, address) for catalog in (left, right)]
        yield from _pairs("connectors", address, *sides)


def _connector(catalog: Catalog, address: str) -> dict[str, Any]:
    place = catalog.environment.spec.connectors.get(address)
    if place == "absent" or address.partition("/")[0] not in catalog.connectors:
        return {"present": False}
    held = place if isinstance(place, ConnectorPlace) else ConnectorPlace()
    return {"present": True} | {name: said for name, said in builtins(held).items() if said is not None}


def _users(left: Catalog, right: Catalog) -> Iterator[Difference]:
    places = left.environment.spec.users, right.environment.spec.users
    for name in sorted({*left.users, *right.users, *places[0], *places[1]}):
        sides = [
            {"present": name in catalog.users, "username": place[name].username if name in place else None}
            for catalog, place in zip((left, right), places, strict=True)
        ]
        yield from _pairs("users", name, *sides)


def _campaigns(left: Catalog, right: Catalog) -> Iterator[Difference]:
    """Campaigns that run in one alone, as their connector is absent in the other, and those that change other fields there."""
    for name in sorted({*left.every_campaign(), *right.every_campaign()}):
        yield from _pairs("campaigns", name, *(_campaign(catalog.every_campaign().get(name)) for catalog in (left, right)))


def _campaign(one: CatalogCampaign | ConnectedCampaign | None) -> dict[str, Any]:
    if one is None:
        return {"present": False}
    if isinstance(one, ConnectedCampaign):
        return {"present": True, "changes": []}
    return {"present": True, "changes": sorted({f"{field.object}.{field.field}" for step in one.steps for field in step.fields})}


# ------------------------------------------------------------------ what the orgs hold


def _fields(left: Org, right: Org, paths: Sequence[str]) -> Iterator[Difference]:
    """Fields that specs name; of an object that one org lacks nothing else is said."""
    missing: set[str] = set()
    for owner in dict.fromkeys(path.partition(".")[0] for path in paths):
        there = [owner in org.objects for org in (left, right)]
        if there[0] != there[1]:
            missing.add(owner)
            yield Difference("objects and fields", owner, "object", *("held" if one else None for one in there))
    for path in paths:
        owner, _, name = path.partition(".")
        one, other = left.field(owner, name), right.field(owner, name)
        # Orgs of one estate hold mostly the same: a field that is equal costs one comparison.
        if owner not in missing and (one != other or (one is not None and one.value_set is not None)):
            yield from _pairs("objects and fields", path, _told_of(left, one), _told_of(right, other))


def _told_of(org: Org, field: Field | None) -> dict[str, Any]:
    if field is None:
        return {"type": None}
    said = {name.replace("_", " "): getattr(field, name) for name in field.__struct_fields__ if name not in _WORDS}
    said["type"] = field.type or "standard"
    shared = org.value_sets.get(field.value_set or "")
    if shared is not None:
        said["values"] = shared.values
    return {name: value for name, value in said.items() if value not in (None, False, ())}


def _holders(left: Catalog, right: Catalog) -> Iterator[Difference]:
    """Permission sets, profiles and groups that users have: what each grants."""
    for kind, name in sorted(_had(left) | _had(right)):
        held = [_holder(catalog.org, kind, name) for catalog in (left, right)]
        if held[0] != held[1]:
            yield from _pairs("permission sets and profiles", f"{kind} {name}", *map(_rows, held))


def _had(catalog: Catalog) -> set[tuple[str, str]]:
    """What users have of the org, by kind and name; what a group is made of too."""
    people, found = catalog.org.people, set()
    for user in catalog.users.values():
        profile = user.spec.profile
        if profile is not None:
            found.add(("profile", profile if isinstance(profile, str) else profile.name))
        for name in user.spec.with_:
            group = people.groups.get(name)
            found.add(("permission set group" if group is not None else "permission set", name))
            if group is not None:
                found |= {("permission set", one) for one in group.sets} | {("muting set", one) for one in group.muting}
    return found


def _holder(org: Org, kind: str, name: str) -> Holder | SetGroup | None:
    people = org.people
    shelves: dict[str, Mapping[str, Holder | SetGroup]] = {
        "profile": people.profiles,
        "permission set": people.permission_sets,
        "muting set": people.muting_sets,
        "permission set group": people.groups,
    }
    return shelves[kind].get(name)


def _rows(holder: Holder | SetGroup | None) -> dict[str, Any]:
    match holder:
        case None:
            return {"held": False}
        case SetGroup():
            return {"held": True, "sets": holder.sets, "muting": holder.muting}
        case Holder():
            rows = {
                f"{kind.replace('_', ' ')} {name}": word
                for kind, named in sorted(holder.rows.items())
                for name, word in sorted(named.items())
            }
            return {"held": True, "license": holder.license, **rows}


def _answers(left: Seen, right: Seen, paths: Sequence[str]) -> Iterator[tuple[str, tuple[FieldAccess, ...], tuple[FieldAccess, ...]]]:
    """Both answers for each field, asked for an object at a time."""
    for owner, group in groupby(paths, lambda path: path.partition(".")[0]):
        names = [path.partition(".")[2] for path in group]
        for name, one, other in zip(names, left.alike(owner, names), right.alike(owner, names), strict=True):
            yield f"{owner}.{name}", one, other


def _access(left: Seen, right: Seen, paths: Sequence[str]) -> Iterator[Difference]:
    """What users can do with fields that specs name, through whatever gives it."""
    for owner, fields in groupby(paths, key=lambda path: path.partition(".")[0]):
        names = [path.partition(".")[2] for path in fields]
        # Fields that are alike share their answer, so that few pairs of answers are looked into.
        known: dict[tuple[int, int], list[tuple[str, str | None, str | None]]] = {}
        for name, one, other in zip(names, left.alike(owner, names), right.alike(owner, names), strict=True):
            differ = known.get((id(one), id(other)))
            if differ is None:
                differ = known[id(one), id(other)] = list(_differing(one, other))
            yield from (Difference("access", f"{owner}.{name}", f"by {user}", was, now) for user, was, now in differ)


def _differing(left: Sequence[FieldAccess], right: Sequence[FieldAccess]) -> Iterator[tuple[str, str | None, str | None]]:
    one, other = ({each.user: "edit" if each.edit else "read" for each in side} for side in (left, right))
    for user in sorted(one.keys() | other.keys()):
        if one.get(user) != other.get(user):
            yield user, one.get(user), other.get(user)


def _unnamed(left: Catalog, right: Catalog, paths: set[str]) -> int:
    """How many differences between the orgs are in nothing that specs name or users have."""
    had = {f"{kind} {name}" for kind, name in _had(left) | _had(right)}
    objects = {path.partition(".")[0] for path in paths}

    def named(one: Change) -> bool:
        return (
            (one.what == "field" and one.name in paths) or (one.what == "object" and one.name in objects) or f"{one.what} {one.name}" in had
        )

    return sum(1 for one in changes(left.org, right.org) if not named(one))


# ------------------------------------------------------------------ what is made, and what is found


def _built(left: Sequence[Resource], right: Sequence[Resource]) -> Iterator[Difference]:
    """Resources that one side alone has, and rows that differ."""
    made = [{one.address: one for one in side} for side in (left, right)]
    for address in sorted(made[0].keys() | made[1].keys()):
        one, other = made[0].get(address), made[1].get(address)
        if one is None or other is None:
            yield Difference("built", address, "resource", *("built" if each is not None else None for each in (one, other)))
        elif one.attributes != other.attributes:
            yield from _pairs("built", address, _parts(one), _parts(other))


def _parts(one: Resource) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for attribute, value in one.attributes.items():
        title = attribute.replace("_", " ")
        parts |= {title: value} if isinstance(value, str) else {f"{title} {name}": word for name, word in value.items()}
    return parts


def _findings(left: Compilation, right: Compilation) -> Iterator[Difference]:
    """Findings that one side alone has, by rule and place."""
    found = [
        {
            (one.primary.path, one.primary.span.start.line, one.rule.id, one.message): one.severity
            for one in side.diagnostics
            if one.allowed is None
        }
        for side in (left, right)
    ]
    for key in sorted(found[0].keys() | found[1].keys()):
        if found[0].get(key) != found[1].get(key):
            path, line, rule, message = key
            said = [f"{each[key]}: {message}" if key in each else None for each in found]
            yield Difference("findings", f"{path}:{line}", rule, *said)
