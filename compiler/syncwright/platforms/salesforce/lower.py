"""Wants as resources, user by user: a permission set closed under what it needs, and what is made besides; each part with its reasons."""

from collections.abc import Iterator

from syncwright.catalog.banded import banded
from syncwright.catalog.model import Catalog
from syncwright.catalog.owned import created
from syncwright.diagnostics import Finding
from syncwright.platform import Lowered
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.closure import close
from syncwright.platforms.salesforce.composed import Hidden, group, groups_within, hideable, profiles
from syncwright.platforms.salesforce.destructive import deleted
from syncwright.platforms.salesforce.effective import effective
from syncwright.platforms.salesforce.elements import ATTRIBUTES, too_new
from syncwright.platforms.salesforce.facts import DESCRIPTION_LENGTH, LABEL_LENGTH
from syncwright.platforms.salesforce.gaps import gaps
from syncwright.platforms.salesforce.granting import Granted, Granting, of_field, of_grants
from syncwright.platforms.salesforce.grants import Grants
from syncwright.platforms.salesforce.leaks import leaks, unknown
from syncwright.platforms.salesforce.naming import SET, User, adopted, own_set, taken_names
from syncwright.platforms.salesforce.overgrants import over_grants
from syncwright.platforms.salesforce.parts import parts
from syncwright.platforms.salesforce.professional import professional, unmade
from syncwright.records import Struct
from syncwright.resource import Resource
from syncwright.spec.words import Access
from syncwright.want import Reason, WantField, WantFields, WantHidden, Wants, each


class _Asked(Struct):
    """What is asked for one user: what it is granted, if anything; what connectors ask for besides fields; what is to be hidden."""

    grants: Grants
    granted: bool = False
    by_connectors: list[Granted] = []
    hidden: list[WantHidden] = []


def lower(catalog: Catalog, wants: Wants) -> Lowered:
    """What is made for each user, and findings for what cannot be granted, cannot be hidden or should be looked at."""
    findings: list[Finding] = []
    resources: list[Resource] = []
    if professional(catalog):
        findings += unmade(catalog, wants)
    else:
        resources += _permissions(catalog, wants, findings)
    ours = any(created(catalog))
    if ours:
        # Start-up time: most estates create none.
        from syncwright.platforms.salesforce.owned_fields import lowered

        fields, found = lowered(catalog)
        resources += fields
        findings += found
    if ours or catalog.value_sets:
        from syncwright.platforms.salesforce.value_checks import findings as of_values
        from syncwright.platforms.salesforce.value_sets import value_sets

        resources += value_sets(catalog)
        findings += of_values(catalog)
    if banded(catalog):
        # Start-up time: most estates have none.
        from syncwright.platforms.salesforce.band_checks import findings as of_bands
        from syncwright.platforms.salesforce.band_flows import resources as flows

        findings += of_bands(catalog)
        resources += flows(catalog)
    if catalog.filters or catalog.partitions:
        # Start-up time: most estates have none.
        from syncwright.platforms.salesforce.filters.checks import findings as of_kept
        from syncwright.platforms.salesforce.filters.made import resources as of_answers

        findings += of_kept(catalog)
        resources += of_answers(catalog)
    if catalog.filters:
        from syncwright.platforms.salesforce import sharing

        resources += sharing.resources(catalog)
        findings += sharing.findings(catalog)
    return Lowered(tuple(sorted(resources, key=lambda one: one.address)), tuple(findings))


def _permissions(catalog: Catalog, wants: Wants, findings: list[Finding]) -> list[Resource]:
    """Permission sets, groups with their muting sets, and rows of profiles."""
    findings += (*taken_names(catalog), *parts(catalog))
    asked = _asked(catalog, wants, findings)
    made: dict[str, Resource] = {}
    for name, one in asked.items():
        user = catalog.users[name]
        if not adopted(user):
            # An integration user of a platform brings its access to objects along; an ordinary one has what it is given here.
            close(one.grants, catalog.org, objects_of_fields=user.spec.kind == "user")
        findings += too_new(catalog, one.grants, kept=adopted(user))
        if one.granted:
            made[own_set(user)] = _permission_set(catalog, user, one.grants)
    resources = [*made.values(), *_besides(catalog, asked, made, findings)]
    users = effective(catalog, resources)
    findings += unknown(users)
    for name, one in asked.items():
        user = catalog.users[name]
        findings += leaks(catalog, one.hidden, users)
        findings += over_grants(user, one.grants, one.by_connectors, users[name])
        if adopted(user):
            findings += gaps(catalog, user, one.grants, one.by_connectors, users[name])
    return resources


