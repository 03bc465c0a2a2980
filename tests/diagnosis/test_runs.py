"""What stands out in a history, and that nothing does in a quiet one."""

from datetime import datetime, timedelta

import pytest

from syncwright.diagnosis.runs import History, SyncRun, Waiting, backlogs, by_object, unusual

MONDAY = datetime(2026, 11, 16)  # noqa: DTZ001 - the zone is the export's
FINE = frozenset({"succeeded"})


def run(number: int, hours: float, **more: object) -> SyncRun:
    began = MONDAY + timedelta(hours=hours)
    given = {"ended": began + timedelta(minutes=6), "object": "Contact", "operation": "Pull updates", "status": "Succeeded", "updated": 100}
    return SyncRun(number, began, **{**given, **more})


def told(*runs: SyncRun) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(one.kind, one.object, one.lines) for one in unusual(History(tuple(runs), fine=FINE))]


QUIET = [run(number + 2, number / 2) for number in range(100)]


def test_nothing_stands_out_where_every_run_is_like_the_others():
    assert told(*QUIET) == []


def test_four_hours_with_far_more_records_are_a_spike():
    load = run(200, 21, updated=9_000)
    assert told(*QUIET, load) == [("spike", "Contact", (42, 43, 44, 45, 46, 47, 48, 49, 200))]


def test_few_records_are_no_spike_however_quiet_it_is_otherwise():
    quiet = [run(one.line, (one.began - MONDAY).total_seconds() / 3600, updated=1) for one in QUIET]
    assert told(*quiet, run(200, 21, updated=900)) == []
    assert [kind for kind, _, _ in told(*quiet, run(200, 21, updated=1_000))] == ["spike"]


def test_more_of_the_same_on_a_busy_day_is_no_spike():
    busy = [run(one.line, (one.began - MONDAY).total_seconds() / 3600, updated=1_000 * (1 + one.line % 2)) for one in QUIET]
    assert told(*busy, run(200, 21, updated=9_000)) == []


@pytest.mark.parametrize(("more", "noticed"), [({"status": "Failed"}, True), ({"failed": 1}, True), ({"status": "SUCCEEDED"}, False)])
def test_a_run_that_failed_is_told(more, noticed):
    assert told(*QUIET, run(200, 1, **more)) == ([("failed", "Contact", (200,))] if noticed else [])


def test_work_for_nothing_is_told_from_half_of_the_records_on():
    assert told(run(2, 0, updated=1_000, skipped=999)) == []
    assert told(run(2, 0, updated=1_000, skipped=1_000)) == [("skipped", "Contact", (2,))]


def test_each_object_has_its_numbers():
    runs = [run(2, 0), run(3, 0.5, skipped=20), run(4, 1.5, failed=1), run(5, 1, object="Lead", ended=None)]
    contact, lead = by_object(runs)
    assert (contact.object, contact.runs, contact.changed, contact.skipped, contact.failed) == ("Contact", 3, 300, 20, 1)
    assert contact.per_hour == pytest.approx(321 / 0.3)
    assert (contact.longest, contact.apart) == (timedelta(minutes=6), timedelta(minutes=45))
    assert (lead.per_hour, lead.longest, lead.apart) == (None, None, None)


def waiting(line: int, hours: float, records: int, per_hour: float | None = 100) -> Waiting:
    return Waiting(line, MONDAY + timedelta(hours=hours), "Lead", records, per_hour)


@pytest.mark.parametrize(
    ("readings", "growing"),
    [
        ([(0, 10), (6, 11)], True),
        ([(0, 10), (6, 10)], False),
        ([(0, 10), (5.9, 99)], None),
        ([(0, 1), (3, 50), (8, 40)], True),
        ([(0, 1), (2, 50), (8, 40)], False),
    ],
)
def test_a_backlog_grows_if_it_is_more_than_six_hours_before(readings, growing):
    told = History(waiting=tuple(waiting(line, *one) for line, one in enumerate(readings, 2)))
    assert [one.growing for one in backlogs(told.waiting)] == [growing]
    assert [one.kind for one in unusual(told)] == (["growing"] if growing else [])


def test_what_is_left_takes_what_goes_through_in_an_hour():
    assert backlogs([waiting(2, 0, 250)])[0].left == timedelta(hours=2.5)
    assert backlogs([waiting(2, 0, 250, None)])[0].left is None
    assert backlogs([waiting(2, 0, 250, 0)])[0].left is None
