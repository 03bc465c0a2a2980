"""What is wrong with the access of a connector's user: what it lacks, what nobody asks for, what cannot be assigned to it, who else has its set."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog.at import direction
from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.platforms.account_engagement import facts as documented
from syncwright.platforms.account_engagement.access import facts
from syncwright.platforms.account_engagement.access.users import (
    User,
    all_known,
    held,
    is_integration,
    lacking,
    permitted,
    profile_of,
    user_of,
)
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.units import connectors, units
from syncwright.spec.words import Access

PAGES = "syncwright.platforms.account_engagement.pages"

#: Salesforce Help, "Add permissions to the connector user": its table of objects.
OBJECT_ACCESS_LACKING = Rule("AEN830", "object-access-lacking", "error", PAGES)
#: Salesforce Help, "How sync behavior works".
OPT_OUT_HIDDEN = Rule("AEN831", "opt-out-hidden", "error", PAGES)
#: What no page asks for; SFC612 has what reaches far and is not brought along.
PERMISSION_NOT_ASKED_FOR = Rule("AEN832", "permission-not-asked-for", "warning", PAGES)
#: A third party says so, and for the licence nobody says the opposite.
SET_NOT_ASSIGNABLE = Rule("AEN833", "set-not-assignable", "warning", PAGES)
NO_MARKETING_USER = Rule("AEN834", "no-marketing-user", "warning", PAGES)
#: A third party says so.
CONNECTOR_SET_ELSEWHERE = Rule("AEN835", "connector-set-elsewhere", "warning", PAGES)

_WORDS: Mapping[Access, str] = {
    "read": "Read",
    "create": "Create",
    "edit": "Edit",
    "delete": "Delete",
    "view-all": "View All",
    "modify-all": "Modify All",
}


def wanted_objects(catalog: Catalog, connector: str) -> dict[str, tuple[Access, ...]]:
    """The objects that sync, each with the access that Salesforce Help lists; a member of a campaign is reached through the campaign."""
    wanted: dict[str, tuple[Access, ...]] = {}
    for name, one in catalog.objects.items():
        if one.syncs(connector) and (name in documented.CONNECTOR_USER_OBJECTS or name.endswith("__c")):
            wanted[name] = documented.CONNECTOR_USER_OBJECTS.get(name, ("read",))
    if "CampaignMember" in wanted:
        del wanted["CampaignMember"]
        wanted.setdefault("Campaign", ("read",))
    return wanted


def _users(catalog: Catalog) -> Iterator[tuple[Named[AccountEngagementConnector], User]]:
    for connector in connectors(catalog):
        user = user_of(catalog, connector)
        if user is not None:
            yield connector, user


@OBJECT_ACCESS_LACKING.check
def _lacking(catalog: Catalog) -> Iterator[Finding]:
    """Of an ordinary user the access is made from the specs, or a gap in what was adopted is SFC608's."""
    for connector, user in _users(catalog):
        if not is_integration(user) or not all_known(catalog, user):
            continue
        wanted = wanted_objects(catalog, connector.name)
        found = [f"{_WORDS[word]} on `{name}`" for name, word in lacking(catalog, user, wanted)]
        found += [f"`{name}`" for name in documented.OF_OBJECTS if wanted and not permitted(catalog, user, "permissions", name)]
        if found:
            profile = profile_of(catalog, user)
            assert profile is not None, "all is known"
            message = f"`{user.name}` lacks {_listed(found)}: {documented.CONNECTOR_USER.says}"
            help_ = f"give it back to the profile `{profile.name}`, or grant it under `grants:` with the reason"
            yield OBJECT_ACCESS_LACKING(profile.place, message, help=help_, related=((connector.at("sync_user"), "its connector"),))


@OPT_OUT_HIDDEN.check
def _opt_out(catalog: Catalog) -> Iterator[Finding]:
    every = list(units(catalog))
    for connector in connectors(catalog):
        addresses = [unit.address for unit in every if unit.connector.name == connector.name]
        for name in facts.PEOPLE:
            one = catalog.objects.get(name)
            field = one.fields.get(facts.OPTED_OUT_FIELD) if one is not None and one.syncs(connector.name) else None
            if field is None or connector.name not in field.directions:
                continue
            hidden = [address for address in addresses if direction(field, address) == "hidden"]
            if hidden:
                where = _listed([f"`{address}`" for address in (hidden if len(hidden) < len(addresses) else [connector.name])])
                message = f"`{name}.{field.name}` is hidden from {where}: {facts.OPTED_OUT.says}"
                yield OPT_OUT_HIDDEN(field.at(), message, help="sync it, if only `from-salesforce`")


