"""A small estate with four business units, and an org with fields that a Marketing Data Sharing rule can ask for."""

from collections.abc import Mapping

from small_estate import FILES, clean, org
from syncwright.catalog.model import Catalog, CatalogFilter, CatalogPartition
from syncwright.compile import Compilation
from syncwright.inventory import Field, Org
from syncwright.inventory.model import ValueSet
from syncwright.platforms.account_engagement.sharing.artifacts import artifacts
from syncwright.records import replace

AE = "connectors/ae.yaml"
UNITS = ("amer", "apac", "emea", "mea")
CONNECTOR = FILES[AE] + "marketing_data_sharing: true\nsame_email_prospects: true\nbusiness_units: {emea: {why: w}, amer: {why: w}}\n"
FOUR = (
    FILES[AE]
    + f"marketing_data_sharing: true\nsame_email_prospects: true\nbusiness_units: {{{', '.join(f'{name}: {{why: w}}' for name in UNITS)}}}\n"
)

_FIELDS = {
    "In_Scope__c": Field(type="Checkbox", label="In scope"),
    "Blocked__c": Field(type="Checkbox", label="Blocked"),
    "Unit__c": Field(type="Picklist", label="Unit", values=("EMEA", "AMER")),
    "Region__c": Field(type="Text", label="Region", length=255),
    "Market__c": Field(type="Picklist", label="Market", value_set="Market"),
    "Track__c": Field(type="Picklist", label="Track", values=("Buyer", "Specifier")),
    "Hot__c": Field(type="Checkbox", label="Hot", formula="In_Scope__c"),
    "Score__c": Field(type="Number", label="Score"),
    "Motto__c": Field(type="Text", label="Motto", length=40),
    "Title__c": Field(type="Text", label="Title", length=80),
}
ORG = Org(
    org({"Lead": dict(_FIELDS), "Contact": dict(_FIELDS), "pi__ObjectChangeLog__c": {"In_Scope__c": _FIELDS["In_Scope__c"]}}),
    {"Market": ValueSet("Market", "global", ("Energy", "Food", "Water"))},
)

#: Off: what is asked of every filter, and is none of what these tests look at.
QUIET = "policy: {rules: {sync-filter-without-field: off, filter-without-sync: off}}\n"

SCOPE = """filter: scope
why: only who can be mailed
owner: ops
objects: [Lead, Contact]
for: ae/emea
where: |
  Title__c is not blank
"""
PARTITION = """partition: unit
why: each unit mails its own
owner: ops
objects: [Lead, Contact]
as: {field: Unit__c}
cases:
  EMEA: {for: ae/emea, where: Title__c contains 'x'}
  AMER: {for: ae/amer, where: Title__c is not blank}
"""


def estate(*specs: str, **more: str) -> dict[str, str]:
    """The files, with these filters and partitions. `more`: other files, by their names with `_` for `/` and `.yaml` left out."""
    files = {"estate.yaml": FILES["estate.yaml"] + QUIET, AE: CONNECTOR}
    files |= {f"filters/{number}.yaml": text for number, text in enumerate(specs)}
    return files | {f"{name.replace('_', '/')}.yaml": text for name, text in more.items()}


def fine(*specs: str, **more: str) -> Compilation:
    """The same, compiled; nothing is wrong with it."""
    return clean(estate(*specs, **more), ORG)


def files(catalog: Catalog) -> dict[str, bytes]:
    """The files of its rules."""
    return {one.path: one.data for one in artifacts(catalog, ())}


def holding(catalog: Catalog, *scopes: CatalogFilter | CatalogPartition) -> Catalog:
    """A catalog with these filters and partitions instead of its own."""
    filters: Mapping[str, CatalogFilter] = {one.name: one for one in scopes if isinstance(one, CatalogFilter)}
    return replace(catalog, filters=filters, partitions={one.name: one for one in scopes if isinstance(one, CatalogPartition)})
