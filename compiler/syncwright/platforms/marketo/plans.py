"""What Marketo does for plans and says of retired fields, imported when it is asked for: `check` and `build` start without it."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, CatalogField, CatalogFilter, CatalogPartition
from syncwright.platform import Artifact, Form, Forms, Parting, Planning
from syncwright.platforms.marketo.layouts import professional
from syncwright.resource import Resource


def planning() -> Planning:
    """The value in `planning.py`."""
    from syncwright.platforms.marketo.planning import PLANNING

    return PLANNING


def parting(catalog: Catalog, field: CatalogField) -> Parting:
    """As `parting.py` has it."""
    from syncwright.platforms.marketo.parting import parting as told

    return told(catalog, field)


def artifacts(catalog: Catalog, resources: Sequence[Resource]) -> Iterator[Artifact]:
    """The runbook of page layouts, where they open fields."""
    if professional(catalog):
        from syncwright.platforms.marketo.layout_runbook import artifacts as made

        yield from made(catalog, resources)


def forms(catalog: Catalog, one: CatalogFilter | CatalogPartition, owner: str) -> Iterator[Form]:
    """As `filters/bundle.py` has them."""
    from syncwright.platforms.marketo.filters.bundle import forms as said

    yield from said(catalog, one, owner)


def bundle(catalog: Catalog, said: Forms) -> Iterator[Artifact]:
    """The requests and the smart lists."""
    from syncwright.platforms.marketo.filters.bundle import bundle as made

    yield from made(catalog, said)
