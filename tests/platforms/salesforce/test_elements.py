"""Everything that a permission set can hold is granted, and what a user's set is called, labelled and licensed as."""

import pytest

from small_estate import FILES, clean, compiled, found, permission_set, rows, told, user, xml
from syncwright.inventory.access import ELEMENTS
from syncwright.platforms.salesforce.elements import ATTRIBUTES

#: What is granted as a whole: our word, the element, the child that names the thing, the child that says yes. Salesforce's WSDL, v67.
WHOLE = [
    ("agents", "agentAccesses", "agentName", "enabled"),
    ("apps", "applicationVisibilities", "application", "visible"),
    ("classes", "classAccesses", "apexClass", "enabled"),
    ("computing_summaries", "genComputingSummaryDefAccesses", "configName", "enabled"),
    ("custom_permissions", "customPermissions", "name", "enabled"),
    ("custom_settings", "customSettingAccesses", "name", "enabled"),
    ("email_routing_addresses", "emailRoutingAddressAccesses", "name", "enabled"),
    ("external_credentials", "externalCredentialPrincipalAccesses", "externalCredentialPrincipal", "enabled"),
    ("external_data_sources", "externalDataSourceAccesses", "externalDataSource", "enabled"),
    ("flows", "flowAccesses", "flow", "enabled"),
    ("metadata_types", "customMetadataTypeAccesses", "name", "enabled"),
    ("pages", "pageAccesses", "apexPage", "enabled"),
    ("record_types", "recordTypeVisibilities", "recordType", "visible"),
    ("service_presence_statuses", "servicePresenceStatusAccesses", "servicePresenceStatus", "enabled"),
]


def version(number: int) -> dict[str, str]:
    return {"estate.yaml": FILES["estate.yaml"].replace("enterprise", f"enterprise, api_version: {number}.0")}


@pytest.mark.parametrize(("kind", "element", "name", "flag"), WHOLE)
def test_a_grant_of_every_kind_is_a_row(kind, element, name, flag):
    one = permission_set(clean(user(f"{kind}: {{b__C: {{why: w}}, A: {{why: v}}}}")))
    assert one.attributes[kind] == {"A": "yes", "b__C": "yes"}
    assert [reason.why for reason in one.because[kind]["A"]] == ["v"]
    assert rows(xml(one))[element] == [{name: "A", flag: "true"}, {name: "b__C", flag: "true"}]


def test_the_cases_above_and_those_with_flags_of_their_own_are_all_there_are():
    assert {kind for kind, *_ in WHOLE} | {"objects", "fields", "permissions", "tabs"} == {element.kind for element in ELEMENTS}


def test_a_tab_is_shown_or_can_be_added():
    one = permission_set(clean(user("tabs: {standard-Lead: {why: w}, Device__c: {visibility: available, why: w}}")))
    assert one.attributes["tabs"] == {"Device__c": "available", "standard-Lead": "visible"}
    assert rows(xml(one))["tabSettings"] == [
        {"tab": "Device__c", "visibility": "Available"},
        {"tab": "standard-Lead", "visibility": "Visible"},
    ]


def test_a_row_without_a_reason_has_that_of_all_grants():
    one = permission_set(clean(user("why: for all, classes: {A: , B: {why: its own}}")))
    assert [one.because["classes"][name][0].why for name in ("A", "B")] == ["for all", "its own"]


def test_a_set_says_of_every_kind_what_it_grants_even_if_nothing():
    attributes = permission_set(clean({})).attributes
    assert {"label", "description", "license", "activation_required", *ATTRIBUTES.values()} == attributes.keys()
    assert {name for name in ATTRIBUTES.values() if attributes[name]} == {"user_permissions"}


def test_names_that_xml_would_misread_are_escaped():
    one = permission_set(clean(user('external_credentials: {"A&B-<C>": {why: w}}')))
    assert rows(xml(one))["externalCredentialPrincipalAccesses"] == [{"externalCredentialPrincipal": "A&B-<C>", "enabled": "true"}]


# ------------------------------------------------------------------ all fields of an object


def test_seeing_all_fields_is_said_only_where_it_is_so():
    files = user("objects: {Loose__c: {access: view-all-fields, why: w}, Lead: {access: read, why: w}}")
    compilation = compiled(files)
    assert found(compilation) == [("SFC612", "users/marketo-sync.yaml:3:20")], told(compilation)
    lead, loose = rows(xml(permission_set(compilation)))["objectPermissions"]
    assert "viewAllFields" not in lead
    assert (loose["viewAllFields"], loose["allowRead"], loose["allowEdit"]) == ("true", "true", "false")


@pytest.mark.parametrize(("number", "rules"), [(62, ["SFC612", "SFC613"]), (63, ["SFC612"]), (67, ["SFC612"])])
def test_seeing_all_fields_came_with_version_63(number, rules):
    compilation = compiled({**version(number), **user("objects: {Loose__c: {access: view-all-fields, why: w}}")})
    assert [rule for rule, _ in found(compilation)] == rules


#: First version with each kind of row: PermissionSet in the Metadata API Developer Guide.
SINCE = {
    "agents": 63,
    "computing_summaries": 66,
    "custom_settings": 47,
    "email_routing_addresses": 62,
    "external_credentials": 59,
    "flows": 47,
    "metadata_types": 47,
    "service_presence_statuses": 64,
}


@pytest.mark.parametrize(("kind", "since"), SINCE.items())
def test_a_kind_of_rows_that_came_later_is_one_finding_in_an_older_version(kind, since):
    grants = user(f"{kind}: {{A: {{why: w}}, B: {{why: w}}}}")
    assert found(compiled({**version(since), **grants})) == []
    compilation = compiled({**version(since - 1), **grants})
    assert [(one.rule.id, one.severity) for one in compilation.diagnostics] == [("SFC613", "error")], told(compilation)
    assert f"API version {since - 1}.0" in compilation.diagnostics[0].message
    assert f"api_version: {since}.0" in compilation.diagnostics[0].help
    assert [one.path for one in compilation.diagnostics[0].related] == ["specs/estate.yaml"]


@pytest.mark.parametrize("kind", sorted({kind for kind, *_ in WHOLE} - SINCE.keys()))
def test_the_other_kinds_are_as_old_as_what_we_write(kind):
    assert found(compiled({**version(40), **user(f"{kind}: {{A: {{why: w}}}}")})) == []


# ------------------------------------------------------------------ the set itself

CALLED = (
    "permission_set: {name: Old_Set, label: Old set, description: By hand since 2019, license: Salesforce, activation_required: true}\n"
)


def test_a_set_is_called_labelled_and_licensed_as_its_user_says():
    one = permission_set(clean(user(more=CALLED)), "Old_Set")
    assert one.address == "salesforce.permission_set/Old_Set"
    said = rows(xml(one))
    assert {name: said[name][0][""] for name in ("label", "description", "license", "hasActivationRequired")} == {
        "label": "Old set",
        "description": "By hand since 2019",
        "license": "Salesforce",
        "hasActivationRequired": "true",
    }


def test_a_set_that_is_only_named_otherwise_is_labelled_after_its_name():
    said = rows(xml(permission_set(clean(user(more="permission_set: {name: Old_Set}\n")), "Old_Set")))
    assert said["label"] == [{"": "Old Set"}]
    assert "license" not in said and "hasActivationRequired" not in said


def test_two_users_that_name_one_set_are_a_finding():
    files = {**user("why: w", more="permission_set: {name: A}\n"), **user("why: w", name="other", more="permission_set: {name: A}\n")}
    assert ("SFC607", "users/other.yaml:3:24") in found(compiled(files))
