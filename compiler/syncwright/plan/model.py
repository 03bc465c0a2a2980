"""A plan: all changes, all steps in order, what a reviewer must know, and what it is bound to. Complete: apply reads nothing else."""

from collections.abc import Mapping
from typing import Literal

from syncwright.plan.changes import Change
from syncwright.plan.drift import Drift
from syncwright.plan.scopes import ScopeChange
from syncwright.plan.steps import Step
from syncwright.records import Struct, replace

#: What a reviewer must know of a change. `widens` and `takes`: somebody gains or loses access. `irreversible`: it cannot be taken back.
#: `destructive`: data or a definition is lost. `by-hand`, `vendor`: no API does it; a person or the vendor's support does. `records`: how many
#: records are touched, where known. `privacy`: personal data leaves the CRM. `archives`: records are taken out of a platform. `starts`: a connector
#: that is paused begins to sync.
HazardKind = Literal["widens", "takes", "irreversible", "destructive", "by-hand", "vendor", "records", "privacy", "archives", "starts"]


class Hazard(Struct, frozen=True):
    """One thing to know of one change, or of one part of it (`attribute` and `name`, as in its edit).

    `source`: where the fact behind it was read, if it rests on one. `user`: the sync user whose access it is about.
    """

    kind: HazardKind
    address: str
    says: str
    attribute: str | None = None
    name: str | None = None
    source: str = ""
    user: str | None = None


class Binding(Struct, frozen=True):
    """What a plan was made of; if any of it differs, it is stale.

    `specs`: hash of what the specs mean, so that moving or re-wrapping them changes nothing. `observed`: hash of each resource as it was
    seen, by address; "absent" where it was not there. `identity`: what it was made for: org, instance, connector places, or a folder.
    `made`: UTC, ISO, to the second.
    """

    estate: str
    environment: str
    against: str
    specs: str
    observed: Mapping[str, str]
    identity: Mapping[str, str]
    tool: str
    made: str


class Plan(Struct, frozen=True):
    """Changes by address, steps in order, hazards, and the binding. `left_out`: addresses that `--only` kept away.

    `scopes`: filters and partitions that say something else, where the specs are compared with another revision of them. `drift`: what
    somebody else changed and the changes would undo, where a ledger says what we made.
    """

    changes: tuple[Change, ...]
    steps: tuple[Step, ...]
    hazards: tuple[Hazard, ...]
    binding: Binding
    left_out: tuple[str, ...] = ()
    scopes: tuple[ScopeChange, ...] = ()
    drift: tuple[Drift, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not self.changes


def in_order(plan: Plan) -> Plan:
    """The same plan with changes and hazards by address, whatever order they came in. Steps keep their order: it means something."""
    return replace(
        plan,
        changes=tuple(sorted(plan.changes, key=lambda change: change.address)),
        hazards=tuple(sorted(plan.hazards, key=_hazard_order)),
        left_out=tuple(sorted(plan.left_out)),
    )


def _hazard_order(hazard: Hazard) -> tuple[object, ...]:
    part = (hazard.attribute is not None, hazard.attribute or "", hazard.name is not None, hazard.name or "")
    return hazard.address, part, hazard.kind, hazard.says, hazard.source, hazard.user or ""
