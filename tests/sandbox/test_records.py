"""Records over REST: what a write does, what it is refused for and in which words, and that each accepted one is in the log once."""

import json

import pytest

from sandbox_org import Org, V

MARKETO = "marketo.sync@meridian.example"


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """An org that no test changes."""
    return Org(tmp_path_factory.mktemp("org"))


@pytest.fixture
def org(tmp_path):
    return Org(tmp_path)


@pytest.fixture
def bare(tmp_path):
    return Org(tmp_path, source=None)


def user(org, username=MARKETO):
    [row] = org.rows(f"SELECT Id FROM User WHERE Username = '{username}'")
    return row["Id"]


def set_id(org, name):
    [row] = org.rows(f"SELECT Id FROM PermissionSet WHERE Name = '{name}'")
    return row["Id"]


# Records


def test_a_record_that_is_made_is_read_changed_and_deleted(org):
    id_ = org.create("Lead", LastName="Berg", Company="Rotor", Email="Anna@rotor.example", Do_Not_Sync_to_Marketo__c=True)
    assert org.rows("SELECT Email, Do_Not_Sync_to_Marketo__c, IsConverted, Country FROM Lead") == [
        {"Email": "Anna@rotor.example", "Do_Not_Sync_to_Marketo__c": True, "IsConverted": False, "Country": None}
    ]
    assert org.ask("PATCH", f"{V}/sobjects/Lead/{id_}", {"Email": None, "Do_Not_Sync_to_Marketo__c": False}).status == 204
    assert org.rows("SELECT Email, Do_Not_Sync_to_Marketo__c FROM Lead") == [{"Email": None, "Do_Not_Sync_to_Marketo__c": False}]
    assert org.ask("DELETE", f"{V}/sobjects/Lead/{id_}").status == 204
    assert org.query("SELECT COUNT() FROM Lead").json["totalSize"] == 0
    assert org.log() == [("create", f"Lead/{id_}"), ("update", f"Lead/{id_}"), ("delete", f"Lead/{id_}")]


def test_who_made_a_record_and_when_is_kept(org):
    id_ = org.create("Account", Name="Rotor")
    org.clock.time += 60
    org.token = org.state.open_session(user(org))
    org.ask("PATCH", f"{V}/sobjects/Account/{id_}", {"Name": "Rotor AG"})
    [row] = org.rows("SELECT CreatedBy.Username, CreatedDate, LastModifiedBy.Username, LastModifiedDate, Owner.Name FROM Account")
    assert (row["CreatedBy"]["Username"], row["LastModifiedBy"]["Username"], row["Owner"]["Name"]) == (
        "admin@meridian.example",
        MARKETO,
        "Admin",
    )
    assert row["LastModifiedDate"] > row["CreatedDate"]


def test_names_and_addresses_are_put_together(org):
    org.create("Contact", FirstName="Anna", LastName="Berg", MailingCity="Ulm", MailingCountry="Germany")
    [row] = org.rows("SELECT Name, MailingAddress FROM Contact")
    assert row["Name"] == "Anna Berg"
    assert (row["MailingAddress"]["city"], row["MailingAddress"]["country"], row["MailingAddress"]["street"]) == ("Ulm", "Germany", None)


def test_one_record_is_read_with_the_fields_asked_for(org):
    id_ = org.create("Lead", LastName="Berg", Company="Rotor")
    got = org.get(f"{V}/sobjects/Lead/{id_[:15]}", fields="LastName,company").json
    assert got == {"attributes": {"type": "Lead", "url": f"{V}/sobjects/Lead/{id_}"}, "LastName": "Berg", "Company": "Rotor", "Id": id_}


