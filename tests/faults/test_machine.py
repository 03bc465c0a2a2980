"""Anything in any order on the real command line and a real sandbox: specs edited, the org edited, plans, applies, crashes, lost answers, expired
tokens, limits, and somebody else at the same ledger. What the org did is compared with what plans said and what the ledger holds.
"""

import itertools
import json
import re
import shutil
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from faults.ends import holds
from faults.proxy import KINDS, REFUSALS, Faults
from faults.worlds import World, through

SPECS = {
    "objects/lead.yaml": {
        "length": ("length: 40", "length: 60", "length: 80"),
        "label": ("label: Nickname", "label: Called", "label: Short name"),
    },
    "users/marketo-sync.yaml": {"flag": ("marketing_user: true\n", "")},
    "objects/person.yaml": {"right": ("  Email: {", "  Phone: {why: w, pii: contact, basis: consent}\n  Email: {")},
}
EDITS = [(name, what, value) for name, parts in SPECS.items() for what, values in parts.items() for value in values]
#: What somebody does in the org: a statement, the name of what it is about, and a query that gives a row for as long as that is so.
REMOTE = [
    (
        "UPDATE components SET body = replace(body, 'Marketo Sync', 'Mine') WHERE type = 'PermissionSet' AND name = 'Marketo_Sync'",
        "Marketo_Sync",
        "SELECT 1 FROM components WHERE type = 'PermissionSet' AND name = 'Marketo_Sync' AND body LIKE '%Mine%'",
    ),
    (
        "UPDATE components SET body = replace(body, '<label>Gold</label>', '<label>Golden</label>') WHERE type = 'GlobalValueSet'",
        "Tier",
        "SELECT 1 FROM components WHERE type = 'GlobalValueSet' AND body LIKE '%Golden%'",
    ),
    (
        "DELETE FROM components WHERE type = 'PermissionSetGroup' AND name = 'Events_Sync_Group'",
        "Events_Sync_Group",
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM components WHERE type = 'PermissionSetGroup' AND name = 'Events_Sync_Group')",
    ),
]
PATIENT = {"sleep": 0.02, "timeout": 0.4}
_COUNT = itertools.count()


