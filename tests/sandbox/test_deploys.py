"""A deploy is one transaction that has an end, and each effect is in the log once."""

import json

import pytest

from sandbox_packages import as_package, deploy, ended, fields, log, manifest, permission_set, read_row, refusals, xml, zipped
from syncwright.sandbox.salesforce import deploys
from syncwright.sandbox.salesforce.deploys import NotTaken
from syncwright.sandbox.state import State

TEXT = "<label>X</label><length>40</length><type>Text</type>"
GOOD = fields({"X__c": TEXT})
TESTED = {"checkOnly": True, "testLevel": "RunLocalTests"}


def everything(state: State) -> list[tuple]:
    return [
        tuple(row) for table in ("components", "flow_versions", "log") for row in state.db.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
    ]


def both(first: dict[str, bytes], second: dict[str, bytes], members: dict[str, list[str]]) -> dict[str, bytes]:
    return {**first, **second, "package.xml": manifest(members)}


HALF_WRONG = both(GOOD, permission_set(read_row("Lead.Nothing__c")), {"CustomField": ["Lead.X__c"], "PermissionSet": ["Robot"]})


def test_what_the_compiler_builds_deploys_onto_the_example_org(org, repository):
    package = as_package(repository / "generated" / "salesforce" / "force-app")
    result = deploy(org, package)
    assert refusals(result) == [] and result["status"] == "Succeeded"
    done = {one["fullName"] for one in result["details"]["componentSuccesses"] if one["componentType"] == "CustomField" and one["created"]}
    assert {"Lead.Sync_to_Marketo__c", "Contact.Engagement_Band__c"} <= done
    effects = log(org)
    assert len(set(effects)) == len(effects) and ("deploy", "PermissionSet/Marketo_Sync") in effects


def test_the_same_package_again_has_no_effect(org, repository):
    package = as_package(repository / "generated" / "salesforce" / "force-app")
    deploy(org, package)
    before = everything(org)
    result = deploy(org, package)
    assert result["success"] and everything(org) == before
    assert {one["fullName"] for one in result["details"]["componentSuccesses"] if one["changed"]} == {"package.xml"}


def test_one_refusal_rolls_all_of_it_back(org):
    before = everything(org)
    result = deploy(org, HALF_WRONG)
    assert (result["status"], result["success"], result["numberComponentErrors"]) == ("Failed", False, 1)
    assert everything(org) == before and org.component("CustomField", "Lead.X__c") is None


def test_without_roll_back_the_rest_is_done(org):
    result = deploy(org, HALF_WRONG, rollbackOnError=False)
    assert result["status"] == "SucceededPartial" and log(org) == [("deploy", "CustomField/Lead.X__c")]
    assert org.component("PermissionSet", "Robot") is None


def test_without_roll_back_what_needs_a_refused_part_is_refused_too(org):
    package = both(
        fields({"X__c": "<label>X</label><type>Text</type>"}),
        permission_set(read_row("Lead.X__c")),
        {"CustomField": ["Lead.X__c"], "PermissionSet": ["Robot"]},
    )
    result = deploy(org, package, rollbackOnError=False)
    assert sorted(refusals(result)) == [
        "In field: field - no CustomField named Lead.X__c found",
        "Must specify 'length' for a CustomField of type Text",
    ]
    assert result["status"] == "Failed" and log(org) == []


def test_a_production_org_takes_no_deploy_without_roll_back(make_org):
    with pytest.raises(NotTaken, match="rollbackOnError must be true"):
        deploy(make_org(production=True), GOOD, rollbackOnError=False)


def test_a_field_and_its_grant_go_in_together(org):
    package = both(GOOD, permission_set(read_row("Lead.X__c")), {"CustomField": ["Lead.X__c"], "PermissionSet": ["Robot"]})
    assert deploy(org, package)["success"]


def test_looking_changes_nothing_and_says_what_would_be(org):
    before = everything(org)
    result = deploy(org, GOOD, checkOnly=True)
    assert (result["status"], result["checkOnly"], result["numberComponentsDeployed"]) == ("Succeeded", True, 1)
    assert everything(org) == before


def test_a_deploy_is_pending_then_in_progress_then_over(make_org):
    state = make_org(deploy_seconds=10.0)
    id_ = deploys.take_on(state, state.setting("admin"), zipped(GOOD), {"singlePackage": True})
    seen = []
    for _ in range(4):
        result = ended(state, id_)
        seen.append((result["status"], result["done"]))
        state.now.at += 4
    assert seen == [("Pending", False), ("Pending", False), ("InProgress", False), ("Succeeded", True)]


