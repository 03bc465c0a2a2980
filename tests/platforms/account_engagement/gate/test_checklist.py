"""The checklist of each unit, and the tasks that its runbook has for the gate."""

import json

import jsonschema

from gate_estates import catalog, files
from syncwright.platforms.account_engagement.gate.document import artifacts
from syncwright.platforms.account_engagement.runbook.contents import contents
from syncwright.platforms.account_engagement.units import units

PATHS = [
    "account_engagement/amer/unpause.json",
    "account_engagement/amer/unpause.md",
    "account_engagement/emea/unpause.json",
    "account_engagement/emea/unpause.md",
]


def written(said):
    held = catalog(said)
    return {one.path: one for unit in units(held) for one in artifacts(held, unit, contents(held, unit))}


def test_each_unit_has_a_document_and_a_page_with_all_checks():
    found = written(files())
    assert sorted(found) == PATHS
    doc = json.loads(found[PATHS[2]].data)
    page = found[PATHS[3]].data.decode()
    assert [one["number"] for one in doc["checks"]] == list(range(1, 33))
    assert doc["command"] == "syncwright unpause ae/emea --env production"
    for one in doc["checks"]:
        assert f"\n- [ ] {one['number']}. **" in page
        for task in one["tasks"]:
            assert f"\n  - `{task['name']}`: " in page
    assert page.count("\n- [ ] ") == 32


def test_what_exports_answer_is_marked():
    doc = json.loads(written(files())[PATHS[2]].data)
    assert [one["number"] for one in doc["checks"] if one["counted"]] == [15, 16, 19, 23]


def test_what_is_watched_afterwards_has_its_source():
    doc = json.loads(written(files())[PATHS[2]].data)
    assert {one["when"] for one in doc["watch"]} == {"after 2 to 4 minutes", "after an hour", "then"}
    assert all(one["source"] for one in doc["watch"])


def test_the_page_comes_from_its_unit():
    one = written(files())[PATHS[3]]
    assert "connector/ae#business_units.emea" in one.keys
    assert "connector/ae#business_units.amer" not in one.keys


def test_every_task_of_the_gate_is_in_the_runbook_and_waits_for_what_is_there():
    held = catalog(files())
    for unit in units(held):
        tasks = {one.id: one for one in contents(held, unit)}
        assert {
            "sharing-rules",
            "verify-connector",
            "no-permission-banner",
            "backup",
            "smoke-test",
            "change-window",
            "unpause",
            "after-unpause",
        } <= tasks.keys()
        assert all(name in tasks for one in tasks.values() for name in one.after)
        order = list(tasks)
        assert order.index("sharing-rules") < order.index("unpause") < order.index("after-unpause")


def test_the_rules_to_be_entered_are_those_of_the_unit():
    held = catalog(files())
    said = {unit.address: next(one for one in contents(held, unit) if one.id == "sharing-rules").values for unit in units(held)}
    assert said == {
        "ae/amer": (("Contact", "Unit__c equals AMER"), ("Lead", "Unit__c equals AMER")),
        "ae/emea": (("Contact", "Unit__c equals EMEA"), ("Lead", "Unit__c equals EMEA")),
    }


def test_without_rules_nobody_is_asked_to_enter_any():
    held = catalog(files(partition=""))
    assert all(one.id != "sharing-rules" for unit in units(held) for one in contents(held, unit))


def test_the_document_is_as_its_schema_says(repository):
    schema = json.loads((repository / "schemas/account-engagement-unpause.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in (PATHS[0], PATHS[2]):
        jsonschema.validate(json.loads(written(files())[path].data), schema)
