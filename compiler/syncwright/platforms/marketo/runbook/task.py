"""One thing that a person does for a Marketo connector, as a value, and how a part of this platform contributes some. Knows no spec.

A contributor is a function `tasks(catalog, connector)` of its own room that yields tasks, pure and from the catalog alone; `contents.py` lists it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from syncwright.catalog.model import Catalog, Named
from syncwright.facts import Fact
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.records import Struct

#: Parts of the runbook, in the order in which they are done.
Part = Literal["salesforce", "connect", "options", "objects", "members", "fields", "support", "campaigns"]
PARTS: dict[Part, str] = {
    "salesforce": "In Salesforce",
    "connect": "Before and at the first sync",
    "options": "Options of the sync",
    "objects": "Custom objects",
    "members": "Fields of programme members",
    "fields": "Fields of Marketo alone",
    "support": "Tickets for Marketo Support",
    "campaigns": "Campaigns",
}

NOT_DOCUMENTED = "not documented"


class Task(Struct, frozen=True):
    """One thing that a person does.

    `id`: unlike any other of its connector and the same for the same work, of the form `campaign-sync` or `campaign/normalise-country`.
    `menu`: what is opened, click by click, by Adobe's or Salesforce's names; empty where no source says it, None where nothing is opened.
    `values`: what is typed or chosen, as name and value. `does`: sentences in order, where there is more to do than that. `verify`: what is
    looked at to know that it was done. `fact`: why it is done, with its source. `owner`: by the owner's name. `keys`: spec keys it comes
    from. `after`: ids of tasks of this connector that come before. `file`: the generated file that has the details, below `generated/`.
    `notes`: what is good to know and is not the work: what was attested holds when they change. `system`: where it is done. `rests_on`: names
    of fields that the work is about, too many to be written out; with one more, what was attested holds no longer.
    """

    id: str
    part: Part
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
    system: str = "Marketo"
    rests_on: tuple[str, ...] = ()

    def name(self, connector: str) -> str:
        """As `attest` takes it."""
        return named(connector, self.id)

    @property
    def path(self) -> str | None:
        """The menu path in words; None where nothing is opened."""
        return None if self.menu is None else " > ".join(self.menu) or NOT_DOCUMENTED


#: What contributes tasks.
Contributor = Callable[[Catalog, Named[MarketoConnector]], Iterator[Task]]


def named(connector: str, task_id: str) -> str:
    """A task's id as `attest` takes it."""
    from syncwright.apply.standing import PREFIX  # start-up time: rules need none of it

    return f"{PREFIX}{connector}/{task_id}"


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
