"""What is refused of a package before the org is asked: what it is, what it names, how large it is."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from sandbox_packages import deploy, ended, fields, manifest, permission_set, read_row, refusals, xml, zipped
from syncwright.sandbox.salesforce import deploys, package
from syncwright.sandbox.salesforce.deploys import NotTaken

TEXT = "<label>X</label><length>40</length><type>Text</type>"
SET = permission_set(read_row("Lead.Email"))


def sent(state, data: bytes, **options) -> dict:
    return ended(state, deploys.take_on(state, state.setting("admin"), data, {"singlePackage": True, **options}))


def test_what_is_named_has_to_be_there(org):
    files = {**SET, "package.xml": manifest({"PermissionSet": ["Robot", "Other"]})}
    says = "An object 'Other' of type PermissionSet was named in package.xml, but was not found in zipped directory"
    assert refusals(deploy(org, files)) == [says]
    assert deploy(org, files, allowMissingFiles=True)["success"]


def test_what_is_there_has_to_be_named(org):
    files = {**SET, "package.xml": manifest({})}
    assert refusals(deploy(org, files)) == ["Not in package.xml"]
    assert deploy(org, {**SET, "package.xml": manifest({"PermissionSet": ["*"]})})["success"]


def test_a_field_is_named_by_itself_or_with_its_object(org):
    files = fields({"X__c": TEXT, "Y__c": TEXT})
    assert refusals(deploy(org, {**files, "package.xml": manifest({"CustomField": ["Lead.X__c"]})})) == ["Not in package.xml"]
    assert deploy(org, {**files, "package.xml": manifest({"CustomObject": ["Lead"]})})["success"]


def test_without_a_package_xml_there_is_no_package(org):
    assert refusals(deploy(org, {"permissionsets/Robot.permissionset": SET["permissionsets/Robot.permissionset"]})) == [
        "No package.xml found"
    ]


def test_a_package_lies_at_the_root_or_in_a_folder_and_that_is_said(org):
    nested = {f"unpackaged/{path}": data for path, data in SET.items()}
    assert refusals(deploy(org, nested)) == ["No package.xml found"]
    assert deploy(org, nested, singlePackage=False)["success"]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"package.xml": manifest({"Nothing": ["X"]})}, "Unknown type name 'Nothing' specified in package.xml"),
        ({"package.xml": manifest({}, "68.0")}, "Invalid version specified: 68.0"),
        ({"package.xml": manifest({}, "new")}, "Invalid version specified: new"),
        ({"package.xml": manifest({}), "nothing/X.nothing": b""}, "Unknown file type"),
        ({"package.xml": manifest({}), "permissionsets/X.permissionset-meta.xml": b""}, "Unknown file type"),
        ({"package.xml": b"<Package>"}, "Error parsing file: no element found"),
        (
            {**SET, "permissionsets/Robot.permissionset": xml("Profile", "")},
            "Error parsing file: Element Profile is not the root of a PermissionSet",
        ),
        (
            {**SET, "permissionsets/Robot.permissionset": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'},
            "Error parsing file: a document type is not read",
        ),
    ],
)
def test_a_package_that_is_none(org, files, says):
    assert refusals(deploy(org, files)) == [says]


@pytest.mark.parametrize("name", ["../evil.permissionset", "/etc/passwd", "permissionsets/../../evil", "a\\..\\b"])
def test_a_zip_stays_inside_of_itself(org, name):
    result = deploy(org, {**SET, name: b""})
    assert (result["status"], result["errorStatusCode"]) == ("Failed", "INVALID_ZIP") and name in result["errorMessage"]


def test_what_is_no_zip_is_refused(org):
    result = sent(org, b"no zip")
    assert (result["status"], result["errorStatusCode"]) == ("Failed", "INVALID_ZIP")
    assert sent(org, zipped(SET)[:-30])["errorStatusCode"] == "INVALID_ZIP"


def test_a_zip_has_ten_thousand_files_at_most(org, monkeypatch):
    monkeypatch.setattr(package, "MOST_FILES", 2)
    assert deploy(org, SET)["success"]
    result = deploy(org, {**SET, "permissionsets/More.permissionset": b""})
    assert result["errorMessage"] == "Maximum number of files (2) in the zip file exceeded: 3"


def test_a_bomb_is_not_unpacked(org, monkeypatch):
    monkeypatch.setattr(package, "MOST_UNZIPPED", 100_000)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("package.xml", b"0" * 100_001)
    assert sent(org, out.getvalue())["errorStatusCode"] == "LIMIT_EXCEEDED"
    # One that says less than it holds: the size in the directory at the end is made smaller.
    lying = out.getvalue().replace((100_001).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert sent(org, lying)["errorStatusCode"] == "INVALID_ZIP"


def test_a_zip_has_39_megabytes_at_most(org, monkeypatch):
    monkeypatch.setattr(deploys, "MOST_ZIPPED", len(zipped(SET)) - 1)
    with pytest.raises(NotTaken, match="Maximum size of request reached"):
        deploy(org, SET)


def test_the_same_component_is_there_once(org):
    files = fields({"X__c": TEXT})
    files["objects/Lead.object"] = xml("CustomObject", f"<fields><fullName>X__c</fullName>{TEXT}</fields>" * 2)
    assert refusals(deploy(org, files)) == ["Lead.X__c is there twice"]
