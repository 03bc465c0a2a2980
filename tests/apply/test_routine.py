"""When checks that people do again and again fall due: from the last time, or from when the ledger was opened."""

from datetime import date

import pytest

from apply.worlds import Kept
from syncwright.apply.routine import Routine, falls_due

CHECK = Routine("review/marketo", "look at the errors", "ops", None, "2 days")


def ledger(*reviewed):
    kept = Kept()
    kept.append("opened", at="2026-06-01T23:59:59.000000+00:00", by="o@h")
    for day, check in reviewed:
        kept.append("reviewed", at=f"2026-06-{day:02}T01:00:00.000000+00:00", by="o@h", body={"check": check, "by": "ann", "evidence": "e"})
    return kept.kept


def stands(records, day, every="2 days"):
    [one] = falls_due([Routine("review/marketo", "look", "ops", None, every)], records, date(2026, 6, day))
    return one.due, one.state


@pytest.mark.parametrize(("day", "state"), [(1, "done"), (2, "done"), (3, "due"), (4, "overdue"), (30, "overdue")])
def test_before_it_was_ever_done_it_counts_from_the_ledger(day, state):
    assert stands(ledger(), day) == ("2026-06-03", state)


def test_it_counts_from_the_last_time_and_not_from_that_of_another_check():
    records = ledger((3, "review/marketo"), (5, "review/marketo"), (9, "review/ae"))
    [one] = falls_due([CHECK], records, date(2026, 6, 7))
    assert (one.due, one.state, one.last, one.by, one.evidence) == ("2026-06-07", "due", "2026-06-05T01:00:00.000000+00:00", "ann", "e")


@pytest.mark.parametrize(
    ("every", "due"), [("30 minutes", "2026-06-02"), ("12 hours", "2026-06-02"), ("1 week", "2026-06-08"), ("1 month", "2026-07-01")]
)
def test_lengths_of_less_than_a_day_fall_due_on_the_next(every, due):
    assert stands(ledger(), 1, every) == (due, "done")


def test_nothing_is_due_where_nothing_is_to_be_checked():
    assert list(falls_due([], ledger(), date(2026, 6, 30))) == []
