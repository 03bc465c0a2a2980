"""Created fields in plans: one deployment with the permission set, changes laid over what is there, nothing left to plan, and the way back."""

import pytest

from created_fields import EVERY_TYPE, org, spec_of
from plan_estates import against, built, carried_out, edits, fine, since, steps
from syncwright.plan.changes import Create, Delete, Update

TEXT = {"A__c": ("Lead", {"type": "Text", "length": 80})}
FILE = "force-app/main/default/objects/Lead/fields/A__c.field-meta.xml"
ADDRESS = "salesforce.field/Lead.A__c"


def estate(create=None, more="sync: from-salesforce, pii: none", **change):
    fields = {"A__c": ("Lead", {**TEXT["A__c"][1], **(create or {}), **change})}
    return fine(spec_of(fields, more), org())


def test_a_field_and_the_set_that_opens_it_are_one_deployment():
    plan = against(estate(), {})
    [deploy] = (step for step in plan.steps if step.kind == "deploy")
    assert deploy.changes == (ADDRESS, "salesforce.permission_set/Marketo_Sync")
    assert deploy.title == "deploy 1 field and 1 permission set"
    assert "salesforce.remake/Lead.A__c" not in steps(plan)
    assert not any(hazard.kind == "by-hand" for hazard in plan.hazards)


def test_after_a_plan_is_carried_out_nothing_is_left_to_plan():
    compilation = fine(spec_of(EVERY_TYPE), org())
    plan = against(compilation, {})
    assert sum(isinstance(one, Create) and one.after.type == "salesforce.field" for one in plan.changes) == len(EVERY_TYPE)
    tree = carried_out(compilation, plan.changes, {})
    assert against(compilation, tree).empty


def test_what_is_built_is_what_is_planned():
    compilation = fine(spec_of(EVERY_TYPE), org())
    assert against(compilation, built(compilation)).empty


@pytest.mark.parametrize(
    ("change", "edit"),
    [
        ({"length": 100}, ("length", None, "80", "100")),
        ({"unique": True}, ("unique", None, None, "true")),
        ({"label": "Other"}, ("label", None, "A & B <c>", "Other")),
        ({"help": "Else"}, ("help", None, 'What it is for: 1 < 2 & "so" on', "Else")),
        ({"history": True}, ("history", None, None, "true")),
    ],
)
def test_a_change_is_laid_over_the_file_that_is_there(change, edit):
    ours = b"    <!-- by hand -->\n    <trackTrending>false</trackTrending>\n"
    tree = {
        path: data.replace(b"    <label>", ours + b"    <label>") if "/fields/" in path else data for path, data in built(estate()).items()
    }
    after = estate(**change)
    plan = against(after, tree)
    assert edits(plan, ADDRESS) == [edit]
    done = carried_out(after, plan.changes, tree)
    path = next(path for path in done if path.endswith("A__c.field-meta.xml"))
    assert all(line in done[path] for line in ours.splitlines(keepends=True))
    assert against(after, done).empty
    back = against(estate(), done)
    assert against(estate(), carried_out(estate(), back.changes, done)).empty


def test_the_way_back_is_what_was_there():
    tree = built(estate())
    plan = against(estate(unique=True, label="Other"), tree, back=True)
    assert edits(plan, ADDRESS) == [("label", None, "Other", "A & B <c>"), ("unique", None, "true", None)]
    [change] = plan.changes
    assert isinstance(change, Update)


def test_the_way_back_of_a_created_field_is_its_deletion():
    plan = against(estate(), {}, back=True)
    assert any(isinstance(one, Delete) and one.address == ADDRESS for one in plan.changes)


def test_a_part_of_a_plan_takes_along_what_it_names():
    fields = {
        "A__c": ("Lead", {"type": "Text", "length": 9}),
        "B__c": ("Lead", {"type": "Checkbox", "formula": "ISBLANK(A__c)"}),
        "C__c": ("Lead", {"type": "Checkbox"}),
        "D__c": ("Task", {"type": "Checkbox"}),
    }
    compilation = fine(spec_of(fields, "sync: hidden, pii: none"), org())
    assert [one.address for one in against(compilation, {}, only=("salesforce.field/Lead.B__c",)).changes] == [
        "salesforce.field/Lead.A__c",
        "salesforce.field/Lead.B__c",
    ]
    shown = fine(spec_of({"C__c": fields["C__c"], "D__c": fields["D__c"]}, "sync: from-salesforce, pii: none"), org())
    assert [one.address for one in against(shown, {}, only=("salesforce.permission_set/*",)).changes] == [
        "salesforce.field/Activity.D__c",
        "salesforce.field/Lead.C__c",
        "salesforce.permission_set/Marketo_Sync",
    ]


def test_a_starting_number_is_said_once():
    fields = {"A__c": ("Lead", {"type": "AutoNumber", "display_format": "A-{0}", "starting_number": 7})}
    compilation = fine(spec_of(fields), org())
    tree = built(compilation)
    without = {path: data.replace(b"    <startingNumber>7</startingNumber>\n", b"") for path, data in tree.items()}
    assert without != tree
    assert against(compilation, without).empty


def test_a_field_that_a_revision_did_not_create_is_created():
    plan = since(spec_of({"B__c": ("Lead", {"type": "Checkbox"})}), spec_of({"B__c": ("Lead", {"type": "Checkbox"}), **TEXT}), org())
    assert [one.address for one in plan.changes if isinstance(one, Create)] == [ADDRESS]


def test_a_field_that_specs_no_longer_create_is_left_alone():
    plan = since(spec_of({"B__c": ("Lead", {"type": "Checkbox"}), **TEXT}), spec_of({"B__c": ("Lead", {"type": "Checkbox"})}), org())
    assert [type(one).__name__ for one in plan.changes if one.address == ADDRESS] == ["Forget"]
    assert not any(isinstance(one, Delete) for one in plan.changes)


@pytest.mark.parametrize(
    ("before", "after", "kind", "said"),
    [
        ({"type": "Checkbox"}, {"type": "Text", "length": 9}, "irreversible", "values may be lost"),
        ({"type": "Text", "length": 80}, {"type": "Text", "length": 9}, "destructive", "80 to 9 characters"),
        ({"type": "Number", "precision": 9, "scale": 2}, {"type": "Number", "precision": 9, "scale": 0}, "destructive", "from 2 to 0"),
        ({"type": "Text", "length": 9}, {"type": "Text", "length": 9, "unique": True}, "records", "same value"),
    ],
)
def test_what_a_change_may_cost_is_a_hazard(before, after, kind, said):
    plan = against(fine(spec_of({"A__c": ("Lead", after)}), org()), built(fine(spec_of({"A__c": ("Lead", before)}), org())))
    found = [one for one in plan.hazards if one.kind == kind and said in one.says]
    assert found, [(one.kind, one.says) for one in plan.hazards]
    assert found[0].address == ADDRESS
