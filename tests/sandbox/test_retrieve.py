"""What a retrieve gives back: what is there, in one form, with who changed it last."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from sandbox_packages import as_package, deploy, fields, log, manifest, object_row, permission_set, read_row, xml
from syncwright.sandbox.salesforce.retrieve import Retrieved, Wanted, retrieve

TEXT = "<label>X</label><length>40</length><type>Text</type>"


def got(state, **types: list[str]) -> tuple[dict[str, str], Retrieved]:
    """Files by path, and the rest."""
    found = retrieve(state, Wanted(types), single=True)
    with ZipFile(BytesIO(found.zip)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}, found


def test_what_was_deployed_comes_back_in_the_order_of_the_wsdl(org):
    sent = f"<label>Robot</label>{object_row('Lead', 'R')}{read_row('Lead.Phone')}{read_row('Lead.Email', 'true')}<description>Why</description>"
    files = {"package.xml": manifest({"PermissionSet": ["Robot"]}), "permissionsets/Robot.permissionset": xml("PermissionSet", sent)}
    deploy(org, files)
    assert got(org, PermissionSet=["Robot"])[0]["permissionsets/Robot.permissionset"] == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">\n'
        "    <description>Why</description>\n"
        "    <fieldPermissions>\n"
        "        <editable>true</editable>\n"
        "        <field>Lead.Email</field>\n"
        "        <readable>true</readable>\n"
        "    </fieldPermissions>\n"
        "    <fieldPermissions>\n"
        "        <editable>false</editable>\n"
        "        <field>Lead.Phone</field>\n"
        "        <readable>true</readable>\n"
        "    </fieldPermissions>\n"
        "    <label>Robot</label>\n"
        "    <objectPermissions>\n"
        "        <allowCreate>false</allowCreate>\n"
        "        <allowDelete>false</allowDelete>\n"
        "        <allowEdit>false</allowEdit>\n"
        "        <allowRead>true</allowRead>\n"
        "        <modifyAllRecords>false</modifyAllRecords>\n"
        "        <object>Lead</object>\n"
        "        <viewAllRecords>false</viewAllRecords>\n"
        "    </objectPermissions>\n"
        "</PermissionSet>\n"
    )


def test_what_comes_back_deploys_again_without_an_effect(org, repository):
    """All of the example, sent, fetched and sent again. A flow's version comes back with its status."""
    package = as_package(repository / "generated" / "salesforce" / "force-app")
    members = [
        (found[2], re.findall("<members>(.*?)</members>", found[1]))
        for found in re.finditer(r"<types>(.*?)<name>(.*?)</name></types>", package["package.xml"].decode())
    ]
    assert deploy(org, package)["success"]
    before = log(org)
    files, found = got(org, **dict(members))
    assert found.messages == [] and deploy(org, files)["success"] and log(org) == before


def test_the_same_is_the_same_bytes(org):
    wanted = Wanted({"CustomObject": ["Lead", "Installed_Base__c"], "PermissionSet": ["*"], "Profile": ["*"], "Flow": ["*"]})
    assert retrieve(org, wanted, single=False).zip == retrieve(org, wanted, single=False).zip


def test_files_lie_in_a_folder_unless_one_package_was_asked_for(org):
    assert retrieve(org, Wanted({"PermissionSet": ["Service_Desk"]}), single=False).properties[0]["fileName"].startswith("unpackaged/")
    assert set(got(org, PermissionSet=["Service_Desk"])[0]) == {"package.xml", "permissionsets/Service_Desk.permissionset"}


def test_a_field_comes_alone_and_an_object_with_all_that_is_inside_of_it(org):
    alone, _ = got(org, CustomField=["Lead.Persona__c"])
    assert re.findall("<fullName>(.*?)</fullName>", alone["objects/Lead.object"])[0] == "Persona__c"
    assert alone["objects/Lead.object"].count("<fields>") == 1 and "<enableHistory>" not in alone["objects/Lead.object"]
    whole, _ = got(org, CustomObject=["Lead"])
    assert whole["objects/Lead.object"].count("<fields>") > 40 and "<enableHistory>true" in whole["objects/Lead.object"]
    assert "<validationRules>" in whole["objects/Lead.object"]


