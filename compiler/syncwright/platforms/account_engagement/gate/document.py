"""The checklist before a unit's connector is unpaused: a document, and drawn from it a page. How each thing stands says `syncwright unpause`."""

from collections.abc import Iterator, Sequence
from shlex import quote
from typing import Annotated, Final, Literal

from syncwright.catalog.model import Catalog
from syncwright.gates import By
from syncwright.markdown import escaped, prose
from syncwright.page import Page
from syncwright.platform import Artifact
from syncwright.platforms.account_engagement.gate.contents import ITEMS, Item, of
from syncwright.platforms.account_engagement.gate.watch import WATCH
from syncwright.platforms.account_engagement.units import Unit, folder
from syncwright.records import Bounds, Struct, pretty
from syncwright.runbook.task import Task

FORMAT: Final = 1
#: The schema's file in the folder of schemas.
FILE = "account-engagement-unpause.schema.json"
_WHO = {"tool": "the tool looks", "people": "people attest", "both": "the tool looks, and people attest"}


class ListedTask(Struct, frozen=True):
    """A task of the runbook."""

    name: Annotated[str, Bounds(description="As `attest` takes it.")]
    title: str


class Listed(Struct, frozen=True):
    """One thing that is looked at."""

    number: int
    name: str
    title: str
    by: Annotated[By, Bounds(description="Whether the tool looks, people say so, or both.")]
    counted: Annotated[bool, Bounds(description="Whether exports answer it: `unpause --data`.")]
    then: Annotated[bool, Bounds(description="Whether it comes once all others are closed.")]
    why: str
    source: str
    certain: Annotated[bool, Bounds(description="False where no page of Salesforce's says it.")]
    tasks: Annotated[tuple[ListedTask, ...], Bounds(description="Tasks that close it, as far as the runbook has them.")]


class ListedWatch(Struct, frozen=True):
    """What to look at once it syncs."""

    when: str
    says: str
    why: str
    source: str
    certain: bool


class Checklist(Struct, frozen=True):
    """The checklist before the connector of one business unit is unpaused."""

    format: Literal[1]
    estate: str
    environment: str
    unit: Annotated[str, Bounds(description="Its address, such as `ae/emea`.")]
    owner: str
    command: Annotated[str, Bounds(description="Says how each thing stands.")]
    checks: tuple[Listed, ...]
    watch: tuple[ListedWatch, ...]


def artifacts(catalog: Catalog, unit: Unit, tasks: Sequence[Task]) -> Iterator[Artifact]:
    """Both files of a unit, whose runbook has these tasks."""
    doc = document(catalog, unit, tasks)
    whole = {unit.key, f"connector/{unit.connector.name}", f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}"}
    path = f"{folder(catalog, unit)}/unpause"
    yield Artifact(f"{path}.json", pretty(doc).encode(), tuple(sorted(whole)))
    yield page(doc, unit.key).artifact(f"{path}.md", tuple(sorted(whole)))


def document(catalog: Catalog, unit: Unit, work: Sequence[Task]) -> Checklist:
    """What is looked at, who does, and what closes it."""
    tasks = {task.name(unit.address): task.title for task in work}
    owners = catalog.estate.spec.owners
    owner = unit.connector.spec.owner
    return Checklist(
        FORMAT,
        catalog.estate.name,
        catalog.environment.name,
        unit.address,
        owners[owner].title if owner in owners else owner,
        f"syncwright unpause {quote(unit.address)} --env {quote(catalog.environment.name)}",
        tuple(_check(unit, item, tasks) for item in ITEMS),
        tuple(ListedWatch(one.when, one.says, one.fact.says, one.fact.source, one.fact.certain) for one in WATCH),
    )


def _check(unit: Unit, item: Item, tasks: dict[str, str]) -> Listed:
    names = of(unit, (*item.tasks, *item.instead), tuple(tasks))
    fact, closing = item.fact, tuple(ListedTask(name, tasks[name]) for name in names if name in tasks)
    return Listed(item.number, item.name, item.title, item.by, item.counts, item.then, fact.says, fact.source, fact.certain, closing)


def page(doc: Checklist, key: str) -> Page:
    """The checklist, each line with the key of its unit."""
    out = Page()
    out.add(f"# Before {escaped(doc.unit)} is unpaused, in {escaped(doc.estate)}, {escaped(doc.environment)}")
    out.add()
    out.add(f"Owner: {escaped(doc.owner)}. `{doc.command}` says how each stands and refuses while one is open;", key)
    out.add("`--data` counts in exports what is marked so, and `--by WHO` records that nothing is open.")
    _draw(out, "Before", [one for one in doc.checks if not one.then], key)
    _draw(out, "Then", [one for one in doc.checks if one.then], key)
    out.add()
    out.add("## What to watch", key)
    out.add()
    for one in doc.watch:
        out.add(
            f"- {escaped(one.when)}: {prose(one.says)}. Why: {escaped(_sure(one.why, certain=one.certain))} ({escaped(one.source)}).", key
        )
    return out


def _draw(out: Page, title: str, checks: list[Listed], key: str) -> None:
    out.add()
    out.add(f"## {title}", key)
    out.add()
    for one in checks:
        counted = ", or counts with `--data`" if one.counted else ""
        out.add(f"- [ ] {one.number}. **{prose(_upper(one.title))}** ({_WHO[one.by]}{counted})", key)
        out.add(f"  - Why: {escaped(_sure(one.why, certain=one.certain))}. Source: {escaped(one.source)}", key)
        for task in one.tasks:
            out.add(f"  - `{task.name}`: {prose(task.title)}", key)


def _sure(says: str, *, certain: bool) -> str:
    return says if certain else f"{says} (observed, not documented)"


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
