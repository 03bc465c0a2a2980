"""Flows, processes and workflow rules: what is read of their files, and what an inventory keeps of them."""

from pathlib import Path

import pytest
from lxml import etree

from judges import xsd
from syncwright.inventory import Org
from syncwright.inventory.automation import Automation
from syncwright.inventory.changes import changes
from syncwright.inventory.reader import Imported, read_sources
from syncwright.inventory.store import inventory_files, read_inventory
from syncwright.text import SourceFile

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"'
BEFORE = (
    "<start><locationX>0</locationX><locationY>0</locationY><connector><targetReference>Cap</targetReference></connector>"
    "<filterLogic>and</filterLogic><filters><field>Status</field><operator>IsChanged</operator><value><booleanValue>true</booleanValue></value></filters>"
    "<object>Lead</object><recordTriggerType>CreateAndUpdate</recordTriggerType><triggerType>RecordBeforeSave</triggerType></start>"
)
AFTER = BEFORE.replace("RecordBeforeSave", "RecordAfterSave")


def flow(*elements: str, start: str = BEFORE, status: str = "Active", process: str = "AutoLaunchedFlow") -> bytes:
    """A flow with these elements, in order of their names as files have them."""
    inner = sorted([*elements, "<label>A flow</label>", f"<processType>{process}</processType>", start, f"<status>{status}</status>"])
    return f"{HEAD}<Flow {NAMESPACE}>{''.join(inner)}</Flow>\n".encode()


def assigns(record: str, value: str = "<stringValue>Hot</stringValue>") -> str:
    item = f"<assignmentItems><assignToReference>{record}</assignToReference><operator>Assign</operator><value>{value}</value></assignmentItems>"
    return f"<assignments><name>Cap</name><label>Cap</label><locationX>0</locationX><locationY>0</locationY>{item}</assignments>"


def updates(*fields: str, target: str = "<inputReference>$Record</inputReference>") -> str:
    rows = "".join(
        f"<inputAssignments><field>{one}</field><value><elementReference>Points</elementReference></value></inputAssignments>"
        for one in fields
    )
    return (
        f"<recordUpdates><name>Save</name><label>Save</label><locationX>0</locationX><locationY>0</locationY>{rows}{target}</recordUpdates>"
    )


POINTS = "<formulas><name>Points</name><dataType>Number</dataType><expression>{!$Record.Score__c} + {!$Record__Prior.Bonus__c} + {!$Record.Owner.Age__c}</expression><scale>0</scale></formulas>"


def read(*files: tuple[str, bytes]) -> Imported:
    return read_sources([SourceFile(path, data) for path, data in files])


def only(data: bytes, name: str = "flows/Cap_Score.flow-meta.xml") -> Automation:
    held = read((name, data))
    assert held.findings == []
    [one] = held.automations.values()
    return one


def test_a_flow_before_the_save_writes_what_it_assigns_to_the_record():
    one = only(flow(assigns("$Record.Rating"), POINTS))
    assert one == Automation("Cap_Score", "flow", "Lead", ("create", "update"), True, ("Lead.Rating",), ("Bonus__c", "Score__c", "Status"))


def test_a_flow_after_the_save_writes_what_its_updates_name():
    one = only(flow(assigns("$Record.Rating"), POINTS, updates("Score__c", "Bonus__c"), start=AFTER))
    assert one.writes == ("Lead.Bonus__c", "Lead.Score__c"), "what was assigned is saved by no update"
    saved = only(flow(assigns("$Record.Rating"), updates(), start=AFTER))
    assert saved.writes == ("Lead.Rating",)


def test_records_are_followed_through_variables_lookups_and_loops():
    lookup = "<recordLookups><name>Get</name><label>G</label><locationX>0</locationX><locationY>0</locationY><object>Contact</object><storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>"
    loop = "<loops><name>Each</name><label>E</label><locationX>0</locationX><locationY>0</locationY><collectionReference>Get</collectionReference></loops>"
    variable = "<variables><name>one</name><dataType>SObject</dataType><isCollection>false</isCollection><objectType>Account</objectType></variables>"
    there = updates("Rating", target="<object>Case</object>")
    found = only(flow(assigns("Each.Tier__c"), assigns("one.Site"), assigns("count"), loop, lookup, updates(), there, start=AFTER).replace(b"</Flow>", f"{variable}</Flow>".encode()))  # fmt: skip
    assert found.writes == ("Account.Site", "Case.Rating", "Contact.Tier__c")