def _asked(catalog: Catalog, wants: Wants, findings: list[Finding]) -> dict[str, _Asked]:
    """The wants of each user. What was adopted is kept, rows and all; what connectors ask for beyond that is not granted."""
    users = {user.name: _Asked(Grants(), adopted(user)) for user in catalog.users.values()}
    kept = {user.name for user in catalog.users.values() if adopted(user)}
    granting = Granting(catalog, findings)
    gone = {f"{field.object}.{field.name}" for field in deleted(catalog)}
    for asked in wants:
        one = users[asked.user]
        if isinstance(asked, WantFields) and not gone and asked.user not in kept:
            granting.fields(asked, one.grants)
            one.granted = True
            continue
        for want in each((asked,)):
            if gone and isinstance(want, WantField) and f"{want.object}.{want.field}" in gone:
                findings += _granted_and_deleted(want)
            elif isinstance(want, WantHidden):
                one.hidden.append(want)
            elif want.user in kept:
                _keep(want, one, granting)
            else:
                if not isinstance(want, WantField) and not of_grants(want):
                    one.by_connectors.append(want)
                granting.grant(want, one.grants)
                one.granted = True
    return users


def _granted_and_deleted(want: WantField) -> Iterator[Finding]:
    """A field that is to be deleted is granted to nobody: a row that names it would be refused once it is gone."""
    if of_grants(want):
        message = f"`{want.object}.{want.field}` is to be deleted, and `{want.user}` is granted it here"
        yield rules.DELETED_FIELD_GRANTED(want.reason.place, message, help="take it out of `grants`, or do not delete the field yet")


def _keep(want: Granted, one: _Asked, granting: Granting) -> None:
    if of_grants(want):
        granting.keep(want, one.grants)
    elif of_field(want):
        granting.grant(want, one.grants)
    else:
        one.by_connectors.append(want)


def _besides(catalog: Catalog, asked: dict[str, _Asked], made: dict[str, Resource], findings: list[Finding]) -> Iterator[Resource]:
    """Groups with their muting sets, and rows of profiles."""
    hidden: dict[str, Hidden] = {}
    for name, one in asked.items():
        user = catalog.users[name]
        hidden[name] = hideable(catalog, one.hidden, one.grants.fields)
        if user.spec.group:
            findings += groups_within(catalog, user, made)
            yield from group(catalog, user, hidden[name], made)
    yield from profiles(catalog, hidden)


def _permission_set(catalog: Catalog, user: User, grants: Grants) -> Resource:
    name, said = own_set(user), user.spec.permission_set
    estate = catalog.estate.name
    # A set that keeps the name it had when it was adopted had no description then.
    kept = user.spec.preset == "adopted" and said.name is not None
    description = f"What the sync user {user.name} may see and do. Compiled from the specs of {estate}: change those, not this set."
    objects: dict[str, list[Access]] = {}
    for object_name, access in sorted(grants.objects):
        objects.setdefault(object_name, []).append(access)
    rows: dict[str, dict[str, str]] = {kind: {} for kind in ATTRIBUTES}
    because: dict[str, dict[str, tuple[Reason, ...]]] = {}
    for kind, held in grants.elements.items():
        rows[kind] = {each: access for each, (access, _) in sorted(held.items())}
        because[kind] = {each: reasons for each, (_, reasons) in held.items()}
    rows["objects"] = {each: " ".join(accesses) for each, accesses in sorted(objects.items())}
    rows["fields"] = {field: "edit" if field in grants.edits else "read" for field in sorted(grants.fields)}
    rows["permissions"] = dict.fromkeys(sorted(grants.permissions), "yes")
    because["objects"] = {f"{owner}:{access}": reasons for (owner, access), reasons in grants.objects.items()}
    because["fields"] = grants.fields
    because["permissions"] = grants.permissions
    return Resource(
        f"{SET}/{name}",
        {
            "label": said.label or name.replace("_", " ")[:LABEL_LENGTH],
            "description": said.description or ("" if kept else description[:DESCRIPTION_LENGTH]),
            "license": said.license or "",
            "activation_required": "true" if said.activation_required else "false",
            **{attribute: rows[kind] for kind, attribute in ATTRIBUTES.items()},
        },
        {ATTRIBUTES[kind]: held for kind, held in because.items()},
    )
