"""What an Account Engagement connector wants of Salesforce.

The integration user brings its access to objects along, so only fields are wanted for it, and hidden means not mapped.
An ordinary user needs what Salesforce Help lists for a connector user: of the objects that sync, or with the preset `documented` of all.
Both read the e-mail opt-out of the people that sync, whether a spec names it or not.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogObject, Named
from syncwright.facts import Fact
from syncwright.platforms.account_engagement import facts
from syncwright.platforms.account_engagement.access import facts as access
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.spec.compiled import ConnectorSpec
from syncwright.want import Reason, Want, WantField, WantFields, WantHidden, WantObject, WantPermission, Wants, because

_WRITES = ("two-way", "to-salesforce")
INTEGRATION = "account_engagement_integration_user"


def wants(catalog: Catalog, connector: Named[ConnectorSpec]) -> Wants:
    """Everything one connector needs, each with the spec that it serves."""
    user = catalog.users.get(connector.spec.sync_user)
    if user is None:
        return
    integration = user.spec.kind == INTEGRATION
    for one in catalog.objects.values():
        if any(connector.name in group.spec.for_ for group in one.groups):
            shown = [field for field in one.fields.values() if field.directions.get(connector.name, "hidden") != "hidden"]
            if shown:
                written = {field.name for field in shown if field.directions[connector.name] in _WRITES}
                yield WantFields(user.name, one.name, shown, written)
            if not integration:
                hidden = (field for field in one.fields.values() if field.directions.get(connector.name) == "hidden")
                yield from (WantHidden(user.name, field.object, field.name, because(field)) for field in hidden)
    yield from _opt_out(catalog, user.name, connector.name)
    if catalog.filters or catalog.partitions:
        # Start-up time: most estates have none.
        from syncwright.platforms.account_engagement.sharing.wants import shared

        yield from shared(catalog, connector.name, user)
    if not integration:
        yield from _connector_user(catalog, user.name, connector)
        yield from _locked(catalog, user.name, connector.name)


def _opt_out(catalog: Catalog, user: str, connector: str) -> Iterator[Want]:
    """Its field on leads and contacts; where a spec hides it, that is a finding."""
    for one in _people(catalog, connector):
        if not _named(one, access.OPTED_OUT_FIELD, connector):
            yield WantField(user, one.name, access.OPTED_OUT_FIELD, False, _added(one, access.OPTED_OUT), vital=True)


def _locked(catalog: Catalog, user: str, connector: str) -> Iterator[Want]:
    """The fields of the package that are mapped by default, where the org has them; the integration user has them from elsewhere."""
    for one in _people(catalog, connector):
        for name in access.LOCKED_FIELDS:
            if not _named(one, name, connector) and catalog.org.field(one.name, name) is not None:
                yield WantField(user, one.name, name, True, _added(one, access.LOCKED))


def _people(catalog: Catalog, connector: str) -> Iterator[CatalogObject]:
    found = (catalog.objects.get(name) for name in access.PEOPLE)
    return (one for one in found if one is not None and one.syncs(connector))


def _named(one: CatalogObject, field: str, connector: str) -> bool:
    """Whether a spec says something of a field for the connector."""
    return field in one.fields and connector in one.fields[field].directions


def _added(one: CatalogObject, fact: Fact) -> Reason:
    return Reason(fact.says, f"object/{one.name}", one.groups[0].path, ("object",), added=True)


def _connector_user(catalog: Catalog, user: str, connector: Named[ConnectorSpec]) -> Iterator[Want]:
    says, key = facts.CONNECTOR_USER.says, f"connector/{connector.name}"
    for name, label in facts.CONNECTOR_USER_PERMISSIONS.items():
        yield WantPermission(user, name, Reason(f"{says}: {label}", key, connector.path, ("connector",)), vital=name in facts.OF_OBJECTS)
    for name, words in facts.CONNECTOR_USER_PACKAGE.items():
        if name in catalog.org.objects:
            yield WantObject(user, name, words, Reason(says, key, connector.path, ("connector",)))
    for name, one in catalog.objects.items():
        if one.syncs(connector.name):
            words = facts.CONNECTOR_USER_OBJECTS.get(name, ("read",))
            why = says if name in facts.CONNECTOR_USER_OBJECTS else one.groups[0].spec.why
            yield WantObject(user, name, words, Reason(why, key, connector.path, ("connector",)), vital=True)
    if isinstance(connector.spec, AccountEngagementConnector) and connector.spec.person_accounts == "create_as_person_account":
        reason = Reason(facts.CREATES_ACCOUNTS.says, f"{key}#person_accounts", connector.path, ("person_accounts",))
        yield WantObject(user, "Account", ("create",), reason)
    if catalog.users[user].spec.preset == "documented":
        for name, words in facts.CONNECTOR_USER_OBJECTS.items():
            if name not in catalog.objects or not catalog.objects[name].syncs(connector.name):
                yield WantObject(user, name, words, Reason(says, key, connector.path, ("connector",)))
