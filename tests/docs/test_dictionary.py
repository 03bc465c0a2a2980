"""The data dictionary: a row a field, the same in all three forms, and nothing said that is not so."""

import csv
import json
from collections.abc import Iterator
from io import StringIO

import pytest

from docs.reading import tables
from small_estate import FILES, compiled, org, told
from syncwright.compile import Compilation
from syncwright.docs.columns import COLUMNS, columns
from syncwright.docs.csv import plain
from syncwright.docs.dictionary import dictionary, pieces
from syncwright.docs.rows import Row
from syncwright.inventory import Field
from syncwright.platform import Artifact
from syncwright.records import replace
from syncwright.seen import FieldAccess, Through

PEOPLE = """\
object: [Lead, Contact]
owner: ops
why: who the person is
for: [marketo, ae]
used_by: marketo program Everything
defaults: {sync: from-salesforce, pii: contact, basis: consent, reviewed: 2026-02-03, at: {ae: {wins: salesforce}}}
fields:
  Email: {why: match key, sync: two-way, at: {ae: {field: email}}}
  Role:
    why: who gets which mail
    owner: crm
    pii: none
    is: {Lead: Plant_Role__c, Contact: Site_Role__c}
    sync: {marketo: two-way}
    convert: Contact.Site_Role__c
    reviewed: 2026-05-06
    used_by: [report A, report B]
    at: {marketo: {field: role, type: string}}
  Home:
    is: {Lead: Address, Contact: MailingAddress}
    why: routing
    parts: {Country: {at: {ae: {field: country}}}, City: , Street: {sync: from-salesforce}}
  Old__c: {why: nobody uses it, retire: {stage: hidden, since: 2026-01-02}}
"""
EXTRA = {
    "Lead": {
        "Plant_Role__c": Field(type="Text", label="Role at the plant", length=80),
        "Old__c": Field(type="LongTextArea", label="Old notes", length=32000),
        "Days__c": Field(type="Number", label="Days", precision=18, scale=0, formula="TODAY() - 1"),
        "Region__c": Field(type="Picklist", label="Region", required=True),
        "Account__c": Field(type="Lookup", references=("Account",)),
    },
    "Contact": {
        "Site_Role__c": Field(type="Text", length=80),
        "Old__c": Field(type="LongTextArea", length=32000),
    },
}
LEAD = """\
object: Lead
owner: ops
why: enquiries
for: [marketo]
defaults: {sync: from-salesforce, pii: none}
fields:
  Days__c:    {why: w, sync: hidden}
  Region__c:  {why: w}
  Account__c: {why: w}
  New__c:     {why: w, create: {label: New, type: Text, length: 40}}
"""
OWNERS = FILES["estate.yaml"].replace(
    "owners: {ops: {title: Operations, contact: ops@tiny.example}}",
    "owners: {ops: {title: Operations, contact: ops@tiny.example}, crm: {title: CRM team, contact: crm@tiny.example}}",
)
ESTATE = {"objects/people.yaml": PEOPLE, "objects/lead.yaml": LEAD, "estate.yaml": OWNERS}

Said = dict[str, object]


def made(files=ESTATE, extra=EXTRA) -> Compilation:
    compilation = compiled(files, org(extra))
    assert not compilation.failed, told(compilation)
    return compilation


class SeenAs:
    """Who sees a field, as a function of its object and its name says; without one, nobody sees any."""

    def __init__(self, ask=lambda _owner, _name: ()):
        self.ask = ask

    def alike(self, owner: str, names) -> list[tuple[FieldAccess, ...]]:
        return [self.ask(owner, name) for name in names]


def artifacts(compilation: Compilation, seen=SeenAs()) -> dict[str, Artifact]:
    return {one.path.rpartition(".")[2]: one for one in dictionary(compilation.catalog, pieces(compilation.catalog, seen))}


def document(compilation: Compilation, seen=SeenAs()) -> dict:
    return json.loads(artifacts(compilation, seen)["json"].data)


@pytest.fixture(scope="module")
def rows() -> dict[str, Said]:
    """The rows of the estate above, by key."""
    return {row["key"]: row for row in document(made())["fields"]}


# ------------------------------------------------------------------ what stands in a row


def test_a_row_says_what_the_spec_says(rows):
    assert rows["object/Lead#Plant_Role__c"] == {
        "object": "Lead",
        "field": "Plant_Role__c",
        "label": "Role at the plant",
        "type": "Text(80)",
        "why": "who gets which mail",
        "owner": "crm",
        "owner_title": "CRM team",
        "pii": "none",
        "basis": "consent",
        "reviewed": "2026-05-06",
        "used_by": ["report A", "report B"],
        "pair": ["Contact.Site_Role__c"],
        "converts_to": ["Contact.Site_Role__c"],
        "key": "object/Lead#Plant_Role__c",
        "connectors": {"ae": {"direction": "hidden"}, "marketo": {"direction": "two-way", "field": "role", "type": "string"}},
    }


