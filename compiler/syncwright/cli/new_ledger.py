"""A ledger where there is none yet: what its first record says it is for, and whether it would last where it is to lie."""

from uuid import uuid4

from syncwright.catalog.model import Catalog
from syncwright.cli.exits import Exit
from syncwright.cli.live import Ended
from syncwright.ledger.disks import throw_away


def made_for(estate: str, environment: str, org: str) -> dict[str, str]:
    """The body of a first record."""
    return {"estate": estate, "environment": environment, "org": org, "lineage": uuid4().hex}


def lasts(where: str, catalog: Catalog) -> None:
    """See that a protected environment has a ledger that lasts. Raises Ended."""
    environment = catalog.environment
    thrown = throw_away(where) if environment.spec.protected else None
    if thrown is not None:
        says = f"`{environment.name}` is protected, and its ledger `{where}` will not last: it lies {thrown}"
        raise Ended(Exit.USAGE, says, "name a place that is kept, or a PostgreSQL database, with --ledger or SYNCWRIGHT_LEDGER")
