"""`plan --env` and `adopt --drift` as people run them: what they are compared with, what they say of others' changes, and how they end."""

import json

import pytest

from cli.org_estate import Estate
from syncwright.plan.stored import read_plan
from syncwright.records import replace
from syncwright.resource import Resource
from syncwright.target import TargetError

SET = "salesforce.permission_set/Marketo_Sync"
PLAN = ("plan", "--env", "production")


@pytest.fixture
def estate(tmp_path, monkeypatch) -> Estate:
    return Estate(tmp_path, monkeypatch)


@pytest.fixture
def applied(estate) -> Estate:
    """What the specs want is there, and the ledger says so."""
    estate.plan()
    assert estate("apply", "p.json").code == 0
    return estate


def row(estate, attribute: str, name: str, word: str | None) -> None:
    """Somebody changes one row of the permission set; None takes it away."""
    held = estate.target.resources[SET]
    rows = {**held.attributes[attribute], name: word}
    kept = {one: said for one, said in rows.items() if said is not None}
    estate.target.resources[SET] = replace(held, attributes={**held.attributes, attribute: kept})


# ------------------------------------------------------------------ what it is compared with


def test_a_plan_for_an_environment_is_bound_to_its_org(estate):
    plan = read_plan(estate.plan().read_bytes())
    assert plan.binding.against == "memory"
    assert {plan.binding.identity[name] for name in ("org", "instance")} == set(estate.target.place.values())
    assert plan.binding.observed == {SET: "absent", "salesforce.assignments/marketo-sync": "absent"}


def test_without_credentials_it_names_the_variables_and_doctor(tmp_path, monkeypatch):
    from syncwright.platform import installed

    real = installed()["salesforce"].target
    estate = Estate(tmp_path, monkeypatch)
    platforms = installed()
    monkeypatch.setitem(platforms, "salesforce", replace(platforms["salesforce"], target=real))
    for name in ("ACCESS_TOKEN", "AUTH_URL", "CLIENT_ID", "USERNAME", "JWT_KEY_FILE", "SF"):
        monkeypatch.delenv(f"SYNCWRIGHT_SALESFORCE_{name}", raising=False)
    done = estate(*PLAN)
    assert done.code == 8 and done.out == ""
    for said in (
        "SYNCWRIGHT_SALESFORCE_ACCESS_TOKEN",
        "SYNCWRIGHT_SALESFORCE_AUTH_URL",
        "`syncwright doctor --env production`",
        "nothing was planned",
    ):
        assert said in done.err


def test_another_org_is_found_out_before_anything_else_is_asked(estate):
    calls = []
    estate.target.calls = calls.append
    estate.target.place = {**estate.target.place, "org": "00D9V0000004wHzUAI"}
    done = estate(*PLAN)
    assert done.code == 5
    assert "the org that answers is `00D9V0000004wHzUAI`, and the environment `production` says `00D7Q000000vKmR`" in done.err
    assert calls == ["identity"]


@pytest.mark.parametrize(("code", "ends"), [("REQUEST_LIMIT_EXCEEDED", 8), ("other-org", 5), ("partial-retrieve", 1), ("not-read", 1)])
def test_a_refusal_says_its_code_and_plans_nothing(estate, code, ends):
    estate.error = TargetError(code, "it says no", "tomorrow")
    done = estate(*PLAN, "--out", "p.json")
    assert (done.code, done.out) == (ends, "")
    assert done.err.startswith(f"{code}: it says no\nrun it again tomorrow") and not (estate.folder / "p.json").exists()


def test_a_ledger_that_was_edited_plans_nothing(applied):
    applied.ledger.write_bytes(b"no ledger")
    done = applied(*PLAN)
    assert done.code == 1 and "the ledger" in done.err and "nothing was planned" in done.err


def test_other_sides_ask_no_org(estate):
    estate.error = TargetError("no", "nobody may ask", "fix")
    (estate.folder / "org").mkdir()
    assert estate(*PLAN, "--against", "org").code == 0
    assert "no git repository" in estate(*PLAN, "--since", "HEAD").err


def test_a_plan_that_is_not_finished_is_named(estate):
    estate.plan()
    estate.target.faults["salesforce.deploy"] = ["refused"]
    assert estate("apply", "p.json").code == 3
    done = estate(*PLAN)
    assert done.code == 0 and "is not finished; `apply` its file, or the next one needs `--give-up" in done.err


# ------------------------------------------------------------------ what somebody else changed


def test_nothing_changed_says_so(applied):
    done = applied(*PLAN, "--detailed-exitcode")
    assert done.code == 0
    assert (
        " ".join(done.out.split())
        == "nothing to do for production against memory: `memory` holds what the specs want, and nobody changed what is ours"
    )


