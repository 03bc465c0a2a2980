"""What people at Account Engagement have to do of a plan, where the connector's user newly sees a field."""

from plan_estates import since, steps
from small_estate import FILES, spec

ONE = {"objects/lead.yaml": spec("Lead", {"Email": ""}, "ae")}
MORE = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "", "Title": ""}, "ae")}
UNITS = FILES["connectors/ae.yaml"] + "marketing_data_sharing: true\nbusiness_units: {emea: {why: w}, amer: {why: w}}\n"


def test_a_custom_field_is_mapped_by_hand():
    step = steps(since(ONE, MORE))["account_engagement.map/ae"]
    assert (step.kind, step.owner, step.title) == ("person", "ops", "map `Lead.Motto__c` in `ae`")
    assert step.after == ("salesforce.deploy",)
    assert "does not start a sync" in step.text


def test_each_business_unit_is_mapped():
    units = {"connectors/ae.yaml": UNITS}
    found = steps(since({**ONE, **units}, {**MORE, **units}))
    assert {name: one.title for name, one in found.items() if name.startswith("account_engagement.map/")} == {
        "account_engagement.map/ae/amer": "map `Lead.Motto__c` in `ae/amer`",
        "account_engagement.map/ae/emea": "map `Lead.Motto__c` in `ae/emea`",
    }


def test_a_field_that_it_does_not_sync_is_not_mapped():
    both = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: {marketo: two-way}"}, "marketo, ae")}
    before = {"objects/lead.yaml": spec("Lead", {"Email": ""}, "marketo, ae")}
    assert "account_engagement.map/ae" not in steps(since(before, both))


def test_a_field_less_is_taken_out_by_hand_and_nothing_is_mapped():
    found = steps(since(MORE, ONE))
    assert "account_engagement.map/ae" not in found
    step = found["account_engagement.unmap/ae"]
    assert (step.kind, step.title) == ("person", "take the mapping of `Motto__c` away in `ae`")
    assert "Motto__c: mapped to Lead.Motto__c" in step.text
