"""A runbook as a document: what there is to do for each connector or unit, by part, each task with the command that attests it."""

from collections.abc import Iterator, Mapping
from shlex import quote
from typing import Any

from syncwright.catalog.model import Catalog
from syncwright.page import Page
from syncwright.platform import Artifact
from syncwright.records import Struct, pretty
from syncwright.runbook.task import Task, named
from syncwright.spec.compiled import ConnectorSpec

Document = dict[str, Any]
#: Spec keys behind each task, by its name.
Keys = Mapping[str, tuple[str, ...]]

FORMAT = 1
#: How a task begins and ends in the document, by its depth.
_TASK, _ENDS = " " * 14 + '"id": "', " " * 12 + "}"


class Resource(Struct, frozen=True):
    """A page that people read beside the runbook. `url`: None where only its title is known. `key`: the spec key that names it, if one does."""

    title: str
    url: str | None
    key: str | None = None


class Chapter(Struct, frozen=True):
    """What is done for one connector or unit. `of`: its address; `key`: its spec key; `connector`: what its connector says."""

    of: str
    key: str
    connector: ConnectorSpec
    tasks: tuple[Task, ...]


class Runbook(Struct, frozen=True):
    """A runbook of one platform. `system`: the platform's title; `says`: what it is, in lines of Markdown, the second paragraph after an empty one.

    `parts`: titles of the parts, by name, in order. `errors`: where sync errors are looked at, click by click. `path`: where it lies
    below `generated/`, without an ending. `resources`: the platform's pages about it.
    """

    system: str
    says: tuple[str, ...]
    parts: Mapping[str, str]
    errors: tuple[str, ...]
    path: str
    chapters: tuple[Chapter, ...]
    resources: tuple[Resource, ...] = ()


def artifacts(catalog: Catalog, runbook: Runbook) -> Iterator[Artifact]:
    """The document and the page."""
    from syncwright.runbook.drawn import page  # the page is drawn from what stands here

    whole = (f"connector/{one.connector.connector}" for one in runbook.chapters)
    keys = (f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}", *dict.fromkeys(whole))
    doc = document(catalog, runbook)
    behind = {task.name(one.of): task.keys for one in runbook.chapters for task in one.tasks}
    keys_of = {one.of: (one.key, f"connector/{one.connector.connector}#operations") for one in runbook.chapters}
    yield _json(doc, behind).artifact(f"{runbook.path}.json", keys)
    yield page(doc, runbook, keys_of, behind).artifact(f"{runbook.path}.md", keys)


def document(catalog: Catalog, runbook: Runbook) -> Document:
    """What there is to do for each connector, by part, and what to read; without anything to read the document does not speak of it."""
    read = [{"title": one.title, "url": one.url, "from": one.key} for one in _read(runbook)]
    return {
        "format": FORMAT,
        "estate": catalog.estate.name,
        "environment": catalog.environment.name,
        "connectors": [_chapter(catalog, runbook, one) for one in runbook.chapters],
        **({"resources": read} if read else {}),
    }


def _read(runbook: Runbook) -> list[Resource]:
    """The platform's pages, then those that the connectors name."""
    connectors = {one.connector.connector: one.connector for one in runbook.chapters}
    own = [Resource(title, url, f"connector/{name}#resources") for name, one in connectors.items() for title, url in one.resources.items()]
    return [*runbook.resources, *own]


def _chapter(catalog: Catalog, runbook: Runbook, one: Chapter) -> Document:
    return {
        "name": one.of,
        "owner": _title(catalog, one.connector.owner),
        "parts": [
            {"name": part, "title": title, "tasks": [_task(catalog, one.of, task) for task in one.tasks if task.part == part]}
            for part, title in runbook.parts.items()
            if any(task.part == part for task in one.tasks)
        ],
        "review": _review(catalog, runbook, one),
    }


def _review(catalog: Catalog, runbook: Runbook, one: Chapter) -> Document | None:
    operations = one.connector.operations
    if operations is None:
        return None
    name = f"review/{one.connector.connector}"
    return {
        "name": name,
        "owner": _title(catalog, operations.errors_owner),
        "deputy": _title(catalog, operations.deputy) if operations.deputy is not None else None,
        "every": operations.review_every,
        "where": " > ".join(runbook.errors),
        "attest": _attest(catalog, name),
    }


def _task(catalog: Catalog, of: str, task: Task) -> Document:
    return {
        "id": task.name(of),
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
        "after": [named(of, one) for one in task.after],
        "attest": _attest(catalog, task.name(of)),
    }


def _attest(catalog: Catalog, name: str) -> str:
    return f"syncwright attest {quote(name)} --by WHO --env {quote(catalog.environment.name)}"


def _title(catalog: Catalog, owner: str) -> str:
    owners = catalog.estate.spec.owners
    return owners[owner].title if owner in owners else owner


def _json(doc: Document, behind: Keys) -> Page:
    """The document itself, the lines of each task with the keys behind it."""
    out, keys, alike = Page(), tuple[str, ...](), list[str]()
    for line in pretty(doc).rstrip("\n").split("\n"):
        if line.startswith(_TASK):
            out.add("\n".join(alike), *keys)
            keys, alike = behind[line[len(_TASK) :].removesuffix('",')], []
        alike.append(line)
        if line.startswith(_ENDS):
            out.add("\n".join(alike), *keys)
            keys, alike = (), []
    out.add("\n".join(alike))
    return out
