"""All that Account Engagement does for plans: field maps, Marketing Data Sharing rules, and the rest of the runbook."""

from collections.abc import Collection, Iterator

from syncwright.catalog.model import Catalog
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned, Planning
from syncwright.platforms.account_engagement.gate import plan as gate_plan
from syncwright.platforms.account_engagement.map import resource as field_map
from syncwright.platforms.account_engagement.map import steps as field_steps
from syncwright.platforms.account_engagement.runbook import settings as runbook_plan
from syncwright.platforms.account_engagement.sharing import plan as sharing_plan
from syncwright.resource import Resource


def _beside(catalog: Catalog, made: Collection[str]) -> Iterator[Resource]:
    yield from field_map.beside(catalog, made)
    yield from sharing_plan.beside(catalog, made)
    yield from runbook_plan.beside(catalog, made)
    yield from gate_plan.beside(catalog)


def _held(catalog: Catalog, made: Collection[str], addresses: Collection[str]) -> Iterator[Resource]:
    yield from field_map.held(catalog, made, addresses)
    yield from sharing_plan.held(catalog, made, addresses)
    yield from runbook_plan.held(catalog, made, addresses)
    yield from gate_plan.held(catalog, addresses)


def _hazards(planned: Planned) -> Iterator[Hazard]:
    yield from field_steps.hazards(planned)
    yield from sharing_plan.hazards(planned)
    yield from runbook_plan.hazards(planned)
    yield from gate_plan.hazards(planned)


def _steps(planned: Planned) -> Iterator[Step]:
    yield from field_steps.steps(planned)
    yield from sharing_plan.steps(planned)
    yield from runbook_plan.steps(planned)
    yield from gate_plan.steps(planned)


PLANNING = Planning(
    types=(*field_map.TYPES, *sharing_plan.TYPES, *gate_plan.TYPES, *runbook_plan.TYPES),
    users=sharing_plan.users,
    beside=_beside,
    held=_held,
    hazards=_hazards,
    steps=_steps,
    settled=gate_plan.settled,
    departures=sharing_plan.departures,
)
