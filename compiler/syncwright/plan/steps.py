"""What a plan does, in order: steps that depend on steps. Knows no platform; platforms say which steps their changes take."""

from collections.abc import Iterable, Mapping
from typing import Literal

from syncwright.records import Struct

#: `deploy`: one transaction of metadata. `call`: one request. `assign`: gives a user what was deployed; without it nothing has an effect.
#: `backfill`: writes to records. `activate`: switches on what was deployed inactive. `hold` and `release`: a condition kept while the steps
#: between them run; if one of those fails it stays held, and that is said. `person`: work that no API does.
StepKind = Literal["deploy", "call", "assign", "backfill", "activate", "hold", "release", "person"]


class Step(Struct, frozen=True):
    """One thing a plan does.

    `id` is unlike any other in the plan and the same for the same changes. `system`: where it happens, as people say it. `owner`: who
    does it or answers for it, by the owner's name. `changes`: addresses that it carries out. `after`: ids of steps that come before; a
    platform may also name addresses, and by `salesforce.backfill/*` all steps that begin so.
    `proves`: what is looked at to know that it was done. `text`: for a person, exactly what to do. `waits_until`: the ISO day before
    which it may not run. `does`: what the platform's target is asked to do, in the platform's own words; empty for a deployment, which
    carries out its changes, and where only a person can do it.
    """

    id: str
    kind: StepKind
    system: str
    title: str
    owner: str
    proves: str
    changes: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    text: str = ""
    waits_until: str | None = None
    does: Mapping[str, str] = {}

    @property
    def platform(self) -> str:
        """Name of the platform that said so."""
        return self.id.partition(".")[0]

    @property
    def atomic(self) -> bool:
        """Whether all of it happens or nothing."""
        return self.kind == "deploy"


class Circular(Exception):
    """Steps wait for each other. A bug of the platform that said so."""


def ordered(steps: Iterable[Step]) -> list[Step]:
    """Steps so that each comes after those it waits for, else in order of their ids. Raises Circular.

    A step that waits for one that is not in the plan waits for nothing: it was done before.
    """
    waiting: dict[str, Step] = {step.id: step for step in steps}
    before: Mapping[str, set[str]] = {step.id: set(step.after) & waiting.keys() for step in waiting.values()}
    done: list[Step] = []
    while waiting:
        free = sorted(name for name in waiting if not before[name])
        if not free:
            raise Circular(", ".join(sorted(waiting)))
        done += [waiting.pop(name) for name in free]
        for rest in before.values():
            rest.difference_update(free)
    return done
