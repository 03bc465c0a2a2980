"""The task of the runbook that gives the connector's user its access: what it asks for, and when what was attested holds no longer."""

import pytest

from small_estate import FILES, compiled, spec
from syncwright.platforms.account_engagement.access.tasks import tasks
from syncwright.platforms.account_engagement.runbook.contents import contents
from syncwright.platforms.account_engagement.units import units

UNITS = "business_units: {emea: {why: w}, amer: {why: w}}\nmarketing_data_sharing: true\n"
ORDINARY = "sync_user: ae-integration\nowner: ops\nmarketing_user: true\nwith: [Login_Policy, Extra]\n"


def task(fields, user=None, address="ae/emea"):
    files = {"connectors/ae.yaml": FILES["connectors/ae.yaml"] + UNITS, "objects/lead.yaml": spec("Lead", fields, "ae")}
    catalog = compiled({**files, **({"users/ae-integration.yaml": user} if user else {})}).catalog
    [found] = tasks(catalog, next(unit for unit in units(catalog) if unit.address == address))
    return found, catalog


def test_it_says_whom_and_what_to_assign():
    found, _ = task({"Title": ""}, ORDINARY)
    assert (found.id, found.part, found.system, found.owner) == ("permissions", "salesforce", "Salesforce", "ops")
    assert dict(found.values) == {
        "User": "ae-integration",
        "Permission sets besides": "Login_Policy, Extra",
        "Marketing User, on the record of the user": "ticked",
    }


@pytest.mark.parametrize(("user", "words"), [(None, "Its set holds fields alone"), (ORDINARY, "covers no standard object")])
def test_it_says_what_the_set_holds(user, words):
    assert any(words in one for one in task({"Title": ""}, user)[0].does)


def test_with_one_field_more_somebody_looks_again_in_the_unit_that_has_it():
    fields = {"Title": "", "Phone": "at: {ae/amer: {sync: hidden}}", "Motto__c": "sync: hidden"}
    assert task(fields)[0].rests_on == ("Lead.Phone", "Lead.Title")
    assert task(fields, address="ae/amer")[0].rests_on == ("Lead.Title",)


def test_it_stands_in_the_runbook_of_each_unit():
    _, catalog = task({"Title": ""})
    for unit in units(catalog):
        assert [one.id for one in contents(catalog, unit)].count("permissions") == 1