def test_what_the_field_does_not_say_is_what_the_file_says(rows):
    email = rows["object/Contact#Email"]
    assert [email[name] for name in ("owner", "pii", "basis", "reviewed", "used_by")] == [
        "ops",
        "contact",
        "consent",
        "2026-02-03",
        ["marketo program Everything"],
    ]
    assert email["connectors"]["ae"] == {"direction": "two-way", "field": "email", "wins": "salesforce"}


def test_what_one_business_unit_has_otherwise_stands_beside_what_the_connector_has():
    ae = (
        FILES["connectors/ae.yaml"]
        + "marketing_data_sharing: true\nsame_email_prospects: true\nbusiness_units: {amer: {why: w}, emea: {why: w}}\n"
    )
    said = "sync: two-way, at: {ae: {field: town, wins: salesforce}, ae/emea: {sync: from-salesforce, field: stadt}}"
    lead = f"object: Lead\nowner: ops\nwhy: w\nfor: [ae]\ndefaults: {{pii: none}}\nfields:\n  City__c: {{why: w, {said}}}\n"
    compilation = compiled({"connectors/ae.yaml": ae, "objects/lead.yaml": lead}, org({"Lead": {"City__c": Field(type="Text")}}))
    [row] = document(compilation)["fields"]
    assert row["connectors"]["ae"] == {
        "direction": "two-way; ae/emea: from-salesforce",
        "field": "town; ae/emea: stadt",
        "wins": "salesforce",
    }


def test_a_conversion_is_the_leads_alone(rows):
    assert "converts_to" not in rows["object/Contact#Site_Role__c"]


def test_without_a_convert_the_org_says_what_takes_the_value():
    compilation = made()
    objects = dict(compilation.catalog.org.objects)
    objects["Lead"] = replace(
        objects["Lead"], conversion={"Old__c": ("Contact.Old__c", "Opportunity.Old__c"), "Plant_Role__c": ("Account.Role__c",)}
    )
    catalog = replace(compilation.catalog, org=replace(compilation.catalog.org, objects=objects))
    found = {row["key"]: row for row in document(replace(compilation, catalog=catalog))["fields"]}
    assert found["object/Lead#Old__c"]["converts_to"] == ["Contact.Old__c", "Opportunity.Old__c"]
    assert found["object/Lead#Plant_Role__c"]["converts_to"] == ["Contact.Site_Role__c"]


def test_parts_say_what_is_said_of_them(rows):
    assert rows["object/Lead#Address"]["parts"] == ["City", "Country (ae: country)", "Street (from-salesforce)"]
    assert rows["object/Lead#Address"]["pair"] == ["Contact.MailingAddress"]


def test_a_field_on_its_way_out_says_how_far(rows):
    assert rows["object/Lead#Old__c"]["retire"] == "hidden since 2026-01-02"
    assert rows["object/Lead#Old__c"]["connectors"] == {"ae": {"direction": "hidden"}, "marketo": {"direction": "hidden"}}


def test_types_are_what_people_know_from_their_org(rows):
    types = {key.partition("#")[2]: row["type"] for key, row in rows.items() if key.startswith("object/Lead")}
    assert types == {
        "Account__c": "Lookup(Account)",
        "Address": "Address",
        "Days__c": "Number(18, 0)",
        "Email": "Email(80)",
        "New__c": "Text(40)",
        "Old__c": "LongTextArea(32000)",
        "Plant_Role__c": "Text(80)",
        "Region__c": "Picklist",
    }


def test_required_formula_and_created_are_said_where_they_are_so(rows):
    assert {key for key, row in rows.items() if row.get("required")} == {"object/Lead#Region__c"}
    assert {key: row["formula"] for key, row in rows.items() if "formula" in row} == {"object/Lead#Days__c": "TODAY() - 1"}
    assert {key: row["label"] for key, row in rows.items() if row.get("created")} == {"object/Lead#New__c": "New"}


def test_a_connector_that_a_file_is_not_for_says_nothing(rows):
    assert rows["object/Lead#Region__c"]["connectors"] == {"marketo": {"direction": "from-salesforce"}}


def test_who_sees_a_field_is_asked_of_the_platforms():
    def seen(owner: str, field: str) -> tuple[FieldAccess, ...]:
        if (owner, field) != ("Lead", "Email"):
            return ()
        one, other = Through("permission set A"), Through("profile B")
        return FieldAccess("marketo-sync", (one, other), (one,)), FieldAccess("ae-integration", (other,)), FieldAccess("nobody")

    found = {row["key"]: row for row in document(made(), SeenAs(seen))["fields"]}
    email = found["object/Lead#Email"]
    assert email["read_by"] == ["marketo-sync: permission set A, profile B", "ae-integration: profile B"]
    assert email["edited_by"] == ["marketo-sync: permission set A"]
    assert [key for key, row in found.items() if "read_by" in row or "edited_by" in row] == ["object/Lead#Email"]


def test_what_is_built_says_who_sees_a_field():
    compilation = made()
    [built] = [one for one in compilation.artifacts() if one.path == "dictionary/dictionary.json"]
    email = next(row for row in json.loads(built.data)["fields"] if row["key"] == "object/Lead#Email")
    assert [text.partition(":")[0] for text in email["read_by"]] == ["ae-integration", "marketo-sync"]
    assert all("permission set" in text for text in email["read_by"])


