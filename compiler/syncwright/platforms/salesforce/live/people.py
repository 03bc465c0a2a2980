"""What users have in an org, and giving and taking it: permission sets and groups, licences for them, flags. Records, not metadata."""

from collections.abc import Collection, Mapping
from typing import Any

from syncwright.platforms.salesforce.filters.soql import quoted
from syncwright.platforms.salesforce.live.moments import at
from syncwright.platforms.salesforce.live.org import Org
from syncwright.platforms.salesforce.naming import GROUP, SET
from syncwright.platforms.salesforce.types import ASSIGNED, ASSIGNMENTS, FLAGS, LICENSES
from syncwright.platforms.salesforce.users import MARKETING_USER, TITLES
from syncwright.records import Struct
from syncwright.resource import Resource
from syncwright.target import Settled, TargetError

#: The flags of a user's record that are ours to say.
_FLAGS = (MARKETING_USER,)
#: What a target is asked to give: the object that holds it, its field that names the thing, and the thing's own object and name.
_TABLES = {
    "permission_set": ("PermissionSetAssignment", "PermissionSetId", "PermissionSet", "Name"),
    "permission_set_group": ("PermissionSetAssignment", "PermissionSetGroupId", "PermissionSetGroup", "DeveloperName"),
    "permission_set_license": ("PermissionSetLicenseAssign", "PermissionSetLicenseId", "PermissionSetLicense", "MasterLabel"),
}

#: The last change of something: by whom, as far as the org says it, and when.
Changed = tuple[str, str]


class Given(Struct, frozen=True):
    """One thing that a user is to have, or to have no more. `what`: a key of the tables above, or a flag."""

    what: str
    name: str
    user: str
    taken: bool


def given(does: Mapping[str, str]) -> Given:
    """What a step asks for."""
    taken = "unassign" in does
    return Given(does["unassign" if taken else "assign"], does["name"], does["user"], taken)


# ------------------------------------------------------------------ what they have


def observed(org: Org, usernames: Mapping[str, str]) -> tuple[dict[str, Resource], dict[str, Changed]]:
    """What these users have, by address, and who changed it last. `usernames`: by the names of the specs; who is not in the org is left out."""
    rows = _users(org, usernames.values()) if usernames else []
    found: dict[str, Resource] = {}
    changed: dict[str, Changed] = {}
    for name, username in usernames.items():
        row = next((one for one in rows if str(one.get("Username", "")).casefold() == username.casefold()), None)
        if row is not None:
            address = f"{ASSIGNMENTS}/{name}"
            sets, licences = _assigned(org, str(row["Id"])), _licensed(org, str(row["Id"]))
            flags = {flag: "yes" for flag in _FLAGS if row.get(flag) is True}
            attributes = {ASSIGNED: sets[0], LICENSES: licences[0], FLAGS: flags}
            found[address] = Resource(address, {key: value for key, value in attributes.items() if value})
            by = _text(row, "LastModifiedBy", "Name")
            changed[address] = max((sets[1], licences[1], (by, at(_text(row, "LastModifiedDate")))), key=lambda one: one[1])
    return found, changed


def _users(org: Org, usernames: Collection[str]) -> list[Mapping[str, Any]]:
    names = ", ".join(quoted(one) for one in sorted(usernames))
    columns = ", ".join(("Id", "Username", "LastModifiedBy.Name", "LastModifiedDate", *_FLAGS))
    return org.query(f"SELECT {columns} FROM User WHERE Username IN ({names})")  # noqa: S608 - texts are quoted as SOQL asks


def _assigned(org: Org, user: str) -> tuple[dict[str, str], Changed]:
    """Sets and groups by name, without the set that every profile has. Who assigned one the org does not say; when, it does."""
    columns = "PermissionSet.Name, PermissionSet.NamespacePrefix, PermissionSet.IsOwnedByProfile, PermissionSetGroup.DeveloperName, SystemModstamp"
    rows = org.query(f"SELECT {columns} FROM PermissionSetAssignment WHERE AssigneeId = {quoted(user)}")  # noqa: S608 - as above
    found: dict[str, str] = {}
    for row in rows:
        group = _text(row, "PermissionSetGroup", "DeveloperName")
        if group:
            found[group] = TITLES[GROUP]
        elif not (row.get("PermissionSet") or {}).get("IsOwnedByProfile"):
            space = _text(row, "PermissionSet", "NamespacePrefix")
            found[f"{space}__{_text(row, 'PermissionSet', 'Name')}" if space else _text(row, "PermissionSet", "Name")] = TITLES[SET]
    return dict(sorted(found.items())), ("", max((at(_text(row, "SystemModstamp")) for row in rows), default=""))


