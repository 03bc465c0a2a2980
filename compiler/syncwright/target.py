"""What a plan is carried out on, as a protocol, and what it answers. Knows no platform, no ledger and no clock."""

from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Literal, Protocol

from syncwright.plan.changes import Change
from syncwright.plan.steps import Step
from syncwright.records import Struct, compact
from syncwright.resource import Observation

#: What whoever runs it can do about a refusal. `fix`: the plan or the specs are wrong for this system. `credentials`: whoever we are may not
#: do it. `later`: a lock or a limit that passes by itself. `tomorrow`: a daily limit; nothing more is sent in this run. `look`: nobody knows
#: this answer; a person has to look before anything more is sent.
Remedy = Literal["fix", "credentials", "later", "tomorrow", "look"]


class TargetError(Exception):
    """The system refused, or answered what cannot be used. `code`: its own code, or ours in lower case where it gave none.

    Nothing was done, as far as the answer says. Never holds a token or a password.
    """

    def __init__(self, code: str, says: str, remedy: Remedy) -> None:
        super().__init__(f"{code}: {says}")
        self.code, self.says, self.remedy = code, says, remedy


class NotChecked(TargetError):
    """What would be sent now is not what was checked, so nothing was sent: it has to be checked again."""

    def __init__(self) -> None:
        super().__init__("not-what-was-checked", "what would be sent is not what was checked, as what is there changed", "later")


class OutcomeUnknown(Exception):
    """A request that changes something was sent, and no answer to it could be read: it may have been done."""


class Work(Struct, frozen=True):
    """One step of a plan with the changes that it carries out: what a target is asked for."""

    step: Step
    changes: tuple[Change, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of all that it says: the same work, the same digest."""
        return sha256(compact(self)).hexdigest()


class Identity(Struct, frozen=True):
    """Where a target is and who we are there. `place` has the keys that a plan's binding has, such as `org` and `instance`."""

    system: str
    place: Mapping[str, str]
    user: str
    version: str


class Checked(Struct, frozen=True):
    """The system looked at the work without doing it, and would do it. `package`: SHA-256 of the bytes that it looked at, which are the
    only ones that this holds for. `reference`: its id of that, `until`: UTC, ISO, up to when it holds; None if it says nothing of either.
    """

    package: str
    reference: str | None = None
    until: str | None = None


class Job(Struct, frozen=True):
    """Work that the system has taken on and does by itself. `id`: how to ask for it again; never empty."""

    id: str


class Running(Struct, frozen=True):
    """Not ended yet: `done` of `total` parts, both 0 where it does not say."""

    done: int = 0
    total: int = 0


class Settled(Struct, frozen=True):
    """Ended as the system says, which counts only once it reads back. `failed`: what it refused, by part, in its words and with its code;
    then nothing of an atomic step is done. `says`: what is to be noted, such as numbers of records. `request`: the system's id of it, for its support.
    """

    ok: bool
    failed: tuple[tuple[str, str], ...] = ()
    says: str = ""
    request: str = ""


class Absent(Struct, frozen=True):
    """It was never begun, as far as can be known once the consistency window is over: it may be begun again."""


class Held(Struct, frozen=True):
    """What was read back. `missing`: in words, each thing that is not as the step wants it; none if the step is done.

    `digests`: what each resource that the step touches holds now, by address, as in a plan's binding.
    """

    missing: tuple[str, ...]
    digests: Mapping[str, str] = {}


class Target(Protocol):
    """A system that carries out steps. Every deed may raise TargetError; those that change something may raise OutcomeUnknown.

    `settle_after`: seconds after a write until every read shows it: what is not found before that is unknown, not absent.
    """

    settle_after: float

    def identity(self) -> Identity:
        """Where we are and who we are there, asked of the system."""
        ...

    def observe(self, addresses: Collection[str]) -> Observation:
        """What the system holds at these addresses; none is in neither `complete` nor `absent` without a reason to refuse the plan."""
        ...

    def check(self, work: Work) -> Checked | Settled | None:
        """Ask whether it would be done, doing nothing. Settled says that it would not; None: the system has no such question."""
        ...

    def begin(self, work: Work, checked: Checked | None) -> Job | Settled:
        """Ask for it, once. The intent is durable before this call, the job before the first poll.

        Raises NotChecked if what it would send is not, to the byte, what was checked.
        """
        ...

    def poll(self, work: Work, job: Job) -> Running | Settled:
        """How far it is. May carry on what the job needs of us, so that doing it again does nothing twice."""
        ...

    def find(self, work: Work, since: str, job: Job | None) -> Job | Settled | Absent:
        """What became of work that was begun at `since` (UTC, ISO) or later and whose answer was lost. Asked only after `settle_after`."""
        ...

    def holds(self, work: Work) -> Held:
        """Read back what the step touches. Only this says that it was done."""
        ...
