"""What a permission set's file says: read back by somebody else it is the resource, in the order in which Salesforce retrieves it."""

import itertools
import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_estate import FILES, NAMESPACE, clean, compiled, permission_set, rows, spec, user, xml
from syncwright.resource import Resource

NAME = st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,8}(__c)?", fullmatch=True)
ACCESS = ["create", "delete", "edit", "modify-all", "read", "view-all", "view-all-fields"]
ACCESSES = st.lists(st.sampled_from(ACCESS), min_size=1, unique=True).map(lambda them: " ".join(sorted(them)))
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=40)

#: What is granted as a whole: our word, the element, its children in order, and which of them names the thing. Salesforce's WSDL, v67.
WHOLE = {
    "agents": ("agentAccesses", ["agentName", "enabled"], "agentName"),
    "apps": ("applicationVisibilities", ["application", "visible"], "application"),
    "classes": ("classAccesses", ["apexClass", "enabled"], "apexClass"),
    "metadata_types": ("customMetadataTypeAccesses", ["enabled", "name"], "name"),
    "custom_permissions": ("customPermissions", ["enabled", "name"], "name"),
    "custom_settings": ("customSettingAccesses", ["enabled", "name"], "name"),
    "email_routing_addresses": ("emailRoutingAddressAccesses", ["enabled", "name"], "name"),
    "external_credentials": (
        "externalCredentialPrincipalAccesses",
        ["enabled", "externalCredentialPrincipal"],
        "externalCredentialPrincipal",
    ),
    "external_data_sources": ("externalDataSourceAccesses", ["enabled", "externalDataSource"], "externalDataSource"),
    "flows": ("flowAccesses", ["enabled", "flow"], "flow"),
    "computing_summaries": ("genComputingSummaryDefAccesses", ["configName", "enabled"], "configName"),
    "pages": ("pageAccesses", ["apexPage", "enabled"], "apexPage"),
    "record_types": ("recordTypeVisibilities", ["recordType", "visible"], "recordType"),
    "service_presence_statuses": ("servicePresenceStatusAccesses", ["enabled", "servicePresenceStatus"], "servicePresenceStatus"),
    "user_permissions": ("userPermissions", ["enabled", "name"], "name"),
}
#: The children of a permission set in the order of Salesforce's WSDL.
ORDER = (
    "agentAccesses applicationVisibilities classAccesses customMetadataTypeAccesses customPermissions customSettingAccesses description "
    "emailRoutingAddressAccesses externalCredentialPrincipalAccesses externalDataSourceAccesses fieldPermissions flowAccesses "
    "genComputingSummaryDefAccesses hasActivationRequired label license objectPermissions pageAccesses recordTypeVisibilities "
    "servicePresenceStatusAccesses tabSettings userPermissions"
).split()
OBJECT = ["allowCreate", "allowDelete", "allowEdit", "allowRead", "modifyAllRecords", "object", "viewAllRecords"]
CHILDREN = {
    "fieldPermissions": ["editable", "field", "readable"],
    "tabSettings": ["tab", "visibility"],
    **{element: children for element, children, _ in WHOLE.values()},
}
ELEMENT = dict(
    zip(
        ACCESS,
        ["allowCreate", "allowDelete", "allowEdit", "modifyAllRecords", "allowRead", "viewAllRecords", "viewAllFields"],
        strict=True,
    )
)


def resource(label="A", description="B", objects=(), fields=(), permissions=(), tabs=(), license_="", activation="false", **others):
    whole = {kind: dict.fromkeys(sorted(others.get(kind, ())), "yes") for kind in WHOLE}
    attributes = {
        "label": label,
        "description": description,
        "license": license_,
        "activation_required": activation,
        **whole,
        "object_permissions": dict(sorted(dict(objects).items())),
        "field_permissions": dict(sorted(dict(fields).items())),
        "user_permissions": dict.fromkeys(sorted(permissions), "yes"),
        "tabs": dict(sorted(dict(tabs).items())),
    }
    return Resource("salesforce.permission_set/A", attributes, {})


