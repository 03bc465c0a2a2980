"""The options of the sync as tasks: every box that decides something, as the specs want it, and what activities cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_estates import RUNS, marketo, tasks
from syncwright.platforms.marketo.words import ACTIVITIES
from syncwright.runbook.task import asked, told


def values(files, name):
    return dict(tasks({**RUNS, **files})[name].values)


@pytest.mark.parametrize(("more", "box"), [("", "not ticked"), ("options: {campaign_sync: true}\n", "ticked")])
def test_campaign_sync_is_a_box_that_is_ticked_or_not(more, box):
    task = tasks({**RUNS, **marketo(more)})["campaign-sync"]
    assert (task.path, dict(task.values)) == ("Admin > Salesforce > Edit Sync Settings", {"Enable Salesforce Campaign Sync": box})


def test_default_names_are_typed_where_somebody_said_them():
    assert "default-names" not in tasks({**RUNS, **marketo()})
    assert values(marketo("options: {default_company: '[unknown]'}\n"), "default-names") == {"Default person company": "[unknown]"}
    both = marketo("options: {default_last_name: Unknown, default_company: Unknown}\n")
    assert values(both, "default-names") == {"Default person last name": "Unknown", "Default person company": "Unknown"}


def test_every_activity_has_its_box_so_that_none_stays_ticked_by_chance():
    shown = values(marketo("activities: [Clicked link in email, Filled out form]\n"), "activities")
    assert tuple(shown) == ACTIVITIES
    assert len(ACTIVITIES) == 12
    assert [name for name, box in shown.items() if box == "ticked"] == ["Filled out form", "Clicked link in email"]
    assert set(values(marketo(), "activities").values()) == {"not ticked"}


def test_what_an_activity_costs_is_said_where_somebody_knows_how_often_it_happens():
    task = tasks({**RUNS, **marketo("activities: [Filled out form, Added to list]\nvolumes: {Filled out form: 120}\n")})["activities"]
    assert "Filled out form: 120 calls and 120 tasks a day, and 10,800 tasks at first. An estimate." in task.notes
    assert "Nobody said under `volumes` how often these happen, so what they cost is not known: Added to list." in task.notes


def test_no_cost_is_told_where_nothing_is_written():
    assert tasks({**RUNS, **marketo()})["activities"].notes == ()


@given(st.integers(0, 999_999), st.integers(1, 9))
def test_half_an_activity_a_day_is_one_call(whole, tenths):
    task = tasks({**RUNS, **marketo(f"activities: [Filled out form]\nvolumes: {{Filled out form: {whole}.{tenths}}}\n")})["activities"]
    assert any(note.startswith(f"Filled out form: {whole + 1:,} calls and {whole + 1:,} tasks a day") for note in task.notes)


def test_what_it_costs_is_no_part_of_the_work():
    """A new estimate does not make people tick boxes again."""
    said = [
        tasks({**RUNS, **marketo(f"activities: [Filled out form]\nvolumes: {{Filled out form: {number}}}\n")})["activities"]
        for number in (1, 2)
    ]
    assert list(told(said[0])) != list(told(said[1]))
    assert list(asked(said[0])) == list(asked(said[1]))
