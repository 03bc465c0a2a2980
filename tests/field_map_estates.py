"""A small estate whose Account Engagement maps fields of every kind, with one unit or two; and its field maps."""

from collections.abc import Mapping

from small_estate import FILES, org, spec
from syncwright.catalog.model import Catalog
from syncwright.compile import Compilation
from syncwright.inventory import Field, Org
from syncwright.inventory.model import ValueSet
from syncwright.platforms.account_engagement.map.bundle import artifacts
from syncwright.platforms.account_engagement.map.document import FieldMap, FieldThere
from syncwright.platforms.account_engagement.map.made import field_map
from syncwright.platforms.account_engagement.units import units

CONNECTOR = "connectors/ae.yaml"
TWO = FILES[CONNECTOR] + "marketing_data_sharing: true\nsame_email_prospects: true\nbusiness_units: {emea: {why: w}, amer: {why: w}}\n"
FIELDS = {
    "Tier__c": Field(type="Picklist", label="Tier", values=("Gold", "Silver")),
    "Motto__c": Field(type="Text", label="Motto", length=40),
    "Agreed__c": Field(type="Checkbox", label="Agreed"),
    "Story__c": Field(type="LongTextArea", label="Story", length=100_000),
    "Sum__c": Field(type="Number", label="Sum", precision=6, scale=0, formula="1"),
    "pi__score__c": Field(type="Number", label="Account Engagement Score", precision=18, scale=0),
    "HasOptedOutOfEmail": Field(type="Checkbox", label="Email Opt Out", tracked=True),
    "Unit__c": Field(type="Picklist", label="Unit", values=("EMEA", "AMER")),
}
ORG = Org(
    org({"Lead": dict(FIELDS), "Contact": dict(FIELDS), "Account": {"Tier__c": FIELDS["Tier__c"]}}),
    {"LeadSource": ValueSet("LeadSource", "standard", ("Web", "Fair"))},
)
#: Each with who wins, in the braces of a field.
WINS = {
    "Tier__c": "at: {ae: {field: Tier, wins: salesforce}}",
    "Motto__c": "at: {ae: {field: Motto, wins: account_engagement}}",
    "Email": "at: {ae: {wins: salesforce}}",
    "HasOptedOutOfEmail": "at: {ae: {wins: most_recent_field}}",
    "pi__score__c": "",
}


def people(fields: Mapping[str, str] = WINS) -> dict[str, str]:
    """Fields of leads and contacts."""
    return {"objects/people.yaml": spec("[Lead, Contact]", dict(fields), "ae", "{sync: two-way}")}


def document(compilation: Compilation, address: str = "ae") -> FieldMap:
    """The field map of one unit."""
    catalog = catalog_of(compilation)
    return field_map(catalog, next(unit for unit in units(catalog) if unit.address == address))


def fields(compilation: Compilation, address: str = "ae") -> dict[str, FieldThere]:
    """Its fields, by what people find them by."""
    return {one.called: one for one in document(compilation, address).fields}


def files(compilation: Compilation) -> dict[str, bytes]:
    """All files of field maps."""
    return {one.path: one.data for one in artifacts(catalog_of(compilation))}


def catalog_of(compilation: Compilation) -> Catalog:
    assert compilation.catalog is not None, "compiled without errors"
    return compilation.catalog
