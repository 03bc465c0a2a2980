"""Everything through an installed `sf`: the same answers from the real CLI as over HTTP, the same effects, and no token of ours asked for."""

import io
import os
import re
import zipfile
from pathlib import Path

import pytest

from bench.salesforce_cli import executable, quiet_environment
from judges.node_tools import NODE
from judges_live.sf import Cli
from judges_live.standing import Standing, standing
from syncwright.platforms.salesforce.live.opening import open_org
from syncwright.platforms.salesforce.live.org import Org, Part
from syncwright.platforms.salesforce.live.sf_wire import versions
from syncwright.records import compact
from syncwright.target import OutcomeUnknown, TargetError

pytestmark = pytest.mark.long
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'
ALL = (
    HEAD
    + b'<Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>*</members><name>PermissionSet</name></types><version>67.0</version></Package>'
)
SET = HEAD + b'<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Wired</label></PermissionSet>'


@pytest.fixture(scope="module")
def org(tmp_path_factory):
    with standing(tmp_path_factory.mktemp("org")) as found:
        yield found


@pytest.fixture(scope="module")
def variables(org: Standing, tmp_path_factory) -> dict[str, str]:
    """A machine on which `sf` is installed and has logged in."""
    folder = tmp_path_factory.mktemp("machine")
    cli = Cli(folder)
    assert (
        cli.run("org", "login", "access-token", "--instance-url", org.url, "--no-prompt", "--alias", "box", SF_ACCESS_TOKEN=org.token).code
        == 0
    )
    program = folder / "bin" / "sf"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$*" >> {folder}/argv\nenv >> {folder}/env\nexec {NODE} --no-deprecation {executable()} "$@"\n'
    )
    program.chmod(0o755)
    home = quiet_environment(cli.home)
    return {
        **home,
        "PATH": f"{program.parent}{os.pathsep}{home['PATH']}",
        "SYNCWRIGHT_SALESFORCE_SF": "box",
        "CANARY_TOKEN": "canary-canary",
    }


def host(org: Standing) -> str:
    return org.url.removeprefix("http://").rstrip("/")


@pytest.fixture(scope="module")
def ways(org: Standing, variables) -> tuple[Org, Org]:
    """The org through `sf`, and over HTTP."""
    plain = {"SYNCWRIGHT_SALESFORCE_ACCESS_TOKEN": org.token}
    return open_org(variables, host(org), org.org, "67.0"), open_org(plain, host(org), org.org, "67.0")


def test_it_says_the_same_of_who_we_are_and_of_rows(ways):
    through, plain = ways
    assert through.who() == plain.who()
    soql = "SELECT Id, Username FROM User ORDER BY Username"
    assert through.query(soql) == plain.query(soql)
    flows = "SELECT Id, DeveloperName FROM FlowDefinition"
    assert through.query(flows, tooling=True) == plain.query(flows, tooling=True)


def test_it_refuses_with_the_same_codes(ways):
    for deed in (
        lambda one: one.get("sobjects/Nope/describe"),
        lambda one: one.post("sobjects/Lead", {"Nope__c": "x"}),
        lambda one: one.query("SELECT Nope FROM Lead"),
    ):
        refused = []
        for one in ways:
            with pytest.raises(TargetError) as caught:
                deed(one)
            refused.append((caught.value.code, caught.value.remedy, caught.value.says))
        assert refused[0] == refused[1]


def test_a_record_is_made_changed_and_deleted_once(ways, org):
    through, plain = ways
    before = len(org.log())
    made = through.post("sobjects/Lead", {"LastName": "Wired", "Company": "Meridian"})
    through.patch(f"sobjects/Lead/{made['id']}", {"Company": "Other"})
    assert [row["Company"] for row in plain.query("SELECT Company FROM Lead WHERE LastName = 'Wired'")] == ["Other"]
    through.delete(f"sobjects/Lead/{made['id']}")
    assert plain.query("SELECT Id FROM Lead WHERE LastName = 'Wired'") == []
    assert len(org.log()) == before + 3


def package() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("package.xml", ALL.replace(b"*", b"Wired"))
        made.writestr("permissionsets/Wired.permissionset", SET)
    return out.getvalue()


