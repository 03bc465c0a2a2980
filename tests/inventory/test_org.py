"""An org as the catalog asks it: what was imported over what every org has."""

import pytest

from syncwright.inventory import Field, Object, Org
from syncwright.inventory.model import SYSTEM_FIELDS, merge, merged
from syncwright.inventory.store import standard_objects, whole_org

TEXT = Field(type="Text", length=80)


def org(**objects):
    held = {name: Object(name, "custom" if name.endswith("__c") else "standard", fields) for name, fields in objects.items()}
    return whole_org(Org(held))


@pytest.mark.parametrize("name", SYSTEM_FIELDS)
@pytest.mark.parametrize("owner", ["Lead", "Fund__c"])
def test_every_object_has_the_system_fields_without_field_level_security(owner, name):
    field = org(Fund__c={}).field(owner, name)
    assert field is not None
    assert field.fls == "no"


def test_every_custom_object_has_a_name_even_if_its_source_does_not_say_so():
    found = org(Fund__c={"A__c": TEXT})
    assert found.field("Fund__c", "Name") == Field(label="Name", fls="no")
    assert found.field("Task", "Name") is None


def test_a_name_that_the_source_says_is_kept():
    named = Field(type="AutoNumber", label="No.", fls="no")
    assert org(Fund__c={"Name": named}).field("Fund__c", "Name") == named


@pytest.mark.parametrize(("owner", "name"), [("Nothing__c", "Id"), ("Lead", "Nothing__c"), ("Lead", "email")])
def test_what_is_not_there_is_not_found(owner, name):
    assert org().field(owner, name) is None


def test_fields_of_activity_are_fields_of_task_and_of_event():
    found = org(Activity={"Outcome__c": TEXT})
    assert found.field("Task", "Outcome__c") == found.field("Event", "Outcome__c") == TEXT
    assert "Activity" not in found.objects
    assert found.field("Task", "Subject") is not None


def test_an_override_of_a_standard_field_keeps_what_salesforce_documents():
    documented = standard_objects()["Lead"].fields["Industry"]
    found = org(Lead={"Industry": Field(type="Picklist", label="Branch")}).field("Lead", "Industry")
    assert found == Field(type="Picklist", label="Branch", fls=documented.fls)
    assert found.fls == "yes"


def test_an_override_says_that_a_standard_field_is_required():
    assert org(Lead={"Title": Field(required=True)}).field("Lead", "Title").required


def test_standard_fields_that_nobody_imported_are_there():
    assert org().field("Lead", "Email").fls == "yes"
    assert org().field("Contact", "MailingCity").part_of == "MailingAddress"


def test_the_built_in_objects_are_not_changed_by_an_import():
    before = dict(standard_objects()["Lead"].fields)
    org(Lead={"Title": Field(required=True), "A__c": TEXT})
    assert standard_objects()["Lead"].fields == before


def test_a_later_definition_of_a_custom_field_leaves_nothing_of_the_earlier():
    old = Object("Lead", "standard", {"A__c": Field(type="Text", length=80, required=True, unique=True)}, "Lead")
    new = Object("Lead", "standard", {"A__c": Field(type="Number", precision=3)}, "Enquiry")
    assert merged(old, new) == Object("Lead", "standard", {"A__c": Field(type="Number", precision=3)}, "Enquiry")


def test_a_kind_that_only_the_file_of_the_object_knows_is_kept():
    setting, by_name = Object("A__c", "setting", {}), Object("A__c", "custom", {"B__c": TEXT})
    assert merged(setting, by_name).kind == merged(by_name, setting).kind == "setting"


def test_nothing_merged_with_nothing_is_nothing():
    assert merge(()) == merge(({}, {})) == {}
