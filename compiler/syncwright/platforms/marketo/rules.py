"""What a Marketo connector cannot do as its specs say."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Finding, Rule
from syncwright.platforms.marketo.connector import MarketoConnector

PAGES = "syncwright.platforms.marketo.pages"

CAMPAIGN_SYNC_NEEDS_MARKETING_USER = Rule("MKT701", "campaign-sync-needs-marketing-user", "error", PAGES)


@CAMPAIGN_SYNC_NEEDS_MARKETING_USER.check
def _marketing_user(catalog: Catalog) -> Iterator[Finding]:
    for connector in _marketo(catalog):
        user = catalog.users.get(connector.spec.sync_user)
        if connector.spec.options.campaign_sync and user is not None and not user.spec.marketing_user:
            message = f"campaign sync needs `{user.name}` to be a marketing user"
            help_ = f"say `marketing_user: true` in the spec of `{user.name}`, and tick the box on the user record"
            related = ((user.at("sync_user"), "this user"),)
            yield CAMPAIGN_SYNC_NEEDS_MARKETING_USER(connector.at("options", "campaign_sync"), message, help=help_, related=related)


def _marketo(catalog: Catalog) -> Iterator[Named[MarketoConnector]]:
    for one in catalog.connectors.values():
        if isinstance(one.spec, MarketoConnector):
            yield Named(one.name, one.spec, one.path)


RULES = (CAMPAIGN_SYNC_NEEDS_MARKETING_USER,)
