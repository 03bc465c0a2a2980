"""One thing that a person does for a connector, as a value, and how it is told. Knows no platform: each says which system a task is done in.

A contributor is a function `tasks(catalog, of)` of a platform's room that yields tasks, pure and from the catalog alone.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from syncwright.catalog.model import Catalog
from syncwright.facts import Fact
from syncwright.records import Struct

#: What a runbook is about: a connector, or one unit of it.
Of = TypeVar("Of")

NOT_DOCUMENTED = "not documented"


class Task(Struct, frozen=True):
    """One thing that a person does.

    `id`: unlike any other of its connector and the same for the same work, of the form `campaign-sync` or `campaign/normalise-country`.
    `part`: which part of the runbook it stands in, by the platform's name of it.
    `menu`: what is opened, click by click, by the names of the platform or of Salesforce; empty where no source says it, None where nothing is opened.
    `values`: what is typed or chosen, as name and value. `does`: sentences in order, where there is more to do than that. `verify`: what is
    looked at to know that it was done. `fact`: why it is done, with its source. `owner`: by the owner's name. `keys`: spec keys it comes
    from. `after`: ids of tasks of this connector that come before. `file`: the generated file that has the details, below `generated/`.
    `notes`: what is good to know and is not the work: what was attested holds when they change. `system`: where it is done. `rests_on`: names
    of fields that the work is about, too many to be written out; with one more, what was attested holds no longer.
    """

    id: str
    part: str
    title: str
    verify: str
    owner: str
    fact: Fact
    menu: tuple[str, ...] | None = ()
    values: tuple[tuple[str, str], ...] = ()
    does: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    file: str | None = None
    notes: tuple[str, ...] = ()
    system: str = ""
    rests_on: tuple[str, ...] = ()

    def name(self, of: str) -> str:
        """As `attest` takes it. `of`: the address of what the runbook is about, such as `marketo` or `ae/emea`."""
        return named(of, self.id)

    @property
    def path(self) -> str | None:
        """The menu path in words; None where nothing is opened."""
        return None if self.menu is None else " > ".join(self.menu) or NOT_DOCUMENTED


def gathered(
    contributors: Sequence[Callable[[Catalog, Of], Iterator[Task]]], catalog: Catalog, of: Of, parts: Mapping[str, str]
) -> list[Task]:
    """All tasks of what a runbook is about, by part, within one in the order of the contributors."""
    found = [task for contributor in contributors for task in contributor(catalog, of)]
    order = {part: index for index, part in enumerate(parts)}
    return sorted(found, key=lambda task: order[task.part])


def named(of: str, task_id: str) -> str:
    """A task's id as `attest` takes it."""
    from syncwright.apply.standing import PREFIX  # start-up time: rules need none of it

    return f"{PREFIX}{of}/{task_id}"


def told(task: Task) -> Iterator[str]:
    """The task line by line, as `steps` shows it: why, exactly what to do, and what is good to know."""
    yield sentence(task.fact)
    yield from asked(task)
    if task.rests_on:
        count = Counter(name.partition(".")[0] for name in task.rests_on)
        yield f"By the specs that is {', '.join(f'{number:,} of {name}' for name, number in sorted(count.items()))}."
    yield from task.notes


def asked(task: Task) -> Iterator[str]:
    """What the work is."""
    if task.path is not None:
        yield f"Where: {task.path}."
    yield from (f"{name}: {value}" for name, value in task.values)
    yield from task.does
    if task.file is not None:
        yield f"generated/{task.file} has the details."


def sentence(fact: Fact) -> str:
    """A fact with its source, as sure as it is."""
    says = fact.worded(fact.says)
    return f"{says[:1].upper()}{says[1:]} ({fact.source})."


def listed(names: Sequence[str], most: int = 200) -> str:
    """Names in a row; a long list is cut, and says so."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