def test_a_process_of_process_builder_is_a_process():
    said = "".join(
        f"<processMetadataValues><name>{name}</name><value><stringValue>{value}</stringValue></value></processMetadataValues>"
        for name, value in (
            ("ObjectType", "Lead"),
            ("ObjectVariable", "now"),
            ("OldObjectVariable", "before"),
            ("TriggerType", "onAllChanges"),
        )
    )
    asked = "<formulas><name>Points</name><dataType>Number</dataType><expression>{!now.Score__c} - {!before.Bonus__c}</expression><scale>0</scale></formulas>"
    one = only(flow(asked, said, updates("Rating", target="<object>Lead</object>"), start="", process="Workflow"))
    assert one == Automation("Cap_Score", "process", "Lead", ("create", "update"), True, ("Lead.Rating",), ("Bonus__c", "Score__c"))


def test_what_a_flow_calls_is_named_as_nothing_is_known_of_it():
    sub = (
        "<subflows><name>S</name><label>S</label><locationX>0</locationX><locationY>0</locationY><flowName>Other_Flow</flowName></subflows>"
    )
    calls = "".join(
        f"<actionCalls><name>{name}</name><label>A</label><locationX>0</locationX><locationY>0</locationY><actionName>{name}</actionName><actionType>{kind}</actionType></actionCalls>"
        for name, kind in (("Tidy", "apex"), ("chatterPost", "chatterPost"))
    )
    assert only(flow(calls, sub)).calls == ("Other_Flow", "Tidy")


def test_a_flow_on_a_schedule_is_started_by_it():
    start = "<start><locationX>0</locationX><locationY>0</locationY><object>Lead</object><schedule><frequency>Daily</frequency></schedule><triggerType>Scheduled</triggerType></start>"
    assert only(flow(assigns("$Record.Rating"), updates(), start=start)).on == ("schedule",)


@pytest.mark.parametrize(
    "data",
    [
        flow(start="<start><locationX>0</locationX><locationY>0</locationY></start>", process="Flow"),
        flow(updates("Rating"), start="", process="AutoLaunchedFlow"),
        flow(start="<start><locationX>0</locationX><locationY>0</locationY><object>Order__e</object><triggerType>PlatformEvent</triggerType></start>"),
    ],
)  # fmt: skip
def test_flows_that_people_other_flows_or_events_start_are_left_out(data):
    held = read(("flows/Cap_Score.flow-meta.xml", data))
    assert (held.automations, held.findings) == ({}, [])


def test_of_two_versions_the_active_one_runs():
    old, new = flow(assigns("$Record.Rating")), flow(assigns("$Record.Status"), status="Draft")
    held = read(("flows/Cap_Score-1.flow", old), ("flows/Cap_Score-2.flow", new))
    assert held.findings == []
    assert [(one.name, one.active, one.writes) for one in held.automations.values()] == [("Cap_Score", True, ("Lead.Rating",))]


def test_a_draft_is_recorded_as_not_active():
    assert only(flow(assigns("$Record.Rating"), status="Draft")).active is False


@pytest.mark.skipif(not xsd.available(), reason="left out: needs the reference data beside the checkout")
def test_such_files_are_what_salesforce_calls_a_flow_and_a_workflow():
    judge = xsd.compiled(xsd.schema_file())
    for data in (flow(assigns("$Record.Rating"), POINTS), flow(POINTS, updates("Rating"), start=AFTER), WORKFLOW):
        assert judge.validate(etree.fromstring(data)), judge.error_log


def test_the_flows_that_we_write_are_read_as_what_they_do(repository: Path):
    folder = repository / "generated/salesforce/force-app/main/default/flows"
    held = read(*((str(path), path.read_bytes()) for path in sorted(folder.glob("*.flow-meta.xml"))))
    assert held.findings == []
    band = held.automations["Lead_Engagement_Band"]
    assert (band.object, band.on, band.writes) == ("Lead", ("create", "update"), ("Lead.Engagement_Band__c",))
    assert band.reads == ("Engagement_Band__c", "mkto71_Lead_Score__c")


# ------------------------------------------------------------------ workflow rules

