"""What people do about the connector itself, as tasks of the runbook: which version it has, its unit and user, its settings, its users, the review."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.connection import creation, facts
from syncwright.platforms.account_engagement.connection.users import WHO
from syncwright.platforms.account_engagement.runbook.task import Task
from syncwright.platforms.account_engagement.settings import settings, user_sync
from syncwright.platforms.account_engagement.units import Unit
from syncwright.platforms.account_engagement.wants import INTEGRATION
from syncwright.runbook.task import listed, sentence

VERSION, PROVISIONED, INTEGRATION_USER = "find-version", "provisioned", "set-up-integration-user"
SETTINGS, USERS, REVIEW = "connector-settings", "user-sync", "partner-review"

#: Salesforce Help, article 000389098: where a connector is edited, and where users are assigned.
EDIT = ("Account Engagement Settings", "Connectors", "the gear of the Salesforce connector", "Edit")
ASSIGN = ("Setup", "Account Engagement Account Setup", "Manage users of the business unit", "Edit User Assignment")
NOT_DECIDED = "not decided: say it in the specs"


def tasks(catalog: Catalog, unit: Unit) -> Iterator[Task]:
    """All of a unit."""
    yield _version(unit)
    yield _provisioned(catalog, unit)
    if _integration(catalog, unit):
        yield _integration_user(catalog, unit)
    yield _settings(unit)
    yield _users(catalog, unit)
    if len(unit.connector.spec.business_units) > 1:
        yield _review(unit)


def _version(unit: Unit) -> Task:
    menu, label, source = facts.VERSION_LABELS[0]
    other_menu, other, other_source = facts.VERSION_LABELS[1]
    return Task(
        VERSION,
        "connect",
        "look up which version the Salesforce connector has",
        f"the page says version {unit.connector.spec.version}, as the specs do",
        unit.connector.spec.owner,
        facts.VERSION_ROLE,
        menu,
        ((label, unit.connector.spec.version),),
        ("If it is another version, say that one in the specs.",),
        (unit.key, f"connector/{unit.connector.name}#version"),
        notes=(
            f"{source} calls it so; {other_source} has it as `{other}` on {' > '.join(other_menu)}.",
            sentence(facts.BOUGHT),
        ),
    )


def _provisioned(catalog: Catalog, unit: Unit) -> Task:
    place = catalog.environment.spec.connectors.get(unit.address)
    known = place.business_unit if place is not None and place != "absent" else None
    version_2 = unit.connector.spec.version == "2"
    return Task(
        PROVISIONED,
        "connect",
        "see that the business unit is there, and that its connector is paused" if version_2 else "see that the account is there",
        "the query answers with the id that the environment says" + (", and the connector's page shows it paused" if version_2 else ""),
        _user_owner(catalog, unit),
        facts.PROVISIONED_PAUSED if version_2 else facts.NO_PAUSE,
        None,
        (
            ("Salesforce org", catalog.environment.spec.salesforce.org),
            ("Business unit", known or "not said in the environment"),
        ),
        (
            "Ask the org: `SELECT Id, PardotTenantName FROM PardotTenant WHERE IsDeleted = false`, with the Tooling API or as a query.",
            f"Say its id in the spec of the environment `{catalog.environment.name}`, as `business_unit:` of `{unit.address}`.",
        ),
        (unit.key, f"environment/{catalog.environment.name}"),
        notes=(sentence(facts.LIMIT_FIRST),),
        system="Salesforce",
    )


def _integration_user(catalog: Catalog, unit: Unit) -> Task:
    org = catalog.environment.spec.salesforce.org
    return Task(
        INTEGRATION_USER,
        "salesforce",
        "complete Account Engagement's set-up in Salesforce, so that the integration user can connect",
        f"the user is there with the profile {facts.PROFILE}, and nobody can log in as it",
        _user_owner(catalog, unit),
        facts.ONLY_IT,
        ("Setup", "Account Engagement Account Setup"),
        (
            ("User name", f"b2bmaintegration@{org}.ext, with the org's id as Salesforce writes it there"),
            ("Profile", facts.PROFILE),
            ("Connected app", facts.CONNECTED_APP),
        ),
        (
            "Give the user no password, no licence and no other permission sets than those of the specs.",
            "Name it as the user of no other system.",
        ),
        (unit.key, f"sync_user/{unit.connector.spec.sync_user}"),
        notes=(sentence(facts.ATTRIBUTED), sentence(facts.LIGHTNING_ONLY)),
        system="Salesforce",
    )


def _settings(unit: Unit) -> Task:
    said, spec = settings(unit), unit.connector.spec
    boxes = [one for one in creation.SETTINGS_OF_CONNECTOR if _is_there(unit, one.key)]
    values = [(one.label, _box(getattr(said, one.key))) for one in boxes]
    values.append(("What an assigned prospect without a match becomes", _words(said.creates)))
    values.append(("How prospects are assigned", _words(said.assignment)))
    notes = [f"{one.label}: {one.says.says} ({one.says.source})." for one in boxes]
    if spec.same_email_prospects:
        notes.append(sentence(creation.MERGE_ALWAYS_ON))
    if said.assignment in ("queue", "assignment_rule"):
        notes.append(sentence(creation.QUEUE if said.assignment == "queue" else creation.RULE))
    return Task(
        SETTINGS,
        "settings",
        "decide each setting of the Salesforce connector, and set it",
        "the page of the connector shows each value, and none is undecided",
        spec.owner,
        facts.SETTINGS_FIRST,
        EDIT,
        tuple(values),
        keys=(unit.key, f"connector/{unit.connector.name}#settings"),
        after=(PROVISIONED,),
        notes=tuple(notes),
    )


def _is_there(unit: Unit, key: str) -> bool:
    """Whether the page has a setting: two are no question where several prospects may have one address."""
    return key not in ("change_emails", "delete_and_merge") or not unit.connector.spec.same_email_prospects


def _box(value: bool | str | None) -> str:
    if value is None:
        return NOT_DECIDED
    return value if isinstance(value, str) else "ticked" if value else "not ticked"


def _words(value: str | None) -> str:
    return NOT_DECIDED if value is None else value.replace("_", " ")


def _users(catalog: Catalog, unit: Unit) -> Task:
    said = user_sync(unit)
    who = [(_title(key), listed(getattr(said, key))) for key in WHO if getattr(said, key)]
    roles = [(f"Profile {profile}", f"role {role}") for profile, role in sorted(said.profiles.items())]
    return Task(
        USERS,
        "users",
        "assign the users of the business unit, and map profiles to roles",
        "everybody who works in it is there with the right role, and no user of Account Engagement is left without one of Salesforce",
        _user_owner(catalog, unit),
        facts.USERS_FROM_SALESFORCE,
        ASSIGN,
        (*(who or [("Users", NOT_DECIDED)]), *(roles or [("Roles by profile", NOT_DECIDED)])),
        (
            "First map the users who are there already to those of Salesforce.",
            f"Then assign, and map the profiles under {' > '.join((*EDIT, 'User Sync'))}.",
        ),
        (unit.key, f"connector/{unit.connector.name}#user_sync"),
        (PROVISIONED,),
        notes=(
            sentence(facts.PROFILE_ROLES),
            sentence(facts.UNMAPPED_SKIPPED),
            sentence(facts.UNASSIGNED),
            sentence(facts.CONNECT_OWNERS),
            sentence(facts.UNIQUE_EMAIL),
        ),
        system="Salesforce and Account Engagement",
    )


def _title(key: str) -> str:
    return f"{key[:1].upper()}{key[1:].replace('_', ' ')}"


def _review(unit: Unit) -> Task:
    return Task(
        REVIEW,
        "unpause",
        "have the set-up of the business units reviewed before the first is unpaused",
        "whoever reviews it has agreed to what syncs to each unit, its rules, its fields and its users",
        unit.connector.spec.owner,
        facts.PARTNER,
        None,
        (("Who", unit.connector.spec.partner or NOT_DECIDED),),
        keys=(unit.key, f"connector/{unit.connector.name}#partner"),
        after=(PROVISIONED, SETTINGS, USERS),
        notes=(sentence(facts.LIMIT_FIRST),),
    )


def _integration(catalog: Catalog, unit: Unit) -> bool:
    user = catalog.users.get(unit.connector.spec.sync_user)
    return user is not None and user.spec.kind == INTEGRATION


def _user_owner(catalog: Catalog, unit: Unit) -> str:
    user = catalog.users.get(unit.connector.spec.sync_user)
    owner: str = user.spec.owner if user is not None else unit.connector.spec.owner
    return owner
