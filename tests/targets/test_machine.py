"""People edit specs and a tree of source, plan and apply, in any order: a stale plan never writes, and a plan that holds leaves nothing to plan."""

import gc
import shutil
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from plan_generated import estates, everything, meddling
from small_estate import org
from syncwright.cli.apply_command import command as apply_command
from syncwright.cli.plan_command import command as plan_command
from syncwright.inventory import Org
from syncwright.inventory.store import inventory_files
from syncwright.plan.changes import Forget
from syncwright.plan.stored import read_plan

INVENTORY = inventory_files(Org(org()))


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Machine(RuleBasedStateMachine):
    """The specs in `specs`, the tree in `org`, and the last plan that was saved."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="syncwright-machine-"))
        self.specs, self.org, self.plan_file = self.folder / "specs", self.folder / "org", self.folder / "p.json"
        self.holds = False  # whether nothing has changed since the plan was saved
        self.saved = False

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize(files=estates())
    def begin(self, files) -> None:
        self.org.mkdir()
        for name, data in INVENTORY.items():
            path = self.specs / "inventory/production" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self._write(files)

    def _write(self, files: dict[str, str]) -> None:
        for old in self.specs.rglob("*.yaml"):
            old.unlink()
        for name, text in everything(files).items():
            path = self.specs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def run(self, command, *words) -> tuple[int, str]:
        try:
            done = CliRunner().invoke(command, list(map(str, words)), standalone_mode=False)
        finally:
            gc.enable()
        if done.exception is not None:
            raise done.exception
        return int(done.return_value), done.output

    def plan(self, *words) -> tuple[int, str]:
        self.plan_file.unlink(missing_ok=True)
        return self.run(plan_command, self.specs, "--against", self.org, "--out", self.plan_file, *words)

    def empty_but_for_what_waits(self) -> bool:
        code, _ = self.plan("--allow-removals", "0")
        assert code == 0
        plan = read_plan(self.plan_file.read_bytes())
        return all(getattr(change, "until", None) or isinstance(change, Forget) for change in plan.changes)

    @rule(files=estates())
    def edit_specs(self, files) -> None:
        before = {path: path.read_bytes() for path in self.specs.rglob("*.yaml")}
        self._write(files)
        self.holds = self.holds and before == {path: path.read_bytes() for path in self.specs.rglob("*.yaml")}

    @rule(meddled=meddling())
    def edit_tree(self, meddled) -> None:
        path, data = self.org / meddled[0], meddled[1]
        before = path.read_bytes() if path.exists() else None
        if data is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self.holds = self.holds and before == data

    @rule()
    def make_a_plan(self) -> None:
        before = tree(self.folder)
        code, said = self.plan()
        if "this plan takes away " in said or "--allow-removals" in said:
            number = said.replace("\n", " ").partition("`--allow-removals ")[2].partition("`")[0].split()[-1]
            code, said = self.plan("--allow-removals", number)
        self.saved = self.holds = code == 0
        after = tree(self.folder)
        before.pop("p.json", None)
        after.pop("p.json", None)
        assert before == after, "a plan changes nothing"

    @precondition(lambda self: self.saved)
    @rule()
    def apply(self) -> None:
        before = tree(self.org)
        plan = read_plan(self.plan_file.read_bytes())
        code, said = self.run(apply_command, self.plan_file, "--specs", self.specs)
        after = tree(self.org)
        if self.holds:
            assert code in (0, 3), said
            if code == 0:
                assert self.empty_but_for_what_waits()
        if code != 0:
            assert after == before, said
        touched = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        assert len(touched) <= len(plan.changes)
        assert not any("Other" in path or path.endswith((".cls", ".md")) for path in touched)
        self.saved = False

    @precondition(lambda self: self.saved)
    @rule(again=st.booleans())
    def apply_twice(self, again) -> None:
        before = tree(self.org)
        self.run(apply_command, self.plan_file, "--specs", self.specs)
        between = tree(self.org)
        code, said = self.run(apply_command, self.plan_file, "--specs", self.specs)
        assert tree(self.org) == between
        assert code == 5 or before == between, said
        self.saved = False

    @invariant()
    def nothing_half_written_lies_about(self) -> None:
        assert {path.name for path in self.folder.iterdir()} <= {"specs", "org", "p.json"}


TestInAnyOrder = Machine.TestCase
TestInAnyOrder.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


class _Long(Machine):
    pass


TestInAnyOrderAtLength = pytest.mark.long(_Long.TestCase)
TestInAnyOrderAtLength.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
