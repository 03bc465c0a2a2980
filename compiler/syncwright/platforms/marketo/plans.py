"""What Marketo does for plans and says of retired fields, imported when it is asked for: `check` and `build` start without it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from syncwright.catalog.model import Catalog, CatalogField, CatalogFilter, CatalogPartition, Named
from syncwright.platform import Artifact, Form, Forms, Parting, Planning, Template
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.layouts import professional
from syncwright.resource import Resource
from syncwright.seen import Seen
from syncwright.spec.compiled import ConnectorSpec
from syncwright.text import SourceFile

if TYPE_CHECKING:  # start-up time: hardly any command asks about tasks, one record or one error
    from syncwright.apply.standing import Standing
    from syncwright.candidates.answer import Answer
    from syncwright.candidates.read import Candidate
    from syncwright.crossing import BothSides, Crossing
    from syncwright.diagnosis.errors import Errors
    from syncwright.diagnosis.runs import History
    from syncwright.expression.clock import Clock
    from syncwright.instance import Instance


def planning() -> Planning:
    """The value in `plan_parts.py`."""
    from syncwright.platforms.marketo.plan_parts import PLANNING

    return PLANNING


def parting(catalog: Catalog, field: CatalogField) -> Parting:
    """As `parting.py` has it."""
    from syncwright.platforms.marketo.parting import parting as told

    return told(catalog, field)


def artifacts(catalog: Catalog, resources: Sequence[Resource]) -> Iterator[Artifact]:
    """The runbook, the tickets for Support, the table of sync errors, the sheets of campaigns, and the runbook of page layouts, where they open fields."""
    if any(isinstance(one.spec, MarketoConnector) for one in catalog.connectors.values()):
        from syncwright.platforms.marketo.errors.page import artifacts as errors_page
        from syncwright.platforms.marketo.runbook.document import artifacts as runbook
        from syncwright.platforms.marketo.support.tickets import artifacts as tickets

        yield from tickets(catalog)
        yield from runbook(catalog)
        yield from errors_page(catalog)
    if catalog.campaigns:
        from syncwright.platforms.marketo.campaigns.bundle import artifacts as campaigns

        yield from campaigns(catalog)
    if professional(catalog):
        from syncwright.platforms.marketo.layout_runbook import artifacts as made

        yield from made(catalog, resources)


def forms(catalog: Catalog, one: CatalogFilter | CatalogPartition, owner: str) -> Iterator[Form]:
    """As `filters/bundle.py` has them."""
    from syncwright.platforms.marketo.filters.bundle import forms as said

    yield from said(catalog, one, owner)


def bundle(catalog: Catalog, said: Forms) -> Iterator[Artifact]:
    """The tickets for sync filters, smart lists and purges."""
    from syncwright.platforms.marketo.filters.bundle import bundle as made

    yield from made(catalog, said)


def standing(catalog: Catalog) -> Iterator["Standing"]:
    """The tasks of the runbook."""
    from syncwright.platforms.marketo.runbook.standing import standing as tasks

    yield from tasks(catalog)


def adopt(catalog: Catalog, connector: Named[ConnectorSpec], sources: Sequence[SourceFile]) -> "Instance":
    """As `adopting/match.py` has it."""
    from syncwright.platforms.marketo.adopting.match import instance

    return instance(catalog, connector, sources)


def would_sync(catalog: Catalog, connector: Named[ConnectorSpec], seen: Seen, candidate: "Candidate", clock: "Clock") -> Iterator["Answer"]:
    """As `would_sync.py` has it."""
    from syncwright.platforms.marketo.would_sync import answer

    yield answer(catalog, connector, seen, candidate, clock)


def errors() -> "Errors":
    """The table and the cures in `errors/`."""
    from syncwright.platforms.marketo.errors.cures import ERRORS

    return ERRORS


def history(text: str, moments: str | None) -> "History | None":
    """As `history/reading.py` reads it."""
    from syncwright.platforms.marketo.history.reading import history as read

    return read(text, moments)


def documents() -> Mapping[str, tuple[type, str]]:
    """The campaign, as other programs read it."""
    from syncwright.platforms.marketo.campaigns.document import FILE, Campaign

    return {FILE: (Campaign, "Syncwright: a Marketo campaign")}


def templates() -> tuple[Template, ...]:
    """The campaigns in `campaigns/shipped.py`."""
    from syncwright.platforms.marketo.campaigns.shipped import TEMPLATES

    return TEMPLATES


def both_sides(catalog: Catalog, connector: Named[ConnectorSpec]) -> "BothSides":
    """As `types/both.py` has them."""
    from syncwright.platforms.marketo.types.both import both_sides as told

    return told(catalog, connector)


def crossings(catalog: Catalog, connector: Named[ConnectorSpec]) -> Iterator["Crossing"]:
    """As `types/crossings.py` has them."""
    from syncwright.platforms.marketo.types.crossings import crossings as found

    yield from found(catalog, connector)
