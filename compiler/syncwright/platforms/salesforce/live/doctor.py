"""Whether an org would carry out what plans ask of it: who we are there, which API it offers, what we may do. Changes nothing."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from syncwright.catalog.banded import banded
from syncwright.catalog.model import Catalog
from syncwright.facts import Fact
from syncwright.platform import Check
from syncwright.platforms.salesforce.live.login import PREFIX, way
from syncwright.platforms.salesforce.live.opening import open_org
from syncwright.platforms.salesforce.live.org import Org, OtherOrg, Who
from syncwright.records import Struct
from syncwright.target import TargetError


class Need(Struct, frozen=True):
    """A permission that steps need. `any_of`: by API name, the one that is enough and no more first. `when`: whether specs have such steps."""

    title: str
    any_of: tuple[str, ...]
    steps: str
    fact: Fact
    when: Callable[[Catalog], bool] = lambda _catalog: True


def _has_users(catalog: Catalog) -> bool:
    return any(name in catalog.users for name in catalog.environment.spec.users)


def _has_flows(catalog: Catalog) -> bool:
    return bool(banded(catalog)) or any(one.stored for one in catalog.scopes())


NEEDS: Sequence[Need] = (
    Need("API Enabled", ("ApiEnabled",), "every step", Fact("any use of the API needs it", "developer.salesforce.com: meta_rest_deploy_enable_cli")),
    Need(
        "Modify Metadata Through Metadata API Functions",
        ("ModifyMetadata", "ModifyAllData"),
        "deployments and reading back",
        Fact("a deployment needs this or Modify All Data", "developer.salesforce.com: meta_rest_deploy_enable_cli"),
    ),
    Need(
        "Assign Permission Sets",
        ("AssignPermissionSets", "ManageUsers"),
        "assignments of permission sets, groups and licences",
        Fact("Manage Users depends on it, and brings it along", "the org's own refusal of Manage Users without it, told by users", certain=False),
        _has_users,
    ),
    Need(
        "Manage Flow",
        ("ManageInteraction",),
        "activation of flows",
        Fact("making a version of a flow active needs it", "the label of the permission; no page that says so was read", certain=False),
        _has_flows,
    ),
)  # fmt: skip
_EVERYTHING = "ModifyAllData"
_ASKED = sorted({name for need in NEEDS for name in need.any_of} | {_EVERYTHING})


def checks(catalog: Catalog, variables: Mapping[str, str]) -> Iterator[Check]:
    """Everything that can be looked at, in the order in which one needs the other."""
    place, version = catalog.environment.spec.salesforce, catalog.estate.spec.salesforce.api_version
    try:
        said = way(variables)
        org = open_org(variables, place.instance, place.org, version)
    except TargetError as error:
        yield _refused("credentials", error)
        return
    yield Check("credentials", "ok", f"`{PREFIX}…` variables name the way to log in: {said.name}")
    if said.name == "sf":
        yield from _program(variables)
    try:
        who = org.who()
    except TargetError as error:
        yield _refused("org" if isinstance(error, OtherOrg) else "login", error)
        return
    yield Check("login", "ok", f"accepted by {org.host}: we are `{who.username}`, {who.user}")
    yield Check("org", "ok", f"{org.host} is the org `{who.org}`, as the specs say")
    yield _offered(org, version)
    yield from _permissions(catalog, org, who)
    yield from _records(catalog, org)


def _refused(name: str, error: TargetError) -> Check:
    unknown = error.remedy in ("later", "tomorrow", "look") and error.code != "other-host"
    helps = {
        "org": "take the credentials of that org, or correct `salesforce` in the environment's spec",
        "credentials": "the variables of each way to log in stand in the README, below *On an org*",
    }
    return Check(name, "unknown" if unknown else "missing", f"{error.code}: {error.says}", help=helps.get(name, ""), refused=name != "org")


def _offered(org: Org, version: str) -> Check:
    try:
        said = org.get("/services/data")
    except TargetError as error:
        return Check("API version", "unknown", f"{error.code}: {error.says}")
    offered = [one.get("version") for one in said if isinstance(one, dict)] if isinstance(said, list) else []
    numbers = sorted((float(one), one) for one in offered if isinstance(one, str) and re.fullmatch(r"[0-9]{1,3}\.[0-9]", one))
    if not numbers:
        return Check("API version", "unknown", f"{org.host} does not say which versions it offers")
    newest = numbers[-1][1]
    if version in offered:
        return Check("API version", "ok", f"{version} is offered; the newest is {newest}")
    return Check(
        "API version", "missing", f"{version} is not offered; the newest is {newest}", help="say `api_version` in the estate's spec"
    )


def _permissions(catalog: Catalog, org: Org, who: Who) -> Iterator[Check]:
    columns = ", ".join(f"Permissions{name}" for name in _ASKED)
    try:
        rows = org.query(f"SELECT {columns} FROM UserPermissionAccess")  # noqa: S608 - names of ours
        held = _held(rows)
    except TargetError as error:
        yield from (
            Check(need.title, "unknown", f"{org.host} does not say what `{who.username}` may do: {error.code}", need.steps)
            for need in NEEDS
            if need.when(catalog)
        )
        return
    for need in NEEDS:
        if need.when(catalog):
            yield _need(need, held, who)
    yield _too_much(held, who)


def _held(rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """What we may do, of what was asked. UserPermissionAccess answers about whoever asks, with one row."""
    if len(rows) != 1 or not all(isinstance(rows[0].get(f"Permissions{name}"), bool) for name in _ASKED):
        raise TargetError("bad-answer", "UserPermissionAccess has another shape than documented", "look")
    return frozenset(name for name in _ASKED if rows[0][f"Permissions{name}"])


def _need(need: Need, held: frozenset[str], who: Who) -> Check:
    through = next((name for name in need.any_of if name in held), None)
    if through is None:
        helps = f"give `{who.username}` a permission set with `{need.any_of[0]}`; {need.fact.worded(need.fact.says)}"
        return Check(need.title, "missing", f"`{who.username}` does not have it", need.steps, helps)
    return Check(need.title, "ok", f"`{who.username}` has it" + ("" if through == need.any_of[0] else f" through `{through}`"), need.steps)


def _too_much(held: frozenset[str], who: Who) -> Check:
    if _EVERYTHING not in held:
        return Check("Modify All Data", "ok", f"`{who.username}` does not have it, and no step needs it")
    instead = "`ModifyMetadata` and access to the objects that are backfilled are enough"
    return Check(
        "Modify All Data", "too much", f"`{who.username}` may change every record of the org, and no step needs that", help=instead
    )


def _records(catalog: Catalog, org: Org) -> Iterator[Check]:
    """Objects whose records are written, with the fields that are: those of filters that keep their answer, and of bands."""
    fields: dict[str, set[str]] = {}
    for scope in catalog.scopes():
        for of, stored in scope.stored.items():
            fields.setdefault(of, set()).add(stored.field)
    for one in banded(catalog):
        fields.setdefault(one.object, set()).add(one.name)
    for name, wanted in sorted(fields.items()):
        yield _writable(org, name, sorted(wanted))


def _writable(org: Org, name: str, wanted: Sequence[str]) -> Check:
    title, steps = f"writing {name}", "backfills by Bulk API 2.0"
    try:
        said = org.get(f"sobjects/{name}/describe")
    except TargetError as error:
        missing = error.remedy == "fix"
        helps = f"give access to read and edit `{name}`" if missing else ""
        return Check(title, "missing" if missing else "unknown", f"{error.code}: {error.says}", steps, helps)
    rows = said.get("fields") if isinstance(said, dict) else None
    if not isinstance(rows, list) or not isinstance(said.get("updateable"), bool):
        return Check(title, "unknown", f"{org.host} does not describe `{name}`", steps)
    if not (said["updateable"] and said.get("queryable")):
        return Check(title, "missing", f"records of `{name}` cannot be read and edited", steps, f"give access to read and edit `{name}`")
    there = {str(row.get("name")).casefold(): row.get("updateable") is True for row in rows if isinstance(row, dict)}
    shut = [one for one in wanted if there.get(one.casefold()) is False]
    if shut:
        return Check(
            title, "missing", f"`{name}.{shut[0]}` cannot be edited", steps, "give edit on it in a permission set of whoever applies"
        )
    later = [one for one in wanted if one.casefold() not in there]
    if later:
        return Check(title, "unknown", f"`{name}.{later[0]}` is not there yet, or may not be seen", steps)
    return Check(title, "ok", f"records of `{name}` can be read and edited, with {', '.join(f'`{one}`' for one in wanted)}", steps)


def _program(variables: Mapping[str, str]) -> Iterator[Check]:
    # Hardly anyone needs it.
    from syncwright.platforms.salesforce.live.sf_wire import versions

    try:
        found = versions(variables)
    except TargetError as error:
        yield Check("sf", "missing", f"{error.code}: {error.says}", refused=True)
        return
    yield Check("sf", "ok" if found else "unknown", found or "it does not say which version it is")
