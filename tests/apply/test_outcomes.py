"""Every way in which a step can end, and what becomes of the run: how it leaves, what is recorded, what really happened."""

import pytest

from apply.worlds import World, by_address, plan, step, thing
from syncwright.apply.ended import EXITS, Ended
from syncwright.apply.model import Patience
from syncwright.ledger.credentials import credential
from syncwright.ledger.model import LockLost, NotWritten
from syncwright.plan.changes import Delete
from syncwright.records import replace
from syncwright.resource import Observation
from syncwright.target import Absent, Settled, TargetError

OLD = by_address(thing("A", a="read"), thing("P", "mem.profile", a="read", b="read"))
NEW = by_address(thing("A", a="edit", b="read"), thing("P", "mem.profile", a="edit"), thing("B", c="read"))
STEPS = (
    step("deploy", "mem.set/A", "mem.set/B", "mem.profile/P"),
    step("assign", kind="assign", after=("deploy",)),
    step("activate", kind="activate", after=("deploy",)),
    step("backfill", kind="backfill", after=("activate",)),
)


def world(*steps, **target) -> World:
    return World(plan(OLD, NEW, *(steps or STEPS)), OLD, **target)


def raising(error):
    def asked(*_):
        raise error

    return asked


# ------------------------------------------------------------------ all goes well


@pytest.mark.parametrize("polls", [0, 3])
@pytest.mark.parametrize("checks", [False, True])
def test_a_plan_is_carried_out_in_its_order_and_reads_back(polls, checks):
    done = world(polls=polls, checks=checks)
    ended = done.run()
    assert (ended.why, ended.exit, ended.left) == ("finished", 0, ())
    assert done.effects == ["mem.deploy", "mem.activate", "mem.assign", "mem.backfill"]
    assert done.target.resources["mem.set/A"] == NEW["mem.set/A"]
    assert done.target.resources["mem.profile/P"].attributes["grants"] == {"a": "edit", "b": "read"}
    assert done.ledger.last("finished").body == {"people": "0"}


def test_the_intent_comes_before_the_effect_and_the_job_before_the_first_question():
    seen = []
    done = world(polls=1, checks=True, calls=seen.append)
    done.ledger.calls = seen.append
    done.run()
    deploy = [one for one in seen if "before" not in one and ("deploy" in one or "poll job-1" in one)]
    assert deploy == [
        "check mem.deploy", "after checked mem.deploy", "after intended mem.deploy", "begin mem.deploy", "begun mem.deploy", "after job mem.deploy",
        "poll job-1", "poll job-1", "holds mem.deploy", "after settled mem.deploy",
    ]  # fmt: skip


def test_what_a_step_changes_is_looked_at_again_right_before_it_is_begun():
    seen = []
    done = world(checks=True, calls=seen.append)
    done.run()
    assert seen[:4] == ["observe", "check mem.deploy", "observe", "begin mem.deploy"]
    assert ("mem.deploy", "window") in done.told


def test_what_is_so_already_is_not_sent():
    done = world()
    done.target.resources = {**NEW, "mem.profile/P": thing("P", "mem.profile", a="edit", b="read")}
    assert done.run().why == "finished"
    assert done.effects == ["mem.activate", "mem.assign", "mem.backfill"]
    assert done.ledger.kinds("mem.deploy") == ["observed"]
    assert done.state("deploy").says == "it was so already"


def test_what_is_forgotten_is_recorded_as_no_longer_managed():
    done = World(plan(OLD, {}), OLD)
    assert done.run().exit == 0
    assert done.ledger.last("observed").body["digests"] == '{"mem.profile/P":"forgotten","mem.set/A":"forgotten"}'


# ------------------------------------------------------------------ the system says no


def test_a_refusal_stops_the_run_with_what_it_said():
    done = world()
    done.target.faults["mem.deploy"] = ["refused"]
    ended = done.run()
    assert (ended.why, ended.exit, ended.step, ended.says) == ("refused", 3, "mem.deploy", "NO: it may not be")
    assert done.effects == []
    assert [one.step.id for one in ended.left] == ["mem.deploy", "mem.activate", "mem.assign", "mem.backfill"]
    assert done.state("deploy").state == "refused"


