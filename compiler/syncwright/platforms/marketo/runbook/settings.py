"""The runbook in a plan: what people are asked for is compared between revisions of the specs, and each task that asks for something else is a step.

Nothing of it can be seen in Marketo, so no live system is compared: there `steps --runbook` says what nobody did yet. What a plan tells in
other steps is left out: fields that become visible or are renamed, custom objects, page layouts, and all that comes before the first sync.
"""

from collections.abc import Collection, Iterator, Sequence

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Key, Place
from syncwright.plan.changes import Change, Edit, Forget
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.runbook import custom_objects, options
from syncwright.platforms.marketo.runbook.contents import contents
from syncwright.platforms.marketo.runbook.instances import connectors
from syncwright.platforms.marketo.runbook.task import Task, told
from syncwright.platforms.marketo.support import remapping
from syncwright.resource import AttributeType, Resource, ResourceType
from syncwright.want import Reason

#: What one connector asks of people: `marketo.runbook/nurture`.
RUNBOOK = "marketo.runbook"
TASKS = "tasks"

TYPES = (
    ResourceType(
        RUNBOOK, "runbook", {TASKS: AttributeType("task", "map", on_change="by_hand")}, always_there=True, by_hand=True, in_source=False
    ),
)

#: Parts and tasks that a plan tells of in steps of other rooms, or not at all.
_ELSEWHERE = ("salesforce", "connect")
_TOLD = (custom_objects.ENABLE, remapping.NAME)


def beside(catalog: Catalog, _made: Collection[str]) -> Iterator[Resource]:
    """The tasks of every connector, each with what it asks for. What is asked of every connector, as nobody said anything, is not among them."""
    for connector in connectors(catalog):
        unsaid = options.unsaid(connector.spec)
        tasks = {task.id: task for task in _planned(catalog, connector) if task.id not in unsaid}
        because = {TASKS: {name: (_reason(catalog, connector, task),) for name, task in tasks.items()}}
        yield Resource(f"{RUNBOOK}/{connector.name}", {TASKS: {name: _asks(task) for name, task in tasks.items()}}, because)


def held(catalog: Catalog, made: Collection[str], addresses: Collection[str]) -> Iterator[Resource]:
    """Which of these another revision of the specs has."""
    return (one for one in beside(catalog, made) if one.address in addresses)


def _planned(catalog: Catalog, connector: Named[MarketoConnector]) -> Iterator[Task]:
    for task in contents(catalog, connector):
        if task.part not in _ELSEWHERE and task.id not in _TOLD and not _of_everybody(connector.name, task):
            yield task


def _of_everybody(connector: str, task: Task) -> bool:
    """Whether it is asked of every connector alike, whatever the specs say."""
    return not task.values and task.keys == (f"connector/{connector}",)


def _asks(task: Task) -> str:
    """What a plan shows of it: the values, without the boxes that stay empty beside others."""
    ticked = [f"{name}: {value}" for name, value in task.values if value != "not ticked"]
    return "; ".join(ticked or (f"{name}: {value}" for name, value in task.values)) or task.title


def _reason(catalog: Catalog, connector: Named[MarketoConnector], task: Task) -> Reason:
    says = task.fact.worded(task.fact.says)
    for key in task.keys:
        found = _place(catalog, connector, key)
        if found is not None:
            return Reason(says, key, found.path, found.keys)
    return Reason(says, f"connector/{connector.name}", connector.path, ("connector",))


def _place(catalog: Catalog, connector: Named[MarketoConnector], key: str) -> Place | None:
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
        spec = getattr(spec, str(key), None)
    return bool(spec)


def hazards(planned: Planned) -> Iterator[Hazard]:
    """That no API is used for them."""
    for change in _changes(planned):
        yield Hazard(
            "by-hand",
            change.address,
            "a person does it in Marketo: nothing of it has an API",
            source="Adobe: REST API, endpoint reference of July 2026",
        )


def steps(planned: Planned) -> Iterator[Step]:
    """A step for each task that asks for something else."""
    for change in _changes(planned):
        name = change.address.removeprefix(f"{RUNBOOK}/")
        connector = next(one for one in connectors(planned.catalog) if one.name == name)
        tasks = {task.id: task for task in _planned(planned.catalog, connector)}
        unsaid = options.unsaid(connector.spec)
        changed = {edit.name: edit for edit in change.edits if edit.attribute == TASKS and edit.name is not None}
        for task in tasks.values():
            if task.id in changed:
                wanted = None if task.id in unsaid else _asks(task)
                yield (
                    _step(name, task, change.address, changed)
                    if changed[task.id].new == wanted
                    else _back(name, task, changed[task.id], change.address)
                )
        for gone in sorted(changed.keys() - tasks.keys()):
            yield _gone(connector, gone, change.address, changed[gone])


def _step(connector: str, task: Task, address: str, changed: Collection[str]) -> Step:
    after = tuple(_id(connector, one) for one in task.after if one in changed)
    return Step(
        _id(connector, task.id), "person", task.system, task.title, task.owner, task.verify, (address,), after, "\n".join(told(task))
    )


def _back(connector: str, task: Task, edit: Edit, address: str) -> Step:
    """On the way back the task has to be as it was, which only the plan says."""
    where = f"Where: {task.path}.\n" if task.path is not None else ""
    text = f"{where}It asks for: {edit.old}.\n" + (f"It asked for: {edit.new}." if edit.new is not None else "It asked for nothing.")
    title = f"take back: {task.title}"
    return Step(_id(connector, task.id), "person", task.system, title, task.owner, "it is as it was before", (address,), text=text)


def _gone(connector: Named[MarketoConnector], task_id: str, address: str, edit: Edit) -> Step:
    """The specs ask for it no more; on the way back they did not ask for it yet."""
    if edit.new is not None:
        title, text, proves = f"do again what `{task_id}` asked for", f"It asked for: {edit.new}.", "it is as it was before"
    else:
        title, proves = f"take back what `{task_id}` asked for", "nothing in Marketo is left of it"
        text = f"It asked for: {edit.old}. A field can be hidden in Marketo and never deleted."
    return Step(_id(connector.name, task_id), "person", "Marketo", title, connector.spec.owner, proves, (address,), text=text)


def _id(connector: str, task_id: str) -> str:
    return f"{RUNBOOK}/{connector}/{task_id}"


def _changes(planned: Planned) -> Iterator[Change]:
    return (one for one in planned.changes if one.address.startswith(f"{RUNBOOK}/") and not isinstance(one, Forget))
