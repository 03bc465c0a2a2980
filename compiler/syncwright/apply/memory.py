"""A system in memory that steps can be carried out on, and that does on demand what real systems do wrong.

It keeps a log of what really happened, in order: what a run says of itself can be compared with it.
"""

from collections.abc import Callable, Collection, Mapping
from hashlib import sha256
from typing import Literal

from syncwright.apply.clock import later
from syncwright.apply.model import touched
from syncwright.plan.changes import Change, Delete, Forget
from syncwright.plan.digests import digest, held_digests, wanted_digests
from syncwright.records import Struct, compact
from syncwright.resource import Attribute, Observation, Resource, ResourceType
from syncwright.target import Absent, Checked, Held, Identity, Job, NotChecked, OutcomeUnknown, Remedy, Running, Settled, TargetError, Work

#: What goes wrong with a request that begins something. `lost before`: it never arrives. `lost after`: it is done, and the answer is lost.
#: `refused`: the system says no. `lies`: it says yes and does nothing. `half`: it says yes and does one part of it.
#: `reverts`: it does it, and takes it back at once; `reverts later`: once it was looked at.
Fault = Literal["lost before", "lost after", "refused", "lies", "half", "reverts", "reverts later"]


class Effect(Struct, frozen=True):
    """One thing that really happened: the step, and from when on reads show it."""

    step: str
    work: str
    at: str
    shown: str


