"""From loaded specs to the catalog: who is who. Each cause gets one finding; what is unknown is left out of the catalog."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from syncwright.catalog import rules
from syncwright.catalog.fields import KIND_WORDS, resolve_objects
from syncwright.catalog.maps import map_findings
from syncwright.catalog.meant import Meant, has_field
from syncwright.catalog.model import Catalog, Named, ObjectFile
from syncwright.catalog.owned import with_owned
from syncwright.catalog.value_findings import value_findings
from syncwright.catalog.values import with_value_sets
from syncwright.diagnostics import Finding, Place
from syncwright.inventory import Object, Org
from syncwright.names import did_you_mean
from syncwright.records import Struct, replace
from syncwright.spec.compiled import (
    CampaignSpec,
    ConnectorSpec,
    EnvironmentSpec,
    EstateSpec,
    FilterSpec,
    MapSpec,
    ObjectSpec,
    PartitionSpec,
    SyncUserSpec,
    ValueSetSpec,
)
from syncwright.spec.load import Loaded


class Estate(Struct):
    """The specs of an estate by kind and name, before anything is known of its orgs."""

    estate: Named[EstateSpec] | None = None
    environments: dict[str, Named[EnvironmentSpec]] = {}
    connectors: dict[str, Named[ConnectorSpec]] = {}
    users: dict[str, Named[SyncUserSpec]] = {}
    maps: dict[str, Named[MapSpec]] = {}
    filters: dict[str, Named[FilterSpec]] = {}
    partitions: dict[str, Named[PartitionSpec]] = {}
    value_sets: dict[str, Named[ValueSetSpec]] = {}
    campaigns: dict[str, Named[CampaignSpec]] = {}
    objects: list[ObjectFile] = []


def gather(specs: Iterable[Loaded], root: str) -> tuple[Estate, list[Finding]]:
    """Specs by kind and name; two of one name are a finding. `root` is the folder, for what is missing altogether."""
    estate = Estate()
    shelves: dict[str, dict[str, Any]] = {
        "environment": estate.environments,
        "connector": estate.connectors,
        "sync_user": estate.users,
        "map": estate.maps,
        "filter": estate.filters,
        "partition": estate.partitions,
        "value_set": estate.value_sets,
        "campaign": estate.campaigns,
    }
    findings: list[Finding] = []
    estates: dict[str, Named[EstateSpec]] = {}
    for loaded in sorted(specs, key=lambda one: one.path):
        if isinstance(loaded.spec, ObjectSpec):
            estate.objects.append(ObjectFile(" ".join(loaded.spec.object), loaded.spec, loaded.path, loaded.notes))
            continue
        name = getattr(loaded.spec, loaded.kind)
        shelf: dict[str, Any] = estates if loaded.kind == "estate" else shelves[loaded.kind]
        taken = next(iter(estates.values()), None) if loaded.kind == "estate" else shelf.get(name)
        if taken is not None:
            message = "there is an estate already" if loaded.kind == "estate" else f"there is a {loaded.kind} `{name}` already"
            findings.append(
                rules.NAME_TAKEN(
                    loaded.at(loaded.kind),
                    message,
                    help="an estate has one such spec: delete the other" if loaded.kind == "estate" else "rename one of the two",
                    related=((taken.at(loaded.kind), "here"),),
                )
            )
            continue
        shelf[name] = Named(name, loaded.spec, loaded.path)
    estate.estate = next(iter(estates.values()), None)
    if estate.estate is None:
        help_ = "write an `estate.yaml`, or run `syncwright init` in an empty folder"
        findings.append(rules.NO_ESTATE(Place(root), "no file here is of kind `estate`", help=help_))
    for shelf in shelves.values():
        ordered = sorted(shelf.items())
        shelf.clear()
        shelf.update(ordered)
    return estate, findings


def choose_environment(estate: Estate, wanted: str | None, root: str) -> Named[EnvironmentSpec] | Finding:
    """The environment asked for, else the estate's default, else the only one."""
    names = estate.environments
    listed = f"environments: {', '.join(f'`{n}`' for n in names)}" if names else "write an `environments/production.yaml`"
    if wanted is not None:
        if wanted in names:
            return names[wanted]
        return rules.UNKNOWN_ENVIRONMENT(Place(root), f"there is no environment `{wanted}`", help=did_you_mean(wanted, names) or listed)
    said = estate.estate.spec.default_environment if estate.estate else None
    if said is not None and estate.estate is not None:
        if said in names:
            return names[said]
        place = estate.estate.at("default_environment")
        return rules.UNKNOWN_ENVIRONMENT(place, f"there is no environment `{said}`", help=did_you_mean(said, names) or listed)
    if len(names) == 1:
        return next(iter(names.values()))
    message = "there is no environment" if not names else "there are several environments and none is the default"
    place = estate.estate.at("estate") if estate.estate else Place(root)
    return rules.UNKNOWN_ENVIRONMENT(
        place, message, help=listed if not names else "say `default_environment:` in the estate, or use `--env`"
    )


