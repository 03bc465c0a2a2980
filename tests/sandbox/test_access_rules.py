"""What an org refuses of permission sets and profiles: each rule by a package that is accepted beside one that is refused."""

import pytest

from sandbox_packages import deploy, manifest, object_row, permission_set, read_row, refusals, xml

ACCOUNT = object_row("Account", "R")

CASES = {
    "a field that has field-level security": (read_row("Lead.Email"), read_row("Lead.Company"), "Lead.Company has no field-level security"),
    "a field that is required": (
        read_row("Quote_Request__c.Quantity__c"),
        read_row("Contact.LastName"),
        "You cannot deploy to a required field: Contact.LastName",
    ),
    "a custom field that is required": (
        read_row("Lead.Persona__c"),
        read_row("Product_Interest__c.Product_Line__c"),
        "You cannot deploy to a required field: Product_Interest__c.Product_Line__c",
    ),
    "a master": (
        read_row("Service_Visit__c.Outcome__c"),
        read_row("Service_Visit__c.Installed_Base__c"),
        "You cannot deploy to a required field: Service_Visit__c.Installed_Base__c",
    ),
    "a system field": (read_row("Lead.Phone"), read_row("Lead.CreatedDate"), "You cannot deploy to a required field: Lead.CreatedDate"),
    "an address as a whole": (
        read_row("Contact.MailingAddress"),
        read_row("Contact.MailingCity"),
        "Contact.MailingCity has no field-level security",
    ),
    "a field that is there": (
        read_row("Lead.Persona__c"),
        read_row("Lead.Languages__c"),
        "In field: field - no CustomField named Lead.Languages__c found",
    ),
    "an object that is there": (
        read_row("Lead.Email"),
        read_row("Nothing__c.X__c"),
        "In field: field - no CustomObject named Nothing__c found",
    ),
    "fields of activities": (
        read_row("Task.Call_Outcome__c") + read_row("Event.Call_Outcome__c"),
        read_row("Activity.Call_Outcome__c"),
        "Field-level security of Activity.Call_Outcome__c is set on Task and on Event",
    ),
    "no fields of events": (
        read_row("Lead.Email"),
        read_row("Service_Alert__e.Reason__c"),
        "Service_Alert__e has no field-level security",
    ),
    "each field once": (
        read_row("Lead.Email") + read_row("Lead.Phone"),
        read_row("Lead.Email") + read_row("Lead.Email"),
        "duplicate value found: [Lead.Email] is defined multiple times in fieldPermissions",
    ),
    "create with read": (
        object_row("Lead", "R", "C"),
        object_row("Lead", "C"),
        "Permission Create Lead depends on permission(s): Read Lead",
    ),
    "delete with edit": (
        object_row("Lead", "R", "E", "D"),
        object_row("Lead", "R", "D"),
        "Permission Delete Lead depends on permission(s): Edit Lead",
    ),
    "modify all with all": (
        object_row("Lead", "R", "E", "D", "V", "M"),
        object_row("Lead", "R", "M"),
        "Permission Modify All Lead depends on permission(s): Edit Lead, Delete Lead, Read All Lead",
    ),
    "view all fields with read": (
        object_row("Lead", "R", viewAllFields="true"),
        object_row("Lead", viewAllFields="true"),
        "Permission View All Fields Lead depends on permission(s): Read Lead",
    ),
    "a detail with its master": (
        object_row("Service_Visit__c", "R") + object_row("Installed_Base__c", "R") + ACCOUNT,
        object_row("Service_Visit__c", "R"),
        "Permission Read Service_Visit__c depends on permission(s): Read Installed_Base__c",
    ),
    "a contract with its account": (
        object_row("Contract", "R") + ACCOUNT,
        object_row("Contract", "R"),
        "Permission Read Contract depends on permission(s): Read Account",
    ),
    "view all of a detail": (
        object_row("Asset", "R", "V") + object_row("Account", "R", "V"),
        object_row("Asset", "R", "V") + ACCOUNT,
        "Permission Read All Asset depends on permission(s): Read All Account",
    ),
    "a contact alone": (object_row("Contact", "R"), object_row("Task", "R"), "Task takes no object permissions"),
    "no object permissions of members": (ACCOUNT, object_row("CampaignMember", "R"), "CampaignMember takes no object permissions"),
    "an object": (ACCOUNT, object_row("Nothing__c", "R"), "In field: field - no CustomObject named Nothing__c found"),
    "a user permission": (
        "<userPermissions><enabled>true</enabled><name>ApiEnabled</name></userPermissions>",
        "<userPermissions><enabled>true</enabled><name>MarketingUser</name></userPermissions>",
        "Unknown user permission: MarketingUser",
    ),
    "a user permission with what it needs": (
        "".join(f"<userPermissions><enabled>true</enabled><name>{one}</name></userPermissions>" for one in ("ExportReport", "RunReports")),
        "<userPermissions><enabled>true</enabled><name>ExportReport</name></userPermissions>",
        "Permission ExportReport depends on permission(s): RunReports",
    ),
    "a custom permission": (
        "<customPermissions><enabled>true</enabled><name>Release_Quotation</name></customPermissions>",
        "<customPermissions><enabled>true</enabled><name>Nothing</name></customPermissions>",
        "In field: customPermission - no CustomPermission named Nothing found",
    ),
    "a record type": (
        "<recordTypeVisibilities><recordType>Campaign.Trade_Fair</recordType><visible>true</visible></recordTypeVisibilities>",
        "<recordTypeVisibilities><recordType>Lead.Nothing</recordType><visible>true</visible></recordTypeVisibilities>",
        "In field: recordType - no RecordType named Lead.Nothing found",
    ),
    "a description that fits": (
        f"<description>{'x' * 255}</description>",
        f"<description>{'x' * 256}</description>",
        "Value too long for field: description maximum length is:255",
    ),
    "repeats together": (
        read_row("Lead.Email") + read_row("Lead.Phone") + ACCOUNT,
        read_row("Lead.Email") + ACCOUNT + read_row("Lead.Phone"),
        "Error parsing file: Element fieldPermissions is duplicated at this location in type PermissionSet",
    ),
    "known elements": (
        "<hasActivationRequired>false</hasActivationRequired>",
        "<sessionRequired>false</sessionRequired>",
        "Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}sessionRequired invalid at this location in type PermissionSet",
    ),
    "true or false": (
        "<hasActivationRequired>true</hasActivationRequired>",
        "<hasActivationRequired>yes</hasActivationRequired>",
        "Error parsing file: 'yes' is not a valid value for the type xsd:boolean",
    ),
    "the words of a tab": (
        "<tabSettings><tab>standard-Lead</tab><visibility>Visible</visibility></tabSettings>",
        "<tabSettings><tab>standard-Lead</tab><visibility>DefaultOn</visibility></tabSettings>",
        "'DefaultOn' is not a valid value for the enum 'PermissionSetTabVisibility'",
    ),
    "the name of a field": (
        "<fieldPermissions><field>Lead.Email</field><readable>true</readable></fieldPermissions>",
        "<fieldPermissions><editable>false</editable><readable>true</readable></fieldPermissions>",
        "Required field is missing: field",
    ),
    "the name of a custom object": (
        read_row("Service_Visit__c.Name", "true"),
        read_row("Service_Visit__c.OwnerId"),
        "You cannot deploy to a required field: Service_Visit__c.OwnerId",
    ),
    "fields of big objects": (
        read_row("Valve_Reading__b.Pressure__c"),
        read_row("Valve_Reading__b.Serial_Number__c"),
        "You cannot deploy to a required field: Valve_Reading__b.Serial_Number__c",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_permission_set_may(org, case):
    accepted, refused, says = CASES[case]
    result = deploy(org, permission_set(refused))
    assert result["status"] == "Failed" and refusals(result) == [says]
    assert deploy(org, permission_set(accepted))["status"] == "Succeeded"


def test_a_label_is_required(org):
    assert refusals(deploy(org, permission_set("", label=""))) == ["Required field is missing: label"]


def test_an_element_is_refused_in_versions_before_it(org):
    row = object_row("Lead", "R", viewAllFields="true")
    assert refusals(deploy(org, permission_set(row, version="62.0"))) == [
        "Error parsing file: Property 'viewAllFields' not valid in version 62.0"
    ]
    assert deploy(org, permission_set(row, version="63.0"))["success"]


def test_the_refusal_names_the_line(org):
    files = permission_set("")
    files["permissionsets/Robot.permissionset"] = xml("PermissionSet", f"\n<label>Robot</label>\n{read_row('Lead.Company')}")
    (failure,) = deploy(org, files)["details"]["componentFailures"]
    assert (failure["componentType"], failure["fullName"], failure["lineNumber"]) == ("PermissionSet", "Robot", 4)
    assert failure["fileName"] == "permissionsets/Robot.permissionset" and failure["problemType"] == "Error"


def test_since_version_40_a_permission_set_takes_the_place_of_the_one_before(org):
    deploy(org, permission_set(read_row("Lead.Email") + read_row("Lead.Phone")))
    deploy(org, permission_set(read_row("Lead.Fax")))
    body = org.component("PermissionSet", "Robot").body
    assert "Lead.Fax" in body and "Lead.Email" not in body


def test_before_version_40_it_is_merged(org):
    deploy(org, permission_set(read_row("Lead.Email") + read_row("Lead.Phone")))
    deploy(org, permission_set(read_row("Lead.Phone", "true") + read_row("Lead.Fax"), version="39.0"))
    body = org.component("PermissionSet", "Robot").body
    assert [name in body for name in ("Lead.Email", "Lead.Fax")] == [True, True]
    assert "<editable>true</editable><field>Lead.Phone</field>" in body


def test_a_profile_is_laid_over_the_one_that_is_there(org):
    def package(inner: str) -> dict[str, bytes]:
        files = {"profiles/Robot.profile": xml("Profile", f"<custom>true</custom>{inner}<userLicense>Salesforce</userLicense>")}
        return {"package.xml": manifest({"Profile": ["Robot"]}), **files}

    assert deploy(org, package(read_row("Lead.Email") + read_row("Lead.Phone")))["success"]
    assert deploy(org, package(read_row("Lead.Fax")))["success"]
    body = org.component("Profile", "Robot").body
    assert all(name in body for name in ("Lead.Email", "Lead.Phone", "Lead.Fax"))
    deploy(
        org, package("<fieldPermissions><editable>false</editable><field>Lead.Email</field><readable>false</readable></fieldPermissions>")
    )
    assert "<field>Lead.Email</field><readable>false</readable>" in org.component("Profile", "Robot").body


def test_what_grants_nothing_is_not_kept(org):
    silent = "<fieldPermissions><editable>false</editable><field>Lead.Fax</field><readable>false</readable></fieldPermissions>"
    off = "<userPermissions><enabled>false</enabled><name>ApiEnabled</name></userPermissions>"
    deploy(org, permission_set(read_row("Lead.Email") + silent + off))
    body = org.component("PermissionSet", "Robot").body
    assert "Lead.Email" in body and "Lead.Fax" not in body and "ApiEnabled" not in body


def test_editing_what_is_worked_out_is_ignored_and_not_refused(org):
    full = "Account.Account_Age__c"
    formula = "<label>Age</label><formula>1</formula><precision>3</precision><scale>0</scale><type>Number</type>"
    rows = f"<fields><fullName>Account_Age__c</fullName>{formula}</fields>"
    files = permission_set(read_row(full, "true"))
    files |= {
        "package.xml": manifest({"PermissionSet": ["Robot"], "CustomField": [full]}),
        "objects/Account.object": xml("CustomObject", rows),
    }
    assert refusals(deploy(org, files)) == []
    assert f"<editable>false</editable><field>{full}</field><readable>true</readable>" in org.component("PermissionSet", "Robot").body


def test_a_muting_set_needs_nothing_of_what_it_mutes(org):
    files = {
        "package.xml": manifest({"MutingPermissionSet": ["Less"]}),
        "mutingpermissionsets/Less.mutingpermissionset": xml("MutingPermissionSet", f"<label>Less</label>{object_row('Lead', 'D')}"),
    }
    assert deploy(org, files)["success"]


@pytest.mark.parametrize("name", ["1Robot", "Robot_", "Ro__b__ot", "Ro-bot", "R" * 81])
def test_a_permission_set_has_a_name_that_salesforce_takes(org, name):
    (says,) = refusals(deploy(org, permission_set("", name)))
    assert says.startswith(f"The name '{name}' is not valid")
