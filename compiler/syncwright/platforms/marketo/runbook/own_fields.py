"""Fields of people that live in Marketo alone as tasks: each is made there by hand, and never syncs."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField, Named
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.fields import marketo_field
from syncwright.platforms.marketo.runbook import facts
from syncwright.platforms.marketo.runbook.instances import PERSON
from syncwright.platforms.marketo.runbook.task import Task
from syncwright.platforms.marketo.types.words import TITLES
from syncwright.runbook.task import NOT_DOCUMENTED


def tasks(catalog: Catalog, connector: Named[MarketoConnector]) -> Iterator[Task]:
    """One for each field that the specs create."""
    for field in made(catalog, connector.name):
        yield _task(catalog, connector, field)


def made(catalog: Catalog, connector: str) -> Iterator[CatalogField]:
    """The fields of people that the specs create in a Marketo instance, by name."""
    held = catalog.elsewhere.get(connector, {}).get(PERSON)
    for field in held.fields.values() if held is not None else ():
        if field.spec.create is not None:
            yield field


def _task(catalog: Catalog, connector: Named[MarketoConnector], field: CatalogField) -> Task:
    there = marketo_field(catalog, connector.name, field)
    said = field.spec.create
    assert said is not None, "made() gives those that are created"
    return Task(
        f"person-field/{field.name}",
        "fields",
        f"make the field `{said.label}` of people",
        f"Export Field Names has `{there.rest or field.name}` as its API name",
        field.owner or connector.spec.owner,
        facts.MARKETO_ALONE,
        facts.FIELDS,
        (("Object", PERSON), ("Type", TITLES[there.type] if there.type is not None else NOT_DOCUMENTED), ("Name", said.label)),
        (
            "Create. It can be hidden later and never deleted, and its name cannot be changed.",
            "Marketo makes the API name of the name: if it is another, say which under `at:` in the specs.",
        ),
        (field.key,),
    )
