"""A small estate with a Marketo connector that says more or less, and the tasks of its runbook."""

from collections.abc import Mapping

from small_estate import FILES, compiled, spec, told
from syncwright.catalog.model import Catalog
from syncwright.inventory import Object
from syncwright.platforms.marketo.runbook.contents import contents
from syncwright.platforms.marketo.runbook.instances import connectors
from syncwright.platforms.marketo.runbook.task import Task

PRODUCTION = "environments/production.yaml"
MARKETING = {"users/marketo-sync.yaml": FILES["users/marketo-sync.yaml"] + "marketing_user: true\n"}


def placed(said: str) -> str:
    """The environment with what it says of the connector."""
    return FILES[PRODUCTION] + f"connectors: {{marketo: {{{said}}}}}\nusers: {{marketo-sync: {{username: sync@tiny.example}}}}\n"


#: The first sync was long ago.
RUNS = {PRODUCTION: placed("munchkin: 123-ABC-456, first_sync: 2025-03-01")}


def marketo(more: str = "") -> dict[str, str]:
    """The connector's file with more lines, and the sync user as campaign sync wants it."""
    return {"connectors/marketo.yaml": FILES["connectors/marketo.yaml"] + more, **MARKETING}


def person(*fields: str) -> dict[str, str]:
    """A spec of people in Marketo alone; each field as a line."""
    head = "object: Person\nof: marketo\nowner: ops\nwhy: form plumbing\nfields:\n"
    return {"objects/person.yaml": head + "".join(f"  {one}\n" for one in fields)}


def catalog(files: Mapping[str, str | None], objects: Mapping[str, Object] | None = None) -> Catalog:
    """What the estate means; nothing is wrong with it that forbids building."""
    compilation = compiled(files, objects)
    assert compilation.catalog is not None and not compilation.failed, told(compilation)
    return compilation.catalog


def tasks(files: Mapping[str, str | None], objects: Mapping[str, Object] | None = None) -> dict[str, Task]:
    """The tasks of the only connector, by id."""
    held = catalog(files, objects)
    [connector] = connectors(held)
    return {one.id: one for one in contents(held, connector)}


__all__ = ["MARKETING", "PRODUCTION", "RUNS", "catalog", "marketo", "person", "placed", "spec", "tasks"]
