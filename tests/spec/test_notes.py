"""What is noted of an object spec while it is at hand: a field that says something unusual is never left out."""

from datetime import date

import msgspec
import pytest

from syncwright.spec.compiled import AllowSpec, AtSpec, BandSpec, CreateSpec, FieldSpec, ObjectSpec, PartSpec, RetireSpec, ValueSpec
from syncwright.spec.notes import notes_of

USUAL = {"sync": "hidden", "why": "w", "owner": "revops", "pii": "none", "basis": "b", "reviewed": None, "used_by": ("a report",)}
UNUSUAL = {
    "is_": {"Lead": "A__c"},
    "parts": {"City": PartSpec()},
    "create": CreateSpec(type="Text", label="A"),
    "band": BandSpec(of="B__c", edges=("1", "2")),
    "previously": "B__c",
    "convert": "Contact.A__c",
    "at": {"marketo": AtSpec()},
    "values": {"a": ValueSpec()},
    "retire": RetireSpec(stage="hidden", since=date(2026, 1, 31)),
    "allow": {"unused-object": AllowSpec(why="w", until=date(2026, 12, 31))},
}


def noted(**said):
    return notes_of(ObjectSpec(object=("Lead",), why="w", fields={"A__c": FieldSpec(**said), "B__c": FieldSpec()}))


def test_every_key_of_a_field_is_usual_or_not():
    assert {one.name for one in msgspec.structs.fields(FieldSpec)} == USUAL.keys() | UNUSUAL.keys()


def test_usual_fields_are_not_noted():
    assert noted(**USUAL).telling == {}


@pytest.mark.parametrize("name", [*UNUSUAL, "sync"])
def test_what_says_anything_else_is_noted(name):
    value = UNUSUAL.get(name, {"marketo": "hidden"})
    assert list(noted(**{name: value}).telling) == ["A__c"]


def test_owners_are_noted_once_each():
    assert noted(owner="revops").owners == {"revops"}
    assert noted().owners == frozenset()
