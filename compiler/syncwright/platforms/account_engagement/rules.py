"""What an Account Engagement connector cannot do as its specs say."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.at import said_at
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Finding, Rule
from syncwright.platforms.account_engagement.access import rules as access_rules
from syncwright.platforms.account_engagement.adopting.rules import PROSPECT_FIELDS_NOT_READ
from syncwright.platforms.account_engagement.campaigns import rules as campaign_rules
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.connection import rules as connection_rules
from syncwright.platforms.account_engagement.gate import rules as gate_rules
from syncwright.platforms.account_engagement.map import rules as map_rules
from syncwright.platforms.account_engagement.sharing import rules as sharing_rules
from syncwright.platforms.account_engagement.support import rules as support_rules
from syncwright.platforms.account_engagement.types import rules as type_rules
from syncwright.platforms.account_engagement.units import connectors, units

PAGES = "syncwright.platforms.account_engagement.pages"

#: Salesforce Help and Trailhead: several business units on one org may use the integration user only with data sharing.
UNITS_WITHOUT_DATA_SHARING = Rule("AEN801", "units-without-data-sharing", "error", PAGES)
#: Salesforce Help, "Map custom fields": one field there is mapped by API name to leads and contacts alike; case does not matter.
NAMES_NOT_ALIKE = Rule("AEN802", "names-not-alike", "error", PAGES)
#: Salesforce Help, "Configure Marketing Data Sharing Rules": all business units of the org have version 2.
DATA_SHARING_NEEDS_VERSION_2 = Rule("AEN803", "data-sharing-needs-version-2", "error", PAGES)
#: Trailhead, "Plan your Pardot and Salesforce integration": with data sharing the integration user is recommended.
DATA_SHARING_WITH_ANOTHER_USER = Rule("AEN813", "data-sharing-with-another-user", "note", PAGES)


@UNITS_WITHOUT_DATA_SHARING.check
def _units(catalog: Catalog) -> Iterator[Finding]:
    number = sum(1 for _ in units(catalog))
    for one in connectors(catalog):
        user = catalog.users.get(one.spec.sync_user)
        if number < 2 or one.spec.marketing_data_sharing or user is None or user.spec.kind != "account_engagement_integration_user":
            continue
        several = len(one.spec.business_units) > 1
        message = (
            f"{len(one.spec.business_units)} business units use the integration user without marketing data sharing"
            if several
            else f"`{one.name}` is one of {number} accounts on one org, and uses the integration user without marketing data sharing"
        )
        help_ = "say `marketing_data_sharing: true`, and set it up before the first unit is unpaused"
        place = one.at("business_units" if several else "sync_user")
        yield UNITS_WITHOUT_DATA_SHARING(place, message, help=help_, related=((user.at("sync_user"), "this user"),))


@DATA_SHARING_NEEDS_VERSION_2.check
def _version(catalog: Catalog) -> Iterator[Finding]:
    found = list(connectors(catalog))
    for sharing in [one for one in found if one.spec.marketing_data_sharing][:1]:
        for one in (each for each in found if each.spec.version != "2"):
            message = f"`{one.name}` has version {one.spec.version}, and `{sharing.name}` uses marketing data sharing, for which all have version 2"
            related = ((sharing.at("marketing_data_sharing"), "used here"),)
            yield DATA_SHARING_NEEDS_VERSION_2(
                one.at("version"), message, help="upgrade it to version 2, or use no data sharing", related=related
            )


@DATA_SHARING_WITH_ANOTHER_USER.check
def _user(catalog: Catalog) -> Iterator[Finding]:
    for one in connectors(catalog):
        user = catalog.users.get(one.spec.sync_user)
        if one.spec.marketing_data_sharing and user is not None and user.spec.kind == "user":
            message = (
                f"`{one.name}` uses marketing data sharing, for which Salesforce recommends the integration user, and `{user.name}` is none"
            )
            help_ = "say `kind: account_engagement_integration_user` of the user that Account Engagement provides, or allow this with the reason"
            yield DATA_SHARING_WITH_ANOTHER_USER(one.at("sync_user"), message, help=help_, related=((user.at("sync_user"), "this user"),))


@NAMES_NOT_ALIKE.check
def _names(catalog: Catalog) -> Iterator[Finding]:
    for connector in catalog.connectors.values():
        if not isinstance(connector.spec, AccountEngagementConnector):
            continue
        addresses = _addresses(catalog, connector.name, connector.spec.parts())
        contacts = {key: field for field in _custom(catalog, "Contact", connector.name) for key in _keys(field, addresses)}
        for lead in _custom(catalog, "Lead", connector.name):
            contact = next((contacts[key] for key in _keys(lead, addresses) if key in contacts), None)
            if contact is not None and contact.name.casefold() != lead.name.casefold():
                message = (
                    f"`Lead.{lead.name}` and `Contact.{contact.name}` are to be one field of `{connector.name}`, which wants one API name"
                )
                help_ = f"sync a field that has one name on both, or leave this one to connectors other than `{connector.name}`"
                related = ((contact.at(), "the contact's"),) if contact.at() != lead.at() else ()
                yield NAMES_NOT_ALIKE(lead.at(), message, help=help_, related=related)


def _custom(catalog: Catalog, owner: str, connector: str) -> Iterator[CatalogField]:
    """The custom fields of an object that a connector syncs. Standard ones are mapped by the vendor."""
    one = catalog.objects.get(owner)
    return (field for field in one.visible(connector) if field.name.endswith("__c")) if one is not None else iter(())


def _addresses(catalog: Catalog, connector: str, parts: Sequence[str]) -> list[str]:
    """Where names are to be asked for: in each unit if one of them has words of its own, else of the connector."""
    fields = (field for owner in ("Lead", "Contact") for field in _custom(catalog, owner, connector))
    apart = any("/" in address for field in fields for words in (field.spec.at, field.group.defaults.at) for address in words)
    return [f"{connector}/{part}" for part in parts] if apart else [connector]


def _keys(field: CatalogField, addresses: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What makes two fields one: the name they have on the platform, or one idea in the specs."""
    if field.spec.at or field.group.defaults.at:
        for address in addresses:
            there = said_at(field, address)
            if there is not None and there.field is not None:
                yield address, there.field
    yield field.group.path, field.said


RULES = (
    UNITS_WITHOUT_DATA_SHARING,
    NAMES_NOT_ALIKE,
    DATA_SHARING_NEEDS_VERSION_2,
    DATA_SHARING_WITH_ANOTHER_USER,
    *access_rules.RULES,
    *connection_rules.RULES,
    PROSPECT_FIELDS_NOT_READ,
    *campaign_rules.RULES,
    *gate_rules.RULES,
    *map_rules.RULES,
    *sharing_rules.RULES,
    *support_rules.RULES,
    *type_rules.RULES,
)
