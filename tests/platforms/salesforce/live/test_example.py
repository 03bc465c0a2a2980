"""The example estate against an org that holds its source: what a machine does, done step by step, and nothing is missing afterwards."""

from collections import Counter

import pytest

from sandbox_server import carried_out, planned, served, works
from syncwright.cli.shell import compile_specs
from syncwright.plan.changes import Update
from syncwright.plan.steps import Step
from syncwright.platforms.salesforce.types import ASSIGNMENTS
from syncwright.records import replace
from syncwright.target import Absent, Checked, Job, Settled, Work

USER = "marketo.sync@meridian-valves.example"
MARKETO = "salesforce.permission_set/Marketo_Sync"
CONFIRMED = "2026-01-01T00:00:00+00:00"


@pytest.fixture(scope="module")
def done(repository, tmp_path_factory):
    """The plan, what each step of a machine came to, the target, and the server."""
    folder = tmp_path_factory.mktemp("example")
    compilation = compile_specs(str(repository / "specs"), "production")
    assert not compilation.failed
    with served(folder, "--username", USER, "--group", "Marketo_Sync_Users", "--production") as server:
        target = server.target(compilation.catalog)
        plan = planned(compilation, target)
        work = works(plan)
        missing = {name: target.holds(one).missing for name, one in work.items() if one.step.kind not in ("activate", "backfill")}
        came = {name: carried_out(target, one) for name, one in work.items()}
        yield compilation, plan, work, missing, came, server


def test_the_plan_has_a_step_of_every_kind(done):
    _, plan, work, *_ = done
    assert Counter(one.step.kind for one in work.values()) == {"deploy": 2, "assign": 3, "activate": 6, "backfill": 6}
    left = {step.id: step.kind for step in plan.steps if step.platform == "salesforce" and step.id not in work}
    assert left == {
        "salesforce.assign/ae-integration/Ae_Integration": "assign",
        "salesforce.sharing/marketo-scope": "person",
    }, "who the other user is, the environment does not say; who sees what else, no API says"


def test_before_a_step_what_it_brings_is_missing(done):
    *_, missing, _, _ = done
    assert all(missing.values())
    assert missing["salesforce.assign/marketo-sync/Marketo_Sync"] == (f"`{USER}` does not have the permission set `Marketo_Sync`",)
    assert missing["salesforce.deploy"][0] == "`salesforce.field/Contact.AE_Business_Unit_Now__c` is not there"


def test_after_its_step_nothing_is_missing(done):
    compilation, _, work, _, came, server = done
    target = server.target(compilation.catalog)
    assert {name: came[name][1].failed for name in work if not came[name][1].ok} == {}
    assert {name: held for name, one in work.items() if (held := target.holds(one).missing)} == {}


def test_the_org_did_each_thing_once(done):
    *_, server = done
    effects = Counter(server.log())
    assert max(effects.values()) == 1
    assert Counter(kind for kind, _ in effects) == {"deploy": 25, "assign": 2, "update": 1, "activate": 6}
    assert ("assign", f"PermissionSetAssignment/{USER}/Marketo_Sync") in effects


def test_a_plan_made_again_has_what_people_do_alone(done):
    compilation, _, _, _, _, server = done
    again = planned(compilation, server.target(compilation.catalog))
    assert [one.address for one in again.changes] == [f"{ASSIGNMENTS}/ae-integration"]


def test_what_was_carried_out_is_found_and_not_begun_again(done):
    """Whatever answer was lost."""
    compilation, _, work, _, came, server = done
    target, before = server.target(compilation.catalog), server.last()
    for name, one in work.items():
        found = target.find(one, CONFIRMED, None)
        if one.step.kind == "deploy":
            assert found == Job(came[name][1].request)
        else:
            assert isinstance(found, Settled | Absent)
            assert isinstance(found, Settled) or one.step.kind == "backfill"
    assert server.last() == before, "looking changes nothing"


def test_what_was_validated_was_deployed(done):
    _, _, work, _, came, server = done
    for name, one in work.items():
        checked, settled = came[name]
        if one.step.kind == "deploy":
            assert isinstance(checked, Checked)
            [(of,)] = server.ask("SELECT validated FROM deploys WHERE id = ?", settled.request)
            assert of == checked.reference
    assert server.ask("SELECT COUNT(*) FROM deploys WHERE check_only = 0") == [(2,)]


def test_who_changed_something_last_is_known(done):
    compilation, _, _, _, _, server = done
    target = server.target(compilation.catalog)
    address, given = MARKETO, f"{ASSIGNMENTS}/marketo-sync"
    changed = target.last_changed([address, given, "salesforce.permission_set/Nobody_Made_It"])
    assert set(changed) == {address, given}
    assert changed[address][0] == "Admin"
    assert all(when.startswith("20") and when.endswith("Z") for _, when in changed.values())


def test_a_change_made_in_the_org_is_shown_and_undone(done):
    """A deployment replaces a set: what somebody added is taken away, and the plan says so before."""
    compilation, _, _, _, _, server = done
    target = server.target(compilation.catalog)
    held = target.observe([MARKETO]).resources[MARKETO]
    rows = {**held.attributes["field_permissions"], "Lead.Fax": "edit"}
    edited = Update(held, replace(held, attributes={**held.attributes, "field_permissions": rows}), ())
    step = Step("salesforce.deploy", "deploy", "Salesforce", "somebody else's", "ops", "", (MARKETO,))
    assert carried_out(target, Work(step, (edited,)))[1].ok
    plan = planned(compilation, target)
    [change] = [one for one in plan.changes if one.address.endswith("/Marketo_Sync")]
    assert isinstance(change, Update)
    assert [(edit.attribute, edit.name, edit.old, edit.new) for edit in change.edits] == [("field_permissions", "Lead.Fax", "edit", None)]
    _, settled = carried_out(target, works(plan)["salesforce.deploy"])
    assert settled.ok
    assert MARKETO not in {one.address for one in planned(compilation, server.target(compilation.catalog)).changes}
