"""What a Marketo connector wants of Salesforce: access that the specs need, or all that the vendor's set-up page lists."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField, CatalogObject, Named
from syncwright.facts import Fact
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.records import replace
from syncwright.spec.compiled import ConnectorSpec
from syncwright.spec.words import Access
from syncwright.want import (
    Reason,
    Want,
    WantField,
    WantFields,
    WantHidden,
    WantObject,
    WantPermission,
    Wants,
    because,
    filtered,
    of_connector,
)

MEMBERS_ARE_LEADS = Fact("members of a programme whom Salesforce does not have become leads", "SYNC: campaign sync")
_WRITES = ("two-way", "to-salesforce")


def wants(catalog: Catalog, connector: Named[ConnectorSpec]) -> Wants:
    """Everything one connector needs, each with the spec that it serves."""
    assert isinstance(connector.spec, MarketoConnector), "platforms get connectors of their own model"
    mine = Named(connector.name, connector.spec, connector.path)
    user = catalog.users.get(connector.spec.sync_user)
    if user is None:
        return
    yield WantPermission(user.name, "ApiEnabled", of_connector(connector, facts.API.says))
    for one in catalog.objects.values():
        yield from _object(user.name, connector.name, one)
    yield from filtered(catalog, connector.name, user.name)
    yield from _options(catalog, user.name, mine)
    # Start-up time: most estates have neither.
    if catalog.campaigns:
        from syncwright.platforms.marketo.flow_wants import of_flows

        yield from of_flows(catalog, connector.name, user.name)
    if user.spec.preset == "documented":
        from syncwright.platforms.marketo.documented import documented

        yield from documented(catalog, user.name, mine)


def _object(user: str, connector: str, one: CatalogObject) -> Wants:
    shown: list[CatalogField] = []
    written: dict[str, CatalogField] = {}
    for field in one.fields.values():
        direction = field.directions.get(connector)
        if direction == "hidden":
            yield WantHidden(user, one.name, field.name, because(field))
        elif direction is not None:
            shown.append(field)
            if direction in _WRITES:
                written[field.name] = field
    if shown:
        yield WantFields(user, one.name, shown, written.keys())
    yield from _records(user, connector, one, next(iter(shown), None), next(iter(written.values()), None))


def _records(user: str, connector: str, one: CatalogObject, first: CatalogField | None, written: CatalogField | None) -> Iterator[Want]:
    direction = one.records.get(connector, "hidden")
    if first is None and direction == "hidden":
        return
    group = one.groups[0]
    whole = Reason(group.spec.why, f"object/{one.name}", group.path, ("object",))
    yield WantObject(user, one.name, ("read",), whole)
    if written is not None:
        yield WantObject(user, one.name, ("edit",), because(written, f"`{written.name}` is written"))
    elif direction in _WRITES:
        yield WantObject(user, one.name, ("edit",), whole)
    for name in facts.FLOOR.get(one.name, ()):
        # A spec may hide the field, which is a finding; files that are for other connectors say nothing of this one.
        if name not in one.fields or connector not in one.fields[name].directions:
            yield WantField(user, one.name, name, False, Reason(facts.FLOOR_FACT.says, whole.key, whole.path, whole.keys, added=True))


def _options(catalog: Catalog, user: str, connector: Named[MarketoConnector]) -> Iterator[Want]:
    """What the connector's own options need, and nothing more."""
    spec = connector.spec
    if spec.activities:
        yield WantPermission(user, "EditTask", of_connector(connector, facts.ACTIVITY_TASKS.says, "activities"))
    if spec.options.campaign_sync:
        yield from _campaigns(catalog, user, connector)


def _campaigns(catalog: Catalog, user: str, connector: Named[MarketoConnector]) -> Iterator[Want]:
    access: tuple[Access, ...] = ("read", "create", "edit")
    yield WantObject(user, "Campaign", access, of_connector(connector, facts.CAMPAIGN_SYNC.says, "options", "campaign_sync"))
    yield WantObject(user, "Lead", ("create",), of_connector(connector, MEMBERS_ARE_LEADS.says, "options", "campaign_sync"))
    held = catalog.objects.get("Campaign")
    if held is None or not held.syncs(connector.name):
        reason = of_connector(connector, facts.FLOOR_FACT.says, "options", "campaign_sync")
        yield from (WantField(user, "Campaign", name, False, replace(reason, added=True)) for name in facts.FLOOR["Campaign"])