@pytest.mark.parametrize("remedy", ["credentials", "later", "tomorrow"])
def test_what_passes_or_is_a_matter_of_rights_ends_with_8(remedy):
    done = world()
    done.target.faults["mem.activate"], done.target.refusal = ["refused"], ("NOT_NOW", "no", remedy)
    ended = done.run()
    assert (ended.why, ended.exit, done.effects) == ("platform", 8, ["mem.deploy"])


def test_a_refused_step_is_tried_again_by_the_next_run():
    done = world()
    done.target.faults["mem.activate"] = ["refused"]
    assert done.run().exit == 3
    assert done.run().exit == 0
    assert done.effects == ["mem.deploy", "mem.activate", "mem.assign", "mem.backfill"]


def test_a_check_that_says_no_stops_before_anything_is_sent():
    done = world()
    done.target.check = lambda work: Settled(ok=False, failed=(("Lead.X__c", "no such field"),))
    ended = done.run()
    assert (ended.why, ended.exit, ended.failed, done.effects) == ("refused", 3, (("Lead.X__c", "no such field"),), [])
    assert "intended" not in done.ledger.kinds()


def test_a_job_that_failed_as_a_whole_is_refused():
    done = world(polls=1)
    done.target.poll = lambda work, job: Settled(ok=False, failed=(("A", "no"),))
    ended = done.run()
    assert (ended.why, ended.exit, ended.failed) == ("refused", 3, (("A", "no"),))
    assert done.state("deploy").state == "refused"


def test_records_of_which_some_failed_differ():
    done = world()
    begin = done.target.begin
    done.target.begin = lambda work, checked: (
        Settled(ok=False, failed=(("001", "locked"),), says="1 of 2 records") if work.step.kind == "backfill" else begin(work, checked)
    )
    ended = done.run()
    assert (ended.why, ended.exit, ended.failed) == ("differs", 3, (("001", "locked"),))


# ------------------------------------------------------------------ it says yes, and it is not so


@pytest.mark.parametrize("fault", ["lies", "half", "reverts"])
def test_success_that_does_not_read_back_is_not_done(fault):
    done = world()
    done.target.faults["mem.deploy"] = [fault]
    ended = done.run()
    assert (ended.why, ended.exit, ended.step) == ("differs", 3, "mem.deploy")
    assert "`mem.set/B` is not as planned" in ended.says
    assert done.state("deploy").state == "differs"


def test_what_is_taken_back_after_it_was_read_is_found_before_the_run_ends():
    done = world()
    done.target.faults["mem.deploy"] = ["reverts later"]
    ended = done.run()
    assert (ended.why, ended.exit, ended.step) == ("differs", 3, "mem.deploy")
    assert "`mem.set/B` was as planned, and is as before again" in ended.says
    assert done.state("deploy").state == "differs"
    assert "finished" not in done.ledger.kinds()


def test_what_a_later_step_brings_about_is_not_taken_for_taken_back():
    """Deleting a field takes its rows out of every set; here that leaves the set as it was."""
    old = by_address(thing("A", a="read"), thing("F"))
    made = plan(old, by_address(thing("A", a="read", F="read")), step("deploy", "mem.set/A"), step("gone", "mem.set/F", after=("deploy",)))
    [update, forget] = made.changes
    done = World(replace(made, changes=(update, Delete(forget.before, (), ()))), old)
    done.target.calls = lambda name: done.target.change(thing("A", a="read"), "mem.set/A") if name == "begun mem.gone" else None
    assert done.run().exit == 0
    assert done.effects == ["mem.deploy", "mem.gone"]


def test_the_last_look_comes_once_every_read_has_to_show_what_was_written():
    done = world(settle_after=5)
    assert done.run().exit == 0
    assert done.time.slept > 4.9