def deploy(org: Org, **options: object) -> dict[str, object]:
    said = {"checkOnly": False, "rollbackOnError": True, "singlePackage": True, **options}
    parts = [
        Part("entity_content", "application/json", compact({"deployOptions": said})),
        Part("file", "application/zip", package(), "package.zip"),
    ]
    name = org.multipart("metadata/deployRequest", parts)["id"]
    return org.get(f"metadata/deployRequest/{name}?includeDetails=true")["deployResult"]


def test_a_package_is_validated_and_deployed_as_its_options_say(ways, org):
    through, _ = ways
    before = org.log()
    for options in ({"checkOnly": True}, {"checkOnly": True, "testLevel": "RunLocalTests"}):
        found = deploy(through, **options)
        assert (found["checkOnly"], found["rollbackOnError"]) == (True, True)
    assert org.log() == before
    found = deploy(through)
    assert (found["checkOnly"], found["rollbackOnError"]) == (False, True)
    assert [what for _, what in org.log()[len(before) :]] == ["PermissionSet/Wired"]


def test_a_retrieve_brings_the_same_files(ways):
    found = [one.retrieve(ALL) for one in ways]
    files = []
    for one in found:
        with zipfile.ZipFile(io.BytesIO(one.zip)) as archive:
            files.append(
                {name.removeprefix("unpackaged/"): archive.read(name) for name in archive.namelist() if not name.endswith("package.xml")}
            )
    assert files[0] == files[1]
    assert files[0]
    assert [(one.type, one.name) for one in found[0].components] == [(one.type, one.name) for one in found[1].components]


def test_a_file_of_records_goes_up_and_its_results_come_down(ways):
    through, plain = ways
    made = plain.post("sobjects/Lead", {"LastName": "Bulked", "Company": "Meridian"})
    job = through.post("jobs/ingest", {"object": "Lead", "operation": "update", "contentType": "CSV", "lineEnding": "LF"})["id"]
    through.upload(f"jobs/ingest/{job}/batches", f"Id,Company\n{made['id']},Münster & Sons\n".encode())
    through.patch(f"jobs/ingest/{job}", {"state": "UploadComplete"})
    while through.get(f"jobs/ingest/{job}")["state"] not in ("JobComplete", "Failed"):
        pass
    assert through.download(f"jobs/ingest/{job}/successfulResults").csv == plain.download(f"jobs/ingest/{job}/successfulResults").csv
    assert plain.query("SELECT Company FROM Lead WHERE LastName = 'Bulked'")[0]["Company"] == "Münster & Sons"


def test_its_version_and_that_of_node_are_known(variables):
    assert re.match(r"@salesforce/cli/\d+\.\d+\.\d+ \S+ node-v\d+", versions(variables))


def test_another_host_is_refused_before_anything_is_sent_there(variables, org, tmp_path_factory):
    with standing(tmp_path_factory.mktemp("other")) as other, pytest.raises(TargetError) as caught:
        open_org(variables, host(other), other.org, "67.0").who()
    assert caught.value.code == "other-host"


def test_an_org_that_sf_does_not_know_is_said(variables, org):
    with pytest.raises(TargetError) as caught:
        open_org({**variables, "SYNCWRIGHT_SALESFORCE_SF": "nobody"}, host(org), org.org, "67.0").who()
    assert (caught.value.code, caught.value.remedy) == ("NamedOrgNotFoundError", "credentials")


def test_no_secret_stands_in_its_words_or_its_variables(variables, org, ways):
    ways[0].query("SELECT Id FROM User")
    folder = Path(variables["PATH"].split(os.pathsep)[0]).parent
    said = (folder / "argv").read_text() + (folder / "env").read_text()
    assert "api request rest" in said
    for secret in (org.token, "canary-canary", "SYNCWRIGHT"):
        assert secret not in said


def test_a_change_that_is_cut_short_is_not_known(variables, org, monkeypatch):
    through = open_org(variables, host(org), org.org, "67.0")
    through.who()
    monkeypatch.setattr("syncwright.platforms.salesforce.live.sf_wire._REQUEST", 0.3)
    with pytest.raises(OutcomeUnknown, match="has not ended"):
        through.post("sobjects/Lead", {"LastName": "Cut", "Company": "Meridian"})
