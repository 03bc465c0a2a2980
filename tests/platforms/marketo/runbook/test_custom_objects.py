"""Custom objects as tasks: which are enabled, with which use, and which of their fields smart lists can ask for."""

from runbook_estates import RUNS, marketo, spec, tasks
from small_estate import org
from syncwright.inventory import Field, Org
from syncwright.platforms.marketo.runbook.relations import direct, through

DEVICE = {"objects/device.yaml": spec("Device__c", {"Text__c": "", "Other__c": "", "Lookup__c": ""})}
VISIT = {"objects/visit.yaml": spec("Visit__c", {"Text__c": ""})}


def test_without_a_list_all_that_sync_are_enabled():
    task = tasks({**RUNS, **marketo(), **DEVICE, **VISIT})["custom-objects"]
    assert task.values == (("Device__c", "enabled"), ("Visit__c", "enabled"))
    assert "Visit__c: it is needed" in task.notes
    assert task.path == "Admin > Salesforce Objects Sync"


def test_a_list_says_which_and_what_for():
    task = tasks({**RUNS, **marketo("custom_objects: {Device__c: {why: service reminders}}\n"), **DEVICE, **VISIT})["custom-objects"]
    assert task.values == (("Device__c", "enabled"),)
    assert task.notes[0] == "Device__c: service reminders"


def test_without_custom_objects_there_is_no_task():
    assert not [one for one in tasks({**RUNS, **marketo()}) if one.startswith("custom-object")]


def test_fields_are_chosen_where_the_specs_choose_any():
    said = "custom_objects: {Device__c: {why: service reminders, constraints: [Text__c, Other__c]}}\n"
    found = tasks({**RUNS, **marketo(said), **DEVICE})
    task = found["custom-object/Device__c"]
    assert task.values == (("Ticked", "Other__c, Text__c"), ("Not ticked", "all others"))
    assert (task.path, task.after) == ("Admin > Salesforce Objects Sync > Device__c > Edit Visible Fields", ("custom-objects",))
    assert "custom-object/Device__c" not in tasks({**RUNS, **marketo(), **DEVICE})


def test_lookups_are_found_of_the_object_and_of_what_it_hangs_on():
    held = Org(org())
    assert direct(held, "Device__c") == [("Account__c", "Account"), ("Lookup__c", "Contact"), ("Required_Lookup__c", "Contact")]
    assert (direct(held, "Visit__c"), through(held, "Visit__c")) == ([], [("Device__c", "Device__c")])
    assert (direct(held, "Loose__c"), through(held, "Loose__c")) == ([], [])


def test_what_adobes_pages_differ_on_and_what_scripts_cannot_reach_is_said():
    notes = [note for note in tasks({**RUNS, **marketo(), **DEVICE, **VISIT})["custom-objects"].notes if " is needed" not in note]
    assert [note.partition(".")[0] for note in notes] == [
        "Device__c has 2 lookups to people: Lookup__c, Required_Lookup__c",
        "Visit__c is related to people through another object",
    ]
    assert "one or two levels away (Adobe: SFDC Sync, Custom Object Sync)" in notes[1]


def test_a_lookup_to_the_account_alone_needs_no_note():
    held = org({"Device__c": {"Account__c": Field(type="Lookup", references=("Account",)), "Text__c": Field(type="Text")}})
    files = {**RUNS, **marketo(), "objects/device.yaml": spec("Device__c", {"Text__c": ""})}
    assert tasks(files, held)["custom-objects"].notes == ("Device__c: it is needed",)


def test_an_object_that_hangs_on_nobody_is_told_of():
    files = {**RUNS, **marketo(), "objects/loose.yaml": spec("Loose__c", {"Text__c": ""})}
    assert tasks(files)["custom-objects"].notes[1].startswith("Loose__c has no lookup to people, nor through another object. Marketo syncs")