def test_what_differed_and_is_so_by_the_next_run_is_done():
    done = world()
    done.target.faults["mem.deploy"] = ["half"]
    assert done.run().exit == 3
    done.target.resources = {**done.target.resources, **NEW, "mem.profile/P": thing("P", "mem.profile", a="edit", b="read")}
    assert done.run().exit == 0
    assert done.effects.count("mem.deploy") == 1


def test_reads_that_lag_are_waited_for_before_a_step_counts_as_differing():
    done = world(lag=4)
    assert done.run().exit == 0
    assert done.time.slept >= 4


# ------------------------------------------------------------------ nobody knows


def test_a_lost_answer_is_looked_up_after_the_window_and_never_sent_again():
    done = world(lag=30)
    done.target.faults["mem.deploy"] = ["lost after"]
    ended = done.run()
    assert (ended.why, ended.exit, ended.unknown) == ("unknown", 4, ("mem.deploy",))
    done.target.calls = (seen := []).append
    assert done.run().exit == 0
    assert seen[0] == "find mem.deploy"
    assert done.effects.count("mem.deploy") == 1


def test_a_request_that_never_arrived_is_sent_again():
    done = world(lag=30)
    done.target.faults["mem.deploy"] = ["lost before"]
    assert done.run().exit == 4
    assert done.run().exit == 0
    assert done.effects.count("mem.deploy") == 1
    assert done.ledger.kinds("mem.deploy") == ["intended", "settled", "intended", "settled"]


def test_a_job_whose_id_was_lost_is_found_and_followed():
    done = world(polls=5)
    done.target.faults["mem.deploy"] = ["lost after"]
    assert done.run().exit == 4
    assert done.run().exit == 0
    assert done.ledger.kinds("mem.deploy") == ["intended", "job", "settled"]


def test_a_question_about_a_job_that_fails_says_nothing_of_the_job():
    done = world(polls=2)
    poll = done.target.poll
    done.target.poll = raising(TargetError("HTTP 502", "a page", "later"))
    ended = done.run()
    assert (ended.why, ended.exit, ended.unknown) == ("unknown", 4, ("mem.deploy",))
    done.target.poll = poll
    assert done.run().exit == 0
    assert done.effects.count("mem.deploy") == 1


def test_a_job_that_does_not_end_is_left_after_the_deadline():
    done = world(polls=10_000)
    ended = done.run()
    assert (ended.why, ended.exit) == ("unknown", 4)
    assert ended.says == "its job `job-1` has not ended in 30 minutes"
    assert 1800 <= done.time.slept < 1820


def test_questions_come_at_growing_intervals():
    done = world(polls=10_000)
    done.patience = Patience(1, 4, 60, 2)
    done.run()
    assert sum(said == ("mem.deploy", "running") for said in done.told) == 18  # at 0, 1, 3, and every 4 seconds from 7 to 63


def test_a_step_that_cannot_be_looked_up_stays_unknown():
    done = world()
    done.target.faults["mem.deploy"] = ["lost after"]
    done.run()
    done.target.find = raising(TargetError("SESSION", "over", "credentials"))
    ended = done.run()
    assert (ended.exit, ended.unknown) == (4, ("mem.deploy",))


def test_what_is_unknown_is_settled_before_anything_else_is_begun():
    later = step("b", kind="call")
    done = world(step("a", kind="call"), later)
    done.target.faults["mem.b"] = ["lost after"]
    done.run()
    done.ledger.kept = [one for one in done.ledger.kept if one.step != "mem.a"]  # as if it had been waiting then
    done.target.calls = (seen := []).append
    done.run()
    assert seen[:2] == ["find mem.b", "holds mem.b"]


def test_what_was_never_begun_is_known_again_even_if_the_run_stops_then():
    done = world()
    done.target.faults["mem.deploy"] = ["lost before"]
    done.run()
    done.target.change(thing("A", z="read"), "mem.set/A")
    ended = done.run()
    assert (ended.why, ended.exit, ended.unknown) == ("changed", 3, ())


# ------------------------------------------------------------------ somebody else was there


