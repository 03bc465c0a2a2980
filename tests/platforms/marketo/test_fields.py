"""What a field is in Marketo."""

import csv
import json
from pathlib import Path

import pytest

from small_estate import compiled
from syncwright.platforms.marketo.fields import MarketoField, marketo_field, named_field
from syncwright.platforms.marketo.known_fields import DEFAULT, LABELS, REST, SEEN, TYPE, recorded_type
from syncwright.platforms.marketo.types.words import TITLES, TYPES, marketo_type

PEOPLE = """\
object: [Lead, Contact]
owner: ops
why: who they are
for: [marketo]
defaults: {sync: two-way, why: greeting}
fields:
  FirstName:
  Description:
  Motto__c: {at: {marketo: {field: motto, type: text area}}}
  Address:
    is: {Lead: Address, Contact: MailingAddress}
    parts: {City: {at: {marketo: {field: city}}}, Country: }
"""
PERSON = """\
object: Person
of: marketo
owner: ops
why: form plumbing
fields:
  utmLast: {why: attribution, create: {label: UTM (last), type: string}}
  emailInvalid: {why: nobody mails it}
  crmPhase: {why: phase, at: {marketo: {field: crmPhase2, type: Score}}}
"""


@pytest.fixture(scope="module")
def catalog():
    compilation = compiled({"objects/people.yaml": PEOPLE, "objects/person.yaml": PERSON})
    assert not compilation.failed, compilation.diagnostics
    return compilation.catalog


def of(catalog, owner: str, name: str) -> MarketoField:
    found = named_field(catalog, "marketo", owner, name)
    assert found is not None
    return found


def test_a_mapped_field_has_the_label_of_the_mapping_and_the_rest_name_of_that_label(catalog):
    first = marketo_field(catalog, "marketo", catalog.objects["Contact"].fields["FirstName"])
    assert (first.rest, first.label, first.type, first.documented) == ("firstName", "First Name", "string", True)
    assert (first.by, first.typed_by) == ("documented", "recorded")


def test_a_name_that_only_a_recorded_answer_has_is_told_from_a_documented_one(catalog):
    notes = of(catalog, "Lead", "Description")
    assert (notes.rest, notes.by, notes.label, notes.type) == ("mktoPersonNotes", "recorded", "Person Notes", "text")


def test_what_the_specs_say_of_a_field_holds(catalog):
    motto = of(catalog, "Lead", "Motto__c")
    assert (motto.rest, motto.by, motto.type, motto.typed_by) == ("motto", "specs", "text", "specs")
    assert (motto.label, motto.documented) == (None, False)


def test_a_field_that_marketo_made_is_not_documented_and_goes_by_its_name_in_salesforce():
    spec = PEOPLE.replace("Motto__c: {at: {marketo: {field: motto, type: text area}}}", "Motto__c:")
    catalog = compiled({"objects/people.yaml": spec}).catalog
    motto = of(catalog, "Contact", "Motto__c")
    assert (motto.rest, motto.label, motto.by, motto.documented, motto.called) == (None, None, None, False, "Motto__c")


def test_a_part_of_a_compound_is_named_under_its_parts(catalog):
    assert of(catalog, "Contact", "MailingCity").by == "specs"
    assert of(catalog, "Contact", "MailingCountry").by == "documented"
    assert of(catalog, "Lead", "City").by == "specs"


def test_a_field_of_person_is_what_its_spec_says(catalog):
    utm, invalid, phase = (of(catalog, "Person", name) for name in ("utmLast", "emailInvalid", "crmPhase"))
    assert (utm.rest, utm.label, utm.type, utm.typed_by) == ("utmLast", "UTM (last)", "string", "specs")
    assert (invalid.label, invalid.type, invalid.typed_by) == ("Email Invalid", "boolean", "recorded")
    assert (phase.rest, phase.type, phase.documented, phase.called) == ("crmPhase2", "score", False, "crmPhase")


def test_a_name_that_nothing_has_is_no_field(catalog):
    assert named_field(catalog, "marketo", "Person", "nothing") is None
    assert named_field(catalog, "marketo", "Lead", "Nothing__c") is None


def test_two_fields_of_person_with_one_name_are_a_finding():
    compilation = compiled({"objects/person.yaml": PERSON, "objects/more.yaml": PERSON.replace("form plumbing", "other plumbing")})
    assert [one.rule.id for one in compilation.diagnostics].count("REF410") == 3


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text().splitlines()))


@pytest.mark.real_orgs
def test_the_tables_are_those_of_the_pages(real_data):
    """Counted in the transcribed pages: labels, names, and types as one instance answered."""
    rows = rows_of(real_data / "marketo-sfdc-sync-facts/default_field_mapping.csv")
    for owner, held in DEFAULT.items():
        assert sorted(held.values()) == sorted(row["marketo_field_label"] for row in rows if row["sfdc_object"] == owner)
    assert sum(map(len, DEFAULT.values())) == len(rows) == 64
    rest = {row["REST API Name"]: row["Friendly Label"] for row in rows_of(real_data / "marketo-api/standard_fields.csv")}
    differ = {label: rest[name] for label, name in REST.items() if rest[name] != label}
    assert differ == {"Source": "Lead Source", "Score": "Lead Score", "Status": "Lead Status", "Rating": "Lead Rating"}
    assert set(REST.values()) == set(rest) and len(LABELS) == len(REST) == 56


@pytest.mark.real_orgs
def test_recorded_types_are_those_of_the_recorded_answer(real_data):
    path: Path = real_data / "marketo-api/embulk-fixtures/lead_describe_marketo_fields_full.json"
    seen = {one["name"]: one["marketoDataType"].lower() for one in json.loads(path.read_text())}
    for name in (*REST.values(), *SEEN.values()):
        assert recorded_type(name) == seen.get(name), name
    assert recorded_type("motto") is None


@pytest.mark.parametrize("said", ["text", "Text Area", "text_area", "TEXTAREA"])
def test_a_type_may_be_written_as_any_page_does(said):
    assert marketo_type(said) == "text"


def test_every_type_has_a_title_that_means_it():
    assert {marketo_type(TITLES[one]) for one in TYPES} == set(TYPES)
    assert marketo_type("picklist") is None
    assert TYPE == "SFDC Type"
