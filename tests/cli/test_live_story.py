"""One estate and one org from the first look to a change behind our back, through the command line and over the wire: what `make try` shows."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox_server import TOKEN, Server, served
from syncwright.inventory import Org
from syncwright.inventory.store import read_inventory
from syncwright.text import SourceFile

ADMIN, ANN = "admin@meridian.example", "ann.admin@meridian.example"
USERS = {"marketo-sync": "marketo.sync@meridian.example", "ae-integration": "b2bmaintegration@00d3x000000loca.ext"}
SET = "salesforce.permission_set/Marketo_Sync"

#: The org that the stand-in plays, which is nobody else's, and one that it does not.
HERE, ELSEWHERE = "00D3X000000LocAUAS", "00D3X000000LocBUAS"


class Estate:
    """The example estate with an environment `local` that leads to the stand-in."""

    def __init__(self, folder: Path, server: Server, repository: Path, run) -> None:
        self.folder, self.server, self.run, self.repository = folder, server, run, repository
        shutil.copytree(repository / "specs", folder / "specs")
        shutil.copytree(folder / "specs/inventory/production", folder / "specs/inventory/local")
        text = (folder / "specs/environments/production.yaml").read_text("utf-8").partition("users:")[0]
        text = text.replace("environment: production", "environment: local").replace("protected: true\n", "")
        text = text.replace("meridian-valves.my.salesforce.com", server.instance).replace("inventory/production", "inventory/local")
        text = text.replace("00D7Q000000vKmRUAU", HERE).replace("517-MVX-204", "000-AAA-000")
        text = text.replace("0Uv7Q", "0Uv3X")
        text += "users:\n" + "".join(f"  {name}: {{username: {username}}}\n" for name, username in USERS.items())
        (folder / "specs/environments/local.yaml").write_text(text, "utf-8")

    def __call__(self, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        env = {name: value for name, value in os.environ.items() if not name.startswith("SYNCWRIGHT_")}
        env |= {TOKEN: self.server.token, "SYNCWRIGHT_SETTLE_AFTER": "1"}
        done = self.run(*words, cwd=self.folder, env=env, timeout=180)
        assert done.returncode == code, done.stdout + done.stderr
        return done

    def plan(self, out: str) -> dict:
        return json.loads(self("plan", "--env", "local", "--out", out, "--format", "json").stdout)

    def colleague(self, field: str) -> None:
        """Ann opens a field to the sync user."""
        built = next((self.folder / "built").rglob("Marketo_Sync.permissionset-meta.xml"))
        ready = self.folder / "ready.json"
        ready.write_text(json.dumps(self.server.said), "utf-8")
        script = self.repository / ".ci/somebody-else"
        subprocess.run([sys.executable, script, ready, ANN, built, field], check=True, capture_output=True)


@pytest.fixture(scope="module")
def estate(tmp_path_factory, repository, syncwright):
    folder = tmp_path_factory.mktemp("story")
    users = [word for name in USERS.values() for word in ("--username", name)]
    with served(folder, "--org-id", HERE, "--admin", ANN, *users, "--group", "Marketo_Sync_Users") as server:
        one = Estate(folder, server, repository, syncwright)
        one("build", "--env", "local", "--out", "built")
        yield one


def test_1_the_org_itself_is_imported(estate):
    """As its source is; a profile says less, as it says in words."""
    done = estate("import", "--env", "local")
    assert "profiles are read without what they give of Apex classes" in done.stderr
    found, source = inventory(estate.folder / "specs/inventory/local"), inventory(estate.repository / "specs/inventory/production")
    assert {name: one.fields for name, one in found.objects.items() if name in source.objects and one.fields} == {
        name: one.fields for name, one in source.objects.items() if one.fields
    }
    assert found.value_sets == source.value_sets
    assert found.people.permission_sets == source.people.permission_sets
    assert found.people.groups == source.people.groups
    assert found.people.profiles.keys() >= source.people.profiles.keys()


def test_2_what_is_planned_is_done_and_planned_no_more(estate):
    doc = estate.plan("first.json")
    assert doc["binding"]["identity"]["org"] == estate.server.said["org"]
    assert doc["drift"] == [] and doc["total"]["add"] > 20
    done = estate("apply", "first.json")
    assert "done: deploy" in done.stdout and "steps for people remain" in done.stdout
    again = estate("plan", "--env", "local", "--detailed-exitcode")
    assert "nobody changed what is ours" in " ".join(again.stdout.split())
    assert "things of Account Engagement are not looked at: nothing asks that platform" in again.stderr


def test_3_what_a_colleague_changed_is_shown_with_her_name_and_when(estate):
    estate.colleague("Contact.Birthdate")
    doc = estate.plan("back.json")
    (drift,) = doc["drift"]
    assert (drift["address"], drift["what"], drift["by"]) == (SET, "changed", "Ann Admin")
    assert drift["made"][:19] < drift["at"][:19] or drift["made"][:19] == drift["at"][:19]
    assert [(part["name"], part["found"], part["undone"]) for part in drift["parts"]] == [("Contact.Birthdate", "read", True)]
    assert [one["address"] for one in doc["changes"]] == [SET]


def test_4_what_the_specs_hide_with_a_reason_is_not_adopted_against_it(estate):
    done = estate("adopt", "--drift", SET, "--env", "local", code=1)
    assert "`Contact.Birthdate` cannot be hidden from `marketo-sync`" in done.stdout
    assert done.stderr.endswith("nothing was written\n")


def test_5_applied_it_is_undone(estate):
    before = estate.server.last()
    estate("apply", "back.json")
    assert [what for kind, what in estate.server.log(before) if "Marketo_Sync" in what], "the org says that it was done"
    estate("plan", "--env", "local", "--detailed-exitcode")


def test_6_another_change_is_adopted_and_then_wanted(estate):
    estate.colleague("Account.TickerSymbol")
    assert estate.plan("kept.json")["drift"][0]["parts"][0]["name"] == "Account.TickerSymbol"
    done = estate("adopt", "--drift", SET, "--env", "local")
    assert "  new      specs/objects/account-adopted.yaml\n" in done.stdout
    assert "adopted from a change by Ann Admin at 2" in (estate.folder / "specs/objects/account-adopted.yaml").read_text("utf-8")
    estate("check")
    estate("plan", "--env", "local", "--detailed-exitcode")


def test_7_another_org_is_refused_before_anything_is_asked_of_it(estate):
    path = estate.folder / "specs/environments/local.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(HERE, ELSEWHERE), "utf-8")
    try:
        for words in (("plan", "--env", "local"), ("import", "--env", "local")):
            done = estate(*words, code=5)
            assert HERE in done.stderr and ELSEWHERE in done.stderr
    finally:
        path.write_text(text, "utf-8")


def inventory(folder: Path) -> Org:
    org, findings = read_inventory(
        [SourceFile(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*.json"))]
    )
    assert findings == []
    return org
