"""Every field on both sides: once where all units have it alike, else once a unit; and the page that shows it."""

from field_map_estates import CONNECTOR, ORG, TWO, catalog_of, people
from small_estate import clean
from syncwright.compile import Compilation
from syncwright.crossing import Crossing
from syncwright.docs.both_sides import both_sides as page
from syncwright.platforms.account_engagement.types.both import both_sides
from syncwright.platforms.account_engagement.types.crossings import crossings

SAME = {"Tier__c": "at: {ae: {field: Tier, wins: salesforce}}"}
APART = {"Tier__c": "at: {ae: {field: Tier, wins: salesforce}, ae/emea: {field: Rank}}", "Email": "at: {ae: {wins: salesforce}}"}
HIDDEN = {"Tier__c": "at: {ae: {field: Tier, wins: salesforce}, ae/emea: {sync: hidden}}"}


def told(compilation: Compilation) -> list[Crossing]:
    catalog = catalog_of(compilation)
    return list(crossings(catalog, catalog.connectors["ae"]))


def who(compilation: Compilation) -> list[tuple[str, str, str | None]]:
    return sorted((f"{one.object}.{one.field}", one.connector, one.there) for one in told(compilation))


def test_what_all_units_have_alike_is_told_of_the_connector():
    assert who(clean(people(SAME) | {CONNECTOR: TWO}, ORG)) == [("Contact.Tier__c", "ae", "Tier"), ("Lead.Tier__c", "ae", "Tier")]
    assert who(clean(people(SAME), ORG)) == [("Contact.Tier__c", "ae", "Tier"), ("Lead.Tier__c", "ae", "Tier")]


def test_what_units_have_unlike_each_other_is_told_of_each():
    assert who(clean(people(APART) | {CONNECTOR: TWO}, ORG)) == [
        ("Contact.Email", "ae", "email"),
        ("Contact.Tier__c", "ae/amer", "Tier"),
        ("Contact.Tier__c", "ae/emea", "Rank"),
        ("Lead.Email", "ae", "email"),
        ("Lead.Tier__c", "ae/amer", "Tier"),
        ("Lead.Tier__c", "ae/emea", "Rank"),
    ]


def test_what_one_unit_hides_is_told_of_the_others():
    assert who(clean(people(HIDDEN) | {CONNECTOR: TWO}, ORG)) == [
        ("Contact.Tier__c", "ae/amer", "Tier"),
        ("Lead.Tier__c", "ae/amer", "Tier"),
    ]


def test_a_picklist_of_the_same_values_loses_no_value():
    one = told(clean(people(SAME), ORG))[0]
    assert (one.type, one.type_there, one.assumed, one.wins, one.direction) == ("Picklist", "Dropdown", False, "salesforce", "two-way")
    assert [(loss.way, loss.kind) for loss in one.losses] == [("from Salesforce", "blank"), ("to Salesforce", "blank")]


def test_the_parts_of_an_address_are_fields_of_their_own():
    said = {
        "Address": "is: {Lead: Address, Contact: MailingAddress}, at: {ae: {wins: salesforce}}, parts: {City: {at: {ae: {field: city}}}, Country: }"
    }
    assert who(clean(people(said), ORG)) == [
        ("Contact.MailingCity", "ae", "city"),
        ("Contact.MailingCountry", "ae", "country"),
        ("Lead.City", "ae", "city"),
        ("Lead.Country", "ae", "country"),
    ]


def test_the_page_has_a_row_a_field_and_names_the_unit_where_they_differ():
    catalog = catalog_of(clean(people(APART) | {CONNECTOR: TWO}, ORG))
    artifact = page(catalog, "ae", both_sides(catalog, catalog.connectors["ae"]))
    lines = artifact.data.decode().splitlines()
    rows = [line.split(" | ")[0].removeprefix("| ") for line in lines[lines.index("## Lead") :] if line.startswith("| ")]
    assert rows == ["field", "Email", "Tier\\_\\_c (in ae/amer)", "Tier\\_\\_c (in ae/emea)"]
    assert artifact.path == "dictionary/ae.md"
    assert "- Types of the same kind are taken" not in artifact.data.decode(), "facts stand as they are said"
    assert "types of the same kind are taken for each other: no page lists the pairs (observed, not documented)" in artifact.data.decode()


def test_what_is_only_reported_is_said_to_be_so():
    catalog = catalog_of(clean(people(SAME), ORG))
    both = both_sides(catalog, catalog.connectors["ae"])
    assert {one.object: (one.direction, one.wins) for one in both.objects} == {"Contact": ("two-way", None), "Lead": ("two-way", None)}
    assert any("how long a value is" in one for one in both.not_documented)
