"""What a Marketo connector cannot do as its specs say."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.adopting.rules import FIELDS_NOT_READ
from syncwright.platforms.marketo.campaigns.rules import RULES as OF_CAMPAIGNS
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.filters.rules import RULES as OF_FILTERS
from syncwright.platforms.marketo.layouts import ObjectLayouts, Shown, connectors, names, object_layouts, profile
from syncwright.platforms.marketo.runbook.rules import RULES as OF_RUNBOOK
from syncwright.platforms.marketo.support.rules import RULES as OF_SUPPORT
from syncwright.platforms.marketo.types.rules import RULES as OF_TYPES
from syncwright.platforms.marketo.wants_rules import RULES as OF_WANTS

PAGES = "syncwright.platforms.marketo.pages"

CAMPAIGN_SYNC_NEEDS_MARKETING_USER = Rule("MKT701", "campaign-sync-needs-marketing-user", "error", PAGES)
NEEDED_FIELD_HIDDEN = Rule("MKT702", "needed-field-hidden", "warning", PAGES)
#: Professional Edition alone, where page layouts open fields. Adobe: Salesforce sync set-up (Professional), step 2 of 3.
LAYOUT_LACKS_FIELD = Rule("MKT703", "layout-lacks-field", "warning", PAGES)
LAYOUT_SHOWS_HIDDEN_FIELD = Rule("MKT704", "layout-shows-hidden-field", "warning", PAGES)
PROFESSIONAL_SYNC_USER = Rule("MKT705", "professional-sync-user", "warning", PAGES)
LAYOUTS_NOT_KNOWN = Rule("MKT706", "layouts-not-known", "note", PAGES)
ONE_LAYOUT_FOR_TWO = Rule("MKT707", "one-layout-for-two", "error", PAGES)


@CAMPAIGN_SYNC_NEEDS_MARKETING_USER.check
def _marketing_user(catalog: Catalog) -> Iterator[Finding]:
    for connector in _marketo(catalog):
        user = catalog.users.get(connector.spec.sync_user)
        if connector.spec.options.campaign_sync and user is not None and not user.spec.marketing_user:
            message = f"campaign sync needs `{user.name}` to be a marketing user"
            help_ = f"say `marketing_user: true` in the spec of `{user.name}`, and tick the box on the user record"
            related = ((user.at("sync_user"), "this user"),)
            yield CAMPAIGN_SYNC_NEEDS_MARKETING_USER(connector.at("options", "campaign_sync"), message, help=help_, related=related)


@NEEDED_FIELD_HIDDEN.check
def _floor(catalog: Catalog) -> Iterator[Finding]:
    for connector in _marketo(catalog):
        for name, needed in facts.FLOOR.items():
            one = catalog.objects.get(name)
            if one is None or not one.syncs(connector.name):
                continue
            for field in (one.fields[needs] for needs in needed if needs in one.fields):
                if field.directions.get(connector.name) == "hidden":
                    message = f"`{name}.{field.name}` is hidden from `{connector.name}`: {facts.FLOOR_FACT.says}"
                    yield NEEDED_FIELD_HIDDEN(field.at(), message, help="sync it, if only `from-salesforce`")


def _marketo(catalog: Catalog) -> Iterator[Named[MarketoConnector]]:
    for one in catalog.connectors.values():
        if isinstance(one.spec, MarketoConnector):
            yield Named(one.name, one.spec, one.path)


@PROFESSIONAL_SYNC_USER.check
def _user_there(catalog: Catalog) -> Iterator[Finding]:
    for connector in connectors(catalog):
        user = catalog.users.get(connector.spec.sync_user)
        if user is None:
            continue
        named = profile(catalog, connector)
        if named != facts.PROFILE:
            message = f"`{user.name}` has the profile `{named}`, and Marketo's set-up for Professional Edition wants `{facts.PROFILE}`"
            place = user.at("profile") if isinstance(user.spec.profile, str) else user.at("profile", "name")
            yield PROFESSIONAL_SYNC_USER(place, message, help=f"say `profile: {facts.PROFILE}`")
        if not user.spec.marketing_user:
            message = f"`{user.name}` is no marketing user, and Marketo's set-up for Professional Edition wants it to be one"
            yield PROFESSIONAL_SYNC_USER(
                user.at("sync_user"), message, help="say `marketing_user: true`, and tick the box on the user record"
            )


@LAYOUT_LACKS_FIELD.check
def _lacking(catalog: Catalog) -> Iterator[Finding]:
    for connector, one in _layouts(catalog):
        for layout in one.known:
            lacking = [field for field in one.lacking(layout) if field.key.startswith("object/")]
            if lacking:
                message = f"the page layout `{layout.name}` does not let `{connector.name}` reach {names(lacking)}"
                help_ = "put them on the layout, as generated/marketo/layouts.md says, and import it again"
                yield LAYOUT_LACKS_FIELD(_place(catalog, one.object, lacking), message, help=help_)


@LAYOUT_SHOWS_HIDDEN_FIELD.check
def _showing(catalog: Catalog) -> Iterator[Finding]:
    for connector, one in _layouts(catalog):
        for layout in one.known:
            showing = one.showing(layout)
            if showing:
                message = f"the page layout `{layout.name}` shows {names(showing)}, hidden from `{connector.name}`"
                help_ = "take them off the layout, as generated/marketo/layouts.md says, and import it again"
                yield LAYOUT_SHOWS_HIDDEN_FIELD(_place(catalog, one.object, showing), message, help=help_)


@LAYOUTS_NOT_KNOWN.check
def _unknown(catalog: Catalog) -> Iterator[Finding]:
    for connector, one in _layouts(catalog):
        if not one.known and one.object in catalog.objects:
            message = f"the inventory holds no page layout of `{one.object}`, so which fields `{connector.name}` reaches is not known"
            help_ = "retrieve the layouts from the org and run `syncwright import`"
            place = min(group.path for group in catalog.objects[one.object].groups)
            yield LAYOUTS_NOT_KNOWN(Place(place, ("object",)), message, help=help_)


@ONE_LAYOUT_FOR_TWO.check
def _shared(catalog: Catalog) -> Iterator[Finding]:
    found = connectors(catalog)
    for index, one in enumerate(found):
        for other in found[index + 1 :]:
            if profile(catalog, one) == profile(catalog, other):
                yield from _against(catalog, one, other)


def _against(catalog: Catalog, one: Named[MarketoConnector], other: Named[MarketoConnector]) -> Iterator[Finding]:
    """Fields that one of two connectors gets and the other must not, although their users look at the same layouts."""
    for field in catalog.fields():
        ways = [field.directions.get(each.name) for each in (one, other)]
        if None not in ways and ways.count("hidden") == 1:
            shown, hidden = (one, other) if ways[1] == "hidden" else (other, one)
            message = (
                f"`{field.object}.{field.name}` is hidden from `{hidden.name}`, whose user has the profile and so the page layouts "
                f"through which `{shown.name}` gets it"
            )
            yield ONE_LAYOUT_FOR_TWO(field.at(), message, help="let both have it, or neither")


def _layouts(catalog: Catalog) -> Iterator[tuple[Named[MarketoConnector], ObjectLayouts]]:
    for connector in connectors(catalog):
        yield from ((connector, one) for one in object_layouts(catalog, connector))


def _place(catalog: Catalog, owner: str, fields: Sequence[Shown]) -> Place:
    """The first of these fields in the specs."""
    held = catalog.objects[owner].fields.values()
    return next(field.at() for field in held if field.key == fields[0].key)


RULES = (
    CAMPAIGN_SYNC_NEEDS_MARKETING_USER,
    NEEDED_FIELD_HIDDEN,
    LAYOUT_LACKS_FIELD,
    LAYOUT_SHOWS_HIDDEN_FIELD,
    PROFESSIONAL_SYNC_USER,
    LAYOUTS_NOT_KNOWN,
    ONE_LAYOUT_FOR_TWO,
    *OF_CAMPAIGNS,
    *OF_FILTERS,
    *OF_RUNBOOK,
    *OF_SUPPORT,
    FIELDS_NOT_READ,
    *OF_TYPES,
    *OF_WANTS,
)
