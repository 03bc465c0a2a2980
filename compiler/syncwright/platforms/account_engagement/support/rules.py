"""What Support cannot switch as the specs have it, and what a switch would take away."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule
from syncwright.platforms.account_engagement.support import facts
from syncwright.platforms.account_engagement.units import Unit, connectors, units

PAGES = "syncwright.platforms.account_engagement.pages"

#: Salesforce Help, "Allowing Multiple Prospects with the Same Email Address", and "Account Engagement Business Units".
ADDRESSES_NOT_SHARED = Rule("AEN885", "addresses-not-shared", "warning", PAGES)
#: Salesforce Help, "How Sync Behavior Works".
BLANKS_OVER_CONSENT = Rule("AEN886", "blanks-over-consent", "warning", PAGES)


@ADDRESSES_NOT_SHARED.check
def _addresses(catalog: Catalog) -> Iterator[Finding]:
    for one in connectors(catalog):
        number = len(one.spec.business_units)
        if number > 1 and not one.spec.same_email_prospects:
            message = f"`{one.name}` has {number} business units in which no two prospects are to have one e-mail address: {facts.ON_SINCE_2016.says}, and {facts.FOR_GOOD.says}"
            help_ = "say `same_email_prospects: true`, as all but the first unit are newer, and match and import by CRM id"
            yield ADDRESSES_NOT_SHARED(one.at("business_units"), message, help=help_)


@BLANKS_OVER_CONSENT.check
def _blanks(catalog: Catalog) -> Iterator[Finding]:
    found = set()
    for unit in units(catalog):
        if unit.connector.spec.blank_salesforce_values_overwrite:
            for one in _overwritten(catalog, unit):
                found.add((unit.connector.name, one))
    for connector, path in sorted(found):
        owner, name = path
        field = catalog.objects[owner].fields[name]
        message = f"`{owner}.{name}` is said to hold consent, and a blank of it in Salesforce empties the prospect's in `{connector}`: {facts.BLANK_IS_A_VALUE.says}"
        help_ = "let Account Engagement win, or see that no blank of it means anything but that consent was taken back, and allow this"
        related = ((catalog.connectors[connector].at("blank_salesforce_values_overwrite"), "blanks overwrite here"),)
        yield BLANKS_OVER_CONSENT(field.at(), message, help=help_, related=related)


def _overwritten(catalog: Catalog, unit: Unit) -> Iterator[tuple[str, str]]:
    """Fields of people that hold consent and of which a blank of Salesforce would be taken over."""
    # Start-up time: hardly any estate has blanks overwrite.
    from syncwright.platforms.account_engagement.support.blank_overwrite import blankable

    for side in blankable(catalog, unit):
        if side.field.pii == "consent":
            yield side.object, side.field.name


RULES = (ADDRESSES_NOT_SHARED, BLANKS_OVER_CONSENT)
