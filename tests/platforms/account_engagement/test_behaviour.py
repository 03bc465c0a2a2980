"""What one sync makes of a field, by its sync behaviour: the truth table, and what holds of all of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.platforms.account_engagement.behaviour import TITLES, Settled, may_write, settle, table

AE, SF = "account_engagement", "salesforce"
RECENT = ("most_recent_field", "most_recent_record")

#: Behaviour, Account Engagement's value, Salesforce's, whether blanks overwrite, who is newer; the side that is written, and what both have then.
ROWS = [
    (AE, "A", "S", False, None, SF, "A"),
    (AE, "A", None, False, None, SF, "A"),
    (AE, None, "S", False, None, AE, "S"),
    (AE, None, "S", True, None, AE, "S"),
    (AE, "A", None, True, None, SF, "A"),
    (SF, "A", "S", False, None, AE, "S"),
    (SF, None, "S", False, None, AE, "S"),
    (SF, "A", None, False, None, SF, "A"),
    (SF, "A", None, True, None, AE, None),
    (SF, "A", "S", True, None, AE, "S"),
    ("most_recent_field", "A", "S", False, AE, SF, "A"),
    ("most_recent_field", "A", "S", False, SF, AE, "S"),
    ("most_recent_field", None, "S", False, AE, AE, "S"),
    ("most_recent_field", "A", None, False, SF, SF, "A"),
    ("most_recent_record", "A", "S", False, SF, AE, "S"),
    ("most_recent_record", "A", "S", True, AE, SF, "A"),
]


@pytest.mark.parametrize(("wins", "there", "here", "overwrite", "newer", "written", "value"), ROWS)
def test_the_table(wins, there, here, overwrite, newer, written, value):
    settled = settle(wins, there, here, overwrite=overwrite, newer=newer)
    assert (settled.written, settled.value, settled.known) == (written, value, True)


@pytest.mark.parametrize(
    ("wins", "there", "here", "overwrite"),
    [
        (None, "A", "S", False),
        (None, "A", None, False),
        ("most_recent_field", "A", "S", False),
        ("most_recent_record", "A", "S", True),
        ("most_recent_field", "A", None, True),
    ],
)
def test_what_is_not_known_is_said_to_be(wins, there, here, overwrite):
    settled = settle(wins, there, here, overwrite=overwrite)
    assert (settled.known, settled.written, settled.fact.certain) == (False, None, False)


def test_what_third_parties_alone_say_is_not_certain():
    assert not settle("most_recent_record", "A", "S", newer=SF).fact.certain
    assert not settle("most_recent_record", "A", None).fact.certain
    assert settle("most_recent_field", "A", "S", newer=SF).fact.certain


def test_an_empty_text_is_a_blank():
    assert settle(AE, "", "S") == settle(AE, None, "S")
    assert settle(SF, "", None).written is None


VALUES = st.sampled_from([None, "", "a", "A", "b "])
WINS = st.sampled_from([*TITLES, None])
NEWER = st.sampled_from([None, AE, SF])


def after(there: str | None, here: str | None, settled: Settled) -> tuple[str | None, str | None]:
    """What both sides have after a sync."""
    new = settled.value
    return (new if settled.written == AE else there or None), (new if settled.written == SF else here or None)


@given(WINS, VALUES, VALUES, st.booleans(), NEWER)
def test_after_a_sync_both_sides_are_the_same_and_the_next_changes_nothing(wins, there, here, overwrite, newer):
    settled = settle(wins, there, here, overwrite=overwrite, newer=newer)
    if not settled.known:
        return
    one, other = after(there, here, settled)
    assert one == other == settled.value
    assert settle(wins, one, other, overwrite=overwrite, newer=newer).written is None


@given(WINS, VALUES, VALUES, st.booleans(), NEWER)
def test_no_value_is_lost_to_a_blank_unless_support_switched_that_on(wins, there, here, overwrite, newer):
    settled = settle(wins, there, here, overwrite=overwrite, newer=newer)
    if settled.known and (there or here) and not settled.value:
        assert (wins, overwrite, here or None) == (SF, True, None)


@given(WINS, VALUES, VALUES, st.booleans(), NEWER)
def test_a_value_is_one_of_the_two(wins, there, here, overwrite, newer):
    settled = settle(wins, there, here, overwrite=overwrite, newer=newer)
    assert settled.value in (None, there, here)


@given(st.sampled_from(sorted(TITLES)), VALUES, VALUES, st.booleans(), NEWER)
def test_what_never_writes_to_salesforce_never_does(wins, there, here, overwrite, newer):
    if not may_write(wins, overwrite=overwrite):
        assert settle(wins, there, here, overwrite=overwrite, newer=newer).written != SF


@pytest.mark.parametrize("wins", sorted(TITLES))
@pytest.mark.parametrize("overwrite", [False, True])
def test_the_table_for_people_has_every_case_and_says_what_settling_does(wins, overwrite):
    rows = list(table(wins, overwrite=overwrite))
    assert {(row.there, row.here) for row in rows} == {(True, True), (True, False), (False, True)}
    assert len(rows) == (4 if wins in RECENT else 3)
    for row in rows:
        assert row.settled == settle(wins, "A" if row.there else None, "S" if row.here else None, overwrite=overwrite, newer=row.newer)
