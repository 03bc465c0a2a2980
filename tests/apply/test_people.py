"""Steps for people and days that are still to come: what follows them waits, and everything else goes on."""

import pytest

from apply.worlds import START, World, by_address, plan, step, thing
from syncwright.records import replace

OLD = by_address(thing("A", a="read"))
NEW = by_address(thing("A", a="edit"), thing("B", c="read"))
AFTER_PEOPLE = (step("look", kind="person"), step("deploy", "mem.set/A", after=("look",)), step("other", kind="call"))


def world(*steps) -> World:
    return World(plan(OLD, NEW, *steps), OLD)


def attest(done: World, name: str) -> None:
    done.ledger.append("attested", at=done.time.now(), by="x@y", plan="p" * 64, step=name, body={"by": "ann", "evidence": ""})


def test_what_follows_a_step_for_people_waits_and_the_rest_is_done():
    done = world(*AFTER_PEOPLE)
    ended = done.run()
    assert (ended.why, ended.exit, done.effects) == ("people", 3, ["mem.other"])
    assert [(one.step.id, one.who, one.waits_for) for one in ended.left] == [
        ("mem.look", "person", ()),
        ("mem.deploy", "machine", ("mem.look",)),
    ]
    assert done.ledger.kinds()[-1] == "stopped"


def test_attesting_frees_what_waits():
    done = world(*AFTER_PEOPLE)
    done.run()
    attest(done, "mem.look")
    ended = done.run()
    assert (ended.why, done.effects) == ("finished", ["mem.other", "mem.deploy"])


def test_steps_for_people_that_nothing_waits_for_remain_after_the_end():
    done = world(step("deploy", "mem.set/A", "mem.set/B"), step("look", kind="person", after=("deploy",)))
    ended = done.run()
    assert (ended.why, ended.exit, [one.step.id for one in ended.people]) == ("finished", 0, ["mem.look"])
    assert done.ledger.last("finished").body == {"people": "1"}


@pytest.mark.parametrize("other", [step("elsewhere.thing", "mem.set/B"), step("assign", kind="assign", does=False)])
def test_what_no_system_is_asked_for_is_left_to_people(other):
    done = world(step("deploy", "mem.set/A"), other)
    assert [one.step.id for one in done.run().people] == [other.id]
    assert done.effects == ["mem.deploy"]


def test_what_a_person_did_is_seen_where_it_can_be_seen():
    done = world(step("look", "mem.set/B", kind="person"), step("deploy", "mem.set/A", after=("look",)))
    assert done.run().why == "people"
    done.target.change(NEW["mem.set/B"], "mem.set/B")
    assert done.run().why == "finished"
    assert done.ledger.kinds("mem.look") == ["observed"]


def test_what_another_step_changes_too_says_nothing_of_what_a_person_did():
    done = world(
        step("deploy", "mem.set/B"), step("look", "mem.set/B", kind="person", after=("deploy",)), step("call", kind="call", after=("look",))
    )
    assert done.run().why == "people"
    assert done.run().why == "people"


def test_what_waits_for_its_day_is_left_and_is_no_failure():
    late = replace(step("gone", "mem.set/A"), waits_until="2026-06-02")
    done = world(late, step("deploy", "mem.set/B"), step("after", kind="call", after=("gone",)))
    ended = done.run()
    assert (ended.why, ended.exit, done.effects) == ("days", 0, ["mem.deploy"])
    assert [(one.step.id, one.until) for one in ended.left] == [("mem.gone", "2026-06-02"), ("mem.after", None)]
    done.time.at = START.replace(day=2)
    assert done.run().why == "finished"
    assert done.effects == ["mem.deploy", "mem.gone", "mem.after"]


def test_what_is_held_stays_held_when_a_step_between_fails():
    done = world(
        step("pause", kind="hold"), step("deploy", "mem.set/A", after=("pause",)), step("resume", kind="release", after=("deploy",))
    )
    done.target.faults["mem.deploy"] = ["refused"]
    ended = done.run()
    assert (ended.held, done.effects) == (("mem.pause",), ["mem.pause"])
    assert done.run().held == ()
    assert done.effects == ["mem.pause", "mem.deploy", "mem.resume"]
