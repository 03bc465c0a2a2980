"""What an org refuses of flows, groups, value sets and sharing rules, and how flows and groups live on."""

import pytest

from sandbox_packages import deploy, log, manifest, permission_set, read_row, refusals, xml
from syncwright.sandbox.salesforce import flows, groups


def flow(status: str = "Active", field: str = "Persona__c", object_: str = "Lead", label: str = "Band") -> dict[str, bytes]:
    start = f"<start><locationX>0</locationX><locationY>0</locationY><filterFormula>ISBLANK({{!$Record.{field}}})</filterFormula><object>{object_}</object>"
    rest = "<recordTriggerType>Create</recordTriggerType><triggerType>RecordBeforeSave</triggerType></start>"
    inner = f"<label>{label}</label><processType>AutoLaunchedFlow</processType>{start}{rest}<status>{status}</status>"
    return {"package.xml": manifest({"Flow": ["Band"]}), "flows/Band.flow": xml("Flow", inner)}


def versions(state) -> list[tuple[int, str]]:
    return [tuple(row) for row in state.db.execute("SELECT number, status FROM flow_versions WHERE name = 'Band' ORDER BY number")]


def test_a_flow_names_fields_that_its_object_has(org):
    assert refusals(deploy(org, flow(field="Nothing__c"))) == ["The flow names Lead.Nothing__c, and there is no such field"]
    assert refusals(deploy(org, flow(object_="Nothing__c"))) == ["In field: object - no CustomObject named Nothing__c found"]
    assert refusals(deploy(org, flow())) == []


def test_a_deployed_flow_is_a_new_version_and_the_active_one(org):
    deploy(org, flow())
    deploy(org, flow(label="Band, again"))
    assert versions(org) == [(1, "Obsolete"), (2, "Active")]


def test_the_same_flow_again_is_no_new_version(org):
    deploy(org, flow())
    before = log(org)
    assert deploy(org, flow())["success"]
    assert versions(org) == [(1, "Active")] and log(org) == before


def test_in_production_a_flow_arrives_inactive(make_org):
    state = make_org(production=True)
    deploy(state, flow())
    assert versions(state) == [(1, "Draft")] and flows.active(state, "Band") is None


def test_activating_a_version_is_an_effect_and_once(org):
    deploy(org, flow("Draft"))
    assert flows.activate(org, "Band", 1, "me") and flows.activate(org, "Band", 1, "me")
    assert not flows.activate(org, "Band", 7, "me")
    assert versions(org) == [(1, "Active")] and log(org)[-1:] == [("activate", "Flow/Band")]
    assert flows.activate(org, "Band", 0, "me") and versions(org) == [(1, "Obsolete")]


def test_an_active_flow_is_not_deleted(org):
    gone = {"package.xml": manifest({}), "destructiveChanges.xml": manifest({"Flow": ["Band"]})}
    deploy(org, flow())
    assert refusals(deploy(org, gone)) == ["The flow Band is active: deactivate it before you delete it"]
    flows.activate(org, "Band", 0, "me")
    assert deploy(org, gone)["success"] and versions(org) == []


def group(inner: str, **more: dict[str, bytes]) -> dict[str, bytes]:
    files = {"permissionsetgroups/G.permissionsetgroup": xml("PermissionSetGroup", f"<label>G</label>{inner}")}
    return {"package.xml": manifest({"PermissionSetGroup": ["G"]}), **files}


def test_a_group_has_members_that_are_there_and_one_that_mutes(org):
    muting = "<mutingPermissionSets>Inside_Sales_Mutes</mutingPermissionSets>"
    assert refusals(deploy(org, group("<permissionSets>Nothing</permissionSets>"))) == [
        "In field: permissionSets - no PermissionSet named Nothing found"
    ]
    assert refusals(deploy(org, group(muting + muting))) == ["A permission set group has at most one muting permission set"]
    assert deploy(org, group(muting + "<permissionSets>Service_Desk</permissionSets>"))["success"]


def test_a_group_is_recalculated_when_a_member_changes_and_nothing_touches_it_meanwhile(make_org):
    state = make_org(group_seconds=5.0)
    assert deploy(state, permission_set(read_row("Lead.Email")))["success"]
    assert deploy(state, group("<permissionSets>Robot</permissionSets>"))["success"]
    assert groups.status(state, "G") == "Updating"
    busy = "The permission set group G is being recalculated: try again when its status is Updated"
    assert refusals(deploy(state, permission_set(read_row("Lead.Fax")))) == [busy]
    state.now.at += 5
    assert groups.status(state, "G") == "Updated"
    assert deploy(state, permission_set(read_row("Lead.Fax")))["success"]
    assert groups.status(state, "G") == "Updating"


def rule(inner: str) -> dict[str, bytes]:
    head = "<fullName>R</fullName><accessLevel>Read</accessLevel><label>R</label>"
    body = f"<sharingCriteriaRules>{head}{inner}<includeRecordsOwnedByAll>true</includeRecordsOwnedByAll></sharingCriteriaRules>"
    return {"package.xml": manifest({"SharingCriteriaRule": ["Lead.R"]}), "sharingRules/Lead.sharingRules": xml("SharingRules", body)}


def criteria(field: str = "Persona__c", to: str = "<group>Marketo_Sync_Users</group>") -> str:
    item = f"<criteriaItems><field>{field}</field><operation>equals</operation><value>A</value></criteriaItems>"
    return f"<sharedTo>{to}</sharedTo>{item}"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (criteria(to="<group>Nobody</group>"), "In field: group - no Group named Nobody found"),
        (criteria(field="Nothing__c"), "In field: field - no CustomField named Lead.Nothing__c found"),
        (criteria(field="Is_Mailable__c"), "Lead.Is_Mailable__c is worked out from others: criteria test what records hold"),
    ],
)
def test_a_sharing_rule_tests_what_records_hold_and_shares_with_what_is_there(org, wrong, says):
    assert refusals(deploy(org, rule(wrong))) == [says]
    assert deploy(org, rule(criteria()))["success"]
    assert log(org) == [("deploy", "SharingCriteriaRule/Lead.R")]


def test_deploying_a_value_set_replaces_its_values(org):
    def package(*names: str) -> dict[str, bytes]:
        rows = "".join(
            f"<customValue><fullName>{one}</fullName><default>false</default><label>{one}</label></customValue>" for one in names
        )
        inner = f"{rows}<masterLabel>P</masterLabel><sorted>false</sorted>"
        return {"package.xml": manifest({"GlobalValueSet": ["P"]}), "globalValueSets/P.globalValueSet": xml("GlobalValueSet", inner)}

    assert deploy(org, package("A", "B"))["success"] and deploy(org, package("B", "C"))["success"]
    body = org.component("GlobalValueSet", "P").body
    assert [f"<fullName>{one}<" in body for one in "ABC"] == [False, True, True]
    assert refusals(deploy(org, package())) == ["A value set holds at least one value"]