@PERMISSION_NOT_ASKED_FOR.check
def _not_asked(catalog: Catalog) -> Iterator[Finding]:
    for connector, user in _users(catalog):
        yield from _granted(user)
        profile = profile_of(catalog, user)
        for one in held(catalog, user):
            brought = is_integration(user) and profile is not None and one.place == profile.place
            judged = {**facts.BESIDE, **(facts.NEVER_BROUGHT if brought else {})}
            parts = [f"`{name}`, which {does}" for name, does in judged.items() if one.says("permissions", name)]
            if parts:
                message = f"{one.kind} `{one.name}` gives `{user.name}` {'; '.join(parts)}: {facts.NOT_ASKED.says}"
                related = ((connector.at("sync_user"), "its connector"),)
                yield PERMISSION_NOT_ASKED_FOR(
                    one.place, message, help="take it out, or allow this finding with what needs it", related=related
                )


def _granted(user: User) -> Iterator[Finding]:
    for name, does in facts.BESIDE.items():
        if name in user.spec.grants.permissions:
            message = f"`{user.name}` is granted `{name}`, which {does}: {facts.NOT_ASKED.says}"
            place = Place(user.path, ("grants", "permissions", name), "key")
            yield PERMISSION_NOT_ASKED_FOR(place, message, help="take it out, or allow this finding with what needs it")


@SET_NOT_ASSIGNABLE.check
def _not_assignable(catalog: Catalog) -> Iterator[Finding]:
    for _, user in _users(catalog):
        if not is_integration(user):
            continue
        for name in sorted(user.spec.grants.pages):
            message = f"the set of `{user.name}` would hold the page `{name}`: {facts.NO_PAGES.worded(facts.NO_PAGES.says)}"
            place = Place(user.path, ("grants", "pages", name), "key")
            yield SET_NOT_ASSIGNABLE(place, message, help="take it out, and give the page to people")
        for one in held(catalog, user):
            if one.kind == "permission set" and (pages := sorted(one.rows.get("pages", {}))):
                message = f"`{one.name}` holds {_listed([f'`{page}`' for page in pages])}: {facts.NO_PAGES.worded(facts.NO_PAGES.says)}"
                yield SET_NOT_ASSIGNABLE(one.place, message, help="take the pages out of the set, or the set from this user")
        if user.spec.permission_set.license is not None:
            message = f"the set of `{user.name}` is for a licence: {facts.LICENCE_UNKNOWN}"
            yield SET_NOT_ASSIGNABLE(user.at("permission_set", "license"), message, help="leave the licence out")


@NO_MARKETING_USER.check
def _marketing(catalog: Catalog) -> Iterator[Finding]:
    for connector, user in _users(catalog):
        if is_integration(user) or user.spec.marketing_user:
            continue
        synced = [name for name in facts.OF_CAMPAIGNS if name in catalog.objects and catalog.objects[name].syncs(connector.name)]
        if synced:
            message = f"`{user.name}` works with `{synced[0]}` records of `{connector.name}` and is no marketing user: {facts.MARKETING_USER.says}"
            related = ((connector.at("sync_user"), "its connector"),)
            yield NO_MARKETING_USER(user.at("sync_user"), message, help="say `marketing_user: true`", related=related)


@CONNECTOR_SET_ELSEWHERE.check
def _elsewhere(catalog: Catalog) -> Iterator[Finding]:
    """The managed set that marks connectors' users, and what is made for one of them, on users that are none."""
    theirs = {user.name: user for _, user in _users(catalog)}
    if not theirs:
        return
    sets = catalog.org.people.permission_sets
    made = {user.spec.permission_set.name: user for user in theirs.values() if user.spec.permission_set.name is not None}
    for user in catalog.users.values():
        for index, name in enumerate(user.spec.with_ if user.name not in theirs else ()):
            marked = name in sets and sets[name].label in facts.MARKING_LABELS
            if marked or name in made:
                whose = "marks the users of Account Engagement's connectors" if marked else f"is made for `{made[name].name}`"
                message = f"`{user.name}`, who is no user of such a connector, has `{name}`, which {whose}: {facts.MARKED.worded(facts.MARKED.says)}"
                yield CONNECTOR_SET_ELSEWHERE(user.at("with", index), message, help="take it from this user")


def _listed(names: Sequence[str], most: int = 6) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most:,} more" if len(names) > most else "")


RULES = (OBJECT_ACCESS_LACKING, OPT_OUT_HIDDEN, PERMISSION_NOT_ASKED_FOR, SET_NOT_ASSIGNABLE, NO_MARKETING_USER, CONNECTOR_SET_ELSEWHERE)