def test_deploys_run_one_after_the_other(make_org):
    state = make_org(deploy_seconds=10.0)
    first, second = (deploys.take_on(state, state.setting("admin"), zipped(GOOD), {"singlePackage": True}) for _ in range(2))
    state.now.at += 10
    assert [ended(state, one)["done"] for one in (first, second)] == [True, False]
    state.now.at += 10
    assert [ended(state, one)["done"] for one in (first, second)] == [True, True]
    assert log(state) == [("deploy", "CustomField/Lead.X__c")], "the second found everything as it is"


def test_what_is_canceled_has_no_effect_and_what_is_over_cannot_be(make_org):
    state = make_org(deploy_seconds=10.0)
    id_ = deploys.take_on(state, state.setting("admin"), zipped(GOOD), {"singlePackage": True})
    deploys.cancel(state, state.setting("admin"), id_)
    state.now.at += 60
    assert ended(state, id_)["status"] == "Canceled" and log(state) == []
    with pytest.raises(NotTaken, match="has completed already"):
        deploys.cancel(state, state.setting("admin"), id_)


def quick(state: State, id_: str) -> dict:
    return ended(state, deploys.quick(state, state.setting("admin"), id_))


def test_a_quick_deploy_does_what_was_validated(org):
    checked = deploy(org, GOOD, **TESTED)
    result = quick(org, checked["id"])
    assert result["status"] == "Succeeded" and not result["checkOnly"] and result["id"] != checked["id"]
    assert log(org) == [("deploy", "CustomField/Lead.X__c")]
    row = deploys.request(org, result["id"])
    assert (row["validated"], row["digest"]) == (checked["id"], deploys.request(org, checked["id"])["digest"])


@pytest.mark.parametrize(
    ("options", "later", "files", "says"),
    [
        ({"checkOnly": True}, 0, GOOD, "was validated without running tests"),
        ({"checkOnly": True, "testLevel": "NoTestRun"}, 0, GOOD, "was validated without running tests"),
        ({"testLevel": "RunLocalTests"}, 0, GOOD, "is not of a validation that succeeded"),
        (TESTED, 10 * 86_400 + 1, GOOD, "was validated more than 10 days ago"),
        (TESTED, 0, HALF_WRONG, "is not of a validation that succeeded"),
    ],
)
def test_a_quick_deploy_is_refused_unless_it_was_validated_with_tests_lately(org, options, later, files, says):
    checked = deploy(org, files, **options)
    org.now.at += later
    with pytest.raises(NotTaken, match=says):
        quick(org, checked["id"])


def test_a_validation_holds_ten_days_and_until_the_next_deploy(org):
    checked, other = deploy(org, GOOD, **TESTED), deploy(org, GOOD, **TESTED)
    org.now.at += 10 * 86_400
    assert quick(org, checked["id"])["success"]
    with pytest.raises(NotTaken, match="was validated before another deployment"):
        quick(org, other["id"])


def test_only_who_may_change_metadata_deploys(org):
    robot = next(one["Id"] for one in org.records("User") if one["Username"].startswith("marketo.sync"))
    with pytest.raises(NotTaken, match="ModifyAllData or ModifyMetadata"):
        deploys.take_on(org, robot, zipped(GOOD), {})
    needed = ("ModifyMetadata", "ViewRoles", "ViewSetup")
    rows = "".join(f"<userPermissions><enabled>true</enabled><name>{one}</name></userPermissions>" for one in needed)
    assert deploy(org, permission_set(rows))["success"]
    assigned = {"Id": org.new_id("0Pa"), "AssigneeId": robot, "PermissionSetId": org.component("PermissionSet", "Robot").id}
    org.write_record("PermissionSetAssignment", assigned)
    assert ended(org, deploys.take_on(org, robot, zipped(GOOD), {"singlePackage": True}))["success"]
    last = org.db.execute("SELECT * FROM log ORDER BY number DESC LIMIT 1").fetchone()
    assert (last["actor"], last["what"]) == (robot, "CustomField/Lead.X__c")
    assert org.component("CustomField", "Lead.X__c").changed_by == robot


