"""What an Account Engagement connector wants of Salesforce.

The integration user brings its access to objects along, so only fields are wanted for it, and hidden means not mapped.
An ordinary user needs what Salesforce Help lists for a connector user: of the objects that sync, or with the preset `documented` of all.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.platforms.account_engagement import facts
from syncwright.spec.compiled import ConnectorSpec
from syncwright.want import Reason, Want, WantField, WantHidden, WantObject, WantPermission, because

_WRITES = ("two-way", "to-salesforce")
INTEGRATION = "account_engagement_integration_user"


def wants(catalog: Catalog, connector: Named[ConnectorSpec]) -> Iterator[Want]:
    """Everything one connector needs, each with the spec that it serves."""
    user = catalog.users.get(connector.spec.sync_user)
    if user is None:
        return
    integration = user.spec.kind == INTEGRATION
    for field in catalog.fields():
        direction = field.directions.get(connector.name)
        if direction == "hidden" and not integration:
            yield WantHidden(user.name, field.object, field.name, because(field))
        elif direction not in (None, "hidden"):
            yield WantField(user.name, field.object, field.name, direction in _WRITES, because(field))
    if catalog.filters or catalog.partitions:
        # Start-up time: most estates have none.
        from syncwright.platforms.account_engagement.sharing.wants import shared

        yield from shared(catalog, connector.name, user)
    if not integration:
        yield from _connector_user(catalog, user.name, connector)


def _connector_user(catalog: Catalog, user: str, connector: Named[ConnectorSpec]) -> Iterator[Want]:
    says, key = facts.CONNECTOR_USER.says, f"connector/{connector.name}"
    for name, label in facts.CONNECTOR_USER_PERMISSIONS.items():
        yield WantPermission(user, name, Reason(f"{says}: {label}", key, connector.path, ("connector",)))
    for name, access in facts.CONNECTOR_USER_PACKAGE.items():
        if name in catalog.org.objects:
            yield WantObject(user, name, access, Reason(says, key, connector.path, ("connector",)))
    for name, one in catalog.objects.items():
        if one.syncs(connector.name):
            access = facts.CONNECTOR_USER_OBJECTS.get(name, ("read",))
            why = says if name in facts.CONNECTOR_USER_OBJECTS else one.groups[0].spec.why
            yield WantObject(user, name, access, Reason(why, key, connector.path, ("connector",)))
    if catalog.users[user].spec.preset == "documented":
        for name, access in facts.CONNECTOR_USER_OBJECTS.items():
            if name not in catalog.objects or not catalog.objects[name].syncs(connector.name):
                yield WantObject(user, name, access, Reason(says, key, connector.path, ("connector",)))
