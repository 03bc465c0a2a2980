"""A runbook in a plan: what people are asked for is compared between revisions of the specs, and each task that asks for something else is a step.

Nothing of it can be seen on the platform, so no live system is compared: there `steps --runbook` says what nobody did yet.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Key, Place
from syncwright.plan.changes import Change, Edit, Forget
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.records import Struct
from syncwright.resource import AttributeType, Resource, ResourceType
from syncwright.runbook.task import Task, told
from syncwright.spec.compiled import ConnectorSpec
from syncwright.want import Reason

TASKS = "tasks"


class Asked(Struct, frozen=True):
    """What a plan tells of what one connector or unit asks of people. `of`: its address; `key`: its spec key.

    `unsaid`: ids of the tasks that say no more than what holds where nobody says anything.
    """

    of: str
    key: str
    connector: Named[ConnectorSpec]
    tasks: tuple[Task, ...]
    unsaid: Collection[str]


class InPlans(Struct, frozen=True):
    """How the runbook of a platform stands in plans.

    `type`: of the resource that each connector or unit is, such as `marketo.runbook`. `system`: the platform's title. `asked`: what is compared.
    `empty`: values that go without saying beside others. `no_api` and `source`: why a person does it. `left`: what is to be known where
    something is taken back.
    """

    type: str
    system: str
    asked: Callable[[Catalog], Iterator[Asked]]
    empty: Collection[str]
    no_api: str
    source: str
    left: str


def types(book: InPlans) -> tuple[ResourceType, ...]:
    """Its type of resource."""
    tasks = {TASKS: AttributeType("task", "map", on_change="by_hand")}
    return (ResourceType(book.type, "runbook", tasks, always_there=True, by_hand=True, in_source=False),)


def beside(book: InPlans, catalog: Catalog) -> Iterator[Resource]:
    """The tasks of each, with what they ask for. What is asked of every one alike, as nobody said anything, is not among them."""
    for one in book.asked(catalog):
        tasks = {task.id: task for task in _compared(one) if task.id not in one.unsaid}
        because = {TASKS: {name: (_reason(catalog, one, task),) for name, task in tasks.items()}}
        yield Resource(f"{book.type}/{one.of}", {TASKS: {name: _asks(book, task) for name, task in tasks.items()}}, because)


def held(book: InPlans, catalog: Catalog, addresses: Collection[str]) -> Iterator[Resource]:
    """Which of these another revision of the specs has."""
    return (one for one in beside(book, catalog) if one.address in addresses)


def _compared(asked: Asked) -> Iterator[Task]:
    """Those that are not asked of every one alike, whatever the specs say."""
    return (task for task in asked.tasks if task.values or task.keys != (asked.key,))


def _asks(book: InPlans, task: Task) -> str:
    """What a plan shows of it: the values, without those that go without saying beside others."""
    said = [f"{name}: {value}" for name, value in task.values if value not in book.empty]
    return "; ".join(said or (f"{name}: {value}" for name, value in task.values)) or task.title


def _reason(catalog: Catalog, asked: Asked, task: Task) -> Reason:
    says = task.fact.worded(task.fact.says)
    for key in task.keys:
        found = _place(catalog, asked.connector, key)
        if found is not None:
            return Reason(says, key, found.path, found.keys)
    return Reason(says, f"connector/{asked.connector.name}", asked.connector.path, ("connector",))


def _place(catalog: Catalog, connector: Named[ConnectorSpec], key: str) -> Place | None:
    """Where the spec behind a spec key stands; None where nothing is said there."""
    kind, _, rest = key.partition("/")
    name, _, part = rest.partition("#")
    match kind:
        case "connector":
            keys = tuple(part.split(".")) if part else ("connector",)
            return connector.at(*keys) if _says(connector.spec, keys) else None
        case "object":
            held = catalog.elsewhere.get(connector.name, {}).get(name) or catalog.objects.get(name)
            field = held.fields.get(part) if held is not None else None
            return field.at() if field is not None else Place(held.groups[0].path, ("object",)) if held is not None else None
        case "campaign":
            return catalog.campaigns[name].at("campaign") if name in catalog.campaigns else None
        case "filter":
            return catalog.filters[name].at("filter") if name in catalog.filters else None
    return None


def _says(spec: object, keys: Sequence[Key]) -> bool:
    """Whether a value that is no default stands there."""
    for key in keys:
        spec = spec.get(key) if isinstance(spec, Mapping) else getattr(spec, str(key), None)
    return bool(spec)


def hazards(book: InPlans, planned: Planned) -> Iterator[Hazard]:
    """That no API is used for them."""
    for change in _changes(book, planned):
        yield Hazard("by-hand", change.address, book.no_api, source=book.source)


def steps(book: InPlans, planned: Planned) -> Iterator[Step]:
    """A step for each task that asks for something else."""
    changes = {change.address: change for change in _changes(book, planned)}
    for one in book.asked(planned.catalog) if changes else ():
        change = changes.get(f"{book.type}/{one.of}")
        if change is not None:
            yield from _steps(book, one, change)


def _steps(book: InPlans, asked: Asked, change: Change) -> Iterator[Step]:
    assert not isinstance(change, Forget), "what is forgotten is left out before"
    tasks = {task.id: task for task in _compared(asked)}
    changed = {edit.name: edit for edit in change.edits if edit.attribute == TASKS and edit.name is not None}
    for task in tasks.values():
        if task.id in changed:
            wanted = None if task.id in asked.unsaid else _asks(book, task)
            edit = changed[task.id]
            yield (
                _step(book, asked, task, change.address, changed) if edit.new == wanted else _back(book, asked, task, edit, change.address)
            )
    for gone in sorted(changed.keys() - tasks.keys()):
        yield _gone(book, asked, gone, change.address, changed[gone])


def _step(book: InPlans, asked: Asked, task: Task, address: str, changed: Collection[str]) -> Step:
    after = tuple(_id(book, asked, one) for one in task.after if one in changed)
    return Step(
        _id(book, asked, task.id), "person", task.system, task.title, task.owner, task.verify, (address,), after, "\n".join(told(task))
    )


def _back(book: InPlans, asked: Asked, task: Task, edit: Edit, address: str) -> Step:
    """On the way back the task has to be as it was, which only the plan says."""
    where = f"Where: {task.path}.\n" if task.path is not None else ""
    text = f"{where}It asks for: {edit.old}.\n" + (f"It asked for: {edit.new}." if edit.new is not None else "It asked for nothing.")
    title = f"take back: {task.title}"
    return Step(_id(book, asked, task.id), "person", task.system, title, task.owner, "it is as it was before", (address,), text=text)


def _gone(book: InPlans, asked: Asked, task_id: str, address: str, edit: Edit) -> Step:
    """The specs ask for it no more; on the way back they did not ask for it yet."""
    if edit.new is not None:
        title, text, proves = f"do again what `{task_id}` asked for", f"It asked for: {edit.new}.", "it is as it was before"
    else:
        title, proves = f"take back what `{task_id}` asked for", f"nothing in {book.system} is left of it"
        text = f"It asked for: {edit.old}. {book.left}".rstrip()
    owner = asked.connector.spec.owner
    return Step(_id(book, asked, task_id), "person", book.system, title, owner, proves, (address,), text=text)


def _id(book: InPlans, asked: Asked, task_id: str) -> str:
    return f"{book.type}/{asked.of}/{task_id}"


def _changes(book: InPlans, planned: Planned) -> Iterator[Change]:
    return (one for one in planned.changes if one.address.startswith(f"{book.type}/") and not isinstance(one, Forget))