def destroy(members: dict[str, list[str]], when: str = "") -> dict[str, bytes]:
    return {"package.xml": manifest({}), f"destructiveChanges{when}.xml": manifest(members)}


def test_a_deleted_field_takes_its_grants_along(org):
    deploy(
        org,
        both(
            GOOD, permission_set(read_row("Lead.X__c") + read_row("Lead.Email")), {"CustomField": ["Lead.X__c"], "PermissionSet": ["Robot"]}
        ),
    )
    assert deploy(org, destroy({"CustomField": ["Lead.X__c"]}))["success"]
    assert "Lead.X__c" not in org.component("PermissionSet", "Robot").body and "Lead.Email" in org.component("PermissionSet", "Robot").body
    assert log(org)[-1] == ("delete", "CustomField/Lead.X__c")


def test_deleting_what_is_not_there_is_a_warning(org):
    result = deploy(org, destroy({"CustomField": ["Lead.Nothing__c"]}))
    (warning,) = [one for one in result["details"]["componentSuccesses"] if one["fullName"] == "Lead.Nothing__c"]
    assert result["success"] and (warning["problemType"], warning["problem"]) == ("Warning", "No CustomField named: Lead.Nothing__c found")
    assert log(org) == []


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({"CustomField": ["Lead.Email"]}, "Lead.Email is a standard field and stays"),
        ({"CustomField": ["*"]}, "The * wildcard is not allowed in a manifest of what is deleted"),
        (
            {"PermissionSet": ["Service_Desk"]},
            "This permission set is referenced elsewhere in salesforce.com. Remove the usage and try again. : PermissionSetGroup - Service_Team",
        ),
        ({"GlobalValueSet": ["Product_Line"]}, "This GlobalValueSet is referenced elsewhere in salesforce.com."),
    ],
)
def test_what_is_used_or_standard_is_not_deleted(org, members, says):
    before = everything(org)
    (said,) = refusals(deploy(org, destroy(members)))
    assert said.startswith(says) and everything(org) == before


def test_what_goes_first_and_what_goes_last(org):
    uses = "<formula>ISBLANK(X__c)</formula><label>Y</label><type>Checkbox</type>"
    deploy(org, fields({"X__c": TEXT, "Y__c": uses}))
    plain = {
        **fields({"Y__c": "<formula>TRUE</formula><label>Y</label><type>Checkbox</type>"}),
        "destructiveChangesPre.xml": manifest({"CustomField": ["Lead.X__c"]}),
    }
    assert refusals(deploy(org, plain)) == [
        "This custom field is referenced elsewhere in salesforce.com. Remove the usage and try again. : CustomField - Lead.Y__c"
    ]
    plain["destructiveChangesPost.xml"] = plain.pop("destructiveChangesPre.xml")
    assert deploy(org, plain)["success"] and org.component("CustomField", "Lead.X__c") is None


def test_a_deploy_that_is_due_while_the_server_is_away_is_done_when_it_is_back(make_org):
    state = make_org(deploy_seconds=10.0)
    id_ = deploys.take_on(state, state.setting("admin"), zipped(GOOD), {"singlePackage": True})
    later = State(state.path, state.knobs, lambda: state.now.at + 11)
    assert ended(later, id_)["success"] and log(state) == [("deploy", "CustomField/Lead.X__c")]
    later.close()


def test_the_log_says_who_and_which_request(org):
    result = deploy(org, permission_set(read_row("Lead.Email")))
    again = deploy(org, permission_set(read_row("Lead.Fax")))
    rows = [tuple(row) for row in org.db.execute("SELECT actor, kind, what, detail FROM log ORDER BY number")]
    admin = org.setting("admin")
    assert rows == [
        (admin, "deploy", "PermissionSet/Robot", f"{result['id']} created"),
        (admin, "deploy", "PermissionSet/Robot", f"{again['id']} changed"),
    ]
    kept = org.db.execute("SELECT options FROM deploys WHERE id = ?", (again["id"],)).fetchone()
    assert json.loads(kept["options"])["singlePackage"] is True


def test_a_profile_and_its_objects_leave_with_nothing_half_done(org):
    package = both(
        {"profiles/P.profile": xml("Profile", "<custom>true</custom><nothing/>")}, GOOD, {"CustomField": ["Lead.X__c"], "Profile": ["P"]}
    )
    before = everything(org)
    assert deploy(org, package)["status"] == "Failed" and everything(org) == before
