"""What people do about the connector: look up its version, see its unit, its user, its settings, its users, and have it reviewed."""

import pytest

from small_estate import FILES, compiled
from syncwright.platforms.account_engagement.connection.tasks import tasks
from syncwright.platforms.account_engagement.runbook.task import PARTS, Task
from syncwright.platforms.account_engagement.units import units

AE, PLACE, USER = "connectors/ae.yaml", "environments/production.yaml", "users/ae-integration.yaml"
TWO = "marketing_data_sharing: true\nbusiness_units: {emea: {why: w}, amer: {why: w}}\n"


def asked(more: str = "", unit: str = "ae", files: dict[str, str] | None = None, version: str = "2") -> dict[str, Task]:
    text = FILES[AE].replace("version: 2", f"version: {version}") + more
    catalog = compiled({AE: text, **(files or {})}).catalog
    assert catalog is not None
    return {task.id: task for one in units(catalog) if one.address == unit for task in tasks(catalog, one)}


def test_each_task_is_of_a_part_of_the_runbook_with_a_source_and_what_proves_it():
    found = asked(TWO, "ae/emea")
    assert set(found) == {"find-version", "provisioned", "set-up-integration-user", "connector-settings", "user-sync", "partner-review"}
    assert all(task.part in PARTS and task.fact.source and task.verify and task.owner == "ops" for task in found.values())
    assert all(set(task.after) <= found.keys() for task in found.values())


def test_one_unit_needs_no_review_and_a_user_of_ones_own_is_nobody_that_is_provisioned():
    found = asked(files={USER: "sync_user: ae-integration\nowner: ops\n"})
    assert set(found) == {"find-version", "provisioned", "connector-settings", "user-sync"}


def test_the_version_is_found_under_either_label():
    task = asked()["find-version"]
    assert task.path == "Account Engagement Settings > Account Information"
    assert task.values == (("Salesforce Connector Version", "2"),)
    assert any("`Connector version`" in note for note in task.notes)


def test_the_unit_is_named_as_the_environment_names_it():
    of = {PLACE: FILES[PLACE] + "connectors: {ae/emea: {business_unit: 0Uv7Q0000004CaT}}\n"}
    assert dict(asked(TWO, "ae/emea", of)["provisioned"].values)["Business unit"] == "0Uv7Q0000004CaT"
    assert dict(asked(TWO, "ae/amer", of)["provisioned"].values)["Business unit"] == "not said in the environment"


def test_version_1_is_not_said_to_be_paused():
    own = {USER: "sync_user: ae-integration\nowner: ops\n"}
    assert "paused" in asked(files=own)["provisioned"].title
    assert "paused" not in asked(files=own, version="1")["provisioned"].title


@pytest.mark.parametrize(
    ("same_email", "labels"),
    [
        (False, ["Automatically change email addresses", "Automatically delete or merge"]),
        (True, []),
    ],
)
def test_what_is_no_setting_is_not_asked_for(same_email, labels):
    values = dict(asked(f"same_email_prospects: {str(same_email).lower()}\n")["connector-settings"].values)
    found = [name for name in values if name.startswith(("Automatically change", "Automatically delete"))]
    assert [name[: len(label)] for name, label in zip(found, labels, strict=True)] == labels


def test_a_setting_is_told_as_it_is_ticked_and_what_is_open_says_so():
    said = "business_units: {emea: {why: w, settings: {create_prospects: false, delete_and_merge: true, assignment: assignment_rule}}}\n"
    values = dict(asked(said, "ae/emea")["connector-settings"].values)
    assert [values[name] for name in values if name.startswith("Automatically create")] == ["not ticked"]
    assert [values[name] for name in values if name.startswith("Automatically delete")] == ["ticked"]
    assert [values[name] for name in values if name.startswith("Automatically change")] == ["not decided: say it in the specs"]
    assert values["How prospects are assigned"] == "assignment rule"


def test_users_are_told_with_their_roles():
    task = asked("user_sync: {public_groups: [A, B], profiles: {Sales: Sales, Marketing User: Marketing}}\n")["user-sync"]
    assert task.values == (("Public groups", "A, B"), ("Profile Marketing User", "role Marketing"), ("Profile Sales", "role Sales"))
    assert dict(asked()["user-sync"].values)["Users"] == "not decided: say it in the specs"
