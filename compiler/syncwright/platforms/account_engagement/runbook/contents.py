"""What is in the runbook of a business unit: the tasks of every contributor, by part and in the order in which they are told. Knows no format."""

from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.access import tasks as access
from syncwright.platforms.account_engagement.campaigns import tasks as campaigns
from syncwright.platforms.account_engagement.connection import tasks as connection
from syncwright.platforms.account_engagement.gate import tasks as gate
from syncwright.platforms.account_engagement.map import tasks as fields
from syncwright.platforms.account_engagement.runbook.task import PARTS
from syncwright.platforms.account_engagement.support import tasks as support
from syncwright.platforms.account_engagement.units import Unit
from syncwright.runbook.task import Task, gathered

#: Who contributes, in the order in which the tasks of one part are told. One line each.
CONTRIBUTORS = (connection.tasks, access.tasks, fields.tasks, campaigns.tasks, support.tasks, gate.tasks)


def contents(catalog: Catalog, unit: Unit) -> list[Task]:
    """All tasks of a unit, by part."""
    return gathered(CONTRIBUTORS, catalog, unit, PARTS)