def test_what_somebody_changed_meanwhile_is_not_overwritten():
    done = world()
    done.target.change(thing("A", z="read"), "mem.set/A")
    ended = done.run()
    assert (ended.why, ended.exit, done.effects) == ("changed", 3, [])
    assert ended.says.startswith("`mem.set/A` is neither as it was when the plan was made nor as the plan wants it")


def test_what_somebody_changed_during_the_check_is_not_overwritten():
    done = world(checks=True)
    check = done.target.check

    def slow(work):
        done.target.change(thing("A", z="read"), "mem.set/A")
        return check(work)

    done.target.check = slow
    ended = done.run()
    assert (ended.why, done.effects) == ("changed", [])
    assert "intended" not in done.ledger.kinds()


def test_parts_that_are_not_ours_may_change():
    done = world()
    done.target.change(thing("P", "mem.profile", a="read", b="edit", z="read"), "mem.profile/P")
    assert done.run().exit == 0
    assert done.target.resources["mem.profile/P"].attributes["grants"] == {"a": "edit", "b": "edit", "z": "read"}


def test_what_a_step_of_this_plan_left_is_what_the_next_one_starts_from():
    """Two steps carry one change; after the first it is neither as before nor as wanted."""
    done = world(step("first", "mem.set/A"), step("second", "mem.set/A", after=("first",)))
    half, whole = thing("A", a="edit"), NEW["mem.set/A"]
    made, holds = done.target._made, done.target.holds
    now = {"mem.first": half, "mem.second": whole}
    at = []
    done.target.begin = lambda work, checked: (
        at.append(work.step.id),
        done.target.change(now[work.step.id], "mem.set/A"),
        Settled(ok=True),
    )[-1]
    done.target.holds = lambda work: type(held := holds(work))((), held.digests)
    assert done.run().exit == 0
    assert at == ["mem.first", "mem.second"]
    assert made


def test_what_a_step_of_this_plan_left_may_not_be_changed_either():
    done = world(step("first", "mem.set/A"), step("second", "mem.set/A", "mem.set/B", after=("first",)))
    done.target.faults["mem.second"] = ["refused"]
    assert done.run().exit == 3
    done.target.change(OLD["mem.set/A"], "mem.set/A")
    ended = done.run()
    assert (ended.why, ended.step) == ("changed", "mem.second")


def test_what_cannot_be_seen_completely_stops_the_run():
    done = world()
    done.target.observe = lambda addresses: Observation({}, frozenset(), frozenset(), "memory")
    ended = done.run()
    assert (ended.exit, done.effects) == (3, [])
    assert "could not be seen completely" in ended.says


# ------------------------------------------------------------------ checks that hold


def test_a_check_is_used_again_while_it_holds():
    done = world(checks=True)
    done.ledger.calls = lambda name: (_ for _ in ()).throw(NotWritten("full")) if name == "before intended mem.deploy" else None
    assert done.run().exit == 3
    done.ledger.calls, done.target.calls = (lambda _: None), (seen := []).append
    assert done.run().exit == 0
    assert seen.count("check mem.deploy") == 0


def test_a_check_that_ran_out_is_made_again():
    done = world(checks=True)
    done.ledger.calls = lambda name: (_ for _ in ()).throw(NotWritten("full")) if name == "before intended mem.deploy" else None
    done.run()
    done.time.sleep(3601)
    done.ledger.calls, done.target.calls = (lambda _: None), (seen := []).append
    assert done.run().exit == 0
    assert seen.count("check mem.deploy") == 1


def test_a_check_of_something_else_is_made_again_and_nothing_is_sent_unchecked():
    done = world(checks=True)
    done.ledger.calls = lambda name: (_ for _ in ()).throw(NotWritten("full")) if name == "before intended mem.deploy" else None
    done.run()
    done.ledger.calls = lambda _: None
    done.target.change(
        thing("P", "mem.profile", a="read", b="read", z="edit"), "mem.profile/P"
    )  # not ours, and in the package all the same
    done.target.calls = (seen := []).append
    assert done.run().exit == 0
    assert [one for one in seen if "deploy" in one] == [
        "begin mem.deploy",
        "check mem.deploy",
        "begin mem.deploy",
        "begun mem.deploy",
        "holds mem.deploy",
    ]
    assert done.effects.count("mem.deploy") == 1


