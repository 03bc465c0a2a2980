"""What Salesforce would not take of a field that is to be created: each attribute of each type, each limit, each reference."""

import pytest

from created_fields import EVERY_TYPE, created
from small_estate import found, told
from syncwright.inventory import Field, Object
from syncwright.platforms.salesforce.field_types import ALWAYS, FORMULAS, KINDS, TRACKED_FIELDS, loses

#: A value of each attribute that is right wherever the attribute is.
VALUES = {
    "length": 10,
    "precision": 10,
    "scale": 2,
    "visible_lines": 4,
    "required": True,
    "unique": True,
    "case_sensitive": True,
    "external_id": True,
    "default": "true",
    "blanks": "as-zero",
    "refers_to": "Contact",
    "relationship_name": "Devices",
    "relationship_label": "Devices",
    "relationship_order": 0,
    "reparentable": True,
    "read_suffices": True,
    "on_delete": "restrict",
    "display_format": "A-{0}",
    "starting_number": 1,
    "decimal": True,
    "summary": {"operation": "count", "by": "Visit__c.Device__c"},
    "mask": {"kind": "all"},
}
#: The smallest spec of each type.
LEAST = {
    **{name: {"type": name, **{key: VALUES[key] for key in kind.needs if key not in kind.supplied}} for name, kind in KINDS.items()},
    "LongTextArea": {"type": "LongTextArea", "length": 256},
    "Html": {"type": "Html", "length": 256},
}
LISTS = ("Picklist", "MultiselectPicklist")
TYPES = sorted(KINDS.keys() - set(LISTS))


def rules(create, name="A__c", owner="Device__c", extra=None, **more):
    done = created({name: (owner, create)}, extra, **more)
    return [rule for rule, _ in found(done) if rule not in ("SFC626", "GOV503")], done


@pytest.mark.parametrize("name", TYPES)
def test_a_type_needs_what_it_needs_and_no_more(name):
    assert rules(LEAST[name])[0] == []
    for key in KINDS[name].needs:
        if key in LEAST[name]:
            said, done = rules({k: v for k, v in LEAST[name].items() if k != key})
            assert said == ["SFC617"], told(done)
            assert f"`{key}`" in done.diagnostics[-1].message or f"`{key}`" in told(done)


@pytest.mark.parametrize("name", TYPES)
def test_a_type_has_what_it_has_and_nothing_else(name):
    for key, value in VALUES.items():
        said, done = rules({**LEAST[name], key: value})
        allowed = key in KINDS[name].takes
        if allowed and key == "case_sensitive":
            assert said == ["SFC618"], "of a text that is not unique"
        else:
            assert ("SFC618" in said) is not allowed, f"{key}: {told(done)}"


@pytest.mark.parametrize("name", sorted(FORMULAS))
def test_a_formula_has_no_default_and_is_neither_required_nor_unique(name):
    digits = {"scale": 2} if name in ("Number", "Currency", "Percent") else {}
    least = {"type": name, "formula": "1 = 1", **digits}
    assert rules(least)[0] == []
    for key in ("default", "required", "unique", "external_id", "length", "display_format"):
        assert rules({**least, key: VALUES[key]})[0] == ["SFC618"], key


def test_blanks_mean_something_to_a_formula_alone():
    assert rules({"type": "Checkbox", "blanks": "as-zero"})[0] == ["SFC618"]


