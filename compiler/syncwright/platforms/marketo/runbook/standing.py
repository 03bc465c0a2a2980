"""The tasks of the runbook as work that stands whatever plan there is, for `steps` and `attest`."""

from collections.abc import Iterator

from syncwright.apply.standing import Standing
from syncwright.catalog.model import Catalog
from syncwright.platforms.marketo.runbook.contents import contents
from syncwright.platforms.marketo.runbook.instances import connectors
from syncwright.runbook.standing import standing as stood


def standing(catalog: Catalog) -> Iterator[Standing]:
    """All tasks of all connectors."""
    for connector in connectors(catalog):
        yield from stood(connector.name, contents(catalog, connector))
