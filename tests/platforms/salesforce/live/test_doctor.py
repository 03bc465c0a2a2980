"""A doctor says what is so, what is missing, what is too much and what nobody could look at, each with the steps that need it."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from hostile_answers.deeds import ORG, TOKEN, USER
from hostile_answers.rude import Rude, reply
from small_estate import FILES, compiled, org, spec, told
from syncwright.inventory import Org
from syncwright.inventory.store import inventory_files
from syncwright.platforms.salesforce.live.doctor import NEEDS, checks

NONE = {
    "ApiEnabled": False,
    "ModifyMetadata": False,
    "AssignPermissionSets": False,
    "ManageUsers": False,
    "ManageInteraction": False,
    "ModifyAllData": False,
}
ENOUGH = {**NONE, "ApiEnabled": True, "ModifyMetadata": True, "AssignPermissionSets": True, "ManageInteraction": True}
FIELDS = [{"name": "Id", "updateable": False}, {"name": "In_Scope__c", "updateable": True}]
WRITABLE = {"updateable": True, "queryable": True, "fields": FIELDS}
FILLED = {
    "objects/person.yaml": spec("Lead", {"Email": "", "In_Scope__c": "create: {label: In scope, type: Checkbox}"}),
    "filters/scope.yaml": (
        "filter: scope\nwhy: w\nowner: ops\nobjects: [Lead]\nwhere: |\n  Email is not blank\nas: {field: In_Scope__c}\nfor: [marketo]\n"
    ),
}


class Asked:
    """An org, as far as a doctor asks it. What is None is refused."""

    def __init__(
        self, permissions: dict[str, bool] | None = None, describe: dict[str, Any] | None = None, versions: Any = ("66.0", "67.0")
    ) -> None:
        self.permissions, self.describe, self.versions, self.org = permissions, describe, versions, ORG

    def answer(self, connection: socket.socket, request: bytes, _number: int) -> None:
        path = unquote(request.split(b" ")[1].decode())
        assert request.startswith(b"GET "), "a doctor changes nothing"
        known = f"Bearer {TOKEN}\r\n".encode() in request
        if not known:
            said = None
        elif "userinfo" in path:
            said = {"organization_id": self.org, "user_id": USER, "preferred_username": "release@example.com"}
        elif path == "/services/data":
            said = [{"version": one} for one in self.versions] if self.versions is not None else None
        elif "UserPermissionAccess" in path:
            row = {f"Permissions{name}": self.permissions[name] for name in self.permissions} if self.permissions else {}
            said = {"totalSize": 1, "done": True, "records": [row]} if self.permissions is not None else None
        else:
            said = self.describe
        code = "INVALID_TYPE" if known else "INVALID_SESSION_ID"
        body = json.dumps(said if said is not None else [{"errorCode": code, "message": "no"}])
        connection.sendall(reply(body.encode(), "200 OK" if said is not None else "400 Bad Request"))


def examined(asked: Asked, files: dict[str, str] | None = None, token: str = TOKEN) -> dict[str, tuple[str, str, bool]]:
    """State, words and refusal by name."""
    with Rude(asked.answer) as server:
        place = "environments/production.yaml"
        text = f"environment: production\nsalesforce: {{org: {ORG}, instance: {server.host}, inventory: inventory/production}}\nusers: {{marketo-sync: {{username: m@tiny.example}}}}\n"
        compilation = compiled({place: text, **(files or {})})
        assert compilation.catalog is not None, told(compilation)
        found = list(checks(compilation.catalog, {"SYNCWRIGHT_SALESFORCE_ACCESS_TOKEN": token}))
    assert len({one.name for one in found}) == len(found)
    assert all(one.help for one in found if one.state in ("missing", "too much") and not one.refused and one.name != "org")
    return {one.name: (one.state, one.says, one.refused) for one in found}


def states(found: dict[str, tuple[str, str, bool]]) -> dict[str, str]:
    return {name: state for name, (state, _, _) in found.items()}


def test_all_is_well():
    found = examined(Asked(ENOUGH))
    assert states(found) == dict.fromkeys(
        [
            "credentials",
            "login",
            "org",
            "API version",
            "API Enabled",
            "Modify Metadata Through Metadata API Functions",
            "Assign Permission Sets",
            "Modify All Data",
        ],
        "ok",
    )
    assert "release@example.com" in found["login"][1]


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need.title)
def test_each_permission_that_a_step_needs_is_missed(need):
    held = {**ENOUGH, **dict.fromkeys(need.any_of, False)}
    found = examined(Asked(held, WRITABLE), FILLED)
    assert [name for name, state in states(found).items() if state == "missing"] == [need.title]


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need.title)
def test_each_permission_is_enough_in_each_of_its_forms(need):
    for name in need.any_of:
        held = {**ENOUGH, **dict.fromkeys(need.any_of, False), name: True}
        found = examined(Asked(held, WRITABLE), FILLED)
        assert found[need.title][0] == "ok"
        assert (f"through `{name}`" in found[need.title][1]) == (name != need.any_of[0])


def test_more_than_any_step_needs_is_a_finding():
    found = examined(Asked({**ENOUGH, "ModifyAllData": True}))
    assert found["Modify All Data"][0] == "too much"


def test_what_no_step_of_the_specs_needs_is_not_asked_for():
    assert "Manage Flow" not in examined(Asked(ENOUGH))
    assert "Manage Flow" in examined(Asked(ENOUGH), FILLED)


@pytest.mark.parametrize("permissions", [None, {}, {**ENOUGH, "ApiEnabled": "yes"}], ids=["refused", "none", "no truth value"])
def test_permissions_that_the_org_does_not_say_are_not_known(permissions):
    found = examined(Asked(permissions))
    assert {found[need.title][0] for need in NEEDS if need.title in found} == {"unknown"}


@pytest.mark.parametrize(
    ("describe", "state"),
    [
        ({"updateable": True, "queryable": True, "fields": FIELDS}, "ok"),
        ({"updateable": False, "queryable": True, "fields": FIELDS}, "missing"),
        ({"updateable": True, "queryable": False, "fields": FIELDS}, "missing"),
        ({"updateable": True, "queryable": True, "fields": [{"name": "In_Scope__c", "updateable": False}]}, "missing"),
        ({"updateable": True, "queryable": True, "fields": []}, "unknown"),
        ({"updateable": True}, "unknown"),
        ([], "unknown"),
        (None, "missing"),
    ],
)
def test_records_that_are_backfilled_can_be_written(describe, state):
    assert examined(Asked(ENOUGH, describe), FILLED)["writing Lead"][0] == state


@pytest.mark.parametrize(("versions", "state"), [(["66.0"], "missing"), (["x"], "unknown"), ([], "unknown"), (None, "unknown")])
def test_the_version_of_the_specs_is_offered(versions, state):
    assert examined(Asked(ENOUGH, versions=versions))["API version"][0] == state


def test_another_org_is_asked_nothing_more():
    asked = Asked(ENOUGH)
    asked.org = "00D9V0000004wHzUAI"
    found = examined(asked)
    assert list(found) == ["credentials", "org"]
    assert found["org"][0] == "missing"
    assert not found["org"][2]


def test_a_token_that_is_not_accepted_is_a_refusal():
    found = examined(Asked(ENOUGH), token=TOKEN + "x")
    assert states(found) == {"credentials": "ok", "login": "missing"}
    assert found["login"][2]


@pytest.fixture
def estate(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / "specs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for name, data in inventory_files(Org(org())).items():
        path = tmp_path / "specs/inventory/production" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path


def doctor(syncwright, estate: Path, asked: Asked, token: str | None, *args: str, protected: bool = False):
    with Rude(asked.answer) as server:
        (estate / "specs/environments/production.yaml").write_text(
            f"environment: production\nprotected: {str(protected).lower()}\n"
            f"salesforce: {{org: {ORG}, instance: {server.host}, inventory: inventory/production}}\n"
        )
        env = {name: value for name, value in os.environ.items() if not name.startswith("SYNCWRIGHT")}
        given = {"SYNCWRIGHT_SALESFORCE_ACCESS_TOKEN": token} if token else {}
        return syncwright("doctor", "--env", "production", *args, cwd=estate, env={**env, **given})


def test_a_protected_environment_has_its_ledger_where_it_lasts(syncwright, estate):
    found = doctor(syncwright, estate, Asked(ENOUGH), TOKEN, protected=True)
    assert found.returncode == 1
    assert "  missing    place: " in found.stdout
    assert "for what is temporary" in found.stdout


def test_specs_without_an_inventory_can_be_examined(syncwright, estate):
    shutil.rmtree(estate / "specs/inventory")
    assert doctor(syncwright, estate, Asked(ENOUGH), TOKEN).returncode == 0


def test_the_command_ends_with_0_1_or_8(syncwright, estate):
    fine = doctor(syncwright, estate, Asked(ENOUGH), TOKEN, "--format", "json")
    doc = json.loads(fine.stdout)
    assert (fine.returncode, fine.stderr) == (0, "")
    assert {one["state"] for one in doc["checks"]} == {"ok"}
    assert {one["of"] for one in doc["checks"]} == {"Salesforce", "Ledger"}
    assert "urllib3" in doc["versions"]
    missing = doctor(syncwright, estate, Asked({**ENOUGH, "ModifyAllData": True, "ApiEnabled": False}), TOKEN)
    assert missing.returncode == 1
    assert "  missing    API Enabled: `release@example.com` does not have it (for every step)\n" in missing.stdout
    assert "  too much   Modify All Data: " in missing.stdout
    refused = doctor(syncwright, estate, Asked(ENOUGH), None)
    assert refused.returncode == 8
    assert "SYNCWRIGHT_SALESFORCE_ACCESS_TOKEN" in refused.stdout
    assert TOKEN not in fine.stdout + missing.stdout + refused.stdout


def test_what_is_not_installed_is_said(estate):
    script = "import sys; sys.modules['urllib3'] = None; sys.argv = ['syncwright', 'doctor']; from syncwright.cli.main import run; run()"
    done = subprocess.run([sys.executable, "-c", script], cwd=estate, capture_output=True, text=True, check=False)
    assert done.returncode == 8, done.stderr
    assert "install `syncwright[live]`" in done.stdout
