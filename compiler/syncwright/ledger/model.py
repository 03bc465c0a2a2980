"""What a ledger holds and what it promises, as values and a protocol. Knows no database and no platform."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Literal, Protocol

from syncwright.records import Struct, compact

#: The version of a ledger. One that is newer than ours is refused, never guessed at.
FORMAT = 1

#: Where ledgers come from.
FIRST = "the first `syncwright apply` makes one"
#: What to do about a ledger that is beyond use.
REBUILD = "put a good copy back, or make a new one from what the platforms hold: `syncwright ledger rebuild`"

#: What a record says. `opened`: the ledger begins, for one environment of one estate. `started`: a plan is used from here on. `checked`: the system
#: would do a step. `intended`: a step is about to be begun. `job`: the system's id of it. `settled`: it ended, read back or not. `attested`: a
#: person says that it was done. `observed`: we saw that it was done. `stopped`, `finished`: a run ended, with what is left, or with nothing left.
#: `unlocked`, `rebased`, `rebuilt`: somebody took a lock away, took what is there for what is managed, or made the ledger anew.
#: `reviewed`: somebody says that a routine check was done, or a task that stands whatever plan there is.
Kind = Literal[
    "opened", "started", "checked", "intended", "job", "settled", "attested", "observed", "stopped", "finished",
    "unlocked", "rebased", "rebuilt", "reviewed",
]  # fmt: skip

#: How a step of a run stands. `intended`: begun, and nobody knows how it ended. `running`: begun, with a job to ask for. `done`: it reads
#: back as planned. `refused`: the system said no, and nothing is done. `differs`: it ended, and does not read back as planned.
State = Literal["waiting", "intended", "running", "done", "attested", "refused", "differs"]


class Record(Struct, frozen=True):
    """One record. `number` counts from 1. `at`: UTC, ISO, to the microsecond. `by`: who ran it, as `user@host`.

    `plan`: id of the plan that it belongs to, `step`: id of the step; empty where it belongs to none. `body`: what it says, all text.
    `before`: hash of the record before it, 64 zeros for the first. `hash`: SHA-256 of everything else in it, as canonical JSON.
    """

    number: int
    at: str
    by: str
    kind: Kind
    plan: str
    step: str
    body: Mapping[str, str]
    before: str
    hash: str


class StepState(Struct, frozen=True):
    """How one step of a run stands, from its records. `at`: when it came to that. `job`: the system's id, where one is known.

    `since`: when it was intended for the last time. `says`: what is to be known of it. `by` and `evidence`: of an attested one.
    """

    state: State
    at: str
    job: str | None = None
    since: str | None = None
    says: str = ""
    by: str = ""
    evidence: str = ""


class Managed(Struct, frozen=True):
    """A resource that is ours: what it held when we last made or saw it so (`absent`: we deleted it), by which plan, and when."""

    address: str
    digest: str
    plan: str
    at: str


class Holder(Struct, frozen=True):
    """Who holds the lock. `since`: UTC, ISO. `lost`: whether it seems to be gone although the lock is there."""

    who: str
    host: str
    pid: int
    since: str
    lost: bool = False

    @property
    def id(self) -> str:
        """What is said to take the lock away from this holder and from no other."""
        return sha256(compact([self.who, self.host, self.pid, self.since])).hexdigest()[:8]

    def __str__(self) -> str:
        return f"{self.who} on {self.host} (process {self.pid}) since {self.since}"


class LedgerError(Exception):
    """What a ledger cannot do. `says`: what is wrong, `help`: what to do about it; both for people, and without any password."""

    def __init__(self, says: str, help: str = "") -> None:  # noqa: A002 - the word of findings
        super().__init__(says)
        self.says, self.help = says, help


class Missing(LedgerError):
    """There is no ledger."""


class Unusable(LedgerError):
    """The ledger, or the place where it is to be, is not fit: open to others, out of reach, of a newer format."""


class Busy(LedgerError):
    """Another apply holds the lock."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(
            f"held by {holder}" if holder else "held, and who holds it is not known yet",
            "wait for it to end" + (f"; if it is gone for good: `syncwright ledger unlock --holder {holder.id}`" if holder else ""),
        )
        self.holder = holder


class Damaged(LedgerError):
    """The ledger cannot be read or does not hold together. `number`: the first record that is wrong, None where that is not known."""

    def __init__(self, says: str, number: int | None = None, help: str = REBUILD) -> None:  # noqa: A002 - the word of findings
        super().__init__(says, help)
        self.number = number


class LockLost(LedgerError):
    """The lock is no longer ours; nothing more may be written, here or on a platform."""


class NotWritten(LedgerError):
    """A record could not be made durable, so that what it announces must not happen."""


class Ledger(Protocol):
    """An open ledger of one environment. Reading needs no lock. Every deed may raise Damaged or Unusable; `append` NotWritten, too.

    `where`: its place, as may be shown to people; without a password.
    """

    where: str

    def records(self, plan: str | None = None) -> Iterator[Record]:
        """All records in order, or those of one plan. Hashes are not looked at."""
        ...

    def hold(self, who: str, host: str, pid: int, now: str) -> "Hold":
        """Take the lock, at once or not at all, and only on a ledger that holds together. Raises Busy.

        It is freed when this process ends, however it ends.
        """
        ...

    def holder(self) -> Holder | None:
        """Who holds the lock now."""
        ...

    def close(self) -> None:
        """Let go of what is open."""
        ...


class Hold(Protocol):
    """The lock on a ledger; only through it is anything written."""

    def append(self, kind: Kind, *, at: str, by: str, plan: str = "", step: str = "", body: Mapping[str, str] = {}) -> Record:
        """Write a record; when this returns it survives a crash of the machine. Raises LockLost and NotWritten.

        After either nothing more can be written through this hold. A body with what looks like a token or a password is not written.
        """
        ...

    def release(self) -> None:
        """Give the lock back. Doing so twice does nothing."""
        ...


#: What reads a ledger's records as states; see `reading.py`.
Records = Sequence[Record]