def test_who_changed_it_last_and_when(org):
    robot = next(one["Id"] for one in org.records("User") if one["Username"].startswith("marketo.sync"))
    org.now.at += 60
    org.write_component("PermissionSet", "Service_Desk", "<label>S</label>", robot, "0PS")
    (properties,) = got(org, PermissionSet=["Service_Desk"])[1].properties
    assert (properties["lastModifiedById"], properties["lastModifiedByName"]) == (robot, "Marketo Sync")
    assert properties["lastModifiedDate"] == "2027-01-15T08:01:00.000Z" and properties["createdById"] == org.setting("admin")
    assert properties["id"].startswith("0PS") and len(properties["id"]) == 18


def test_what_is_not_there_is_said_and_the_rest_comes(org):
    files, found = got(org, PermissionSet=["Nobody", "Service_Desk"], Nothing=["X"])
    assert found.messages == [
        ("package.xml", "Entity of type 'PermissionSet' named 'Nobody' cannot be found"),
        ("package.xml", "Unknown type name 'Nothing' specified in package.xml"),
    ]
    assert "<members>Service_Desk</members>" in files["package.xml"] and "Nobody" not in files["package.xml"]


def test_a_permission_set_says_no_to_the_fields_of_the_same_request(org):
    deploy(org, {**fields({"X__c": TEXT}), "package.xml": manifest({"CustomField": ["Lead.X__c"]})})
    deploy(org, permission_set(read_row("Lead.Email")))
    name = "permissionsets/Robot.permissionset"
    silent = "<editable>false</editable>\n        <field>Lead.X__c</field>\n        <readable>false</readable>"
    assert silent in got(org, PermissionSet=["Robot"], CustomField=["Lead.X__c"])[0][name]
    assert "Lead.X__c" not in got(org, PermissionSet=["Robot"])[0][name]


def test_a_profile_comes_with_the_rows_of_what_is_in_the_same_request(org):
    rows = f"<custom>true</custom>{read_row('Lead.Email')}{read_row('Lead.Phone')}{object_row('Lead', 'R')}<userLicense>Salesforce</userLicense>"
    deploy(org, {"package.xml": manifest({"Profile": ["P"]}), "profiles/P.profile": xml("Profile", rows)})
    alone = got(org, Profile=["P"])[0]["profiles/P.profile"]
    assert "Lead" not in alone and "<userLicense>Salesforce" in alone
    with_field = got(org, Profile=["P"], CustomField=["Lead.Email"])[0]["profiles/P.profile"]
    assert "Lead.Email" in with_field and "Lead.Phone" not in with_field and "objectPermissions" not in with_field
    assert "<object>Lead</object>" in got(org, Profile=["P"], CustomObject=["Lead"])[0]["profiles/P.profile"]


@pytest.mark.parametrize(
    ("type_", "there"), [("PermissionSet", "Service_Desk"), ("CustomObject", "Installed_Base__c"), ("StandardValueSet", None)]
)
def test_a_star_stands_for_what_people_made(org, type_, there):
    files, _ = got(org, **{type_: ["*"]})
    assert (there is None and set(files) == {"package.xml"}) or any(there in path for path in files)
    assert "objects/Lead.object" not in files


def test_a_name_that_no_file_can_have_is_escaped(org):
    assert "profiles/Custom%3A Distributor Portal.profile" in got(org, Profile=["Custom: Distributor Portal"])[0]


def test_a_group_says_whether_it_is_being_recalculated(make_org):
    state = make_org(group_seconds=5.0)
    inner = "<label>G</label><permissionSets>Service_Desk</permissionSets>"
    deploy(
        state,
        {
            "package.xml": manifest({"PermissionSetGroup": ["G"]}),
            "permissionsetgroups/G.permissionsetgroup": xml("PermissionSetGroup", inner),
        },
    )
    assert "<status>Updating</status>" in got(state, PermissionSetGroup=["G"])[0]["permissionsetgroups/G.permissionsetgroup"]
    state.now.at += 5
    assert "<status>Updated</status>" in got(state, PermissionSetGroup=["G"])[0]["permissionsetgroups/G.permissionsetgroup"]
