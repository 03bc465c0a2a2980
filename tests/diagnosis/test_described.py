"""A describe that the sync user asked for shows what it may do; beside the specs it shows what lacks and what is too much."""

import json
from typing import Any

import pytest

from small_estate import compiled, org, spec, told, user
from syncwright.diagnosis.described import Compared, compared, describe_of
from syncwright.diagnosis.errors import Known
from syncwright.inventory import Field
from syncwright.platforms.marketo.errors.cures import ERRORS
from syncwright.text import SourceFile

SPECS = {
    "objects/a.yaml": spec(
        "Lead", {"Motto__c": "sync: two-way", "Score__c": "sync: from-salesforce", "Secret__c": "sync: hidden", "Address": "sync: two-way"}
    )
}
ORG = org(
    {
        "Lead": {
            "Motto__c": Field(type="Text"),
            "Score__c": Field(type="Number"),
            "Secret__c": Field(type="Text"),
            "Other__c": Field(type="Text"),
        }
    }
)


def shown(name: str, *, edit: bool = False, fls: bool = True) -> dict[str, Any]:
    return {"name": name, "createable": edit, "updateable": edit, "permissionable": fls, "label": name, "more": {"ignored": 1}}


AS_WANTED = [shown("Motto__c", edit=True), shown("Score__c"), shown("Address"), shown("City", edit=True), shown("Id", fls=False)]


def known(files: dict[str, str]) -> Known:
    compilation = compiled(files, ORG)
    catalog = compilation.catalog
    assert catalog is not None, told(compilation)
    graph = compilation.graph(everything=True)
    return Known(catalog, catalog.connectors["marketo"], compilation.seen(), graph.granted.of, ERRORS.people, ERRORS.others)


def looked(fields: list[dict[str, Any]], files: dict[str, str] = SPECS, **flags: bool) -> Compared:
    tree = {"name": "Lead", "createable": True, "updateable": True, **flags, "fields": fields}
    said = describe_of(SourceFile("lead.json", json.dumps({"status": 0, "result": tree}).encode()))
    assert said is not None
    return compared(known(files), said)


def wrong(found: Compared) -> list[tuple[str, str, str]]:
    return [(one.field, one.wrong, one.cure.where) for one in found.deviations]


def test_what_is_as_the_specs_want_it_is_no_deviation():
    found = looked(AS_WANTED)
    assert (wrong(found), found.lacking, found.unnamed) == ([], (), ())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (AS_WANTED[1:], [("Motto__c", "not seen", "deploy")]),
        ([shown("Motto__c"), *AS_WANTED[1:]], [("Motto__c", "not editable", "deploy")]),
        ([*AS_WANTED, shown("Secret__c")], [("Secret__c", "seen", "deploy")]),
        ([*AS_WANTED[:3], shown("City")], [("Address", "not editable", "deploy")]),
    ],
)
def test_what_is_otherwise_is_told(fields, expected):
    assert wrong(looked(fields)) == expected


def test_a_place_is_where_the_direction_is_said():
    [one] = looked(AS_WANTED[1:]).deviations
    assert one.cure.place is not None
    assert (one.cure.place.path, one.cure.place.keys) == ("specs/objects/a.yaml", ("fields", "Motto__c", "sync"))


def test_what_lets_the_user_see_a_hidden_field_is_named_where_it_is_known():
    files = {**SPECS, **user("fields: {Lead.Secret__c: {access: read, why: w}}")}
    [one] = looked([*AS_WANTED, shown("Secret__c")], files).deviations
    assert (one.cure.where, "through permission set Marketo_Sync" in one.cure.says) == ("salesforce", True)


def test_records_that_cannot_be_edited_though_the_specs_grant_it_are_told():
    assert looked(AS_WANTED, updateable=False).lacking == ("edit",)
    assert looked(AS_WANTED, createable=False).lacking == ()
    granted = {**SPECS, **user("objects: {Lead: {access: create, why: w}}")}
    assert looked(AS_WANTED, granted, createable=False).lacking == ("create",)


def test_fields_that_no_spec_names_are_those_with_field_level_security():
    assert looked([*AS_WANTED, shown("Other__c"), shown("Name", fls=False)]).unnamed == ("Other__c",)


@pytest.mark.parametrize(
    "text", ["", "no JSON", "[]", "{}", '{"name": "Lead"}', '{"name": "Lead", "fields": []}', '{"name": 1, "fields": [{}]}', "{"]
)
def test_what_is_no_describe_is_none(text):
    assert describe_of(SourceFile("x.json", text.encode())) is None


@pytest.mark.real_orgs
def test_a_recorded_describe_is_read_and_shows_the_standard_fields(real_data):
    path = real_data / "salesforce-describe" / "cumulusci" / "Lead.describe.json"
    said = describe_of(SourceFile(path.name, path.read_bytes()))
    assert said is not None
    files = {
        "objects/a.yaml": spec(
            "Lead", {"Industry": "sync: two-way", "Motto__c": "sync: two-way", "Fax": "sync: hidden", "Address": "sync: two-way"}
        )
    }
    found = compared(known(files), said)
    assert wrong(found) == [("Fax", "seen", "deploy"), ("Motto__c", "not seen", "deploy")]
    assert (found.fields, "Website" in found.unnamed, "Id" in found.unnamed, "City" in found.unnamed) == (54, True, False, False)
