"""How a run ends, and what is left of its plan. Knows no command line; it says with which number each end leaves."""

from collections.abc import Mapping
from typing import Literal

from syncwright.plan.steps import Step
from syncwright.records import Struct
from syncwright.target import Remedy, TargetError

#: Why a run ended. `finished`: nothing is left that a machine does. `days`: all that is left waits for its day. `people`: steps wait for people.
#: `refused`, `differs`: as a step settled. `changed`: somebody changed what a step is about to change. `platform`: a system refused before anything
#: of the step can have happened. `unknown`: nobody knows what became of a step. `interrupted`: somebody asked to stop. `ledger`: nothing could be recorded.
Why = Literal["finished", "days", "people", "refused", "differs", "changed", "platform", "unknown", "interrupted", "ledger"]

#: Exit code of each end.
EXITS: Mapping[Why, int] = {
    "finished": 0, "days": 0, "people": 3, "refused": 3, "differs": 3, "changed": 3, "platform": 8, "unknown": 4, "interrupted": 3, "ledger": 3,
}  # fmt: skip
#: Exit code of each end if there is a step of which nobody knows what became.
_OPEN = 4

PLAN_AGAIN = "make the plan again"
#: What a remedy is in words, for whoever runs it.
ADVICE: Mapping[Remedy, str] = {
    "fix": "correct the specs and make the plan again",
    "credentials": "run `syncwright doctor` with `--env`: it says what the user that applies may not do",
    "later": "run it again later: what stands in the way passes by itself",
    "tomorrow": "run it again tomorrow: a limit of the day is used up, and nothing more was sent",
    "look": "look at the system before you run it again: nobody here knows this answer",
}


class Left(Struct, frozen=True):
    """A step that is not done. `who`: whether a person does it. `waits_for`: ids of steps that come before it. `until`: the ISO day that it waits for.

    `known`: whether it is known how it stands. `says`: what is to be said of it.
    """

    step: Step
    who: Literal["person", "machine"]
    waits_for: tuple[str, ...] = ()
    until: str | None = None
    known: bool = True
    says: str = ""


class Ended(Struct, frozen=True):
    """How a run ended. `step`: id of the step that it ended at, if it did at one. `says`: why, in words, and `advice` what to do about it.

    `failed`: what a system refused, by part. `left`: what is not done, in the plan's order. `held`: ids of steps that hold something which is
    to be released, and is not. `unknown`: ids of steps of which nobody knows what became.
    """

    why: Why
    step: str | None = None
    says: str = ""
    advice: str = ""
    failed: tuple[tuple[str, str], ...] = ()
    left: tuple[Left, ...] = ()
    held: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[Left, ...]:
        """What is left for people."""
        return tuple(one for one in self.left if one.who == "person")

    @property
    def exit(self) -> int:
        """The exit code, without what a command asks for in detail."""
        return _OPEN if self.unknown else EXITS[self.why]


class Stopped(Exception):
    """A run cannot go on. Carries how it ended; what is left is not known yet."""

    def __init__(self, ended: Ended) -> None:
        super().__init__(ended.says)
        self.ended = ended


def stopped(why: Why, step: str | None, says: str, advice: str = "", failed: tuple[tuple[str, str], ...] = ()) -> Stopped:
    """A run that ends at a step."""
    return Stopped(Ended(why, step, says, advice, failed))


def not_begun(error: TargetError, step: str | None) -> Stopped:
    """A system refused before anything of the step can have happened."""
    passes = error.remedy in ("credentials", "later", "tomorrow")
    return stopped("platform" if passes else "refused", step, f"{error.code}: {error.says}", ADVICE[error.remedy])
