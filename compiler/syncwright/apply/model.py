"""What a run is handed, and what it tells while it goes."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from syncwright.apply.clock import Clock
from syncwright.apply.journal import Journal
from syncwright.plan.changes import Change
from syncwright.plan.digests import wanted_digests
from syncwright.plan.made import made_text
from syncwright.plan.model import Plan
from syncwright.plan.steps import Step
from syncwright.records import Struct
from syncwright.resource import ResourceType
from syncwright.target import Target, Work

#: What goes on with a step. `settling`: it was begun before, and we look what became of it. `window`: seconds from reading what it changes to
#: asking for the change.
Doing = Literal["waiting", "settling", "looking", "checking", "window", "beginning", "running", "reading", "done", "observed"]


class Told(Struct, frozen=True):
    """Something that goes on. `number` and `of`: seconds waited for, parts done of all, or 0."""

    step: Step
    doing: Doing
    number: float = 0
    of: float = 0


class Patience(Struct, frozen=True):
    """How long is waited for a job, in seconds: at first, at most between two questions, and in all."""

    first: float = 0.2
    most: float = 15.0
    deadline: float = 30 * 60.0
    grows: float = 1.5


class Run(Struct, frozen=True):
    """One run of one plan. `types`: of the resources in it. `targets`: by name of their platform; what has none is left to people."""

    plan: Plan
    types: Mapping[str, ResourceType]
    targets: Mapping[str, Target]
    journal: Journal
    clock: Clock
    tell: Callable[[Told], None]
    patience: Patience = Patience()

    def work(self, step: Step) -> Work:
        """A step with its changes."""
        meant = set(step.changes)
        return Work(step, tuple(change for change in self.plan.changes if change.address in meant))

    def target(self, step: Step) -> Target:
        """What carries a step out."""
        return self.targets[step.platform]

    def wanted(self, work: Work) -> dict[str, str]:
        """What each address of a step holds once the plan is done."""
        return wanted_digests(work.changes, self.types)

    def made(self, work: Work, held: Mapping[str, str]) -> str:
        """What those changes of a step leave that are all done, for the ledger: others of the plan may carry on the rest."""
        return made_text(
            change for change in work.changes if all(held.get(a) == d for a, d in wanted_digests([change], self.types).items())
        )

    def planned_against(self, work: Work) -> dict[str, str]:
        """What each address of a step should hold now: what a step of this plan left there, else what the plan was made against."""
        expected: dict[str, str] = {**self.plan.binding.observed, **self.journal.left_by_us()}
        return {address: expected[address] for address in touched(work.changes) if address in expected}


def touched(changes: Iterable[Change]) -> list[str]:
    """The addresses that changes are about, those that a rename takes away among them."""
    every = list(changes)
    found = dict.fromkeys(change.address for change in every)
    found |= dict.fromkeys(before.address for change in every if (before := getattr(change, "before", None)) is not None)
    return list(found)


def for_people(step: Step, machines: Mapping[str, object] | frozenset[str]) -> bool:
    """Whether a person does a step: no system is asked for it, or none of `machines` is its platform."""
    return step.kind == "person" or step.platform not in machines or (step.kind != "deploy" and not step.does)
