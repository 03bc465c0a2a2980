"""Work that stands whatever plan there is: what was attested holds until the work is another one, and nothing is attested before what comes first."""

from hypothesis import given
from hypothesis import strategies as st

from syncwright.apply.standing import Standing, not_attested_yet, stands
from syncwright.ledger.model import Record

FIRST = Standing("runbook/m/first", "do this", "Marketo", "ops", "all of it", "it is done", ("tick it",))
THEN = Standing("runbook/m/then", "do that", "Marketo", "ops", "all of it", "it is done", ("type it",), ("runbook/m/first",))
LONE = Standing("runbook/m/lone", "and this", "Marketo", "ops", "", "it is done", (), ("runbook/m/gone",))


def said(task: Standing, by: str = "ann", number: int = 1, **body: str) -> Record:
    held = {"check": task.name, "by": by, "evidence": "", "asked": task.digest, **body}
    return Record(number, f"2026-06-0{number}T00:00:00.000000Z", "u@h", "reviewed", "", "", held, "", "")


def states(*records: Record, tasks=(FIRST, THEN, LONE)) -> dict[str, str]:
    return {one.task.name.rpartition("/")[2]: one.state for one in stands(tasks, records)}


def test_nothing_is_done_before_somebody_says_so():
    assert states() == {"first": "pending", "then": "waiting", "lone": "pending"}, "what is no task any more is waited for by nobody"


def test_what_is_attested_frees_what_waits_for_it():
    assert states(said(FIRST)) == {"first": "done", "then": "pending", "lone": "pending"}
    assert states(said(FIRST), said(THEN, number=2)) == {"first": "done", "then": "done", "lone": "pending"}


def test_a_task_that_asks_for_something_else_is_to_be_done_again_and_holds_up_what_comes_after():
    other = Standing(FIRST.name, FIRST.title, "Marketo", "ops", FIRST.text, FIRST.proves, ("untick it",))
    assert states(said(FIRST), tasks=(other, THEN)) == {"first": "changed", "then": "waiting"}
    [stand, _] = stands((other, THEN), (said(FIRST),))
    assert (stand.by, stand.at) == ("ann", "2026-06-01T00:00:00.000000Z")


def test_what_is_good_to_know_is_no_part_of_the_work():
    other = Standing(FIRST.name, FIRST.title, "Salesforce", "sales", "more of it", FIRST.proves, FIRST.asks)
    assert states(said(FIRST), tasks=(other,)) == {"first": "done"}


def test_the_last_word_counts():
    assert states(said(FIRST), said(FIRST, number=2, asked="something else")) == {"first": "changed", "then": "waiting", "lone": "pending"}


def test_a_record_of_another_kind_attests_nothing():
    record = said(FIRST)
    assert states(Record(1, record.at, "u@h", "attested", "p", FIRST.name, record.body, "", ""))["first"] == "pending"


def test_why_something_cannot_be_attested_is_said_in_words():
    every = list(stands((FIRST, THEN, LONE), (said(LONE, by="bob"),)))
    assert not_attested_yet(FIRST.name, every) is None
    assert not_attested_yet(THEN.name, every) == "`runbook/m/then` waits for `runbook/m/first`"
    assert not_attested_yet(LONE.name, every) == "`runbook/m/lone` was attested already, by bob, and asks for nothing else since"
    assert not_attested_yet("runbook/m/no", every) == "there is no task `runbook/m/no`: `syncwright steps --runbook` lists those there are"


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_two_tasks_have_one_digest_only_if_they_ask_for_the_same(one, other):
    made = [Standing("n", "t", "s", "o", "x", "p", tuple(asks)).digest for asks in (one, other)]
    assert (made[0] == made[1]) == (one == other)