class AnyOrder(RuleBasedStateMachine):
    """One org, one ledger, many plans."""

    prepared: Any
    root: Any

    @initialize(applied=st.booleans())
    def begin(self, applied):
        self.folder = self.root / f"machine-{next(_COUNT)}"
        self.world: World = (self.prepared.after if applied else self.prepared.before).copy(self.folder)
        self.world.specs = shutil.copytree(self.world.specs, self.folder / "specs-here")
        self.begun = self.world.effects()
        self.earlier = self._intents()
        self.chosen = {what: values[0] for parts in SPECS.values() for what, values in parts.items()}
        self.plans: dict[str, dict[str, Any]] = {}
        self.plan = ""
        self.world.up()
        if not applied:
            self._keep("plan.json")

    def teardown(self):
        if hasattr(self, "world"):
            self.world.down()

    # ------------------------------------------------------------------ what people do

    @rule(edit=st.sampled_from(EDITS))
    def edit_spec(self, edit):
        name, what, value = edit
        path = self.world.specs / name
        text = path.read_text()
        old = self.chosen[what]
        if old == value:
            return
        if old:
            path.write_text(text.replace(old, value, 1))
        else:
            path.write_text(text + value)
        self.chosen[what] = value

    @rule(edit=st.sampled_from(REMOTE))
    def edit_remote(self, edit):
        query, _, _ = edit
        try:
            self.world.tell(query)
        except AssertionError:
            pass  # there is no such thing now

    @rule()
    def make_a_plan(self):
        """What somebody changed shows in it."""
        name = f"plan-{len(self.plans) + 1}.json"
        asked = ["plan", str(self.world.specs), "--env", "production", "--out", str(self.world.root / name)]
        run = self._command(*asked)
        if meant := re.search(r"--allow-removals\s+(\d+)", run.said):
            run = self._command(*asked, "--allow-removals", meant[1])
        assert run.code in (0, 1), run.said
        if run.code:
            return
        document = self._keep(name)
        shown = json.dumps(document["changes"]) + json.dumps(document.get("drift", ""))
        missing = {name for _, name, so in REMOTE if self.world.ask(so) and name not in shown}
        assert not missing, f"{missing} was changed by somebody, and the plan says nothing of it"

    @precondition(lambda self: self.plan)
    @rule()
    def apply(self):
        self._apply()

    @precondition(lambda self: self.plan)
    @rule(seam=st.integers(0, 400), does=st.sampled_from(["kill", "kill", "interrupt", "reset"]))
    def crash(self, seam, does):
        self._apply(inside={**PATIENT, "seams": {"at": seam, "does": does}})

    @precondition(lambda self: self.plan)
    @rule(index=st.integers(0, 60), kind=st.sampled_from(sorted(KINDS)))
    def lose_an_answer(self, index, kind):
        self._through({index: kind})

    @precondition(lambda self: self.plan)
    @rule(start=st.integers(0, 60), kind=st.sampled_from(sorted(REFUSALS)), many=st.integers(1, 8))
    def throttle(self, start, kind, many):
        self._through(dict.fromkeys(range(start, start + many), kind))

    @precondition(lambda self: self.plan)
    @rule()
    def expire_the_token(self):
        self.world.tell("UPDATE sessions SET ended = 1")
        before = self.world.effects()
        run = self._apply()
        assert run.code in (5, 8) or "nothing to do" in run.said, run.said
        assert self.world.effects() == before
        self.world.tell("UPDATE sessions SET ended = 0")

    @precondition(lambda self: self.plan)
    @rule()
    def two_at_once(self):
        runs = [self.world.begin(*self._applying(), inside=PATIENT) for _ in range(2)]
        codes = [run.wait() for run in runs]
        assert set(codes) <= {0, 1, 3, 4, 5, 6, 8}, [run.said for run in runs]

    # ------------------------------------------------------------------ what holds at any time

    @invariant()
    def the_ledger_holds_together(self):
        if hasattr(self, "world") and (self.world.root / "ledger.sqlite").exists():
            assert list(holds(self.world)) == []

    @invariant()
    def the_org_did_what_plans_said_and_each_of_it_once_for_each_intent(self):
        if not hasattr(self, "world"):
            return
        for effect, times in (self.world.effects() - self.begun).items():
            intents = sum(many for step, many in self._intents().items() if self._covers(step, effect))
            assert intents, f"{effect}: no step that was begun says so"
            assert times <= intents, f"{effect}: {times} times for {intents} intents"

    # ------------------------------------------------------------------

    def _keep(self, name):
        path = self.world.root / name
        document = json.loads(path.read_bytes())
        from hashlib import sha256

        self.plans[sha256(path.read_bytes()).hexdigest()] = document
        self.plan = name
        return document

    def _intents(self) -> Counter[tuple[str, str]]:
        if not (self.world.root / "ledger.sqlite").exists():
            return Counter()
        return Counter(self.world.ask("SELECT plan, step FROM records WHERE kind = 'intended'", of="ledger.sqlite")) - getattr(
            self, "earlier", Counter()
        )

    def _covers(self, step, effect) -> bool:
        plan, name = step
        kind, what, detail = effect
        said = next((one for one in self.plans.get(plan, {"steps": []})["steps"] if one["id"] == name), None)
        if said is None:
            return False
        words = _plain(json.dumps([said["changes"], said["does"], said["id"]]))
        return all(_plain(one) in words for one in _about(kind, what, detail)) if kind != "deployment" else said["kind"] == "deploy"

    def _applying(self):
        return [*self.world.applying(self.plan), "--give-up", self._unfinished()] if self._unfinished() else self.world.applying(self.plan)

    def _unfinished(self) -> str:
        """The plan that a new one takes the place of."""
        from hashlib import sha256

        from syncwright.ledger.opening import open_ledger
        from syncwright.ledger.reading import unfinished

        if not (self.world.root / "ledger.sqlite").exists():
            return ""
        ledger = open_ledger(str(self.world.root / "ledger.sqlite"), create=None)
        other = unfinished(list(ledger.records()))
        ledger.close()
        mine = sha256((self.world.root / self.plan).read_bytes()).hexdigest()
        return other if other is not None and other != mine else ""

    def _command(self, *argv, **more):
        run = self.world.run(
            *argv, "--ledger", str(self.world.root / "ledger.sqlite"), inside={**PATIENT, **more.pop("inside", {})}, **more
        )
        assert "a bug of ours" not in run.said, run.said
        return run

    def _apply(self, **more):
        run = self.world.run(*self._applying(), **{"inside": PATIENT, **more})
        assert "a bug of ours" not in run.said, run.said
        assert run.code in (0, 1, 3, 4, 5, 6, 8, 130, -9), run.said
        return run

    def _through(self, faults):
        proxy, port, _ = through(self.world, Faults(faults), 1.0)
        self._apply(through=port)
        proxy.kill()
        proxy.wait()


def _about(kind: str, what: str, detail: str) -> list[str]:
    """The names by which a plan says an effect."""
    if kind in ("assign", "unassign"):
        return [what.rpartition("/")[2].removesuffix("Psl")]  # a licence by its label, which is its name without that
    return list(json.loads(detail)) if detail.startswith("{") else [what.partition("/")[2]]


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", text).lower()


def run_machine(prepared, root, examples, steps):
    class OnThisWorld(AnyOrder):
        pass

    OnThisWorld.prepared, OnThisWorld.root = prepared, root
    OnThisWorld.TestCase.settings = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    run_state_machine_as_test(OnThisWorld, settings=OnThisWorld.TestCase.settings)


def test_anything_in_any_order(prepared, worlds):
    run_machine(prepared, worlds, 5, 12)


@pytest.mark.long
def test_anything_in_any_order_at_length(prepared, worlds):
    run_machine(prepared, worlds, 40, 25)
