"""What keeps the sync queue full: flows of the org that write records that sync, again and again. Mass updates by other tools are seen by nobody."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Place
from syncwright.platforms.account_engagement.connection import rules
from syncwright.platforms.account_engagement.units import connectors


def scheduled(catalog: Catalog) -> Iterator[Finding]:
    """Objects that sync, and that an active flow writes on a schedule."""
    flows = [one for one in catalog.org.automations.values() if one.active and "schedule" in one.on]
    for connector in connectors(catalog) if flows else ():
        for one in flows:
            for owner in sorted({path.partition(".")[0] for path in one.writes}):
                held = catalog.objects.get(owner)
                if held is not None and held.syncs(connector.name):
                    message = (
                        f"the flow `{one.name}` of the org writes records of `{owner}` on a schedule, and each goes through the queue of "
                        f"`{connector.name}` again"
                    )
                    help_ = "let it write only records whose value changes, or run it less often"
                    yield rules.TOUCHED_ON_A_SCHEDULE(Place(held.groups[0].path, ("object",)), message, help=help_)
