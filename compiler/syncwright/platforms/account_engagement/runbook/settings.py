"""The runbook in a plan: settings, users, campaigns and what Support switches. What a plan tells in other steps is left out: access, fields, rules of
data sharing, and what is done whatever the specs say before a connector is unpaused and after.
"""

from collections.abc import Collection, Iterable, Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.account_engagement.campaigns import tasks as campaigns
from syncwright.platforms.account_engagement.connection import tasks as connection
from syncwright.platforms.account_engagement.runbook.task import PARTS
from syncwright.platforms.account_engagement.support import same_email
from syncwright.platforms.account_engagement.support import tasks as support
from syncwright.platforms.account_engagement.units import Unit, units
from syncwright.resource import Resource
from syncwright.runbook import planned as in_plans
from syncwright.runbook.planned import Asked, InPlans
from syncwright.runbook.task import Task, gathered

#: Who contributes to the parts that a plan tells of.
_CONTRIBUTORS = (connection.tasks, campaigns.tasks, support.tasks)
_PARTS = ("settings", "users", "campaigns", "support")


def _asked(catalog: Catalog) -> Iterator[Asked]:
    for unit in units(catalog):
        one = unit.connector
        tasks = tuple(task for task in gathered(_CONTRIBUTORS, catalog, unit, PARTS) if task.part in _PARTS)
        yield Asked(unit.address, unit.key, Named(one.name, one.spec, one.path), tasks, _unsaid(unit, tasks))


def _unsaid(unit: Unit, tasks: Iterable[Task]) -> Collection[str]:
    """Ids of the tasks of which nobody has said anything in the specs."""
    open_ = {task.id for task in tasks if task.values and all(value == connection.NOT_DECIDED for _, value in task.values)}
    return open_ if unit.connector.spec.same_email_prospects else open_ | {f"support/{same_email.NAME}"}


_BOOK = InPlans(
    "account_engagement.runbook",
    "Account Engagement",
    _asked,
    (connection.NOT_DECIDED,),
    "a person does it: no API sets it",
    "the endpoints of API v5, which have none for it",
    "What Support has switched may not be taken back: its request says what is known.",
)
TYPES = in_plans.types(_BOOK)


def beside(catalog: Catalog, _made: Collection[str]) -> Iterator[Resource]:
    """The tasks of every unit, each with what it asks for."""
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
