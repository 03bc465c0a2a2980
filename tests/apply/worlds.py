"""A plan, a ledger and a system for tests of the engine, all in memory: each can be asked afterwards what happened to it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from syncwright.apply.clock import Interrupted, written
from syncwright.apply.journal import Journal
from syncwright.apply.memory import MemoryTarget
from syncwright.apply.model import Patience, Run
from syncwright.apply.run import apply
from syncwright.ledger.chain import linked
from syncwright.ledger.model import Busy, Holder, Kind, Record
from syncwright.plan.changes import Change
from syncwright.plan.diff import diff
from syncwright.plan.digests import digests
from syncwright.plan.model import Binding, Plan
from syncwright.plan.steps import Step, ordered
from syncwright.resource import AttributeType, Observation, Resource, ResourceType

WHOLE = ResourceType("mem.set", "set", {"grants": AttributeType("grants", "map"), "label": AttributeType("label", "scalar")})
PARTS = ResourceType("mem.profile", "profile", {"grants": AttributeType("grants", "map")}, whole=False, always_there=True)
TYPES = {one.name: one for one in (WHOLE, PARTS)}
START = datetime(2026, 6, 1, 8, tzinfo=UTC)


class Crash(BaseException):
    """The process ends here, as if it was killed."""


class Time:
    """A clock that only sleeping and looking move on. `stops`: asked to stop at the next sleep."""

    def __init__(self) -> None:
        self.at, self.slept, self.stops = START, 0.0, False

    def now(self) -> str:
        self.at += timedelta(microseconds=1)
        return written(self.at)

    def sleep(self, seconds: float) -> None:
        if self.stops:
            raise Interrupted
        self.at += timedelta(seconds=seconds)
        self.slept += seconds


class Kept:
    """A ledger in memory, and the lock on it. `calls` is told of each record before and after it is durable, and may raise."""

    def __init__(self, calls: Callable[[str], None] = lambda _: None) -> None:
        self.kept: list[Record] = []
        self.calls, self.where, self.held = calls, "memory", False

    def records(self, plan: str | None = None) -> Iterator[Record]:
        return (one for one in list(self.kept) if plan is None or one.plan == plan)

    def hold(self, who: str, host: str, pid: int, now: str) -> "Kept":
        if self.held:
            raise Busy(Holder(who, host, pid, now))
        self.held = True
        return self

    def append(self, kind: Kind, *, at: str, by: str, plan: str = "", step: str = "", body: Mapping[str, str] = {}) -> Record:
        self.calls(f"before {kind} {step}")
        self.kept.append(linked(self.kept[-1] if self.kept else None, kind, at=at, by=by, plan=plan, step=step, body=body))
        self.calls(f"after {kind} {step}")
        return self.kept[-1]

    def release(self) -> None:
        self.held = False

    def kinds(self, step: str | None = None) -> list[str]:
        """What was recorded, in order."""
        return [one.kind for one in self.kept if step is None or one.step == step]

    def last(self, kind: str) -> Record:
        return next(one for one in reversed(self.kept) if one.kind == kind)


def thing(name: str, kind: str = "mem.set", label: str = "one", **grants: str) -> Resource:
    """A resource."""
    return Resource(f"{kind}/{name}", {"grants": grants} | ({"label": label} if kind == "mem.set" else {}))


def step(name: str, *changes: str, kind: str = "deploy", after: tuple[str, ...] = (), does: bool = True, **more: object) -> Step:
    """A step of the system in memory; of anybody else's if the name says so."""
    name = name if "." in name else f"mem.{name}"
    asked = {"do": name} if does and kind not in ("deploy", "person") else {}
    return Step(name, kind, "Memory", f"do {name}", "ops", "it is there", changes, tuple(f"mem.{a}" for a in after), does=asked, **more)


def changes(there: Mapping[str, Resource], wanted: Mapping[str, Resource]) -> list[Change]:
    """What it takes to make the one the other."""
    seen = Observation(there, frozenset(there), frozenset(wanted) - there.keys())
    return diff(wanted, seen, TYPES)


def plan(there: Mapping[str, Resource], wanted: Mapping[str, Resource], *steps: Step) -> Plan:
    """A plan for the system in memory."""
    made = changes(there, wanted)
    binding = Binding("tiny", "production", "memory", "s", digests(made, TYPES), {"org": "memory"}, "0.1", "2026-06-01T08:00:00Z")
    return Plan(tuple(made), tuple(ordered(steps)), (), binding)


def by_address(*resources: Resource) -> dict[str, Resource]:
    return {one.address: one for one in resources}


class World:
    """All of it. `run` applies the plan once and says how that ended; what was told on the way is in `told`."""

    def __init__(self, made: Plan, there: Mapping[str, Resource], **target: object) -> None:
        self.plan, self.time = made, Time()
        self.ledger = Kept()
        self.target = MemoryTarget(there, TYPES, self.time.now, **target)
        self.told: list[tuple[str, str]] = []
        self.targets = {"mem": self.target}
        self.patience = Patience()

    def run(self, plan_id: str = "p" * 64):
        hold = self.ledger.hold("ops", "here", 1, self.time.now())
        try:
            journal = Journal(hold, self.time, plan_id, "ops@here", self.ledger.records())
            if not any(one.kind == "started" for one in self.ledger.records(plan_id)):
                journal.started(len(self.plan.steps), "0.1", self.plan.binding.made)
            return apply(Run(self.plan, TYPES, self.targets, journal, self.time, self.heard, self.patience))
        finally:
            hold.release()

    def heard(self, one) -> None:
        self.told.append((one.step.id, one.doing))

    @property
    def effects(self) -> list[str]:
        """What really happened, in order."""
        return [one.step for one in self.target.log]

    def state(self, name: str):
        from syncwright.ledger.reading import step_states

        return step_states(self.ledger.records(), "p" * 64).get(f"mem.{name}")