def test_what_somebody_changed_is_shown_apart_with_who_and_when(applied):
    applied.target.last_changed = lambda addresses: dict.fromkeys(addresses, ("Ann Admin", "2026-11-20T10:00:00Z"))
    row(applied, "field_permissions", "Lead.Motto__c", "edit")
    done = applied(*PLAN)
    assert done.code == 0
    assert (
        "changed behind our back, and not kept by this plan\n  ! permission set Marketo_Sync: last changed by Ann Admin at 2026-11-20T10:00:00Z; we made"
        in done.out
    )
    assert "      + field Lead.Motto__c: edit; this plan undoes it\n" in done.out
    assert "warning PLN813: `salesforce.permission_set/Marketo_Sync` was changed behind our back in 1 part" in " ".join(done.out.split())
    (drift,) = applied(*PLAN, "--format", "json").doc["drift"]
    assert (drift["address"], drift["by"], drift["at"]) == (SET, "Ann Admin", "2026-11-20T10:00:00Z")
    part = {"attribute": "field_permissions", "name": "Lead.Motto__c", "made": None, "found": "edit", "undone": True}
    assert drift["parts"] == [part]
    assert "- + field `Lead.Motto__c`: `edit`; this plan undoes it\n" in applied(*PLAN, "--format", "markdown").out


def test_applied_it_is_undone_and_gone(applied):
    row(applied, "field_permissions", "Lead.Motto__c", "edit")
    applied.plan("back.json")
    assert applied("apply", "back.json").code == 0
    assert "Lead.Motto__c" not in applied.target.resources[SET].attributes["field_permissions"]
    assert applied(*PLAN, "--detailed-exitcode").code == 0


def test_a_policy_makes_it_an_error(applied):
    row(applied, "field_permissions", "Lead.Motto__c", "edit")
    applied.add("estate.yaml", "policy: {rules: {drift-undone: error}}\n")
    done = applied(*PLAN, "--out", "back.json")
    assert done.code == 1 and "the plan is refused and was not saved" in done.err


def test_what_no_plan_of_ours_made_is_said_before_it_is_replaced(estate):
    estate.target.resources[SET] = Resource(SET, {"label": "Another", "user_permissions": {"ViewSetup": "yes"}})
    done = estate(*PLAN)
    assert "warning PLN815: `salesforce.permission_set/Marketo_Sync` is there, and no plan of this ledger made it" in " ".join(
        done.out.split()
    )


def test_a_field_that_is_there_already_and_is_ours_from_now_on_is_said(estate):
    field = "salesforce.field/Lead.New__c"
    estate.target.resources[field] = Resource(field, {"type": "Text", "label": "Old", "length": "20"})
    estate.add("objects/lead.yaml", "  New__c: {why: it is new, create: {label: New, type: Text, length: 20}}\n")
    said = " ".join(estate(*PLAN).out.split())
    assert f"`{field}` is there, and no plan of this ledger made it: what the specs say takes the place of what it holds" in said


# ------------------------------------------------------------------ adopted


def test_what_was_changed_is_written_into_the_specs_and_plans_empty(applied):
    applied.target.last_changed = lambda addresses: dict.fromkeys(addresses, ("Ann Admin", "2026-11-20T10:00:00Z"))
    applied.write("users/marketo-sync.yaml", "sync_user: marketo-sync # theirs\nowner: ops\n")
    row(applied, "user_permissions", "ViewSetup", "yes")
    done = applied("adopt", "--drift", SET, "--env", "production")
    assert done.code == 0 and "1 file written:\n  changed  specs/users/marketo-sync.yaml\n" in done.out
    text = (applied.folder / "specs/users/marketo-sync.yaml").read_text("utf-8")
    assert text.startswith("sync_user: marketo-sync # theirs\nowner: ops\n")
    assert 'ViewSetup: {why: "adopted from a change by Ann Admin at 2026-11-20T10:00:00Z"}' in text
    assert applied(*PLAN, "--detailed-exitcode").code == 0


def test_a_dry_run_writes_nothing(applied):
    row(applied, "user_permissions", "ViewSetup", "yes")
    before = (applied.folder / "specs/users/marketo-sync.yaml").read_bytes()
    done = applied("adopt", "--drift", SET, "--env", "production", "--dry-run", "--format", "json")
    assert done.code == 0 and not done.doc["written"]
    assert [one["path"] for one in done.doc["changes"]] == ["specs/users/marketo-sync.yaml"]
    assert (applied.folder / "specs/users/marketo-sync.yaml").read_bytes() == before


def test_what_something_else_asks_for_is_refused_with_what_does(applied):
    row(applied, "object_permissions", "Lead", None)
    done = applied("adopt", "--drift", SET, "--env", "production")
    assert done.code == 1
    assert "\nrefused: `object_permissions` `Lead:read` is to be `yes` as `object/Lead" in done.err
    assert done.err.endswith("nothing was written\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--drift", SET), "nobody changed `salesforce.permission_set/Marketo_Sync`"),
        (("--drift", "salesforce.field/Lead.Gone__c"), "no plan of this ledger made `salesforce.field/Lead.Gone__c`"),
        (("--drift", SET, "--user", "marketo-sync"), "--drift says of itself what it is about"),
        ((), "name what to adopt, or with --drift what was changed"),
    ],
)
def test_what_cannot_be_adopted_ends_with_64(applied, words, said):
    done = applied("adopt", *words, "--env", "production")
    assert done.code == 64 and said in done.err


def test_the_saved_plan_says_it_in_the_document(applied):
    row(applied, "field_permissions", "Lead.Score__c", None)
    applied.plan("back.json")
    doc = json.loads((applied.folder / "back.json").read_text("utf-8"))
    assert doc["drift"][0]["parts"][0] == {
        "attribute": "field_permissions",
        "name": "Lead.Score__c",
        "made": "read",
        "found": None,
        "undone": True,
    }
    assert read_plan((applied.folder / "back.json").read_bytes()).drift[0].what == "changed"
