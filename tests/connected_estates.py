"""A small estate with two business units and connected campaigns, in an org whose campaigns have record types."""

from small_estate import FILES, compiled
from small_estate import org as small_org
from syncwright.compile import Compilation
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.model import RecordType
from syncwright.platforms.account_engagement.campaigns.artifacts import artifacts

AE = "connectors/ae.yaml"
CONNECTOR = FILES[AE] + (
    "marketing_data_sharing: true\nconnected_campaigns: true\n"
    "business_units: {emea: {why: w, campaign_record_types: [EMEA]}, amer: {why: w, campaign_record_types: [AMER]}}\n"
)
PRODUCTION = (
    "environment: production\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
    "connectors: {ae/emea: {business_unit: 0Uv7Q0000004CaTSAU}}\n"
)
STATUSES = "statuses:\n- {status: Invited, default: true}\n- {status: Attended, responded: true}\n"
FIELDS = {
    "Channel__c": Field(type="Picklist", label="Channel", values=("Webinar", "Trade fair")),
    "Motto__c": Field(type="Text", label="Motto", length=10),
    "Seats__c": Field(type="Number", label="Seats"),
    "Full__c": Field(type="Checkbox", label="Full", formula="true"),
    "Public__c": Field(type="Checkbox", label="Public"),
    "Opens__c": Field(type="DateTime", label="Opens"),
    "Closes__c": Field(type="Date", label="Closes"),
    "Themes__c": Field(type="MultiselectPicklist", label="Themes", values=("Hydrogen", "Water")),
}
TYPES = {name: RecordType(label=name, active=name != "Old") for name in ("AMER", "EMEA", "Old")}
ORG = Org({**small_org(), "Campaign": Object("Campaign", "standard", FIELDS, "Campaign", TYPES)})


def campaign(called: str = "forum", /, extra: str = "", **said: str) -> dict[str, str]:
    """One campaign, in a file of its own."""
    head = {"campaign": called, "for": "ae/emea", "owner": "ops", "why": "they meet us there", "type": "connected", "name": called.title()}
    head |= {"record_type": "EMEA"} | said
    return {f"campaigns/{called}.yaml": "".join(f"{key}: {value}\n" for key, value in head.items() if value) + STATUSES + extra}


def estate(*campaigns: dict[str, str], **more: str) -> Compilation:
    """The estate with these campaigns. `more`: other files, by their names with `_` for `/` and `.yaml` left out."""
    files = {AE: CONNECTOR, "environments/production.yaml": PRODUCTION}
    for one in campaigns:
        files |= one
    return compiled(files | {f"{name.replace('_', '/', 1)}.yaml": text for name, text in more.items()}, ORG)


def files(compilation: Compilation) -> dict[str, bytes]:
    """What is made of the campaigns, by path."""
    assert compilation.catalog is not None
    return {one.path: one.data for one in artifacts(compilation.catalog)}
