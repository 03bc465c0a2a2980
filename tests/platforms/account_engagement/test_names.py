"""Account Engagement maps one API name to leads and contacts: two names for one field are a finding."""

import pytest

from small_estate import FILES, compiled, org, placed
from syncwright.inventory import Field

TEXT = Field(type="Text", length=80)
OBJECTS = org(
    {
        "Lead": {"Plant_Role__c": TEXT, "Role__c": TEXT, "Old__c": TEXT},
        "Contact": {"Site_Role__c": TEXT, "ROLE__c": TEXT, "Role__c": TEXT, "New__c": TEXT},
    }
)


def names(fields: str, connectors: str = "ae", more: dict[str, str] | None = None, objects: str = "[Lead, Contact]") -> list[str]:
    text = f"object: {objects}\nowner: ops\nwhy: w\nfor: [{connectors}]\ndefaults: {{sync: from-salesforce, pii: none}}\nfields:\n{fields}"
    found = compiled({"objects/people.yaml": text, **(more or {})}, OBJECTS).diagnostics
    return [f"{placed(one)} {one.message}" for one in found if one.rule.id == "AEN802"]


def test_one_idea_with_two_names_is_found():
    [one] = names("  Role: {why: w, is: {Lead: Plant_Role__c, Contact: Site_Role__c}}\n")
    assert one == (
        "objects/people.yaml:7:3 `Lead.Plant_Role__c` and `Contact.Site_Role__c` are to be one field of `ae`, which wants one API name"
    )


def test_one_name_on_the_platform_for_two_fields_is_found():
    more = {
        "objects/contact.yaml": "object: Contact\nowner: ops\nwhy: w\nfor: [ae]\nfields: {New__c: {why: w, pii: none, sync: two-way, at: {ae: {field: Old}}}}\n"
    }
    [one] = names("  Old__c: {why: w, at: {ae: {field: Old}}}\n", more=more, objects="Lead")
    assert "`Lead.Old__c` and `Contact.New__c`" in one


@pytest.mark.parametrize(
    ("fields", "connectors"),
    [
        ("  Role__c: {why: w}\n", "ae"),
        ("  Role: {why: w, is: {Lead: Role__c, Contact: ROLE__c}}\n", "ae"),
        ("  Role: {why: w, is: {Lead: Plant_Role__c, Contact: Site_Role__c}}\n", "marketo"),
        ("  Role: {why: w, is: {Lead: Plant_Role__c, Contact: Site_Role__c}, sync: {marketo: two-way}}\n", "marketo, ae"),
        ("  Role: {why: w, is: {Lead: Plant_Role__c, Contact: Site_Role__c}, sync: hidden}\n", "ae"),
        ("  Home: {why: w, is: {Lead: Address, Contact: MailingAddress}}\n", "ae"),
    ],
)
def test_one_name_or_another_connector_or_a_standard_field_is_fine(fields, connectors):
    assert names(fields, connectors) == []


def test_a_name_that_one_business_unit_has_is_asked_for_in_that_unit():
    ae = FILES["connectors/ae.yaml"] + "marketing_data_sharing: true\nbusiness_units: {amer: {why: w}, emea: {why: w}}\n"
    contact = (
        "object: Contact\nowner: ops\nwhy: w\nfor: [ae]\nfields: {New__c: {why: w, pii: none, sync: two-way, at: {ae: {field: Old}}}}\n"
    )
    more = {"connectors/ae.yaml": ae, "objects/contact.yaml": contact}
    [one] = names("  Old__c: {why: w, at: {ae/emea: {field: Old}}}\n", more=more, objects="Lead")
    assert "`Lead.Old__c` and `Contact.New__c`" in one
    assert names("  Old__c: {why: w, at: {ae/emea: {field: Other}}}\n", more=more, objects="Lead") == []