# ------------------------------------------------------------------ the ledger, and whoever runs it


@pytest.mark.parametrize("says", ["see https://user:password@host/", "Bearer 0123456789abcdef0123", "00D7Q000000vKmR!AQ4AQJ"])
def test_words_of_a_system_that_look_like_a_secret_are_withheld_and_the_end_is_recorded(says):
    """A ledger takes no record with such words, and a step whose end cannot be recorded would stay unknown for ever."""
    done = world(polls=1)
    done.target.poll = lambda work, job: Settled(ok=False, failed=((says, says),), says=says, request=says)
    assert done.run().exit == 3
    body = done.ledger.last("settled").body
    assert credential(body.values()) == ""
    assert "withheld" in body["says"]


def test_a_resource_that_holds_what_looks_like_a_secret_is_done_all_the_same():
    new = by_address(thing("A", label="Basic access-to-everything-there-is"))
    done = World(plan(OLD, {**OLD, **new}, step("deploy", "mem.set/A")), OLD)
    assert done.run().exit == 0
    assert "made" not in done.ledger.last("settled").body


def test_nothing_is_sent_that_could_not_be_written_down_before():
    done = world()
    done.ledger.calls = lambda name: (_ for _ in ()).throw(NotWritten("the disk is full")) if name.startswith("before intended") else None
    ended = done.run()
    assert (ended.why, ended.exit, done.effects) == ("ledger", 3, [])
    assert ended.says == "the ledger could not be written: the disk is full"


@pytest.mark.parametrize("record", ["job", "settled"])
def test_what_was_sent_and_could_not_be_written_down_is_unknown(record):
    done = world(polls=1)
    done.ledger.calls = lambda name: (_ for _ in ()).throw(LockLost("taken away")) if name == f"before {record} mem.deploy" else None
    ended = done.run()
    assert (ended.why, ended.exit, ended.unknown) == ("ledger", 4, ("mem.deploy",))
    done.ledger.calls = lambda _: None
    assert done.run().exit == 0
    assert done.effects.count("mem.deploy") == 1


def test_whoever_asks_to_stop_between_steps_leaves_a_known_state():
    done = world()
    done.target.calls = lambda name: setattr(done.time, "stops", name == "holds mem.deploy")
    ended = done.run()
    assert (ended.why, ended.exit, done.effects) == ("interrupted", 3, ["mem.deploy"])
    assert done.ledger.last("stopped").body["exit"] == "3"


def test_whoever_asks_to_stop_while_a_job_runs_leaves_it_to_be_looked_up():
    done = world(polls=3)
    done.target.calls = lambda name: setattr(done.time, "stops", name == "poll job-1")
    ended = done.run()
    assert (ended.why, ended.exit, ended.unknown) == ("interrupted", 4, ("mem.deploy",))
    done.target.calls, done.time.stops = (lambda _: None), False
    assert done.run().exit == 0
    assert done.effects.count("mem.deploy") == 1


def test_nobody_who_asks_to_stop_loses_the_record_of_what_was_found():
    done = world()
    done.target.faults["mem.deploy"] = ["lost after"]
    done.run()
    done.target.find = lambda work, since, job: (setattr(done.time, "stops", True), Absent())[-1]
    done.target.faults.clear()
    ended = done.run()
    assert (ended.why, ended.exit) == ("interrupted", 3)


def test_every_end_has_the_exit_code_of_the_command_line():
    from syncwright.cli.exits import Exit

    assert {why: Exit(code).name for why, code in EXITS.items()} == {
        "finished": "FINE", "days": "FINE", "people": "UNDONE", "refused": "UNDONE", "differs": "UNDONE", "changed": "UNDONE", "platform": "PLATFORM",
        "unknown": "UNKNOWN", "interrupted": "UNDONE", "ledger": "UNDONE",
    }  # fmt: skip
    assert Ended("refused", unknown=("a",)).exit == Exit.UNKNOWN
