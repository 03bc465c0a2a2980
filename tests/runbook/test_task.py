"""A task: what it is called, what of it is the work, and how sure its reason is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.facts import Fact
from syncwright.records import replace
from syncwright.runbook.standing import standing
from syncwright.runbook.task import Task, asked, gathered, listed, named, sentence, told

SURE, HEARD = Fact("it has no API", "Vendor: page"), Fact("it takes a day", "a forum", certain=False)
TASK = Task(
    "campaign/welcome",
    "campaigns",
    "build it",
    "it runs",
    "ops",
    SURE,
    ("Admin", "Campaigns"),
    (("Name", "welcome"),),
    ("Save it.",),
    notes=("It is slow.",),
    file="x/sheet.md",
    system="Elsewhere",
    rests_on=("Lead.A", "Lead.B", "Contact.A"),
)


@pytest.mark.parametrize(("of", "name"), [("marketo", "runbook/marketo/campaign/welcome"), ("ae/emea", "runbook/ae/emea/campaign/welcome")])
def test_a_task_is_attested_by_the_address_of_what_it_is_for(of, name):
    assert TASK.name(of) == named(of, "campaign/welcome") == name


def test_what_is_told_is_the_reason_then_the_work_then_what_is_good_to_know():
    assert list(told(TASK)) == [
        "It has no API (Vendor: page).",
        "Where: Admin > Campaigns.",
        "Name: welcome",
        "Save it.",
        "generated/x/sheet.md has the details.",
        "By the specs that is 1 of Contact, 2 of Lead.",
        "It is slow.",
    ]


@pytest.mark.parametrize(
    ("menu", "path"),
    [(("Admin", "Campaigns"), "Admin > Campaigns"), ((), "not documented"), (None, None)],
    ids=["said", "not-documented", "nothing"],
)
def test_a_menu_that_no_source_says_is_said_to_be_undocumented(menu, path):
    assert replace(TASK, menu=menu).path == path


def test_what_is_not_certain_says_so():
    assert sentence(HEARD) == "It takes a day (observed, not documented) (a forum)."


CHANGES = {
    "title": "do it",
    "verify": "it stands",
    "values": (("Name", "hello"),),
    "does": ("Save it twice.",),
    "menu": ("Admin",),
    "file": "x/other.md",
    "rests_on": ("Lead.A",),
}


@pytest.mark.parametrize("attribute", CHANGES)
def test_work_that_asks_for_something_else_is_other_work(attribute):
    [before], [after] = standing("of", [TASK]), standing("of", [replace(TASK, **{attribute: CHANGES[attribute]})])
    assert before.digest != after.digest


@pytest.mark.parametrize("attribute", ["notes", "owner", "fact", "keys", "after"])
def test_what_is_no_part_of_the_work_leaves_it_as_it_is(attribute):
    others = {"notes": (), "owner": "sales", "fact": HEARD, "keys": ("connector/x",), "after": ("first",)}
    [before], [after] = standing("of", [TASK]), standing("of", [replace(TASK, **{attribute: others[attribute]})])
    assert before.digest == after.digest
    assert list(asked(TASK)) == list(asked(replace(TASK, **{attribute: others[attribute]})))


def test_a_task_that_waits_names_what_it_waits_for_as_attest_does():
    [one] = standing("ae/emea", [replace(TASK, after=("first", "support/same-email"))])
    assert one.after == ("runbook/ae/emea/first", "runbook/ae/emea/support/same-email")
    assert (one.system, one.owner, one.proves) == ("Elsewhere", "ops", "it runs")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), max_size=12), st.permutations("abc"))
def test_tasks_are_told_by_part_and_within_one_as_they_were_contributed(said, parts):
    contributed = [replace(TASK, id=f"{part}{number}-{index}", part=part) for index, (part, number) in enumerate(said)]

    def one_by_one(index):
        return lambda _catalog, _of: iter(contributed[index : index + 1])

    found = gathered([one_by_one(index) for index in range(len(contributed))], None, "of", dict.fromkeys(parts, ""))
    assert found == [task for part in parts for task in contributed if task.part == part]


@given(st.lists(st.text("ab", min_size=1), max_size=9), st.integers(1, 5))
def test_a_long_list_says_how_many_more_there_are(names, most):
    shown = listed(names, most)
    more = len(names) - most
    assert shown.endswith(f" and {more} more") == (more > 0)
    assert shown.removesuffix(f" and {more} more").split(", ") == (names[:most] or [""])
