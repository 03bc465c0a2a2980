"""Flows of an org: which version is active, and making the newest one so. A deployment makes a version and activates none.

Source: FlowDefinition in the Tooling API Reference: its metadata say the number of the active version.
"""

from collections.abc import Mapping
from typing import Any

from syncwright.platforms.salesforce.filters.soql import quoted
from syncwright.platforms.salesforce.flow_steps import AS_ACTIVE
from syncwright.platforms.salesforce.live.org import Org
from syncwright.records import Struct
from syncwright.target import Settled, TargetError


class Versions(Struct, frozen=True):
    """A flow's id, and the numbers of its newest version and of the active one; 0 for none."""

    id: str
    newest: int
    active: int


def versions(org: Org, name: str) -> Versions:
    """Those of a flow. Raises TargetError if the org has none of that name."""
    columns = "Id, DeveloperName, ActiveVersion.VersionNumber, LatestVersion.VersionNumber"
    rows = org.query(f"SELECT {columns} FROM FlowDefinition WHERE DeveloperName = {quoted(name)}", tooling=True)  # noqa: S608 - quoted as SOQL asks
    if len(rows) != 1:
        raise TargetError(
            "no-flow", f"{org.host} has no flow `{name}`" if not rows else f"{org.host} has {len(rows)} flows `{name}`", "fix"
        )
    return Versions(str(rows[0]["Id"]), _number(rows[0], "LatestVersion"), _number(rows[0], "ActiveVersion"))


def activate(org: Org, name: str) -> Settled:
    """Make the newest version the active one. Raises TargetError, with what is known of production, and OutcomeUnknown."""
    found = versions(org, name)
    if found.newest and found.active == found.newest:
        return Settled(True, says=f"version {found.newest} is active already")
    try:
        org.patch(f"tooling/sobjects/FlowDefinition/{found.id}", {"Metadata": {"activeVersionNumber": found.newest}})
    except TargetError as error:
        if error.remedy != "fix":
            raise
        raise TargetError(
            error.code, f"{error.says}; {AS_ACTIVE.says} ({AS_ACTIVE.source}). Activate it in Setup, and attest the step", error.remedy
        ) from error
    return Settled(True, says=f"version {found.newest}")


def missing(org: Org, name: str) -> tuple[str, ...]:
    """What is not so of an active flow."""
    found = versions(org, name)
    if found.newest and found.active == found.newest:
        return ()
    active = f"version {found.active} of the flow `{name}` is active" if found.active else f"no version of the flow `{name}` is active"
    return (f"{active}, and {found.newest} is the newest",)


def _number(row: Mapping[str, Any], version: str) -> int:
    found = row.get(version)
    number = found.get("VersionNumber") if isinstance(found, Mapping) else None
    return number if isinstance(number, int) else 0
