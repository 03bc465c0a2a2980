"""What the access of a Marketo connector's user cannot do, or does beyond Adobe's guidance: hidden standard fields, relating fields, campaign steps."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from syncwright.catalog.model import Catalog, CatalogField, CatalogObject, Named
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.facts import Fact
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.layouts import professional

PAGES = "syncwright.platforms.marketo.pages"

STANDARD_FIELD_HIDDEN = Rule("MKT740", "standard-field-hidden", "note", PAGES)
SET_UP_FIELD_HIDDEN = Rule("MKT741", "set-up-field-hidden", "warning", PAGES)
RELATING_FIELD_HIDDEN = Rule("MKT742", "relating-field-hidden", "warning", PAGES)
STEP_NEEDS_CAMPAIGN_SYNC = Rule("MKT748", "step-needs-campaign-sync", "warning", PAGES)

SEEN_ALONE = Fact("Marketo syncs only the fields that its user sees", "SYNC: lead and contact sync")
#: How many fields a message names before it counts the rest.
_NAMED = 3


@STANDARD_FIELD_HIDDEN.check
def _standard(catalog: Catalog) -> Iterator[Finding]:
    if professional(catalog):
        return  # there a page layout hides fields, and its page makes no such difference
    for connector in _marketo(catalog):
        for one in _standard_objects(catalog, connector):
            hidden = [field for field in standard_hidden(one, connector.name) if not page_wants(one.name, field.name)]
            for _, fields in groupby(sorted(hidden, key=_path), _path):
                yield _standard_finding(connector.name, list(fields))


def _path(field: CatalogField) -> str:
    return field.group.path


def _standard_finding(connector: str, fields: Sequence[CatalogField]) -> Finding:
    number, first = len(fields), fields[0]
    what = "is a standard field that is" if number == 1 else f"and {number - 1:,} more standard field{'s' if number > 2 else ''} are"
    message = f"`{first.object}.{first.name}` {what} hidden from `{connector}`: {facts.CUSTOM_ALONE.says}"
    related = tuple((field.at(), "and this") for field in fields[1 : _NAMED + 1])
    return STANDARD_FIELD_HIDDEN(
        first.at(), message, help="try it in a sandbox first, and allow this finding with what you saw", related=related
    )


def standard_hidden(one: CatalogObject, connector: str) -> Iterator[CatalogField]:
    """Standard fields of a synced object that the specs hide and that field-level security can hide; those of the floor are another rule's."""
    floor = facts.FLOOR.get(one.name, ())
    for name, field in one.fields.items():
        if name.endswith(("__c", "__pc")) or field.directions.get(connector) != "hidden" or name in floor:
            continue
        # That a standard field is never deleted is a finding of its own.
        if _secured(field) and not (field.spec.retire is not None and field.spec.retire.stage == "delete"):
            yield field


def _secured(field: CatalogField) -> bool:
    """Whether field-level security hides a field: a custom one, or a standard one that is known to have it."""
    return field.name.endswith("__c") or (field.held is not None and field.held.fls in ("yes", "read"))


def page_wants(owner: str, name: str) -> bool:
    """Whether Adobe's set-up page wants a field to be read and edited."""
    return owner in facts.DOCUMENTED_WHOLE or f"{owner}.{name}" in facts.DOCUMENTED_FIELDS


def _standard_objects(catalog: Catalog, connector: Named[MarketoConnector]) -> Iterator[CatalogObject]:
    for name, one in catalog.objects.items():
        if not name.endswith(("__c", "__x")) and one.syncs(connector.name):
            yield one


@SET_UP_FIELD_HIDDEN.check
def _of_the_page(catalog: Catalog) -> Iterator[Finding]:
    for connector in _marketo(catalog):
        user = catalog.users.get(connector.spec.sync_user)
        anyway = user is not None and user.spec.preset == "documented"
        for name, one in catalog.objects.items():
            if not _of_page(name) or not (anyway or one.syncs(connector.name)):
                continue
            for field in one.fields.values():
                if field.directions.get(connector.name) == "hidden" and page_wants(name, field.name) and _secured(field):
                    message = (
                        f"`{name}.{field.name}` is hidden from `{connector.name}`, and Adobe's set-up page wants it readable and editable"
                    )
                    yield SET_UP_FIELD_HIDDEN(field.at(), message, help="sync it, or allow this finding with what you saw in a sandbox")


def _of_page(owner: str) -> bool:
    return owner in facts.DOCUMENTED_WHOLE or any(path.startswith(f"{owner}.") for path in facts.DOCUMENTED_FIELDS)


@RELATING_FIELD_HIDDEN.check
def _relating(catalog: Catalog) -> Iterator[Finding]:
    custom = [one for name, one in catalog.objects.items() if name.endswith("__c") and name in catalog.org.objects]
    if not custom:
        return
    # Start-up time: many estates sync no custom object.
    from syncwright.platforms.marketo.runbook import relations

    for connector in _marketo(catalog):
        for one in custom:
            ways = relations.direct(catalog.org, one.name) or relations.through(catalog.org, one.name)
            if ways and one.syncs(connector.name) and not any(_sees(catalog, one, connector.name, field) for field, _ in ways):
                field, target = ways[0]
                place = one.fields[field].at() if field in one.fields else Place(min(group.path for group in one.groups), ("object",))
                message = f"`{one.name}` is related to `{target}` by `{field}`, which `{connector.name}` does not see: {SEEN_ALONE.says}"
                yield RELATING_FIELD_HIDDEN(place, message, help=f"sync `{field}`, if only `from-salesforce`")


def _sees(catalog: Catalog, one: CatalogObject, connector: str, name: str) -> bool:
    """Whether a connector sees a lookup; a master and what is required, everybody does."""
    held = catalog.org.field(one.name, name)
    if held is not None and (held.type == "MasterDetail" or held.required):
        return True
    return name in one.fields and one.fields[name].directions.get(connector, "hidden") != "hidden"


@STEP_NEEDS_CAMPAIGN_SYNC.check
def _campaign_steps(catalog: Catalog) -> Iterator[Finding]:
    if not catalog.campaigns:
        return
    from syncwright.platforms.marketo.flow_wants import OF_CAMPAIGNS, campaigns_of

    for connector in _marketo(catalog):
        user = catalog.users.get(connector.spec.sync_user)
        off = not connector.spec.options.campaign_sync
        if not off and (user is None or user.spec.marketing_user):
            continue
        lacks = f"campaign sync is off on `{connector.name}`" if off else f"`{connector.spec.sync_user}` is no marketing user"
        help_ = "say `options: {campaign_sync: true}`" if off else f"say `marketing_user: true` in the spec of `{connector.spec.sync_user}`"
        for campaign in campaigns_of(catalog, connector.name):
            for step in campaign.steps:
                if step.kind in OF_CAMPAIGNS:
                    message = f"`{step.kind}` names a campaign of Salesforce, which Marketo does not list: {lacks}"
                    yield STEP_NEEDS_CAMPAIGN_SYNC(campaign.at(*step.keys, step.kind), message, help=help_)


def _marketo(catalog: Catalog) -> Iterator[Named[MarketoConnector]]:
    for one in catalog.connectors.values():
        if isinstance(one.spec, MarketoConnector):
            yield Named(one.name, one.spec, one.path)


RULES = (
    STANDARD_FIELD_HIDDEN,
    SET_UP_FIELD_HIDDEN,
    RELATING_FIELD_HIDDEN,
    STEP_NEEDS_CAMPAIGN_SYNC,
)
