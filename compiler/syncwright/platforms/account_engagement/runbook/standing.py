"""The tasks of the runbooks as work that stands whatever plan there is, for `steps` and `attest`."""

from collections.abc import Iterator

from syncwright.apply.standing import Standing
from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.runbook.contents import contents
from syncwright.platforms.account_engagement.units import units
from syncwright.runbook.standing import standing as stood


def standing(catalog: Catalog) -> Iterator[Standing]:
    """All tasks of all units."""
    for unit in units(catalog):
        yield from stood(unit.address, contents(catalog, unit))
