"""The page of both sides of a connector: what it says, that it is text, and which spec each line comes from."""

import pytest

from docs.reading import tables
from small_estate import compiled, org
from syncwright.docs.both_sides import both_sides
from syncwright.inventory import Field
from syncwright.tracing.artifacts import trace_line

ORG = org(
    {
        "Lead": {
            "Motto__c": Field(type="Text", length=40, label="Motto | `x`"),
            "Notes__c": Field(type="LongTextArea", length=32_768),
            "Secret__c": Field(type="EncryptedText", length=20),
        }
    }
)
FILES = {
    "objects/lead.yaml": (
        "object: Lead\nowner: ops\nwhy: who they are\nfor: [marketo]\ndefaults: {sync: two-way, why: w, pii: none}\n"
        "fields:\n  Email:\n  Motto__c: {at: {marketo: {field: motto, type: string}}}\n  Notes__c: {sync: from-salesforce}\n  Secret__c: {sync: from-salesforce}\n"
        "  Address: {parts: {City: , Street: {sync: {marketo: from-salesforce}}}}\n"
    ),
    "objects/device.yaml": "object: Device__c\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {sync: from-salesforce, why: w}\nfields: {Text__c: }\n",
    "objects/person.yaml": (
        "object: Person\nof: marketo\nowner: ops\nwhy: plumbing\nfields:\n  utm: {why: the *last* form, create: {label: UTM, type: string}}\n"
    ),
}


@pytest.fixture(scope="module")
def page():
    compilation = compiled(FILES, ORG)
    assert not compilation.failed, compilation.diagnostics
    connector = compilation.catalog.connectors["marketo"]
    return both_sides(compilation.catalog, "marketo", compilation.platforms["marketo"].both_sides(compilation.catalog, connector))


@pytest.fixture(scope="module")
def read(page):
    return tables(page.data.decode().partition("\n## What this rests on")[0])


def test_each_object_says_which_way_records_go_and_who_wins(read):
    told = {row["object"]: (row["records go"], row["who wins"]) for row in read["Objects"]}
    assert told == {"Lead": ("both ways", "Marketo"), "custom objects": ("from Salesforce", "not documented")}


def test_a_field_is_told_with_its_names_and_types_on_both_sides(read):
    rows = {row["field"]: row for row in read["Lead"]}
    assert list(rows) == ["City (of Address)", "Street (of Address)", "Email", "Motto__c", "Notes__c", "Secret__c"]
    email, motto = rows["Email"], rows["Motto__c"]
    assert (email["type"], email["in Marketo"], email["API name there"], email["type there"]) == (
        "Email(80)",
        "Email Address",
        "email",
        "Email",
    )
    assert (email["goes"], email["who wins"], email["why"]) == ("both ways", "Marketo", "w")
    assert email["what is lost"] == "to Salesforce: a text of more than 80 characters is refused"
    assert (motto["in Marketo"], motto["API name there"], motto["type there"]) == ("not documented", "motto", "String")


def test_what_nobody_has_said_is_said_to_be_assumed_or_not_documented(read):
    rows = {row["field"]: row for row in read["Lead"]}
    assert rows["Notes__c"]["type there"] == "Text Area (assumed)"
    assert rows["Notes__c"]["who wins"] == ""
    assert rows["Secret__c"]["type there"] == "not documented"


def test_a_part_of_a_compound_goes_its_own_way(read):
    ways = {row["field"]: row["goes"] for row in read["Lead"]}
    assert (ways["City (of Address)"], ways["Street (of Address)"]) == ("both ways", "from Salesforce")


def test_fields_of_marketo_alone_stand_apart(read):
    [utm] = read["In Marketo alone"]
    assert utm == {"API name": "utm", "label": "UTM", "type": "String", "why": "the *last* form"}


def test_fields_of_custom_objects_are_left_to_the_command(page, read):
    assert "Device__c" not in read
    assert "The fields of Device\\_\\_c are not told one by one" in page.data.decode()


def test_what_has_to_stay_visible_is_said_apart_from_what_has_to_be_looked_up(page):
    text = page.data.decode()
    assert "- without `Email` of `Lead` the sync is said to fail: field-level security keeps it visible (observed, not documented)" in text
    assert "`SELECT Company, ConvertedAccountId," in text


def test_each_row_comes_from_the_spec_of_its_field(page):
    of = {}
    for number, line in enumerate(page.data.decode().splitlines(), 1):
        if line.startswith("| "):
            of[line.split(" | ")[0].strip("| ")] = trace_line(page.parts, page.keys, number, None).keys
    assert of["Email"] == ("object/Lead#Email",)
    assert of["City (of Address)"] == of["Street (of Address)"] == ("object/Lead#Address",)
    assert of["utm"] == ("object/Person#utm",)
    assert of["Lead"] == ("object/Lead",)


def test_a_build_has_the_page_of_each_connector_that_can_tell():
    paths = {one.path for one in compiled(FILES, ORG).artifacts()}
    assert "dictionary/marketo.md" in paths
    assert "dictionary/ae.md" in paths