def _licensed(org: Org, user: str) -> tuple[dict[str, str], Changed]:
    soql = "SELECT PermissionSetLicense.MasterLabel, SystemModstamp FROM PermissionSetLicenseAssign"
    rows = org.query(f"{soql} WHERE AssigneeId = {quoted(user)}")
    names = sorted(_text(row, "PermissionSetLicense", "MasterLabel") for row in rows)
    return dict.fromkeys(names, "yes"), ("", max((at(_text(row, "SystemModstamp")) for row in rows), default=""))


def _text(row: Mapping[str, Any], *path: str) -> str:
    found: Any = row
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else ""


# ------------------------------------------------------------------ giving and taking


def do(org: Org, one: Given) -> Settled:
    """Give it, or take it. What is so already is left as it is. Raises TargetError and OutcomeUnknown."""
    if is_so(org, one):
        return Settled(True, says="it was so already")
    user = _user(org, one.user)
    if one.what == "flag":
        org.patch(f"sobjects/User/{user}", {one.name: not one.taken})
        return Settled(True)
    table, key, *_ = _TABLES[one.what]
    if one.taken:
        for row in _rows(org, one):
            org.delete(f"sobjects/{table}/{row['Id']}")
        return Settled(True)
    made = org.post(f"sobjects/{table}", {"AssigneeId": user, key: _thing(org, one)})
    return Settled(True, request=_text(made, "id") if isinstance(made, Mapping) else "")


def known(org: Org, one: Given) -> None:
    """Whether the org has both the user and the thing, and we do not take from ourselves what we may need to go on. Raises TargetError."""
    _user(org, one.user)
    if one.taken and one.user.casefold() == org.who().username.casefold():
        raise TargetError(
            "own-access", f"we are logged in as `{one.user}`, and take nothing from ourselves: log in as somebody else", "credentials"
        )
    if one.what != "flag" and not one.taken:
        _thing(org, one)


def is_so(org: Org, one: Given) -> bool:
    """Whether the user has it, or has it no more, as asked."""
    if one.what == "flag":
        rows = org.query(f"SELECT {one.name} FROM User WHERE Username = {quoted(one.user)}")  # noqa: S608 - as above
        return bool(rows) and (rows[0].get(one.name) is True) is not one.taken
    return bool(_rows(org, one)) is not one.taken


def _rows(org: Org, one: Given) -> list[Mapping[str, Any]]:
    table, _, thing, column = _TABLES[one.what]
    name, within = one.name, ""
    if one.what == "permission_set":
        space, name = _parted(one)
        within = f" AND {thing}.NamespacePrefix = {space} AND PermissionSetGroupId = null"
    asked = f"Assignee.Username = {quoted(one.user)} AND {thing}.{column} = {quoted(name)}{within}"
    return org.query(f"SELECT Id FROM {table} WHERE {asked}")  # noqa: S608 - as above


def _user(org: Org, username: str) -> str:
    rows = org.query(f"SELECT Id FROM User WHERE Username = {quoted(username)}")  # noqa: S608 - as above
    if len(rows) != 1:
        raise TargetError("no-user", f"{org.host} has no user `{username}`", "fix")
    return str(rows[0]["Id"])


def _thing(org: Org, one: Given) -> str:
    """The id of what is given."""
    _, _, table, column = _TABLES[one.what]
    name, within = one.name, ""
    if one.what == "permission_set":
        space, name = _parted(one)
        within = f" AND NamespacePrefix = {space}"
    rows = org.query(f"SELECT Id FROM {table} WHERE {column} = {quoted(name)}{within}")  # noqa: S608 - as above
    if len(rows) != 1:
        found = f"{len(rows):,} of them" if rows else "none"
        raise TargetError("not-one", f"{org.host} is asked for the {one.what.replace('_', ' ')} `{one.name}` and has {found}", "fix")
    return str(rows[0]["Id"])


def _parted(one: Given) -> tuple[str, str]:
    """Namespace and name of a set, the former as a query has it."""
    space, between, name = one.name.partition("__")
    return (quoted(space), name) if between else ("null", one.name)