def resolve(
    estate: Estate,
    environment: Named[EnvironmentSpec],
    org: Org | None,
    rule_names: Sequence[str],
    today: date,
    lost: Collection[str | None] = (),
) -> tuple[Catalog, list[Finding]]:
    """The catalog of one environment, with the org as it will be once the estate's own fields are there.

    Without an org (no inventory yet) fields are taken at their word. `lost`: kinds of which a file was refused, so that a name may be
    unknown for that alone.
    """
    assert estate.estate is not None, "gather() found an estate, or compile stopped"
    if org is not None:
        org = with_value_sets(with_owned(org, estate.objects), estate.value_sets.values())
    findings = [
        *_owners(estate),
        *_users(estate),
        *_places(estate),
        *_rules(estate, rule_names),
        *_grants(estate, org),
        *map_findings(estate.maps),
    ]
    objects, rare, of_objects = resolve_objects(estate.objects, estate.connectors, org)
    of_values = value_findings(estate.objects, estate.value_sets, org) if org is not None else ()
    connectors, users = _present(estate, environment.spec)
    catalog = Catalog(
        estate.estate, environment, connectors, users, estate.maps, objects, org or Org(), today, estate.value_sets,
        rare=rare, environments=estate.environments,
    )  # fmt: skip
    if beyond := [one for one in estate.objects if one.spec.of != "salesforce"]:
        from syncwright.catalog.elsewhere import elsewhere

        there, of_these = elsewhere(beyond, connectors)
        catalog, of_objects = replace(catalog, elsewhere=there), [*of_objects, *of_these]
    if estate.filters or estate.partitions:
        from syncwright.catalog.filters import resolve_filters

        known = {address for one in estate.connectors.values() for address in _addresses(one)}
        filters, partitions, of_filters = resolve_filters(
            catalog, estate.filters, estate.partitions, known, lost, looked_up=org is not None
        )
        catalog, of_objects = replace(catalog, filters=filters, partitions=partitions), [*of_objects, *of_filters]
    if estate.campaigns:
        from syncwright.catalog.campaigns import resolve_campaigns

        known = {address for one in estate.connectors.values() for address in _addresses(one)}
        catalog, of_campaigns = resolve_campaigns(catalog, estate.campaigns, known, lost, looked_up=org is not None)
        of_objects = [*of_objects, *of_campaigns]
    return catalog, [*findings, *of_objects, *of_values]


def _present(estate: Estate, environment: EnvironmentSpec) -> tuple[dict[str, Named[ConnectorSpec]], dict[str, Named[SyncUserSpec]]]:
    """The connectors that are not absent here, and the users without those whose connectors all are."""
    connectors = {name: one for name, one in estate.connectors.items() if not _absent(one, environment)}
    idle = {one.spec.sync_user for one in estate.connectors.values()} - {one.spec.sync_user for one in connectors.values()}
    return connectors, {name: user for name, user in estate.users.items() if name not in idle}


def _absent(connector: Named[ConnectorSpec], environment: EnvironmentSpec) -> bool:
    parts = [f"{connector.name}/{part}" for part in connector.spec.parts()]
    gone = {address for address, place in environment.connectors.items() if place == "absent"}
    return connector.name in gone or bool(parts and gone.issuperset(parts))


def _owners(estate: Estate) -> Iterable[Finding]:
    assert estate.estate is not None, "resolve() asserts it"
    known = estate.estate.spec.owners
    for one, keys, owner in _owned(estate, known):
        if owner is not None and owner not in known:
            listed = f"owners: {', '.join(f'`{name}`' for name in sorted(known))}"
            yield rules.UNKNOWN_OWNER(one.at(*keys), f"`{owner}` is no owner of this estate", help=did_you_mean(owner, known) or listed)


def _owned(estate: Estate, known: Collection[str]) -> Iterable[tuple[Named[Any], tuple[str, ...], str | None]]:
    """Whatever has an owner; the fields of a file only if any of them has one that is not known."""
    named = (estate.connectors, estate.users, estate.maps, estate.value_sets, estate.filters, estate.partitions, estate.campaigns)
    specs: list[Named[Any]] = [*(one for shelf in named for one in shelf.values()), *estate.objects]
    assert estate.estate is not None, "resolve() asserts it"
    for one in (estate.estate, *specs):
        yield one, ("owner",), one.spec.owner
    for connector in estate.connectors.values():
        operations = connector.spec.operations
        if operations is not None:
            yield connector, ("operations", "errors_owner"), operations.errors_owner
            yield connector, ("operations", "deputy"), operations.deputy
    for group in estate.objects:
        yield group, ("defaults", "owner"), group.spec.defaults.owner
        for name, spec in group.spec.fields.items() if not group.notes.owners.issubset(known) else ():
            if spec.owner is not None:
                yield group, ("fields", name, "owner"), spec.owner


