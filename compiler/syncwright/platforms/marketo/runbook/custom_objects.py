"""Custom objects as tasks: which are enabled in Marketo, with the sync off meanwhile, and which of their fields smart lists can ask for."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogObject, Named
from syncwright.inventory import Org
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.runbook import facts, relations
from syncwright.platforms.marketo.runbook.instances import enabled
from syncwright.platforms.marketo.runbook.task import Task
from syncwright.runbook.task import listed, sentence

ENABLE = "custom-objects"


def tasks(catalog: Catalog, connector: Named[MarketoConnector]) -> Iterator[Task]:
    """One for all objects, as the sync is switched off once, and one for each whose fields are chosen."""
    objects = enabled(catalog, connector)
    if objects:
        yield _enable(catalog, connector, objects)
    for one in objects:
        said = connector.spec.custom_objects.get(one.name)
        if said is not None and said.constraints:
            yield _constraints(connector, one, said.constraints)


def _enable(catalog: Catalog, connector: Named[MarketoConnector], objects: list[CatalogObject]) -> Task:
    return Task(
        ENABLE,
        "objects",
        f"enable {len(objects)} custom object{'s' if len(objects) != 1 else ''}",
        "the page lists exactly these as enabled, and Sync Status shows a cycle that ended",
        connector.spec.owner,
        facts.OBJECTS,
        facts.OBJECTS_SYNC,
        tuple((one.name, "enabled") for one in objects),
        (
            "Sync schema for the first custom object there is, Refresh Schema for any other; then Disable Global Sync, if it runs.",
            "Select each object, Enable Sync, and Enable Sync again.",
            "Go back to the Salesforce tab and Enable Sync there: the sync is off until then.",
        ),
        (
            *([f"connector/{connector.name}#custom_objects"] if connector.spec.custom_objects else []),
            *(f"object/{one.name}" for one in objects),
        ),
        notes=tuple(note for one in objects for note in (f"{one.name}: {_why(connector, one)}", *_notes(catalog.org, one.name))),
    )


def _notes(org: Org, name: str) -> Iterator[str]:
    """What is known of how an object hangs on people, where Adobe's pages differ or scripts cannot reach it."""
    ways = relations.direct(org, name)
    people = [field for field, target in ways if target != "Account"]
    if not ways:
        how = (
            "is related to people through another object"
            if relations.through(org, name)
            else "has no lookup to people, nor through another object"
        )
        yield f"{name} {how}. {sentence(facts.RELATED)} {sentence(facts.RELATED_FAR)}"
    if len(people) > 1:
        yield f"{name} has {len(people)} lookups to people: {', '.join(people)}. {sentence(facts.ONE_RELATION)}"


def _why(connector: Named[MarketoConnector], one: CatalogObject) -> str:
    said = connector.spec.custom_objects.get(one.name)
    why: str = said.why if said is not None else one.groups[0].spec.why
    return " ".join(why.split())


def _constraints(connector: Named[MarketoConnector], one: CatalogObject, fields: tuple[str, ...]) -> Task:
    return Task(
        f"custom-object/{one.name}",
        "objects",
        f"choose the fields of `{one.name}` that smart lists can ask for",
        "the Fields tab of the object shows exactly these",
        connector.spec.owner,
        facts.CONSTRAINTS,
        (*facts.OBJECTS_SYNC, one.name, "Edit Visible Fields"),
        (("Ticked", listed(sorted(fields))), ("Not ticked", "all others")),
        ("Disable Global Sync first, if it runs; Save; enable it again.",),
        (f"connector/{connector.name}#custom_objects", f"object/{one.name}"),
        (ENABLE,),
    )
