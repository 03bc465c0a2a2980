"""Changes as a package: each file what the generated tree says, one manifest for what comes and one for what goes, always the same bytes."""

import pytest

from plan_estates import against, built, fine
from small_estate import spec
from syncwright.plan.changes import Create, Delete, Edit, Forget, Rename, Update
from syncwright.plan.diff import diff
from syncwright.planning import wanted
from syncwright.platforms.salesforce.field_xml import field
from syncwright.platforms.salesforce.live.archive import unpacked
from syncwright.platforms.salesforce.live.mdapi import composed, decomposed, inside
from syncwright.platforms.salesforce.live.package import NotDeployable, overlaid, package
from syncwright.platforms.salesforce.observe import observe
from syncwright.platforms.salesforce.types import FIELD, PICKLIST_VALUE, PROFILE, SET, SHARING_RULE
from syncwright.records import replace
from syncwright.resource import Resource
from syncwright.text import SourceFile

BAND = "band: {of: Score__c, edges: [0, 26, 51, 76, 100], dead_band: 2}"
ESTATE = {
    "objects/lead.yaml": spec(
        "Lead", {"Email": "sync: two-way", "Score_Band__c": BAND, "Wish__c": "create: {type: Checkbox, label: Wish}"}
    ),
    "objects/contact.yaml": spec("Contact", {"Email": "", "Note__c": "create: {type: Text, label: Note, length: 80}"}),
}


def files(changes, sources=(), version="67.0"):
    return unpacked(package(changes, sources, version).zip)


def members(manifest):
    """Type and name of what a manifest lists."""
    lines = [line.strip() for line in manifest.decode().splitlines()]
    found, names = [], []
    for line in lines:
        if line.startswith("<members>"):
            names.append(line[9:-10])
        elif line.startswith("<name>"):
            found += [(line[6:-7], name) for name in names]
            names = []
    return found


@pytest.fixture(scope="module")
def compilation():
    return fine(ESTATE)


@pytest.fixture(scope="module")
def changes(compilation):
    return against(compilation, {}).changes


def test_each_file_is_what_the_generated_tree_says(compilation, changes):
    tree = {path.removeprefix("force-app/main/default/"): data for path, data in built(compilation).items()}
    found = files(changes)
    assert sorted(found) == [
        "flows/Lead_Score_Band.flow",
        "objects/Contact.object",
        "objects/Lead.object",
        "package.xml",
        "permissionsets/Marketo_Sync.permissionset",
    ]
    assert found["permissionsets/Marketo_Sync.permissionset"] == tree["permissionsets/Marketo_Sync.permissionset-meta.xml"]
    assert found["flows/Lead_Score_Band.flow"] == tree["flows/Lead_Score_Band.flow-meta.xml"]
    for name in ("Score_Band__c", "Wish__c"):
        assert inside(tree[f"objects/Lead/fields/{name}.field-meta.xml"]) in found["objects/Lead.object"]


def test_the_manifest_lists_what_is_in_it_by_type_and_name(changes):
    assert members(files(changes)["package.xml"]) == [
        ("CustomField", "Contact.Note__c"),
        ("CustomField", "Lead.Score_Band__c"),
        ("CustomField", "Lead.Wish__c"),
        ("Flow", "Lead_Score_Band"),
        ("PermissionSet", "Marketo_Sync"),
    ]


def test_the_order_of_changes_does_not_show(changes):
    assert package(changes, (), "67.0") == package(tuple(reversed(changes)), (), "67.0")


def test_an_org_that_holds_the_package_reads_back_as_planned(compilation, changes):
    sources = list(decomposed(SourceFile(path, data) for path, data in files(changes).items() if path != "package.xml"))
    want = wanted(compilation, in_source=True)
    observed = observe(sources, want.addresses)
    assert not observed.findings
    assert diff(want.resources, observed.observation, want.types) == []


def test_what_goes_stands_in_manifests_of_its_own_what_names_others_before_those():
    addresses = (f"{FIELD}/Lead.Fax__c", f"{SET}/Old", f"{SHARING_RULE}/Lead.Old", "salesforce.permission_set_group/Both")
    found = files([Delete(Resource(address, {}), (), ()) for address in addresses])
    assert members(found["package.xml"]) == []
    assert b"<version>67.0</version>" in found["package.xml"]
    assert members(found["destructiveChangesPre.xml"]) == [("PermissionSetGroup", "Both"), ("SharingCriteriaRule", "Lead.Old")]
    assert members(found["destructiveChangesPost.xml"]) == [("CustomField", "Lead.Fax__c"), ("PermissionSet", "Old")]
    assert sorted(found) == ["destructiveChangesPost.xml", "destructiveChangesPre.xml", "package.xml"]


def test_fields_of_activities_stand_on_the_object_that_defines_them():
    found = files([Create(Resource(f"{FIELD}/Activity.Call__c", {"type": "Text", "label": "Call", "length": "80"}), ())])
    assert b"<fullName>Call__c</fullName>" in found["objects/Activity.object"]


def test_of_a_profile_there_are_the_rows_that_change_alone():
    before = Resource(f"{PROFILE}/Custom%3A Sales", {})
    after = replace(before, attributes={"hidden_fields": {"Lead.Fax": "yes"}})
    found = files([Update(before, after, (Edit("hidden_fields", "Lead.Fax", None, "yes"),))])
    assert members(found["package.xml"]) == [("Profile", "Custom%3A Sales")]
    text = found["profiles/Custom%3A Sales.profile"].decode()
    assert text.count("<fieldPermissions>") == 1
    assert "<editable>false</editable>\n        <field>Lead.Fax</field>\n        <readable>false</readable>" in text


