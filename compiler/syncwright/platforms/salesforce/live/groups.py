"""Permission set groups that an org works out anew after a deployment. Nothing is asked for: we wait. Source: PermissionSetGroup in the Object Reference."""

from syncwright.platforms.salesforce.filters.soql import quoted
from syncwright.platforms.salesforce.live.org import Org
from syncwright.target import Running, Settled, TargetError

#: Nobody can be assigned to a group in another state; an org gets out of these two by itself.
DONE, UNDER_WAY = "Updated", ("Updating", "Outdated")


def status(org: Org, name: str) -> str:
    """The state of a group. Raises TargetError if the org has none of that name."""
    rows = org.query(f"SELECT Status FROM PermissionSetGroup WHERE DeveloperName = {quoted(name)} AND NamespacePrefix = null")  # noqa: S608 - quoted as SOQL asks
    if len(rows) != 1:
        raise TargetError("no-group", f"{org.host} has no permission set group `{name}`", "fix")
    return str(rows[0].get("Status"))


def polled(org: Org, name: str) -> Running | Settled:
    """Whether it is worked out."""
    found = status(org, name)
    if found in UNDER_WAY:
        return Running()
    return (
        Settled(True)
        if found == DONE
        else Settled(False, ((name, f"its status is {found}"),), f"the group `{name}` could not be worked out")
    )


def missing(org: Org, name: str) -> tuple[str, ...]:
    """What is not so of a group that is worked out."""
    found = status(org, name)
    return () if found == DONE else (f"the status of the group `{name}` is {found}, and not {DONE}",)
