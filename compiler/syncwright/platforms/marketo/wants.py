"""What a Marketo connector wants of Salesforce: access that the specs need, or all that the vendor's set-up page lists."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField, CatalogObject, Named
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.spec.compiled import ConnectorSpec
from syncwright.spec.words import Access
from syncwright.want import Reason, Want, WantField, WantHidden, WantObject, WantPermission, because, filtered

_WRITES = ("two-way", "to-salesforce")


def wants(catalog: Catalog, connector: Named[ConnectorSpec]) -> Iterator[Want]:
    """Everything one connector needs, each with the spec that it serves."""
    assert isinstance(connector.spec, MarketoConnector), "platforms get connectors of their own model"
    user = catalog.users.get(connector.spec.sync_user)
    if user is None:
        return
    yield WantPermission(user.name, "ApiEnabled", _of(connector, facts.API.says))
    for one in catalog.objects.values():
        yield from _object(user.name, connector.name, one)
    yield from filtered(catalog, connector.name, user.name)
    yield from _options(user.name, connector.spec, connector)
    if user.spec.preset == "documented":
        yield from _documented(catalog, user.name, connector, connector.spec)


def _of(connector: Named[ConnectorSpec], why: str, *keys: str) -> Reason:
    anchor = "#" + ".".join(keys) if keys else ""
    return Reason(why, f"connector/{connector.name}{anchor}", connector.path, keys or ("connector",))


def _object(user: str, connector: str, one: CatalogObject) -> Iterator[Want]:
    first: CatalogField | None = None
    written: CatalogField | None = None
    for field in one.fields.values():
        direction = field.directions.get(connector)
        if direction is None:
            continue
        if direction == "hidden":
            yield WantHidden(user, one.name, field.name, because(field))
            continue
        edit = direction in _WRITES
        if first is None:
            first = field
        if edit and written is None:
            written = field
        yield WantField(user, one.name, field.name, edit, because(field))
    yield from _records(user, connector, one, first, written)


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


def _options(user: str, spec: MarketoConnector, connector: Named[ConnectorSpec]) -> Iterator[Want]:
    if spec.activities:
        yield WantPermission(user, "EditTask", _of(connector, facts.ACTIVITY_TASKS.says, "activities"))
    if spec.options.campaign_sync:
        access: tuple[Access, ...] = ("read", "create", "edit")
        yield WantObject(user, "Campaign", access, _of(connector, facts.CAMPAIGN_SYNC.says, "options", "campaign_sync"))


def _documented(catalog: Catalog, user: str, connector: Named[ConnectorSpec], spec: MarketoConnector) -> Iterator[Want]:
    """All that the set-up page lists, whether a spec needs it or not."""
    page = "Adobe's set-up page lists it"
    for permission, label in facts.DOCUMENTED_PERMISSIONS.items():
        yield WantPermission(user, permission, _of(connector, f"{page}: {label}"))
    campaigns = ("Campaign",) if spec.options.campaign_sync else ()
    everything: tuple[Access, ...] = ("read", "create", "edit", "delete")
    for name in (*facts.DOCUMENTED_OBJECTS, *campaigns):
        yield WantObject(user, name, everything, _of(connector, f"{page}: Read, Create, Edit, Delete"))
    for path in facts.DOCUMENTED_FIELDS:
        owner, _, field = path.partition(".")
        yield WantField(user, owner, field, True, _of(connector, page))
    for name in facts.DOCUMENTED_WHOLE:
        held = catalog.org.objects.get(name)
        for field, said in sorted(held.fields.items()) if held else ():
            if said.fls in ("yes", "read") or field.endswith("__c"):
                editable = said.fls != "read" and said.formula is None and not said.read_only and said.type not in ("AutoNumber", "Summary")
                yield WantField(user, name, field, editable, _of(connector, f"{page}: all fields of {name}"))
