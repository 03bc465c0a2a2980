"""What only a ledger in PostgreSQL has: a URL, a server that may go away, several ledgers in one database."""

import os
import time

import psycopg
import pytest

from ledger.ledgers import AT, BEGUN, BY, PLAN, held, opened
from postgres_server import postgres
from syncwright.ledger.model import Busy, Damaged, LockLost, Missing, NotWritten, Unusable
from syncwright.ledger.opening import open_ledger, shown


def asked(url: str, statement: str, *values: str) -> list[tuple[object, ...]]:
    """What the server answers to somebody who has every right."""
    with psycopg.connect(url.partition("&schema=")[0], autocommit=True) as connection:
        cursor = connection.execute(statement.encode(), values)
        return cursor.fetchall() if cursor.description else []


def test_each_schema_is_a_ledger_of_its_own(server):
    one, other = (open_ledger(f"{server}&schema={name}", create=BEGUN) for name in ("own-production", "own_sandbox"))
    hold = held(one)
    hold.append("started", at=AT, by=BY)
    held(other).release()
    hold.release()
    assert [len(list(ledger.records())) for ledger in (one, other)] == [2, 1]


def test_a_schema_that_was_made_for_it_is_used(server):
    asked(server, "CREATE ROLE app LOGIN")
    asked(server, "CREATE SCHEMA made_before AUTHORIZATION app")
    ledger = opened(server.replace("postgres@", "app@") + "&schema=made_before")
    hold = held(ledger)
    hold.append("started", at=AT, by=BY)
    hold.release()
    with pytest.raises(NotWritten, match="permission denied for database"):
        opened(server.replace("postgres@", "app@") + "&schema=not_made_before")


def test_a_session_that_the_server_ended_has_lost_the_lock(schema):
    ledger = opened(schema)
    hold = held(ledger)
    asked(schema, "SELECT pg_terminate_backend(session, 5000) FROM " + schema.partition("&schema=")[2] + ".holders")
    assert ledger.holder() is None
    with pytest.raises(LockLost, match="the lock with it"):
        hold.append("started", at=AT, by=BY)
    with pytest.raises(NotWritten):
        hold.append("started", at=AT, by=BY)
    hold.release()
    assert len(list(ledger.records())) == 1


def test_a_session_that_gave_the_lock_up_unknowingly_writes_nothing(schema):
    """As behind a pooler that hands the session to somebody else: the statement that writes asks for the lock itself."""
    ledger = opened(schema)
    hold = held(ledger)
    hold._lock.connection.exec_driver_sql("SELECT pg_advisory_unlock_all()")
    with pytest.raises(LockLost):
        hold.append("started", at=AT, by=BY)
    assert len(list(ledger.records())) == 1


def test_somebody_who_writes_without_the_lock_is_noticed(schema):
    ledger = opened(schema)
    hold = held(ledger)
    name = schema.partition("&schema=")[2]
    asked(schema, f"INSERT INTO {name}.records SELECT 2, at, by, kind, plan, step, body, hash, 'x' FROM {name}.records")
    with pytest.raises(LockLost, match="somebody else has written"):
        hold.append("started", at=AT, by=BY, plan=PLAN)
    hold.release()
    with pytest.raises(Damaged):
        ledger.verify()


def test_a_lock_of_somebody_who_says_nothing_is_a_lock(schema):
    ledger = opened(schema)
    hold = held(ledger)
    asked(schema, f"DELETE FROM {schema.partition('&schema=')[2]}.holders")
    begun = time.monotonic()
    with pytest.raises(Busy) as busy:
        open_ledger(schema, create=None).hold("ben", "laptop", 1, AT)
    assert time.monotonic() - begun < 30, "it was waited for"
    assert busy.value.holder is not None
    assert busy.value.holder.who == "somebody"
    hold.release()


def test_a_database_that_takes_no_writes_says_so(schema, server):
    opened(schema)
    asked(server, "CREATE ROLE reader LOGIN")
    name = schema.partition("&schema=")[2]
    asked(server, f"GRANT USAGE ON SCHEMA {name} TO reader")
    asked(server, f"GRANT SELECT ON ALL TABLES IN SCHEMA {name} TO reader")
    reader = open_ledger(schema.replace("postgres@", "reader@"), create=None)
    assert len(list(reader.records())) == 1
    assert reader.holder() is None
    with pytest.raises(NotWritten, match="permission denied"):
        held(reader)
    held(opened(schema)).release()


def test_a_server_that_does_not_wait_for_its_disk_is_refused():
    with postgres(fsync="off") as url, pytest.raises(Unusable, match="fsync = off"):
        opened(url)


def test_a_server_that_stops_while_the_lock_is_held_has_lost_it():
    with postgres() as url:
        ledger = opened(url)
        hold = held(ledger)
    with pytest.raises(LockLost, match="the connection to the database is lost"):
        hold.append("started", at=AT, by=BY)
    hold.release()
    with pytest.raises(Unusable, match="cannot be reached"):
        list(ledger.records())


@pytest.mark.parametrize("name", ["public", "Capital", "with blank", "a;b", "x" * 41, '"', "1a"])
def test_a_schema_of_another_name_is_refused(server, name):
    with pytest.raises(Unusable, match="the name of the ledger's schema"):
        opened(f"{server}&schema={name}")


def test_a_url_that_leads_nowhere_is_out_of_reach_and_shows_no_password():
    for url in ("postgresql://ana:hunter2hunter2@127.0.0.1:1/x", "postgres://ana:hunter2hunter2@127.0.0.1:1/x?connect_timeout=1"):
        with pytest.raises(Unusable, match="cannot be reached") as refused:
            opened(url)
        assert "hunter2" not in f"{refused.value.says}{refused.value.help}"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql://ana:hunter2@db.example.com:5433/estate", "postgresql://db.example.com:5433/estate (schema `syncwright`)"),
        ("postgresql://db/estate?schema=x&password=hunter2&sslmode=require", "postgresql://db/estate (schema `x`)"),
        ("postgresql://ana@/estate?host=/run/pg", "postgresql:///run/pg/estate (schema `syncwright`)"),
        ("postgresql://ana:p@db:port/estate", "a database whose URL cannot be read"),
        ("/srv/ledger.sqlite", "/srv/ledger.sqlite"),
    ],
)
def test_a_place_is_shown_without_secrets(url, says):
    assert shown(url) == says


def test_a_url_that_is_none_is_refused_and_not_shown():
    with pytest.raises(Unusable, match="the ledger's URL cannot be read") as refused:
        opened("postgresql://ana:hunter2@db:port/x")
    assert "hunter2" not in str(refused.value)


def test_a_database_without_a_ledger_has_none(schema):
    with pytest.raises(Missing):
        open_ledger(schema, create=None)
    assert asked(schema, "SELECT count(*) FROM pg_namespace WHERE nspname = %s", schema.partition("&schema=")[2]) == [(0,)]


def test_settings_of_a_session_are_those_that_a_long_run_needs(schema):
    hold = held(opened(schema))
    rows = (
        hold._lock.connection.exec_driver_sql("SHOW synchronous_commit").scalar(),
        hold._lock.connection.exec_driver_sql("SHOW lock_timeout").scalar(),
    )
    assert rows == ("on", "5s")
    hold.release()
    assert os.environ.get("PGPASSWORD") is None