@pytest.mark.parametrize(
    ("create", "rule", "said"),
    [
        ({"type": "Text", "length": 256}, "SFC619", "stops at 255"),
        ({"type": "Text", "length": 0}, "SFC619", "begins at 1"),
        ({"type": "LongTextArea", "length": 131_073}, "SFC619", "stops at 131,072"),
        ({"type": "LongTextArea", "length": 255}, "SFC619", "(observed, not documented)"),
        ({"type": "LongTextArea", "length": 256, "visible_lines": 1}, "SFC619", "begins at 2"),
        ({"type": "LongTextArea", "length": 256, "visible_lines": 51}, "SFC619", "stops at 50"),
        ({"type": "Number", "precision": 19, "scale": 0}, "SFC619", "stops at 18"),
        ({"type": "Number", "precision": 4, "scale": 5}, "SFC619", "5 digits behind the point, and 4 in all"),
        ({"type": "Number", "scale": 19, "formula": "1"}, "SFC619", "19 digits behind the point, and 18 in all"),
        ({"type": "Checkbox", "default": "0"}, "SFC619", "`true` or `false`"),
        ({"type": "AutoNumber", "display_format": "A-{YYYY}"}, "SFC619", "no place for the number"),
        (
            {"type": "Lookup", "refers_to": "Contact", "relationship_name": "D", "required": True, "on_delete": "clear"},
            "SFC619",
            "is required",
        ),
        ({**LEAST["MasterDetail"], "relationship_order": 2}, "SFC619", "stops at 1"),
        ({"type": "EncryptedText", "length": 9, "mask": {"kind": "ssn", "char": "x"}}, "SFC619", "`x` is no mask"),
        ({"type": "Text", "length": 9, "label": "x" * 41}, "SFC619", "at most 40 characters"),
        ({"type": "Summary", "summary": {"operation": "sum", "by": "Visit__c.Device__c"}}, "SFC617", "needs the field"),
        ({"type": "Summary", "summary": {"operation": "count", "by": "Visit__c.Device__c", "of": "Visit__c.Cost__c"}}, "SFC617", "`count`"),
        ({"type": "Checkbox", "formula": "1" * 3901}, "SFC622", "3,901 characters"),
        ({"type": "Text", "formula": '"' + "ü" * 2000 + '"'}, "SFC622", "4,002 bytes"),
        ({"type": "text", "length": 9}, "SFC616", "no type of field `text`"),
        ({"type": "Long Text Area"}, "SFC616", "no type"),
        ({"type": "Formula", "formula": "1"}, "SFC616", "what it gives"),
        ({"type": "Email", "formula": "1"}, "SFC616", "no formula gives a `Email`"),
        ({"type": "ExternalLookup"}, "SFC616", "outside of Salesforce"),
        ({"type": "Checkbox", "formula": "Nothing__c"}, "SFC624", "no field `Nothing__c`"),
        ({"type": "Checkbox", "formula": "ISBLANK(Account__r.Nothing__c)"}, "SFC624", "`Account` has no field `Nothing__c`"),
        ({"type": "Checkbox", "formula": "Nothing__r.Name = $User.Email"}, "SFC624", "no field `Nothing__c`"),
        ({"type": "Checkbox", "formula": "ISBLANK(Account__r.Description)"}, "SFC624", "a long text"),
        ({"type": "Checkbox", "formula": "NOT(A__c)"}, "SFC624", "itself"),
        ({"type": "Lookup", "refers_to": "Contakt", "relationship_name": "D"}, "SFC624", "no object `Contakt`"),
        ({"type": "Summary", "summary": {"operation": "count", "by": "Visit__c.Text__c"}}, "SFC624", "is a `Text`"),
        ({"type": "Summary", "summary": {"operation": "count", "by": "Device__c.Account__c"}}, "SFC624", "points to `Account`"),
        ({"type": "Summary", "summary": {"operation": "count", "by": "Visit__c.No__c"}}, "SFC624", "no field `Visit__c.No__c`"),
        (
            {"type": "Summary", "summary": {"operation": "max", "by": "Visit__c.Device__c", "of": "Visit__c.No__c"}},
            "SFC624",
            "no field `No__c`",
        ),
        (
            {"type": "Summary", "summary": {"operation": "max", "by": "Visit__c.Device__c", "of": "Lead.Title"}},
            "SFC624",
            "no field of the detail",
        ),
        ({**LEAST["AutoNumber"], "history": True}, "SFC627", "cannot be tracked"),
    ],
)
def test_each_of_these_is_one_finding(create, rule, said):
    rules_said, done = rules(create)
    assert rules_said == [rule], told(done)
    assert said in told(done)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Fair", "ends in `__c`"),
        ("pkg__Fair__c", "the package `pkg`"),
        ("A" * 41 + "__c", "41 characters"),
        ("Order__c", "reserved"),
        ("group__c", "reserved"),
    ],
)
def test_a_name_that_no_custom_field_can_have_is_found(name, said):
    rules_said, done = rules({"type": "Checkbox"}, name)
    assert rules_said == ["SFC620"], told(done)
    assert said in told(done)


def test_a_master_detail_stands_on_custom_objects_and_there_are_two_at_most():
    assert rules(LEAST["MasterDetail"], owner="Lead")[0] == ["SFC621"]
    second = {"B__c": Field(type="MasterDetail", references=("Contact",))}
    assert rules(LEAST["MasterDetail"])[0] == []
    from created_fields import OBJECTS

    said, done = rules(LEAST["MasterDetail"], extra={"Device__c": {**OBJECTS["Device__c"], **second}})
    assert said == ["SFC621"], told(done)


def test_fields_of_objects_outside_of_salesforce_are_made_there():
    said, done = rules({"type": "Checkbox"}, owner="Order__x", extra={"Order__x": {}})
    assert "SFC621" in said, told(done)


