"""`import` from a live org: what it asks for, what it reads of the answer, and how it ends where there is none."""

import io
import os
import zipfile

import pytest

from syncwright.platforms.salesforce.live.importing import fetched
from syncwright.platforms.salesforce.live.org import Retrieved
from syncwright.target import TargetError
from syncwright.xml import read

SET = b'<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>One</label></PermissionSet>'


class OneOrg:
    """Answers one retrieve with these files and words."""

    version, host = "67.0", "tiny.my.salesforce.com"

    def __init__(self, files, *words, data=None):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for path, text in files.items():
                archive.writestr(f"unpackaged/{path}", text)
        self.answer = Retrieved(data or out.getvalue(), (), tuple(("package.xml", one) for one in words))

    def retrieve(self, package):
        self.asked = {one.get("name"): [member.text for member in one.all("members")] for one in read(package).all("types")}
        return self.answer


def test_it_asks_for_standard_objects_by_name_and_for_custom_ones_by_a_star():
    org = OneOrg({})
    fetched(org, {"Lead", "Solution", "Device__c"})
    assert {"*", "Activity", "Lead", "Contact", "Solution"} <= set(org.asked["CustomObject"])
    assert "Device__c" not in org.asked["CustomObject"]
    assert org.asked["PermissionSet"] == ["*"] and "*" not in org.asked["StandardValueSet"]


def test_what_the_readers_know_is_handed_over_and_named_after_the_org():
    found = fetched(OneOrg({"package.xml": "<Package/>", "permissionsets/One.permissionset": SET, "tabs/X.tab": "<CustomTab/>"}), ())
    assert [(one.path, one.data) for one in found.sources] == [("tiny.my.salesforce.com/permissionsets/One.permissionset", SET)]
    assert found.notes == ()


def test_that_an_org_lacks_a_standard_object_is_no_note_and_what_else_it_says_is():
    org = OneOrg(
        {}, "Entity of type 'CustomObject' named 'Quote' cannot be found", "Unknown type name 'CustomApplication' specified in package.xml"
    )
    assert fetched(org, ()).notes == ("tiny.my.salesforce.com: Unknown type name 'CustomApplication' specified in package.xml",)


def test_a_profile_comes_with_a_word_of_what_it_does_not_say():
    found = fetched(OneOrg({"profiles/Sync.profile": "<Profile/>"}), ())
    assert found.notes[-1].startswith("profiles are read without what they give of Apex classes")


def test_a_zip_that_is_none_is_a_refusal():
    with pytest.raises(TargetError, match="a zip that cannot be used"):
        fetched(OneOrg({}, data=b"<html>log in</html>"), ())


@pytest.fixture
def estate(tmp_path, syncwright):
    assert syncwright("init", "--yes", cwd=tmp_path).returncode == 0
    return tmp_path


def clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("SYNCWRIGHT_")}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 64, "name what to import, or --org for the live org"),
        (("specs", "--org"), 64, "name paths, or --org for the live org, not both"),
        (("--org",), 8, "SYNCWRIGHT_SALESFORCE_ACCESS_TOKEN"),
        (("--env", "production"), 8, "`syncwright doctor --env production`"),
        (("--env", "nosuch"), 1, "nothing was written"),
    ],
)
def test_where_there_is_no_org_nothing_is_written(estate, syncwright, words, code, said):
    before = {path: path.read_bytes() for path in estate.rglob("*") if path.is_file()}
    done = syncwright("import", *words, cwd=estate, env=clean())
    assert done.returncode == code and said in done.stderr
    assert {path: path.read_bytes() for path in estate.rglob("*") if path.is_file()} == before
