"""What people at Account Engagement have to do of a plan."""

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
    assert "in each of `ae/amer`, `ae/emea`" in steps(since({**ONE, **units}, {**MORE, **units}))["account_engagement.map/ae"].title


def test_a_field_that_it_does_not_sync_is_not_mapped():
    both = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: {marketo: two-way}"}, "marketo, ae")}
    before = {"objects/lead.yaml": spec("Lead", {"Email": ""}, "marketo, ae")}
    assert "account_engagement.map/ae" not in steps(since(before, both))


def test_a_field_less_is_no_work_here():
    assert "account_engagement.map/ae" not in steps(since(MORE, ONE))
