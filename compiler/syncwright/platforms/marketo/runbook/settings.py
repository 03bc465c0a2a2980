"""The runbook in a plan. What a plan tells in other steps is left out: fields that become visible or are renamed, custom objects, page layouts, and
all that comes before the first sync.
"""

from collections.abc import Collection, Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.marketo.runbook import custom_objects, options
from syncwright.platforms.marketo.runbook.contents import contents
from syncwright.platforms.marketo.runbook.instances import connectors
from syncwright.platforms.marketo.support import remapping
from syncwright.resource import Resource
from syncwright.runbook import planned as in_plans
from syncwright.runbook.planned import Asked, InPlans

#: Parts and tasks that a plan tells of in steps of other rooms, or not at all.
_ELSEWHERE = ("salesforce", "connect")
_TOLD = (custom_objects.ENABLE, remapping.NAME)


def _asked(catalog: Catalog) -> Iterator[Asked]:
    for one in connectors(catalog):
        tasks = tuple(task for task in contents(catalog, one) if task.part not in _ELSEWHERE and task.id not in _TOLD)
        yield Asked(one.name, f"connector/{one.name}", Named(one.name, one.spec, one.path), tasks, options.unsaid(one.spec))


_BOOK = InPlans(
    "marketo.runbook",
    "Marketo",
    _asked,
    ("not ticked",),
    "a person does it in Marketo: nothing of it has an API",
    "Adobe: REST API, endpoint reference of July 2026",
    "A field can be hidden in Marketo and never deleted.",
)
TYPES = in_plans.types(_BOOK)


def beside(catalog: Catalog, _made: Collection[str]) -> Iterator[Resource]:
    """The tasks of every connector, each with what it asks for."""
    return in_plans.beside(_BOOK, catalog)


def held(catalog: Catalog, _made: Collection[str], addresses: Collection[str]) -> Iterator[Resource]:
    """Which of these another revision of the specs has."""
    return in_plans.held(_BOOK, catalog, addresses)


def hazards(planned: Planned) -> Iterator[Hazard]:
    """That no API is used for them."""
    return in_plans.hazards(_BOOK, planned)


def steps(planned: Planned) -> Iterator[Step]:
    """A step for each task that asks for something else."""
    return in_plans.steps(_BOOK, planned)
