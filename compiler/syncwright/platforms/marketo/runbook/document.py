"""The runbook of all Marketo connectors: a document, and drawn from it a page with checkboxes, each with the command that attests it."""

import re
from collections.abc import Iterator, Mapping
from shlex import quote
from typing import Any

from syncwright.catalog.model import Catalog, Named
from syncwright.markdown import escaped
from syncwright.platform import Artifact
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.filters.page import Page
from syncwright.platforms.marketo.runbook.contents import contents
from syncwright.platforms.marketo.runbook.facts import SYNC_ERRORS
from syncwright.platforms.marketo.runbook.instances import connectors
from syncwright.platforms.marketo.runbook.task import PARTS, Task, named
from syncwright.records import pretty

Document = dict[str, Any]
#: Spec keys behind each task, by its name.
Keys = Mapping[str, tuple[str, ...]]

FORMAT = 1
#: How a task begins and ends in the document, by its depth.
_TASK, _ENDS = re.compile(r' {14}"id": "(.+)",$'), " " * 12 + "}"
#: A name in a sentence, or a command, of characters that are nobody's markup inside code.
_NAME = re.compile(r"`([\w ./:,=()-]+)`")
PATH = "marketo/runbook"


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """The document and the page; none without a Marketo connector."""
    found = [(one, contents(catalog, one)) for one in connectors(catalog)]
    if found:
        keys = (f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}", *(f"connector/{one.name}" for one, _ in found))
        doc = document(catalog, found)
        behind = {task.name(one.name): task.keys for one, tasks in found for task in tasks}
        yield _json(doc, behind).artifact(f"{PATH}.json", keys)
        yield page(doc, behind).artifact(f"{PATH}.md", keys)


def document(catalog: Catalog, found: list[tuple[Named[MarketoConnector], list[Task]]]) -> Document:
    """What there is to do for each connector, by part."""
    return {
        "format": FORMAT,
        "estate": catalog.estate.name,
        "environment": catalog.environment.name,
        "connectors": [_connector(catalog, one, tasks) for one, tasks in found],
    }


def _connector(catalog: Catalog, one: Named[MarketoConnector], tasks: list[Task]) -> Document:
    operations = one.spec.operations
    return {
        "name": one.name,
        "owner": _title(catalog, one.spec.owner),
        "parts": [
            {"name": part, "title": title, "tasks": [_task(catalog, one.name, task) for task in tasks if task.part == part]}
            for part, title in PARTS.items()
            if any(task.part == part for task in tasks)
        ],
        "review": None
        if operations is None
        else {
            "name": f"review/{one.name}",
            "owner": _title(catalog, operations.errors_owner),
            "deputy": _title(catalog, operations.deputy) if operations.deputy is not None else None,
            "every": operations.review_every,
            "where": " > ".join(SYNC_ERRORS),
            "attest": _attest(catalog, f"review/{one.name}"),
        },
    }


def _task(catalog: Catalog, connector: str, task: Task) -> Document:
    return {
        "id": task.name(connector),
        "title": task.title,
        "owner": _title(catalog, task.owner),
        "system": task.system,
        "why": task.fact.says,
        "source": task.fact.source,
        "certain": task.fact.certain,
        "where": task.path,
        "values": [{"name": name, "value": value} for name, value in task.values],
        "does": [*task.does],
        "notes": [*task.notes],
        "file": task.file,
        "verify": task.verify,
        "after": [named(connector, one) for one in task.after],
        "attest": _attest(catalog, task.name(connector)),
    }


def _attest(catalog: Catalog, name: str) -> str:
    return f"syncwright attest {quote(name)} --by WHO --env {quote(catalog.environment.name)}"


def _title(catalog: Catalog, owner: str) -> str:
    owners = catalog.estate.spec.owners
    return owners[owner].title if owner in owners else owner


# ------------------------------------------------------------------ text


def _json(doc: Document, behind: Keys) -> Page:
    """The document itself, the lines of each task with the keys behind it."""
    out, keys = Page(), tuple[str, ...]()
    for line in pretty(doc).rstrip("\n").split("\n"):
        named = _TASK.match(line)
        keys = behind[named[1]] if named else keys
        out.add(line, *keys)
        keys = () if line.rstrip(",") == _ENDS else keys
    return out


def page(doc: Document, behind: Keys) -> Page:
    """The page: what it is, then a section a connector."""
    out = Page()
    out.add(f"# Runbook for Marketo in {escaped(doc['estate'])}, {escaped(doc['environment'])}")
    out.add()
    out.add(
        "What people do in Marketo and beside it, as nothing of it has an API. Each box is one task; its last line records it as done in the"
    )
    out.add(
        "ledger. `syncwright steps --runbook` says how each stands, and which are to be done again because the specs ask for something else."
    )
    for connector in doc["connectors"]:
        _draw_connector(out, connector, behind)
    return out


def _draw_connector(out: Page, connector: Document, behind: Keys) -> None:
    key = f"connector/{connector['name']}"
    out.add()
    out.add(f"## {escaped(connector['name'])}", key)
    out.add()
    out.add(f"Owner: {escaped(connector['owner'])}.", key)
    for part in connector["parts"]:
        out.add()
        out.add(f"### {part['title']}", key)
        out.add()
        for task in part["tasks"]:
            _draw_task(out, task, behind[task["id"]])
    if connector["review"] is not None:
        _draw_review(out, connector["review"], f"{key}#operations")


def _draw_task(out: Page, task: Document, keys: tuple[str, ...]) -> None:
    out.add(f"- [ ] **{_shown(_upper(task['title']))}** ({escaped(task['owner'])}, in {escaped(task['system'])})", *keys)
    sure = "" if task["certain"] else " (observed, not documented)"
    out.add(f"  - Why: {escaped(task['why'])}{sure}. Source: {escaped(task['source'])}", *keys)
    if task["after"]:
        out.add(f"  - After: {', '.join(f'`{one}`' for one in task['after'])}", *keys)
    if task["where"] is not None:
        out.add(f"  - Where: {escaped(task['where'])}", *keys)
    for value in task["values"]:
        out.add(f"  - {escaped(value['name'])}: **{escaped(value['value'])}**", *keys)
    for sentence in (*task["does"], *task["notes"]):
        out.add(f"  - {_shown(sentence)}", *keys)
    if task["file"] is not None:
        out.add(f"  - Details: [{escaped(task['file'])}]({_link(task['file'])})", *keys)
    out.add(f"  - Done when: {_shown(task['verify'])}", *keys)
    out.add(f"  - `{task['attest']}`", *keys)


def _draw_review(out: Page, review: Document, key: str) -> None:
    out.add()
    out.add("### Again and again", key)
    out.add()
    deputy = f", else {escaped(review['deputy'])}" if review["deputy"] is not None else ""
    out.add(f"- [ ] **Look at the sync errors, every {escaped(review['every'])}** ({escaped(review['owner'])}{deputy})", key)
    out.add(f"  - Where: {escaped(review['where'])}", key)
    out.add(f"  - `{review['attest']}`", key)


def _link(file: str) -> str:
    """From the page to another generated file."""
    return file.removeprefix("marketo/") if file.startswith("marketo/") else f"../{file}"


def _shown(text: str) -> str:
    """A sentence as Markdown, its names in backquotes as code."""
    parts = _NAME.split(text)
    return "".join(f"`{part}`" if index % 2 else escaped(part) for index, part in enumerate(parts))


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
