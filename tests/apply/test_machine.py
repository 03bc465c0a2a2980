"""In any order: plans, runs that end anywhere, requests that go wrong, time that passes, and somebody else at the same system.

What really happened is in the system's own log. What the ledger says is compared with it.
"""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from apply.worlds import TYPES, Crash, Kept, Time, by_address, plan, step, thing
from syncwright.apply.journal import Journal
from syncwright.apply.memory import MemoryTarget
from syncwright.apply.model import Run
from syncwright.apply.run import apply
from syncwright.apply.starting import not_usable
from syncwright.ledger.reading import managed, plan_state, step_states, unfinished, verified
from syncwright.plan.digests import digest
from syncwright.records import compact
from syncwright.target import Absent

LAG = 30
NAMES = "ABC"
grants = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["read", "edit"]), min_size=1, max_size=3)
wanted = st.dictionaries(st.sampled_from(NAMES), grants, min_size=1)


class Twice(AssertionError):
    """Something really happened more than once."""


class AnyOrder(RuleBasedStateMachine):
    """One system, one ledger, many plans, one at a time."""

    looks_up, waits = True, True

    @initialize(polls=st.integers(0, 2), checks=st.booleans())
    def begin(self, polls, checks):
        self.time, self.ledger = Time(), Kept()
        self.ledger.append("opened", at=self.time.now(), by="ops@here", body={"estate": "tiny"})
        there = by_address(thing("A", a="read"), thing("P", "mem.profile", a="read"))
        settle_after = LAG if self.waits else 0
        self.target = MemoryTarget(there, TYPES, self.time.now, lag=LAG, polls=polls, checks=checks, settle_after=settle_after)
        if not self.looks_up:
            self.target.find = lambda work, since, job: Absent()
        self.plan, self.id, self.first = None, "", 0
        self.ours = True

    # ------------------------------------------------------------------ what people do

    @rule(want=wanted, profile=grants, people=st.booleans())
    def make_a_plan(self, want, profile, people):
        """Against what is there; it can be used only if no other one is unfinished, or that one can be given up."""
        self.time.sleep(LAG + 1)
        resources = by_address(*(thing(name, **held) for name, held in want.items()), thing("P", "mem.profile", **profile))
        addresses = list(resources)
        steps = [
            step("deploy", *addresses[:2]),
            step("more", *addresses[2:], after=("deploy",)),
            step("assign", kind="assign", after=("deploy",)),
        ]
        steps += [step("look", kind="person", after=("deploy",)), step("call", kind="call", after=("look",))] if people else []
        made = plan(self.target.resources, resources, *(one for one in steps if one.changes or one.kind != "deploy"))
        made_id = digest(thing("x", label=compact([made, len(self.ledger.kept)]).hex()))
        other = unfinished(self.ledger.kept)
        refused = not_usable(self.ledger.kept, made_id, give_up=other)
        unknown = other is not None and any(one.state in ("intended", "running") for one in step_states(self.ledger.kept, other).values())
        assert (refused is not None) == unknown
        if other is not None:
            assert not_usable(self.ledger.kept, made_id, give_up=None) is not None
        if refused is None:
            self.plan, self.id, self.first, self.ours = made, made_id, len(self.target.log), True
            self.target.faults.clear()
            self.carry_out(None, give_up=other)

    @precondition(lambda self: self.plan is not None)
    @rule(crash=st.none() | st.integers(0, 60))
    def apply(self, crash):
        self.carry_out(crash)

    def carry_out(self, crash, give_up=None):
        if not_usable(self.ledger.kept, self.id, give_up) is not None:
            assert plan_state(self.ledger.kept, self.id) == "finished"
            return
        left = [crash]

        def moment(_):
            if left[0] is not None:
                left[0] -= 1
                if left[0] < 0:
                    raise Crash

        self.target.calls = self.ledger.calls = moment
        try:
            self.last = self.run()
        except Crash:
            self.last = None
        self.target.calls = self.ledger.calls = lambda _: None
        if self.last is not None:
            unknown = any(one.state in ("intended", "running") for one in step_states(self.ledger.kept, self.id).values())
            assert (self.last.exit == 4) == unknown, self.last

    def run(self):
        journal = Journal(self.ledger, self.time, self.id, "ops@here", self.ledger.records())
        if plan_state(self.ledger.kept, self.id) == "new":
            journal.started(len(self.plan.steps), "0.1", self.plan.binding.made)
        return apply(Run(self.plan, TYPES, {"mem": self.target}, journal, self.time, lambda _: None))

    @precondition(lambda self: self.plan is not None)
    @rule()
    def attest(self):
        states = step_states(self.ledger.kept, self.id)
        done = states.get("mem.deploy")
        if any(one.id == "mem.look" for one in self.plan.steps) and "mem.look" not in states and done is not None and done.state == "done":
            self.ledger.append("attested", at=self.time.now(), by="o@h", plan=self.id, step="mem.look", body={"by": "ann", "evidence": ""})

    # ------------------------------------------------------------------ what happens to them

    @precondition(lambda self: self.plan is not None)
    @rule(
        at=st.sampled_from(["mem.deploy", "mem.more", "mem.assign", "mem.call"]),
        fault=st.sampled_from(["lost before", "lost after", "refused", "lies"]),
    )
    def something_goes_wrong(self, at, fault):
        self.target.faults[at] = [fault]

    @rule(seconds=st.sampled_from([1, LAG, 3600]))
    def time_passes(self, seconds):
        self.time.sleep(seconds)

    @rule(held=grants)
    def somebody_else_changes_what_is_not_ours(self, held):
        self.target.change(thing("Z", **held), "mem.set/Z")

    @rule(name=st.sampled_from(NAMES), held=grants | st.none())
    def somebody_else_changes_what_is_ours(self, name, held):
        self.ours = False
        self.target.change(thing(name, **held) if held is not None else None, f"mem.set/{name}")

    # ------------------------------------------------------------------ what holds at any time

    @invariant()
    def the_ledger_holds_together(self):
        verified(self.ledger.kept)

    @invariant()
    def each_effect_happened_once_and_after_an_intent(self):
        log = self.target.log[self.first :]
        if self.ours:
            again = {name: times for name, times in Counter(one.step for one in log).items() if times > 1}
            if again:
                raise Twice(again)
        for effect in log:
            intents = [one.at for one in self.ledger.kept if one.kind == "intended" and one.step == effect.step and one.plan == self.id]
            assert intents and min(intents) < effect.at

    @invariant()
    def nothing_done_is_begun_again(self):
        over = set()
        for one in self.ledger.kept:
            if one.kind == "intended":
                assert (one.plan, one.step) not in over
            if one.kind in ("observed", "attested") or one.body.get("state") == "done":
                over.add((one.plan, one.step))

    @invariant()
    def what_is_finished_is_there(self):
        """As the ledger says; unless somebody else was there since."""
        if self.plan is not None and self.ours and plan_state(self.ledger.kept, self.id) == "finished":
            for address, one in managed(self.ledger.kept).items():
                held = self.target.resources.get(address)
                if address.startswith("mem.set/") and one.plan == self.id:
                    assert one.digest == (digest(held) if held is not None else "absent")

    def teardown(self):
        """Left alone, it comes to its end: after a run that settles, one that does the rest."""
        if getattr(self, "plan", None) is None or not self.ours or not (self.looks_up and self.waits):
            return
        self.target.faults.clear()
        for _ in range(3):
            self.carry_out(None)
            self.attest()
        if self.ours:
            assert plan_state(self.ledger.kept, self.id) == "finished"


class WithoutLookUp(AnyOrder):
    looks_up = False


class WithoutWindow(AnyOrder):
    waits = False


TestInAnyOrder = AnyOrder.TestCase
TestInAnyOrder.settings = settings(max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.long
def test_in_any_order_for_long():
    run_state_machine_as_test(
        AnyOrder, settings=settings(max_examples=250, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck))
    )


@pytest.mark.parametrize("sabotaged", [pytest.param(WithoutLookUp, marks=pytest.mark.long), WithoutWindow])
def test_the_same_fails_where_the_look_up_or_the_window_is_missing(sabotaged):
    found = settings(
        max_examples=1_000, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None,
        phases=(Phase.generate,), report_multiple_bugs=False,
    )  # fmt: skip
    with pytest.raises(Twice):
        run_state_machine_as_test(sabotaged, settings=found)
