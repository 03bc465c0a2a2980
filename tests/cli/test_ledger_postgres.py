"""A team's ledger in PostgreSQL, through the command line: one variable for all environments, and nothing on this machine."""

from pathlib import Path

import pytest

from cli.org_estate import Estate
from postgres_server import postgres

SET = "salesforce.permission_set/Marketo_Sync"


@pytest.fixture(scope="module")
def server():
    """URL of a PostgreSQL server."""
    with postgres() as url:
        yield url


@pytest.fixture
def estate(tmp_path, monkeypatch, server) -> Estate:
    made = Estate(tmp_path, monkeypatch)
    monkeypatch.setenv("SYNCWRIGHT_LEDGER", f"{server}&schema={{environment}}_ledger")
    return made


def test_a_plan_is_applied_and_its_ledger_shown_checked_rebased_and_made_anew(estate, server):
    estate.plan()
    assert estate("apply", "p.json").code == 0
    assert not estate.ledger.exists()
    doc = estate("ledger", "show", "--env", "production", "--format", "json").doc
    assert doc["ledger"] == f"postgresql://{server.partition('host=')[2]}/postgres (schema `production_ledger`)"
    assert ([one["state"] for one in doc["plans"]], [one["address"] for one in doc["managed"]][-1]) == (["finished"], SET)
    head = estate("ledger", "verify", "--env", "production", "--format", "json").doc["head"]
    assert estate("ledger", "export", "--env", "production", "--out", "l.jsonl").code == 0
    assert estate("ledger", "verify", "--env", "production", "--file", "l.jsonl", "--format", "json").doc["head"] == head
    assert estate("apply", "p.json").code == 5
    assert estate("ledger", "rebase", "--env", "production", "--yes").code == 0
    assert estate("ledger", "verify", "--env", "production", "--head", head).code == 0
    done = estate("ledger", "rebuild", "--env", "production", "--yes")
    assert (done.code, "the old one is kept: schema production_ledger_" in done.out) == (0, True)
    assert estate("ledger", "verify", "--env", "production", "--head", head).code == 1
    assert estate("apply", "p.json").code == 5
    assert estate("plan", "--env", "production", "--detailed-exitcode").code == 0


def test_a_file_and_a_database_are_two_ledgers(estate, tmp_path):
    done = estate("ledger", "show", "--env", "production", "--ledger", str(Path(tmp_path) / "none" / "x.sqlite"))
    assert (done.code, "and so no ledger in it" in done.err) == (64, True)