@pytest.mark.parametrize(
    ("held", "create", "said"),
    [
        (Field(type="Text", length=9), {"type": "Number", "precision": 4, "scale": 0}, "values may be lost"),
        (Field(type="Text", length=9), {"type": "TextArea"}, "is to become"),
        (Field(type="EncryptedText", length=9), {"type": "Text", "length": 9}, "converted neither way"),
        (Field(type="Text", formula="1"), {"type": "Text", "length": 9}, "(observed, not documented)"),
        (Field(type="Text", length=9), {"type": "Text", "formula": '"a"'}, "is a `Text` in this org and cannot become a formula"),
        (Field(type="Hierarchy"), {"type": "Text", "length": 9}, "is a `Hierarchy`"),
    ],
)
def test_a_field_that_the_org_holds_as_another_type_is_found(held, create, said):
    rules_said, done = rules(create, owner="Lead", extra={"Lead": {"A__c": held}})
    assert rules_said == ["SFC625"], told(done)
    assert said in told(done)


def test_the_type_of_a_field_that_leads_convert_to_cannot_change():
    from created_fields import org, spec_of
    from small_estate import compiled

    objects = org({"Contact": {"A__c": Field(type="Text", length=9)}})
    objects["Lead"] = Object("Lead", "standard", {"A__c": Field(type="Text", length=9)}, conversion={"A__c": ("Contact.A__c",)})
    done = compiled(spec_of({"A__c": ("Contact", {"type": "TextArea"})}), objects)
    assert "mapped for lead conversion cannot be changed" in told(done)


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("Date", "Text", True),
        ("Text", "DateTime", True),
        ("Text", "Percent", True),
        ("Checkbox", "Text", True),
        ("Text", "AutoNumber", False),
        ("Number", "AutoNumber", True),
        ("LongTextArea", "Text", False),
        ("LongTextArea", "Picklist", True),
        ("Text", "Email", False),
        ("Text", "TextArea", False),
        ("Picklist", "Text", False),
        ("Picklist", "MultiselectPicklist", True),
    ],
)
def test_a_change_of_type_loses_what_salesforces_help_says(old, new, lost):
    assert loses(old, new) is lost


def test_more_histories_than_an_org_keeps_are_one_finding():
    held = {f"T{n}__c": Field(type="Text", length=9, tracked=True) for n in range(TRACKED_FIELDS)}
    said, done = rules({"type": "Text", "length": 9, "history": True}, owner="Lead", extra={"Lead": held})
    assert said == ["SFC627"], told(done)
    assert "the history of 21 fields of `Lead`" in told(done)
    assert (
        rules({"type": "Text", "length": 9, "history": False}, owner="Lead", extra={"Lead": held}, more="sync: hidden, pii: consent")[0]
        == []
    )
    assert rules({"type": "Text", "length": 9}, owner="Lead", extra={"Lead": held}, more="sync: hidden, pii: consent")[0] == ["SFC627"]
    fewer = dict(list(held.items())[1:])
    assert rules({"type": "Text", "length": 9, "history": True}, owner="Lead", extra={"Lead": fewer})[0] == []


def test_a_formula_may_name_fields_that_are_created_beside_it():
    done = created({"A__c": ("Lead", {"type": "Text", "length": 9}), "B__c": ("Lead", {"type": "Checkbox", "formula": "ISBLANK(A__c)"})})
    assert found(done) == [], told(done)


def test_formulas_that_a_formula_names_count():
    long = " || ".join(['Text__c = "' + "x" * 60 + '"'] * 40)
    fields = {
        "A__c": ("Device__c", {"type": "Checkbox", "formula": long}),
        "B__c": ("Device__c", {"type": "Checkbox", "formula": f"A__c || {long}"}),
    }
    assert [rule for rule, _ in found(created(fields))] == ["SFC623"]


def test_a_required_field_is_said_to_be_seen_by_everybody():
    done = created({"A__c": ("Lead", {"type": "Text", "length": 9, "required": True})}, more="pii: none, sync: from-salesforce")
    assert [rule for rule, _ in found(done)] == ["SFC626"], told(done)
    [made] = (one for one in done.resources if one.name == "Marketo_Sync")
    assert "Lead.A__c" not in made.attributes["field_permissions"], "a deployment refuses such a row"


def test_all_attributes_are_tried():
    from syncwright.spec.compiled import CreateSpec

    besides = ALWAYS | {"formula", "value_set", "restricted", "order", "sorted"}
    assert set(CreateSpec.__struct_fields__) == VALUES.keys() | besides
    assert {create["type"] for _, create in EVERY_TYPE.values()} == set(TYPES)
