"""What users are given after a deployment: permission sets and groups, licences for those, flags. What is not assigned has no effect."""

from collections.abc import Iterator

from syncwright.plan.changes import Create, Delete, Forget
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.salesforce.naming import GROUP, SET, User
from syncwright.platforms.salesforce.types import ASSIGNED, ASSIGNMENTS, FLAGS, LICENSES
from syncwright.platforms.salesforce.users import LICENCE_FACT, assignments, own
from syncwright.records import Struct
from syncwright.resource import Resource

_SYSTEM = "Salesforce"


class _Given(Struct, frozen=True):
    """One thing a user gets, or loses. `kind` is the attribute that names it, `title` what it is in words."""

    kind: str
    name: str
    title: str
    taken: bool = False


def assign(planned: Planned, deployed: tuple[str, ...]) -> Iterator[Step]:
    """A step for each thing that each user gets or loses."""
    for user in planned.catalog.users.values():
        given = list(_from_source(planned, user) if planned.in_source else _from_changes(planned, user))
        if given:
            yield from _steps(planned, user, given, deployed)


def _from_changes(planned: Planned, user: User) -> Iterator[_Given]:
    """What the change of a user's assignments says."""
    address = f"{ASSIGNMENTS}/{user.name}"
    for change in planned.changes:
        if change.address == address:
            for edit in change.edits:
                if edit.name is not None:
                    yield _given(edit.attribute, edit.name, edit.new or edit.old or "", taken=edit.new is None)


def _from_source(planned: Planned, user: User) -> Iterator[_Given]:
    """A tree of source says nothing of what users have; but what it does not hold yet, nobody can have."""
    kind, name = own(user)
    address = f"{kind}/{name}"
    for change in planned.changes:
        if change.address == address and isinstance(change, Create | Delete):
            taken = isinstance(change, Delete)
            for had in assignments(planned.catalog, {address}):
                for attribute, parts in _parts(had) if had.name == user.name else ():
                    yield from (_given(attribute, each, said, taken=taken) for each, said in parts.items() if not taken or each == name)


def _parts(had: Resource) -> Iterator[tuple[str, dict[str, str]]]:
    for attribute in (LICENSES, ASSIGNED, FLAGS):
        parts = had.attributes.get(attribute, {})
        if not isinstance(parts, str):
            yield attribute, dict(parts)


def _given(attribute: str, name: str, said: str, *, taken: bool) -> _Given:
    title = {ASSIGNED: said, LICENSES: "permission set licence", FLAGS: "flag"}[attribute]
    return _Given(attribute, name, title, taken)


def _steps(planned: Planned, user: User, given: list[_Given], deployed: tuple[str, ...]) -> Iterator[Step]:
    """Licences first: without them a set cannot be assigned. A group can be assigned once it is recalculated."""
    licences = tuple(_id(user, one) for one in given if one.kind == LICENSES)
    recalculated = {
        change.address.partition("/")[2]
        for change in planned.changes
        if change.address.startswith(f"{GROUP}/") and not isinstance(change, Delete | Forget)
    }
    place = planned.catalog.environment.spec.users.get(user.name)
    known = f"`{place.username}`" if place else f"the user of `{user.name}`"
    for one in given:
        after: tuple[str, ...] = ()
        if one.kind == ASSIGNED:
            after = (*deployed, *licences)
            if one.name in recalculated:
                after = (*after, f"salesforce.recalculated/{one.name}")
        yield Step(
            _id(user, one),
            "assign",
            _SYSTEM,
            _title(one, known),
            user.spec.owner,
            _proves(one, known),
            _carried(planned, user, one),
            () if one.taken else after,
            "\n".join((*_why(one), *([] if place else _told(one, user)))),
            does=_does(one, place.username) if place else {},
        )


def _why(one: _Given) -> Iterator[str]:
    if one.kind == LICENSES and not one.taken:
        yield LICENCE_FACT.worded(LICENCE_FACT.says)


def _told(one: _Given, user: User) -> Iterator[str]:
    """How a person does it, to whom no environment names."""
    where = f"In Setup, Users, open the user that `{user.name}` is in this org"
    if one.kind == FLAGS:
        yield f"{where}, choose Edit, {'clear' if one.taken else 'check'} {one.name.removeprefix('UserPermissions')}, save."
    else:
        listed = {"permission set": "Permission Set Assignments", "permission set group": "Permission Set Group Assignments"}
        yield f"{where}; under {listed.get(one.title, 'Permission Set License Assignments')} {'remove' if one.taken else 'add'} {one.name}."
    yield f"Once the environment says `users: {{{user.name}: {{username: …}}}}`, a plan for its org does it, and sees whether it is so."


def _does(one: _Given, username: str) -> dict[str, str]:
    """What a target is asked for; where nobody says who the user is, a person knows it."""
    what = {ASSIGNED: one.title.replace(" ", "_"), LICENSES: "permission_set_license", FLAGS: "flag"}[one.kind]
    return {"unassign" if one.taken else "assign": what, "name": one.name, "user": username}


def _carried(planned: Planned, user: User, one: _Given) -> tuple[str, ...]:
    """The changes that take effect by it: that of what the user has, and what is made for it, which does nothing unassigned."""
    kinds = (SET, GROUP) if one.kind == ASSIGNED else ()
    meant = {f"{ASSIGNMENTS}/{user.name}", *(f"{kind}/{one.name}" for kind in kinds)}
    return tuple(change.address for change in planned.changes if change.address in meant and not isinstance(change, Forget))


def _id(user: User, one: _Given) -> str:
    return f"salesforce.{'unassign' if one.taken else 'assign'}/{user.name}/{one.name.replace(' ', '_')}"


def _title(one: _Given, known: str) -> str:
    if one.kind == FLAGS:
        return f"{'clear' if one.taken else 'set'} `{one.name}` on the record of {known}"
    return f"{'take' if one.taken else 'assign'} the {one.title} `{one.name}` {'from' if one.taken else 'to'} {known}"


def _proves(one: _Given, known: str) -> str:
    if one.kind == FLAGS:
        return f"`SELECT {one.name} FROM User` answers `{'false' if one.taken else 'true'}` for {known}"  # noqa: S608 - for people to read
    table = "PermissionSetLicenseAssign" if one.kind == LICENSES else "PermissionSetAssignment"
    return f"`{table}` holds {'no row' if one.taken else 'a row'} of {known} and `{one.name}`"
