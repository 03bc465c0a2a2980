"""What is generated for the example estate, judged by Salesforce's own library, by its type declarations and by its schema."""

import shutil

import pytest

from judges import xsd
from judges.metadata_types import unknown_elements, wrong_values
from judges.sdr import Component, convert


@pytest.fixture(scope="module")
def project(repository, tmp_path_factory):
    """The generated SFDX project, away from the repository."""
    return shutil.copytree(repository / "generated" / "salesforce", tmp_path_factory.mktemp("judged") / "salesforce")


@pytest.fixture(scope="module")
def converted(project, tmp_path_factory):
    return convert(project, tmp_path_factory.mktemp("mdapi"))


def test_salesforces_library_takes_the_project_and_finds_every_set(project, converted):
    assert converted.error is None
    sets = sorted(path.name.partition(".")[0] for path in project.rglob("*.permissionset-meta.xml"))
    assert sets == ["Ae_Integration", "Marketo_Sync"]
    assert converted.components == tuple(Component("PermissionSet", name) for name in sets)
    assert converted.files == ("package.xml", *(f"permissionsets/{name}.permissionset" for name in sets))


def test_it_passes_over_nothing_that_is_to_be_deployed(converted):
    assert [path for path in converted.unclaimed if path.startswith("force-app")] == []


def test_every_element_and_every_value_is_one_that_salesforce_declares(project):
    files = sorted(project.rglob("*.xml"))
    assert len(files) == 3
    assert {file.name: faults for file in files if (faults := unknown_elements(file) + wrong_values(file))} == {}


@pytest.mark.real_orgs
@pytest.mark.skipif(not xsd.available(), reason=f"left out: nothing here is judged by Salesforce's XSD, as there is no {xsd.schema_file()}")
def test_every_file_stands_in_the_order_of_the_schema(project):
    assert {file.name: faults for file in project.rglob("*.xml") if (faults := xsd.validate(file))} == {}