@pytest.mark.parametrize(
    ("object_", "values", "code", "says"),
    [
        ("Lead", {"LastName": "Berg"}, "REQUIRED_FIELD_MISSING", "Required fields are missing: [Company]"),
        ("Lead", {"foo": 1}, "INVALID_FIELD", "No such column 'foo' on sobject of type Lead"),
        ("Lead", {"CreatedDate": "2026-01-01"}, "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: CreatedDate. Please check the security settings"),
        ("Lead", {"Is_Mailable__c": True}, "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: Is_Mailable__c."),
        ("Lead", {"Email": "no mail"}, "INVALID_EMAIL_ADDRESS", "Email: invalid email address: no mail"),
        ("Lead", {"Country": "x" * 81}, "STRING_TOO_LONG", f"Country: data value too large: {'x' * 81} (max length=80)"),
        ("Lead", {"Consent_Date__c": "yesterday"}, "JSON_PARSER_ERROR", "Cannot deserialize instance of datetime from VALUE_STRING value yesterday"),
        ("Lead", {"Annual_Valve_Spend__c": "much"}, "JSON_PARSER_ERROR", "Cannot deserialize instance of currency from VALUE_STRING value much"),
        ("Lead", {"HasOptedOutOfEmail": "maybe"}, "JSON_PARSER_ERROR", "Cannot deserialize instance of boolean"),
        ("Lead", {"Distributor__c": "001000000000000AAA"}, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"),
        ("Lead", {"Distributor__c": "x"}, "MALFORMED_ID", "Distributor: id value of incorrect type: x"),
        ("PermissionSet", {"Name": "X", "Label": "X"}, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "entity type cannot be written here: PermissionSet"),
    ],
)  # fmt: skip
def test_a_record_is_refused_and_nothing_is_changed(shared, object_, values, code, says):
    before = shared.log()
    status, found, message = shared.ask("POST", f"{V}/sobjects/{object_}", values).refusal
    assert (status, found) == (400, code)
    assert message.startswith(says)
    assert shared.log() == before


def test_values_of_a_restricted_list_are_the_only_ones(org):
    wrong = org.ask("POST", f"{V}/sobjects/Contact", {"LastName": "Berg", "Consent_Basis__c": "Telepathy"})
    values = [
        one["value"]
        for field in org.get(f"{V}/sobjects/Contact/describe").json["fields"]
        if field["name"] == "Consent_Basis__c"
        for one in field["picklistValues"]
    ]
    assert wrong.refusal == (
        400,
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
        "Consent basis: bad value for restricted picklist field: Telepathy",
    )
    assert org.create("Contact", LastName="Berg", Consent_Basis__c=values[0])


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_a_record_that_is_not_there_is_not_found(shared, method):
    body = {} if method == "PATCH" else None
    assert shared.ask(method, f"{V}/sobjects/Lead/00Q5g000000zzzzAAA", body).refusal[:2] == (404, "NOT_FOUND")
    missing = shared.ask(method, f"{V}/sobjects/Lead/none", body).refusal
    assert missing == (404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: none")


def test_a_body_that_is_no_record_is_refused(shared):
    assert shared.ask("POST", f"{V}/sobjects/Lead", b"{").refusal[:2] == (400, "JSON_PARSER_ERROR")
    assert shared.ask("POST", f"{V}/sobjects/Lead", [1]).refusal[:2] == (400, "JSON_PARSER_ERROR")
    assert shared.ask("POST", f"{V}/sobjects/Nope__c", {}).refusal[:2] == (404, "NOT_FOUND")


def test_without_a_session_nothing_is_answered(shared):
    got = shared.ask("GET", f"{V}/sobjects/Lead/describe", headers={"authorization": "Bearer 00D!x"})
    assert got.refusal == (401, "INVALID_SESSION_ID", "Session expired or invalid")


# Several at once


def test_several_records_are_written_each_for_itself(bare):
    body = {
        "allOrNone": False,
        "records": [{"attributes": {"type": "Account"}, "Name": "A"}, {"attributes": {"type": "Account"}, "Nope": 1}],
    }
    first, second = bare.ask("POST", f"{V}/composite/sobjects", body).json
    assert (first["success"], second["success"], second["errors"][0]["statusCode"]) == (True, False, "INVALID_FIELD")
    assert bare.query("SELECT COUNT() FROM Account").json["totalSize"] == 1


def test_all_or_none_of_several(bare):
    body = {"allOrNone": True, "records": [{"attributes": {"type": "Account"}, "Name": "A"}, {"attributes": {"type": "Account"}}]}
    results = bare.ask("POST", f"{V}/composite/sobjects", body).json
    assert [one["errors"][0]["statusCode"] for one in results] == ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "REQUIRED_FIELD_MISSING"]
    assert (bare.query("SELECT COUNT() FROM Account").json["totalSize"], bare.log()) == (0, [])


def test_several_are_changed_and_deleted_by_their_ids(bare):
    ids = [bare.create("Account", Name=name) for name in "AB"]
    body = {"records": [{"attributes": {"type": "Account"}, "Id": one, "Name": "C"} for one in ids]}
    assert all(one["success"] for one in bare.ask("PATCH", f"{V}/composite/sobjects", body).json)
    assert bare.rows("SELECT Name FROM Account") == [{"Name": "C"}, {"Name": "C"}]
    results = bare.ask("DELETE", f"{V}/composite/sobjects?ids={ids[0]},0015g00000zzzzzAAA").json
    assert [one["success"] for one in results] == [True, False]
    assert [what for kind, what in bare.log() if kind == "delete"] == [f"Account/{ids[0]}"]


# Pages


def test_a_long_answer_comes_in_pages(bare):
    with bare.state.transaction():
        for number in range(450):
            bare.state.write_record("Account", {"Id": f"0015g{number:010d}AAA", "Name": f"A{number:03d}"})
    asked = {"Sforce-Query-Options": "batchSize=200"}
    first = bare.ask("GET", f"{V}/query?q=SELECT+Name+FROM+Account+ORDER+BY+Name", headers=asked).json
    assert (first["totalSize"], first["done"], len(first["records"])) == (450, False, 200)
    second = bare.ask("GET", first["nextRecordsUrl"], headers=asked).json
    third = bare.ask("GET", second["nextRecordsUrl"], headers=asked).json
    assert (third["done"], len(third["records"]), third["records"][-1]["Name"], "nextRecordsUrl" in third) == (True, 50, "A449", False)


def test_a_page_is_of_who_asked_for_it_and_was_given(bare):
    assert bare.get(f"{V}/query/0r85g0000000001AAA-200").refusal == (400, "INVALID_QUERY_LOCATOR", "invalid query locator")
    assert bare.get(f"{V}/query/nonsense").refusal[:2] == (400, "INVALID_QUERY_LOCATOR")


# Lag


def test_a_read_is_as_late_as_the_knob_says_and_a_rule_never_is(tmp_path):
    org = Org(tmp_path, source=None, lag=5)
    id_ = org.create("Account", Name="A")
    assert org.rows("SELECT Id FROM Account") == []
    assert org.get(f"{V}/sobjects/Account/{id_}").status == 404
    assert org.ask("PATCH", f"{V}/sobjects/Account/{id_}", {"Name": "B"}).status == 204
    org.clock.time += 5
    assert org.rows("SELECT Name FROM Account") == [{"Name": "B"}]
    org.ask("DELETE", f"{V}/sobjects/Account/{id_}")
    assert org.rows("SELECT Name FROM Account") == [{"Name": "B"}]
    assert org.ask("DELETE", f"{V}/sobjects/Account/{id_}").refusal == (404, "ENTITY_IS_DELETED", "entity is deleted")


# Assignments


def test_a_set_is_assigned_once(org):
    values = {"AssigneeId": user(org), "PermissionSetId": set_id(org, "Marketing_Reader")}
    id_ = org.create("PermissionSetAssignment", **values)
    status, code, says = org.ask("POST", f"{V}/sobjects/PermissionSetAssignment", values).refusal
    assert (status, code) == (400, "DUPLICATE_VALUE")
    assert (
        says
        == f"Duplicate PermissionSetAssignment.  Assignee: {values['AssigneeId'][:15]}; Permission Set: {values['PermissionSetId'][:15]}"
    )
    assert org.log() == [("assign", f"PermissionSetAssignment/{MARKETO}/Marketing_Reader")]
    assert org.ask("DELETE", f"{V}/sobjects/PermissionSetAssignment/{id_}").status == 204
    assert org.log()[1:] == [("unassign", f"PermissionSetAssignment/{MARKETO}/Marketing_Reader")]
    assert org.create("PermissionSetAssignment", **values) != id_


@pytest.mark.real_orgs
def test_the_second_assignment_is_refused_as_an_org_was_recorded_to_do(org, real_data):
    recorded = json.loads(
        (real_data / "salesforce-describe/amp-metadata-api/test/metadata/write/err-duplicate-permission-assignment.json").read_text()
    )
    values = {"AssigneeId": user(org), "PermissionSetId": set_id(org, "Marketing_Reader")}
    org.create("PermissionSetAssignment", **values)
    [ours], [theirs] = org.ask("POST", f"{V}/sobjects/PermissionSetAssignment", values).json, recorded
    assert ours.keys() == theirs.keys()
    assert (ours["errorCode"], ours["fields"]) == (theirs["errorCode"], theirs["fields"])
    assert ours["message"].replace(values["AssigneeId"][:15], "U").replace(values["PermissionSetId"][:15], "P") == theirs[
        "message"
    ].replace("005ak000005hvjJ", "U").replace("0PSak00000M9uBB", "P")


def test_the_set_of_a_profile_is_assigned_to_its_users_and_to_nobody_by_hand(org):
    rows = org.rows(
        f"SELECT PermissionSet.IsOwnedByProfile, PermissionSet.Profile.Name, PermissionSetId FROM PermissionSetAssignment WHERE Assignee.Username = '{MARKETO}'"
    )
    [row] = rows
    assert (row["PermissionSet"]["IsOwnedByProfile"], row["PermissionSet"]["Profile"]["Name"]) == (
        True,
        "Minimum Access - API Only Integrations",
    )
    body = {"AssigneeId": org.admin, "PermissionSetId": row["PermissionSetId"]}
    assert org.ask("POST", f"{V}/sobjects/PermissionSetAssignment", body).refusal[:2] == (400, "INVALID_CROSS_REFERENCE_KEY")


def test_a_group_is_assigned_once_it_is_recalculated(tmp_path):
    from syncwright.sandbox.salesforce.groups import recalculate

    org = Org(tmp_path, group_seconds=30)
    recalculate(org.state, "Inside_Sales")
    [group] = org.rows("SELECT Id, Status FROM PermissionSetGroup WHERE DeveloperName = 'Inside_Sales'")
    body = {"AssigneeId": user(org), "PermissionSetGroupId": group["Id"]}
    assert group["Status"] == "Updating"
    assert org.ask("POST", f"{V}/sobjects/PermissionSetAssignment", body).refusal == (
        400,
        "INVALID_CROSS_REFERENCE_KEY",
        'You can only assign users to permission set groups that have the "Updated" status.',
    )
    org.clock.time += 30
    assert org.rows("SELECT Status FROM PermissionSetGroup WHERE DeveloperName = 'Inside_Sales'") == [{"Status": "Updated"}]
    org.create("PermissionSetAssignment", **body)
    [row] = org.rows(
        "SELECT PermissionSetGroup.DeveloperName, PermissionSet.Type FROM PermissionSetAssignment WHERE PermissionSetGroupId != null"
    )
    assert (row["PermissionSetGroup"]["DeveloperName"], row["PermissionSet"]["Type"]) == ("Inside_Sales", "Group")
    assert org.log() == [("assign", f"PermissionSetAssignment/{MARKETO}/Inside_Sales")]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "REQUIRED_FIELD_MISSING"),
        ({"AssigneeId": "0055g0000000000AAA"}, "INVALID_CROSS_REFERENCE_KEY"),
        ({"AssigneeId": None, "PermissionSetId": "0PS5g0000000000AAA"}, "INVALID_CROSS_REFERENCE_KEY"),
    ],
)
def test_an_assignment_needs_a_user_and_a_set_that_are_there(shared, values, code):
    assert shared.ask("POST", f"{V}/sobjects/PermissionSetAssignment", values).refusal[:2] == (400, code)


