"""The export of Sync Status and the table of backlogs, as far as Adobe documents their columns; what is not documented is asked for."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.diagnosis.runs import HistoryNotRead
from syncwright.platforms.marketo.history.moments import FORMS, NoForm, moments
from syncwright.platforms.marketo.history.reading import history

HEADER = "Started At,Ended At,Object,Operation,Status,New,Updated,Deleted,Failed Item,Skipped\n"


def test_a_run_is_read_with_its_numbers():
    found = history(HEADER + '2026-11-20 09:00,2026-11-20 09:12,Contact,Pull updates,Succeeded,1,"2,300",4,5,600\n')
    assert found is not None
    run = found.runs[0]
    assert (run.line, run.object, run.operation, run.status) == (2, "Contact", "Pull updates", "Succeeded")
    assert (run.new, run.updated, run.deleted, run.failed, run.skipped, run.handled) == (1, 2300, 4, 5, 600, 2910)
    assert run.ended is not None
    assert run.ended - run.began == timedelta(minutes=12)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_may_stand_in_any_order_and_others_beside_them(delimiter):
    rows = [
        ["Status", "Skipped", "Note", " started  AT", "OBJECT", "Operation"],
        ["In Process", "7", "", "2026-11-20T09:00:00+01:00", "Task", "Push new"],
    ]
    found = history("\ufeff" + "\r\n".join(delimiter.join(row) for row in rows))
    assert found is not None
    assert [(run.object, run.status, run.skipped, run.ended) for run in found.runs] == [("Task", "In Process", 7, None)]


def test_a_table_of_backlogs_is_read():
    header = "Object Type,Average records synced / hr,Sync Backlog,Backlog last fetched\n"
    found = history(header + 'Contact,"4,000",12000,2026-11-20 09:00\nLead,,0,2026-11-20 09:00\n')
    assert found is not None
    assert [(one.object, one.records, one.per_hour) for one in found.waiting] == [("Contact", 12000, 4000), ("Lead", 0, None)]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Started At,Object\n1,2\n", "{}"])
def test_other_files_are_none(text):
    assert history(text) is None


@pytest.mark.parametrize(
    ("rows", "line", "says"),
    [
        ("2026-11-20 09:00,,Contact,Pull updates,Succeeded,many,0,0,0,0\n", 2, "no number of records"),
        ("2026-11-20 09:00,,Contact,Pull updates,Succeeded,-1,0,0,0,0\n", 2, "no number of records"),
        ("\n2026-11-20 09:00,,Contact\n", 3, "3 values"),
        (",,Contact,Pull updates,Succeeded,0,0,0,0,0\n", 2, "is empty"),
        ("2026-11-20 09:00,2026-11-20 08:00,Contact,Pull updates,Succeeded,0,0,0,0,0\n", 2, "ended before it began"),
        ('2026-11-20 09:00,"2026,Contact\n', 2, "cannot be read"),
        ("yesterday,,Contact,Pull updates,Succeeded,0,0,0,0,0\n", 2, "no moment"),
        ("13/01/2026 09:00,,A,P,Succeeded,0,0,0,0,0\n01/13/2026 09:00,,A,P,Succeeded,0,0,0,0,0\n", 2, "no moment"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(rows, line, says):
    with pytest.raises(HistoryNotRead, match=says) as caught:
        history(HEADER + rows)
    assert caught.value.line == line


def test_a_column_twice_is_refused():
    with pytest.raises(HistoryNotRead, match="two columns"):
        history(HEADER.strip() + ",Status\n")


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), min_size=1, max_size=6), st.sampled_from(FORMS))  # noqa: DTZ001
def test_moments_of_any_form_are_read_or_asked_for_and_never_read_wrongly(some, form):
    exact = [datetime.strptime(one.strftime(form), form) for one in some]  # noqa: DTZ007
    texts = [one.strftime(form) for one in some]
    assert moments(texts, form) == exact
    try:
        assert moments(texts) == exact
    except NoForm as error:
        assert "ways" in error.says


def test_a_day_beyond_twelve_settles_which_number_is_the_month():
    assert moments(["01/02/2026 10:00", "25/02/2026 10:00"])[0] == datetime(2026, 2, 1, 10)  # noqa: DTZ001
    with pytest.raises(NoForm, match="2 ways"):
        moments(["01/01/2026 10:00", "01/02/2026 10:00"])
