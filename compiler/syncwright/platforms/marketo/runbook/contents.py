"""What is in the runbook of a connector: the tasks of every contributor, by part and in the order in which they are told. Knows no format."""

from syncwright.catalog.model import Catalog, Named
from syncwright.platforms.marketo.campaigns import tasks as campaigns
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.runbook import custom_objects, first_sync, in_salesforce, members, options, own_fields
from syncwright.platforms.marketo.runbook.task import PARTS, Contributor, Task
from syncwright.platforms.marketo.support import tasks as support

#: Who contributes, in the order in which the tasks of one part are told. One line each.
CONTRIBUTORS: tuple[Contributor, ...] = (
    in_salesforce.tasks,
    first_sync.tasks,
    options.tasks,
    custom_objects.tasks,
    members.tasks,
    own_fields.tasks,
    support.tasks,
    campaigns.tasks,
)


def contents(catalog: Catalog, connector: Named[MarketoConnector]) -> list[Task]:
    """All tasks of a connector, each after those that come before it."""
    found = [task for contributor in CONTRIBUTORS for task in contributor(catalog, connector)]
    order = {part: index for index, part in enumerate(PARTS)}
    return sorted(found, key=lambda task: order[task.part])
