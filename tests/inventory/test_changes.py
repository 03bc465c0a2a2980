"""What changed in an org between two imports, and what its permission rows name that no import holds."""

import pytest

from syncwright.inventory import Field, Object, Org
from syncwright.inventory.access import Holder, People, SetGroup
from syncwright.inventory.changes import Change, changes
from syncwright.inventory.external import External, external_fields, namespace_of
from syncwright.inventory.model import RecordType, ValidationRule, ValueSet
from syncwright.inventory.store import whole_org


def lead(**said) -> Org:
    return Org({"Lead": Object("Lead", "standard", **({"fields": {}} | said))})


A = {"A__c": Field(type="Text", length=80)}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (lead(), lead(), []),
        (Org(), lead(fields=A), [Change("object", "Lead", "added")]),
        (lead(fields=A), Org(), [Change("object", "Lead", "removed")]),
        (lead(), lead(label="L"), [Change("object", "Lead", "changed", {"label": (None, "L")})]),
        (lead(), lead(fields=A), [Change("field", "Lead.A__c", "added")]),
        (lead(fields=A), lead(), [Change("field", "Lead.A__c", "removed")]),
        (
            lead(fields=A),
            lead(fields={"A__c": Field(type="LongTextArea", length=90, required=True, formula="1")}),
            [
                Change(
                    "field",
                    "Lead.A__c",
                    "changed",
                    {"type": ("Text", "LongTextArea"), "length": (80, 90), "required": (False, True), "formula": (None, "1")},
                )
            ],
        ),
        (
            lead(fields={"A__c": Field(values=("X", "Y"))}),
            lead(fields={"A__c": Field(values=("Y", "Z"))}),
            [Change("field", "Lead.A__c", "changed", {"values": (("X", "Y"), ("Y", "Z"))})],
        ),
        (lead(), lead(record_types={"P": RecordType()}), [Change("record type", "Lead.P", "added")]),
        (
            lead(validation_rules={"V": ValidationRule("1", active=True)}),
            lead(validation_rules={"V": ValidationRule("2")}),
            [Change("validation rule", "Lead.V", "changed", {"formula": ("1", "2"), "active": (True, False)})],
        ),
        (
            lead(duplicate_rules={"D": True}),
            lead(duplicate_rules={"D": False}),
            [Change("duplicate rule", "Lead.D", "changed", {"active": (True, False)})],
        ),
        (
            lead(conversion={"A__c": ("Contact.A__c",)}),
            lead(conversion={"A__c": ("Account.A__c",)}),
            [Change("conversion of", "Lead.A__c", "changed", {"becomes": (("Contact.A__c",), ("Account.A__c",))})],
        ),
        (
            Org({}, {"R": ValueSet("R", "global", ("N",))}),
            Org({}, {"R": ValueSet("R", "global", ("N", "S"))}),
            [Change("value set", "R", "changed", {"values": (("N",), ("N", "S"))})],
        ),
    ],
    ids=range(13),
)
def test_each_difference_is_one_change(before, after, found):
    assert changes(before, after) == found


def test_rows_that_are_gained_lost_and_changed_are_told_by_set_and_profile():
    before = People(
        {
            "S": Holder("S", "permission_set", rows={"fields": {"Lead.A": "read", "Lead.B": "edit"}, "objects": {"Lead": "read"}}),
            "Old": Holder("Old", "permission_set"),
        },
        {"P": Holder("P", "profile", license="A", elsewhere={"custom": ("true",), "loginHours": ("x",)})},
        groups={"G": SetGroup("G", sets=("S",))},
    )
    after = People(
        {"S": Holder("S", "permission_set", rows={"fields": {"Lead.A": "edit", "Lead.C": "read"}, "objects": {"Lead": "read"}})},
        {"P": Holder("P", "profile", license="B", elsewhere={"custom": ("true",), "loginIpRanges": ("y",)})},
        groups={"G": SetGroup("G", sets=("S", "T"))},
    )
    assert changes(Org(people=before), Org(people=after)) == [
        Change("permission set", "Old", "removed"),
        Change(
            "permission set",
            "S",
            "changed",
            {"fields Lead.A": ("read", "edit"), "fields Lead.B": ("edit", None), "fields Lead.C": (None, "read")},
        ),
        Change("profile", "P", "changed", {"license": ("A", "B"), "loginHours": (("x",), ()), "loginIpRanges": ((), ("y",))}),
        Change("permission set group", "G", "changed", {"sets": (("S",), ("S", "T"))}),
    ]


def test_changes_come_by_object_and_name():
    after = Org({name: Object(name, "custom", {"B__c": Field(), "A__c": Field()}) for name in ("Z__c", "M__c")})
    before = Org({name: Object(name, "custom", {}) for name in ("M__c", "Z__c")})
    assert [one.name for one in changes(before, after)] == ["M__c.A__c", "M__c.B__c", "Z__c.A__c", "Z__c.B__c"]


# ------------------------------------------------------------------ external references


@pytest.mark.parametrize(
    ("name", "namespace"),
    [("Score__c", ""), ("npsp__Score__c", "npsp"), ("Email", ""), ("npe01__OppPayment__c", "npe01"), ("ns__A_B__mdt", "ns")],
)
def test_a_namespace_is_read_from_a_name(name, namespace):
    assert namespace_of(name) == namespace


def test_rows_that_name_what_no_file_defines_are_counted_by_namespace():
    held = {
        "Lead.Email": "read",
        "Lead.A__c": "edit",
        "Lead.B__c": "read",
        "Lead.npsp__X__c": "read",
        "npe01__Pay__c.Y__c": "edit",
        "Task.Z__c": "read",
    }
    objects = {"Lead": Object("Lead", "standard", {"A__c": Field()}), "Activity": Object("Activity", "standard", {"Z__c": Field()})}
    people = People(
        {name: Holder(name, "permission_set", rows={"fields": held}) for name in ("S", "T")},
        {"P": Holder("P", "profile", rows={"fields": {"Lead.B__c": "edit"}, "objects": {"Other__c": "read"}})},
        {"M": Holder("M", "muting_set", rows={"fields": {"Lead.npsp__X__c": "read"}})},
    )
    assert external_fields(whole_org(Org(objects, people=people))) == [External("", 1, 3), External("npe01", 1, 2), External("npsp", 1, 3)]
