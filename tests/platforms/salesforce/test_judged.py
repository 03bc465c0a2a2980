"""What is generated, judged by Salesforce's own library, by its type declarations and by its schema: the example, and an estate with everything."""

import shutil

import pytest

from judges import xsd
from judges.metadata_types import unknown_elements, wrong_values
from judges.sdr import Component, convert
from small_estate import compiled, spec, told, user
from small_people import peopled, permission_set, profile
from syncwright.inventory.access import ELEMENTS

#: Every kind of row, under names that XML and file systems would rather not see.
OTHERS = ", ".join(
    f"{element.kind}: {{'A & B <c>': {{why: w}}, x: {{why: w}}}}"
    for element in ELEMENTS
    if element.kind not in ("objects", "fields", "permissions", "tabs")
)
EVERYTHING = (
    f"{OTHERS}, tabs: {{standard-Lead: {{why: w}}, 'T & U': {{visibility: available, why: w}}}}, permissions: {{ConvertLeads: {{why: w}}}}, "
    "objects: {Loose__c: {access: view-all-fields, why: w}, Lead: {access: [create, edit], why: w}}"
)
FILES = {
    **user(
        EVERYTHING,
        more=(
            "with: [Other]\ngroup: true\nprofile: {name: 'Custom: Sync (EU)', manage: true}\n"
            "permission_set: {name: Sync, label: 'Sync & <more>', description: of everything, license: Salesforce, activation_required: true}\n"
        ),
    ),
    "objects/device.yaml": spec("Device__c", {"Text__c": "sync: two-way", "Other__c": "sync: hidden"}),
    "objects/lead.yaml": spec("Lead", {"Title": "", "Address": "sync: hidden"}, "marketo, ae"),
}
COMPONENTS = {
    Component("MutingPermissionSet", "Sync_Mute"),
    Component("PermissionSet", "Ae_Integration"),
    Component("PermissionSet", "Sync"),
    Component("PermissionSetGroup", "Sync_Group"),
    Component("Profile", "Custom%3A Sync %28EU%29"),
}


@pytest.fixture(scope="module")
def example(repository, tmp_path_factory):
    """The generated SFDX project of the example estate, away from the repository."""
    return shutil.copytree(repository / "generated" / "salesforce", tmp_path_factory.mktemp("judged") / "salesforce")


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """The SFDX project of an estate with all that a permission set can hold, a group, a muting set and a profile."""
    compilation = compiled(FILES, peopled(permission_set("Other"), profile("Custom%3A Sync %28EU%29", {"Device__c.Other__c": "read"})))
    assert not compilation.failed, told(compilation)
    folder = tmp_path_factory.mktemp("everything")
    for one in compilation.artifacts():
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
    return folder / "salesforce"


@pytest.fixture(scope="module", params=["example", "everything"])
def project(request):
    return request.getfixturevalue(request.param)


def test_salesforces_library_takes_the_example_and_finds_every_set(example, tmp_path):
    converted = convert(example, tmp_path)
    assert converted.error is None
    sets = sorted(path.name.partition(".")[0] for path in example.rglob("*.permissionset-meta.xml"))
    assert sets == ["Ae_Integration", "Marketo_Sync"]
    assert {Component("PermissionSet", name) for name in sets} <= set(converted.components)


def test_salesforces_library_finds_a_component_in_every_file(everything, tmp_path):
    converted = convert(everything, tmp_path)
    assert converted.error is None
    assert set(converted.components) == COMPONENTS
    assert len(converted.files) == len(COMPONENTS) + 1, "and the manifest"


def test_it_passes_over_nothing_that_is_to_be_deployed(project, tmp_path):
    assert [path for path in convert(project, tmp_path).unclaimed if path.startswith("force-app")] == []


def test_every_element_and_every_value_is_one_that_salesforce_declares(project):
    files = sorted(project.rglob("*.xml"))
    assert len(files) >= 3
    assert {file.name: faults for file in files if (faults := unknown_elements(file) + wrong_values(file))} == {}


@pytest.mark.real_orgs
@pytest.mark.skipif(not xsd.available(), reason=f"left out: nothing here is judged by Salesforce's XSD, as there is no {xsd.schema_file()}")
def test_every_file_stands_in_the_order_of_the_schema(project):
    assert {file.name: faults for file in project.rglob("*.xml") if (faults := xsd.validate(file))} == {}


def test_the_flows_of_the_example_are_components_of_it(example, tmp_path):
    flows = sorted(path.name.partition(".")[0] for path in example.rglob("*.flow-meta.xml"))
    kept = ("AE_Business_Unit", "Engagement_Band", "Sync_to_Marketo")
    assert flows == [f"{owner}_{name}" for owner in ("Contact", "Lead") for name in kept]
    assert {Component("Flow", name) for name in flows} <= set(convert(example, tmp_path).components)
