"""The tasks of a runbook as work that stands whatever plan there is, for `steps` and `attest`."""

from collections.abc import Iterable, Iterator

from syncwright.apply.standing import Standing
from syncwright.runbook.task import Task, asked, named, told


def standing(of: str, tasks: Iterable[Task]) -> Iterator[Standing]:
    """The tasks of the connector or unit at this address."""
    for task in tasks:
        yield Standing(
            task.name(of),
            task.title,
            task.system,
            task.owner,
            "\n".join(told(task)),
            task.verify,
            (*asked(task), *task.rests_on),
            tuple(named(of, one) for one in task.after),
        )
