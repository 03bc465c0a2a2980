"""What an Account Engagement connector cannot do as its specs say."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Finding, Rule
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.sharing import rules as sharing_rules
from syncwright.platforms.account_engagement.units import connectors

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
    for connector in catalog.connectors.values():
        spec = connector.spec
        if not isinstance(spec, AccountEngagementConnector) or len(spec.business_units) < 2 or spec.marketing_data_sharing:
            continue
        user = catalog.users.get(spec.sync_user)
        if user is not None and user.spec.kind == "account_engagement_integration_user":
            message = f"{len(spec.business_units)} business units use the integration user without marketing data sharing"
            help_ = "say `marketing_data_sharing: true`, and set it up before the first unit is unpaused"
            yield UNITS_WITHOUT_DATA_SHARING(
                connector.at("business_units"), message, help=help_, related=((user.at("sync_user"), "this user"),)
            )


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
        contacts = {key: field for field in _custom(catalog, "Contact", connector.name) for key in _keys(field, connector.name)}
        for lead in _custom(catalog, "Lead", connector.name):
            contact = next((contacts[key] for key in _keys(lead, connector.name) if key in contacts), None)
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


def _keys(field: CatalogField, connector: str) -> Iterator[tuple[str, str]]:
    """What makes two fields one: the name they have on the platform, or one idea in the specs."""
    there = field.spec.at.get(connector)
    if there is not None and there.field is not None:
        yield "", there.field
    yield field.group.path, field.said


RULES = (UNITS_WITHOUT_DATA_SHARING, NAMES_NOT_ALIKE, DATA_SHARING_NEEDS_VERSION_2, DATA_SHARING_WITH_ANOTHER_USER, *sharing_rules.RULES)
