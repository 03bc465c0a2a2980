"""What a Marketo connector cannot do as its specs say."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Finding, Rule
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.compiled import MarketoConnector

PAGES = "syncwright.platforms.marketo.pages"

CAMPAIGN_SYNC_NEEDS_MARKETING_USER = Rule("MKT701", "campaign-sync-needs-marketing-user", "error", PAGES)
NEEDED_FIELD_HIDDEN = Rule("MKT702", "needed-field-hidden", "warning", PAGES)


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


RULES = (CAMPAIGN_SYNC_NEEDS_MARKETING_USER, NEEDED_FIELD_HIDDEN)
