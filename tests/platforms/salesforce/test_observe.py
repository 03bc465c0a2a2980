"""A tree of source is seen whole, or not planned with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_estates import SET, against, built, edits, fine, seen
from small_estate import spec, user
from syncwright.inventory.access import ELEMENTS
from syncwright.plan.changes import Create, Delete, Update
from syncwright.plan.digests import digest

FILE = "force-app/main/default/permissionsets/Marketo_Sync.permissionset-meta.xml"
ONE = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: two-way"})}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def a_set(body, label="Marketo Sync"):
    root = '<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">'
    return f"{HEAD}{root}<label>{label}</label>{body}</PermissionSet>".encode()


def field(name, editable="false", readable="true"):
    return f"<fieldPermissions><editable>{editable}</editable><field>{name}</field><readable>{readable}</readable></fieldPermissions>"


def refused(tree, files=ONE):
    """What is said of a tree that cannot be planned with."""
    findings = seen(fine(files), tree).findings
    assert {finding.rule.id for finding in findings} <= {"PLN807"}
    return [finding.message for finding in findings]


def test_what_is_built_is_what_is_wanted():
    compilation = fine(ONE)
    tree = built(compilation)
    assert against(compilation, tree).empty
    observed = seen(compilation, tree).observation
    for one in compilation.resources:
        assert digest(observed.resources[one.address]) == digest(one)


GRANTS = {
    "objects": "{Lead: {access: [create, edit], why: w}}",
    "permissions": "{ViewSetup: {why: w}}",
    "tabs": "{standard-Lead: {visibility: available, why: w}}",
    **{one.kind: f"{{{'Lead.A' if one.kind == 'record_types' else 'Thing_A'}: {{why: w}}}}" for one in ELEMENTS
       if one.kind not in ("objects", "permissions", "tabs", "fields")},
}  # fmt: skip


def test_every_kind_of_row_reads_back_as_it_was_written():
    compilation = fine({**ONE, **user(", ".join(f"{kind}: {said}" for kind, said in GRANTS.items()))})
    [made] = (one for one in compilation.resources if one.address == SET)
    assert sum(bool(value) for value in made.attributes.values() if not isinstance(value, str)) == len(ELEMENTS)
    assert against(compilation, built(compilation)).empty


def test_a_group_with_its_muting_set_and_a_profile_read_back():
    files = {
        "objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: hidden"}),
        **user(more="group: true\nwith: [Shared]\nprofile: {name: 'Sync: Users', manage: true}\n"),
    }
    compilation = fine(files)
    assert {one.type.partition(".")[2] for one in compilation.resources} == {
        "permission_set",
        "permission_set_group",
        "muting_set",
        "profile",
    }
    assert against(compilation, built(compilation)).empty


def test_a_set_that_is_not_there_is_absent():
    compilation = fine(ONE)
    [change] = against(compilation, {}).changes
    assert isinstance(change, Create)


@given(st.permutations(range(4)))
def test_order_and_rows_that_say_no_mean_nothing(order):
    parts = [field("Lead.A__c"), field("Lead.B__c", "true"), field("Lead.C__c", "false", "false"), "<description>d</description>"]
    plain = seen(fine(ONE), {FILE: a_set("".join(parts[:2]) + parts[3])}).observation
    other = seen(fine(ONE), {FILE: a_set("".join(parts[n] for n in order))}).observation
    assert digest(plain.resources[SET]) == digest(other.resources[SET])


def test_everything_that_the_specs_do_not_say_is_a_removal():
    tree = {FILE: a_set("<userPermissions><enabled>true</enabled><name>ViewAllData</name></userPermissions>" + field("Lead.Email"))}
    plan = against(fine(ONE), tree)
    assert ("user_permissions", "ViewAllData", "yes", None) in edits(plan)
    assert isinstance(plan.changes[0], Update)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<novelties><enabled>true</enabled><name>X</name></novelties>", "`novelties` in `PermissionSet` is not known"),
        ("<fieldPermissions><editable>true</editable><field>Lead.A__c</field><shiny>1</shiny></fieldPermissions>", "`shiny`"),
        (field("Lead.A__c") + field("Lead.A__c"), "stands in two rows"),
        (field("Lead.A__c") + field("Lead.A__c", "true"), "stands in two rows"),
        ("<userPermissions><enabled>maybe</enabled><name>X</name></userPermissions>", "`maybe`"),
        ("<userPermissions><enabled>true</enabled></userPermissions>", "has no `name`"),
        ("<label>again</label>", "second time"),
    ],
)
def test_what_is_not_understood_is_never_planned_with(body, said):
    messages = refused({FILE: a_set(body)})
    assert any(said in message for message in messages), messages


@pytest.mark.parametrize("data", [b"", b"<PermissionSet", a_set("")[:-9], b"<Profile/>", b"\xff\xfe", b"<!DOCTYPE x><PermissionSet/>"])
def test_what_cannot_be_read_is_never_planned_with(data):
    assert refused({FILE: data})


def test_two_files_of_one_set_are_refused():
    assert refused({FILE: a_set(""), "other/permissionsets/Marketo_Sync.permissionset": a_set("")}) == [
        "two files say what `Marketo_Sync` holds"
    ]


def test_a_set_that_is_spelt_otherwise_is_refused():
    assert refused({FILE.replace("Marketo_Sync", "marketo_sync"): a_set("")}) == ["the specs call this `Marketo_Sync`"]


def test_placeholders_are_refused():
    assert refused({FILE: a_set(field("%%%NAMESPACE%%%A__c.B__c"))}) == ["the file holds placeholders"]


def test_other_files_are_not_looked_at():
    compilation = fine(ONE)
    tree = {**built(compilation), "force-app/main/default/permissionsets/Other.permissionset-meta.xml": b"no XML at all"}
    assert against(compilation, tree).empty


# ------------------------------------------------------------------ fields

RETIRED = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "retire: {stage: delete, since: 2026-01-01}"})}
FIELD = "force-app/main/default/objects/Lead/fields/Motto__c.field-meta.xml"


def a_field(name="Motto__c", kind="Text"):
    root = '<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">'
    return f"{HEAD}{root}<fullName>{name}</fullName><label>Motto</label><type>{kind}</type></CustomField>".encode()


def test_a_field_to_delete_is_deleted_if_it_is_there():
    compilation = fine(RETIRED)
    plan = against(compilation, {**built(compilation), FIELD: a_field()})
    [change] = plan.changes
    assert isinstance(change, Delete)
    assert change.before.attributes == {"label": "Motto", "type": "Text"}
    assert against(compilation, built(compilation)).empty


def test_a_field_of_the_same_name_on_another_object_is_another_field():
    compilation = fine(RETIRED)
    assert against(compilation, {**built(compilation), FIELD.replace("Lead", "Contact"): a_field()}).empty


def test_a_roll_up_is_gone_for_good():
    compilation = fine(RETIRED)
    plan = against(compilation, {**built(compilation), FIELD: a_field(kind="Summary")})
    assert {one.kind for one in plan.hazards} == {"destructive", "irreversible"}


def test_a_file_that_defines_another_field_is_refused():
    compilation = fine(RETIRED)
    assert "named after another field" in refused({**built(compilation), FIELD: a_field("Other__c")}, RETIRED)[0]


# ------------------------------------------------------------------ profiles

PROFILE = "force-app/main/default/profiles/Sync Users.profile-meta.xml"
MANAGED = {
    "objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: hidden"}),
    **user(more="profile: {name: Sync Users, manage: true}\n"),
}


def a_profile(*rows):
    return f'{HEAD}<Profile xmlns="http://soap.sforce.com/2006/04/metadata">{"".join(rows)}</Profile>'.encode()


def test_of_a_profile_only_what_the_specs_hide_is_planned():
    compilation = fine(MANAGED)
    tree = {**built(compilation), PROFILE: a_profile(field("Lead.Motto__c", "true"), field("Lead.Email"), field("Contact.Email"))}
    plan = against(compilation, tree)
    assert edits(plan, "salesforce.profile/Sync Users") == [("hidden_fields", "Lead.Motto__c", None, "yes")]
    [hazard] = (one for one in plan.hazards if one.kind == "takes")
    assert hazard.says == "everybody with this profile can no longer read `Lead.Motto__c`"


def test_a_row_that_says_no_already_is_no_change():
    compilation = fine(MANAGED)
    assert against(compilation, {**built(compilation), PROFILE: a_profile(field("Lead.Motto__c", "false", "false"))}).empty


def test_a_profile_that_the_tree_does_not_hold_is_no_new_profile():
    compilation = fine(MANAGED)
    tree = {path: data for path, data in built(compilation).items() if not path.endswith("profile-meta.xml")}
    [change] = against(compilation, tree).changes
    assert isinstance(change, Update)