RESOURCE = st.builds(
    resource,
    TEXT,
    TEXT,
    st.dictionaries(NAME, ACCESSES, max_size=4),
    st.dictionaries(st.tuples(NAME, NAME).map(".".join), st.sampled_from(["read", "edit"]), max_size=6),
    st.sets(NAME, max_size=4),
    st.dictionaries(TEXT, st.sampled_from(["visible", "available"]), max_size=3),
    st.just("") | TEXT,
    st.sampled_from(["true", "false"]),
    **{kind: st.sets(TEXT, max_size=3) for kind in WHOLE if kind != "user_permissions"},
)


def read_back(data: bytes) -> Resource:
    """The resource in a file, by ElementTree."""
    said = rows(data)
    objects = {
        row["object"]: " ".join(access for access, element in sorted(ELEMENT.items()) if row.get(element) == "true")
        for row in said.get("objectPermissions", [])
    }
    fields = {row["field"]: "edit" if row["editable"] == "true" else "read" for row in said.get("fieldPermissions", [])}
    tabs = {row["tab"]: row["visibility"].lower() for row in said.get("tabSettings", [])}
    whole = {
        kind: [row[name] for row in said.get(element, []) if row[next(child for child in children if child != name)] == "true"]
        for kind, (element, children, name) in WHOLE.items()
    }
    permissions = whole.pop("user_permissions")
    [label], [description] = said["label"], said["description"]
    license_ = said.get("license", [{"": ""}])[0][""]
    activation = said.get("hasActivationRequired", [{"": "false"}])[0][""]
    return resource(label[""], description[""], objects, fields, permissions, tabs, license_, activation, **whole)


@settings(max_examples=40)
@given(RESOURCE)
def test_the_file_read_back_is_the_resource(one):
    assert read_back(xml(one)) == one


@settings(max_examples=40)
@given(RESOURCE)
def test_elements_stand_in_the_order_of_the_wsdl_and_repeats_side_by_side(one):
    root = ElementTree.fromstring(xml(one))
    tags = [child.tag.removeprefix(NAMESPACE) for child in root]
    assert tags == sorted(tags, key=ORDER.index)
    assert len(list(itertools.groupby(tags))) == len(set(tags))
    for child in root:
        tag, children = child.tag.removeprefix(NAMESPACE), [each.tag.removeprefix(NAMESPACE) for each in child]
        assert children in (
            [OBJECT, OBJECT[:-1] + ["viewAllFields", "viewAllRecords"]] if tag == "objectPermissions" else [CHILDREN.get(tag, [])]
        )


@settings(max_examples=40)
@given(RESOURCE)
def test_rows_are_sorted_and_never_all_false(one):
    said = rows(xml(one))
    named = [(element, name) for element, _, name in WHOLE.values()]
    for element, name in (("fieldPermissions", "field"), ("objectPermissions", "object"), ("tabSettings", "tab"), *named):
        names = [row[name] for row in said.get(element, [])]
        assert names == sorted(set(names))
    assert all("true" in row.values() for tag, rows_ in said.items() for row in rows_ if len(row) > 1 and tag != "tabSettings")
    assert all(row["viewAllFields"] == "true" for row in said.get("objectPermissions", []) if "viewAllFields" in row)
    assert all(row["readable"] == "true" for row in said.get("fieldPermissions", []))


@pytest.mark.parametrize(
    "text",
    [
        "a & b",
        "a < b > c",
        "]]>",
        "<!-- -->",
        "&amp;",
        '"quoted"',
        "it's",
        "Größe",
        "日本語",
        "😀",
        "tab\tnew\nline",
        "  edges  ",
        "<![CDATA[x]]>",
        "\u2028",
    ],
)
def test_hostile_text_reads_back_as_it_was(text):
    said = rows(xml(resource(label=text, description=text)))
    assert (said["label"], said["description"]) == ([{"": text}], [{"": text}])


@pytest.mark.parametrize("text", ["\x00", "\x1b[31m", "\x0b", "\ud800", "\ufffe"])
def test_what_xml_cannot_hold_is_refused(text):
    with pytest.raises(ValueError, match="cannot stand in XML"):
        xml(resource(description=text))


def test_a_file_begins_and_ends_as_salesforces_do():
    data = xml(resource(fields={"Lead.Email": "edit"}))
    assert data.startswith(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">\n    <description>'
    )
    assert data.endswith(b"</PermissionSet>\n")
    assert b"\r" not in data and b"\t" not in data


