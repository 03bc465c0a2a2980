"""What would be lost without a field."""

from small_estate import compiled, spec, user
from syncwright.loss import loss


def lost(files, owner: str, name: str) -> set[tuple[str, str, str, str]]:
    compilation = compiled(files)
    assert compilation.catalog is not None
    return {(one.attribute, one.name, one.before, one.after) for one in loss(compilation, owner, name).lost}


def still(files, owner: str, name: str) -> list[tuple[str, bool, str]]:
    return [(one.user, one.edit, one.reason.key) for one in loss(compiled(files), owner, name).still]


DEVICE = {"objects/device.yaml": spec("Device__c", {"Text__c": "sync: two-way", "Other__c": ""})}


def test_a_field_takes_its_own_row_along():
    assert lost(DEVICE, "Device__c", "Other__c") == {("field_permissions", "Device__c.Other__c", "read", "")}


def test_the_only_field_that_is_written_takes_the_edit_of_its_object_along():
    assert lost(DEVICE, "Device__c", "Text__c") == {
        ("field_permissions", "Device__c.Text__c", "edit", ""),
        ("object_permissions", "Device__c", "edit read", "read"),
    }


def test_the_last_field_of_a_detail_takes_its_master_along():
    visit = {"objects/visit.yaml": spec("Visit__c", {"Text__c": ""})}
    assert lost(visit, "Visit__c", "Text__c") == {
        ("field_permissions", "Visit__c.Text__c", "read", ""),
        ("object_permissions", "Visit__c", "read", ""),
        ("object_permissions", "Device__c", "read", ""),
        ("object_permissions", "Account", "read", ""),
    }


def test_what_something_else_needs_too_stays():
    both = {"objects/visit.yaml": spec("Visit__c", {"Text__c": ""}), **DEVICE}
    assert lost(both, "Visit__c", "Text__c") == {
        ("field_permissions", "Visit__c.Text__c", "read", ""),
        ("object_permissions", "Visit__c", "read", ""),
    }


def test_what_a_user_is_granted_by_name_stays():
    files = {**DEVICE, **user("fields: {Device__c.Text__c: {access: read, why: w}}")}
    assert ("field_permissions", "Device__c.Text__c", "edit", "read") in lost(files, "Device__c", "Text__c")
    assert still(files, "Device__c", "Text__c") == [("marketo-sync", False, "sync_user/marketo-sync#grants.fields.Device__c.Text__c")]


def test_what_a_connector_needs_by_itself_is_asked_for_all_the_same():
    lead = {"objects/lead.yaml": spec("Lead", {"Email": "sync: two-way, pii: contact", "LastName": ""})}
    assert still(lead, "Lead", "Email") == [("marketo-sync", False, "object/Lead")]
    assert ("field_permissions", "Lead.Email", "edit", "read") in lost(lead, "Lead", "Email")
    assert still(lead, "Lead", "LastName") == []


def test_a_field_that_no_spec_names_takes_nothing_along():
    assert lost(DEVICE, "Device__c", "Email__c") == set()
    assert lost(DEVICE, "Loose__c", "Text__c") == set()


def test_a_hidden_field_takes_nothing_along():
    hidden = {"objects/device.yaml": spec("Device__c", {"Text__c": "", "Other__c": "sync: hidden"})}
    assert lost(hidden, "Device__c", "Other__c") == set()