UPDATE = "<fieldUpdates><fullName>{}</fullName><field>{}</field>{}<name>U</name><notifyAssignee>false</notifyAssignee><operation>Formula</operation><protected>false</protected>{}</fieldUpdates>"
RULE = "<rules><fullName>{}</fullName>{}<active>{}</active>{}<triggerType>{}</triggerType>{}</rules>"
ACTION = "<actions><name>{}</name><type>{}</type></actions>"
ASKS = "<criteriaItems><field>Lead.Score__c</field><operation>greaterThan</operation><value>50</value></criteriaItems>"
LATER = f"<workflowTimeTriggers>{ACTION.format('Cool', 'FieldUpdate')}<timeLength>3</timeLength><workflowTimeTriggerUnit>Days</workflowTimeTriggerUnit></workflowTimeTriggers>"
WORKFLOW = f"""{HEAD}<Workflow {NAMESPACE}>{UPDATE.format("Cool", "Status", "<formula>TEXT(Rating)</formula>", "")}{
    UPDATE.format("Heat", "Rating", "<literalValue>Hot</literalValue>", "")}{
    UPDATE.format("Parent", "Site", "<literalValue>x</literalValue>", "<targetObject>AccountId</targetObject>")}{
    RULE.format("Hot / cold", ACTION.format("Heat", "FieldUpdate"), "true", ASKS, "onAllChanges", LATER)}{
    RULE.format("New", ACTION.format("Heat", "FieldUpdate"), "false", "<formula>NOT(ISBLANK(Email))</formula>", "onCreateOnly", "")}{
    RULE.format("Mail", ACTION.format("Heat", "Alert"), "true", ASKS, "onAllChanges", "")}{
    RULE.format("Up", ACTION.format("Parent", "FieldUpdate"), "true", ASKS, "onAllChanges", "")}</Workflow>
""".encode()  # fmt: skip


def test_a_workflow_rule_writes_what_its_updates_say_now_or_later():
    held = read(("workflows/Lead.workflow-meta.xml", WORKFLOW))
    assert held.findings == []
    assert list(held.automations.values()) == [
        Automation(
            "Lead.Hot %2F cold", "workflow rule", "Lead", ("create", "update"), True, ("Lead.Rating", "Lead.Status"), ("Score__c",), ("TEXT(Rating)",)
        ),
        Automation("Lead.New", "workflow rule", "Lead", ("create",), False, ("Lead.Rating",), (), ("NOT(ISBLANK(Email))",)),
    ]  # fmt: skip


def test_the_metadata_format_is_read_alike():
    one, other = read(("workflows/Lead.workflow", WORKFLOW)), read(("workflows/Lead.workflow-meta.xml", WORKFLOW))
    assert one.automations == other.automations


# ------------------------------------------------------------------ wrong files, and the inventory


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("flows/Cap.flow", b"<Flow", "not XML"),
        ("flows/Cap.flow", WORKFLOW, "`Flow` was expected"),
        ("flows/C ap.flow", flow(), "cannot be the name of a flow"),
        ("workflows/Lead.workflow", flow(), "`Workflow` was expected"),
        ("workflows/L ead.workflow", WORKFLOW, "cannot be the name of an object"),
        ("workflows/Lead.workflow", WORKFLOW.replace(b"<fullName>New</fullName>", b""), "has no name"),
        ("workflows/Lead.workflow", WORKFLOW.replace(b"<active>true", b"<active>perhaps"), "neither `true` nor `false`"),
        ("workflows/Lead.workflow", WORKFLOW.replace(b">New<", b">" + b"\xc3\xa9" * 80 + b"<"), "too long"),
    ],
)
def test_a_file_that_is_none_is_refused(path, data, said):
    held = read((path, data))
    assert said in held.findings[0].message
    assert held.automations == {}


def test_an_inventory_keeps_them():
    held = Org(automations={"Cap": Automation("Cap", "flow", "Lead", ("update",), True, ("Lead.A__c", "Lead.B__c"), ("C__c",))})
    files = inventory_files(held)
    assert files == {
        "automations/Cap.json": b'{"active":true,"kind":"flow","name":"Cap","object":"Lead","on":["update"],"reads":["C__c"],"writes":[\n"Lead.A__c",\n"Lead.B__c"\n]}\n'
    }  # fmt: skip
    again, findings = read_inventory([SourceFile(f"inventory/{path}", data) for path, data in files.items()])
    assert (again.automations, findings) == (held.automations, [])


def test_what_changed_is_said():
    one, other = (Org(automations={"Cap": Automation("Cap", "flow", "Lead", writes=writes)}) for writes in (("Lead.A",), ("Lead.B",)))
    [change] = changes(one, other)
    assert (change.what, change.name, change.details) == ("automation", "Cap", {"writes": (("Lead.A",), ("Lead.B",))})
