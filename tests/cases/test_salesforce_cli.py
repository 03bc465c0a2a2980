"""The real Salesforce CLI takes what we generate. It validates little, offline; what it can say, it says here."""

import subprocess
from xml.etree import ElementTree as ET

import pytest

pytestmark = pytest.mark.long


@pytest.mark.parametrize("name", ["Marketo_Sync", "Ae_Integration"])
def test_the_cli_converts_the_generated_project(tmp_path, repository, name):
    from bench.salesforce_cli import conversion, executable, quiet_environment

    project, out = repository / "generated" / "salesforce", tmp_path / "mdapi"
    command = conversion(executable(), "force-app", out)
    done = subprocess.run(command, cwd=project, env=quiet_environment(tmp_path), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    ours = (project / f"force-app/main/default/permissionsets/{name}.permissionset-meta.xml").read_bytes()
    theirs = (out / "permissionsets" / f"{name}.permissionset").read_bytes()
    assert ET.canonicalize(theirs, strip_text=True) == ET.canonicalize(ours, strip_text=True)
    package = (out / "package.xml").read_text("utf-8")
    assert f"<members>{name}</members>" in package
    assert "<version>67.0</version>" in package
