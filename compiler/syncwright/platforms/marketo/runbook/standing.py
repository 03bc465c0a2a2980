"""The tasks of the runbook as work that stands whatever plan there is, for `steps` and `attest`."""

from collections.abc import Iterator

from syncwright.apply.standing import Standing
from syncwright.catalog.model import Catalog
from syncwright.platforms.marketo.runbook.contents import contents
from syncwright.platforms.marketo.runbook.instances import connectors
from syncwright.platforms.marketo.runbook.task import Task, asked, named, told


def standing(catalog: Catalog) -> Iterator[Standing]:
    """All tasks of all connectors."""
    for connector in connectors(catalog):
        for task in contents(catalog, connector):
            yield _standing(connector.name, task)


def _standing(connector: str, task: Task) -> Standing:
    return Standing(
        task.name(connector),
        task.title,
        task.system,
        task.owner,
        "\n".join(told(task)),
        task.verify,
        (*asked(task), *task.rests_on),
        tuple(named(connector, one) for one in task.after),
    )
