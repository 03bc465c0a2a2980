"""Values over the command line: planned against a folder, applied to it, planned again; nothing half done and nothing done twice."""

import re
import shutil

import pytest

SET = "main/default/globalValueSets/Product_Line.globalValueSet-meta.xml"


@pytest.fixture
def checkout(repository, tmp_path):
    """The example, whose org still has the value of old and none of the new."""
    shutil.copytree(repository / "specs", tmp_path / "specs")
    shutil.copytree(repository / "tests" / "orgs" / "meridian", tmp_path / "org")
    path = tmp_path / "org" / "force-app" / SET
    text = path.read_text("utf-8")
    text = re.sub(r"    <customValue>\n        <fullName>Actuation</fullName>.*?</customValue>\n", "", text, flags=re.DOTALL)
    path.write_text(text.replace("        <isActive>false</isActive>\n", ""), "utf-8")
    return tmp_path


def offered(checkout):
    text = (checkout / "org" / "force-app" / SET).read_text("utf-8")
    return re.findall(r"<fullName>(.+?)</fullName>", text)


def plan(syncwright, checkout, *more, only=("salesforce.value_set/*", "salesforce.picklist_value/*")):
    return syncwright("plan", "--against", "org", *(part for one in only for part in ("--only", one)), *more, cwd=checkout)


def test_a_set_is_planned_and_applied_and_the_old_value_waits_for_its_records(syncwright, checkout):
    shown = plan(syncwright, checkout, "--out", "plan.json")
    assert shown.returncode == 0, shown.stderr
    assert "replace `ACTUATORS` by `Actuation` in the records that have it" in shown.stdout
    applied = syncwright("apply", "plan.json", cwd=checkout)
    assert applied.returncode == 3, applied.stdout + applied.stderr
    assert "waits for salesforce.replace/Product_Line/ACTUATORS: take `ACTUATORS` out of `Product_Line`" in applied.stdout
    assert {"Actuation", "ACTUATORS"} < set(offered(checkout))
    again = plan(syncwright, checkout, only=("salesforce.picklist_value/*",))
    assert "global value set" not in again.stdout
    assert "take `ACTUATORS` out of `Product_Line`" in again.stdout


def test_an_org_that_is_done_has_nothing_to_plan_of_it(syncwright, repository, tmp_path):
    shutil.copytree(repository / "specs", tmp_path / "specs")
    shutil.copytree(repository / "tests" / "orgs" / "meridian", tmp_path / "org")
    shown = syncwright("plan", "--against", "org", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "global value set" not in shown.stdout and "ACTUATORS" not in shown.stdout


def test_a_saved_plan_is_stale_once_the_list_changes(syncwright, checkout):
    plan(syncwright, checkout, "--out", "plan.json")
    path = checkout / "org" / "force-app" / SET
    path.write_text(path.read_text("utf-8").replace("<label>Positioners</label>", "<label>Positioner</label>"), "utf-8")
    before = path.read_bytes()
    applied = syncwright("apply", "plan.json", cwd=checkout)
    assert applied.returncode == 5, applied.stdout + applied.stderr
    assert "`salesforce.value_set/Product_Line` is not as it was" in applied.stderr
    assert path.read_bytes() == before


def test_a_list_that_cannot_be_read_is_an_error_with_its_line(syncwright, checkout):
    path = checkout / "org" / "force-app" / SET
    path.write_text(path.read_text("utf-8").replace("<label>Positioners</label>", "<glow>x</glow>"), "utf-8")
    shown = plan(syncwright, checkout)
    assert shown.returncode == 1
    assert "`glow` in `CustomValue` is not known" in shown.stdout and "Product_Line.globalValueSet-meta.xml:" in shown.stdout
