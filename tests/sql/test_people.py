"""Counts of people by their addresses, run in DuckDB beside the same counted by hand."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.sql.people import alone, repeated, unticked

_ADDRESS = st.sampled_from(["a@x.example", "A@X.example", " a@x.example ", "b@x.example", "c@x.example", "", "  ", None])
_TEXT = st.sampled_from(["1", "", " ", None])


@pytest.fixture(scope="module")
def base():
    run = duckdb.connect()
    yield run
    run.close()


def laid(base, name, rows, columns):
    base.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({', '.join(f'{one} VARCHAR' for one in columns)})")
    for row in rows:
        base.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", list(row))


def plain(address):
    return (address or "").strip().lower()


@given(leads=st.lists(_ADDRESS, max_size=6), contacts=st.lists(_ADDRESS, max_size=6))
def test_an_address_counts_without_its_case_and_a_blank_is_nobodys(base, leads, contacts):
    laid(base, "leads", [(one,) for one in leads], ["c0"])
    laid(base, "contacts", [(one,) for one in contacts], ["c0"])
    every = [plain(one) for one in (*leads, *contacts) if plain(one)]
    several = {one for one in every if every.count(one) > 1}
    row = base.execute(repeated([("leads", "c0"), ("contacts", "c0")])).fetchone()
    assert row == (len(several), sum(every.count(one) for one in several))


@given(
    prospects=st.lists(st.tuples(_ADDRESS, _TEXT, _TEXT), max_size=6),
    leads=st.lists(_ADDRESS, max_size=4),
)
def test_who_is_assigned_and_matches_nothing_is_counted(base, prospects, leads):
    laid(base, "prospects", prospects, ["c0", "c1", "c2"])
    laid(base, "leads", [(one,) for one in leads], ["c0"])
    known = {plain(one) for one in leads if plain(one)}
    assigned = [one for one in prospects if (one[1] or "").strip()]
    new = [one for one in assigned if not (one[2] or "").strip() and plain(one[0]) not in known]
    row = base.execute(alone("prospects", "c0", "c1", "c2", [("leads", "c0")])).fetchone()
    assert row == (len(prospects), len(assigned), len(new))


@given(rows=st.lists(st.tuples(*[st.sampled_from(["true", "True", "1", "false", "0", "", None])] * 2), max_size=6))
def test_a_box_is_ticked_however_it_is_exported(base, rows):
    laid(base, "boxes", rows, ["c0", "c1"])
    free = [row for row in rows if not any((one or "").lower() in ("true", "1") for one in row)]
    assert base.execute(unticked("boxes", ["c0", "c1"])).fetchone() == (len(rows), len(free))