def _users(estate: Estate) -> Iterable[Finding]:
    for connector in estate.connectors.values():
        user = connector.spec.sync_user
        if user not in estate.users:
            help_ = did_you_mean(user, estate.users) or "write it as a spec of kind `sync_user`"
            yield rules.UNKNOWN_SYNC_USER(connector.at("sync_user"), f"there is no sync user `{user}`", help=help_)


def _grants(estate: Estate, org: Org | None) -> Iterable[Finding]:
    """Objects and fields that users are granted. What another package brings is declared so, and is not looked up."""
    if org is None:
        return
    meant = Meant(org)
    for user in estate.users.values():
        for name, on_object in user.spec.grants.objects.items():
            place = Place(user.path, ("grants", "objects", name), "key")
            if name in org.objects:
                yield from _ungrantable(user, org.objects[name], place)
            elif not on_object.external:
                yield rules.UNKNOWN_OBJECT(place, f"the org has no object `{name}`", help=meant.object(name))
        for path, on_field in user.spec.grants.fields.items():
            owner, _, field = path.partition(".")
            place = Place(user.path, ("grants", "fields", path), "key")
            if has_field(org, owner, field):
                yield from _ungrantable(user, org.objects[owner], place)
            elif on_field.external:
                continue
            elif owner in org.objects:
                yield rules.UNKNOWN_FIELD(place, f"`{owner}` has no field `{field}` in this org", help=meant.field(owner, field))
            else:
                yield rules.UNKNOWN_OBJECT(place, f"the org has no object `{owner}`", help=meant.object(owner))


def _ungrantable(user: Named[SyncUserSpec], held: Object, place: Place) -> Iterable[Finding]:
    # Permission sets do hold access to those, and what was adopted is kept as it is.
    if held.kind in KIND_WORDS and user.spec.preset != "adopted":
        message = f"`{held.name}` is {KIND_WORDS[held.kind]}, and no access to those is granted here"
        yield rules.OBJECT_CANNOT_SYNC(place, message, help="a sync user does not need it")


def _places(estate: Estate) -> Iterable[Finding]:
    """Connectors and users that environments speak of."""
    addresses = {address for one in estate.connectors.values() for address in _addresses(one)}
    for environment in estate.environments.values():
        for address in environment.spec.connectors:
            if address not in addresses:
                message = f"there is no connector `{address}`"
                place = Place(environment.path, ("connectors", address), "key")
                yield rules.UNKNOWN_CONNECTOR(place, message, help=did_you_mean(address, addresses))
        for user in environment.spec.users:
            if user not in estate.users:
                place = Place(environment.path, ("users", user), "key")
                yield rules.UNKNOWN_SYNC_USER(place, f"there is no sync user `{user}`", help=did_you_mean(user, estate.users))


def _addresses(connector: Named[ConnectorSpec]) -> Iterable[str]:
    yield connector.name
    for part in connector.spec.parts():
        yield f"{connector.name}/{part}"


def _rules(estate: Estate, known: Sequence[str]) -> Iterable[Finding]:
    assert estate.estate is not None, "resolve() asserts it"
    for name in estate.estate.spec.policy.rules:
        if name not in known:
            place = Place(estate.estate.path, ("policy", "rules", name), "key")
            yield rules.UNKNOWN_RULE(place, f"there is no rule `{name}` whose severity can be set", help=did_you_mean(name, known))
    for path, keys, allowed in allowances(estate):
        for name in allowed:
            if name not in known:
                place = Place(path, (*keys, "allow", name), "key")
                yield rules.UNKNOWN_RULE(place, f"there is no rule `{name}` that can be allowed", help=did_you_mean(name, known))


def allowances(estate: Estate) -> Iterable[tuple[str, tuple[str, ...], Mapping[str, Any]]]:
    """Every `allow:` in the estate: file, keys of what it stands in, and what it allows."""
    shelves = (
        estate.environments,
        estate.connectors,
        estate.users,
        estate.maps,
        estate.value_sets,
        estate.filters,
        estate.partitions,
        estate.campaigns,
    )
    singles: list[Named[Any]] = [one for shelf in shelves for one in shelf.values()]
    every: list[Named[Any]] = [*([estate.estate] if estate.estate else []), *singles, *estate.objects]
    for one in every:
        if one.spec.allow:
            yield one.path, (), one.spec.allow
    for group in estate.objects:
        for name, spec in group.notes.telling.items():
            if spec.allow:
                yield group.path, ("fields", name), spec.allow
