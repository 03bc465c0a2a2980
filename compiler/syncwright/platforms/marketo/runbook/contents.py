"""What is in the runbook of a connector: the tasks of every contributor, by part and in the order in which they are told. Knows no format."""

from syncwright.catalog.model import Catalog, Named
from syncwright.platforms.marketo.campaigns import tasks as campaigns
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.runbook import custom_objects, first_sync, in_salesforce, members, options, own_fields
from syncwright.platforms.marketo.runbook.task import PARTS
from syncwright.platforms.marketo.support import tasks as support
from syncwright.runbook.task import Task, gathered

#: Who contributes, in the order in which the tasks of one part are told. One line each.
CONTRIBUTORS = (
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
    return gathered(CONTRIBUTORS, catalog, connector, PARTS)
