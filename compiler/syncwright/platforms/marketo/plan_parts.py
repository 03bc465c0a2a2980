"""All that Marketo does for plans: access of its user, page layouts, and the runbook."""

from collections.abc import Collection, Iterator

from syncwright.catalog.model import Catalog
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned, Planning
from syncwright.platforms.marketo import layout_plan
from syncwright.platforms.marketo.planning import hazards, steps
from syncwright.platforms.marketo.runbook import settings
from syncwright.resource import Resource


def _hazards(planned: Planned) -> Iterator[Hazard]:
    yield from hazards(planned)
    yield from layout_plan.hazards(planned)
    yield from settings.hazards(planned)


def _steps(planned: Planned) -> Iterator[Step]:
    yield from steps(planned)
    yield from layout_plan.steps(planned)
    yield from settings.steps(planned)


def _beside(catalog: Catalog, made: Collection[str]) -> Iterator[Resource]:
    yield from layout_plan.beside(catalog, made)
    yield from settings.beside(catalog, made)


def _held(catalog: Catalog, made: Collection[str], addresses: Collection[str]) -> Iterator[Resource]:
    yield from layout_plan.held(catalog, made, addresses)
    yield from settings.held(catalog, made, addresses)


PLANNING = Planning(
    types=(*layout_plan.TYPES, *settings.TYPES),
    users=layout_plan.users,
    beside=_beside,
    held=_held,
    access=layout_plan.access,
    hazards=_hazards,
    steps=_steps,
)