def test_a_file_names_no_licence_and_no_page():
    data = xml(resource(objects={"Lead": "read"}, fields={"Lead.Email": "edit"}, permissions=["ApiEnabled"]))
    assert not re.search(rb"license|pageAccesses|classAccesses|tabSettings|viewAllFields|hasActivationRequired", data)


# ------------------------------------------------------------------ the project

LEAD = {"objects/lead.yaml": spec("Lead", {"Score__c": "sync: {marketo: two-way, ae: from-salesforce}"}, "marketo, ae")}
ROOM = "salesforce/force-app/main/default/permissionsets"


def files(compilation) -> dict[str, bytes]:
    return {one.path: one.data for one in compilation.artifacts() if one.path.startswith("salesforce/")}


def test_a_project_has_a_set_for_each_user_the_manifest_and_the_project_file():
    assert sorted(files(clean(LEAD))) == [
        f"{ROOM}/Ae_Integration.permissionset-meta.xml",
        f"{ROOM}/Marketo_Sync.permissionset-meta.xml",
        "salesforce/manifest/package.xml",
        "salesforce/sfdx-project.json",
    ]


def test_the_manifest_names_the_sets_in_order_and_the_api_version():
    root = ElementTree.fromstring(files(clean(LEAD))["salesforce/manifest/package.xml"])
    [types] = root.findall(f"{NAMESPACE}types")
    assert [(each.tag.removeprefix(NAMESPACE), each.text) for each in types] == [
        ("members", "Ae_Integration"),
        ("members", "Marketo_Sync"),
        ("name", "PermissionSet"),
    ]
    assert [each.tag.removeprefix(NAMESPACE) for each in root] == ["types", "version"]
    assert root.findtext(f"{NAMESPACE}version") == "67.0"


def test_without_a_set_the_manifest_is_empty_and_has_its_version():
    compilation = clean({"connectors/marketo.yaml": None})
    assert list(files(compilation)) == ["salesforce/manifest/package.xml", "salesforce/sfdx-project.json"]
    root = ElementTree.fromstring(files(compilation)["salesforce/manifest/package.xml"])
    assert [each.tag.removeprefix(NAMESPACE) for each in root] == ["version"]


@pytest.mark.parametrize("version", ["40.0", "66.0", "68.0"])
def test_the_api_version_of_the_estate_is_that_of_manifest_and_project(version):
    estate = FILES["estate.yaml"].replace("enterprise", f"enterprise, api_version: {version}")
    made = files(clean({**LEAD, "estate.yaml": estate}))
    assert json.loads(made["salesforce/sfdx-project.json"]) == {
        "packageDirectories": [{"default": True, "path": "force-app"}],
        "sourceApiVersion": version,
    }
    assert f"<version>{version}</version>".encode() in made["salesforce/manifest/package.xml"]


def test_each_file_names_the_spec_keys_that_it_comes_from():
    keys = {one.path: one.spec_keys() for one in clean({**LEAD, **user("permissions: {ConvertLeads: {why: w}}")}).artifacts()}
    assert keys[f"{ROOM}/Ae_Integration.permissionset-meta.xml"] == [
        "estate/tiny",
        "object/Lead",
        "object/Lead#Score__c",
        "sync_user/ae-integration",
    ]
    assert keys[f"{ROOM}/Marketo_Sync.permissionset-meta.xml"] == [
        "connector/marketo",
        "estate/tiny",
        "object/Lead",
        "object/Lead#Score__c",
        "sync_user/marketo-sync",
        "sync_user/marketo-sync#grants.permissions.ConvertLeads",
    ]
    assert keys["salesforce/sfdx-project.json"] == ["estate/tiny#salesforce.api_version"]


def test_the_file_of_an_estate_is_the_resource_too():
    compilation = compiled(
        {
            **LEAD,
            **user(
                "objects: {Account: {access: modify-all, why: w}}, permissions: {ConvertLeads: {why: w}}, why: w, classes: {A: , ns__B: }, tabs: {T: }"
            ),
        }
    )
    one = permission_set(compilation)
    assert read_back(files(compilation)[f"{ROOM}/Marketo_Sync.permissionset-meta.xml"]) == Resource(
        "salesforce.permission_set/A", one.attributes, {}
    )


def test_nothing_is_made_of_specs_with_errors():
    compilation = compiled({"objects/lead.yaml": spec("Led", {"Score__c": ""})})
    with pytest.raises(AssertionError, match="nothing is built"):
        list(compilation.artifacts())
