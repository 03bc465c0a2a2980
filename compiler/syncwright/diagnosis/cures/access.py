"""What lacks of the sync user's access: what the specs ask for, what they do not, and what is asked for and not there."""

from collections.abc import Iterator
from typing import Literal

from syncwright.candidates.sharing import record_access
from syncwright.diagnosis.cures.fields import Concerned, changing, concerned, object_place
from syncwright.diagnosis.errors import Cure, Failure, Known
from syncwright.spec.words import Access

_WRITES = ("two-way", "to-salesforce")
_DEPLOY = "syncwright plan"
_NEVER = ("AutoNumber", "Summary")


def field_edit(known: Known, failure: Failure) -> Iterator[Cure]:
    """Fields that the sync user may not edit."""
    for one in concerned(known, failure):
        yield from _field(known, one, "edit")
    for name in (path for path in failure.fields if "." not in path):
        yield Cure(
            "salesforce", f"the inventory has no field `{name}`; import it again, or look for it in Salesforce", command="syncwright import"
        )


def field_read(known: Known, failure: Failure) -> Iterator[Cure]:
    """Fields that the sync user may not read."""
    for one in concerned(known, failure):
        yield from _field(known, one, "read")


def _field(known: Known, one: Concerned, access: Literal["read", "edit"]) -> Iterator[Cure]:
    connector, direction = known.connector.name, one.direction(known.connector.name)
    place = one.place(connector)
    if access == "edit" and one.held is not None and (reason := _never(one)) is not None:
        yield Cure("platform", f"nobody can edit `{one.path}`: {reason}; what writes it in the marketing platform has to stop", place)
        yield from _writers(known, one)
    elif direction is None:
        says = f"no spec says that `{connector}` syncs `{one.path}`: name it in an object spec, or stop what sends it"
        yield Cure("specs", says, object_place(known, one.object))
    elif direction not in (_WRITES if access == "edit" else ("two-way", "from-salesforce", "to-salesforce")):
        wanted = "`two-way` or `to-salesforce`" if access == "edit" else "`from-salesforce`"
        says = f"`{one.path}` is `{direction}` for `{connector}`: say {wanted} if it is meant to go there, or stop what sends it"
        yield Cure("specs", says, place)
        yield from _writers(known, one)
    else:
        yield granted(known, one, access, direction)


def _never(one: Concerned) -> str | None:
    assert one.held is not None, "asked of what the org holds"
    if one.held.formula is not None:
        return "it is a formula"
    return "Salesforce sets it itself" if one.held.read_only or one.held.fls == "read" or one.held.type in _NEVER else None


def _writers(known: Known, one: Concerned) -> Iterator[Cure]:
    for campaign, place in changing(known, one.object, one.name):
        yield Cure("specs", f"the campaign `{campaign.name}` changes it", place)


def granted(known: Known, one: Concerned, access: str, direction: str) -> Cure:
    """The specs want the sync user to have it. Whether what they make would grant it, says who sees the field."""
    name = one.said.name if one.said is not None else one.name
    place = one.place(known.connector.name)
    seen = next((each for each in known.seen(one.object, name) if each.user == known.user), None)
    through = (seen.edit if access == "edit" else seen.read) if seen is not None else ()
    if through:
        titles = " and ".join(each.title for each in through)
        says = f"the specs have `{known.user}` {access} `{one.path}` (`{direction}`) through {titles}: what is deployed or assigned is not what they say"
        return Cure("deploy", says, place, _DEPLOY)
    return Cure(
        "specs", f"`{one.path}` is `{direction}`, and nothing that is built lets `{known.user}` {access} it", place, "syncwright check"
    )


def object_access(known: Known, failure: Failure) -> Iterator[Cure]:
    """What the sync user may do with the records of an object."""
    owner = failure.object
    if owner is None:
        yield Cure("salesforce", "the error does not say its object: look at the record that it is about, or say `--object`")
        return
    asked = [one for one in known.asked(owner) if one.user == known.user]
    words: set[Access] = {word for one in asked for word in one.access}  # type: ignore[misc]
    if "read" not in words:
        says = f"no spec has `{known.connector.name}` sync `{owner}`, so `{known.user}` gets no access to it"
        yield Cure("specs", says, object_place(known, owner) or known.connector.at("connector"))
        return
    lacking = [word for word in ("create", "edit") if word not in words]
    if lacking and owner in (*known.people, *known.others):
        user = known.catalog.users.get(known.user)
        says = (
            f"the specs do not let `{known.user}` {' or '.join(lacking)} records of `{owner}`: say it under `grants: objects:`, with a why"
        )
        yield Cure("specs", says, user.at("sync_user") if user is not None else None)
    granted = " and ".join(word for word in ("read", "create", "edit", "delete") if word in words)
    says = f"the specs let `{known.user}` {granted} records of `{owner}`: if it cannot, what is deployed or assigned is not what they say"
    yield Cure("deploy", says, asked[0].reason.place, _DEPLOY)
    query = record_access(known.catalog, known.user, next(iter(failure.ids), None))
    yield Cure("salesforce", f"what `{known.user}` may do with one record, sharing says: {query}")