# ------------------------------------------------------------------ the three forms


def test_rows_are_in_order_of_object_and_field(rows):
    assert list(rows) == sorted(rows, key=lambda key: key.split("#"))


def test_the_document_is_versioned_and_says_what_its_columns_mean():
    said = document(made())
    assert {name: said[name] for name in ("format", "estate", "environment")} == {
        "format": 1,
        "estate": "tiny",
        "environment": "production",
    }
    assert [one["name"] for one in said["columns"]] == [one.name for one in columns(["ae", "marketo"])]
    assert all(one["means"].endswith(".") and "{" not in one["means"] for one in said["columns"])
    paths = {tuple(one["path"]): one["name"] for one in said["columns"]}
    assert {path for row in said["fields"] for path, _ in leaves(row)} <= set(paths)
    assert paths["connectors", "ae", "wins"] == "ae.wins" and paths["why",] == "why"


def test_a_row_has_an_attribute_for_each_column():
    assert Row.__struct_fields__ == (*(column.name for column in COLUMNS), "connectors")


def leaves(row: Said) -> Iterator[tuple[tuple[str, ...], object]]:
    """What a row says, by its path."""
    for name, value in row.items():
        if isinstance(value, dict):
            yield from (((name, *path), leaf) for path, leaf in leaves(value))
        else:
            yield (name,), value


def as_text(value: object) -> str:
    return "; ".join(value) if isinstance(value, list) else "yes" if value is True else str(value)


def in_csv(made_of: dict[str, Artifact]) -> list[dict[str, str]]:
    lines = csv.DictReader(StringIO(made_of["csv"].data.decode("utf-8"), newline=""), strict=True)
    return [{name: plain(cell) for name, cell in line.items() if cell} for line in lines]


HOSTILE = {
    **ESTATE,
    "objects/hostile.yaml": (
        "object: Account\nwhy: w\nowner: ops\nfor: [marketo, ae]\nfields:\n"
        '  Phone:    {why: "=HYPERLINK(\\"http://evil.example\\")", sync: hidden, basis: "@SUM(1)"}\n'
        '  Website:  {why: "-5", sync: hidden, used_by: ["+1", "a | b", "two\\nlines"]}\n'
        '  Industry: {why: "  =1+1 <b>&amp;</b> [x](y) `z`", sync: from-salesforce, pii: none, at: {ae: {field: "=x, \\"y\\""}}}\n'
    ),
}


def test_all_three_forms_say_the_same_whatever_people_wrote():
    made_of = artifacts(made(HOSTILE))
    said = json.loads(made_of["json"].data)
    names = {tuple(one["path"]): one["name"] for one in said["columns"]}
    expected = [{names[path]: as_text(value) for path, value in leaves(row)} for row in said["fields"]]
    assert in_csv(made_of) == expected
    told_ = [
        {"object": name, **{column: cell for column, cell in row.items() if cell}}
        for name, some in tables(made_of["md"].data.decode()).items()
        for row in some
    ]
    assert told_ == [{name: text.strip(" ") for name, text in row.items()} for row in expected]
    whys = {row["field"]: row["why"] for row in expected if row["object"] == "Account"}
    assert whys == {"Phone": '=HYPERLINK("http://evil.example")', "Website": "-5", "Industry": "  =1+1 <b>&amp;</b> [x](y) `z`"}


def test_no_cell_of_a_hostile_estate_is_a_formula():
    text = artifacts(made(HOSTILE))["csv"].data.decode()
    cells = [cell for row in csv.reader(StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")] == ["-5"]


def test_the_spec_keys_are_those_of_whole_objects():
    [one, *others] = artifacts(made()).values()
    assert one.keys == (
        "connector/ae",
        "connector/marketo",
        "environment/production",
        "estate/tiny",
        "object/Contact",
        "object/Lead",
        "sync_user/ae-integration",
        "sync_user/marketo-sync",
    )
    assert {other.keys for other in others} == {one.keys}


def test_names_and_order_of_files_do_not_show():
    turned = {f"z/{len(ESTATE) - n}.yaml": text for n, (name, text) in enumerate(ESTATE.items()) if name != "estate.yaml"}
    one, other = artifacts(made()), artifacts(made({**turned, "estate.yaml": OWNERS}))
    assert {form: made_of.data for form, made_of in one.items()} == {form: made_of.data for form, made_of in other.items()}


def test_the_same_specs_make_the_same_bytes():
    assert {one: made_.data for one, made_ in artifacts(made()).items()} == {one: made_.data for one, made_ in artifacts(made()).items()}


def test_whoever_looks_for_another_file_does_not_wait_for_it():
    """It takes longest of all, and `trace` stops where it finds its file."""
    paths = [one.path for one in compiled(FILES).artifacts()]
    assert paths[-4:] == ["graph.json", *(f"dictionary/dictionary.{form}" for form in ("csv", "json", "md"))]
