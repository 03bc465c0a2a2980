"""What records mean, without any database."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.ledgers import AT, BEGUN, BY, PLAN, RUN
from syncwright.ledger.chain import linked
from syncwright.ledger.model import Damaged, StepState
from syncwright.ledger.reading import managed, plan_state, present, step_states, unfinished, verified

OTHER = "9" * 64


def chained(*said):
    """Records of (kind, plan, step, body), each after the one before."""
    records = [linked(None, "opened", at=AT, by=BY, plan="", step="", body=BEGUN)]
    for number, (kind, plan, step, body) in enumerate(said, 1):
        records.append(linked(records[-1], kind, at=at(number), by=BY, plan=plan, step=step, body=body))
    return records


def at(number: int) -> str:
    return f"2026-11-22T10:00:{number:02}.000000+00:00"


def of(plan, *said):
    return [(kind, plan, step, body) for kind, step, body in said]


def test_steps_stand_as_their_last_record_says():
    states = step_states(chained(*of(PLAN, *RUN)), PLAN)
    assert states == {
        "salesforce.deploy": StepState("done", at(5), job="0Af000000000001", since=at(3), says="2 components"),
        "marketo.by_hand": StepState("attested", at(6), by="Ana", evidence="https://example.com/1"),
        "salesforce.assign": StepState("intended", at(7), since=at(7)),
    }


def test_a_step_that_was_refused_and_is_begun_again_has_no_job_of_before():
    records = chained(
        *of(PLAN, ("intended", "a", {}), ("job", "a", {"id": "1"}), ("settled", "a", {"state": "refused"}), ("intended", "a", {}))
    )
    assert step_states(records, PLAN) == {"a": StepState("intended", at(4), since=at(4))}


@pytest.mark.parametrize("state", ["refused", "differs"])
def test_what_a_step_ended_with_is_kept(state):
    records = chained(*of(PLAN, ("intended", "a", {}), ("settled", "a", {"state": state, "says": "no"})))
    assert step_states(records, PLAN)["a"] == StepState(state, at(2), since=at(1), says="no")


def test_attested_and_observed_are_kept_apart():
    attested = ("attested", "a", {"by": "Ana", "evidence": "e"})
    observed = ("observed", "a", {"says": "is there"})
    assert step_states(chained(*of(PLAN, attested)), PLAN)["a"].state == "attested"
    both = StepState("done", at(2), says="is there", by="Ana", evidence="e")
    assert step_states(chained(*of(PLAN, attested, observed)), PLAN)["a"] == both
    later = step_states(chained(*of(PLAN, observed, attested)), PLAN)["a"]
    assert (later.state, later.at, later.by) == ("done", at(1), "Ana")


def test_steps_of_another_plan_are_not_ours():
    assert step_states(chained(*of(PLAN, *RUN)), OTHER) == {}


def test_an_end_that_nobody_knows_is_damage():
    with pytest.raises(Damaged, match="record 2 says that a step ended as `maybe`") as damaged:
        step_states(chained(*of(PLAN, ("settled", "a", {"state": "maybe"}))), PLAN)
    assert damaged.value.number == 2


STARTED, FINISHED, STOPPED = ("started", "", {}), ("finished", "", {"people": "1"}), ("stopped", "", {"exit": "4"})


@pytest.mark.parametrize(
    ("said", "state", "open_plan"),
    [
        ([], "new", None),
        (of(PLAN, STARTED), "unfinished", PLAN),
        (of(PLAN, STARTED, STOPPED, STARTED), "unfinished", PLAN),
        (of(PLAN, STARTED, FINISHED), "finished", None),
        (of(PLAN, STARTED, FINISHED, ("attested", "a", {})), "finished", None),
        ([*of(PLAN, STARTED), *of(OTHER, STARTED)], "given_up", OTHER),
        ([*of(PLAN, STARTED), *of(OTHER, STARTED, FINISHED)], "given_up", None),
        ([*of(OTHER, STARTED, FINISHED), *of(PLAN, STARTED)], "unfinished", PLAN),
        ([*of(PLAN, STARTED), ("rebased", "", "", {})], "given_up", None),
        ([("rebuilt", "", "", {"used": json.dumps([PLAN])})], "given_up", None),
        ([("rebuilt", "", "", {"used": json.dumps([OTHER])})], "new", None),
        ([*of(PLAN, STARTED, FINISHED), ("rebased", "", "", {})], "finished", None),
    ],
)
def test_a_plan_stands_as_the_records_say(said, state, open_plan):
    records = chained(*said)
    assert (plan_state(records, PLAN), unfinished(records)) == (state, open_plan)


@given(st.lists(st.tuples(st.sampled_from(["started", "finished", "stopped", "rebased", "unlocked"]), st.sampled_from("abc")), max_size=12))
def test_the_unfinished_plan_is_the_one_whose_state_says_so(said):
    records = chained(*((kind, "" if kind in ("rebased", "unlocked") else plan, "", {}) for kind, plan in said))
    found = {plan for plan in "abc" if plan_state(records, plan) == "unfinished"}
    assert found == {unfinished(records)} - {None}


def digests(**held):
    return {"digests": json.dumps({f"t/{name}": digest for name, digest in held.items()})}


def test_ours_is_what_was_made_or_seen_or_taken():
    records = chained(
        *of(PLAN, ("settled", "a", {"state": "done", **digests(a="1", b="1", c="1")})),
        *of(PLAN, ("settled", "b", {"state": "differs", **digests(a="2", d="2")})),
        *of(PLAN, ("settled", "b", {"state": "refused", **digests(e="2")})),
        *of(PLAN, ("observed", "c", digests(b="absent"))),
        *of(PLAN, ("attested", "d", digests(f="4"))),
        ("rebased", "", "", digests(c="forgotten", g="5")),
    )
    ours = managed(records)
    assert {address: (one.digest, one.plan, one.at) for address, one in ours.items()} == {
        "t/a": ("1", PLAN, at(1)),
        "t/b": ("absent", PLAN, at(4)),
        "t/g": ("5", "", at(6)),
    }
    assert present(ours).keys() == {"t/a", "t/g"}


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}'])
def test_digests_that_cannot_be_read_are_damage(text):
    with pytest.raises(Damaged, match="record 2 has digests"):
        managed(chained(*of(PLAN, ("observed", "a", {"digests": text}))))


def test_a_ledger_without_any_record_is_damaged():
    with pytest.raises(Damaged, match="no record"):
        verified([])