class MemoryTarget:
    """Resources in memory. `lag`: seconds until reads show a write. `polls`: how often a job is asked for until it has ended; 0: no jobs.

    `faults`: what goes wrong with the next requests to begin a step, by id of the step, each once. `refusal`: what `refused` is answered with.
    `checks`: whether it can be asked without doing anything. `calls` is told each deed before it is done.
    """

    def __init__(
        self,
        resources: Mapping[str, Resource],
        types: Mapping[str, ResourceType],
        now: Callable[[], str],
        *,
        lag: float = 0,
        polls: int = 0,
        checks: bool = False,
        settle_after: float | None = None,
        calls: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.resources, self.types, self._now = dict(resources), types, now
        self.lag, self.polls, self.checks, self.calls = lag, polls, checks, calls
        self.settle_after = lag if settle_after is None else settle_after
        self.faults: dict[str, list[Fault]] = {}
        self.refusal: tuple[str, str, Remedy] = ("NO", "it may not be", "fix")
        self.place: dict[str, str] = {"org": "memory"}
        self.log: list[Effect] = []
        self._former: list[tuple[str, dict[str, Resource]]] = []
        self._running: dict[str, tuple[Work, int]] = {}
        self._taken_back: dict[str, Resource | None] = {}

    def identity(self) -> Identity:
        self.calls("identity")
        return Identity("memory", self.place, "nobody", "1")

    def observe(self, addresses: Collection[str]) -> Observation:
        self.calls("observe")
        shown = self._shown()
        there = {address: shown[address] for address in addresses if address in shown}
        return Observation(there, frozenset(there), frozenset(addresses) - there.keys(), "memory")

    def check(self, work: Work) -> Checked | Settled | None:
        self.calls(f"check {work.step.id}")
        if not self.checks:
            return None
        return Checked(self._package(work), f"check-{work.step.id}", later(self._now(), 3600))

    def begin(self, work: Work, checked: Checked | None) -> Job | Settled:
        self.calls(f"begin {work.step.id}")
        if checked is not None and checked.package != self._package(work):
            raise NotChecked
        fault = self._fault(work.step.id)
        if fault == "lost before":
            raise OutcomeUnknown("the connection broke")
        if fault == "refused":
            raise TargetError(*self.refusal)
        job = Job(f"job-{len(self.log) + len(self._running) + 1}")
        if self.polls and fault in (None, "lost after"):
            self._running[job.id] = (work, self.polls)
        elif fault != "lies":
            self._do(work, fault)
        self.calls(f"begun {work.step.id}")
        if fault == "lost after":
            raise OutcomeUnknown("the connection broke")
        return job if job.id in self._running else Settled(ok=True, request=job.id)

    def poll(self, work: Work, job: Job) -> Running | Settled:  # noqa: ARG002 - the protocol's signature
        self.calls(f"poll {job.id}")
        if job.id not in self._running:
            return Settled(ok=True, request=job.id)
        held, left = self._running[job.id]
        if left:
            self._running[job.id] = held, left - 1
            return Running(self.polls - left, self.polls)
        del self._running[job.id]
        self._do(held, None)
        return Settled(ok=True, request=job.id)

    def find(self, work: Work, since: str, job: Job | None) -> Job | Settled | Absent:
        self.calls(f"find {work.step.id}")
        for name, (held, _) in self._running.items():
            if held.digest == work.digest and (job is None or job.id == name):
                return Job(name)
        found = (one for one in self.log if one.work == work.digest and one.at >= since and one.shown <= self._now())
        return Settled(ok=True) if any(found) else Absent()

    def holds(self, work: Work) -> Held:
        self.calls(f"holds {work.step.id}")
        shown = dict(self._shown())
        if self._taken_back:
            self._written(self._taken_back)
            self._taken_back = {}
        seen = Observation(shown, frozenset(shown), frozenset())
        held = held_digests(work.changes, seen, self.types)
        wanted = wanted_digests(work.changes, self.types)
        missing = [f"`{address}` is not as planned" for address, digest in wanted.items() if held.get(address) != digest]
        if not work.changes and not any(one.step == work.step.id and one.shown <= self._now() for one in self.log):
            missing.append(f"`{work.step.title}` is not done")
        return Held(tuple(missing), held)

    # ------------------------------------------------------------------ what really happens

    def change(self, resource: Resource | None, address: str) -> None:
        """Somebody else makes a resource be so, or takes it away."""
        self._written({address: resource})

    def _do(self, work: Work, fault: Fault | None) -> None:
        self.log.append(Effect(work.step.id, work.digest, self._now(), later(self._now(), self.lag)))
        before = dict(self.resources)
        self._written(self._made(work.changes[:1] if fault == "half" else work.changes))
        back = {address: before.get(address) for address in self.resources.keys() | before.keys()}
        if fault == "reverts":
            self._written(back)
        elif fault == "reverts later":
            self._taken_back = back

    def _made(self, changes: Collection[Change]) -> dict[str, Resource | None]:
        found: dict[str, Resource | None] = {}
        for change in changes:
            before = getattr(change, "before", None)
            if before is not None and not isinstance(change, Forget):
                found[before.address] = None
            if not isinstance(change, Delete | Forget):
                found[change.address] = self._over(change.after, before if before is not None else None)
        return found

    def _over(self, after: Resource, before: Resource | None) -> Resource:
        """All of a resource that is ours; of another one its named parts over what is there."""
        there = self.resources.get(before.address if before is not None else after.address)
        if there is None or self.types[after.type].whole:
            return after
        merged: dict[str, Attribute] = dict(there.attributes)
        for attribute, value in after.attributes.items():
            held = merged.get(attribute, {})
            merged[attribute] = value if isinstance(value, str) or isinstance(held, str) else {**held, **value}
        return Resource(after.address, merged)

    def _written(self, made: Mapping[str, Resource | None]) -> None:
        self._former.append((later(self._now(), self.lag), dict(self.resources)))
        for address, resource in made.items():
            if resource is None:
                self.resources.pop(address, None)
            else:
                self.resources[address] = resource

    def _shown(self) -> dict[str, Resource]:
        """What reads show: what was there before the first write that they do not show yet."""
        return next((former for shown, former in self._former if shown > self._now()), self.resources)

    def _package(self, work: Work) -> str:
        """What would be sent: a part of a resource is sent with what is there."""
        there = {address: digest(held) for address in touched(work.changes) if (held := self.resources.get(address)) is not None}
        return sha256(compact([work.digest, there])).hexdigest()

    def _fault(self, step: str) -> Fault | None:
        waiting = self.faults.get(step)
        return waiting.pop(0) if waiting else None
