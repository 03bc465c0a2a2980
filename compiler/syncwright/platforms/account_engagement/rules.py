"""What an Account Engagement connector cannot do as its specs say."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector

PAGES = "syncwright.platforms.account_engagement.pages"

#: Salesforce Help and Trailhead: several business units on one org may use the integration user only with data sharing.
UNITS_WITHOUT_DATA_SHARING = Rule("AEN801", "units-without-data-sharing", "error", PAGES)


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


RULES = (UNITS_WITHOUT_DATA_SHARING,)