def test_a_user_without_a_set_is_no_assignment(shared):
    got = shared.ask("POST", f"{V}/sobjects/PermissionSetAssignment", {"AssigneeId": user(shared)}).refusal
    assert got == (400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [PermissionSetId]")


def test_a_licence_for_sets_is_assigned_once(org):
    [licence] = org.rows("SELECT Id FROM PermissionSetLicense WHERE MasterLabel = 'Salesforce API Integration'")
    values = {"AssigneeId": user(org), "PermissionSetLicenseId": licence["Id"]}
    org.create("PermissionSetLicenseAssign", **values)
    assert org.ask("POST", f"{V}/sobjects/PermissionSetLicenseAssign", values).refusal[:2] == (400, "DUPLICATE_VALUE")
    assert (
        org.rows("SELECT PermissionSetLicense.MasterLabel FROM PermissionSetLicenseAssign")[0]["PermissionSetLicense"]["MasterLabel"]
        == "Salesforce API Integration"
    )
    assert org.log() == [("assign", f"PermissionSetLicenseAssign/{MARKETO}/SalesforceAPIIntegrationPsl")]


def test_a_flag_of_a_user_is_set(org):
    id_ = user(org)
    soql = f"SELECT UserPermissionsMarketingUser FROM User WHERE Username = '{MARKETO}'"
    assert org.rows(soql) == [{"UserPermissionsMarketingUser": False}]
    assert org.ask("PATCH", f"{V}/sobjects/User/{id_}", {"UserPermissionsMarketingUser": True}).status == 204
    assert org.rows(soql) == [{"UserPermissionsMarketingUser": True}]
    assert org.log() == [("update", f"User/{id_}")]


# What a deploy made


def test_permission_sets_are_what_was_deployed(shared):
    [row] = shared.rows("SELECT Label, PermissionsConvertLeads, PermissionsApiEnabled FROM PermissionSet WHERE Name = 'Sales_Assistant'")
    assert row["PermissionsConvertLeads"] in (True, False)
    objects = shared.rows(
        "SELECT SobjectType, PermissionsRead, PermissionsEdit FROM ObjectPermissions WHERE Parent.Name = 'Marketing_Reader' ORDER BY SobjectType"
    )
    assert objects == [
        {"SobjectType": "Campaign", "PermissionsRead": True, "PermissionsEdit": False},
        {"SobjectType": "Lead", "PermissionsRead": True, "PermissionsEdit": False},
    ]
    fields = shared.rows(
        "SELECT Field FROM FieldPermissions WHERE Parent.Name = 'Marketing_Reader' AND PermissionsRead = true ORDER BY Field"
    )
    assert [one["Field"] for one in fields] == ["Campaign.Cost_Centre__c", "Lead.mkto71_Lead_Score__c"]


def test_members_of_a_group_are_rows(shared):
    rows = shared.rows(
        "SELECT PermissionSet.Name FROM PermissionSetGroupComponent WHERE PermissionSetGroup.DeveloperName = 'Inside_Sales' AND PermissionSetId IN (SELECT Id FROM PermissionSet)"
    )
    source = (shared_source() / "permissionsetgroups/Inside_Sales.permissionsetgroup-meta.xml").read_text("utf-8")
    assert rows
    assert all(f"<permissionSets>{one['PermissionSet']['Name']}</permissionSets>" in source for one in rows)


def shared_source():
    from sandbox_org import MERIDIAN

    return MERIDIAN / "force-app/main/default"


def test_what_is_written_directly_into_the_file_is_seen(org):
    import sqlite3
    from contextlib import closing

    assert org.query("SELECT New__c FROM Lead").status == 400
    with closing(sqlite3.connect(org.state.path, isolation_level=None)) as other:
        body = "<label>New</label><length>20</length><type>Text</type>"
        other.execute("INSERT INTO components VALUES ('CustomField', 'Lead.New__c', '00N5g00000ZZZZZAAA', ?, 'x', 0, 'x', 0)", (body,))
    assert org.query("SELECT New__c FROM Lead").status == 200


# What is worked out


def test_formulas_are_worked_out_and_can_be_asked_for(org):
    for number, email in enumerate(("anna@rotor.example", None)):
        org.create("Lead", LastName=f"L{number}", Company="Rotor", Email=email, Consent_Basis__c="Consent")
    soql = "SELECT Email_Domain__c, Is_Mailable__c, Days_Since_Enquiry__c FROM Lead"
    org.clock.time += 86_400 * 2
    assert org.rows(f"{soql} WHERE Is_Mailable__c = true") == [
        {"Email_Domain__c": "rotor.example", "Is_Mailable__c": True, "Days_Since_Enquiry__c": 2.0}
    ]
    assert org.rows(f"{soql} WHERE Is_Mailable__c = false") == [
        {"Email_Domain__c": None, "Is_Mailable__c": False, "Days_Since_Enquiry__c": 2.0}
    ]


def test_a_formula_over_a_formula_and_over_a_parent(bare):
    def made(name, type_, formula):
        body = f"<formula>{formula}</formula><formulaTreatBlanksAs>BlankAsZero</formulaTreatBlanksAs><label>F</label><scale>1</scale><type>{type_}</type>"
        bare.state.write_component("CustomField", f"Contact.{name}", body, "", "00N")

    made("Large__c", "Checkbox", "Account.NumberOfEmployees &gt; 10")
    made("Word__c", "Text", "IF(Large__c, &quot;large&quot;, &quot;&quot;)")
    made("Share__c", "Percent", "Account.NumberOfEmployees / 80")
    made("Failed__c", "Number", "1 / Account.AnnualRevenue")
    made("Unknown__c", "Checkbox", "$Setup.Switches__c.On__c")
    account = bare.create("Account", Name="Rotor", NumberOfEmployees=20)
    bare.create("Contact", LastName="Berg", AccountId=account)
    assert bare.rows("SELECT Large__c, Word__c, Share__c, Failed__c, Unknown__c FROM Contact") == [
        {"Large__c": True, "Word__c": "large", "Share__c": 25.0, "Failed__c": None, "Unknown__c": False}
    ]
    bare.create("Contact", LastName="Alone")
    assert bare.rows("SELECT Large__c, Word__c, Share__c FROM Contact WHERE LastName = 'Alone'") == [
        {"Large__c": False, "Word__c": None, "Share__c": 0.0}
    ]


def test_a_user_asks_what_they_may_do(org):
    soql = "SELECT PermissionsApiEnabled, PermissionsModifyAllData FROM UserPermissionAccess"
    assert org.rows(soql) == [{"PermissionsApiEnabled": True, "PermissionsModifyAllData": True}]
    org.token = org.state.open_session(user(org))
    assert org.rows(soql) == [{"PermissionsApiEnabled": False, "PermissionsModifyAllData": False}]
    assert org.query("SELECT PermissionsNope FROM UserPermissionAccess").refusal[:2] == (400, "INVALID_FIELD")
