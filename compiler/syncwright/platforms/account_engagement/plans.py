"""What Account Engagement does for plans and builds, how it has filters, what it says of retired fields; each imported when it is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from syncwright.catalog.model import Catalog, CatalogField, CatalogFilter, CatalogPartition, Named
from syncwright.platform import Artifact, Form, Parting, Planning
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.resource import Resource
from syncwright.seen import Seen
from syncwright.spec.compiled import ConnectorSpec
from syncwright.text import SourceFile

if TYPE_CHECKING:  # start-up time: hardly any command asks about tasks
    from syncwright.apply.standing import Standing
    from syncwright.candidates.answer import Answer, Remark
    from syncwright.candidates.read import Candidate
    from syncwright.crossing import BothSides, Crossing
    from syncwright.diagnosis.errors import Errors
    from syncwright.expression.clock import Clock
    from syncwright.gates import Gating
    from syncwright.instance import Instance
    from syncwright.parts import ConnectorPart


def planning() -> Planning:
    """The value in `planning.py`."""
    from syncwright.platforms.account_engagement.planning import PLANNING

    return PLANNING


def parting(catalog: Catalog, field: CatalogField) -> Parting:
    """As `parting.py` has it."""
    from syncwright.platforms.account_engagement.parting import parting as told

    return told(catalog, field)


def artifacts(catalog: Catalog, resources: Sequence[Resource]) -> Iterator[Artifact]:
    """What people do for each unit, the requests to Support, the table of sync errors, and the Marketing Data Sharing rules, where a filter or a partition makes any."""
    if any(isinstance(one.spec, AccountEngagementConnector) for one in catalog.connectors.values()):
        from syncwright.platforms.account_engagement.access.artifacts import artifacts as visibility
        from syncwright.platforms.account_engagement.connection.page import artifacts as sync_method
        from syncwright.platforms.account_engagement.errors.page import artifacts as errors_page
        from syncwright.platforms.account_engagement.map.bundle import artifacts as field_maps
        from syncwright.platforms.account_engagement.runbook.document import artifacts as runbooks
        from syncwright.platforms.account_engagement.support.requests import artifacts as requests

        yield from sync_method(catalog)
        yield from field_maps(catalog)
        yield from requests(catalog)
        yield from runbooks(catalog)
        yield from errors_page(catalog)
        yield from visibility(catalog)
    if catalog.connected:
        from syncwright.platforms.account_engagement.campaigns.artifacts import artifacts as campaigns

        yield from campaigns(catalog)
    if catalog.filters or catalog.partitions:
        from syncwright.platforms.account_engagement.sharing.artifacts import artifacts as made

        yield from made(catalog, resources)


def forms(catalog: Catalog, one: CatalogFilter | CatalogPartition, owner: str) -> Iterator[Form]:
    """The Marketing Data Sharing rules, as `sharing/forms.py` has them."""
    from syncwright.platforms.account_engagement.sharing.forms import forms as said

    yield from said(catalog, one, owner)


def adopt(catalog: Catalog, connector: Named[ConnectorSpec], sources: Sequence[SourceFile]) -> "Instance":
    """As `adopting/match.py` has it."""
    from syncwright.platforms.account_engagement.adopting.match import instance

    return instance(catalog, connector, sources)


def standing(catalog: Catalog) -> Iterator["Standing"]:
    """The tasks of the runbooks."""
    from syncwright.platforms.account_engagement.runbook.standing import standing as tasks

    yield from tasks(catalog)


def errors() -> "Errors":
    """The value in `errors/cures.py`."""
    from syncwright.platforms.account_engagement.errors.cures import ERRORS

    return ERRORS


def both_sides(catalog: Catalog, connector: Named[ConnectorSpec]) -> "BothSides":
    """As `types/both.py` has them."""
    from syncwright.platforms.account_engagement.types.both import both_sides as told

    return told(catalog, connector)


def crossings(catalog: Catalog, connector: Named[ConnectorSpec]) -> Iterator["Crossing"]:
    """As `types/crossings.py` has them."""
    from syncwright.platforms.account_engagement.types.crossings import crossings as found

    yield from found(catalog, connector)


def gating() -> "Gating":
    """The value in `gate/gate.py`."""
    from syncwright.platforms.account_engagement.gate.gate import GATING

    return GATING


def documents() -> Mapping[str, tuple[type, str]]:
    """Its documents, as other programs read them."""
    from syncwright.platforms.account_engagement.access import document as visibility
    from syncwright.platforms.account_engagement.campaigns import document as campaigns
    from syncwright.platforms.account_engagement.connection import document as sync_method
    from syncwright.platforms.account_engagement.gate import document as checklist
    from syncwright.platforms.account_engagement.map.document import FILE, FieldMap

    return {
        FILE: (FieldMap, "Syncwright: the field map of a business unit"),
        campaigns.FILE: (campaigns.Campaigns, "Syncwright: the connected campaigns of a business unit"),
        checklist.FILE: (checklist.Checklist, "Syncwright: the checklist before a business unit is unpaused"),
        sync_method.FILE: (sync_method.Document, "Syncwright: how the connectors of Account Engagement sync"),
        visibility.FILE: (visibility.Document, "Syncwright: what users of Account Engagement see that Salesforce hides"),
    }


def would_sync(catalog: Catalog, connector: Named[ConnectorSpec], seen: Seen, candidate: "Candidate", clock: "Clock") -> Iterator["Answer"]:
    """As `would_sync/answer.py` has it."""
    from syncwright.platforms.account_engagement.would_sync.answer import answers

    yield from answers(catalog, connector, seen, candidate, clock)


def of_field(catalog: Catalog, connector: Named[ConnectorSpec], field: CatalogField, name: str) -> Iterator["Remark"]:
    """As `of_field.py` has it."""
    from syncwright.platforms.account_engagement.of_field import of_field as told

    yield from told(catalog, connector, field, name)


def parts(catalog: Catalog, connector: Named[ConnectorSpec]) -> Iterator["ConnectorPart"]:
    """As `parts.py` has them."""
    from syncwright.platforms.account_engagement.parts import parts as told

    yield from told(catalog, connector)