# ------------------------------------------------------------------ over what the org holds

HELD = Resource(f"{FIELD}/Lead.Motto__c", {"type": "Text", "label": "Motto", "length": "80"})


def a_field(*lines):
    """A file of a field that says more than we have words for."""
    text = field(HELD).data.decode().replace("    <label>", "    <formulaTreatBlanksAs>BlankAsZero</formulaTreatBlanksAs>\n    <label>")
    return SourceFile("objects/Lead/fields/Motto__c.field-meta.xml", text.replace("    <type>", "".join(lines) + "    <type>").encode())


def longer():
    after = replace(HELD, attributes={**HELD.attributes, "length": "120"})
    return Update(HELD, after, (Edit("length", None, "80", "120"),))


def test_a_field_that_is_there_is_sent_as_it_is_but_for_what_changes():
    assert overlaid([longer()]) == {HELD.address}
    text = files([longer()], [a_field()])["objects/Lead.object"].decode()
    assert "<length>120</length>" in text and "<length>80</length>" not in text
    assert "<formulaTreatBlanksAs>BlankAsZero</formulaTreatBlanksAs>" in text, "what we have no word for stays"


def test_a_field_that_is_gone_meanwhile_is_no_package():
    with pytest.raises(NotDeployable, match="`Lead.Motto__c` is not there any more"):
        package([longer()], [], "67.0")


def test_a_value_goes_out_of_the_list_that_the_org_holds():
    rows = "".join(
        f"                <value>\n<fullName>{one}</fullName>\n<default>false</default>\n<label>{one}</label></value>\n" for one in "AB"
    )
    kept = (
        f"    <valueSet>\n<restricted>true</restricted><valueSetDefinition><sorted>false</sorted>\n{rows}</valueSetDefinition></valueSet>\n"
    )
    change = Delete(Resource(f"{PICKLIST_VALUE}/Lead.Motto__c/A", {"label": "A"}), (), ())
    assert overlaid([change]) == {HELD.address}
    found = files([change], [a_field(kept)])
    assert members(found["package.xml"]) == [("CustomField", "Lead.Motto__c")]
    assert b"<fullName>B</fullName>" in found["objects/Lead.object"] and b"<fullName>A</fullName>" not in found["objects/Lead.object"]
    assert "destructiveChangesPost.xml" not in found, "the list stays"


# ------------------------------------------------------------------ what is no package


def test_no_version_below_40_is_sent_as_it_would_merge_sets(changes):
    assert package(changes, (), "40.0")
    with pytest.raises(NotDeployable, match="would merge permission sets instead of replacing them"):
        package(changes, (), "39.0")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Create(Resource(f"{PROFILE}/Sales", {}), ()), "there is no profile `Sales`"),
        (Delete(Resource(f"{PROFILE}/Sales", {}), (), ()), "there is no profile `Sales`"),
        (Forget(Resource(f"{SET}/Old", {})), "is not changed by a deployment"),
        (Rename(HELD, replace(HELD, address=f"{FIELD}/Lead.Slogan__c"), ()), "is not changed by a deployment"),
    ],
)
def test_what_no_deployment_does_is_refused(change, says):
    with pytest.raises(NotDeployable, match=says):
        package([change], [], "67.0")


def test_a_package_of_nothing_is_refused_as_it_would_succeed():
    with pytest.raises(NotDeployable, match="nothing succeeds"):
        package([], [], "67.0")


# ------------------------------------------------------------------ the two formats


def test_an_object_becomes_a_file_for_each_field_and_its_rest_is_left():
    data = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">\n'
        b"    <label>Lead</label>\n    <fields>\n        <fullName>A__c</fullName>\n        <formula>1\n   + 2</formula>\n        <type>Number</type>\n"
        b"    </fields>\n    <fields><fullName>B__c</fullName></fields>\n    <fullName>Lead</fullName>\n</CustomObject>\n"
    )
    found = {one.path: one.data for one in decomposed([SourceFile("objects/Lead.object", data)])}
    assert sorted(found) == ["objects/Lead/fields/A__c.field-meta.xml", "objects/Lead/fields/B__c.field-meta.xml"]
    assert b"<formula>1\n   + 2</formula>" in found["objects/Lead/fields/A__c.field-meta.xml"], "blanks within a text are the text's"


def test_composing_and_taking_apart_again_changes_no_field(compilation):
    tree = {path: data for path, data in built(compilation).items() if path.endswith(".field-meta.xml")}
    back = {one.path: one.data for one in decomposed(SourceFile(path, data) for path, data in composed(tree).items())}
    short = {path.removeprefix("force-app/main/default/"): data for path, data in tree.items()}
    assert {path: data.split() for path, data in back.items()} == {path: data.split() for path, data in short.items()}


def test_many_fields_are_one_package():
    many = [Create(Resource(f"{FIELD}/Lead.F{number}__c", {"type": "Text", "label": "F", "length": "80"}), ()) for number in range(3_000)]
    found = files(many)
    assert found["objects/Lead.object"].count(b"<fields>") == 3_000
    assert len(members(found["package.xml"])) == 3_000
