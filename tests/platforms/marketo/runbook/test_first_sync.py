"""The first sync: a gate before Marketo reads fields for good, and nothing of it once the environment says that it began."""

import pytest

from runbook_estates import PRODUCTION, RUNS, catalog, marketo, placed, spec, tasks
from small_estate import FILES, ORG, org
from syncwright.apply.standing import stands
from syncwright.inventory import Field
from syncwright.platforms.marketo.runbook.first_sync import APP, GATE, MAPPINGS, READ, SEEN, START, SYNC_FIELDS
from syncwright.platforms.marketo.runbook.standing import standing
from syncwright.runbook.task import told

FIRST = {SEEN, READ, APP, SYNC_FIELDS, MAPPINGS, START}


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("munchkin: 123-ABC-456", True),
        ("first_sync: 2026-06-01", False),  # today
        ("state: paused", True),
        ("state: running", False),
    ],
)
def test_the_first_sync_is_in_the_runbook_until_its_day_is_said(said, there):
    found = tasks({PRODUCTION: placed(said), **marketo()})
    assert FIRST & found.keys() == (FIRST if there else set())


def test_an_environment_that_says_nothing_of_the_connector_has_it_before_it():
    assert tasks(marketo()).keys() >= FIRST


def test_nobody_syncs_fields_before_the_gate():
    found = tasks(marketo())
    assert set(found[SYNC_FIELDS].after) == {*GATE, APP}
    assert found[MAPPINGS].after == (SYNC_FIELDS,)
    assert found[START].after == (MAPPINGS,)
    waiting = {one.task.name for one in stands(list(standing(catalog(marketo()))), ()) if one.state == "waiting"}
    assert waiting == {f"runbook/marketo/{name}" for name in (SYNC_FIELDS, MAPPINGS, START)}


def test_what_becomes_permanent_is_counted_by_object():
    lead = spec("Lead", {"Email": "sync: two-way", "Score__c": "", "Motto__c": "sync: hidden"})
    device = spec("Device__c", {"Text__c": ""})
    found = tasks({**marketo(), "objects/lead.yaml": lead, "objects/device.yaml": device})
    assert found[SEEN].rests_on == ("Lead.Email", "Lead.Score__c"), "custom objects are enabled one by one later"
    assert "By the specs that is 2 of Lead." in told(found[SEEN])


def test_a_field_more_makes_the_gate_another_one():
    """Whoever attested it saw less."""
    some = {**marketo(), "objects/lead.yaml": spec("Lead", {"Email": ""})}
    more = {**marketo(), "objects/lead.yaml": spec("Lead", {"Email": "", "Score__c": ""})}
    digests = [{one.name: one.digest for one in standing(catalog(files))}[f"runbook/marketo/{SEEN}"] for files in (some, more)]
    assert digests[0] != digests[1]


@pytest.mark.parametrize(("instance", "box"), [("tiny.my.salesforce.com", "not ticked"), ("tiny--uat.sandbox.my.salesforce.com", "ticked")])
def test_what_is_typed_is_that_of_the_environment(instance, box):
    place = placed("munchkin: 123-ABC-456").replace("tiny.my.salesforce.com", instance)
    assert dict(tasks({PRODUCTION: place, **marketo()})[SYNC_FIELDS].values) == {
        "Marketo instance": "123-ABC-456",
        "Salesforce org": f"00D7Q000000vKmR ({instance})",
        "User name of the sync user": "sync@tiny.example",
        "Sandbox": box,
    }


def test_custom_fields_that_the_specs_name_as_one_are_to_be_one_field():
    idea = spec("[Lead, Contact]", "  Rank: {why: w, is: {Lead: Score__c, Contact: Points__c}}\n  Motto__c: {why: w}\n  Email: {why: w}\n")
    held = org({"Contact": {**ORG["Contact"], "Points__c": Field(type="Number")}})
    assert tasks({**marketo(), "objects/person.yaml": idea}, held)[MAPPINGS].values == (
        ("Lead.Motto__c", "one field with Contact.Motto__c"),
        ("Lead.Score__c", "one field with Contact.Points__c"),
    )


def test_a_conversion_says_it_too():
    files = {
        **marketo(),
        "objects/lead.yaml": spec("Lead", {"Score__c": "convert: Contact.Points__c"}),
        "objects/contact.yaml": spec("Contact", {"Points__c": ""}),
    }
    held = org({"Contact": {"Points__c": Field(type="Number")}})
    assert tasks(files, held)[MAPPINGS].values == (("Lead.Score__c", "one field with Contact.Points__c"),)


def test_fields_of_one_name_in_different_files_are_left_to_people():
    files = {**marketo(), "objects/lead.yaml": spec("Lead", {"Motto__c": ""}), "objects/contact.yaml": spec("Contact", {"Motto__c": ""})}
    assert tasks(files)[MAPPINGS].values == (("Of one name, and the specs do not say that they are one", "Motto__c"),)


def test_in_professional_edition_layouts_and_the_api_come_before_the_gate():
    edition = {"estate.yaml": FILES["estate.yaml"].replace("enterprise", "professional")}
    found = tasks({**edition, **marketo()})
    assert found[SEEN].after == ("page-layouts", "api-access")
    assert found["page-layouts"].file == "marketo/layouts.md"
    assert {"page-layouts", "api-access"} & tasks({**RUNS, **marketo()}).keys() == set()


def test_campaign_sync_asks_for_a_box_in_salesforce():
    found = tasks({**RUNS, **marketo("options: {campaign_sync: true}\n")})["marketing-user"]
    assert (found.system, found.path, dict(found.values)) == (
        "Salesforce",
        "Setup > Users",
        {"User": "sync@tiny.example", "Marketing User": "ticked"},
    )
    assert "marketing-user" not in tasks({**RUNS, **marketo()})


def test_fields_that_no_permission_set_shows_are_asked_for_by_query():
    lead = {"objects/lead.yaml": spec("Lead", {"Email": ""})}
    asked = tasks({**RUNS, **marketo("options: {campaign_sync: true}\n"), **lead})["needed-fields"]
    assert [one.partition(" FROM ")[2] for one in asked.does] == ["Campaign LIMIT 1`", "Lead LIMIT 1`", "User LIMIT 1`"]
    assert "IsConverted" in asked.does[1]
    assert not asked.fact.certain
